//! Whether a false law of probability is one slip of the pen away from a true one.

use std::collections::BTreeSet;

use super::{measure, over_independent, over_joint};
use crate::claims::Problem;
use crate::decide::edit::with_child;
use crate::decide::{Outcome, Settings, decide};
use crate::expr::{Expr, Kind, Number};

/// Variants that are tried.
const MOST: usize = 64;
/// Steps for each of them, as a share of the whole.
const SHARE: u64 = 8;

/// one_edit_away: a refuted problem on probabilities → the variant that holds, if there is one: another event or
/// condition in one probability, another measure, a probability too much or too few.
pub fn one_edit_away(problem: &Problem, settings: &Settings) -> Option<(Expr, Expr)> {
    let atoms = Atoms::of(problem);
    first_that_holds(problem, settings, false, &|side| {
        let changed = somewhere(side, &|node| atoms.instead_of(node)).into_iter().chain(atoms.around(side));
        let squares = somewhere(side, &squared).into_iter().chain(somewhere(side, &scale_squared));
        changed.chain(atoms.exchanged(side)).chain(squares).collect()
    })
}

/// one_turn_away: the same of a sign or a fraction upside down: no condition that a page leaves out changes those.
pub fn one_turn_away(problem: &Problem, settings: &Settings) -> Option<(Expr, Expr)> {
    first_that_holds(problem, settings, false, &|side| somewhere(side, &turned))
}

/// The same where all variables are independent.
pub fn one_turn_away_if_independent(problem: &Problem, settings: &Settings) -> Option<(Expr, Expr)> {
    first_that_holds(problem, settings, true, &|side| somewhere(side, &turned))
}

fn first_that_holds(
    problem: &Problem,
    settings: &Settings,
    independent: bool,
    slips: &dyn Fn(&Expr) -> Vec<Expr>,
) -> Option<(Expr, Expr)> {
    let settings = Settings { budget: settings.budget / SHARE, evidence: false, ..*settings };
    let sides = [(&problem.left, true), (&problem.right, false)];
    let mut variants =
        sides.into_iter().flat_map(|(side, is_left)| slips(side).into_iter().map(move |side| (side, is_left)));
    variants.by_ref().take(MOST).find_map(|(side, is_left)| {
        let (left, right) = if is_left { (side, problem.right.clone()) } else { (problem.left.clone(), side) };
        let variant = Problem { left, right, ..problem.clone() };
        let over = if independent { over_independent(&variant) } else { over_joint(&variant) };
        let over = over.filter(|_| variant.left != variant.right)?;
        let judged = if independent { &over } else { &variant };
        (decide(judged, &settings).outcome == Outcome::Holds).then_some((variant.left, variant.right))
    })
}

/// An expectation, or what it is of, with a square more or less.
fn squared(node: &Expr) -> Vec<Expr> {
    let square = |expr: &Expr| Expr::apply("Power", [expr.clone(), Expr::integer(2)]);
    let root = |expr: &Expr| match expr.as_apply("Power") {
        Some([base, exponent]) if exponent.as_number().and_then(Number::to_i64) == Some(2) => Some(base.clone()),
        _ => None,
    };
    match node.as_apply("Expectation") {
        Some([body]) => {
            let other = root(body).unwrap_or_else(|| square(body));
            vec![square(node), Expr::apply("Expectation", [other]).at(node.span)]
        }
        _ => root(node).filter(|base| base.is_apply("Expectation")).into_iter().collect(),
    }
}

/// A factor of a variance with a square: `a` for `a^2` in `\mathrm{Var}(a X)`.
fn scale_squared(node: &Expr) -> Vec<Expr> {
    let Some(factors) = node.as_apply("Multiply") else { return Vec::new() };
    if !factors.iter().any(|factor| factor.is_apply("Variance")) {
        return Vec::new();
    }
    let letters = factors.iter().enumerate().filter(|(_, factor)| factor.as_symbol().is_some());
    let square = |letter: &Expr| Expr::apply("Power", [letter.clone(), Expr::integer(2)]);
    letters.map(|(index, letter)| with_child(node, index, &square(letter))).collect()
}

/// What the probabilities of a problem are made of.
struct Atoms {
    /// What is called: `P`, `p_\theta`.
    measures: BTreeSet<Expr>,
    /// Single events: what stands before or behind a bar, whole.
    events: BTreeSet<Expr>,
}

impl Atoms {
    fn of(problem: &Problem) -> Self {
        let mut atoms = Self { measures: BTreeSet::new(), events: BTreeSet::new() };
        for side in [&problem.left, &problem.right] {
            side.visit(&mut |node| {
                if let Some((key, arguments)) = measure(node) {
                    atoms.measures.insert(key);
                    for argument in arguments {
                        match argument.as_apply("Given") {
                            Some(parts) => atoms.events.extend(parts.iter().cloned()),
                            None => {
                                atoms.events.insert(argument.clone());
                            }
                        }
                    }
                }
            });
        }
        atoms
    }

    /// One probability in another form: its events the other way round, without its condition, of another event, by
    /// another letter.
    fn instead_of(&self, node: &Expr) -> Vec<Expr> {
        let Some((key, arguments)) = measure(node) else { return Vec::new() };
        let with = |arguments: Vec<Expr>| match &node.kind {
            Kind::Call(callee, _) => Expr::new(Kind::Call(callee.clone(), arguments), node.span),
            Kind::Apply(head, _) => Expr::apply(head, arguments).at(node.span),
            _ => node.clone(),
        };
        let mut found = Vec::new();
        if let [only] = arguments {
            if let Some([event, condition]) = only.as_apply("Given") {
                found.push(with(vec![Expr::apply("Given", [condition.clone(), event.clone()])]));
                found.push(with(vec![event.clone(), condition.clone()]));
                found.push(with(vec![event.clone()]));
                found.push(with(vec![condition.clone()]));
            } else {
                found.extend(self.events.iter().filter(|event| *event != only).map(|event| with(vec![event.clone()])));
            }
        }
        if let Kind::Call(_, arguments) = &node.kind {
            // `p` and `q`: not `p` and `p_\theta`, which may be one distribution.
            let letters = self.measures.iter().filter(|own| own.as_symbol().is_some() && **own != key);
            found.extend(
                letters
                    .filter(|_| key.as_symbol().is_some())
                    .map(|letter| Expr::new(Kind::Call(Box::new(letter.clone()), arguments.clone()), node.span)),
            );
        }
        found
    }

    /// Two probabilities of single events exchanged.
    fn exchanged(&self, side: &Expr) -> Vec<Expr> {
        let mut alone: Vec<Expr> = Vec::new();
        side.visit(&mut |node| {
            if measure(node).is_some_and(|(_, arguments)| matches!(arguments, [only] if !only.is_apply("Given"))) {
                alone.push(node.clone());
            }
        });
        alone.dedup();
        match alone.as_slice() {
            [one, other] => vec![swapped(side, one, other)],
            _ => Vec::new(),
        }
    }

    /// A side times or over the probability of one of the events.
    fn around(&self, side: &Expr) -> Vec<Expr> {
        let Some(letter) = self.measures.iter().next().filter(|_| self.measures.len() == 1) else { return Vec::new() };
        let factors = self
            .events
            .iter()
            .map(|event| Expr::new(Kind::Call(Box::new(letter.clone()), vec![event.clone()]), side.span));
        factors
            .flat_map(|factor| {
                ["Multiply", "Divide"].map(|head| Expr::apply(head, [side.clone(), factor.clone()]).at(side.span))
            })
            .collect()
    }
}

fn swapped(expr: &Expr, one: &Expr, other: &Expr) -> Expr {
    if expr == one {
        other.clone()
    } else if expr == other {
        one.clone()
    } else {
        expr.map_children(&mut |child| swapped(child, one, other))
    }
}

/// A node that is no probability with the other sign of a term, or upside down.
fn turned(node: &Expr) -> Vec<Expr> {
    match &node.kind {
        Kind::Apply("Add", terms) => {
            terms.iter().enumerate().map(|(index, term)| with_child(node, index, &negated(term))).collect()
        }
        Kind::Apply("Divide", parts) => {
            vec![Expr::apply("Divide", parts.iter().rev().cloned().collect::<Vec<_>>()).at(node.span)]
        }
        _ => Vec::new(),
    }
}

fn negated(term: &Expr) -> Expr {
    match term.as_apply("Negate") {
        Some([inner]) => inner.clone(),
        _ => Expr::apply("Negate", [term.clone()]),
    }
}

/// The expression with one of its nodes in another form; what stands in a probability stays.
fn somewhere(expr: &Expr, forms: &dyn Fn(&Expr) -> Vec<Expr>) -> Vec<Expr> {
    let mut found = forms(expr);
    if measure(expr).is_none() {
        for (index, child) in expr.children().into_iter().enumerate() {
            found.extend(somewhere(child, forms).into_iter().map(|changed| with_child(expr, index, &changed)));
        }
    }
    found
}
