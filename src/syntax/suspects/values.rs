//! What stands where only a value can: a relation in a norm or a root, a set as a divisor, a bracket as a radicand.

use super::super::glyphs;
use super::super::notation::{Fence, Font, Node, NodeKind};
use super::super::slip::{Slip, SlipKind, Slips};
use super::{body, is_sign, touch};

/// Signs between two values; none of them is a value itself.
const RELATIONS: [&str; 7] = ["=", r"\ne", r"\le", r"\ge", "<", ">", r"\approx"];

const DOUBLE_BARS: [&str; 2] = [r"\|", r"\parallel"];

pub(super) fn look(nodes: &[Node], slips: &mut Slips) {
    for (at, node) in nodes.iter().enumerate() {
        let rest = nodes.get(at + 1..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| nodes.get(at));
        let found = bracket_as_radicand(node, rest)
            .or_else(|| relation_in(node))
            .or_else(|| if is_double_bar(node) && opens(before) { relation_in_norm(rest) } else { None });
        found.into_iter().for_each(|slip| slips.push(slip));
    }
    sets_as_divisors(nodes, slips);
}

/// `\sqrt(x + 1)`: the root stands over the bracket alone.
fn bracket_as_radicand(node: &Node, rest: &[Node]) -> Option<Slip> {
    let NodeKind::Root { radicand, .. } = &node.kind else { return None };
    let more = rest.first().is_some_and(|next| touch(node, next) || node.span.end < next.span.start);
    (is_sign(radicand, &["("]) && more).then(|| {
        Slip::new(SlipKind::UnbracedArgument, node.span, "the root stands over the bracket alone")
            .hint(r"write what is below the root in braces: `\sqrt{…}`")
    })
}

/// `\sqrt{a = b}`, `\left\| A x = b \right\|`.
fn relation_in(node: &Node) -> Option<Slip> {
    let (nodes, what) = match &node.kind {
        NodeKind::Root { radicand, .. } => (body(radicand), "root"),
        NodeKind::Fenced(fence) if is_norm(fence) => (fence.body.as_slice(), "norm"),
        NodeKind::Scripts { base: Some(base), .. } => return relation_in(base),
        _ => return None,
    };
    relation(nodes, what)
}

fn is_norm(fence: &Fence) -> bool {
    fence.left == r"\|" && fence.right == r"\|"
}

fn relation(nodes: &[Node], what: &str) -> Option<Slip> {
    let at = nodes.iter().position(|node| is_sign(node, &RELATIONS)).filter(|at| *at > 0 && at + 1 < nodes.len())?;
    let sign = nodes.get(at)?;
    let text = glyphs(std::slice::from_ref(sign));
    Some(
        Slip::new(SlipKind::OddSymbol, sign.span, format!("`{text}` stands inside of a {what}, where a value stands"))
            .hint(format!("write an operator in place of `{text}`, or move the relation out of the {what}")),
    )
}

fn is_double_bar(node: &Node) -> bool {
    is_sign(node, &DOUBLE_BARS)
}

/// Whether a bar behind the node can only open a pair.
fn opens(before: Option<&Node>) -> bool {
    before.is_none_or(|before| {
        is_sign(before, &RELATIONS) || is_sign(before, &["+", "-", ","]) || matches!(before.kind, NodeKind::Space(_))
    })
}

/// `\|A x = b\|_2`: the bars pair up around a relation. The closing one has a script, or nothing behind it to relate.
fn relation_in_norm(rest: &[Node]) -> Option<Slip> {
    let closing = |node: &Node| match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => is_double_bar(base),
        _ => is_double_bar(node),
    };
    let end = rest.iter().position(closing)?;
    let last = rest.get(end).is_some_and(|close| matches!(close.kind, NodeKind::Scripts { .. }));
    let alone = !rest.get(end + 1..).unwrap_or_default().iter().any(closing);
    let inside = rest.get(..end).filter(|_| last && alone)?;
    let plain = |node: &Node| {
        !matches!(
            node.kind,
            NodeKind::Space(_) | NodeKind::Text(_) | NodeKind::Break | NodeKind::Ampersand | NodeKind::Error(_)
        ) && !is_sign(node, &[",", ";", "|", r"\mid"])
    };
    relation(inside, "norm").filter(|_| inside.iter().all(plain))
}

/// `\frac{1}{\mathcal{A}} \sum_{a \in \mathcal{A}}`: what the letter runs over is a set, and no number.
fn sets_as_divisors(nodes: &[Node], slips: &mut Slips) {
    let mut divisors: Vec<(&Node, String)> = Vec::new();
    for node in nodes {
        match &node.kind {
            NodeKind::Fraction { denominator, .. } if is_set_name(denominator) => {
                divisors.truncate(MOST_DIVISORS);
                divisors.push((denominator, glyphs(std::slice::from_ref(denominator))));
            }
            NodeKind::Scripts { base: Some(base), sub: Some(sub), .. }
                if matches!(base.kind, NodeKind::BigOperator(_)) && !divisors.is_empty() =>
            {
                let below = body(sub);
                let Some(at) = below.iter().position(|node| is_sign(node, &[r"\in"])) else { continue };
                let set = glyphs(below.get(at + 1..).unwrap_or_default());
                let Some(found) = divisors.iter().position(|(_, own)| *own == set) else { continue };
                let (divisor, _) = divisors.swap_remove(found);
                slips.push(
                    Slip::new(
                        SlipKind::OddSymbol,
                        divisor.span,
                        format!("`{set}` is the set that the sum runs over, and divides here"),
                    )
                    .hint(format!("write `|{set}|`, the number of its members")),
                );
            }
            _ => {}
        }
    }
}

/// More divisors than this wait for no sum.
const MOST_DIVISORS: usize = 4;

/// Letters in the types of sets, scripts allowed.
fn is_set_name(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => is_set_name(base),
        NodeKind::Group(nodes) => matches!(nodes.as_slice(), [only] if is_set_name(only)),
        NodeKind::Styled { font, .. } => {
            matches!(font, Font::Calligraphic | Font::Script | Font::Blackboard | Font::Fraktur)
        }
        NodeKind::Letter(letter) => letter.starts_with(|c: char| c.is_ascii_uppercase()) && letter != "N",
        _ => false,
    }
}
