//! Integrals, by quadrature with proved errors along straight segments.

use std::cell::RefCell;

use super::Machine;
use super::table::Binder;
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Binding, Bound, Expr, Head, Name, Range};
use crate::number::calculus::quadrature::{Effort, integrate};
use crate::number::{Complex, Undefined};

pub static BINDERS: &[(Head, Binder)] = &[("Integral", integral)];

/// Evaluations of one integrand at most.
const EVALUATIONS: u32 = 24_000;

fn integral(machine: &mut Machine<'_>, binding: &Binding) -> Outcome<Value> {
    machine.integral(&binding.bound, &binding.body)
}

impl Machine<'_> {
    /// The integral over the outermost name, of the integral over the others.
    fn integral(&mut self, bounds: &[Bound], body: &Expr) -> Outcome<Value> {
        let Some((bound, rest)) = bounds.split_first() else { return self.evaluate(body) };
        let Range::Between(low, high) = &bound.range else {
            return Err(Stuck::method("an integral whose range is not told"));
        };
        let inner = || Expr::bind("Integral", rest.to_vec(), body.clone());
        let body = if rest.is_empty() { body.clone() } else { inner() };
        let (from, to) = (low, high);
        let (low, high) = (self.evaluate(low)?, self.evaluate(high)?);
        match (&low, &high) {
            (Value::Scalar(low), Value::Scalar(high)) => {
                Ok(self.integral_between(&body, &bound.name, (low, from), (high, to))?.into())
            }
            _ => self.integral_to_infinity(&body, &bound.name, &low, &high),
        }
    }

    /// ∫ along the straight segment of an integrand that is analytic on all of it.
    pub fn quadrature(&mut self, body: &Expr, name: &Name, low: &Scalar, high: &Scalar) -> Outcome<Scalar> {
        let target = 26 - i64::from(self.precision);
        self.quadrature_within(body, name, (low, high), target)
    }

    /// The same to an absolute error of 2^target.
    pub fn quadrature_within(
        &mut self,
        body: &Expr,
        name: &Name,
        (low, high): (&Scalar, &Scalar),
        target: i64,
    ) -> Outcome<Scalar> {
        let precision = self.precision;
        let (from, to) = (low.ball(precision)?, high.ball(precision)?);
        let machine = RefCell::new(self);
        let trouble: RefCell<Option<Stuck>> = RefCell::new(None);
        let integrand = |z: &Complex, analytic: bool| {
            let mut machine = machine.try_borrow_mut().map_err(|_| Undefined::Unsupported)?;
            let outer = std::mem::replace(&mut machine.analytic, analytic);
            let value =
                Scalar::from_ball(z.clone()).and_then(|z| machine.with(name, z.into(), |machine| machine.scalar(body)));
            machine.analytic = outer;
            let ball = value.and_then(|value| value.ball(precision));
            ball.map_err(|stuck| {
                let undefined = undefined(&stuck);
                *trouble.borrow_mut() = Some(stuck);
                undefined
            })
        };
        let effort = Effort { evaluations: EVALUATIONS, target };
        match integrate(&integrand, &from, &to, effort) {
            Ok(value) => Scalar::from_ball(value),
            Err(undefined) => Err(match trouble.into_inner() {
                Some(Stuck::Undecided(reason, note)) => Stuck::Undecided(reason, note),
                _ if undefined == Undefined::Precision => Stuck::Wide,
                _ => Stuck::method("an integral that did not yield to quadrature"),
            }),
        }
    }
}

fn undefined(stuck: &Stuck) -> Undefined {
    match stuck {
        Stuck::Wide => Undefined::Precision,
        Stuck::NoValue => Undefined::Pole,
        Stuck::Diverges(_) => Undefined::Divergence,
        Stuck::Undecided(crate::decide::Reason::Budget, _) => Undefined::Budget,
        Stuck::Undecided(..) => Undefined::Unsupported,
    }
}
