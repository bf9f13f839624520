//! What formulas abbreviate, written out before they are decided: dots in sums and products, differences between two
//! ends.
//!
//! Takes an expression; gives `x_1 + \cdots + x_n` as a sum with bounds, `F \big|_a^b` as F(b) − F(a). A pattern is taken
//! for one only if its general term gives back every term that is written.

use std::collections::BTreeSet;

use crate::claims::Problem;
use crate::decide::exact::{self, Exact};
use crate::expr::{Bound, Domain, Expr, Head, Kind, Name, Range, Sort};

/// Terms before the dots that are compared with the general one, at most.
const MOST_TERMS: usize = 6;
/// Places of a term that may count, at most.
const MOST_COUNTERS: usize = 6;

/// Writes out what the sides, conditions and definitions of a problem abbreviate.
pub(super) fn unfold(problem: Problem) -> Problem {
    let abbreviates = |part: &Expr| part.any(&mut |node| node.is_apply("Ellipsis") || is_difference(node).is_some());
    if !problem.parts().any(abbreviates) {
        return problem;
    }
    let variables: BTreeSet<Name> = problem.parts().flat_map(integrated).collect();
    problem.map(|part| unfolded(part, &variables))
}

fn unfolded(expr: &Expr, variables: &BTreeSet<Name>) -> Expr {
    let expr = expr.map_children(&mut |child| unfolded(child, variables));
    if let Some((body, low, high)) = is_difference(&expr) {
        return difference(body, low, high, variables).unwrap_or(expr);
    }
    match &expr.kind {
        Kind::Apply("Add", terms) => series("Sum", terms).map_or(expr.clone(), |sum| sum.at(expr.span)),
        Kind::Apply("Multiply", factors) => series("Product", factors).map_or(expr.clone(), |own| own.at(expr.span)),
        _ => expr,
    }
}

/// The names that integrals run over.
fn integrated(part: &Expr) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    part.visit(&mut |node| {
        if let Kind::Bind(binding) = &node.kind
            && binding.head == "Integral"
        {
            names.extend(binding.bound.iter().map(|bound| bound.name.clone()));
        }
    });
    names
}

/// What stands before a bar with two ends.
fn is_difference(expr: &Expr) -> Option<(&Expr, &Expr, &Expr)> {
    let [body, low, high] = expr.as_apply("EvaluateAt")? else { return None };
    let plain = |end: &Expr| !end.is_apply("Equal") && !end.any(&mut |part| part.is_apply("Infinity"));
    (plain(low) && plain(high)).then_some((body, low, high))
}

/// `F |_a^b`: its variable is the only one, or the only one that an integral beside it runs over.
fn difference(body: &Expr, low: &Expr, high: &Expr, variables: &BTreeSet<Name>) -> Option<Expr> {
    let free = body.free_names();
    let integrated: Vec<&Name> = free.intersection(variables).collect();
    let name = match (integrated.as_slice(), free.len()) {
        ([only], _) => *only,
        ([], 1) => free.first()?,
        _ => return None,
    };
    let at = |end: &Expr| body.substitute(name, end);
    Some(Expr::apply("Add", [at(high), Expr::apply("Negate", [at(low)])]))
}

/// `a_1 ∘ a_2 ∘ … ∘ a_n` as a sum or a product over a counter.
fn series(head: Head, terms: &[Expr]) -> Option<Expr> {
    let dots = |term: &Expr| {
        let inner = term.as_apply("Negate").and_then(<[Expr]>::first).unwrap_or(term);
        inner.is_apply("Ellipsis")
    };
    let at = terms.iter().position(dots)?;
    let (before, rest) = terms.split_at(at);
    let after = rest.get(1..)?;
    if before.is_empty() || before.len() > MOST_TERMS || after.iter().any(dots) {
        return None;
    }
    match after {
        [last] => rising(head, before, last).or_else(|| falling(head, before, last)),
        [] if before.len() > 2 => endless(head, before),
        _ => None,
    }
}

/// The last term tells what counts.
fn rising(head: Head, before: &[Expr], last: &Expr) -> Option<Expr> {
    counters(last, &|end: &Expr| !end.free_names().is_empty()).into_iter().find_map(|end| {
        let general = replaced(last, &end, &counter());
        let starts = |start: &i64| gives_back(&general, *start, before);
        let start = [1, 0, 2].into_iter().find(starts)?;
        Some(binding(head, general, Range::Between(Expr::integer(start), end)))
    })
}

/// `a_n ∘ a_{n-1} ∘ … ∘ a_1`: the first term tells what counts.
fn falling(head: Head, before: &[Expr], last: &Expr) -> Option<Expr> {
    let first = before.first()?;
    counters(first, &|end: &Expr| !end.free_names().is_empty()).into_iter().find_map(|end| {
        let general = replaced(first, &end, &counter());
        let stepped = before.iter().enumerate().all(|(step, term)| {
            let step = i64::try_from(step).unwrap_or(0);
            let index = Expr::apply("Add", [end.clone(), Expr::integer(-step)]);
            step == 0 || same(&replaced(&general, &counter(), &index), term)
        });
        let start = [1, 0, 2].into_iter().find(|start| gives_back(&general, *start, std::slice::from_ref(last)))?;
        stepped.then(|| binding(head, general, Range::Between(Expr::integer(start), end)))
    })
}

/// Dots without an end: the numbers in the last term written tell what counts.
fn endless(head: Head, before: &[Expr]) -> Option<Expr> {
    let last = before.last()?;
    counters(last, &|end: &Expr| end.as_number().is_some()).into_iter().find_map(|number| {
        let count = i64::try_from(before.len()).ok()?;
        let start = number.as_number()?.to_i64()? + 1 - count;
        let general = replaced(last, &number, &counter());
        let infinity = Expr::apply("Infinity", []);
        gives_back(&general, start, before)
            .then(|| binding(head, general, Range::Between(Expr::integer(start), infinity)))
    })
}

fn counter() -> Expr {
    Expr::symbol("\\text{count}")
}

fn binding(head: Head, general: Expr, range: Range) -> Expr {
    Expr::bind(head, vec![Bound { name: Name::from("\\text{count}"), range }], general)
}

/// What may count in a term: indices, exponents and factors that are names, numbers, or these plus a number.
fn counters(term: &Expr, fits: &dyn Fn(&Expr) -> bool) -> Vec<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    let mut take = |part: &Expr| {
        let plain = |part: &Expr| part.as_symbol().is_some() || part.as_number().is_some();
        let sum = part.as_apply("Add").is_some_and(|parts| {
            parts.iter().all(|part| plain(part) || part.as_apply("Negate").is_some_and(|inner| inner.iter().all(plain)))
        });
        if (plain(part) || sum) && fits(part) && !found.contains(part) && found.len() < MOST_COUNTERS {
            found.push(part.clone());
        }
    };
    term.visit(&mut |node| match &node.kind {
        Kind::Apply("At" | "AtUpper", parts) => parts.iter().skip(1).for_each(&mut take),
        Kind::Apply("Power", parts) => parts.iter().skip(1).for_each(&mut take),
        Kind::Apply("Multiply" | "Divide", parts) => parts.iter().for_each(&mut take),
        Kind::Symbol(_) if node == term => take(node),
        _ => {}
    });
    found
}

fn replaced(expr: &Expr, old: &Expr, new: &Expr) -> Expr {
    if expr == old { new.clone() } else { expr.map_children(&mut |child| replaced(child, old, new)) }
}

/// Whether the general term is each of the terms in turn.
fn gives_back(general: &Expr, start: i64, terms: &[Expr]) -> bool {
    (start..).zip(terms).all(|(index, term)| same(&replaced(general, &counter(), &Expr::integer(index)), term))
}

/// Whether two terms are one: written alike, or by exact proof.
fn same(one: &Expr, other: &Expr) -> bool {
    if one == other {
        return true;
    }
    let names = one.free_names().into_iter().chain(other.free_names());
    let problem = Problem {
        left: one.clone(),
        relation: "Equal",
        right: other.clone(),
        facts: Vec::new(),
        definitions: Vec::new(),
        sorts: names.map(|name| (name, Sort::scalar(Domain::Real))).collect(),
        closed: true,
    };
    matches!(exact::prove(&problem, &mut exact::Budget::default()), Exact::Proved { .. })
}

#[cfg(test)]
mod tests {
    use crate::testing::page;

    fn verdict(claim: &str) -> String {
        page("a.md", &format!("Hence we have that\n\n$${claim}.$$\n"))
    }

    #[test]
    fn dots_are_sums() {
        let right = [
            r"1 + 2 + \cdots + n = \frac{n(n+1)}{2}",
            r"1 + r + r^2 + \dots + r^n = \sum_{k=0}^n r^k",
            r"|x_1| + \cdots + |x_n| = \sum_{i=1}^n |x_i|",
            r"x_0 + \frac{x_1}{R} + \cdots + \frac{x_T}{R^T} = \sum_{t=0}^T \frac{x_t}{R^t}",
        ];
        let wrong = [
            r"1 + 2 + \cdots + n = \frac{n(n-1)}{2}",
            r"1 + r + r^2 + \dots + r^n = \sum_{k=1}^n r^k",
            r"|x_1| + \cdots + |x_n| = 2 \sum_{i=1}^n |x_i|",
        ];
        for claim in right {
            assert!(verdict(claim).contains("holds"), "{claim}: {}", verdict(claim));
        }
        for claim in wrong {
            assert!(verdict(claim).contains("fails"), "{claim}: {}", verdict(claim));
        }
    }

    #[test]
    fn two_ends_are_a_difference() {
        let right = r"\int_1^9 \frac{\sqrt{u}}{2} \, du = \frac{1}{3} u^{3/2} \Big|_1^9 = \frac{1}{3} (27 - 1)";
        assert!(!verdict(right).contains("fails"), "{}", verdict(right));
        let wrong = right.replace("27 - 1", "27 + 1");
        assert!(verdict(&wrong).contains("fails"), "{}", verdict(&wrong));
    }
}
