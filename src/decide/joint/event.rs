//! Events over random variables: which cells of a joint table they hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::pattern;
use crate::expr::{Expr, Kind, Name};

/// What a bound letter stands for while a sum over values is written out.
pub type Env = BTreeMap<Name, usize>;

/// A set of cells, as conditions on variables.
#[derive(Clone, Debug)]
pub enum Event {
    /// A variable takes the value of a label.
    Is(Expr, Label),
    All(Vec<Event>),
    Any(Vec<Event>),
    Not(Box<Event>),
}

/// A value of a variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The value that a bare name stands for: `P(A)`, `p(x)`.
    Own,
    /// `A = a`, `H = 1`.
    Written(Expr),
    /// The value with this number, inside of a sum that is written out.
    Number(usize),
}

/// An event and what it is conditioned on.
pub struct Conditioned {
    pub event: Event,
    pub given: Event,
}

/// The arguments of a probability → event and condition; `None` where they are something else.
pub fn conditioned(arguments: &[Expr], env: &Env) -> Option<Conditioned> {
    let mut given = Vec::new();
    let mut events = Vec::new();
    for argument in arguments {
        match argument.as_apply("Given") {
            Some([event, condition]) => {
                events.push(read(event, env)?);
                given.push(read(condition, env)?);
            }
            _ => events.push(read(argument, env)?),
        }
    }
    // `P(A, B | C, D)`: what stands behind the bar belongs to the condition.
    Some(Conditioned { event: Event::All(events), given: Event::All(given) })
}

fn read(expr: &Expr, env: &Env) -> Option<Event> {
    let list = |parts: &[Expr]| parts.iter().map(|part| read(part, env)).collect::<Option<Vec<_>>>();
    if let Some(other) = pattern::complemented(expr) {
        return Some(Event::Not(Box::new(read(&other, env)?)));
    }
    match &expr.kind {
        Kind::Symbol(name) => {
            Some(Event::Is(expr.clone(), env.get(name).map_or(Label::Own, |number| Label::Number(*number))))
        }
        Kind::Apply("At" | "AtUpper", parts) => {
            let fixed = parts.iter().skip(1).all(|index| index.free_names().iter().all(|name| !env.contains_key(name)));
            (fixed && parts.first()?.as_symbol().is_some()).then(|| Event::Is(expr.clone(), Label::Own))
        }
        Kind::Apply("Equal", parts) => {
            let [variable, value] = parts.as_slice() else { return None };
            let simple = matches!(value.kind, Kind::Symbol(_) | Kind::Number(_) | Kind::Apply("At", _));
            let named = matches!(variable.kind, Kind::Symbol(_) | Kind::Apply("At" | "AtUpper", _));
            let label = match value.as_symbol().and_then(|name| env.get(name)) {
                Some(number) => Label::Number(*number),
                None => Label::Written(value.clone()),
            };
            (simple && named).then(|| Event::Is(variable.clone(), label))
        }
        Kind::Apply("Tuple" | "Sequence" | "And" | "Intersection", parts) => list(parts).map(Event::All),
        Kind::Apply("Or" | "Union", parts) => list(parts).map(Event::Any),
        Kind::Apply("Not" | "Complement", parts) => match parts.as_slice() {
            [only] => Some(Event::Not(Box::new(read(only, env)?))),
            _ => None,
        },
        _ => None,
    }
}

impl Event {
    /// The variables and labels that it speaks of.
    pub fn collect(&self, found: &mut BTreeMap<Expr, BTreeSet<Label>>) {
        match self {
            Self::Is(variable, label) => {
                found.entry(variable.clone()).or_default().insert(label.clone());
            }
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.collect(found)),
            Self::Not(part) => part.collect(found),
        }
    }

    /// Whether a cell belongs to it; `value` gives the number of a variable's value, `number` that of a label.
    pub fn holds(&self, value: &dyn Fn(&Expr) -> usize, number: &dyn Fn(&Expr, &Label) -> usize) -> bool {
        match self {
            Self::Is(variable, label) => value(variable) == number(variable, label),
            Self::All(parts) => parts.iter().all(|part| part.holds(value, number)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(value, number)),
            Self::Not(part) => !part.holds(value, number),
        }
    }
}
