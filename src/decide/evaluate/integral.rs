//! Integrals, by quadrature with proved errors along straight segments.

use std::cell::RefCell;

use super::Machine;
use super::table::Binder;
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Binding, Bound, Expr, Head, Range};
use crate::number::calculus::quadrature::{Effort, integrate};
use crate::number::{Complex, Undefined};

pub static BINDERS: &[(Head, Binder)] = &[("Integral", integral)];

/// Evaluations of one integrand at most.
const EVALUATIONS: u32 = 4_000;

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
        let (low, high) = (self.evaluate(low)?, self.evaluate(high)?);
        let (Value::Scalar(low), Value::Scalar(high)) = (&low, &high) else {
            return Err(Stuck::method("an integral over an infinite range"));
        };
        let (from, to) = (low.ball(self.precision)?, high.ball(self.precision)?);
        let precision = self.precision;
        let machine = RefCell::new(self);
        let trouble: RefCell<Option<Stuck>> = RefCell::new(None);
        let integrand = |z: &Complex, analytic: bool| {
            let mut machine = machine.try_borrow_mut().map_err(|_| Undefined::Unsupported)?;
            let outer = std::mem::replace(&mut machine.analytic, analytic);
            let value = Scalar::from_ball(z.clone())
                .and_then(|z| machine.with(&bound.name, z.into(), |machine| machine.integral(rest, body)));
            machine.analytic = outer;
            let ball = value.and_then(|value| value.scalar()?.ball(precision));
            ball.map_err(|stuck| {
                let undefined = undefined(&stuck);
                *trouble.borrow_mut() = Some(stuck);
                undefined
            })
        };
        let effort = Effort { evaluations: EVALUATIONS, target: 26 - i64::from(precision) };
        match integrate(&integrand, &from, &to, effort) {
            Ok(value) => Ok(Scalar::from_ball(value)?.into()),
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
        Stuck::Undecided(crate::decide::Reason::Budget, _) => Undefined::Budget,
        Stuck::Undecided(..) => Undefined::Unsupported,
    }
}
