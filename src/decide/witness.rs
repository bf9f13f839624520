//! Counterexamples that a reader can redo by hand: small values, certain digits.

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::evaluate::Machine;
use super::judge::{Finding, judge, refuted_again};
use super::python::recompute;
use super::sample::{Point, Sampler, bind, complex, complexity, names, ratio, rational};
use super::solve::values_at;
use super::value::{Scalar, Stuck, Value};
use super::{Settings, Witness};
use crate::claims::Problem;
use crate::expr::{Expr, Kind};
use crate::number::Ball;

/// Simple values that are tried in place of a name's value.
static SIMPLE: &[(i64, i64)] = &[
    (1, 1),
    (2, 1),
    (0, 1),
    (-1, 1),
    (3, 1),
    (-2, 1),
    (1, 2),
    (-1, 2),
    (4, 1),
    (5, 1),
    (3, 2),
    (1, 3),
    (2, 3),
    (1, 4),
];

/// Digits that are shown at most.
const DIGITS: i64 = 12;

/// shrink: a counterexample → one with simpler values, name by name.
pub fn shrink(problem: &Problem, sampler: &Sampler<'_>, point: &Point, settings: &Settings) -> Point {
    let mut best = point.clone();
    let mut steps = settings.budget / 4;
    let mut fails = |best: &mut Point, index: usize, value: Expr| {
        let mut trial = best.clone();
        if let Some(slot) = trial.get_mut(index) {
            slot.1 = value;
        }
        let fails = sampler.admits(&trial)
            && judge(problem, &trial, settings, &mut steps) == Finding::Fails
            && refuted_again(problem, &trial, settings, &mut steps);
        if fails {
            *best = trial;
        }
        fails
    };
    for index in 0..best.len() {
        if best.get(index).is_some_and(|(name, _)| sampler.is_size(name)) {
            continue;
        }
        simpler(&best, index).into_iter().any(|value| fails(&mut best, index, value));
        // Of an array, entry by entry.
        for entry in 0..best.get(index).map_or(0, |(_, value)| entries(value)).min(MOST_ENTRIES) {
            for plain in [0, 1] {
                let trial = best.get(index).map(|(_, value)| with_entry(value, &mut entry.clone(), plain));
                if trial.is_some_and(|trial| fails(&mut best, index, trial)) {
                    break;
                }
            }
        }
    }
    best
}

/// Entries of an array that are made simple.
const MOST_ENTRIES: usize = 32;

/// The number of entries of an array; none of a number.
fn entries(value: &Expr) -> usize {
    match value.as_apply("List") {
        Some(parts) => parts.iter().map(|part| entries(part).max(usize::from(!part.is_apply("List")))).sum(),
        None => 0,
    }
}

/// The array with another number in the place of one entry, counted down to 0.
fn with_entry(value: &Expr, entry: &mut usize, number: i64) -> Expr {
    if value.is_apply("List") {
        return value.map_children(&mut |part| with_entry(part, entry, number));
    }
    let chosen = *entry == 0;
    *entry = entry.wrapping_sub(1);
    if chosen { Expr::integer(number) } else { value.clone() }
}

fn simpler(point: &Point, index: usize) -> Vec<Expr> {
    let Some((_, value)) = point.get(index) else { return Vec::new() };
    if value.is_apply("List") {
        let rounded = in_integers(value);
        return if rounded == *value { Vec::new() } else { vec![rounded] };
    }
    let number = value.as_number().is_some();
    if !number && !value.is_apply("Add") && !value.is_apply("Multiply") && !value.is_apply("I") {
        return Vec::new();
    }
    let reals = SIMPLE.iter().map(|&(n, d)| rational(ratio(n, d)));
    let pairs = [(0, 1), (1, 1), (0, -1), (1, -1), (-1, 1), (0, 2), (1, 2)];
    let complexes = pairs.iter().map(|&(re, im)| complex(ratio(re, 1), ratio(im, 1)));
    let limit = complexity(value);
    reals.chain(complexes).filter(|simple| complexity(simple) < limit).collect()
}

/// The list with the nearest integers for entries.
fn in_integers(value: &Expr) -> Expr {
    match value.as_number() {
        Some(number) => rational(number.value.round()),
        None => value.map_children(&mut in_integers),
    }
}

/// witness: a refuted problem at a point → what to print.
pub fn witness(problem: &Problem, point: &Point) -> Witness {
    let shown = values_at(problem, point).map(|(left, right)| (show(&left), show(&right)));
    let alone = || [&problem.left, &problem.right].map(|side| show_side(problem, side, point)).into();
    let (left, right) = shown.unwrap_or_else(alone);
    let written = names(problem);
    let point: Point = point.iter().filter(|(name, _)| written.contains(name)).cloned().collect();
    Witness {
        values: point.iter().map(|(name, value)| (name.to_string(), latex(value))).collect(),
        left,
        right,
        recompute: recompute(problem, &point),
    }
}

/// One side, where the other one has no value or diverges.
fn show_side(problem: &Problem, side: &Expr, point: &Point) -> String {
    let mut machine = Machine::new(&problem.definitions, 256, 400_000);
    match bind(&mut machine, point).and_then(|()| machine.evaluate(side)) {
        Ok(value) => show(&value),
        Err(Stuck::Diverges(_)) => "divergent".into(),
        Err(_) => "?".into(),
    }
}

/// The value of a point as LaTeX: numbers, complex numbers, lists, and functions by their body.
fn latex(value: &Expr) -> String {
    match &value.kind {
        Kind::Number(number) => latex_rational(&number.value),
        Kind::Symbol(name) => name.to_string(),
        Kind::Bind(binding) => latex(&binding.body),
        Kind::Apply(head, parts) => {
            let parts: Vec<String> = parts.iter().map(latex).collect();
            match *head {
                "I" => "i".into(),
                "Pi" => "\\pi".into(),
                "Add" => parts.join(" + ").replace("+ -", "- "),
                "Multiply" => parts.join(" "),
                "Negate" => format!("-{}", parts.concat()),
                "Power" => format!(
                    "{{{}}}^{{{}}}",
                    parts.first().cloned().unwrap_or_default(),
                    parts.get(1).cloned().unwrap_or_default()
                ),
                "List" => format!("\\left({}\\right)", parts.join(", ")),
                "Divide" => format!(
                    "\\frac{{{}}}{{{}}}",
                    parts.first().cloned().unwrap_or_default(),
                    parts.get(1).cloned().unwrap_or_default()
                ),
                other => format!("\\operatorname{{{other}}}\\left({}\\right)", parts.join(", ")),
            }
        }
        Kind::Call(..) | Kind::Opaque(_) => "?".into(),
    }
}

fn latex_rational(value: &BigRational) -> String {
    if value.is_integer() {
        return value.to_string();
    }
    let sign = if value.is_negative() { "-" } else { "" };
    format!("{sign}\\frac{{{}}}{{{}}}", value.numer().abs(), value.denom())
}

/// A value in decimals of which every digit is certain.
fn show(value: &Value) -> String {
    match value {
        Value::Scalar(scalar) => show_scalar(scalar),
        Value::Boolean(truth) => truth.to_string(),
        Value::Array(array) => format!("[{}]", array.entries.iter().map(show_scalar).collect::<Vec<_>>().join(", ")),
        Value::Tuple(members) | Value::Set(members) => members.iter().map(show).collect::<Vec<_>>().join(", "),
        Value::Infinite(sign) if *sign < 0 => "-∞".into(),
        Value::Infinite(_) => "∞".into(),
        Value::Function(_) => "a function".into(),
    }
}

fn show_scalar(scalar: &Scalar) -> String {
    if let Some(exact) = scalar.exact()
        && exact.im.is_zero()
        && exact.re.is_integer()
    {
        return exact.re.to_string();
    }
    let Ok(ball) = scalar.constant().ball(256) else { return "?".into() };
    let re = digits(&ball.re);
    if ball.im.is_exact_zero() {
        return re;
    }
    let im = digits(&ball.im);
    match im.strip_prefix('-') {
        Some(im) => format!("{re} - {im} i"),
        None => format!("{re} + {im} i"),
    }
}

fn digits(ball: &Ball) -> String {
    let certain = ball.accuracy().clamp(0, 400) * 3 / 10 - 1;
    match usize::try_from(certain.min(DIGITS)) {
        Ok(digits) if digits > 0 => ball.to_decimal(digits),
        _ => "0".into(),
    }
}
