//! Einstein's convention: an index that stands twice in a product is summed over.
//!
//! Takes the statements of a formula, and whether its page states the convention; gives them with the sums written out.
//! A product with `\epsilon_{ijk}` follows it on every page. Never touches an index that something binds.

use crate::expr::{Bound, Expr, Kind, Name, Range};

use super::reading::Statement;

/// Letters that are indices of tensors; a time is none.
const TENSOR: &[&str] = &[
    "a", "b", "c", "i", "j", "k", "l", "m", "n", "p", "q", "r", "\\mu", "\\nu", "\\rho", "\\sigma", "\\lambda",
    "\\kappa", "\\alpha", "\\beta",
];

/// Writes the sums of the convention into the sides of each statement.
pub(super) fn settle(statements: &mut [Statement], stated: bool) {
    for statement in statements.iter_mut().filter(|statement| stated || statement.parts().any(alternates)) {
        // `a_i b_i = c_i`: what is free on a side alone is not summed on the other.
        let free: Vec<Name> = statement.parts().filter(|side| !side.is_apply("Add")).flat_map(free_in).collect();
        statement.first.iter_mut().for_each(|side| *side = summed(side, &free));
        statement.links.iter_mut().for_each(|link| link.right = summed(&link.right, &free));
    }
}

/// Whether a side holds `\epsilon_{ijk}`.
fn alternates(side: &Expr) -> bool {
    side.any(&mut |part| match part.as_apply("At") {
        Some([base, indices @ ..]) => {
            let epsilon = base.as_symbol().is_some_and(|name| matches!(name.as_str(), "\\epsilon" | "\\varepsilon"));
            epsilon && indices.len() == 3 && indices.iter().all(|index| index.as_symbol().is_some())
        }
        _ => false,
    })
}

/// The indices that stand once in a term.
fn free_in(term: &Expr) -> Vec<Name> {
    let mut indices = Vec::new();
    factors(term).into_iter().for_each(|factor| indices_of(factor, &mut indices));
    let once = |name: &&Name| indices.iter().filter(|other| other == name).count() == 1;
    indices.iter().filter(once).cloned().collect()
}

fn summed(side: &Expr, free: &[Name]) -> Expr {
    match &side.kind {
        Kind::Apply("Add" | "Negate", _) => side.map_children(&mut |part| summed(part, free)),
        Kind::Apply("Multiply" | "At", _) => {
            let mut indices = Vec::new();
            factors(side).into_iter().for_each(|factor| indices_of(factor, &mut indices));
            let mut repeated: Vec<Name> = Vec::new();
            for name in &indices {
                let twice = indices.iter().filter(|other| *other == name).count() == 2;
                if twice && !free.contains(name) && !repeated.contains(name) {
                    repeated.push(name.clone());
                }
            }
            if repeated.is_empty() {
                return side.clone();
            }
            let bound = repeated.into_iter().map(|name| Bound { name, range: Range::Implicit }).collect();
            Expr::bind("Sum", bound, side.clone()).at(side.span)
        }
        _ => side.clone(),
    }
}

fn factors(term: &Expr) -> Vec<&Expr> {
    match term.as_apply("Multiply") {
        Some(parts) => parts.iter().flat_map(factors).collect(),
        None => vec![term],
    }
}

/// The letters that count among the scripts of a factor, each as often as it stands there.
fn indices_of(factor: &Expr, found: &mut Vec<Name>) {
    match &factor.kind {
        Kind::Apply("At" | "AtUpper", parts) => {
            let Some((base, indices)) = parts.split_first() else { return };
            let counts = |name: &Name| TENSOR.contains(&name.as_str());
            found.extend(indices.iter().filter_map(Expr::as_symbol).filter(|name| counts(name)).cloned());
            indices_of(base, found);
        }
        Kind::Apply("KroneckerDelta", indices) => {
            found.extend(indices.iter().filter_map(Expr::as_symbol).cloned());
        }
        Kind::Apply("PartialDerivative" | "TotalDerivative", parts) => {
            parts.iter().for_each(|part| indices_of(part, found));
        }
        Kind::Apply("Power", parts) => {
            // `x_i^2`: the index stands twice.
            let square = parts.get(1).and_then(Expr::as_number).and_then(crate::expr::Number::to_i64) == Some(2);
            for _ in 0..if square { 2 } else { 1 } {
                parts.first().into_iter().for_each(|base| indices_of(base, found));
            }
        }
        _ => {}
    }
}
