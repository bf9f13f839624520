//! Lambert's W on all branches: Newton's iteration, then a proof that the root is there and of that branch.

use crate::number::constants::{e, pi};
use crate::number::{Ball, Complex, Radius, Undefined, Value};

/// W_k(z): the solution w of w e^w = z on branch k; cuts (−∞, −1/e) for k = 0, (−∞, 0) for the others.
pub fn lambert_w(z: &Complex, k: i64) -> Value {
    if z.is_exact_zero() {
        return if k == 0 { Ok(z.clone()) } else { Err(Undefined::Pole) };
    }
    if k.unsigned_abs() > 1 << 30 || z.abs_upper().top() > 1 << 30 {
        return Err(Undefined::Budget);
    }
    let precision = z.precision();
    let wide = z.at(precision + 24);
    // e z + 1: 0 at the branch point
    let offset = &wide * Complex::real(e(precision + 24)) + 1;
    if offset.contains_zero() {
        return at_branch_point(&offset, k, precision);
    }
    let w = enclose(&wide, guess(&wide, &offset, k)?)?;
    let w = if real_result(z, &offset, k) && w.im.contains_zero() { Complex::real(w.re) } else { w };
    if branch_of(&wide, &w)? == k || is_lower_real(z, &offset, &w, k) {
        Ok(w.at(precision))
    } else {
        Err(Undefined::Precision)
    }
}

/// W is real for k = 0 and z ≥ −1/e, and for k = −1 and −1/e ≤ z < 0.
fn real_result(z: &Complex, offset: &Complex, k: i64) -> bool {
    z.is_real() && offset.re.is_positive() && (k == 0 || k == -1 && z.re.is_negative())
}

/// On [−1/e, 0) branch −1 is the real solution below −1.
fn is_lower_real(z: &Complex, offset: &Complex, w: &Complex, k: i64) -> bool {
    k == -1 && real_result(z, offset, k) && w.is_real() && (&w.re + 1).is_negative()
}

/// |W + 1| ≤ 3/2 |p| with p = √(2(ez + 1)), |p| ≤ 1/4, for the branches that meet at −1/e.
fn at_branch_point(offset: &Complex, k: i64, precision: u32) -> Value {
    let size = offset.abs_upper().shifted(1).sqrt();
    if size.top() > -2 || k != 0 && !(k == -1 && offset.is_real()) {
        return Err(Undefined::Precision);
    }
    Ok(Complex::integer(-1, precision).widened_real(size.shifted(1), offset.is_real() && offset.re.is_nonnegative()))
}

/// A first approximation of the branch.
fn guess(z: &Complex, offset: &Complex, k: i64) -> Value {
    let (z, offset) = (z.centre().at(80), offset.centre().at(80));
    let distance = offset.abs_upper().to_f64();
    let upper = !z.im.mid.is_negative();
    if distance < 0.6 && (k == 0 || k == -1 && upper || k == 1 && !upper) {
        let p =
            offset.scaled(1).sqrt().or_else(|_| offset.scaled(1).centre().negated().sqrt().map(|r| r.times_i(1)))?;
        let p = if k == 0 { p } else { -p };
        // −1 + p − p²/3 + 11 p³/72
        return Ok((p.power_integer(3) * 11 / 72 - p.square() / 3 + p - 1).centre());
    }
    if k == 0 && z.abs_upper().to_f64() < 3.0 {
        let start = (&z + 1).log().or_else(|_| Ok(z.constant(0)))?;
        return Ok(if z.re.to_f64() > -0.3 { start } else { start.times_i(0) }.centre());
    }
    if k == -1 && z.is_real() && z.re.is_negative() && offset.re.is_positive() {
        let first = z.re.negated().log()?;
        return Ok(Complex::real(&first - first.negated().log()?).centre());
    }
    let logarithm = z.log()? + Complex::real(pi(80)).scaled(1).times_i(1) * k;
    let inner = logarithm.log().unwrap_or_else(|_| logarithm.constant(0));
    Ok((logarithm - inner).centre())
}

/// Newton on midpoints, then a box X about the result with N(X) = w − f(w)/f'(X) ⊂ X, which holds just one root.
fn enclose(z: &Complex, start: Complex) -> Value {
    let precision = z.precision();
    let centre = z.centre();
    let mut w = start.at(precision);
    for _ in 0..60 {
        // Halley's step for w − z e^(−w)
        let power = w.exp()?;
        let f = &w * &power - &centre;
        let slope = &power * (&w + 1);
        let step = f.divided(&(slope - (&w + 2) * &f / (&w + 1).scaled(1)))?;
        w = (w - &step).centre();
        if step.abs_upper().top() < w.abs_upper().top() - i64::from(precision) + 8 {
            break;
        }
    }
    let power = w.exp()?;
    let defect = (&w * &power - z).divided(&(power * (&w + 1)))?;
    let error = defect.abs_upper().plus(Radius::power_of_two(w.abs_upper().top() - i64::from(precision))).shifted(2);
    let real = w.is_real() && z.is_real();
    let around = w.clone().widened_real(error, real);
    let slope = around.exp()? * (&around + 1);
    let image = &w - (&w * w.exp()? - z).divided(&slope)?;
    if around.contains(&image) && image.radius() < around.radius() { Ok(image) } else { Err(Undefined::Precision) }
}

/// The k with w + log w = log z + 2πik.
fn branch_of(z: &Complex, w: &Complex) -> Value<i64> {
    let difference = w + w.log()? - z.log()?;
    let turns = difference.im / pi(z.precision()).scaled(1);
    let k = turns.to_f64().round() as i64;
    if (&turns - k).abs_upper().top() < -2 && difference.re.contains_zero() { Ok(k) } else { Err(Undefined::Precision) }
}

/// The omega constant W(1).
pub fn omega(precision: u32) -> Ball {
    lambert_w(&Complex::integer(1, precision), 0).map_or_else(|_| Ball::everything(precision), |w| w.re)
}
