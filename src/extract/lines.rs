//! Lines of a text and the marks of the containers that they begin with.

use std::ops::Range;

/// A line without its line end, and where the next one starts.
#[derive(Clone, Debug)]
pub struct Line {
    pub range: Range<usize>,
    pub next: usize,
}

/// The line that starts at `at`.
pub fn line_at(text: &str, at: usize) -> Line {
    let rest = text.get(at..).unwrap_or("");
    let (length, next) = rest.find('\n').map_or((rest.len(), rest.len()), |end| (end, end + 1));
    let line = &rest[..length];
    let length = line.strip_suffix('\r').map_or(length, str::len);
    Line { range: at..at + length, next: at + next }
}

/// All lines of a text.
pub fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut at = 0;
    std::iter::from_fn(move || {
        (at < text.len()).then(|| {
            let line = line_at(text, at);
            at = line.next;
            line
        })
    })
}

/// Whether nothing but blanks stands before `at` on its line.
pub fn is_first(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with('\n')
}

/// Whether nothing but blanks stands on the lines of a range outside of it.
pub fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let after = text.get(range.end..).unwrap_or("").trim_start_matches([' ', '\t', '\r']);
    is_first(text, range.start) && (after.is_empty() || after.starts_with('\n'))
}

/// What a line begins with: how many quote marks, and where its own text starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix {
    pub quotes: usize,
    pub end: usize,
}

/// White space and at most `most` quote marks at the start of a line.
pub fn quote_prefix(text: &str, line: &Range<usize>, most: usize) -> Prefix {
    let bytes = text.as_bytes();
    let (mut at, mut quotes) = (line.start, 0);
    while at < line.end {
        match bytes[at] {
            b' ' | b'\t' => at += 1,
            b'>' if quotes < most => {
                quotes += 1;
                at += 1;
            }
            _ => break,
        }
    }
    Prefix { quotes, end: at }
}

/// White space, quote marks and list markers at the start of a line.
pub fn container_prefix(text: &str, line: &Range<usize>) -> Prefix {
    let mut prefix = quote_prefix(text, line, usize::MAX);
    while let Some(length) = list_marker(text.get(prefix.end..line.end).unwrap_or("")) {
        let more = quote_prefix(text, &(prefix.end + length..line.end), usize::MAX);
        prefix = Prefix { quotes: prefix.quotes + more.quotes, end: more.end };
    }
    prefix
}

/// The length of a list marker (`-`, `+`, `*`, `1.`, `1)`) that white space follows.
fn list_marker(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count().min(10);
    let marks: &[u8] = if digits == 0 { b"-+*" } else { b".)" };
    let marker = marks.contains(rest.as_bytes().get(digits)?);
    let blank = matches!(rest.as_bytes().get(digits + 1), Some(b' ' | b'\t'));
    (marker && blank && digits < 10).then_some(digits + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_measured() {
        let cases = [
            ("a", 0, 0),
            ("> a", 1, 2),
            ("> > a", 2, 4),
            (">>  a", 2, 4),
            ("- a", 0, 2),
            ("> 1. $", 1, 5),
            ("12) a", 0, 4),
            ("-a", 0, 0),
            ("", 0, 0),
        ];
        for (line, quotes, end) in cases {
            assert_eq!(container_prefix(line, &(0..line.len())), Prefix { quotes, end }, "{line:?}");
        }
    }

    #[test]
    fn lines_end_before_their_line_end() {
        let text = "a\r\nb\n\nc";
        let all: Vec<&str> = lines(text).map(|line| &text[line.range]).collect();
        assert_eq!(all, ["a", "b", "", "c"]);
    }
}
