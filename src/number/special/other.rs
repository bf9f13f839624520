//! Polylogarithm, Barnes's G, Coulomb's F.

use super::adaptive;
use super::gamma::{gamma, is_nonpositive_integer, log_gamma, reciprocal_gamma};
use super::hypergeometric::hypergeometric;
use super::zeta::{hurwitz_zeta, hurwitz_zeta_derivative, zeta, zeta_derivative};
use crate::number::calculus::series::geometric_rest;
use crate::number::calculus::taylor::removable;
use crate::number::constants::pi;
use crate::number::{Ball, Complex, Radius, Undefined, Value};

/// Li_s(z) = Σ z^k/k^s, continued; cut (1, ∞).
pub fn polylog(s: &Complex, z: &Complex) -> Value {
    if z.is_exact_zero() {
        return Ok(z.clone());
    }
    if z.as_i64() == Some(1) {
        return zeta(s);
    }
    if z.abs_upper().to_f64() < 0.75 {
        return adaptive(&[s.clone(), z.clone()], polylog_series);
    }
    let nearest = s.re.to_f64().round();
    let distance = (s - nearest as i64).abs_upper().to_f64();
    let precision = s.precision().max(z.precision());
    if nearest < -0.5 || distance > 0.02 {
        return adaptive(&[s.clone(), z.clone()], |x| {
            let [s, z] = x else { return Err(Undefined::Unsupported) };
            polylog_by_hurwitz(s, z)
        });
    }
    let real = s.is_real() && z.is_real() && (z - 1).re.is_negative();
    removable(
        &|shift| polylog_by_hurwitz(&(s.at(shift.precision()) + shift), &z.at(shift.precision())),
        precision + 16,
        real,
    )
    .map(|value| value.at(precision))
}

/// The quotients of terms are z (k/(k+1))^s, at most |z| max(1, (1 + 1/k)^(−Re s)).
fn polylog_series(x: &[Complex]) -> Value {
    let [s, z] = x else { return Err(Undefined::Unsupported) };
    let precision = z.precision();
    let size = z.abs_upper();
    let (mut power, mut sum) = (z.clone(), z.constant(0));
    let fall = (-s.re.lower().to_f64()).max(0.0).ceil() as u64;
    for k in 1..6000_i64 {
        let term = &power * z.constant(k).power(&-s)?;
        let bound = term.abs_upper();
        if bound.top() < sum.abs_upper().top().max(-4 * i64::from(precision)) - i64::from(precision) {
            let growth = Radius::from_f64((1.0 + 1.0 / k as f64) * (1.0 + 1e-12)).power(fall);
            if let Some(rest) = geometric_rest(bound, size.times(growth)) {
                let real = sum.is_real();
                return sum.widened_real(rest, real).finite();
            }
        }
        sum = sum + term;
        power = power * z;
    }
    Err(Undefined::Budget)
}

/// Γ(1−s)/(2π)^(1−s) (i^(1−s) ζ(1−s, ½ + log(−z)/2πi) + i^(s−1) ζ(1−s, ½ − log(−z)/2πi)).
fn polylog_by_hurwitz(s: &Complex, z: &Complex) -> Value {
    let precision = z.precision();
    let mirror = z.constant(1) - s;
    let turns = (-z).log()?.divided(&Complex::real(pi(precision).scaled(1)))?.times_i(3);
    let half = Complex::ratio(1, 2, precision);
    let quarter = mirror.scaled(-1);
    let first = quarter.exp_pi_i()? * hurwitz_zeta(&mirror, &(&half + &turns))?;
    let second = (-quarter).exp_pi_i()? * hurwitz_zeta(&mirror, &(half - turns))?;
    let scale = gamma(&mirror)? * Complex::real(pi(precision).scaled(1)).power(&-&mirror)?;
    Ok(scale * (first + second))
}

/// Si(z) = z 1F2(1/2; 3/2, 3/2; −z²/4), entire.
pub fn sin_integral(z: &Complex) -> Value {
    if z.abs_upper().top() > 9 {
        return Err(Undefined::Budget);
    }
    adaptive(std::slice::from_ref(z), |x| {
        let z = x.first().ok_or(Undefined::Unsupported)?;
        let precision = z.precision();
        let half = |n: i64| Complex::ratio(n, 2, precision);
        Ok(z * hypergeometric(&[half(1)], &[half(3), half(3)], &-z.square().scaled(-2))?)
    })
}

/// log G(z) = (z − 1) log Γ(z) − ζ'(−1, z) + ζ'(−1), analytic off (−∞, 0].
pub fn log_barnes_g(z: &Complex) -> Value {
    if is_nonpositive_integer(z) {
        return Err(Undefined::Pole);
    }
    adaptive(std::slice::from_ref(z), |x| {
        let z = x.first().ok_or(Undefined::Unsupported)?;
        let minus_one = z.constant(-1);
        let derivatives = zeta_derivative(&minus_one, 1)? - hurwitz_zeta_derivative(&minus_one, z, 1)?;
        Ok((z - 1) * log_gamma(z)? + derivatives)
    })
}

/// Barnes's G: G(z + 1) = Γ(z) G(z), entire, 0 at 0, −1, −2 …
pub fn barnes_g(z: &Complex) -> Value {
    if is_nonpositive_integer(z) {
        return Ok(z.constant(0));
    }
    if let Some(n) = z.as_i64().filter(|n| *n <= 60) {
        let (mut factorial, mut product) = (dashu_int::IBig::ONE, dashu_int::IBig::ONE);
        for k in 1..n - 1 {
            factorial *= k;
            product *= &factorial;
        }
        return Ok(Complex::real(Ball::from_ibig(product, z.precision())));
    }
    let wide = z.at(z.precision() + 16);
    let value = log_barnes_g(&wide)?.exp()?;
    Ok(if z.is_real() { Complex::real(value.re) } else { value }.at(z.precision()))
}

/// F_ℓ(η, z) = C_ℓ(η) z^(ℓ+1) e^(iz) 1F1(ℓ + 1 + iη; 2ℓ + 2; −2iz).
pub fn coulomb_f(l: &Complex, eta: &Complex, z: &Complex) -> Value {
    if z.abs_upper().top() > 8 {
        return Err(Undefined::Unsupported);
    }
    let real = l.is_real() && eta.is_real() && z.is_real() && z.re.is_positive();
    adaptive(&[l.clone(), eta.clone(), z.clone()], |x| {
        let [l, eta, z] = x else { return Err(Undefined::Unsupported) };
        let turned = eta.times_i(1);
        let (up, down) = (l + 1 + &turned, l + 1 - &turned);
        let logs = log_gamma(&up)? + log_gamma(&down)? - eta * Complex::real(pi(z.precision()));
        let scale = z.constant(2).power(l)? * logs.scaled(-1).exp()? * reciprocal_gamma(&(l.scaled(1) + 2))?;
        let wave = z.times_i(1).exp()? * hypergeometric(&[up], &[l.scaled(1) + 2], &z.times_i(3).scaled(1))?;
        let value = scale * z.power(&(l + 1))? * wave;
        Ok(if real { Complex::real(value.re) } else { value })
    })
}
