//! Whether an equation gives its left side a value.
//!
//! Takes a name of a formula and what stands right of its relation. A law, an equation of motion and what follows from
//! an operator define nothing.

use std::collections::BTreeSet;

use super::Stance;
use super::canonical::base_name;
use super::flow::{Flow, Mark};
use super::reader::{Page, folded_before};
use super::subject::{Item, is_symbol};
use crate::expr::{Fact, Name};
use crate::syntax::{Node, NodeKind};

/// Whether a set is one of functions: `C^{1,2}(A)`, `L^2(\Omega)`.
pub(super) fn holds_functions(right: &[&Node]) -> bool {
    let [space, domain, ..] = right else { return false };
    let NodeKind::Scripts { base: Some(base), sup: Some(_), .. } = &space.kind else { return false };
    let space = base_name(base).is_some_and(|name| matches!(name.as_str(), "C" | "L" | "H" | "W" | "\\mathcal{C}"));
    space && matches!(&domain.kind, NodeKind::Fenced(fence) if fence.left == "(")
}

/// Whether `name = …` gives a new name its value: in a display, or where the words define.
pub(super) fn defines(page: &Page, mark: &Mark, item: &Item, right: &[&Node], met: &BTreeSet<Name>) -> bool {
    let Some((relation, _)) = item.relation else { return false };
    let stance = page.stances.get(mark.formula).map_or(Stance::Plain, |info| info.stance);
    // A law: what is told is told by itself, or by its change.
    let law = applies_itself(page, mark, item, right) || stance != Stance::Defining && is_change(item);
    let implies = right.iter().any(|node| is_symbol(node, &["\\implies", "\\Rightarrow", "\\iff", "\\Longrightarrow"]));
    if law || implies || is_catalogued(item) {
        return false;
    }
    let display = page.document.formulas.get(mark.formula).is_some_and(|formula| formula.display);
    let fresh = !met.contains(&item.spelled.name);
    let value = right.len() > 1 || (display && !right.is_empty());
    match relation {
        ":=" | "\\triangleq" | "\\coloneqq" | "\\equiv" => fresh && value,
        "=" => {
            fresh
                && value
                && match stance {
                    Stance::Defining => true,
                    Stance::Plain | Stance::Asserted => display,
                    Stance::Assumed => right.len() > 1 && is_let(page.flow, mark.at),
                    _ => false,
                }
        }
        _ => false,
    }
}

/// Whether a name is a derivative in time, `\dot{q}`: its equation is one of motion.
pub(super) fn is_change(item: &Item) -> bool {
    ["\\dot{", "\\ddot{"].iter().any(|accent| item.spelled.name.as_str().starts_with(accent))
}

/// Whether a name is an operator that no page defines: `E(X) = …`, `d(XY) = …`.
pub(super) fn is_catalogued(item: &Item) -> bool {
    const OPERATORS: [&str; 12] = [
        "\\text{det}",
        "\\text{tr}",
        "\\text{rank}",
        "E",
        "\\mathbb{E}",
        "\\mathbf{E}",
        "\\text{E}",
        "d",
        "\\text{d}",
        "\\text{Var}",
        "\\text{Cov}",
        "\\text{Pr}",
    ];
    item.spelled.applied && OPERATORS.contains(&item.spelled.name.as_str())
}

/// Whether a verb that gives names stands right before a formula: "let $u = a + b$", 令 $u = a + b$.
pub(super) fn is_let(flow: &Flow, at: usize) -> bool {
    let before = folded_before(flow, at).trim_end_matches([' ', '\n', ':', '：']);
    GIVING.iter().any(|verb| {
        let whole = |left: &str| !verb.is_ascii() || !left.ends_with(|c: char| c.is_ascii_alphanumeric());
        before.strip_suffix(verb).is_some_and(whole)
    })
}

/// Verbs that give a new name to an expression.
pub(super) const GIVING: [&str; 10] = ["let", "set", "put", "take", "write", "令", "记", "取", "设", "定义"];

/// Whether the name of an item is applied on the right of its relation too.
pub(super) fn applies_itself(page: &Page, mark: &Mark, item: &Item, right: &[&Node]) -> bool {
    let Some(formula) = page.document.formulas.get(mark.formula) else { return false };
    let (Some(first), Some(last)) = (right.first(), right.last()) else { return false };
    let (name, right) = (item.spelled.span.of(&formula.tex), first.span.join(last.span).of(&formula.tex));
    item.spelled.applied
        && right.match_indices(name).any(|(at, _)| {
            let whole = !right.get(..at).is_some_and(|left| left.ends_with(|c: char| c.is_alphabetic() || c == '\\'));
            let behind = right.get(at + name.len()..).unwrap_or_default();
            whole && ["(", "\\left(", "\\big(", "\\Big("].iter().any(|open| behind.trim_start().starts_with(open))
        })
}

/// `> 0`, `\ge 0`.
pub(super) fn sign_fact(relation: &str, right: &[&Node]) -> Option<Fact> {
    let zero =
        matches!(right, [only] if matches!(&only.kind, crate::syntax::NodeKind::Number(digits) if digits == "0"));
    match relation {
        ">" if zero => Some(Fact::Positive),
        "\\ge" | "\\geq" if zero => Some(Fact::NonNegative),
        _ => None,
    }
}
