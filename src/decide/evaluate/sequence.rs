//! Growth of number-theoretic and polynomial sequences, one row a head.
//!
//! The arguments run over whole numbers m = αn + β with α > 0; bounds are from Hardy and Wright, and from Abramowitz
//! and Stegun 22.14.

use super::Machine;
use super::growth::{Growth, Range};
use super::mono::Mono;
use crate::decide::value::{Outcome, Stuck};
use crate::expr::{Expr, Head};
use crate::number::Complex;

fn unknown() -> Stuck {
    Stuck::method("a term whose growth is not known")
}

/// m = slope·n + constant, at least `least` from the start on.
#[derive(Clone, Copy)]
struct Whole {
    slope: f64,
    constant: f64,
    least: f64,
}

impl Whole {
    /// An upper bound of m itself.
    fn size(self, from: f64) -> Option<Mono> {
        let slope = Mono { power: 1.0, ..Mono::above(self.slope)? };
        slope.plus(Mono::above(self.constant.max(0.0))?, from)
    }

    /// An upper bound of e^{rate·m}.
    fn exponential(self, rate: f64) -> Mono {
        Mono { log: rate * self.constant, rate: rate * self.slope + rate.abs() * self.slope * 1e-12, ..Mono::ONE }
            .slack(1.0)
    }
}

impl Machine<'_> {
    pub fn growth_of_sequence(&mut self, head: Head, parts: &[Expr], range: Range<'_>) -> Outcome<Growth> {
        let precision = self.precision;
        let from = range.start as f64;
        let only = |bound: Option<Mono>| {
            let upper = bound.ok_or_else(unknown)?;
            let limit = upper.decays().then(|| (Complex::integer(0, precision), upper));
            Ok(Growth { upper, lower: None, limit })
        };
        match (head, parts) {
            ("Factorial", [argument]) => self.growth_of_factorial(argument, 0.0, range),
            ("Gamma", [argument]) => self.growth_of_factorial(argument, -1.0, range),
            ("Fibonacci", [index]) => self.growth(&binet(index), range),
            ("Floor" | "Ceil", [argument]) => {
                let upper = self.growth(argument, range)?.upper.plus(Mono::ONE, from);
                only(upper)
            }
            ("Zeta", [argument]) => {
                let whole = self.whole_argument(argument, range, 2.0)?;
                // ζ(m) − 1 ≤ 2^{-m} (1 + 2/(m − 1)).
                let error = whole.exponential(-std::f64::consts::LN_2).times(Mono::above(3.0).ok_or_else(unknown)?);
                let upper = Mono::above(2.0).ok_or_else(unknown)?;
                Ok(Growth { upper, lower: Some(Mono::ONE), limit: Some((Complex::integer(1, precision), error)) })
            }
            ("Totient" | "HarmonicNumber" | "Digamma", [argument]) => {
                let whole = self.whole_argument(argument, range, 1.0)?;
                only(whole.size(from))
            }
            ("DivisorSigma", [power, argument]) if !power.free_names().contains(range.name) => {
                let whole = self.whole_argument(argument, range, 1.0)?;
                let power = self.scalar(power)?.to_f64().0.max(0.0) + 1.0 + 1e-9;
                only(whole.size(from).map(|size| size.raised(power).slack(1.0)))
            }
            ("Partitions", [argument]) => {
                // p(m) ≤ e^{π √(2m/3)}, and √m ≤ m / (2√M) + √M / 2.
                let whole = self.whole_argument(argument, range, 1.0)?;
                let (factor, root) = (std::f64::consts::PI * (2.0_f64 / 3.0).sqrt() * 1.000_001, whole.least.sqrt());
                let bound = whole.exponential(factor / (2.0 * root));
                only(Some(Mono { log: bound.log + factor * root / 2.0, ..bound }))
            }
            ("ChebyshevT" | "ChebyshevU" | "LegendreP", [index, x]) if !x.free_names().contains(range.name) => {
                let whole = self.whole_argument(index, range, 0.0)?;
                let rate = self.joukowski(x)?;
                let bound = whole.exponential(rate);
                let count = if head == "ChebyshevU" {
                    whole.size(from).and_then(|size| size.plus(Mono::ONE, from))
                } else {
                    Some(Mono::ONE)
                };
                only(count.map(|count| count.times(bound)))
            }
            _ => Err(unknown()),
        }
    }

    fn whole_argument(&mut self, argument: &Expr, range: Range<'_>, least: f64) -> Outcome<Whole> {
        let poly = self.real_polynomial(argument, range)?;
        let [constant, slope] = poly.as_slice() else { return Err(unknown()) };
        let (constant, slope) = (*constant, *slope);
        let first = slope * range.start as f64 + constant;
        (slope > 0.0 && first >= least).then_some(Whole { slope, constant, least: first.max(1.0) }).ok_or_else(unknown)
    }

    /// Γ(m + 1) ≥ M^{m−M} Γ(M + 1) for m ≥ M ≥ 1 by log-convexity and ψ(M + 1) ≥ log M; Γ(M + 1) ≥ (M/e)^M.
    fn growth_of_factorial(&mut self, argument: &Expr, offset: f64, range: Range<'_>) -> Outcome<Growth> {
        let whole = self.whole_argument(argument, range, 1.0 - offset)?;
        let least = slope_at(whole, range) + offset;
        let rate = least.ln();
        let log = least * rate - least - whole.slope * range.start as f64 * rate;
        let lower = Mono { log, rate: whole.slope * rate * (1.0 - 1e-12), ..Mono::ONE }.slack(-1.0);
        // Only 1/Γ is bounded here.
        Ok(Growth { upper: Mono::UNBOUNDED, lower: Some(lower), limit: None })
    }

    /// log(|x| + |√(x² − 1)|): T_n, P_n and U_n/(n + 1) are at most its n-th power; 0 on [−1, 1].
    fn joukowski(&mut self, x: &Expr) -> Outcome<f64> {
        let x = self.scalar(x)?.ball(self.precision)?;
        let one = x.constant(1).re;
        if x.is_real() && x.re.abs().surely_at_most(&one) {
            return Ok(0.0);
        }
        let root = (x.square() - &x.constant(1)).abs_upper().to_f64().sqrt();
        Ok((x.abs_upper().to_f64() + root).ln() + 1e-9)
    }
}

fn slope_at(whole: Whole, range: Range<'_>) -> f64 {
    whole.slope * range.start as f64 + whole.constant
}

/// (φ^n − (−1/φ)^n) / √5.
fn binet(index: &Expr) -> Expr {
    let golden = || Expr::apply("GoldenRatio", []);
    let other = Expr::apply("Negate", [Expr::apply("Divide", [Expr::integer(1), golden()])]);
    let power = |base: Expr| Expr::apply("Power", [base, index.clone()]);
    let difference = Expr::apply("Add", [power(golden()), Expr::apply("Negate", [power(other)])]);
    Expr::apply("Divide", [difference, Expr::apply("Sqrt", [Expr::integer(5)])])
}
