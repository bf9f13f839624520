//! What is one slip away from an identity, whatever its unknown functions are.
//!
//! Takes a problem that was not decided; names everything of which nothing is known, so that the sides are expressions
//! in letters alone; gives the edits after which they are one expression. Where the sides as they stand are one, or the
//! edit leaves nothing to prove, nothing is given.

use std::collections::BTreeSet;

use super::Repair;
use super::edit::{Edit, slips};
use super::exact::{self, Exact};
use super::letters::Letters;
use crate::claims::Problem;
use crate::expr::{Domain, Expr, Kind, Name, Sort};

/// Edits of each side that are tried.
const MAX_EDITS: usize = 64;

/// Steps of one proof; of all proofs for one problem.
const EACH: u64 = 100_000;
const ALL: u64 = 2_000_000;

/// Names, numbers and functions that each side has at least, and both together.
const SMALLEST: usize = 2;
const BOTH: usize = 8;

/// near_identity: the single slips without which the sides would be equal as expressions.
pub fn near_identity(problem: &Problem) -> Vec<Repair> {
    if problem.relation != "Equal" || !is_telling(problem) {
        return Vec::new();
    }
    let meant = with_convolutions(problem);
    let written = meant == *problem;
    let problem = &meant;
    let letters = Letters::of([&problem.left, &problem.right]);
    let (Some(left), Some(right)) = (letters.over(&problem.left), letters.over(&problem.right)) else {
        return Vec::new();
    };
    let mut steps = ALL;
    if proves(&left, &right, &mut steps) != Some(false) {
        return Vec::new();
    }
    let over_letters = [left, right];
    let on_left = slips(&problem.left, MAX_EDITS).into_iter().map(|edit| ("left", edit));
    let on_right = slips(&problem.right, MAX_EDITS).into_iter().map(|edit| ("right", edit));
    let mut found: Vec<Repair> = Vec::new();
    for (side, Edit { what, expr }) in on_left.chain(on_right) {
        let Some(edited) = letters.over(&expr) else { continue };
        let [of_left, of_right] = &over_letters;
        let (left, right, of_left, of_right) = match side {
            "left" => (expr, problem.right.clone(), &edited, of_right),
            _ => (problem.left.clone(), expr, of_left, &edited),
        };
        let known = found.iter().any(|repair| repair.left == left && repair.right == right);
        let skipped = known || written && says_nothing(&left, &right);
        if !skipped && proves(of_left, of_right, &mut steps) == Some(true) {
            found.push(Repair { edit: format!("on the {side}, {what}"), left, right, rare: false });
        }
    }
    found
}

/// `(f * g)(t) = \int f(s) g(t - s) ds`: a side that is a convolution by what it means, over the letter and the range of
/// the other side.
fn with_convolutions(problem: &Problem) -> Problem {
    let meant = |side: &Expr, other: &Expr| {
        let [f, g] = side.as_apply("Convolve")? else { return None };
        let Kind::Bind(binding) = &other.kind else { return None };
        let [bound] = binding.bound.as_slice() else { return None };
        let of = |function: &Expr, at: Expr| match &function.kind {
            Kind::Call(callee, arguments) if arguments.len() == 1 => Some(Kind::Call(callee.clone(), vec![at]).into()),
            _ => None,
        };
        let Kind::Call(_, place) = &f.kind else { return None };
        let letter = Expr::symbol(&bound.name);
        let behind = Expr::apply("Add", [place.first()?.clone(), Expr::apply("Negate", [letter.clone()])]);
        // The letter of the sum goes to the function that has it bare on the other side.
        let bare = |function: &Expr| {
            of(function, letter.clone()).is_some_and(|own: Expr| binding.body.any(&mut |part| *part == own))
        };
        let factors =
            if bare(g) { [of(f, behind)?, of(g, letter.clone())?] } else { [of(f, letter.clone())?, of(g, behind)?] };
        Some(Expr::bind(binding.head, binding.bound.clone(), Expr::apply("Multiply", factors)))
    };
    let Problem { left, right, .. } = problem;
    let turned = (meant(left, right), meant(right, left));
    Problem {
        left: turned.0.unwrap_or_else(|| left.clone()),
        right: turned.1.unwrap_or_else(|| right.clone()),
        ..problem.clone()
    }
}

/// Whether two sides over letters are one expression; `None` where the steps for all proofs are used up.
fn proves(left: &Expr, right: &Expr, steps: &mut u64) -> Option<bool> {
    if *steps == 0 {
        return None;
    }
    let sorts = ends(left).chain(ends(right)).map(|end| (end, Sort::scalar(Domain::Natural))).collect();
    let (left, right) = (left.clone(), right.clone());
    let (facts, definitions) = (Vec::new(), Vec::new());
    let problem = Problem { left, relation: "Equal", right, facts, definitions, sorts, closed: false };
    let share = EACH.min(*steps);
    let mut budget = exact::Budget::new(share);
    let proof = exact::prove(&problem, &mut budget);
    *steps = steps.saturating_sub((share - budget.left()).max(1));
    Some(matches!(proof, Exact::Proved { .. }))
}

/// The letters in the ends of ranges: numbers of terms.
fn ends(side: &Expr) -> impl Iterator<Item = Name> {
    let mut names = BTreeSet::new();
    side.visit(&mut |part| {
        if let Kind::Bind(binding) = &part.kind {
            names.extend(binding.bound.iter().flat_map(|bound| bound.range.parts()).flat_map(|end| end.free_names()));
        }
    });
    names.into_iter()
}

/// Whether both sides are large enough, and share enough names, for an edit that makes them equal to be no accident.
fn is_telling(problem: &Problem) -> bool {
    let (left, right) = (leaves(&problem.left), leaves(&problem.right));
    let shared = !problem.left.free_names().is_disjoint(&problem.right.free_names());
    left.min(right) >= SMALLEST && left + right >= BOTH && shared
}

fn leaves(side: &Expr) -> usize {
    let mut count = 0;
    side.visit(&mut |part| count += usize::from(part.children().is_empty()));
    count
}

/// Whether the sides are one expression but for order and brackets: nobody writes such a step.
fn says_nothing(left: &Expr, right: &Expr) -> bool {
    in_order(left) == in_order(right)
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::functions::template::read;

    fn edits(left: &str, right: &str) -> Vec<String> {
        let (left, right) = (read(left).unwrap(), read(right).unwrap());
        let (facts, definitions, sorts) = (Vec::new(), Vec::new(), BTreeMap::new());
        let problem = Problem { left, relation: "Equal", right, facts, definitions, sorts, closed: false };
        near_identity(&problem).into_iter().map(|repair| repair.edit).collect()
    }

    const SQUARE: &str = "(Power (Add (call f x) (Negate (call h x))) 2)";

    #[test]
    fn one_slip_is_told() {
        let expanded = "(Add (Power (call f x) 2) (Multiply 2 (call f x) (call h x)) (Power (call h x) 2))";
        assert_eq!(
            edits(SQUARE, expanded),
            [
                "on the left, the other sign of term 1",
                "on the left, the other sign of term 2",
                "on the right, the other sign of term 2"
            ]
        );
        let factor = "(Add (Power (call f x) 2) (Negate (Multiply 3 (call f x) (call h x))) (Power (call h x) 2))";
        assert_eq!(edits(SQUARE, factor), ["on the right, 2 instead of 3"]);
    }

    #[test]
    fn a_convolution_is_compared_by_what_it_means() {
        let infinity = "(Negate (Infinity)) (Infinity)";
        let integral = |body: &str| format!("(Integral (s {infinity}) {body})");
        let whole = "(Convolve (call f t) (call g t))";
        let right = integral("(Multiply (call f s) (call g (Add t (Negate s))))");
        assert!(edits(whole, &right).is_empty());
        let turned = integral("(Multiply (call f (Add t (Negate s))) (call g s))");
        assert!(edits(whole, &turned).is_empty());
        let wrong = integral("(Multiply (call f s) (call g (Add t s)))");
        let found = edits(whole, &wrong);
        assert_eq!(found, ["on the left, the other sign of term 2", "on the right, the other sign of term 2"]);
    }

    #[test]
    fn identities_and_what_only_changes_places_are_silent() {
        let expanded = "(Add (Power (call f x) 2) (Negate (Multiply 2 (call f x) (call h x))) (Power (call h x) 2))";
        assert!(edits(SQUARE, expanded).is_empty());
        let turned = "(Add (call g y) (Negate (Multiply 2 (call f x) (call h x))))";
        let added = "(Add (Multiply 2 (call f x) (call h x)) (call g y))";
        assert!(edits(turned, added).is_empty());
    }
}
