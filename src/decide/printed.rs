//! Numbers as they are printed: 3.50 stands for anything from 3.495 to 3.505.
//!
//! Takes a problem that compares a computation with a printed decimal; gives a verdict where the printed digits settle
//! it or explain the difference, else nothing.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::solve::decide;
use super::{Grade, Outcome, Reason, Settings, Verdict};
use crate::claims::Problem;
use crate::expr::{Expr, Kind, Number};

/// Decimals in one computation beyond which the spread of rounded operands is not looked at.
const MOST_OPERANDS: usize = 32;

/// The verdict where one side is a printed decimal, the other a computation with numbers, and the difference is within
/// what the printed digits allow.
pub fn within_digits(problem: &Problem, settings: &Settings) -> Option<Verdict> {
    let numeric = |side: &Expr| side.free_names().is_empty();
    if problem.relation != "Equal" {
        return None;
    }
    let problem = &with_values(problem);
    if !numeric(&problem.left) || !numeric(&problem.right) {
        return None;
    }
    let steps = match (step(&problem.left), step(&problem.right)) {
        (None, None) => (coarsest(&problem.left), coarsest(&problem.right)),
        steps => steps,
    };
    let (printed, step, computed) = match steps {
        (None, Some(step)) => (&problem.right, step, &problem.left),
        (Some(step), None) => (&problem.left, step, &problem.right),
        _ => return rounded_to_an_integer(problem, settings),
    };
    let holds = |claim: Expr, bound: Expr| {
        let claim = Problem { left: claim, relation: "LessEqual", right: bound, ..problem.clone() };
        decide(&claim, settings).outcome == Outcome::Holds
    };
    let gap = distance(computed, printed);
    let half = rational(&step / BigInt::from(2));
    if holds(gap.clone(), half.clone()) {
        let note = Some("to the digits that are printed".into());
        return Some(Verdict { grade: Some(Grade::Enclosed), points: 1, note, ..Verdict::bare(Outcome::Holds) });
    }
    if holds(gap.clone(), rational(step.clone())) {
        return Some(Verdict::undecided(Reason::Readings, "less than one unit of the last printed digit away"));
    }
    let shown = printed.as_number().map_or(2, |number| figures(&number.value, &step));
    let spread = shifted(computed, shown).into_iter().map(|other| distance(&other, computed));
    let reach: Vec<Expr> = std::iter::once(half).chain(spread).collect();
    if reach.len() > 1 && holds(gap, Expr::apply("Add", reach)) {
        return Some(Verdict::undecided(Reason::Readings, "rounded operands may explain the difference"));
    }
    None
}

/// The problem with the values that its definitions give to names: `\lambda = 4.16` where `\lambda` is `2 \log 8`.
fn with_values(problem: &Problem) -> Problem {
    let mut known = problem.clone();
    for own in problem.definitions.iter().rev().filter(|own| own.indices.is_empty() && own.parameters.is_empty()) {
        known.left = known.left.substitute(&own.name, &own.body);
        known.right = known.right.substitute(&own.name, &own.body);
    }
    known
}

/// Heads whose values are rarely whole: `e^{10} = 22026` is printed for what lies nearest.
static IRRATIONAL: &[&str] =
    &["Pi", "E", "Exp", "Log", "Ln", "Lb", "Lg", "Sqrt", "Root", "Sin", "Cos", "Tan", "Sinh", "Cosh", "Tanh", "Erf"];

/// Smaller integers are printed with decimals where they are rounded.
const ROUNDED: i64 = 20;

/// An integer that stands for a value within half a unit of it, which is none.
fn rounded_to_an_integer(problem: &Problem, settings: &Settings) -> Option<Verdict> {
    let least = BigRational::from_integer(BigInt::from(ROUNDED));
    let whole = |side: &Expr| {
        side.as_number().is_some_and(|number| number.value.is_integer() && number.value >= least && !problem.closed)
    };
    let (printed, computed) = match (whole(&problem.left), whole(&problem.right)) {
        (false, true) => (&problem.right, &problem.left),
        (true, false) => (&problem.left, &problem.right),
        _ => return None,
    };
    let irrational = |part: &Expr| IRRATIONAL.iter().any(|head| part.is_apply(head)) || has_broken_exponent(part);
    if !computed.any(&mut |part| irrational(part)) {
        return None;
    }
    let holds = |relation, bound: BigRational| {
        let (left, right) = (distance(computed, printed), rational(bound));
        let claim = Problem { left, relation, right, ..problem.clone() };
        decide(&claim, settings).outcome == Outcome::Holds
    };
    let half = BigRational::new(BigInt::from(1), BigInt::from(2));
    let near = holds("Greater", BigRational::from_integer(BigInt::from(0))) && holds("LessEqual", half);
    near.then(|| Verdict::undecided(Reason::Readings, "an integer may stand for the value that it rounds"))
}

fn has_broken_exponent(part: &Expr) -> bool {
    let Some([_, exponent]) = part.as_apply("Power") else { return false };
    exponent.is_apply("Divide") || exponent.as_number().is_some_and(|number| !number.value.is_integer())
}

fn rational(value: BigRational) -> Expr {
    Kind::Number(Number::rational(value)).into()
}

fn distance(one: &Expr, other: &Expr) -> Expr {
    Expr::apply("Abs", [Expr::apply("Add", [one.clone(), Expr::apply("Negate", [other.clone()])])])
}

/// One unit of the last digit of a printed decimal: of `3.50`, `-0.2`, `1.4 · 10^{12}`, `12.5 %`.
fn step(side: &Expr) -> Option<BigRational> {
    match &side.kind {
        Kind::Number(number) => number.decimals.map(unit),
        Kind::Apply("Negate", parts) => step(parts.first()?),
        Kind::Apply("Percent", parts) => step(parts.first()?).map(|unit| unit / BigInt::from(100)),
        Kind::Apply("Multiply", parts) => match parts.as_slice() {
            [mantissa, scale] => Some(step(mantissa)? * power_of_ten(scale)?),
            _ => None,
        },
        _ => None,
    }
}

/// The step of a sum of written numbers, some with decimals: `1 + 0.1103`.
fn coarsest(side: &Expr) -> Option<BigRational> {
    let terms = side.as_apply("Add")?;
    let written = |term: &Expr| term.as_number().is_some() || step(term).is_some();
    terms.iter().all(written).then(|| terms.iter().filter_map(step).max())?
}

fn unit(decimals: u32) -> BigRational {
    BigRational::new(BigInt::from(1), num_traits::pow(BigInt::from(10), decimals as usize))
}

fn power_of_ten(scale: &Expr) -> Option<BigRational> {
    let [base, exponent] = scale.as_apply("Power")? else { return None };
    let sign = |exponent: &Expr| match exponent.as_apply("Negate") {
        Some([inner]) => inner.as_number()?.to_i64().map(|value| -value),
        _ => exponent.as_number()?.to_i64(),
    };
    let exponent = sign(exponent).filter(|value| value.abs() <= 400)?;
    let ten = BigRational::from_integer(BigInt::from(10));
    (base.as_number()?.to_i64() == Some(10)).then(|| num_traits::Pow::pow(ten, exponent as i32))
}

/// Significant figures of a value that is printed in such steps.
fn figures(value: &BigRational, step: &BigRational) -> usize {
    (value / step).round().to_integer().magnitude().to_string().len()
}

/// The computation with each of its rounded decimals moved by half a unit, one at a time. Nobody rounds to one figure
/// and then prints a result with more.
fn shifted(computed: &Expr, printed: usize) -> Vec<Expr> {
    let is_rounded = |part: &Expr| {
        let number = part.as_number();
        let own = number.and_then(|number| number.decimals.map(|count| figures(&number.value, &unit(count))));
        own.is_some_and(|own| own > 1 || printed == 1)
    };
    let mut count = 0;
    computed.visit(&mut |part| count += usize::from(is_rounded(part)));
    if count > MOST_OPERANDS {
        return Vec::new();
    }
    (0..count).map(|at| move_one(computed, at, &mut 0, &is_rounded)).collect()
}

fn move_one(expr: &Expr, at: usize, seen: &mut usize, is_rounded: &dyn Fn(&Expr) -> bool) -> Expr {
    if let Some(number) = expr.as_number().filter(|_| is_rounded(expr)) {
        *seen += 1;
        if *seen != at + 1 {
            return expr.clone();
        }
        let half = unit(number.decimals.unwrap_or(0)) / BigInt::from(2);
        return rational(&number.value + half);
    }
    expr.map_children(&mut |child| move_one(child, at, seen, is_rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Expr {
        Kind::Number(Number::parse(text).unwrap()).into()
    }

    fn verdict(left: Expr, right: Expr) -> Verdict {
        let (facts, definitions, sorts) = (Vec::new(), Vec::new(), std::collections::BTreeMap::new());
        let problem = Problem { left, relation: "Equal", right, facts, definitions, sorts, closed: true };
        super::super::decide(&problem, &Settings::default())
    }

    #[test]
    fn printed_digits_say_how_exact_a_number_is() {
        let third = || Expr::apply("Divide", [number("1"), number("3")]);
        assert_eq!(verdict(third(), number("0.333")).outcome, Outcome::Holds);
        assert_eq!(verdict(third(), number("0.334")).outcome, Outcome::Undecided(Reason::Readings));
        assert_eq!(verdict(third(), number("0.343")).outcome, Outcome::Fails);
        let product = Expr::apply("Multiply", [number("1.5"), number("2.5")]);
        assert_eq!(verdict(product.clone(), number("3.75")).outcome, Outcome::Holds);
        assert_eq!(verdict(product.clone(), number("3.9")).outcome, Outcome::Undecided(Reason::Readings));
        assert_eq!(verdict(product, number("5.0")).outcome, Outcome::Fails);
        let sum = |part: Expr| Expr::apply("Add", [number("1"), part]);
        assert_eq!(verdict(sum(third()), sum(number("0.333"))).outcome, Outcome::Holds);
        assert_eq!(verdict(sum(third()), sum(number("0.353"))).outcome, Outcome::Fails);
        let coarse = Expr::apply("Multiply", [number("0.4"), number("3")]);
        assert_eq!(verdict(coarse.clone(), number("1.5")).outcome, Outcome::Fails);
        assert_eq!(verdict(coarse, number("1.2")).outcome, Outcome::Holds);
        let power = || Expr::apply("Exp", [number("10")]);
        let on_a_page = |right| {
            let (facts, definitions, sorts) = (Vec::new(), Vec::new(), std::collections::BTreeMap::new());
            let problem = Problem { left: power(), relation: "Equal", right, facts, definitions, sorts, closed: false };
            super::super::decide(&problem, &Settings::default()).outcome
        };
        assert_eq!(on_a_page(number("22026")), Outcome::Undecided(Reason::Readings));
        assert_eq!(on_a_page(number("22027")), Outcome::Fails);
    }
}
