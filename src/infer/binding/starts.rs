//! Sums that start at their second term, where the other sums of the page start at the first.
//!
//! Takes the statements of a page; gives the sums that stand alone. Silent where the first term has a place of its own
//! (`x_1 + \sum_{i=2}^n x_i`), where the summand looks back (`x_i - x_{i-1}`), and where another sum starts late too.

use std::collections::BTreeSet;

use super::ranges::is_entry_by_entry;
use super::{IndexIssue, IndexKind};
use crate::expr::{Bound, Expr, Kind, Name, Number, Range};
use crate::lower::Statement;
use crate::source::Span;

/// A page with more sums than this is not compared.
const MOST: usize = 500;

/// A sum over whole numbers from a written start.
struct Run {
    formula: usize,
    span: Span,
    letter: Name,
    start: i64,
    end: Expr,
    /// What is summed, by the names of its families.
    families: BTreeSet<Name>,
    /// Whether the letter only picks entries.
    plain: bool,
}

/// Statements of a page, each with its formula → the sums that start late.
pub fn late_starts(statements: &[(usize, &Statement)]) -> Vec<(usize, IndexIssue)> {
    let mut runs = Vec::new();
    let mut first = BTreeSet::new();
    for (formula, statement) in statements {
        for part in parts(statement) {
            part.visit(&mut |node| runs.extend(run(*formula, node)));
            if part.any(&mut is_first) {
                first.insert(*formula);
            }
        }
    }
    if runs.len() > MOST {
        return Vec::new();
    }
    let late = runs.iter().filter(|run| run.start == 2 && run.plain && !first.contains(&run.formula));
    late.filter(|run| is_outvoted(run, &runs)).map(|run| (run.formula, issue(run))).collect()
}

fn parts(statement: &Statement) -> impl Iterator<Item = &Expr> {
    statement.first.iter().chain(statement.links.iter().map(|link| &link.right)).chain(&statement.conditions)
}

fn run(formula: usize, node: &Expr) -> Option<Run> {
    let Kind::Bind(binding) = &node.kind else { return None };
    let [Bound { name, range: Range::Between(low, high) }] = binding.bound.as_slice() else { return None };
    let start = low.as_number().and_then(Number::to_i64)?;
    let named = !high.free_names().is_empty() && !high.is_apply("Infinity");
    (binding.head == "Sum" && named).then(|| Run {
        formula,
        span: node.span,
        letter: name.clone(),
        start,
        end: high.clone(),
        families: families(&binding.body),
        plain: is_entry_by_entry(&binding.body, name),
    })
}

fn families(body: &Expr) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    body.visit(&mut |node| {
        let indexed = node.as_apply("At").or_else(|| node.as_apply("AtUpper"));
        names.extend(indexed.and_then(<[Expr]>::first).and_then(Expr::as_symbol).cloned());
    });
    names
}

/// `x_1`, `a_{11}`: the first member, by itself.
fn is_first(node: &Expr) -> bool {
    let one = |index: &Expr| index.as_number().is_some_and(Number::is_one);
    match &node.kind {
        Kind::Apply("At" | "AtUpper", parts) => parts.iter().skip(1).any(one),
        Kind::Symbol(name) => name.as_str().ends_with("_1") || name.as_str().ends_with("_{1}"),
        _ => false,
    }
}

/// Whether all others with this end start at 1, and are enough: two, one of which sums the same family; or three.
fn is_outvoted(run: &Run, runs: &[Run]) -> bool {
    let others = runs.iter().filter(|other| other.end == run.end && !std::ptr::eq(*other, run));
    let (mut votes, mut kin) = (0, false);
    for other in others {
        if other.start != 1 {
            return false;
        }
        votes += 1;
        kin |= !other.families.is_disjoint(&run.families);
    }
    votes >= if kin { 2 } else { 3 }
}

fn issue(run: &Run) -> IndexIssue {
    let end = crate::expr::print::plain(&run.end);
    IndexIssue {
        kind: IndexKind::BrokenPattern,
        name: run.letter.clone(),
        span: run.span,
        message: format!("this sum starts at 2, the others up to {end} at 1"),
        expected: "a start at 1, or a word on the first term".to_owned(),
        strong: true,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    fn late(text: &str) -> usize {
        findings("a.md", text).lines().filter(|line| line.contains("free-index-mismatch")).count()
    }

    #[test]
    fn a_start_alone_among_others_is_late() {
        let others = "Let $a = \\sum_{i=1}^n x_i$ and $b = \\sum_{i=1}^n x_i^2$ and ";
        assert_eq!(late(&format!("{others}$c = \\sum_{{i=2}}^n x_i y_i$.")), 1);
        assert_eq!(late(&format!("{others}$c = \\sum_{{i=1}}^n x_i y_i$.")), 0);
        assert_eq!(late(&format!("{others}$c = x_1 + \\sum_{{i=2}}^n x_i y_i$.")), 0);
        assert_eq!(late(&format!("{others}$c = \\sum_{{i=2}}^n (x_i - x_{{i-1}})$.")), 0);
        assert_eq!(late(&format!("{others}$c = \\sum_{{i=2}}^n x_i$, $d = \\sum_{{i=2}}^n y_i$.")), 0);
    }
}
