//! Real balls: a midpoint, a radius, and the precision that results are rounded to.

mod arithmetic;
mod compare;
mod convert;
mod elementary;
mod inverse;
mod logarithm;
mod power;

pub use convert::{from_bigint, to_bigint};
pub use inverse::angle;

use super::radius::EXPONENT_LIMIT;
use super::{Dyadic, Radius};

/// Ball: all reals within `radius` of `mid`. Results carry the larger precision of their operands.
#[derive(Clone, Debug)]
pub struct Ball {
    pub(super) mid: Dyadic,
    pub(super) radius: Radius,
    pub(super) precision: u32,
}

impl Ball {
    /// mid ± radius, rounded to `precision` bits.
    pub fn new(mid: Dyadic, radius: Radius, precision: u32) -> Self {
        let precision = precision.clamp(2, super::MAX_PRECISION);
        let (mid, error) = mid.rounded(precision);
        let radius = error.map_or(radius, |exponent| radius.plus(Radius::power_of_two(exponent)));
        if !radius.is_finite() || mid.top() > EXPONENT_LIMIT {
            return Self::everything(precision);
        }
        if !mid.is_zero() && mid.top() < -EXPONENT_LIMIT {
            let radius = radius.plus(Radius::power_of_two(-EXPONENT_LIMIT));
            return Self { mid: Dyadic::ZERO, radius, precision };
        }
        Self { mid, radius, precision }
    }

    /// The whole real line: what an operation gives that could not be enclosed.
    pub fn everything(precision: u32) -> Self {
        Self { mid: Dyadic::ZERO, radius: Radius::INFINITE, precision }
    }

    /// An exact small integer.
    pub fn integer(value: i64, precision: u32) -> Self {
        Self { mid: Dyadic::integer(value), radius: Radius::ZERO, precision }
    }

    pub fn zero(precision: u32) -> Self {
        Self::integer(0, precision)
    }

    pub fn one(precision: u32) -> Self {
        Self::integer(1, precision)
    }

    /// An exact integer with the precision of this number.
    pub fn constant(&self, value: i64) -> Self {
        Self::integer(value, self.precision)
    }

    pub fn precision(&self) -> u32 {
        self.precision
    }

    pub fn mid(&self) -> &Dyadic {
        &self.mid
    }

    pub fn radius(&self) -> Radius {
        self.radius
    }

    /// The same set, its results rounded to `precision` bits from here on; rounded now if it is longer.
    pub fn at(&self, precision: u32) -> Self {
        Self::new(self.mid.clone(), self.radius, precision)
    }

    /// The ball grown by `error` on both sides.
    pub fn widened(mut self, error: Radius) -> Self {
        self.radius = self.radius.plus(error);
        if self.radius.is_finite() { self } else { Self::everything(self.precision) }
    }

    /// The midpoint as an exact ball.
    pub fn centre(&self) -> Self {
        Self { mid: self.mid.clone(), radius: Radius::ZERO, precision: self.precision }
    }

    /// 0 ± radius.
    pub fn symmetric(radius: Radius, precision: u32) -> Self {
        Self::zero(precision).widened(radius)
    }

    /// The smallest ball here that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        let precision = self.precision.max(other.precision);
        if !self.is_finite() || !other.is_finite() {
            return Self::everything(precision);
        }
        let mid = (self.centre().at(precision) + other.centre()).scaled(-1);
        let reach = |end: &Self| (end - mid.centre()).abs_upper();
        let radius = reach(self).max(reach(other));
        mid.centre().widened(radius)
    }
}

super::operators::implement_operators!(Ball);
