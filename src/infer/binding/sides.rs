//! Letters that are free on one side only, and letters used outside of their sum.

use std::collections::{BTreeMap, BTreeSet};

use super::letters::{bound_letters, free_indices, is_open, uses};
use super::{IndexIssue, IndexKind, Surroundings};
use crate::expr::{Expr, Head, Kind, Name};
use crate::lower::Statement;
use crate::source::Span;

/// Relations whose sides are about the same indices.
const VALUES: [Head; 9] =
    ["Equal", "Define", "Assign", "Approximately", "Less", "LessEqual", "Greater", "GreaterEqual", "Equivalent"];

/// One member of a chain of values.
struct Side<'a> {
    expr: &'a Expr,
    free: BTreeMap<Name, Span>,
    bound: BTreeSet<Name>,
}

/// Compares the free letters of the members of a chain.
pub(super) fn compare(
    statement: &Statement,
    around: &Surroundings,
    sizes: &BTreeSet<Name>,
    issues: &mut Vec<IndexIssue>,
) {
    let Some(members) = members(statement) else { return };
    let sides: Vec<Side> = members.into_iter().map(side).collect();
    let said = |name: &Name| {
        around.declared.contains(name)
            || sizes.contains(name)
            || statement.conditions.iter().any(|condition| uses(condition, name))
    };
    for (at, side) in sides.iter().enumerate() {
        outside(at, side, &sides, &said, issues);
    }
    if sides.len() >= 3 {
        outvoted(&sides, &said, issues);
    }
    if let [left, right] = sides.as_slice() {
        swapped(left, right, &said, issues);
    }
}

/// The members, where every relation of the chain compares values and nothing is left open.
fn members(statement: &Statement) -> Option<Vec<&Expr>> {
    if statement.links.iter().any(|link| !VALUES.contains(&link.relation)) {
        return None;
    }
    let first = statement.first.as_ref()?;
    Some(std::iter::once(first).chain(statement.links.iter().map(|link| &link.right)).collect())
}

fn side(expr: &Expr) -> Side<'_> {
    Side { expr, free: free_indices(expr), bound: bound_letters(expr) }
}

/// A letter that a sum of the same side binds and that also stands outside of it, although no other side has it free.
fn outside(at: usize, side: &Side, sides: &[Side], said: &dyn Fn(&Name) -> bool, issues: &mut Vec<IndexIssue>) {
    if is_open(side.expr) || sides.len() < 2 {
        return;
    }
    for (name, span) in &side.free {
        if !side.bound.contains(name) || said(name) || has_condition_on(side.expr, name) {
            continue;
        }
        let elsewhere = sides.iter().enumerate().any(|(other, side)| other != at && uses_free(side.expr, name));
        let (kind, message, expected) = if elsewhere {
            (
                IndexKind::Shadowed,
                format!("{name} is free on the left and bound by a sum on the right"),
                format!("another letter in the sum: in it {name} no longer means the free one"),
            )
        } else {
            (
                IndexKind::UnboundIndex,
                format!("{name} stands outside of the sum that binds it"),
                format!("brackets around the whole summand, or another letter: outside the sum {name} has no value"),
            )
        };
        issues.push(IndexIssue { kind, name: name.clone(), span: *span, message, expected, strong: !elsewhere });
    }
}

fn uses_free(expr: &Expr, name: &Name) -> bool {
    expr.free_names().contains(name)
}

/// Whether an inner binder takes a condition that mentions the letter (`j \ne i`): then it is known to be meant.
fn has_condition_on(expr: &Expr, name: &Name) -> bool {
    expr.any(&mut |node| match &node.kind {
        Kind::Bind(binding) => binding.bound.iter().any(|bound| {
            bound.name != *name && bound.range.parts().iter().any(|part| part.free_names().contains(name))
        }),
        _ => false,
    })
}

/// In a chain of three or more, the one member whose free letter differs where all the others agree.
fn outvoted(sides: &[Side], said: &dyn Fn(&Name) -> bool, issues: &mut Vec<IndexIssue>) {
    for (at, side) in sides.iter().enumerate() {
        let others: Vec<&Side> = sides.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, s)| s).collect();
        let Some(first) = others.first() else { continue };
        let agreed: Vec<&Name> = first.free.keys().collect();
        if agreed.is_empty() || others.iter().any(|other| other.free.keys().ne(agreed.iter().copied())) {
            continue;
        }
        issues.extend(replaced(side, &agreed, said));
    }
}

/// The side has a letter in the place of one that the others agree on.
fn replaced(side: &Side, agreed: &[&Name], said: &dyn Fn(&Name) -> bool) -> Option<IndexIssue> {
    if is_open(side.expr) {
        return None;
    }
    let missing = agreed.iter().find(|name| !uses(side.expr, name) && !said(name))?;
    let (extra, span) = side.free.iter().find(|(name, _)| !agreed.contains(name) && !said(name))?;
    Some(IndexIssue {
        kind: IndexKind::FreeMismatch,
        name: extra.clone(),
        span: *span,
        message: format!("{extra} is free here where the other members of the chain have {missing}"),
        expected: format!("{missing} in the place of {extra}"),
        strong: true,
    })
}

/// `y_i = \sum_j w_j x_k`: each side has a free letter that the other lacks, and the right side sums.
fn swapped(left: &Side, right: &Side, said: &dyn Fn(&Name) -> bool, issues: &mut Vec<IndexIssue>) {
    let sums =
        right.expr.any(&mut |node| matches!(&node.kind, Kind::Bind(b) if b.head == "Sum" || b.head == "Product"));
    if !sums || is_open(left.expr) || !is_plain(left.expr) {
        return;
    }
    let agreed: Vec<&Name> = left.free.keys().collect();
    if let Some(mut issue) = replaced(right, &agreed, said) {
        issue.message = format!("{} is free on the right only", issue.name);
        issues.push(issue);
    }
}

/// Whether the side is a name with indices.
fn is_plain(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Apply("At" | "AtUpper", arguments)
        if arguments.first().is_some_and(|base| base.as_symbol().is_some() || is_plain(base)))
}
