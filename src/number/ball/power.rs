//! Powers of real balls.

use super::Ball;
use crate::number::{Radius, Undefined, Value};

impl Ball {
    /// a^n by squaring; a^0 = 1; the whole line for a negative power of a ball that holds 0.
    pub fn power_integer(&self, n: i64) -> Self {
        let wide = self.at(self.precision + 8 + n.unsigned_abs().max(1).ilog2());
        let power = wide.power_unsigned(n.unsigned_abs()).at(self.precision);
        if n < 0 { power.inverse() } else { power }
    }

    fn power_unsigned(&self, mut n: u64) -> Self {
        if n.is_multiple_of(2) && n > 0 && self.contains_zero() && !self.is_exact() {
            // an even power is not negative: [0, |a|^n]
            let half = self.abs_upper().power(n).shifted(-1);
            return Self::new(half.into(), half, self.precision);
        }
        let (mut base, mut result) = (self.clone(), self.constant(1));
        while n > 0 {
            if n & 1 == 1 {
                result = &result * &base;
            }
            n >>= 1;
            if n > 0 {
                base = base.square();
            }
        }
        result
    }

    /// a^b for a > 0, or an exact integer b; 0^b = 0 for b > 0 and 0^0 = 1.
    pub fn power(&self, exponent: &Self) -> Value<Self> {
        if let Some(n) = exponent.as_i64().filter(|n| n.unsigned_abs() < 1 << 40) {
            if n < 0 && self.is_exact_zero() {
                return Err(Undefined::Pole);
            }
            return self.power_integer(n).finite();
        }
        if self.is_exact_zero() {
            return match exponent.sign() {
                Some(1) => Ok(self.clone()),
                Some(_) => Err(Undefined::Pole),
                None => Err(Undefined::Precision),
            };
        }
        if let Some(n) = exponent.scaled(1).as_i64().filter(|n| exponent.is_exact() && n.unsigned_abs() < 1 << 20) {
            return self.at(self.precision + 8).sqrt()?.power_integer(n).at(self.precision).finite();
        }
        self.require_positive()?;
        let precision = self.precision.max(exponent.precision);
        let extra = u32::try_from(exponent.abs_upper().top().clamp(0, 64)).unwrap_or(0);
        let order = self.mid.top().unsigned_abs().max(1).ilog2();
        let wide = precision + extra + order + 8;
        (self.at(wide).log()? * exponent).exp().at(precision).finite()
    }

    /// n-th real root of a ≥ 0, n ≥ 1; of any a for odd n.
    pub fn root(&self, n: u32) -> Value<Self> {
        match n {
            0 => return Err(Undefined::Domain),
            1 => return Ok(self.clone()),
            2 => return self.sqrt(),
            _ => {}
        }
        if self.is_exact_zero() {
            return Ok(self.clone());
        }
        if n % 2 == 1 && self.is_negative() {
            return self.negated().root(n).map(|value| value.negated());
        }
        if self.contains_zero() && self.is_nonnegative() {
            let reach = self.abs_upper().to_f64().powf(1.0 / f64::from(n)) * (1.0 + 1e-9);
            let half = Radius::from_f64(reach).shifted(-1);
            return Ok(Self::new(half.into(), half, self.precision));
        }
        let exponent = Self::ratio(1, i64::from(n), self.precision + 16);
        self.power(&exponent).map(|value| value.at(self.precision))
    }
}
