//! Powers and roots of complex balls.

use super::Complex;
use crate::number::{Undefined, Value};

impl Complex {
    /// z^n by squaring; z^0 = 1; the whole plane for a negative power of a ball that holds 0.
    pub fn power_integer(&self, n: i64) -> Self {
        if self.is_real() {
            return Self::real(self.re.power_integer(n));
        }
        let mut base = self.at(self.precision() + 8 + n.unsigned_abs().max(1).ilog2());
        let (mut result, mut left) = (base.constant(1), n.unsigned_abs());
        while left > 0 {
            if left & 1 == 1 {
                result = &result * &base;
            }
            left >>= 1;
            if left > 0 {
                base = base.square();
            }
        }
        let result = result.at(self.precision());
        if n < 0 { result.inverse() } else { result }
    }

    /// z^w = exp(w log z), principal; z^n for an exact integer n; 0^w = 0 for Re w > 0 and 0^0 = 1.
    pub fn power(&self, exponent: &Self) -> Value {
        if let Some(n) = exponent.as_i64().filter(|n| n.unsigned_abs() < 1 << 40) {
            if n < 0 && self.is_exact_zero() {
                return Err(Undefined::Pole);
            }
            return self.power_integer(n).finite();
        }
        if self.is_exact_zero() {
            return match exponent.re.sign() {
                Some(1) => Ok(self.clone()),
                Some(-1) => Err(Undefined::Pole),
                _ => Err(Undefined::Domain),
            };
        }
        if exponent.is_real() && self.is_real() && self.re.is_positive() {
            return self.re.power(&exponent.re).map(Self::real);
        }
        if let Some(n) = exponent.scaled(1).as_i64().filter(|n| n.unsigned_abs() < 1 << 20) {
            return self.at(self.precision() + 8).sqrt()?.power_integer(n).at(self.precision()).finite();
        }
        let precision = self.precision().max(exponent.precision());
        let extra = u32::try_from(exponent.abs_upper().top().clamp(0, 64)).unwrap_or(0);
        let order = self.abs_upper().top().unsigned_abs().max(1).ilog2();
        let wide = self.at(precision + extra + order + 12);
        (wide.log()? * exponent).exp().map(|value| value.at(precision))
    }

    /// The principal n-th root z^(1/n).
    pub fn root(&self, n: u32) -> Value {
        if n == 2 {
            return self.sqrt();
        }
        if self.is_real() && self.re.is_nonnegative() {
            return self.re.root(n).map(Self::real);
        }
        if n == 0 {
            return Err(Undefined::Domain);
        }
        let precision = self.precision();
        self.power(&Self::ratio(1, i64::from(n), precision + 16)).map(|value| value.at(precision))
    }
}
