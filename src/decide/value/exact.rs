//! Gaussian rationals: the exact part of the numbers that points are made of.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::fraction::{product, sum};

/// Larger numerators and denominators are left to balls.
const MAX_BITS: u64 = 4096;
/// The same for fractions: each sum of two takes the greatest common divisor, which costs the square of their length.
const MAX_FRACTION_BITS: u64 = 384;

/// `re + im i`, both rational.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gauss {
    pub re: BigRational,
    pub im: BigRational,
}

impl Gauss {
    pub fn real(re: BigRational) -> Self {
        Self { re, im: BigRational::zero() }
    }

    pub fn integer(value: i64) -> Self {
        Self::big(BigInt::from(value))
    }

    pub fn big(value: BigInt) -> Self {
        Self::real(BigRational::from_integer(value))
    }

    pub fn is_zero(&self) -> bool {
        self.re.is_zero() && self.im.is_zero()
    }

    pub fn is_real(&self) -> bool {
        self.im.is_zero()
    }

    /// The integer, where it is one.
    pub fn as_integer(&self) -> Option<BigInt> {
        (self.is_real() && self.re.is_integer()).then(|| self.re.to_integer())
    }

    pub fn as_i64(&self) -> Option<i64> {
        self.as_integer()?.to_i64()
    }

    /// Whether numerators and denominators are still small enough to be worth their exactness.
    pub fn is_small(&self) -> bool {
        let whole = self.re.is_integer() && self.im.is_integer();
        self.bits() <= if whole { MAX_BITS } else { MAX_FRACTION_BITS }
    }

    /// The bits of all numerators and denominators.
    pub fn bits(&self) -> u64 {
        let bits = |part: &BigRational| part.numer().bits() + part.denom().bits();
        bits(&self.re) + bits(&self.im)
    }

    pub fn add(&self, other: &Self) -> Self {
        let im = if self.is_real() && other.is_real() { BigRational::zero() } else { sum(&self.im, &other.im) };
        Self { re: sum(&self.re, &other.re), im }
    }

    pub fn negate(&self) -> Self {
        Self { re: -&self.re, im: -&self.im }
    }

    pub fn multiply(&self, other: &Self) -> Self {
        if self.is_real() && other.is_real() {
            return Self::real(product(&self.re, &other.re));
        }
        Self {
            re: sum(&product(&self.re, &other.re), &-product(&self.im, &other.im)),
            im: sum(&product(&self.re, &other.im), &product(&self.im, &other.re)),
        }
    }

    /// Whether the modulus is 1.
    pub fn is_unit(&self) -> bool {
        num_traits::One::is_one(&self.norm())
    }

    /// `|z|^2`.
    pub fn norm(&self) -> BigRational {
        sum(&product(&self.re, &self.re), &product(&self.im, &self.im))
    }

    pub fn conjugate(&self) -> Self {
        Self { re: self.re.clone(), im: -&self.im }
    }

    /// `1/z`; `None` at zero.
    pub fn inverse(&self) -> Option<Self> {
        if self.is_zero() {
            return None;
        }
        if self.is_real() {
            return Some(Self::real(self.re.recip()));
        }
        let norm = self.norm();
        Some(Self { re: &self.re / &norm, im: -(&self.im / &norm) })
    }

    /// `z^n`; `None` for 0 to a negative power, or where the result would be large.
    pub fn power(&self, exponent: i64) -> Option<Self> {
        let bits = self.re.numer().bits() + self.re.denom().bits() + self.im.numer().bits() + self.im.denom().bits();
        if bits.saturating_mul(exponent.unsigned_abs()) > MAX_BITS && !self.is_unit_or_zero() {
            return None;
        }
        let base = if exponent < 0 { self.inverse()? } else { self.clone() };
        let mut remaining = exponent.unsigned_abs();
        let (mut result, mut square) = (Self::integer(1), base);
        while remaining > 0 {
            if remaining & 1 == 1 {
                result = result.multiply(&square);
            }
            remaining >>= 1;
            if remaining > 0 {
                square = square.multiply(&square);
            }
        }
        Some(result)
    }

    fn is_unit_or_zero(&self) -> bool {
        self.is_zero() || (self.re.is_integer() && self.im.is_integer() && self.norm().is_one())
    }

    /// The principal square root, where it is a Gaussian rational.
    pub fn sqrt(&self) -> Option<Self> {
        if self.is_real() {
            let root = rational_sqrt(&self.re.abs())?;
            let real = !self.re.is_negative();
            let zero = BigRational::zero();
            return Some(if real { Self::real(root) } else { Self { re: zero, im: root } });
        }
        let modulus = rational_sqrt(&self.norm())?;
        let two = BigRational::from_integer(2.into());
        let re = rational_sqrt(&((&modulus + &self.re) / &two))?;
        let im = rational_sqrt(&((&modulus - &self.re) / &two))?;
        Some(Self { re, im: if self.im.is_negative() { -im } else { im } })
    }
}

/// The root of a non-negative rational, where it is rational.
pub fn rational_sqrt(value: &BigRational) -> Option<BigRational> {
    if value.is_negative() {
        return None;
    }
    let (top, bottom) = (value.numer().sqrt(), value.denom().sqrt());
    (&top * &top == *value.numer() && &bottom * &bottom == *value.denom()).then(|| BigRational::new(top, bottom))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gauss(re: (i64, i64), im: (i64, i64)) -> Gauss {
        let rational = |(n, d): (i64, i64)| BigRational::new(n.into(), d.into());
        Gauss { re: rational(re), im: rational(im) }
    }

    #[test]
    fn powers_and_roots_are_principal() {
        let z = gauss((-7, 25), (-24, 25));
        let root = z.sqrt().unwrap();
        assert_eq!(root.multiply(&root), z);
        assert!(root.re.is_positive());
        assert_eq!(Gauss::integer(-4).sqrt(), Some(gauss((0, 1), (2, 1))));
        assert_eq!(gauss((0, 1), (1, 1)).power(-1), Some(gauss((0, 1), (-1, 1))));
        assert_eq!(Gauss::integer(0).power(-1), None);
        assert_eq!(Gauss::integer(2).sqrt(), None);
    }
}
