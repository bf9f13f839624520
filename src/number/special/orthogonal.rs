//! Legendre, Chebyshev and Hermite functions, with derivatives in the argument.

use super::adaptive;
use super::gamma::{reciprocal_gamma, rising};
use super::hypergeometric::{hypergeometric, series};
use crate::number::constants::pi;
use crate::number::{Complex, Undefined, Value};

/// P_n(z) = 2F1(−n, n + 1; 1; (1 − z)/2), r times differentiated.
pub fn legendre_p(n: &Complex, z: &Complex, r: u64) -> Value {
    by_gauss([-n, n + 1, n.constant(1)], z, r)
}

/// T_n(z) = 2F1(−n, n; 1/2; (1 − z)/2), r times differentiated; cos(n acos z) for general n.
pub fn chebyshev_t(n: &Complex, z: &Complex, r: u64) -> Value {
    if r == 0
        && let Some(value) = by_angle(n, z, |n, angle| (n * angle).cos())
    {
        return value;
    }
    by_gauss([-n, n.clone(), Complex::ratio(1, 2, n.precision())], z, r)
}

/// U_n(z) = (n + 1) 2F1(−n, n + 2; 3/2; (1 − z)/2), r times differentiated; sin((n + 1) acos z)/sin(acos z) for general n.
pub fn chebyshev_u(n: &Complex, z: &Complex, r: u64) -> Value {
    if n.as_i64() == Some(-1) {
        return Ok(z.constant(0));
    }
    if r == 0
        && let Some(value) = by_angle(n, z, |n, angle| ((n + 1) * angle).sin()?.divided(&angle.sin()?))
    {
        return value;
    }
    Ok(by_gauss([-n, n + 2, Complex::ratio(3, 2, n.precision())], z, r)? * (n + 1))
}

/// A function of acos z for a degree that is no integer, away from its cut (−∞, −1] and from 1, where the angle is lost.
///
/// It is even in the angle and periodic, so that it is holomorphic wherever z is off that cut.
fn by_angle(n: &Complex, z: &Complex, value: impl Fn(&Complex, &Complex) -> Value) -> Option<Value> {
    // A single number on the cut has the value from above it, for either formula.
    let off_cut = !z.im.contains_zero() || (z + 1).re.is_positive() || z.is_exact();
    if n.as_i64().is_some() || !off_cut || (z - 1).abs_lower().to_f64() < 0.1 {
        return None;
    }
    let found = adaptive(&[n.clone(), z.clone()], |x| {
        let [n, z] = x else { return Err(Undefined::Unsupported) };
        value(n, &z.acos()?)
    });
    found.is_ok().then_some(found)
}

/// dʳ/dzʳ of F(a, b; c; (1 − z)/2) = (−1/2)^r (a)_r (b)_r/(c)_r F(a + r, b + r; c + r; (1 − z)/2).
fn by_gauss([a, b, c]: [Complex; 3], z: &Complex, r: u64) -> Value {
    if r > 1000 {
        return Err(Undefined::Budget);
    }
    let lead = (rising(&a, r) * rising(&b, r)).divided(&rising(&c, r))?.scaled(-(r as i64));
    if lead.is_exact_zero() {
        return Ok(z.constant(0));
    }
    let lead = if r % 2 == 1 { -lead } else { lead };
    let r = r as i64;
    let argument = (z.constant(1) - z).scaled(-1);
    Ok(lead * hypergeometric(&[a + r, b + r], &[c + r], &argument)?)
}

/// Physicists' H_n(z), r times differentiated: H_n' = 2n H_(n−1).
pub fn hermite_h(n: &Complex, z: &Complex, r: u64) -> Value {
    if r > 1000 {
        return Err(Undefined::Budget);
    }
    let mut lead = z.constant(1);
    for k in 0..r as i64 {
        lead = lead * (n - k).scaled(1);
    }
    if lead.is_exact_zero() {
        return Ok(lead);
    }
    Ok(lead * hermite(&(n - r as i64), z)?)
}

/// 2^n √π (1F1(−n/2; 1/2; z²)/Γ((1−n)/2) − 2z 1F1((1−n)/2; 3/2; z²)/Γ(−n/2)).
fn hermite(n: &Complex, z: &Complex) -> Value {
    if z.abs_upper().top() > 5 && n.as_i64().is_none_or(|n| n < 0) {
        return Err(Undefined::Unsupported);
    }
    adaptive(&[n.clone(), z.clone()], |x| {
        let [n, z] = x else { return Err(Undefined::Unsupported) };
        let (square, p) = (z.square(), z.precision());
        let (low, high) = (-n.scaled(-1), (n.constant(1) - n).scaled(-1));
        let mut sum = z.constant(0);
        let first = reciprocal_gamma(&high)?;
        if !first.is_exact_zero() {
            sum = sum + first * series(std::slice::from_ref(&low), &[Complex::ratio(1, 2, p)], &square)?;
        }
        let second = reciprocal_gamma(&low)? * z.scaled(1);
        if !second.is_exact_zero() {
            sum = sum - second * series(&[high], &[Complex::ratio(3, 2, p)], &square)?;
        }
        Ok(sum * z.constant(2).power(n)? * Complex::real(pi(p)).sqrt()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formulas_agree_on_both_sides_of_the_cut_and_on_it() {
        let number = |re: i64, im: i64| Complex::ratio(re, 4, 96) + Complex::ratio(im, 4, 96).times_i(1);
        for n in [number(2, 0), number(-5, 1), number(9, 3)] {
            for z in [number(-8, 0), number(-8, 1), number(-8, -1), number(12, 0), number(1, 2), number(-5, 0)] {
                let half = Complex::ratio(1, 2, 96);
                let by_series = by_gauss([-&n, n.clone(), half], &z, 0).unwrap();
                let found = chebyshev_t(&n, &z, 0).unwrap();
                assert!(found.overlaps(&by_series), "T: {n:?} {z:?}");
                let half = Complex::ratio(3, 2, 96);
                let by_series = by_gauss([-&n, &n + 2, half], &z, 0).unwrap() * (&n + 1);
                assert!(chebyshev_u(&n, &z, 0).unwrap().overlaps(&by_series), "U: {n:?} {z:?}");
            }
        }
    }
}
