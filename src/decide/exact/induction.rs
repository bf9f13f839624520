//! Induction on the end of a sum or product.
//!
//! Takes a difference D(n) that is linear in one fold with n in its end, and shows D(n₀) = 0 and D(n+1) = 0 under
//! D(n) = 0, with the fold replaced by what the hypothesis says of it.

use num_rational::BigRational;
use num_traits::{One, ToPrimitive};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Poly};

impl Engine {
    /// Whether a difference is zero for all whole values of some name, by induction.
    pub(super) fn by_induction(&mut self, difference: &Poly) -> Option<bool> {
        let difference = self.canonical(difference)?;
        let folds: Vec<AtomId> = difference
            .atoms()
            .into_iter()
            .filter(|id| matches!(self.atom(*id), Atom::Fold { end: Some(_), .. }))
            .collect();
        for fold in folds {
            for name in self.end_names(fold) {
                if self.induction_on(&difference, fold, name).unwrap_or(false) {
                    return Some(true);
                }
            }
        }
        Some(false)
    }

    /// Integer names in the end of a fold that its body does not mention.
    fn end_names(&self, fold: AtomId) -> Vec<AtomId> {
        let Atom::Fold { end: Some(end), body, .. } = self.atom(fold) else { return Vec::new() };
        let whole = |id: &AtomId| matches!(self.atom(*id), Atom::Name(_)) && self.is_integer(&Poly::atom(*id));
        end.atoms().into_iter().filter(whole).filter(|id| !self.mentions(body, *id)).collect()
    }

    fn induction_on(&mut self, difference: &Poly, fold: AtomId, name: AtomId) -> Option<bool> {
        let start = self.least_value(name)?;
        let base = self.substitute(difference, name, &Poly::integer(start))?;
        if !self.is_zero(&base)? {
            return Some(false);
        }
        let next = self.substitute(difference, name, &Poly::atom(name).add(&Poly::one()))?;
        if self.is_zero(&next.subtract(difference))? {
            self.law(format!("induction, from {start}: the base and the step by normal form"));
            return Some(true);
        }
        let (slope, rest) = split_linear(difference, fold)?;

        let safe = slope.as_constant().is_some() || self.is_nonzero(&slope) || self.is_continuous(&slope);
        if !safe {
            return None;
        }
        let hypothesis = self.divide(&rest.negate(), &slope)?;
        let next = self.numerator(&next)?;
        let step = self.substitute(&next, fold, &hypothesis)?;
        let proved = self.is_zero(&step)?;
        if proved {
            self.law(format!("induction, from {start}: the base and the step by normal form"));
        }
        Some(proved)
    }

    /// The least integer that a name may be.
    fn least_value(&self, name: AtomId) -> Option<i64> {
        let value = Poly::atom(name);
        let known = self.facts.nonnegative.iter().filter_map(|fact| {
            let offset = fact.subtract(&value).as_constant()?;
            (-offset).ceil().to_integer().to_i64()
        });
        let natural = self.is_nonnegative(&value).then_some(0);
        known.chain(natural).max()
    }

    /// No whole-valued names: what holds where the value is not zero holds everywhere, by continuity.
    fn is_continuous(&self, poly: &Poly) -> bool {
        poly.terms().all(|(monomial, _)| {
            monomial
                .factors()
                .iter()
                .all(|(id, _)| matches!(self.atom(*id), Atom::Name(_)) && !self.is_integer(&Poly::atom(*id)))
        })
    }
}

/// A difference as slope · fold + rest.
fn split_linear(difference: &Poly, fold: AtomId) -> Option<(Poly, Poly)> {
    let (mut slope, mut rest) = (Poly::zero(), Poly::zero());
    for (monomial, coefficient) in difference.terms() {
        let exponent = monomial.exponent(fold);
        let coefficient: BigRational = coefficient.clone();
        if exponent == Exponent::from_integer(0) {
            rest.add_term(monomial.clone(), coefficient);
        } else if exponent.is_one() {
            slope.add_term(monomial.without(fold), coefficient);
        } else {
            return None;
        }
    }
    Some((slope, rest))
}
