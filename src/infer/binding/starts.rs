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
    /// The summand, with one letter for all that run.
    body: Expr,
    /// Whether it sums over what stands between the two derivatives of a chain rule.
    is_chain: bool,
}

/// The sums up to other ends that tell how a page counts.
const FEWEST: usize = 3;

/// Statements of a page, each with its formula → the sums that start late.
pub fn late_starts(statements: &[(usize, &Statement)]) -> Vec<(usize, IndexIssue)> {
    let mut runs = Vec::new();
    let mut first = BTreeSet::new();
    for (formula, statement) in statements {
        for part in statement.parts() {
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
        body: binding.body.substitute(name, &Expr::symbol("\\run{}")),
        is_chain: is_chain_rule(&binding.body),
    })
}

/// `\frac{\partial z}{\partial y_j} \frac{\partial y_j}{\partial x}`: every y counts.
fn is_chain_rule(body: &Expr) -> bool {
    let Some(factors) = body.as_apply("Multiply") else { return false };
    let rates: Vec<(&Expr, &Expr)> =
        factors.iter().filter_map(super::derivatives::rate).map(|rate| (rate.above, rate.below)).collect();
    rates.iter().any(|(above, _)| above.as_apply("At").is_some() && rates.iter().any(|(_, below)| below == above))
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

/// Whether all others with this end start at 1, and are enough: two, one of which sums the same family; or three; or
/// one with the same summand. Where this end has no other sum, one of the same family up to another end will do, if all
/// sums of the page start at 1.
fn is_outvoted(run: &Run, runs: &[Run]) -> bool {
    let others = || runs.iter().filter(|other| !std::ptr::eq(*other, run));
    let is_kin = |other: &Run| !other.families.is_disjoint(&run.families);
    if run.is_chain {
        return !others().any(|other| other.end == run.end && other.start != 1);
    }
    let (same_end, elsewhere): (Vec<&Run>, Vec<&Run>) = others().partition(|other| other.end == run.end);
    if same_end.iter().any(|other| other.start != 1) {
        return false;
    }
    let kin = same_end.iter().any(|other| is_kin(other));
    let twin = same_end.iter().any(|other| other.body == run.body);
    let by_family = same_end.is_empty()
        && elsewhere.len() >= FEWEST
        && elsewhere.iter().all(|other| other.start == 1)
        && elsewhere.iter().any(|other| is_kin(other));
    twin || by_family || same_end.len() >= if kin { 2 } else { 3 }
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
    fn what_a_chain_rule_sums_over_counts_from_the_first() {
        let rule = |start: u8| {
            format!("$$\\frac{{dz}}{{dx}} = \\sum_{{j={start}}}^m \\frac{{dz}}{{dy_j}} \\frac{{dy_j}}{{dx}}$$\n")
        };
        assert_eq!(late(&rule(2)), 1);
        assert_eq!(late(&rule(1)), 0);
    }

    #[test]
    fn one_sum_of_the_same_terms_is_enough() {
        let mean = |start: u8| {
            format!("Let $p_k = a_k b_k / \\sum_{{j={start}}}^n a_j b_j$ with $\\sum_{{k=1}}^n a_k b_k > 0$.\n")
        };
        assert_eq!(late(&mean(2)), 1);
        assert_eq!(late(&mean(1)), 0);
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
