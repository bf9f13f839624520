//! Subscripts of lists with dots: `w_1 x_1 + w_2 x_2 + \cdots + w_d x_d`.

use super::{IndexIssue, IndexKind};
use crate::expr::{Expr, Kind, Name};
use crate::source::Span;

/// Lists in which dots stand after two written members and before a last one, and one of the three departs.
pub(super) fn broken(part: &Expr, issues: &mut Vec<IndexIssue>) {
    part.visit(&mut |node| {
        for window in members(node).windows(4) {
            if let [first, second, dots, last] = window
                && is_dots(dots)
            {
                let found = compare(first, second, last).or_else(|| unlike(first, second, last));
                issues.extend(found.or_else(|| short(first, second, last)));
            }
        }
    });
}

/// The members of a list; those between semicolons stand one in the other.
fn members(node: &Expr) -> Vec<&Expr> {
    match &node.kind {
        Kind::Apply("Parametrised", _) => {
            let (mut found, mut rest) = (Vec::new(), node);
            while let Some([first, more]) = rest.as_apply("Parametrised") {
                found.push(first);
                rest = more;
            }
            found.push(rest);
            found
        }
        Kind::Apply(_, members) => members.iter().collect(),
        _ => Vec::new(),
    }
}

/// The last member has fewer indices than the two others, which have the same number: `a_{11}, a_{12}, \ldots, a_n`.
fn short(first: &Expr, second: &Expr, last: &Expr) -> Option<IndexIssue> {
    let at = |member: &Expr| member.as_apply("At").map(|parts| (parts.first().cloned(), parts.len()));
    let ((a, many), (b, same), (c, few)) = (at(first)?, at(second)?, at(last)?);
    (a == b && b == c && many == same && few < many).then(|| IndexIssue {
        kind: IndexKind::BrokenPattern,
        name: Name::from("index"),
        span: last.span,
        message: "the last member of the list lacks an index".to_owned(),
        expected: "as many indices as the other members have".to_owned(),
        strong: true,
    })
}

/// An ellipsis, or a row of them.
fn is_dots(member: &Expr) -> bool {
    member.is_apply("Ellipsis")
        || member
            .as_apply("List")
            .is_some_and(|row| !row.is_empty() && row.iter().all(|cell| cell.is_apply("Ellipsis")))
}

/// One of three members has a transpose where the two others have none, or lacks theirs.
fn unlike(first: &Expr, second: &Expr, last: &Expr) -> Option<IndexIssue> {
    let members = [first, second, last];
    let alike = |x: &Expr, y: &Expr| align([x, y, y], &mut Vec::new());
    let bare = members.map(without_transposes);
    let bare_alike = alike(&bare[0], &bare[1]) && alike(&bare[0], &bare[2]);
    let odd = match (alike(first, second), alike(first, last), alike(second, last)) {
        (true, false, false) => last,
        (false, true, false) => second,
        (false, false, true) => first,
        _ => return None,
    };
    let base = odd.free_names().into_iter().next().unwrap_or_else(|| Name::from("index"));
    bare_alike.then(|| IndexIssue {
        kind: IndexKind::BrokenPattern,
        name: base,
        span: odd.span,
        message: "one member of the list is transposed otherwise than the rest".to_owned(),
        expected: "the same transposes in every member of the list".to_owned(),
        strong: true,
    })
}

fn without_transposes(expr: &Expr) -> Expr {
    match expr.as_apply("Transpose") {
        Some([inner]) => without_transposes(inner),
        _ => expr.map_children(&mut without_transposes),
    }
}

/// One place in which the members differ in their indices: the index of each.
struct Slot<'a> {
    indices: [&'a Expr; 3],
    spans: [Span; 3],
}

fn compare(first: &Expr, second: &Expr, last: &Expr) -> Option<IndexIssue> {
    let mut slots = Vec::new();
    align([first, second, last], &mut slots).then_some(())?;
    let (steady, running): (Vec<&Slot>, Vec<&Slot>) =
        slots.iter().filter(|slot| counts(slot)).partition(|slot| slot.indices[0] == slot.indices[1]);
    // A letter that stands still: `x_{i1}, x_{i2}, \ldots, x_{jd}`.
    let still = slots.iter().find(|slot| {
        let [first, second, last] = slot.indices;
        first.as_symbol().is_some() && first == second && last.as_symbol().is_some() && last != first
    });
    if let Some(slot) = still {
        return Some(issue(slot, 2, slot.indices[0]));
    }
    let runs = running.first()?;
    let end = runs.indices[2];
    let odd = running.iter().find(|slot| slot.indices[0] == runs.indices[0] && slot.indices[2] != end);
    if let Some(slot) = odd {
        return Some(issue(slot, 2, end));
    }
    let stuck = steady.iter().find(|slot| slot.indices[0] == runs.indices[0] && slot.indices[2] == end)?;
    Some(issue(stuck, 1, runs.indices[1]))
}

/// Whether the first two are a number and itself or its successor.
fn counts(slot: &Slot) -> bool {
    let [first, second, _] = slot.indices.map(|index| index.as_number().and_then(|number| number.to_i64()));
    matches!((first, second), (Some(a), Some(b)) if b == a || b == a + 1)
}

/// Whether the three are equal but for indices; those are collected.
fn align<'a>(members: [&'a Expr; 3], slots: &mut Vec<Slot<'a>>) -> bool {
    match members.map(|member| &member.kind) {
        [Kind::Apply(a, x), Kind::Apply(b, y), Kind::Apply(c, z)]
            if a == b && b == c && x.len() == y.len() && y.len() == z.len() =>
        {
            let indexed = matches!(*a, "At" | "AtUpper");
            x.iter().zip(y).zip(z).enumerate().all(|(at, ((x, y), z))| {
                if indexed && at > 0 {
                    slots.push(Slot { indices: [x, y, z], spans: members.map(|member| member.span) });
                    return true;
                }
                align([x, y, z], slots)
            })
        }
        [Kind::Call(f, x), Kind::Call(g, y), Kind::Call(h, z)] if x.len() == y.len() && y.len() == z.len() => {
            align([f, g, h], slots) && x.iter().zip(y).zip(z).all(|((x, y), z)| align([x, y, z], slots))
        }
        [a, b, c] => a == b && b == c,
    }
}

fn issue(slot: &Slot, member: usize, expected: &Expr) -> IndexIssue {
    let found = slot.indices[member];
    let name = found.as_symbol().or_else(|| expected.as_symbol()).cloned().unwrap_or_else(|| Name::from("index"));
    IndexIssue {
        kind: IndexKind::BrokenPattern,
        name,
        span: slot.spans[member],
        message: format!("the index {} breaks the pattern of the list", shown(found)),
        expected: format!("{}, as in the same member's other index", shown(expected)),
        strong: true,
    }
}

fn shown(index: &Expr) -> String {
    match &index.kind {
        Kind::Symbol(name) => name.to_string(),
        Kind::Number(number) => number.value.to_string(),
        _ => "expression".to_owned(),
    }
}
