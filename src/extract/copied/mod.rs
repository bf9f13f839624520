//! Text copied from a rendered page: each formula stands as glyphs, then as its LaTeX, without anything between.
//!
//! Takes the text; gives its formulas (the LaTeX halves) and prose without the glyph halves. Headings, tables and
//! displays have lost their marks with the copying; they are told from how the lines stand.

mod letters;
mod pairs;
mod render;
mod symbols;

use super::builder::{Builder, Found};
use super::derived::Derived;
use super::document::{BlockKind, Delimiter, Document, Host};
use super::lines::{Line, lines};
use crate::source::Span;
use pairs::Pair;

/// A part of a line, with its range in the text.
#[derive(Clone, Debug)]
enum Part {
    Words(Span),
    Formula { whole: Span, tex: Span, marked: bool },
}

/// Lines that stand together between blank ones, with their parts.
struct Group {
    lines: Vec<Line>,
    rows: Vec<Vec<Part>>,
}

/// A copied page, taken apart.
pub fn extract(_path: &str, text: &str) -> Document {
    let mut builder = Builder::new(Host::CopiedText);
    let mut table = 0;
    let mut groups = groups(text);
    letters::drop_acronyms(text, &mut groups);
    for group in &groups {
        if is_table(text, &group.rows) {
            table_rows(text, &group.rows, table, &mut builder);
            table += 1;
        } else {
            for (line, parts) in group.lines.iter().zip(&group.rows) {
                block(text, line, parts, group.lines.len() == 1, &mut builder);
            }
        }
    }
    builder.finish()
}

/// Whether at least `least` pairs of glyphs and LaTeX stand in a text that have a LaTeX mark.
pub fn is_copied(text: &str, least: usize) -> bool {
    let marked = |line: Line| {
        let parts = parts(text, &line);
        parts.iter().filter(|part| matches!(part, Part::Formula { marked: true, .. })).count()
    };
    let promising = lines(text).filter(|line| text[line.range.clone()].contains('\\'));
    promising.map(marked).scan(0, |sum, more| Some(std::mem::replace(sum, *sum + more) + more)).any(|sum| sum >= least)
}

/// The page between its blank lines.
fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Vec<Line>> = vec![Vec::new()];
    for line in lines(text) {
        if text[line.range.clone()].trim().is_empty() {
            groups.push(Vec::new());
        } else if let Some(group) = groups.last_mut() {
            group.push(line);
        }
    }
    let full = groups.into_iter().filter(|lines| !lines.is_empty());
    full.map(|lines| Group { rows: rows(text, &lines), lines }).collect()
}

/// The lines of a group as words and formulas. Where most begin with a formula, one whose formula is glued to a word
/// is read again.
fn rows(text: &str, group: &[Line]) -> Vec<Vec<Part>> {
    let mut rows: Vec<Vec<Part>> = group.iter().map(|line| parts(text, line)).collect();
    let begins = |row: &[Part]| matches!(row.first(), Some(Part::Formula { .. }));
    if rows.len() >= 3 && rows.iter().filter(|row| begins(row)).count() * 2 >= rows.len() - 1 {
        for (row, line) in rows.iter_mut().zip(group).filter(|(row, _)| !begins(row)) {
            let characters: Vec<char> = text[line.range.clone()].chars().collect();
            if let Some(glued) = pairs::glued_letter(&characters) {
                let rest = pairs::pairs(&characters[glued.end..]).into_iter().map(|pair| pair.shifted(glued.end));
                *row = divided(text, line, &characters, std::iter::once(glued).chain(rest));
            }
        }
    }
    rows
}

/// A line as words and formulas.
fn parts(text: &str, line: &Line) -> Vec<Part> {
    let characters: Vec<char> = text[line.range.clone()].chars().collect();
    divided(text, line, &characters, pairs::pairs(&characters).into_iter())
}

/// A line divided at its pairs.
fn divided(text: &str, line: &Line, characters: &[char], pairs: impl Iterator<Item = Pair>) -> Vec<Part> {
    let slice = &text[line.range.clone()];
    let mut offsets: Vec<usize> = slice.char_indices().map(|(at, _)| line.range.start + at).collect();
    offsets.push(line.range.end);
    let span = |from: usize, to: usize| Span::new(offsets[from], offsets[to]);
    let (mut parts, mut at) = (Vec::new(), 0);
    for pair in pairs {
        if pair.glyphs > at {
            parts.push(Part::Words(span(at, pair.glyphs)));
        }
        let (whole, tex) = (span(pair.glyphs, pair.end), span(pair.tex, pair.end));
        parts.push(Part::Formula { whole, tex, marked: pair.marked });
        at = pair.end;
    }
    if at < characters.len() {
        parts.push(Part::Words(span(at, characters.len())));
    }
    parts
}

/// Whether lines are the rows of a table that lost its bars: at least three, nearly all a formula and then words.
fn is_table(text: &str, rows: &[Vec<Part>]) -> bool {
    let is_row = |row: &&Vec<Part>| match row.as_slice() {
        [Part::Formula { .. }, Part::Words(words), ..] => {
            text[words.range()].trim().chars().next().is_some_and(char::is_alphanumeric)
        }
        _ => false,
    };
    rows.len() >= 3 && rows.iter().skip(1).filter(is_row).count() >= rows.len() - 1
}

fn table_rows(text: &str, rows: &[Vec<Part>], table: u32, builder: &mut Builder) {
    for (row, parts) in rows.iter().enumerate() {
        let cells = match parts.as_slice() {
            [Part::Formula { .. }, ..] => parts.split_at(1),
            _ => (parts.as_slice(), [].as_slice()),
        };
        for (column, cell) in [cells.0, cells.1].into_iter().enumerate() {
            let kind = BlockKind::TableCell { table, row: row as u32, column: column as u32 };
            write(text, kind, cell, builder);
        }
    }
}

/// A line as a heading, a display, or a paragraph.
fn block(text: &str, line: &Line, parts: &[Part], alone: bool, builder: &mut Builder) {
    let words = text[line.range.clone()].trim();
    let kind = if alone && parts.iter().all(|part| matches!(part, Part::Words(_))) && is_title(words) {
        BlockKind::Heading(if builder.has_heading() { 2 } else { 1 })
    } else {
        BlockKind::Paragraph
    };
    write(text, kind, parts, builder);
}

/// Whether a line is short and no sentence.
fn is_title(words: &str) -> bool {
    let ends = words.ends_with([':', '：', '.', ',', '，', '、']);
    !ends && !words.contains(['。', '；', ';', '!', '?', '！', '？']) && words.chars().count() <= 40
}

fn write(text: &str, kind: BlockKind, parts: &[Part], builder: &mut Builder) {
    let Some(first) = parts.first() else { return };
    let (Part::Words(start) | Part::Formula { whole: start, .. }) = first;
    let display = kind == BlockKind::Paragraph && parts.len() == 1;
    builder.open(kind, None, *start);
    for part in parts {
        match part {
            Part::Words(span) => builder.text(span.of(text), *span),
            Part::Formula { whole, tex, .. } => {
                let mut derived = Derived::default();
                derived.copy(text, tex.range());
                builder.formula(Found { span: *whole, tex: derived, display, delimiter: Delimiter::Copied });
            }
        }
    }
    builder.close();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{extract, host_of};

    const PAGE: &str = "Notation\n\nSymbolMeaning\nnnnumber of samples\nKK簇数\nwkw_k第 kk 个簇的权重\n\nObjective\n\n\
        J=k=1KwkskJ = \\sum_{k=1}^{K} w_k s_k\n\nHere KK is fixed, a PP of DP/PP.\n";

    #[test]
    fn copied_pages_are_taken_apart() {
        let document = extract("a.txt", PAGE);
        let tex: Vec<&str> = document.formulas.iter().map(|formula| formula.tex.as_str()).collect();
        assert_eq!(tex, ["n", "K", "w_k", "k", "J = \\sum_{k=1}^{K} w_k s_k", "K"]);
        let kinds: Vec<&BlockKind> = document.blocks.iter().map(|block| &block.kind).collect();
        assert_eq!(kinds[0], &BlockKind::Heading(1));
        assert_eq!(kinds[2], &BlockKind::TableCell { table: 0, row: 1, column: 0 });
        assert_eq!(kinds[3], &BlockKind::TableCell { table: 0, row: 1, column: 1 });
        assert_eq!(kinds[9], &BlockKind::Display);
        for formula in &document.formulas {
            assert_eq!(formula.map.to_file(Span::new(0, formula.tex.len())).of(PAGE), formula.tex);
        }
    }

    #[test]
    fn copied_text_is_known_by_what_it_holds() {
        assert_eq!(host_of("-", PAGE), Host::Markdown);
        assert_eq!(host_of("a.txt", "Let $x$ be"), Host::Markdown);
        assert_eq!(host_of("a.md", "aia_i\n\nb:β\\beta\n\nγ\\gamma 与 ρ\\rho\n"), Host::CopiedText);
    }
}
