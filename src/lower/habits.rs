//! What authors write in place of the usual signs: points that multiply, angles typed as relations, labels of rows.
//!
//! Takes the items or nodes of a level; gives what they stand for, only where nothing else could be meant.

use std::sync::LazyLock;

use crate::source::Span;
use crate::syntax::{Class, Node, NodeKind};

use super::items::{Item, ItemKind, is_blank, is_wide, wants_operand};
use super::operators;
use super::pratt::{is_comma, sign};

fn symbol(text: &str, class: Class) -> Node {
    Node::new(NodeKind::Symbol { text: text.to_owned(), class }, Span::default())
}

/// The sign that a point between factors stands for.
static TIMES: LazyLock<Node> = LazyLock::new(|| symbol("\\cdot", Class::Binary));

/// The bar that opens `\left| … \right)`.
pub(super) static BAR: LazyLock<Node> = LazyLock::new(|| symbol("|", Class::Ordinary));

/// Capitals that are typed for the big signs they look like.
static TYPED: LazyLock<[(&str, Node); 2]> = LazyLock::new(|| {
    let big = |sign: &str| Node::new(NodeKind::BigOperator(sign.to_owned()), Span::default());
    [("\\Sigma", big("\\sum")), ("\\Pi", big("\\prod"))]
});

/// `\Sigma_{i=0}^{n}`: a capital with a range below and an end above is the big sign that it looks like.
pub(super) fn big_sign<'n>(base: &'n Node, sub: Option<&'n Node>, sup: Option<&'n Node>) -> &'n Node {
    let NodeKind::Letter(letter) = &base.kind else { return base };
    let equation = |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == "=");
    let ranged = sub.is_some_and(|sub| matches!(&sub.kind, NodeKind::Group(body) if body.iter().any(equation)));
    let typed = TYPED.iter().find(|(sign, _)| letter == sign);
    typed.filter(|_| ranged && sup.is_some()).map_or(base, |(_, big)| big)
}

/// Whether a styled piece holds `s.t.`: `\mathbb{s.t.}`.
pub(super) fn is_such_that(body: &Node) -> bool {
    crate::prose::script_text(body).is_some_and(|text| matches!(text.as_str(), "s.t." | "s.t"))
}

/// What `s.t.` without a command stands for.
pub(super) static SUCH_THAT: LazyLock<Node> =
    LazyLock::new(|| Node::new(NodeKind::Text("s.t.".to_owned()), Span::default()));

/// Points between factors as signs of products, `<x, y>` as a pair of angles, `s.t.` as words.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let mut items = with_comma_behind_dots(such_that(without_remark_end(items)));
    for at in 1..items.len().saturating_sub(1) {
        if multiplies(&items, at)
            && let Some(item) = items.get_mut(at)
        {
            item.kind = ItemKind::Node(&TIMES);
        }
    }
    angles(items)
}

/// `\text{(since } a = b)`: the parenthesis that opened in the words ends them.
fn without_remark_end(mut items: Vec<Item>) -> Vec<Item> {
    let opens = |item: &Item| {
        super::text::words_of(item).is_some_and(|words| words.matches('(').count() > words.matches(')').count())
    };
    let Some(from) = items.iter().position(opens) else { return items };
    let end = items.iter().skip(from).position(|item| sign(item) == Some(")"));
    if let Some(end) = end {
        items.remove(from + end);
    }
    items
}

/// The comma that a list lacks behind its dots.
static COMMA: LazyLock<Node> = LazyLock::new(|| symbol(",", Class::Punctuation));

/// `x_1, \dots x_p`: dots behind a comma end at a comma.
fn with_comma_behind_dots(mut items: Vec<Item>) -> Vec<Item> {
    let lacks = |three: &[Item]| match three {
        [comma, dots, next] => {
            is_comma(comma)
                && super::atoms::is_ellipsis(dots)
                && super::pratt::begins_operand(next)
                && !super::atoms::is_ellipsis(next)
        }
        _ => false,
    };
    while let Some(at) = items.windows(3).position(lacks) {
        let Some(dots) = items.get(at + 1) else { break };
        let span = Span { start: dots.span.end, end: dots.span.end };
        let comma = Item { kind: ItemKind::Node(&COMMA), span, row: dots.row };
        items.insert(at + 2, comma);
    }
    // `0, \pm1, \pm2\cdots`: a list that goes on.
    let commas = items.iter().filter(|item| is_comma(item)).count();
    if let [.., before, dots] = items.as_slice()
        && commas > 1
        && super::atoms::is_ellipsis(dots)
        && super::pratt::begins_operand(before)
        && !super::atoms::is_ellipsis(before)
    {
        let span = Span { start: before.span.end, end: before.span.end };
        let comma = Item { kind: ItemKind::Node(&COMMA), span, row: dots.row };
        items.insert(items.len() - 1, comma);
    }
    items
}

/// `s.t.` and `s.t`, letters and points that touch.
fn such_that(mut items: Vec<Item>) -> Vec<Item> {
    let spells = |items: &[Item]| {
        let letter = |at: usize, wanted: &str| {
            matches!(items.get(at).map(|item| &item.kind),
                Some(ItemKind::Node(Node { kind: NodeKind::Letter(letter), .. })) if letter == wanted)
        };
        let touching = items.windows(2).all(|pair| matches!(pair, [a, b] if touch(a, b)));
        letter(0, "s") && letter(2, "t") && items.get(1).and_then(sign) == Some(".") && touching
    };
    while let Some(at) = items.windows(3).position(spells) {
        let point = items.get(at + 3).is_some_and(|next| sign(next) == Some("."));
        let length = 3 + usize::from(point);
        let colon = items.get(at + length).is_some_and(|next| matches!(sign(next), Some(":" | "：")));
        let length = length + usize::from(colon);
        let taken: Vec<Item> = items.splice(at..at + length, []).collect();
        if let (Some(first), Some(last)) = (taken.first(), taken.last()) {
            let span = first.span.join(last.span);
            items.insert(at, Item { kind: ItemKind::Node(&SUCH_THAT), span, row: first.row });
        }
    }
    items
}

/// `n.(n+1)`, `e^x.e^y`: a point that touches a factor on both sides, neither of them a word's or a number's part.
fn multiplies(items: &[Item], at: usize) -> bool {
    let (Some(before), Some(point), Some(after)) = (items.get(at - 1), items.get(at), items.get(at + 1)) else {
        return false;
    };
    if sign(point) != Some(".") || !touch(before, point) || !touch(point, after) {
        return false;
    }
    // `x.loss`, `i.i.d.`: a letter whose other side touches a letter or a point is no factor by itself.
    let goes_on = |outer: Option<&Item>, own: &Item| {
        is_letter(own)
            && outer.is_some_and(|outer| {
                (touch(outer, own) || touch(own, outer)) && (is_letter(outer) || sign(outer) == Some("."))
            })
    };
    let quantified = items.iter().any(|item| matches!(sign(item), Some("\\forall" | "\\exists")));
    is_factor(before)
        && is_factor(after)
        && !quantified
        && !goes_on(at.checked_sub(2).and_then(|outer| items.get(outer)), before)
        && !goes_on(items.get(at + 2), after)
}

fn touch(left: &Item, right: &Item) -> bool {
    left.span.end == right.span.start
}

fn is_letter(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Node(Node { kind: NodeKind::Letter(_), .. }))
}

fn is_factor(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return false };
    let kind = match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => &base.kind,
        kind => kind,
    };
    matches!(
        kind,
        NodeKind::Letter(_)
            | NodeKind::Styled { .. }
            | NodeKind::Accent { .. }
            | NodeKind::Fenced(_)
            | NodeKind::Fraction { .. }
            | NodeKind::Root { .. }
            | NodeKind::Group(_)
    )
}

/// `<x, y>` where an operand is wanted: an inner product.
fn angles(items: Vec<Item>) -> Vec<Item> {
    let signed = |item: &Item, text| sign(item) == Some(text);
    if !items.iter().any(|item| signed(item, "<")) || !items.iter().any(|item| signed(item, ">")) {
        return items;
    }
    let mut settled: Vec<Item> = Vec::with_capacity(items.len());
    let mut rest = items.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let wanted = wants_operand(settled.last()) || settled.last().is_some_and(|item| signed(item, "|"));
        let close = if signed(first, "<") && wanted { closing_angle(behind) } else { None };
        match close.and_then(|close| Some((behind.get(..close)?, behind.get(close)?, behind.get(close + 1..)?))) {
            Some((body, Item { kind: ItemKind::Node(node), span, .. }, after)) => {
                let kind = ItemKind::Angles { body: body.to_vec(), close: node };
                settled.push(Item { kind, span: first.span.join(*span), row: first.row });
                rest = after;
            }
            _ => {
                settled.push(first.clone());
                rest = behind;
            }
        }
    }
    settled
}

/// Where `>` closes behind two members and nothing that relates them.
fn closing_angle(behind: &[Item]) -> Option<usize> {
    let close = behind.iter().position(|item| sign(item) == Some(">"))?;
    let body = behind.get(..close)?;
    let relates = |item: &Item| sign(item).and_then(operators::infix).is_some_and(|row| row.strength <= 20);
    let broken = |item: &Item| matches!(item.kind, ItemKind::Gap | ItemKind::RowEnd { .. }) || relates(item);
    let commas = body.iter().filter(|item| is_comma(item)).count();
    let ends = body.first().is_some_and(is_comma) || body.last().is_some_and(is_comma);
    (commas == 1 && !ends && !body.iter().any(broken)).then_some(close)
}

/// How many of the nodes behind a wide space are the label of the row that they end: `\qquad (3.2)`.
pub(super) fn label_behind(nodes: &[Node]) -> Option<usize> {
    let first = nodes.iter().position(|node| !is_blank(node) && !is_space(node))?;
    let length = label(nodes.get(first..)?)?;
    let rest = nodes.get(first + length..)?;
    let ends = |node: &Node| is_blank(node) || is_space(node) || is_punctuation(node);
    let end = rest.iter().position(|node| !ends(node));
    let closed = end.is_none_or(|end| matches!(rest.get(end).map(|node| &node.kind), Some(NodeKind::Break)));
    closed.then_some(first + length)
}

/// Whether a cell holds nothing but the label of its row.
pub(super) fn is_label(cell: &[Node]) -> bool {
    label_behind(cell).is_some_and(|length| cell.get(length..).is_some_and(|rest| rest.iter().all(is_blank)))
}

/// The length of a label at the start of nodes: `(3.2)`, `(*)`, `\text(3)`.
fn label(nodes: &[Node]) -> Option<usize> {
    match nodes {
        [Node { kind: NodeKind::Fenced(fence), .. }, ..] if fence.left == "(" && fence.right == ")" => {
            is_number(&fence.body).then_some(1)
        }
        [Node { kind: NodeKind::Text(open), .. }, rest @ ..] if open.trim() == "(" => {
            let close = rest.iter().take(6).position(|node| is_sign(node, &[")"]))?;
            is_number(rest.get(..close)?).then_some(close + 2)
        }
        _ => None,
    }
}

/// `3`, `3.2`, `2a`, `3-1`, `*`.
fn is_number(body: &[Node]) -> bool {
    match body {
        [only] if is_sign(only, &["*", "\\ast", "\\star", "\\dagger"]) => true,
        [Node { kind: NodeKind::Number(_), .. }, rest @ ..] => rest.iter().enumerate().all(|(at, node)| {
            matches!(node.kind, NodeKind::Number(_))
                || is_sign(node, &[".", "-"])
                || matches!(node.kind, NodeKind::Letter(_)) && at + 1 == rest.len()
        }),
        _ => false,
    }
}

fn is_sign(node: &Node, signs: &[&str]) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if signs.contains(&text.as_str()))
}

fn is_punctuation(node: &Node) -> bool {
    is_sign(node, &[",", ".", ";", "，", "。", "；"])
}

fn is_space(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Space(space) if is_wide(space))
}
