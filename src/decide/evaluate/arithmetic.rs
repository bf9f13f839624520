//! Sums, products, powers and roots.

use std::borrow::Cow;

use super::Machine;
use super::table::Operator::{self, Strict};
use crate::decide::value::{Array, Outcome, Scalar, Stuck, Value};
use crate::expr::Head;

pub static OPERATORS: &[(Head, Operator)] = &[
    ("Add", Strict(add)),
    ("Multiply", Strict(multiply)),
    ("Negate", Strict(negate)),
    ("Divide", Strict(divide)),
    ("Power", Strict(power)),
    ("Sqrt", Strict(sqrt)),
    ("Root", Strict(root)),
    ("Percent", Strict(percent)),
    ("Infinity", Strict(|_, _| Ok(Value::Infinite(1)))),
    ("ComplexInfinity", Strict(|_, _| Ok(Value::Infinite(0)))),
];

fn add(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let join = |machine: &mut Machine<'_>, sum: Value, value: &Value| machine.add_two(&sum, value);
    fold(machine, values, join)
}

fn multiply(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    // Products of arrays do not commute: their order is kept on both paths.
    let mut rest = values.iter();
    let first = rest.next().cloned().unwrap_or(Value::integer(1));
    rest.try_fold(first, |product, value| machine.multiply_two(&product, value))
}

/// Folds a commutative operation from the left, or from the right on the second path.
fn fold(
    machine: &mut Machine<'_>,
    values: &[Value],
    join: impl Fn(&mut Machine<'_>, Value, &Value) -> Outcome<Value>,
) -> Outcome<Value> {
    let ordered: Vec<&Value> =
        if machine.is_inexact() { values.iter().rev().collect() } else { values.iter().collect() };
    let mut rest = ordered.into_iter();
    let first = rest.next().cloned().unwrap_or(Value::integer(0));
    rest.try_fold(first, |total, value| join(machine, total, value))
}

fn negate(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values {
        [Value::Infinite(sign)] => Ok(Value::Infinite(-sign)),
        [value] => machine.map(value, |_machine, scalar| scalar.negate()),
        _ => Err(Stuck::shape("one argument was expected")),
    }
}

fn divide(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values {
        [Value::Scalar(_), Value::Infinite(_)] => Ok(Value::integer(0)),
        [Value::Infinite(sign), Value::Scalar(divisor)] => scaled_infinity(*sign, divisor),
        [value, divisor] => {
            let divisor = divisor.scalar()?.clone();
            machine.map(value, |machine, scalar| scalar.divide(&divisor, machine.precision))
        }
        _ => Err(Stuck::shape("two arguments were expected")),
    }
}

fn percent(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [value] = values else { return Err(Stuck::shape("one argument was expected")) };
    let hundred = Scalar::integer(100);
    Ok(value.scalar()?.divide(&hundred, machine.precision)?.into())
}

fn power(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [base, exponent] = values else { return Err(Stuck::shape("two arguments were expected")) };
    match (base, exponent) {
        (Value::Scalar(base), Value::Scalar(exponent)) => Ok(machine.power(base, exponent)?.into()),
        (Value::Array(base), exponent) => machine.array_power(base, exponent),
        (Value::Infinite(1), Value::Scalar(exponent)) if exponent.is_real() => match exponent.to_f64().0 {
            exponent if exponent > 0.0 => Ok(Value::Infinite(1)),
            exponent if exponent < 0.0 => Ok(Value::integer(0)),
            _ => Err(Stuck::NoValue),
        },
        (Value::Scalar(base), Value::Infinite(sign)) => base_to_infinity(base, *sign),
        (Value::Infinite(_), _) => Err(Stuck::NoValue),
        _ => Err(Stuck::shape("a power of what is no number")),
    }
}

/// `b^∞` for a certain |b|.
fn base_to_infinity(base: &Scalar, sign: i8) -> Outcome<Value> {
    let (re, im) = base.to_f64();
    let modulus = re.hypot(im);
    let grows = if sign > 0 { modulus > 1.0 + 1e-9 } else { modulus < 1.0 - 1e-9 };
    let shrinks = if sign > 0 { modulus < 1.0 - 1e-9 } else { modulus > 1.0 + 1e-9 };
    match (grows, shrinks) {
        (_, true) if sign != 0 => Ok(Value::integer(0)),
        (true, _) if sign != 0 && im == 0.0 && re > 0.0 => Ok(Value::Infinite(1)),
        _ => Err(Stuck::NoValue),
    }
}

fn sqrt(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [value] = values else { return Err(Stuck::shape("one argument was expected")) };
    match value {
        Value::Infinite(1) => Ok(Value::Infinite(1)),
        _ => machine.map(value, Machine::sqrt),
    }
}

fn root(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [value, degree] = values else { return Err(Stuck::shape("two arguments were expected")) };
    let exponent = Scalar::one().divide(degree.scalar()?, machine.precision)?;
    Ok(machine.power(value.scalar()?, &exponent)?.into())
}

fn scaled_infinity(sign: i8, factor: &Scalar) -> Outcome<Value> {
    let (re, im) = factor.to_f64();
    match factor.is_real() && im == 0.0 {
        true if re > 0.0 => Ok(Value::Infinite(sign)),
        true if re < 0.0 => Ok(Value::Infinite(-sign)),
        _ => Err(Stuck::NoValue),
    }
}

/// A vector as a matrix of the shape of another: added to each row, or to each column where only that fits.
fn broadcast<'v>(value: &'v Value, other: &Value) -> Outcome<Cow<'v, Value>> {
    let (Value::Array(vector), Value::Array(matrix)) = (value, other) else { return Ok(Cow::Borrowed(value)) };
    let ([size], [rows, columns]) = (vector.shape.as_slice(), matrix.shape.as_slice()) else {
        return Ok(Cow::Borrowed(value));
    };
    if rows == columns && *rows > 1 {
        return Err(Stuck::shape("a vector beside a square matrix: by rows or by columns"));
    }
    let entries: Vec<Scalar> = match () {
        () if size == columns => vector.entries.iter().cycle().take(rows * columns).cloned().collect(),
        () if size == rows => {
            vector.entries.iter().flat_map(|entry| std::iter::repeat_n(entry.clone(), *columns)).collect()
        }
        () => return Err(Stuck::shape("a vector beside a matrix of other sizes")),
    };
    Ok(Cow::Owned(Value::Array(Array::new(matrix.shape.clone(), entries)?)))
}

impl Machine<'_> {
    /// The sum of two values: of numbers, or of arrays entry by entry, with broadcasting of scalars and of vectors.
    pub fn add_two(&mut self, left: &Value, right: &Value) -> Outcome<Value> {
        match (left, right) {
            (Value::Scalar(a), Value::Scalar(b)) => Ok(a.add(b, self.precision)?.into()),
            (Value::Infinite(a), Value::Infinite(b)) if a == b && *a != 0 => Ok(Value::Infinite(*a)),
            (Value::Infinite(_), Value::Infinite(_)) => Err(Stuck::NoValue),
            (Value::Infinite(sign), Value::Scalar(_)) | (Value::Scalar(_), Value::Infinite(sign)) => {
                Ok(Value::Infinite(*sign))
            }
            _ => {
                let (left, right) = (broadcast(left, right)?, broadcast(right, left)?);
                self.zip(&left, &right, |machine, a, b| a.add(b, machine.precision))
            }
        }
    }

    /// The product of two values: of numbers, of a number and an array, of arrays as matrices.
    pub fn multiply_two(&mut self, left: &Value, right: &Value) -> Outcome<Value> {
        match (left, right) {
            (Value::Scalar(a), Value::Scalar(b)) => Ok(a.multiply(b, self.precision)?.into()),
            (Value::Scalar(factor), array @ Value::Array(_)) | (array @ Value::Array(_), Value::Scalar(factor)) => {
                let factor = factor.clone();
                self.map(array, |machine, entry| factor.multiply(entry, machine.precision))
            }
            (Value::Infinite(sign), Value::Scalar(factor)) | (Value::Scalar(factor), Value::Infinite(sign)) => {
                scaled_infinity(*sign, factor)
            }
            (Value::Infinite(a), Value::Infinite(b)) => Ok(Value::Infinite(a * b)),
            (Value::Array(a), Value::Array(b)) => self.matrix_product(a, b),
            _ => Err(Stuck::shape("a product of what are no numbers")),
        }
    }

    /// Changes every number in a value.
    pub fn map(
        &mut self,
        value: &Value,
        mut change: impl FnMut(&mut Self, &Scalar) -> Outcome<Scalar>,
    ) -> Outcome<Value> {
        match value {
            Value::Scalar(scalar) => Ok(change(self, scalar)?.into()),
            Value::Array(array) => Ok(Value::Array(array.map(|entry| change(self, entry))?)),
            Value::Infinite(_) => Err(Stuck::NoValue),
            _ => Err(Stuck::shape("a number or an array was expected")),
        }
    }

    /// Joins two values entry by entry; a number goes with every entry.
    pub fn zip(
        &mut self,
        left: &Value,
        right: &Value,
        mut join: impl FnMut(&mut Self, &Scalar, &Scalar) -> Outcome<Scalar>,
    ) -> Outcome<Value> {
        match (left, right) {
            (Value::Scalar(a), Value::Scalar(b)) => Ok(join(self, a, b)?.into()),
            (Value::Array(a), Value::Scalar(b)) => Ok(Value::Array(a.map(|entry| join(self, entry, b))?)),
            (Value::Scalar(a), Value::Array(b)) => Ok(Value::Array(b.map(|entry| join(self, a, entry))?)),
            (Value::Array(a), Value::Array(b)) => Ok(Value::Array(a.zip(b, |x, y| join(self, x, y))?)),
            _ => Err(Stuck::shape("numbers or arrays were expected")),
        }
    }

    /// Principal square root; exact where it can be.
    pub fn sqrt(&mut self, scalar: &Scalar) -> Outcome<Scalar> {
        if let Some(root) = scalar.exact().and_then(crate::decide::value::Gauss::sqrt) {
            return Ok(Scalar::Exact(root));
        }
        if matches!(scalar, Scalar::Jet(_)) {
            return self.power(scalar, &Scalar::rational(num_rational::BigRational::new(1.into(), 2.into())));
        }
        self.spend(4)?;
        let root = scalar.ball(self.precision)?.sqrt().map_err(Stuck::from)?;
        Scalar::from_ball(root)
    }
}
