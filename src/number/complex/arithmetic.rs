//! Complex arithmetic on rectangles.

use super::Complex;
use crate::number::{Ball, Undefined, Value};

impl Complex {
    pub fn plus(&self, other: &Self) -> Self {
        Self::new(&self.re + &other.re, &self.im + &other.im)
    }

    pub fn minus(&self, other: &Self) -> Self {
        Self::new(&self.re - &other.re, &self.im - &other.im)
    }

    pub fn times(&self, other: &Self) -> Self {
        match (self.is_real(), other.is_real()) {
            (true, true) => Self::real(&self.re * &other.re),
            (true, false) => other.times_real(&self.re),
            (false, true) => self.times_real(&other.re),
            (false, false) => {
                Self::new(&self.re * &other.re - &self.im * &other.im, &self.re * &other.im + &self.im * &other.re)
            }
        }
    }

    pub fn times_real(&self, factor: &Ball) -> Self {
        Self::new(&self.re * factor, &self.im * factor)
    }

    /// z · i^n.
    pub fn times_i(&self, n: i64) -> Self {
        match n.rem_euclid(4) {
            0 => self.clone(),
            1 => Self::new(-&self.im, self.re.clone()),
            2 => self.negated(),
            _ => Self::new(self.im.clone(), -&self.re),
        }
    }

    pub fn square(&self) -> Self {
        if self.is_real() {
            return Self::real(self.re.square());
        }
        if self.is_imaginary() {
            return Self::real(-self.im.square());
        }
        Self::new((&self.re - &self.im) * (&self.re + &self.im), (&self.re * &self.im).scaled(1))
    }

    /// {a / b}; the whole plane where b holds 0.
    pub fn over(&self, other: &Self) -> Self {
        if other.is_real() {
            return Self::new(divide_part(&self.re, &other.re), divide_part(&self.im, &other.re));
        }
        if other.is_imaginary() {
            return Self::new(divide_part(&self.im, &other.im), -divide_part(&self.re, &other.im));
        }
        let norm = other.norm();
        let product = self * other.conjugate();
        Self::new(product.re / &norm, product.im / norm)
    }

    /// a / b; Err(Pole) for an exact 0 below, Err(Precision) where b may be 0.
    pub fn divided(&self, other: &Self) -> Value {
        if other.is_exact_zero() {
            return Err(Undefined::Pole);
        }
        self.over(other).finite()
    }

    /// 1 / z.
    pub fn inverse(&self) -> Self {
        self.constant(1).over(self)
    }

    pub fn negated(&self) -> Self {
        Self::new(-&self.re, -&self.im)
    }

    pub fn conjugate(&self) -> Self {
        Self::new(self.re.clone(), -&self.im)
    }

    pub fn scaled(&self, bits: i64) -> Self {
        Self::new(self.re.scaled(bits), self.im.scaled(bits))
    }

    /// |z|².
    pub fn norm(&self) -> Ball {
        self.re.power_integer(2) + self.im.power_integer(2)
    }

    /// |z|.
    pub fn abs(&self) -> Ball {
        if self.is_real() {
            return self.re.abs();
        }
        if self.is_imaginary() {
            return self.im.abs();
        }
        self.at(self.precision() + 4).norm().sqrt_clipped().at(self.precision())
    }
}

/// A part over a real divisor: an exact 0 stays 0 where the quotient is defined.
fn divide_part(part: &Ball, divisor: &Ball) -> Ball {
    if part.is_exact_zero() && !divisor.contains_zero() {
        return Ball::zero(part.precision.max(divisor.precision));
    }
    part / divisor
}
