//! Bras and kets: `|\psi\rangle`, `\langle\phi|`, `\langle\phi|A|\psi\rangle`.

use crate::expr::Expr;
use crate::source::Span;
use crate::syntax::Class;

use super::items::{Item, ItemKind};
use super::operators::{self, RELATION};
use super::pratt::sign;
use super::reader::Reader;

/// The longest inside of a bra or a ket, in items.
const LONGEST: usize = 24;

/// Joins a bar, what follows it and an angle to a ket, and an angle, what follows and a bar to a bra.
pub(super) fn join(items: Vec<Item>) -> Vec<Item> {
    let angle = |item: &Item| matches!(sign(item), Some("\\rangle" | "\\langle"));
    if !items.iter().any(angle) {
        return items;
    }
    let mut joined: Vec<Item> = Vec::with_capacity(items.len());
    let mut rest = items.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let close = match sign(first) {
            Some("|" | "\\vert" | "\\lvert" | "\\mid") => closing(behind, &["\\rangle"]),
            Some("\\langle") => closing(behind, &["|", "\\vert", "\\rvert", "\\mid"]),
            _ => None,
        };
        match close.and_then(|close| Some((behind.get(..close)?, behind.get(close)?, behind.get(close + 1..)?))) {
            Some((body, last, after)) => {
                let bra = sign(first) == Some("\\langle");
                let kind = ItemKind::Ket { bra, body: body.to_vec() };
                joined.push(Item { kind, span: first.span.join(last.span), row: first.row });
                rest = after;
            }
            None => {
                joined.push(first.clone());
                rest = behind;
            }
        }
    }
    joined
}

/// Where one of the signs closes, with nothing before it that relates or opens.
fn closing(behind: &[Item], signs: &[&str]) -> Option<usize> {
    let near = behind.get(..behind.len().min(LONGEST))?;
    let at = near.iter().position(|item| sign(item).is_some_and(|text| signs.contains(&text)))?;
    let breaks = |item: &Item| {
        let relates = sign(item).and_then(operators::infix).is_some_and(|row| row.strength <= RELATION);
        relates || matches!(sign(item), Some("|" | "\\langle" | "\\rangle"))
    };
    (at > 0 && !near.get(..at)?.iter().any(breaks)).then_some(at)
}

impl<'n> Reader<'_> {
    /// A bra or a ket.
    pub(super) fn ket(&mut self, bra: bool, body: &[Item<'n>], span: Span) -> Expr {
        let inside = self.level(body);
        Expr::apply(if bra { "Bra" } else { "Ket" }, [inside]).at(span)
    }

    /// `\langle \phi | A | \psi \rangle`: the inner product of φ and Aψ.
    pub(super) fn sandwich(&mut self, items: &[Item<'n>], span: Span) -> Option<Expr> {
        let at = items.iter().position(|item| matches!(item.kind, ItemKind::Bars { double: false, .. }))?;
        let (left, right) = (items.get(..at)?, items.get(at + 1..)?);
        let ItemKind::Bars { body, .. } = &items.get(at)?.kind else { return None };
        let apart = |items: &[Item]| !items.is_empty() && !items.iter().any(is_mark);
        if !apart(left) || !apart(right) {
            return None;
        }
        let (left, operator, right) = (self.level(left), self.level(body), self.level(right));
        let image = Expr::apply("Multiply", [operator, right]).at(span);
        self.note(span, "matrix element", "an operator between two states", Some("pair"));
        Some(Expr::apply("InnerProduct", [left, image]).at(span))
    }
}

fn is_mark(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Node(node) if matches!(&node.kind, crate::syntax::NodeKind::Symbol { class: Class::Punctuation | Class::Relation, .. }))
}
