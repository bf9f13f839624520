//! Slips that render: doubled operators, and commands that lost their backslash.
//!
//! Takes notation; gives slips with the reason to be seen in the formula itself. Never looks at the words around, and
//! never reports what some notation means.

mod letters;
mod operators;

use super::notation::{Node, NodeKind};
use super::slip::Slips;

/// Where a list of nodes stands; what is a slip in a line may be a habit in a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Line,
    /// A pair of delimiters, a fraction's part, a radicand: nothing continues it.
    Closed,
    Script,
    /// A font or an operator's name: letters there are words.
    Name,
}

/// Appends the slips of a formula that show in its notation.
pub(super) fn look(nodes: &[Node], slips: &mut Slips) {
    list(nodes, Place::Line, slips);
}

fn list(nodes: &[Node], place: Place, slips: &mut Slips) {
    if place != Place::Name {
        letters::look(nodes, place == Place::Script, slips);
    }
    if matches!(place, Place::Line | Place::Closed) {
        operators::look(nodes, place == Place::Closed, slips);
    }
    for node in nodes {
        inside(node, place, slips);
    }
}

fn one(node: &Node, place: Place, slips: &mut Slips) {
    match &node.kind {
        NodeKind::Group(nodes) => list(nodes, place, slips),
        _ => inside(node, place, slips),
    }
}

fn inside(node: &Node, place: Place, slips: &mut Slips) {
    match &node.kind {
        NodeKind::Group(nodes) | NodeKind::Error(nodes) => list(nodes, place, slips),
        NodeKind::Fenced(fence) => {
            let closed = if place == Place::Line { Place::Closed } else { place };
            list(&fence.body, closed, slips);
        }
        NodeKind::Scripts { base, sub, sup, .. } => {
            base.iter().for_each(|base| one(base, place, slips));
            sub.iter().chain(sup).for_each(|script| one(script, Place::Script, slips));
        }
        NodeKind::Fraction { numerator, denominator, .. } => {
            one(numerator, Place::Closed, slips);
            one(denominator, Place::Closed, slips);
        }
        NodeKind::Root { radicand, index } => {
            one(radicand, Place::Closed, slips);
            index.iter().for_each(|index| one(index, Place::Script, slips));
        }
        NodeKind::Accent { body, .. } => one(body, place, slips),
        NodeKind::Styled { body, .. } => one(body, Place::Name, slips),
        NodeKind::Stack { base, over, under } => {
            one(base, place, slips);
            over.iter().chain(under).for_each(|note| one(note, Place::Script, slips));
        }
        NodeKind::Environment { rows, .. } => {
            rows.iter().flat_map(|row| &row.cells).for_each(|cell| list(cell, Place::Line, slips));
        }
        _ => {}
    }
}
