//! Definite integrals whose antiderivative is in a table.
//!
//! Powers, exponentials times polynomials, linear functions to a power, 1/(1+x²), the gamma and Gaussian integrals.
//! Every term must converge by itself and be continuous between the limits by what is known of them.

use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly, from_exponent};
use crate::expr::{Bound, Domain, Expr, Fact, Name, Range, Sort};

/// A limit of integration.
#[derive(Clone, Debug, PartialEq)]
enum End {
    Finite(Poly),
    Infinite { negative: bool },
}

/// Largest power times an exponential that is integrated by parts.
const MOST_PARTS: i64 = 12;

impl Engine {
    /// ∫ body over a range.
    pub(super) fn integral(&mut self, bound: &Bound, body: &Expr) -> Option<Poly> {
        let Range::Between(low, high) = &bound.range else { return None };
        let (low, high) = (self.end(low)?, self.end(high)?);
        self.fresh += 1;
        let name = Name::from(format!("variable_{{{}}}", self.fresh));
        let real = [&low, &high].iter().all(|end| match end {
            End::Finite(end) => self.is_real(end),
            End::Infinite { .. } => true,
        });
        let mut sort = Sort::scalar(if real { Domain::Real } else { Domain::Complex });
        if real && matches!(&low, End::Finite(low) if self.is_nonnegative(low)) && self.ordered(&low, &high) {
            sort = sort.with(Fact::NonNegative);
        }
        self.facts.sorts.insert(name.clone(), sort);
        let variable = self.name(&name)?.as_atom()?;
        let body = self.form(&body.substitute(&bound.name, &Expr::symbol(&name)))?;
        let body = self.canonical(&body)?;
        let mut sum = Poly::zero();
        for (monomial, coefficient) in body.terms() {
            let (mut free, mut inside) = (Monomial::one(), Monomial::one());
            for (atom, exponent) in monomial.factors() {
                let side = if self.atom_mentions(*atom, variable) { &mut inside } else { &mut free };
                *side = side.multiply(&Monomial::atom(*atom, *exponent))?;
            }
            let value = self.term_integral(&inside, variable, real, &low, &high)?;
            sum = sum.add(&self.multiply(&Poly::term(coefficient.clone(), free), &value)?);
        }
        self.law("integral by antiderivative, term by term");
        Some(sum)
    }

    fn end(&mut self, end: &Expr) -> Option<End> {
        if end.is_apply("Infinity") {
            return Some(End::Infinite { negative: false });
        }
        if let Some([inner]) = end.as_apply("Negate")
            && inner.is_apply("Infinity")
        {
            return Some(End::Infinite { negative: true });
        }
        self.form(end).map(End::Finite)
    }

    fn ordered(&self, low: &End, high: &End) -> bool {
        match (low, high) {
            (End::Finite(low), End::Finite(high)) => self.is_nonnegative(&high.subtract(low)),
            (_, End::Infinite { negative }) => !negative,
            _ => false,
        }
    }

    fn term_integral(&mut self, inside: &Monomial, x: AtomId, real: bool, low: &End, high: &End) -> Option<Poly> {
        let (power, exponent, quadratic, other) = self.split_term(inside, x)?;
        if !quadratic.is_zero() {
            let whole_line = *low == End::Infinite { negative: true } && *high == End::Infinite { negative: false };
            return if whole_line && power.is_zero() && other.is_one() {
                self.gaussian(&exponent, &quadratic)
            } else {
                None
            };
        }
        if !other.is_one() {
            return if power.is_zero() && exponent.is_zero() {
                self.algebraic(&other, x, real, low, high)
            } else {
                None
            };
        }
        if exponent.is_zero() {
            return self.power_integral(power, x, low, high);
        }
        self.exponential_integral(power, &exponent, x, low, high)
    }

    /// x^p exp(λx + κx²) · other as (p, λ, κ, other).
    fn split_term(&mut self, inside: &Monomial, x: AtomId) -> Option<(Exponent, Poly, Poly, Monomial)> {
        let (mut power, mut other) = (Exponent::zero(), Monomial::one());
        let (mut linear, mut quadratic) = (Poly::zero(), Poly::zero());
        for (atom, exponent) in inside.factors() {
            if *atom == x {
                power = *exponent;
                continue;
            }
            let Atom::Power(base, inner) = self.atom(*atom).clone() else {
                other = other.multiply(&Monomial::atom(*atom, *exponent))?;
                continue;
            };
            let rest = inner.without(x);
            if self.atom_mentions(base, x) || self.monomial_mentions(&rest, x) {
                return None;
            }
            let log = self.base_logarithm(base)?;
            let factor = self.multiply(&log, &Poly::term(from_exponent(*exponent), rest))?;
            match inner.exponent(x).to_integer() {
                1 if inner.exponent(x).is_integer() => linear = linear.add(&factor),
                2 if inner.exponent(x).is_integer() => quadratic = quadratic.add(&factor),
                _ => return None,
            }
        }
        Some((power, linear, quadratic, other))
    }

    fn base_logarithm(&mut self, base: AtomId) -> Option<Poly> {
        if matches!(self.atom(base), Atom::Unity) {
            let (i, pi) = (self.imaginary()?, self.pi()?);
            return self.multiply(&i, &pi);
        }
        self.logarithm(&Poly::atom(base))
    }

    /// ∫ exp(κx² + λx) over the line = √(π/-κ) exp(-λ²/(4κ)) for κ < 0.
    fn gaussian(&mut self, linear: &Poly, quadratic: &Poly) -> Option<Poly> {
        if !self.is_positive(&quadratic.negate()) {
            return None;
        }
        self.law("Gaussian integral");
        let pi = self.pi()?;
        let width = self.divide(&pi, &quadratic.negate())?;
        let width = self.power(&width, &Poly::ratio(1, 2))?;
        let square = self.multiply(linear, linear)?;
        let shift = self.divide(&square, &quadratic.scale(&BigRational::from_integer((-4).into())))?;
        let shift = self.exponential(&shift)?;
        self.multiply(&width, &shift)
    }

    fn between(&mut self, antiderivative: &Poly, x: AtomId, low: &End, high: &End) -> Option<Poly> {
        let (End::Finite(low), End::Finite(high)) = (low, high) else { return None };
        let (above, below) = (self.substitute(antiderivative, x, high)?, self.substitute(antiderivative, x, low)?);
        Some(above.subtract(&below))
    }

    fn positive_ends(&self, low: &End, high: &End) -> bool {
        let positive = |end: &End| matches!(end, End::Finite(end) if self.is_positive(end));
        positive(low) && positive(high)
    }

    fn power_integral(&mut self, power: Exponent, x: AtomId, low: &End, high: &End) -> Option<Poly> {
        let entire = power.is_integer() && !power.is_negative();
        let nonnegative = |engine: &Self, end: &End| matches!(end, End::Finite(end) if engine.is_nonnegative(end));
        let from_zero = power > -Exponent::one() && nonnegative(self, low) && nonnegative(self, high);
        if let (true, End::Finite(start), End::Infinite { negative: false }) = (power < -Exponent::one(), low, high) {
            if !self.is_positive(start) {
                return None;
            }
            let next = power + Exponent::one();
            let value = self.power(start, &Poly::constant(from_exponent(next)))?;
            return Some(value.scale(&(-from_exponent(next)).recip()));
        }
        if !entire && !from_zero && !self.positive_ends(low, high) {
            return None;
        }
        let next = power + Exponent::one();
        let antiderivative = if next.is_zero() {
            self.logarithm(&Poly::atom(x))?
        } else {
            Poly::term(from_exponent(next).recip(), Monomial::atom(x, next))
        };
        self.between(&antiderivative, x, low, high)
    }

    /// ∫ x^p exp(λx), by parts; from 0 to ∞ by the gamma function.
    fn exponential_integral(&mut self, power: Exponent, rate: &Poly, x: AtomId, low: &End, high: &End) -> Option<Poly> {
        let decays = *high == End::Infinite { negative: false } && self.is_positive(&rate.negate());
        if decays && matches!(low, End::Finite(low) if low.is_zero()) && power > -Exponent::one() {
            self.law("gamma integral");
            let next = Poly::constant(from_exponent(power)).add(&Poly::one());
            let (gamma, below) = (self.gamma(&next)?, self.power(&rate.negate(), &next)?);
            return self.divide(&gamma, &below);
        }
        let steps = power.is_integer().then(|| power.to_integer()).filter(|steps| (0..=MOST_PARTS).contains(steps))?;
        self.law("integration by parts; needs a rate other than 0");
        let growth = self.multiply(rate, &Poly::atom(x))?;
        let growth = self.exponential(&growth)?;
        let (mut sum, mut scale) = (Poly::zero(), BigRational::one());
        for step in 0..=steps {
            let below = self.integer_power(rate, -(step + 1))?;
            let term = Poly::term(scale.clone(), Monomial::atom(x, Exponent::from_integer(steps - step)));
            sum = sum.add(&self.multiply(&term, &below)?);
            scale *= BigRational::from_integer((step - steps).to_i64()?.into());
        }
        let antiderivative = self.multiply(&sum, &growth)?;
        if decays && let End::Finite(low) = low {
            return Some(self.substitute(&antiderivative, x, low)?.negate());
        }
        self.between(&antiderivative, x, low, high)
    }

    /// (ax + b)^q and 1/(1 + x²).
    fn algebraic(&mut self, other: &Monomial, x: AtomId, real: bool, low: &End, high: &End) -> Option<Poly> {
        let [(atom, exponent)] = other.factors() else { return None };
        let Atom::Sum(base) = self.atom(*atom).clone() else { return None };
        let slope = self.derivative(&base, x)?;
        if self.mentions(&slope, x) {
            let square = Poly::term(One::one(), Monomial::atom(x, Exponent::from_integer(2)));
            let bell = base == square.add(&Poly::one()) && *exponent == -Exponent::one() && real;
            let arctangent = self.function("Arctan", &[Poly::atom(x)]).filter(|_| bell)?;
            return self.between(&arctangent, x, low, high);
        }
        let (End::Finite(start), End::Finite(stop)) = (low, high) else { return None };
        let (first, last) = (self.substitute(&base, x, start)?, self.substitute(&base, x, stop)?);
        let entire = exponent.is_integer() && exponent.is_positive();
        if !(entire || self.is_positive(&first) && self.is_positive(&last)) {
            return None;
        }
        let next = *exponent + Exponent::one();
        let antiderivative = |engine: &mut Self, value: &Poly| {
            if next.is_zero() {
                engine.logarithm(value)
            } else {
                let power = engine.power(value, &Poly::constant(from_exponent(next)))?;
                Some(power.scale(&from_exponent(next).recip()))
            }
        };
        let difference = antiderivative(self, &last)?.subtract(&antiderivative(self, &first)?);
        self.divide(&difference, &slope)
    }
}
