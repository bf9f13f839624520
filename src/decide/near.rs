//! What is one slip away from an identity, whatever its unknown functions are.
//!
//! Takes a problem that was not decided; names everything of which nothing is known, so that the sides are expressions
//! in letters alone; gives the edits after which they are one expression. Where the sides as they stand are one, or the
//! edit leaves nothing to prove, nothing is given.

use std::collections::BTreeSet;

use super::Repair;
use super::edit::{Edit, slips};
use super::exact::{self, Exact};
use super::judge::with_sides;
use crate::claims::Problem;
use crate::expr::{Expr, Kind, Name};

/// Edits of each side that are tried.
const MAX_EDITS: usize = 64;

/// Steps of one proof; of all proofs for one problem.
const EACH: u64 = 20_000;
const ALL: u64 = 400_000;

/// Names, numbers and functions that each side has at least, and both together.
const SMALLEST: usize = 2;
const BOTH: usize = 8;

/// near_identity: the single slips without which the sides would be equal as expressions.
pub fn near_identity(problem: &Problem) -> Vec<Repair> {
    if problem.relation != "Equal" || !is_telling(problem) {
        return Vec::new();
    }
    let plain = Problem { definitions: Vec::new(), ..problem.clone() };
    let mut left = ALL;
    if proved(&plain, &mut left) {
        return Vec::new();
    }
    let on_left = slips(&plain.left, MAX_EDITS).into_iter().map(|edit| ("left", edit));
    let on_right = slips(&plain.right, MAX_EDITS).into_iter().map(|edit| ("right", edit));
    let mut found = Vec::new();
    for (side, Edit { what, expr }) in on_left.chain(on_right) {
        let changed = match side {
            "left" => with_sides(&plain, expr, plain.right.clone()),
            _ => with_sides(&plain, plain.left.clone(), expr),
        };
        if left == 0 {
            break;
        }
        if !says_nothing(&changed) && proved(&changed, &mut left) {
            let Problem { left, right, .. } = changed;
            found.push(Repair { edit: format!("on the {side}, {what}"), left, right, rare: false });
        }
    }
    found
}

fn proved(problem: &Problem, left: &mut u64) -> bool {
    let share = EACH.min(*left);
    let mut budget = exact::Budget::new(share);
    let proof = exact::prove(problem, &mut budget);
    *left = left.saturating_sub((share - budget.left()).max(1));
    matches!(proof, Exact::Proved { .. })
}

/// Whether both sides are large enough, and share enough names, for an edit that makes them equal to be no accident.
fn is_telling(problem: &Problem) -> bool {
    let (left, right) = (leaves(&problem.left), leaves(&problem.right));
    let names = |side: &Expr| side.free_names().into_iter().collect::<BTreeSet<Name>>();
    let shared = names(&problem.left).intersection(&names(&problem.right)).count();
    left.min(right) >= SMALLEST && left + right >= BOTH && shared > 0
}

fn leaves(side: &Expr) -> usize {
    let mut count = 0;
    side.visit(&mut |part| count += usize::from(part.children().is_empty()));
    count
}

/// Whether the sides are one expression but for order and brackets: nobody writes such a step.
fn says_nothing(problem: &Problem) -> bool {
    in_order(&problem.left) == in_order(&problem.right)
}

fn in_order(expr: &Expr) -> Expr {
    let parts = expr.map_children(&mut |part| in_order(part));
    match &parts.kind {
        Kind::Apply(head @ ("Add" | "Multiply"), terms) => {
            let mut flat = Vec::new();
            for term in terms {
                match term.as_apply(head) {
                    Some(inner) => flat.extend(inner.iter().cloned()),
                    None => flat.push(term.clone()),
                }
            }
            flat.sort();
            Expr::apply(head, flat)
        }
        _ => parts,
    }
}
