//! Arrays of simple fractions that meet the facts of their sort.

use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

use super::stream::Stream;
use super::{ratio, rational};
use crate::decide::value::Value;
use crate::expr::{Domain, Expr, Fact, Name, Size, Sort};

/// Sizes that names are given: small and pairwise different as long as there are enough.
static SIZES: &[i64] = &[2, 3, 4, 5, 6, 7];

/// size: what a size comes to; `None` where it is not a small positive number.
pub fn size(size: &Size, value: &mut dyn FnMut(Expr) -> Option<Value>) -> Option<usize> {
    let mut total = 0_i64;
    for (monomial, coefficient) in size.terms() {
        let mut product = *coefficient;
        for (name, power) in monomial {
            product = product.checked_mul(integer(&value(Expr::symbol(name))?)?.checked_pow(*power)?)?;
        }
        total = total.checked_add(product)?;
    }
    usize::try_from(total).ok().filter(|size| (1..=24).contains(size))
}

fn integer(value: &Value) -> Option<i64> {
    let Value::Scalar(scalar) = value else { return None };
    let exact = scalar.exact().filter(|exact| exact.im.is_zero() && exact.re.is_integer())?;
    exact.re.to_integer().to_i64()
}

/// The size that a name stands for; at some attempts all sizes are one, for products that only fit then.
pub fn size_of(name: &Name, key: &[u8; 32], attempt: u64, seed: u64) -> i64 {
    let round = attempt / 2;
    let spelled = if round % 3 == 2 { "" } else { name.as_str() };
    let mut stream = Stream::new(key, spelled, round, seed);
    SIZES.get(stream.below(SIZES.len())).copied().unwrap_or(2)
}

/// Whether an array is one that its sort allows; what cannot be told of a matrix as a whole is not allowed.
pub fn admits(value: &Expr, sort: &Sort) -> bool {
    let structure = [Fact::Symmetric, Fact::Psd, Fact::Spd, Fact::Orthogonal, Fact::Diagonal, Fact::Invertible];
    if structure.iter().any(|fact| sort.facts.contains(fact)) {
        return false;
    }
    let Some(rows) = rows(value) else { return false };
    rows.iter().all(|row| row_fits(row, sort))
}

/// The rows of a list of numbers, or of a list of such lists.
fn rows(value: &Expr) -> Option<Rows> {
    let parts = value.as_apply("List")?;
    let numbers: Option<Vec<_>> = parts.iter().map(|part| Some(part.as_number()?.value.clone())).collect();
    match numbers {
        Some(row) => Some(vec![row]),
        None => parts.iter().map(rows).collect::<Option<Vec<_>>>().map(|rows| rows.concat()),
    }
}

fn row_fits(row: &[BigRational], sort: &Sort) -> bool {
    let has = |fact| sort.facts.contains(&fact);
    let (zero, one) = (BigRational::zero(), BigRational::one());
    let all = |fits: &dyn Fn(&BigRational) -> bool| row.iter().all(fits);
    let total = || row.iter().sum::<BigRational>();
    let bit = |entry: &BigRational| *entry == zero || *entry == one;
    let domain = match sort.domain {
        Domain::Integer => all(&BigRational::is_integer),
        Domain::Natural => all(&|entry| entry.is_integer() && *entry > zero),
        Domain::Boolean => all(&bit),
        Domain::Probability => all(&|entry| *entry >= zero && *entry <= one),
        Domain::Simplex => all(&|entry| *entry >= zero) && total() == one,
        _ => true,
    };
    domain
        && (!has(Fact::Positive) || all(&|entry| *entry > zero))
        && (!has(Fact::NonNegative) || all(&|entry| *entry >= zero))
        && (!has(Fact::OpenUnit) || all(&|entry| *entry > zero && *entry < one))
        && (!has(Fact::Sign) || all(&|entry| entry.clone() * entry == one))
        && (!has(Fact::OneHot) || all(&bit) && total() == one)
        && (!has(Fact::UnitNorm) || row.iter().map(|entry| entry * entry).sum::<BigRational>() == one)
}

/// Cosine and sine of rational angles, over a common denominator.
static TURNS: &[[i64; 3]] = &[[3, 4, 5], [5, -12, 13], [-8, 15, 17]];

type Rows = Vec<Vec<BigRational>>;

/// draw: sizes and a sort → an array as nested lists.
pub fn draw(sizes: &[usize], sort: &Sort, stream: &mut Stream) -> Option<Expr> {
    match *sizes {
        [n] => Some(list(vector(n, sort, stream))),
        [m, n] => {
            let rows = matrix(m, n, sort, stream)?;
            Some(Expr::apply("List", rows.into_iter().map(list).collect::<Vec<_>>()))
        }
        [first, ref rest @ ..] if sizes.len() <= 4 => {
            let parts: Option<Vec<_>> = (0..first).map(|_| draw(rest, sort, stream)).collect();
            Some(Expr::apply("List", parts?))
        }
        _ => None,
    }
}

fn list(entries: Vec<BigRational>) -> Expr {
    Expr::apply("List", entries.into_iter().map(rational).collect::<Vec<_>>())
}

fn vector(n: usize, sort: &Sort, stream: &mut Stream) -> Vec<BigRational> {
    if sort.facts.contains(&Fact::OneHot) {
        let hot = stream.below(n);
        return (0..n).map(|index| BigRational::from_integer(i64::from(index == hot).into())).collect();
    }
    let mut entries: Vec<_> = (0..n).map(|_| entry(sort, stream)).collect();
    if sort.domain == Domain::Simplex {
        let total: BigRational = entries.iter().sum();
        entries.iter_mut().for_each(|entry| *entry /= &total);
    }
    if sort.facts.contains(&Fact::UnitNorm) {
        return unit(&entries);
    }
    entries
}

/// A rational unit vector, by stereographic projection of all entries but the last.
fn unit(entries: &[BigRational]) -> Vec<BigRational> {
    let Some((_, free)) = entries.split_last() else { return Vec::new() };
    let square: BigRational = free.iter().map(|entry| entry * entry).sum();
    let one = BigRational::one();
    let two = &one + &one;
    let scale = &one + &square;
    let head = free.iter().map(|entry| &two * entry / &scale);
    head.chain(std::iter::once((square - one) / &scale)).collect()
}

fn entry(sort: &Sort, stream: &mut Stream) -> BigRational {
    let positive = sort.facts.contains(&Fact::Positive) || sort.facts.contains(&Fact::NonNegative);
    match sort.domain {
        Domain::Integer => BigRational::from_integer(stream.integer(-4, 6).into()),
        Domain::Natural => BigRational::from_integer(stream.integer(1, 8).into()),
        Domain::Boolean => BigRational::from_integer(stream.integer(0, 1).into()),
        Domain::Probability | Domain::Simplex => stream.unit(),
        _ if sort.facts.contains(&Fact::OpenUnit) => stream.unit(),
        _ if sort.facts.contains(&Fact::Sign) => ratio(1 - 2 * stream.integer(0, 1), 1),
        _ if positive => stream.unit() * ratio(3, 1),
        _ => stream.fraction(3),
    }
}

fn matrix(m: usize, n: usize, sort: &Sort, stream: &mut Stream) -> Option<Rows> {
    let has = |fact| sort.facts.contains(&fact);
    let square = m == n;
    if has(Fact::Diagonal) {
        let diagonal: Vec<_> = (0..n).map(|_| diagonal_entry(sort, stream)).collect();
        return square.then(|| (0..n).map(|row| at_place(&diagonal, row)).collect());
    }
    if has(Fact::Orthogonal) {
        return square.then(|| rotations(n, stream));
    }
    let plain: Rows = (0..m).map(|_| vector(n, sort, stream)).collect();
    if has(Fact::Spd) || has(Fact::Psd) {
        return square.then(|| gram(&plain));
    }
    if has(Fact::Symmetric) {
        return square.then(|| symmetrised(&plain));
    }
    Some(plain)
}

/// What stands on a diagonal: of an orthogonal matrix one up to its sign, of a definite one a positive number, of both
/// one, as the identity is the only such matrix.
fn diagonal_entry(sort: &Sort, stream: &mut Stream) -> BigRational {
    let definite = sort.facts.contains(&Fact::Spd) || sort.facts.contains(&Fact::Psd);
    match (sort.facts.contains(&Fact::Orthogonal), definite) {
        (true, true) => ratio(1, 1),
        (true, false) => ratio(2 * stream.integer(0, 1) - 1, 1),
        (false, true) => stream.unit() * ratio(3, 1),
        (false, false) => entry(sort, stream),
    }
}

fn at_place(diagonal: &[BigRational], row: usize) -> Vec<BigRational> {
    let entry =
        |(column, value): (usize, &BigRational)| if column == row { value.clone() } else { BigRational::zero() };
    diagonal.iter().enumerate().map(entry).collect()
}

fn symmetrised(rows: &Rows) -> Rows {
    let entry = |row: usize, column: usize| {
        rows.get(row.min(column)).and_then(|entries| entries.get(row.max(column))).cloned().unwrap_or_default()
    };
    (0..rows.len()).map(|row| (0..rows.len()).map(|column| entry(row, column)).collect()).collect()
}

/// A Aᵀ + I: symmetric and positive definite.
fn gram(rows: &Rows) -> Rows {
    let product = |a: &[BigRational], b: &[BigRational]| a.iter().zip(b).map(|(x, y)| x * y).sum::<BigRational>();
    let line = |(row, a): (usize, &Vec<BigRational>)| {
        let entry = |(column, b): (usize, &Vec<BigRational>)| {
            product(a, b) + BigRational::from_integer(i64::from(row == column).into())
        };
        rows.iter().enumerate().map(entry).collect()
    };
    rows.iter().enumerate().map(line).collect()
}

/// A product of rational plane rotations, with or without a reflection.
fn rotations(n: usize, stream: &mut Stream) -> Rows {
    let mut ones = vec![BigRational::one(); n];
    if let Some(first) = ones.first_mut() {
        *first = ratio(1 - 2 * stream.integer(0, 1), 1);
    }
    let mut rows: Rows = (0..n).map(|row| at_place(&ones, row)).collect();
    for first in 1..n {
        let [cosine, sine, radius] = TURNS.get(stream.below(TURNS.len())).copied().unwrap_or([3, 4, 5]);
        let (cosine, sine) = (ratio(cosine, radius), ratio(sine, radius));
        let (Some(a), Some(b)) = (rows.get(first - 1).cloned(), rows.get(first).cloned()) else { continue };
        let turned = |x: &BigRational, y: &BigRational, c: &BigRational, s: &BigRational| x * c + y * s;
        let minus = -sine.clone();
        let upper = a.iter().zip(&b).map(|(x, y)| turned(x, y, &cosine, &sine)).collect();
        let lower = a.iter().zip(&b).map(|(x, y)| turned(x, y, &minus, &cosine)).collect();
        for (index, row) in [(first - 1, upper), (first, lower)] {
            if let Some(slot) = rows.get_mut(index) {
                *slot = row;
            }
        }
    }
    rows
}
