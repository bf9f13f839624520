//! Majorants: C x^a e^{bx} e^{qx²} for all x ≥ X.
//!
//! Takes and gives bounds of moduli; every operation rounds outwards, so that a bound stays one. ln C, a, b and q are
//! floats: the slack that each operation adds is far above their rounding.

/// C x^power e^{rate·x} e^{square·x²}; `log` is ln C.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mono {
    pub log: f64,
    pub power: f64,
    pub rate: f64,
    pub square: f64,
}

/// What rounding of ln C may lose in one operation.
const SLACK: f64 = 1e-9;
/// log x ≤ x^ε / (e ε).
const EPSILON: f64 = 1.0 / 16.0;

impl Mono {
    pub const ZERO: Self = Self { log: f64::NEG_INFINITY, power: 0.0, rate: 0.0, square: 0.0 };
    pub const ONE: Self = Self { log: 0.0, power: 0.0, rate: 0.0, square: 0.0 };
    /// Greater than any other bound: what no claim follows from.
    pub const UNBOUNDED: Self = Self { log: 0.0, power: 0.0, rate: 0.0, square: f64::INFINITY };
    /// x itself.
    pub const VARIABLE: Self = Self { log: 0.0, power: 1.0, rate: 0.0, square: 0.0 };

    /// An upper bound of a constant modulus; `None` for what is no finite number.
    pub fn above(value: f64) -> Option<Self> {
        (value.is_finite() && value >= 0.0).then(|| Self { log: value.ln() + SLACK, ..Self::ONE })
    }

    /// A lower bound of a constant modulus; `None` at zero.
    pub fn below(value: f64) -> Option<Self> {
        (value.is_finite() && value > 0.0).then(|| Self { log: value.ln() - SLACK, ..Self::ONE })
    }

    pub fn is_zero(&self) -> bool {
        self.log == f64::NEG_INFINITY
    }

    pub fn times(self, other: Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::ZERO;
        }
        Self {
            log: self.log + other.log,
            power: self.power + other.power,
            rate: self.rate + other.rate,
            square: self.square + other.square,
        }
    }

    /// One over a bound of the other kind.
    pub fn inverse(self) -> Self {
        Self { log: -self.log, power: -self.power, rate: -self.rate, square: -self.square }
    }

    /// The bound to a real power; the sign of the power says which kind of bound it must have been.
    pub fn raised(self, exponent: f64) -> Self {
        if self.is_zero() {
            return if exponent > 0.0 { Self::ZERO } else { Self::ONE };
        }
        Self {
            log: self.log * exponent,
            power: self.power * exponent,
            rate: self.rate * exponent,
            square: self.square * exponent,
        }
    }

    /// With ln C moved by the slack: up for upper bounds, down (negative) for lower ones.
    pub fn slack(self, direction: f64) -> Self {
        Self { log: self.log + direction * SLACK * (1.0 + self.log.abs()), ..self }
    }

    /// ln of the bound at x.
    pub fn at(&self, x: f64) -> f64 {
        self.log + self.power * x.ln() + self.rate * x + self.square * x * x
    }

    fn exponents(&self) -> [f64; 3] {
        [self.square, self.rate, self.power]
    }

    /// Whether the other one grows at least as fast.
    fn grows_at_most(&self, other: &Self) -> bool {
        let pairs = self.exponents().into_iter().zip(other.exponents());
        for (own, theirs) in pairs {
            if own != theirs {
                return own < theirs;
            }
        }
        true
    }

    /// sup of ln(self / other) over x ≥ from, where the other one grows at least as fast.
    fn excess(&self, other: &Self, from: f64) -> Option<f64> {
        let log = self.log - other.log;
        let [square, rate, power] = [self.square - other.square, self.rate - other.rate, self.power - other.power];
        if square > 0.0 || rate > 0.0 {
            return None;
        }
        let top = match power {
            power if power <= 0.0 => from,
            power if rate < 0.0 => from.max(power / -rate),
            power if square < 0.0 => from.max((power / (-2.0 * square)).sqrt()),
            _ => return None,
        };
        Some(log + power * top.ln() + rate * top + square * from * from + SLACK)
    }

    /// ln of the greatest value for x ≥ from, of a bound that does not grow.
    pub fn peak(&self, from: f64) -> Option<f64> {
        if self.is_zero() {
            return Some(f64::NEG_INFINITY);
        }
        self.grows_at_most(&Self::ONE).then(|| self.excess(&Self::ONE, from))?
    }

    /// An upper bound of the sum of two upper bounds for x ≥ from.
    pub fn plus(self, other: Self, from: f64) -> Option<Self> {
        if self.is_zero() || other.is_zero() {
            return Some(if self.is_zero() { other } else { self });
        }
        let (small, large) = if self.grows_at_most(&other) { (self, other) } else { (other, self) };
        let excess = small.excess(&large, from)?;
        Some(Self { log: large.log + excess.exp().ln_1p(), ..large }.slack(1.0))
    }

    /// A lower bound of |f + g| from one of |f| and an upper one of |g|, where g is surely smaller for x ≥ from.
    pub fn minus(self, other: Self, from: f64) -> Option<Self> {
        if other.is_zero() {
            return Some(self);
        }
        if !other.grows_at_most(&self) {
            return None;
        }
        let excess = other.excess(&self, from)?;
        (excess < -0.05).then(|| Self { log: self.log + (-excess.exp()).ln_1p(), ..self }.slack(-1.0))
    }

    /// Whether the bound falls to zero.
    pub fn decays(&self) -> bool {
        self.is_zero()
            || self.exponents().into_iter().find(|exponent| *exponent != 0.0).is_some_and(|first| first < 0.0)
    }

    /// An upper bound of ln|f| as a modulus, from upper and lower bounds of |f|: |ln|f|| + π.
    pub fn logarithm(self, lower: Self, from: f64) -> Option<Self> {
        let larger = |pick: fn(&Self) -> f64| pick(&self).abs().max(pick(&lower).abs());
        let constant = larger(|bound| bound.log) + std::f64::consts::PI;
        let power = larger(|bound| bound.power) / (EPSILON * std::f64::consts::E);
        let parts = [
            Self { power: EPSILON, ..Self::above(power)? },
            Self { power: 1.0, ..Self::above(larger(|bound| bound.rate))? },
            Self { power: 2.0, ..Self::above(larger(|bound| bound.square))? },
        ];
        parts.into_iter().try_fold(Self::above(constant)?, |sum, part| sum.plus(part, from))
    }

    /// ln of ∫_x^∞; `None` where that may be infinite.
    pub fn integral(&self, x: f64) -> Option<f64> {
        if self.is_zero() {
            return Some(f64::NEG_INFINITY);
        }
        // e^{q t²} ≤ e^{q x t} for t ≥ x and q ≤ 0.
        let rate = if self.square <= 0.0 { self.rate + self.square * x } else { return None };
        let fall = -(rate + self.power.max(0.0) / x);
        if fall > 0.0 {
            return Some(self.at(x) - fall.ln() + SLACK);
        }
        let decay = -self.power - 1.0;
        (rate <= 0.0 && decay > 1e-6).then(|| self.log + rate * x - decay * x.ln() - decay.ln() + SLACK)
    }

    /// ln of Σ_{n ≥ x}, for a bound that falls from x on.
    pub fn sum(&self, x: f64) -> Option<f64> {
        if self.is_zero() {
            return Some(f64::NEG_INFINITY);
        }
        let falls = self.power / x + self.rate + 2.0 * self.square * x <= 0.0
            && self.square <= 0.0
            && (self.power >= 0.0 || self.rate <= 0.0);
        let integral = self.integral(x).filter(|_| falls)?;
        let (first, rest) = (self.at(x), integral);
        Some(first.max(rest) + (-(first - rest).abs()).exp().ln_1p() + SLACK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn power(power: f64) -> Mono {
        Mono { power, ..Mono::ONE }
    }

    #[test]
    fn sums_are_bounded_from_the_start_on() {
        let sum = power(2.0).plus(Mono { rate: -1.0, power: 9.0, ..Mono::ONE }, 2.0).unwrap();
        for x in [2.0_f64, 5.0, 9.0, 30.0, 1e3] {
            assert!(sum.at(x) >= (x * x + x.powi(9) * (-x).exp()).ln(), "{x}");
        }
        let difference = power(1.0).minus(Mono::ONE, 2.0).unwrap();
        for x in [2.0_f64, 3.0, 1e6] {
            assert!(difference.at(x) <= (x - 1.0).ln(), "{x}");
        }
        assert!(Mono::ONE.minus(power(1.0), 2.0).is_none());
        assert!(power(0.5).logarithm(power(-0.5), 2.0).unwrap().at(1e9).exp() >= 0.5 * 1e9_f64.ln());
    }

    #[test]
    fn tails_are_bounded_or_unknown() {
        assert!((power(-2.0).integral(10.0).unwrap() - (0.1_f64).ln()).abs() < 1e-6);
        assert!(power(-1.0).integral(10.0).is_none());
        assert!(power(3.0).integral(10.0).is_none());
        let gauss = Mono { square: -0.5, power: 2.0, ..Mono::ONE };
        assert!(gauss.integral(12.0).unwrap() < -60.0);
        // Σ_{n≥10} 2^{-n} = 2^{-9}.
        let geometric = Mono { rate: -(2.0_f64.ln()), ..Mono::ONE };
        let tail = geometric.sum(10.0).unwrap();
        assert!(tail >= -9.0 * 2.0_f64.ln() && tail < -8.0 * 2.0_f64.ln());
        assert!(power(-2.0).decays() && !Mono::ONE.decays() && !power(0.5).decays());
        assert!(!Mono { rate: 0.1, power: -3.0, ..Mono::ONE }.decays());
    }
}
