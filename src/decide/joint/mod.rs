//! The calculus of probability over one shared joint table.
//!
//! Takes a problem that speaks of probabilities (`P(A \mid B)`, `\sum_x p(x, y)`, `\mathbb{E}_{x \sim p}[f(x)]`,
//! `\mathbb{E}[X Y]`); gives the same problem over the cells of finite tables with positive weights, where every
//! law of conditioning, marginals and expectations is a statement on rational functions. What is true of all
//! distributions holds there; what fails there fails for a distribution that can be written down.

mod event;
mod moments;
mod near;
mod table;

use std::collections::BTreeMap;

pub use moments::is_over_cases;
pub use near::{one_edit_away, one_turn_away, one_turn_away_if_independent};

use event::{Env, conditioned};
use table::Tables;

use crate::claims::{Definition, Problem, pattern};
use crate::expr::{Binding, Domain, Expr, Fact, Kind, Name, Range, Sort};

/// over_joint: a problem about probabilities → the same over cells; `None` where it speaks of none, or of more than
/// finite tables can say.
pub fn over_joint(problem: &Problem) -> Option<Problem> {
    over_tables(Tables::of(problem, false)?, problem)
}

/// The same where all variables are independent of one another: what fails there fails under every weaker assumption
/// of independence as well.
pub fn over_independent(problem: &Problem) -> Option<Problem> {
    over_tables(Tables::of(problem, true)?, problem)
}

fn over_tables(mut tables: Tables, problem: &Problem) -> Option<Problem> {
    let env = Env::new();
    let left = tables.rewrite(&problem.left, &env)?;
    let right = tables.rewrite(&problem.right, &env)?;
    if is_measured(&left) || is_measured(&right) {
        return None;
    }
    let definitions: Option<Vec<Definition>> = problem
        .definitions
        .iter()
        .map(|own| Some(Definition { body: tables.rewrite(&own.body, &env)?, ..own.clone() }))
        .collect();
    let definitions = reached(&left, &right, definitions?);
    let facts = problem.facts.iter().filter(|fact| !fact.is_apply("Distributed") && !fact.is_apply("Colon"));
    let facts: Vec<Expr> = facts.filter_map(|fact| tables.rewrite(fact, &env)).collect();
    let facts = concerning(&left, &right, &definitions, facts);
    let mut sorts = problem.sorts.clone();
    sorts.extend(
        tables.cells().chain(tables.weights()).map(|name| (name, Sort::scalar(Domain::Real).with(Fact::Positive))),
    );
    sorts.extend(tables.values().map(|name| (name, Sort::scalar(Domain::Real))));
    Some(Problem { left, right, facts, definitions, sorts, ..problem.clone() })
}

/// The definitions that the sides lead to: what stands in events only is no value any more. Those that others build on
/// come first.
fn reached(left: &Expr, right: &Expr, definitions: Vec<Definition>) -> Vec<Definition> {
    let mut names = left.free_names();
    names.extend(right.free_names());
    let mut kept: Vec<Definition> = Vec::new();
    for definition in definitions.into_iter().rev() {
        if names.contains(&definition.name) {
            names.extend(definition.body.free_names());
            kept.push(definition);
        }
    }
    kept.reverse();
    kept
}

/// The facts that speak of what the sides speak of, be it through one another: an event's letter is no number any more.
fn concerning(left: &Expr, right: &Expr, definitions: &[Definition], mut facts: Vec<Expr>) -> Vec<Expr> {
    let mut names = left.free_names();
    names.extend(right.free_names());
    names.extend(definitions.iter().flat_map(|own| own.body.free_names()));
    let mut kept = Vec::new();
    loop {
        let (near, far): (Vec<Expr>, Vec<Expr>) =
            facts.into_iter().partition(|fact| fact.free_names().iter().any(|name| names.contains(name)));
        if near.is_empty() {
            return kept;
        }
        names.extend(near.iter().flat_map(Expr::free_names));
        kept.extend(near);
        facts = far;
    }
}

/// A measured number (`= 0.1306`) belongs to one distribution, not to all.
fn is_measured(side: &Expr) -> bool {
    side.as_number().is_some_and(|number| !number.is_one())
}

/// The callee of a probability as the key of its table: `p`, `p_\theta`, `P`.
fn measure(expr: &Expr) -> Option<(Expr, &[Expr])> {
    match &expr.kind {
        Kind::Call(callee, arguments) => {
            let base = match &callee.kind {
                Kind::Symbol(name) => name,
                Kind::Apply("At", parts) => parts.first()?.as_symbol()?,
                _ => return None,
            };
            pattern::is_measure(base).then(|| ((**callee).clone(), arguments.as_slice()))
        }
        Kind::Apply("Probability", arguments) => Some((Expr::symbol("P"), arguments.as_slice())),
        _ => None,
    }
}

impl Tables {
    /// The expression over cells; `None` where a probability is of a kind that tables cannot hold.
    fn rewrite(&mut self, expr: &Expr, env: &Env) -> Option<Expr> {
        if let Some((key, arguments)) = measure(expr).filter(|(key, _)| self.has(key)) {
            let read = conditioned(arguments, env)?;
            return Some(self.probability(&key, &read));
        }
        if let Some(read) = self.moment(expr, env) {
            return read;
        }
        match &expr.kind {
            // Outside of every mean, what a condition fixes has the value of the first outcome.
            _ if self.divisor.as_ref() == Some(expr) => Some(Expr::symbol(self.value_name(expr, 0))),
            Kind::Symbol(name) => Some(env.get(name).map_or_else(|| expr.clone(), |number| value_of(*number))),
            Kind::Bind(binding) => self.binder(expr, binding, env),
            _ => {
                let mut whole = true;
                let changed = expr.map_children(&mut |child| {
                    self.rewrite(child, env).unwrap_or_else(|| {
                        whole = false;
                        child.clone()
                    })
                });
                whole.then_some(changed)
            }
        }
    }

    /// Sums and integrals over all values of a variable are written out; other binders stay.
    fn binder(&mut self, expr: &Expr, binding: &Binding, env: &Env) -> Option<Expr> {
        let over_values = matches!(binding.head, "Sum" | "Integral")
            && binding.bound.iter().any(|bound| self.ranges_over(&bound.name, &binding.body));
        if !over_values {
            let mut inner = env.clone();
            binding.bound.iter().for_each(|bound| {
                inner.remove(&bound.name);
            });
            let body = self.rewrite(&binding.body, &inner)?;
            let changed = Binding { head: binding.head, bound: binding.bound.clone(), body };
            return Some(Expr::new(Kind::Bind(Box::new(changed)), expr.span));
        }
        let mut envs = vec![env.clone()];
        for bound in &binding.bound {
            let all = match &bound.range {
                Range::Implicit | Range::In(_) => true,
                Range::Between(low, high) => binding.head == "Integral" && is_infinite(low) && is_infinite(high),
                _ => false,
            };
            if !all || !self.ranges_over(&bound.name, &binding.body) {
                return None;
            }
            let count = self.count(&bound.name, &binding.body);
            envs = envs.iter().flat_map(|env| (0..count).map(|value| with(env, &bound.name, value))).collect();
        }
        let terms: Option<Vec<Expr>> = envs.iter().map(|env| self.rewrite(&binding.body, env)).collect();
        Some(sum(terms?))
    }
}

fn is_infinite(end: &Expr) -> bool {
    end.is_apply("Infinity")
        || end.as_apply("Negate").and_then(<[Expr]>::first).is_some_and(|end| end.is_apply("Infinity"))
}

fn with(env: &Env, name: &Name, value: usize) -> Env {
    let mut env = env.clone();
    env.insert(name.clone(), value);
    env
}

/// The number that stands for a value outside of events: the same one wherever the value stands.
fn value_of(number: usize) -> Expr {
    Expr::integer(i64::try_from(number).map_or(1, |number| number + 1))
}

fn sum(mut terms: Vec<Expr>) -> Expr {
    match terms.len() {
        0 => Expr::integer(0),
        1 => terms.remove(0),
        _ => Expr::apply("Add", terms),
    }
}

fn product(mut factors: Vec<Expr>) -> Expr {
    match factors.len() {
        1 => factors.remove(0),
        _ => Expr::apply("Multiply", factors),
    }
}

fn quotient(above: Expr, below: Expr) -> Expr {
    Expr::apply("Divide", [above, below])
}

type Numbered = BTreeMap<event::Label, usize>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::{Outcome, Settings, decide};
    use crate::infer::testing::expr;

    fn verdict(left: &str, right: &str) -> Outcome {
        let problem = Problem {
            left: expr(left),
            relation: "Equal",
            right: expr(right),
            facts: Vec::new(),
            definitions: Vec::new(),
            sorts: BTreeMap::new(),
            closed: false,
        };
        decide(&problem, &Settings::default()).outcome
    }

    #[test]
    fn laws_of_probability_hold_and_wrong_marginals_fail() {
        let laws = [
            ("(P A B)", "(Multiply (P (Given A B)) (P B))"),
            ("(P (Given A B))", "(Divide (Multiply (P (Given B A)) (P A)) (P B))"),
            ("(Sum (b) (P (Equal A a) (Equal B b)))", "(P (Equal A a))"),
            ("(Sum (a) (P (Given (Equal A a) B)))", "1"),
            ("(Integral (z) (p x z))", "(p x)"),
            ("(P (Union A B))", "(Add (P A) (P B) (Negate (P (Intersection A B))))"),
            ("(Expectation (Add X Y))", "(Add (Expectation X) (Expectation Y))"),
            ("(Variance X)", "(Add (Expectation (Power X 2)) (Negate (Power (Expectation X) 2)))"),
            ("(Expectation X)", "(Expectation (Expectation (Given X Y)))"),
            ("(Expectation (Given (Multiply X Y) Y))", "(Multiply Y (Expectation (Given X Y)))"),
            ("(Variance X)", "(Add (Expectation (Variance (Given X Y))) (Variance (Expectation (Given X Y))))"),
            ("(P (Power A c))", "(Add 1 (Negate (P A)))"),
            ("(KLDivergence p q)", "(Sum (x) (Multiply (p x) (Log (Divide (p x) (q x)))))"),
        ];
        for (left, right) in laws {
            assert_eq!(verdict(left, right), Outcome::Holds, "{left} = {right}");
        }
        let slips = [
            ("(P (Given A B))", "(Divide (Multiply (P (Given B A)) (P A)) (P A))"),
            ("(P A B)", "(Multiply (P (Given A B)) (P A))"),
            ("(Variance X)", "(Add (Expectation (Power X 2)) (Power (Expectation X) 2))"),
            ("(Expectation (Multiply X Y))", "(Multiply (Expectation X) (Expectation Y))"),
            ("(Expectation (Given X Y))", "(Expectation X)"),
            ("(Variance X)", "(Expectation (Variance (Given X Y)))"),
            ("(P (Power A c))", "(Add 1 (P A))"),
        ];
        for (left, right) in slips {
            assert_eq!(verdict(left, right), Outcome::Fails, "{left} = {right}");
        }
    }

    #[test]
    fn a_sign_or_a_fraction_upside_down_is_one_turn_away() {
        let turned = |left: &str, right: &str| {
            let (left, right) = (expr(left), expr(right));
            let problem = Problem {
                left,
                relation: "Equal",
                right,
                facts: Vec::new(),
                definitions: Vec::new(),
                sorts: BTreeMap::new(),
                closed: false,
            };
            one_turn_away(&problem, &Settings::default()).is_some()
        };
        assert!(turned("(P (Given A B))", "(Divide (P B) (Multiply (P (Given B A)) (P A)))"));
        assert!(turned("(P (Union A B))", "(Add (P A) (P B) (P (Intersection A B)))"));
        assert!(!turned("(P (Union A B))", "(Add (P A) (P B))"));
        assert!(!turned("(P A B)", "(Multiply (P A) (P B))"));
    }

    #[test]
    fn a_measured_probability_says_nothing_of_all_distributions() {
        let problem = Problem {
            left: expr("(P (Given A B))"),
            relation: "Equal",
            right: Expr::integer(3),
            facts: Vec::new(),
            definitions: Vec::new(),
            sorts: BTreeMap::new(),
            closed: false,
        };
        assert!(over_joint(&problem).is_none());
    }
}
