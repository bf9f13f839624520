//! What tells two values of one thing apart: a known convention, or one slip.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::place::{self, Place};
use super::scaled::Scale;
use crate::claims::{Problem, pattern};
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name, Number, Range};

/// What is said there and here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub there: String,
    pub here: String,
    /// Whether the difference is one that authors make knowingly: two estimates of a variance, two fits of a law.
    pub told: bool,
    /// Whether both are numbers.
    pub numbers: bool,
    /// Whether the whole has another sign.
    pub sign: bool,
}

fn difference(there: impl Into<String>, here: impl Into<String>) -> Difference {
    Difference { there: there.into(), here: here.into(), told: false, numbers: false, sign: false }
}

/// The difference of two scales of one core; `None` where it is none that is known.
pub fn of_scale(scale: &Scale) -> Option<Difference> {
    match scale {
        Scale::Same | Scale::Other => None,
        Scale::Sign => Some(Difference { sign: true, ..difference("", "the opposite sign") }),
        Scale::Factor(ratio) => of_factor(ratio),
        Scale::Mean { count, second: true } => Some(difference("a sum", format!("a mean over {}", plain(count)))),
        Scale::Mean { count, second: false } => Some(difference(format!("a mean over {}", plain(count)), "a sum")),
        Scale::Biased { there, here } => Some(estimates(&plain(there), &plain(here))),
    }
}

/// Two estimates of one variance.
fn estimates(there: &str, here: &str) -> Difference {
    Difference { told: true, ..difference(format!("divided by {there}"), format!("divided by {here}")) }
}

/// Factors that conventions differ by: a half before a square, a sign.
fn of_factor(ratio: &BigRational) -> Option<Difference> {
    let usual = [(1, 2), (2, 1), (-1, 2), (-2, 1)];
    let known = usual.iter().any(|(top, bottom)| *ratio == rational(*top, *bottom));
    known.then(|| difference("", format!("{ratio} times as large")))
}

fn rational(top: i64, bottom: i64) -> BigRational {
    BigRational::new(BigInt::from(top), BigInt::from(bottom))
}

/// The difference of two values that were found to differ: `left` is there, `right` is here.
pub fn of_problem(problem: &Problem, holds: &dyn Fn(Problem) -> bool) -> Option<Difference> {
    smoothing(&problem.left, &problem.right)
        .or_else(|| by_factor(problem, holds))
        .or_else(|| by_logarithm(problem, holds))
        .or_else(|| at_one_place(&problem.left, &problem.right))
}

/// The same by how the sides are written.
pub fn of_sides(left: &Expr, right: &Expr) -> Option<Difference> {
    smoothing(left, right).or_else(|| at_one_place(left, right))
}

/// Names of the small constant that keeps a divisor from zero.
fn is_small(name: &Name) -> bool {
    let base = name.as_str().split(['_', '^']).next().unwrap_or("");
    matches!(base, "\\epsilon" | "\\varepsilon" | "\\text{eps}" | "\\delta")
}

/// Where the small constant stands: inside the root, or added to it.
pub fn smoothing(left: &Expr, right: &Expr) -> Option<Difference> {
    let (there, here) = (is_smoothed_inside(left)?, is_smoothed_inside(right)?);
    let words = |inside: bool| {
        if inside { "the small constant inside the root" } else { "the small constant outside of the root" }
    };
    (there != here).then(|| difference(words(there), words(here)))
}

/// Whether a small constant in a divisor stands inside a root; `None` where there is none, or in both places.
fn is_smoothed_inside(side: &Expr) -> Option<bool> {
    let (mut inside, mut outside) = (false, false);
    side.visit(&mut |part| match &part.kind {
        Kind::Apply("Sqrt", _) => inside |= adds_small(part),
        Kind::Apply("Divide", parts) => outside |= parts.get(1).is_some_and(adds_small_at_once),
        _ => {}
    });
    (inside != outside).then_some(inside)
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
            (over(&count, &less), estimates(&shown, &format!("{shown} - 1"))),
            (over(&less, &count), estimates(&format!("{shown} - 1"), &shown)),
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
    let logarithm =
        |side: &Expr| side.any(&mut |part| part.is_apply("Log") || part.is_apply("Ln") || part.is_apply("Log2"));
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

/// Smaller values are no formula that two places share.
const LEAST: usize = 5;

/// One place in which two values of some size differ by a slip; a term or factor more may be no larger than a slip is.
fn at_one_place(left: &Expr, right: &Expr) -> Option<Difference> {
    let Place { first, second } = place::place(left, right)?;
    let more = first.as_ref().xor(second.as_ref()).map_or(0, Expr::count);
    if left.count().min(right.count()) < LEAST || more > LEAST {
        return None;
    }
    Some(match (first, second) {
        (Some(one), Some(other)) if is_slight(&one, &other) => {
            let both =
                |holds: &dyn Fn(&Number) -> bool| [&one, &other].iter().all(|own| own.as_number().is_some_and(holds));
            let (numbers, told) = (both(&|_| true), both(&|own| !own.value.is_integer()));
            Difference { told, numbers, ..difference(plain(&one), plain(&other)) }
        }
        (Some(_), Some(_)) => return None,
        (Some(one), None) => difference(format!("with {}", plain(&one)), format!("without {}", plain(&one))),
        (None, Some(other)) => difference(format!("without {}", plain(&other)), format!("with {}", plain(&other))),
        (None, None) => return None,
    })
}

/// What a slip of the pen makes of one thing: another number or letter, another sign, a root or a power lost.
fn is_slight(one: &Expr, other: &Expr) -> bool {
    let leaf = |part: &Expr| part.children().is_empty() || pattern::is_name(part);
    let wraps = |outer: &Expr, inner: &Expr| match &outer.kind {
        Kind::Apply("Negate" | "Sqrt" | "Power" | "Log" | "Exp" | "Abs" | "Transpose" | "Inverse", parts) => {
            parts.first() == Some(inner)
        }
        _ => false,
    };
    let inverted = match (one.as_apply("Divide"), other.as_apply("Divide")) {
        (Some([a, b]), Some([c, d])) => a == d && b == c,
        _ => false,
    };
    leaf(one) && leaf(other) || wraps(one, other) || wraps(other, one) || inverted
}
