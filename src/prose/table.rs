//! Symbol tables: rows that say what symbols mean.
//!
//! Takes a page; gives the declarations of its tables and the formulas that they use up. A table is one when its
//! header says so, or when its first column is nothing but names and its second begins with known nouns.

use std::collections::{BTreeMap, BTreeSet};

use super::characters::folded;
use super::declaration::{Declaration, Form};
use super::membership::{member, sizes};
use super::nouns::{noun_at_end, root_of};
use super::phrase;
use super::reader::{Page, Told, blank};
use super::sorts::{apply, place};
use super::subject::{is_symbol, items};
use crate::extract::{Block, BlockKind, Inline};
use crate::syntax::{Node, NodeKind};

/// What a column holds, by the words of its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Symbol,
    Meaning,
    Shape,
    Unit,
    Domain,
}

const HEADERS: &[(&str, Column)] = &[
    ("symbol", Column::Symbol),
    ("notation", Column::Symbol),
    ("variable", Column::Symbol),
    ("符号", Column::Symbol),
    ("记号", Column::Symbol),
    ("变量", Column::Symbol),
    ("meaning", Column::Meaning),
    ("description", Column::Meaning),
    ("definition", Column::Meaning),
    ("explanation", Column::Meaning),
    ("含义", Column::Meaning),
    ("说明", Column::Meaning),
    ("意义", Column::Meaning),
    ("解释", Column::Meaning),
    ("定义", Column::Meaning),
    ("描述", Column::Meaning),
    ("名称", Column::Meaning),
    ("shape", Column::Shape),
    ("size", Column::Shape),
    ("dimension", Column::Shape),
    ("形状", Column::Shape),
    ("维度", Column::Shape),
    ("unit", Column::Unit),
    ("单位", Column::Unit),
    ("domain", Column::Domain),
    ("range", Column::Domain),
    ("取值范围", Column::Domain),
    ("定义域", Column::Domain),
];

/// Rows of cells, each an index of its block.
type Table = BTreeMap<u32, BTreeMap<u32, usize>>;

/// Page → the declarations of its symbol tables and the formulas that stand in their symbol columns.
pub(super) fn read(page: &Page) -> (Vec<Declaration>, BTreeSet<usize>) {
    let mut tables: BTreeMap<u32, Table> = BTreeMap::new();
    for (index, block) in page.document.blocks.iter().enumerate() {
        if let BlockKind::TableCell { table, row, column } = block.kind {
            tables.entry(table).or_default().entry(row).or_default().insert(column, index);
        }
    }
    let mut declarations = Vec::new();
    let mut used = BTreeSet::new();
    for table in tables.values() {
        let Some(columns) = columns(page, table) else { continue };
        for (_, row) in table.iter().filter(|(row, _)| **row > 0) {
            declare_row(page, row, &columns, &mut declarations, &mut used);
        }
    }
    (declarations, used)
}

fn columns(page: &Page, table: &Table) -> Option<BTreeMap<u32, Column>> {
    let mut columns = BTreeMap::new();
    for (column, block) in table.get(&0)? {
        let text = folded(&words(page, *block));
        let row =
            HEADERS.iter().find(|(words, _)| text.trim().starts_with(words) || text.trim() == format!("{words}s"));
        if let Some((_, kind)) = row.filter(|(_, kind)| !columns.values().any(|own| own == kind)) {
            columns.insert(*column, *kind);
        }
    }
    let has = |kind| columns.values().any(|own| *own == kind);
    if has(Column::Symbol) && has(Column::Meaning) {
        return Some(columns);
    }
    if !names_and_nouns(page, table) {
        return None;
    }
    columns.retain(|column, kind| *column > 1 && !matches!(kind, Column::Symbol | Column::Meaning));
    columns.extend([(0, Column::Symbol), (1, Column::Meaning)]);
    Some(columns)
}

/// Whether the first column is nothing but names and most cells of the second are nouns.
fn names_and_nouns(page: &Page, table: &Table) -> bool {
    let rows: Vec<_> = table.iter().filter(|(row, _)| **row > 0).map(|(_, cells)| cells).collect();
    let named = rows.iter().all(|cells| cells.get(&0).is_some_and(|block| symbol_cell(page, *block).is_some()));
    let noun = |cells: &&&BTreeMap<u32, usize>| {
        cells.get(&1).and_then(|block| meaning(page, *block)).is_some_and(|(_, known)| known)
    };
    rows.len() >= 2 && named && rows.iter().filter(noun).count() * 2 > rows.len()
}

fn block<'a>(page: &Page<'a>, index: usize) -> Option<&'a Block> {
    page.document.blocks.get(index)
}

fn words(page: &Page, index: usize) -> String {
    block(page, index).map_or(String::new(), |block| super::sections::words(&block.inlines))
}

/// The formulas of a cell that holds nothing else but commas and slashes.
fn symbol_cell(page: &Page, index: usize) -> Option<Vec<usize>> {
    let cell = block(page, index)?;
    let mut formulas = Vec::new();
    for inline in &cell.inlines {
        match inline {
            Inline::Formula(formula) => formulas.push(*formula),
            Inline::Text { text, .. } if text.trim().trim_matches([',', '，', '、', '/', ';']).trim().is_empty() => {}
            Inline::Emphasis { .. } => {}
            _ => return None,
        }
    }
    let named =
        |formula: &usize| page.formulas.get(*formula).is_some_and(|nodes| !items(nodes, page.evidence).is_empty());
    (!formulas.is_empty() && formulas.iter().all(named)).then_some(formulas)
}

/// The first words of a cell, up to its first comma or bracket, and whether they are a known noun.
fn meaning(page: &Page, index: usize) -> Option<(String, bool)> {
    let cell = block(page, index)?;
    let mut text = String::new();
    for inline in &cell.inlines {
        match inline {
            Inline::Text { text: words, .. } | Inline::Code { text: words, .. } => text.push_str(words),
            Inline::Formula(formula) => {
                let tex = page.document.formulas.get(*formula).map_or("", |formula| formula.tex.as_str());
                text.push_str(&format!("${tex}$"));
            }
            _ => {}
        }
    }
    let end = text.find(|c: char| "，。；;（(,".contains(c)).unwrap_or(text.len());
    let short = text.get(..end)?.trim();
    let short = ["the ", "a ", "an ", "The ", "A ", "An "]
        .iter()
        .find_map(|article| short.strip_prefix(article))
        .unwrap_or(short);
    let folded = folded(short);
    let head = folded.split(" of ").next().unwrap_or(&folded);
    let known = noun_at_end(head).is_some() || phrase::after(short, 0, &|_| None).is_some_and(|found| found.known);
    (!short.is_empty()).then(|| (short.to_owned(), known))
}

/// Whether a cell remarks on a symbol rather than saying what it is: 随 $T$ 线性增, "hidden/head".
fn is_remark(text: &str) -> bool {
    #[rustfmt::skip]
    const OPENINGS: [&str; 20] = [
        "随", "减少", "增大", "增加", "减小", "提高", "降低", "提升", "越", "同上", "需", "无需", "避免", "see ", "increases",
        "decreases", "reduces", "larger", "higher", "smaller",
    ];
    let folded = folded(text);
    let quotient = text.split_once('/').is_some_and(|(over, under)| {
        let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        word(over) && word(under)
    });
    quotient || OPENINGS.iter().any(|opening| folded.starts_with(opening)) && !folded.contains('的')
}

fn declare_row(
    page: &Page,
    row: &BTreeMap<u32, usize>,
    columns: &BTreeMap<u32, Column>,
    declarations: &mut Vec<Declaration>,
    used: &mut BTreeSet<usize>,
) {
    let cell =
        |kind: Column| columns.iter().find(|(_, own)| **own == kind).and_then(|(column, _)| row.get(column)).copied();
    let Some(formulas) = cell(Column::Symbol).and_then(|index| symbol_cell(page, index)) else { return };
    let Some((meaning, _)) = cell(Column::Meaning).and_then(|index| meaning(page, index)) else { return };
    if is_remark(&meaning) {
        return;
    }
    let unit = cell(Column::Unit)
        .map(|index| words(page, index).trim().to_owned())
        .filter(|unit| !unit.is_empty() && unit != "-" && unit != "—");
    let notation = |kind| cell(kind).and_then(|index| only_formula(page, index));
    for formula in formulas {
        used.insert(formula);
        let Some(nodes) = page.formulas.get(formula) else { continue };
        for item in items(nodes, page.evidence) {
            let mut declaration = blank(page, formula, &item.spelled, Form::Table);
            let own = if item.spelled.squared { root_of(&meaning) } else { Some(meaning.clone()) };
            let Some(own) = own else { continue };
            apply(&mut declaration, &Told { unit: unit.clone(), ..Told::meaning(own) });
            place(&mut declaration, page.evidence);
            let own =
                item.relation.as_ref().filter(|(relation, _)| *relation == "\\in").map(|(_, right)| right.clone());
            let set = own.or_else(|| notation(Column::Domain).map(|nodes| nodes.iter().collect()));
            if let Some(set) = set.and_then(|right| member(&right)) {
                declaration.domain = set.domain;
                declaration.rank = set.shape.as_ref().map(Vec::len);
                declaration.shape = set.shape;
                declaration.facts.extend(set.facts);
            }
            if let Some(shape) = notation(Column::Shape).and_then(shape_of) {
                declaration.rank = Some(shape.len());
                declaration.shape = Some(shape);
            }
            declarations.push(declaration);
        }
    }
}

/// The notation of a cell that holds one formula.
fn only_formula<'a>(page: &Page<'a>, index: usize) -> Option<&'a [Node]> {
    let cell = page.document.blocks.get(index)?;
    let formulas: Vec<usize> = cell
        .inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Formula(formula) => Some(*formula),
            _ => None,
        })
        .collect();
    let [only] = formulas.as_slice() else { return None };
    page.formulas.get(*only).copied()
}

/// `n \times d`, `(n, d)`, `\mathbb{R}^{n \times d}`.
fn shape_of(nodes: &[Node]) -> Option<Vec<Vec<Node>>> {
    let parts = super::canonical::significant(nodes);
    if let Some(set) = member(&parts)
        && let Some(shape) = set.shape.filter(|shape| !shape.is_empty())
    {
        return Some(shape);
    }
    if let [only] = parts.as_slice()
        && let NodeKind::Fenced(fence) = &only.kind
    {
        let parts: Vec<Vec<Node>> =
            fence.body.split(|node| is_symbol(node, &[",", "\\times"])).map(<[Node]>::to_vec).collect();
        return parts.iter().all(|part| !part.is_empty()).then_some(parts);
    }
    sizes(nodes)
}
