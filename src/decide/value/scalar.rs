//! Scalars: exact Gaussian rationals, complex balls, power series.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use super::{Gauss, Jet, Outcome, Stuck};
use crate::number::Complex;

/// A number as far as it is known.
#[derive(Clone, Debug)]
pub enum Scalar {
    Exact(Gauss),
    Ball(Complex),
    Jet(Box<Jet>),
}

impl Scalar {
    pub fn zero() -> Self {
        Self::integer(0)
    }

    pub fn one() -> Self {
        Self::integer(1)
    }

    pub fn integer(value: i64) -> Self {
        Self::Exact(Gauss::integer(value))
    }

    pub fn rational(value: BigRational) -> Self {
        Self::Exact(Gauss::real(value))
    }

    /// A ball; an exact one that is an integer stays exact from here on. Err(Wide) where nothing is known.
    pub fn from_ball(ball: Complex) -> Outcome<Self> {
        if !ball.is_finite() {
            return Err(Stuck::Wide);
        }
        match ball.as_integer() {
            Some(value) => Ok(Self::Exact(Gauss::big(crate::number::ball::to_bigint(&value)))),
            None => Ok(Self::Ball(ball)),
        }
    }

    /// The same as a ball where its fractions are longer than so many bits.
    pub fn shortened(self, bits: u64, precision: u32) -> Self {
        match self {
            Self::Exact(exact) if exact.bits() > bits => Self::Ball(ball_of(&exact, precision)),
            other => other,
        }
    }

    pub fn exact(&self) -> Option<&Gauss> {
        match self {
            Self::Exact(exact) => Some(exact),
            _ => None,
        }
    }

    pub fn as_i64(&self) -> Option<i64> {
        self.exact().and_then(Gauss::as_i64)
    }

    /// Whether the imaginary part surely is not zero.
    pub fn is_surely_complex(&self) -> bool {
        match self {
            Self::Exact(exact) => !exact.is_real(),
            Self::Ball(ball) => !ball.im.contains_zero(),
            Self::Jet(_) => false,
        }
    }

    pub fn is_exact_zero(&self) -> bool {
        self.exact().is_some_and(Gauss::is_zero)
    }

    pub fn is_exact_one(&self) -> bool {
        self.as_i64() == Some(1)
    }

    /// The ball around the value at a precision; a power series has none.
    pub fn ball(&self, precision: u32) -> Outcome<Complex> {
        match self {
            Self::Exact(exact) => Ok(ball_of(exact, precision)),
            Self::Ball(ball) => Ok(ball.clone()),
            Self::Jet(_) => Err(Stuck::method("no derivative is known for a function")),
        }
    }

    /// Whether the value is surely real: exactly no imaginary part.
    pub fn is_real(&self) -> bool {
        match self {
            Self::Exact(exact) => exact.is_real(),
            Self::Ball(ball) => ball.im.is_exact_zero(),
            Self::Jet(jet) => jet.terms.iter().all(Self::is_real),
        }
    }

    pub fn negate(&self) -> Outcome<Self> {
        match self {
            Self::Exact(exact) => Ok(Self::Exact(exact.negate())),
            Self::Ball(ball) => Ok(Self::Ball(ball.negated())),
            Self::Jet(jet) => jet.map(|term| term.negate()),
        }
    }

    pub fn add(&self, other: &Self, precision: u32) -> Outcome<Self> {
        match (self, other) {
            (Self::Jet(a), Self::Jet(b)) if a.tag == b.tag => a.add(b, precision),
            (Self::Jet(a), constant) if is_constant_for(a, constant) => shift(a, constant, precision),
            (constant, Self::Jet(b)) => shift(b, constant, precision),
            (Self::Exact(a), Self::Exact(b)) => Ok(settle(a.add(b), precision)),
            _ if self.is_exact_zero() => Ok(other.clone()),
            _ if other.is_exact_zero() => Ok(self.clone()),
            _ => Self::from_ball(self.ball(precision)?.plus(&other.ball(precision)?)),
        }
    }

    pub fn subtract(&self, other: &Self, precision: u32) -> Outcome<Self> {
        self.add(&other.negate()?, precision)
    }

    pub fn multiply(&self, other: &Self, precision: u32) -> Outcome<Self> {
        match (self, other) {
            (Self::Jet(a), Self::Jet(b)) if a.tag == b.tag => a.multiply(b, precision),
            (Self::Jet(a), constant) if is_constant_for(a, constant) => {
                a.map(|term| term.multiply(constant, precision))
            }
            (constant, Self::Jet(b)) => b.map(|term| constant.multiply(term, precision)),
            (Self::Exact(a), Self::Exact(b)) => Ok(settle(a.multiply(b), precision)),
            _ if self.is_exact_zero() || other.is_exact_zero() => Ok(Self::zero()),
            _ if self.is_exact_one() => Ok(other.clone()),
            _ if other.is_exact_one() => Ok(self.clone()),
            _ => Self::from_ball(self.ball(precision)?.times(&other.ball(precision)?)),
        }
    }

    /// `self / other`; Err(NoValue) where the divisor is exactly zero, Err(Wide) where it may be.
    pub fn divide(&self, other: &Self, precision: u32) -> Outcome<Self> {
        match (self, other) {
            (Self::Jet(a), Self::Jet(b)) if a.tag == b.tag => a.divide(b, precision),
            (Self::Jet(a), constant) if is_constant_for(a, constant) => a.map(|term| term.divide(constant, precision)),
            (constant, Self::Jet(b)) => lift(constant, b).divide(b, precision),
            (_, Self::Exact(b)) if b.is_zero() => Err(Stuck::NoValue),
            (Self::Exact(a), Self::Exact(b)) => Ok(settle(a.multiply(&b.inverse().ok_or(Stuck::NoValue)?), precision)),
            _ if other.is_exact_one() => Ok(self.clone()),
            _ => {
                let divisor = other.ball(precision)?;
                if divisor.contains_zero() {
                    return Err(Stuck::Wide);
                }
                if self.is_exact_zero() {
                    return Ok(Self::zero());
                }
                Self::from_ball(self.ball(precision)?.over(&divisor))
            }
        }
    }

    /// `self^n` by repeated multiplication; 0^0 is 1.
    pub fn power_integer(&self, exponent: i64, precision: u32) -> Outcome<Self> {
        match self {
            _ if exponent == 0 => Ok(Self::one()),
            _ if exponent == 1 => Ok(self.clone()),
            Self::Exact(exact) if exact.is_zero() => {
                if exponent > 0 {
                    Ok(Self::zero())
                } else {
                    Err(Stuck::NoValue)
                }
            }
            Self::Exact(exact) => match exact.power(exponent) {
                Some(power) => Ok(Self::Exact(power)),
                None => Self::from_ball(ball_of(exact, precision).power_integer(exponent)),
            },
            Self::Ball(ball) if exponent < 0 && ball.contains_zero() => Err(Stuck::Wide),
            Self::Ball(ball) => Self::from_ball(ball.power_integer(exponent)),
            Self::Jet(_) if exponent < 0 => Self::one()
                .divide(&self.power_integer(exponent.checked_neg().ok_or(Stuck::NoValue)?, precision)?, precision),
            Self::Jet(_) => self.power_by_squaring(exponent.unsigned_abs(), precision),
        }
    }

    fn power_by_squaring(&self, mut remaining: u64, precision: u32) -> Outcome<Self> {
        let (mut result, mut square) = (Self::one(), self.clone());
        while remaining > 0 {
            if remaining & 1 == 1 {
                result = result.multiply(&square, precision)?;
            }
            remaining >>= 1;
            if remaining > 0 {
                square = square.multiply(&square, precision)?;
            }
        }
        Ok(result)
    }

    /// The value as a float, for guesses and display only.
    pub fn to_f64(&self) -> (f64, f64) {
        match self {
            Self::Exact(exact) => (exact.re.to_f64().unwrap_or(f64::NAN), exact.im.to_f64().unwrap_or(f64::NAN)),
            Self::Ball(ball) => (ball.re.to_f64(), ball.im.to_f64()),
            Self::Jet(jet) => jet.term(0).to_f64(),
        }
    }
}

/// Exact while it is small, a ball beyond.
fn settle(exact: Gauss, precision: u32) -> Scalar {
    if exact.is_small() { Scalar::Exact(exact) } else { Scalar::Ball(ball_of(&exact, precision)) }
}

fn ball_of(exact: &Gauss, precision: u32) -> Complex {
    use crate::number::Ball;
    let im = if exact.im.is_zero() { Ball::zero(precision) } else { Ball::from_rational(&exact.im, precision) };
    Complex::new(Ball::from_rational(&exact.re, precision), im)
}

/// A series of a lower tag, and whatever is no series, does not depend on this ε.
fn is_constant_for(jet: &Jet, other: &Scalar) -> bool {
    !matches!(other, Scalar::Jet(inner) if inner.tag > jet.tag)
}

fn lift(constant: &Scalar, like: &Jet) -> Jet {
    let mut terms = vec![Scalar::zero(); like.terms.len()];
    if let Some(first) = terms.first_mut() {
        *first = constant.clone();
    }
    Jet { terms, ..*like }
}

fn shift(jet: &Jet, constant: &Scalar, precision: u32) -> Outcome<Scalar> {
    let mut terms = jet.terms.clone();
    if let Some(first) = terms.first_mut() {
        *first = first.add(constant, precision)?;
    }
    Ok(Scalar::Jet(Box::new(Jet { terms, ..*jet })))
}
