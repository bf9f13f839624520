//! Complex balls: rectangles of two real balls. An exact zero imaginary part stays exact: real in, real out.

mod arithmetic;
mod elementary;
mod inverse;
mod power;
mod text;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::{Ball, Radius, Undefined, Value};

/// Complex: all x + iy with x in `re` and y in `im`.
#[derive(Clone, Debug)]
pub struct Complex {
    pub re: Ball,
    pub im: Ball,
}

impl Complex {
    pub fn new(re: Ball, im: Ball) -> Self {
        Self { re, im }
    }

    pub fn real(re: Ball) -> Self {
        let im = re.constant(0);
        Self { re, im }
    }

    pub fn integer(value: i64, precision: u32) -> Self {
        Self::real(Ball::integer(value, precision))
    }

    pub fn from_bigint(value: &BigInt, precision: u32) -> Self {
        Self::real(Ball::from_bigint(value, precision))
    }

    pub fn from_rational(value: &BigRational, precision: u32) -> Self {
        Self::real(Ball::from_rational(value, precision))
    }

    /// p / q.
    pub fn ratio(p: i64, q: i64, precision: u32) -> Self {
        Self::real(Ball::ratio(p, q, precision))
    }

    /// i.
    pub fn i(precision: u32) -> Self {
        Self::new(Ball::zero(precision), Ball::one(precision))
    }

    /// The exact point x + iy.
    pub fn from_f64(x: f64, y: f64, precision: u32) -> Self {
        Self::new(Ball::from_f64(x, precision), Ball::from_f64(y, precision))
    }

    /// An exact integer with the precision of this number.
    pub fn constant(&self, value: i64) -> Self {
        Self::integer(value, self.precision())
    }

    /// The whole plane.
    pub fn everything(precision: u32) -> Self {
        Self::new(Ball::everything(precision), Ball::everything(precision))
    }

    pub fn precision(&self) -> u32 {
        self.re.precision.max(self.im.precision)
    }

    pub fn at(&self, precision: u32) -> Self {
        Self::new(self.re.at(precision), self.im.at(precision))
    }

    /// The imaginary part is exactly 0.
    pub fn is_real(&self) -> bool {
        self.im.is_exact_zero()
    }

    /// The real part is exactly 0.
    pub fn is_imaginary(&self) -> bool {
        self.re.is_exact_zero()
    }

    pub fn is_exact(&self) -> bool {
        self.re.is_exact() && self.im.is_exact()
    }

    pub fn is_exact_zero(&self) -> bool {
        self.re.is_exact_zero() && self.im.is_exact_zero()
    }

    pub fn is_finite(&self) -> bool {
        self.re.is_finite() && self.im.is_finite()
    }

    /// Err(Precision) where a part is the whole line.
    pub fn finite(self) -> Value<Self> {
        if self.is_finite() { Ok(self) } else { Err(Undefined::Precision) }
    }

    pub fn contains_zero(&self) -> bool {
        self.re.contains_zero() && self.im.contains_zero()
    }

    /// The rectangles may have a point in common; false is certain.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.re.overlaps(&other.re) && self.im.overlaps(&other.im)
    }

    pub fn contains(&self, other: &Self) -> bool {
        self.re.contains(&other.re) && self.im.contains(&other.im)
    }

    pub fn hull(&self, other: &Self) -> Self {
        Self::new(self.re.hull(&other.re), self.im.hull(&other.im))
    }

    /// The rectangle grown by `error` on all sides; a real one stays real only through [`Self::widened_real`].
    pub fn widened(self, error: Radius) -> Self {
        Self::new(self.re.widened(error), self.im.widened(error))
    }

    /// Grown along the real axis only where the error is known to be real.
    pub fn widened_real(self, error: Radius, real: bool) -> Self {
        if real { Self::new(self.re.widened(error), self.im) } else { self.widened(error) }
    }

    pub fn centre(&self) -> Self {
        Self::new(self.re.centre(), self.im.centre())
    }

    /// Upper bound of |z|.
    pub fn abs_upper(&self) -> Radius {
        let (x, y) = (self.re.abs_upper(), self.im.abs_upper());
        if y.is_zero() {
            return x;
        }
        if x.is_zero() {
            return y;
        }
        x.times(x).plus(y.times(y)).sqrt()
    }

    /// Lower bound of |z|: the larger one of the parts' bounds.
    pub fn abs_lower(&self) -> Radius {
        self.re.abs_lower().max(self.im.abs_lower())
    }

    /// The larger one of the radii of the parts.
    pub fn radius(&self) -> Radius {
        self.re.radius.max(self.im.radius)
    }

    /// Bits of the value that are certain, relative to |z|.
    pub fn accuracy(&self) -> i64 {
        if self.is_exact() {
            return i64::MAX;
        }
        if !self.is_finite() {
            return i64::MIN;
        }
        self.re.mid.top().max(self.im.mid.top()).saturating_sub(self.radius().top()).saturating_sub(1)
    }

    /// The exact integer that this is.
    pub fn as_i64(&self) -> Option<i64> {
        if self.is_real() { self.re.as_i64() } else { None }
    }

    /// The exact integer that this is.
    pub fn as_integer(&self) -> Option<dashu_int::IBig> {
        if self.is_real() { self.re.as_integer() } else { None }
    }
}

super::operators::implement_operators!(Complex);
