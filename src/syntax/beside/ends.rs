//! Sums without an upper end: `\sum_{t=1} x_t`, where the others over t have one.

use super::super::notation::{Node, NodeKind};
use super::super::slip::{Slip, SlipKind};
use super::gather::{Page, Sum};

/// How many others over the letter have an end.
const ENOUGH: usize = 2;

pub(super) fn look(page: &Page) -> Vec<(usize, Slip)> {
    let open = page.sums.iter().filter(|sum| sum.end.is_none());
    open.filter_map(|sum| {
        let others = || page.sums.iter().filter(|other| other.letter == sum.letter);
        let closed: Vec<&str> = others().filter_map(|other| other.end.as_deref()).collect();
        let end = closed.first().filter(|_| others().count() == closed.len() + 1 && closed.len() >= ENOUGH)?;
        let message = format!("the range of {} has no upper end", sum.letter);
        let same = closed.iter().all(|other| other == end);
        let hint = match same {
            true => format!("write `^{{{end}}}` above the sign, as elsewhere on the page"),
            false => "write the upper end above the sign, as elsewhere on the page".to_owned(),
        };
        Some((sum.formula, Slip::new(SlipKind::DanglingScript, sum.span, message).hint(hint)))
    })
    .collect()
}

/// `\sum_{t=1}^T`, with or without its end.
pub(super) fn sum(node: &Node, formula: usize) -> Option<Sum> {
    let NodeKind::Scripts { base: Some(base), sub: Some(sub), sup, .. } = &node.kind else { return None };
    let (NodeKind::BigOperator(_), NodeKind::Group(range)) = (&base.kind, &sub.kind) else { return None };
    let [letter, sign, start] = range.as_slice() else { return None };
    match (&letter.kind, &sign.kind, &start.kind) {
        (NodeKind::Letter(letter), NodeKind::Symbol { text, .. }, NodeKind::Number(_)) if text == "=" => Some(Sum {
            formula,
            letter: letter.clone(),
            end: sup.as_deref().map(|end| super::super::glyphs(std::slice::from_ref(end))),
            span: node.span,
        }),
        _ => None,
    }
}
