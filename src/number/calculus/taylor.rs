//! Taylor coefficients of a holomorphic function by Cauchy's integral, with a proved error.

use crate::number::{Ball, Complex, Radius, Undefined, Value};

/// Radii of the outer circle that are tried, as powers of two relative to 1.
const RADII: std::ops::RangeInclusive<i64> = -12..=0;

/// c_0 … c_order with f(z + ε) = Σ c_k ε^k.
///
/// `f` must give `Err` on a rectangle where it is not holomorphic. On a disc of radius R where |f| ≤ M, the sum over N
/// points of the circle of radius r = R/4 errs in c_k by at most M R^(−k) 4^(−N) / (1 − 4^(−N)).
pub fn taylor(f: &dyn Fn(&Complex) -> Value, z: &Complex, order: usize) -> Value<Vec<Complex>> {
    if order > 64 {
        return Err(Undefined::Budget);
    }
    let precision = z.precision();
    let (outer, bound) = disc(f, z, order)?;
    // an error of f at the points is magnified by r^(−k)
    let loss = 2 * order as i64 + 16;
    let wide = (precision + u32::try_from(loss).unwrap_or(0)).min(crate::number::MAX_PRECISION);
    let points = (i64::from(wide) / 2 + order as i64 + 8 + bound.top().max(0) / 2) as usize;
    let roots: Vec<Complex> = (0..points).map(|k| root_of_unity(k, points, wide)).collect();
    let values = circle(f, &z.at(wide), outer - 2, &roots)?;
    let error = bound.times(Radius::power_of_two(1 - 2 * points as i64));
    (0..=order)
        .map(|k| {
            let sum = coefficient(&values, k, &roots, wide);
            let scaled = sum.scaled(-(outer - 2) * k as i64);
            let real = z.is_real() && conjugate_symmetric(&values);
            let value = if real { Complex::real(scaled.re) } else { scaled };
            value.widened_real(error.shifted(-outer * k as i64), real).at(precision).finite()
        })
        .collect()
}

/// f^(n)(z).
pub fn derivative(f: &dyn Fn(&Complex) -> Value, z: &Complex, n: usize) -> Value {
    if n == 0 {
        return f(z);
    }
    let coefficient = taylor(f, z, n)?.pop().ok_or(Undefined::Unsupported)?;
    Ok((1..=n as i64).fold(coefficient, |value, k| value * k))
}

/// The best disc on which f is bounded: log2 of its radius and the bound.
fn disc(f: &dyn Fn(&Complex) -> Value, z: &Complex, order: usize) -> Value<(i64, Radius)> {
    let precision = z.precision();
    let mut best: Option<(i64, Radius)> = None;
    for log in RADII {
        let square = Ball::symmetric(Radius::power_of_two(log), precision);
        let Ok(value) = f(&(z + Complex::new(square.clone(), square))) else { continue };
        let bound = value.abs_upper();
        let cost = |log: i64, bound: Radius| bound.top() - log * (order as i64 + 1);
        if bound.is_finite() && best.is_none_or(|(known, size)| cost(log, bound) < cost(known, size)) {
            best = Some((log, bound));
        }
    }
    best.ok_or(Undefined::Precision)
}

fn circle(f: &dyn Fn(&Complex) -> Value, z: &Complex, log: i64, roots: &[Complex]) -> Value<Vec<Complex>> {
    let points = roots.len();
    let symmetric = z.is_real() && f(z).is_ok_and(|value| value.is_real());
    let mut values: Vec<Complex> = Vec::with_capacity(points);
    for (k, root) in roots.iter().enumerate() {
        if symmetric && 2 * k > points {
            let mirror = values.get(points - k).ok_or(Undefined::Unsupported)?.conjugate();
            values.push(mirror);
            continue;
        }
        values.push(f(&(z + root.scaled(log)))?);
    }
    Ok(values)
}

/// All values come in pairs f(z̄) = f(z)‾: then the coefficients are real.
fn conjugate_symmetric(values: &[Complex]) -> bool {
    let count = values.len();
    values.first().is_some_and(Complex::is_real)
        && (1..count).all(|k| match (values.get(k), values.get(count - k)) {
            (Some(one), Some(other)) => one.overlaps(&other.conjugate()),
            _ => false,
        })
}

fn root_of_unity(k: usize, n: usize, precision: u32) -> Complex {
    let (sine, cosine) = Ball::ratio(2 * k as i64, n as i64, precision).sin_cos_pi();
    Complex::new(cosine, sine)
}

/// (1/N) Σ f_j ω^(−jk).
fn coefficient(values: &[Complex], k: usize, roots: &[Complex], precision: u32) -> Complex {
    let mut sum = Complex::integer(0, precision);
    for (j, value) in values.iter().enumerate() {
        if let Some(root) = roots.get(j * k % roots.len()) {
            sum = sum + value * root.conjugate();
        }
    }
    sum / roots.len() as i64
}

/// log2 of the circle on which a removable singularity is walked around.
const AROUND: i64 = -2;
/// Squares that cover that circle.
const ARCS: usize = 64;

/// f(0) of a function that is holomorphic on |ε| ≤ 1/4 though its formula may fail near 0; `real` where f(ε̄) = f(ε)‾.
///
/// The mean over N points of |ε| = 1/16 errs by at most M 4^(−N) / (1 − 4^(−N)), M the bound on |ε| = 1/4, which
/// squares of half-width R/20 ≥ 2R sin(π/128) cover.
pub fn removable(f: &dyn Fn(&Complex) -> Value, precision: u32, real: bool) -> Value {
    let bound = bound_around(f, real)?;
    // the formula loses the bits of ε^−1 and of what cancels in it
    let wide = precision + 24;
    let points = (i64::from(precision) / 2 + 8 + bound.top().max(0) / 2) as usize;
    let mut sum = Complex::integer(0, wide);
    let half = if real { points / 2 } else { points - 1 };
    for j in 0..=half {
        let value = f(&root_of_unity(j, points, wide).scaled(AROUND - 2))?;
        let paired = real && j > 0 && 2 * j < points;
        let value = if real { Complex::real(value.re) } else { value };
        sum = sum + if paired { value.scaled(1) } else { value };
    }
    let error = bound.times(Radius::power_of_two(1 - 2 * points as i64));
    (sum / points as i64).widened_real(error, real).at(precision).finite()
}

fn bound_around(f: &dyn Fn(&Complex) -> Value, real: bool) -> Value<Radius> {
    let mut bound = Radius::ZERO;
    let square = Ball::symmetric(Radius::from_f64(0.05).shifted(AROUND), 64);
    let square = Complex::new(square.clone(), square);
    let last = if real { ARCS / 2 } else { ARCS - 1 };
    for j in 0..=last {
        bound = bound.max(f(&(root_of_unity(j, ARCS, 64).scaled(AROUND) + &square))?.abs_upper());
    }
    Ok(bound)
}
