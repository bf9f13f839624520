//! exp, log, √, circular and hyperbolic functions of complex balls; principal branches, cuts closed from above (Kahan).

use super::Complex;
use crate::number::ball::angle;
use crate::number::constants::pi;
use crate::number::{Ball, Undefined, Value};

impl Complex {
    /// exp: ℂ → ℂ∖0.
    pub fn exp(&self) -> Value {
        let size = self.re.exp();
        if self.is_real() {
            return Self::real(size).finite();
        }
        let (sine, cosine) = self.im.sin_cos();
        Self::new(&size * cosine, size * sine).finite()
    }

    /// exp(z) − 1 with full relative accuracy near 0.
    pub fn exp_minus_one(&self) -> Value {
        if self.is_real() {
            return Self::real(self.re.exp_minus_one()).finite();
        }
        // e^x cos y − 1 = (e^x − 1) cos y − 2 sin²(y/2)
        let (sine, cosine) = self.im.sin_cos();
        let half = self.im.scaled(-1).sin();
        let grown = self.re.exp();
        Self::new(self.re.exp_minus_one() * cosine - half.power_integer(2).scaled(1), grown * sine).finite()
    }

    /// exp(πi z).
    pub fn exp_pi_i(&self) -> Value {
        let (sine, cosine) = self.re.sin_cos_pi();
        if self.is_real() {
            return Self::new(cosine, sine).finite();
        }
        let wide = self.precision() + 8 + u32::try_from(self.im.abs_upper().top().clamp(0, 64)).unwrap_or(0);
        let size = (self.im.at(wide) * pi(wide)).negated().exp().at(self.precision());
        Self::new(&size * cosine, size * sine).finite()
    }

    /// log: principal branch, Im in (−π, π]; Err(Pole) at 0, Err(BranchCut) across (−∞, 0).
    pub fn log(&self) -> Value {
        if self.is_exact_zero() {
            return Err(Undefined::Pole);
        }
        let imaginary = self.arg()?;
        let real = if self.is_real() { self.re.abs().log()? } else { self.log_abs()? };
        Self::new(real, imaginary).finite()
    }

    /// log(1 + z) with full relative accuracy near 0.
    pub fn log_one_plus(&self) -> Value {
        if self.is_real() && (&self.re + 1).is_positive() {
            return self.re.log_one_plus().map(Self::real);
        }
        let top = self.abs_upper().top();
        if top < -4 {
            // |1 + z|² − 1 = x(2 + x) + y²
            let excess = &self.re * (&self.re + 2) + self.im.power_integer(2);
            let angle = (&self.im / (&self.re + 1)).atan();
            return Self::new(excess.log_one_plus()?.scaled(-1), angle).finite();
        }
        (self + 1).log()
    }

    /// log |z|, accurate near |z| = 1 as well.
    pub fn log_abs(&self) -> Value<Ball> {
        let wide = self.at(self.precision() + 8);
        let excess = (&wide.re - 1) * (&wide.re + 1) + wide.im.power_integer(2);
        let doubled = if excess.abs_upper().top() < -4 { excess.log_one_plus() } else { wide.norm().log() };
        match doubled {
            Ok(value) => Ok(value.scaled(-1).at(self.precision())),
            Err(_) => Err(Undefined::Precision),
        }
    }

    /// arg: in (−π, π], and 0 at 0.
    pub fn arg(&self) -> Value<Ball> {
        if self.is_exact_zero() {
            return Ok(Ball::zero(self.precision()));
        }
        angle(&self.re, &self.im)
    }

    /// √z: principal; an exactly real z < 0 gives i√|z|.
    pub fn sqrt(&self) -> Value {
        if self.is_real() {
            if self.re.is_nonpositive() && !self.re.is_exact_zero() {
                return Ok(Self::new(self.re.constant(0), self.re.negated().sqrt()?));
            }
            return match self.re.sqrt() {
                Ok(root) => Ok(Self::real(root)),
                Err(_) => Err(Undefined::Precision),
            };
        }
        let wide = self.at(self.precision() + 8);
        let size = wide.abs();
        let (re, im) = if !wide.re.mid.is_negative() || wide.re.contains_zero() && !wide.im.contains_zero() {
            let re = (size + &wide.re).scaled(-1).sqrt_clipped();
            let im = (&wide.im / &re).scaled(-1);
            (re, im)
        } else {
            let Some(sign) = wide.im.sign() else {
                return Err(if wide.re.contains_zero() { Undefined::Precision } else { Undefined::BranchCut });
            };
            let im = (size - &wide.re).scaled(-1).sqrt_clipped() * sign;
            ((&wide.im / &im).scaled(-1), im)
        };
        Self::new(re, im).at(self.precision()).finite()
    }

    /// (sin z, cos z).
    pub fn sin_cos(&self) -> Value<(Self, Self)> {
        let (sine, cosine) = self.re.sin_cos();
        if self.is_real() {
            return Ok((Self::real(sine).finite()?, Self::real(cosine).finite()?));
        }
        let (sinh, cosh) = self.im.sinh_cosh();
        Ok((Self::new(&sine * &cosh, &cosine * &sinh).finite()?, Self::new(cosine * cosh, -(sine * sinh)).finite()?))
    }

    pub fn sin(&self) -> Value {
        self.sin_cos().map(|pair| pair.0)
    }

    pub fn cos(&self) -> Value {
        self.sin_cos().map(|pair| pair.1)
    }

    pub fn tan(&self) -> Value {
        let (sine, cosine) = self.at(self.precision() + 8).sin_cos()?;
        sine.divided(&cosine).map(|value| value.at(self.precision()))
    }

    pub fn cot(&self) -> Value {
        let (sine, cosine) = self.at(self.precision() + 8).sin_cos()?;
        cosine.divided(&sine).map(|value| value.at(self.precision()))
    }

    pub fn sec(&self) -> Value {
        self.constant(1).divided(&self.cos()?)
    }

    pub fn csc(&self) -> Value {
        self.constant(1).divided(&self.sin()?)
    }

    /// (sin πz, cos πz), exact at multiples of 1/2.
    pub fn sin_cos_pi(&self) -> Value<(Self, Self)> {
        let (sine, cosine) = self.re.sin_cos_pi();
        if self.is_real() {
            return Ok((Self::real(sine).finite()?, Self::real(cosine).finite()?));
        }
        let wide = self.precision() + 8 + u32::try_from(self.im.abs_upper().top().clamp(0, 64)).unwrap_or(0);
        let (sinh, cosh) = (self.im.at(wide) * pi(wide)).sinh_cosh();
        let (sinh, cosh) = (sinh.at(self.precision()), cosh.at(self.precision()));
        Ok((Self::new(&sine * &cosh, &cosine * &sinh).finite()?, Self::new(cosine * cosh, -(sine * sinh)).finite()?))
    }

    /// (sinh z, cosh z).
    pub fn sinh_cosh(&self) -> Value<(Self, Self)> {
        let (sine, cosine) = self.times_i(1).sin_cos()?;
        Ok((sine.times_i(-1), cosine))
    }

    pub fn sinh(&self) -> Value {
        self.sinh_cosh().map(|pair| pair.0)
    }

    pub fn cosh(&self) -> Value {
        self.sinh_cosh().map(|pair| pair.1)
    }

    pub fn tanh(&self) -> Value {
        if self.is_real() {
            return Self::real(self.re.tanh()).finite();
        }
        Ok(self.times_i(1).tan()?.times_i(-1))
    }

    pub fn coth(&self) -> Value {
        Ok(self.times_i(1).cot()?.times_i(1))
    }

    pub fn sech(&self) -> Value {
        self.constant(1).divided(&self.cosh()?)
    }

    pub fn csch(&self) -> Value {
        self.constant(1).divided(&self.sinh()?)
    }

    /// sin(z)/z, and 1 at 0.
    pub fn sinc(&self) -> Value {
        if self.is_real() {
            return Self::real(self.re.sinc()).finite();
        }
        if self.contains_zero() {
            // |sinc z − 1| ≤ |z|²/6 · cosh |z| ≤ |z|² for |z| ≤ 2
            let reach = self.abs_upper();
            if reach.top() > 1 {
                return Err(Undefined::Precision);
            }
            return Ok(self.constant(1).widened(reach.times(reach)));
        }
        self.at(self.precision() + 4).sin()?.divided(self).map(|value| value.at(self.precision()))
    }

    /// z/|z|, and 0 at 0.
    pub fn sign(&self) -> Value {
        if self.is_real()
            && let Some(sign) = self.re.sign()
        {
            return Ok(self.constant(sign));
        }
        let wide = self.at(self.precision() + 8);
        wide.divided(&Self::real(wide.abs())).map(|value| value.at(self.precision()))
    }
}
