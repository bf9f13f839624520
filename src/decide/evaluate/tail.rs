//! Infinite sums and products whose terms have no ratio that is known: a first part term by term, and a proved bound or
//! an expansion of the rest.

use super::Machine;
use super::growth::{Growth, Range};
use super::infinite::is_small;
use super::laurent::Laurent;
use super::ratio::at_index;
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Name};
use crate::number::{Ball, Complex, Radius};

/// Where the rest may start.
static STARTS: &[i64] = &[24, 64, 160, 400];
/// Terms of an expansion in 1/n.
const ORDER: usize = 24;

impl Machine<'_> {
    /// Σ_{n ≥ low} where terms fall geometrically, or have an expansion in 1/n.
    pub fn sum_by_growth(&mut self, body: &Expr, index: &Name, low: i64) -> Outcome<Value> {
        let precision = self.precision;
        let mut last = Stuck::method("an infinite sum whose terms have no ratio that is known");
        for first in STARTS {
            let start = low.max(1) + first;
            match self.geometric_rest(body, index, start) {
                Ok(rest) if rest.top() < -i64::from(precision.min(160)) * 3 / 4 => {
                    let head = self.partial_sum(body, index, low, start)?.ball(precision)?;
                    let real = head.is_real() && at_index(self, body, index, start)?.is_real();
                    return Ok(Scalar::from_ball(head.widened_real(rest, real))?.into());
                }
                Ok(_) => last = Stuck::Wide,
                Err(stuck @ (Stuck::Undecided(crate::decide::Reason::Budget, _) | Stuck::Diverges(_))) => {
                    return Err(stuck);
                }
                Err(_) => break,
            }
        }
        for first in STARTS.iter().take(3) {
            let start = low.max(1) + first;
            let found = self.laurent(body, index, start, ORDER).and_then(|found| found.sum_from(self, start));
            match found {
                Ok(rest) if is_small(&rest, precision) => {
                    let head = self.partial_sum(body, index, low, start)?;
                    return Ok(head.add(&rest, precision)?.into());
                }
                Ok(_) => last = Stuck::Wide,
                Err(Stuck::Undecided(crate::decide::Reason::NoMethod, _)) => break,
                Err(stuck) => last = stuck,
            }
        }
        Err(last)
    }

    /// A bound of |Σ_{n ≥ start}|.
    fn geometric_rest(&mut self, body: &Expr, index: &Name, start: i64) -> Outcome<Radius> {
        let growth = self.growth(body, Range { name: index, start })?;
        let bound = growth.upper;
        let stays = growth.lower.is_some_and(|lower| !lower.is_zero() && !lower.decays());
        if stays {
            return Err(Stuck::Diverges("the terms do not tend to zero".into()));
        }
        let log = bound.sum(start as f64).ok_or_else(|| Stuck::method("a sum whose terms may fall too slowly"))?;
        Ok(radius(log))
    }

    /// Π_{n ≥ low}: the rest by |log Π| ≤ 2 Σ |f(n) − 1| for |f(n) − 1| ≤ 1/2, or by the expansion of its logarithm.
    pub fn infinite_product(&mut self, body: &Expr, index: &Name, low: i64) -> Outcome<Value> {
        let precision = self.precision;
        let mut last = Stuck::method("an infinite product whose factors are not known to tend to 1");
        for first in STARTS {
            let start = low.max(1) + first;
            let Ok(growth) = self.growth(body, Range { name: index, start }) else { break };
            if let Some(found) = self.product_off_one(&growth, body, index, low, start)? {
                return Ok(found.into());
            }
            let Some((limit, error)) = growth.limit else { break };
            if limit.as_i64() != Some(1) {
                break;
            }
            let sum = error.peak(start as f64).filter(|peak| *peak < -0.7).and_then(|_| error.sum(start as f64));
            // |Π − 1| ≤ e^s − 1 ≤ 2 s for s ≤ 1, with s = 2 Σ |f − 1|.
            let Some(rest) = sum.filter(|sum| *sum < -0.7).map(|sum| radius(sum).shifted(2)) else { break };
            if rest.top() >= -i64::from(precision.min(160)) * 3 / 4 {
                last = Stuck::Wide;
                continue;
            }
            let head = self.partial_product(body, index, low, start)?.ball(precision)?;
            let real = head.is_real() && at_index(self, body, index, start)?.is_real();
            let error = head.abs_upper().times(rest);
            return Ok(Scalar::from_ball(head.widened_real(error, real))?.into());
        }
        let logarithm = Expr::apply("Log", [body.clone()]);
        for first in STARTS.iter().take(3) {
            let start = low.max(1) + first;
            let found = self.laurent(&logarithm, index, start, ORDER);
            match found.and_then(|found: Laurent| found.sum_from(self, start)) {
                Ok(rest) if is_small(&rest, precision) => {
                    let head = self.partial_product(body, index, low, start)?;
                    let rest = self.function_of("Exp", &rest)?;
                    return Ok(head.multiply(&rest, precision)?.into());
                }
                Ok(_) => last = Stuck::Wide,
                Err(stuck) => {
                    last = stuck;
                    break;
                }
            }
        }
        Err(last)
    }

    /// A product whose factors stay away from 1: 0 where they tend to less, and otherwise it diverges.
    fn product_off_one(
        &mut self,
        growth: &Growth,
        body: &Expr,
        index: &Name,
        low: i64,
        start: i64,
    ) -> Outcome<Option<Scalar>> {
        let precision = self.precision;
        let one = Complex::integer(1, precision);
        let grows = growth.lower.is_some_and(|lower| {
            !lower.is_zero()
                && lower.inverse().decays()
                && lower.at(start as f64) > 0.0
                && lower.inverse().peak(start as f64).is_some_and(|peak| peak < 0.0)
        });
        let off = match &growth.limit {
            Some((limit, error)) => {
                let near = error.peak(start as f64).is_some_and(|peak| peak < -12.0);
                let size = limit.abs();
                if near && size.surely_less(&Ball::ratio(15, 16, precision)) {
                    self.partial_product(body, index, low, start)?;
                    return Ok(Some(Scalar::zero()));
                }
                let apart = !(limit - &one).contains_zero() && !limit.contains_zero();
                let large = Ball::ratio(17, 16, precision).surely_less(&size);
                let turns = limit.as_i64() == Some(-1);
                near && apart && (large || turns)
            }
            None => grows,
        };
        if !off {
            return Ok(None);
        }
        let head = self.partial_product(body, index, low, start)?;
        if head.is_exact_zero() {
            return Ok(Some(head));
        }
        let vanishes = head.ball(precision)?.contains_zero();
        Err(if vanishes { Stuck::Wide } else { Stuck::Diverges("the factors do not tend to 1".into()) })
    }

    fn partial_product(&mut self, body: &Expr, index: &Name, low: i64, end: i64) -> Outcome<Scalar> {
        let mut product = Scalar::one();
        for n in low..end {
            let factor = at_index(self, body, index, n)?;
            product = product.multiply(&factor, self.precision)?;
            if matches!(&product, Scalar::Exact(_)) && !product.is_exact_zero() {
                product = Scalar::Ball(product.ball(self.precision)?);
            }
        }
        Ok(product)
    }
}

fn radius(log: f64) -> Radius {
    Radius::power_of_two((log / std::f64::consts::LN_2).ceil().max(-1e9) as i64 + 1)
}
