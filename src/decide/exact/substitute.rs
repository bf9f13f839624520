//! Substitution into normal forms.
//!
//! Replaces an atom by a value and rebuilds whatever it stood in, so that every law is applied to the new value.

use num_traits::One;

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly, from_exponent};

impl Engine {
    /// Whether an atom occurs in a value, at any depth.
    pub(super) fn mentions(&self, poly: &Poly, target: AtomId) -> bool {
        poly.terms().any(|(monomial, _)| self.monomial_mentions(monomial, target))
    }

    pub(super) fn monomial_mentions(&self, monomial: &Monomial, target: AtomId) -> bool {
        monomial.factors().iter().any(|factor| self.atom_mentions(factor.0, target))
    }

    pub(super) fn atom_mentions(&self, id: AtomId, target: AtomId) -> bool {
        // Atoms are made of earlier ones only.
        if id <= target {
            return id == target;
        }
        match self.atom(id) {
            Atom::Power(base, power) => self.atom_mentions(*base, target) || self.monomial_mentions(power, target),
            Atom::Sum(poly) => self.mentions(poly, target),
            Atom::Apply(_, arguments) | Atom::Call(_, arguments) => arguments.iter().any(|p| self.mentions(p, target)),
            Atom::Fold { end, body, .. } => {
                self.mentions(body, target) || end.as_ref().is_some_and(|end| self.mentions(end, target))
            }
            _ => false,
        }
    }

    pub(super) fn substitute(&mut self, poly: &Poly, target: AtomId, value: &Poly) -> Option<Poly> {
        let mut sum = Poly::zero();
        for (monomial, coefficient) in poly.terms() {
            let mut product = Poly::constant(coefficient.clone());
            for (atom, exponent) in monomial.factors() {
                let factor = self.substitute_factor(*atom, *exponent, target, value)?;
                product = self.multiply(&product, &factor)?;
            }
            sum = sum.add(&product);
        }
        Some(sum)
    }

    fn substitute_factor(&mut self, id: AtomId, exponent: Exponent, target: AtomId, value: &Poly) -> Option<Poly> {
        if !self.atom_mentions(id, target) {
            return Some(Poly::term(One::one(), Monomial::atom(id, exponent)));
        }
        let power = Poly::constant(from_exponent(exponent));
        if id == target {
            return self.power(value, &power);
        }
        match self.atom(id).clone() {
            Atom::Power(base, inner) => {
                let exponent = Poly::term(from_exponent(exponent), inner);
                let exponent = self.substitute(&exponent, target, value)?;
                if matches!(self.atom(base), Atom::Euler) {
                    return self.exponential(&exponent);
                }
                if matches!(self.atom(base), Atom::Unity) {
                    return self.power(&Poly::integer(-1), &exponent);
                }
                let base = self.substitute(&Poly::atom(base), target, value)?;
                self.power(&base, &exponent)
            }
            Atom::Sum(poly) => {
                let base = self.substitute(&poly, target, value)?;
                self.power(&base, &power)
            }
            other => {
                let base = self.substitute_function(other, target, value)?;
                self.power(&base, &power)
            }
        }
    }

    fn substitute_function(&mut self, atom: Atom, target: AtomId, value: &Poly) -> Option<Poly> {
        let mut each = |arguments: &[Poly]| {
            arguments.iter().map(|argument| self.substitute(argument, target, value)).collect::<Option<Vec<_>>>()
        };
        match atom {
            Atom::Apply(head, arguments) => {
                let arguments = each(&arguments)?;
                self.function(head, &arguments)
            }
            Atom::Call(callee, arguments) => {
                let arguments = each(&arguments)?;
                self.call(callee, arguments)
            }
            Atom::Fold { head, index, end, body } => {
                let body = self.substitute(&body, target, value)?;
                let end = match end {
                    Some(end) => Some(self.substitute(&end, target, value)?),
                    None => None,
                };
                let fresh = self.fresh_index()?;
                let own = self.name(&index)?.as_atom()?;
                let renamed = self.name(&fresh)?;
                let body = self.substitute(&body, own, &renamed)?;
                self.fold_form(head, &fresh, end, &body)
            }
            _ => None,
        }
    }
}
