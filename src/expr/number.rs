//! Exact numbers as they were written.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// An exact rational and, for a decimal, how many digits stood behind the point: `3.50` is 7/2 with 2.
///
/// The digits say how exact the author was (3.50 means [3.495, 3.505]); they are no part of the value.
#[derive(Clone, Debug)]
pub struct Number {
    pub value: BigRational,
    pub decimals: Option<u32>,
}

impl Number {
    pub fn integer(value: i64) -> Self {
        Self { value: BigRational::from_integer(BigInt::from(value)), decimals: None }
    }

    pub fn rational(value: BigRational) -> Self {
        Self { value, decimals: None }
    }

    /// Reads digits with at most one point; `None` for anything else, or for more than 10,000 characters.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 10_000 {
            return None;
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits: String = [whole, fraction].concat();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let numerator: BigInt = digits.parse().ok()?;
        let denominator = num_traits::pow(BigInt::from(10), fraction.len());
        let decimals = text.contains('.').then_some(fraction.len() as u32);
        Some(Self { value: BigRational::new(numerator, denominator), decimals })
    }

    /// The integer value, where it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        use num_traits::ToPrimitive;
        self.value.is_integer().then(|| self.value.to_integer().to_i64()).flatten()
    }

    pub fn is_zero(&self) -> bool {
        self.value.is_zero()
    }

    pub fn is_one(&self) -> bool {
        self.value.is_one()
    }
}

impl fmt::Display for Number {
    /// As it was written: `3.50` keeps its digits; a fraction that is no decimal has a slash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(decimals) = self.decimals.filter(|decimals| *decimals > 0) else {
            return write!(f, "{}", self.value);
        };
        let scaled = &self.value * BigRational::from_integer(num_traits::pow(BigInt::from(10), decimals as usize));
        let digits = scaled.to_integer().magnitude().to_string();
        let width = decimals as usize + 1;
        let digits = format!("{digits:0>width$}");
        let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
        let sign = if self.value < BigRational::zero() { "-" } else { "" };
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl Eq for Number {}
impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}
impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_keep_their_digits() {
        let number = Number::parse("3.50").unwrap();
        assert_eq!(number.value, BigRational::new(7.into(), 2.into()));
        assert_eq!(number.decimals, Some(2));
        assert_eq!(Number::parse("007").and_then(|n| n.to_i64()), Some(7));
        assert!(Number::parse("1.2.3").is_none());
        assert!(Number::parse(".").is_none());
    }
}
