//! Markdown pages: CommonMark with the maths of remark, pandoc, GitHub, MyST, Quarto and d2lbook.
//!
//! Four steps over texts of one length, so that every range is a range of the file: the lines are scanned for what is
//! no prose; what was found is masked and the Markdown parser tells where inline text stands; formulas are looked for
//! there and masked too; the parser reads the blocks.

mod bars;
mod containers;
mod definitions;
mod dollars;
mod fence;
mod flavour;
mod flow;
mod inline;
mod pairing;
mod prose;
mod seek;
mod sentence;
mod swallowed;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::builder::{Builder, Found};
use super::document::{Document, Host, HostComment};
use super::lines::is_alone;
use crate::source::Span;
use flow::Mask;
pub use seek::Seeker;

/// A byte that no Markdown reader takes for a mark or for white space.
const FILLER: char = '\u{1}';

/// A Markdown page, taken apart.
pub fn extract(path: &str, text: &str) -> Document {
    let flavour = flavour::flavour(path, text);
    let flow = flow::scan(text, flavour);
    let mut masked = text.as_bytes().to_vec();
    for (range, mask) in &flow.masks {
        cover(&mut masked, range.clone(), *mask);
    }
    let lines_masked = into_text(masked);
    let containers = containers::containers(&lines_masked);
    let mut formulas = flow.formulas.clone();
    let mut skips = containers.skips.as_slice();
    for container in &containers.all {
        formulas.extend(inline_formulas(text, &lines_masked, container, &mut skips, flavour));
    }
    formulas.sort_by_key(|found| found.span);
    let mut masked = lines_masked.into_bytes();
    for found in &formulas {
        cover(&mut masked, found.span.range(), Mask::Word);
    }
    let mut builder = Builder::new(Host::Markdown);
    swallowed::report(text, flavour, &flow, &mut builder);
    swallowed::report_torn(path, text, &containers.tables, &mut builder);
    for comment in flow.comments {
        builder.comment(comment);
    }
    if let Some(matter) = defining_matter(text) {
        builder.macros(text[matter.clone()].to_owned(), Span::new(matter.start, matter.end));
    }
    let masked = into_text(masked);
    for range in definitions::definitions(&masked) {
        builder.macros(text[range.clone()].to_owned(), Span::new(range.start, range.end));
    }
    prose::blocks(text, &masked, formulas, &flow.boxes, &mut builder);
    builder.finish()
}

/// The front matter, where it defines macros: `header-includes`, `preamble`.
fn defining_matter(text: &str) -> Option<Range<usize>> {
    const DEFINITIONS: [&str; 4] = ["\\newcommand", "\\renewcommand", "\\def\\", "\\DeclareMathOperator"];
    let inside = text.strip_prefix("---")?;
    let end = inside.find("\n---").map(|end| "---".len() + end)?;
    let matter = text.get(..end)?;
    DEFINITIONS.iter().any(|definition| matter.contains(definition)).then_some(0..end)
}

/// The formulas in a text without any markup: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, display environments.
pub fn formulas_between_marks(text: &str) -> Vec<Found> {
    let whole = containers::Container { range: 0..text.len(), quotes: 0, cell: false };
    inline::formulas(text, &whole, &mut [].as_slice(), flavour::Flavour::Lenient)
}

/// The formulas between the masked stretches of a container.
fn inline_formulas(
    text: &str,
    masked: &str,
    container: &containers::Container,
    skips: &mut &[Range<usize>],
    flavour: flavour::Flavour,
) -> Vec<Found> {
    let bytes = masked.as_bytes();
    let (mut found, mut at) = (Vec::new(), container.range.start);
    while at < container.range.end {
        let filled = |at: &usize| bytes[*at] == FILLER as u8 && text.as_bytes()[*at] != FILLER as u8;
        let end = (at..container.range.end).find(filled).unwrap_or(container.range.end);
        let part = containers::Container { range: at..end, ..*container };
        found.extend(inline::formulas(text, &part, skips, flavour));
        at = (end..container.range.end).find(|at| bytes[*at] != FILLER as u8).unwrap_or(container.range.end);
    }
    found
}

/// Overwrites a range with bytes that mean nothing to the Markdown parser.
fn cover(bytes: &mut [u8], range: Range<usize>, mask: Mask) {
    let Some(slice) = bytes.get_mut(range) else { return };
    match mask {
        Mask::Word => slice.fill(FILLER as u8),
        Mask::Blank => slice.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' '),
        Mask::Item => {
            slice.fill(b' ');
            if let Some(first) = slice.first_mut() {
                *first = b'-';
            }
            // An item's text has to begin at the fourth column for its body to belong to it.
            if let Some(fifth) = slice.get_mut(4) {
                *fifth = FILLER as u8;
            }
        }
    }
}

/// Masks cover whole characters, so the text stays text.
fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A comment of the host between marks of `open` bytes and three bytes.
fn comment(text: &str, range: Range<usize>, open: usize) -> HostComment {
    let inside = range.start + open..(range.end.saturating_sub(3)).max(range.start + open);
    HostComment {
        text: text.get(inside.clone()).unwrap_or("").to_owned(),
        span: Span::new(range.start, range.end),
        text_start: Span::at(inside.start).start,
        alone: is_alone(text, &range),
        formulas_before: 0,
    }
}
