//! How fast an expression grows: bounds of its modulus for all real x ≥ X, and its limit.
//!
//! Takes an expression and its name; gives majorants and minorants C x^a e^{bx} e^{qx²}. They prove that improper
//! integrals, infinite sums and products converge, and bound what is left out. Never a guess: what has no rule is an Err.

use super::Machine;
use super::mono::Mono;
use super::table::{Operator, find};
use crate::decide::value::{Jet, Outcome, Scalar, Stuck};
use crate::expr::{Expr, Head, Kind, Name};
use crate::number::{Ball, Complex};

/// Bounds of |f(x)| for x ≥ X.
#[derive(Clone, Debug)]
pub struct Growth {
    pub upper: Mono,
    pub lower: Option<Mono>,
    /// c and a bound of |f(x) − c|, one that falls.
    pub limit: Option<(Complex, Mono)>,
}

/// A name and where its range starts.
#[derive(Clone, Copy)]
pub struct Range<'e> {
    pub name: &'e Name,
    pub start: i64,
}

impl Range<'_> {
    fn from(&self) -> f64 {
        self.start as f64
    }
}

fn unknown() -> Stuck {
    Stuck::method("a term whose growth is not known")
}

fn some<T>(value: Option<T>) -> Outcome<T> {
    value.ok_or_else(unknown)
}

/// Functions f with f(0) = 0, f'(0) = 1 and |f(z) − z| ≤ |z|/2 for |z| ≤ 1/2.
static LIKE_THE_ARGUMENT: &[Head] = &["Sin", "Tan", "Sinh", "Tanh", "Arcsin", "Arctan", "Arsinh", "Artanh"];
/// Functions as quotients of two.
pub static QUOTIENTS: &[(Head, Head, Head)] = &[
    ("Tan", "Sin", "Cos"),
    ("Cot", "Cos", "Sin"),
    ("Sec", "One", "Cos"),
    ("Csc", "One", "Sin"),
    ("Tanh", "Sinh", "Cosh"),
    ("Coth", "Cosh", "Sinh"),
    ("Sech", "One", "Cosh"),
    ("Csch", "One", "Sinh"),
];
/// Functions with modulus at most 1, or at most 2, on the real line.
static BOUNDED: &[(Head, f64)] = &[
    ("Sin", 1.0),
    ("Cos", 1.0),
    ("Tanh", 1.0),
    ("Sech", 1.0),
    ("Arctan", 2.0),
    ("Sinc", 1.0),
    ("Erf", 1.0),
    ("Erfc", 2.0),
    ("Sign", 1.0),
    ("MoebiusMu", 1.0),
    ("KroneckerDelta", 1.0),
];
/// Functions that are real on the real line.
static REAL: &[Head] = &[
    "Add", "Multiply", "Negate", "Divide", "Exp", "Sin", "Cos", "Sinh", "Cosh", "Tanh", "Arctan", "Arsinh", "Sinc",
    "Abs", "Floor", "Ceil",
];

impl Growth {
    fn constant(value: &Complex) -> Outcome<Self> {
        let upper = some(Mono::above(value.abs_upper().to_f64()))?;
        let lower = Mono::below(value.abs_lower().to_f64() * (1.0 - 1e-6));
        Ok(Self { upper, lower, limit: Some((value.clone(), Mono::ZERO)) })
    }

    pub fn bounded(upper: Mono, lower: Option<Mono>, precision: u32) -> Self {
        let limit = upper.decays().then(|| (Complex::integer(0, precision), upper));
        Self { upper, lower, limit }
    }

    /// From a limit and the bound of what is missing.
    pub fn near(limit: Complex, error: Mono, from: f64) -> Outcome<Self> {
        let upper = some(some(Mono::above(limit.abs_upper().to_f64()))?.plus(error, from))?;
        let lower = Mono::below(limit.abs_lower().to_f64() * (1.0 - 1e-6)).and_then(|lower| lower.minus(error, from));
        Ok(Self { upper, lower, limit: Some((limit, error)) })
    }
}

impl Machine<'_> {
    /// growth: an expression in a name ≥ start → bounds of its modulus.
    pub fn growth(&mut self, expr: &Expr, range: Range<'_>) -> Outcome<Growth> {
        self.spend(10)?;
        let precision = self.precision;
        if !expr.free_names().contains(range.name) {
            return Growth::constant(&self.scalar(expr)?.ball(precision)?);
        }
        let Kind::Apply(head, parts) = &expr.kind else {
            let variable = Mono::VARIABLE;
            let is_name = expr.as_symbol() == Some(range.name);
            return if is_name { Ok(Growth::bounded(variable, Some(variable), precision)) } else { Err(unknown()) };
        };
        match (*head, parts.as_slice()) {
            ("Negate", [part]) => {
                let found = self.growth(part, range)?;
                Ok(Growth { limit: found.limit.map(|(limit, error)| (limit.negated(), error)), ..found })
            }
            ("Abs", [part]) => {
                let found = self.growth(part, range)?;
                let limit = found.limit.map(|(limit, error)| (Complex::real(limit.abs()), error));
                Ok(Growth { limit, ..found })
            }
            ("Add", parts) => self.growth_of_sum(expr, parts, range),
            ("Multiply", parts) => {
                let mut product = Growth::constant(&Complex::integer(1, precision))?;
                for part in parts {
                    let part = self.growth(part, range)?;
                    product = product_of(&product, &part, range.from(), precision)?;
                }
                Ok(product)
            }
            ("Divide", [top, bottom]) => {
                let (top, bottom) = (self.growth(top, range)?, self.growth(bottom, range)?);
                let inverse = self.inverse_of(&bottom)?;
                product_of(&top, &inverse, range.from(), precision)
            }
            ("Sqrt", [base]) => {
                self.growth_of_power(base, &Expr::apply("Divide", [Expr::integer(1), Expr::integer(2)]), range)
            }
            ("Power", [base, exponent]) => self.growth_of_power(base, exponent, range),
            ("Exp", [exponent]) => self.growth_of_exponential(&Scalar::one(), exponent, range),
            ("JacobiTheta", parts) => self.growth_of_theta(parts, range),
            ("Tan" | "Cot" | "Sec" | "Csc" | "Tanh" | "Coth", [argument]) => {
                self.growth_of_quotient(head, argument, range)
            }
            ("Cosh" | "Sinh" | "Sech" | "Csch", [argument]) => self.growth_of_hyperbolic(head, argument, range),
            ("Log", [argument]) => {
                if let Ok(found) = self.growth_near_a_point(head, argument, range) {
                    return Ok(found);
                }
                let found = self.growth(argument, range)?;
                let upper = some(found.upper.logarithm(some(found.lower)?, range.from()))?;
                Ok(Growth::bounded(upper, None, precision))
            }
            _ => self.growth_of_function(head, parts, range),
        }
    }

    fn growth_of_sum(&mut self, expr: &Expr, parts: &[Expr], range: Range<'_>) -> Outcome<Growth> {
        let (precision, from) = (self.precision, range.from());
        // What cancels shows in an expansion only.
        if let Ok(found) = self.growth_by_expansion(expr, range) {
            return Ok(found);
        }
        let parts: Vec<Growth> = parts.iter().map(|part| self.growth(part, range)).collect::<Outcome<_>>()?;
        let sum = |parts: &[Mono]| parts.iter().try_fold(Mono::ZERO, |sum, part| sum.plus(*part, from));
        let uppers: Vec<Mono> = parts.iter().map(|part| part.upper).collect();
        let upper = some(sum(&uppers))?;
        let limits: Option<Vec<&(Complex, Mono)>> = parts.iter().map(|part| part.limit.as_ref()).collect();
        if let Some(limits) = limits {
            let limit = limits.iter().fold(Complex::integer(0, precision), |sum, (limit, _)| sum.plus(limit));
            let errors: Vec<Mono> = limits.iter().map(|(_, error)| *error).collect();
            let error = some(sum(&errors))?;
            return Growth::near(limit, error, from);
        }
        let lower = parts.iter().enumerate().find_map(|(index, part)| {
            let others = uppers.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, upper)| *upper);
            part.lower?.minus(sum(&others.collect::<Vec<_>>())?, from)
        });
        Ok(Growth::bounded(upper, lower, precision))
    }

    /// Where f = u^d (c + …) on the whole range with u = 1/x.
    fn growth_by_expansion(&mut self, expr: &Expr, range: Range<'_>) -> Outcome<Growth> {
        let precision = self.precision;
        let found = self.laurent(expr, range.name, range.start, 4)?;
        let values = found.range().ball(precision)?;
        let power = Mono { power: -(found.degree as f64), ..Mono::ONE };
        let upper = some(Mono::above(values.abs_upper().to_f64()))?.times(power);
        let lower = Mono::below(values.abs_lower().to_f64() * (1.0 - 1e-6)).map(|lower| lower.times(power));
        if found.degree != 0 {
            return Ok(Growth::bounded(upper, lower, precision));
        }
        // f = c_0 + u (…): the difference by the series on the interval.
        let slope = found.slope().ball(precision)?.abs_upper().to_f64();
        let error = some(Mono::above(slope))?.times(Mono { power: -1.0, ..Mono::ONE });
        Ok(Growth { upper, lower, limit: Some((found.coefficient(0).ball(precision)?, error)) })
    }

    fn inverse_of(&mut self, part: &Growth) -> Outcome<Growth> {
        let precision = self.precision;
        let upper = some(part.lower)?.inverse().slack(1.0);
        let lower = (!part.upper.is_zero() && part.upper.square.is_finite()).then(|| part.upper.inverse().slack(-1.0));
        if let Some((limit, error)) = &part.limit
            && !limit.contains_zero()
        {
            // |1/(c + h) − 1/c| ≤ |h| / (|c| |c + h|).
            let error = error.times(upper).times(some(Mono::below(limit.abs_lower().to_f64()))?.inverse()).slack(1.0);
            let inverse = Complex::integer(1, precision).over(limit);
            return Ok(Growth { upper, lower, limit: Some((inverse, error)) });
        }
        Ok(Growth::bounded(upper, lower, precision))
    }

    fn growth_of_power(&mut self, base: &Expr, exponent: &Expr, range: Range<'_>) -> Outcome<Growth> {
        let precision = self.precision;
        let varies = |expr: &Expr| expr.free_names().contains(range.name);
        match (varies(base), varies(exponent)) {
            (false, _) if base.is_apply("E") => self.growth_of_exponential(&Scalar::one(), exponent, range),
            (false, _) => {
                let value = self.scalar(base)?;
                let log = self.function_of("Log", &value)?;
                if self.poly(exponent, range.name).is_ok() {
                    return self.growth_of_exponential(&log, exponent, range);
                }
                let log = Expr::apply("Log", [base.clone()]);
                let product = Expr::apply("Multiply", [exponent.clone(), log]);
                self.growth_near_a_point("Exp", &product, range)
            }
            (true, false) => {
                let exponent = self.scalar(exponent)?.ball(precision)?;
                let found = self.growth(base, range)?;
                power_of(&found, &exponent, range.from(), precision)
            }
            (true, true) => {
                let log = Expr::apply("Log", [base.clone()]);
                let product = Expr::apply("Multiply", [exponent.clone(), log]);
                match self.growth_near_a_point("Exp", &product, range) {
                    Ok(found) => Ok(found),
                    Err(_) => self.growth_of_tower(base, exponent, range),
                }
            }
        }
    }

    /// f^g with g → −∞ linearly and f ≥ L ≥ 1: at most L^g.
    fn growth_of_tower(&mut self, base: &Expr, exponent: &Expr, range: Range<'_>) -> Outcome<Growth> {
        if !self.stays_real(base, range.name) {
            return Err(unknown());
        }
        let lower = some(self.growth(base, range)?.lower)?;
        let rises = lower.power >= 0.0 && lower.rate >= 0.0 && lower.square >= 0.0;
        let least = lower.at(range.from());
        let coefficients = self.real_polynomial(exponent, range)?;
        let [constant, slope] = coefficients.as_slice() else { return Err(unknown()) };
        if !rises || least < 0.0 || *slope >= 0.0 || constant + slope * range.from() > 0.0 {
            return Err(unknown());
        }
        let bound = Mono { log: constant * least, rate: slope * least * (1.0 - 1e-9), ..Mono::ONE }.slack(1.0);
        Ok(Growth::bounded(bound, None, self.precision))
    }

    /// e^{factor·g} for a polynomial g of degree ≤ 2, or for what tends to a point.
    fn growth_of_exponential(&mut self, factor: &Scalar, exponent: &Expr, range: Range<'_>) -> Outcome<Growth> {
        let precision = self.precision;
        let Ok(poly) = self.poly(exponent, range.name) else {
            return self.growth_near_a_point("Exp", exponent, range);
        };
        let mut parts = [Ball::zero(precision), Ball::zero(precision), Ball::zero(precision)];
        if poly.len() > 3 {
            return Err(unknown());
        }
        for (slot, coefficient) in parts.iter_mut().zip(&poly) {
            *slot = coefficient.multiply(factor, precision)?.ball(precision)?.re;
        }
        let bound = |side: f64| {
            let [log, rate, square] = parts.each_ref().map(|part| outward(part, side));
            let bound = Mono { log, power: 0.0, rate, square };
            [log, rate, square].iter().all(|value| value.is_finite()).then(|| bound.slack(side))
        };
        Ok(Growth::bounded(some(bound(1.0))?, bound(-1.0), precision))
    }

    /// cosh g and the like by e^{|Re g|}, for a linear g that runs away from zero.
    fn growth_of_hyperbolic(&mut self, head: Head, argument: &Expr, range: Range<'_>) -> Outcome<Growth> {
        if let Ok(found) = self.growth_near_a_point(head, argument, range) {
            return Ok(found);
        }
        let half = Expr::apply("Divide", [Expr::integer(1), Expr::integer(2)]);
        let exponential =
            |sign: i64| Expr::apply("Exp", [Expr::apply("Multiply", [Expr::integer(sign), argument.clone()])]);
        let sign = if matches!(head, "Sinh" | "Csch") { -1 } else { 1 };
        let second = Expr::apply("Multiply", [Expr::integer(sign), exponential(-1)]);
        let sum = Expr::apply("Multiply", [half, Expr::apply("Add", [exponential(1), second])]);
        let found = self.growth(&sum, range)?;
        if matches!(head, "Cosh" | "Sinh") { Ok(found) } else { self.inverse_of(&found) }
    }

    /// tan and its like as quotients, where they do not tend to a value.
    fn growth_of_quotient(&mut self, head: Head, argument: &Expr, range: Range<'_>) -> Outcome<Growth> {
        if let Ok(found) = self.growth_of_function(head, std::slice::from_ref(argument), range) {
            return Ok(found);
        }
        let row = QUOTIENTS.iter().find(|(own, ..)| *own == head);
        let (_, top, bottom) = some(row)?;
        let part = |head: Head| if head == "One" { Expr::integer(1) } else { Expr::apply(head, [argument.clone()]) };
        self.growth(&Expr::apply("Divide", [part(top), part(bottom)]), range)
    }

    fn growth_of_function(&mut self, head: Head, parts: &[Expr], range: Range<'_>) -> Outcome<Growth> {
        let precision = self.precision;
        if let [argument] = parts {
            if let Ok(found) = self.growth_near_a_point(head, argument, range) {
                return Ok(found);
            }
            if matches!(head, "Sin" | "Cos")
                && let Ok(upper) = self.growth_of_wave(argument, range)
            {
                return Ok(Growth::bounded(upper, None, precision));
            }
            let bound = BOUNDED.iter().find(|(own, _)| *own == head).map(|(_, bound)| *bound);
            if let Some(bound) = bound
                && self.stays_real(argument, range.name)
            {
                return Ok(Growth::bounded(some(Mono::above(bound))?, None, precision));
            }
        }
        self.growth_of_sequence(head, parts, range)
    }

    /// |sin g|, |cos g| ≤ e^{|Im g|} for a linear g.
    fn growth_of_wave(&mut self, argument: &Expr, range: Range<'_>) -> Outcome<Mono> {
        let poly = self.poly(argument, range.name)?;
        let [constant, slope] = poly.as_slice() else { return Err(unknown()) };
        let precision = self.precision;
        let imaginary = |part: &Scalar| -> Outcome<f64> { Ok(part.ball(precision)?.im.abs_upper().to_f64()) };
        let (log, rate) = (imaginary(constant)?, imaginary(slope)?);
        let bound = Mono { log, rate, ..Mono::ONE };
        (log.is_finite() && rate.is_finite()).then(|| bound.slack(1.0)).ok_or_else(unknown)
    }

    /// f(g) where g → c and f is analytic about c: |f(c + h) − f(c)| ≤ |h| sup |f'|.
    fn growth_near_a_point(&mut self, head: Head, argument: &Expr, range: Range<'_>) -> Outcome<Growth> {
        let (precision, from) = (self.precision, range.from());
        if !matches!(find(head), Some(Operator::Scalar(_))) {
            return Err(unknown());
        }
        let found = self.growth(argument, range)?;
        let (limit, error) = some(found.limit)?;
        let radius = some(error.peak(from))?.exp() * (1.0 + 1e-6);
        if LIKE_THE_ARGUMENT.contains(&head) && limit.is_exact_zero() && radius < 0.5 {
            let twice = |side: f64| Mono { log: side * std::f64::consts::LN_2, ..Mono::ONE };
            let lower = found.lower.map(|lower| lower.times(twice(-1.0)));
            return Ok(Growth::bounded(found.upper.times(twice(1.0)), lower, precision));
        }
        if !radius.is_finite() || !error.decays() {
            return Err(unknown());
        }
        let around = limit.clone().widened(crate::number::Radius::from_f64(radius));
        let tag = self.fresh_tag();
        let terms = vec![Scalar::Ball(around), Scalar::one()];
        let series = Scalar::Jet(Box::new(Jet { tag, complex: true, terms }));
        let analytic = std::mem::replace(&mut self.analytic, true);
        let values = self.function_of(head, &series);
        self.analytic = analytic;
        let slope = match values? {
            Scalar::Jet(jet) => jet.term(1).ball(precision)?.abs_upper().to_f64(),
            _ => 0.0,
        };
        let at_limit = Scalar::from_ball(limit)?;
        let value = self.function_of(head, &at_limit)?.ball(precision)?;
        Growth::near(value, error.times(some(Mono::above(slope))?).slack(1.0), from)
    }

    /// Real coefficients of a polynomial exponent, as floats.
    pub fn real_polynomial(&mut self, expr: &Expr, range: Range<'_>) -> Outcome<Vec<f64>> {
        let poly = self.poly(expr, range.name)?;
        if !poly.iter().all(Scalar::is_real) {
            return Err(unknown());
        }
        Ok(poly.iter().map(|coefficient| coefficient.to_f64().0).collect())
    }

    /// Whether an expression is surely real for a real value of the name.
    pub fn stays_real(&mut self, expr: &Expr, name: &Name) -> bool {
        if !expr.free_names().contains(name) {
            return self.scalar(expr).is_ok_and(|value| value.is_real());
        }
        match &expr.kind {
            Kind::Symbol(own) => own == name,
            Kind::Apply("Power", parts) => match parts.as_slice() {
                [base, exponent] => {
                    self.stays_real(base, name)
                        && !exponent.free_names().contains(name)
                        && self.scalar(exponent).is_ok_and(|exponent| exponent.as_i64().is_some())
                }
                _ => false,
            },
            Kind::Apply(head, parts) if REAL.contains(head) => parts.iter().all(|part| self.stays_real(part, name)),
            _ => false,
        }
    }
}

/// The end of a ball on a side, as a float beyond it.
fn outward(ball: &Ball, side: f64) -> f64 {
    if ball.is_exact_zero() {
        return 0.0;
    }
    let middle = ball.to_f64();
    middle + side * (ball.radius().to_f64() + middle.abs() * 1e-12)
}

fn product_of(left: &Growth, right: &Growth, from: f64, precision: u32) -> Outcome<Growth> {
    let upper = left.upper.times(right.upper).slack(1.0);
    let lower = left.lower.zip(right.lower).map(|(a, b)| a.times(b).slack(-1.0));
    if let (Some((a, e)), Some((b, f))) = (&left.limit, &right.limit) {
        let above = |limit: &Complex| some(Mono::above(limit.abs_upper().to_f64()));
        let parts = [above(a)?.times(*f), above(b)?.times(*e), e.times(*f)];
        let error = some(parts.into_iter().try_fold(Mono::ZERO, |sum, part| sum.plus(part, from)))?;
        return Ok(Growth { upper, lower, limit: Some((a.times(b), error)) });
    }
    Ok(Growth::bounded(upper, lower, precision))
}

/// |f^s| = |f|^{Re s} e^{−Im s arg f}, with |arg f| ≤ π.
fn power_of(base: &Growth, exponent: &Complex, from: f64, precision: u32) -> Outcome<Growth> {
    let turn = exponent.im.abs_upper().to_f64() * std::f64::consts::PI;
    let turned = |side: f64| Mono { log: side * turn, ..Mono::ONE };
    let (real, exact) = (exponent.re.to_f64(), exponent.re.is_exact());
    if !real.is_finite() || !exact && exponent.re.radius().to_f64() > 1e-12 {
        return Err(unknown());
    }
    let (above, below) = if real >= 0.0 { (Some(base.upper), base.lower) } else { (base.lower, Some(base.upper)) };
    // A rounded exponent moves the power of x by less than this.
    let moved = |bound: Mono, side: f64| {
        let raised = bound.raised(real);
        let extra = if exact { 0.0 } else { 1e-11 * (bound.power.abs() + bound.log.abs()) };
        Mono { power: raised.power + side * extra, log: raised.log + side * extra, ..raised }
    };
    let upper = moved(some(above)?, 1.0).times(turned(1.0)).slack(1.0);
    let lower = below.filter(|below| !below.is_zero()).map(|below| moved(below, -1.0).times(turned(-1.0)).slack(-1.0));
    let found = Growth::bounded(upper, lower, precision);
    match (&base.limit, exponent.as_i64()) {
        (Some(_), Some(count @ 1..=16)) => {
            let mut power = base.clone();
            for _ in 1..count {
                power = product_of(&power, base, from, precision)?;
            }
            Ok(Growth { limit: power.limit, ..found })
        }
        _ => Ok(found),
    }
}
