//! Conjugates, real and imaginary parts, absolute values, signs.

use num_traits::{One, Signed, Zero};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly};

/// Functions with f(conj z) = conj f(z) on all of their domain.
const SYMMETRIC: &[&str] = &["Gamma", "Erf", "Erfc", "Erfi", "Sinc", "BesselJ", "AiryAi", "AiryBi", "BarnesG"];

impl Engine {
    /// The conjugate by structure alone, without making atoms: for values in which only i and exponentials of
    /// imaginary arguments are not real.
    pub(super) fn conjugate_terms(&self, poly: &Poly) -> Option<Poly> {
        let mut conjugate = Poly::zero();
        for (monomial, coefficient) in poly.terms() {
            let (mut coefficient, mut other) = (coefficient.clone(), Monomial::one());
            for (atom, exponent) in monomial.factors() {
                let (sign, exponent) = self.conjugate_simple(*atom, *exponent)?;
                if sign {
                    coefficient = -coefficient;
                }
                other = other.multiply(&Monomial::atom(*atom, exponent))?;
            }
            conjugate.add_term(other, coefficient);
        }
        Some(conjugate)
    }

    /// Whether the sign changes, and the exponent of the same atom.
    fn conjugate_simple(&self, atom: AtomId, exponent: Exponent) -> Option<(bool, Exponent)> {
        let one = Exponent::one();
        match self.atom(atom) {
            // exp(-iπc) = -exp(iπ(1 - c))
            Atom::Unity => Some((true, one - exponent)),
            Atom::Power(base, power) if matches!(self.atom(*base), Atom::Euler | Atom::Unity | Atom::Prime(_)) => {
                let unity = power.factors().iter().find(|factor| matches!(self.atom(factor.0), Atom::Unity));
                let half = unity.is_none_or(|factor| factor.1 == Exponent::new(1, 2));
                let others = power.factors().iter().filter(|factor| !matches!(self.atom(factor.0), Atom::Unity));
                let real = half && others.clone().all(|factor| factor.1.is_integer() && self.is_real_atom(factor.0));
                let turned = unity.is_some() != matches!(self.atom(*base), Atom::Unity);
                real.then(|| (false, if turned { -exponent } else { exponent }))
            }
            Atom::Sum(_) | Atom::Fold { .. } => None,
            _ if exponent.is_integer() && self.is_real_atom(atom) => Some((false, exponent)),
            _ => self.atom_sign(atom).filter(|sign| !sign.negative).map(|_| (false, exponent)),
        }
    }

    pub(super) fn conjugate(&mut self, poly: &Poly) -> Option<Poly> {
        let mut sum = Poly::zero();
        for (monomial, coefficient) in poly.terms() {
            let mut product = Poly::constant(coefficient.clone());
            for (atom, exponent) in monomial.factors() {
                let factor = self.conjugate_factor(*atom, *exponent)?;
                product = self.multiply(&product, &factor)?;
            }
            sum = sum.add(&product);
        }
        Some(sum)
    }

    fn conjugate_factor(&mut self, id: AtomId, exponent: Exponent) -> Option<Poly> {
        let own = Poly::term(One::one(), Monomial::atom(id, exponent));
        let whole = exponent.is_integer();
        let nonnegative = self.atom_sign(id).is_some_and(|sign| !sign.negative);
        if nonnegative || whole && self.is_real_atom(id) {
            return Some(own);
        }
        let power = Poly::constant(super::poly::from_exponent(exponent));
        match self.atom(id).clone() {
            Atom::Unity => self.unity(-exponent),
            Atom::Power(base, inner) => self.conjugate_power(base, &inner, exponent, own),
            Atom::Sum(poly) if whole => {
                let conjugate = self.conjugate(&poly)?;
                self.power(&conjugate, &power)
            }
            Atom::Apply("Conjugate", arguments) if whole => {
                let argument = arguments.first()?.clone();
                self.power(&argument, &power)
            }
            Atom::Apply(head, arguments) if whole && SYMMETRIC.contains(&head) => {
                let arguments = arguments.iter().map(|p| self.conjugate(p)).collect::<Option<Vec<_>>>()?;
                let value = self.apply(head, arguments)?;
                self.power(&value, &power)
            }
            _ if whole => {
                let conjugate = self.apply("Conjugate", vec![Poly::atom(id)])?;
                self.power(&conjugate, &power)
            }
            _ => self.apply("Conjugate", vec![own]),
        }
    }

    fn conjugate_power(&mut self, base: AtomId, inner: &Monomial, exponent: Exponent, own: Poly) -> Option<Poly> {
        let power = Poly::term(super::poly::from_exponent(exponent), inner.clone());
        let positive = self.atom_sign(base).is_some_and(|sign| !sign.negative);
        let unity = matches!(self.atom(base), Atom::Unity);
        let whole = exponent.is_integer() && self.is_whole(inner);
        if !(positive || unity || whole) {
            return self.apply("Conjugate", vec![own]);
        }
        let power = self.conjugate(&power)?;
        if unity {
            // conj((-1)^p) = (-1)^(-conj p)
            return self.power(&Poly::integer(-1), &power.negate());
        }
        let base = if positive { Poly::atom(base) } else { self.conjugate(&Poly::atom(base))? };
        if matches!(base.as_atom().map(|atom| self.atom(atom)), Some(Atom::Euler)) {
            return self.exponential(&power);
        }
        self.power(&base, &power)
    }

    pub(super) fn real_part(&mut self, poly: &Poly) -> Option<Poly> {
        let conjugate = self.conjugate(poly)?;
        Some(poly.add(&conjugate).scale(&num_rational::BigRational::new(1.into(), 2.into())))
    }

    pub(super) fn imaginary_part(&mut self, poly: &Poly) -> Option<Poly> {
        let conjugate = self.conjugate(poly)?;
        let twice = poly.subtract(&conjugate);
        let turned = self.unity(Exponent::new(-1, 2))?.scale(&num_rational::BigRational::new(1.into(), 2.into()));
        self.multiply(&twice, &turned)
    }

    /// |value|: factor by factor; of a real sum one atom, of a complex one the root of its norm.
    pub(super) fn absolute(&mut self, value: &Poly) -> Option<Poly> {
        if value.is_zero() {
            return Some(Poly::zero());
        }
        let value = self.factored(value)?;
        if let Some(sign) = self.sign(&value) {
            return Some(if sign.negative { value.negate() } else { value });
        }
        let Some((monomial, coefficient)) = value.as_term() else { return self.absolute_sum(&value) };
        let (monomial, coefficient) = (monomial.clone(), coefficient.abs());
        let mut product = Poly::constant(coefficient);
        for (atom, exponent) in monomial.factors() {
            let factor = self.absolute_factor(*atom, *exponent)?;
            product = self.multiply(&product, &factor)?;
        }
        Some(product)
    }

    fn absolute_sum(&mut self, value: &Poly) -> Option<Poly> {
        let content = value.content();
        let mut value = value.scale(&content.recip());
        if value.leading().is_some_and(|(_, c)| c.is_negative()) {
            value = value.negate();
        }
        if self.is_real(&value) {
            return Some(self.apply("Abs", vec![value])?.scale(&content));
        }
        let conjugate = self.conjugate(&value)?;
        let norm = self.multiply(&value, &conjugate)?;
        let norm = self.canonical(&norm)?;
        let root = self.power(&norm, &Poly::ratio(1, 2))?;
        self.law("|z| = sqrt(z conj(z))");
        Some(root.scale(&content))
    }

    fn absolute_factor(&mut self, id: AtomId, exponent: Exponent) -> Option<Poly> {
        let own = Poly::term(One::one(), Monomial::atom(id, exponent));
        if self.atom_sign(id).is_some_and(|sign| !sign.negative) {
            return Some(own);
        }
        match self.atom(id).clone() {
            Atom::Unity => Some(Poly::one()),
            Atom::Power(base, inner) => self.absolute_power(base, &inner, exponent, own),
            Atom::Sum(poly) => {
                let magnitude = self.absolute_sum(&poly)?;
                self.power(&magnitude, &Poly::constant(super::poly::from_exponent(exponent)))
            }
            Atom::Apply("Conjugate", arguments) => {
                let magnitude = self.absolute(arguments.first()?)?;
                self.power(&magnitude, &Poly::constant(super::poly::from_exponent(exponent)))
            }
            _ => {
                let magnitude = self.apply("Abs", vec![Poly::atom(id)])?;
                self.power(&magnitude, &Poly::constant(super::poly::from_exponent(exponent)))
            }
        }
    }

    fn absolute_power(&mut self, base: AtomId, inner: &Monomial, exponent: Exponent, own: Poly) -> Option<Poly> {
        let power = Poly::term(super::poly::from_exponent(exponent), inner.clone());
        if matches!(self.atom(base), Atom::Euler) {
            let real = self.real_part(&power)?;
            self.law("|e^z| = e^Re(z)");
            return self.exponential(&real);
        }
        let whole = exponent.is_integer() && self.is_whole(inner);
        let real = self.is_real(&power);
        match (self.atom(base), real) {
            (Atom::Unity, true) => Some(Poly::one()),
            (_, true) if whole || self.atom_sign(base).is_some_and(|sign| !sign.negative) => {
                let magnitude = self.absolute(&Poly::atom(base))?;
                self.power(&magnitude, &power)
            }
            _ => self.apply("Abs", vec![own]),
        }
    }

    /// z/|z|, where z is known not to be zero.
    pub(super) fn signum(&mut self, value: &Poly) -> Option<Poly> {
        if value.is_zero() {
            return Some(Poly::zero());
        }
        if value.as_constant().is_some_and(|c| !c.is_zero()) || self.is_nonzero(value) {
            let magnitude = self.absolute(value)?;
            return self.divide(value, &magnitude);
        }
        self.odd("Sign", value)
    }
}
