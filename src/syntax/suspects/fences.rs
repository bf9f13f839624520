//! Pairs that do not fit their content: `\left[ x \right)`, `(a, b, )`, `\|x|^2`, `(\max(a), 0)`.

use super::super::commands::closes;
use super::super::notation::{Class, Fence, Node, NodeKind, Sizing};
use super::super::slip::{Slip, SlipKind, Slips};
use super::{body, is_operator, is_sign, touch};

/// Pairs that never belong together; `[ )` and `( ]` are intervals.
const MIXED: [(&str, &str); 8] =
    [(r"\{", "]"), (r"\{", ")"), ("(", r"\}"), ("[", r"\}"), ("|", ")"), ("|", "]"), ("(", "|"), ("|", r"\|")];

pub(super) fn look(nodes: &[Node], around: Option<&Fence>, slips: &mut Slips) {
    for (at, node) in nodes.iter().enumerate() {
        let NodeKind::Fenced(fence) = fenced(node) else { continue };
        let before = at.checked_sub(1).and_then(|at| nodes.get(at));
        let found = mixed(node, fence)
            .filter(|_| !crosses(fence, around))
            .or_else(|| half_empty(fence))
            .or_else(|| if groups(before) { closed_too_early(fence) } else { None });
        found.into_iter().for_each(|slip| slips.push(slip));
    }
    norm(nodes).into_iter().chain(half_norm(nodes)).for_each(|slip| slips.push(slip));
}

/// `\left( a \left\| b \right) \right.`: a bar of full height stands between a pair; the empty delimiter only ends it.
fn crosses(inner: &Fence, around: Option<&Fence>) -> bool {
    around.is_some_and(|around| {
        around.right == "." && closes(&around.left, &inner.right)
            || around.left == "." && closes(&inner.left, &around.right)
    })
}

/// What the node is without its scripts.
fn fenced(node: &Node) -> &NodeKind {
    match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => &base.kind,
        kind => kind,
    }
}

/// Whether brackets behind the node only group: nothing that could be a function stands before them.
fn groups(before: Option<&Node>) -> bool {
    before.is_none_or(|before| match &before.kind {
        NodeKind::Symbol { .. } | NodeKind::Number(_) | NodeKind::Space(_) | NodeKind::Fraction { .. } => true,
        NodeKind::Scripts { base: Some(base), .. } => matches!(base.kind, NodeKind::BigOperator(_)),
        _ => false,
    })
}

fn mixed(node: &Node, fence: &Fence) -> Option<Slip> {
    if fence.sizing == Sizing::Plain {
        return None;
    }
    let pair = (fence.left.as_str(), fence.right.as_str());
    let interval = matches!(pair, ("[", ")") | ("(", "]"));
    let list = fence.body.iter().any(|node| is_sign(node, &[",", ";", "."]) || is_dots(node));
    (MIXED.contains(&pair) || (interval && !list)).then(|| {
        Slip::new(SlipKind::UnbalancedDelimiter, node.span, format!("`{}` is closed by `{}`", pair.0, pair.1))
            .hint("write both delimiters of one kind")
    })
}

fn is_dots(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if text.ends_with("dots"))
}

/// `(a, b, )`, `( , b)`: a member of the list is missing. `(3,)` is a tuple of programs, `(,)` a signature.
///
/// `\left( a, \right. \\ \left. b \right)` goes on in the next row.
fn half_empty(fence: &Fence) -> Option<Slip> {
    if fence.left == "." || fence.right == "." {
        return None;
    }
    let nodes: Vec<&Node> = fence.body.iter().filter(|node| !matches!(node.kind, NodeKind::Space(_))).collect();
    let comma = |node: &&&Node| is_sign(node, &[","]);
    let commas = nodes.iter().filter(comma).count();
    let first = nodes.first().filter(comma);
    let last = nodes.last().filter(comma);
    let dots = nodes.iter().rev().nth(1).is_some_and(|node| is_dots(node));
    let lost = match (first, last) {
        (Some(first), None) if fence.left == "(" => first,
        (None, Some(last)) if commas > 1 && !dots => last,
        _ => return None,
    };
    Some(
        Slip::new(SlipKind::DoubledOperator, lost.span, "the list lacks a member beside this comma")
            .hint("remove the comma, or write what is missing"),
    )
}

/// `(\max(a + b), 0)`: the comparison stands outside of the maximum.
fn closed_too_early(fence: &Fence) -> Option<Slip> {
    let [operator, first, comma, rest @ ..] = fence.body.as_slice() else { return None };
    let inner = match &first.kind {
        NodeKind::Fenced(inner) if fence.left == "(" && inner.left == "(" => inner,
        _ => return None,
    };
    let single = inner.body.len() > 1 && !inner.body.iter().any(|node| is_sign(node, &[","]));
    let only = !rest.is_empty() && !rest.iter().any(|node| is_sign(node, &[","]));
    let name = ["max", "min"].into_iter().find(|name| is_operator(operator, name))?;
    (single && only && is_sign(comma, &[","])).then(|| {
        Slip::new(
            SlipKind::UnbalancedDelimiter,
            first.span,
            format!("the brackets of `\\{name}` close before its second argument"),
        )
        .hint(format!("close them behind it: `\\{name}(…, …)`"))
    })
}

/// `\|x|^2`: a double bar is closed by a single one with a script, or the other way round.
fn norm(nodes: &[Node]) -> Option<Slip> {
    let bar = |node: &Node| {
        let NodeKind::Symbol { text, .. } = fenced(node) else { return None };
        ["|", r"\|"].into_iter().find(|bar| text == bar)
    };
    let bars: Vec<(&Node, &str)> = nodes.iter().filter_map(|node| Some((node, bar(node)?))).collect();
    let [(open, left), (close, right)] = bars.as_slice() else { return None };
    let NodeKind::Scripts { sub, sup, .. } = &close.kind else { return None };
    let plain = matches!(open.kind, NodeKind::Symbol { .. });
    let order = |script: &Node| match body(script) {
        [only] => matches!(&only.kind, NodeKind::Number(n) if n == "1" || n == "2") || is_sign(only, &[r"\infty"]),
        _ => false,
    };
    let closes = sub.as_deref().is_none_or(order) && sup.as_deref().is_none_or(order);
    (plain && closes && left != right).then(|| {
        Slip::new(SlipKind::UnbalancedDelimiter, close.span, format!("`{left}` is closed by `{right}`"))
            .related(open.span, format!("`{left}` opens here"))
            .hint("write both bars of one kind")
    })
}

/// `||x||^2||`: a doubled bar with nothing open before it and nothing to open behind it.
fn half_norm(nodes: &[Node]) -> Option<Slip> {
    let nodes: Vec<&Node> = nodes.iter().filter(|node| !matches!(node.kind, NodeKind::Space(_))).collect();
    let bar = |node: &Node| matches!(fenced(node), NodeKind::Symbol { text, .. } if text == "|");
    let (mut at, mut open, mut pairs) = (0, false, 0);
    while let Some(first) = nodes.get(at) {
        if !bar(first) {
            at += 1;
            continue;
        }
        let second = nodes.get(at + 1).filter(|second| bar(second) && touch(first, second))?;
        let free = |node: Option<&&Node>| node.is_none_or(|node| separates(node));
        let begins = free(at.checked_sub(1).and_then(|before| nodes.get(before)));
        match (open, begins) {
            (true, true) => return None,
            (true, false) => (open, pairs) = (false, pairs + 1),
            (false, true) => open = true,
            (false, false) if pairs > 0 && free(nodes.get(at + 2)) => {
                let span = first.span.join(second.span);
                let slip = Slip::new(SlipKind::UnbalancedDelimiter, span, "`||` closes nothing");
                return Some(slip.hint("remove it, or open the norm where it begins"));
            }
            (false, false) => return None,
        }
        at += 2;
    }
    None
}

/// Whether a node is no operand: an operator, a relation, a comma, the end of a row.
fn separates(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Symbol { class, .. } => !matches!(class, Class::Ordinary | Class::Open | Class::Close),
        NodeKind::Break | NodeKind::Ampersand => true,
        _ => false,
    }
}
