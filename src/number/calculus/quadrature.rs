//! Integrals with proved errors: adaptive Gauss–Legendre after Petras and Johansson.
//!
//! The error on a piece follows from a bound of the integrand on an ellipse around it, got by evaluating it on a
//! complex rectangle: the integrand must give `Err` there unless it is holomorphic on the whole rectangle.

use super::gauss::rule;
use crate::number::{Ball, Complex, Radius, Undefined, Value};

/// An integrand: z and whether the value is used only if the function is holomorphic on all of z.
///
/// With `true` it must fail on a rectangle that meets a cut or a pole, or where it uses |z|, Re z, floor or the like.
pub type Integrand<'a> = &'a dyn Fn(&Complex, bool) -> Value;

/// Bound of |∫| over the rest of a range that starts (or ends) at the given point.
pub type Rest<'a> = &'a dyn Fn(&Ball) -> Value<Radius>;

/// What a computation may cost and must reach.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Evaluations of the integrand.
    pub evaluations: u32,
    /// Wanted absolute error as a power of two.
    pub target: i64,
}

impl Effort {
    /// For a relative error of about 2^(20−precision) of a value near 1.
    pub fn for_precision(precision: u32) -> Self {
        Self { evaluations: 20_000, target: 20 - i64::from(precision) }
    }
}

const DEGREES: [u32; 10] = [4, 6, 10, 14, 20, 30, 44, 64, 92, 132];
/// Semi-axis sums of the ellipses that are tried, in 64ths.
const ELLIPSES: [i64; 6] = [1024, 384, 192, 128, 96, 80];

/// ∫_a^b f along the straight segment.
///
/// Err(Budget) when the evaluations are used up (a singular end or a non-holomorphic point, in most cases).
pub fn integrate(f: Integrand, a: &Complex, b: &Complex, effort: Effort) -> Value {
    if (b - a).is_exact_zero() {
        return Ok(a.constant(0));
    }
    let mut stack = vec![(a.clone(), b.clone(), 0u32)];
    let mut sum: Option<Complex> = None;
    let mut left = effort.evaluations;
    while let Some((from, to, depth)) = stack.pop() {
        let spent = left;
        match piece(f, &from, &to, effort.target - 4, &mut left)? {
            Some(value) => sum = Some(sum.map_or_else(|| value.clone(), |sum| sum + &value)),
            None if depth < 400 => {
                let middle = (&from + &to).scaled(-1).centre();
                stack.push((middle.clone(), to, depth + 1));
                stack.push((from, middle, depth + 1));
            }
            None => return Err(Undefined::Precision),
        }
        if left == 0 || spent == left {
            return Err(Undefined::Budget);
        }
    }
    sum.ok_or(Undefined::Unsupported)?.finite()
}

/// ∫_a^b f of a function that may be singular at the ends: each given `Rest` bounds |∫| between its argument and the
/// end.
pub fn integrate_singular(
    f: Integrand,
    (a, left): (&Ball, Option<Rest>),
    (b, right): (&Ball, Option<Rest>),
    effort: Effort,
) -> Value {
    let length = b - a;
    let (from, error_left) = cut(a, &length, left, effort.target, 1)?;
    let (to, error_right) = cut(b, &length, right, effort.target, -1)?;
    let value = integrate(f, &Complex::real(from), &Complex::real(to), effort)?;
    let real = value.is_real();
    Ok(value.widened_real(error_left.plus(error_right), real))
}

/// ∫_a^∞ f, with a bound of ∫_X^∞ |f| for any X.
pub fn integrate_to_infinity(f: Integrand, a: &Ball, left: Option<Rest>, tail: Rest, effort: Effort) -> Value {
    let (mut end, mut rest) = (a + 1, Radius::INFINITE);
    for k in 0..64 {
        end = a + Ball::one(a.precision()).scaled(k);
        rest = tail(&end).unwrap_or(Radius::INFINITE);
        if rest.top() < effort.target {
            break;
        }
    }
    if rest.top() >= effort.target {
        return Err(Undefined::Divergence);
    }
    let start = a + 1;
    let near = integrate_singular(f, (a, left), (&start, None), effort)?;
    let far = integrate(f, &Complex::real(start), &Complex::real(end), effort)?;
    let value = near + far;
    let real = value.is_real();
    Ok(value.widened_real(rest, real))
}

/// The point where the regular part begins, and the bound of what is left out.
fn cut(end: &Ball, length: &Ball, rest: Option<Rest>, target: i64, side: i64) -> Value<(Ball, Radius)> {
    let Some(rest) = rest else { return Ok((end.clone(), Radius::ZERO)) };
    for k in 4..2048 {
        let point = end + length.scaled(-k) * side;
        if let Ok(bound) = rest(&point)
            && bound.top() < target
        {
            return Ok((point, bound));
        }
    }
    Err(Undefined::Divergence)
}

/// The integral over a piece to 2^target, if one of the rules surely reaches it.
fn piece(f: Integrand, from: &Complex, to: &Complex, target: i64, left: &mut u32) -> Value<Option<Complex>> {
    let (centre, half) = ((from + to).scaled(-1), (to - from).scaled(-1));
    let Some((degree, error)) = choose(f, &centre, &half, target, left) else { return Ok(None) };
    if error.is_finite() && degree == 0 {
        return Ok(Some(half.constant(0).widened(error)));
    }
    if *left < degree {
        *left = 0;
        return Err(Undefined::Budget);
    }
    *left -= degree;
    let precision = from.precision().max(to.precision());
    let mut sum = half.constant(0);
    for (node, weight) in rule(degree, precision)?.iter() {
        let offset = half.times_real(node);
        let mut value = f(&(&centre + &offset), false)?;
        if !node.is_exact_zero() {
            value = value + f(&(&centre - &offset), false)?;
        }
        sum = sum + value.times_real(weight);
    }
    let value = sum * &half;
    let real = value.is_real();
    Ok(Some(value.widened_real(error, real)))
}

/// The cheapest rule whose error is proved to be below 2^target; degree 0 where the whole piece is negligible.
///
/// |error| ≤ |half| · (64/15) M ρ^(−2n) / (1 − ρ^(−2)) for |f| ≤ M on the ellipse of semi-axis sum ρ (Trefethen 2008).
fn choose(f: Integrand, centre: &Complex, half: &Complex, target: i64, left: &mut u32) -> Option<(u32, Radius)> {
    let mut best: Option<(u32, Radius)> = None;
    let precision = centre.precision();
    for ratio in ELLIPSES {
        if *left == 0 {
            return None;
        }
        *left -= 1;
        let rho = Ball::ratio(ratio, 64, precision);
        let long = (&rho + rho.inverse()).scaled(-1).abs_upper();
        let short = (&rho - rho.inverse()).scaled(-1).abs_upper();
        let ellipse = Complex::new(Ball::symmetric(long, precision), Ball::symmetric(short, precision));
        let Ok(value) = f(&(centre + half * ellipse), true) else { continue };
        let size = value.abs_upper().times(half.abs_upper());
        if !size.is_finite() {
            continue;
        }
        if size.shifted(1).top() < target {
            return Some((0, size.shifted(1)));
        }
        let shrink = Radius::from_f64(64.0 / ratio as f64 * (1.0 + 1e-12)).power(2);
        // 64/15 / (1 − ρ^(−2)) ≤ 12 for ρ ≥ 5/4
        let lead = size.times(Radius::from_f64(12.0));
        let found = DEGREES.iter().find_map(|degree| {
            let error = lead.times(shrink.power(u64::from(*degree)));
            (error.top() < target).then_some((*degree, error))
        });
        if let Some((degree, error)) = found
            && best.is_none_or(|(known, _)| degree < known)
        {
            best = Some((degree, error));
        }
    }
    best
}
