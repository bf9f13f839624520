//! Gamma, its logarithm, digamma, polygamma, beta, factorials: Stirling's series after a shift to the right.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

use super::bernoulli::{STORED, even_bernoulli};
use super::zeta::hurwitz_zeta;
use super::{require_moderate, size_bits, with_guard};
use crate::number::constants::pi;
use crate::number::{Ball, Complex, Radius, Undefined, Value};

/// Γ; Err(Pole) at 0, −1, −2 …
pub fn gamma(z: &Complex) -> Value {
    if is_nonpositive_integer(z) {
        return Err(Undefined::Pole);
    }
    if let Some(n) = z.as_i64().filter(|n| *n <= 512) {
        return Ok(factorial_ball(n - 1, z.precision()));
    }
    require_moderate(z, 32)?;
    if is_wide(z) {
        return Ok(gamma(&z.centre())? * spread(z, 1)?);
    }
    if z.re.mid.is_negative() {
        let (sine, wide) = (z.at(z.precision() + 8).sin_cos_pi()?.0, z.precision() + 8);
        let value = Complex::real(pi(wide)).divided(&(sine * gamma(&(z.at(wide).constant(1) - z))?))?;
        return Ok(value.at(z.precision()));
    }
    with_guard(z, 2 * size_bits(z, 32) + 6, |z| {
        let shift = shift_for(z)?;
        let top = log_gamma_stirling(&(z + shift))?.exp()?;
        top.divided(&rising(z, shift as u64))
    })
}

/// 1/Γ, entire: 0 at 0, −1, −2 …
pub fn reciprocal_gamma(z: &Complex) -> Value {
    if is_nonpositive_integer(z) {
        return Ok(z.constant(0));
    }
    require_moderate(z, 32)?;
    if is_wide(z)
        && let Ok(factor) = spread(z, -1)
    {
        return Ok(reciprocal_gamma(&z.centre())? * factor);
    }
    if z.re.mid.is_negative() {
        // sin(πz)/π · Γ(1 − z)
        let wide = z.at(z.precision() + 8);
        let value = wide.sin_cos_pi()?.0 * gamma(&(wide.constant(1) - &wide))?;
        return value.divided(&Complex::real(pi(wide.precision()))).map(|value| value.at(z.precision()));
    }
    with_guard(z, 2 * size_bits(z, 32) + 6, |z| {
        let shift = shift_for(z)?;
        let top = log_gamma_stirling(&(z + shift))?.negated().exp()?;
        Ok(top * rising(z, shift as u64))
    })
}

/// More than 2^−24 in radius.
fn is_wide(z: &Complex) -> bool {
    z.radius().top() > -24
}

/// (Γ(z)/Γ(c))^power = exp(± ψ(Z)(z − c)) for the centre c of a rectangle Z without a pole.
fn spread(z: &Complex, power: i64) -> Value {
    (digamma(z)? * (z - z.centre()) * power).exp()
}

/// log Γ, analytic off (−∞, 0], real for z > 0; the cut is closed from above.
pub fn log_gamma(z: &Complex) -> Value {
    if is_nonpositive_integer(z) {
        return Err(Undefined::Pole);
    }
    if let Some(1 | 2) = z.as_i64() {
        return Ok(z.constant(0));
    }
    require_moderate(z, 64)?;
    with_guard(z, 8, |z| {
        let shift = shift_for(z)?;
        let mut value = log_gamma_stirling(&(z + shift))?;
        if z.is_real() && z.re.is_positive() {
            return Ok(value - rising(z, shift as u64).log()?);
        }
        for k in 0..shift {
            value = value - (z + k).log()?;
        }
        Ok(value)
    })
}

/// ψ = Γ'/Γ; Err(Pole) at 0, −1, −2 …
pub fn digamma(z: &Complex) -> Value {
    if is_nonpositive_integer(z) {
        return Err(Undefined::Pole);
    }
    require_moderate(z, 1 << 20)?;
    if z.re.mid.is_negative() && z.re.to_f64() < -8.0 {
        // ψ(z) = ψ(1 − z) − π cot πz
        let wide = z.at(z.precision() + 16);
        let (sine, cosine) = wide.sin_cos_pi()?;
        let cotangent = cosine.divided(&sine)? * Complex::real(pi(wide.precision()));
        return Ok((digamma(&(wide.constant(1) - &wide))? - cotangent).at(z.precision()));
    }
    with_guard(z, 8, |z| {
        let shift = shift_for(z)?;
        let mut value = digamma_stirling(&(z + shift))?;
        for k in 0..shift {
            value = value - z.constant(1).divided(&(z + k))?;
        }
        Ok(value)
    })
}

/// ψ^(m)(z) = (−1)^(m+1) m! ζ(m + 1, z) for m ≥ 1, digamma for m = 0.
pub fn polygamma(m: u64, z: &Complex) -> Value {
    if m == 0 {
        return digamma(z);
    }
    if is_nonpositive_integer(z) {
        return Err(Undefined::Pole);
    }
    if m > 200 {
        return Err(Undefined::Budget);
    }
    let wide = z.at(z.precision() + 8);
    let value = hurwitz_zeta(&wide.constant(m as i64 + 1), &wide)? * factorial_ball(m as i64, wide.precision());
    Ok(if m.is_multiple_of(2) { -value } else { value }.at(z.precision()))
}

/// B(a, b) = Γ(a)Γ(b)/Γ(a + b).
pub fn beta(a: &Complex, b: &Complex) -> Value {
    let wide = a.precision().max(b.precision()) + 8;
    let (a, b) = (a.at(wide), b.at(wide));
    Ok((gamma(&a)? * gamma(&b)? * reciprocal_gamma(&(&a + &b))?).at(wide - 8))
}

/// z! = Γ(z + 1).
pub fn factorial(z: &Complex) -> Value {
    gamma(&(z + 1))
}

/// (z)_k = Γ(z + k)/Γ(z); the product for an integer k ≥ 0.
pub fn rising_factorial(z: &Complex, k: &Complex) -> Value {
    if let Some(n) = k.as_i64().filter(|n| (0..=10_000).contains(n)) {
        return with_guard(z, n.max(1).ilog2(), |z| Ok(rising(z, n as u64)));
    }
    let wide = z.precision().max(k.precision()) + 8;
    let (z, k) = (z.at(wide), k.at(wide));
    Ok((gamma(&(&z + k))? * reciprocal_gamma(&z)?).at(wide - 8))
}

/// z(z − 1) … (z − k + 1) = Γ(z + 1)/Γ(z − k + 1).
pub fn falling_factorial(z: &Complex, k: &Complex) -> Value {
    if let Some(n) = k.as_i64().filter(|n| (0..=10_000).contains(n)) {
        return with_guard(z, n.max(1).ilog2(), |z| Ok(rising(&(z - (n - 1).max(0)), n as u64)));
    }
    let wide = z.precision().max(k.precision()) + 8;
    let (z, k) = (z.at(wide), k.at(wide));
    Ok((gamma(&(&z + 1))? * reciprocal_gamma(&(&z - k + 1))?).at(wide - 8))
}

/// C(z, k) = Γ(z + 1) / (Γ(k + 1) Γ(z − k + 1)); for an integer k ≥ 0 the polynomial in z, for an integer k < 0 zero.
pub fn binomial(z: &Complex, k: &Complex) -> Value {
    if let Some(n) = k.as_i64().filter(|n| *n <= 10_000) {
        if n < 0 && !is_nonpositive_integer(&(z + 1)) {
            return Ok(z.constant(0));
        }
        if n >= 0 {
            let wide = z.at(z.precision() + 16);
            let product = falling_factorial(&wide, k)?;
            return product.divided(&gamma(&(wide.constant(n) + 1))?).map(|value| value.at(z.precision()));
        }
    }
    if is_nonpositive_integer(&(z + 1)) {
        return Err(Undefined::Pole);
    }
    let wide = z.precision().max(k.precision()) + 8;
    let (z, k) = (z.at(wide), k.at(wide));
    let below = reciprocal_gamma(&(&k + 1))? * reciprocal_gamma(&(&z - &k + 1))?;
    Ok((gamma(&(z + 1))? * below).at(wide - 8))
}

/// z!! = 2^(z/2) (π/2)^((cos πz − 1)/4) Γ(z/2 + 1); the product for an integer n ≥ −1.
pub fn double_factorial(z: &Complex) -> Value {
    if let Some(n) = z.as_i64().filter(|n| (-1..=2000).contains(n)) {
        let mut product = z.at(z.precision() + 16).constant(1);
        let mut k = n;
        while k > 1 {
            product = product * k;
            k -= 2;
        }
        return Ok(product.at(z.precision()));
    }
    with_guard(z, 8, |z| {
        let half = z.scaled(-1);
        let cosine = z.sin_cos_pi()?.1;
        let base = Complex::real(pi(z.precision()).scaled(-1)).power(&(cosine - 1).scaled(-2))?;
        Ok(z.constant(2).power(&half)? * base * gamma(&(half + 1))?)
    })
}

/// The exact integer 0, −1, −2 …
pub(in crate::number) fn is_nonpositive_integer(z: &Complex) -> bool {
    z.is_real() && z.re.is_nonpositive() && z.re.as_integer().is_some()
}

/// n! for a small n ≥ 0.
pub(super) fn factorial_ball(n: i64, precision: u32) -> Complex {
    let mut product = dashu_int::IBig::ONE;
    for k in 2..=n {
        product *= k;
    }
    Complex::real(Ball::from_ibig(product, precision))
}

/// z (z + 1) … (z + n − 1).
pub(super) fn rising(z: &Complex, n: u64) -> Complex {
    let mut product = z.constant(1);
    for k in 0..n {
        product = product * (z + k as i64);
    }
    product
}

/// How far z must go to the right for Stirling's series to reach its precision: Re z ≥ 0.17 p + 4.
fn shift_for(z: &Complex) -> Value<i64> {
    let (x, y) = (z.re.to_f64(), z.im.to_f64().abs());
    // a wide argument cannot use more bits than it has
    let bits = f64::from(z.precision()).min((12.0 - z.radius().to_f64().log2()).max(12.0));
    let wanted = 0.17 * bits + 4.0;
    let real = if y > wanted { x.max(0.0).max(1.0) } else { wanted };
    let shift = (real - x).ceil().max(0.0);
    if shift > 2000.0 {
        return Err(Undefined::Budget);
    }
    Ok(shift as i64)
}

/// (z − ½) log z − z + ½ log 2π + Σ B_2k / (2k (2k − 1) z^(2k−1)), Re z > 0.
///
/// Euler–Maclaurin of log(z + t): after N terms the rest is at most |B_2N|/(2N) ∫ |z + t|^(−2N) dt, and
/// |z + t|² ≥ |z|² + t² for Re z ≥ 0 makes that |B_2N|/(2N) · π/2 · |z|^(1−2N).
fn log_gamma_stirling(z: &Complex) -> Value {
    let precision = z.precision();
    let size = right_half_size(z)?;
    let half = Complex::ratio(1, 2, precision);
    let constant = Complex::real(pi(precision).scaled(1).log()?.scaled(-1));
    let lead = (z - half) * z.log()? - z + constant;
    let step = z.constant(1).divided(&z.square())?;
    let mut power = z.inverse();
    series(lead, precision, |k| {
        let index = 2 * k as i64;
        let number = even_bernoulli(k, precision)?;
        let bound = number
            .abs_upper()
            .over(size.power(2 * k as u64 - 1))
            .times(Radius::from_f64(1.0001 * FRAC_PI_4 / k as f64));
        let term = power.times_real(&(number / (index * (index - 1))));
        power = &power * &step;
        Ok((term, bound))
    })
}

/// log z − 1/(2z) − Σ B_2k / (2k z^2k), Re z > 0; the rest is at most |B_2N| · π/2 · |z|^(−2N), as above.
fn digamma_stirling(z: &Complex) -> Value {
    let precision = z.precision();
    let size = right_half_size(z)?;
    let step = z.constant(1).divided(&z.square())?;
    let lead = z.log()? - z.inverse().scaled(-1);
    let mut power = step.clone();
    series(lead, precision, |k| {
        let number = even_bernoulli(k, precision)?;
        let bound = number.abs_upper().over(size.power(2 * k as u64)).times(Radius::from_f64(1.0001 * FRAC_PI_2));
        let term = power.times_real(&(number / (-2 * k as i64)));
        power = &power * &step;
        Ok((term, bound))
    })
}

fn right_half_size(z: &Complex) -> Value<Radius> {
    if z.re.is_positive() { Ok(z.abs_lower()) } else { Err(Undefined::Precision) }
}

/// Adds terms of an asymptotic series until the proved bound of the rest is small or grows.
fn series(lead: Complex, precision: u32, mut term: impl FnMut(usize) -> Value<(Complex, Radius)>) -> Value {
    let (mut sum, mut best) = (lead, Radius::INFINITE);
    let target = -i64::from(precision);
    for k in 1..=STORED {
        let (value, bound) = term(k)?;
        if bound > best {
            break;
        }
        let real = sum.is_real() && value.is_real();
        sum = sum + value;
        best = bound;
        if bound.top() < target {
            return Ok(sum.widened_real(bound, real));
        }
    }
    let real = sum.is_real();
    Ok(sum.widened_real(best, real))
}
