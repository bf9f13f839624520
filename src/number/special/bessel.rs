//! Bessel and Airy functions from 0F1, and their derivatives in the argument.

use super::adaptive;
use super::gamma::{gamma, reciprocal_gamma};
use super::hypergeometric::{hypergeometric_regularized, series};
use crate::number::calculus::taylor::removable;
use crate::number::constants::pi;
use crate::number::{Complex, Undefined, Value};

/// Which of the four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    J,
    Y,
    I,
    K,
}

/// Beyond this |z| the convergent series would need too many bits.
const LARGEST: i64 = 10;

/// J, Y, I or K of order ν at z, r times differentiated in z; cut along (−∞, 0].
pub fn bessel(kind: Kind, order: &Complex, z: &Complex, r: u64) -> Value {
    if r == 0 {
        return bessel_value(kind, order, z);
    }
    if r > 40 {
        return Err(Undefined::Budget);
    }
    // 2^r C^(r)_ν = Σ ± C(r, k) C_(ν − r + 2k): alternating for J and Y; K has (−1)^r
    adaptive(&[order.clone(), z.clone()], |x| {
        let [order, z] = x else { return Err(Undefined::Unsupported) };
        let (mut sum, mut binomial) = (z.constant(0), z.constant(1));
        for k in 0..=r as i64 {
            let value = bessel_value(kind, &(order + (2 * k - r as i64)), z)? * &binomial;
            let minus = matches!(kind, Kind::J | Kind::Y) && k % 2 == 1;
            sum = if minus { sum - value } else { sum + value };
            binomial = binomial * (r as i64 - k) / (k + 1);
        }
        let value = sum.scaled(-(r as i64));
        Ok(if kind == Kind::K && r % 2 == 1 { -value } else { value })
    })
}

fn bessel_value(kind: Kind, order: &Complex, z: &Complex) -> Value {
    if z.abs_upper().top() > LARGEST || order.abs_upper().top() > 12 {
        return Err(Undefined::Unsupported);
    }
    match kind {
        Kind::J | Kind::I => first_kind(kind == Kind::J, order, z),
        Kind::Y | Kind::K => second_kind(kind == Kind::Y, order, z),
    }
}

/// (z/2)^ν 0F1~(; ν + 1; ∓z²/4).
fn first_kind(circular: bool, order: &Complex, z: &Complex) -> Value {
    if z.is_exact_zero() {
        return match (order.as_i64(), order.re.sign()) {
            (Some(0), _) => Ok(z.constant(1)),
            (Some(_), _) | (_, Some(1)) => Ok(z.constant(0)),
            _ => Err(Undefined::Pole),
        };
    }
    adaptive(&[order.clone(), z.clone()], |x| {
        let [order, z] = x else { return Err(Undefined::Unsupported) };
        let quarter = z.square().scaled(-2);
        let argument = if circular { -quarter } else { quarter };
        let value = hypergeometric_regularized(&[], &[order + 1], &argument)?;
        Ok(z.scaled(-1).power(order)? * value)
    })
}

/// (J_ν cos πν − J_−ν)/sin πν, or π/2 (I_−ν − I_ν)/sin πν.
fn second_kind(circular: bool, order: &Complex, z: &Complex) -> Value {
    if z.is_exact_zero() {
        return Err(Undefined::Pole);
    }
    let distance = (order - order.re.to_f64().round() as i64).abs_upper().to_f64();
    let arguments = [order.clone(), z.clone()];
    if distance > 0.02 {
        return adaptive(&arguments, |x| second_kind_formula(circular, x));
    }
    let real = order.is_real() && z.is_real() && z.re.is_positive();
    let precision = order.precision().max(z.precision());
    let loss = 24 + (z.abs_upper().to_f64() * 2.9) as u32;
    let value = removable(
        &|shift| {
            let p = shift.precision() + loss;
            second_kind_formula(circular, &[order.at(p) + shift.at(p), z.at(p)])
        },
        precision + 16,
        real,
    )?;
    Ok(value.at(precision))
}

fn second_kind_formula(circular: bool, x: &[Complex]) -> Value {
    let [order, z] = x else { return Err(Undefined::Unsupported) };
    let (sine, cosine) = order.sin_cos_pi()?;
    let part = |order: &Complex| -> Value {
        let quarter = z.square().scaled(-2);
        let argument = if circular { -quarter } else { quarter };
        let value = series(&[], &[order + 1], &argument)? * reciprocal_gamma(&(order + 1))?;
        Ok(z.scaled(-1).power(order)? * value)
    };
    let (plus, minus) = (part(order)?, part(&-order)?);
    if circular {
        (plus * cosine - minus).divided(&sine)
    } else {
        ((minus - plus) * Complex::real(pi(z.precision()).scaled(-1))).divided(&sine)
    }
}

/// Ai, or Bi, r times differentiated.
pub fn airy(second: bool, z: &Complex, r: u64) -> Value {
    if z.abs_upper().top() > 7 || r > 100 {
        return Err(Undefined::Unsupported);
    }
    adaptive(std::slice::from_ref(z), |x| {
        let z = x.first().ok_or(Undefined::Unsupported)?;
        let (mut value, mut slope) = airy_pair(second, z)?;
        if r == 0 {
            return Ok(value);
        }
        // y^(n+2) = z y^(n) + n y^(n−1)
        let mut before = z.constant(0);
        for n in 0..r as i64 - 1 {
            let next = z * &value + before * n;
            (before, value, slope) = (value, slope, next);
        }
        Ok(slope)
    })
}

/// y = y(0) 0F1(; 2/3; z³/9) + y'(0) z 0F1(; 4/3; z³/9), and y'.
fn airy_pair(second: bool, z: &Complex) -> Value<(Complex, Complex)> {
    let p = z.precision();
    let ratio = |a, b| Complex::ratio(a, b, p);
    let three = z.constant(3);
    let cube = z.power_integer(3) / 9;
    let (at_zero, slope) = if second {
        (three.power(&ratio(-1, 6))?, three.power(&ratio(1, 6))?)
    } else {
        (three.power(&ratio(-2, 3))?, -three.power(&ratio(-1, 3))?)
    };
    let at_zero = at_zero.divided(&gamma(&ratio(2, 3))?)?;
    let slope = slope.divided(&gamma(&ratio(1, 3))?)?;
    let of = |a, b| series(&[], &[ratio(a, b)], &cube);
    let value = &at_zero * of(2, 3)? + &slope * of(4, 3)? * z;
    let derivative = at_zero * of(5, 3)? * z.square().scaled(-1) + slope * of(1, 3)?;
    Ok((value, derivative))
}
