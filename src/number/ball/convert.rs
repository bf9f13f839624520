//! Balls from exact numbers and back to text.

use std::fmt;

use dashu_base::Sign;
use dashu_int::{IBig, UBig};
use num_bigint::BigInt;
use num_rational::BigRational;

use super::Ball;
use crate::number::{Dyadic, Radius};

/// The same integer in the arithmetic library of balls.
pub fn from_bigint(value: &BigInt) -> IBig {
    let (sign, bytes) = value.to_bytes_le();
    let sign = if sign == num_bigint::Sign::Minus { Sign::Negative } else { Sign::Positive };
    IBig::from_parts(sign, UBig::from_le_bytes(&bytes))
}

/// The same integer in the arithmetic library of exact numbers.
pub fn to_bigint(value: &IBig) -> BigInt {
    let (sign, magnitude) = value.clone().into_parts();
    let magnitude = BigInt::from_bytes_le(num_bigint::Sign::Plus, &magnitude.to_le_bytes());
    if sign == Sign::Negative { -magnitude } else { magnitude }
}

impl Ball {
    /// An integer: exact where it fits in twice the precision, else tight.
    pub fn from_bigint(value: &BigInt, precision: u32) -> Self {
        Self::from_ibig(from_bigint(value), precision)
    }

    pub fn from_ibig(value: IBig, precision: u32) -> Self {
        Self::exact(Dyadic::new(value, 0), precision)
    }

    /// An exact binary number; kept exact up to twice the precision, rounded beyond.
    pub fn exact(mid: Dyadic, precision: u32) -> Self {
        if mid.length() <= 2 * i64::from(precision) {
            Self { mid, radius: Radius::ZERO, precision }
        } else {
            Self::new(mid, Radius::ZERO, precision)
        }
    }

    /// A rational: exact where it is an integer or a binary fraction that fits, else tight.
    pub fn from_rational(value: &BigRational, precision: u32) -> Self {
        Self::from_bigint(value.numer(), precision) / Self::from_bigint(value.denom(), precision)
    }

    /// p / q.
    pub fn ratio(p: i64, q: i64, precision: u32) -> Self {
        Self::integer(p, precision) / Self::integer(q, precision)
    }

    /// The exact value of a finite float; the whole line for the others.
    pub fn from_f64(value: f64, precision: u32) -> Self {
        if !value.is_finite() {
            return Self::everything(precision);
        }
        Self { mid: Dyadic::from_f64(value), radius: Radius::ZERO, precision }
    }

    /// The midpoint as a float, for display and first guesses.
    pub fn to_f64(&self) -> f64 {
        self.mid.to_f64()
    }

    /// The midpoint as an exact rational; `None` beyond 2^±4096.
    pub fn mid_rational(&self) -> Option<BigRational> {
        if self.mid.is_zero() {
            return Some(BigRational::from_integer(BigInt::ZERO));
        }
        if self.mid.top().abs() > 4096 || self.mid.exponent < -16384 {
            return None;
        }
        let mantissa = to_bigint(&self.mid.mantissa);
        let power = BigInt::from(1) << self.mid.exponent.unsigned_abs();
        Some(if self.mid.exponent >= 0 {
            BigRational::from_integer(mantissa * power)
        } else {
            BigRational::new(mantissa, power)
        })
    }

    /// Reads a decimal such as `-12.5e-3`; `None` for anything else.
    pub fn from_decimal(text: &str, precision: u32) -> Option<Self> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let integer: BigInt = format!("{whole}{fraction}").parse().ok()?;
        let power = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        if power.unsigned_abs() > 100_000 {
            return None;
        }
        let scale = Self::from_bigint(&num_traits::pow(BigInt::from(10), power.unsigned_abs() as usize), precision);
        let integer = Self::from_bigint(&integer, precision);
        Some(if power >= 0 { integer * scale } else { integer / scale })
    }

    /// The midpoint in decimals, `digits` significant ones (the last may be off by one).
    pub fn to_decimal(&self, digits: usize) -> String {
        if !self.is_finite() {
            return "undefined".into();
        }
        if self.mid.is_zero() {
            return "0".into();
        }
        let value = self.to_f64();
        if !(1e-280..1e280).contains(&value.abs()) {
            return format!("{}2^{}", if value < 0.0 { "-" } else { "" }, self.mid.top() - 1);
        }
        decimal_digits(&self.mid, digits.clamp(1, 1000))
    }
}

fn decimal_digits(mid: &Dyadic, digits: usize) -> String {
    let order = mid.to_f64().abs().log10().floor() as i64;
    let scale = digits as i64 - 1 - order;
    let power = IBig::from(10).pow(scale.unsigned_abs() as usize);
    let (mut top, mut bottom) = (mid.mantissa.clone(), IBig::ONE);
    if scale >= 0 {
        top *= power
    } else {
        bottom *= power
    }
    if mid.exponent >= 0 {
        top <<= mid.exponent as usize
    } else {
        bottom <<= mid.exponent.unsigned_abs() as usize
    }
    let half = if mid.is_negative() { -&bottom } else { bottom.clone() };
    let rounded: IBig = (top * 2 + half) / (bottom * 2);
    let text = rounded.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let order = order + text.len() as i64 - digits as i64;
    let body = if (-5..21).contains(&order) { positional(text, order) } else { scientific(text, order) };
    format!("{sign}{body}")
}

fn positional(text: &str, order: i64) -> String {
    let whole = (order + 1).max(0) as usize;
    let body = if order < 0 {
        format!("0.{}{text}", "0".repeat((-order - 1) as usize))
    } else if text.len() <= whole {
        return format!("{text}{}", "0".repeat(whole - text.len()));
    } else {
        let (head, tail) = text.split_at(whole);
        format!("{head}.{tail}")
    };
    body.trim_end_matches('0').trim_end_matches('.').into()
}

fn scientific(text: &str, order: i64) -> String {
    let (head, tail) = text.split_at(1);
    let tail = tail.trim_end_matches('0');
    if tail.is_empty() { format!("{head}e{order}") } else { format!("{head}.{tail}e{order}") }
}

impl fmt::Display for Ball {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_finite() {
            return write!(out, "undefined");
        }
        let certain = (self.accuracy().clamp(3, i64::from(self.precision)) as f64 * 0.301) as usize;
        let digits = out.precision().unwrap_or_else(|| certain.clamp(1, 40));
        write!(out, "{}", self.to_decimal(digits))?;
        if self.is_exact() { Ok(()) } else { write!(out, " ± {:.2e}", self.radius.to_f64()) }
    }
}
