//! Products of derivatives that do not chain: in `\frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx}` what stands below one
//! factor stands above the next.
//!
//! Silent where a name may stand for another one (`\partial f` for the `y` that f gives): only what is upside down, and
//! members of one family with different indices, cannot be meant.

use super::{IndexIssue, IndexKind};
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name};
use crate::lower::Statement;
use crate::source::Span;

/// Longer products are not followed.
const LONGEST: usize = 64;

/// `\partial a / \partial z`.
#[derive(Clone, Copy)]
struct Rate<'e> {
    above: &'e Expr,
    below: &'e Expr,
    span: Span,
}

/// Equations whose left side is a derivative and whose right side has products of nothing but derivatives.
pub(super) fn unchained(statement: &Statement, issues: &mut Vec<IndexIssue>) {
    let Some(whole) = statement.first.as_ref().and_then(rate) else { return };
    for link in statement.links.iter().filter(|link| link.relation == "Equal") {
        for term in terms(&link.right) {
            let mut rates = Vec::new();
            if factors(term, &mut rates).is_some() && (2..=LONGEST).contains(&rates.len()) {
                issues.extend(check(whole, &rates));
            }
        }
    }
}

fn rate(expr: &Expr) -> Option<Rate<'_>> {
    match expr.as_apply("PartialDerivative").or_else(|| expr.as_apply("TotalDerivative")) {
        Some([above, below]) => Some(Rate { above, below, span: expr.span }),
        _ => None,
    }
}

/// The terms of a sum, written out or with a sign.
fn terms(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        Kind::Apply("Add", terms) => terms.iter().flat_map(self::terms).collect(),
        Kind::Apply("Negate", inner) => inner.iter().flat_map(self::terms).collect(),
        Kind::Bind(binding) if binding.head == "Sum" => self::terms(&binding.body),
        _ => vec![expr],
    }
}

/// The derivatives that are multiplied, in whatever way; `None` if anything else is.
fn factors<'e>(expr: &'e Expr, rates: &mut Vec<Rate<'e>>) -> Option<()> {
    if let Some(rate) = rate(expr) {
        rates.push(rate);
        return Some(());
    }
    match &expr.kind {
        Kind::Apply("Multiply" | "Hadamard" | "Transpose", parts) | Kind::Call(_, parts) => {
            parts.iter().try_for_each(|part| factors(part, rates))
        }
        _ => None,
    }
}

fn check(whole: Rate, rates: &[Rate]) -> Option<IndexIssue> {
    let (mut above, mut below): (Vec<Rate>, Vec<Rate>) = (rates.to_vec(), rates.to_vec());
    above.retain(|rate| match below.iter().position(|other| other.below == rate.above) {
        Some(at) => {
            below.remove(at);
            false
        }
        None => true,
    });
    let begins = take(&mut above, |rate| rate.above == whole.above);
    let ends = take(&mut below, |rate| rate.below == whole.below);
    let turned = below.iter().find(|rate| rate.below == whole.above);
    let turned = turned.or_else(|| above.iter().find(|rate| rate.above == whole.below));
    if let Some(rate) = turned {
        return Some(issue(
            rate,
            format!("this factor is upside down in a chain from {} to {}", plain(whole.above), plain(whole.below)),
        ));
    }
    let mut pairs: Vec<(&Rate, &Expr, &Expr)> =
        above.iter().flat_map(|rate| below.iter().map(move |other| (rate, rate.above, other.below))).collect();
    if let ([rate], false) = (below.as_slice(), ends) {
        pairs.push((rate, rate.below, whole.below));
    }
    if let ([rate], false) = (above.as_slice(), begins) {
        pairs.push((rate, rate.above, whole.above));
    }
    let (rate, found, expected) = pairs.into_iter().find(|(_, one, other)| are_siblings(one, other))?;
    Some(issue(rate, format!("{} does not cancel {} in this chain of derivatives", plain(found), plain(expected))))
}

/// Takes one away; whether there was one.
fn take(rates: &mut Vec<Rate>, is: impl Fn(&Rate) -> bool) -> bool {
    let at = rates.iter().position(is);
    at.is_some_and(|at| {
        rates.remove(at);
        true
    })
}

/// `h_{t-1}` and `h_{t+1}`, `W^{(2)}` and `W^{(3)}`: one family, other indices.
fn are_siblings(one: &Expr, other: &Expr) -> bool {
    one != other && family(one).is_some_and(|own| family(other) == Some(own))
}

/// The family of a member, and the number of its indices: of `h_{t-1}`, and of `o_1` as one name.
fn family(expr: &Expr) -> Option<(String, usize)> {
    if let Some((base, label)) = expr.as_symbol().and_then(|name| name.as_str().split_once('_')) {
        return label.chars().all(|digit| digit.is_ascii_digit()).then(|| (base.to_owned(), 1));
    }
    let parts = expr.as_apply("At").or_else(|| expr.as_apply("AtUpper"))?;
    Some((parts.first()?.as_symbol()?.to_string(), parts.len() - 1))
}

fn issue(rate: &Rate, message: String) -> IndexIssue {
    IndexIssue {
        kind: IndexKind::BrokenChain,
        name: Name::from("derivative"),
        span: rate.span,
        message,
        expected: "what stands below one factor stands above the next".to_owned(),
        strong: true,
    }
}
