//! Expectations, variances, divergences as sums over cells.

use std::collections::BTreeSet;

use super::event::{Conditioned, Env, Event, Label};
use super::table::Tables;
use super::{quotient, sum, with};
use crate::claims::Problem;
use crate::expr::{Binding, Expr, Kind, Name, Range};

/// Outcomes of the table behind expectations that name no measure.
const OUTCOMES: usize = 3;

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

    /// E[f(X, Y)] over a table of a few outcomes, which all variables of the problem share.
    fn expectation(&mut self, body: &Expr, env: &Env) -> Option<Expr> {
        if body.any(&mut |node| node.is_apply("Given")) {
            return None;
        }
        let body = self.rewrite(body, env)?;
        let variables = self.random(&body)?;
        let terms = (0..OUTCOMES).map(|outcome| {
            let value = variables.iter().fold(body.clone(), |body, variable| {
                replaced(&body, variable, &Expr::symbol(outcome_name(variable, outcome)))
            });
            Expr::apply("Multiply", [Expr::symbol(weight_name(outcome)), value])
        });
        let terms: Vec<Expr> = terms.collect();
        self.variables.extend(variables);
        Some(quotient(sum(terms), sum((0..OUTCOMES).map(|outcome| Expr::symbol(weight_name(outcome))).collect())))
    }

    fn covariance(&mut self, a: &Expr, b: &Expr, env: &Env) -> Option<Expr> {
        let product = self.expectation(&Expr::apply("Multiply", [a.clone(), b.clone()]), env)?;
        let (a, b) = (self.expectation(a, env)?, self.expectation(b, env)?);
        Some(Expr::apply("Add", [product, Expr::apply("Negate", [Expr::apply("Multiply", [a, b])])]))
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
        self.variables.iter().flat_map(|variable| (0..OUTCOMES).map(|outcome| outcome_name(variable, outcome)))
    }

    /// The weights of outcomes, where an expectation was taken.
    pub(super) fn weights(&self) -> impl Iterator<Item = Name> {
        let any = !self.variables.is_empty();
        (0..OUTCOMES).filter(move |_| any).map(weight_name)
    }
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
