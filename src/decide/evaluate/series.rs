//! Sums, products and extremes over bound names.

use super::Machine;
use super::table::Binder;
use crate::decide::value::{Outcome, Stuck, Value};
use crate::expr::{Binding, Bound, Expr, Head, Name, Range, Side};

pub static BINDERS: &[(Head, Binder)] = &[
    ("Sum", sum),
    ("Product", product),
    ("Limit", limit),
    ("Max", |machine, binding| extreme(machine, binding, true)),
    ("Min", |machine, binding| extreme(machine, binding, false)),
    ("Supremum", |machine, binding| extreme(machine, binding, true)),
    ("Infimum", |machine, binding| extreme(machine, binding, false)),
    ("ArgMax", |machine, binding| extreme_place(machine, binding, true)),
    ("ArgMin", |machine, binding| extreme_place(machine, binding, false)),
    ("ForAll", |machine, binding| quantified(machine, binding, false)),
    ("Exists", |machine, binding| quantified(machine, binding, true)),
];

fn sum(machine: &mut Machine<'_>, binding: &Binding) -> Outcome<Value> {
    if let [bound] = binding.bound.as_slice()
        && let Range::Between(low, high) = &bound.range
        && is_infinity(high)
    {
        return machine.endless_sum(&binding.body, &bound.name, low);
    }
    machine.accumulate(&binding.bound, &binding.body, Value::integer(0), &|machine, total, term| {
        machine.add_two(total, term)
    })
}

fn product(machine: &mut Machine<'_>, binding: &Binding) -> Outcome<Value> {
    if let [bound] = binding.bound.as_slice()
        && let Range::Between(low, high) = &bound.range
        && is_infinity(high)
    {
        let low = machine.integer(low)?;
        return machine.infinite_product(&binding.body, &bound.name, low);
    }
    machine.accumulate(&binding.bound, &binding.body, Value::integer(1), &|machine, total, factor| {
        machine.multiply_two(total, factor)
    })
}

/// lim_{x→∞}, and lim_{x→a} where it is the same from both sides: by growth or by an expansion.
fn limit(machine: &mut Machine<'_>, binding: &Binding) -> Outcome<Value> {
    let [bound] = binding.bound.as_slice() else { return Err(Stuck::method("a limit in several names")) };
    let Range::To(place, side) = &bound.range else { return Err(Stuck::method("a limit to no place")) };
    let name = &bound.name;
    let symbol = || Expr::symbol(name);
    if is_infinity(place) {
        return machine.limit_at_infinity(&binding.body, name);
    }
    if place.as_apply("Negate").and_then(<[Expr]>::first).is_some_and(is_infinity) {
        let mirrored = binding.body.substitute(name, &Expr::apply("Negate", [symbol()]));
        return machine.limit_at_infinity(&mirrored, name);
    }
    let mut approach = |sign: i64| {
        let step = Expr::apply("Divide", [Expr::integer(sign), symbol()]);
        let moved = Expr::apply("Add", [place.clone(), step]);
        machine.limit_at_infinity(&binding.body.substitute(name, &moved), name)
    };
    match side {
        Some(Side::Above) => approach(1),
        Some(Side::Below) => approach(-1),
        None => {
            // An expansion in the distance is the same on both sides.
            let (above, below) = (approach(1)?, approach(-1)?);
            let (a, b) = (above.scalar()?.ball(machine.precision)?, below.scalar()?.ball(machine.precision)?);
            if a.overlaps(&b) { Ok(above) } else { Err(Stuck::NoValue) }
        }
    }
}

fn extreme(machine: &mut Machine<'_>, binding: &Binding, largest: bool) -> Outcome<Value> {
    let values = machine.listed_values(&binding.bound, &binding.body)?;
    machine.extreme(&values, largest)
}

/// The one place of the extreme; at a tie there is none.
fn extreme_place(machine: &mut Machine<'_>, binding: &Binding, largest: bool) -> Outcome<Value> {
    let [bound] = binding.bound.as_slice() else { return Err(Stuck::method("several names under an arg max")) };
    let places = machine.listed(&bound.name, &bound.range)?;
    let values = machine.listed_values(&binding.bound, &binding.body)?;
    let best = machine.extreme(&values, largest)?;
    let mut found = None;
    for (place, value) in places.into_iter().zip(&values) {
        if machine.equal(value, &best)? && found.replace(place).is_some() {
            return Err(Stuck::NoValue);
        }
    }
    found.ok_or(Stuck::NoValue)
}

fn quantified(machine: &mut Machine<'_>, binding: &Binding, decisive: bool) -> Outcome<Value> {
    for value in machine.listed_values(&binding.bound, &binding.body)? {
        if value.boolean()? == decisive {
            return Ok(Value::Boolean(decisive));
        }
    }
    Ok(Value::Boolean(!decisive))
}

fn is_infinity(expr: &Expr) -> bool {
    expr.is_apply("Infinity")
}

impl Machine<'_> {
    /// Σ from an end to infinity; a two-sided one is the sum over n ≥ 0 and that over −n, n ≥ 1.
    fn endless_sum(&mut self, body: &Expr, index: &Name, low: &Expr) -> Outcome<Value> {
        if low.as_apply("Negate").and_then(<[Expr]>::first).is_some_and(is_infinity) {
            let upper = self.infinite_sum(body, index, 0)?;
            let mirrored = body.substitute(index, &Expr::apply("Negate", [Expr::symbol(index)]));
            let lower = self.infinite_sum(&mirrored, index, 1)?;
            return self.add_two(&upper, &lower);
        }
        let low = self.integer(low)?;
        self.infinite_sum(body, index, low)
    }

    /// Joins the values of a body over all values of its bound names.
    fn accumulate(
        &mut self,
        bounds: &[Bound],
        body: &Expr,
        start: Value,
        join: &dyn Fn(&mut Self, &Value, &Value) -> Outcome<Value>,
    ) -> Outcome<Value> {
        let mut values = self.listed_values(bounds, body)?;
        if self.is_inexact() && values.iter().all(|value| matches!(value, Value::Scalar(_))) {
            values.reverse();
        }
        let mut rest = values.into_iter();
        let Some(first) = rest.next() else { return Ok(start) };
        rest.try_fold(first, |total, value| join(self, &total, &value))
    }

    /// The values of a body over all values of its bound names, the outermost first.
    pub fn listed_values(&mut self, bounds: &[Bound], body: &Expr) -> Outcome<Vec<Value>> {
        let Some((bound, rest)) = bounds.split_first() else { return Ok(vec![self.evaluate(body)?]) };
        let mut values = Vec::new();
        for member in self.listed(&bound.name, &bound.range)? {
            values.extend(self.with(&bound.name, member, |machine| machine.listed_values(rest, body))?);
        }
        Ok(values)
    }
}
