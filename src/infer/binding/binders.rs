//! Binders that bind nothing, and binders that take a letter away from its surroundings.

use std::collections::BTreeSet;

use super::letters::{free_indices, is_open, is_running, uses};
use super::{IndexIssue, IndexKind};
use crate::expr::{Binding, Expr, Head, Kind, Name};
use crate::source::Span;

/// Binders whose body is nearly always about the bound letter.
const SUMS: [Head; 2] = ["Sum", "Product"];

/// Binders that run a letter over a range, so that reuse inside is a slip.
const RUNS: [Head; 6] = ["Sum", "Product", "Max", "Min", "ArgMax", "ArgMin"];

/// Sums whose summand has another index but never their own letter.
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
            if SUMS.contains(&binding.head) {
                issues.extend(unused_in(node.span, &names, body, outer, sizes));
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

fn unused_in(span: Span, names: &[Name], body: &Expr, outer: &[Name], sizes: &BTreeSet<Name>) -> Option<IndexIssue> {
    if names.iter().any(|name| uses(body, name)) || is_open(body) {
        return None;
    }
    let name = names.first().filter(|name| is_running(name))?;
    let other = free_indices(body).into_keys().find(|other| !sizes.contains(other) || outer.contains(other))?;
    Some(IndexIssue {
        kind: IndexKind::UnusedBinder,
        name: name.clone(),
        span,
        message: format!("the sum runs over {name}, but its summand has only {other}"),
        expected: format!(
            "{name} in the place of {other}, or a sum over {other}: as it stands every summand is the same"
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
        strong: true,
    }
}
