//! Confluent functions: U, error functions, incomplete gamma and beta.

use super::adaptive;
use super::gamma::{beta, gamma, is_nonpositive_integer, reciprocal_gamma};
use super::hypergeometric::{hypergeometric, series};
use crate::number::calculus::taylor::removable;
use crate::number::constants::pi;
use crate::number::{Complex, Undefined, Value};

/// Beyond this |z| the convergent series would need too many bits.
const LARGEST: i64 = 9;

/// U(a, b, z), cut along (−∞, 0].
pub fn hypergeometric_u(a: &Complex, b: &Complex, z: &Complex) -> Value {
    if z.abs_upper().top() > LARGEST {
        return Err(Undefined::Unsupported);
    }
    let arguments = [a.clone(), b.clone(), z.clone()];
    let distance = (b - b.re.to_f64().round() as i64).abs_upper().to_f64();
    if distance > 0.02 {
        return adaptive(&arguments, u_by_kummer);
    }
    let real = a.is_real() && b.is_real() && z.is_real() && z.re.is_positive();
    let precision = super::highest(arguments.iter());
    // e^z and U differ by up to e^(2|z|)
    let loss = 16 + (z.abs_upper().to_f64() * 2.9) as u32;
    let value = removable(
        &|shift| {
            let p = shift.precision() + loss;
            u_by_kummer(&[a.at(p), b.at(p) + shift.at(p), z.at(p)])
        },
        precision + 16,
        real,
    )?;
    Ok(value.at(precision))
}

/// z^a U(a, b, z).
pub fn hypergeometric_u_star(a: &Complex, b: &Complex, z: &Complex) -> Value {
    Ok(z.power(a)? * hypergeometric_u(a, b, z)?)
}

/// Γ(1−b)/Γ(a−b+1) 1F1(a; b; z) + Γ(b−1)/Γ(a) z^(1−b) 1F1(a−b+1; 2−b; z).
fn u_by_kummer(x: &[Complex]) -> Value {
    let [a, b, z] = x else { return Err(Undefined::Unsupported) };
    let one = b.constant(1);
    let first = gamma(&(&one - b))? * reciprocal_gamma(&(a - b + 1))?;
    let first = first * series(std::slice::from_ref(a), std::slice::from_ref(b), z)?;
    let second = gamma(&(b - 1))? * reciprocal_gamma(a)?;
    if second.is_exact_zero() {
        return Ok(first);
    }
    let second = second * z.power(&(&one - b))? * series(&[a - b + 1], &[&one - b + 1], z)?;
    Ok(first + second)
}

/// erf z = 2z/√π e^(−z²) 1F1(1; 3/2; z²).
pub fn erf(z: &Complex) -> Value {
    if z.is_exact_zero() {
        return Ok(z.clone());
    }
    if z.abs_lower().top() > 5 {
        return erf_far(z);
    }
    let series_of = |z: &Complex| -> Value {
        let square = z.square();
        let half = Complex::ratio(3, 2, z.precision());
        let root = Complex::real(pi(z.precision())).sqrt()?;
        let value = if square.re.mid.is_negative() {
            series(&[Complex::ratio(1, 2, z.precision())], &[half], &-square)?
        } else {
            (-&square).exp()? * series(&[z.constant(1)], &[half], &square)?
        };
        (z * value).scaled(1).divided(&root)
    };
    adaptive(std::slice::from_ref(z), |x| series_of(x.first().ok_or(Undefined::Unsupported)?))
}

/// ±1 for |z| ≥ 16 where |erfc z| ≤ |e^(−z²)|, Re z > 0 (the bound 1/(√π |z|) · √2 is below 1).
fn erf_far(z: &Complex) -> Value {
    let sign = z.re.sign().filter(|sign| *sign != 0).ok_or(Undefined::Unsupported)?;
    let size = (-z.square()).exp()?.abs_upper();
    if size.top() > -16 || z.im.abs_upper() > z.re.abs_lower() {
        return Err(Undefined::Unsupported);
    }
    Ok(z.constant(sign).widened_real(size, z.is_real()))
}

/// erfc z = 1 − erf z.
pub fn erfc(z: &Complex) -> Value {
    if z.re.is_positive() && z.abs_lower().top() > 5 {
        return Ok(z.constant(0).widened_real((-z.square()).exp()?.abs_upper(), z.is_real()));
    }
    adaptive(std::slice::from_ref(z), |x| {
        let z = x.first().ok_or(Undefined::Unsupported)?;
        Ok(z.constant(1) - erf(z)?)
    })
}

/// erfi z = −i erf(iz).
pub fn erfi(z: &Complex) -> Value {
    Ok(erf(&z.times_i(1))?.times_i(-1))
}

/// γ(s, z) = z^s/s e^(−z) 1F1(1; s + 1; z).
pub fn lower_gamma(s: &Complex, z: &Complex) -> Value {
    if is_nonpositive_integer(s) {
        return Err(Undefined::Pole);
    }
    if z.abs_upper().top() > LARGEST {
        return Err(Undefined::Unsupported);
    }
    adaptive(&[s.clone(), z.clone()], lower_gamma_series)
}

fn lower_gamma_series(x: &[Complex]) -> Value {
    let [s, z] = x else { return Err(Undefined::Unsupported) };
    let value = if z.re.mid.is_negative() {
        series(std::slice::from_ref(s), &[s + 1], &-z)?
    } else {
        (-z).exp()? * series(&[z.constant(1)], &[s + 1], z)?
    };
    (z.power(s)? * value).divided(s)
}

/// Γ(s, z) = Γ(s) − γ(s, z), cut along (−∞, 0].
pub fn upper_gamma(s: &Complex, z: &Complex) -> Value {
    if z.is_exact_zero() {
        return if s.re.is_positive() { gamma(s) } else { Err(Undefined::Pole) };
    }
    if z.abs_upper().top() > LARGEST {
        return upper_gamma_far(s, z);
    }
    let nearest = s.re.to_f64().round();
    let distance = (s - nearest as i64).abs_upper().to_f64();
    if nearest > 0.5 || distance > 0.02 {
        return adaptive(&[s.clone(), z.clone()], |x| {
            let [s, z] = x else { return Err(Undefined::Unsupported) };
            Ok(gamma(s)? - lower_gamma_series(x)?).map(|value: Complex| {
                if s.is_real() && z.is_real() && z.re.is_positive() { Complex::real(value.re) } else { value }
            })
        });
    }
    let real = s.is_real() && z.is_real() && z.re.is_positive();
    let precision = s.precision().max(z.precision());
    let loss = 16 + (z.abs_upper().to_f64() * 2.9) as u32;
    let value = removable(
        &|shift| {
            let p = shift.precision() + loss;
            let s = s.at(p) + shift.at(p);
            Ok(gamma(&s)? - lower_gamma_series(&[s, z.at(p)])?)
        },
        precision + 16,
        real,
    )?;
    Ok(value.at(precision))
}

/// For real z > 512 and real s ≤ 1: 0 < Γ(s, z) ≤ z^(s−1) e^(−z).
fn upper_gamma_far(s: &Complex, z: &Complex) -> Value {
    let simple = s.is_real() && z.is_real() && z.re.is_positive() && (s.constant(1) - s).re.is_nonnegative();
    if !simple {
        return Err(Undefined::Unsupported);
    }
    let bound = z.power(&(s - 1))?.abs_upper().times((-z).exp()?.abs_upper());
    Ok(z.constant(0).widened_real(bound, true))
}

/// B_x(a, b) = x^a/a 2F1(a, 1 − b; a + 1; x).
pub fn incomplete_beta(x: &Complex, a: &Complex, b: &Complex) -> Value {
    if is_nonpositive_integer(a) {
        return Err(Undefined::Pole);
    }
    if x.as_i64() == Some(1) {
        return if b.re.is_positive() && a.re.is_positive() { beta(a, b) } else { Err(Undefined::Divergence) };
    }
    let wide = super::highest([x, a, b].into_iter()) + 8;
    let (x, a, b) = (x.at(wide), a.at(wide), b.at(wide));
    let value = hypergeometric(&[a.clone(), b.constant(1) - b], &[&a + 1], &x)?;
    (x.power(&a)? * value).divided(&a).map(|value| value.at(wide - 8))
}

/// I_x(a, b) = B_x(a, b)/B(a, b).
pub fn regularized_beta(x: &Complex, a: &Complex, b: &Complex) -> Value {
    if x.is_exact_zero() && a.re.is_positive() {
        return Ok(x.clone());
    }
    if x.as_i64() == Some(1) && b.re.is_positive() {
        return Ok(x.clone());
    }
    let below = gamma(&(a + b))? * reciprocal_gamma(a)? * reciprocal_gamma(b)?;
    Ok(incomplete_beta(x, a, b)? * below)
}
