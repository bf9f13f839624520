//! Where things end in LaTeX source: arguments, formulas, comments; and which files it includes.

use std::ops::Range;

use crate::extract::derived::Derived;
use crate::extract::lines::line_at;
use crate::source::Span;

/// The files that a document includes, in order, as they are named, each with its place.
pub fn included(text: &str) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for command in ["\\input{", "\\include{", "\\subfile{"] {
        for (at, _) in text.match_indices(command) {
            let line = &text[line_at_start(text, at)..at];
            let start = at + command.len();
            if let Some(length) = text[start..].find(['}', '\n']).filter(|_| !has_comment(line)) {
                found.push((text[start..start + length].trim().to_owned(), Span::new(at, start + length + 1)));
            }
        }
    }
    found.sort_by_key(|(_, span)| *span);
    found
}

/// Where the document begins, behind its preamble; a comment does not begin it.
pub fn document_start(text: &str) -> Option<usize> {
    let starts = text.match_indices("\\begin{document}").map(|(at, _)| at);
    starts.take(MOST_STARTS).find(|at| !has_comment(&text[line_at_start(text, *at)..*at]))
}

/// So many starts are looked at.
const MOST_STARTS: usize = 20;

fn line_at_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Whether a comment begins on this part of a line.
fn has_comment(line: &str) -> bool {
    let bytes = line.as_bytes();
    (0..bytes.len()).any(|at| bytes[at] == b'%' && (at == 0 || bytes[at - 1] != b'\\'))
}

/// An argument is no longer than this: bounds what an unclosed brace costs.
const LONGEST_ARGUMENT: usize = 4000;

/// Where the bracket closes that opens at `open`.
pub fn balanced(text: &str, open: usize, left: u8, right: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(open) != Some(&left) {
        return None;
    }
    let (mut depth, mut at) = (0_usize, open);
    while at < bytes.len().min(open + LONGEST_ARGUMENT) {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == left => depth += 1,
            byte if byte == right => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The name of the command at the start of `rest`: letters, or one other character.
pub fn command_name(rest: &str) -> &str {
    let letters = rest.bytes().skip(1).take_while(u8::is_ascii_alphabetic).count();
    let length = if letters == 0 { rest[1..].chars().next().map_or(0, char::len_utf8) } else { letters };
    &rest[1..1 + length]
}

/// The closing dollars of a formula; it does not reach over a blank line.
pub fn closing_dollars(rest: &str, double: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'%' => at += rest[at..].find('\n').unwrap_or(rest.len() - at),
            b'$' if !double => return (at > 0).then_some(at),
            b'$' if rest[at..].starts_with("$$") => return Some(at),
            b'\n' if rest[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// A range of the source without its comments.
pub fn without_comments(text: &str, range: Range<usize>) -> Derived {
    let mut derived = Derived::default();
    let bytes = text.as_bytes();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        match bytes[at] {
            b'\\' => at += 2,
            b'%' => {
                derived.copy(text, start..at);
                start = line_at(text, at).range.end.min(range.end);
                at = start;
            }
            _ => at += 1,
        }
    }
    derived.copy(text, start..range.end);
    derived
}
