//! A list of notation to the items that the reader of a level walks over.
//!
//! Takes the nodes of one level; gives them without marks that mean nothing, with plain bars paired, runs of letters
//! that spell a word joined, and gaps and row ends marked. Never decides what an item means.

use crate::source::Span;
use crate::syntax::{Class, Fence, Node, NodeKind};

use super::bars::{double_bars, pair_bars};
use super::{habits, kets, numerals, words};

/// One thing on a level.
#[derive(Clone, Debug)]
pub(super) struct Item<'n> {
    pub kind: ItemKind<'n>,
    pub span: Span,
    /// The row of the aligned environment it stands in.
    pub row: usize,
}

#[derive(Clone, Debug)]
pub(super) enum ItemKind<'n> {
    Node(&'n Node),
    /// `|…|` or `\|…\|`, and the scripts of the closing bar.
    Bars {
        double: bool,
        body: Vec<Item<'n>>,
        close: &'n Node,
    },
    /// `<x, y>` typed with relation signs, and the scripts of the closing one.
    Angles {
        body: Vec<Item<'n>>,
        close: &'n Node,
    },
    /// A bar without partner: given, divides, evaluated at (then with scripts).
    Mid {
        double: bool,
        node: &'n Node,
    },
    /// Letters that spell a word, and the node of the last one, which may carry scripts.
    Word {
        word: String,
        last: &'n Node,
    },
    /// `|ψ⟩`, `⟨φ|`.
    Ket {
        bra: bool,
        body: Vec<Item<'n>>,
    },
    /// `1e-3`: a mantissa and the power of ten.
    Scientific {
        mantissa: &'n str,
        power: &'n str,
        negative: bool,
    },
    /// `..` or `...` typed with points.
    Dots,
    /// `\quad`, or an empty column.
    Gap,
    /// The end of a row; `led` where the next one has something before its first `&`, or stands for itself.
    RowEnd {
        led: bool,
    },
}

/// A level without gaps: the inside of a fence, a fraction, a script.
pub(super) fn inner<'n>(nodes: &'n [Node], is_word: &dyn Fn(&str) -> bool) -> Vec<Item<'n>> {
    let mut items = Vec::with_capacity(nodes.len());
    flatten(nodes, 0, &mut items, false);
    finish(items, is_word)
}

/// The top level of a formula: aligned environments opened, gaps and row ends kept.
pub(super) fn outer<'n>(nodes: &'n [Node], is_word: &dyn Fn(&str) -> bool) -> Vec<Item<'n>> {
    let mut items = Vec::with_capacity(nodes.len());
    flatten(nodes, 0, &mut items, true);
    finish(items, is_word)
}

fn finish<'n>(items: Vec<Item<'n>>, is_word: &dyn Fn(&str) -> bool) -> Vec<Item<'n>> {
    pair_bars(double_bars(kets::join(words::join(numerals::join(habits::settle(items)), is_word))), 0)
}

/// Environments that only align; their rows belong to the level around them.
pub(super) fn only_aligns(name: &str) -> bool {
    matches!(
        name.trim_end_matches('*'),
        "align"
            | "aligned"
            | "alignat"
            | "alignedat"
            | "gather"
            | "gathered"
            | "split"
            | "eqnarray"
            | "multline"
            | "equation"
            | "flalign"
            | "darray"
            | "math"
            | "displaymath"
            | "subequations"
            | "multlined"
    )
}

fn flatten<'n>(nodes: &'n [Node], row: usize, items: &mut Vec<Item<'n>>, top: bool) {
    let (mut row, mut label) = (row, 0);
    for (index, node) in nodes.iter().enumerate() {
        if index < label {
            continue;
        }
        let mut push = |kind, row| items.push(Item { kind, span: node.span, row });
        match &node.kind {
            NodeKind::Meta { .. } => {}
            NodeKind::Space(space) if top && is_wide(space) => {
                push(ItemKind::Gap, row);
                let length = habits::label_behind(nodes.get(index + 1..).unwrap_or_default());
                label = length.map_or(label, |length| index + 1 + length);
            }
            NodeKind::Space(_) if top && repeats_left_side(nodes, index) => push(ItemKind::Gap, row),
            NodeKind::Space(_) => {}
            NodeKind::Symbol { text, .. } if text == "." && index > 0 && is_point(nodes.get(index - 1)) => {}
            NodeKind::Symbol { text, .. } if text == "." && is_point(nodes.get(index + 1)) => push(ItemKind::Dots, row),
            NodeKind::Symbol { text, .. } if text == "\\cdot" && index > 0 && is_dot_sign(nodes.get(index - 1)) => {}
            NodeKind::Symbol { text, .. } if text == "\\cdot" && is_dot_sign(nodes.get(index + 1)) => {
                push(ItemKind::Dots, row);
            }
            NodeKind::Symbol { text, .. } if top && matches!(text.as_str(), "\\because" | "\\therefore") => {
                push(ItemKind::Gap, row);
            }
            NodeKind::Fenced(fence) if is_book_label(fence) => {}
            NodeKind::Fenced(fence) if is_conditional(fence) => {
                let double = fence.left != "|";
                push(ItemKind::Mid { double, node: &habits::BAR }, row);
                flatten(&fence.body, row, items, false);
            }
            NodeKind::Break if top => {
                push(ItemKind::RowEnd { led: false }, row);
                row += 1;
            }
            NodeKind::Break => push(ItemKind::Gap, row),
            NodeKind::Ampersand => {
                if matches!(nodes.get(index + 1).map(|next| &next.kind), Some(NodeKind::Ampersand)) {
                    push(ItemKind::Gap, row);
                }
            }
            NodeKind::Environment { name, rows, .. } if top && (only_aligns(name) || is_programme(name, rows)) => {
                let first = row;
                for (count, cells) in rows.iter().enumerate() {
                    row = first + count;
                    if count > 0 {
                        let led = name.starts_with("gather") || is_led(&cells.cells);
                        items.push(Item { kind: ItemKind::RowEnd { led }, span: end_of(node), row });
                    }
                    flatten_row(&cells.cells, node, row, items);
                }
            }
            NodeKind::Styled { body, .. } if habits::is_such_that(body) => {
                push(ItemKind::Node(&habits::SUCH_THAT), row)
            }
            NodeKind::Group(body) if body.len() == 1 && body.iter().any(is_styled_such_that) => {
                push(ItemKind::Node(&habits::SUCH_THAT), row);
            }
            NodeKind::Group(body) => match lone_symbol(body) {
                Some(only) => push(ItemKind::Node(only), row),
                None if is_called(nodes.get(..index)) && lone_fence(body).is_some() => {
                    push(ItemKind::Node(lone_fence(body).unwrap_or(node)), row);
                }
                None if is_nested_sum(nodes.get(..index), body) => flatten(body, row, items, false),
                None if body.iter().all(is_blank) => {}
                None if body.iter().all(|node| is_blank(node) || is_relation_sign(node)) => {
                    flatten(body, row, items, false);
                }
                None if top && (only_wraps(body) || is_boxed_statement(nodes, index, body)) => {
                    flatten(body, row, items, top);
                }
                None => push(ItemKind::Node(node), row),
            },
            _ => push(ItemKind::Node(node), row),
        }
    }
}

/// `a_1 = b \ a_2 = c`: a blank in front of another member of what the formula begins with, and an equation.
fn repeats_left_side(nodes: &[Node], blank: usize) -> bool {
    let family = |at: usize| match &nodes.get(at)?.kind {
        NodeKind::Scripts { base: Some(base), sub: Some(_), sup: None, .. } => Some(&base.kind),
        _ => None,
    };
    let equals =
        |at: usize| matches!(&nodes.get(at).map(|node| &node.kind), Some(NodeKind::Symbol { text, .. }) if text == "=");
    let (first, next) = (family(0), family(blank + 1));
    blank > 2 && equals(1) && equals(blank + 2) && first.is_some() && first == next
}

/// `\sum_i {\sum_j {…}}`: braces that nobody sees around an operator within another do not end what it runs over.
fn is_nested_sum(before: Option<&[Node]>, body: &[Node]) -> bool {
    let big = |node: Option<&Node>| {
        let base = match node.map(|node| &node.kind) {
            Some(NodeKind::Scripts { base: Some(base), .. }) => Some(&base.kind),
            kind => kind,
        };
        matches!(base, Some(NodeKind::BigOperator(name)) if !name.contains("int"))
    };
    let previous = before.unwrap_or_default().iter().rev().find(|node| !is_blank(node));
    let sum = |node: &Node| matches!(&node.kind, NodeKind::Symbol { class: Class::Binary | Class::Relation, .. });
    let first = body.iter().position(|node| !is_blank(node));
    let within = first.is_some_and(|first| big(body.get(first)));
    // `\sum_j {P(j)}\log P(j)`: braces around a product.
    (within || big(previous)) && (big(previous) || within && body.len() < 3) && !body.iter().any(sum)
}

/// Whether the first of several cells holds something: what a row begins with is then a left side of its own.
fn is_led(cells: &[Vec<Node>]) -> bool {
    cells.len() > 1 && cells.first().is_some_and(|cell| !cell.iter().all(is_blank))
}

/// A group that holds nothing but an aligned environment is no group.
fn only_wraps(body: &[Node]) -> bool {
    let mut parts = body.iter().filter(|node| !is_blank(node));
    let first = parts.next();
    parts.next().is_none()
        && matches!(first.map(|node| &node.kind), Some(NodeKind::Environment { name, .. }) if only_aligns(name))
}

fn is_relation_sign(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { class: Class::Relation, .. })
}

/// So many nodes are looked at around braces that may hold all of a formula.
const MOST_AROUND: usize = 32;

/// `\boxed{a = b}.`: braces around a relation that is all of the formula but its punctuation.
fn is_boxed_statement(nodes: &[Node], index: usize, body: &[Node]) -> bool {
    let mark =
        |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if matches!(text.as_str(), "." | "," | ";"));
    // A formula that has more around its braces says more than they do.
    let alone = nodes.len() <= MOST_AROUND
        && nodes.iter().enumerate().all(|(at, node)| at == index || is_blank(node) || mark(node));
    alone && body.iter().any(is_relation_sign)
}

/// Whether a cell begins with words: a label, or a remark on its row.
fn begins_with_words(cell: &[Node]) -> bool {
    let first = cell.iter().find(|node| !is_blank(node));
    matches!(first.map(|node| &node.kind), Some(NodeKind::Text(words)) if words.chars().any(char::is_alphanumeric))
}

/// Whether the next cell goes on where this one ends: its last sign wants an operand.
fn is_left_open(cell: Option<&Vec<Node>>) -> bool {
    let last = cell.and_then(|cell| cell.iter().rev().find(|node| !is_blank(node)));
    matches!(last.map(|node| &node.kind), Some(NodeKind::Symbol { class: Class::Binary | Class::Relation, .. }))
}

fn flatten_row<'n>(cells: &'n [Vec<Node>], node: &Node, row: usize, items: &mut Vec<Item<'n>>) {
    let blank = |cell: &Vec<Node>| cell.iter().all(is_blank);
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 && habits::is_label(cell) && cells.iter().skip(index + 1).all(blank) {
            break;
        }
        // `&&` leaves an empty cell between two columns of statements.
        let between = index + 1 < cells.len() && blank(cell);
        // `& \text{by (3)}` in the last column is a remark, no factor.
        let remark = index + 1 == cells.len()
            && begins_with_words(cell)
            && !is_left_open(cells.get(..index).and_then(|before| before.iter().rfind(|cell| !blank(cell))));
        let written = cells.get(..index).is_some_and(|before| !before.iter().all(blank));
        // `a &= b & c &= d`: two equations in one row.
        let related =
            |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| begins_with_relation(cell));
        let beside = index > 1 && !blank(cell) && !related(Some(index)) && related(index.checked_sub(1));
        let second = beside && related(Some(index + 1));
        if index > 0 && (between || second || remark && written) {
            items.push(Item { kind: ItemKind::Gap, span: end_of(node), row });
        }
        flatten(cell, row, items, true);
    }
}

fn begins_with_relation(cell: &[Node]) -> bool {
    cell.iter().find(|node| !is_blank(node)).is_some_and(is_relation_sign)
}

fn end_of(node: &Node) -> Span {
    Span { start: node.span.end, end: node.span.end }
}

fn is_styled_such_that(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Styled { body, .. } if habits::is_such_that(body))
}

/// `(\#eq:name)`: the label of an equation in bookdown.
fn is_book_label(fence: &Fence) -> bool {
    let mut parts = fence.body.iter().map(|node| match &node.kind {
        NodeKind::Symbol { text, .. } | NodeKind::Letter(text) => text.as_str(),
        _ => "",
    });
    let start = [parts.next(), parts.next(), parts.next(), parts.next()];
    fence.left == "(" && start == [Some("\\#"), Some("e"), Some("q"), Some(":")]
}

/// `\left| … \right)`: the bar stands in the middle of a pair, what closes belongs to the pair around it.
fn is_conditional(fence: &Fence) -> bool {
    matches!(fence.left.as_str(), "|" | "\\|") && matches!(fence.right.as_str(), ")" | "]" | "\\}")
}

/// `\left( a \left| b \right) \right.`: the pair is closed inside; the empty delimiter only ends it.
pub(super) fn ends_conditional(fence: &Fence) -> bool {
    let last = fence.body.iter().rev().find(|node| !is_blank(node));
    fence.right == "."
        && matches!(fence.left.as_str(), "(" | "[" | "\\{")
        && matches!(last.map(|node| &node.kind), Some(NodeKind::Fenced(inner)) if is_conditional(inner))
}

pub(super) fn is_blank(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Meta { .. } | NodeKind::Space(_))
}

fn is_point(node: Option<&Node>) -> bool {
    matches!(node.map(|node| &node.kind), Some(NodeKind::Symbol { text, .. }) if text == ".")
}

fn is_dot_sign(node: Option<&Node>) -> bool {
    matches!(node.map(|node| &node.kind), Some(NodeKind::Symbol { text, .. }) if text == "\\cdot")
}

pub(super) fn is_wide(space: &str) -> bool {
    space.contains("quad") || space.contains("hspace") || space.contains("hfill") || space.contains("hskip")
}

/// `{=}`, `{,}`, `{\min_x}`, `f{(x)}`: a symbol, words, an operator or parentheses in braces are themselves.
fn lone_symbol(body: &[Node]) -> Option<&Node> {
    let mut parts = body.iter().filter(|node| !is_blank(node));
    let first = parts.next()?;
    let base = match &first.kind {
        NodeKind::Scripts { base: Some(base), .. } => &base.kind,
        kind => kind,
    };
    let alone = matches!(first.kind, NodeKind::Symbol { .. } | NodeKind::Text(_) | NodeKind::Fenced(_))
        || matches!(base, NodeKind::Operator { .. } | NodeKind::BigOperator(_));
    (parts.next().is_none() && alone).then_some(first)
}

/// `\mathbf{w}{(i)^T}`: parentheses with scripts in braces.
fn lone_fence(body: &[Node]) -> Option<&Node> {
    let mut parts = body.iter().filter(|node| !is_blank(node));
    let only = parts.next()?;
    if parts.next().is_some() {
        return None;
    }
    match &only.kind {
        NodeKind::Scripts { base: Some(base), .. } => {
            matches!(crate::prose::unwrapped(base).kind, NodeKind::Fenced(_)).then_some(only)
        }
        NodeKind::Group(inner) => lone_fence(inner),
        _ => None,
    }
}

/// Whether a name ends what stands before: its arguments may follow in braces.
fn is_called(before: Option<&[Node]>) -> bool {
    let last = before.unwrap_or_default().iter().rev().find(|node| !is_blank(node)).map(crate::prose::unwrapped);
    let base = last.map(|last| match &last.kind {
        NodeKind::Scripts { base: Some(base), .. } => crate::prose::unwrapped(base),
        _ => last,
    });
    let name =
        |base: &Node| matches!(base.kind, NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. });
    base.is_some_and(name)
}

/// An array whose rows are an objective and its conditions: a cell begins with "s.t.".
fn is_programme(name: &str, rows: &[crate::syntax::Row]) -> bool {
    let conditions = |cell: &Vec<Node>| {
        let first = cell.iter().find(|node| !is_blank(node)).map(crate::prose::unwrapped);
        matches!(first.map(|node| &node.kind), Some(NodeKind::Text(words))
            if matches!(words.trim(), "s.t." | "s.t" | "subject to" | "st."))
    };
    name == "array" && (rows.iter().flat_map(|row| &row.cells).any(conditions) || is_display(rows))
}

/// An array that stands for `eqnarray`: every row has a relation in a cell of its own, or goes on with one.
fn is_display(rows: &[crate::syntax::Row]) -> bool {
    let begins = |cell: &Vec<Node>| cell.iter().find(|node| !is_blank(node)).is_some_and(is_relation_sign);
    let lone = |cell: &Vec<Node>| begins(cell) && cell.iter().filter(|node| !is_blank(node)).count() == 1;
    let full: Vec<&crate::syntax::Row> =
        rows.iter().filter(|row| !row.cells.iter().all(|cell| cell.iter().all(is_blank))).collect();
    let middle = |row: &&crate::syntax::Row| row.cells.len() == 3 && row.cells.get(1).is_some_and(lone);
    let relates = |row: &&crate::syntax::Row| row.cells.iter().flatten().any(is_relation_sign);
    // `r & = & l` in most rows, or one column in which a row goes on with a relation.
    let related = full.iter().filter(|row| middle(row)).count();
    let single = full.iter().all(|row| row.cells.len() == 1 && relates(row));
    let goes_on = full.iter().skip(1).any(|row| row.cells.first().is_some_and(begins));
    full.len() > 1 && (related * 2 > full.len() || single && goes_on)
}

/// Whether an operand must follow the item: an operator, a relation, a comma, the beginning.
pub(super) fn wants_operand(item: Option<&Item>) -> bool {
    match item.map(|item| &item.kind) {
        None | Some(ItemKind::Gap | ItemKind::RowEnd { .. } | ItemKind::Mid { .. }) => true,
        Some(ItemKind::Node(node)) => match &node.kind {
            NodeKind::Symbol { text, class } => match class {
                Class::Binary | Class::Relation | Class::Punctuation | Class::Open => text != "!",
                _ => matches!(text.as_str(), "/" | "\\nabla" | "\\partial" | "-" | "+"),
            },
            NodeKind::Operator { .. } | NodeKind::BigOperator(_) => true,
            NodeKind::Scripts { base: Some(base), .. } => {
                matches!(base.kind, NodeKind::Operator { .. } | NodeKind::BigOperator(_))
            }
            _ => false,
        },
        Some(_) => false,
    }
}
