//! Einstein's convention: an index that stands twice in a product is summed over.
//!
//! Takes the statements of a formula whose page states the convention; gives them with the sums written out. Never
//! touches an index that something binds.

use crate::expr::{Bound, Expr, Kind, Name, Range};

use super::letters::is_index_letter;
use super::reading::Statement;

/// Greek letters that are indices of tensors.
const TENSOR: &[&str] = &["\\mu", "\\nu", "\\rho", "\\sigma", "\\lambda", "\\kappa", "\\alpha", "\\beta"];

/// Writes the sums of the convention into the sides of each statement.
pub(super) fn settle(statements: &mut [Statement]) {
    for statement in statements {
        statement.first.iter_mut().for_each(|side| *side = summed(side));
        statement.links.iter_mut().for_each(|link| link.right = summed(&link.right));
    }
}

fn summed(side: &Expr) -> Expr {
    match &side.kind {
        Kind::Apply("Add" | "Negate", _) => side.map_children(&mut summed),
        Kind::Apply("Multiply" | "At", _) => {
            let mut indices = Vec::new();
            factors(side).into_iter().for_each(|factor| indices_of(factor, &mut indices));
            let mut repeated: Vec<Name> = Vec::new();
            for name in &indices {
                let twice = indices.iter().filter(|other| *other == name).count() == 2;
                if twice && !repeated.contains(name) {
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
            let counts = |name: &Name| is_index_letter(name.as_str()) || TENSOR.contains(&name.as_str());
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
