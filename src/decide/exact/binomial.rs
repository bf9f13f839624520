//! Binomial sums: Σ_k k^p q^k n!/(k! (n-k)!) in closed form.

use num_rational::BigRational;
use num_traits::One;

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly};

/// Stirling numbers of the second kind: k^p = Σ_j S(p, j) k(k-1)…(k-j+1).
static STIRLING: &[&[i64]] = &[&[1], &[0, 1], &[0, 1, 1], &[0, 1, 3, 1], &[0, 1, 7, 6, 1]];

impl Engine {
    /// Σ_{k=0}^{n} k^p q^k /(k! (n-k)!) = Σ_j S(p, j) q^j (1+q)^(n-j) /(n-j)!.
    pub(super) fn binomial_sum(&mut self, atom: AtomId, end: &Poly, inside: &Monomial) -> Option<Option<Poly>> {
        let one = Poly::one();
        let up = Poly::atom(atom).add(&one);
        let down = end.subtract(&Poly::atom(atom)).add(&one);
        let (mut rest, mut found) = (inside.clone(), 0);
        for (own, exponent) in inside.factors() {
            let Atom::Apply("Gamma", arguments) = self.atom(*own) else { continue };
            let matching = arguments.first().is_some_and(|argument| *argument == up || *argument == down);
            if matching && *exponent == -Exponent::one() {
                rest = rest.without(*own);
                found += 1;
            }
        }
        if found != 2 {
            return Some(None);
        }
        let Some((power, ratio)) = self.geometric(atom, &rest)? else { return Some(None) };
        let Some(row) = STIRLING.get(power as usize) else { return Some(None) };
        self.law("binomial theorem");
        let base = self.canonical(&ratio.add(&one))?;
        let mut sum = Poly::zero();
        for (j, coefficient) in row.iter().enumerate().filter(|(_, coefficient)| **coefficient != 0) {
            let less = end.subtract(&Poly::integer(j as i64));
            let (shift, power) = (self.integer_power(&ratio, j as i64)?, self.power(&base, &less)?);
            let below = self.gamma(&less.add(&one))?;
            let above = self.multiply(&shift, &power)?;
            sum = sum.add(&self.divide(&above, &below)?.scale(&BigRational::from_integer((*coefficient).into())));
        }
        Some(Some(sum))
    }
}
