//! Binders that bind nothing, and binders that take a letter away from its surroundings.

use std::collections::BTreeSet;

use super::letters::{RUNS, arguments, free_indices, is_open, is_running, uses};
use super::{IndexIssue, IndexKind};
use crate::expr::{Binding, Expr, Head, Kind, Name, Range};
use crate::source::Span;

/// Binders whose body is about the bound letter, and what they are called.
const ABOUT: [(Head, &str); 12] = [
    ("Sum", "the sum"),
    ("Product", "the product"),
    ("Max", "the maximum"),
    ("Min", "the minimum"),
    ("Supremum", "the supremum"),
    ("Infimum", "the infimum"),
    ("ArgMax", "the arg max"),
    ("ArgMin", "the arg min"),
    ("Limit", "the limit"),
    ("Family", "the family"),
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
                if binding.head != "Limit" || !has_lost_end(body) {
                    issues.extend(unused_in((node.span, word), &names, body, outer, sizes));
                }
                issues.extend(unused_family((node.span, word), binding, outer));
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

/// `\sum_k \frac{a^k}{k!} = \sum_j \frac{a^k}{k!}`: a sum whose letter is not used, over what another side sums by a
/// letter that is free here.
pub(super) fn exchanged(parts: &[&Expr], issues: &mut Vec<IndexIssue>) {
    let mut sums: Vec<(usize, &Expr, &Binding)> = Vec::new();
    for (side, part) in parts.iter().enumerate() {
        part.visit(&mut |node| {
            if let Kind::Bind(binding) = &node.kind
                && matches!(binding.head, "Sum" | "Product")
            {
                sums.push((side, node, binding));
            }
        });
    }
    for (side, node, binding) in &sums {
        let [own] = binding.bound.as_slice() else { continue };
        if !is_running(&own.name) || uses(&binding.body, &own.name) || is_open(&binding.body) {
            continue;
        }
        let (here, there): (Vec<_>, Vec<_>) = sums.iter().partition(|(other, ..)| other == side);
        let binds = |sums: &[&(usize, &Expr, &Binding)], name: &Name| {
            sums.iter().any(|(_, _, sum)| sum.bound.iter().any(|bound| bound.name == *name))
        };
        let free = node.free_names();
        let meant = free.iter().find(|name| is_running(name) && binds(&there, name) && !binds(&here, name));
        if let Some(other) = meant {
            issues.push(IndexIssue {
                kind: IndexKind::UnusedBinder,
                name: own.name.clone(),
                span: node.span,
                message: format!("the range is one of {}, what it is over has {other}", own.name),
                expected: format!("{other} below the sign, as on the other side"),
                strong: true,
            });
        }
    }
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

/// `\lim_n \bigcup^n F_i`: a range of which only the end is written, and is not kept.
fn has_lost_end(body: &Expr) -> bool {
    body.any(&mut |node| match &node.kind {
        Kind::Bind(inner) => inner.bound.iter().all(|bound| bound.range == Range::Implicit),
        Kind::Apply(head, _) => ABOUT.iter().any(|(known, _)| known == head),
        _ => false,
    })
}

/// Letters of sets of indices.
const FAMILIES: [&str; 4] = ["I", "J", "K", "L"];

/// `\sum_{I \subseteq S} f_J`: a sum over sets whose terms have another set as their index.
fn unused_family((span, word): (Span, &str), binding: &Binding, outer: &[Name]) -> Option<IndexIssue> {
    let [bound] = binding.bound.as_slice() else { return None };
    let is_family = |name: &Name| FAMILIES.contains(&name.as_str());
    let subset = match &bound.range {
        Range::In(_) => true,
        Range::Where(condition) => SUBSETS.iter().any(|head| condition.is_apply(head)),
        _ => false,
    };
    if !subset || !is_family(&bound.name) || uses(&binding.body, &bound.name) || is_open(&binding.body) {
        return None;
    }
    let mut other = None;
    binding.body.visit(&mut |node| {
        let indices = node.as_apply("At").or_else(|| node.as_apply("AtUpper")).unwrap_or_default().iter().skip(1);
        other = other.take().or_else(|| indices.filter_map(Expr::as_symbol).find(|name| is_family(name)).cloned());
    });
    let other = other.filter(|other| !outer.contains(other) && binding.body.free_names().contains(other))?;
    Some(IndexIssue {
        kind: IndexKind::UnusedBinder,
        name: bound.name.clone(),
        span,
        message: format!("{word} runs over {}, but its body has only {other}", bound.name),
        expected: format!("{} in the place of {other}, or {word} over {other}", bound.name),
        strong: true,
    })
}

/// Relations of a set to the one that it is part of.
const SUBSETS: [Head; 2] = ["Subset", "SubsetEqual"];

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
