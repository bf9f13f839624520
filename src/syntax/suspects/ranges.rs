//! Letters that run: a limit without its `=`, an index that is a family of itself, a quantifier over nothing.

use std::collections::BTreeSet;

use super::super::notation::{Node, NodeKind};
use super::super::slip::{Slip, SlipKind, Slips};
use super::{body, is_letter, is_sign, parts};

/// How far a letter is looked for before and behind a sign.
const NEAR: usize = 12;

/// Letters that run over whole numbers.
const RUNNING: [&str; 10] = ["i", "j", "k", "l", "m", "n", "p", "r", "s", "t"];

/// Letters that are nothing but indices.
const COUNTING: [&str; 4] = ["i", "j", "k", "l"];

pub(super) fn look(nodes: &[Node], slips: &mut Slips) {
    for (at, node) in nodes.iter().enumerate() {
        let before = nodes.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
        let after = nodes.get(at + 1..nodes.len().min(at + 1 + NEAR)).unwrap_or_default();
        without_sign(node, before, after).into_iter().for_each(|slip| slips.push(slip));
    }
}

/// What shows in a formula as a whole only.
pub(super) fn whole(nodes: &[Node], slips: &mut Slips) {
    let mut seen = Seen::default();
    nodes.iter().for_each(|node| seen.gather(node));
    if seen.quantified && !seen.open {
        quantified(nodes, &seen.letters, slips);
    }
    if !seen.bound.is_empty() {
        nodes.iter().for_each(|node| own_family(node, &seen.bound, slips));
    }
}

/// `\prod^n_{i-1} x_i`: the letter has no start.
fn without_sign(node: &Node, before: &[Node], after: &[Node]) -> Option<Slip> {
    let NodeKind::Scripts { base: Some(base), sub: Some(sub), sup: Some(sup), .. } = &node.kind else { return None };
    let NodeKind::BigOperator(sign) = &base.kind else { return None };
    let [letter, minus, start] = body(sub) else { return None };
    let letter = is_letter(letter).filter(|letter| RUNNING.contains(letter))?;
    let number = matches!(&start.kind, NodeKind::Number(start) if matches!(start.as_str(), "0" | "1"));
    let sums = !sign.contains("int") && is_sign(minus, &["-"]) && number;
    let free = holds(sup, letter) || before.iter().any(|node| holds(node, letter));
    (sums && !free && after.iter().any(|node| holds(node, letter))).then(|| {
        let message = format!("`{letter}` has no start below the sign");
        Slip::new(SlipKind::MissingArgument, sub.span, message)
            .hint(format!("write `=` in place of `-` if {letter} runs from here"))
            .fix(minus.span, "=")
    })
}

/// Whether the letter stands anywhere in the node.
fn holds(node: &Node, letter: &str) -> bool {
    is_letter(node) == Some(letter) || parts(node).into_iter().any(|part| holds(part, letter))
}

/// What a formula has.
#[derive(Default)]
struct Seen {
    /// The letters, those that stand more than once twice.
    letters: (BTreeSet<String>, BTreeSet<String>),
    /// The letters that sums and products run over.
    bound: BTreeSet<String>,
    quantified: bool,
    /// Whether a part is unknown, or left to the reader.
    open: bool,
}

impl Seen {
    fn gather(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Letter(letter) if !self.letters.0.insert(letter.clone()) => {
                self.letters.1.insert(letter.clone());
            }
            NodeKind::Symbol { text, .. } => {
                self.quantified |= text == r"\forall";
                self.open |= text.ends_with("dots");
            }
            NodeKind::Unknown(_) | NodeKind::Error(_) => self.open = true,
            NodeKind::Scripts { base: Some(base), sub: Some(sub), .. }
                if matches!(base.kind, NodeKind::BigOperator(_)) =>
            {
                self.bound.extend(body(sub).first().and_then(is_letter).map(str::to_owned));
            }
            _ => {}
        }
        parts(node).into_iter().for_each(|part| self.gather(part));
    }
}

/// `x \ge 0 \quad \forall i`: nothing in the formula has an i.
fn quantified(nodes: &[Node], letters: &(BTreeSet<String>, BTreeSet<String>), slips: &mut Slips) {
    for (at, node) in nodes.iter().enumerate() {
        parts_lists(node).into_iter().for_each(|list| quantified(list, letters, slips));
        if !is_sign(node, &[r"\forall"]) || at < 3 {
            continue;
        }
        let Some(letter) = nodes.get(at + 1).and_then(is_letter) else { continue };
        let ends = match nodes.get(at + 2..) {
            Some([] | [_]) => true,
            Some([sign, ..]) => is_sign(sign, &["=", r"\in"]),
            None => false,
        };
        let words = nodes.iter().any(|node| matches!(&node.kind, NodeKind::Text(text) if text.contains(letter)));
        if ends && !words && COUNTING.contains(&letter) && !letters.1.contains(letter) {
            let span = nodes.get(at + 1).map_or(node.span, |last| node.span.join(last.span));
            let message = format!("this is said for all {letter}, but the formula has no {letter}");
            slips.push(
                Slip::new(SlipKind::UnusedLetter, span, message)
                    .hint("write the letter that the formula has, or remove the quantifier"),
            );
        }
    }
}

/// The lists of a node that are lines of their own.
fn parts_lists(node: &Node) -> Vec<&[Node]> {
    match &node.kind {
        NodeKind::Group(nodes) => vec![nodes],
        NodeKind::Environment { rows, .. } => rows.iter().flat_map(|row| &row.cells).map(Vec::as_slice).collect(),
        _ => Vec::new(),
    }
}

/// `\prod_j f(j_{j-1})`: an index that runs is no family.
fn own_family(node: &Node, bound: &BTreeSet<String>, slips: &mut Slips) {
    if let NodeKind::Scripts { base: Some(base), sub: Some(sub), .. } = &node.kind
        && let Some(letter) = is_letter(base).filter(|letter| bound.contains(*letter))
        && let [first, sign, _] = body(sub)
        && is_letter(first) == Some(letter)
        && is_sign(sign, &["-", "+"])
    {
        let message = format!("`{letter}` runs here, and is indexed by itself");
        slips.push(
            Slip::new(SlipKind::OddSymbol, node.span, message)
                .hint(format!("write the name of what {letter} counts in place of the first `{letter}`")),
        );
    }
    parts(node).into_iter().for_each(|part| own_family(part, bound, slips));
}
