//! Where a display formula that opens on one line closes on another.

use std::ops::Range;

use super::fence;
use super::seek::Seeker;
use crate::extract::lines::{Line, container_prefix, line_at, quote_prefix};
use crate::extract::tex::{environment_start, looks_like_maths};

/// The closing `$$` of remark-math: a line with nothing but dollars, as many as opened.
pub fn strict(seek: &mut Seeker, line: &Line, quotes: usize) -> Option<usize> {
    let text = seek.text;
    let opening = container_prefix(text, &line.range).end;
    let length = text[opening..line.range.end].bytes().take_while(|byte| *byte == b'$').count().max(2);
    if seek.is_hopeless(line.next, quotes, length) {
        return None;
    }
    let (mut at, mut paragraph) = (line.next, true);
    while at < text.len() {
        let next = line_at(text, at);
        let prefix = quote_prefix(text, &next.range, quotes);
        let rest = text[prefix.end..next.range.end].trim_end();
        if prefix.quotes < quotes && !(paragraph && is_lazy(rest)) {
            break;
        }
        if rest.len() >= length && rest.bytes().all(|byte| byte == b'$') {
            return Some(prefix.end);
        }
        paragraph &= !rest.is_empty();
        at = next.next;
    }
    seek.give_up(at, quotes, length);
    None
}

/// The closing `$$` of the lenient family: the next one on a later line, unless that one opens a block itself.
///
/// A block does not contain code fences or headings, and what stands behind a blank line and looks like another
/// opening (`$$x` with no end on its line, or a whole `$$x$$`) belongs to another block.
pub fn lenient(text: &str, from: usize, quotes: usize) -> Option<usize> {
    let (mut at, mut blank) = (from, false);
    while at < text.len() {
        let line = line_at(text, at);
        let prefix = quote_prefix(text, &line.range, quotes);
        let rest = &text[prefix.end..line.range.end];
        let left = prefix.quotes < quotes && (blank || !is_lazy(rest));
        if left || fence::opener(rest).is_some() || rest.starts_with("<!--") {
            return None;
        }
        if let Some(dollars) = unescaped_dollars(rest) {
            let opens = dollars == 0 && !rest[2..].trim().is_empty() && blank && !ends_block(&rest[2..]);
            return (!opens).then_some(prefix.end + dollars);
        }
        blank |= rest.trim().is_empty();
        at = line.next;
    }
    None
}

/// Whether a line without the quote marks of the lines above goes on with their paragraph, as CommonMark lets it.
fn is_lazy(rest: &str) -> bool {
    !rest.trim().is_empty() && !rest.starts_with('#')
}

/// Whether what stands behind a `$$` at the start of a line is a label, a number or punctuation: then the `$$` closes.
fn ends_block(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(['{', '(', '.', ',', ';', ':', '。', '，', '；', '<']) && !rest.contains("$$")
}

fn unescaped_dollars(rest: &str) -> Option<usize> {
    rest.match_indices("$$").map(|(at, _)| at).find(|at| {
        let slashes = rest[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        slashes % 2 == 0
    })
}

/// The closing `\]` (or doubled `\\]`) of a bracket whose body starts at `body`.
///
/// It stands in the same paragraph, unless the opening bracket is alone on its line.
pub fn bracket(seek: &mut Seeker, body: usize, doubled: bool) -> Option<usize> {
    let text = seek.text;
    let close = if doubled { "\\\\]" } else { "\\]" };
    let alone = text[body..line_at(text, body).range.end].trim().is_empty();
    let limit = if alone { text.len() } else { seek.paragraph_end(body) };
    let mut at = body;
    loop {
        let end = seek.find(at, close).filter(|end| *end < limit)?;
        let slashes = text[body..end].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if slashes % 2 == 0 {
            return looks_like_maths(&text[body..end]).then_some(end);
        }
        at = end + close.len();
    }
}

/// Something in a line of prose that may go on beyond the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    HtmlComment(usize),
    JsxComment(usize),
    /// A `$$` that has no partner on its line.
    Dollars(usize),
    /// `\[` or `\begin{…}`.
    Environment(usize),
}

/// The next opener in a range of one line, outside of code spans and paired dollars.
pub fn next_opener(text: &str, range: Range<usize>) -> Option<Opener> {
    let line = &text[range.clone()];
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let place = range.start + at;
        let byte = rest.as_bytes()[0];
        at += match byte {
            b'`' => code_span(rest),
            b'<' if rest.starts_with("<!--") => return Some(Opener::HtmlComment(place)),
            b'{' if rest.starts_with("{/*") => return Some(Opener::JsxComment(place)),
            b'$' if rest.starts_with("$$") => match unescaped_dollars(&rest[2..]) {
                Some(close) => close + 4,
                None => return Some(Opener::Dollars(place)),
            },
            b'\\' if opens_environment(rest) => return Some(Opener::Environment(place)),
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => rest.bytes().skip(1).position(|byte| b"`<{$\\".contains(&byte)).map_or(rest.len(), |next| next + 1),
        };
    }
    None
}

fn opens_environment(rest: &str) -> bool {
    rest.starts_with("\\[") || rest.starts_with("\\\\[") || environment_start(rest).is_some()
}

/// The length of a code span at the start of `rest`, or of its opening run when it does not close on the line.
fn code_span(rest: &str) -> usize {
    let run = rest.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = run;
    while let Some(next) = rest[at..].find('`') {
        let start = at + next;
        let length = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        at = start + length;
        if length == run {
            return at;
        }
    }
    run
}
