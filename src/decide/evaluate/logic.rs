//! Relations, connectives and cases: certain truth only.
//!
//! A relation between balls is true or false where all their points agree, and Err(Wide) otherwise.

use num_bigint::BigInt;
use num_integer::Integer;

use super::Machine;
use super::table::Operator::{self, Lazy, Strict};
use crate::decide::value::{Gauss, Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Head};

pub static OPERATORS: &[(Head, Operator)] = &[
    ("True", Strict(|_, _| Ok(Value::Boolean(true)))),
    ("False", Strict(|_, _| Ok(Value::Boolean(false)))),
    ("And", Lazy(|machine, parts| connect(machine, parts, false))),
    ("Or", Lazy(|machine, parts| connect(machine, parts, true))),
    ("Sequence", Lazy(|machine, parts| connect(machine, parts, false))),
    ("Not", Lazy(not)),
    ("Implies", Lazy(implies)),
    ("ImpliedBy", Lazy(implied_by)),
    ("Iff", Lazy(iff)),
    ("Equal", Lazy(|machine, parts| chain(machine, parts, |machine, a, b| machine.equal(a, b)))),
    ("NotEqual", Lazy(|machine, parts| chain(machine, parts, |machine, a, b| machine.equal(a, b).map(|truth| !truth)))),
    ("Less", Lazy(|machine, parts| chain(machine, parts, |machine, a, b| machine.less(a, b, true)))),
    ("LessEqual", Lazy(|machine, parts| chain(machine, parts, |machine, a, b| machine.less(a, b, false)))),
    ("Greater", Lazy(|machine, parts| chain(machine, parts, |machine, a, b| machine.less(b, a, true)))),
    ("GreaterEqual", Lazy(|machine, parts| chain(machine, parts, |machine, a, b| machine.less(b, a, false)))),
    ("Congruent", Strict(congruent)),
    ("Divides", Strict(divides)),
    ("Piecewise", Lazy(piecewise)),
    ("Indicator", Lazy(indicator)),
    ("KroneckerDelta", Strict(kronecker)),
    ("Text", Lazy(words)),
];

/// Words behind a whole number, and the parity that they say.
static WORDS: &[(&str, bool)] =
    &[("\\text{even}", true), ("\\text{odd}", false), ("\\text{is even}", true), ("\\text{is odd}", false)];

/// Whether a name is such a word: it has no value of its own.
pub fn is_word(name: &crate::expr::Name) -> bool {
    WORDS.iter().any(|(word, _)| *word == name.as_str())
}

/// `And` (`decisive` false) and `Or` (`decisive` true): one certain decisive part settles it, whatever the others are.
fn connect(machine: &mut Machine<'_>, parts: &[Expr], decisive: bool) -> Outcome<Value> {
    let mut open = None;
    for part in parts {
        match machine.truth(part) {
            Ok(truth) if truth == decisive => return Ok(Value::Boolean(decisive)),
            Ok(_) => {}
            Err(stuck) => open = open.or(Some(stuck)),
        }
    }
    open.map_or(Ok(Value::Boolean(!decisive)), Err)
}

fn not(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let [part] = parts else { return Err(Stuck::shape("one condition was expected")) };
    Ok(Value::Boolean(!machine.truth(part)?))
}

fn implies(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let [premise, conclusion] = parts else { return Err(Stuck::shape("two conditions were expected")) };
    if !machine.truth(premise)? {
        return Ok(Value::Boolean(true));
    }
    Ok(Value::Boolean(machine.truth(conclusion)?))
}

fn implied_by(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let [conclusion, premise] = parts else { return Err(Stuck::shape("two conditions were expected")) };
    implies(machine, &[premise.clone(), conclusion.clone()])
}

fn iff(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let [left, right] = parts else { return Err(Stuck::shape("two conditions were expected")) };
    Ok(Value::Boolean(machine.truth(left)? == machine.truth(right)?))
}

/// A relation between every two neighbours.
fn chain(
    machine: &mut Machine<'_>,
    parts: &[Expr],
    holds: fn(&mut Machine<'_>, &Value, &Value) -> Outcome<bool>,
) -> Outcome<Value> {
    let values = machine.values(parts)?;
    for pair in values.windows(2) {
        if let [a, b] = pair
            && !holds(machine, a, b)?
        {
            return Ok(Value::Boolean(false));
        }
    }
    Ok(Value::Boolean(true))
}

/// Value, condition, value, condition …; the first condition that is true.
fn piecewise(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    for case in parts.chunks(2) {
        match case {
            [value, condition] if machine.truth(condition)? => {
                return machine.evaluate(value);
            }
            [value] => return machine.evaluate(value),
            _ => {}
        }
    }
    Err(Stuck::NoValue)
}

fn indicator(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    match parts {
        [condition] => Ok(Value::integer(i64::from(machine.truth(condition)?))),
        [set, value] => {
            let value = machine.evaluate(value)?;
            Ok(Value::integer(i64::from(machine.is_member(&value, set)?)))
        }
        _ => Err(Stuck::shape("a condition was expected")),
    }
}

fn kronecker(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [left, right] = values else { return Err(Stuck::shape("two indices were expected")) };
    Ok(Value::integer(i64::from(machine.equal(left, right)?)))
}

/// `n even`.
fn words(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let unknown = || Stuck::Undecided(crate::decide::Reason::UnknownFunction, "Text".to_owned());
    let [value, words] = parts else { return Err(unknown()) };
    let words = words.as_symbol().ok_or_else(unknown)?;
    let (_, even) = WORDS.iter().find(|(text, _)| *text == words.as_str()).ok_or_else(unknown)?;
    let value = machine.scalar(value)?;
    Ok(Value::Boolean(whole(&value)?.is_even() == *even))
}

fn congruent(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [left, right, modulus] = values else { return Err(Stuck::shape("a modulus was expected")) };
    let difference = left.scalar()?.subtract(right.scalar()?, machine.precision)?;
    is_multiple(&difference, modulus.scalar()?)
}

fn divides(_: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [divisor, value] = values else { return Err(Stuck::shape("two integers were expected")) };
    is_multiple(value.scalar()?, divisor.scalar()?)
}

fn is_multiple(value: &Scalar, modulus: &Scalar) -> Outcome<Value> {
    let (value, modulus) = (whole(value)?, whole(modulus)?);
    let zero = BigInt::from(0);
    Ok(Value::Boolean(if modulus == zero { value == zero } else { value.is_multiple_of(&modulus) }))
}

/// The exact integer; Err(NoValue) for what surely is none.
pub fn whole(scalar: &Scalar) -> Outcome<BigInt> {
    match scalar {
        Scalar::Exact(exact) => exact.as_integer().ok_or(Stuck::NoValue),
        _ => Err(Stuck::Wide),
    }
}

impl Machine<'_> {
    /// Certain equality.
    pub fn equal(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        match (left, right) {
            (Value::Scalar(a), Value::Scalar(b)) => self.equal_scalars(a, b),
            (Value::Boolean(a), Value::Boolean(b)) => Ok(a == b),
            (Value::Infinite(a), Value::Infinite(b)) => Ok(a == b),
            (Value::Infinite(_), Value::Scalar(_)) | (Value::Scalar(_), Value::Infinite(_)) => Ok(false),
            (Value::Array(a), Value::Array(b)) if a.shape == b.shape => {
                self.equal_parts(a.entries.iter().zip(&b.entries), |machine, (a, b)| machine.equal_scalars(a, b))
            }
            // Zero stands for the zero array of any shape.
            (Value::Array(a), Value::Scalar(zero)) | (Value::Scalar(zero), Value::Array(a)) if zero.is_exact_zero() => {
                self.equal_parts(a.entries.iter(), |machine, a| machine.equal_scalars(a, zero))
            }
            (Value::Tuple(a), Value::Tuple(b)) if a.len() == b.len() => {
                self.equal_parts(a.iter().zip(b), |machine, (a, b)| machine.equal(a, b))
            }
            (Value::Set(a), Value::Set(b)) => Ok(self.is_subset(a, b)? && self.is_subset(b, a)?),
            _ => Err(Stuck::shape("what is compared has different shapes")),
        }
    }

    fn equal_parts<T>(
        &mut self,
        pairs: impl Iterator<Item = T>,
        equal: impl Fn(&mut Self, T) -> Outcome<bool>,
    ) -> Outcome<bool> {
        let mut open = None;
        for pair in pairs {
            match equal(self, pair) {
                Ok(false) => return Ok(false),
                Ok(true) => {}
                Err(stuck) => open = Some(stuck),
            }
        }
        open.map_or(Ok(true), Err)
    }

    pub fn is_subset(&mut self, part: &[Value], whole: &[Value]) -> Outcome<bool> {
        for value in part {
            if !self.is_among(value, whole)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub fn is_among(&mut self, value: &Value, members: &[Value]) -> Outcome<bool> {
        let mut open = None;
        for member in members {
            match self.equal(value, member) {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(stuck) => open = Some(stuck),
            }
        }
        open.map_or(Ok(false), Err)
    }

    fn equal_scalars(&mut self, left: &Scalar, right: &Scalar) -> Outcome<bool> {
        if let (Scalar::Exact(a), Scalar::Exact(b)) = (left, right) {
            return Ok(a == b);
        }
        let (left, right) = (left.constant(), right.constant());
        if let (Scalar::Exact(a), Scalar::Exact(b)) = (&left, &right) {
            return Ok(a == b);
        }
        let overlaps = left.ball(self.precision)?.overlaps(&right.ball(self.precision)?);
        if overlaps { Err(Stuck::Wide) } else { Ok(false) }
    }

    /// Certain order of real numbers; a number that surely is not real has no order.
    pub fn less(&mut self, left: &Value, right: &Value, strict: bool) -> Outcome<bool> {
        match (left, right) {
            (Value::Infinite(a), Value::Infinite(b)) if *a != 0 && *b != 0 => Ok(a < b || (!strict && a == b)),
            (Value::Infinite(a), Value::Scalar(_)) if *a != 0 => Ok(*a < 0),
            (Value::Scalar(_), Value::Infinite(b)) if *b != 0 => Ok(*b > 0),
            (Value::Scalar(a), Value::Scalar(b)) => self.less_scalars(&a.constant(), &b.constant(), strict),
            (Value::Array(a), Value::Array(b)) if a.shape == b.shape => {
                self.equal_parts(a.entries.iter().zip(&b.entries), |machine, (a, b)| machine.less_scalars(a, b, strict))
            }
            (Value::Array(a), Value::Scalar(b)) => {
                self.equal_parts(a.entries.iter(), |machine, a| machine.less_scalars(a, b, strict))
            }
            _ => Err(Stuck::NoValue),
        }
    }

    fn less_scalars(&mut self, left: &Scalar, right: &Scalar, strict: bool) -> Outcome<bool> {
        if let (Scalar::Exact(a), Scalar::Exact(b)) = (left, right) {
            if !a.is_real() || !b.is_real() {
                return Err(Stuck::NoValue);
            }
            return Ok(a.re < b.re || (!strict && a.re == b.re));
        }
        let (left, right) = (left.ball(self.precision)?, right.ball(self.precision)?);
        for side in [&left, &right] {
            if !side.im.is_exact_zero() {
                return Err(if side.im.contains_zero() { Stuck::Wide } else { Stuck::NoValue });
            }
        }
        if left.re.surely_less(&right.re) || (!strict && left.re.surely_at_most(&right.re)) {
            return Ok(true);
        }
        if right.re.surely_less(&left.re) || (strict && right.re.surely_at_most(&left.re)) {
            return Ok(false);
        }
        Err(Stuck::Wide)
    }
}

impl Scalar {
    /// The value without its infinitesimal parts: what conditions look at.
    pub fn constant(&self) -> Self {
        match self {
            Self::Jet(jet) => jet.term(0).constant(),
            other => other.clone(),
        }
    }
}

/// Exact integers as values.
pub fn integer_value(value: BigInt) -> Value {
    Value::exact(Gauss::big(value))
}
