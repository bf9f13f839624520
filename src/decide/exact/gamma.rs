//! Factorials, binomial coefficients and gamma functions.
//!
//! Γ(z+n) = z(z+1)…Γ(z) brings the constant part of every argument into (0, 1]. Binomial coefficients become gamma
//! functions only where that is their meaning: for n ≥ 0, or for integers k ≥ 0 and an n that runs through a continuum.

use num_rational::BigRational;
use num_traits::{One, ToPrimitive};

use super::atom::Engine;
use super::heads::factorial;
use super::poly::Poly;

/// Largest shift by the recurrence.
const LARGEST_SHIFT: i64 = 40;

/// Largest factorial that is multiplied out.
const LARGEST_FACTORIAL: i64 = 300;

impl Engine {
    pub(super) fn gamma(&mut self, value: &Poly) -> Option<Poly> {
        let value = self.canonical(value)?;
        if let Some(n) = value.as_integer() {
            let small = (1..=LARGEST_FACTORIAL).contains(&n);
            return small.then(|| Poly::constant(BigRational::from_integer(factorial(n as u32 - 1))));
        }
        let constant = value.constant_term();
        let shift = (constant.ceil() - BigRational::one()).to_integer().to_i64()?;
        if shift.abs() > LARGEST_SHIFT {
            return self.apply("Gamma", vec![value]);
        }
        let base = value.subtract(&Poly::integer(shift));
        if shift != 0 {
            self.law("Γ(z+1) = z Γ(z)");
        }
        let gamma = match base.as_constant() {
            Some(half) if half == BigRational::new(1.into(), 2.into()) => {
                let pi = self.pi()?;
                self.power(&pi, &Poly::ratio(1, 2))?
            }
            _ => self.apply("Gamma", vec![base.clone()])?,
        };
        let (start, steps) = if shift > 0 { (base, shift) } else { (value, -shift) };
        let rising = self.run(&start, steps)?;
        if shift > 0 { self.multiply(&gamma, &rising) } else { self.divide(&gamma, &rising) }
    }

    /// z(z+1)…(z+k-1).
    fn run(&mut self, start: &Poly, steps: i64) -> Option<Poly> {
        (0..steps).try_fold(Poly::one(), |product, step| {
            let factor = start.add(&Poly::integer(step));
            self.multiply(&product, &factor)
        })
    }

    fn small_natural(&self, value: &Poly) -> Option<i64> {
        value.as_integer().filter(|k| (0..=LARGEST_SHIFT).contains(k))
    }

    /// Whether f(n, k) by gamma functions is what is meant.
    fn by_gammas(&mut self, n: &Poly, k: &Poly) -> bool {
        let natural = self.is_integer(k) && self.is_nonnegative(k);
        if self.is_nonnegative(n) || natural && !self.is_integer(n) && !self.facts.assume_real {
            return true;
        }
        if self.facts.assume_real {
            self.law("binomials and factorials of numbers that are not negative");
        }
        self.facts.assume_real
    }

    pub(super) fn binomial(&mut self, n: &Poly, k: &Poly) -> Option<Poly> {
        if let Some(k) = self.small_natural(k) {
            let falling = self.run(&n.subtract(&Poly::integer(k - 1)), k)?;
            let below = BigRational::from_integer(factorial(k as u32));
            return Some(falling.scale(&below.recip()));
        }
        if !self.by_gammas(n, k) {
            return None;
        }
        self.law("binomial(n, k) = n!/(k! (n-k)!)");
        let one = Poly::one();
        let above = self.gamma(&n.add(&one))?;
        let (left, right) = (self.gamma(&k.add(&one))?, self.gamma(&n.subtract(k).add(&one))?);
        let below = self.multiply(&left, &right)?;
        self.divide(&above, &below)
    }

    /// (z)_k = Γ(z+k)/Γ(z).
    pub(super) fn rising(&mut self, z: &Poly, k: &Poly) -> Option<Poly> {
        if let Some(k) = self.small_natural(k) {
            return self.run(z, k);
        }
        let natural = self.is_integer(k) && self.is_nonnegative(k) && !self.is_integer(z);
        if !natural && !self.is_positive(z) {
            return None;
        }
        let (above, below) = (self.gamma(&z.add(k))?, self.gamma(z)?);
        self.divide(&above, &below)
    }

    /// z(z-1)…(z-k+1) = Γ(z+1)/Γ(z-k+1).
    pub(super) fn falling(&mut self, z: &Poly, k: &Poly) -> Option<Poly> {
        if let Some(k) = self.small_natural(k) {
            return self.run(&z.subtract(&Poly::integer(k - 1)), k);
        }
        if !self.by_gammas(z, k) {
            return None;
        }
        let one = Poly::one();
        let (above, below) = (self.gamma(&z.add(&one))?, self.gamma(&z.subtract(k).add(&one))?);
        self.divide(&above, &below)
    }
}
