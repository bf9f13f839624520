//! Exponentials and logarithms.
//!
//! exp of a sum is the product of exps, always. log of a product is split only along positive factors: for positive r
//! and any z ≠ 0, log(rz) = log r + log z on the principal branch; nothing else is safe across the cut.

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly, from_exponent, to_exponent};
use super::power::factor;

impl Engine {
    /// exp of a normal form.
    pub(super) fn exponential(&mut self, exponent: &Poly) -> Option<Poly> {
        let exponent = self.canonical(exponent)?;
        if exponent.terms().len() > 1 {
            self.law("exp(a+b) = exp(a) exp(b)");
        }
        let mut product = Poly::one();
        for (monomial, coefficient) in exponent.terms() {
            let factor = self.exponential_term(coefficient, monomial)?;
            product = self.multiply(&product, &factor)?;
        }
        Some(product)
    }

    fn exponential_term(&mut self, coefficient: &BigRational, monomial: &Monomial) -> Option<Poly> {
        let c = to_exponent(coefficient)?;
        if let Some(inner) = self.inverse_exponential(c, monomial)? {
            return Some(inner);
        }
        let euler = self.intern(Atom::Euler)?;
        if monomial.is_one() {
            return Some(Poly::term(One::one(), Monomial::atom(euler, c)));
        }
        let (unity, pi) = (self.intern(Atom::Unity)?, self.intern(Atom::Constant("Pi"))?);
        if monomial.exponent(unity) == Exponent::new(1, 2) && monomial.exponent(pi).is_one() {
            let rest = monomial.without(unity).without(pi);
            return self.unity_power(c, &rest);
        }
        let atom = self.intern(Atom::Power(euler, monomial.clone()))?;
        Some(Poly::term(One::one(), Monomial::atom(atom, c)))
    }

    /// exp of c times an inverse of it: exp(a log z) = z^a, exp(i arcsin z) = √(1-z²) + iz …
    fn inverse_exponential(&mut self, c: Exponent, monomial: &Monomial) -> Option<Option<Poly>> {
        let mut inverses = monomial.factors().iter().filter(|factor| factor.1.is_one()).filter_map(|factor| match self
            .atom(factor.0)
        {
            Atom::Apply(head @ ("Log" | "Arcsin" | "Arctan" | "Arsinh" | "Arcosh" | "Artanh"), arguments) => {
                Some((factor.0, *head, arguments.first().cloned()))
            }
            _ => None,
        });
        let (Some((atom, head, Some(value))), None) = (inverses.next(), inverses.next()) else { return Some(None) };
        let rest = monomial.without(atom);
        if head == "Log" {
            self.law("exp(a log z) = z^a");
            let exponent = Poly::term(from_exponent(c), rest);
            return self.power(&value, &exponent).map(Some);
        }
        let turned = self.imaginary()?.as_term().is_some_and(|(i, _)| *i == rest);
        let matching = if matches!(head, "Arcsin" | "Arctan") { turned } else { rest.is_one() };
        if !matching || !c.is_integer() {
            return Some(None);
        }
        let value = self.exponential_of_inverse(head, &value)?;
        self.law("exp undoes inverse sines and tangents: exp(i arcsin z) = sqrt(1-z^2) + iz");
        self.integer_power(&value, c.to_integer()).map(Some)
    }

    /// exp(i arcsin z), exp(i arctan z), exp(arsinh z) … as algebraic functions; all hold on the whole plane.
    fn exponential_of_inverse(&mut self, head: &str, z: &Poly) -> Option<Poly> {
        let half = Poly::ratio(1, 2);
        let square = self.multiply(z, z)?;
        let iz = self.imaginary().and_then(|i| self.multiply(&i, z))?;
        let root = |engine: &mut Self, value: Poly| engine.power(&value, &half);
        match head {
            "Arcsin" => Some(root(self, Poly::one().subtract(&square))?.add(&iz)),
            "Arctan" => {
                let below = root(self, Poly::one().add(&square))?;
                self.divide(&Poly::one().add(&iz), &below)
            }
            "Arsinh" => Some(root(self, square.add(&Poly::one()))?.add(z)),
            "Arcosh" => {
                let (low, high) = (root(self, z.subtract(&Poly::one()))?, root(self, z.add(&Poly::one()))?);
                Some(self.multiply(&low, &high)?.add(z))
            }
            _ => {
                let (above, below) = (root(self, Poly::one().add(z))?, root(self, Poly::one().subtract(z))?);
                self.divide(&above, &below)
            }
        }
    }

    /// Principal logarithm of a normal form.
    pub(super) fn logarithm(&mut self, value: &Poly) -> Option<Poly> {
        let value = self.factored(value)?;
        if value.is_zero() {
            return None;
        }
        let content = value.content();
        let mut sum = self.number_logarithm(&content)?;
        let mut rest = value.scale(&content.recip());
        for atom in value.atoms() {
            let exponent = value.least_exponent(atom);
            if let Some(part) = self.factor_logarithm(atom, exponent)? {
                sum = sum.add(&part);
                rest = rest.shift(&Monomial::atom(atom, -exponent))?;
            }
        }
        let rest = self.rest_logarithm(&rest)?;
        Some(sum.add(&rest))
    }

    fn number_logarithm(&mut self, value: &BigRational) -> Option<Poly> {
        let mut sum = Poly::zero();
        for (side, sign) in [(value.numer(), 1), (value.denom(), -1)] {
            for (prime, power) in factor(side) {
                let log = self.apply("Log", vec![Poly::constant(BigRational::from_integer(prime))])?;
                sum = sum.add(&log.scale(&BigRational::from_integer((sign * power).into())));
            }
        }
        Some(sum)
    }

    /// log(a^e), where the factor may be taken out.
    fn factor_logarithm(&mut self, atom: AtomId, e: Exponent) -> Option<Option<Poly>> {
        if e.is_zero() {
            return Some(None);
        }
        let scale = from_exponent(e);
        if self.is_positive_atom(atom) {
            self.law("log(r z) = log r + log z for r > 0");
            return Some(Some(self.positive_logarithm(atom)?.scale(&scale)));
        }
        let even = e.is_integer() && e.to_integer() % 2 == 0;
        if even && self.is_real_atom(atom) {
            self.law("log(x^2) = 2 log|x| for real x");
            let magnitude = self.absolute(&Poly::atom(atom))?;
            let log = self.apply("Log", vec![magnitude])?;
            return Some(Some(log.scale(&scale)));
        }
        Some(None)
    }

    /// Positive wherever its logarithm is defined.
    fn is_positive_atom(&self, atom: AtomId) -> bool {
        self.atom_sign(atom).is_some_and(|sign| !sign.negative)
    }

    fn positive_logarithm(&mut self, atom: AtomId) -> Option<Poly> {
        match self.atom(atom).clone() {
            Atom::Euler => Some(Poly::one()),
            Atom::Power(base, power) => {
                let log = self.positive_logarithm(base)?;
                self.multiply(&log, &Poly::term(One::one(), power))
            }
            Atom::Sum(poly) => self.apply("Log", vec![poly]),
            Atom::Fold { head: "Product", index, end, body } if self.is_positive(&body) => {
                self.law("log of a product is the sum of logs");
                let log = self.logarithm(&body)?;
                self.fold_form("Sum", &index, end, &log)
            }
            _ => self.apply("Log", vec![Poly::atom(atom)]),
        }
    }

    fn rest_logarithm(&mut self, rest: &Poly) -> Option<Poly> {
        if rest.is_one() {
            return Some(Poly::zero());
        }
        if let Some(angle) = self.unity_angle(rest) {
            let (i, pi) = (self.imaginary()?, self.pi()?);
            let turn = self.multiply(&i, &pi)?;
            return Some(turn.scale(&from_exponent(angle)));
        }
        if let Some((atom, exponent)) = self.principal_factor(rest) {
            let log = self.apply("Log", vec![Poly::atom(atom)])?;
            return Some(log.scale(&from_exponent(exponent)));
        }
        if let Some(root) = self.square_root(rest)? {
            let magnitude = self.absolute(&root)?;
            return Some(self.logarithm(&magnitude)?.scale(&BigRational::from_integer(2.into())));
        }
        if let Some(pure) = self.pure_exponential(rest)? {
            return Some(pure);
        }
        self.apply("Log", vec![rest.clone()])
    }

    /// log(exp(z)) = z, for z with an imaginary part that is known to be within (-π, π]: a rational one.
    fn pure_exponential(&mut self, rest: &Poly) -> Option<Option<Poly>> {
        let Some((monomial, c)) = rest.as_term() else { return Some(None) };
        let [(atom, exponent)] = monomial.factors() else { return Some(None) };
        let Atom::Power(base, power) = self.atom(*atom).clone() else { return Some(None) };
        let i = self.imaginary()?;
        let imaginary = i.as_term().is_some_and(|(i, _)| *i == power);
        let small = exponent.abs() <= Exponent::from_integer(3);
        if c.is_one() && imaginary && small && matches!(self.atom(base), Atom::Euler) {
            return Some(Some(i.scale(&from_exponent(*exponent))));
        }
        Some(None)
    }

    /// Logarithm to a base.
    pub(super) fn logarithm_to(&mut self, value: &Poly, base: &Poly) -> Option<Poly> {
        let (above, below) = (self.logarithm(value)?, self.logarithm(base)?);
        self.law("log_b(x) = log(x)/log(b)");
        self.divide(&above, &below)
    }
}
