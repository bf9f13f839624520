//! A largest or smallest value over a letter that its function does not take: `\max_a Q(s, a')` on a page with
//! `Q(s, a)`.

use super::super::notation::{Fence, Node, NodeKind};
use super::super::slip::{Slip, SlipKind};
use super::gather::Page;
use crate::source::Span;

/// `\max_a` before a call.
pub(super) struct Extremum {
    pub formula: usize,
    letter: String,
    /// The letter of the function.
    name: String,
    /// For each of its arguments, whether it is the letter with a sign on it.
    arguments: Vec<bool>,
    span: Span,
}

const EXTREMA: [&str; 8] = ["max", "min", "sup", "inf", "argmax", "argmin", "arg max", "arg min"];

/// How far the letter is looked for behind the call.
const NEAR: usize = 12;

pub(super) fn look(page: &Page) -> Vec<(usize, Slip)> {
    let unused = page.extrema.iter().filter_map(|run| {
        let slot = run.arguments.iter().position(|decorated| *decorated)?;
        let taken = page.calls.iter().any(|call| {
            call.name.split(['_', '^', '\'']).next() == Some(run.name.as_str())
                && call.arguments.len() == run.arguments.len()
                && call.arguments.get(slot).is_some_and(|(text, _)| *text == run.letter)
        });
        taken.then(|| {
            let message =
                format!("this is a value over all {0}, but the function takes another name than {0}", run.letter);
            let slip = Slip::new(SlipKind::UnusedLetter, run.span, message).hint(format!(
                "write `{}` among the arguments, as elsewhere on the page, or remove the sign",
                run.letter
            ));
            (run.formula, slip)
        })
    });
    unused.collect()
}

/// `\max_a Q(s, a')`: nothing behind the sign has the letter itself.
pub(super) fn extremum(node: &Node, after: &[Node], formula: usize) -> Option<Extremum> {
    let NodeKind::Scripts { base: Some(base), sub: Some(sub), sup: None, .. } = &node.kind else { return None };
    let NodeKind::Operator { name, .. } = &base.kind else { return None };
    let first = match &sub.kind {
        NodeKind::Group(nodes) => nodes.first()?,
        _ => sub,
    };
    let NodeKind::Letter(letter) = &first.kind else { return None };
    let latin = letter.len() == 1 && EXTREMA.contains(&name.as_str());
    let after: Vec<&Node> = after
        .iter()
        .filter(|node| !matches!(node.kind, NodeKind::Space(_) | NodeKind::Meta { .. }))
        .take(NEAR)
        .collect();
    let [function, call, ..] = after.as_slice() else { return None };
    let NodeKind::Fenced(fence) = &call.kind else { return None };
    if !latin || fence.left != "(" || after.iter().any(|node| has(node, letter)) {
        return None;
    }
    let name = base_letter(function)?;
    Some(Extremum {
        formula,
        letter: letter.clone(),
        name: name.to_owned(),
        arguments: arguments(fence, letter),
        span: node.span.join(call.span),
    })
}

fn arguments(fence: &Fence, letter: &str) -> Vec<bool> {
    let comma = |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == ",");
    let parts = fence.body.split(comma);
    parts.map(|part| part.first().is_some_and(|first| is_decorated(first, letter))).collect()
}

fn base_letter(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Letter(letter) => Some(letter),
        NodeKind::Scripts { base: Some(base), .. } => base_letter(base),
        _ => None,
    }
}

/// `a'`, `a^*`, `a^{max}`, `\hat{a}`: another name than the letter. An index or a power is none.
fn is_decorated(node: &Node, letter: &str) -> bool {
    match &node.kind {
        NodeKind::Accent { body, .. } => base_letter(body) == Some(letter),
        NodeKind::Scripts { base: Some(base), sup, primes, .. } => {
            let word = sup.as_deref().is_some_and(|sup| match &sup.kind {
                NodeKind::Symbol { text, .. } => text == "*" || text == r"\star",
                NodeKind::Group(nodes) => {
                    nodes.len() > 2 && nodes.iter().all(|node| matches!(node.kind, NodeKind::Letter(_)))
                }
                NodeKind::Operator { .. } | NodeKind::Text(_) => true,
                _ => false,
            });
            base_letter(base) == Some(letter) && (word || *primes > 0)
        }
        _ => false,
    }
}

/// Whether the letter itself stands in the node, or anything that may hold it.
fn has(node: &Node, letter: &str) -> bool {
    match &node.kind {
        NodeKind::Letter(own) => own == letter,
        NodeKind::Unknown(_) | NodeKind::Error(_) => true,
        NodeKind::Symbol { text, .. } => text.ends_with("dots"),
        NodeKind::Accent { body, .. } if is_decorated(node, letter) => base_letter(body).is_none(),
        NodeKind::Scripts { base: Some(_), sub, sup, .. } if is_decorated(node, letter) => {
            sub.iter().any(|script| has(script, letter))
                || sup.as_deref().is_some_and(|sup| match &sup.kind {
                    NodeKind::Group(_) => false,
                    _ => has(sup, letter),
                })
        }
        _ => super::super::suspects::parts(node).into_iter().any(|part| has(part, letter)),
    }
}
