//! Derivatives of normal forms.
//!
//! Powers and exponentials by one rule, functions by a table of their derivatives, sums under the sign with Kronecker
//! deltas for indexed variables, unknown functions by the chain rule. `None` for whatever is not differentiable by
//! rule: floors, conjugates, absolute values of what is not real.

use num_rational::BigRational;
use num_traits::One;

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly, from_exponent};
use crate::expr::{Expr, Head, Kind};

type Slope = fn(&mut Engine, &Poly) -> Option<Poly>;

/// Functions of one argument and their derivatives.
static SLOPES: &[(Head, Slope)] = &[
    ("Log", |e, u| e.divide(&Poly::one(), u)),
    ("Arcsin", |e, u| inverse_root(e, u, |square| Poly::one().subtract(square))),
    ("Arsinh", |e, u| inverse_root(e, u, |square| Poly::one().add(square))),
    ("Arctan", |e, u| inverse(e, u, |square| Poly::one().add(square))),
    ("Artanh", |e, u| inverse(e, u, |square| Poly::one().subtract(square))),
    ("Arcosh", |e, u| {
        let low = e.power(&u.subtract(&Poly::one()), &Poly::ratio(-1, 2))?;
        let high = e.power(&u.add(&Poly::one()), &Poly::ratio(-1, 2))?;
        e.multiply(&low, &high)
    }),
    ("Erf", |e, u| {
        let square = e.multiply(u, u)?;
        let bell = e.exponential(&square.negate())?;
        let pi = e.pi()?;
        let scale = e.power(&pi, &Poly::ratio(-1, 2))?;
        Some(e.multiply(&bell, &scale)?.scale(&BigRational::from_integer(2.into())))
    }),
    ("Gamma", |e, u| {
        let (gamma, digamma) = (e.gamma(u)?, e.apply("Digamma", vec![u.clone()])?);
        e.multiply(&gamma, &digamma)
    }),
    ("LogGamma", |e, u| e.apply("Digamma", vec![u.clone()])),
    ("Sinc", |e, u| {
        let (sine, cosine) = (e.sine(u)?, e.cosine(u)?);
        let slope = e.divide(&sine, u)?;
        e.divide(&cosine.subtract(&slope), u)
    }),
    ("Abs", |e, u| {
        if !e.is_real(u) {
            return None;
        }
        e.law("d|x|/dx = x/|x|; needs x other than 0");
        let magnitude = e.absolute(u)?;
        e.divide(u, &magnitude)
    }),
];

fn inverse(engine: &mut Engine, value: &Poly, below: fn(&Poly) -> Poly) -> Option<Poly> {
    let square = engine.multiply(value, value)?;
    engine.divide(&Poly::one(), &below(&square))
}

fn inverse_root(engine: &mut Engine, value: &Poly, below: fn(&Poly) -> Poly) -> Option<Poly> {
    let square = engine.multiply(value, value)?;
    engine.power(&below(&square), &Poly::ratio(-1, 2))
}

impl Engine {
    /// Derivatives and evaluations written in the claim.
    pub(super) fn calculus(&mut self, head: Head, arguments: &[Expr]) -> Option<Poly> {
        let (function, rest) = arguments.split_first()?;
        match head {
            "PartialDerivative" | "TotalDerivative" | "Gradient" if !rest.is_empty() => {
                let start = self.form(function)?;
                rest.iter().try_fold(start, |value, variable| self.derivative_by(&value, variable))
            }
            "EvaluateAt" => self.evaluate_at(function, rest),
            _ => None,
        }
    }

    fn derivative_by(&mut self, value: &Poly, variable: &Expr) -> Option<Poly> {
        let place = self.form(variable)?.as_atom()?;
        let is_variable = matches!(self.atom(place), Atom::Name(_) | Atom::Apply("At" | "AtUpper", _) | Atom::Call(..));
        // In a text a name may depend on the variable without saying so.
        let constant = !self.depends(value, place) && self.facts.assume_real;
        if !is_variable || constant {
            return None;
        }
        self.law("derivatives by rule; other names are constants");
        self.derivative(value, place)
    }

    fn evaluate_at(&mut self, function: &Expr, conditions: &[Expr]) -> Option<Poly> {
        let [Expr { kind: Kind::Apply("Equal", sides), .. }] = conditions else { return None };
        let [name, value] = sides.as_slice() else { return None };
        let start = self.form(function)?;
        let (place, value) = (self.form(name)?.as_atom()?, self.form(value)?);
        self.substitute(&start, place, &value)
    }

    /// Whether a value changes with a variable, other members of its family included.
    fn depends(&self, value: &Poly, variable: AtomId) -> bool {
        let family = match self.atom(variable) {
            Atom::Apply("At" | "AtUpper", arguments) => arguments.first().and_then(Poly::as_atom),
            _ => None,
        };
        self.mentions(value, variable) || family.is_some_and(|family| self.mentions(value, family))
    }

    pub(super) fn derivative(&mut self, value: &Poly, variable: AtomId) -> Option<Poly> {
        let mut sum = Poly::zero();
        for (monomial, coefficient) in value.terms() {
            for (atom, exponent) in monomial.factors() {
                let slope = self.factor_derivative(*atom, *exponent, variable)?;
                if slope.is_zero() {
                    continue;
                }
                let rest = Poly::term(coefficient.clone(), monomial.without(*atom));
                sum = sum.add(&self.multiply(&rest, &slope)?);
            }
        }
        Some(sum)
    }

    /// d(a^e).
    fn factor_derivative(&mut self, atom: AtomId, exponent: Exponent, variable: AtomId) -> Option<Poly> {
        if !self.depends(&Poly::atom(atom), variable) {
            return Some(Poly::zero());
        }
        if let Atom::Power(base, inner) = self.atom(atom).clone() {
            let own = Poly::term(One::one(), Monomial::atom(atom, exponent));
            let exponent = Poly::term(from_exponent(exponent), inner);
            return self.power_derivative(&own, base, &exponent, variable);
        }
        let slope = self.atom_derivative(atom, variable)?;
        let lower = Monomial::atom(atom, exponent - Exponent::one());
        self.multiply(&Poly::term(from_exponent(exponent), lower), &slope)
    }

    /// d(b^p) = b^p (dp log b + p db/b).
    fn power_derivative(&mut self, own: &Poly, base: AtomId, exponent: &Poly, variable: AtomId) -> Option<Poly> {
        let mut inner = Poly::zero();
        let slope = self.derivative(exponent, variable)?;
        if !slope.is_zero() {
            let log = if matches!(self.atom(base), Atom::Unity) {
                let (i, pi) = (self.imaginary()?, self.pi()?);
                self.multiply(&i, &pi)?
            } else {
                self.logarithm(&Poly::atom(base))?
            };
            inner = self.multiply(&slope, &log)?;
        }
        let base_slope = self.factor_derivative(base, Exponent::one(), variable)?;
        if !base_slope.is_zero() {
            let relative = self.divide(&base_slope, &Poly::atom(base))?;
            inner = inner.add(&self.multiply(exponent, &relative)?);
        }
        self.multiply(own, &inner)
    }

    fn atom_derivative(&mut self, atom: AtomId, variable: AtomId) -> Option<Poly> {
        if atom == variable {
            return Some(Poly::one());
        }
        match self.atom(atom).clone() {
            Atom::Sum(poly) => self.derivative(&poly, variable),
            Atom::Apply(head @ ("At" | "AtUpper"), indices) => self.entry_derivative(head, &indices, variable),
            Atom::Apply(head, arguments) => {
                let slope = SLOPES.iter().find(|row| row.0 == head).map(|row| row.1)?;
                let [argument] = arguments.as_slice() else { return None };
                let (outer, inner) = (slope(self, argument)?, self.derivative(argument, variable)?);
                self.law("chain rule");
                self.multiply(&outer, &inner)
            }
            Atom::Call(callee, arguments) => self.call_derivative(&callee, &arguments, variable),
            Atom::Fold { head: "Sum", index, end: Some(end), body } if !self.depends(&end, variable) => {
                let slope = self.derivative(&body, variable)?;
                self.law("a finite sum is differentiated term by term");
                let fresh = self.fresh_index()?;
                let (from, to) = (self.name(&index)?.as_atom()?, self.name(&fresh)?);
                let slope = self.substitute(&slope, from, &to)?;
                self.fold_form("Sum", &fresh, Some(end), &slope)
            }
            _ => None,
        }
    }

    /// ∂x_i/∂x_j = δ_ij.
    fn entry_derivative(&mut self, head: Head, indices: &[Poly], variable: AtomId) -> Option<Poly> {
        let Atom::Apply(own, places) = self.atom(variable).clone() else { return None };
        if own != head || places.len() != indices.len() || places.first() != indices.first() {
            return None;
        }
        self.law("∂x_i/∂x_j = δ_ij");
        let mut product = Poly::one();
        for (index, place) in indices.iter().zip(&places).skip(1) {
            let delta = self.delta(index, place)?;
            product = self.multiply(&product, &delta)?;
        }
        Some(product)
    }

    /// Chain rule for an unknown function: f' is Prime(f, 1), of several arguments one per place.
    fn call_derivative(&mut self, callee: &Expr, arguments: &[Poly], variable: AtomId) -> Option<Poly> {
        let mut sum = Poly::zero();
        for (place, argument) in arguments.iter().enumerate() {
            let inner = self.derivative(argument, variable)?;
            if inner.is_zero() {
                continue;
            }
            let outer = match (callee.as_apply("Prime"), arguments.len()) {
                (Some([function, order]), 1) => {
                    let order = order.as_number()?.to_i64()?.checked_add(1)?;
                    Expr::apply("Prime", [function.clone(), Expr::integer(order)])
                }
                (_, 1) => Expr::apply("Prime", [callee.clone(), Expr::integer(1)]),
                _ => Expr::apply("PartialDerivative", [callee.clone(), Expr::integer(place as i64)]),
            };
            let outer = self.call(outer, arguments.to_vec())?;
            sum = sum.add(&self.multiply(&outer, &inner)?);
        }
        self.law("chain rule");
        Some(sum)
    }
}
