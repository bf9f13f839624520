//! Vectors and matrices.
//!
//! A vector has one axis and stands for a column; its transpose is a matrix with one row.

use super::Machine;
use super::table::Operator::{self, Lazy, Strict};
use crate::decide::value::{Array, Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Head};

pub static OPERATORS: &[(Head, Operator)] = &[
    ("List", Strict(list)),
    ("Matrix", Strict(list)),
    ("Transpose", Strict(|_, values| Ok(Value::Array(transposed(array(values)?)?)))),
    ("ConjugateTranspose", Strict(conjugate_transpose)),
    ("Inverse", Strict(|machine, values| machine.inverse(array(values)?).map(Value::Array))),
    ("InverseTranspose", Strict(inverse_transpose)),
    ("Trace", Strict(trace)),
    ("Determinant", Strict(determinant)),
    ("Diag", Strict(diagonal)),
    ("Vec", Strict(|_, values| vectorised(array(values)?))),
    ("Norm", Lazy(norm)),
    ("InnerProduct", Strict(inner_product)),
    ("OuterProduct", Strict(outer_product)),
    ("Hadamard", Strict(hadamard)),
    ("HadamardDivide", Strict(hadamard_divide)),
    ("KroneckerProduct", Strict(kronecker_product)),
    ("CrossProduct", Strict(cross_product)),
    ("IdentityMatrix", Strict(identity)),
    ("SumOf", Strict(sum_of)),
    ("Mean", Strict(mean)),
    ("At", Strict(at)),
    ("AtUpper", Strict(at)),
    ("Softmax", Strict(softmax)),
    ("LogSoftmax", Strict(log_softmax)),
    ("LogSumExp", Strict(log_sum_exp)),
    ("OneHot", Strict(one_hot)),
];

fn array(values: &[Value]) -> Outcome<&Array> {
    match values.first() {
        Some(Value::Array(array)) => Ok(array),
        _ => Err(Stuck::shape("an array was expected")),
    }
}

fn list(_: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values.first() {
        Some(Value::Array(first)) => {
            let mut entries = Vec::new();
            for value in values {
                match value {
                    Value::Array(row) if row.shape == first.shape => entries.extend(row.entries.iter().cloned()),
                    _ => return Err(Stuck::shape("rows of different lengths")),
                }
            }
            let shape = std::iter::once(values.len()).chain(first.shape.iter().copied()).collect();
            Ok(Value::Array(Array::new(shape, entries)?))
        }
        _ => {
            let entries = values.iter().map(|value| value.scalar().cloned()).collect::<Outcome<Vec<_>>>()?;
            Ok(Value::Array(Array::vector(entries)?))
        }
    }
}

/// Columns become rows; a vector becomes a matrix with one row.
pub fn transposed(array: &Array) -> Outcome<Array> {
    let (rows, columns) = array.as_matrix()?;
    let mut entries = Vec::with_capacity(array.entries.len());
    for column in 0..columns {
        for row in 0..rows {
            entries.push(array.at(row, column)?.clone());
        }
    }
    Array::new(vec![columns, rows], entries)
}

fn conjugate_transpose(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let transposed = transposed(array(values)?)?;
    Ok(Value::Array(transposed.map(|entry| machine.conjugate(entry))?))
}

fn inverse_transpose(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    Ok(Value::Array(transposed(&machine.inverse(array(values)?)?)?))
}

fn trace(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    if let [scalar @ Value::Scalar(_)] = values {
        return Ok(scalar.clone());
    }
    let array = array(values)?;
    let size = square(array)?;
    let entries = (0..size).map(|index| array.at(index, index).cloned()).collect::<Outcome<Vec<_>>>()?;
    Ok(machine.total(&entries)?.into())
}

fn square(array: &Array) -> Outcome<usize> {
    match *array.shape.as_slice() {
        [rows, columns] if rows == columns => Ok(rows),
        _ => Err(Stuck::shape("a square matrix was expected")),
    }
}

fn determinant(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let array = array(values)?;
    square(array)?;
    let (_, determinant) = machine.eliminated(array, None)?;
    Ok(determinant.into())
}

fn diagonal(_: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let given = match values {
        [Value::Array(array)] => array.clone(),
        _ => Array::vector(values.iter().map(|value| value.scalar().cloned()).collect::<Outcome<Vec<_>>>()?)?,
    };
    if given.rank() == 2 {
        let size = square(&given)?;
        let entries = (0..size).map(|index| given.at(index, index).cloned()).collect::<Outcome<Vec<_>>>()?;
        return Ok(Value::Array(Array::vector(entries)?));
    }
    let size = given.entries.len();
    let mut entries = vec![Scalar::zero(); size * size];
    for (slot, entry) in entries.iter_mut().step_by(size + 1).zip(&given.entries) {
        *slot = entry.clone();
    }
    Ok(Value::Array(Array::new(vec![size, size], entries)?))
}

fn vectorised(array: &Array) -> Outcome<Value> {
    let columns = transposed(array)?;
    Ok(Value::Array(Array::vector(columns.entries)?))
}

/// Labels of the Frobenius norm.
const FROBENIUS: &[&str] = &["F", "\\text{F}", "\\text{Fro}", "\\text{fro}", "\\text{HS}"];

fn norm(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let of = parts.first().ok_or_else(|| Stuck::shape("a vector was expected"))?;
    let of = machine.evaluate(of)?;
    let entries = match &of {
        Value::Array(array) => array.entries.clone(),
        Value::Scalar(scalar) => vec![scalar.clone()],
        _ => return Err(Stuck::shape("a vector was expected")),
    };
    let label = parts.get(1).and_then(|degree| degree.as_apply("Text")).and_then(<[Expr]>::first);
    if label.and_then(Expr::as_symbol).is_some_and(|label| FROBENIUS.contains(&label.as_str())) {
        return machine.euclidean(&entries);
    }
    let matrix = matches!(&of, Value::Array(array) if array.rank() > 1);
    let degree = parts.get(1).map(|degree| machine.evaluate(degree)).transpose()?;
    match &degree {
        None if matrix => Err(Stuck::method("a norm of a matrix without its name")),
        None => machine.euclidean(&entries),
        Some(Value::Scalar(p)) if matrix && p.as_i64() == Some(2) => Err(Stuck::method("a spectral norm")),
        Some(Value::Scalar(p)) => machine.norm_of_degree(&entries, p),
        Some(Value::Infinite(_)) => Err(Stuck::method("a maximum norm")),
        Some(_) => Err(Stuck::method("a norm of another name")),
    }
}

fn inner_product(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [left, right] = values else { return Err(Stuck::shape("two vectors were expected")) };
    match machine.zip(left, right, |machine, a, b| a.multiply(b, machine.precision))? {
        Value::Array(products) => Ok(machine.total(&products.entries)?.into()),
        scalar => Ok(scalar),
    }
}

fn outer_product(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [Value::Array(left), Value::Array(right)] = values else {
        return Err(Stuck::shape("two vectors were expected"));
    };
    machine.outer(left, right)
}

fn hadamard(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let mut rest = values.iter();
    let first = rest.next().cloned().ok_or_else(|| Stuck::shape("arrays were expected"))?;
    rest.try_fold(first, |product, value| {
        machine.zip(&product, value, |machine, a, b| a.multiply(b, machine.precision))
    })
}

fn hadamard_divide(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [left, right] = values else { return Err(Stuck::shape("two arrays were expected")) };
    machine.zip(left, right, |machine, a, b| a.divide(b, machine.precision))
}

fn kronecker_product(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [Value::Array(a), Value::Array(b)] = values else { return Err(Stuck::shape("two matrices were expected")) };
    let ((p, q), (r, s)) = (a.as_matrix()?, b.as_matrix()?);
    let mut entries = Vec::new();
    for row in 0..p * r {
        for column in 0..q * s {
            let (left, right) = (a.at(row / r, column / s)?, b.at(row % r, column % s)?);
            entries.push(left.multiply(right, machine.precision)?);
        }
    }
    let shape = if a.rank() == 1 && b.rank() == 1 { vec![p * r] } else { vec![p * r, q * s] };
    Ok(Value::Array(Array::new(shape, entries)?))
}

fn cross_product(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [Value::Array(a), Value::Array(b)] = values else { return Err(Stuck::shape("two vectors were expected")) };
    if a.shape != [3] || b.shape != [3] {
        return Err(Stuck::shape("vectors of three dimensions were expected"));
    }
    let mut entries = Vec::new();
    for axis in 0..3 {
        let (j, k) = ((axis + 1) % 3, (axis + 2) % 3);
        let first = a.at(j, 0)?.multiply(b.at(k, 0)?, machine.precision)?;
        let second = a.at(k, 0)?.multiply(b.at(j, 0)?, machine.precision)?;
        entries.push(first.subtract(&second, machine.precision)?);
    }
    Ok(Value::Array(Array::vector(entries)?))
}

fn identity(_: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let size = values.first().and_then(Value::as_i64).and_then(|size| usize::try_from(size).ok());
    let size = size.filter(|size| *size <= 60).ok_or_else(|| Stuck::shape("an identity matrix without its size"))?;
    let entries = (0..size * size).map(|index| Scalar::integer(i64::from(index / size == index % size)));
    Ok(Value::Array(Array::new(vec![size, size], entries.collect())?))
}

fn sum_of(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values {
        [Value::Array(array)] => Ok(machine.total(&array.entries)?.into()),
        _ => Err(Stuck::method("a sum along an axis")),
    }
}

fn mean(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let total = sum_of(machine, values)?;
    let count = i64::try_from(array(values)?.entries.len()).map_err(|_| Stuck::budget())?;
    Ok(total.scalar()?.divide(&Scalar::integer(count), machine.precision)?.into())
}

/// Entry or member by indices that count from 1; of a matrix with one index, a row.
fn at(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let Some((base, indices)) = values.split_first() else { return Err(Stuck::shape("an index was expected")) };
    match base {
        Value::Function(closure) => machine.invoke(&closure.clone(), indices),
        Value::Array(array) => {
            let mut part = array.clone();
            for index in indices {
                let index = index.as_i64().ok_or_else(|| Stuck::shape("an index that is no integer"))?;
                let position = usize::try_from(index - 1).map_err(|_| Stuck::NoValue)?;
                part = part.parts().into_iter().nth(position).ok_or(Stuck::NoValue)?;
            }
            Ok(part.into_value())
        }
        Value::Tuple(members) => match indices {
            [index] => {
                let position = index.as_i64().and_then(|index| usize::try_from(index - 1).ok());
                position.and_then(|position| members.get(position).cloned()).ok_or(Stuck::NoValue)
            }
            _ => Err(Stuck::shape("one index was expected")),
        },
        _ => Err(Stuck::shape("an index of what is no array")),
    }
}

/// Along the last axis.
fn softmax(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    along_rows(machine, values, |machine, row| {
        let exponentials = machine.exponentials(row)?;
        let total = machine.total(&exponentials)?;
        exponentials.iter().map(|entry| entry.divide(&total, machine.precision)).collect()
    })
}

fn log_softmax(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    along_rows(machine, values, |machine, row| {
        let log = machine.log_sum_exp(row)?;
        row.iter().map(|entry| entry.subtract(&log, machine.precision)).collect()
    })
}

fn log_sum_exp(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values {
        [Value::Array(array)] if array.rank() == 1 => Ok(machine.log_sum_exp(&array.entries)?.into()),
        _ => Err(Stuck::shape("a vector was expected")),
    }
}

fn along_rows(
    machine: &mut Machine<'_>,
    values: &[Value],
    change: impl Fn(&mut Machine<'_>, &[Scalar]) -> Outcome<Vec<Scalar>>,
) -> Outcome<Value> {
    let [Value::Array(array)] = values else { return Err(Stuck::shape("one array was expected")) };
    let width = array.shape.last().copied().unwrap_or(1).max(1);
    let mut entries = Vec::with_capacity(array.entries.len());
    for row in array.entries.chunks(width) {
        entries.extend(change(machine, row)?);
    }
    Ok(Value::Array(Array::new(array.shape.clone(), entries)?))
}

fn one_hot(_: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let (Some(index), Some(size)) = (values.first().and_then(Value::as_i64), values.get(1).and_then(Value::as_i64))
    else {
        return Err(Stuck::shape("an index and a size were expected"));
    };
    let entries = (1..=size.min(60)).map(|position| Scalar::integer(i64::from(position == index))).collect();
    Ok(Value::Array(Array::vector(entries)?))
}

impl Array {
    /// A number where no axis is left.
    fn into_value(self) -> Value {
        match (self.shape.is_empty(), self.entries.first()) {
            (true, Some(entry)) => Value::Scalar(entry.clone()),
            _ => Value::Array(self),
        }
    }
}

impl Machine<'_> {
    /// The sum of numbers, from the other end on the second path.
    pub fn total(&mut self, entries: &[Scalar]) -> Outcome<Scalar> {
        let mut sum = Scalar::zero();
        let count = entries.len();
        for index in 0..count {
            let index = if self.is_inexact() { count - 1 - index } else { index };
            if let Some(entry) = entries.get(index) {
                sum = sum.add(entry, self.precision)?;
            }
        }
        Ok(sum)
    }

    fn exponentials(&mut self, row: &[Scalar]) -> Outcome<Vec<Scalar>> {
        row.iter().map(|entry| self.function_of("Exp", entry)).collect()
    }

    fn log_sum_exp(&mut self, row: &[Scalar]) -> Outcome<Scalar> {
        let exponentials = self.exponentials(row)?;
        let total = self.total(&exponentials)?;
        self.function_of("Log", &total)
    }

    fn euclidean(&mut self, entries: &[Scalar]) -> Outcome<Value> {
        let squares = entries.iter().map(|entry| self.square_modulus(entry)).collect::<Outcome<Vec<_>>>()?;
        let sum = self.total(&squares)?;
        Ok(self.sqrt(&sum)?.into())
    }

    fn square_modulus(&mut self, entry: &Scalar) -> Outcome<Scalar> {
        if entry.is_real() {
            return entry.multiply(entry, self.precision);
        }
        let conjugate = self.conjugate(entry)?;
        entry.multiply(&conjugate, self.precision)
    }

    fn norm_of_degree(&mut self, entries: &[Scalar], degree: &Scalar) -> Outcome<Value> {
        if degree.as_i64() == Some(2) {
            return self.euclidean(entries);
        }
        let mut powers = Vec::new();
        for entry in entries {
            let modulus = self.modulus(entry)?;
            powers.push(self.power(&modulus, degree)?);
        }
        let sum = self.total(&powers)?;
        let exponent = Scalar::one().divide(degree, self.precision)?;
        Ok(self.power(&sum, &exponent)?.into())
    }

    /// matrix_product: (m,k)·(k,n) → (m,n); a vector is a column on the right and a row or a column on the left.
    pub fn matrix_product(&mut self, left: &Array, right: &Array) -> Outcome<Value> {
        let ((m, k), (l, n)) = (left.as_matrix()?, right.as_matrix()?);
        if left.rank() == 1 && right.rank() == 2 && l == 1 {
            return self.outer(left, right);
        }
        if k != l || (left.rank() == 1 && right.rank() == 1) {
            return Err(Stuck::shape("a product of arrays whose inner sizes differ"));
        }
        self.spend((m * n * k) as u64)?;
        let mut entries = Vec::with_capacity(m * n);
        for row in 0..m {
            for column in 0..n {
                let mut products = Vec::with_capacity(k);
                for inner in 0..k {
                    products.push(left.at(row, inner)?.multiply(right.at(inner, column)?, self.precision)?);
                }
                entries.push(self.total(&products)?);
            }
        }
        let shape = match (right.rank(), m) {
            (1, 1) => Vec::new(),
            (1, _) => vec![m],
            _ => vec![m, n],
        };
        // A row times a one-column matrix is a number in every book.
        let shape = if shape == [1, 1] { Vec::new() } else { shape };
        Ok(Array::new(shape, entries)?.into_value())
    }

    fn outer(&mut self, left: &Array, right: &Array) -> Outcome<Value> {
        let mut entries = Vec::with_capacity(left.entries.len() * right.entries.len());
        for a in &left.entries {
            for b in &right.entries {
                entries.push(a.multiply(b, self.precision)?);
            }
        }
        Ok(Value::Array(Array::new(vec![left.entries.len(), right.entries.len()], entries)?))
    }

    /// A power of a square matrix by an integer; Err for any other array.
    pub fn array_power(&mut self, base: &Array, exponent: &Value) -> Outcome<Value> {
        square(base)?;
        let exponent = exponent.as_i64().ok_or_else(|| Stuck::method("a power of a matrix that is no integer"))?;
        let base = if exponent < 0 { self.inverse(base)? } else { base.clone() };
        let mut power = identity(self, &[Value::integer(i64::try_from(square(&base)?).unwrap_or(0))])?;
        for _ in 0..exponent.unsigned_abs().min(64) {
            power = self.multiply_two(&power, &Value::Array(base.clone()))?;
        }
        Ok(power)
    }

    fn inverse(&mut self, array: &Array) -> Outcome<Array> {
        let size = square(array)?;
        let unit = identity(self, &[Value::integer(i64::try_from(size).unwrap_or(0))])?;
        let Value::Array(unit) = unit else { return Err(Stuck::shape("a square matrix was expected")) };
        Ok(self.eliminated(array, Some(&unit))?.0)
    }

    /// eliminated: A and B → A⁻¹B and det A, by Gauss–Jordan with the largest pivots.
    fn eliminated(&mut self, array: &Array, right: Option<&Array>) -> Outcome<(Array, Scalar)> {
        let size = square(array)?;
        let width = right.map_or(Ok(0), |right| right.as_matrix().map(|(_, columns)| columns))?;
        // Exact entries grow while they are eliminated.
        self.spend((8 * size * size * (size + width)) as u64)?;
        let mut rows: Vec<Vec<Scalar>> = Vec::new();
        for row in 0..size {
            let own = (0..size).map(|column| array.at(row, column).cloned());
            let joined = (0..width).filter_map(|column| right.map(|right| right.at(row, column).cloned()));
            rows.push(own.chain(joined).collect::<Outcome<Vec<_>>>()?);
        }
        let mut determinant = Scalar::one();
        for pivot in 0..size {
            let Some(best) = best_pivot(&rows, pivot) else {
                return if right.is_some() { Err(Stuck::NoValue) } else { Ok((array.clone(), Scalar::zero())) };
            };
            if best != pivot {
                rows.swap(best, pivot);
                determinant = determinant.negate()?;
            }
            determinant = self.clear_column(&mut rows, pivot, &determinant)?;
        }
        let entries: Vec<Scalar> = rows.into_iter().flat_map(|row| row.into_iter().skip(size)).collect();
        Ok((Array::new(vec![size, width], entries)?, determinant))
    }

    fn clear_column(&mut self, rows: &mut [Vec<Scalar>], pivot: usize, determinant: &Scalar) -> Outcome<Scalar> {
        let precision = self.precision;
        let Some(head) = rows.get(pivot).and_then(|row| row.get(pivot)).cloned() else { return Err(Stuck::NoValue) };
        let row: Vec<Scalar> = match rows.get(pivot) {
            Some(row) => row.iter().map(|entry| entry.divide(&head, precision)).collect::<Outcome<_>>()?,
            None => return Err(Stuck::NoValue),
        };
        for (index, other) in rows.iter_mut().enumerate() {
            if index == pivot {
                other.clone_from(&row);
                continue;
            }
            let Some(factor) = other.get(pivot).cloned() else { continue };
            for (entry, step) in other.iter_mut().zip(&row) {
                let cleared = entry.subtract(&factor.multiply(step, precision)?, precision)?;
                *entry = cleared.shortened(LONGEST_ENTRY, precision);
            }
        }
        determinant.multiply(&head, precision)
    }
}

/// Fractions grow while they are eliminated: beyond so many bits a ball says enough.
const LONGEST_ENTRY: u64 = 512;

/// The row with the largest entry in the column of a pivot; `None` where all are exactly zero.
fn best_pivot(rows: &[Vec<Scalar>], pivot: usize) -> Option<usize> {
    let size = |row: &Vec<Scalar>| {
        let entry = row.get(pivot)?;
        let (re, im) = entry.to_f64();
        (!entry.constant().is_exact_zero()).then(|| re.hypot(im))
    };
    let candidates = rows.iter().enumerate().skip(pivot).filter_map(|(index, row)| Some((index, size(row)?)));
    candidates.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(index, _)| index)
}
