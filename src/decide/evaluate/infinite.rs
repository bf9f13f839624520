//! Infinite sums with proved remainders.
//!
//! Terms with a ratio r(u), u = 1/n, analytic at 0: with y(u) = Σ y_j u^j such that y(n+1) r(n) − y(n) = 1 + e(n),
//! e = O(u^J), the rest after N is Σ_{n≥N} t(n) = −y(N) t(N) − Σ_{n≥N} e(n) t(n), provided that y(n) t(n) → 0.
//! That sums geometric, alternating and slowly convergent terms alike (telescoping as in Zeilberger's algorithm, with
//! an approximate certificate).

use super::Machine;
use super::ratio::{Ratio, at_index};
use crate::decide::value::{Jet, Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Kind, Name};
use crate::number::{Ball, Complex, Radius};

/// Terms that are added one by one before the rest is estimated.
static STARTS: &[i64] = &[48, 160, 480];
/// Terms of the certificate.
const ORDER: usize = 20;
/// Terms of a quickly convergent sum at most.
const MOST: i64 = 600;

impl Machine<'_> {
    /// Σ_{n ≥ low} of a body; sums of different kinds are taken apart.
    pub fn infinite_sum(&mut self, body: &Expr, index: &Name, low: i64) -> Outcome<Value> {
        let ratio = match self.ratio(body, index) {
            Ok(ratio) => ratio,
            Err(_) => match &body.kind {
                Kind::Apply("Add", parts) if parts.iter().all(|part| self.ratio(part, index).is_ok()) => {
                    let mut total = Value::integer(0);
                    for part in parts {
                        let sum = self.infinite_sum(part, index, low)?;
                        total = self.add_two(&total, &sum)?;
                    }
                    return Ok(total);
                }
                _ => {
                    return match self.oscillating_sum(body, index, low) {
                        Err(Stuck::Undecided(crate::decide::Reason::NoMethod, _)) => {
                            self.sum_by_growth(body, index, low)
                        }
                        found => found,
                    };
                }
            },
        };
        if ratio.square.is_some() {
            return self.super_geometric(body, index, low, &ratio);
        }
        let mut last = Stuck::Wide;
        for count in STARTS {
            let start = low.max(1) + count;
            self.spend(10_000 * u64::from(self.precision) / 96)?;
            match self.rest(body, index, start, &ratio) {
                Ok(rest) if is_small(&rest, self.precision) => {
                    let head = self.partial_sum(body, index, low, start)?;
                    return Ok(head.add(&rest, self.precision)?.into());
                }
                Ok(_) => last = Stuck::Wide,
                Err(stuck) => last = stuck,
            }
        }
        Err(last)
    }

    pub fn partial_sum(&mut self, body: &Expr, index: &Name, low: i64, end: i64) -> Outcome<Scalar> {
        let mut sum = Scalar::zero();
        for n in low..end {
            let term = at_index(self, body, index, n)?;
            sum = sum.add(&term, self.precision)?;
            // Exact sums of many fractions grow without use.
            if sum.exact().is_some_and(|exact| !exact.is_real() || !exact.re.is_integer()) {
                sum = Scalar::Ball(sum.ball(self.precision)?);
            }
        }
        Ok(sum)
    }

    /// The rest from `start` on, by the certificate.
    pub fn rest(&mut self, body: &Expr, index: &Name, start: i64, ratio: &Ratio) -> Outcome<Scalar> {
        let precision = self.precision;
        // The first two terms decide on convergence: exactly where they can be. The others are balls.
        let exact = self.series_at(ratio, &Scalar::zero(), 1)?;
        let blurred = Ratio { constant: Scalar::Ball(ratio.constant.ball(precision)?), ..ratio.clone() };
        let mut series = self.series_at(&blurred, &Scalar::zero(), ORDER + 1)?;
        for (term, exact) in series.terms.iter_mut().zip(&exact.terms) {
            term.clone_from(exact);
        }
        let unit = ratio.is_on_unit_circle();
        let certificate = match self.certificate(&series, &exact.term(0), unit) {
            Err(stuck @ Stuck::Diverges(_)) => {
                // Terms that vanish from some place on have no such ratio.
                let over = self.ratio_at(ratio, &Scalar::Ball(interval(start, precision)))?.ball(precision)?;
                let first = at_index(self, body, index, start)?.ball(precision)?;
                let there = !over.contains_zero() && !first.contains_zero();
                return Err(if there { stuck } else { Stuck::divergence("the terms may grow") });
            }
            found => found?,
        };
        let u = Scalar::Ball(interval(start, precision));
        let error = self.certificate_error(ratio, &certificate, &u)?;
        let first = at_index(self, body, index, start)?;
        let at_start = Scalar::one().divide(&Scalar::integer(start), precision)?;
        let value = evaluate_certificate(&certificate, &at_start, precision)?;
        let main = value.multiply(&first, precision)?.negate()?;
        let spread = self.error_of_rest(ratio, &u, &error, &first, start)?;
        let ball = main.ball(precision)?;
        let real = ball.is_real() && first.is_real();
        Scalar::from_ball(ball.widened_real(spread, real))
    }

    /// r(u + ε) to an order.
    fn series_at(&mut self, ratio: &Ratio, u: &Scalar, order: usize) -> Outcome<Jet> {
        let tag = self.fresh_tag();
        let mut terms = vec![Scalar::zero(); order + 1];
        if let Some(first) = terms.first_mut() {
            *first = u.clone();
        }
        if let Some(second) = terms.get_mut(1) {
            *second = Scalar::one();
        }
        let series = Scalar::Jet(Box::new(Jet { tag, complex: true, terms }));
        match self.ratio_at(ratio, &series)? {
            Scalar::Jet(jet) if jet.tag == tag => Ok(*jet),
            constant => {
                let mut terms = vec![Scalar::zero(); order + 1];
                if let Some(first) = terms.first_mut() {
                    *first = constant;
                }
                Ok(Jet { tag, complex: true, terms })
            }
        }
    }

    /// The terms y_{-1}, y_0, y_1 … that make y(n+1) r(n) − y(n) = 1 + O(u^J); Err where the sum may diverge.
    fn certificate(&mut self, ratio: &Jet, limit: &Scalar, unit: bool) -> Outcome<Vec<Scalar>> {
        let precision = self.precision;
        let one = limit.is_exact_one();
        let modulus = limit.ball(precision)?.abs();
        let unit = unit && !(limit.ball(precision)? - &Complex::integer(1, precision)).contains_zero();
        if !one && !unit && !modulus.surely_at_most(&Ball::integer(1, precision)) {
            let beyond = Ball::integer(1, precision).surely_less(&modulus);
            return Err(if beyond { Stuck::Diverges("the terms grow".into()) } else { Stuck::Wide });
        }
        let decay = ratio.term(1).negate()?;
        if one {
            self.require_decay(&decay, &Scalar::one())?;
        } else if unit || modulus.is_exact() && !modulus.surely_less(&Ball::integer(1, precision)) {
            let relative = decay.divide(limit, precision)?;
            self.require_decay(&relative, &Scalar::zero())?;
        } else if !modulus.surely_less(&Ball::integer(1, precision)) {
            return Err(Stuck::Wide);
        }
        let mut known: Vec<Scalar> = Vec::new();
        // Coefficients of Σ y_j (u^j (1+u)^{-j} r − u^j), collected as the y_j are found; index 0 is u^{-1}.
        let mut sums: Vec<Scalar> = vec![Scalar::zero(); ORDER + 2];
        for step in 0..ORDER {
            let power = i64::try_from(step).unwrap_or(0) - 1;
            // For c = 1 the term u^j first shows at u^{j+1}.
            let place = if one { step + 1 } else { step };
            let wanted = if place == 1 { Scalar::one() } else { Scalar::zero() };
            let shape = self.image(ratio, power, ORDER + 2 - step)?;
            let lead = shape.get(usize::from(one)).cloned().unwrap_or_else(Scalar::zero);
            let missing = wanted.subtract(sums.get(place).unwrap_or(&Scalar::zero()), precision)?;
            let y = if missing.is_exact_zero() { Scalar::zero() } else { missing.divide(&lead, precision)? };
            for (slot, coefficient) in sums.iter_mut().skip(step).zip(&shape) {
                *slot = slot.add(&y.multiply(coefficient, precision)?, precision)?;
            }
            known.push(y);
        }
        Ok(known)
    }

    /// Re α > bound, or the sum is not known to converge.
    fn require_decay(&mut self, decay: &Scalar, bound: &Scalar) -> Outcome<()> {
        let part = Value::Scalar(self.real_part(decay)?);
        match self.less(&Value::Scalar(bound.clone()), &part, true)? {
            true => Ok(()),
            false => Err(Stuck::Diverges("the terms fall too slowly".into())),
        }
    }

    /// Coefficients of (1+u)^{-j} r(u) − 1: what u^j becomes, divided by u^j.
    fn image(&mut self, ratio: &Jet, power: i64, count: usize) -> Outcome<Vec<Scalar>> {
        let precision = self.precision;
        let binomials = binomials(-power, count, precision)?;
        let mut image = Vec::with_capacity(count);
        for total in 0..count {
            let mut sum = Scalar::zero();
            for (i, binomial) in binomials.iter().enumerate().take(total + 1) {
                sum = sum.add(&binomial.multiply(&ratio.term(total - i), precision)?, precision)?;
            }
            image.push(if total == 0 { sum.subtract(&Scalar::one(), precision)? } else { sum });
        }
        Ok(image)
    }

    /// The coefficient of u^J of e on the whole interval: by Taylor's remainder, e(u) ∈ u^J times it.
    fn certificate_error(&mut self, ratio: &Ratio, certificate: &[Scalar], u: &Scalar) -> Outcome<Scalar> {
        let precision = self.precision;
        // u e(u) is analytic; its terms below u^J vanish by the choice of y.
        let order = ORDER;
        let series = self.series_at(ratio, u, order)?;
        let tag = series.tag;
        let mut point = vec![Scalar::zero(); order + 1];
        for (slot, value) in point.iter_mut().zip([u.clone(), Scalar::one()]) {
            *slot = value;
        }
        let u = Scalar::Jet(Box::new(Jet { tag, complex: true, terms: point }));
        let ratio = Scalar::Jet(Box::new(series));
        let next = Scalar::one().add(&u, precision)?;
        // u y(u) = y_{-1} + y_0 u + …, and u y(u/(1+u)) = (1+u) y_{-1} + u Σ y_j (u/(1+u))^j.
        let moved = u.divide(&next, precision)?;
        let here = horner(certificate, &u, precision)?;
        let there = horner(certificate, &moved, precision)?.multiply(&next, precision)?;
        let error = there.multiply(&ratio, precision)?.subtract(&here, precision)?.subtract(&u, precision)?;
        match error {
            Scalar::Jet(jet) => Ok(jet.term(order)),
            _ => Err(Stuck::method("a certificate that is constant")),
        }
    }

    /// Bound of |Σ_{n≥N} e(n) t(n)| with |e(n)| ≤ E n^{1-J} and |t(n)| ≤ |t(N)| e^{A/N} (n/N)^A, A ≥ |r'|.
    fn error_of_rest(
        &mut self,
        ratio: &Ratio,
        u: &Scalar,
        error: &Scalar,
        first: &Scalar,
        start: i64,
    ) -> Outcome<Radius> {
        let precision = self.precision;
        let slope = self.series_at(ratio, u, 1)?.term(1).ball(precision)?.abs_upper().to_f64();
        let falls = f64::from(u32::try_from(ORDER).unwrap_or(0)) - 1.0;
        let room = falls - slope - 1.0;
        if room.is_nan() || room <= 1.0 {
            return Err(Stuck::Wide);
        }
        let n = start as f64;
        // Σ_{n≥N} (n/N)^A n^{-p} ≤ N^{-p} (1 + N/(p − A − 1)).
        let factor = (slope / n).exp() * (1.0 + n / room) * (1.0 + 1e-6);
        let height = Radius::power_of_two(-(n.log2() * falls * (1.0 - 1e-12)).floor() as i64);
        let sizes = error.ball(precision)?.abs_upper().times(first.ball(precision)?.abs_upper());
        Ok(sizes.times(Radius::from_f64(factor)).times(height))
    }

    /// Terms with a factor q^{n²}, |q| < 1: the ratio falls, so that twice the next term bounds the rest.
    fn super_geometric(&mut self, body: &Expr, index: &Name, low: i64, ratio: &Ratio) -> Outcome<Value> {
        let precision = self.precision;
        let square = match &ratio.square {
            Some(square) => square.ball(precision)?.abs_upper().to_f64(),
            None => 1.0,
        };
        if square.is_nan() || square >= 1.0 {
            return Err(Stuck::divergence("the terms grow"));
        }
        let mut sum = self.partial_sum(body, index, low, low.max(1) + 4)?;
        for n in low.max(1) + 4..MOST {
            let u = Scalar::Ball(interval(n, precision));
            let bound = self.ratio_at(ratio, &u)?.ball(precision)?.abs_upper().to_f64();
            let bound = bound * square.powf(n as f64) * (1.0 + 1e-9);
            let term = at_index(self, body, index, n)?;
            let size = term.ball(precision)?.abs_upper();
            if bound < 0.5 && size.top() < -i64::from(precision) {
                let ball = sum.ball(precision)?;
                let real = ball.is_real() && term.is_real();
                return Ok(Scalar::from_ball(ball.widened_real(size.shifted(1), real))?.into());
            }
            sum = sum.add(&term, precision)?;
        }
        Err(Stuck::Wide)
    }
}

/// [0, 1/N].
fn interval(start: i64, precision: u32) -> Complex {
    let end = Ball::ratio(1, start, precision);
    Complex::real(Ball::zero(precision).hull(&end))
}

/// y_{-1} + y_0 u + y_1 u² …
fn horner(certificate: &[Scalar], u: &Scalar, precision: u32) -> Outcome<Scalar> {
    let mut value = Scalar::zero();
    for coefficient in certificate.iter().rev() {
        value = value.multiply(u, precision)?.add(coefficient, precision)?;
    }
    Ok(value)
}

fn evaluate_certificate(certificate: &[Scalar], u: &Scalar, precision: u32) -> Outcome<Scalar> {
    horner(certificate, u, precision)?.divide(u, precision)
}

/// (1 + u)^a for a whole a: its first coefficients.
fn binomials(power: i64, count: usize, precision: u32) -> Outcome<Vec<Scalar>> {
    let mut found = vec![Scalar::one()];
    for k in 1..count {
        let step = i64::try_from(k).unwrap_or(1);
        let factor = Scalar::integer(power - step + 1).divide(&Scalar::integer(step), precision)?;
        let last = found.last().cloned().unwrap_or_else(Scalar::one);
        found.push(last.multiply(&factor, precision)?);
    }
    Ok(found)
}

/// Whether a rest is narrow enough to be worth the terms before it.
pub fn is_small(rest: &Scalar, precision: u32) -> bool {
    match rest {
        Scalar::Ball(ball) => ball.radius().top() < -i64::from(precision.min(160)) * 3 / 4,
        _ => true,
    }
}
