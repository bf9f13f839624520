//! Matrices, cases, rows of conditions.

use crate::expr::Expr;
use crate::source::Span;
use crate::syntax::{Node, Row};

use super::items::{self, Item, ItemKind};
use super::pratt::{is_comma, sign, span_of};
use super::reader::Reader;
use super::text::{self, Part};

impl<'n> Reader<'_> {
    /// An environment as an operand.
    pub(super) fn environment(&mut self, name: &str, rows: &'n [Row], span: Span) -> Expr {
        let kind = name.trim_end_matches('*');
        match kind {
            "cases" | "dcases" | "rcases" | "drcases" | "numcases" => self.cases(rows, span),
            "vmatrix" => {
                let matrix = self.matrix(rows, span);
                Expr::apply("Determinant", [matrix]).at(span)
            }
            "Vmatrix" => {
                let matrix = self.matrix(rows, span);
                Expr::apply("Norm", [matrix]).at(span)
            }
            "matrix" | "pmatrix" | "bmatrix" | "Bmatrix" | "smallmatrix" | "psmallmatrix" | "bsmallmatrix"
            | "array" | "darray" | "tabular" | "substack" | "subarray" => self.matrix(rows, span),
            _ if items::only_aligns(kind) => self.joined_rows(rows, span),
            _ => self.opaque(span, "an environment without a meaning here"),
        }
    }

    /// Rows of an aligned environment inside an expression: one expression over all of them.
    fn joined_rows(&mut self, rows: &'n [Row], span: Span) -> Expr {
        let test = self.word_test();
        let mut joined: Vec<Item<'n>> = Vec::new();
        for row in rows {
            for cell in &row.cells {
                joined.extend(items::inner(cell, &test));
            }
        }
        let read = self.level(&joined);
        if read.span.is_empty() { read.at(span) } else { read }
    }

    fn matrix(&mut self, rows: &'n [Row], span: Span) -> Expr {
        let before = std::mem::replace(&mut self.in_matrix, true);
        let mut lists = Vec::new();
        for row in rows {
            if row.cells.iter().all(|cell| crate::prose::significant(cell).is_empty()) {
                continue;
            }
            let cells = row.cells.iter().map(|cell| {
                if crate::prose::significant(cell).is_empty() {
                    Expr::apply("Placeholder", [])
                } else {
                    self.cell(cell)
                }
            });
            lists.push(Expr::apply("List", cells.collect::<Vec<_>>()));
        }
        self.in_matrix = before;
        Expr::apply("Matrix", lists).at(span)
    }

    /// A cell; a comma at its end separates, it is not part of the entry.
    fn cell(&mut self, cell: &'n [Node]) -> Expr {
        let mut items = items::inner(cell, &self.word_test());
        while items.last().is_some_and(|item| is_comma(item) || matches!(sign(item), Some("." | ";"))) {
            items.pop();
        }
        self.level(&items)
    }

    /// Rows of value and condition.
    pub(super) fn cases(&mut self, rows: &'n [Row], span: Span) -> Expr {
        if let Some(system) = self.system(rows, span) {
            return system;
        }
        let mut parts = Vec::new();
        let mut plain = Vec::new();
        for row in rows {
            let test = self.word_test();
            let mut cells: Vec<Vec<Item<'n>>> =
                row.cells.iter().map(|cell| items::outer(cell, &test)).filter(|cell| !cell.is_empty()).collect();
            if cells.is_empty() {
                continue;
            }
            if cells.len() == 1
                && let Some(split) = cells.first().and_then(|cell| condition_start(cell))
            {
                let behind = cells.first_mut().map(|cell| cell.split_off(split));
                cells.extend(behind);
            }
            let condition: Vec<Item<'n>> = cells.iter().skip(1).flatten().cloned().collect();
            let value = cells.into_iter().next().unwrap_or_default();
            if condition.is_empty() {
                plain.push(value.clone());
            }
            let value = self.level(&trimmed(value));
            let condition = self.condition(&condition);
            parts.push(value);
            parts.push(condition);
        }
        // Rows of relations without conditions are a system.
        if plain.len() * 2 == parts.len() && parts.len() > 2 {
            let rows: Vec<Expr> = parts.into_iter().step_by(2).collect();
            return Expr::apply("And", rows).at(span);
        }
        Expr::apply("Piecewise", parts).at(span)
    }

    /// `a &= u \\ b &= v` behind a brace: equations one below the other, which all hold.
    fn system(&mut self, rows: &'n [Row], span: Span) -> Option<Expr> {
        let test = self.word_test();
        let blank = |cell: &Vec<Node>| cell.iter().all(items::is_blank);
        let full: Vec<&Row> = rows.iter().filter(|row| !row.cells.iter().all(blank)).collect();
        let goes_on = |row: &&Row| match row.cells.as_slice() {
            [left, right, ..] => {
                let relation = |item: &Item| {
                    sign(item)
                        .and_then(super::operators::infix)
                        .is_some_and(|row| row.strength == super::operators::RELATION)
                };
                !blank(left) && items::inner(right, &test).first().is_some_and(relation)
            }
            _ => false,
        };
        if full.len() < 2 || !full.iter().all(goes_on) {
            return None;
        }
        let rows: Vec<Expr> = full
            .into_iter()
            .map(|row| {
                let items: Vec<Item<'n>> = row.cells.iter().flat_map(|cell| items::inner(cell, &test)).collect();
                self.level(&trimmed(items))
            })
            .collect();
        Some(Expr::apply("And", rows).at(span))
    }

    /// `\text{if } x > 0`, `x > 0`, `\text{otherwise}`.
    pub(super) fn condition(&mut self, items: &[Item<'n>]) -> Expr {
        let items = trimmed(items.to_vec());
        let mut rest = items.as_slice();
        while let Some(first) = rest.first() {
            let Some(words) = text::words_of(first) else {
                let colon = sign(first) == Some(":");
                if matches!(first.kind, ItemKind::Gap | ItemKind::RowEnd { .. }) || is_comma(first) || colon {
                    rest = rest.get(1..).unwrap_or_default();
                    continue;
                }
                break;
            };
            match text::part(words) {
                Some(Part::Otherwise) => return Expr::apply("True", []).at(first.span),
                Some(_) if opens_only(words) => rest = rest.get(1..).unwrap_or_default(),
                _ => break,
            }
        }
        if rest.is_empty() {
            return Expr::apply("True", []).at(span_of(&items));
        }
        if let [Item { kind: ItemKind::Node(Node { kind: crate::syntax::NodeKind::Fenced(fence), .. }), .. }] = rest
            && fence.left == "("
        {
            let inside = items::inner(&fence.body, &self.word_test());
            return self.condition(&inside);
        }
        if quantifies_list(rest) {
            return self.level(rest);
        }
        let mut conditions: Vec<Expr> = Vec::new();
        for part in rest.split(|item| is_comma(item)) {
            let part: Vec<Item<'n>> = part.to_vec();
            if !part.is_empty() {
                conditions.push(self.level(&part));
            }
        }
        if conditions.len() == 1 {
            return conditions.remove(0);
        }
        // `for a, b \in S`: the set is that of all the names.
        let names = conditions.iter().take_while(|condition| condition.as_symbol().is_some()).count();
        if names > 0
            && let Some(set) = conditions.get(names).filter(|condition| {
                let shares = ["Element", "Greater", "GreaterEqual", "Less", "LessEqual", "NotEqual"];
                shares.iter().any(|head| condition.is_apply(head))
            })
        {
            let set = set.clone();
            let rest: Vec<Expr> = conditions.drain(names + 1..).collect();
            conditions.truncate(names);
            let shared = super::ranges::shared(conditions, set);
            return match rest.is_empty() {
                true => shared,
                false => {
                    Expr::apply("And", std::iter::once(shared).chain(rest).collect::<Vec<_>>()).at(span_of(&items))
                }
            };
        }
        let listed = conditions.iter().skip(1).all(|condition| !relates(condition));
        let head = if listed { "Sequence" } else { "And" };
        Expr::apply(head, conditions).at(span_of(rest))
    }
}

fn relates(expr: &Expr) -> bool {
    matches!(&expr.kind, crate::expr::Kind::Apply(head, _) if crate::functions::find(head).is_some_and(|row| row.kind == crate::functions::RowKind::Relation))
}

/// `\forall i, j \in S`: names in a row before the relation, if there is one.
fn quantifies_list(items: &[Item]) -> bool {
    let Some((first, rest)) = items.split_first() else { return false };
    let names = rest.iter().take_while(|item| is_comma(item) || super::pratt::is_plain(item)).count();
    let stops = |item: &Item| matches!(sign(item), Some("\\in" | "\\ne" | "\\neq" | "<" | ">" | "\\le" | "\\ge"));
    let listed = rest.iter().take(names).any(is_comma);
    matches!(sign(first), Some("\\forall")) && listed && rest.get(names).is_none_or(stops)
}

/// Whether the words are nothing but an opening: `if`, not `if the token is`.
pub(super) fn opens_only(words: &str) -> bool {
    // `for all states s`: the noun says nothing that the membership does not.
    let lower = words.trim().to_lowercase();
    let quantifies = ["for all ", "for any ", "for every ", "for each ", "over all "];
    text::is_whole_phrase(words) || quantifies.iter().any(|opening| lower.starts_with(opening))
}

/// Where the condition of a row without `&` begins: at its words.
fn condition_start(cell: &[Item]) -> Option<usize> {
    cell.iter()
        .enumerate()
        .skip(1)
        .find(|(_, item)| text::words_of(item).is_some_and(|words| text::part(words).is_some()))
        .map(|(at, _)| at)
}

/// Without gaps and punctuation at the ends.
fn trimmed<'n>(mut items: Vec<Item<'n>>) -> Vec<Item<'n>> {
    let ends = |item: &Item| {
        matches!(item.kind, ItemKind::Gap | ItemKind::RowEnd { .. })
            || matches!(sign(item), Some("," | "." | ";" | "，" | "。" | "；"))
    };
    while items.last().is_some_and(ends) {
        items.pop();
    }
    items
}
