//! Derivatives: by power series in an infinitesimal, one for each variable, for arrays entry by entry.

use std::rc::Rc;

use super::Machine;
use super::table::Operator::{self, Lazy};
use crate::decide::value::{Array, Closure, Jet, Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Head, Kind, Name};

pub static OPERATORS: &[(Head, Operator)] = &[
    ("TotalDerivative", Lazy(derivative)),
    ("PartialDerivative", Lazy(derivative)),
    ("Gradient", Lazy(gradient)),
    ("Jacobian", Lazy(gradient)),
    ("Hessian", Lazy(hessian)),
    ("Laplacian", Lazy(laplacian)),
    ("Divergence", Lazy(divergence)),
    ("Prime", Lazy(prime)),
    ("EvaluateAt", Lazy(evaluate_at)),
    ("StopGradient", Lazy(stop_gradient)),
];

/// Higher derivatives are not computed.
const MAX_ORDER: i64 = 40;

/// A variable and how often it is differentiated by.
type Step<'e> = (&'e Name, usize);

fn derivative(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let Some((body, variables)) = parts.split_first() else { return Err(Stuck::shape("nothing to differentiate")) };
    if let [only] = variables {
        if let Some(name) = only.as_symbol()
            && let Value::Array(point) = machine.lookup(name)?
        {
            return machine.by_array(body, name, &point);
        }
        if let Some(("At" | "AtUpper", [base, indices @ ..])) = as_application(only) {
            return machine.by_entry(body, base, indices);
        }
    }
    let steps = steps(machine, variables)?;
    machine.differentiate(body, &steps)
}

fn as_application(expr: &Expr) -> Option<(Head, &[Expr])> {
    match &expr.kind {
        Kind::Apply(head, arguments) => Some((head, arguments)),
        _ => None,
    }
}

/// `x, x, Tuple(y, n)` as variables with orders; repeated ones are merged.
fn steps<'e>(machine: &mut Machine<'_>, variables: &'e [Expr]) -> Outcome<Vec<Step<'e>>> {
    let mut steps: Vec<Step<'e>> = Vec::new();
    for variable in variables {
        let (name, order) = match (variable.as_symbol(), variable.as_apply("Tuple")) {
            (Some(name), _) => (Some(name), 1),
            (None, Some([name, order])) => (name.as_symbol(), machine.integer(order)?),
            _ => (None, 0),
        };
        let name = name.ok_or_else(|| Stuck::method("a derivative in what is no name"))?;
        if !(0..=MAX_ORDER).contains(&order) {
            return Err(if order < 0 { Stuck::NoValue } else { Stuck::budget() });
        }
        let order = usize::try_from(order).unwrap_or(0);
        match steps.iter_mut().find(|(own, _)| *own == name) {
            Some(step) => step.1 += order,
            None => steps.push((name, order)),
        }
    }
    Ok(steps)
}

fn untold() -> Stuck {
    Stuck::method("a gradient in a variable that is not told")
}

fn variable(parts: &[Expr]) -> Outcome<(&Expr, &Name)> {
    match parts {
        [body, variable] => {
            let name = variable.as_symbol().ok_or_else(|| Stuck::method("a gradient in what is no name"))?;
            Ok((body, name))
        }
        // `\nabla f(x)` is taken in what the function is of.
        [body] => called_of(body).map(|name| (body, name)).ok_or_else(untold),
        _ => Err(untold()),
    }
}

/// The only argument of a call, where it is a name.
fn called_of(body: &Expr) -> Option<&Name> {
    match &body.kind {
        Kind::Call(_, arguments) if arguments.len() == 1 => arguments.first().and_then(Expr::as_symbol),
        _ => None,
    }
}

fn gradient(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let (body, name) = variable(parts)?;
    match machine.lookup(name)? {
        Value::Array(point) => machine.by_array(body, name, &point),
        _ => machine.differentiate(body, &[(name, 1)]),
    }
}

/// All second derivatives of a number in a vector.
fn hessian(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let (body, name) = variable(parts)?;
    let Value::Array(point) = machine.lookup(name)? else { return machine.differentiate(body, &[(name, 2)]) };
    let size = point.entries.len();
    let mut entries = Vec::with_capacity(size * size);
    for row in 0..size {
        for column in 0..size {
            entries.push(machine.second(body, name, &point, row, column)?);
        }
    }
    Ok(Value::Array(Array::new(vec![size, size], entries)?))
}

fn laplacian(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let (body, name) = variable(parts)?;
    let Value::Array(point) = machine.lookup(name)? else { return machine.differentiate(body, &[(name, 2)]) };
    let mut entries = Vec::new();
    for index in 0..point.entries.len() {
        entries.push(machine.second(body, name, &point, index, index)?);
    }
    Ok(machine.total(&entries)?.into())
}

fn divergence(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let (body, name) = variable(parts)?;
    let Value::Array(point) = machine.lookup(name)? else { return machine.differentiate(body, &[(name, 1)]) };
    let mut entries = Vec::new();
    for index in 0..point.entries.len() {
        match machine.by_one_entry(body, name, &point, index)? {
            Value::Array(field) => entries.push(field.entries.get(index).cloned().ok_or(Stuck::NoValue)?),
            _ => return Err(Stuck::shape("a field with as many parts as variables was expected")),
        }
    }
    Ok(machine.total(&entries)?.into())
}

/// The n-th derivative of a function, as a function.
fn prime(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let Some((function, order)) = parts.split_first() else { return Err(Stuck::shape("no function to differentiate")) };
    let name = Name::from("\\text{variable}");
    let symbol = Expr::symbol(name.clone());
    let order = order.first().cloned().unwrap_or_else(|| Expr::integer(1));
    let step = Expr::apply("Tuple", [symbol.clone(), order]);
    let body = Expr::apply("TotalDerivative", [Expr::call(function.clone(), [symbol]), step]);
    Ok(Value::Function(Rc::new(Closure { parameters: vec![name], body, scope: machine.bindings() })))
}

/// `f|_{x=a}`; with two ends, the difference in the only free name.
fn evaluate_at(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let Some((body, places)) = parts.split_first() else { return Err(Stuck::shape("nothing to evaluate")) };
    match places {
        [place] => {
            let settings = match place.as_apply("And").or_else(|| place.as_apply("Sequence")) {
                Some(settings) => settings,
                None => places,
            };
            machine.with_settings(body, settings)
        }
        _ => Err(Stuck::method("a difference between two ends")),
    }
}

fn stop_gradient(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let [part] = parts else { return Err(Stuck::shape("one argument was expected")) };
    let value = machine.evaluate(part)?;
    machine.map(&value, |_, scalar| Ok(scalar.constant()))
}

impl Machine<'_> {
    fn with_settings(&mut self, body: &Expr, settings: &[Expr]) -> Outcome<Value> {
        let Some((setting, rest)) = settings.split_first() else { return self.evaluate(body) };
        match setting.as_apply("Equal") {
            Some([name, value]) => {
                let name = name.as_symbol().ok_or_else(|| Stuck::method("a place for what is no name"))?;
                let value = self.evaluate(value)?;
                self.vary(name, value, |machine| machine.with_settings(body, rest))
            }
            _ => Err(Stuck::method("a place that is no equation")),
        }
    }

    /// differentiate: a body and variables with orders → the mixed derivative at the present values.
    pub fn differentiate(&mut self, body: &Expr, steps: &[Step<'_>]) -> Outcome<Value> {
        let Some((&(name, order), rest)) = steps.split_first() else { return self.evaluate(body) };
        let point = self.lookup(name)?.scalar()?.clone();
        let tag = self.fresh_tag();
        let series = seed(&point, tag, order, true);
        let value = self.vary(name, series.into(), |machine| machine.differentiate(body, rest))?;
        self.coefficient(&value, tag, order)
    }

    /// The derivative's value out of a series: order! times its term.
    fn coefficient(&mut self, value: &Value, tag: u32, order: usize) -> Outcome<Value> {
        let precision = self.precision;
        let factorial = (1..=order).fold(num_bigint::BigInt::from(1), |product, factor| product * factor);
        let factorial = Scalar::rational(num_rational::BigRational::from_integer(factorial));
        self.map(value, |_, scalar| match scalar {
            Scalar::Jet(jet) if jet.tag == tag && jet.order() < order => {
                Err(Stuck::method("a series that is too short"))
            }
            Scalar::Jet(jet) if jet.tag == tag => jet.term(order).multiply(&factorial, precision),
            other if order == 0 => Ok(other.clone()),
            _ => Ok(Scalar::zero()),
        })
    }

    /// The derivative of a body in every entry of an array: the array's shape for a number, functions by variables
    /// for an array.
    fn by_array(&mut self, body: &Expr, name: &Name, point: &Array) -> Outcome<Value> {
        let mut parts = Vec::with_capacity(point.entries.len());
        for index in 0..point.entries.len() {
            parts.push(flattened(self.by_one_entry(body, name, point, index)?)?);
        }
        if parts.iter().all(|part| matches!(part, Value::Scalar(_))) {
            let entries = parts.iter().map(|part| part.scalar().cloned()).collect::<Outcome<Vec<_>>>()?;
            return Ok(Value::Array(Array::new(point.shape.clone(), entries)?));
        }
        let mut rows: Vec<Vec<Scalar>> = Vec::new();
        for part in &parts {
            match part {
                Value::Array(column) if column.rank() == 1 => rows.push(column.entries.clone()),
                _ => return Err(Stuck::shape("a derivative with more than two axes")),
            }
        }
        let (variables, functions) = (rows.len(), rows.first().map_or(0, Vec::len));
        let mut entries = Vec::new();
        for function in 0..functions {
            entries.extend(rows.iter().filter_map(|row| row.get(function).cloned()));
        }
        Ok(Value::Array(Array::new(vec![functions, variables], entries)?))
    }

    fn by_one_entry(&mut self, body: &Expr, name: &Name, point: &Array, index: usize) -> Outcome<Value> {
        let tag = self.fresh_tag();
        let mut varied = point.clone();
        if let Some(entry) = varied.entries.get_mut(index) {
            *entry = seed(entry, tag, 1, false);
        }
        let value = self.vary(name, Value::Array(varied), |machine| machine.evaluate(body))?;
        self.coefficient(&value, tag, 1)
    }

    /// `∂f/∂x_i`, `∂f/∂W_{ij}`: in one entry of an array.
    fn by_entry(&mut self, body: &Expr, base: &Expr, indices: &[Expr]) -> Outcome<Value> {
        let name = base.as_symbol().ok_or_else(|| Stuck::method("a derivative in what is no name"))?;
        let Value::Array(point) = self.lookup(name)? else { return Err(Stuck::shape("an array was expected")) };
        if indices.len() != point.rank() {
            return Err(Stuck::shape("as many indices as axes were expected"));
        }
        let mut position = 0;
        for (index, size) in indices.iter().zip(&point.shape) {
            let index = usize::try_from(self.integer(index)? - 1).map_err(|_| Stuck::NoValue)?;
            if index >= *size {
                return Err(Stuck::NoValue);
            }
            position = position * size + index;
        }
        self.by_one_entry(body, name, &point, position)
    }

    fn second(&mut self, body: &Expr, name: &Name, point: &Array, row: usize, column: usize) -> Outcome<Scalar> {
        let (outer, inner) = (self.fresh_tag(), self.fresh_tag());
        let mut varied = point.clone();
        for (index, tag) in [(row, outer), (column, inner)] {
            if let Some(entry) = varied.entries.get_mut(index) {
                let step = seed(&Scalar::zero(), tag, 1, false);
                *entry = step.add(entry, self.precision)?;
            }
        }
        let value = self.vary(name, Value::Array(varied), |machine| machine.evaluate(body))?;
        let value = self.coefficient(&value, inner, 1)?;
        let value = self.coefficient(&value, outer, 1)?;
        value.scalar().cloned()
    }

    /// The bindings of the present place, for a function made here.
    fn bindings(&self) -> Vec<(Name, Value)> {
        self.locals.clone()
    }
}

/// A row or a column as a vector, and what has one entry as a number: layout is a convention.
fn flattened(value: Value) -> Outcome<Value> {
    match value {
        Value::Array(array) if array.rank() > 0 && array.entries.len() == 1 => {
            Ok(array.entries.into_iter().next().map_or_else(|| Value::integer(0), Value::from))
        }
        Value::Array(array) if array.rank() == 2 && array.shape.contains(&1) => {
            Ok(Value::Array(Array::new(vec![array.entries.len()], array.entries)?))
        }
        other => Ok(other),
    }
}

/// `point + ε`, to an order. A number that is not real moves in all directions.
fn seed(point: &Scalar, tag: u32, order: usize, analytic: bool) -> Scalar {
    let mut terms = vec![Scalar::zero(); order + 1];
    if let Some(first) = terms.first_mut() {
        *first = point.clone();
    }
    if let Some(second) = terms.get_mut(1) {
        *second = Scalar::one();
    }
    Scalar::Jet(Box::new(Jet { tag, complex: analytic && !point.is_real(), terms }))
}
