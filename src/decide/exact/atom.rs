//! The table of atoms of one proof.
//!
//! An atom is whatever the polynomials take for a variable: a name, a prime number, e, exp(iπ), a power with a symbolic
//! exponent, a sum that serves as a base, a function of normal forms. Functions whose arguments have a difference of
//! zero are one atom. Holds also what is known of the names, the steps left, and the laws that were used.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::Budget;
use super::array::{BaseId, Bases, Letter};
use super::facts::Facts;
use super::poly::{AtomId, Exponent, Monomial, Poly};
use crate::expr::{Expr, Head, Name};

/// Most atoms of a proof.
const MOST_ATOMS: usize = 4_000;

/// Deepest nesting of atoms: walks over them branch at every level.
const TALLEST: u32 = 16;

/// Deepest nesting of atoms of which signs are asked.
pub(super) const TALLEST_SIGN: u32 = 8;

/// What a polynomial takes for a variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Atom {
    /// exp(iπ) = -1; its rational powers are the roots of unity, its half is i.
    Unity,
    /// e = 2.718…
    Euler,
    /// π, Euler's γ …
    Constant(Head),
    /// A prime number (or a number that was too long to factor), above 1.
    Prime(BigInt),
    Name(Name),
    /// base^monomial.
    Power(AtomId, Monomial),
    /// A polynomial as the base of a power.
    Sum(Poly),
    /// A function of normal forms.
    Apply(Head, Vec<Poly>),
    /// An unknown function: the callee, then the arguments.
    Call(Expr, Vec<Poly>),
    /// The trace of a product of matrices, or the number x^T A y.
    Trace(Vec<Letter>),
    Determinant(BaseId),
    /// `Sum` or `Product` over an index from 0 to an end; no end is infinity.
    Fold {
        head: Head,
        index: Name,
        end: Option<Poly>,
        body: Poly,
    },
}

/// The state of one proof.
#[derive(Debug)]
pub(super) struct Engine {
    atoms: Vec<Atom>,
    heights: Vec<u32>,
    numbers: BTreeMap<Atom, AtomId>,
    pub(super) facts: Facts,
    pub(super) budget: Budget,
    pub(super) bases: Bases,
    laws: Vec<String>,
    /// Depth of nested zero tests, so that comparing arguments inside them ends.
    pub(super) depth: u32,
    /// Number of index names handed out.
    pub(super) fresh: u32,
}

impl Engine {
    pub(super) fn new(facts: Facts, budget: Budget) -> Self {
        Self {
            atoms: Vec::new(),
            heights: Vec::new(),
            numbers: BTreeMap::new(),
            facts,
            budget,
            bases: Bases::default(),
            laws: Vec::new(),
            depth: 0,
            fresh: 0,
        }
    }

    /// Notes a law for the printed proof, once.
    pub(super) fn law(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.laws.contains(&text) {
            self.laws.push(text);
        }
    }

    pub(super) fn laws(&self) -> &[String] {
        &self.laws
    }

    pub(super) fn atom(&self, id: AtomId) -> &Atom {
        static LOST: Atom = Atom::Constant("Undefined");
        self.atoms.get(id as usize).unwrap_or(&LOST)
    }

    pub(super) fn atom_count(&self) -> AtomId {
        self.atoms.len() as AtomId
    }

    /// The number of an atom, without looking for equal arguments.
    pub(super) fn intern(&mut self, atom: Atom) -> Option<AtomId> {
        if let Some(id) = self.numbers.get(&atom) {
            return Some(*id);
        }
        self.budget.spend(8)?;
        if self.atoms.len() >= MOST_ATOMS {
            return None;
        }
        let height = 1 + self.parts_height(&atom);
        if height > TALLEST {
            return None;
        }
        let id = self.atoms.len() as AtomId;
        self.atoms.push(atom.clone());
        self.heights.push(height);
        self.numbers.insert(atom, id);
        Some(id)
    }

    /// How deep atoms are nested in an atom.
    pub(super) fn height(&self, id: AtomId) -> u32 {
        self.heights.get(id as usize).copied().unwrap_or(0)
    }

    fn parts_height(&self, atom: &Atom) -> u32 {
        let monomial = |m: &Monomial| m.factors().iter().map(|factor| self.height(factor.0)).max().unwrap_or(0);
        let poly = |p: &Poly| p.terms().map(|(m, _)| monomial(m)).max().unwrap_or(0);
        match atom {
            Atom::Power(base, power) => self.height(*base).max(monomial(power)),
            Atom::Sum(own) => poly(own),
            Atom::Apply(_, arguments) | Atom::Call(_, arguments) => arguments.iter().map(poly).max().unwrap_or(0),
            Atom::Fold { end, body, .. } => poly(body).max(end.as_ref().map_or(0, poly)),
            _ => 0,
        }
    }

    /// An atom as a polynomial.
    pub(super) fn make(&mut self, atom: Atom) -> Option<Poly> {
        self.intern(atom).map(Poly::atom)
    }

    /// A function of normal forms; one atom for equal arguments.
    pub(super) fn apply(&mut self, head: Head, arguments: Vec<Poly>) -> Option<Poly> {
        let atom = Atom::Apply(head, arguments);
        let same = self.find_equal(&atom)?;
        same.map_or_else(|| self.make(atom), |id| Some(Poly::atom(id)))
    }

    /// An unknown function of normal forms.
    pub(super) fn call(&mut self, callee: Expr, arguments: Vec<Poly>) -> Option<Poly> {
        let atom = Atom::Call(callee, arguments);
        let same = self.find_equal(&atom)?;
        same.map_or_else(|| self.make(atom), |id| Some(Poly::atom(id)))
    }

    /// An atom of the same function whose arguments are provably equal.
    fn find_equal(&mut self, atom: &Atom) -> Option<Option<AtomId>> {
        if let Some(id) = self.numbers.get(atom) {
            return Some(Some(*id));
        }
        let arguments = match atom {
            Atom::Apply(_, arguments) | Atom::Call(_, arguments) if self.depth < 3 => arguments,
            _ => return Some(None),
        };
        for id in 0..self.atoms.len() {
            let Some(own) = self.atoms.get(id).and_then(|own| same_function(own, atom)).map(<[Poly]>::to_vec) else {
                continue;
            };
            let equal = own.len() == arguments.len()
                && own.iter().zip(arguments).all(|(a, b)| self.is_zero(&a.subtract(b)).unwrap_or(false));
            if equal {
                return Some(Some(id as AtomId));
            }
        }
        self.budget.spend(1)?;
        Some(None)
    }

    pub(super) fn name(&mut self, name: &Name) -> Option<Poly> {
        self.make(Atom::Name(name.clone()))
    }

    pub(super) fn pi(&mut self) -> Option<Poly> {
        self.make(Atom::Constant("Pi"))
    }

    /// exp(iπc) for a rational c.
    pub(super) fn unity(&mut self, power: Exponent) -> Option<Poly> {
        let turns = power - Exponent::from_integer(2) * (power / Exponent::from_integer(2)).floor();
        let negative = turns >= Exponent::one();
        let rest = if negative { turns - Exponent::one() } else { turns };
        let one = if rest.is_zero() {
            Poly::one()
        } else {
            let unity = self.intern(Atom::Unity)?;
            Poly::term(One::one(), Monomial::atom(unity, rest))
        };
        Some(if negative { one.negate() } else { one })
    }

    /// The imaginary unit.
    pub(super) fn imaginary(&mut self) -> Option<Poly> {
        self.unity(Exponent::new(1, 2))
    }

    pub(super) fn multiply(&mut self, a: &Poly, b: &Poly) -> Option<Poly> {
        let product = a.multiply(b, &mut self.budget)?;
        self.tidy(product)
    }

    /// Product of several factors.
    pub(super) fn product(&mut self, factors: &[Poly]) -> Option<Poly> {
        factors.iter().try_fold(Poly::one(), |product, factor| self.multiply(&product, factor))
    }

    pub(super) fn divide(&mut self, a: &Poly, b: &Poly) -> Option<Poly> {
        let inverse = self.integer_power(b, -1)?;
        self.multiply(a, &inverse)
    }

    /// Brings powers of exp(iπ) into [0, 1), of primes into [0, 1), of (-1)^n into {0, 1}.
    pub(super) fn tidy(&mut self, poly: Poly) -> Option<Poly> {
        let loose = |engine: &Self, monomial: &Monomial| monomial.factors().iter().any(|f| engine.is_loose(*f));
        if !poly.terms().any(|(monomial, _)| loose(self, monomial)) {
            return Some(poly);
        }
        let mut tidy = Poly::zero();
        for (monomial, coefficient) in poly.terms() {
            let (mut coefficient, mut rest) = (coefficient.clone(), Monomial::one());
            for (atom, exponent) in monomial.factors() {
                let (factor, exponent) = self.settle(*atom, *exponent)?;
                coefficient *= factor;
                rest = rest.multiply(&Monomial::atom(*atom, exponent))?;
            }
            tidy.add_term(rest, coefficient);
        }
        Some(tidy)
    }

    fn is_loose(&self, (atom, exponent): (AtomId, Exponent)) -> bool {
        match self.atom(atom) {
            Atom::Unity | Atom::Prime(_) => exponent < Exponent::zero() || exponent >= Exponent::one(),
            Atom::Power(base, power) if matches!(self.atom(*base), Atom::Unity) && self.is_whole(power) => {
                exponent < Exponent::zero() || exponent >= Exponent::from_integer(2)
            }
            _ => false,
        }
    }

    /// An atom's power as a rational factor and the power in its standard range.
    fn settle(&self, atom: AtomId, exponent: Exponent) -> Option<(num_rational::BigRational, Exponent)> {
        let one = num_rational::BigRational::one();
        if !self.is_loose((atom, exponent)) {
            return Some((one, exponent));
        }
        let floor = exponent.floor();
        match self.atom(atom) {
            Atom::Unity => {
                let odd = floor.to_integer() % 2 != 0;
                Some((if odd { -one } else { one }, exponent - floor))
            }
            Atom::Prime(prime) => {
                let power = i32::try_from(floor.to_integer()).ok().filter(|power| power.abs() < 20_000)?;
                Some((num_rational::BigRational::from_integer(prime.clone()).pow(power), exponent - floor))
            }
            _ => {
                let two = Exponent::from_integer(2);
                Some((one, exponent - two * (exponent / two).floor()))
            }
        }
    }
}

/// The arguments of an atom, where it is the same function as another.
fn same_function<'a>(own: &'a Atom, other: &Atom) -> Option<&'a [Poly]> {
    match (own, other) {
        (Atom::Apply(a, arguments), Atom::Apply(b, _)) if a == b => Some(arguments),
        (Atom::Call(a, arguments), Atom::Call(b, _)) if a == b => Some(arguments),
        _ => None,
    }
}
