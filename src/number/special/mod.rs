//! Special functions of complex balls, each with a proved bound of what its series or expansion leaves out.

pub mod bernoulli;
pub mod bessel;
pub mod carlson;
pub mod confluent;
pub mod elliptic;
pub mod gamma;
mod gauss;
pub mod hypergeometric;
pub mod lambert;
pub mod orthogonal;
pub mod other;
pub mod polynomial;
pub mod theta;
pub mod zeta;

use super::{Complex, Undefined, Value};

/// Guard bits that swallow the rounding of a few hundred operations.
pub(super) const GUARD: u32 = 24;

/// Runs `body` with `extra` guard bits on its argument and rounds the result back.
pub(super) fn with_guard(z: &Complex, extra: u32, body: impl FnOnce(&Complex) -> Value) -> Value {
    let precision = z.precision();
    body(&z.at(precision + GUARD + extra))?.at(precision).finite()
}

/// log2 of a size as guard bits, at most `cap`.
pub(super) fn size_bits(z: &Complex, cap: i64) -> u32 {
    u32::try_from(z.abs_upper().top().clamp(0, cap)).unwrap_or(0)
}

/// Err(Budget) for an argument so large or so wide that the work could not be bounded.
pub(super) fn require_moderate(z: &Complex, bits: i64) -> Value<()> {
    if z.abs_upper().top() > bits { Err(Undefined::Budget) } else { Ok(()) }
}

/// The largest precision among numbers.
pub(super) fn highest<'a>(numbers: impl Iterator<Item = &'a Complex>) -> u32 {
    numbers.map(Complex::precision).max().unwrap_or(64)
}

/// Runs `body` on its arguments with more and more guard bits until the result has the precision of the arguments, or
/// until more bits no longer help.
pub(super) fn adaptive(arguments: &[Complex], body: impl Fn(&[Complex]) -> Value) -> Value {
    let precision = highest(arguments.iter());
    let mut guard = GUARD;
    let mut best: Value = Err(Undefined::Precision);
    let mut last_error = i64::MAX / 2;
    for _ in 0..6 {
        let wide: Vec<Complex> = arguments.iter().map(|argument| argument.at(precision + guard)).collect();
        let value = body(&wide);
        let before = best.as_ref().map_or(i64::MIN / 2, Complex::accuracy);
        let error = value.as_ref().map_or(i64::MAX / 2, |value| value.radius().top());
        let now = value.as_ref().map_or(i64::MIN / 2, Complex::accuracy);
        match &value {
            Err(Undefined::Precision) if best.is_err() => {}
            Err(_) if best.is_err() => return value,
            Err(_) => break,
            Ok(_) => {}
        }
        let lacking = i64::from(precision) + 2 - now;
        let stuck = error > last_error.saturating_sub(16);
        last_error = if now > i64::MIN / 2 { error } else { last_error };
        if now >= before {
            best = value;
        }
        if lacking <= 0 || stuck {
            break;
        }
        let more = lacking.clamp(32, i64::from(precision) * 4 + 256) as u32;
        guard += more + 16;
        if precision + guard > super::MAX_PRECISION {
            break;
        }
    }
    best?.at(precision).finite()
}
