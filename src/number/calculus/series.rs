//! Infinite sums whose rest is bounded by a proof, not by the look of the terms.

use crate::number::{Complex, Radius, Undefined, Value};

/// Σ_(n ≥ start) t(n), given the first term and the ratios t(n+1)/t(n), and for each n a bound q of |t(m+1)/t(m)| over
/// all m ≥ n (`None` where none is known yet). The rest after n is at most |t(n)|/(1 − q).
pub fn sum_by_ratio(
    first: &Complex,
    ratio: &dyn Fn(u64) -> Value,
    bound: &dyn Fn(u64) -> Option<Radius>,
    start: u64,
    most: u64,
) -> Value {
    let target = -i64::from(first.precision());
    let (mut term, mut sum) = (first.clone(), first.constant(0));
    for n in start..start.saturating_add(most) {
        if term.is_exact_zero() {
            return sum.finite();
        }
        let size = term.abs_upper();
        let wanted = target + sum.abs_upper().max(size).top().max(target);
        if size.top() < wanted
            && let Some(rest) = bound(n).and_then(|q| geometric_rest(size, q))
        {
            let real = sum.is_real() && term.is_real();
            return sum.widened_real(rest, real).finite();
        }
        sum = sum + &term;
        term = term * ratio(n)?;
    }
    Err(Undefined::Divergence)
}

/// Σ_(n ≥ start) t(n) with a bound of |Σ_(m ≥ n) t(m)| from the caller (an integral or a majorant).
pub fn sum_with_rest(
    term: &dyn Fn(u64) -> Value,
    rest: &dyn Fn(u64) -> Option<Radius>,
    start: u64,
    most: u64,
    target: i64,
) -> Value {
    let mut sum: Option<Complex> = None;
    for n in start..start.saturating_add(most) {
        if let Some(bound) = rest(n).filter(|bound| bound.top() < target)
            && let Some(sum) = sum
        {
            let real = sum.is_real();
            return sum.widened_real(bound, real).finite();
        }
        let value = term(n)?;
        sum = Some(sum.map_or_else(|| value.clone(), |sum| sum + &value));
    }
    Err(Undefined::Divergence)
}

/// |t| / (1 − q) for q < 1 − 2^−20.
pub fn geometric_rest(size: Radius, q: Radius) -> Option<Radius> {
    let gap = 1.0 - q.to_f64();
    (gap > 1e-6).then(|| size.times(Radius::from_f64((1.0 + 1e-9) / gap)))
}
