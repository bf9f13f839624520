//! A page inside a page: what a notebook's cell holds, with its places in the file.

use super::builder::{Builder, Found};
use super::derived::Derived;
use super::document::{BlockKind, Document, HostComment, Inline};
use crate::source::{SourceMap, Span};

/// Appends a document that was read from a text with a map to the file; its tables are numbered from `tables` on.
/// Gives the number of the next table.
pub fn append(builder: &mut Builder, inner: Document, map: &SourceMap, tables: u32) -> u32 {
    let place = |span: Span| map.to_file(span);
    let mut next = tables;
    for block in inner.blocks {
        let kind = match block.kind {
            BlockKind::TableCell { table, row, column } => {
                next = next.max(tables + table + 1);
                BlockKind::TableCell { table: tables + table, row, column }
            }
            other => other,
        };
        builder.open(kind, block.enclosing, place(block.span));
        for inline in block.inlines {
            match inline {
                Inline::Formula(index) => {
                    let Some(formula) = inner.formulas.get(index) else { continue };
                    let tex = Derived { text: formula.tex.clone(), map: map.compose(&formula.map) };
                    let (display, delimiter) = (formula.display, formula.delimiter);
                    builder.formula(Found { span: place(formula.span), tex, display, delimiter });
                }
                Inline::Text { text, span } => builder.text(&text, place(span)),
                Inline::Code { text, span } => builder.inline(Inline::Code { text, span: place(span) }, place(span)),
                Inline::Reference { target, span } => {
                    builder.inline(Inline::Reference { target, span: place(span) }, place(span));
                }
                mark @ Inline::Emphasis { .. } => builder.inline(mark, place(block.span)),
            }
        }
        builder.close();
    }
    for comment in inner.comments {
        let text_start = place(Span { start: comment.text_start, end: comment.text_start }).start;
        builder.comment(HostComment { span: place(comment.span), text_start, ..comment });
    }
    for mut diagnostic in inner.diagnostics {
        diagnostic.place.span = place(diagnostic.place.span);
        // What is spliced into the host is spelled by other rules than what was read.
        diagnostic.fix = None;
        builder.diagnostic(diagnostic);
    }
    next
}
