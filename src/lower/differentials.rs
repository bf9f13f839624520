//! Whether a letter d in a formula makes differentials.
//!
//! Takes the text of the formula and what stands behind a d; gives evidence only.

use crate::prose;
use crate::syntax::NodeKind;

use super::atoms::Scripts;
use super::items::{Item, ItemKind};

/// `dX_t = \mu dt + \sigma dW_t`: a differential is all of one side, and another one stands elsewhere.
pub(super) fn relates_differentials(tex: &str) -> bool {
    let varies = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '\\');
    let begins = |at: usize| {
        let before = tex.get(..at).and_then(|before| before.chars().next_back());
        let behind = tex.get(at + 1..).and_then(|behind| behind.chars().next());
        // `T dS` is often written `TdS`.
        let capital = behind.is_some_and(|c| c.is_ascii_uppercase()) && before.is_some_and(|c| c.is_ascii_alphabetic());
        let apart = before.is_none_or(|c| !c.is_ascii_alphabetic() && !matches!(c, '\\' | '_' | '^' | '{')) || capital;
        apart && tex.get(at + 1..).is_some_and(varies)
    };
    let alone = |side: &str| {
        let side = side.trim_matches(|c: char| c.is_whitespace() || matches!(c, '&' | '-' | ',' | '.' | '(' | ')'));
        let name = side.strip_prefix('d').filter(|rest| varies(rest));
        name.is_some_and(|name| {
            let letters = name.split_once(['_', '^']).map_or(name, |(base, _)| base);
            letters.len() == 1 || letters.starts_with('\\') && !letters.contains(' ')
        })
    };
    let signs = ["\\Rightarrow", "\\implies", "\\quad", "\\approx", "\\\\"];
    let sides: Vec<&str> = tex
        .split('=')
        .flat_map(|side| -> Vec<&str> {
            signs.iter().fold(vec![side], |parts, sign| parts.into_iter().flat_map(|part| part.split(sign)).collect())
        })
        .collect();
    // `d(uv) = u dv + v du`: of a product.
    let whole = |side: &&str| side.trim_matches([' ', '&', '\n']).starts_with("d(");
    let differentials = tex.match_indices('d').filter(|(at, _)| begins(*at)).count();
    differentials > 1 && (sides.iter().any(|side| alone(side)) || tex.contains('=') && sides.iter().any(whole))
        || tex.match_indices('d').any(|(at, _)| begins(at) && is_of_process(tex.get(at + 1..).unwrap_or_default()))
}

/// `dX_t = \mu dt + \sigma dW_t`: several differentials of processes, whatever else `d` is on the page.
pub(super) fn relates_processes(tex: &str) -> bool {
    let touching = |at: &usize| {
        let before = tex.get(..*at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_ascii_alphabetic() && !matches!(c, '\\' | '_' | '^' | '{'))
    };
    let of_process = |at: &usize| is_of_process(tex.get(at + 1..).unwrap_or_default());
    let places: Vec<usize> = tex.match_indices('d').map(|(at, _)| at).filter(touching).collect();
    let time = tex.contains("dt") || tex.contains("ds");
    let processes = places.iter().filter(|at| of_process(at)).count();
    processes > 1 || processes == 1 && time
}

/// Characters within which a process shows itself.
const LONGEST_PROCESS: usize = 96;

/// `W_t`, `\langle X \rangle_t`, `B_s^{(i)}`: a process behind its `d`.
fn is_of_process(text: &str) -> bool {
    let text = text.get(..text.char_indices().nth(LONGEST_PROCESS).map_or(text.len(), |(at, _)| at)).unwrap_or(text);
    let bracket = text.trim_start_matches("\\left").strip_prefix("\\langle");
    let (name, below) = match bracket.and_then(|inside| inside.split_once("\\rangle")) {
        Some((inside, below)) => (inside.trim(), below),
        None => text.split_at(text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len())),
    };
    let time = below.strip_prefix('_').map(|below| below.trim_start_matches('{'));
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let time = time.and_then(|time| time.strip_prefix(['t', 's', 'u'])).is_some_and(ends);
    time && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.len() < 8
        && (bracket.is_some() || name.len() == 1)
}

/// `(X_t Y_t)`, `\langle X \rangle_t`: what a differential may be of as a whole.
pub(super) fn is_group_of_variables(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return matches!(item.kind, ItemKind::Angles { .. }) };
    let base = Scripts::split(node).0.map(prose::unwrapped);
    matches!(base.map(|base| &base.kind), Some(NodeKind::Fenced(fence)) if matches!(fence.left.as_str(), "(" | "\\langle" | "["))
}
