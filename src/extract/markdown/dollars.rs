//! Displays between `$$` that stand on lines of their own, and the dollars that lost their partner.
//!
//! One lost `$$` would turn every formula behind it into prose and all prose into formulas. A display that holds prose
//! is therefore none: it is told once where a partner is missing, and the next `$$` opens anew.

use super::flavour::Flavour;
use super::flow::{Mask, Scanner};
use super::{pairing, sentence};
use crate::extract::document::Delimiter;
use crate::extract::lines::Line;

/// Why a `$$` has no partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Astray {
    /// A formula begins behind it, and prose follows before any `$$`.
    Unclosed,
    /// Prose begins behind it.
    Alone,
    /// It ends a line of text; the formula stands on the lines below.
    Trailing,
}

/// A display that begins at the end of a line of text is no longer than this.
const LONGEST: usize = 4000;

impl Scanner<'_> {
    /// A `$$` at the start of a line; `None` when it is not the start of a block.
    pub(super) fn dollars(&mut self, line: &Line, start: usize, quotes: usize) -> Option<usize> {
        let rest = &self.text[start + 2..line.range.end];
        if rest.contains("$$") || (self.flavour == Flavour::Strict && rest.contains('$')) {
            return None;
        }
        let closing = match self.flavour {
            Flavour::Strict => pairing::strict(&mut self.seek, line, quotes),
            Flavour::Lenient => pairing::lenient(self.text, line.next, quotes),
        };
        let Some(closing) = closing else {
            let closed = self.close_trailing(start, quotes);
            if closed.is_none() {
                self.flow.unclosed.push(start);
            }
            return closed;
        };
        if let Some(prose) = sentence::begins(&self.text[start + 2..closing]) {
            return Some(self.astray(start, start + 2 + prose, quotes));
        }
        if self.flavour == Flavour::Strict && !rest.trim().is_empty() {
            self.flow.dropped.push(start + 2..line.range.end);
        }
        Some(self.display(start, closing, quotes))
    }

    /// `… text: $$` whose block stands on the following lines.
    pub(super) fn trailing_dollars(&mut self, start: usize, line: &Line, quotes: usize) -> Option<usize> {
        let closing = match self.flavour {
            Flavour::Strict => None,
            Flavour::Lenient => pairing::lenient(self.text, line.next, quotes)
                .filter(|closing| *closing <= self.seek.paragraph_end(line.next)),
        };
        if closing.is_none() && self.text[start + 2..line.range.end].trim().is_empty() {
            self.trailing = Some(start);
        }
        closing.map(|closing| self.display(start, closing, quotes))
    }

    /// Takes what stands between two `$$` for a display; gives where to go on.
    fn display(&mut self, start: usize, closing: usize, quotes: usize) -> usize {
        let tex = self.content(start + 2..closing, quotes).trimmed();
        self.formula(start..closing + 2, tex, Delimiter::DoubleDollar);
        self.trailing = None;
        self.after(closing + 2)
    }

    /// A `$$` before prose that begins at `prose`: what stands between is the formula, if anything does.
    fn astray(&mut self, start: usize, prose: usize, quotes: usize) -> usize {
        let between = self.text[start + 2..prose].trim_end_matches(|c: char| c.is_whitespace() || c == '>');
        if between.trim().is_empty() {
            if let Some(next) = self.close_trailing(start, quotes) {
                return next;
            }
            self.flow.astray.push((start, Astray::Alone));
            self.flow.masks.push((start..start + 2, Mask::Blank));
            return self.after(start + 2);
        }
        let end = start + 2 + between.len();
        self.flow.astray.push((start, Astray::Unclosed));
        let tex = self.content(start + 2..end, quotes).trimmed();
        self.formula(start..end, tex, Delimiter::DoubleDollar);
        self.after(end)
    }

    /// Lets a `$$` close the display that an earlier line of text tried to open.
    fn close_trailing(&mut self, closing: usize, quotes: usize) -> Option<usize> {
        let open = self.trailing.take()?;
        let between = self.text.get(open + 2..closing)?;
        let maths = !between.trim().is_empty() && between.len() < LONGEST && !between.contains('$');
        if !maths || sentence::begins(between).is_some() {
            return None;
        }
        self.flow.astray.push((open, Astray::Trailing));
        self.flow.formulas.retain(|found| (found.span.start as usize) < open);
        Some(self.display(open, closing, quotes))
    }
}
