//! Expectations, variances, divergences as sums over cells.
//!
//! Expectations that name no measure are sums over a few outcomes, which all variables of a problem share. A variable
//! that stands behind a bar takes two values, each on two outcomes: `E[X | Y]` is the mean of X over those outcomes
//! where Y is what it is.

use std::collections::BTreeSet;

use super::event::{Conditioned, Env, Event, Label};
use super::table::Tables;
use super::{quotient, sum, with};
use crate::claims::{Problem, pattern};
use crate::expr::{Binding, Expr, Kind, Name, Range};

/// Outcomes of the table behind expectations that name no measure.
const OUTCOMES: usize = 3;
/// The same where a variable divides them, and how many share one of its values.
const DIVIDED: usize = 4;
const SHARED: usize = 2;

impl Tables {
    /// The expression over cells, where it is a moment; `Some(None)` where it is one that tables cannot hold.
    pub(super) fn moment(&mut self, expr: &Expr, env: &Env) -> Option<Option<Expr>> {
        match &expr.kind {
            Kind::Bind(binding) if binding.head == "Expectation" => Some(self.expectation_over(binding, env)),
            Kind::Bind(binding) if matches!(binding.head, "Variance" | "Covariance" | "Probability") => Some(None),
            Kind::Apply("Expectation", parts) => Some(only(parts).and_then(|body| self.expectation(body, env))),
            Kind::Apply("Variance", parts) => Some(only(parts).and_then(|body| self.covariance(body, body, env))),
            Kind::Apply("StandardDeviation", parts) => {
                Some(only(parts).and_then(|body| Some(Expr::apply("Sqrt", [self.covariance(body, body, env)?]))))
            }
            Kind::Apply("Covariance", parts) => match parts.as_slice() {
                [a, b] => Some(self.covariance(a, b, env)),
                _ => Some(None),
            },
            Kind::Apply("KLDivergence", parts) => Some(self.divergence(parts)),
            _ => None,
        }
    }

    /// E_{x ~ p}[f(x)] = Σ p(x) f(x).
    fn expectation_over(&mut self, binding: &Binding, env: &Env) -> Option<Expr> {
        let [bound] = binding.bound.as_slice() else { return None };
        let Range::Distributed(measure) = &bound.range else { return None };
        if !self.has(measure) {
            return None;
        }
        let variable = Expr::symbol(&bound.name);
        let count = self.count_of(measure, &variable)?;
        let terms: Option<Vec<Expr>> = (0..count)
            .map(|value| {
                let is = Event::Is(variable.clone(), Label::Number(value));
                let weight = self.probability(measure, &Conditioned { event: is, given: Event::All(Vec::new()) });
                let body = self.rewrite(&binding.body, &with(env, &bound.name, value))?;
                Some(Expr::apply("Multiply", [weight, body]))
            })
            .collect();
        Some(sum(terms?))
    }

    fn count_of(&self, measure: &Expr, variable: &Expr) -> Option<usize> {
        let name = variable.as_symbol()?;
        let call = Expr::call(measure.clone(), [variable.clone()]);
        self.ranges_over(name, &call).then(|| self.count(name, &call))
    }

    /// E[f(X, Y)] over a table of a few outcomes, which all variables of the problem share. With a condition, at the
    /// first outcome: what is said of a conditional expectation is said of all its values.
    fn expectation(&mut self, body: &Expr, env: &Env) -> Option<Expr> {
        match body.as_apply("Given") {
            Some([body, condition]) => {
                self.divides(condition)?;
                self.mean(body, 0, env)
            }
            Some(_) => None,
            None => self.mean_over(body, 0..self.outcomes(), env),
        }
    }

    fn outcomes(&self) -> usize {
        if self.divisor.is_some() { DIVIDED } else { OUTCOMES }
    }

    /// The variable of a condition, where it is the one that divides the outcomes: `Y`, `Y = y`.
    fn divides(&self, condition: &Expr) -> Option<Expr> {
        let variable = condition.as_apply("Equal").and_then(<[Expr]>::first).unwrap_or(condition);
        self.divisor.clone().filter(|own| own == variable)
    }

    /// The mean over the outcomes that share the divisor's value with one of them.
    fn mean(&mut self, body: &Expr, outcome: usize, env: &Env) -> Option<Expr> {
        let first = outcome / SHARED * SHARED;
        self.mean_over(body, first..first + SHARED, env)
    }

    fn mean_over(&mut self, body: &Expr, outcomes: std::ops::Range<usize>, env: &Env) -> Option<Expr> {
        let terms: Option<Vec<Expr>> = outcomes
            .clone()
            .map(|outcome| {
                let value = self.at_outcome(body, outcome, env)?;
                Some(Expr::apply("Multiply", [Expr::symbol(weight_name(outcome)), value]))
            })
            .collect();
        Some(quotient(sum(terms?), sum(outcomes.map(|outcome| Expr::symbol(weight_name(outcome))).collect())))
    }

    /// The value of an expression at an outcome.
    fn at_outcome(&mut self, body: &Expr, outcome: usize, env: &Env) -> Option<Expr> {
        let body = self.with_conditions(body, outcome, env)?;
        let body = match self.divisor.clone() {
            Some(own) => replaced(&body, &own, &Expr::symbol(self.value_name(&own, outcome))),
            None => body,
        };
        let body = self.rewrite(&body, env)?;
        let variables = self.random(&body)?;
        let value = variables
            .iter()
            .fold(body, |body, variable| replaced(&body, variable, &Expr::symbol(self.value_name(variable, outcome))));
        self.variables.extend(variables);
        Some(value)
    }

    /// Conditional moments inside of an expression, at an outcome.
    fn with_conditions(&mut self, body: &Expr, outcome: usize, env: &Env) -> Option<Expr> {
        if let Kind::Apply(head @ ("Expectation" | "Variance"), parts) = &body.kind
            && let [inner] = parts.as_slice()
            && let Some([inner, condition]) = inner.as_apply("Given")
        {
            self.divides(condition)?;
            let mean = self.mean(inner, outcome, env)?;
            if *head == "Expectation" {
                return Some(mean);
            }
            let square = self.mean(&Expr::apply("Power", [inner.clone(), Expr::integer(2)]), outcome, env)?;
            return Some(difference(square, Expr::apply("Power", [mean, Expr::integer(2)])));
        }
        let mut whole = true;
        let changed = body.map_children(&mut |child| {
            self.with_conditions(child, outcome, env).unwrap_or_else(|| {
                whole = false;
                child.clone()
            })
        });
        whole.then_some(changed)
    }

    pub(super) fn value_name(&self, variable: &Expr, outcome: usize) -> Name {
        let shared = self.divisor.as_ref() == Some(variable);
        outcome_name(variable, if shared { outcome / SHARED } else { outcome })
    }

    fn covariance(&mut self, a: &Expr, b: &Expr, env: &Env) -> Option<Expr> {
        // `Cov(X, Y | Z)`: the condition stands behind the last.
        let (body, condition) = match b.as_apply("Given") {
            Some([body, condition]) => (body.clone(), Some(condition.clone())),
            _ => (b.clone(), None),
        };
        let first = a.as_apply("Given").and_then(<[Expr]>::first).unwrap_or(a).clone();
        let given = |body: Expr| match &condition {
            Some(condition) => Expr::apply("Given", [body, condition.clone()]),
            None => body,
        };
        let product = self.expectation(&given(Expr::apply("Multiply", [first.clone(), body.clone()])), env)?;
        let (a, b) = (self.expectation(&given(first), env)?, self.expectation(&given(body), env)?);
        Some(difference(product, Expr::apply("Multiply", [a, b])))
    }

    /// KL(p ‖ q) = Σ p log(p/q), over the only variable of p and q.
    fn divergence(&mut self, parts: &[Expr]) -> Option<Expr> {
        let [p, q] = parts else { return None };
        for (one, other) in [(p, q), (q, p)] {
            if !self.has(one) {
                let variable = self.only_variable(other).map_or_else(|| Expr::symbol("x"), |(own, _)| own.clone());
                self.add(one, &variable);
            }
        }
        let (variable, count) = self.only_variable(p).map(|(variable, count)| (variable.clone(), count))?;
        if self.only_variable(q)? != (&variable, count) {
            return None;
        }
        let mut weight = |measure: &Expr, value: usize| {
            let is = Event::Is(variable.clone(), Label::Number(value));
            self.probability(measure, &Conditioned { event: is, given: Event::All(Vec::new()) })
        };
        let terms = (0..count).map(|value| {
            let (p, q) = (weight(p, value), weight(q, value));
            Expr::apply("Multiply", [p.clone(), Expr::apply("Log", [quotient(p, q)])])
        });
        Some(sum(terms.collect()))
    }

    /// The random variables of an expression: drawn from something, or a capital letter, or the only name there is.
    fn random(&self, body: &Expr) -> Option<BTreeSet<Expr>> {
        let mut named = BTreeSet::new();
        gather(body, &mut named);
        named.retain(|name| !name.as_symbol().is_some_and(is_of_an_outcome));
        let is_random = |variable: &&Expr| {
            let name = crate::claims::pattern::base_name(variable);
            name.is_some_and(|name| self.drawn.contains(name) || is_capital(name))
        };
        let random: BTreeSet<Expr> = named.iter().filter(is_random).cloned().collect();
        match random.is_empty() {
            true if named.len() == 1 => Some(named),
            true if named.is_empty() => Some(named),
            true => None,
            false => Some(random),
        }
    }

    /// The names of outcomes: the values that variables take.
    pub(super) fn values(&self) -> impl Iterator<Item = Name> {
        let outcomes = self.outcomes();
        self.variables
            .iter()
            .flat_map(move |variable| (0..outcomes).map(move |outcome| self.value_name(variable, outcome)))
    }

    /// The weights of outcomes, where an expectation was taken.
    pub(super) fn weights(&self) -> impl Iterator<Item = Name> {
        let any = !self.variables.is_empty();
        (0..self.outcomes()).filter(move |_| any).map(weight_name)
    }
}

fn difference(left: Expr, right: Expr) -> Expr {
    Expr::apply("Add", [left, Expr::apply("Negate", [right])])
}

/// The variable behind the bars of the problem's expectations; `None` where there is none, or more than one.
pub(super) fn divisor(problem: &Problem) -> Option<Expr> {
    let mut found: BTreeSet<Expr> = BTreeSet::new();
    for part in problem.parts() {
        part.visit(&mut |node| {
            let Kind::Apply("Expectation" | "Variance" | "Covariance", parts) = &node.kind else { return };
            let Some([_, condition]) = parts.last().and_then(|last| last.as_apply("Given")) else { return };
            let variable = condition.as_apply("Equal").and_then(<[Expr]>::first).unwrap_or(condition);
            found.insert(variable.clone());
        });
    }
    let only = found.pop_first()?;
    (found.is_empty() && pattern::base_name(&only).is_some()).then_some(only)
}

fn only(parts: &[Expr]) -> Option<&Expr> {
    match parts {
        [only] => Some(only),
        _ => None,
    }
}

/// Names with their indices, as units.
fn gather(expr: &Expr, found: &mut BTreeSet<Expr>) {
    match &expr.kind {
        Kind::Symbol(_) => {
            found.insert(expr.clone());
        }
        Kind::Apply("At" | "AtUpper", parts) if parts.first().is_some_and(|base| base.as_symbol().is_some()) => {
            found.insert(expr.clone());
        }
        Kind::Call(_, arguments) => arguments.iter().for_each(|argument| gather(argument, found)),
        _ => expr.children().into_iter().for_each(|child| gather(child, found)),
    }
}

fn is_capital(name: &Name) -> bool {
    let base = name.as_str().split('_').next().unwrap_or_default();
    base.len() == 1 && base.chars().all(|letter| letter.is_ascii_uppercase())
}

fn replaced(expr: &Expr, variable: &Expr, value: &Expr) -> Expr {
    if expr == variable {
        return value.clone();
    }
    expr.map_children(&mut |child| replaced(child, variable, value))
}

/// Whether a name is a value at an outcome, or its weight.
fn is_of_an_outcome(name: &Name) -> bool {
    name.as_str().contains(" in case ") || name.as_str().starts_with("\\text{weight of case ")
}

fn outcome_name(variable: &Expr, outcome: usize) -> Name {
    Name::from(format!("\\text{{{} in case {}}}", crate::expr::print::plain(variable), outcome + 1))
}

/// is_over_cases: whether a problem was written over the cases of a distribution, where an edit means nothing any more.
pub fn is_over_cases(problem: &Problem) -> bool {
    problem.sorts.contains_key(&weight_name(0))
}

fn weight_name(outcome: usize) -> Name {
    Name::from(format!("\\text{{weight of case {}}}", outcome + 1))
}
