//! Where the top level of a formula is cut, and what its pieces look like.
//!
//! Takes items; gives pieces with what stands between them, and tells what a piece is: a heading, a comment, a
//! relation, a range. Never reads an expression.

use super::items::{Item, ItemKind};
use super::operators;
use super::pratt::{is_comma, is_semicolon, sign};
use super::text::{self, Part};

/// What stands between two pieces.
#[derive(Clone, Default)]
pub(super) struct Separator<'n> {
    pub comma: bool,
    /// A semicolon or a full stop.
    pub stop: bool,
    pub gap: bool,
    pub row: bool,
    /// The row has a left side of its own.
    pub led: bool,
    pub words: Option<(&'n str, Option<Part>)>,
}

impl Separator<'_> {
    pub fn is_plain_comma(&self) -> bool {
        self.comma && !self.stop && !self.gap && !self.row && self.words.is_none()
    }
}

/// A piece of the top level, and what stands before it.
pub(super) struct Piece<'n> {
    pub before: Separator<'n>,
    pub from: usize,
    pub to: usize,
}

/// Whether the row above a piece begins with a chain, and something stands beside that: a condition, an aside.
pub(super) fn goes_on(items: &[Item], pieces: &[Piece], index: usize) -> bool {
    let above = pieces.get(..index).unwrap_or_default();
    let head = above.iter().rposition(|piece| piece.before.row).unwrap_or(0);
    let states = |piece: &Piece| items.get(piece.from..piece.to).is_some_and(relates);
    let Some(row) = above.get(head..).filter(|row| row.len() > 1) else { return false };
    let set_off = |piece: &Piece| piece.before.gap || piece.before.words.is_some() || piece.before.comma;
    row.first().is_some_and(states)
        && row.iter().skip(1).all(set_off)
        && row.iter().skip(1).any(|piece| states(piece) || piece.before.words.is_some())
}

/// Signs that tie a formula to the one before.
pub(super) fn follows(mark: &str) -> bool {
    let signs = [
        "\\Rightarrow",
        "\\implies",
        "\\Longrightarrow",
        "\\nRightarrow",
        "\\therefore",
        "\\because",
        "\\Leftrightarrow",
        "\\iff",
    ];
    signs.contains(&mark)
}

/// `\mathrm{HC0:} \quad a = b`: a name with a colon, set off from what it heads.
pub(super) fn is_heading(items: &[Item], pieces: &[Piece], index: usize) -> bool {
    let part = pieces.get(index).and_then(|piece| items.get(piece.from..piece.to)).unwrap_or_default();
    let headed = pieces.get(index + 1).is_some_and(|next| next.before.gap && !next.before.row);
    let plain = |item: &Item| super::pratt::is_plain(item) || text::words_of(item).is_some();
    if let [only] = part {
        return headed && ends_with_colon(only);
    }
    match part.split_last() {
        Some((colon, name)) => {
            let named = !name.is_empty() && name.len() <= 4 && name.iter().all(plain);
            headed && named && matches!(sign(colon), Some(":" | "：" | "\\colon"))
        }
        None => false,
    }
}

/// `\mathrm{HC0:}`: upright letters with a colon behind them.
pub(super) fn ends_with_colon(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return false };
    let crate::syntax::NodeKind::Styled { body, .. } = &node.kind else { return false };
    crate::prose::script_text(body).is_some_and(|text| text.len() > 2 && text.ends_with(':'))
}

/// Cuts the top level at separators; words that open a clause belong to the separator.
pub(super) fn pieces<'n>(items: &[Item<'n>], identities: bool) -> Vec<Piece<'n>> {
    let mut pieces = Vec::new();
    let mut before = Separator::default();
    let mut from = None;
    let mut close = |before: &mut Separator<'n>, from: &mut Option<usize>, to: usize| {
        if let Some(start) = from.take() {
            pieces.push(Piece { before: std::mem::take(before), from: start, to });
        }
    };
    for (index, item) in items.iter().enumerate() {
        let words = text::words_of(item);
        // In an identity `A or B` is one condition, not two.
        let joins = |words: &str| {
            identities && text::connective(words).is_some()
                || text::connective(words) == Some("\\lor") && joins_statements(items, index)
        };
        let opens = |words: &str| (text::part(words).is_some() || text::announces(words)) && !joins(words);
        let clause = words.filter(|words| opens(words) && separates_clauses(items, index));
        if !identities && from.is_some() && quantifies_behind(items, index) {
            close(&mut before, &mut from, index);
            before.gap = true;
            from = Some(index);
            continue;
        }
        let separates = matches!(item.kind, ItemKind::Gap | ItemKind::RowEnd { .. })
            || is_comma(item)
            || is_semicolon(item)
            || is_stop(item) && !from.is_some_and(|from| ends_quantified(items.get(from..index).unwrap_or_default()))
            || clause.is_some();
        if !separates {
            from.get_or_insert(index);
            continue;
        }
        close(&mut before, &mut from, index);
        match item.kind {
            ItemKind::Gap => before.gap = true,
            ItemKind::RowEnd { led } => {
                before.row = true;
                before.led = led;
            }
            _ if is_comma(item) => before.comma = true,
            _ if clause.is_none() => before.stop = true,
            _ => {}
        }
        if let Some(words) = clause {
            before.words = Some((words, text::part(words)));
            if !super::environments::opens_only(words) && !text::announces(words) {
                // `for all states `: the words are part of the condition.
                from = Some(index);
            }
        }
    }
    close(&mut before, &mut from, items.len());
    pieces
}

/// `x = 1 \text{ or } x = 2`: one statement of two, where no gap sets the second one off.
pub(super) fn joins_statements(items: &[Item], index: usize) -> bool {
    let ends = |item: &&Item| {
        matches!(item.kind, ItemKind::Gap | ItemKind::RowEnd { .. }) || is_comma(item) || is_semicolon(item)
    };
    let (before, behind) = (items.get(..index).unwrap_or_default(), items.get(index + 1..).unwrap_or_default());
    let left = before.iter().rev().position(|item| ends(&item)).map_or(before.len(), |count| count);
    let right = behind.iter().position(|item| ends(&item)).unwrap_or(behind.len());
    let left = before.get(before.len() - left..).unwrap_or_default();
    relates(left) && behind.get(..right).is_some_and(relates)
}

/// How far around a quantifier its statement is looked at.
const REACH: usize = 256;

/// `z_q = x_q \ \forall q`: a quantifier behind an operand says for what the statement holds.
pub(super) fn quantifies_behind(items: &[Item], index: usize) -> bool {
    let quantifies = items.get(index).and_then(sign) == Some("\\forall");
    let before = index.checked_sub(1).and_then(|at| items.get(at));
    let operand = before.is_some_and(|item| {
        sign(item).is_none() && text::words_of(item).is_none() && !matches!(item.kind, ItemKind::Mid { .. })
    });
    let near = index.saturating_sub(REACH)..(index + REACH).min(items.len());
    quantifies && operand && !items.get(near).unwrap_or_default().iter().any(is_logical)
}

/// `\forall i, q, \lambda_q = 1`: behind a quantifier over names alone an equation of something else begins.
pub(super) fn states_beside_names(items: &[Item], pieces: &[Piece], index: usize) -> bool {
    let part = |piece: &Piece| items.get(piece.from..piece.to).unwrap_or_default();
    let Some(here) = pieces.get(index).map(part) else { return false };
    let above = pieces.get(..index).unwrap_or_default();
    let Some(head) = above.iter().rposition(|piece| part(piece).first().and_then(sign) == Some("\\forall")) else {
        return false;
    };
    let names = above.get(head..).unwrap_or_default();
    let plain = names.iter().skip(1).all(|piece| piece.before.is_plain_comma())
        && !names.iter().any(|piece| relates(part(piece)));
    // `\forall i, j = 1, \ldots, n` goes on.
    let ranges = matches!(here.first().map(|item| &item.kind), Some(ItemKind::Node(node))
        if matches!(&node.kind, crate::syntax::NodeKind::Letter(letter) if super::letters::is_index_letter(letter)));
    plain && !ranges && here.get(1).and_then(sign) == Some("=")
}

/// `(1 \le i \le k)`, `(i = 1, \ldots, m)`: parentheses around a range.
pub(super) fn holds_range(item: &Item) -> bool {
    use crate::syntax::NodeKind;
    let ItemKind::Node(node) = item.kind else { return false };
    let NodeKind::Fenced(fence) = &node.kind else { return false };
    let relation = |node: &crate::syntax::Node| {
        matches!(&node.kind, NodeKind::Symbol { text, .. }
            if operators::infix(text).is_some_and(|row| row.strength == operators::RELATION))
    };
    fence.left == "(" && fence.body.iter().any(relation)
}

/// `0 \le x, y \le 1`: two names between the same bounds.
pub(super) fn shares_bounds(there: &[Item], here: &[Item]) -> bool {
    let number = |item: &Item| matches!(item.kind, ItemKind::Node(node) if matches!(node.kind, crate::syntax::NodeKind::Number(_)));
    let order = |item: &Item| match sign(item).and_then(operators::infix).map(|row| row.head) {
        Some("Less" | "LessEqual") => Some(true),
        Some("Greater" | "GreaterEqual") => Some(false),
        _ => None,
    };
    match (there, here) {
        ([low, first, name], [other, second, ..]) => {
            let plain = [name, other].iter().all(|item| super::pratt::is_plain(item) && !number(item));
            number(low) && plain && order(first).is_some() && order(first) == order(second)
        }
        _ => false,
    }
}

/// Words open a clause unless they stand inside of an arithmetic expression, as a name would.
pub(super) fn separates_clauses(items: &[Item], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|at| items.get(at));
    let after = items.get(index + 1);
    let open = before.is_some_and(|item| sign(item).and_then(operators::infix).is_some());
    let followed = after.is_some_and(|item| {
        sign(item).and_then(operators::infix).is_some_and(|row| row.head != "Negate" && row.sign != "-")
    });
    !open && !followed || before.is_none() && after.is_some() && !followed
}

pub(super) fn is_stop(item: &Item) -> bool {
    matches!(sign(item), Some("." | "。"))
}

/// `\forall x`, `\exists x, y`: a point behind it begins what is said of the names.
fn ends_quantified(items: &[Item]) -> bool {
    let quantifier = items.first().and_then(sign).is_some_and(|text| matches!(text, "\\forall" | "\\exists"));
    quantifier && items.len() > 1 && items.iter().skip(1).all(super::pratt::is_plain)
}

pub(super) fn is_relation(item: &Item) -> bool {
    sign(item).and_then(operators::infix).is_some_and(|row| row.strength == operators::RELATION || row.strength < 10)
}

pub(super) fn is_logical(item: &Item) -> bool {
    sign(item).and_then(operators::infix).is_some_and(|row| row.strength < 16)
        || text::words_of(item).is_some_and(|words| text::connective(words).is_some() || text::is_not(words))
        || matches!(item.kind, ItemKind::Node(crate::syntax::Node { kind: crate::syntax::NodeKind::Operator { name, .. }, .. })
            if text::connective(name).is_some())
}

pub(super) fn relates(items: &[Item]) -> bool {
    items
        .iter()
        .any(|item| sign(item).and_then(operators::infix).is_some_and(|row| row.strength <= operators::RELATION))
}

/// Whether an operand must follow.
pub(super) fn ends_open(item: &Item) -> bool {
    sign(item)
        .and_then(operators::infix)
        .is_some_and(|row| !matches!(row.sign, "*" | "\\*" | "\\star" | "\\circ" | "\\bullet"))
}

/// `\max_\theta` with a gap behind it.
pub(super) fn is_binder_alone(item: &Item) -> bool {
    use crate::syntax::NodeKind;
    let ItemKind::Node(node) = item.kind else { return false };
    let base = match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => base,
        NodeKind::Stack { base, .. } => base,
        _ => node,
    };
    let binds = |word: String| {
        crate::functions::by_spelling(&word).is_some_and(|row| row.kind == crate::functions::RowKind::Binder)
    };
    matches!(crate::prose::unwrapped(base).kind, NodeKind::BigOperator(_)) || text::word(base).is_some_and(binds)
}

/// Words only, or words in parentheses.
pub(super) fn is_comment(items: &[Item]) -> bool {
    use crate::syntax::NodeKind;
    match items {
        [only] => match only.kind {
            ItemKind::Node(node) => match &node.kind {
                NodeKind::Text(_) => true,
                NodeKind::Fenced(fence) => {
                    fence.body.iter().any(|node| matches!(node.kind, NodeKind::Text(_)))
                        && fence.body.iter().all(|node| {
                            matches!(
                                node.kind,
                                NodeKind::Text(_)
                                    | NodeKind::Space(_)
                                    | NodeKind::Letter(_)
                                    | NodeKind::Symbol { .. }
                                    | NodeKind::Number(_)
                            )
                        })
                }
                _ => false,
            },
            _ => false,
        },
        [first, ..] => {
            text::words_of(first).is_some_and(text::is_comment)
                && items.iter().all(|item| text::words_of(item).is_some())
        }
        [] => false,
    }
}

/// Without the punctuation of the sentence around the formula.
pub(super) fn without_end<'n>(mut items: Vec<Item<'n>>) -> Vec<Item<'n>> {
    let ends = |item: &Item| {
        matches!(item.kind, ItemKind::Gap | ItemKind::RowEnd { .. })
            || is_comma(item)
            || is_semicolon(item)
            || is_stop(item)
            || matches!(sign(item), Some("：" | "?" | "？"))
            || matches!(sign(item), Some(":"))
            || matches!(sign(item), Some("\\blacksquare"))
            || text::words_of(item)
                .is_some_and(|words| words.trim().is_empty() || !words.chars().any(char::is_alphanumeric))
    };
    // `\quad \square` ends a proof.
    let proven = |items: &[Item]| match items {
        [.., before, last] => {
            matches!(sign(last), Some("\\square" | "\\Box" | "\\qed" | "\\qedsymbol"))
                && (ends(before) || before.span.end + 5 < last.span.start)
        }
        _ => false,
    };
    while items.len() > 1 && items.last().is_some_and(ends) || proven(&items) {
        items.pop();
    }
    while items.last().is_some_and(|item| ends(item) && sign(item) != Some("\\blacksquare")) {
        items.pop();
    }
    let start =
        items.iter().position(|item| !matches!(item.kind, ItemKind::Gap | ItemKind::RowEnd { .. })).unwrap_or(0);
    items.split_off(start)
}
