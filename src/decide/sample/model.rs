//! Models of names that are no numbers: arrays of known shape, functions.

use std::collections::BTreeSet;

use num_rational::BigRational;

use super::array;
use super::stream::Stream;
use crate::claims::Problem;
use crate::decide::value::Value;
use crate::expr::{Bound, Domain, Expr, Fact, Kind, Name, Range, Shape, Size, Sort};

/// What stands for a name that is no number.
pub enum Model {
    /// An array: its sizes, which facts its entries meet.
    Array { sizes: Vec<Size>, sort: Sort },
    /// A smooth function of so many numbers, whose values lie where its sort says.
    Function { arguments: usize, sort: Sort },
}

/// model: a problem and one of its names → how it is drawn; `None` for numbers.
pub fn of(problem: &Problem, name: &Name, sort: Option<&Sort>) -> Option<Model> {
    if let Some(sort) = sort {
        if let Shape::Known(sizes) = &sort.shape
            && !sizes.is_empty()
        {
            return Some(Model::Array { sizes: sizes.clone(), sort: sort.clone() });
        }
        if let Some(signature) = &sort.signature {
            let scalar = |sort: &Sort| sort.shape == Shape::scalar() || sort.shape == Shape::Unknown;
            let numeric = signature.arguments.iter().all(scalar) && scalar(&signature.result);
            return numeric.then(|| Model::Function { arguments: signature.arguments.len(), sort: Sort::default() });
        }
        if sort.domain == Domain::Simplex {
            return Some(Model::Array { sizes: vec![Size::constant(3)], sort: sort.clone() });
        }
    }
    let arguments = called_with(problem, name).or_else(|| indexed_with(problem, name))?;
    Some(Model::Function { arguments, sort: sort.cloned().unwrap_or_default() })
}

/// How many indices a name always stands with, where it is a family of numbers: a function of its indices.
fn indexed_with(problem: &Problem, name: &Name) -> Option<usize> {
    if name.as_str().contains("\\mathbf") {
        return None;
    }
    let mut counts = BTreeSet::new();
    for part in problem.parts() {
        indices_of(part, name, &mut counts);
    }
    let mut counts = counts.into_iter();
    counts.next().filter(|count| *count > 0 && counts.next().is_none())
}

/// The numbers of indices that a name stands with; none at all counts as zero.
fn indices_of(expr: &Expr, name: &Name, counts: &mut BTreeSet<usize>) {
    match &expr.kind {
        Kind::Symbol(own) if own == name => {
            counts.insert(0);
        }
        Kind::Apply("At" | "AtUpper", parts) if parts.first().and_then(Expr::as_symbol) == Some(name) => {
            counts.insert(parts.len() - 1);
            parts.iter().skip(1).for_each(|index| indices_of(index, name, counts));
        }
        _ => expr.children().into_iter().for_each(|child| indices_of(child, name, counts)),
    }
}

/// How many arguments a name is called with, where it is called.
fn called_with(problem: &Problem, name: &Name) -> Option<usize> {
    let mut found = None;
    for part in problem.parts() {
        part.visit(&mut |node| match &node.kind {
            Kind::Call(callee, arguments) if callee.as_symbol() == Some(name) => {
                found = found.max(Some(arguments.len()));
            }
            Kind::Apply("Prime", arguments) if arguments.first().and_then(Expr::as_symbol) == Some(name) => {
                found = found.max(Some(1));
            }
            _ => {}
        });
    }
    found
}

impl Model {
    /// A value; `value` tells what the names of sizes stand for.
    pub fn draw(&self, stream: &mut Stream, value: &mut dyn FnMut(Expr) -> Option<Value>) -> Option<Expr> {
        match self {
            Self::Array { sizes, sort } => {
                let sizes: Option<Vec<usize>> = sizes.iter().map(|size| array::size(size, value)).collect();
                array::draw(&sizes?, sort, stream)
            }
            Self::Function { arguments, sort } => Some(smooth(*arguments, sort, stream)),
        }
    }
}

/// A smooth function with simple coefficients: a cubic polynomial and a sine of each argument, and their products.
fn smooth(arguments: usize, sort: &Sort, stream: &mut Stream) -> Expr {
    let names: Vec<Name> = (0..arguments).map(|index| Name::from(format!("x_{{{index}}}"))).collect();
    let number = |stream: &mut Stream| super::rational(stream.fraction(2));
    let mut terms = vec![number(stream)];
    for name in &names {
        let x = Expr::symbol(name);
        for degree in 1..=3 {
            let power = Expr::apply("Power", [x.clone(), Expr::integer(degree)]);
            terms.push(Expr::apply("Multiply", [number(stream), power]));
        }
        let phase = Expr::apply("Add", [x, number(stream)]);
        terms.push(Expr::apply("Multiply", [number(stream), Expr::apply("Sin", [phase])]));
    }
    for pair in names.windows(2) {
        let factors: Vec<Expr> = pair.iter().map(Expr::symbol).collect();
        terms.push(Expr::apply("Multiply", [vec![number(stream)], factors].concat()));
    }
    let bound = names.into_iter().map(|name| Bound { name, range: Range::Implicit }).collect();
    let body = if terms.len() == 1 { terms.remove(0) } else { Expr::apply("Add", terms) };
    Expr::bind("Lambda", bound, within(body, sort))
}

/// A value moved to where a sort says that it lies.
fn within(value: Expr, sort: &Sort) -> Expr {
    let has = |fact| sort.facts.contains(&fact);
    let square = |value: Expr| Expr::apply("Power", [value, Expr::integer(2)]);
    let above = |value: Expr, least| Expr::apply("Add", [square(value), super::rational(least)]);
    let upward = |value: Expr| Expr::apply("Indicator", [Expr::apply("Greater", [value, Expr::integer(0)])]);
    match sort.domain {
        Domain::Boolean => upward(value),
        Domain::Probability | Domain::Simplex => fraction(&above, value),
        _ if has(Fact::OpenUnit) => fraction(&above, value),
        _ if has(Fact::Sign) => {
            let twice = Expr::apply("Multiply", [Expr::integer(2), upward(value)]);
            Expr::apply("Add", [twice, Expr::integer(-1)])
        }
        _ if has(Fact::Positive) || has(Fact::NonNegative) => above(value, super::ratio(1, 8)),
        _ => value,
    }
}

/// A value between zero and one.
fn fraction(above: &dyn Fn(Expr, BigRational) -> Expr, value: Expr) -> Expr {
    let divisor = above(value.clone(), super::ratio(2, 1));
    Expr::apply("Divide", [above(value, super::ratio(1, 8)), divisor])
}
