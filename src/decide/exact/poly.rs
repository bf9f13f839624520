//! Sparse sums of products of powers over ℚ.
//!
//! A monomial is a product of atoms with rational exponents, a polynomial a sum of monomials with rational
//! coefficients. Takes and gives values only: which atoms exist and what they mean is not known here. Exponents are
//! small (`Ratio<i64>`, checked); whatever would grow beyond the caps gives `None`.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedMul, One, Signed, ToPrimitive, Zero};

use super::Budget;

/// The number of an atom in the table of its proof.
pub(super) type AtomId = u32;

/// The power of an atom.
pub(super) type Exponent = Ratio<i64>;

/// Most terms of a polynomial; a textbook identity needs some hundred.
const MOST_TERMS: usize = 6_000;

/// Most bits of a coefficient.
const MOST_BITS: u64 = 40_000;

/// Largest exponent, so that sums and products of exponents stay in 64 bits.
const LARGEST_EXPONENT: i64 = 1_000_000;

/// A product of powers of atoms, sorted by atom; the empty one is 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Monomial(Vec<(AtomId, Exponent)>);

impl Monomial {
    pub(super) fn one() -> Self {
        Self::default()
    }

    pub(super) fn atom(atom: AtomId, exponent: Exponent) -> Self {
        if exponent.is_zero() { Self::one() } else { Self(vec![(atom, exponent)]) }
    }

    pub(super) fn is_one(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn factors(&self) -> &[(AtomId, Exponent)] {
        &self.0
    }

    /// The atom, where the monomial is one to the power 1.
    pub(super) fn as_atom(&self) -> Option<AtomId> {
        match self.0.as_slice() {
            [(atom, exponent)] if exponent.is_one() => Some(*atom),
            _ => None,
        }
    }

    pub(super) fn exponent(&self, atom: AtomId) -> Exponent {
        let found = self.0.binary_search_by_key(&atom, |factor| factor.0).ok();
        found.and_then(|at| self.0.get(at)).map_or_else(Exponent::zero, |factor| factor.1)
    }

    /// Without one atom.
    pub(super) fn without(&self, atom: AtomId) -> Self {
        Self(self.0.iter().filter(|factor| factor.0 != atom).copied().collect())
    }

    pub(super) fn multiply(&self, other: &Self) -> Option<Self> {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut product = Vec::with_capacity(self.0.len() + other.0.len());
        loop {
            match (left.peek(), right.peek()) {
                (None, None) => return Some(Self(product)),
                (Some(a), Some(b)) if a.0 == b.0 => {
                    let sum = add_exponents(a.1, b.1)?;
                    if !sum.is_zero() {
                        product.push((a.0, sum));
                    }
                    left.next();
                    right.next();
                }
                (Some(a), b) if b.is_none_or(|b| a.0 < b.0) => product.extend(left.next()),
                _ => product.extend(right.next()),
            }
        }
    }

    /// Every exponent times a number.
    pub(super) fn power(&self, exponent: Exponent) -> Option<Self> {
        if exponent.is_zero() {
            return Some(Self::one());
        }
        self.0
            .iter()
            .map(|(atom, own)| Some((*atom, multiply_exponents(*own, exponent)?)))
            .collect::<Option<_>>()
            .map(Self)
    }
}

pub(super) fn add_exponents(a: Exponent, b: Exponent) -> Option<Exponent> {
    a.checked_add(&b).filter(small)
}

pub(super) fn multiply_exponents(a: Exponent, b: Exponent) -> Option<Exponent> {
    a.checked_mul(&b).filter(small)
}

fn small(exponent: &Exponent) -> bool {
    exponent.numer().abs() <= LARGEST_EXPONENT && *exponent.denom() <= LARGEST_EXPONENT
}

/// A rational as an exponent, where it is small enough.
pub(super) fn to_exponent(value: &BigRational) -> Option<Exponent> {
    let ratio = Exponent::new(value.numer().to_i64()?, value.denom().to_i64()?);
    Some(ratio).filter(small)
}

pub(super) fn from_exponent(exponent: Exponent) -> BigRational {
    BigRational::new((*exponent.numer()).into(), (*exponent.denom()).into())
}

/// A sum of monomials with rational coefficients; no zero coefficients are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Poly {
    terms: BTreeMap<Monomial, BigRational>,
}

impl Poly {
    pub(super) fn zero() -> Self {
        Self::default()
    }

    pub(super) fn one() -> Self {
        Self::integer(1)
    }

    pub(super) fn integer(value: i64) -> Self {
        Self::constant(BigRational::from_integer(value.into()))
    }

    pub(super) fn ratio(numerator: i64, denominator: i64) -> Self {
        Self::constant(BigRational::new(numerator.into(), denominator.into()))
    }

    pub(super) fn constant(value: BigRational) -> Self {
        Self::term(value, Monomial::one())
    }

    pub(super) fn term(coefficient: BigRational, monomial: Monomial) -> Self {
        let mut poly = Self::zero();
        poly.add_term(monomial, coefficient);
        poly
    }

    pub(super) fn atom(atom: AtomId) -> Self {
        Self::term(BigRational::one(), Monomial::atom(atom, Exponent::one()))
    }

    pub(super) fn terms(&self) -> impl ExactSizeIterator<Item = (&Monomial, &BigRational)> {
        self.terms.iter()
    }

    pub(super) fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    pub(super) fn is_one(&self) -> bool {
        self.as_constant().is_some_and(|value| value.is_one())
    }

    pub(super) fn as_constant(&self) -> Option<BigRational> {
        match self.terms.len() {
            0 => Some(BigRational::zero()),
            1 => self.terms.get(&Monomial::one()).cloned(),
            _ => None,
        }
    }

    pub(super) fn as_integer(&self) -> Option<i64> {
        self.as_constant().filter(BigRational::is_integer).and_then(|value| value.to_integer().to_i64())
    }

    pub(super) fn as_term(&self) -> Option<(&Monomial, &BigRational)> {
        self.terms.first_key_value().filter(|_| self.terms.len() == 1)
    }

    /// The atom, where the polynomial is one.
    pub(super) fn as_atom(&self) -> Option<AtomId> {
        self.as_term().filter(|(_, coefficient)| coefficient.is_one()).and_then(|(monomial, _)| monomial.as_atom())
    }

    /// The constant term.
    pub(super) fn constant_term(&self) -> BigRational {
        self.terms.get(&Monomial::one()).cloned().unwrap_or_else(BigRational::zero)
    }

    /// The term of the largest monomial in the order of atoms.
    pub(super) fn leading(&self) -> Option<(&Monomial, &BigRational)> {
        self.terms.last_key_value()
    }

    pub(super) fn add_term(&mut self, monomial: Monomial, coefficient: BigRational) {
        if coefficient.is_zero() {
            return;
        }
        let sum = match self.terms.get(&monomial) {
            Some(own) => own + coefficient,
            None => coefficient,
        };
        if sum.is_zero() {
            self.terms.remove(&monomial);
        } else {
            self.terms.insert(monomial, sum);
        }
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        for (monomial, coefficient) in &other.terms {
            sum.add_term(monomial.clone(), coefficient.clone());
        }
        sum
    }

    pub(super) fn subtract(&self, other: &Self) -> Self {
        self.add(&other.negate())
    }

    pub(super) fn negate(&self) -> Self {
        Self { terms: self.terms.iter().map(|(monomial, c)| (monomial.clone(), -c)).collect() }
    }

    pub(super) fn scale(&self, factor: &BigRational) -> Self {
        if factor.is_zero() {
            return Self::zero();
        }
        Self { terms: self.terms.iter().map(|(monomial, c)| (monomial.clone(), c * factor)).collect() }
    }

    /// Product; `None` when it would have too many terms or too long coefficients.
    pub(super) fn multiply(&self, other: &Self, budget: &mut Budget) -> Option<Self> {
        budget.spend(1 + self.terms.len().checked_mul(other.terms.len())?)?;
        let mut product = Self::zero();
        for (left, a) in &self.terms {
            for (right, b) in &other.terms {
                product.add_term(left.multiply(right)?, a * b);
            }
            if product.terms.len() > MOST_TERMS {
                return None;
            }
        }
        product.bounded()
    }

    fn bounded(self) -> Option<Self> {
        let longest = self.terms.values().map(|c| c.numer().bits().max(c.denom().bits())).max();
        (longest.unwrap_or(0) <= MOST_BITS).then_some(self)
    }

    /// Times a monomial.
    pub(super) fn shift(&self, monomial: &Monomial) -> Option<Self> {
        let terms = self.terms.iter().map(|(own, c)| Some((own.multiply(monomial)?, c.clone())));
        Some(Self { terms: terms.collect::<Option<_>>()? })
    }

    /// Non-negative integer power.
    pub(super) fn power(&self, exponent: u32, budget: &mut Budget) -> Option<Self> {
        let mut power = Self::one();
        let mut square = self.clone();
        let mut rest = exponent;
        while rest > 0 {
            if rest & 1 == 1 {
                power = power.multiply(&square, budget)?;
            }
            rest >>= 1;
            if rest > 0 {
                square = square.multiply(&square, budget)?;
            }
        }
        Some(power)
    }

    /// Positive greatest common divisor of the coefficients.
    pub(super) fn content(&self) -> BigRational {
        let numerators = self.terms.values().fold(BigInt::zero(), |gcd, c| gcd.gcd(c.numer()));
        let denominators = self.terms.values().fold(BigInt::one(), |lcm, c| lcm.lcm(c.denom()));
        if numerators.is_zero() { BigRational::one() } else { BigRational::new(numerators, denominators) }
    }

    /// The least exponent of an atom over all terms, absent counting as 0.
    pub(super) fn least_exponent(&self, atom: AtomId) -> Exponent {
        self.terms.keys().map(|monomial| monomial.exponent(atom)).min().unwrap_or_else(Exponent::zero)
    }

    /// The atoms that occur directly, sorted.
    pub(super) fn atoms(&self) -> Vec<AtomId> {
        let mut atoms: Vec<_> = self.terms.keys().flat_map(Monomial::factors).map(|factor| factor.0).collect();
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }

    /// Exact quotient by a polynomial; `None` when there is a remainder. Exponents of both must be non-negative
    /// for the division to end; others give `None`.
    pub(super) fn divide_exact(&self, divisor: &Self, budget: &mut Budget) -> Option<Self> {
        let (lead, lead_coefficient) = divisor.leading_lex()?;
        let inverse = lead.power(-Exponent::one())?;
        let (mut rest, mut quotient) = (self.clone(), Self::zero());
        while let Some((monomial, coefficient)) = rest.leading_lex() {
            budget.spend(divisor.terms.len())?;
            let monomial = monomial.multiply(&inverse)?;
            if monomial.factors().iter().any(|factor| factor.1.is_negative()) || quotient.terms.len() > MOST_TERMS {
                return None;
            }
            let step = Self::term(coefficient / lead_coefficient, monomial);
            rest = rest.subtract(&divisor.multiply(&step, budget)?);
            quotient = quotient.add(&step);
        }
        Some(quotient)
    }

    /// The leading term in the lexicographic order of exponents, which products respect.
    pub(super) fn leading_lex(&self) -> Option<(&Monomial, &BigRational)> {
        self.terms.iter().max_by(|a, b| compare_lex(a.0, b.0))
    }
}

/// Lexicographic order: the smallest atom that differs decides by its exponent.
fn compare_lex(a: &Monomial, b: &Monomial) -> std::cmp::Ordering {
    let (mut left, mut right) = (a.0.iter().peekable(), b.0.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return std::cmp::Ordering::Equal,
            (Some(x), None) => x.1.cmp(&Exponent::zero()),
            (None, Some(y)) => Exponent::zero().cmp(&y.1),
            (Some(x), Some(y)) if x.0 < y.0 => x.1.cmp(&Exponent::zero()),
            (Some(x), Some(y)) if x.0 > y.0 => Exponent::zero().cmp(&y.1),
            (Some(x), Some(y)) => x.1.cmp(&y.1),
        };
        if order.is_ne() {
            return order;
        }
        left.next();
        right.next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_is_exact_or_refused() {
        let mut budget = Budget::default();
        let (x, y) = (Poly::atom(0), Poly::atom(1));
        let (sum, difference) = (x.add(&y), x.subtract(&y));
        let product = sum.multiply(&difference, &mut budget).unwrap();
        assert_eq!(product.terms().len(), 2);
        assert_eq!(product.divide_exact(&sum, &mut budget), Some(difference));
        assert_eq!(product.add(&Poly::one()).divide_exact(&sum, &mut budget), None);
    }

    #[test]
    fn exponents_add_as_fractions() {
        let half = Monomial::atom(3, Exponent::new(1, 2));
        assert_eq!(half.multiply(&half).unwrap().as_atom(), Some(3));
        assert!(half.multiply(&half.power(-Exponent::one()).unwrap()).unwrap().is_one());
    }
}
