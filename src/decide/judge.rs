//! One point: both sides there, and what they say of the relation.
//!
//! Takes a problem and values of its names; gives certain truth or a reason why there is none. Raises the precision
//! step by step until the enclosures are narrow.

use super::evaluate::{Machine, transposed};
use super::sample::{Point, bind};
use super::value::{Array, Scalar, Stuck, Value};
use super::{Reason, Settings};
use crate::claims::Problem;
use crate::expr::{Domain, Expr, Head, Kind, Name};
use crate::number::Complex;

/// What a point says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The relation holds there: exactly, strictly, or by narrow enclosures that overlap.
    Holds,
    /// The relation surely fails there.
    Fails,
    /// A side has no value there: nothing is said.
    NoValue,
    /// One side has a value, and the other is a sum, product, integral or limit that surely diverges.
    Diverges,
    /// It could not be decided.
    Open(Reason, String),
}

/// Enclosures must be narrower than this, relative to the values.
const NARROW: i64 = 60;
/// Values about zero must be enclosed in a ball of this size.
const NARROW_ABOUT_ZERO: i64 = 90;

/// Relations between two values; any other one is a statement that is true or false by itself.
static COMPARED: &[Head] = &[
    "Equal",
    "Equivalent",
    "Define",
    "NotEqual",
    "Less",
    "Greater",
    "LessEqual",
    "GreaterEqual",
    "Approximately",
    "Proportional",
    "Similar",
];

/// Both sides at a point.
pub struct Sides {
    pub left: Value,
    pub right: Value,
}

/// The part of a budget that one point may use, where there are several.
const SHARE: u64 = 8;

/// A claim without names has one point only: it is looked at once more at so many bits, as e^{π√163} is within 10^{-12}
/// of an integer of eighteen digits.
const SURE: u32 = 384;

/// judge: a problem and a point → what the point says, at the least precision that tells.
pub fn judge(problem: &Problem, point: &Point, settings: &Settings, steps: &mut u64) -> Finding {
    let mut last = Finding::Open(Reason::Budget, "no step was left".into());
    let mut share = if point.is_empty() { *steps } else { (*steps).min(settings.budget / SHARE) };
    let mut held = false;
    for precision in precisions(settings) {
        if held && precision < SURE {
            continue;
        }
        let given = if held { share.min(settings.budget / 4) } else { share };
        let mut machine = Machine::new(&problem.definitions, precision, given).over_reals(is_real(problem));
        let found = sides(problem, point, &mut machine).and_then(|sides| compared(&mut machine, problem, &sides));
        *steps -= given - machine.steps;
        share -= given - machine.steps;
        last = match found {
            Ok(Finding::Holds) if point.is_empty() && precision < SURE => {
                held = true;
                Finding::Holds
            }
            Ok(finding) => return finding,
            Err(_) if held => return Finding::Holds,
            Err(Stuck::Wide) => Finding::Open(Reason::NoMethod, "the enclosures stayed too wide".into()),
            Err(stuck) => return finding_of(stuck),
        };
    }
    last
}

/// A page that names no complex number speaks of real ones: a logarithm of a negative number then has no value.
fn is_real(problem: &Problem) -> bool {
    let complex = |part: &Expr| part.is_apply("I") || part.is_apply("ComplexNumbers");
    !problem.closed
        && problem.sorts.values().all(|sort| sort.domain != Domain::Complex)
        && !problem.parts().any(|part| part.any(&mut |part| complex(part)))
}

fn finding_of(stuck: Stuck) -> Finding {
    match stuck {
        Stuck::NoValue => Finding::NoValue,
        Stuck::Diverges(_) => Finding::Diverges,
        Stuck::Wide => Finding::Open(Reason::NoMethod, "the enclosures stayed too wide".into()),
        Stuck::Undecided(reason, note) => Finding::Open(reason, note),
    }
}

fn precisions(settings: &Settings) -> impl Iterator<Item = u32> {
    let cap = settings.precision;
    std::iter::successors(Some(96_u32), |precision| Some(precision * 2)).take_while(move |precision| *precision <= cap)
}

/// refuted_again: whether the relation surely fails at a point by the second path: balls only, sums in reverse order,
/// another precision.
pub fn refuted_again(problem: &Problem, point: &Point, settings: &Settings, steps: &mut u64) -> bool {
    for precision in precisions(settings).map(|precision| precision + precision / 4) {
        let mut machine = Machine::new(&problem.definitions, precision, *steps).inexact().over_reals(is_real(problem));
        let found = sides(problem, point, &mut machine).and_then(|sides| compared(&mut machine, problem, &sides));
        *steps = machine.steps;
        match found {
            Ok(Finding::Fails) => return true,
            // More digits help where an enclosure was too wide, and a budget only shrinks.
            Err(Stuck::Undecided(Reason::Budget, _)) => return false,
            _ => {}
        }
    }
    false
}

/// Whether the relation of a problem holds between two values; a matrix of derivatives by a vector may have a row or a
/// column for each function.
fn compared(machine: &mut Machine<'_>, problem: &Problem, sides: &Sides) -> Result<Finding, Stuck> {
    let found = related(machine, problem.relation, sides);
    let (Sides { left: Value::Array(left), right: Value::Array(right) }, false) = (sides, found == Ok(Finding::Holds))
    else {
        return found;
    };
    if problem.relation != "Equal" || left.rank() != 2 || right.rank() != 2 || !has_jacobian(problem) {
        return found;
    }
    match equal_arrays(left, &transposed(right)?, machine.precision) {
        Ok(Finding::Holds) => Ok(Finding::Holds),
        Err(Stuck::Wide) => Err(Stuck::Wide),
        _ => found,
    }
}

/// Whether something is derived by a vector.
fn has_jacobian(problem: &Problem) -> bool {
    let is_vector = |name: &Name| problem.sorts.get(name).is_some_and(|sort| sort.shape.rank() == Some(1));
    let by_vector = |node: &Expr| match &node.kind {
        Kind::Apply("Gradient" | "Jacobian" | "PartialDerivative" | "TotalDerivative", parts) => {
            parts.iter().skip(1).any(|by| by.as_symbol().is_some_and(is_vector))
        }
        _ => false,
    };
    [&problem.left, &problem.right].iter().any(|side| side.any(&mut |node| by_vector(node)))
}

/// diverges_again: the same of a side that diverges.
pub fn diverges_again(problem: &Problem, point: &Point, settings: &Settings, mut steps: u64) -> bool {
    precisions(settings).map(|precision| precision + precision / 4).any(|precision| {
        let mut machine = Machine::new(&problem.definitions, precision, steps).inexact().over_reals(is_real(problem));
        let diverges = matches!(sides(problem, point, &mut machine), Err(Stuck::Diverges(_)));
        steps = machine.steps;
        diverges
    })
}

/// Both sides of a problem at a point.
pub fn sides(problem: &Problem, point: &Point, machine: &mut Machine<'_>) -> Result<Sides, Stuck> {
    bind(machine, point)?;
    if !COMPARED.contains(&problem.relation) {
        let claim = Expr::apply(problem.relation, [problem.left.clone(), problem.right.clone()]);
        return Ok(Sides { left: machine.evaluate(&claim)?, right: Value::Boolean(true) });
    }
    let left = machine.evaluate(&problem.left);
    // A side without a value says more than one that could not be computed.
    match &left {
        Err(Stuck::Undecided(..)) => {
            if let Err(stuck @ Stuck::NoValue) = machine.evaluate(&problem.right) {
                return Err(stuck);
            }
        }
        // Where both diverge, or the other one is infinite, nothing is said.
        Err(Stuck::Diverges(_)) => match machine.evaluate(&problem.right) {
            Ok(Value::Scalar(_)) => {}
            Ok(_) | Err(Stuck::Diverges(_)) => return Err(Stuck::NoValue),
            Err(stuck) => return Err(stuck),
        },
        Ok(Value::Infinite(_)) => {
            if let Err(Stuck::Diverges(_)) = machine.evaluate(&problem.right) {
                return Err(Stuck::NoValue);
            }
        }
        _ => {}
    }
    Ok(Sides { left: left?, right: machine.evaluate(&problem.right)? })
}

/// Whether a relation holds between two values; Err(Wide) asks for more precision.
pub fn related(machine: &mut Machine<'_>, relation: Head, sides: &Sides) -> Result<Finding, Stuck> {
    let Sides { left, right } = sides;
    let finding = |truth: bool| if truth { Finding::Holds } else { Finding::Fails };
    match relation {
        "Equal" | "Equivalent" | "Define" => equal(machine, left, right),
        "NotEqual" => machine.equal(left, right).map(|equal| finding(!equal)),
        "Less" => machine.less(left, right, true).map(finding),
        "Greater" => machine.less(right, left, true).map(finding),
        "LessEqual" => at_most(machine, left, right),
        "GreaterEqual" => at_most(machine, right, left),
        "Approximately" => Err(Stuck::method("how near is near")),
        "Proportional" | "Similar" => Err(Stuck::method(format!("{relation} between values"))),
        _ => left.boolean().map(finding),
    }
}

/// `a ≤ b`; enclosures that overlap and are narrow count as equal.
fn at_most(machine: &mut Machine<'_>, left: &Value, right: &Value) -> Result<Finding, Stuck> {
    match machine.less(left, right, false) {
        Ok(true) => Ok(Finding::Holds),
        Ok(false) => Ok(Finding::Fails),
        Err(Stuck::Wide) => equal(machine, left, right),
        Err(stuck) => Err(stuck),
    }
}

fn equal(machine: &mut Machine<'_>, left: &Value, right: &Value) -> Result<Finding, Stuck> {
    match (left, right) {
        (Value::Scalar(a), Value::Scalar(b)) => equal_scalars(a, b, machine.precision),
        (Value::Array(a), Value::Array(b)) => equal_arrays(a, b, machine.precision),
        (Value::Array(a), Value::Scalar(b)) | (Value::Scalar(b), Value::Array(a)) => {
            // Zero stands for the zero array of any shape.
            if b.is_exact_zero() {
                all(a.entries.iter().map(|entry| equal_scalars(entry, b, machine.precision)))
            } else {
                Err(Stuck::shape("a number against an array"))
            }
        }
        (Value::Infinite(a), Value::Infinite(b)) if *a == 0 || *b == 0 || a == b => Ok(Finding::Holds),
        (Value::Infinite(_), _) | (_, Value::Infinite(_)) => Err(Stuck::NoValue),
        _ => machine.equal(left, right).map(|equal| if equal { Finding::Holds } else { Finding::Fails }),
    }
}

/// Arrays entry by entry; a row, a column and a vector of one length are one thing here: layout is a convention.
fn equal_arrays(left: &Array, right: &Array, precision: u32) -> Result<Finding, Stuck> {
    let long = |array: &Array| array.shape.iter().copied().filter(|size| *size != 1).collect::<Vec<_>>();
    if long(left) != long(right) {
        return Err(Stuck::shape("the sides have different shapes"));
    }
    all(left.entries.iter().zip(&right.entries).map(|(a, b)| equal_scalars(a, b, precision)))
}

fn all(findings: impl Iterator<Item = Result<Finding, Stuck>>) -> Result<Finding, Stuck> {
    let mut open = None;
    for finding in findings {
        match finding {
            Ok(Finding::Fails) => return Ok(Finding::Fails),
            Ok(_) => {}
            Err(stuck) => open = Some(stuck),
        }
    }
    open.map_or(Ok(Finding::Holds), Err)
}

fn equal_scalars(left: &Scalar, right: &Scalar, precision: u32) -> Result<Finding, Stuck> {
    if let (Scalar::Exact(a), Scalar::Exact(b)) = (left, right) {
        return Ok(if a == b { Finding::Holds } else { Finding::Fails });
    }
    let (left, right) = (left.ball(precision)?, right.ball(precision)?);
    if !left.overlaps(&right) {
        return Ok(Finding::Fails);
    }
    if is_narrow(&left, &right) { Ok(Finding::Holds) } else { Err(Stuck::Wide) }
}

/// Whether the widths of two balls are small against their values, or very small.
fn is_narrow(left: &Complex, right: &Complex) -> bool {
    let width = left.radius().max(right.radius());
    let size = left.abs_lower().min(right.abs_lower());
    if size.is_zero() {
        return width.is_zero() || width.top() <= -NARROW_ABOUT_ZERO;
    }
    width.is_zero() || width.top() <= size.top() - NARROW
}

/// A problem with other sides.
pub fn with_sides(problem: &Problem, left: Expr, right: Expr) -> Problem {
    Problem { left, right, ..problem.clone() }
}
