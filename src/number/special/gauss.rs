//! Gauss's 2F1 on the cut plane by its linear transformations.

use super::adaptive;
use super::gamma::{gamma, is_nonpositive_integer, reciprocal_gamma};
use super::hypergeometric::{by_series, series};
use crate::number::calculus::taylor::removable;
use crate::number::{Complex, Undefined, Value};

/// The series is used up to this |w|.
const REACH: f64 = 0.97;

/// 2F1(a, b; c; z), principal branch with the cut [1, ∞) closed from below, where 1 − z lies above its own cut.
pub(super) fn gauss(a: &Complex, b: &Complex, c: &Complex, z: &Complex) -> Value {
    if z.is_exact_zero() {
        return Ok(z.constant(1));
    }
    if is_nonpositive_integer(a) || is_nonpositive_integer(b) {
        return by_series(&[a.clone(), b.clone()], std::slice::from_ref(c), z);
    }
    if is_nonpositive_integer(c) {
        return Err(Undefined::Pole);
    }
    if z.as_i64() == Some(1) {
        return at_one(a, b, c);
    }
    let one = z.constant(1);
    let choices = [
        (z.clone(), 1.0),
        (z.over(&(z - 1)), 1.05),
        (&one - z, 1.4),
        (z.inverse(), 1.4),
        ((&one - z).inverse(), 1.4),
        (&one - z.inverse(), 1.4),
    ];
    let sizes = choices.iter().map(|(w, weight)| {
        let size = w.abs_upper().to_f64();
        if size < REACH { size.powf(1.0 / weight) } else { f64::INFINITY }
    });
    let best = sizes.enumerate().min_by(|x, y| x.1.total_cmp(&y.1));
    let arguments = [a.clone(), b.clone(), c.clone(), z.clone()];
    match best {
        Some((_, size)) if size.is_infinite() => Err(Undefined::Unsupported),
        Some((0, _)) => adaptive(&arguments, |x| plain(x)),
        Some((1, _)) => adaptive(&arguments, pfaff),
        Some((2 | 5, _)) => with_pole(
            &arguments,
            &(c - a - b),
            if best.is_some_and(|b| b.0 == 2) { near_one } else { near_one_inverted },
        ),
        Some((3, _)) => with_pole(&arguments, &(a - b), far),
        Some(_) => with_pole(&arguments, &(a - b), far_shifted),
        None => Err(Undefined::Unsupported),
    }
}

fn four(x: &[Complex]) -> Value<(&Complex, &Complex, &Complex, &Complex)> {
    match x {
        [a, b, c, z] => Ok((a, b, c, z)),
        _ => Err(Undefined::Unsupported),
    }
}

fn plain(x: &[Complex]) -> Value {
    let (a, b, c, z) = four(x)?;
    series(&[a.clone(), b.clone()], std::slice::from_ref(c), z)
}

fn at_one(a: &Complex, b: &Complex, c: &Complex) -> Value {
    let gap = c - a - b;
    if !gap.re.is_positive() {
        return Err(if gap.re.is_nonpositive() { Undefined::Divergence } else { Undefined::Precision });
    }
    let below = reciprocal_gamma(&(c - a))? * reciprocal_gamma(&(c - b))?;
    Ok(gamma(c)? * gamma(&gap)? * below)
}

/// (1 − z)^(−a) F(a, c − b; c; z/(z − 1)).
fn pfaff(x: &[Complex]) -> Value {
    let (a, b, c, z) = four(x)?;
    let rest = z.constant(1) - z;
    let value = series(&[a.clone(), c - b], std::slice::from_ref(c), &z.over(&(z - 1)))?;
    Ok(rest.power(&-a)? * value)
}

type Transformation = fn(&[Complex]) -> Value;

/// Γ(c) times a transformation (of F/Γ(c), entire in its parameters) whose two parts have poles that cancel where
/// `difference` is an integer.
fn with_pole(arguments: &[Complex; 4], difference: &Complex, formula: Transformation) -> Value {
    let [a, b, c, z] = arguments;
    let nearest = difference.re.to_f64().round();
    let distance = (difference - nearest as i64).abs_upper();
    if distance.to_f64() > 0.02 {
        return adaptive(arguments, |x| Ok(gamma(four(x)?.2)? * formula(x)?));
    }
    let real = arguments.iter().all(Complex::is_real) && !(z - 1).re.is_nonnegative();
    let far = std::ptr::fn_addr_eq(formula, far as Transformation)
        || std::ptr::fn_addr_eq(formula, far_shifted as Transformation);
    let precision = super::highest(arguments.iter());
    removable(
        &|shift| {
            let p = shift.precision() + 16;
            let (b, c) = if far { (b.at(p) + shift, c.at(p)) } else { (b.at(p), c.at(p) + shift) };
            formula(&[a.at(p), b, c, z.at(p)])
        },
        precision + 16,
        real,
    )
    .and_then(|value| Ok((value * gamma(&c.at(precision + 16))?).at(precision)))
}

/// Γ(c−a−b)/(Γ(c−a)Γ(c−b)) F(a, b; a+b−c+1; 1−z) + (1−z)^(c−a−b) Γ(a+b−c)/(Γ(a)Γ(b)) F(c−a, c−b; c−a−b+1; 1−z).
fn near_one(x: &[Complex]) -> Value {
    let (a, b, c, z) = four(x)?;
    let (gap, w) = (c - a - b, z.constant(1) - z);
    let first = gamma(&gap)? * reciprocal_gamma(&(c - a))? * reciprocal_gamma(&(c - b))?;
    let first = first * series(&[a.clone(), b.clone()], &[-&gap + 1], &w)?;
    let second = gamma(&-&gap)? * reciprocal_gamma(a)? * reciprocal_gamma(b)? * w.power(&gap)?;
    let second = second * series(&[c - a, c - b], &[gap + 1], &w)?;
    Ok(first + second)
}

/// As `near_one` after Pfaff's transformation of both parts, in 1 − 1/z.
fn near_one_inverted(x: &[Complex]) -> Value {
    let (a, b, c, z) = four(x)?;
    let (gap, w) = (c - a - b, z.constant(1) - z.inverse());
    let first = gamma(&gap)? * reciprocal_gamma(&(c - a))? * reciprocal_gamma(&(c - b))? * z.power(&-a)?;
    let first = first * series(&[a.clone(), a - c + 1], &[-&gap + 1], &w)?;
    let second = gamma(&-&gap)? * reciprocal_gamma(a)? * reciprocal_gamma(b)?;
    let second = second * (z.constant(1) - z).power(&gap)? * z.power(&(a - c))?;
    let second = second * series(&[c - a, z.constant(1) - a], &[gap + 1], &w)?;
    Ok(first + second)
}

/// Γ(b−a)/(Γ(b)Γ(c−a)) (−z)^(−a) F(a, a−c+1; a−b+1; 1/z) and the same with a and b exchanged.
fn far(x: &[Complex]) -> Value {
    let (a, b, c, z) = four(x)?;
    let w = z.inverse();
    let part = |a: &Complex, b: &Complex| -> Value {
        let lead = gamma(&(b - a))? * reciprocal_gamma(b)? * reciprocal_gamma(&(c - a))? * (-z).power(&-a)?;
        Ok(lead * series(&[a.clone(), a - c + 1], &[a - b + 1], &w)?)
    };
    Ok(part(a, b)? + part(b, a)?)
}

/// As `far`, in 1/(1 − z): (1−z)^(−a) F(a, c−b; a−b+1; 1/(1−z)).
fn far_shifted(x: &[Complex]) -> Value {
    let (a, b, c, z) = four(x)?;
    let rest = z.constant(1) - z;
    let w = rest.inverse();
    let part = |a: &Complex, b: &Complex| -> Value {
        let lead = gamma(&(b - a))? * reciprocal_gamma(b)? * reciprocal_gamma(&(c - a))? * rest.power(&-a)?;
        Ok(lead * series(&[a.clone(), c - b], &[a - b + 1], &w)?)
    };
    Ok(part(a, b)? + part(b, a)?)
}
