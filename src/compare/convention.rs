//! What tells two values of one thing apart: a known convention, or one slip.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::scaled::Scale;
use crate::claims::Problem;
use crate::decide::{Outcome, Verdict};
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name, Number, Range};

/// What is said there and here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub there: String,
    pub here: String,
}

fn difference(there: impl Into<String>, here: impl Into<String>) -> Difference {
    Difference { there: there.into(), here: here.into() }
}

/// The difference of two scales of one core; `None` where it is none that is known.
pub fn of_scale(scale: &Scale) -> Option<Difference> {
    match scale {
        Scale::Same | Scale::Other => None,
        Scale::Sign => Some(difference("one sign", "the other sign")),
        Scale::Factor(ratio) => of_factor(ratio),
        Scale::Mean { count, second: true } => Some(difference("a sum", format!("a mean over {}", plain(count)))),
        Scale::Mean { count, second: false } => Some(difference(format!("a mean over {}", plain(count)), "a sum")),
        Scale::Biased => Some(difference("divided by a count", "divided by another count, one apart")),
    }
}

/// Factors that conventions differ by: a half before a square, a sign.
fn of_factor(ratio: &BigRational) -> Option<Difference> {
    let usual = [(1, 2), (2, 1), (-1, 2), (-2, 1)];
    let known = usual.iter().any(|(top, bottom)| *ratio == rational(*top, *bottom));
    known.then(|| difference("one value", format!("{ratio} times that")))
}

fn rational(top: i64, bottom: i64) -> BigRational {
    BigRational::new(BigInt::from(top), BigInt::from(bottom))
}

/// The difference of two values that were found to differ: `left` is there, `right` is here.
pub fn of_problem(problem: &Problem, verdict: &Verdict, holds: &dyn Fn(Problem) -> bool) -> Option<Difference> {
    smoothing(&problem.left, &problem.right)
        .or_else(|| by_factor(problem, holds))
        .or_else(|| by_logarithm(problem, holds))
        .or_else(|| by_edit(verdict))
}

/// Names of the small constant that keeps a divisor from zero.
fn is_small(name: &Name) -> bool {
    let base = name.as_str().split(['_', '^']).next().unwrap_or("");
    matches!(base, "\\epsilon" | "\\varepsilon" | "\\text{eps}" | "\\delta")
}

/// Where the small constant stands: inside the root, or added to it.
fn smoothing(left: &Expr, right: &Expr) -> Option<Difference> {
    let place = |side: &Expr| {
        let mut inside = false;
        let mut outside = false;
        side.visit(&mut |part| match &part.kind {
            Kind::Apply("Sqrt", _) => inside |= adds_small(part),
            Kind::Apply("Divide", parts) => outside |= parts.get(1).is_some_and(adds_small_at_once),
            _ => {}
        });
        (inside, outside)
    };
    let words = |inside: bool| if inside { "the small constant inside the root" } else { "the small constant outside of the root" };
    match (place(left), place(right)) {
        ((true, false), (false, true)) => Some(difference(words(true), words(false))),
        ((false, true), (true, false)) => Some(difference(words(false), words(true))),
        _ => None,
    }
}

fn adds_small(expr: &Expr) -> bool {
    expr.any(&mut adds_small_at_once)
}

fn adds_small_at_once(part: &Expr) -> bool {
    let small = |term: &Expr| term.as_symbol().is_some_and(is_small);
    part.as_apply("Add").is_some_and(|terms| terms.iter().any(small))
}

fn by_factor(problem: &Problem, holds: &dyn Fn(Problem) -> bool) -> Option<Difference> {
    let times = |factor: Expr| {
        let left = Expr::apply("Multiply", [factor, problem.left.clone()]);
        Problem { left, ..problem.clone() }
    };
    for (top, bottom) in [(-1, 1), (2, 1), (1, 2), (-2, 1), (-1, 2)] {
        let ratio = rational(top, bottom);
        if holds(times(Kind::Number(Number::rational(ratio.clone())).into())) {
            let sign = ratio == rational(-1, 1);
            return if sign { of_scale(&Scale::Sign) } else { of_factor(&ratio) };
        }
    }
    for name in counts(problem) {
        let count = Expr::symbol(name.clone());
        let less = Expr::apply("Add", [count.clone(), Expr::integer(-1)]);
        let over = |top: &Expr, bottom: &Expr| Expr::apply("Divide", [top.clone(), bottom.clone()]);
        let one = Expr::integer(1);
        let shown = plain(&count);
        let cases = [
            (over(&one, &count), difference("a sum", format!("a mean over {shown}"))),
            (count.clone(), difference(format!("a mean over {shown}"), "a sum")),
            (over(&count, &less), difference(format!("divided by {shown}"), format!("divided by {shown} - 1"))),
            (over(&less, &count), difference(format!("divided by {shown} - 1"), format!("divided by {shown}"))),
        ];
        if let Some((_, found)) = cases.into_iter().find(|(factor, _)| holds(times(factor.clone()))) {
            return Some(found);
        }
    }
    None
}

/// The ends of the sums of both sides.
fn counts(problem: &Problem) -> BTreeSet<Name> {
    let mut found = BTreeSet::new();
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |part| {
            let Kind::Bind(binding) = &part.kind else { return };
            found.extend(binding.bound.iter().filter_map(|bound| match &bound.range {
                Range::Between(_, end) => end.as_symbol().cloned(),
                _ => None,
            }));
        });
    }
    found
}

/// Logarithms of another base.
fn by_logarithm(problem: &Problem, holds: &dyn Fn(Problem) -> bool) -> Option<Difference> {
    let two = Expr::apply("Log", [Expr::integer(2)]);
    let logarithm = |side: &Expr| side.any(&mut |part| part.is_apply("Log") || part.is_apply("Ln") || part.is_apply("Log2"));
    if !logarithm(&problem.left) || !logarithm(&problem.right) {
        return None;
    }
    let times = |left: Expr| Problem { left, ..problem.clone() };
    if holds(times(Expr::apply("Multiply", [two.clone(), problem.left.clone()]))) {
        return Some(difference("logarithms of base 2", "natural logarithms"));
    }
    holds(times(Expr::apply("Divide", [problem.left.clone(), two])))
        .then(|| difference("natural logarithms", "logarithms of base 2"))
}

/// One slip of the pen.
fn by_edit(verdict: &Verdict) -> Option<Difference> {
    let edit = &verdict.repair.as_ref().filter(|_| verdict.outcome == Outcome::Fails)?.edit;
    let (side, what) = edit.split_once(", ")?;
    Some(if side == "on the left" {
        difference("one value", format!("that {what}"))
    } else {
        difference(format!("this {what}"), "one value")
    })
}
