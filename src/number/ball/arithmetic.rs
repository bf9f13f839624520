//! Ball arithmetic: + − · / and scaling. Total: what cannot be enclosed gives the whole line.

use dashu_int::IBig;

use super::Ball;
use crate::number::{Dyadic, Radius};

impl Ball {
    /// {a + b}.
    pub fn plus(&self, other: &Self) -> Self {
        let precision = self.precision.max(other.precision);
        let radius = self.radius.plus(other.radius);
        if !radius.is_finite() {
            return Self::everything(precision);
        }
        let (large, small) = if self.mid.top() >= other.mid.top() { (self, other) } else { (other, self) };
        if small.mid.is_zero() {
            return Self::new(large.mid.clone(), radius, precision);
        }
        if large.mid.top() - small.mid.top() > i64::from(precision) + 64 {
            return Self::new(large.mid.clone(), radius.plus(small.mid.abs_upper()), precision);
        }
        Self::new(exact_sum(&large.mid, &small.mid), radius, precision)
    }

    /// {a − b}.
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// {a · b}.
    pub fn times(&self, other: &Self) -> Self {
        let precision = self.precision.max(other.precision);
        let mid = Dyadic::new(&self.mid.mantissa * &other.mid.mantissa, self.mid.exponent + other.mid.exponent);
        Self::new(mid, product_radius(self, other), precision)
    }

    /// {a²}: tighter than a · a for wide balls about 0.
    pub fn square(&self) -> Self {
        self.times(self)
    }

    /// {a / b}; the whole line where b holds 0.
    pub fn over(&self, other: &Self) -> Self {
        let precision = self.precision.max(other.precision);
        let lower = other.abs_lower();
        if lower.is_zero() || !self.radius.is_finite() {
            return Self::everything(precision);
        }
        let (quotient, error) = divided(&self.mid, &other.mid, precision);
        // |a/b − a₀/b₀| ≤ (ra + |a₀/b₀|·rb) / |b|
        let spread = self.radius.plus(quotient.abs_upper().plus(error).times(other.radius)).over(lower);
        Self::new(quotient, spread.plus(error), precision)
    }

    pub fn negated(&self) -> Self {
        Self { mid: self.mid.negated(), radius: self.radius, precision: self.precision }
    }

    /// {a · 2^bits}, exact.
    pub fn scaled(&self, bits: i64) -> Self {
        if self.mid.is_zero() && self.radius.is_zero() {
            return self.clone();
        }
        let mid = Dyadic::new(self.mid.mantissa.clone(), self.mid.exponent.saturating_add(bits));
        Self::new(mid, self.radius.shifted(bits), self.precision)
    }

    /// {1 / a}.
    pub fn inverse(&self) -> Self {
        self.constant(1).over(self)
    }
}

pub(super) fn exact_sum(a: &Dyadic, b: &Dyadic) -> Dyadic {
    let low = a.exponent.min(b.exponent);
    if a.exponent == b.exponent {
        return Dyadic::new(&a.mantissa + &b.mantissa, low);
    }
    Dyadic::new(a.fixed(-low) + b.fixed(-low), low)
}

fn product_radius(a: &Ball, b: &Ball) -> Radius {
    if a.radius.is_zero() && b.radius.is_zero() {
        return Radius::ZERO;
    }
    if !a.radius.is_finite() || !b.radius.is_finite() {
        return if a.is_exact_zero() || b.is_exact_zero() { Radius::ZERO } else { Radius::INFINITE };
    }
    let first = a.mid.abs_upper().times(b.radius);
    first.plus(b.mid.abs_upper().plus(b.radius).times(a.radius))
}

/// a / b to `precision` bits, b ≠ 0, with a bound of the error.
fn divided(a: &Dyadic, b: &Dyadic, precision: u32) -> (Dyadic, Radius) {
    let shift = (i64::from(precision) + 2 - (a.length() - b.length())).max(0);
    let quotient: IBig = (&a.mantissa << (shift as usize)) / &b.mantissa;
    let exponent = a.exponent - b.exponent - shift;
    let exact = &quotient * &b.mantissa == (&a.mantissa << (shift as usize));
    let error = if exact { Radius::ZERO } else { Radius::power_of_two(exponent) };
    (Dyadic::new(quotient, exponent), error)
}
