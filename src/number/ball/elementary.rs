//! exp, sin, cos and what is made of them, on real balls.

use dashu_int::IBig;

use super::Ball;
use crate::number::constants::{KNOWN, log_two_fixed, pi, pi_fixed};
use crate::number::{Dyadic, Radius, Undefined, Value, fixed};

/// Beyond 2^40 in size, exp over- or underflows every use.
const EXP_LIMIT: i64 = 40;

impl Ball {
    /// exp: ℝ → (0, ∞).
    pub fn exp(&self) -> Self {
        if !self.is_finite() {
            return self.clone();
        }
        if self.is_exact_zero() {
            return self.constant(1);
        }
        if self.radius.top() > 0 {
            return self.exp_of_wide();
        }
        let value = exp_of_point(&self.mid, self.precision);
        // e^r − 1 ≤ r + r² for r ≤ 1
        let spread = self.radius.plus(self.radius.times(self.radius));
        let error = value.abs_upper().times(spread);
        value.widened(error)
    }

    fn exp_of_wide(&self) -> Self {
        if self.radius.top() > EXP_LIMIT {
            return Self::everything(self.precision);
        }
        let end = |mid: Dyadic| exp_of_point(&mid.rounded(self.precision + 8).0, self.precision);
        let up = Dyadic::integer(1);
        end(self.lower())
            .hull(&(end(self.upper()) * (Self::exact(up, self.precision).widened(Radius::power_of_two(-4)))))
    }

    /// exp(a) − 1, with full relative accuracy near 0.
    pub fn exp_minus_one(&self) -> Self {
        let (top, precision) = (self.mid.top(), self.precision);
        if top >= -1 || self.radius.top() > -2 {
            return (self.at(precision + 4).exp() - 1).at(precision);
        }
        let extra = u32::try_from(-top).unwrap_or(0);
        if extra > precision {
            // |e^x − 1 − x| ≤ x² for |x| ≤ 1
            let square = self.abs_upper().times(self.abs_upper());
            return self.clone().widened(square);
        }
        (self.at(precision + extra + 4).exp() - 1).at(precision)
    }

    /// (sin a, cos a).
    pub fn sin_cos(&self) -> (Self, Self) {
        let precision = self.precision;
        let unknown = Self::symmetric(Radius::power_of_two(0), precision);
        if !self.is_finite() || self.radius.top() > 2 || self.mid.top() > (KNOWN / 2) as i64 {
            return (unknown.clone(), unknown);
        }
        if self.is_exact_zero() {
            return (self.constant(0), self.constant(1));
        }
        let (sine, cosine) = sin_cos_of_point(&self.mid, precision);
        let spread = self.radius;
        (sine.widened(spread).within_one(), cosine.widened(spread).within_one())
    }

    /// The part of the ball in [−1, 1].
    fn within_one(self) -> Self {
        if self.abs_upper().top() <= 0 || self.radius.top() < -8 {
            return self;
        }
        if self.radius.top() > 0 {
            return Self::symmetric(Radius::power_of_two(0), self.precision);
        }
        self
    }

    pub fn sin(&self) -> Self {
        self.sin_cos().0
    }

    pub fn cos(&self) -> Self {
        self.sin_cos().1
    }

    /// tan; Err(Precision) where the ball may hold a pole.
    pub fn tan(&self) -> Value<Self> {
        let (sine, cosine) = self.at(self.precision + 4).sin_cos();
        (sine / cosine).at(self.precision).finite()
    }

    /// (sin πa, cos πa), exact at multiples of 1/2.
    pub fn sin_cos_pi(&self) -> (Self, Self) {
        if self.is_exact()
            && let Some(doubled) = self.scaled(1).as_integer()
        {
            let quarter = i64::try_from(doubled & IBig::from(3)).unwrap_or(0);
            let (sine, cosine) = match quarter {
                0 => (0, 1),
                1 => (1, 0),
                2 => (0, -1),
                _ => (-1, 0),
            };
            return (self.constant(sine), self.constant(cosine));
        }
        let wide = self.precision + 8 + u32::try_from(self.mid.top().clamp(0, 4096)).unwrap_or(0);
        let nearest = self.mid.fixed(1) + IBig::ONE;
        let whole = Self::exact(Dyadic::new(nearest >> 1usize, 0), wide);
        let flipped = whole.as_integer().is_some_and(|value| value & IBig::ONE == IBig::ONE);
        let (sine, cosine) = ((self.at(wide) - whole) * pi(wide)).sin_cos();
        let (sine, cosine) = (sine.at(self.precision), cosine.at(self.precision));
        if flipped { (-sine, -cosine) } else { (sine, cosine) }
    }

    /// (sinh a, cosh a).
    pub fn sinh_cosh(&self) -> (Self, Self) {
        let wide = self.at(self.precision + 8);
        let grown = wide.exp();
        let shrunk = wide.negated().exp();
        let cosine = (&grown + &shrunk).scaled(-1);
        let sine = if self.mid.top() > 0 || self.radius.top() > -2 {
            (&grown - &shrunk).scaled(-1)
        } else {
            // (e^a − 1)(1 + e^-a)/2 keeps relative accuracy near 0
            (wide.exp_minus_one() * (shrunk + 1)).scaled(-1)
        };
        (sine.at(self.precision), cosine.at(self.precision))
    }

    pub fn sinh(&self) -> Self {
        self.sinh_cosh().0
    }

    pub fn cosh(&self) -> Self {
        self.sinh_cosh().1
    }

    /// tanh: ℝ → (−1, 1).
    pub fn tanh(&self) -> Self {
        if self.mid.top() > 40 && self.mid.top() > self.radius.top() + 1 {
            let sign = if self.mid.is_negative() { -1 } else { 1 };
            return self.constant(sign).widened(Radius::power_of_two(-(1 << 38)));
        }
        let wide = self.at(self.precision + 8);
        let numerator = wide.scaled(1).exp_minus_one();
        let value = (&numerator / (&numerator + 2)).at(self.precision);
        if value.is_finite() { value } else { Self::symmetric(Radius::power_of_two(0), self.precision) }
    }

    /// sin(a)/a, and 1 at 0.
    pub fn sinc(&self) -> Self {
        if self.is_exact_zero() {
            return self.constant(1);
        }
        if self.contains_zero() {
            // |sinc x − 1| ≤ x²/6
            let reach = self.abs_upper();
            return self.constant(1).widened(reach.times(reach).min(Radius::power_of_two(1)));
        }
        (self.at(self.precision + 4).sin() / self).at(self.precision)
    }

    /// Err(Domain) for what surely is no value.
    pub(in crate::number) fn require_positive(&self) -> Value<()> {
        if self.is_positive() {
            Ok(())
        } else if self.is_exact_zero() {
            Err(Undefined::Pole)
        } else if self.is_negative() {
            Err(Undefined::Domain)
        } else {
            Err(Undefined::Precision)
        }
    }
}

fn exp_of_point(mid: &Dyadic, precision: u32) -> Ball {
    if mid.top() > EXP_LIMIT {
        return if mid.is_negative() {
            Ball::symmetric(Radius::power_of_two(-(1 << (EXP_LIMIT - 1))), precision)
        } else {
            Ball::everything(precision)
        };
    }
    let width = precision as usize + 8;
    let lead = mid.top().max(0) as usize;
    // x = n log 2 + r, 0 ≤ r ≤ 1: x carries an error of 1 unit, n log 2 of |n|·2^(1-lead-2) ≤ 1 unit
    let x = mid.fixed(width as i64);
    let log_two = log_two_fixed(width + lead + 2);
    let n: IBig = (&x << (lead + 2)) / &log_two - i64::from(mid.is_negative());
    let r = x - ((&n * log_two) >> (lead + 2));
    let (n, r) = if r.is_zero() || r > IBig::ZERO { (n, r) } else { (n - 1, r + log_two_fixed(width)) };
    let shift = i64::try_from(n).unwrap_or(0);
    // errors: 2 units of exp, (2 + 2 + 2) · e of its argument: below 32
    let value = Dyadic::new(fixed::exp(&r, width), shift - width as i64);
    Ball::new(value, Radius::new(32, shift - width as i64), precision)
}

fn sin_cos_of_point(mid: &Dyadic, precision: u32) -> (Ball, Ball) {
    let top = mid.top();
    if top < -(i64::from(precision) / 2 + 8) {
        // |sin x − x| ≤ |x|³/6, |cos x − 1| ≤ x²/2
        let x = mid.abs_upper();
        let square = x.times(x);
        let sine = Ball::new(mid.clone(), square.times(x).shifted(-2), precision);
        return (sine, Ball::one(precision).widened(square.shifted(-1)));
    }
    let width = precision as usize + 8 + (-top).max(0) as usize;
    let lead = top.max(0) as usize;
    let x = mid.fixed(width as i64);
    let quarter = pi_fixed(width + lead + 2);
    // x = n π/2 + r, |r| ≤ π/4 + 2 units
    let n: IBig = ((&x << (lead + 3)) + (&quarter >> 1usize)).div_euclid(&quarter);
    let r = x - ((&n * quarter) >> (lead + 3));
    let (sine, cosine) = fixed::sin_cos(&r, width);
    let ball = |value: IBig| Ball::new(Dyadic::new(value, -(width as i64)), Radius::new(8, -(width as i64)), precision);
    match i64::try_from(n & IBig::from(3)).unwrap_or(0) {
        0 => (ball(sine), ball(cosine)),
        1 => (ball(cosine), ball(-sine)),
        2 => (ball(-sine), ball(-cosine)),
        _ => (ball(-cosine), ball(sine)),
    }
}

trait DivEuclid {
    fn div_euclid(self, other: &IBig) -> IBig;
}

impl DivEuclid for IBig {
    fn div_euclid(self, other: &IBig) -> IBig {
        dashu_base::DivEuclid::div_euclid(self, other)
    }
}
