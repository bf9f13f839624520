//! Derivatives that lost a sign: `\frac{\partial f}{x}`, `\frac{\partial f}{\partial}`, `\frac{\partial^2 f}{\partial x}`.

use super::super::notation::{Node, NodeKind};
use super::super::slip::{Slip, SlipKind, Slips};
use super::{body, is_letter, is_sign};
use crate::source::Span;

pub(super) fn look(numerator: &Node, denominator: &Node, span: Span, slips: &mut Slips) {
    let (above, below) = (body(numerator), body(denominator));
    let found = lost(above, below, span).or_else(|| order(above, below, span));
    found.into_iter().for_each(|slip| slips.push(slip));
}

/// The order of a sign of differentiation: 1 for `\partial`, 2 for `\partial^2`, 0 for one whose order is a letter.
fn sign(node: &Node) -> Option<u32> {
    match &node.kind {
        NodeKind::Scripts { base: Some(base), sub: None, sup: Some(sup), primes: 0 }
            if is_sign(base, &[r"\partial"]) =>
        {
            match &sup.kind {
                NodeKind::Number(order) => order.parse().ok(),
                _ => Some(0),
            }
        }
        _ => is_sign(node, &[r"\partial"]).then_some(1),
    }
}

fn lost(above: &[Node], below: &[Node], span: Span) -> Option<Slip> {
    let (first, last) = (above.first()?, below.last()?);
    if is_sign(last, &[r"\partial"]) {
        let slip = Slip::new(SlipKind::MissingArgument, last.span, r"nothing stands behind `\partial`");
        return Some(slip.hint("write what the derivative is taken by"));
    }
    let differs = |nodes: &[Node]| nodes.iter().any(mentions);
    let slip = |where_: &str| {
        Slip::new(SlipKind::MissingArgument, span, format!(r"the {where_} of the derivative has no `\partial`"))
            .hint(format!(r"write `\partial` {} too", if where_ == "numerator" { "above" } else { "below" }))
    };
    if sign(first).is_some() && above.len() > 1 && !below.iter().any(|node| mentions(node) && !is_named(node, above)) {
        return Some(slip("denominator"));
    }
    // `\frac{\partial x}{…}` differentiates; `\frac{1}{\partial x}` is no notation.
    (sign(below.first()?).is_some() && !differs(above)).then(|| slip("numerator"))
}

/// `\frac{\partial}{\partial x} = \frac{f(x + h) - f(x - h)}{2h}`: an operator by itself is set equal to a difference of
/// values of one function.
pub(super) fn alone(nodes: &[Node], slips: &mut Slips) {
    let Some(at) = nodes.iter().position(|node| is_sign(node, &["="])) else { return };
    let (left, right) = nodes.split_at(at);
    let mut left = left.iter().filter(|node| !matches!(node.kind, NodeKind::Space(_) | NodeKind::Meta { .. }));
    let (Some(only), None) = (left.next(), left.next()) else { return };
    let NodeKind::Fraction { numerator, denominator, .. } = &only.kind else { return };
    let operator = matches!(body(numerator), [only] if sign(only).is_some());
    let by = body(denominator).first().is_some_and(|first| sign(first).is_some());
    if operator
        && by
        && !right.iter().any(mentions)
        && right.iter().any(|node| super::lists(node).into_iter().any(has_difference))
    {
        slips.push(
            Slip::new(SlipKind::MissingArgument, only.span, "nothing is differentiated here")
                .hint(r"write what is differentiated behind the first `\partial`"),
        );
    }
}

/// `f(a) - f(b)`, at any depth.
fn has_difference(nodes: &[Node]) -> bool {
    let call = |name: &Node, call: &Node| match (is_letter(name), &call.kind) {
        (Some(name), NodeKind::Fenced(_)) => Some(name.to_owned()),
        _ => None,
    };
    let here = nodes.windows(5).any(|five| match five {
        [f, first, minus, g, second] => {
            is_sign(minus, &["-"]) && call(f, first).is_some() && call(f, first) == call(g, second)
        }
        _ => false,
    });
    here || nodes.iter().any(|node| super::lists(node).into_iter().any(has_difference))
}

/// A macro that is not known here, with scripts, that stands behind `\partial` too: the name of what is differentiated.
fn is_named(node: &Node, above: &[Node]) -> bool {
    let unknown = |node: &Node| match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => match &base.kind {
            NodeKind::Unknown(name) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    };
    let own = unknown(node);
    own.is_some() && above.get(1).is_some_and(|other| unknown(other) == own)
}

/// Whether any sign of differentiation, or anything that may be one, stands in the node.
fn mentions(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Symbol { text, .. } => text == r"\partial" || text == r"\nabla",
        NodeKind::Letter(letter) => matches!(letter.as_str(), "d" | "D" | r"\delta" | r"\Delta"),
        NodeKind::Group(nodes) => nodes.iter().any(mentions),
        NodeKind::Fenced(fence) => fence.body.iter().any(mentions),
        NodeKind::Scripts { base: Some(base), .. } => mentions(base),
        NodeKind::Styled { body, .. } => mentions(body),
        NodeKind::Fraction { numerator, denominator, .. } => mentions(numerator) || mentions(denominator),
        NodeKind::Unknown(_) | NodeKind::Error(_) | NodeKind::Operator { .. } | NodeKind::Stack { .. } => true,
        _ => false,
    }
}

/// `\frac{\partial^2 f}{\partial x}`, `\frac{\partial f}{\partial x \partial y}`: the orders differ.
fn order(above: &[Node], below: &[Node], span: Span) -> Option<Slip> {
    let above = sign(above.first()?)?;
    let signs: Vec<u32> = below.iter().filter_map(sign).collect();
    let raised = below.iter().any(has_exponent);
    let (above, below) = match (above, signs.as_slice()) {
        (2 | 3, [1]) if !raised => (above, 1),
        (1, [1, 1]) if !raised => (1, 2),
        _ => return None,
    };
    Some(
        Slip::new(
            SlipKind::MissingArgument,
            span,
            format!("a derivative of order {above} above is of order {below} below"),
        )
        .hint("write the same order above and below"),
    )
}

/// Whether anything above a letter may count how often it is differentiated by.
fn has_exponent(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scripts { base: Some(base), sup, .. } => {
            sup.as_deref().is_some_and(|sup| !is_label(sup)) || has_exponent(base)
        }
        NodeKind::Group(nodes) => nodes.iter().any(has_exponent),
        NodeKind::Styled { body, .. } | NodeKind::Accent { body, .. } => has_exponent(body),
        NodeKind::Fenced(_) | NodeKind::Error(_) | NodeKind::Unknown(_) => true,
        _ => false,
    }
}

/// `\top`, `\mathrm{T}`, `(i)`: no exponent.
fn is_label(sup: &Node) -> bool {
    let sup = match &sup.kind {
        NodeKind::Styled { body, .. } => body,
        _ => sup,
    };
    is_sign(sup, &[r"\top", "*"]) || is_letter(sup) == Some("T") || matches!(sup.kind, NodeKind::Fenced(_))
}
