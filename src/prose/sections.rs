//! The headings above a block.

use crate::extract::{BlockKind, Document, Inline};
use crate::source::Span;

/// The blocks of the headings above a block, the nearest first.
pub fn heading_blocks(document: &Document, block: usize) -> Vec<usize> {
    let first = document.blocks.get(block).and_then(|block| block.heading);
    let above = |heading: &usize| document.blocks.get(*heading)?.heading.filter(|above| above < heading);
    let mut level = u8::MAX;
    let mut chain = Vec::new();
    for index in std::iter::successors(first, above) {
        if let Some(BlockKind::Heading(own)) = document.blocks.get(index).map(|block| &block.kind)
            && *own < level
        {
            level = *own;
            chain.push(index);
        }
    }
    chain
}

/// The headings above a block, the nearest first: their words and where they stand.
pub fn heading_chain(document: &Document, block: usize) -> impl Iterator<Item = (String, Span)> + '_ {
    heading_blocks(document, block).into_iter().filter_map(|index| {
        let heading = document.blocks.get(index)?;
        Some((words(&heading.inlines), heading.span))
    })
}

/// The words of a run of inlines.
pub fn words(inlines: &[Inline]) -> String {
    let text = inlines.iter().filter_map(|inline| match inline {
        Inline::Text { text, .. } | Inline::Code { text, .. } => Some(text.as_str()),
        _ => None,
    });
    text.collect()
}

/// Words in the titles of pages that collect the notation of a book.
const NOTATION: [&str; 6] = ["notation", "list of symbols", "table of symbols", "symbols", "符号", "记号"];

/// Words in the titles of chapters that teach more than notation.
const LESSONS: [&str; 10] =
    ["concept", "introduction", "basics", "preliminar", "background", "example", "概念", "简介", "基础", "预备"];

/// Whether the page's title says that it collects the notation of the book: its first heading, which no other one of
/// its rank or above it follows.
pub fn is_notation_page(document: &Document) -> bool {
    let mut headings = document.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading(level) => Some((level, block)),
        _ => None,
    });
    let Some((top, title)) = headings.next() else { return false };
    if headings.any(|(level, _)| level <= top) {
        return false;
    }
    let title = super::characters::folded(&words(&title.inlines));
    let any = |rows: &[&str]| rows.iter().any(|word| title.contains(word));
    any(&NOTATION) && !any(&LESSONS)
}
