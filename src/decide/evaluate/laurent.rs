//! Expansions about infinity: an expression in x as u^d (c_0 + c_1 u + …), u = 1/x, with a proved remainder.
//!
//! Two power series go side by side: the one at u = 0, whose terms are often exact, and the one at all of [0, 1/X],
//! whose last term bounds the remainder by Taylor's theorem. Where the first says that c_0 = 0, both are divided by u:
//! the k-th term of v(u)/u on the interval lies in the (k+1)-st of v, by w(u) = ∫_0^1 v'(su) ds.

use super::Machine;
use super::expansion::is_final;
use super::growth::Range;
use super::table::{Operator, find};
use crate::decide::value::{Jet, Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Kind, Name};
use crate::number::{Ball, Complex};

/// u^degree times a series.
#[derive(Clone, Debug)]
pub struct Laurent {
    pub near: Scalar,
    pub over: Scalar,
    pub degree: i64,
}

/// Whose expansion is sought.
pub struct Place<'e> {
    pub name: &'e Name,
    near: Scalar,
    over: Scalar,
    /// Steps of one operation on the two series.
    cost: u64,
    /// Whether u runs over complex numbers of positive real part: then u^a has an argument of its own.
    turned: bool,
}

fn unknown() -> Stuck {
    Stuck::method("an expansion about infinity that is not known")
}

impl Laurent {
    pub fn constant(value: Scalar) -> Self {
        Self { near: value.clone(), over: value, degree: 0 }
    }

    /// c_k of u^{degree + k}.
    pub fn coefficient(&self, index: usize) -> Scalar {
        term(&self.near, index)
    }

    /// The terms that are known exactly or by balls, and the enclosure of what stands for the rest: c_K.
    pub fn terms(&self) -> (Vec<Scalar>, Scalar) {
        let order = match order(&self.near).min(order(&self.over)) {
            usize::MAX => 1,
            order => order,
        };
        let known = (0..order).map(|index| self.coefficient(index)).collect();
        (known, term(&self.over, order))
    }

    /// The first derivative on the interval.
    pub fn slope(&self) -> Scalar {
        term(&self.over, 1)
    }

    /// All values of the series on the interval.
    pub fn range(&self) -> Scalar {
        term(&self.over, 0)
    }
}

fn term(series: &Scalar, index: usize) -> Scalar {
    match series {
        Scalar::Jet(jet) => jet.term(index),
        constant if index == 0 => constant.clone(),
        _ => Scalar::zero(),
    }
}

fn order(series: &Scalar) -> usize {
    match series {
        Scalar::Jet(jet) => jet.order(),
        _ => usize::MAX,
    }
}

/// A series without its first term, divided by its variable.
fn lowered(series: &Scalar) -> Scalar {
    match series {
        Scalar::Jet(jet) => {
            let terms = jet.terms.iter().skip(1).cloned().collect();
            Scalar::Jet(Box::new(Jet { terms, ..**jet }))
        }
        _ => Scalar::zero(),
    }
}

impl Machine<'_> {
    /// laurent: an expression and its name → its expansion for x ≥ start, to an order.
    pub fn laurent(&mut self, expr: &Expr, name: &Name, start: i64, order: usize) -> Outcome<Laurent> {
        let place = self.place(name, start, order);
        self.spend(40)?;
        let found = self.expand(expr, &place)?;
        self.settled(found)
    }

    /// The expansion for all complex x with Re x ≥ start and Im x of one sign: 1/x runs within a rectangle.
    pub fn laurent_beside(&mut self, expr: &Expr, name: &Name, start: i64, up: bool) -> Outcome<Laurent> {
        let precision = self.precision;
        let end = Ball::ratio(if up { -1 } else { 1 }, 2 * start, precision);
        let side = Ball::zero(precision).hull(&end);
        let mut place = self.place(name, start, 2);
        if let Scalar::Jet(jet) = &mut place.over
            && let Some(first) = jet.terms.first_mut()
        {
            *first = Scalar::Ball(Complex::new(Ball::zero(precision).hull(&Ball::ratio(1, start, precision)), side));
        }
        place.turned = true;
        let analytic = std::mem::replace(&mut self.analytic, true);
        let found = self.expand(expr, &place).and_then(|found| self.settled(found));
        self.analytic = analytic;
        let found = found?;
        if found.range().ball(precision)?.is_finite() { Ok(found) } else { Err(unknown()) }
    }

    /// The two series of u on [0, 1/start].
    pub fn place<'e>(&mut self, name: &'e Name, start: i64, order: usize) -> Place<'e> {
        let precision = self.precision;
        let interval = Complex::real(Ball::zero(precision).hull(&Ball::ratio(1, start, precision)));
        let tag = self.fresh_tag();
        let series = |first: Scalar| {
            let mut terms = vec![Scalar::zero(); order + 1];
            for (slot, value) in terms.iter_mut().zip([first, Scalar::one()]) {
                *slot = value;
            }
            Scalar::Jet(Box::new(Jet { tag, complex: true, terms }))
        };
        let cost = (order * order / 8) as u64;
        Place { name, near: series(Scalar::zero()), over: series(Scalar::Ball(interval)), cost, turned: false }
    }

    pub fn expand(&mut self, expr: &Expr, place: &Place<'_>) -> Outcome<Laurent> {
        self.spend(20 + place.cost)?;
        if !expr.free_names().contains(place.name) {
            let value = self.scalar(expr)?;
            return Ok(Laurent { near: value.clone(), over: value, degree: 0 });
        }
        let Kind::Apply(head, parts) = &expr.kind else {
            let is_place = expr.as_symbol() == Some(place.name);
            let one = Scalar::one();
            return if is_place { Ok(Laurent { near: one.clone(), over: one, degree: -1 }) } else { Err(unknown()) };
        };
        match (*head, parts.as_slice()) {
            ("Negate", [part]) => {
                let part = self.expand(part, place)?;
                Ok(Laurent { near: part.near.negate()?, over: part.over.negate()?, ..part })
            }
            ("Add", parts) => {
                let parts: Vec<Laurent> = parts.iter().map(|part| self.expand(part, place)).collect::<Outcome<_>>()?;
                let sum = self.sum_of(&parts, place)?;
                self.settled(sum)
            }
            ("Multiply", parts) => {
                let mut product = Laurent { near: Scalar::one(), over: Scalar::one(), degree: 0 };
                for part in parts {
                    let part = self.expand(part, place)?;
                    product = self.joined(&product, &part, Scalar::multiply, product.degree + part.degree)?;
                }
                Ok(product)
            }
            ("Divide", [top, bottom]) => {
                let (top, bottom) = (self.expand(top, place)?, self.expand(bottom, place)?);
                let bottom = self.settled(bottom)?;
                self.joined(&top, &bottom, Scalar::divide, top.degree - bottom.degree)
            }
            ("Power", [base, exponent]) if exponent.free_names().contains(place.name) => {
                let product = match base.is_apply("E") {
                    true => exponent.clone(),
                    false => Expr::apply("Multiply", [exponent.clone(), Expr::apply("Log", [base.clone()])]),
                };
                self.expand(&Expr::apply("Exp", [product]), place)
            }
            ("Power", [base, exponent]) => {
                let (base, exponent) = (self.expand(base, place)?, self.exactly(exponent)?);
                self.power_of(base, &exponent, place.turned)
            }
            ("Sqrt", [base]) => {
                let base = self.expand(base, place)?;
                let half = Scalar::rational(num_rational::BigRational::new(1.into(), 2.into()));
                self.power_of(base, &half, place.turned)
            }
            (head, [argument]) if matches!(find(head), Some(Operator::Scalar(_))) => {
                let argument = self.expand(argument, place)?;
                let argument = self.settled(argument)?;
                let (near, over) = (self.folded(&argument, place, false)?, self.folded(&argument, place, true)?);
                let analytic = std::mem::replace(&mut self.analytic, true);
                let values = self.function_of(head, &near).and_then(|near| Ok((near, self.function_of(head, &over)?)));
                self.analytic = analytic;
                let (near, over) = values?;
                Ok(Laurent { near, over, degree: 0 })
            }
            (head, parts) => self.expand_in_one(head, parts, place),
        }
    }

    /// A function of several arguments of which one varies.
    fn expand_in_one(&mut self, head: crate::expr::Head, parts: &[Expr], place: &Place<'_>) -> Outcome<Laurent> {
        let Some(Operator::Scalar(rule)) = find(head) else { return Err(unknown()) };
        let mut varying = parts.iter().enumerate().filter(|(_, part)| part.free_names().contains(place.name));
        let (Some((index, argument)), None) = (varying.next(), varying.next()) else { return Err(unknown()) };
        let argument = self.expand(argument, place)?;
        let argument = self.settled(argument)?;
        let mut found = [argument.near.clone(), argument.over.clone()];
        for (over, slot) in [false, true].into_iter().zip(&mut found) {
            let mut values = Vec::with_capacity(parts.len());
            for (own, part) in parts.iter().enumerate() {
                values.push(if own == index {
                    Value::Scalar(self.folded(&argument, place, over)?)
                } else {
                    self.evaluate(part)?
                });
            }
            let analytic = std::mem::replace(&mut self.analytic, true);
            let value = self.scalar_function(head, *rule, &values);
            self.analytic = analytic;
            *slot = value?.scalar()?.clone();
        }
        let [near, over] = found;
        Ok(Laurent { near, over, degree: 0 })
    }

    pub fn joined(
        &mut self,
        left: &Laurent,
        right: &Laurent,
        join: fn(&Scalar, &Scalar, u32) -> Outcome<Scalar>,
        degree: i64,
    ) -> Outcome<Laurent> {
        let (near, over) = (cut(&left.near, &right.near), cut(&left.over, &right.over));
        let near = join(&near.0, &near.1, self.precision)?;
        Ok(Laurent { near, over: join(&over.0, &over.1, self.precision)?, degree })
    }

    pub fn sum_of(&mut self, parts: &[Laurent], place: &Place<'_>) -> Outcome<Laurent> {
        let precision = self.precision;
        let degree = parts.iter().map(|part| part.degree).min().unwrap_or(0);
        let mut sum = Laurent { near: Scalar::zero(), over: Scalar::zero(), degree };
        for part in parts {
            let lift = part.degree - degree;
            let raised = |series: &Scalar, u: &Scalar| -> Outcome<Scalar> {
                let (series, u) = cut(series, &u.power_integer(lift, precision)?);
                series.multiply(&u, precision)
            };
            let part =
                Laurent { near: raised(&part.near, &place.near)?, over: raised(&part.over, &place.over)?, degree };
            sum = self.joined(&sum, &part, Scalar::add, degree)?;
        }
        Ok(sum)
    }

    /// The series with u^degree multiplied in; Err where that is a pole.
    fn folded(&mut self, part: &Laurent, place: &Place<'_>, over: bool) -> Outcome<Scalar> {
        if part.degree < 0 {
            return Err(unknown());
        }
        let (series, u) = if over { (&part.over, &place.over) } else { (&part.near, &place.near) };
        let (series, u) = cut(series, &u.power_integer(part.degree, self.precision)?);
        series.multiply(&u, self.precision)
    }

    /// With exact zeros in front divided out.
    pub fn settled(&mut self, mut part: Laurent) -> Outcome<Laurent> {
        while term(&part.near, 0).is_exact_zero() {
            if order(&part.near).min(order(&part.over)) < 2 {
                return Err(unknown());
            }
            if !matches!((&part.near, &part.over), (Scalar::Jet(_), Scalar::Jet(_))) {
                return Ok(part);
            }
            part = Laurent { near: lowered(&part.near), over: lowered(&part.over), degree: part.degree + 1 };
        }
        Ok(part)
    }

    /// Principal powers: u > 0 changes no argument.
    fn power_of(&mut self, base: Laurent, exponent: &Scalar, turned: bool) -> Outcome<Laurent> {
        let base = self.settled(base)?;
        if turned && base.degree != 0 && exponent.as_i64().is_none() {
            return Err(unknown());
        }
        let degree = exponent.multiply(&Scalar::integer(base.degree), self.precision)?;
        let degree = degree.as_i64().ok_or_else(unknown)?;
        Ok(Laurent { near: self.power(&base.near, exponent)?, over: self.power(&base.over, exponent)?, degree })
    }
}

/// Two series to the same order.
fn cut(left: &Scalar, right: &Scalar) -> (Scalar, Scalar) {
    let both = order(left).min(order(right));
    let shortened = |series: &Scalar| match series {
        Scalar::Jet(jet) if jet.order() > both => Scalar::Jet(Box::new(jet.truncated(both))),
        other => other.clone(),
    };
    (shortened(left), shortened(right))
}

impl Laurent {
    /// Σ_{n ≥ start} of the expansion by Hurwitz's zeta function.
    pub fn sum_from(&self, machine: &mut Machine<'_>, start: i64) -> Outcome<Scalar> {
        let precision = machine.precision;
        let (terms, rest) = self.terms();
        let mut sum = Scalar::zero();
        let powers = terms.iter().chain(std::iter::once(&rest)).zip(self.degree..);
        for (coefficient, power) in powers {
            if coefficient.is_exact_zero() {
                continue;
            }
            if power < 2 {
                let surely = coefficient.ball(precision).is_ok_and(|ball| !ball.contains_zero());
                return Err(if surely { Stuck::Diverges("the terms fall too slowly".into()) } else { Stuck::Wide });
            }
            let zeta = Expr::apply("HurwitzZeta", [Expr::integer(power), Expr::integer(start)]);
            let zeta = machine.scalar(&zeta)?;
            sum = sum.add(&coefficient.multiply(&zeta, precision)?, precision)?;
        }
        Ok(sum)
    }
}

impl Machine<'_> {
    /// lim of an expression as its name grows.
    pub fn limit_at_infinity(&mut self, expr: &Expr, name: &Name) -> Outcome<Value> {
        let found = match self.laurent(expr, name, 64, 8) {
            Ok(found) => found,
            Err(_) => {
                let growth = self.growth(expr, Range { name, start: 64 });
                return match growth.map(|growth| growth.limit) {
                    Ok(Some((limit, _))) => Ok(Scalar::from_ball(limit)?.into()),
                    Err(stuck) if is_final(&stuck) => Err(stuck),
                    _ => self.limit_of_sequence(expr, name),
                };
            }
        };
        match found.degree {
            degree if degree > 0 => Ok(Value::integer(0)),
            0 => Ok(found.coefficient(0).into()),
            _ if found.coefficient(0).ball(self.precision)?.contains_zero() => Err(Stuck::Wide),
            _ => Err(Stuck::Diverges("it grows without bound".into())),
        }
    }
}
