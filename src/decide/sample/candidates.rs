//! Values to try: special ones, where mistakes hide, and general ones.
//!
//! Takes a region whose ends are known numbers; gives exact values as expressions.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

use super::region::{End, Region};
use super::stream::Stream;
use crate::decide::value::Gauss;
use crate::expr::{Expr, Kind, Number};

/// Special complex numbers as (numerators of the real and the imaginary part, common denominator): the units, small
/// ones, negative reals, imaginary ones, all quadrants, the unit circle, large ones, both sides of the real axis.
static COMPLEX: &[(i64, i64, i64)] = &[
    (1, 0, 2),
    (3, 2, 4),
    (-5, 3, 4),
    (-2, -3, 5),
    (2, -7, 4),
    (0, 0, 1),
    (1, 0, 1),
    (-1, 0, 1),
    (0, 1, 1),
    (0, -1, 1),
    (-3, 0, 2),
    (2, 0, 1),
    (3, 4, 5),
    (-4, 3, 5),
    (5, -12, 13),
    (-8, -15, 17),
    (-2, 0, 1),
    (0, 5, 2),
    (0, -7, 3),
    (7, 5, 1),
    (-6, 7, 2),
    (-9, -4, 2),
    (3, 0, 1),
    (-1, 0, 3),
    (1, 1, 10),
    (-2001, 1, 1000),
    (-2001, -1, 1000),
    (1501, 1, 1000),
    (1501, -1, 1000),
    (1, 1701, 1000),
    (-1, 1701, 1000),
    (1, -1701, 1000),
    (-1, -1701, 1000),
    (5, 0, 2),
    (-7, 0, 2),
    (4, 0, 1),
    (1, 2, 3),
];

/// Special real numbers as fractions.
static REAL: &[(i64, i64)] = &[
    (1, 2),
    (0, 1),
    (1, 1),
    (-1, 1),
    (2, 1),
    (-2, 1),
    (-1, 3),
    (3, 2),
    (-7, 4),
    (5, 1),
    (-9, 2),
    (1, 100),
    (-1, 100),
    (13, 4),
    (-13, 3),
    (10, 1),
    (3, 1),
    (-3, 1),
    (4, 1),
    (17, 2),
    (-12, 1),
    (3, 4),
    (-4, 5),
    (1001, 1000),
    (999, 1000),
    (-1001, 1000),
    (-999, 1000),
    (25, 1),
    (1, 4),
];

/// Special points of a bounded interval, as parts of its length from its lower end.
static PARTS: &[(i64, i64)] =
    &[(1, 2), (0, 1), (1, 1), (1, 3), (3, 4), (1, 10), (9, 10), (2, 5), (1, 100), (99, 100), (1, 4), (4, 7)];

/// Special distances from the end of a half-infinite interval.
static DISTANCES: &[(i64, i64)] = &[
    (1, 1),
    (0, 1),
    (1, 2),
    (2, 1),
    (3, 2),
    (1, 10),
    (5, 1),
    (1, 100),
    (10, 3),
    (3, 1),
    (12, 1),
    (7, 4),
    (1, 4),
    (4, 1),
    (30, 1),
];

/// Points of the upper half-plane as (re, im, denominator).
static UPPER: &[(i64, i64, i64)] = &[
    (1, 3, 4),
    (0, 1, 1),
    (0, 2, 1),
    (1, 2, 2),
    (-1, 3, 2),
    (1, 1, 1),
    (0, 1, 2),
    (-3, 4, 5),
    (2, 3, 3),
    (5, 4, 4),
    (-7, 5, 6),
    (9, 8, 10),
    (-2, 3, 2),
    (7, 3, 3),
];

/// Small integers in the order in which they are tried.
static INTEGERS: &[i64] = &[
    0, 1, 2, 3, -1, 4, -2, 5, 6, -3, 7, 8, -4, 9, 10, -5, 12, -6, 11, 15, -7, 16, 14, -8, 13, 18, -12, 21, 20, 24, 30,
];

static PRIMES: &[i64] = &[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71];

/// Numbers that the ends of a region stand for, under what is bound so far.
pub trait Ends {
    fn exact(&mut self, end: &Expr) -> Option<Gauss>;
}

/// special: a region and an index → the special value of that index; `None` past the last.
pub fn special(region: &Region, index: usize, ends: &mut dyn Ends) -> Option<Expr> {
    match region {
        Region::Complex => COMPLEX.get(index).map(|&(re, im, d)| complex(ratio(re, d), ratio(im, d))),
        Region::UpperHalfPlane => UPPER.get(index).map(|&(re, im, d)| complex(ratio(re, d), ratio(im, d))),
        Region::Line { low, high } => on_line(low.as_ref(), high.as_ref(), index, ends),
        Region::Integers { low, high } => integer_at(low.as_ref(), high.as_ref(), index, ends),
        Region::Primes => PRIMES.get(index).map(|&prime| Expr::integer(prime)),
        Region::Among(members) => members.get(index).cloned(),
        Region::Either(parts) => {
            let part = parts.get(index % parts.len().max(1))?;
            special(part, index / parts.len().max(1), ends)
        }
    }
}

/// general: a region and a stream → a value without special properties, small rather than large.
pub fn general(region: &Region, stream: &mut Stream, ends: &mut dyn Ends) -> Option<Expr> {
    match region {
        Region::Complex => {
            let bound = [1, 2, 3, 6].get(stream.below(4)).copied().unwrap_or(1);
            Some(complex(stream.fraction(bound), stream.fraction(bound)))
        }
        Region::UpperHalfPlane => {
            let im = stream.unit() + ratio(stream.integer(1, 6), 4);
            Some(complex(stream.fraction(2), im))
        }
        Region::Line { low: Some(low), high: Some(high) } => Some(between(low, high, stream.unit(), ends)),
        Region::Line { low: Some(end), high: None } => Some(beyond(end, spread(stream), ends)),
        Region::Line { low: None, high: Some(end) } => Some(beyond(end, -spread(stream), ends)),
        Region::Line { low: None, high: None } => {
            let sign = if stream.below(2) == 0 { ratio(1, 1) } else { ratio(-1, 1) };
            Some(rational(spread(stream) * sign))
        }
        Region::Integers { .. } | Region::Primes | Region::Among(_) => {
            let count = count(region, ends);
            special(region, stream.below(count), ends)
        }
        Region::Either(parts) => general(parts.get(stream.below(parts.len()))?, stream, ends),
    }
}

/// How many special values a region has.
pub fn count(region: &Region, ends: &mut dyn Ends) -> usize {
    match region {
        Region::Complex => COMPLEX.len(),
        Region::UpperHalfPlane => UPPER.len(),
        Region::Line { low: Some(_), high: Some(_) } => PARTS.len(),
        Region::Line { low: None, high: None } => REAL.len(),
        Region::Line { .. } => DISTANCES.len(),
        Region::Integers { low: Some(low), high: Some(high) } => match (bound(low, ends), bound(high, ends)) {
            (Some(low), Some(high)) => usize::try_from(high - low + 1).unwrap_or(0).min(40),
            _ => 0,
        },
        Region::Integers { low: None, high: None } => INTEGERS.len(),
        Region::Integers { .. } => 24,
        Region::Primes => PRIMES.len(),
        Region::Among(members) => members.len(),
        Region::Either(parts) => {
            let most = parts.iter().map(|part| count(part, ends)).max().unwrap_or(0);
            most * parts.len()
        }
    }
}

/// Whether the special values are all there are.
pub fn is_finite(region: &Region) -> bool {
    match region {
        Region::Among(_) => true,
        Region::Integers { low, high } => low.is_some() && high.is_some(),
        Region::Either(parts) => parts.iter().all(is_finite),
        _ => false,
    }
}

fn spread(stream: &mut Stream) -> BigRational {
    let scale = [(1, 4), (1, 1), (2, 1), (4, 1), (9, 1)].get(stream.below(5)).copied().unwrap_or((1, 1));
    stream.unit() * ratio(scale.0, scale.1)
}

fn on_line(low: Option<&End>, high: Option<&End>, index: usize, ends: &mut dyn Ends) -> Option<Expr> {
    match (low, high) {
        (None, None) => REAL.get(index).map(|&(n, d)| rational(ratio(n, d))),
        (Some(low), Some(high)) => {
            let part = PARTS.get(index).map(|&(n, d)| ratio(n, d))?;
            let at_open_end = (index == 1 && low.open) || (index == 2 && high.open);
            let part = if at_open_end { ratio(2, 3) } else { part };
            Some(between(low, high, part, ends))
        }
        (Some(end), None) | (None, Some(end)) => {
            let distance = DISTANCES.get(index).map(|&(n, d)| ratio(n, d))?;
            let distance = if index == 1 && end.open { ratio(5, 7) } else { distance };
            Some(beyond(end, if low.is_some() { distance } else { -distance }, ends))
        }
    }
}

fn between(low: &End, high: &End, part: BigRational, ends: &mut dyn Ends) -> Expr {
    match (real(&low.at, ends), real(&high.at, ends)) {
        (Some(a), Some(b)) => rational(&a + (b - &a) * part),
        _ if num_traits::Zero::is_zero(&part) => low.at.clone(),
        _ if num_traits::One::is_one(&part) => high.at.clone(),
        _ => {
            let length = Expr::apply("Add", [high.at.clone(), Expr::apply("Negate", [low.at.clone()])]);
            Expr::apply("Add", [low.at.clone(), Expr::apply("Multiply", [rational(part), length])])
        }
    }
}

fn beyond(end: &End, distance: BigRational, ends: &mut dyn Ends) -> Expr {
    match real(&end.at, ends) {
        Some(at) => rational(at + distance),
        None if num_traits::Zero::is_zero(&distance) => end.at.clone(),
        None => Expr::apply("Add", [end.at.clone(), rational(distance)]),
    }
}

fn real(end: &Expr, ends: &mut dyn Ends) -> Option<BigRational> {
    ends.exact(end).filter(Gauss::is_real).map(|value| value.re)
}

fn bound(end: &Expr, ends: &mut dyn Ends) -> Option<i64> {
    ends.exact(end)?.as_integer()?.to_i64()
}

fn integer_at(low: Option<&Expr>, high: Option<&Expr>, index: usize, ends: &mut dyn Ends) -> Option<Expr> {
    let step = i64::try_from(index).ok()?;
    let value = match (low, high) {
        (None, None) => *INTEGERS.get(index)?,
        (Some(low), None) => bound(low, ends)?.checked_add(step)?,
        (None, Some(high)) => bound(high, ends)?.checked_sub(step)?,
        (Some(low), Some(high)) => {
            let value = bound(low, ends)?.checked_add(step)?;
            (value <= bound(high, ends)?).then_some(value)?
        }
    };
    Some(Expr::integer(value))
}

fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// The expression of a rational number: negative ones as a number, not as a negation.
pub fn rational(value: BigRational) -> Expr {
    Kind::Number(Number::rational(value)).into()
}

/// The expression of a Gaussian rational.
pub fn complex(re: BigRational, im: BigRational) -> Expr {
    if num_traits::Zero::is_zero(&im) {
        return rational(re);
    }
    let unit = Expr::apply("I", []);
    let one = BigRational::from_integer(BigInt::from(1));
    let imaginary = if im == one { unit } else { Expr::apply("Multiply", [rational(im), unit]) };
    if num_traits::Zero::is_zero(&re) { imaginary } else { Expr::apply("Add", [rational(re), imaginary]) }
}

/// How complicated a rational number is: the size of its parts.
pub fn height(value: &BigRational) -> u64 {
    value.numer().abs().to_u64().unwrap_or(u64::MAX).saturating_add(value.denom().to_u64().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Literal;
    impl Ends for Literal {
        fn exact(&mut self, end: &Expr) -> Option<Gauss> {
            end.as_number().map(|number| Gauss::real(number.value.clone()))
        }
    }

    #[test]
    fn special_values_lie_in_their_region() {
        let end = |at, open| Some(End { at: Expr::integer(at), open });
        let open = Region::Line { low: end(0, true), high: end(2, false) };
        for index in 0..count(&open, &mut Literal) {
            let value = special(&open, index, &mut Literal).unwrap();
            let value = &value.as_number().unwrap().value;
            assert!(value.is_positive() && *value <= ratio(2, 1), "{value}");
        }
        let few = Region::Integers { low: Some(Expr::integer(2)), high: Some(Expr::integer(4)) };
        let all: Vec<_> = (0..9).map_while(|index| special(&few, index, &mut Literal)).collect();
        assert_eq!(all, [2, 3, 4].map(Expr::integer));
        assert!(is_finite(&few) && count(&few, &mut Literal) == 3);
    }
}
