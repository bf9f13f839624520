//! Operators that stand side by side, and those with nothing behind them: `= =`, `+ \times`, `, ,`, `(a + b +)`.

use super::super::notation::{Class, Node, NodeKind};
use super::super::slip::{Slip, SlipKind, Slips};

/// Relations that a second one cannot follow.
static RELATIONS: &[&str] = &[
    "=",
    r"\le",
    r"\ge",
    r"\ne",
    r"\approx",
    r"\equiv",
    r"\in",
    r"\subset",
    r"\subseteq",
    r"\propto",
    r"\sim",
    "<",
    ">",
    ":=",
    r"\to",
    r"\mapsto",
];

/// Operators that need something on both sides: none of them is a sign.
static INFIX: &[&str] = &[
    r"\times", r"\cdot", r"\div", "*", r"\otimes", r"\odot", r"\oplus", r"\circ", r"\wedge", r"\vee", r"\cap", r"\cup",
];

static SIGNS: &[&str] = &["+", "-", r"\pm", "/"];

pub(super) fn look(nodes: &[Node], closed: bool, slips: &mut Slips) {
    for (at, pair) in nodes.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let (Some(a), Some(b)) = (symbol(first), symbol(second)) else { continue };
        let before = at.checked_sub(1).and_then(|before| nodes.get(before));
        let after = nodes.get(at + 2);
        let touching = first.span.end == second.span.start;
        if a == ">" && closes_a_pair(nodes.get(..at).unwrap_or_default()) {
            continue;
        }
        // `5 - +3`: signed numbers.
        let signed = a == "-" && after.is_some_and(|after| matches!(after.kind, NodeKind::Number(_)));
        if doubled(a, b, touching) || (infix(a, b, touching) && !signed && is_operand(before) && is_operand(after)) {
            report(first, second, a, b, slips);
        }
    }
    if closed {
        trailing(nodes, slips);
    }
}

fn symbol(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Symbol { text, .. } => Some(text),
        _ => None,
    }
}

/// `<x, y>`: the sign after these nodes is a bracket.
fn closes_a_pair(before: &[Node]) -> bool {
    let open = before.iter().rposition(|node| symbol(node) == Some("<"));
    let inside = open.and_then(|open| before.get(open + 1..)).unwrap_or_default();
    inside.iter().any(|node| matches!(symbol(node), Some("," | "|" | r"\mid")))
}

/// Two relations, or two commas. `==`, `<=`, `>>` typed together are signs of programs.
fn doubled(a: &str, b: &str, touching: bool) -> bool {
    if a == "," && b == "," {
        return true;
    }
    let typed = |text: &str| matches!(text, "=" | "<" | ">");
    if !RELATIONS.contains(&a) || !RELATIONS.contains(&b) || (touching && typed(a) && typed(b)) {
        return false;
    }
    if matches!(a, "<" | ">") && b == "=" {
        return true;
    }
    let strict = |text: &str| matches!(text, "=" | r"\le" | r"\ge" | r"\ne" | r"\approx" | r"\equiv");
    a == b || (strict(a) && strict(b))
}

/// Two operators of which the second is no sign, or is a sign that says nothing. `**` and `++` are signs of programs.
fn infix(a: &str, b: &str, touching: bool) -> bool {
    let twice = matches!((a, b), ("+", "+") | ("-", "+")) && !touching;
    let second = INFIX.contains(&b) && (INFIX.contains(&a) || SIGNS.contains(&a));
    twice || (second && !(touching && a == b))
}

/// Whether the node can be operated on.
fn is_operand(node: Option<&Node>) -> bool {
    node.is_some_and(|node| {
        !matches!(
            node.kind,
            NodeKind::Space(_) | NodeKind::Meta { .. } | NodeKind::Break | NodeKind::Ampersand | NodeKind::Error(_)
        ) && !matches!(&node.kind, NodeKind::Symbol { class, .. } if *class != Class::Ordinary)
    })
}

fn report(first: &Node, second: &Node, a: &str, b: &str, slips: &mut Slips) {
    let span = first.span.join(second.span);
    let message = format!("`{a}` and `{b}` stand side by side with nothing between");
    slips
        .push(Slip::new(SlipKind::DoubledOperator, span, message).hint("remove one of them, or write what is missing"));
}

/// An operator before the end of a pair: `(a + b +)`. `f(x+)` and `(2\times)` are habits.
fn trailing(nodes: &[Node], slips: &mut Slips) {
    let [.., before, last] = nodes else { return };
    let Some(text) = symbol(last) else { return };
    let relation = matches!(text, "=" | r"\le" | r"\ge" | r"\ne" | r"\approx" | r"\equiv" | r"\in");
    let operator = matches!(text, "+" | "-" | r"\cdot") && nodes.len() > 3;
    if (relation || operator) && is_operand(Some(before)) {
        let slip = Slip::new(SlipKind::DoubledOperator, last.span, format!("nothing stands behind `{text}`"))
            .hint("remove it, or write what is missing");
        slips.push(slip);
    }
}
