//! Integrals over infinite ranges and up to singular ends: quadrature on the regular part, and a proved bound of the
//! rest from how fast the integrand grows.

use super::Machine;
use super::expansion::is_final;
use super::growth::Range;
use super::mono::Mono;
use super::waves::TURNS;
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Name};
use crate::number::{Ball, Complex, Radius};

/// Where bounds for a large variable start: the first that works is taken.
static STARTS: &[i64] = &[8, 40, 250];
/// Where expansions may start.
static EXPANSIONS: &[i64] = &[16, 64, 256];
/// Whole numbers inside a range that are tried for singular points.
const INSIDE: i64 = 12;
/// Powers of two of a distance from a singular end, and of the end of an infinite range.
const NEAREST: i64 = 900;
const FARTHEST: i64 = 400;

impl Machine<'_> {
    /// ∫ over a range with an infinite end.
    pub fn integral_to_infinity(&mut self, body: &Expr, name: &Name, low: &Value, high: &Value) -> Outcome<Value> {
        let mirrored = || body.substitute(name, &Expr::apply("Negate", [Expr::symbol(name)]));
        match (low, high) {
            (Value::Scalar(low), Value::Infinite(1)) => Ok(self.half_line(body, name, low)?.into()),
            (Value::Infinite(-1), Value::Scalar(high)) => {
                Ok(self.half_line(&mirrored(), name, &high.negate()?)?.into())
            }
            (Value::Infinite(-1), Value::Infinite(1)) => {
                let right = self.half_line(body, name, &Scalar::zero())?;
                let left = self.half_line(&mirrored(), name, &Scalar::zero())?;
                Ok(right.add(&left, self.precision)?.into())
            }
            (Value::Infinite(1), Value::Scalar(_)) | (Value::Infinite(1), Value::Infinite(-1)) => {
                self.integral_to_infinity(body, name, high, low).and_then(|value| Ok(value.scalar()?.negate()?.into()))
            }
            _ => Err(Stuck::method("an integral over an infinite range")),
        }
    }

    pub fn half_line(&mut self, body: &Expr, name: &Name, low: &Scalar) -> Outcome<Scalar> {
        let precision = self.precision;
        let from = low.ball(precision)?;
        if !from.is_real() {
            return Err(Stuck::method("an integral to infinity from a point off the real line"));
        }
        let least = from.re.to_f64().max(0.0).ceil();
        if least > 1e6 {
            return Err(Stuck::method("an integral over an infinite range"));
        }
        if !self.falls_exponentially(body, name, least as i64)
            && let Some(value) = self.half_line_by_expansion(body, name, low, least as i64)?
        {
            return Ok(value);
        }
        let mut last = Stuck::method("an integral over an infinite range");
        for start in STARTS {
            let start = start + least as i64;
            let bound = match self.growth(body, Range { name, start }) {
                Ok(growth) => growth.upper,
                Err(stuck) => {
                    last = stuck;
                    continue;
                }
            };
            let target = target(precision) as f64 * std::f64::consts::LN_2;
            let reached = |power: i64| {
                let end = start as f64 * 2_f64.powf(power as f64 / 2.0);
                bound.integral(end).filter(|tail| *tail < target).map(|tail| (power, tail))
            };
            let Some((power, tail)) = (0..2 * FARTHEST).find_map(reached) else {
                last = Stuck::divergence("no tail of the integral is known to be small");
                continue;
            };
            return self.half_line_with_tail(body, name, low, start, power, tail);
        }
        Err(last)
    }

    fn falls_exponentially(&mut self, body: &Expr, name: &Name, least: i64) -> bool {
        let start = least + 8;
        let found = self.growth(body, Range { name, start });
        found.is_ok_and(|found| found.upper.square < 0.0 || found.upper.square == 0.0 && found.upper.rate < 0.0)
    }

    /// With the tail by an expansion, or by turning the path of what oscillates; `None` where there is none.
    fn half_line_by_expansion(
        &mut self,
        body: &Expr,
        name: &Name,
        low: &Scalar,
        least: i64,
    ) -> Outcome<Option<Scalar>> {
        let precision = self.precision;
        let goal = target(precision) as f64 * std::f64::consts::LN_2;
        for start in EXPANSIONS {
            let start = start + least;
            let found = self.expansion(body, Range { name, start });
            match found.and_then(|found| self.tail_integral(&found, start)) {
                Ok((value, error)) if error < goal => {
                    let tail = widened(&value, error, precision)?;
                    let near = self.finite_integral(body, name, low, &Scalar::integer(start))?;
                    return near.add(&tail, precision).map(Some);
                }
                Err(stuck @ Stuck::Diverges(_)) => return Err(stuck),
                Err(stuck) if is_final(&stuck) => return Err(stuck),
                Ok(_) | Err(Stuck::Wide) => {}
                Err(_) => break,
            }
        }
        for start in TURNS {
            let start = start + least;
            match self.oscillating_tail(body, name, start) {
                Ok(tail) => {
                    let near = self.finite_integral(body, name, low, &Scalar::integer(start))?;
                    return near.add(&tail, precision).map(Some);
                }
                Err(stuck @ Stuck::Diverges(_)) => return Err(stuck),
                Err(stuck) if is_final(&stuck) => return Err(stuck),
                Err(_) => {}
            }
        }
        Ok(None)
    }

    /// The pieces double in length: [low, X], [X, 2X], …, as far as the tail is small.
    fn half_line_with_tail(
        &mut self,
        body: &Expr,
        name: &Name,
        low: &Scalar,
        start: i64,
        power: i64,
        tail: f64,
    ) -> Outcome<Scalar> {
        let precision = self.precision;
        let first = Scalar::integer(start);
        let mut sum = self.finite_integral(body, name, low, &first)?;
        let mut from = first;
        for _ in 0..(power + 1) / 2 {
            let to = from.multiply(&Scalar::integer(2), precision)?;
            sum = sum.add(&self.quadrature(body, name, &from, &to)?, precision)?;
            from = to;
        }
        widened(&sum, tail, precision)
    }

    /// ∫ between numbers, with singular ends cut off where the integrand is bounded about them.
    pub fn finite_integral(&mut self, body: &Expr, name: &Name, low: &Scalar, high: &Scalar) -> Outcome<Scalar> {
        let precision = self.precision;
        let (from, to) = (low.ball(precision)?, high.ball(precision)?);
        if !from.is_real() || !to.is_real() {
            return self.quadrature(body, name, low, high);
        }
        let length = to.re.to_f64() - from.re.to_f64();
        if length.abs() < 1e-9 {
            return self.quadrature(body, name, low, high);
        }
        if length < 0.0 {
            return self.finite_integral(body, name, high, low)?.negate();
        }
        if let Some(inside) = self.singular_inside(body, name, (&from.re, &to.re)) {
            let inside = Scalar::integer(inside);
            let left = self.finite_integral(body, name, low, &inside)?;
            return left.add(&self.finite_integral(body, name, &inside, high)?, precision);
        }
        let ends = [(low, 1), (high, -1)];
        let singular = ends.map(|(end, side)| !self.is_regular(body, name, end, side, length));
        if singular == [false, false] {
            return self.quadrature(body, name, low, high);
        }
        let half = Scalar::rational(num_rational::BigRational::new(1.into(), 2.into()));
        let middle = low.add(high, precision)?.multiply(&half, precision)?;
        let mut sum = Scalar::zero();
        for ((end, side), singular) in ends.into_iter().zip(singular) {
            let part = match singular {
                true => self.up_to_an_end(body, name, end, &middle, side, length)?,
                false if side > 0 => self.quadrature(body, name, end, &middle)?,
                false => self.quadrature(body, name, &middle, end)?,
            };
            sum = sum.add(&part, precision)?;
        }
        Ok(sum)
    }

    /// The least whole number inside a range at which the integrand has no value.
    fn singular_inside(&mut self, body: &Expr, name: &Name, (low, high): (&Ball, &Ball)) -> Option<i64> {
        let first = low.to_f64().floor() as i64;
        let mut inside = (first..first.saturating_add(INSIDE)).filter(|n| {
            let n = Ball::integer(*n, self.precision);
            low.surely_less(&n) && n.surely_less(high)
        });
        let inside: Vec<i64> = inside.by_ref().collect();
        inside.into_iter().find(|n| {
            let value = self.with(name, Value::integer(*n), |machine| machine.scalar(body));
            matches!(value, Err(Stuck::NoValue))
        })
    }

    /// Whether the integrand is surely analytic about an end.
    pub fn is_regular(&mut self, body: &Expr, name: &Name, end: &Scalar, side: i64, length: f64) -> bool {
        let precision = self.precision;
        let Ok(end) = end.ball(precision) else { return false };
        let step = Ball::from_f64(length * side as f64 / 1024.0, precision);
        // A whole neighbourhood: a root is finite on one side of its branch point.
        let about = Complex::new((&end.re - &step).hull(&(&end.re + &step)), (-&step).hull(&step));
        let outer = std::mem::replace(&mut self.analytic, true);
        let value = Scalar::from_ball(about)
            .and_then(|about| self.with(name, about.into(), |machine| machine.scalar(body)))
            .and_then(|value| value.ball(precision));
        self.analytic = outer;
        value.is_ok_and(|value| value.is_finite())
    }

    /// Between a singular end and the middle: in the distance s from the end, s = 1/y for the bound.
    fn up_to_an_end(
        &mut self,
        body: &Expr,
        name: &Name,
        end: &Scalar,
        middle: &Scalar,
        side: i64,
        length: f64,
    ) -> Outcome<Scalar> {
        let precision = self.precision;
        let place = Name::from("\\text{end}");
        let moved = |by: Expr| {
            let by = if side > 0 { by } else { Expr::apply("Negate", [by]) };
            if end.is_exact_zero() { by } else { Expr::apply("Add", [Expr::symbol(place.clone()), by]) }
        };
        let inverse = Expr::apply("Divide", [Expr::integer(1), Expr::symbol(name)]);
        let by_inverse = body.substitute(name, &moved(inverse));
        let by_distance = body.substitute(name, &moved(Expr::symbol(name)));
        self.with(&place, end.clone().into(), |machine| {
            let reach = middle.subtract(end, precision)?.multiply(&Scalar::integer(side), precision)?;
            if let Some(value) = machine.end_by_expansion((&by_inverse, &by_distance), name, &reach, length)? {
                return Ok(value);
            }
            let start = (8.0 / length).max(16.0).ceil().min(1e9) as i64;
            let bound = machine.growth(&by_inverse, Range { name, start })?.upper;
            let bound = bound.times(Mono { power: -2.0, ..Mono::ONE });
            let goal = target(precision) as f64 * std::f64::consts::LN_2;
            let nearest = (4..NEAREST).find_map(|power| {
                let y = 2_f64.powf(power as f64);
                let tail = if y < start as f64 { None } else { bound.integral(y) };
                tail.filter(|tail| *tail < goal).map(|tail| (power, tail))
            });
            let (power, tail) = nearest.ok_or_else(|| Stuck::divergence("the integrand grows too fast at an end"))?;
            let mut nearest = Scalar::one();
            for _ in 0..power {
                nearest = nearest.divide(&Scalar::integer(2), precision)?;
            }
            // The distance is lost beside the end without more digits.
            let extra = if end.is_exact_zero() { 0 } else { u32::try_from(power).unwrap_or(0) + 16 };
            machine.precision += extra;
            let value = machine.quadrature_within(&by_distance, name, (&nearest, &reach), target(precision) + 2);
            machine.precision -= extra;
            widened(&value?, tail, precision)
        })
    }
}

impl Machine<'_> {
    /// The part beside a singular end by an expansion in the inverse distance, and quadrature on the rest.
    fn end_by_expansion(
        &mut self,
        (by_inverse, by_distance): (&Expr, &Expr),
        name: &Name,
        reach: &Scalar,
        length: f64,
    ) -> Outcome<Option<Scalar>> {
        let precision = self.precision;
        let goal = target(precision) as f64 * std::f64::consts::LN_2;
        let square = Expr::apply("Power", [Expr::symbol(name), Expr::integer(-2)]);
        let integrand = Expr::apply("Multiply", [by_inverse.clone(), square]);
        for factor in [16.0, 64.0, 256.0] {
            let start = (factor / length).max(16.0).ceil().min(1e9) as i64;
            let found = self.expansion(&integrand, Range { name, start });
            match found.and_then(|found| self.tail_integral(&found, start)) {
                Ok((value, error)) if error < goal => {
                    let nearest = Scalar::one().divide(&Scalar::integer(start), precision)?;
                    let tail = widened(&value, error, precision)?;
                    // Some digits of the distance are lost beside the end.
                    self.precision += 16;
                    let rest = self.quadrature_within(by_distance, name, (&nearest, reach), target(precision) + 2);
                    self.precision -= 16;
                    return rest?.add(&tail, precision).map(Some);
                }
                Err(stuck @ Stuck::Diverges(_)) => return Err(stuck),
                Err(stuck) if is_final(&stuck) => return Err(stuck),
                Ok(_) | Err(Stuck::Wide) => {}
                Err(_) => break,
            }
        }
        Ok(None)
    }
}

/// The wanted absolute error as a power of two.
fn target(precision: u32) -> i64 {
    24 - i64::from(precision)
}

pub fn widened(value: &Scalar, log: f64, precision: u32) -> Outcome<Scalar> {
    let ball = value.ball(precision)?;
    let real = ball.is_real();
    let radius = Radius::power_of_two((log / std::f64::consts::LN_2).ceil().max(-1e9) as i64 + 1);
    // The integrand of a real integral is real on the cut-off part as well.
    Scalar::from_ball(ball.widened_real(radius, real))
}
