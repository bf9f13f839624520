//! Logarithm and arctangent of real balls: a float guess, made exact by exp or sin and cos, and a short series.

use super::Ball;
use crate::number::constants::{log_two, pi};
use crate::number::{Dyadic, Radius, Value};

impl Ball {
    /// log: (0, ∞) → ℝ; Err(Pole) at 0, Err(Domain) below it, Err(Precision) where that is open.
    pub fn log(&self) -> Value<Self> {
        self.require_positive()?;
        if self.radius.top() > self.mid.top() - 4 {
            let end = |mid: Dyadic| log_of_point(&mid.rounded(self.precision + 8).0, self.precision);
            let slack = Radius::power_of_two(-i64::from(self.precision) - 6);
            return Ok(end(self.lower()).hull(&end(self.upper())).widened(slack));
        }
        let spread = self.radius.over(self.abs_lower());
        Ok(log_of_point(&self.mid, self.precision).widened(spread))
    }

    /// log(1 + a) with full relative accuracy near 0.
    pub fn log_one_plus(&self) -> Value<Self> {
        if self.mid.top() < -16 && self.radius.top() < -16 {
            return Ok(log_one_plus_small(&self.at(self.precision + 8)).at(self.precision));
        }
        let shifted = self.at(self.precision + 24) + 1;
        shifted.log().map(|value| value.at(self.precision))
    }

    /// atan: ℝ → (−π/2, π/2).
    pub fn atan(&self) -> Self {
        if !self.is_finite() {
            return Self::symmetric(Radius::power_of_two(1), self.precision);
        }
        // |atan'| ≤ 1/(1 + |a|²)
        let lower = self.abs_lower();
        let (one, square) = (self.constant(1), Self::new(Dyadic::from(lower), Radius::ZERO, 64).square());
        let spread = self.radius.over((one.at(64) + square).abs_lower()).min(Radius::power_of_two(2));
        atan_of_point(&self.mid, self.precision).widened(spread)
    }
}

fn log_of_point(mid: &Dyadic, precision: u32) -> Ball {
    let excess = Ball::exact(mid.clone(), precision + 16) - 1;
    if excess.is_exact_zero() {
        return Ball::zero(precision);
    }
    if excess.mid.top() < -16 {
        return log_one_plus_small(&excess).at(precision);
    }
    let wide = precision + 32;
    let order = mid.top();
    let fraction = Dyadic::new(mid.mantissa.clone(), mid.exponent - order);
    let (fraction, order) = if fraction.to_f64() < 0.7 {
        (Dyadic::new(fraction.mantissa, fraction.exponent + 1), order - 1)
    } else {
        (fraction, order)
    };
    let guess = Ball::from_f64(fraction.to_f64().ln(), wide);
    let rest = Ball::exact(fraction, wide) * guess.negated().exp() - 1;
    (log_two(wide + 8) * order + guess + log_one_plus_small(&rest)).at(precision)
}

/// log(1 + d) = 2 atanh(d / (2 + d)) for |d| < 2^-10.
fn log_one_plus_small(d: &Ball) -> Ball {
    odd_series(&(d / (d + 2)), 1).scaled(1)
}

/// Σ sign^k t^(2k+1)/(2k+1) for |t| < 2^-8, with its tail.
fn odd_series(t: &Ball, sign: i64) -> Ball {
    let square = t.square() * sign;
    let target = t.abs_upper().top().saturating_sub(i64::from(t.precision) + 4);
    let (mut power, mut sum, mut k) = (t.clone(), t.clone(), 1);
    loop {
        power = power * &square;
        let bound = power.abs_upper();
        if bound.top() < target || bound.is_zero() || k > 4096 {
            // what follows is a geometric series of ratio < 1/2
            return sum.widened(bound.shifted(1));
        }
        sum = sum + &power / (2 * k + 1);
        k += 1;
    }
}

fn atan_of_point(mid: &Dyadic, precision: u32) -> Ball {
    let top = mid.top();
    let wide = precision + 32;
    let x = Ball::exact(mid.clone(), wide);
    if top < -16 {
        return odd_series(&x, -1).at(precision);
    }
    if top > 16 {
        let quarter = pi(wide).scaled(-1);
        let rest = odd_series(&x.inverse(), -1);
        return if mid.is_negative() { -quarter - rest } else { quarter - rest }.at(precision);
    }
    let guess = Ball::from_f64(mid.to_f64().atan(), wide);
    let (sine, cosine) = guess.sin_cos();
    let rest = (&x * &cosine - &sine) / (&cosine + &x * &sine);
    (guess + odd_series(&rest, -1)).at(precision)
}
