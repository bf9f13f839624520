//! Calls and members that stand alone beside their kin on the page.
//!
//! Takes the statements of a page; gives calls whose argument is turned or stepped where all others are not, and
//! members of a family with an index that stands nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use super::{IndexIssue, IndexKind};
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name};
use crate::functions::is_measure;
use crate::lower::Statement;
use crate::source::Span;

/// A page with more calls than this is not compared.
const MOST: usize = 600;
/// How many calls have to agree against one.
const VOTES: usize = 3;
/// How many members of one family make a list of labels.
const LABELS: usize = 3;

/// A call with its arguments; a measure's have no bars.
struct Call<'e> {
    formula: usize,
    expr: &'e Expr,
    callee: &'e Expr,
    arguments: Vec<&'e Expr>,
}

/// Statements of a page, each with its formula → what stands alone.
pub fn alone(statements: &[(usize, &Statement)]) -> Vec<(usize, IndexIssue)> {
    let mut calls = Vec::new();
    for (formula, statement) in statements {
        statement.sides().for_each(|side| calls_in(side, *formula, &mut calls));
    }
    let mut found = Vec::new();
    if calls.len() <= MOST {
        for call in &calls {
            found.extend(turned(call, &calls).or_else(|| stepped(call, &calls)).map(|issue| (call.formula, issue)));
        }
    }
    found.extend(lone_indices(statements));
    found
}

fn calls_in<'e>(expr: &'e Expr, formula: usize, found: &mut Vec<Call<'e>>) {
    if let Kind::Call(callee, arguments) = &expr.kind {
        let arguments =
            arguments.iter().flat_map(|argument| argument.as_apply("Given").unwrap_or(std::slice::from_ref(argument)));
        found.push(Call { formula, expr, callee, arguments: arguments.collect() });
    }
    expr.children().into_iter().for_each(|child| calls_in(child, formula, found));
}

/// Whether two calls are of one function and differ in one argument only; which.
fn differing(call: &Call, other: &Call) -> Option<usize> {
    let same = call.callee == other.callee && call.arguments.len() == other.arguments.len();
    let pairs = call.arguments.iter().zip(&other.arguments).enumerate();
    let mut slots = pairs.filter(|(_, (one, other))| one != other).map(|(slot, _)| slot);
    let slot = slots.next().filter(|_| same)?;
    slots.next().is_none().then_some(slot)
}

/// `P(\mathbf{Y}^\top \mid \mathbf{X})`, where the page has `P(\mathbf{Y} \mid \mathbf{X})`.
fn turned(call: &Call, calls: &[Call]) -> Option<IndexIssue> {
    let labelled = call.callee.as_apply("At").and_then(<[Expr]>::first);
    if !labelled.unwrap_or(call.callee).as_symbol().is_some_and(is_measure) {
        return None;
    }
    let unturned = |other: &&Call| {
        let slot = differing(call, other)?;
        let inner = call.arguments.get(slot)?.as_apply("Transpose")?.first()?;
        (inner == *other.arguments.get(slot)?).then_some(slot)
    };
    let slot = calls.iter().find_map(|other| unturned(&other))?;
    let again = calls.iter().filter(|other| other.callee == call.callee && other.arguments == call.arguments).count();
    let argument = call.arguments.get(slot)?;
    (again == 1).then(|| {
        let expected = "the argument without its transpose, as elsewhere on the page";
        issue(call.expr.span, argument, format!("{} is transposed here only", plain(argument)), expected)
    })
}

/// `f(x_t, h_{t+1})`, where the page has `f(x_t, h_{t-1})` throughout.
fn stepped(call: &Call, calls: &[Call]) -> Option<IndexIssue> {
    let mut votes: BTreeMap<&Expr, usize> = BTreeMap::new();
    let mut place = None;
    for other in calls {
        if other.callee == call.callee && other.arguments == call.arguments && !std::ptr::eq(other, call) {
            return None;
        }
        let Some(slot) = differing(call, other) else { continue };
        let (Some(one), Some(other)) = (call.arguments.get(slot), other.arguments.get(slot)) else { continue };
        if are_steps(one, other) {
            *votes.entry(*other).or_default() += 1;
            place = Some(slot);
        }
    }
    let (expected, count) = votes.pop_first().filter(|_| votes.is_empty())?;
    let argument = call.arguments.get(place?)?;
    (count >= VOTES).then(|| {
        let message =
            format!("{} takes {} here and {} elsewhere", plain(call.callee), plain(argument), plain(expected));
        issue(call.expr.span, argument, message, format!("{}, as in the {count} other places", plain(expected)))
    })
}

/// `h_{t+1}` and `h_{t-1}`: one family, steps from one letter.
fn are_steps(one: &Expr, other: &Expr) -> bool {
    let parts = |expr: &Expr| {
        let parts = expr.as_apply("At").or_else(|| expr.as_apply("AtUpper"))?;
        let [base, index] = parts else { return None };
        let letters = index.as_apply("Add")?.iter().find_map(Expr::as_symbol)?.clone();
        Some((base.clone(), letters))
    };
    parts(one).is_some_and(|found| Some(found) == parts(other))
}

/// `p_q = p_j = p_v`, where j stands nowhere else on the page.
fn lone_indices(statements: &[(usize, &Statement)]) -> Vec<(usize, IndexIssue)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for side in statements.iter().flat_map(|(_, statement)| statement.sides()) {
        side.visit(&mut |node| match &node.kind {
            Kind::Symbol(name) => letters(name.as_str(), &mut counts),
            Kind::Bind(binding) => binding.bound.iter().for_each(|bound| letters(bound.name.as_str(), &mut counts)),
            _ => {}
        });
    }
    let mut found = Vec::new();
    for (formula, statement) in statements {
        let mut families: BTreeMap<Name, BTreeMap<Name, Span>> = BTreeMap::new();
        statement.sides().for_each(|side| {
            side.visit(&mut |node| {
                if let Some([base, index]) = node.as_apply("At")
                    && let (Some(base), Some(index)) = (base.as_symbol(), index.as_symbol())
                {
                    families.entry(base.clone()).or_default().insert(index.clone(), node.span);
                }
            });
        });
        for (base, members) in families.into_iter().filter(|(_, members)| members.len() >= LABELS) {
            let lone =
                |index: &Name| matches!(index.as_str(), "i" | "j" | "k") && counts.get(index.as_str()) == Some(&1);
            let mut strays = members.iter().filter(|(index, _)| lone(index));
            if let (Some((index, span)), None) = (strays.next(), strays.next()) {
                let message = format!("{index} stands nowhere else on the page");
                let expected = format!("a label that the page uses, as in the other members of {base}");
                let kind = IndexKind::UnboundIndex;
                let issue = IndexIssue { kind, name: index.clone(), span: *span, message, expected, strong: true };
                found.push((*formula, issue));
            }
        }
    }
    found
}

/// Counts the single letters of a name: its own, and those of its labels.
fn letters<'n>(name: &'n str, counts: &mut BTreeMap<&'n str, usize>) {
    let parts: BTreeSet<&str> =
        name.split(|sign: char| !sign.is_alphabetic()).filter(|part| !part.is_empty()).collect();
    parts.into_iter().for_each(|part| *counts.entry(part).or_default() += 1);
}

fn issue(span: Span, argument: &Expr, message: String, expected: impl Into<String>) -> IndexIssue {
    let span = if argument.span.end > argument.span.start { argument.span } else { span };
    let name = argument.free_names().into_iter().next().unwrap_or_else(|| Name::from("argument"));
    IndexIssue { kind: IndexKind::BrokenPattern, name, span, message, expected: expected.into(), strong: true }
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    fn warnings(text: &str) -> usize {
        findings("a.md", text).lines().filter(|line| line.contains("-index")).count()
    }

    #[test]
    fn what_stands_alone_departs() {
        let law = |turned: &str| {
            format!(
                "We maximise $P(\\mathbf{{Y}} \\mid \\mathbf{{X}})$ and get $$L = -\\log P(\\mathbf{{Y}}{turned} \\mid \\mathbf{{X}}).$$"
            )
        };
        assert_eq!(warnings(&law("^\\top")), 1);
        assert_eq!(warnings(&law("")), 0);
        let steps = |sign: &str| {
            format!(
                "Let $h_t = f(x_t, h_{{t-1}}, w)$, $a = f(x_t, h_{{t-1}}, w)^2$, $b = 2 f(x_t, h_{{t-1}}, w)$ and \
                 $c = 3 f(x_t, h_{{t{sign}1}}, w)$."
            )
        };
        assert_eq!(warnings(&steps("+")), 1);
        assert_eq!(warnings(&steps("-")), 0);
        assert_eq!(warnings("We set $p_q h = p_j h = p_v h = p_o$."), 1);
        assert_eq!(warnings("We set $p_q h = p_k h = p_v h = p_o$ with keys $k$."), 0);
    }
}
