//! The arithmetic-geometric mean and Legendre's elliptic integrals, parameter m = k².

use super::adaptive;
use super::carlson::{carlson_rd, carlson_rf, carlson_rg, carlson_rj};
use crate::number::constants::pi;
use crate::number::{Ball, Complex, Undefined, Value};

/// agm(a, b) = a · agm(1, b/a).
pub fn agm(a: &Complex, b: &Complex) -> Value {
    if a.is_exact_zero() || b.is_exact_zero() {
        return Ok(a.constant(0));
    }
    let wide = a.precision().max(b.precision()) + 8;
    let (a, b) = (a.at(wide), b.at(wide));
    Ok((&a * agm_one(&b.divided(&a)?)?).at(wide - 8))
}

/// agm(1, z), cut along (−∞, 0).
pub fn agm_one(z: &Complex) -> Value {
    if z.is_exact_zero() || z.as_i64() == Some(-1) {
        return Ok(z.constant(0));
    }
    adaptive(std::slice::from_ref(z), |x| agm_steps(x.first().ok_or(Undefined::Unsupported)?))
}

/// agm(1, z) = (1 + z)/2 · agm(1, 2√z/(1 + z)) until z is near 1.
///
/// For |e| ≤ 1/2 the mean of 1 and 1 − e lies in their convex hull, so |agm| ≤ 3/2 there, and what follows 1 − e/2 is at
/// most Σ_(k ≥ 2) 3/2 |2e|^k ≤ 16 |e|² for |e| ≤ 1/4.
fn agm_steps(z: &Complex) -> Value {
    let precision = z.precision();
    let (mut scale, mut z) = (z.constant(1), z.clone());
    for _ in 0..200 {
        let e = z.constant(1) - &z;
        let size = e.abs_upper();
        if size.top() < -i64::from(precision) / 2 {
            let real = z.is_real();
            return Ok(scale * (z + 1).scaled(-1).widened_real(size.times(size).shifted(4), real));
        }
        let mean = (&z + 1).scaled(-1);
        z = z.sqrt()?.divided(&mean)?;
        scale = scale * mean;
    }
    Err(Undefined::Precision)
}

/// K(m) = π/(2 agm(1, √(1 − m))); pole at 1, cut (1, ∞).
pub fn elliptic_k(m: &Complex) -> Value {
    if m.as_i64() == Some(1) {
        return Err(Undefined::Pole);
    }
    adaptive(std::slice::from_ref(m), |x| {
        let m = x.first().ok_or(Undefined::Unsupported)?;
        let mean = agm_one(&(m.constant(1) - m).sqrt()?)?;
        Complex::real(pi(m.precision()).scaled(-1)).divided(&mean)
    })
}

/// Complete E(m) = 2 R_G(0, 1 − m, 1); cut (1, ∞).
pub fn elliptic_e(m: &Complex) -> Value {
    let one = m.constant(1);
    Ok(carlson_rg(&m.constant(0), &(&one - m), &one)?.scaled(1))
}

/// Complete Π(n, m) = R_F(0, 1 − m, 1) + n/3 R_J(0, 1 − m, 1, 1 − n).
pub fn elliptic_pi(n: &Complex, m: &Complex) -> Value {
    if n.as_i64() == Some(1) || m.as_i64() == Some(1) {
        return Err(Undefined::Pole);
    }
    let first = elliptic_k(m)?;
    if n.is_exact_zero() {
        return Ok(first);
    }
    let one = m.constant(1);
    Ok(first + n * carlson_rj(&m.constant(0), &(&one - m), &one, &(&one - n))? / 3)
}

/// F(φ, m) = ∫_0^φ dθ/√(1 − m sin²θ).
pub fn incomplete_f(phi: &Complex, m: &Complex) -> Value {
    let complete = || elliptic_k(m);
    let integrand = |root: &Complex, _: &Complex| root.constant(1).divided(root);
    incomplete(phi, m, &complete, &integrand, &|sine, square, delta| {
        Ok(sine * carlson_rf(square, delta, &sine.constant(1))?)
    })
}

/// E(φ, m) = ∫_0^φ √(1 − m sin²θ) dθ.
pub fn incomplete_e(phi: &Complex, m: &Complex) -> Value {
    let complete = || elliptic_e(m);
    let integrand = |root: &Complex, _: &Complex| Ok(root.clone());
    incomplete(phi, m, &complete, &integrand, &|sine, square, delta| {
        let one = sine.constant(1);
        let first = carlson_rf(square, delta, &one)?;
        Ok(sine * (first - sine.square() * m * carlson_rd(square, delta, &one)? / 3))
    })
}

/// Π(n, φ, m) = ∫_0^φ dθ/((1 − n sin²θ) √(1 − m sin²θ)).
pub fn incomplete_pi(n: &Complex, phi: &Complex, m: &Complex) -> Value {
    let complete = || elliptic_pi(n, m);
    let integrand =
        |root: &Complex, square: &Complex| root.constant(1).divided(&(root * (root.constant(1) - n * square)));
    incomplete(phi, m, &complete, &integrand, &|sine, square, delta| {
        let one = sine.constant(1);
        let first = carlson_rf(square, delta, &one)?;
        if n.is_exact_zero() {
            return Ok(sine * first);
        }
        let sines = sine.square();
        Ok(sine * (first + n * &sines * carlson_rj(square, delta, &one, &(&one - n * &sines))? / 3))
    })
}

/// The part in |Re φ| ≤ π/2 by `reduced(sin φ, cos² φ, 1 − m sin² φ)`, and 2k complete integrals for kπ.
fn incomplete(
    phi: &Complex,
    m: &Complex,
    complete: &dyn Fn() -> Value,
    integrand: &dyn Fn(&Complex, &Complex) -> Value,
    reduced: &dyn Fn(&Complex, &Complex, &Complex) -> Value,
) -> Value {
    if phi.is_exact_zero() {
        return Ok(phi.clone());
    }
    if phi.abs_upper().top() > 20 {
        return Err(Undefined::Budget);
    }
    let precision = phi.precision().max(m.precision()) + 8;
    let (phi, m) = (phi.at(precision), m.at(precision));
    let half = pi(precision).scaled(-1);
    let turns = (phi.re.to_f64() / std::f64::consts::PI).round() as i64;
    let rest = Complex::new(&phi.re - half.scaled(1) * turns, phi.im.clone());
    let near = if (&half - rest.re.abs()).is_nonnegative() {
        let (sine, cosine) = rest.sin_cos()?;
        let delta = m.constant(1) - &m * sine.square();
        reduced(&sine, &cosine.square(), &delta)?
    } else {
        let side = if rest.re.mid.is_negative() { -1 } else { 1 };
        complete()? * side + beyond(&(&rest - Complex::real(half * side)), side, &m, integrand)?
    };
    let value = if turns == 0 { near } else { near + complete()? * (2 * turns) };
    Ok(value.at(precision - 8))
}

/// ∫ from ±π/2 to ±π/2 + d, for a ball d about 0: d times the integrand over the segments.
fn beyond(d: &Complex, side: i64, m: &Complex, integrand: &dyn Fn(&Complex, &Complex) -> Value) -> Value {
    if d.abs_upper().top() > -8 {
        return Err(Undefined::Precision);
    }
    let precision = d.precision();
    let hull = d.hull(&Complex::real(Ball::zero(precision)));
    // sin(±π/2 + t) = ± cos t
    let square = (hull.cos()? * side).square();
    let root = (m.constant(1) - m * &square).sqrt()?;
    Ok(d * integrand(&root, &square)?)
}
