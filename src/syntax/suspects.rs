//! Slips that render: doubled operators, commands that lost their backslash, scripts that lost their sign.
//!
//! Takes notation; gives slips with the reason to be seen in the formula itself. Never looks at the words around, and
//! never reports what some notation means.

mod events;
mod fences;
mod fractions;
mod letters;
mod operators;
mod ranges;
mod rows;
mod scripts;
mod values;

use super::notation::{Fence, Font, Node, NodeKind};
use super::slip::{Slip, SlipKind, Slips};

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
    ranges::whole(nodes, slips);
    events::joints(nodes, slips);
}

fn list(nodes: &[Node], place: Place, slips: &mut Slips) {
    within(nodes, place, None, slips);
}

/// A list of nodes, and the pair of delimiters around it.
fn within(nodes: &[Node], place: Place, around: Option<&Fence>, slips: &mut Slips) {
    if place != Place::Name {
        letters::look(nodes, place == Place::Script, slips);
        scripts::look(nodes, place == Place::Line, slips);
        fences::look(nodes, around, slips);
    }
    if matches!(place, Place::Line | Place::Closed) {
        operators::look(nodes, place == Place::Closed, slips);
        values::look(nodes, slips);
        ranges::look(nodes, slips);
        fractions::alone(nodes, slips);
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
            within(&fence.body, closed, Some(fence), slips);
        }
        NodeKind::Scripts { base, sub, sup, .. } => {
            base.iter().for_each(|base| one(base, place, slips));
            sub.iter().chain(sup).for_each(|script| one(script, Place::Script, slips));
        }
        NodeKind::Fraction { numerator, denominator, .. } => {
            fractions::look(numerator, denominator, node.span, slips);
            one(numerator, Place::Closed, slips);
            one(denominator, Place::Closed, slips);
        }
        NodeKind::Root { radicand, index } => {
            one(radicand, Place::Closed, slips);
            index.iter().for_each(|index| one(index, Place::Script, slips));
        }
        NodeKind::Accent { body, .. } => one(body, place, slips),
        NodeKind::Styled { font, body } => {
            too_much(*font, body, node, slips);
            one(body, Place::Name, slips);
        }
        NodeKind::Stack { base, over, under } => {
            one(base, place, slips);
            over.iter().chain(under).for_each(|note| one(note, Place::Script, slips));
        }
        NodeKind::Environment { name, rows, .. } => {
            rows::look(name, rows, node.span, slips);
            events::conditions(name, rows, slips);
            rows.iter().flat_map(|row| &row.cells).for_each(|cell| list(cell, Place::Line, slips));
        }
        _ => {}
    }
}

/// `\mathbb{R^n}`, `\mathcal{N(0, 1)}`: the font holds more than the letter that has a meaning in it.
fn too_much(font: Font, body: &Node, node: &Node, slips: &mut Slips) {
    let closes_late = match font {
        Font::Blackboard => {
            self::body(body).iter().any(|part| matches!(part.kind, NodeKind::Scripts { .. } | NodeKind::Fenced(_)))
        }
        Font::Calligraphic | Font::Script => {
            self::body(body).iter().any(|part| matches!(part.kind, NodeKind::Fenced(_)))
        }
        _ => false,
    };
    if closes_late {
        let slip = Slip::new(SlipKind::UnbalancedDelimiter, node.span, "the braces of the font close too late");
        slips.push(slip.hint("close them behind the letter"));
    }
}

/// The direct parts of a node.
pub(super) fn parts(node: &Node) -> Vec<&Node> {
    lists(node).into_iter().flatten().collect()
}

/// The direct parts of a node, in the lists in which they stand.
fn lists(node: &Node) -> Vec<&[Node]> {
    let one = |node| std::slice::from_ref::<Node>(node);
    match &node.kind {
        NodeKind::Group(nodes) | NodeKind::Error(nodes) => vec![nodes],
        NodeKind::Fenced(fence) => vec![&fence.body],
        NodeKind::Scripts { base, sub, sup, .. } => {
            [base, sub, sup].into_iter().flatten().map(|part| one(part)).collect()
        }
        NodeKind::Fraction { numerator, denominator, .. } => vec![one(numerator), one(denominator)],
        NodeKind::Root { radicand, index } => std::iter::once(radicand).chain(index).map(|part| one(part)).collect(),
        NodeKind::Accent { body, .. } | NodeKind::Styled { body, .. } => vec![one(body)],
        NodeKind::Stack { base, over, under } => {
            std::iter::once(base).chain(over).chain(under).map(|part| one(part)).collect()
        }
        NodeKind::Environment { rows, .. } => rows.iter().flat_map(|row| &row.cells).map(Vec::as_slice).collect(),
        _ => Vec::new(),
    }
}

/// What a group holds; any other node by itself.
fn body(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Group(nodes) => nodes,
        _ => std::slice::from_ref(node),
    }
}

fn is_letter(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Letter(letter) => Some(letter),
        _ => None,
    }
}

fn is_sign(node: &Node, signs: &[&str]) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if signs.contains(&text.as_str()))
}

fn is_operator(node: &Node, name: &str) -> bool {
    matches!(&node.kind, NodeKind::Operator { name: own, .. } if own == name)
}

/// Whether nothing stands between two nodes, not even a blank.
fn touch(first: &Node, second: &Node) -> bool {
    first.span.end == second.span.start
}

#[cfg(test)]
mod tests;
