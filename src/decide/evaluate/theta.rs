//! Jacobi's theta functions as τ runs up the imaginary axis: bounds by the first terms of their series, and what they
//! are near τ = 0 by Jacobi's imaginary transformation.

use std::f64::consts::PI;

use super::Machine;
use super::expansion::Expansion;
use super::growth::{Growth, Range};
use super::laurent::Place;
use super::mono::Mono;
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Name};
use crate::number::Complex;

/// The series is bounded where |q| e^{2π |Im z|} is at most this.
const SMALL: f64 = 0.05;
/// Derivatives of a higher order are not bounded.
const MAX_ORDER: i64 = 8;

fn unknown() -> Stuck {
    Stuck::method("a term whose growth is not known")
}

impl Machine<'_> {
    /// θ_j^{(r)}(z, α + iβx), β > 0: θ_3, θ_4 tend to 1 as |q|, θ_1 and θ_2 to 0 as |q|^{1/4}.
    pub fn growth_of_theta(&mut self, parts: &[Expr], range: Range<'_>) -> Outcome<Growth> {
        let (precision, from) = (self.precision, range.start as f64);
        let [index, z, tau, rest @ ..] = parts else { return Err(unknown()) };
        if [index, z].iter().chain(&rest.iter().collect::<Vec<_>>()).any(|part| part.free_names().contains(range.name))
        {
            return Err(unknown());
        }
        let index = self.integer(index)?;
        let order = rest.first().map_or(Ok(0), |order| self.integer(order))?;
        let poly = self.poly(tau, range.name)?;
        let [constant, slope] = poly.as_slice() else { return Err(unknown()) };
        let (constant, slope) = (constant.ball(precision)?.im, slope.ball(precision)?);
        if !slope.re.is_exact_zero() || !slope.im.is_positive() || !(0..=MAX_ORDER).contains(&order) {
            return Err(unknown());
        }
        let side = self.scalar(z)?.ball(precision)?.im.abs_upper().to_f64();
        let (rate, shift) = (slope.im.to_f64() * PI * (1.0 - 1e-12), constant.to_f64() * PI - 1e-9);
        // |q| e^{2π|Im z|} at x, as its logarithm.
        let first = 2.0 * PI * side - shift - rate * from;
        if first.is_nan() || first > SMALL.ln() {
            return Err(unknown());
        }
        let odd = matches!(index, 1 | 2);
        let weight = |n: f64| if odd { (2.0 * n + 1.0) * PI } else { 2.0 * PI * (n + 1.0) };
        // Σ over the later terms beside the first one, at |q| e^{2π|Im z|} = SMALL.
        let sum: f64 = (0..60).map(|n| weight(f64::from(n)).powi(order as i32) * SMALL.powi(n)).sum();
        let size = Mono::above(2.0 * sum * (1.0 + 1e-9)).ok_or_else(unknown)?;
        let (share, turn) = if odd { (0.25, PI * side) } else { (1.0, 2.0 * PI * side) };
        let fall = Mono { log: turn - share * shift, rate: -share * rate, ..Mono::ONE };
        let error = size.times(fall).slack(1.0);
        if odd || order > 0 {
            return Ok(Growth::bounded(error, None, precision));
        }
        Growth::near(Complex::integer(1, precision), error, from)
    }

    /// θ_j(0, τ) = (−iτ)^{−1/2} θ_k(0, −1/τ), and θ_1'(0, τ) = (−iτ)^{−3/2} θ_1'(0, −1/τ), for τ = c/x.
    pub fn theta_near_zero(&mut self, parts: &[Expr], place: &Place<'_>, range: Range<'_>) -> Outcome<Expansion> {
        let [index, z, tau, rest @ ..] = parts else { return Err(unknown()) };
        let order = rest.first().map_or(Ok(0), |order| self.integer(order))?;
        let (mirror, power) = match (self.integer(index)?, order) {
            (2, 0) => (4, -1),
            (3, 0) => (3, -1),
            (4, 0) => (2, -1),
            (1, 1) => (1, -3),
            _ => return Err(unknown()),
        };
        let found = self.expand(tau, place)?;
        let found = self.settled(found)?;
        let (terms, last) = found.terms();
        let only = terms.iter().skip(1).chain(std::iter::once(&last)).all(Scalar::is_exact_zero);
        if found.degree != 1 || !only || !self.scalar(z)?.is_exact_zero() {
            return Err(unknown());
        }
        let held = Name::from("\\text{inverse of } τ");
        let inverse = Scalar::integer(-1).divide(&found.coefficient(0), self.precision)?;
        let turned = Expr::apply("Multiply", [Expr::symbol(held.clone()), Expr::symbol(place.name.clone())]);
        let mut arguments = vec![Expr::integer(mirror), Expr::integer(0), turned];
        arguments.extend(rest.iter().cloned());
        let minus = Expr::apply("Negate", [Expr::apply("I", [])]);
        let exponent = Expr::apply("Divide", [Expr::integer(power), Expr::integer(2)]);
        let factor = Expr::apply("Power", [Expr::apply("Multiply", [minus, tau.clone()]), exponent]);
        let whole = Expr::apply("Multiply", [factor, Expr::apply("JacobiTheta", arguments)]);
        self.with(&held, Value::from(inverse), |machine| machine.spread(&whole, place, range))
    }
}
