//! Scripts that lost their sign or their braces: `\sum{i=1}^n`, `\sum_i=1^n`, `e^-x`, `a_ij`, `A\top`.

use super::super::notation::{Font, Node, NodeKind};
use super::super::slip::{Slip, SlipKind, Slips};
use super::{body, is_letter, is_sign, touch};
use crate::source::Span;

/// Letters that hardly ever stand for anything but an index.
const COUNTING: [&str; 4] = ["i", "j", "k", "l"];

/// Signs that stand above and never on the line behind an operand.
const RAISED: [&str; 3] = [r"\top", r"\intercal", r"\prime"];

/// `first` is whether the list begins its line.
pub(super) fn look(nodes: &[Node], first: bool, slips: &mut Slips) {
    for at in 0..nodes.len() {
        let Some([node, rest @ ..]) = nodes.get(at..) else { continue };
        let found = range_in_braces(node, rest)
            .or_else(|| bound_in_braces(node, rest))
            .or_else(|| range_on_the_line(node, rest))
            .or_else(|| minus_alone(node, rest))
            .or_else(|| second_index(node, rest))
            .or_else(|| unraised(node, rest))
            .or_else(|| letter_for_times(node))
            .or_else(|| transposed_twice(node))
            .or_else(|| empty(node));
        found.into_iter().for_each(|slip| slips.push(slip));
    }
    if first {
        next_step(nodes).into_iter().for_each(|slip| slips.push(slip));
    }
}

/// The name of an operator that takes a range below.
fn ranging(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::BigOperator(name) => Some(name),
        NodeKind::Operator { name, limits: true } => Some(name),
        _ => None,
    }
}

fn is_range(nodes: &[Node]) -> bool {
    let sign = |node: &Node| is_sign(node, &["=", r"\in", r"\to"]);
    nodes.len() > 2 && nodes.iter().skip(1).any(sign) && !nodes.iter().any(|node| is_sign(node, &[","]))
}

/// `\sum{i=1}^n x_i`, `\lim{x \to 0} f`: the range is set as what is summed.
fn range_in_braces(node: &Node, rest: &[Node]) -> Option<Slip> {
    let name = ranging(node)?;
    let next = rest.first().filter(|next| touch(node, next))?;
    let group = match &next.kind {
        NodeKind::Scripts { base: Some(base), sub: None, .. } => base,
        _ => next,
    };
    let NodeKind::Group(range) = &group.kind else { return None };
    is_range(range).then(|| {
        let message = format!("the range of `{}` is not below it", shown(name));
        Slip::new(SlipKind::DanglingScript, node.span.join(next.span), message)
            .hint("write `_` before its braces")
            .fix(Span { start: group.span.start, end: group.span.start }, "_")
    })
}

/// `\sum_{i=1}{n} x_i`: the upper end is set as what is summed.
fn bound_in_braces(node: &Node, rest: &[Node]) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sub: Some(sub), sup: None, .. } = &node.kind else { return None };
    let name = ranging(base)?;
    let [next, _, ..] = rest else { return None };
    let NodeKind::Group(end) = &next.kind else { return None };
    let starts = body(sub).iter().any(|node| is_sign(node, &["="]));
    let plain = match end.as_slice() {
        [only] => matches!(only.kind, NodeKind::Letter(_) | NodeKind::Number(_)) || is_sign(only, &[r"\infty"]),
        [letter, sign, number] => {
            is_letter(letter).is_some() && is_sign(sign, &["-", "+"]) && matches!(number.kind, NodeKind::Number(_))
        }
        _ => false,
    };
    (starts && plain && touch(node, next)).then(|| {
        let message = format!("the upper end of `{}` is not above it", shown(name));
        Slip::new(SlipKind::DanglingScript, node.span.join(next.span), message)
            .hint("write `^` before its braces")
            .fix(Span { start: next.span.start, end: next.span.start }, "^")
    })
}

/// `\sum_i=1^n x_i`, `\sum_{i=1}^n-1 x_i`: a script ends with its first character.
fn range_on_the_line(node: &Node, rest: &[Node]) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sub: Some(sub), sup, .. } = &node.kind else { return None };
    ranging(base)?;
    let [sign, end, _, ..] = rest else { return None };
    if !touch(node, sign) || !touch(sign, end) {
        return None;
    }
    let low = sup.is_none() && is_letter(sub).is_some() && is_sign(sign, &["="]);
    let low = low && matches!(&end.kind, NodeKind::Scripts { sub: None, sup: Some(_), .. });
    let high = sup.as_deref().and_then(is_letter).is_some() && is_sign(sign, &["-", "+"]);
    let high = high && matches!(&end.kind, NodeKind::Number(one) if one == "1");
    (low || high).then(|| {
        let (where_, script) = if low { ("below", "_") } else { ("above", "^") };
        Slip::new(
            SlipKind::UnbracedArgument,
            node.span.join(end.span),
            format!("only one letter stands {where_} the sign"),
        )
        .hint(format!("write the whole script in braces: `{script}{{…}}`"))
    })
}

/// `e^-x`: only the sign is raised.
fn minus_alone(node: &Node, rest: &[Node]) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sup: Some(sup), .. } = &node.kind else { return None };
    let base = is_letter(base) == Some("e") || matches!(base.kind, NodeKind::Number(_));
    let next = rest.first().filter(|next| touch(node, next))?;
    let operand = matches!(next.kind, NodeKind::Letter(_) | NodeKind::Scripts { .. } | NodeKind::Fraction { .. });
    (base && operand && is_sign(sup, &["-", "+"])).then(|| {
        let sign = if is_sign(sup, &["-"]) { "-" } else { "+" };
        Slip::new(SlipKind::UnbracedArgument, node.span.join(next.span), format!("only `{sign}` is raised"))
            .hint("write the whole exponent in braces")
    })
}

/// `a_ij`: only the first index is lowered.
fn second_index(node: &Node, rest: &[Node]) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sub: Some(sub), sup: None, primes: 0 } = &node.kind else { return None };
    let first = is_letter(sub).filter(|letter| COUNTING.contains(letter))?;
    let next = rest.first().filter(|next| touch(node, next))?;
    let second = is_letter(next).filter(|letter| COUNTING.contains(letter))?;
    let applied = rest.get(1).is_some_and(|after| matches!(after.kind, NodeKind::Fenced(_)));
    let named = matches!(base.kind, NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. });
    // A subscript in braces ends where its author wanted.
    let braced = sub.span.end < node.span.end;
    (named && !applied && !braced).then(|| {
        Slip::new(SlipKind::UnbracedArgument, node.span.join(next.span), format!("only `{first}` is lowered"))
            .hint(format!("write `_{{{first}{second}}}` if both are indices"))
            .fix(sub.span.join(next.span), format!("{{{first}{second}}}"))
    })
}

/// `{W^\top}^\top`, `\mathbf{W^\top}_i^\top`: no bracket shows that two are meant.
fn transposed_twice(node: &Node) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sup: Some(sup), .. } = &node.kind else { return None };
    (is_transpose(sup) && is_transposed(base)).then(|| {
        let message = "a transpose stands on what is transposed already".to_owned();
        Slip::new(SlipKind::DoubledOperator, node.span, message)
            .hint("remove one of the two, or write brackets between")
    })
}

fn is_transpose(sup: &Node) -> bool {
    is_sign(sup, &[r"\top", r"\intercal"])
}

fn is_transposed(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scripts { base, sup, .. } => {
            sup.as_deref().is_some_and(is_transpose) || base.as_deref().is_some_and(is_transposed)
        }
        NodeKind::Styled { body, .. } => is_transposed(body),
        NodeKind::Group(nodes) => matches!(nodes.as_slice(), [only] if is_transposed(only)),
        _ => false,
    }
}

/// `A\top`: the sign stands on the line.
fn unraised(node: &Node, rest: &[Node]) -> Option<Slip> {
    let next = rest.first().filter(|next| touch(node, next) && is_sign(next, &RAISED))?;
    let operand = match &node.kind {
        NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. } | NodeKind::Scripts { .. } => true,
        // `x^{(1)\top}`: an index and a transpose share a script.
        NodeKind::Fenced(fence) => fence.body.len() > 1,
        _ => false,
    };
    let NodeKind::Symbol { text, .. } = &next.kind else { return None };
    operand.then(|| {
        Slip::new(SlipKind::DanglingScript, next.span, format!("`{text}` stands on the line"))
            .hint(format!("write `^{text}`, in one script with what else stands above"))
    })
}

/// `\mathbb{R}^{n x d}`: the letter x for the times sign.
fn letter_for_times(node: &Node) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sup: Some(sup), .. } = &node.kind else { return None };
    if !matches!(&base.kind, NodeKind::Styled { font: Font::Blackboard, .. }) {
        return None;
    }
    let size = |node: &Node| matches!(node.kind, NodeKind::Letter(_) | NodeKind::Number(_) | NodeKind::Scripts { .. });
    let sign = body(sup).windows(3).find(|three| match three {
        [left, sign, right] => {
            let apart = !touch(left, sign) && !touch(sign, right);
            let numbers = [left, right].iter().all(|node| matches!(node.kind, NodeKind::Number(_)));
            size(left) && size(right) && is_letter(sign) == Some("x") && (apart || numbers)
        }
        _ => false,
    })?;
    let span = sign.get(1)?.span;
    Some(
        Slip::new(SlipKind::MissingBackslash, span, "the letter x stands for a times sign")
            .hint(r"write `\times`")
            .fix(span, r"\times "),
    )
}

/// `x^{}`, the only script of its base: its content was lost, or it was left behind.
fn empty(node: &Node) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sub, sup, primes: 0 } = &node.kind else { return None };
    let (only, word) = match (sub, sup) {
        (Some(only), None) => (only, "subscript"),
        (None, Some(only)) => (only, "superscript"),
        _ => return None,
    };
    // Of a script as long as the whole, a macro made both: the author left its argument out.
    let whole = node.span;
    let none = |node: &Node| node.span != whole && matches!(&node.kind, NodeKind::Group(nodes) if nodes.is_empty());
    (none(only) && !none(base)).then(|| {
        Slip::new(SlipKind::DanglingScript, node.span, format!("the {word} is empty"))
            .hint(format!("write the {word}, or remove its sign"))
    })
}

/// `\theta_t+1 = \theta_t - …`: the step is no part of the index.
fn next_step(nodes: &[Node]) -> Option<Slip> {
    let [node, plus, one, equals, rest @ ..] = nodes else { return None };
    let NodeKind::Scripts { base: Some(base), sub: Some(sub), sup: None, .. } = &node.kind else { return None };
    let step = is_sign(plus, &["+"]) && matches!(&one.kind, NodeKind::Number(one) if one == "1");
    let tight = touch(node, plus) && touch(plus, one) && !touch(one, equals);
    let same = |other: &Node| match &other.kind {
        NodeKind::Scripts { base: Some(other), sub: Some(index), .. } => {
            other.kind == base.kind && index.kind == sub.kind
        }
        _ => false,
    };
    let relation = is_sign(equals, &["=", r"\leftarrow"]);
    let index = is_letter(sub).filter(|_| step && tight && relation && rest.iter().any(same))?;
    Some(
        Slip::new(SlipKind::UnbracedArgument, node.span.join(one.span), format!("only `{index}` is lowered"))
            .hint(format!("write `_{{{index}+1}}` if the next one is meant"))
            .fix(sub.span.join(one.span), format!("{{{index}+1}}")),
    )
}

/// How an operator is written.
fn shown(name: &str) -> String {
    if name.starts_with('\\') { name.to_owned() } else { format!("\\{name}") }
}
