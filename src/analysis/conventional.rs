//! Letters that everybody takes for one constant: `i`, `I`, `e`, where a page does not say so.
//!
//! A claim that fails, or stays open, for all values of such a letter is read once more with the constant in its place.

use std::collections::BTreeSet;

use crate::claims::{Definition, Problem};
use crate::expr::{Domain, Expr, Head, Kind, Name};

/// A letter, the constant, and how a reader calls that one.
static CONSTANTS: &[(&str, Head, &str)] = &[
    ("i", "I", "the imaginary unit"),
    ("j", "I", "the imaginary unit"),
    ("\\text{i}", "I", "the imaginary unit"),
    ("\\text{j}", "I", "the imaginary unit"),
    ("I", "IdentityMatrix", "the identity matrix"),
    ("\\mathbf{I}", "IdentityMatrix", "the identity matrix"),
    ("\\text{I}", "IdentityMatrix", "the identity matrix"),
    ("E", "IdentityMatrix", "the identity matrix"),
    ("\\mathbf{E}", "IdentityMatrix", "the identity matrix"),
    ("e", "E", "the base of the natural logarithm"),
    ("\\text{e}", "E", "the base of the natural logarithm"),
];

/// The problem with every such letter as its constant, and what was taken for what; `None` where it has none.
pub fn reading(problem: &Problem) -> Option<(Problem, String)> {
    let bodies = problem.definitions.iter().map(|own| &own.body);
    let parts: Vec<&Expr> = [&problem.left, &problem.right].into_iter().chain(&problem.facts).chain(bodies).collect();
    let mut taken: BTreeSet<Name> = problem.definitions.iter().map(|own| own.name.clone()).collect();
    taken.extend(problem.definitions.iter().flat_map(|own| own.indices.iter().chain(&own.parameters).cloned()));
    parts.iter().for_each(|part| counted_or_called(part, &mut taken));
    let free: BTreeSet<Name> = problem.left.free_names().union(&problem.right.free_names()).cloned().collect();
    let counts = |name: &Name| {
        problem.sorts.get(name).is_some_and(|sort| matches!(sort.domain, Domain::Natural | Domain::Integer))
    };
    let rows = CONSTANTS.iter().filter(|(letter, ..)| {
        let name = Name::from(*letter);
        free.contains(&name) && !taken.contains(&name) && !counts(&name)
    });
    let rows: Vec<_> = rows.collect();
    let (letter, _, called) = rows.first()?;
    let replaced = |expr: &Expr| with_constants(expr, &rows);
    let read = Problem {
        left: replaced(&problem.left),
        right: replaced(&problem.right),
        facts: problem.facts.iter().map(replaced).collect(),
        definitions: problem
            .definitions
            .iter()
            .map(|own| Definition { body: replaced(&own.body), ..own.clone() })
            .collect(),
        sorts: problem
            .sorts
            .iter()
            .filter(|(name, _)| !rows.iter().any(|(letter, ..)| name.as_str() == *letter))
            .map(|(name, sort)| (name.clone(), sort.clone()))
            .collect(),
        ..problem.clone()
    };
    Some((read, format!("`{letter}` is read as {called}")))
}

fn with_constants(expr: &Expr, rows: &[&(&str, Head, &str)]) -> Expr {
    if let Kind::Symbol(name) = &expr.kind
        && let Some((_, head, _)) = rows.iter().find(|(letter, ..)| *letter == name.as_str())
    {
        return Expr::apply(head, []).at(expr.span);
    }
    expr.map_children(&mut |child| with_constants(child, rows))
}

/// Names that count, are bound, or are called somewhere: those are no constants.
fn counted_or_called(expr: &Expr, found: &mut BTreeSet<Name>) {
    expr.visit(&mut |part| match &part.kind {
        Kind::Apply("At" | "AtUpper", parts) => {
            found.extend(parts.iter().skip(1).flat_map(Expr::free_names));
            found.extend(parts.first().and_then(Expr::as_symbol).cloned());
        }
        Kind::Call(callee, _) => found.extend(callee.as_symbol().cloned()),
        Kind::Bind(binding) => found.extend(binding.bound.iter().map(|bound| bound.name.clone())),
        _ => {}
    });
}
