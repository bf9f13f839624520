//! Generalised hypergeometric series with a proved tail, and what is made of them.

use super::gamma::{factorial_ball, is_nonpositive_integer, reciprocal_gamma, rising};
use super::{adaptive, highest};
use crate::number::calculus::series::geometric_rest;
use crate::number::{Complex, Radius, Undefined, Value};

/// Most terms of a series.
const MOST_TERMS: u64 = 6000;

/// pFq(a; b; z) inside the disc of convergence (p ≤ q + 1), everywhere where an a is 0, −1, −2 … or p ≤ q, and 2F1 on
/// the whole plane cut along [1, ∞); Err(Pole) where a b is 0, −1, −2 … and no a stops the series before.
pub fn hypergeometric(a: &[Complex], b: &[Complex], z: &Complex) -> Value {
    match (a, b) {
        ([], []) => z.exp(),
        ([first], []) => (z.constant(1) - z).power(&-first),
        ([first], [second]) => kummer(first, second, z),
        ([first, second], [third]) => super::gauss::gauss(first, second, third, z),
        _ => by_series(a, b, z),
    }
}

/// pFq(a; b; z) / Π Γ(b), entire in b.
pub fn hypergeometric_regularized(a: &[Complex], b: &[Complex], z: &Complex) -> Value {
    let start = b.iter().filter(|b| is_nonpositive_integer(b)).filter_map(|b| b.as_i64()).map(|b| 1 - b).max();
    let Some(start) = start else {
        let mut value = hypergeometric(a, b, z)?;
        for parameter in b {
            let factor = reciprocal_gamma(&parameter.at(value.precision() + 8))?;
            value = value * factor;
        }
        return Ok(value);
    };
    if start > 1000 {
        return Err(Undefined::Budget);
    }
    // the first `start` terms vanish: Π (a)_n / Π Γ(b + n) · z^n / n! · F(a + n, 1; b + n, n + 1; z)
    let n = start as u64;
    let mut lead = z.power_integer(start).divided(&factorial_ball(start, z.precision() + 8))?;
    let mut upper: Vec<Complex> = Vec::new();
    for parameter in a {
        lead = lead * rising(&parameter.at(z.precision() + 16), n);
        upper.push(parameter + start);
    }
    let mut lower: Vec<Complex> = Vec::new();
    for parameter in b {
        lead = lead * reciprocal_gamma(&(parameter + start))?;
        lower.push(parameter + start);
    }
    if lead.is_exact_zero() {
        return Ok(lead);
    }
    // one pair 1 / n + 1 may cancel against a lower 1
    if let Some(place) = lower.iter().position(|b| b.as_i64() == Some(1)) {
        lower.remove(place);
    } else {
        upper.push(z.constant(1));
    }
    lower.push(z.constant(start + 1));
    Ok(lead * hypergeometric(&upper, &lower, z)?)
}

/// 1F1(a; b; z), by e^z 1F1(b − a; b; −z) in the left half-plane.
fn kummer(a: &Complex, b: &Complex, z: &Complex) -> Value {
    let parameters = [a.clone(), b.clone(), z.clone()];
    if z.re.mid.is_negative() && !is_nonpositive_integer(a) && !is_nonpositive_integer(b) {
        return adaptive(&parameters, |x| {
            let [a, b, z] = x else { return Err(Undefined::Unsupported) };
            Ok(z.exp()? * series(&[b - a], std::slice::from_ref(b), &-z)?)
        });
    }
    by_series(std::slice::from_ref(a), std::slice::from_ref(b), z)
}

/// The series itself, with as many guard bits as its cancellation needs.
pub(super) fn by_series(a: &[Complex], b: &[Complex], z: &Complex) -> Value {
    let parameters: Vec<Complex> = a.iter().chain(b).chain(std::iter::once(z)).cloned().collect();
    let (first, second) = (a.len(), a.len() + b.len());
    adaptive(&parameters, |x| {
        let (upper, rest) = x.split_at_checked(first).ok_or(Undefined::Unsupported)?;
        let (lower, z) = rest.split_at_checked(second - first).ok_or(Undefined::Unsupported)?;
        series(upper, lower, z.first().ok_or(Undefined::Unsupported)?)
    })
}

/// Σ Π (a)_k / Π (b)_k · z^k / k! at the precision of its arguments.
///
/// From a k on with Re(b + k) ≥ 0 for all b, |a + k|/|b + k| ≤ 1 + |a − b|/|b + n| for all k ≥ n, so the ratios of the
/// terms after n stay below q = |z| Π (1 + |a − b|/|b + n|) Π 1/|b + n|, with 1 as one more b.
pub(super) fn series(a: &[Complex], b: &[Complex], z: &Complex) -> Value {
    let precision = highest(a.iter().chain(b)).max(z.precision());
    let one = Complex::integer(1, precision);
    let (mut sum, mut term) = (one.constant(0), one.clone());
    let size = z.abs_upper();
    for k in 0..MOST_TERMS {
        if term.is_exact_zero() {
            return sum.finite();
        }
        let magnitude = term.abs_upper();
        let small = magnitude.top() < sum.abs_upper().top().max(-i64::from(precision) * 4) - i64::from(precision);
        let far = !term.is_finite() || magnitude.top() > 1 << 20;
        if far {
            return Err(Undefined::Precision);
        }
        if small && let Some(rest) = ratio_bound(a, b, &one, size, k as i64).and_then(|q| geometric_rest(magnitude, q))
        {
            let real = sum.is_real() && term.is_real();
            return sum.widened_real(rest, real).finite();
        }
        sum = sum + &term;
        for parameter in a {
            term = term * (parameter + k as i64);
        }
        if term.is_exact_zero() {
            return sum.finite();
        }
        for parameter in b {
            term = term.divided(&(parameter + k as i64))?;
        }
        term = term * z / (k as i64 + 1);
    }
    if a.len() > b.len() { Err(Undefined::Divergence) } else { Err(Undefined::Budget) }
}

fn ratio_bound(a: &[Complex], b: &[Complex], one: &Complex, size: Radius, n: i64) -> Option<Radius> {
    let mut q = size;
    let mut upper = a.iter();
    for lower in b.iter().chain(std::iter::once(one)) {
        let shifted = lower + n;
        if !shifted.re.is_nonnegative() {
            return None;
        }
        let distance = shifted.abs_lower();
        let factor = match upper.next() {
            Some(parameter) => (parameter - lower).abs_upper().over(distance).plus(Radius::power_of_two(0)),
            None => Radius::power_of_two(0).over(distance),
        };
        q = q.times(factor);
    }
    upper.next().is_none().then_some(q)
}
