//! Common denominators, exact division, the zero test.
//!
//! A polynomial whose atoms are sums and absolute values becomes one numerator over powers of sums. It is zero where
//! the numerator is, after |z|² = z·conj(z), the roots of primes, and the cyclotomic relations. That the atoms may
//! have further relations costs completeness, never soundness.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly};
use super::roots;

/// Deepest nesting of sums in sums.
const MOST_ROUNDS: usize = 40;

impl Engine {
    /// Whether a value is zero wherever it is defined, as far as the normal form sees.
    pub(super) fn is_zero(&mut self, poly: &Poly) -> Option<bool> {
        if poly.is_zero() {
            return Some(true);
        }
        if poly.as_constant().is_some() {
            return Some(false);
        }
        self.depth += 1;
        let zero = self.numerator(poly).map(|numerator| numerator.is_zero());
        self.depth -= 1;
        zero
    }

    /// The numerator over the common denominator, by all relations.
    pub(super) fn numerator(&mut self, poly: &Poly) -> Option<Poly> {
        let (numerator, _) = self.fraction(poly)?;
        roots::reduce(self, &numerator)
    }

    /// Numerator and the atoms of the denominator with their powers.
    fn fraction(&mut self, poly: &Poly) -> Option<(Poly, BTreeMap<AtomId, Exponent>)> {
        let (mut numerator, mut denominator) = (poly.clone(), BTreeMap::new());
        for _ in 0..MOST_ROUNDS {
            for atom in numerator.atoms() {
                let least = numerator.least_exponent(atom);
                if least.is_negative() && matches!(self.atom(atom), Atom::Sum(_)) {
                    numerator = numerator.shift(&Monomial::atom(atom, -least))?;
                    *denominator.entry(atom).or_insert_with(Exponent::zero) -= least;
                }
            }
            if !self.is_expandable(&numerator) {
                return Some((numerator, denominator));
            }
            numerator = self.expand(&numerator)?;
        }
        None
    }

    fn is_expandable(&self, poly: &Poly) -> bool {
        poly.terms().any(|(monomial, _)| monomial.factors().iter().any(|f| !self.whole_part(*f).is_zero()))
    }

    /// How often an atom's defining relation applies to its power.
    fn whole_part(&self, (atom, exponent): (AtomId, Exponent)) -> Exponent {
        match self.atom(atom) {
            Atom::Sum(_) if exponent >= Exponent::one() => exponent.floor(),
            Atom::Apply("Abs", _) => (exponent / Exponent::from_integer(2)).floor(),
            _ => Exponent::zero(),
        }
    }

    /// Multiplies out whole powers of sums and even powers of absolute values.
    fn expand(&mut self, poly: &Poly) -> Option<Poly> {
        let mut sum = Poly::zero();
        for (monomial, coefficient) in poly.terms() {
            let mut product = Poly::constant(coefficient.clone());
            for (atom, exponent) in monomial.factors() {
                let factor = self.expand_factor(*atom, *exponent)?;
                product = self.multiply(&product, &factor)?;
            }
            sum = sum.add(&product);
        }
        Some(sum)
    }

    fn expand_factor(&mut self, atom: AtomId, exponent: Exponent) -> Option<Poly> {
        let own = |exponent: Exponent| Poly::term(One::one(), Monomial::atom(atom, exponent));
        let whole = self.whole_part((atom, exponent));
        if whole.is_zero() {
            return Some(own(exponent));
        }
        match self.atom(atom).clone() {
            Atom::Sum(base) => {
                let power = base.power(whole.to_integer().to_u32()?, &mut self.budget)?;
                let power = self.tidy(power)?;
                self.multiply(&power, &own(exponent - whole))
            }
            Atom::Apply(_, arguments) => {
                let value = arguments.first()?;
                let conjugate = self.conjugate(value)?;
                let norm = self.multiply(value, &conjugate)?;
                let power = self.integer_power(&norm, whole.to_integer())?;
                self.multiply(&power, &own(exponent - whole * Exponent::from_integer(2)))
            }
            _ => Some(own(exponent)),
        }
    }

    /// The value over a common denominator, reduced by exact division.
    pub(super) fn canonical(&mut self, poly: &Poly) -> Option<Poly> {
        let (numerator, denominator) = self.reduced(poly)?;
        numerator.shift(&denominator)
    }

    /// As one product: the numerator, where it is a sum over a denominator, becomes an atom.
    pub(super) fn factored(&mut self, poly: &Poly) -> Option<Poly> {
        if let Some((monomial, _)) = poly.as_term()
            && !monomial.factors().iter().any(|factor| self.must_expand(*factor))
        {
            return Some(poly.clone());
        }
        let (numerator, denominator) = self.reduced(poly)?;
        if denominator.is_one() || numerator.terms().len() < 2 {
            return numerator.shift(&denominator);
        }
        let content = numerator.content();
        let numerator = numerator.scale(&content.recip());
        let negative = numerator.leading().is_some_and(|(_, c)| c.is_negative());
        let (numerator, content) = if negative { (numerator.negate(), -content) } else { (numerator, content) };
        let atom = self.intern(Atom::Sum(numerator))?;
        Poly::term(content, Monomial::atom(atom, Exponent::one())).shift(&denominator)
    }

    fn must_expand(&self, factor: (AtomId, Exponent)) -> bool {
        matches!(self.atom(factor.0), Atom::Apply("Abs", _)) && !self.whole_part(factor).is_zero()
    }

    /// Numerator and (inverse) denominator without the factors that divide exactly.
    fn reduced(&mut self, poly: &Poly) -> Option<(Poly, Monomial)> {
        let (mut numerator, denominator) = self.fraction(poly)?;
        if numerator.terms().len() > 1 && numerator.terms().any(|(m, _)| self.has_roots(m)) {
            let reduced = roots::reduce(self, &numerator)?;
            if reduced.terms().len() < numerator.terms().len() {
                numerator = reduced;
            }
        }
        let mut inverse = Monomial::one();
        for (atom, mut exponent) in denominator {
            let Atom::Sum(divisor) = self.atom(atom).clone() else { return None };
            while exponent >= Exponent::one() && !numerator.is_zero() {
                let Some(quotient) = self.quotient(&numerator, &divisor) else { break };
                numerator = quotient;
                exponent -= Exponent::one();
            }
            inverse = inverse.multiply(&Monomial::atom(atom, -exponent))?;
        }
        Some((numerator, inverse))
    }

    fn has_roots(&self, monomial: &Monomial) -> bool {
        monomial.factors().iter().any(|factor| matches!(self.atom(factor.0), Atom::Unity))
    }

    /// Exact quotient of Laurent polynomials by a polynomial.
    fn quotient(&mut self, numerator: &Poly, divisor: &Poly) -> Option<Poly> {
        let mut lift = Monomial::one();
        for atom in numerator.atoms() {
            let least = numerator.least_exponent(atom);
            if least.is_negative() {
                lift = lift.multiply(&Monomial::atom(atom, -least))?;
            }
        }
        let lowest = |poly: &Poly| poly.atoms().into_iter().any(|atom| poly.least_exponent(atom).is_negative());
        if lowest(divisor) {
            return None;
        }
        let mut small = super::Budget::new(self.budget.left().min(20_000));
        let quotient = numerator.shift(&lift)?.divide_exact(divisor, &mut small);
        self.budget.spend(64)?;
        let quotient = quotient?.shift(&lift.power(-Exponent::one())?)?;
        self.tidy(quotient)
    }

    /// A real root of a perfect square of several terms.
    pub(super) fn square_root(&mut self, poly: &Poly) -> Option<Option<Poly>> {
        if poly.terms().len() < 3 {
            return Some(None);
        }
        let Some(root) = poly_root(poly) else { return Some(None) };
        let square = self.multiply(&root, &root)?;
        Some(Some(root).filter(|root| square == *poly && self.is_real(root)))
    }
}

/// Newton's digits for a root: as many terms as there are, each fixed by the leading term of what is left.
fn poly_root(poly: &Poly) -> Option<Poly> {
    let mut budget = super::Budget::new(20_000);
    let (lead, coefficient) = poly.leading_lex()?;
    let lead = lead.power(Exponent::new(1, 2))?;
    let first = Poly::term(rational_root(coefficient)?, lead.clone());
    let inverse = lead.power(-Exponent::one())?;
    let twice = first.leading_lex()?.1 * BigRational::from_integer(2.into());
    let mut root = first;
    for _ in 0..poly.terms().len() {
        let square = root.multiply(&root, &mut budget)?;
        let rest = poly.subtract(&square);
        let Some((monomial, coefficient)) = rest.leading_lex() else { return Some(root) };
        let monomial = monomial.multiply(&inverse)?;
        if monomial.factors().iter().any(|factor| factor.1.is_negative()) {
            return None;
        }
        root.add_term(monomial, coefficient / &twice);
    }
    None
}

fn rational_root(value: &BigRational) -> Option<BigRational> {
    if value.is_negative() {
        return None;
    }
    let root = BigRational::new(value.numer().sqrt(), value.denom().sqrt());
    (&root * &root == *value).then_some(root)
}
