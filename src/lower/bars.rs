//! Bars that stand alone in the notation: which two are a pair, which one separates.
//!
//! Takes the items of one level; gives them with absolute values and norms made one item each. Never decides what a
//! pair of bars means.

use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::items::{Item, ItemKind, wants_operand};

/// How deep bars may stand in bars; what is deeper stays unpaired.
const DEEPEST_BARS: usize = 24;

/// `||x||`: a touching pair of bars, and the next bars, which are such a pair too, are doubled bars.
///
/// The item keeps the second bar, which may carry the scripts, and the place of both.
pub(super) fn double_bars(items: Vec<Item>) -> Vec<Item> {
    let runs = runs_of_bars(&items);
    // `p||q`: where all bars of a level stand in touching pairs, each pair is one.
    let paired = runs.iter().all(|run| run.len() == 2);
    let mut doubled: Vec<usize> = if paired { runs.iter().map(|run| run.start).collect() } else { Vec::new() };
    let mut rest = if paired { &[] } else { runs.as_slice() };
    while let [open, behind @ ..] = rest {
        let begins = wants_operand(open.start.checked_sub(1).and_then(|before| items.get(before)));
        match behind {
            [close, further @ ..] if begins && open.len() == 2 && close.len() == 2 => {
                doubled.extend([open.start, close.start]);
                rest = further;
            }
            _ => rest = behind,
        }
    }
    // A single bar between pairs makes it open which bars belong together.
    if doubled.is_empty() || doubled.len() < runs.len() && runs.iter().filter(|run| run.len() == 1).count() % 2 == 1 {
        return items;
    }
    let mut merged: Vec<Item> = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        match merged.last_mut().filter(|_| index > 0 && doubled.contains(&(index - 1))) {
            Some(first) => *first = Item { span: first.span.join(item.span), ..item },
            None => merged.push(item),
        }
    }
    merged
}

/// Where plain bars touch: the runs of them, single ones too; only the last of a run may carry scripts.
fn runs_of_bars(items: &[Item]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| matches!(bar_of(item), Some(("|", _)))) {
        let before = index.checked_sub(1).and_then(|before| items.get(before));
        let touches = before.is_some_and(|before| before.span.end == item.span.start && !is_scripted(before));
        match runs.last_mut().filter(|run| run.end == index && touches) {
            Some(run) => run.end = index + 1,
            None => runs.push(index..index + 1),
        }
    }
    runs
}

fn is_scripted(item: &Item) -> bool {
    matches!(bar_of(item), Some((_, true)))
}

/// The bar that an item is: plain, doubled, or a separator that never pairs (`\mid`).
pub(super) fn bar_of(item: &Item) -> Option<(&'static str, bool)> {
    let ItemKind::Node(node) = item.kind else { return None };
    let (symbol, scripted) = match &node.kind {
        NodeKind::Symbol { text, .. } => (text.as_str(), false),
        NodeKind::Scripts { base: Some(base), .. } => match &base.kind {
            NodeKind::Symbol { text, .. } => (text.as_str(), true),
            _ => return None,
        },
        _ => return None,
    };
    match symbol {
        // Two bars that touch were made one.
        "|" if item.span.start < node.span.start => Some(("\\|", scripted)),
        "|" | "\\vert" | "\\bigm|" => Some(("|", scripted)),
        "\\|" | "\\Vert" | "\\parallel" => Some(("\\|", scripted)),
        "\\mid" | "\\middle|" => Some(("\\mid", scripted)),
        "\\middle\\|" => Some(("\\middle\\|", scripted)),
        _ => None,
    }
}

/// Pairs plain bars on one level: a bar where an operand is wanted opens, a bar after an operand closes what is open.
///
/// After an operand with nothing open, the bar separates if the bars left on the level are odd in number, or if the
/// rest of the level belongs to an argument list; otherwise a product with an absolute value begins.
pub(super) fn pair_bars(items: Vec<Item>, depth: usize) -> Vec<Item> {
    let bars = items.iter().filter(|item| bar_of(item).is_some_and(|(bar, _)| bar == "|" || bar == "\\|")).count();
    if bars == 0 || depth > DEEPEST_BARS {
        return items.into_iter().map(as_separator).collect();
    }
    let mut left = [0usize; 2];
    for item in &items {
        match bar_of(item) {
            Some(("|", _)) => left[0] += 1,
            Some(("\\|", _)) => left[1] += 1,
            _ => {}
        }
    }
    let mut stack: Vec<(bool, Item, Vec<Item>)> = Vec::new();
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let Some((bar, scripted)) = bar_of(&item) else {
            push_to(&mut stack, &mut out, item);
            continue;
        };
        if bar != "|" && bar != "\\|" {
            push_to(&mut stack, &mut out, as_separator(item));
            continue;
        }
        let double = bar == "\\|";
        let remaining = &mut left[usize::from(double)];
        let before = *remaining;
        *remaining -= 1;
        let inside = stack.last().map(|(_, _, inside)| inside.as_slice());
        let placeholder = matches!(inside, Some([only]) if is_dot(only));
        let wanted = !placeholder && wants_operand(inside.unwrap_or(&out).last());
        let closes = stack.last().is_some_and(|(open, _, inside)| *open == double && !inside.is_empty());
        if closes && !wanted {
            close(&mut stack, &mut out, item);
        } else if !scripted && stack.len() < DEEPEST_BARS && before > 1 && (wanted || before % 2 == 0) {
            stack.push((double, item, Vec::new()));
        } else {
            push_to(&mut stack, &mut out, as_separator(item));
        }
    }
    // What never closed separates after all.
    let mut loose = Vec::new();
    while let Some((_, open, inside)) = stack.pop() {
        loose.push((open, inside));
    }
    for (open, inside) in loose.into_iter().rev() {
        out.push(as_separator(open));
        out.extend(inside);
    }
    out
}

/// A dot that stands for an argument.
fn is_dot(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Node(Node { kind: NodeKind::Symbol { text, .. }, .. }) if text == "\\cdot")
}

fn push_to<'n>(stack: &mut [(bool, Item<'n>, Vec<Item<'n>>)], out: &mut Vec<Item<'n>>, item: Item<'n>) {
    match stack.last_mut() {
        Some((_, _, inside)) => inside.push(item),
        None => out.push(item),
    }
}

fn close<'n>(stack: &mut Vec<(bool, Item<'n>, Vec<Item<'n>>)>, out: &mut Vec<Item<'n>>, item: Item<'n>) {
    let Some((double, open, body)) = stack.pop() else { return };
    let ItemKind::Node(node) = item.kind else { return };
    let span = Span { start: open.span.start, end: item.span.end };
    let bars = Item { kind: ItemKind::Bars { double, body, close: node }, span, row: open.row };
    push_to(stack, out, bars);
}

fn as_separator(item: Item) -> Item {
    match (bar_of(&item), &item.kind) {
        (Some((bar, _)), ItemKind::Node(node)) => {
            Item { kind: ItemKind::Mid { double: bar.ends_with("\\|"), node }, ..item }
        }
        _ => item,
    }
}
