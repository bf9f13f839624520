//! A small reader of `$…$` and `$$…$$` for tests: paragraphs at empty lines, `# ` headings, `- ` items, `|` tables.

use super::{Declaration, Prose, read};
use crate::extract::{Block, BlockKind, Delimiter, Document, Formula, Host, Inline};
use crate::source::{SourceMap, Span};
use crate::syntax::{Macros, parse};

/// What the words of a text say.
pub fn prose(text: &str) -> Prose {
    let document = document(text);
    let macros = Macros::default();
    let notation: Vec<_> = document.formulas.iter().map(|formula| parse(&formula.tex, &macros)).collect();
    read(&document, &notation)
}

/// `name: meaning` of each declaration that has one.
pub fn meanings(text: &str) -> Vec<String> {
    let told = |own: &Declaration| own.meaning.as_ref().map(|meaning| format!("{}: {meaning}", own.name));
    prose(text).declarations.iter().filter_map(told).collect()
}

/// The text as a document.
pub fn document(text: &str) -> Document {
    let mut document = Document {
        host: Host::Markdown,
        formulas: Vec::new(),
        blocks: Vec::new(),
        comments: Vec::new(),
        macros: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut heading = None;
    let mut at = 0;
    for (table, paragraph) in text.split("\n\n").enumerate() {
        let mut line_at = at;
        let by_line = paragraph.starts_with(['#', '-', '|']);
        let lines: Vec<&str> = if by_line { paragraph.split('\n').collect() } else { vec![paragraph] };
        for (row, line) in lines.into_iter().enumerate() {
            push_line(&mut document, line, line_at, &mut heading, (table as u32, row as u32));
            line_at += line.len() + 1;
        }
        at += paragraph.len() + 2;
    }
    document
}

fn push_line(document: &mut Document, line: &str, at: usize, heading: &mut Option<usize>, (table, row): (u32, u32)) {
    if let Some(cells) = line.strip_prefix('|') {
        let mut cell_at = at + 1;
        for (column, cell) in cells.split('|').enumerate() {
            if !cell.trim().is_empty() && !line.contains("---") {
                let row = row.saturating_sub(u32::from(row > 1));
                push_block(
                    document,
                    BlockKind::TableCell { table, row, column: column as u32 },
                    cell,
                    cell_at,
                    *heading,
                );
            }
            cell_at += cell.len() + 1;
        }
        return;
    }
    let level = line.chars().take_while(|c| *c == '#').count();
    let (kind, skip) = match (level, line.starts_with("- ")) {
        (1.., _) => (BlockKind::Heading(level as u8), level + 1),
        (_, true) => (BlockKind::ListItem(1), 2),
        _ if line.starts_with("$$") && line.ends_with("$$") => (BlockKind::Display, 0),
        _ => (BlockKind::Paragraph, 0),
    };
    push_block(document, kind, &line[skip..], at + skip, *heading);
    if level > 0 {
        *heading = Some(document.blocks.len() - 1);
    }
}

fn push_block(document: &mut Document, kind: BlockKind, text: &str, at: usize, heading: Option<usize>) {
    let mut inlines = Vec::new();
    let block = document.blocks.len();
    let mut rest = 0;
    while rest < text.len() {
        let open = text[rest..].find('$').map_or(text.len(), |found| rest + found);
        if open > rest {
            let words = text[rest..open].replace('\n', " ").replace("**", "");
            inlines.push(Inline::Text { text: words, span: Span::new(at + rest, at + open) });
        }
        if open == text.len() {
            break;
        }
        let mark = if text[open..].starts_with("$$") { "$$" } else { "$" };
        let start = open + mark.len();
        let end = text[start..].find(mark).map_or(text.len(), |found| start + found);
        let tex = &text[start..end];
        rest = (end + mark.len()).min(text.len());
        inlines.push(Inline::Formula(document.formulas.len()));
        document.formulas.push(Formula {
            span: Span::new(at + open, at + rest),
            tex: tex.to_owned(),
            map: SourceMap::verbatim(at + start, tex.len()),
            display: mark == "$$",
            delimiter: if mark == "$$" { Delimiter::DoubleDollar } else { Delimiter::Dollar },
            block,
        });
    }
    document.blocks.push(Block { kind, span: Span::new(at, at + text.len()), inlines, heading, enclosing: None });
}
