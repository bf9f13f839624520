//! What is surely true of all points of a ball, and bounds.

use std::cmp::Ordering;

use dashu_int::IBig;

use super::Ball;
use super::arithmetic::exact_sum;
use crate::number::{Dyadic, Radius, Undefined, Value};

impl Ball {
    pub fn is_finite(&self) -> bool {
        self.radius.is_finite()
    }

    /// Err(Precision) for the whole line.
    pub fn finite(self) -> Value<Self> {
        if self.is_finite() { Ok(self) } else { Err(Undefined::Precision) }
    }

    /// One point only.
    pub fn is_exact(&self) -> bool {
        self.radius.is_zero()
    }

    pub fn is_exact_zero(&self) -> bool {
        self.mid.is_zero() && self.radius.is_zero()
    }

    /// |mid| against the radius.
    fn reach(&self) -> Ordering {
        let radius = Dyadic::from(self.radius);
        let magnitude = if self.mid.is_negative() { self.mid.negated() } else { self.mid.clone() };
        magnitude.compare(&radius)
    }

    pub fn contains_zero(&self) -> bool {
        !self.is_finite() || self.reach() != Ordering::Greater
    }

    pub fn is_positive(&self) -> bool {
        !self.mid.is_negative() && !self.contains_zero()
    }

    pub fn is_negative(&self) -> bool {
        self.mid.is_negative() && !self.contains_zero()
    }

    pub fn is_nonnegative(&self) -> bool {
        self.is_finite() && !self.mid.is_negative() && self.reach() != Ordering::Less
    }

    pub fn is_nonpositive(&self) -> bool {
        self.negated().is_nonnegative()
    }

    /// Every a < every b.
    pub fn surely_less(&self, other: &Self) -> bool {
        self.gap_to(other).is_positive()
    }

    /// Every a ≤ every b.
    pub fn surely_at_most(&self, other: &Self) -> bool {
        self.gap_to(other).is_nonnegative()
    }

    /// b − a, exact where the lengths allow it.
    fn gap_to(&self, other: &Self) -> Self {
        if !self.is_finite() || !other.is_finite() {
            return Self::everything(self.precision);
        }
        let (a, b) = (&self.mid, &other.mid);
        let radius = self.radius.plus(other.radius);
        if a.is_zero() || b.is_zero() || (a.top() - b.top()).abs() > 8192 {
            return other.at(self.precision) - self;
        }
        Self { mid: exact_sum(b, &a.negated()), radius, precision: self.precision }
    }

    /// The balls may have a point in common; false is certain.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.surely_less(other) && !other.surely_less(self)
    }

    /// Every point of `other` lies in self, as far as can be told.
    pub fn contains(&self, other: &Self) -> bool {
        if !self.is_finite() {
            return true;
        }
        other.is_finite()
            && Self::new(self.lower(), Radius::ZERO, 8192).surely_at_most(&Self::new(other.lower(), Radius::ZERO, 8192))
            && Self::new(other.upper(), Radius::ZERO, 8192).surely_at_most(&Self::new(self.upper(), Radius::ZERO, 8192))
    }

    /// Upper bound of |a|.
    pub fn abs_upper(&self) -> Radius {
        self.mid.abs_upper().plus(self.radius)
    }

    /// Lower bound of |a|; zero where the ball holds 0 or nearly does.
    pub fn abs_lower(&self) -> Radius {
        if self.contains_zero() {
            return Radius::ZERO;
        }
        if self.is_exact() {
            return self.mid.abs_lower();
        }
        let magnitude = if self.mid.is_negative() { self.mid.negated() } else { self.mid.clone() };
        if magnitude.top() - self.radius.top() > 40 {
            let slack = Dyadic::new(IBig::NEG_ONE, magnitude.top() - 40);
            return exact_sum(&magnitude, &slack).abs_lower();
        }
        exact_sum(&magnitude, &Dyadic::from(self.radius).negated()).abs_lower()
    }

    /// A number at most the least point (the least point where lengths allow it); 0 for the whole line.
    pub fn lower(&self) -> Dyadic {
        self.end(-1)
    }

    /// A number at least the greatest point.
    pub fn upper(&self) -> Dyadic {
        self.end(1)
    }

    fn end(&self, side: i64) -> Dyadic {
        if !self.is_finite() || self.is_exact() {
            return self.mid.clone();
        }
        let floor = self.mid.top().saturating_sub(i64::from(self.precision) + 64).max(-(1 << 60));
        let radius = if !self.mid.is_zero() && self.radius.top() < floor {
            Dyadic::new(IBig::ONE, floor)
        } else {
            Dyadic::from(self.radius)
        };
        if self.radius.top() - self.mid.top().max(-(1 << 60)) > 8192 {
            let doubled = Dyadic::new(radius.mantissa * side, radius.exponent + 1);
            return doubled;
        }
        exact_sum(&self.mid, &if side < 0 { radius.negated() } else { radius })
    }

    /// log2 of |mid| / radius, rounded down: how many bits are certain; `i64::MAX` for an exact ball.
    pub fn accuracy(&self) -> i64 {
        if self.is_exact() {
            return i64::MAX;
        }
        if !self.is_finite() || self.mid.is_zero() {
            return i64::MIN;
        }
        self.mid.top() - self.radius.top() - 1
    }

    /// The one integer that the ball can be, when it is exact.
    pub fn as_integer(&self) -> Option<IBig> {
        if self.is_exact_zero() {
            return Some(IBig::ZERO);
        }
        if self.is_exact() { self.mid.to_integer() } else { None }
    }

    /// The exact small integer that the ball is.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_integer().and_then(|value| i64::try_from(value).ok())
    }

    /// {|a|}.
    pub fn abs(&self) -> Self {
        if self.contains_zero() && !self.is_exact() {
            let reach = self.abs_upper();
            return Self::new(Dyadic::from(reach.shifted(-1)), reach.shifted(-1), self.precision);
        }
        if self.mid.is_negative() { self.negated() } else { self.clone() }
    }

    /// {max(a, b)}.
    pub fn max(&self, other: &Self) -> Self {
        if other.surely_at_most(self) {
            return self.clone();
        }
        if self.surely_at_most(other) { other.clone() } else { ((self + other) + (self - other).abs()).scaled(-1) }
    }

    /// {min(a, b)}.
    pub fn min(&self, other: &Self) -> Self {
        self.negated().max(&other.negated()).negated()
    }

    /// ⌊a⌋ where all points agree, else Err(Precision).
    pub fn floor(&self) -> Value<Self> {
        if !self.is_finite() || self.mid.top().max(self.radius.top()) > 1 << 16 {
            return Err(Undefined::Precision);
        }
        let (low, high) = (self.lower().fixed(0), self.upper().fixed(0));
        if low != high {
            return Err(Undefined::Precision);
        }
        let precision = self.precision;
        Ok(Self { mid: Dyadic::new(low, 0), radius: Radius::ZERO, precision })
    }

    /// ⌈a⌉ where all points agree, else Err(Precision).
    pub fn ceil(&self) -> Value<Self> {
        self.negated().floor().map(|value| value.negated())
    }

    /// Sign of all points: −1, 0, 1, else `None`.
    pub fn sign(&self) -> Option<i64> {
        if self.is_positive() {
            Some(1)
        } else if self.is_negative() {
            Some(-1)
        } else {
            self.is_exact_zero().then_some(0)
        }
    }
}
