//! Powers of normal forms.
//!
//! (xy)^a is split only for integer a or for factors that are known to be positive; (x^a)^b becomes x^(ab) for integer
//! b, for positive x and real a, or for a in (-1, 1]: elsewhere the principal branch forbids it, and the base stays
//! one atom.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly, multiply_exponents, to_exponent};

/// Trial division ends here; what is left counts as prime.
const LARGEST_DIVISOR: u32 = 2_000;

/// Largest power of a sum that is expanded at once.
const LARGEST_EXPANSION: i64 = 12;

impl Engine {
    /// base^exponent on the principal branch.
    pub(super) fn power(&mut self, base: &Poly, exponent: &Poly) -> Option<Poly> {
        if let Some(exponent) = exponent.as_constant() {
            return match exponent.is_integer().then(|| exponent.to_integer().to_i64()).flatten() {
                Some(exponent) => self.integer_power(base, exponent),
                None => self.power_term(base, to_exponent(&exponent)?, &Monomial::one()),
            };
        }
        let exponent = self.canonical(exponent)?;
        if base.is_one() {
            return Some(Poly::one());
        }
        if base.is_zero() || exponent.terms().any(|(monomial, _)| self.has_logarithm(monomial)) {
            return self.apply("Power", vec![base.clone(), exponent]);
        }
        self.law("x^(a+b) = x^a x^b");
        let mut product = Poly::one();
        for (monomial, coefficient) in exponent.clone().terms() {
            let factor = self.power_term(base, to_exponent(coefficient)?, monomial)?;
            product = self.multiply(&product, &factor)?;
        }
        Some(product)
    }

    /// base^n for an integer n.
    pub(super) fn integer_power(&mut self, base: &Poly, exponent: i64) -> Option<Poly> {
        match exponent {
            0 => Some(Poly::one()),
            1 => Some(base.clone()),
            _ if base.is_zero() => (exponent > 0).then(Poly::zero),
            2..=LARGEST_EXPANSION if base.terms().len() > 1 => {
                let half = self.integer_power(base, exponent / 2)?;
                let square = self.multiply(&half, &half)?;
                if exponent % 2 == 0 { Some(square) } else { self.multiply(&square, base) }
            }
            _ => self.power_term(base, Exponent::from_integer(exponent), &Monomial::one()),
        }
    }

    /// base^(c·m) for a rational c and a monomial m.
    pub(super) fn power_term(&mut self, base: &Poly, c: Exponent, m: &Monomial) -> Option<Poly> {
        if base.is_zero() {
            return (m.is_one() && c.is_positive()).then(Poly::zero);
        }
        let whole = c.is_integer() && self.is_whole(m);
        let base = self.factored(base)?;
        let (mut rest, sign, content, common) = self.split_content(&base)?;
        let mut result = self.number_power(&content, c, m)?;
        for (atom, exponent) in common.factors() {
            let pulled = self.pull_factor(*atom, *exponent, c, m, whole)?;
            match pulled {
                Some(factor) => result = self.multiply(&result, &factor)?,
                None => rest = rest.shift(&Monomial::atom(*atom, *exponent))?,
            }
        }
        let rest = self.rest_power(&rest, sign, c, m, whole)?;
        self.multiply(&result, &rest)
    }

    /// A polynomial as rest · sign · content · common monomial.
    fn split_content(&mut self, base: &Poly) -> Option<(Poly, bool, BigRational, Monomial)> {
        let content = base.content();
        let mut common = Monomial::one();
        for atom in base.atoms() {
            common = common.multiply(&Monomial::atom(atom, base.least_exponent(atom)))?;
        }
        let rest = base.shift(&common.power(-Exponent::one())?)?.scale(&content.recip());
        let negative = rest.leading().is_some_and(|(_, coefficient)| coefficient.is_negative());
        Some((if negative { rest.negate() } else { rest }, negative, content, common))
    }

    /// (atom^e)^(c·m), where the law holds; `None` inside where it does not.
    fn pull_factor(
        &mut self,
        atom: AtomId,
        e: Exponent,
        c: Exponent,
        m: &Monomial,
        whole: bool,
    ) -> Option<Option<Poly>> {
        if whole || self.atom_sign(atom).is_some_and(|sign| !sign.negative) {
            return self.atom_power(atom, multiply_exponents(e, c)?, m).map(Some);
        }
        let even = e.is_integer() && e.to_integer() % 2 == 0;
        if even && self.is_real_atom(atom) {
            self.law("(x^2)^a = |x|^(2a) for real x");
            let magnitude = self.absolute(&Poly::atom(atom))?;
            let power = multiply_exponents(e, c)?;
            return match magnitude.as_atom() {
                Some(magnitude) => self.atom_power(magnitude, power, m).map(Some),
                None => Some(None),
            };
        }
        Some(None)
    }

    /// A positive rational to the power c·m, by its primes.
    fn number_power(&mut self, value: &BigRational, c: Exponent, m: &Monomial) -> Option<Poly> {
        if value.is_one() {
            return Some(Poly::one());
        }
        if let (true, true, Some(power)) = (m.is_one(), c.is_integer(), c.to_integer().to_i32()) {
            return (power.abs() < 20_000).then(|| Poly::constant(value.pow(power)));
        }
        let mut product = Poly::one();
        for (prime, power) in factor(value.numer()).into_iter().chain(negated(factor(value.denom()))) {
            let atom = self.intern(Atom::Prime(prime))?;
            let one = self.atom_power(atom, multiply_exponents(Exponent::from_integer(power), c)?, m)?;
            product = self.multiply(&product, &one)?;
        }
        Some(product)
    }

    /// What is left of a base when content and positive factors are out.
    fn rest_power(&mut self, rest: &Poly, negative: bool, c: Exponent, m: &Monomial, whole: bool) -> Option<Poly> {
        if whole {
            let sign = if negative { self.minus_one_power(c, m)? } else { Poly::one() };
            let power = self.sum_power(rest, c, m)?;
            return self.multiply(&sign, &power);
        }
        let signed = if negative { rest.negate() } else { rest.clone() };
        if signed.is_one() {
            return Some(Poly::one());
        }
        if let Some(angle) = self.unity_angle(&signed) {
            return self.unity_power(multiply_exponents(angle, c)?, m);
        }
        if let Some((atom, exponent)) = self.principal_factor(&signed) {
            return self.atom_power(atom, multiply_exponents(exponent, c)?, m);
        }
        if let Some(root) = self.square_root(&signed)? {
            self.law("(x^2)^a = |x|^(2a) for real x");
            let magnitude = self.absolute(&root)?;
            return self.power_term(&magnitude, c.checked_double()?, m);
        }
        self.sum_power(&signed, c, m)
    }

    /// exp(iπc), where the value is one: c in (-1, 1].
    pub(super) fn unity_angle(&self, value: &Poly) -> Option<Exponent> {
        let (monomial, coefficient) = value.as_term()?;
        let angle = match monomial.factors() {
            [] => Exponent::zero(),
            [(atom, exponent)] if matches!(self.atom(*atom), Atom::Unity) => *exponent,
            _ => return None,
        };
        if coefficient.is_one() {
            Some(angle)
        } else {
            let turned = if angle.is_positive() { angle - Exponent::one() } else { angle + Exponent::one() };
            (-coefficient.clone()).is_one().then_some(turned)
        }
    }

    /// The factor a^e with e in (-1, 1] whose powers are a^(e c).
    pub(super) fn principal_factor(&self, value: &Poly) -> Option<(AtomId, Exponent)> {
        let (monomial, coefficient) = value.as_term().filter(|(_, coefficient)| coefficient.is_one())?;
        debug_assert!(!coefficient.is_zero());
        match monomial.factors() {
            [(atom, e)] if !matches!(self.atom(*atom), Atom::Power(..) | Atom::Unity) => {
                (*e > -Exponent::one() && *e <= Exponent::one()).then_some((*atom, *e))
            }
            _ => None,
        }
    }

    fn minus_one_power(&mut self, c: Exponent, m: &Monomial) -> Option<Poly> {
        self.unity_power(c, m)
    }

    /// exp(iπ·c·m).
    pub(super) fn unity_power(&mut self, c: Exponent, m: &Monomial) -> Option<Poly> {
        if m.is_one() {
            return self.unity(c);
        }
        let unity = self.intern(Atom::Unity)?;
        let power = self.intern(Atom::Power(unity, m.clone()))?;
        self.tidy(Poly::term(One::one(), Monomial::atom(power, c)))
    }

    /// sum^(c·m): expanded for small positive integers, else one atom.
    fn sum_power(&mut self, base: &Poly, c: Exponent, m: &Monomial) -> Option<Poly> {
        if base.is_one() {
            return Some(Poly::one());
        }
        if let (true, true, Some(power)) = (m.is_one(), c.is_integer(), c.to_integer().to_u32())
            && i64::from(power) <= LARGEST_EXPANSION
        {
            let power = base.power(power, &mut self.budget)?;
            return self.tidy(power);
        }
        let atom = match base.as_atom() {
            Some(atom) if !matches!(self.atom(atom), Atom::Power(..)) => atom,
            _ => self.intern(Atom::Sum(base.clone()))?,
        };
        self.atom_power(atom, c, m)
    }

    /// atom^(c·m), where (atom's own power)^(c·m) may be multiplied out.
    pub(super) fn atom_power(&mut self, atom: AtomId, c: Exponent, m: &Monomial) -> Option<Poly> {
        if m.is_one() {
            return self.tidy(Poly::term(One::one(), Monomial::atom(atom, c)));
        }
        let (base, power) = match self.atom(atom) {
            Atom::Power(base, own) => (*base, own.multiply(m)?),
            _ => (atom, m.clone()),
        };
        match self.atom(base) {
            Atom::Unity => self.unity_power(c, &power),
            Atom::Euler => {
                let exponent = Poly::term(super::poly::from_exponent(c), power);
                let exponent = self.tidy(exponent)?;
                self.exponential(&exponent)
            }
            _ if power.is_one() => self.tidy(Poly::term(One::one(), Monomial::atom(base, c))),
            _ => {
                let atom = self.intern(Atom::Power(base, power))?;
                Some(Poly::term(One::one(), Monomial::atom(atom, c)))
            }
        }
    }

    /// Whether a logarithm is a factor.
    pub(super) fn has_logarithm(&self, monomial: &Monomial) -> bool {
        monomial.factors().iter().any(|(atom, _)| matches!(self.atom(*atom), Atom::Apply("Log", _)))
    }
}

trait Double: Sized {
    fn checked_double(self) -> Option<Self>;
}
impl Double for Exponent {
    fn checked_double(self) -> Option<Self> {
        multiply_exponents(self, Self::from_integer(2))
    }
}

fn negated(factors: Vec<(BigInt, i64)>) -> impl Iterator<Item = (BigInt, i64)> {
    factors.into_iter().map(|(prime, power)| (prime, -power))
}

/// Prime factors of a positive integer, by trial division; a long rest counts as prime.
pub(super) fn factor(value: &BigInt) -> Vec<(BigInt, i64)> {
    let (mut rest, mut factors) = (value.clone(), Vec::new());
    for divisor in std::iter::once(2).chain((3..LARGEST_DIVISOR).step_by(2)) {
        if rest.is_one() {
            break;
        }
        let divisor = BigInt::from(divisor);
        let mut power = 0;
        while (&rest % &divisor).is_zero() {
            rest /= &divisor;
            power += 1;
        }
        if power > 0 {
            factors.push((divisor, power));
        }
    }
    if !rest.is_one() {
        factors.push((rest, 1));
    }
    factors
}
