//! Special functions with lists of parameters.

use super::Machine;
use super::table::Operator::{self, Strict};
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::Head;
use crate::functions::value::{LIMIT, at_precision, near_whole};
use crate::number::special::hypergeometric::{hypergeometric, hypergeometric_regularized};
use crate::number::{self, Complex};

pub static OPERATORS: &[(Head, Operator)] = &[
    ("Hypergeometric", Strict(|machine, values| of_lists(machine, values, false))),
    ("HypergeometricRegularized", Strict(|machine, values| of_lists(machine, values, true))),
];

/// pFq of two lists and a number; its series in z by d/dz pFq(a; b; z) = Π a / Π b · pFq(a + 1; b + 1; z).
fn of_lists(machine: &mut Machine<'_>, values: &[Value], regularized: bool) -> Outcome<Value> {
    let [upper, lower, z] = values else { return Err(Stuck::shape("two lists and a number were expected")) };
    let (upper, lower) = (parameters(upper)?, parameters(lower)?);
    Ok(machine.hypergeometric(&upper, &lower, z.scalar()?, regularized)?.into())
}

fn parameters(value: &Value) -> Outcome<Vec<Scalar>> {
    match value {
        Value::Array(array) => Ok(array.entries.clone()),
        Value::Tuple(members) => members.iter().map(|member| member.scalar().cloned()).collect(),
        Value::Scalar(scalar) => Ok(vec![scalar.clone()]),
        _ => Err(Stuck::shape("a list of parameters was expected")),
    }
}

/// Steps at 96 bits, as measured: the series, its continuation, and the limits where parameters differ by whole numbers,
/// or nearly so.
fn hypergeometric_cost(upper: &[Scalar], lower: &[Scalar], z: &Scalar) -> u64 {
    let (re, im) = z.to_f64();
    let terminates = upper.iter().any(|parameter| parameter.as_i64().is_some_and(|n| n <= 0));
    let whole = |(re, im): (f64, f64)| near_whole(re, im);
    let difference = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0, a.1 - b.1);
    let continued = re.hypot(im) > 0.75;
    match (upper, lower) {
        _ if terminates => 50,
        ([a, b], [c]) if continued => {
            let (a, b, c) = (a.to_f64(), b.to_f64(), c.to_f64());
            if whole(difference(a, b)) || whole(difference(difference(c, a), b)) { LIMIT } else { 12_000 }
        }
        ([_, _], [_]) => 2_000,
        _ => 400,
    }
}

impl Machine<'_> {
    fn hypergeometric(&mut self, upper: &[Scalar], lower: &[Scalar], z: &Scalar, regularized: bool) -> Outcome<Scalar> {
        if let Scalar::Jet(jet) = z {
            return self.hypergeometric_series(upper, lower, jet, regularized);
        }
        let precision = self.precision;
        self.spend(at_precision(hypergeometric_cost(upper, lower, z), precision))?;
        let balls = |list: &[Scalar]| list.iter().map(|entry| entry.ball(precision)).collect::<Outcome<Vec<Complex>>>();
        let compute: fn(&[Complex], &[Complex], &Complex) -> number::Value =
            if regularized { hypergeometric_regularized } else { hypergeometric };
        let value = compute(&balls(upper)?, &balls(lower)?, &z.ball(precision)?);
        Scalar::from_ball(value.map_err(Stuck::from)?)
    }

    fn hypergeometric_series(
        &mut self,
        upper: &[Scalar],
        lower: &[Scalar],
        jet: &crate::decide::value::Jet,
        regularized: bool,
    ) -> Outcome<Scalar> {
        let precision = self.precision;
        let first = self.hypergeometric(upper, lower, &jet.term(0), regularized)?;
        let mut terms = vec![first];
        if jet.order() > 0 {
            let next = |list: &[Scalar]| {
                list.iter().map(|entry| entry.add(&Scalar::one(), precision)).collect::<Outcome<Vec<_>>>()
            };
            let below = Scalar::Jet(Box::new(jet.truncated(jet.order() - 1)));
            let mut slope = self.hypergeometric(&next(upper)?, &next(lower)?, &below, regularized)?;
            for parameter in upper {
                slope = slope.multiply(parameter, precision)?;
            }
            // The regularized function carries its own 1/Γ(b + 1), where b/Γ(b + 1) = 1/Γ(b).
            for parameter in lower.iter().filter(|_| !regularized) {
                slope = slope.divide(parameter, precision)?;
            }
            terms.extend(self.integrated(jet, &slope)?);
        }
        Ok(Scalar::Jet(Box::new(crate::decide::value::Jet { terms, ..*jet })))
    }
}
