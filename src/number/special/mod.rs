//! Special functions of complex balls, each with a proved bound of what its series or expansion leaves out.

pub mod bernoulli;
pub mod gamma;
pub mod polynomial;
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
