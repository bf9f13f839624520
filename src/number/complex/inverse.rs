//! Inverse circular and hyperbolic functions of complex balls.
//!
//! Cuts and their closed sides follow from the formulas by logarithms that each function names (as in Arb).

use super::Complex;
use crate::number::constants::pi;
use crate::number::{Undefined, Value};

impl Complex {
    /// asin z = −i log(iz + √(1 − z²)); cuts (−∞, −1) and (1, ∞).
    pub fn asin(&self) -> Value {
        if self.is_real()
            && let Ok(value) = self.re.asin()
        {
            return Ok(Self::real(value));
        }
        let wide = self.for_small()?;
        let root = ((wide.constant(1) - &wide) * (wide.constant(1) + &wide)).sqrt()?;
        // 1 − √(1−z²) = z²/(1 + √(1−z²)) keeps accuracy near 0
        let inner = if wide.abs_upper().top() < -3 {
            (wide.times_i(1) - wide.square().divided(&(root + 1))?).log_one_plus()?
        } else {
            asin_logarithm(&wide, &root)?
        };
        Ok(inner.times_i(-1).at(self.precision()))
    }

    /// acos z = π/2 − asin z.
    pub fn acos(&self) -> Value {
        if self.is_real()
            && let Ok(value) = self.re.acos()
        {
            return Ok(Self::real(value));
        }
        let wide = self.at(self.precision() + 8);
        Ok((Self::real(pi(wide.precision()).scaled(-1)) - wide.asin()?).at(self.precision()))
    }

    /// atan z = (i/2)(log(1 − iz) − log(1 + iz)); cuts on the imaginary axis beyond ±i, where it has its poles.
    pub fn atan(&self) -> Value {
        if self.is_real() {
            return Self::real(self.re.atan()).finite();
        }
        let turned = self.for_small()?.times_i(1);
        if (&turned + 1).is_exact_zero() || (&turned - 1).is_exact_zero() {
            return Err(Undefined::Pole);
        }
        let difference = turned.negated().log_one_plus()? - turned.log_one_plus()?;
        Ok(difference.scaled(-1).times_i(1).at(self.precision()))
    }

    /// acot z = atan(1/z); π/2 at 0.
    pub fn acot(&self) -> Value {
        if self.is_exact_zero() {
            return Ok(Self::real(pi(self.precision()).scaled(-1)));
        }
        self.constant(1).divided(self)?.atan()
    }

    /// asinh z = −i asin(iz).
    pub fn asinh(&self) -> Value {
        if self.is_real() {
            return self.re.asinh().map(Self::real);
        }
        Ok(self.times_i(1).asin()?.times_i(-1))
    }

    /// acosh z = 2 log(√((z + 1)/2) + √((z − 1)/2)); cut (−∞, 1).
    pub fn acosh(&self) -> Value {
        if self.is_real()
            && let Ok(value) = self.re.acosh()
        {
            return Ok(Self::real(value));
        }
        if self.is_real()
            && let Ok(value) = self.re.acos()
        {
            return Ok(Self::new(value.constant(0), value));
        }
        let wide = self.at(self.precision() + 8);
        let sum = (&wide + 1).scaled(-1).sqrt()? + (&wide - 1).scaled(-1).sqrt()?;
        Ok(sum.log()?.scaled(1).at(self.precision()))
    }

    /// atanh z = −i atan(iz); cuts (−∞, −1) and (1, ∞), poles at ±1.
    pub fn atanh(&self) -> Value {
        if self.is_real() {
            match self.re.atanh() {
                Ok(value) => return Ok(Self::real(value)),
                Err(Undefined::Pole) => return Err(Undefined::Pole),
                Err(_) => {}
            }
        }
        Ok(self.times_i(1).atan()?.times_i(-1))
    }

    /// atan2(y, x): the angle of the real point (x, y), 0 at the origin; x and y must be real.
    pub fn atan2(y: &Self, x: &Self) -> Value {
        if !x.is_real() || !y.is_real() {
            return Err(Undefined::Domain);
        }
        Self::new(x.re.clone(), y.re.clone()).arg().map(Self::real)
    }

    /// Working precision for a function that behaves like z near 0.
    fn for_small(&self) -> Value<Self> {
        let top = self.re.mid.top().max(self.im.mid.top()).clamp(-1024, 0);
        Ok(self.at(self.precision() + 12 + u32::try_from(-top).unwrap_or(0)))
    }
}

/// log(iz + √(1 − z²)), by the sum that does not cancel: the product of the two choices is 1.
fn asin_logarithm(z: &Complex, root: &Complex) -> Value {
    let turned = z.times_i(1);
    let sum = &turned + root;
    let other = root - turned;
    if sum.abs_lower() >= other.abs_lower() {
        return sum.log();
    }
    let value = other.log()?;
    // log(1/w) = −log w off the negative axis; on it the imaginary part stays π
    if value.im.is_exact() || other.is_real() && other.re.is_negative() {
        return Ok(Complex::new(-value.re, value.im));
    }
    Ok(-value)
}
