//! Events that exclude each other where one of them is meant: conditions of a case, the two factors of a joint
//! probability.

use std::collections::{BTreeMap, BTreeSet};

use super::super::glyphs;
use super::super::notation::{Node, NodeKind, Row};
use super::super::slip::{Slip, SlipKind, Slips};
use super::is_sign;
use crate::source::Span;

/// Environments whose rows are cases.
const CASES: [&str; 4] = ["cases", "dcases", "rcases", "array"];

/// The conditions of the rows of a list of cases.
pub(super) fn conditions(name: &str, rows: &[Row], slips: &mut Slips) {
    if !CASES.contains(&name) || rows.len() < 2 {
        return;
    }
    rows.iter().flat_map(|row| &row.cells).filter_map(|cell| excluded(cell)).for_each(|slip| slips.push(slip));
}

/// `i \ne 0, i = 0`: no i is meant. Words between may say "or".
fn excluded(cell: &[Node]) -> Option<Slip> {
    let either = |node: &Node| is_sign(node, &[r"\vee", r"\lor"]) || matches!(node.kind, NodeKind::Text(_));
    if cell.iter().any(either) {
        return None;
    }
    let mut told: BTreeMap<(String, String), (bool, Span)> = BTreeMap::new();
    let both = |node: &Node| is_sign(node, &[",", r"\wedge", r"\land"]);
    for part in cell.split(both) {
        let relation = part.iter().position(|node| is_sign(node, &["=", r"\ne"]));
        let Some((at, sign)) = relation.and_then(|at| Some((at, part.get(at)?))) else { continue };
        let key = (glyphs(part.get(..at)?), glyphs(part.get(at + 1..)?));
        let span = part.first()?.span.join(part.last()?.span);
        let equal = is_sign(sign, &["="]);
        if let Some((other, first)) = told.get(&key)
            && *other != equal
            && !key.0.is_empty()
            && !key.1.is_empty()
        {
            let message = format!("`{}` is {} here and is not in the same condition", key.0, key.1);
            return Some(
                Slip::new(SlipKind::OddSymbol, span, message)
                    .related(*first, "the other condition")
                    .hint("write the letter that one of the two is about"),
            );
        }
        told.insert(key, (equal, span));
    }
    None
}

/// One factor of a joint probability: the measure, what is conditioned, and the event `y = 1`.
struct Joint {
    measure: String,
    of: String,
    name: String,
    given: String,
    prior: String,
    span: Span,
}

/// `p(x \mid y = 1) p(y = 0)` beside `p(x \mid y = 1) p(y = 1)`.
pub(super) fn joints(nodes: &[Node], slips: &mut Slips) {
    let mut found = Vec::new();
    nodes.iter().for_each(|node| gather(node, &mut found));
    gather_in(nodes, &mut found);
    let key = |joint: &Joint| (joint.measure.clone(), joint.of.clone(), joint.name.clone(), joint.given.clone());
    let right: BTreeSet<_> = found.iter().filter(|joint| joint.given == joint.prior).map(key).collect();
    for joint in found.iter().filter(|joint| joint.given != joint.prior && right.contains(&key(joint))) {
        let (name, given, prior) = (&joint.name, &joint.given, &joint.prior);
        let message =
            format!("the condition is `{name}={given}`, and the probability beside it is of `{name}={prior}`");
        slips.push(Slip::new(SlipKind::OddSymbol, joint.span, message).hint("write one value in both"));
    }
}

fn gather(node: &Node, found: &mut Vec<Joint>) {
    for list in super::lists(node) {
        gather_in(list, found);
        list.iter().for_each(|node| gather(node, found));
    }
}

fn gather_in(nodes: &[Node], found: &mut Vec<Joint>) {
    for four in nodes.windows(4) {
        let [p, condition, q, event] = four else { continue };
        let (NodeKind::Fenced(condition), NodeKind::Fenced(prior)) = (&condition.kind, &event.kind) else { continue };
        if !matches!(p.kind, NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Operator { .. }) {
            continue;
        }
        let measure = glyphs(std::slice::from_ref(p));
        if measure != glyphs(std::slice::from_ref(q)) {
            continue;
        }
        let Some(bar) = condition.body.iter().position(|node| is_sign(node, &["|", r"\mid"])) else { continue };
        let (of, given) = condition.body.split_at(bar);
        let events = given.get(1..).and_then(value).zip(value(&prior.body));
        if let Some(((name, given), (same, prior))) = events
            && name == same
        {
            found.push(Joint { measure, of: glyphs(of), name, given, prior, span: p.span.join(event.span) });
        }
    }
}

/// `y = 1`: the name and the number.
fn value(nodes: &[Node]) -> Option<(String, String)> {
    match nodes {
        [name, sign, value] if is_sign(sign, &["="]) => match &value.kind {
            NodeKind::Number(value) => Some((glyphs(std::slice::from_ref(name)), value.clone())),
            _ => None,
        },
        _ => None,
    }
}
