//! Integrals without limits: they are compared by their derivatives.
//!
//! Takes an equation between antiderivatives in one variable; gives the equation between the derivatives of its sides,
//! which holds exactly if the sides differ by a constant.

use std::collections::BTreeSet;

use super::joint;
use super::judge::with_sides;
use super::repair::repair_before;
use super::{Outcome, Reason, Verdict};
use crate::claims::Problem;
use crate::expr::{Domain, Expr, Kind, Name, Range, Sort};

/// The equation between the derivatives, and the variable; `None` where no integral without limits stands in it.
pub fn differentiated(problem: &Problem) -> Option<(Problem, Name)> {
    // Over a distribution the range is all that it is of.
    if problem.relation != "Equal" || joint::over_joint(problem).is_some() {
        return None;
    }
    let mut names = BTreeSet::new();
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |node| names.extend(antiderivative(node).map(|(name, _)| name.clone())));
    }
    let mut plain = names.into_iter().filter(|name| body_of(name, problem).is_none());
    let variable = plain.next().filter(|_| plain.next().is_none())?;
    let left = derivative(&problem.left, &variable, problem)?;
    let right = derivative(&problem.right, &variable, problem)?;
    let mut problem = with_sides(problem, left, right);
    problem.sorts.entry(variable.clone()).or_insert_with(|| Sort::scalar(Domain::Real));
    Some((problem, variable))
}

/// The verdict on the derivatives as one on the sides.
///
/// Where nothing but integrals has the variable, they may run over a domain that is left to the reader: then sides with
/// different integrands may still be equal.
pub fn verdict(problem: &Problem, decided: Verdict, variable: &Name, decide: &dyn Fn(&Problem) -> Verdict) -> Verdict {
    let open = [&problem.left, &problem.right].iter().all(|side| !stands_free(side, variable, problem));
    if decided.outcome == Outcome::Fails && open {
        return Verdict::undecided(Reason::Readings, "the integrals may run over a domain that is not told");
    }
    let note = Some(format!("the derivatives of both sides in `{variable}` are compared"));
    let repair = match decided.outcome {
        Outcome::Fails if decided.repair.is_some() => {
            let derived = |changed: &Problem| differentiated(changed).map(|(derived, _)| derived);
            repair_before(problem, &derived, decide)
        }
        _ => None,
    };
    match decided.outcome {
        Outcome::Undecided(_) => decided,
        _ => Verdict { note, repair, ..decided },
    }
}

/// Whether a side has the variable outside of its integrals.
fn stands_free(side: &Expr, variable: &Name, problem: &Problem) -> bool {
    match antiderivative(side) {
        Some(_) => false,
        None if !has_antiderivative(side) => depends(side, variable, problem),
        None => side.children().into_iter().any(|part| stands_free(part, variable, problem)),
    }
}

/// `\int f \, dx`: its variable and its body.
fn antiderivative(expr: &Expr) -> Option<(&Name, &Expr)> {
    let Kind::Bind(binding) = &expr.kind else { return None };
    match binding.bound.as_slice() {
        [bound] if binding.head == "Integral" && bound.range == Range::Implicit && is_letter(&bound.name) => {
            Some((&bound.name, &binding.body))
        }
        _ => None,
    }
}

/// A name without marks and scripts: no measure.
fn is_letter(name: &Name) -> bool {
    let text = name.as_str();
    text.len() == 1 || text.starts_with('\\') && text.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic())
}

fn has_antiderivative(expr: &Expr) -> bool {
    expr.any(&mut |node| antiderivative(node).is_some())
}

/// What a page says that a name stands for.
fn body_of<'p>(name: &Name, problem: &'p Problem) -> Option<&'p Expr> {
    let own = problem.definitions.iter().find(|own| own.name == *name)?;
    (own.indices.is_empty() && own.parameters.is_empty()).then_some(&own.body)
}

fn depends(expr: &Expr, variable: &Name, problem: &Problem) -> bool {
    let free = expr.free_names();
    free.contains(variable)
        || problem.definitions.iter().any(|own| free.contains(&own.name) && own.body.free_names().contains(variable))
}

/// The derivative of a sum of antiderivatives and other terms.
fn derivative(expr: &Expr, variable: &Name, problem: &Problem) -> Option<Expr> {
    if let Some((name, body)) = antiderivative(expr) {
        if name == variable {
            return Some(body.clone());
        }
        // By substitution: `\int f(u) \, du` with u = g(x) has the derivative f(g(x)) g'(x).
        let inner = body_of(name, problem)?;
        let rate = Expr::apply("PartialDerivative", [inner.clone(), Expr::symbol(variable)]);
        return Some(Expr::apply("Multiply", [body.substitute(name, inner), rate]));
    }
    let inner = |part: &Expr| derivative(part, variable, problem);
    if let Kind::Apply(head @ ("Add" | "Negate"), parts) = &expr.kind {
        return Some(Expr::apply(head, parts.iter().map(inner).collect::<Option<Vec<_>>>()?));
    }
    if !has_antiderivative(expr) {
        let constant = !depends(expr, variable, problem);
        let rate = || Expr::apply("PartialDerivative", [expr.clone(), Expr::symbol(variable)]);
        return Some(if constant { Expr::integer(0) } else { rate() });
    }
    match &expr.kind {
        Kind::Apply("Multiply", factors) => {
            let constant = |part: &Expr| !depends(part, variable, problem);
            let mut held = factors.iter().filter(|factor| has_antiderivative(factor));
            let only = held.next().filter(|_| held.next().is_none())?;
            let rest = factors.iter().filter(|factor| !has_antiderivative(factor));
            rest.clone().all(constant).then_some(())?;
            Some(Expr::apply("Multiply", rest.cloned().chain([inner(only)?]).collect::<Vec<_>>()))
        }
        Kind::Apply("Divide", parts) => match parts.as_slice() {
            [above, below] if !depends(below, variable, problem) && !has_antiderivative(below) => {
                Some(Expr::apply("Divide", [inner(above)?, below.clone()]))
            }
            _ => None,
        },
        _ => None,
    }
}
