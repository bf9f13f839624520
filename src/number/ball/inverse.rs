//! Roots and the inverse circular and hyperbolic functions of real balls.

use dashu_base::SquareRoot;

use super::Ball;
use crate::number::constants::pi;
use crate::number::{Dyadic, Radius, Undefined, Value};

impl Ball {
    /// √: [0, ∞) → [0, ∞); Err(Domain) below 0, Err(Precision) where that is open.
    pub fn sqrt(&self) -> Value<Self> {
        if self.is_exact_zero() {
            return Ok(self.clone());
        }
        if self.is_negative() {
            return Err(Undefined::Domain);
        }
        if !self.is_nonnegative() {
            return Err(Undefined::Precision);
        }
        Ok(self.sqrt_of_nonnegative())
    }

    /// √max(a, 0): for balls that are known to hold a non-negative value.
    pub fn sqrt_clipped(&self) -> Self {
        if self.is_exact_zero() || self.is_nonnegative() {
            return self.sqrt_of_nonnegative();
        }
        let reach = Dyadic::from(self.mid.abs_upper().plus(self.radius).sqrt().shifted(-1));
        Self::new(reach.clone(), reach.abs_upper(), self.precision)
    }

    fn sqrt_of_nonnegative(&self) -> Self {
        if self.mid.is_zero() {
            return self.clone();
        }
        let want = 2 * i64::from(self.precision) + 4 - self.mid.length();
        let shift = want.max(0) + (self.mid.exponent - want.max(0)).rem_euclid(2);
        let (_, square) = (&self.mid.mantissa << (shift as usize)).into_parts();
        let root = square.sqrt();
        let exponent = (self.mid.exponent - shift) / 2;
        let exact = &root * &root == square;
        let mid = Dyadic::new(root.into(), exponent);
        // |√x − √m| ≤ |x − m| / √m
        let spread = self.radius.over(mid.abs_lower());
        let error = if exact { Radius::ZERO } else { Radius::power_of_two(exponent) };
        Self::new(mid, spread.plus(error), self.precision)
    }

    /// asin: [−1, 1] → [−π/2, π/2].
    pub fn asin(&self) -> Value<Self> {
        let wide = self.at(self.precision + 8);
        let rest = (wide.constant(1) - &wide) * (wide.constant(1) + &wide);
        let rest = rest.sqrt()?;
        Ok(angle(&rest, &wide)?.at(self.precision))
    }

    /// acos: [−1, 1] → [0, π].
    pub fn acos(&self) -> Value<Self> {
        let wide = self.at(self.precision + 8);
        let rest = ((wide.constant(1) - &wide) * (wide.constant(1) + &wide)).sqrt()?;
        Ok(angle(&wide, &rest)?.at(self.precision))
    }

    /// asinh: ℝ → ℝ.
    pub fn asinh(&self) -> Value<Self> {
        if self.mid.is_negative() {
            return self.negated().asinh().map(|value| value.negated());
        }
        if self.radius.top() > -4 && self.contains_zero() {
            // |asinh x| ≤ |x|
            return Self::symmetric(self.abs_upper(), self.precision).finite();
        }
        let wide = self.at(self.precision + 8);
        let square = wide.square();
        let root = (&square + 1).sqrt_clipped();
        // x + √(1+x²) − 1 = x + x²/(1 + √(1+x²))
        let inner = &wide + square / (root + 1);
        inner.log_one_plus().map(|value| value.at(self.precision))
    }

    /// acosh: [1, ∞) → [0, ∞).
    pub fn acosh(&self) -> Value<Self> {
        let wide = self.at(self.precision + 8);
        let below = &wide - 1;
        let root = (&below * (&wide + 1)).sqrt()?;
        (below + root).log_one_plus().map(|value| value.at(self.precision))
    }

    /// atanh: (−1, 1) → ℝ; Err(Pole) at ±1.
    pub fn atanh(&self) -> Value<Self> {
        let wide = self.at(self.precision + 8);
        let gap = wide.constant(1) - &wide;
        if gap.is_exact_zero() || (&wide + 1).is_exact_zero() {
            return Err(Undefined::Pole);
        }
        gap.require_positive()?;
        (&wide + 1).require_positive()?;
        // (1+x)/(1−x) − 1 = 2x/(1−x)
        let inner = wide.scaled(1) / gap;
        inner.log_one_plus().map(|value| value.scaled(-1).at(self.precision))
    }
}

/// angle: (x, y) → the angle of the point (x, y) in (−π, π].
///
/// Err(Domain) at the origin, Err(BranchCut) where the rectangle crosses the negative axis, Err(Precision) where it may
/// hold the origin. An exact y = 0 lies on the closed side.
pub fn angle(x: &Ball, y: &Ball) -> Value<Ball> {
    let precision = x.precision.max(y.precision);
    if x.is_exact_zero() && y.is_exact_zero() {
        return Err(Undefined::Domain);
    }
    if y.is_exact_zero() {
        return match x.sign() {
            Some(1) => Ok(Ball::zero(precision)),
            Some(_) => Ok(pi(precision)),
            None => Err(Undefined::Precision),
        };
    }
    let wide = precision + 8;
    let (x, y) = (x.at(wide), y.at(wide));
    let steep = y.abs_lower() > x.abs_lower();
    let value = match (steep, x.sign(), y.sign()) {
        (true, _, Some(sign)) => pi(wide).scaled(-1) * sign - (x / y).atan(),
        (false, Some(1), _) => (y / x).atan(),
        (false, Some(-1), Some(sign)) => pi(wide) * sign + (y / x).atan(),
        (false, Some(-1), None) => return Err(Undefined::BranchCut),
        _ => return Err(Undefined::Precision),
    };
    value.at(precision).finite()
}
