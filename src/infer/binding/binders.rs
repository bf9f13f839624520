//! Binders that bind nothing, and binders that take a letter away from its surroundings.

use std::collections::BTreeSet;

use super::letters::{RUNS, arguments, free_indices, is_open, is_running, uses};
use super::{IndexIssue, IndexKind};
use crate::expr::{Binding, Expr, Head, Kind, Name};
use crate::source::Span;

/// Binders whose body is about the bound letter, and what they are called.
const ABOUT: [(Head, &str); 11] = [
    ("Sum", "the sum"),
    ("Product", "the product"),
    ("Max", "the maximum"),
    ("Min", "the minimum"),
    ("Supremum", "the supremum"),
    ("Infimum", "the infimum"),
    ("ArgMax", "the arg max"),
    ("ArgMin", "the arg min"),
    ("Limit", "the limit"),
    ("BigUnion", "the union"),
    ("BigIntersection", "the intersection"),
];

/// Sums, maxima, limits whose body has another index but never their own letter.
///
/// A summand without any index is a constant summed (`\sum_{i=1}^n 1`): right. A sum over several letters of which
/// one is used is an expanded double sum: right too.
pub(super) fn unused(part: &Expr, sizes: &BTreeSet<Name>, issues: &mut Vec<IndexIssue>) {
    search(part, &mut Vec::new(), sizes, issues);
}

fn search(node: &Expr, outer: &mut Vec<Name>, sizes: &BTreeSet<Name>, issues: &mut Vec<IndexIssue>) {
    let depth = outer.len();
    let mut inner = vec![];
    match &node.kind {
        Kind::Bind(binding) => {
            let (names, body) = group(binding);
            if let Some((_, word)) = ABOUT.iter().find(|(head, _)| *head == binding.head) {
                issues.extend(unused_in((node.span, word), &names, body, outer, sizes));
            }
            inner.extend(binding.bound.iter().flat_map(|bound| bound.range.parts()));
            inner.push(body);
            outer.extend(names);
        }
        _ => inner = node.children(),
    }
    for child in inner {
        search(child, outer, sizes, issues);
    }
    outer.truncate(depth);
}

/// The names of a sum and of the sums that follow it directly, and the body of the last.
fn group(binding: &Binding) -> (Vec<Name>, &Expr) {
    let mut names: Vec<Name> = binding.bound.iter().map(|bound| bound.name.clone()).collect();
    let mut body = &binding.body;
    while let Kind::Bind(next) = &body.kind {
        if next.head != binding.head {
            break;
        }
        names.extend(next.bound.iter().map(|bound| bound.name.clone()));
        body = &next.body;
    }
    (names, body)
}

fn unused_in(
    (span, word): (Span, &str),
    names: &[Name],
    body: &Expr,
    outer: &[Name],
    sizes: &BTreeSet<Name>,
) -> Option<IndexIssue> {
    if names.iter().any(|name| uses(body, name)) || is_open(body) {
        return None;
    }
    let name = names.first().filter(|name| is_running(name))?;
    let others = free_indices(body).into_keys().chain(arguments(body));
    let other = others.into_iter().find(|other| !sizes.contains(other) || outer.contains(other))?;
    Some(IndexIssue {
        kind: IndexKind::UnusedBinder,
        name: name.clone(),
        span,
        message: format!("{word} runs over {name}, but its body has only {other}"),
        expected: format!(
            "{name} in the place of {other}, or {word} over {other}: as it stands the body never changes"
        ),
        strong: outer.contains(&other) || names.len() == 1,
    })
}

/// Inner binders that reuse the letter of an outer one, where the body uses it.
pub(super) fn shadowed(part: &Expr, issues: &mut Vec<IndexIssue>) {
    nested(part, &mut Vec::new(), issues);
}

fn nested(node: &Expr, outer: &mut Vec<Name>, issues: &mut Vec<IndexIssue>) {
    let depth = outer.len();
    if let Kind::Bind(binding) = &node.kind
        && RUNS.contains(&binding.head)
    {
        for bound in &binding.bound {
            if outer.contains(&bound.name) && uses(&binding.body, &bound.name) {
                issues.push(doubly_bound(&bound.name, node.span));
            }
            outer.push(bound.name.clone());
        }
    }
    for child in node.children() {
        nested(child, outer, issues);
    }
    outer.truncate(depth);
}

fn doubly_bound(name: &Name, span: Span) -> IndexIssue {
    IndexIssue {
        kind: IndexKind::Shadowed,
        name: name.clone(),
        span,
        message: format!("{name} is bound twice: by this binder and by one around it"),
        expected: format!("another letter inside: here {name} can no longer mean the outer one"),
        // Legal, and some authors' habit: `\\sum_i (x_i - \\frac{1}{n} \\sum_i x_i)`.
        strong: false,
    }
}
