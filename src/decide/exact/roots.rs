//! Roots of unity and square roots of small primes.
//!
//! Takes a numerator, gives it modulo the cyclotomic polynomial of the roots of unity in it; √2, √3 and √5 are such
//! sums (Gauss). Exponents of exp(iπ) with a common denominator n are powers of a primitive 2n-th root.

use std::collections::BTreeMap;

use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly};

/// Largest common denominator of angles (as parts of π).
const LARGEST_ORDER: i64 = 240;

/// √p as a sum of c·exp(iπ·a): (p, [(c, numerator, denominator)]).
type Root = (u32, &'static [(i64, i64, i64)]);
static SQUARE_ROOTS: &[Root] =
    &[(2, &[(1, 1, 4), (-1, 3, 4)]), (3, &[(1, 1, 6), (-1, 5, 6)]), (5, &[(1, 0, 1), (2, 2, 5), (-2, 3, 5)])];

/// The value by the relations of roots of unity.
pub(super) fn reduce(engine: &mut Engine, poly: &Poly) -> Option<Poly> {
    let unity = engine.intern(Atom::Unity)?;
    if order(poly, unity) <= 2 {
        return Some(poly.clone());
    }
    let poly = replace_roots(engine, poly)?;
    let order = order(&poly, unity);
    if order > LARGEST_ORDER {
        return None;
    }
    let mut groups: BTreeMap<Monomial, Vec<BigRational>> = BTreeMap::new();
    for (monomial, coefficient) in poly.terms() {
        let power = (monomial.exponent(unity) * Exponent::from_integer(order)).to_integer();
        let group = groups.entry(monomial.without(unity)).or_insert_with(|| vec![BigRational::zero(); order as usize]);
        if let Some(slot) = group.get_mut(usize::try_from(power).ok()?) {
            *slot += coefficient;
        }
    }
    engine.budget.spend(groups.len() * order as usize)?;
    let modulus = cyclotomic(2 * order as usize);
    let mut reduced = Poly::zero();
    for (rest, mut coefficients) in groups {
        remainder(&mut coefficients, &modulus);
        for (power, coefficient) in coefficients.into_iter().enumerate() {
            let root = Monomial::atom(unity, Exponent::new(power as i64, order));
            reduced.add_term(rest.multiply(&root)?, coefficient);
        }
    }
    Some(reduced)
}

/// The common denominator of the angles.
fn order(poly: &Poly, unity: AtomId) -> i64 {
    poly.terms().map(|(monomial, _)| *monomial.exponent(unity).denom()).fold(1, |lcm: i64, d| {
        let gcd = lcm.gcd(&d);
        (lcm / gcd).saturating_mul(d).min(LARGEST_ORDER * 1_000)
    })
}

fn replace_roots(engine: &mut Engine, poly: &Poly) -> Option<Poly> {
    let half = Exponent::new(1, 2);
    let mut poly = poly.clone();
    for (prime, parts) in SQUARE_ROOTS {
        let atom = engine.intern(Atom::Prime((*prime).into()))?;
        if !poly.terms().any(|(monomial, _)| monomial.exponent(atom) == half) {
            continue;
        }
        let mut root = Poly::zero();
        for (coefficient, numerator, denominator) in *parts {
            let unit = engine.unity(Exponent::new(*numerator, *denominator))?;
            root = root.add(&unit.scale(&BigRational::from_integer((*coefficient).into())));
        }
        let mut replaced = Poly::zero();
        for (monomial, coefficient) in poly.terms() {
            let has_root = monomial.exponent(atom) == half;
            let rest = if has_root { monomial.without(atom) } else { monomial.clone() };
            let factor = if has_root { root.clone() } else { Poly::one() };
            let term = engine.multiply(&Poly::term(coefficient.clone(), rest), &factor)?;
            replaced = replaced.add(&term);
        }
        poly = replaced;
    }
    Some(poly)
}

/// The coefficients of the n-th cyclotomic polynomial, constant first: xⁿ - 1 without the factors of smaller order.
fn cyclotomic(n: usize) -> Vec<i64> {
    let mut quotient = vec![0_i64; n + 1];
    if let (Some(first), true) = (quotient.first_mut(), n > 0) {
        *first = -1;
    }
    if let Some(last) = quotient.last_mut() {
        *last = 1;
    }
    for divisor in (1..n).filter(|divisor| n.is_multiple_of(*divisor)) {
        quotient = divide_monic(&quotient, &cyclotomic(divisor));
    }
    quotient
}

/// Quotient of polynomials, the divisor monic.
fn divide_monic(dividend: &[i64], divisor: &[i64]) -> Vec<i64> {
    let mut rest = dividend.to_vec();
    let degree = divisor.len() - 1;
    let mut quotient = vec![0; rest.len().saturating_sub(degree)];
    for at in (0..quotient.len()).rev() {
        let lead = rest.get(at + degree).copied().unwrap_or(0);
        if let Some(slot) = quotient.get_mut(at) {
            *slot = lead;
        }
        for (slot, own) in rest.iter_mut().skip(at).zip(divisor) {
            *slot -= lead * own;
        }
    }
    quotient
}

/// Reduces coefficients in place modulo a monic polynomial.
fn remainder(coefficients: &mut [BigRational], modulus: &[i64]) {
    let degree = modulus.len() - 1;
    for at in (degree..coefficients.len()).rev() {
        let lead = coefficients.get(at).cloned().unwrap_or_else(BigRational::zero);
        if lead.is_zero() {
            continue;
        }
        for (slot, own) in coefficients.iter_mut().skip(at - degree).zip(modulus) {
            *slot -= &lead * BigRational::from_integer((*own).into());
        }
    }
    debug_assert!(modulus.last().is_some_and(One::is_one));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyclotomic_polynomials_are_the_known_ones() {
        assert_eq!(cyclotomic(1), [-1, 1]);
        assert_eq!(cyclotomic(6), [1, -1, 1]);
        assert_eq!(cyclotomic(12), [1, 0, -1, 0, 1]);
        assert_eq!(cyclotomic(105).iter().min(), Some(&-2));
    }
}
