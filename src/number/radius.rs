//! Error bounds: non-negative numbers of 31 bits that every operation rounds upwards.

use std::cmp::Ordering;

const BITS: u32 = 31;
/// Beyond this exponent a bound counts as infinite, below its negative it is rounded up to it.
pub(super) const EXPONENT_LIMIT: i64 = 1 << 48;

/// Stands for the exponent of zero: below all others, with room to compute.
pub(super) const NO_TOP: i64 = -(1 << 60);

/// Radius: an upper bound `mantissa · 2^exponent` ≥ 0, or infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Radius {
    mantissa: u64,
    exponent: i64,
}

impl Radius {
    pub const ZERO: Self = Self { mantissa: 0, exponent: 0 };
    pub const INFINITE: Self = Self { mantissa: 1, exponent: i64::MAX };

    /// 2^exponent.
    pub fn power_of_two(exponent: i64) -> Self {
        Self::new(1, exponent)
    }

    /// Upper bound of mantissa · 2^exponent.
    pub fn new(mantissa: u64, exponent: i64) -> Self {
        if mantissa == 0 {
            return Self::ZERO;
        }
        let length = 64 - mantissa.leading_zeros();
        if exponent > EXPONENT_LIMIT {
            return Self::INFINITE;
        }
        if exponent < -EXPONENT_LIMIT {
            return Self { mantissa: 1 << (BITS - 1), exponent: -EXPONENT_LIMIT };
        }
        if length <= BITS {
            let shift = BITS - length;
            return Self { mantissa: mantissa << shift, exponent: exponent - i64::from(shift) };
        }
        let shift = length - BITS;
        let kept = mantissa >> shift;
        let exact = kept << shift == mantissa;
        Self::renormalised(kept + u64::from(!exact), exponent + i64::from(shift))
    }

    fn renormalised(mantissa: u64, exponent: i64) -> Self {
        if mantissa >> BITS == 0 {
            Self { mantissa, exponent }
        } else {
            Self { mantissa: mantissa.div_ceil(2), exponent: exponent + 1 }
        }
    }

    /// Upper bound of a non-negative float; NaN and negative ones count as infinite.
    pub fn from_f64(value: f64) -> Self {
        if value == 0.0 {
            return Self::ZERO;
        }
        if !value.is_finite() || value < 0.0 {
            return Self::INFINITE;
        }
        let bits = value.to_bits();
        let field = ((bits >> 52) & 0x7ff) as i64;
        let fraction = bits & ((1 << 52) - 1);
        if field == 0 { Self::new(fraction, -1074) } else { Self::new(fraction | 1 << 52, field - 1075) }
    }

    /// Upper bound as a float.
    pub fn to_f64(self) -> f64 {
        if self.mantissa == 0 {
            return 0.0;
        }
        if self.exponent > 990 {
            return f64::INFINITY;
        }
        if self.exponent < -1050 {
            return f64::MIN_POSITIVE;
        }
        let half = self.exponent as i32 / 2;
        self.mantissa as f64 * 2f64.powi(half) * 2f64.powi(self.exponent as i32 - half)
    }

    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    pub fn is_finite(self) -> bool {
        self.exponent != i64::MAX
    }

    /// The smallest e with self < 2^e; `NO_TOP` for 0, its negative for infinity.
    pub fn top(self) -> i64 {
        if self.is_zero() {
            NO_TOP
        } else if self.is_finite() {
            self.exponent + i64::from(BITS)
        } else {
            -NO_TOP
        }
    }

    pub(super) fn parts(self) -> (u64, i64) {
        (self.mantissa, self.exponent)
    }

    pub fn plus(self, other: Self) -> Self {
        let (large, small) = if self.top() >= other.top() { (self, other) } else { (other, self) };
        if small.is_zero() || !large.is_finite() {
            return large;
        }
        let gap = large.exponent - small.exponent;
        if gap >= i64::from(BITS) {
            return Self::renormalised(large.mantissa + 1, large.exponent);
        }
        let lifted = if gap >= 0 { (small.mantissa >> gap) + 1 } else { small.mantissa << -gap };
        Self::renormalised(large.mantissa + lifted, large.exponent)
    }

    pub fn times(self, other: Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::ZERO;
        }
        if !self.is_finite() || !other.is_finite() {
            return Self::INFINITE;
        }
        Self::new(self.mantissa * other.mantissa, self.exponent + other.exponent)
    }

    /// Upper bound of self / other, where other is a *lower* bound of the divisor.
    pub fn over(self, other: Self) -> Self {
        if self.is_zero() {
            return Self::ZERO;
        }
        if other.is_zero() || !self.is_finite() {
            return Self::INFINITE;
        }
        if !other.is_finite() {
            return Self::power_of_two(-EXPONENT_LIMIT);
        }
        Self::new(((self.mantissa << 32) / other.mantissa) + 1, self.exponent - other.exponent - 32)
    }

    /// Upper bound of the square root.
    pub fn sqrt(self) -> Self {
        if self.is_zero() || !self.is_finite() {
            return self;
        }
        let odd = self.exponent.rem_euclid(2);
        let square = self.mantissa << (32 + odd);
        Self::new(square.isqrt() + 1, (self.exponent - odd - 32) / 2)
    }

    pub fn shifted(self, bits: i64) -> Self {
        if self.is_zero() || !self.is_finite() { self } else { Self::new(self.mantissa, self.exponent + bits) }
    }

    pub fn max(self, other: Self) -> Self {
        if self >= other { self } else { other }
    }

    pub fn min(self, other: Self) -> Self {
        if self <= other { self } else { other }
    }

    /// Upper bound of self^n.
    pub fn power(self, mut n: u64) -> Self {
        let (mut base, mut result) = (self, Self::power_of_two(0));
        while n > 0 {
            if n & 1 == 1 {
                result = result.times(base);
            }
            base = base.times(base);
            n >>= 1;
        }
        result
    }
}

impl PartialOrd for Radius {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Radius {
    fn cmp(&self, other: &Self) -> Ordering {
        self.top().cmp(&other.top()).then(self.mantissa.cmp(&other.mantissa))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_never_round_down() {
        let samples = [0.0, 1.0, 1.5, 0.1, 3e-300, 7e200, 1.0 + f64::EPSILON, 12345.678, 2f64.powi(-31)];
        for a in samples {
            for b in samples {
                let (x, y) = (Radius::from_f64(a), Radius::from_f64(b));
                assert!(x.plus(y).to_f64() >= a + b, "{a} + {b}");
                assert!(x.times(y).to_f64() >= a * b, "{a} · {b}");
                assert!(x.plus(y).to_f64() <= (a + b) * (1.0 + 1e-8));
            }
            assert!(Radius::from_f64(a).sqrt().to_f64() >= a.sqrt());
            assert!(Radius::from_f64(a).sqrt().to_f64() <= a.sqrt() * (1.0 + 1e-8));
        }
        assert!(Radius::new(u64::MAX, 0).to_f64() >= 18446744073709551615.0);
        assert!(
            !Radius::power_of_two(1 << 47)
                .times(Radius::power_of_two(1 << 47))
                .times(Radius::power_of_two(1 << 48))
                .is_finite()
        );
    }
}
