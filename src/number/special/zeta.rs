//! Hurwitz's and Riemann's zeta functions and their derivatives in s: Euler–Maclaurin with its remainder.

use num_rational::BigRational;

use super::bernoulli::{STORED, bernoulli_polynomial, even_bernoulli};
use super::gamma::{factorial_ball, gamma, is_nonpositive_integer};
use super::polynomial::product;
use super::size_bits;
use crate::number::constants::pi;
use crate::number::{Ball, Complex, Radius, Undefined, Value};

/// ζ(s, a) = Σ (a + k)^(−s), continued; Err(Pole) at s = 1.
pub fn hurwitz_zeta(s: &Complex, a: &Complex) -> Value {
    if let Some(n) = s.as_i64().filter(|n| (-400..=0).contains(n)) {
        // ζ(−n, a) = −B_(n+1)(a)/(n + 1)
        let value = bernoulli_polynomial(n.unsigned_abs() + 1, &a.at(a.precision() + 16))?;
        return Ok((value / (n - 1)).at(a.precision()));
    }
    hurwitz_series(s, a, 1)?.pop().ok_or(Undefined::Unsupported)
}

/// The r-th derivative of ζ(s, a) in s.
pub fn hurwitz_zeta_derivative(s: &Complex, a: &Complex, r: u64) -> Value {
    if r == 0 {
        return hurwitz_zeta(s, a);
    }
    let coefficient = hurwitz_series(s, a, r as usize + 1)?.pop().ok_or(Undefined::Unsupported)?;
    Ok(coefficient * factorial_ball(r as i64, s.precision()))
}

/// Riemann's ζ(s); Err(Pole) at 1.
pub fn zeta(s: &Complex) -> Value {
    let one = s.constant(1);
    if s.as_i64().is_some() || s.re.to_f64() > -6.0 {
        return hurwitz_zeta(s, &one);
    }
    // ζ(s) = 2^s π^(s−1) sin(πs/2) Γ(1 − s) ζ(1 − s)
    let wide = s.at(s.precision() + 24 + 2 * size_bits(s, 32));
    let mirror = wide.constant(1) - &wide;
    let powers = wide.constant(2).power(&wide)? * Complex::real(pi(wide.precision())).power(&-&mirror)?;
    let sine = wide.scaled(-1).sin_cos_pi()?.0;
    Ok((powers * sine * gamma(&mirror)? * zeta(&mirror)?).at(s.precision()))
}

/// ζ^(r)(s).
pub fn zeta_derivative(s: &Complex, r: u64) -> Value {
    if r == 0 { zeta(s) } else { hurwitz_zeta_derivative(s, &s.constant(1), r) }
}

/// The alternating zeta function (1 − 2^(1−s)) ζ(s); log 2 at 1.
pub fn dirichlet_eta(s: &Complex) -> Value {
    if s.as_i64() == Some(1) {
        return Ok(Complex::real(crate::number::constants::log_two(s.precision())));
    }
    let wide = s.at(s.precision() + 16);
    let factor = wide.constant(1) - wide.constant(2).power(&(wide.constant(1) - &wide))?;
    Ok((factor * zeta(&wide)?).at(s.precision()))
}

/// γ_n(a): ζ(s, a) = 1/(s − 1) + Σ (−1)^n γ_n(a) (s − 1)^n / n!.
pub fn stieltjes(n: u64, a: &Complex) -> Value {
    if n > 100 {
        return Err(Undefined::Budget);
    }
    let one = a.at(a.precision() + 16).constant(1);
    let coefficient = laurent(&one, &a.at(a.precision() + 16), n as usize + 1, true)?.pop();
    let value = coefficient.ok_or(Undefined::Unsupported)? * factorial_ball(n as i64, one.precision());
    Ok(if n.is_multiple_of(2) { value } else { -value }.at(a.precision()))
}

/// Euler's γ.
pub fn euler_gamma(precision: u32) -> Ball {
    stieltjes(0, &Complex::integer(1, precision)).map_or_else(|_| Ball::everything(precision), |value| value.re)
}

/// Catalan's G = (ζ(2, 1/4) − ζ(2, 3/4))/16.
pub fn catalan(precision: u32) -> Ball {
    let term = |p| hurwitz_zeta(&Complex::integer(2, precision + 8), &Complex::ratio(p, 4, precision + 8));
    match (term(1), term(3)) {
        (Ok(first), Ok(second)) => (first - second).scaled(-4).re.at(precision),
        _ => Ball::everything(precision),
    }
}

/// Glaisher's A = exp(1/12 − ζ'(−1)).
pub fn glaisher(precision: u32) -> Ball {
    let wide = precision + 8;
    let twelfth = Ball::from_rational(&BigRational::new(1.into(), 12.into()), wide);
    zeta_derivative(&Complex::integer(-1, wide), 1)
        .map_or_else(|_| Ball::everything(precision), |value| (twelfth - value.re).exp().at(precision))
}

/// Taylor coefficients of ε ↦ ζ(s + ε, a), `order` of them.
pub fn hurwitz_series(s: &Complex, a: &Complex, order: usize) -> Value<Vec<Complex>> {
    let precision = s.precision().max(a.precision());
    if (s - 1).is_exact_zero() || is_nonpositive_integer(a) && !s.re.is_negative() {
        return Err(Undefined::Pole);
    }
    let values = laurent(s, a, order, false)?;
    values.into_iter().map(|value| value.at(precision).finite()).collect()
}

/// The sums of Euler–Maclaurin; with `deflate` (and s = 1) without the pole 1/ε.
fn laurent(s: &Complex, a: &Complex, order: usize, deflate: bool) -> Value<Vec<Complex>> {
    if order > 128 || s.abs_upper().top() > 12 || a.abs_upper().top() > 40 {
        return Err(Undefined::Budget);
    }
    let precision = s.precision().max(a.precision());
    let (sigma, tau) = (s.re.to_f64(), s.im.to_f64().abs());
    let wanted = (0.16 * f64::from(precision) + 5.0 + 0.35 * tau + 0.2 * sigma.abs() + order as f64).ceil();
    let count = (wanted - a.re.to_f64()).ceil().max(0.0) as i64;
    if count > 3000 {
        return Err(Undefined::Budget);
    }
    // terms of size N^|σ| and N^|τ| cancel
    let extra = 32.0 + (-sigma).max(0.0) * (wanted.log2() + 1.0) + 3.0 * order as f64;
    let wide = precision + extra.min(2000.0) as u32;
    let (s, a) = (s.at(wide), a.at(wide));
    let mut sum = vec![s.constant(0); order];
    for k in 0..count {
        add(&mut sum, &power_series(&(&a + k), &s, order)?);
    }
    let end = &a + count;
    let tail = power_series(&end, &s, order)?;
    add(&mut sum, &tail.iter().map(|value| value.scaled(-1)).collect::<Vec<_>>());
    let integral = if deflate { deflated_integral(&end, order)? } else { integral_term(&end, &s, &tail)? };
    add(&mut sum, &integral);
    add_corrections(&mut sum, &s, &end, tail)?;
    Ok(sum)
}

fn add(sum: &mut [Complex], terms: &[Complex]) {
    for (total, term) in sum.iter_mut().zip(terms) {
        *total = &*total + term;
    }
}

/// Coefficients of b^(−s−ε) = b^(−s) Σ (−log b)^j ε^j / j!.
fn power_series(b: &Complex, s: &Complex, order: usize) -> Value<Vec<Complex>> {
    let mut term = b.power(&-s)?;
    let mut coefficients = vec![term.clone()];
    if order > 1 {
        let log = -b.log()?;
        for j in 1..order {
            term = &term * &log / j as i64;
            coefficients.push(term.clone());
        }
    }
    Ok(coefficients)
}

/// b^(1−s−ε)/(s − 1 + ε).
fn integral_term(b: &Complex, s: &Complex, tail: &[Complex]) -> Value<Vec<Complex>> {
    let mut divisor = vec![s - 1];
    divisor.push(s.constant(1));
    let top: Vec<Complex> = tail.iter().map(|value| value * b).collect();
    super::polynomial::quotient(&top, &divisor)
}

/// (b^(−ε) − 1)/ε.
fn deflated_integral(b: &Complex, order: usize) -> Value<Vec<Complex>> {
    let log = -b.log()?;
    let mut term = log.constant(1);
    let mut coefficients = Vec::with_capacity(order);
    for j in 1..=order {
        term = &term * &log / j as i64;
        coefficients.push(term.clone());
    }
    Ok(coefficients)
}

/// Σ B_2k/(2k)! (s + ε)_(2k−1) b^(−s−ε−2k+1) and the bound of what follows.
fn add_corrections(sum: &mut [Complex], s: &Complex, b: &Complex, tail: Vec<Complex>) -> Value<()> {
    let precision = s.precision();
    let order = sum.len();
    let mut bound = Remainder::new(s, b)?;
    let inverse = b.inverse();
    let square = inverse.square();
    // (s + ε)_(2k−1) b^(−s−ε−2k+1) / (2k)!
    let linear = |shift: i64| [s + shift, s.constant(1)];
    let mut factor: Vec<Complex> =
        product(&tail, &linear(0)).iter().map(|value| (value * &inverse).scaled(-1)).collect();
    let target = -i64::from(precision);
    for k in 1..=STORED {
        let number = even_bernoulli(k, precision)?;
        add(sum, &factor.iter().map(|value| value.times_real(&number)).collect::<Vec<_>>());
        let rest = bound.next();
        if rest.top() < target || k == STORED {
            return widen(sum, rest, s.is_real() && b.is_real() && tail.iter().all(Complex::is_real));
        }
        let index = 2 * k as i64;
        factor = product(&product(&factor, &linear(index - 1)), &linear(index));
        factor = factor.iter().map(|value| value * &square / ((index + 1) * (index + 2))).collect();
        factor.truncate(order);
    }
    Ok(())
}

/// The bound holds on |ε| ≤ 1/2, so coefficient j errs by at most bound · 2^j.
fn widen(sum: &mut [Complex], rest: Radius, real: bool) -> Value<()> {
    for (j, value) in sum.iter_mut().enumerate() {
        *value = value.clone().widened_real(rest.shifted(j as i64), real);
    }
    Ok(())
}

/// Bound of ∫ |B_2M({t})|/(2M)! |(s + ε)_2M| |(b + t)^(−s−ε−2M)| dt over t ≥ 0 and |ε| ≤ 1/2, Re b ≥ 1.
///
/// |B_2M({t})|/(2M)! ≤ 4/(2π)^2M; |(b + t)^(−w)| ≤ (Re b + t)^(−Re w) exp(|Im w| |arg b|) where Re w ≥ 0.
struct Remainder {
    s: Complex,
    step: Radius,
    product: Radius,
    sigma: f64,
    m: u64,
}

impl Remainder {
    fn new(s: &Complex, b: &Complex) -> Value<Self> {
        if !(&b.re - 1).is_nonnegative() {
            return Err(Undefined::Precision);
        }
        let sigma = s.re.lower().to_f64() - 0.5 - 1e-9;
        let angle = if b.is_real() { Ball::zero(64) } else { (&b.im / &b.re).abs().atan() };
        let turn = (s.im.abs() + 1) * angle;
        // b^(1/2) b^(1−σ): the power of the integral without b^(−2M)
        let shift = Complex::ratio(3, 2, 64) - Complex::real(s.re.centre().at(64).widened(s.re.radius()));
        let power = Complex::real(b.re.at(64)).power(&shift)?;
        let product = power.abs_upper().times(turn.exp().abs_upper()).shifted(2);
        let step = Radius::from_f64(1.0 / std::f64::consts::TAU * (1.0 + 1e-9)).over(b.re.abs_lower());
        Ok(Self { s: s.clone(), step, product, sigma, m: 0 })
    }

    /// The bound after one more term.
    fn next(&mut self) -> Radius {
        let half = Radius::power_of_two(-1);
        for k in [2 * self.m, 2 * self.m + 1] {
            self.product = self.product.times((&self.s + k as i64).abs_upper().plus(half)).times(self.step);
        }
        self.m += 1;
        let order = self.sigma + 2.0 * self.m as f64 - 1.0;
        if order < 0.5 { Radius::INFINITE } else { self.product.times(Radius::from_f64((1.0 + 1e-9) / order)) }
    }
}
