//! Exact binary numbers m · 2^e, and their rounding with the error made.

use std::cmp::Ordering;

use dashu_base::Sign;
use dashu_int::IBig;

use super::radius::{NO_TOP, Radius};

/// Dyadic: mantissa · 2^exponent, exact; zero has exponent 0.
#[derive(Clone, Debug)]
pub struct Dyadic {
    pub(super) mantissa: IBig,
    pub(super) exponent: i64,
}

impl Dyadic {
    pub const ZERO: Self = Self { mantissa: IBig::ZERO, exponent: 0 };

    pub fn new(mantissa: IBig, exponent: i64) -> Self {
        if mantissa.is_zero() { Self::ZERO } else { Self { mantissa, exponent } }
    }

    pub fn integer(value: i64) -> Self {
        Self { mantissa: IBig::from(value), exponent: 0 }
    }

    /// The exact value of a finite float; zero for the others.
    pub fn from_f64(value: f64) -> Self {
        if !value.is_finite() || value == 0.0 {
            return Self::ZERO;
        }
        let bits = value.to_bits();
        let field = ((bits >> 52) & 0x7ff) as i64;
        let fraction = (bits & ((1 << 52) - 1)) as i64;
        let (mantissa, exponent) = if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) };
        Self::new(IBig::from(if value < 0.0 { -mantissa } else { mantissa }), exponent)
    }

    pub fn is_zero(&self) -> bool {
        self.mantissa.is_zero()
    }

    pub fn is_negative(&self) -> bool {
        self.mantissa.sign() == Sign::Negative && !self.is_zero()
    }

    pub(super) fn length(&self) -> i64 {
        magnitude_length(&self.mantissa)
    }

    /// e with 2^(e-1) ≤ |self| < 2^e; `NO_TOP` for 0.
    pub fn top(&self) -> i64 {
        if self.is_zero() { NO_TOP } else { self.length().saturating_add(self.exponent) }
    }

    pub fn negated(&self) -> Self {
        Self { mantissa: -&self.mantissa, exponent: self.exponent }
    }

    /// Rounded to `precision` bits towards −∞, with the error as an exponent (error < 2^e) where it is not exact.
    pub fn rounded(self, precision: u32) -> (Self, Option<i64>) {
        let excess = self.length() - i64::from(precision.max(2));
        if excess <= 0 {
            return (self, None);
        }
        let shift = excess as usize;
        let exact = self.mantissa.trailing_zeros().is_some_and(|zeros| zeros >= shift);
        let exponent = self.exponent + excess;
        (Self::new(self.mantissa >> shift, exponent), (!exact).then_some(exponent))
    }

    /// |self| rounded up.
    pub fn abs_upper(&self) -> Radius {
        upper(&self.mantissa, self.exponent)
    }

    /// |self| rounded down, as a radius (a lower bound held exactly).
    pub fn abs_lower(&self) -> Radius {
        lower(&self.mantissa, self.exponent)
    }

    /// self · 2^bits as an integer, rounded towards −∞ (error < 1).
    pub fn fixed(&self, bits: i64) -> IBig {
        let shift = self.exponent + bits;
        if shift >= 0 { &self.mantissa << (shift as usize) } else { &self.mantissa >> (shift.unsigned_abs() as usize) }
    }

    /// Nearest float, a few units off at most: for first guesses only.
    pub fn to_f64(&self) -> f64 {
        let excess = (self.length() - 62).max(0);
        let head = &self.mantissa >> (excess as usize);
        let Ok(head) = i64::try_from(head) else { return 0.0 };
        let exponent = self.exponent.saturating_add(excess);
        if exponent > 1100 {
            return if head < 0 { f64::NEG_INFINITY } else { f64::INFINITY };
        }
        if exponent < -1200 {
            return 0.0;
        }
        let half = (exponent / 2) as i32;
        head as f64 * 2f64.powi(half) * 2f64.powi(exponent as i32 - half)
    }

    /// The integer value, where it is one of at most 2^20 bits.
    pub fn to_integer(&self) -> Option<IBig> {
        if self.top() > 1 << 20 {
            return None;
        }
        if self.exponent >= 0 {
            return Some(&self.mantissa << (self.exponent as usize));
        }
        let zeros = self.mantissa.trailing_zeros()?;
        let shift = usize::try_from(-self.exponent).ok()?;
        (zeros >= shift).then(|| &self.mantissa >> shift)
    }

    /// Exact comparison.
    pub fn compare(&self, other: &Self) -> Ordering {
        let signs = self.sign().cmp(&other.sign());
        if signs != Ordering::Equal || self.is_zero() {
            return signs;
        }
        let tops = self.top().cmp(&other.top());
        if tops != Ordering::Equal {
            return if self.is_negative() { tops.reverse() } else { tops };
        }
        let low = self.exponent.min(other.exponent);
        self.fixed(-low).cmp(&other.fixed(-low))
    }

    fn sign(&self) -> i8 {
        if self.is_zero() {
            0
        } else if self.is_negative() {
            -1
        } else {
            1
        }
    }
}

impl From<Radius> for Dyadic {
    fn from(radius: Radius) -> Self {
        let (mantissa, exponent) = radius.parts();
        Self::new(IBig::from(mantissa), exponent)
    }
}

/// Bits of |value|.
pub(super) fn magnitude_length(value: &IBig) -> i64 {
    let (_, words) = value.as_sign_words();
    let bits = words.last().and_then(|word| word.checked_ilog2()).map_or(0, |log| i64::from(log) + 1);
    (words.len() as i64 - 1).max(0) * WORD_BITS + bits
}

const WORD_BITS: i64 = 8 * size_of::<dashu_int::Word>() as i64;

/// The first 62 bits of |mantissa| and the exponent of the last of them; the rest is cut off.
fn head(mantissa: &IBig, exponent: i64) -> (u64, i64, bool) {
    let excess = (magnitude_length(mantissa) - 62).max(0);
    let head = if excess == 0 { mantissa.clone() } else { mantissa >> (excess as usize) };
    let head = i64::try_from(head).map_or(u64::MAX >> 1, i64::unsigned_abs);
    (head, exponent.saturating_add(excess), excess > 0)
}

fn upper(mantissa: &IBig, exponent: i64) -> Radius {
    let (head, exponent, cut) = head(mantissa, exponent);
    Radius::new(head + u64::from(cut), exponent)
}

fn lower(mantissa: &IBig, exponent: i64) -> Radius {
    let (head, exponent, cut) = head(mantissa, exponent);
    // A negative mantissa was rounded away from zero.
    let head = if cut { head.saturating_sub(1) } else { head };
    let shift = (64 - head.leading_zeros()).saturating_sub(31);
    Radius::new(head >> shift, exponent.saturating_add(i64::from(shift)))
}
