//! Gauss–Legendre nodes and weights as balls.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::number::{Ball, Radius, Undefined, Value};

/// (node, weight) for the nodes ≥ 0.
pub(super) type Rule = Arc<Vec<(Ball, Ball)>>;

/// The rule of n points; the negative nodes are mirrored. Computed once for each size and precision.
pub(super) fn rule(n: u32, precision: u32) -> Value<Rule> {
    static RULES: OnceLock<Mutex<BTreeMap<(u32, u32), Rule>>> = OnceLock::new();
    let rules = RULES.get_or_init(Mutex::default);
    if let Some(known) = rules.lock().unwrap_or_else(PoisonError::into_inner).get(&(n, precision)) {
        return Ok(known.clone());
    }
    let made = Arc::new(make(n, precision)?);
    rules.lock().unwrap_or_else(PoisonError::into_inner).insert((n, precision), made.clone());
    Ok(made)
}

fn make(n: u32, precision: u32) -> Value<Vec<(Ball, Ball)>> {
    // the recurrence may lose as much as log2(1 + √2) bits a step
    let (wide, accuracy) = (precision + 32 + 4 * n, -i64::from(precision + 16 + 2 * n));
    (0..n.div_ceil(2))
        .map(|i| node(n, i, accuracy, wide).map(|(x, w)| (x.at(precision + 8), w.at(precision + 8))))
        .collect()
}

/// The i-th node from the right: a sign change in a tiny interval. As n disjoint ones exist, each holds just one root.
fn node(n: u32, i: u32, accuracy: i64, precision: u32) -> Value<(Ball, Ball)> {
    if n % 2 == 1 && i == n / 2 {
        let x = Ball::zero(precision);
        return Ok((x.clone(), weight(n, &x)));
    }
    let guess = (std::f64::consts::PI * (f64::from(i) + 0.75) / (f64::from(n) + 0.5)).cos();
    let mut x = Ball::from_f64(guess, precision);
    for _ in 0..precision.ilog2() + 2 {
        let (value, slope) = legendre(n, &x);
        x = (x - value / slope).centre();
    }
    let error = Radius::power_of_two(accuracy);
    let gap = Ball::new(error.into(), Radius::ZERO, precision);
    let (left, right) = (legendre(n, &(&x - &gap)).0.sign(), legendre(n, &(&x + &gap)).0.sign());
    match (left, right) {
        (Some(left), Some(right)) if left * right < 0 => {
            let x = x.widened(error.shifted(1));
            let w = weight(n, &x);
            Ok((x, w))
        }
        _ => Err(Undefined::Precision),
    }
}

/// 2 / ((1 − x²) P_n'(x)²).
fn weight(n: u32, x: &Ball) -> Ball {
    let slope = legendre(n, x).1;
    x.constant(2) / ((x.constant(1) - x.square()) * slope.square())
}

/// (P_n, P_n') by the three-term recurrence.
fn legendre(n: u32, x: &Ball) -> (Ball, Ball) {
    let (mut before, mut now) = (x.constant(1), x.clone());
    for k in 1..i64::from(n) {
        let next = (x * &now * (2 * k + 1) - before * k) / (k + 1);
        (before, now) = (now, next);
    }
    // (x² − 1) P_n' = n (x P_n − P_(n−1))
    let slope = (x * &now - before) * i64::from(n) / (x.square() - 1);
    (now, slope)
}
