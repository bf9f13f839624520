//! Letters that are free on one side only, and letters used outside of their sum.

use std::collections::{BTreeMap, BTreeSet};

use super::letters::{RUNS, bound_letters, free_indices, is_counting, is_open, uses};
use super::{IndexIssue, IndexKind, Surroundings};
use crate::expr::{Expr, Head, Kind, Name};
use crate::lower::Statement;
use crate::source::Span;

/// Relations whose sides are about the same indices.
const VALUES: [Head; 9] =
    ["Equal", "Define", "Assign", "Approximately", "Less", "LessEqual", "Greater", "GreaterEqual", "Equivalent"];

/// Those that compare different things.
const ORDERS: [Head; 4] = ["Less", "LessEqual", "Greater", "GreaterEqual"];

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
    let before = issues.len();
    // `a_{j-1} < s_i \le a_j` puts one thing between two others.
    let alike = !statement.links.iter().any(|link| ORDERS.contains(&link.relation));
    if sides.len() >= 3 && alike {
        outvoted(&sides, &said, &around.mentioned, issues);
    }
    if issues.len() == before {
        issues.extend(sides.iter().enumerate().find_map(|(at, side)| stray(at, side, &sides, &said, &around.beside)));
    }
    if let (true, [left, right, ..]) = (issues.len() == before, sides.as_slice()) {
        issues.extend(exchanged(left, right, &said));
    }
    if let (true, [left, right]) = (issues.len() == before, sides.as_slice()) {
        issues.extend(lost_argument(left, right));
    }
    if let (true, [left, right, ..]) = (alike && issues.len() == before, sides.as_slice()) {
        issues.extend(mismatched(left, right, &said, &around.mentioned));
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
fn outvoted(sides: &[Side], said: &dyn Fn(&Name) -> bool, mentioned: &BTreeSet<Name>, issues: &mut Vec<IndexIssue>) {
    for (at, side) in sides.iter().enumerate() {
        let others: Vec<&Side> = sides.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, s)| s).collect();
        let Some(first) = others.first() else { continue };
        let agreed: Vec<&Name> = first.free.keys().collect();
        if others.iter().any(|other| other.free.keys().ne(agreed.iter().copied())) {
            continue;
        }
        match agreed.is_empty() {
            true => issues.extend(added(side, said, mentioned)),
            false => issues.extend(replaced(side, &agreed, said)),
        }
    }
}

/// The side has a free letter beside its sums where no other member has any.
fn added(side: &Side, said: &dyn Fn(&Name) -> bool, mentioned: &BTreeSet<Name>) -> Option<IndexIssue> {
    let summed = !side.bound.is_empty() && !is_open(side.expr);
    let unheard = |name: &Name| is_counting(name) && !side.bound.contains(name) && !said(name);
    let (extra, span) = side.free.iter().find(|(name, _)| summed && unheard(name) && !mentioned.contains(*name))?;
    Some(IndexIssue {
        kind: IndexKind::FreeMismatch,
        name: extra.clone(),
        span: *span,
        message: format!("{extra} is free here where no other member of the chain has it"),
        expected: format!("one of the bound letters in the place of {extra}"),
        strong: true,
    })
}

/// A letter that a name has only here, where the same name has a letter of the left side or of a sum beside it:
/// `g_j = y_j (1 - y_i)`.
fn stray(
    at: usize,
    side: &Side,
    sides: &[Side],
    said: &dyn Fn(&Name) -> bool,
    beside: &BTreeSet<Name>,
) -> Option<IndexIssue> {
    if is_open(side.expr) || sides.len() < 2 {
        return None;
    }
    let others = || sides.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, side)| side);
    let unknown = |name: &Name| {
        is_counting(name)
            && !side.bound.contains(name)
            && !said(name)
            && !beside.contains(name)
            && !others().any(|other| uses(other.expr, name))
    };
    let (extra, span) = side.free.iter().find(|(name, _)| unknown(name))?;
    let steady = |name: &Name| side.bound.contains(name) || others().any(|other| other.free.contains_key(name));
    let expected = twin(side.expr, extra, &steady)?;
    Some(IndexIssue {
        kind: IndexKind::FreeMismatch,
        name: extra.clone(),
        span: *span,
        message: format!("{extra} stands here only; the same name has {expected} beside it"),
        expected: format!("{expected} in the place of {extra}"),
        strong: true,
    })
}

/// The letter that the name has elsewhere in the expression, where all else about its indices is the same.
fn twin(expr: &Expr, extra: &Name, steady: &dyn Fn(&Name) -> bool) -> Option<Name> {
    let mut members: Vec<&[Expr]> = Vec::new();
    expr.visit(&mut |node| {
        if members.len() < MOST_MEMBERS
            && let Some(parts) = node.as_apply("At").or_else(|| node.as_apply("AtUpper"))
        {
            members.push(parts);
        }
    });
    let odd = members.iter().find(|parts| parts.iter().skip(1).any(|index| index.as_symbol() == Some(extra)))?;
    members.iter().find_map(|parts| {
        let differing: Vec<(&Expr, &Expr)> = parts.iter().zip(odd.iter()).filter(|(own, odd)| own != odd).collect();
        match differing.as_slice() {
            [(own, odd)] if odd.as_symbol() == Some(extra) => {
                own.as_symbol().filter(|own| steady(own) && parts.len() > 1).cloned()
            }
            _ => None,
        }
    })
}

/// More members of families than this are not compared with each other.
const MOST_MEMBERS: usize = 64;

/// `S_j = \sum_j c_{ji}`: the letter of the left side is bound on the right, and another one is left free.
fn exchanged(left: &Side, right: &Side, said: &dyn Fn(&Name) -> bool) -> Option<IndexIssue> {
    if is_open(left.expr) || is_open(right.expr) || !is_plain(left.expr) {
        return None;
    }
    let free = right.expr.free_names();
    let lost = left.free.keys().find(|name| right.bound.contains(*name) && !free.contains(*name) && !said(name))?;
    let (extra, span) =
        right.free.iter().find(|(name, _)| is_counting(name) && !said(name) && !uses(left.expr, name))?;
    Some(IndexIssue {
        kind: IndexKind::FreeMismatch,
        name: extra.clone(),
        span: *span,
        message: format!("{extra} is free on the right only, and {lost} is bound there"),
        expected: format!("{extra} in the place of {lost} on the left"),
        strong: true,
    })
}

/// `Q(x, a) = \sum_x P(x) a`: the left side is a value at x, the right side has x as the letter of its sum only.
///
/// `I(x, y) = \sum_{x, y} \dots` is about the variables: another argument has to be a value.
fn lost_argument(left: &Side, right: &Side) -> Option<IndexIssue> {
    let Kind::Call(callee, arguments) = &left.expr.kind else { return None };
    if is_open(left.expr)
        || is_open(right.expr)
        || arguments.len() < 2
        || !(callee.as_symbol().is_some() || is_plain(callee))
    {
        return None;
    }
    let free = right.expr.free_names();
    let values = arguments.iter().any(|argument| argument.as_symbol().is_some_and(|name| free.contains(name)));
    let repeated = |name: &Name| arguments.iter().filter(|argument| uses(argument, name)).count() > 1;
    let mut names = arguments.iter().filter_map(Expr::as_symbol);
    let lost = names.find(|name| right.bound.contains(*name) && !free.contains(*name) && (values || repeated(name)))?;
    Some(IndexIssue {
        kind: IndexKind::Shadowed,
        name: lost.clone(),
        span: right.expr.span,
        message: format!("the left side depends on {lost}, the right side has it as a bound letter only"),
        expected: format!("another letter for what the right side sums over, and {lost} where its value is meant"),
        strong: true,
    })
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

/// The left side is a name with indices, and the right side has other free letters.
fn mismatched(
    left: &Side,
    right: &Side,
    said: &dyn Fn(&Name) -> bool,
    mentioned: &BTreeSet<Name>,
) -> Option<IndexIssue> {
    // `y_i = j`: the letter is a value.
    if is_open(left.expr) || is_open(right.expr) || !left.bound.is_empty() || right.expr.as_symbol().is_some() {
        return None;
    }
    let known = |name: &Name| said(name) || right.bound.contains(name) || uses(left.expr, name);
    if base(left.expr).is_some() && base(left.expr) == base(right.expr) {
        return None;
    }
    let missing = left.free.keys().find(|name| !uses(right.expr, name) && !said(name));
    let indexed = right.free.iter().find(|(name, _)| is_counting(name) && !known(name));
    let bare = || right.expr.free_names().into_iter().find(|name| is_counting(name) && !known(name));
    let (extra, span) = match indexed {
        Some((name, span)) => (name.clone(), *span),
        None if missing.is_some() && !has_imaginary(right.expr) => (bare()?, right.expr.span),
        None => return None,
    };
    if are_labels(left.expr, right.expr, &extra) {
        return None;
    }
    let unheard = !mentioned.contains(&extra);
    let (expected, strong) = match missing {
        Some(missing)
            if !is_label(missing) && (is_plain(left.expr) || is_turned(left.expr, missing, right.expr, &extra)) =>
        {
            (format!("{missing} in the place of {extra}"), true)
        }
        Some(missing) => {
            let strong = unheard && !is_label(missing);
            (format!("{missing} in the place of {extra}, or {extra} on the left"), strong)
        }
        None if left.free.is_empty() => (format!("{extra} on the left, or a sum over it"), unheard),
        None => (format!("{extra} on the left, or one of its letters in the place of {extra}"), unheard),
    };
    let message = format!("{extra} is free on the right only");
    let summed = right.expr.any(&mut |node| matches!(&node.kind, Kind::Bind(binding) if RUNS.contains(&binding.head)));
    (!left.free.is_empty() || summed).then_some(IndexIssue {
        kind: IndexKind::FreeMismatch,
        name: extra,
        span,
        message,
        expected,
        strong,
    })
}

/// `P(y_i) = \sum_k a_k f(y_j, k)`: one family that has one letter on the left and another one on the right.
fn is_turned(left: &Expr, missing: &Name, right: &Expr, extra: &Name) -> bool {
    let families = |side: &Expr, letter: &Name| {
        let mut found = BTreeSet::new();
        side.visit(&mut |node| {
            if let Some([base, index]) = node.as_apply("At")
                && index.as_symbol() == Some(letter)
            {
                found.extend(base.as_symbol().cloned());
            }
        });
        found
    };
    let (own, other) = (families(left, missing), families(right, extra));
    !own.is_empty() && own == other
}

/// `p_q h = p_k h`: what is indexed is the same on both sides, and the letters on the left name things.
fn are_labels(left: &Expr, right: &Expr, extra: &Name) -> bool {
    let indexed = |side: &Expr, is: &dyn Fn(&Name) -> bool| {
        let mut bases = BTreeSet::new();
        side.visit(&mut |node| {
            if let Some([base, indices @ ..]) = node.as_apply("At")
                && let Some(base) = base.as_symbol()
                && indices.iter().filter_map(Expr::as_symbol).any(is)
            {
                bases.insert(base.clone());
            }
        });
        bases
    };
    let (own, other) = (indexed(left, &is_label), indexed(right, &|name| name == extra));
    own.intersection(&other).next().is_some()
}

/// The name of a bare entry: `p_q = p_k` says that two members are equal.
fn base(expr: &Expr) -> Option<&Name> {
    match &expr.kind {
        Kind::Apply("At" | "AtUpper", arguments) => {
            arguments.first().and_then(|inner| inner.as_symbol().or_else(|| base(inner)))
        }
        _ => None,
    }
}

/// Letters that name things (queries, values, the previous layer's units) as often as they run.
fn is_label(name: &Name) -> bool {
    matches!(name.as_str(), "p" | "q" | "r" | "u" | "v")
}

/// Whether i or j may be the imaginary unit here.
fn has_imaginary(expr: &Expr) -> bool {
    expr.any(&mut |node| matches!(&node.kind, Kind::Apply("Exp" | "E" | "Power", _)))
}

/// Whether the side is a name with indices.
fn is_plain(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Apply("At" | "AtUpper", arguments)
        if arguments.first().is_some_and(|base| base.as_symbol().is_some() || is_plain(base)))
}
