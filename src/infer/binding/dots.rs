//! What dots stand for: `w_1 x_1 + \cdots + w_d x_d`, `P(x_t \mid x_{t-1}, \ldots, x_1)`.

use super::{IndexIssue, IndexKind};
use crate::expr::{Expr, Kind, Name, Size};
use crate::infer::size_of;
use crate::source::Span;

/// Sums whose dots go on with another sign, and probabilities of something that their dotted condition has in it.
pub(super) fn check(part: &Expr, issues: &mut Vec<IndexIssue>) {
    part.visit(&mut |node| match &node.kind {
        Kind::Apply("Add", terms) => issues.extend(another_sign(terms)),
        Kind::Apply("Given", parts) => issues.extend(given_itself(parts)),
        _ => {}
    });
}

/// `a_1 + \cdots - a_n`, `r_0 + r_1 + r_2 - \cdots`: terms of one form, of which all but the last have one sign.
fn another_sign(terms: &[Expr]) -> Option<IndexIssue> {
    let dots = terms.iter().position(|term| unsigned(term).1.is_apply("Ellipsis"))?;
    let (before, rest) = terms.split_at(dots);
    let (dots, after) = rest.split_first()?;
    let (negative, first) = unsigned(before.first()?);
    let form = form(first)?;
    let is_alike = |term: &Expr| self::form(unsigned(term).1).as_ref() == Some(&form);
    let agrees = |term: &Expr| unsigned(term).0 == negative;
    if !before.iter().all(|term| is_alike(term) && agrees(term)) {
        return None;
    }
    let alone = after.iter().filter(|term| is_alike(term)).count() == 1;
    let odd = match after.first() {
        Some(last) if agrees(dots) && alone && is_alike(last) && !agrees(last) => last,
        None if before.len() >= 3 && !agrees(dots) => dots,
        _ => return None,
    };
    Some(IndexIssue {
        kind: IndexKind::BrokenPattern,
        name: first.free_names().into_iter().next().unwrap_or_else(|| Name::from("index")),
        span: odd.span,
        message: "the sum goes on with another sign than its terms have".to_owned(),
        expected: "the same sign before the dots and behind them, or signs that alternate".to_owned(),
        strong: true,
    })
}

/// Whether a term is subtracted, and the term without its sign.
fn unsigned(term: &Expr) -> (bool, &Expr) {
    match term.as_apply("Negate") {
        Some([inner]) => (true, inner),
        _ => (false, term),
    }
}

/// The letters of a term that has indices, without those: `w_1 x_1` and `w_d x_d` are of one form.
fn form(term: &Expr) -> Option<Vec<String>> {
    let mut letters = Vec::new();
    let mut indexed = false;
    collect(term, &mut letters, &mut indexed);
    (indexed && !letters.is_empty()).then_some(letters)
}

fn collect(term: &Expr, letters: &mut Vec<String>, indexed: &mut bool) {
    match &term.kind {
        Kind::Symbol(name) => {
            let (base, label) = name.as_str().split_once('_').unwrap_or((name.as_str(), ""));
            *indexed |= !label.is_empty();
            letters.push(base.to_owned());
        }
        Kind::Apply("At" | "AtUpper", parts) => {
            *indexed = true;
            parts.iter().take(1).for_each(|base| collect(base, letters, indexed));
        }
        Kind::Apply(head, parts) => {
            letters.push((*head).to_owned());
            parts.iter().for_each(|part| collect(part, letters, indexed));
        }
        // A number, a call or a sum may be anything of the term's place.
        _ => letters.push(String::new()),
    }
}

/// `P(x_t \mid x_{t+1}, \ldots, x_1)`: the list that is given runs over what the probability is of.
fn given_itself(parts: &[Expr]) -> Option<IndexIssue> {
    let [event, condition] = parts else { return None };
    let members = condition.as_apply("Tuple").or_else(|| condition.as_apply("Sequence"))?;
    let (base, own) = member(event)?;
    for window in members.windows(3) {
        let [from, dots, to] = window else { continue };
        let (Some((first, from)), Some((last, to))) = (member(from), member(to)) else { continue };
        if dots.is_apply("Ellipsis") && first == base && last == base && runs_over(&own, &from, &to) {
            return Some(itself(base, event.span));
        }
    }
    None
}

fn itself(name: &Name, span: Span) -> IndexIssue {
    IndexIssue {
        kind: IndexKind::BrokenPattern,
        name: name.clone(),
        span,
        message: "what is given has in it what the probability is of".to_owned(),
        expected: format!("a list of {name} that ends before this one"),
        strong: true,
    }
}

/// A member of a family with one index.
fn member(expr: &Expr) -> Option<(&Name, Size)> {
    match expr.as_apply("At") {
        Some([base, index]) => Some((base.as_symbol()?, size_of(index)?)),
        _ => None,
    }
}

/// Whether the indices from one to another, up or down, surely pass an index that has a letter.
fn runs_over(own: &Size, from: &Size, to: &Size) -> bool {
    let distance = |end: &Size| end.add(&own.negate()).as_constant();
    if own.as_constant().is_some() {
        return false;
    }
    match (distance(from), distance(to)) {
        (Some(0), _) | (_, Some(0)) => true,
        (Some(a), Some(b)) => (a < 0) != (b < 0),
        // Down to a number, which lies below.
        (Some(above), None) => above > 0 && to.as_constant().is_some(),
        (None, Some(above)) => above > 0 && from.as_constant().is_some(),
        (None, None) => false,
    }
}
