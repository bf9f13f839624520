//! π and log 2 as fixed-point integers, computed once.

use std::sync::OnceLock;

use dashu_int::IBig;

use super::fixed::{arctan_inverse, artanh_inverse};
use super::{Ball, Dyadic, MAX_PRECISION, Radius};

/// Bits of the stored constants.
const WIDTH: usize = MAX_PRECISION as usize * 2 + 64;
/// Bits of these that the rounding of their series may spoil (far fewer than 2^16 terms, factor ≤ 44).
const SPOILT: usize = 24;

/// π by Machin: 16 atan(1/5) − 4 atan(1/239).
fn pi_digits() -> &'static IBig {
    static PI: OnceLock<IBig> = OnceLock::new();
    PI.get_or_init(|| arctan_inverse(5, WIDTH) * 16 - arctan_inverse(239, WIDTH) * 4)
}

/// log 2 = 18 atanh(1/26) − 2 atanh(1/4801) + 8 atanh(1/8749).
fn log_two_digits() -> &'static IBig {
    static LOG_TWO: OnceLock<IBig> = OnceLock::new();
    LOG_TWO.get_or_init(|| {
        artanh_inverse(26, WIDTH) * 18 - artanh_inverse(4801, WIDTH) * 2 + artanh_inverse(8749, WIDTH) * 8
    })
}

/// Bits behind the point to which π and log 2 are known.
pub(super) const KNOWN: usize = WIDTH - SPOILT;

/// π · 2^w, error ≤ 2 units, w ≤ `KNOWN`.
pub(super) fn pi_fixed(width: usize) -> IBig {
    pi_digits() >> (WIDTH - width.min(KNOWN))
}

/// log 2 · 2^w, error ≤ 2 units, w ≤ `KNOWN`.
pub(super) fn log_two_fixed(width: usize) -> IBig {
    log_two_digits() >> (WIDTH - width.min(KNOWN))
}

fn from_fixed(digits: IBig, width: usize, precision: u32) -> Ball {
    Ball::new(Dyadic::new(digits, -(width as i64)), Radius::power_of_two(1 - width as i64), precision)
}

/// π.
pub fn pi(precision: u32) -> Ball {
    let width = precision.min(MAX_PRECISION) as usize + 8;
    from_fixed(pi_fixed(width), width, precision)
}

/// log 2.
pub fn log_two(precision: u32) -> Ball {
    let width = precision.min(MAX_PRECISION) as usize + 8;
    from_fixed(log_two_fixed(width), width, precision)
}

/// e.
pub fn e(precision: u32) -> Ball {
    Ball::one(precision).exp()
}

/// The golden ratio (1 + √5)/2.
pub fn golden_ratio(precision: u32) -> Ball {
    Ball::integer(5, precision).sqrt().map_or_else(|_| Ball::everything(precision), |root| (root + 1).scaled(-1))
}
