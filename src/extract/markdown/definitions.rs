//! Definitions of macros outside of formulas: `\newcommand{\Var}{…}` on a line of its own, as pandoc reads it, and
//! `$\newcommand…$` in a block of HTML, as MathJax reads it.

use std::ops::Range;

use crate::extract::lines::lines;

/// What begins a definition.
const DEFINITIONS: [&str; 6] = [
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\def\\",
    "\\DeclareMathOperator",
    "\\DeclarePairedDelimiter",
];

/// A definition goes on over at most so many lines.
const MOST_LINES: usize = 12;

/// The definitions in a text whose formulas are masked.
pub fn definitions(masked: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !DEFINITIONS.iter().any(|definition| masked.contains(definition)) {
        return found;
    }
    let (mut done, mut fenced) = (0, false);
    for line in lines(masked).filter(|line| line.range.len() > 1) {
        let text = &masked[line.range.clone()];
        fenced ^= ["```", "~~~"].iter().any(|fence| text.trim_start().starts_with(fence));
        if fenced || line.range.start < done {
            continue;
        }
        let begins = |text: &str| DEFINITIONS.iter().any(|definition| text.starts_with(definition));
        let indent = text.len() - text.trim_start_matches(' ').len();
        let range = if indent < 4 && begins(text.trim_start_matches(' ')) {
            let start = line.range.start + indent;
            start..start + balanced(&masked[start..])
        } else if let Some(at) = text.find('$').filter(|at| text.get(at + 1..).is_some_and(begins)) {
            let start = line.range.start + at + 1;
            let end = masked[start..line.range.end].find('$').map_or(line.range.end, |end| start + end);
            start..end
        } else {
            continue;
        };
        done = range.end;
        found.push(range);
    }
    found
}

/// How long the text is to the end of the line on which all its braces are closed.
fn balanced(text: &str) -> usize {
    let mut depth = 0_i32;
    let mut first = None;
    for line in lines(text).take(MOST_LINES) {
        first = first.or(Some(line.range.end));
        depth +=
            text[line.range.clone()].bytes().map(|byte| i32::from(byte == b'{') - i32::from(byte == b'}')).sum::<i32>();
        if depth <= 0 {
            return line.range.end;
        }
    }
    first.unwrap_or(0)
}
