//! Carlson's symmetric elliptic integrals by duplication, and a series whose tail is bounded (Carlson 1995).

use super::adaptive;
use crate::number::{Ball, Complex, Radius, Undefined, Value};

/// R_F(x, y, z) = ½ ∫_0^∞ dt/√((t+x)(t+y)(t+z)); at most one argument 0, cuts (−∞, 0) closed from above.
pub fn carlson_rf(x: &Complex, y: &Complex, z: &Complex) -> Value {
    let arguments = [x.clone(), y.clone(), z.clone()];
    if arguments.iter().filter(|x| x.is_exact_zero()).count() > 1 {
        return Err(Undefined::Pole);
    }
    adaptive(&arguments, rf)
}

fn rf(arguments: &[Complex]) -> Value {
    let mut points = arguments.to_vec();
    let precision = super::highest(points.iter());
    for _ in 0..4 * precision {
        let mean = sum_of(&points)? / 3;
        if let Some((deviations, size)) = deviations(&points, &mean, precision) {
            // A^(−1/2) Σ (1/2)_N/(3/2)_N T_N with |T_N| ≤ (3/2)_N/N! ε^N: the rest is at most ε^n/(1 − ε)
            let order = order_for(size, precision);
            let terms = coefficients(&deviations, &[1, 1, 1], order);
            let sum = weighted(&terms, 1, 3);
            let rest = size.power(order as u64 + 1).shifted(1);
            let real = sum.is_real();
            return sum.widened_real(rest, real).divided(&mean.sqrt()?);
        }
        points = duplicate(&points)?.0;
    }
    Err(Undefined::Precision)
}

/// R_C(x, y) = R_F(x, y, y).
pub fn carlson_rc(x: &Complex, y: &Complex) -> Value {
    if y.is_exact_zero() {
        return Err(Undefined::Pole);
    }
    if y.is_real() && y.re.is_negative() {
        return Err(Undefined::BranchCut);
    }
    carlson_rf(x, y, y)
}

/// R_D(x, y, z) = R_J(x, y, z, z).
pub fn carlson_rd(x: &Complex, y: &Complex, z: &Complex) -> Value {
    if z.is_exact_zero() || x.is_exact_zero() && y.is_exact_zero() {
        return Err(Undefined::Pole);
    }
    adaptive(&[x.clone(), y.clone(), z.clone()], rd)
}

fn rd(arguments: &[Complex]) -> Value {
    let mut points = arguments.to_vec();
    let precision = super::highest(points.iter());
    let mut sum: Option<Complex> = None;
    for step in 0..4 * i64::from(precision) {
        let [x, y, z] = points.as_slice() else { return Err(Undefined::Unsupported) };
        let mean = (x + y + z * 3) / 5;
        if let Some((deviations, size)) = deviations(&points, &mean, precision) {
            let order = order_for(size, precision);
            let terms = coefficients(&deviations, &[1, 1, 3], order);
            return finish(weighted(&terms, 3, 5), size, order, &mean, step, sum);
        }
        let (next, roots, lambda) = duplicate(&points)?;
        // 3 · 4^−m / (√z (z + λ))
        let root = roots.get(2).ok_or(Undefined::Unsupported)?;
        let term = z.constant(3).scaled(-2 * step).divided(&(root * (z + lambda)))?;
        sum = Some(sum.map_or_else(|| term.clone(), |sum| sum + &term));
        points = next;
    }
    Err(Undefined::Precision)
}

/// R_J(x, y, z, p), where Carlson proves the duplication: Re x, y, z ≥ 0 with at most one 0 and Re p > 0; or p ∉ (−∞, 0]
/// and x, y, z real ≥ 0, or one of them real ≥ 0 and the others conjugate. Elsewhere by rotation; cuts closed from above.
pub fn carlson_rj(x: &Complex, y: &Complex, z: &Complex, p: &Complex) -> Value {
    if p.is_exact_zero() {
        return Err(Undefined::Pole);
    }
    let three = [x, y, z];
    if three.iter().filter(|x| x.is_exact_zero()).count() > 1 {
        return Err(Undefined::Pole);
    }
    let right = three.iter().all(|x| x.re.is_nonnegative()) && p.re.is_positive();
    let real = three.iter().all(|x| x.is_real() && x.re.is_nonnegative());
    let off_cut = !p.is_real() || p.re.is_positive();
    let arguments = [x.clone(), y.clone(), z.clone(), p.clone()];
    if right || off_cut && real { adaptive(&arguments, rj) } else { adaptive(&arguments, rotated) }
}

/// R_J by R_J(λx, …) = λ^(−3/2) R_J(x, …), λ = e^(iθ), which turns all arguments into the right half-plane.
///
/// The turn crosses no cut while all angles stay in (−π, π], and is continued by analytic continuation in p to Re p = 0,
/// as no root and no R_C of the duplication meets a cut there.
fn rotated(arguments: &[Complex]) -> Value {
    let precision = super::highest(arguments.iter());
    let turning = arguments.iter().filter(|x| !x.is_exact_zero());
    let angles = turning.map(|x| x.arg().map(|angle| angle.to_f64())).collect::<Result<Vec<_>, _>>()?;
    let (least, most) = angles.iter().fold((f64::MAX, f64::MIN), |(a, b), angle| (a.min(*angle), b.max(*angle)));
    // A multiple of π/4 keeps what is on an axis on one.
    let eighths = (-(least + most) / 2.0 / std::f64::consts::FRAC_PI_4).round() as i64;
    let turn = |x: &Complex, eighths: i64| -> Value {
        let unit = Complex::ratio(eighths, 4, precision).exp_pi_i()?;
        Ok(axis(x * &unit, x, eighths))
    };
    let turned = arguments.iter().map(|x| turn(x, eighths)).collect::<Result<Vec<_>, _>>()?;
    let within = |angle: &f64| (angle + eighths as f64 * std::f64::consts::FRAC_PI_4).abs() < 3.0;
    if !turned.iter().all(|x| x.re.is_nonnegative()) || !angles.iter().all(within) {
        return Err(Undefined::Unsupported);
    }
    let factor = Complex::ratio(3 * eighths, 8, precision).exp_pi_i()?;
    Ok(rj(&turned)? * factor)
}

/// x e^(iπ k/4) with the part that surely vanishes put to 0: for x on an axis and an even k.
fn axis(turned: Complex, x: &Complex, eighths: i64) -> Complex {
    let (real, imaginary) = (x.is_real(), x.re.is_exact_zero());
    let zero = || Ball::zero(x.precision());
    match (eighths.rem_euclid(4), real, imaginary) {
        (0, true, _) | (2, _, true) => Complex::real(turned.re),
        (0, _, true) | (2, true, _) => Complex::new(zero(), turned.im),
        _ => turned,
    }
}

fn rj(arguments: &[Complex]) -> Value {
    let mut points = arguments.to_vec();
    let precision = super::highest(points.iter());
    let (first, last) = (points.first().cloned(), points.last().cloned());
    let (Some(_), Some(p)) = (first, last) else { return Err(Undefined::Unsupported) };
    let delta = points.iter().take(3).fold(p.constant(1), |product, x| product * (&p - x));
    let mut sum: Option<Complex> = None;
    for step in 0..4 * i64::from(precision) {
        let [x, y, z, p] = points.as_slice() else { return Err(Undefined::Unsupported) };
        let mean = (x + y + z + p.scaled(1)) / 5;
        if let Some((deviations, size)) = deviations(&points, &mean, precision) {
            let order = order_for(size, precision);
            let terms = coefficients(&deviations, &[1, 1, 1, 2], order);
            return finish(weighted(&terms, 3, 5), size, order, &mean, step, sum);
        }
        let (next, roots, _) = duplicate(&points)?;
        let [a, b, c, d] = roots.as_slice() else { return Err(Undefined::Unsupported) };
        let divisor = (d + a) * (d + b) * (d + c);
        let excess = delta.scaled(-6 * step).divided(&divisor.square())?;
        let term = rc_near_one(&excess)?.scaled(-2 * step).divided(&divisor)? * 6;
        sum = Some(sum.map_or_else(|| term.clone(), |sum| sum + &term));
        points = next;
    }
    Err(Undefined::Precision)
}

/// R_G(x, y, z) = (z R_F − (x − z)(y − z) R_D/3 + √x √y/√z)/2, z ≠ 0.
pub fn carlson_rg(x: &Complex, y: &Complex, z: &Complex) -> Value {
    let mut points = [x, y, z];
    points.sort_by_key(|x| x.abs_upper());
    let [x, y, z] = points;
    if x.is_exact_zero() && y.is_exact_zero() {
        return Ok(z.sqrt()?.scaled(-1));
    }
    adaptive(&[x.clone(), y.clone(), z.clone()], |points| {
        let [x, y, z] = points else { return Err(Undefined::Unsupported) };
        let product = if x.is_exact_zero() { x.clone() } else { (x.sqrt()? * y.sqrt()?).divided(&z.sqrt()?)? };
        let middle = (x - z) * (y - z) * rd(points)? / 3;
        Ok((z * rf(points)? - middle + product).scaled(-1))
    })
}

/// R_C(1, 1 + e) = Σ (−e)^k/(2k + 1) for |e| < 1/2, else by duplication.
fn rc_near_one(e: &Complex) -> Value {
    let precision = e.precision();
    let size = e.abs_upper();
    if size.top() > -1 {
        let other = e + 1;
        if other.is_real() && !other.re.is_positive() {
            return Err(Undefined::Precision);
        }
        return rf(&[e.constant(1), other.clone(), other]);
    }
    let (mut power, mut sum) = (e.constant(1), e.constant(1));
    for k in 1..4 * i64::from(precision) {
        power = power * -e;
        if power.abs_upper().top() < -i64::from(precision) {
            break;
        }
        sum = sum + &power / (2 * k + 1);
    }
    let real = sum.is_real();
    Ok(sum.widened_real(power.abs_upper().shifted(1), real))
}

/// x ↦ (x + λ)/4 for all points, λ = √x√y + √y√z + √z√x of the first three; also the roots and λ.
fn duplicate(points: &[Complex]) -> Value<(Vec<Complex>, Vec<Complex>, Complex)> {
    let roots = points.iter().map(Complex::sqrt).collect::<Result<Vec<_>, _>>()?;
    let [a, b, c, ..] = roots.as_slice() else { return Err(Undefined::Unsupported) };
    let lambda = a * b + b * c + c * a;
    let next = points.iter().map(|x| (x + &lambda).scaled(-2)).collect();
    Ok((next, roots, lambda))
}

/// 1 − x/A for all points and a bound ε < 2^-7 of their sizes (smaller at higher precision); `None` while it is larger.
fn deviations(points: &[Complex], mean: &Complex, precision: u32) -> Option<(Vec<Complex>, Radius)> {
    let deviations: Vec<Complex> = points.iter().map(|x| (mean - x) / mean).collect();
    let size = deviations.iter().map(Complex::abs_upper).max()?;
    let limit = -7 - i64::from(precision / 40);
    (size.top() <= limit).then_some((deviations, size))
}

fn order_for(size: Radius, precision: u32) -> usize {
    (i64::from(precision) / (-size.top()).max(1) + 2) as usize
}

/// t^0 … t^order of Π (1 − t X_i)^(−w_i/2).
///
/// f = P^(−1/2) for the polynomial P = Π (1 − t X_i)^(w_i): n f_n = Σ_k (−k/2 − (n − k)) P_k f_(n−k).
fn coefficients(deviations: &[Complex], weights: &[usize], order: usize) -> Vec<Complex> {
    let one = deviations.first().map_or_else(|| Complex::integer(1, 64), |x| x.constant(1));
    let mut polynomial = vec![one.clone()];
    for (x, weight) in deviations.iter().zip(weights) {
        for _ in 0..*weight {
            let shifted: Vec<Complex> = polynomial.iter().map(|c| c * x).collect();
            polynomial.push(one.constant(0));
            for (entry, minus) in polynomial.iter_mut().skip(1).zip(shifted) {
                *entry = &*entry - minus;
            }
        }
    }
    let mut result = vec![one];
    for n in 1..=order {
        let mut sum: Option<Complex> = None;
        for (k, coefficient) in polynomial.iter().enumerate().skip(1).take(n) {
            let Some(known) = result.get(n - k) else { continue };
            let term = coefficient * known * (k as i64 - 2 * n as i64);
            sum = Some(sum.map_or_else(|| term.clone(), |sum| sum + &term));
        }
        let Some(sum) = sum else { break };
        result.push(sum.scaled(-1) / n as i64);
    }
    result
}

/// Σ (a/2)_N/(b/2)_N T_N with b = a + 2: (a/2)_N/(a/2 + 1)_N = a/(a + 2N).
fn weighted(terms: &[Complex], a: i64, b: i64) -> Complex {
    debug_assert_eq!(b, a + 2);
    let mut sum = terms.first().map_or_else(|| Complex::integer(1, 64), |one| one.constant(0));
    for (n, term) in terms.iter().enumerate() {
        sum = sum + term * a / (a + 2 * n as i64);
    }
    sum
}

/// 4^(−m) A^(−3/2) · series + what the duplications gave; the rest of the series is at most (n + 1) ε^n/(1 − ε)².
fn finish(series: Complex, size: Radius, order: usize, mean: &Complex, step: i64, sum: Option<Complex>) -> Value {
    let rest = size.power(order as u64 + 1).times(Radius::new(2 * order as u64 + 4, 0));
    let real = series.is_real();
    let power = mean * mean.sqrt()?;
    let value = series.widened_real(rest, real).scaled(-2 * step).divided(&power)?;
    Ok(match sum {
        Some(sum) => sum + value,
        None => value,
    })
}

fn sum_of(points: &[Complex]) -> Value {
    let (first, rest) = points.split_first().ok_or(Undefined::Unsupported)?;
    Ok(rest.iter().fold(first.clone(), |sum, x| sum + x))
}
