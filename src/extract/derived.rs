//! Text derived from a file with its map: grows piece by piece, can be trimmed and cut.
//!
//! Takes slices of a source and decoded characters; gives a text and a [`SourceMap`]. Never looks at meaning.

use std::ops::Range;

use crate::source::{SourceMap, Span};

/// A text and the way back to the file from every place of it.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    pub text: String,
    pub map: SourceMap,
}

impl Derived {
    /// Appends a range of the source; `\r\n` becomes one `\n`.
    pub fn copy(&mut self, source: &str, range: Range<usize>) {
        let Some(slice) = source.get(range.clone()) else { return };
        let mut at = 0;
        for (carriage, _) in slice.match_indices("\r\n") {
            self.verbatim(&slice[at..carriage], range.start + at);
            self.decoded("\n", range.start + carriage..range.start + carriage + 2);
            at = carriage + 2;
        }
        self.verbatim(&slice[at..], range.start + at);
    }

    fn verbatim(&mut self, slice: &str, file: usize) {
        if !slice.is_empty() {
            self.map.push(self.text.len(), Span::new(file, file + slice.len()), slice.len());
            self.text.push_str(slice);
        }
    }

    /// Appends what a range of the source stands for.
    pub fn decoded(&mut self, value: &str, file: Range<usize>) {
        if !value.is_empty() {
            self.map.push(self.text.len(), Span::new(file.start, file.end), value.len());
            self.text.push_str(value);
        }
    }

    /// A range of the derived text with its map.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or("").to_owned();
        Self { map: self.map.slice(range), text }
    }

    /// Without white space at both ends.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let end = end_of_tex(&self.text);
        let start = self.text.len() - self.text.trim_start().len();
        if start == 0 && end == self.text.len() {
            return self;
        }
        self.slice(start.min(end)..end)
    }
}

/// The end of the text without the blanks there; the blank of a last `\\ ` stays.
fn end_of_tex(text: &str) -> usize {
    let end = text.trim_end();
    let blank = text[end.len()..].chars().next().map_or(0, char::len_utf8);
    let backslashes = end.len() - end.trim_end_matches('\\').len();
    if backslashes % 2 == 1 { end.len() + blank } else { end.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_control_space_stays_whole() {
        for (written, kept) in [(" a\\ \n", "a\\ "), ("a\\\\ \n", "a\\\\"), ("a\\\n", "a\\\n"), ("a ", "a")] {
            let mut derived = Derived::default();
            derived.copy(written, 0..written.len());
            assert_eq!(derived.trimmed().text, kept);
        }
    }

    #[test]
    fn carriage_returns_go_and_places_stay() {
        let source = "> a\r\n> b ";
        let mut derived = Derived::default();
        derived.copy(source, 2..5);
        derived.copy(source, 7..9);
        let derived = derived.trimmed();
        assert_eq!(derived.text, "a\nb");
        assert_eq!(derived.map.to_file(Span::new(2, 3)), Span::new(7, 8));
        assert_eq!(derived.map.to_file(Span::new(1, 2)), Span::new(3, 5));
    }
}
