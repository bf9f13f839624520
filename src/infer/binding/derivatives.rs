//! Derivatives that are upside down, and products of them that do not chain: in
//! `\frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx}` what stands below one factor stands above the next.
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

/// A page with more derivatives than this is not compared.
const MOST: usize = 500;

/// The derivatives of a name that show what is derived on a page.
const FEWEST: usize = 3;

/// `\partial a / \partial z`.
#[derive(Clone, Copy)]
pub(super) struct Rate<'e> {
    pub(super) above: &'e Expr,
    pub(super) below: &'e Expr,
    span: Span,
}

/// Chains in which a derivative equals products of nothing but derivatives.
pub(super) fn unchained(statement: &Statement, issues: &mut Vec<IndexIssue>) {
    let mut whole = statement.first.as_ref().and_then(rate);
    for link in statement.links.iter().filter(|link| link.relation == "Equal") {
        for term in terms(&link.right) {
            let mut rates = Vec::new();
            if let (Some(whole), Some(())) = (whole, factors(term, &mut rates))
                && (2..=LONGEST).contains(&rates.len())
            {
                issues.extend(check(whole, &rates));
            }
        }
        whole = whole.or_else(|| rate(&link.right));
    }
}

/// `\frac{dx}{d}`, `\frac{\partial x}{\partial}`: what is derived stands behind the fraction, and below it only a sign.
pub(super) fn without_variable(part: &Expr, issues: &mut Vec<IndexIssue>) {
    part.visit(&mut |node| {
        let Some([above, below]) = node.as_apply("Divide") else { return };
        let sign = match below.as_apply("Power") {
            Some([base, _]) => base.as_symbol(),
            _ => below.as_symbol(),
        };
        let varied = match (sign.map(Name::as_str), &above.kind) {
            (Some("d" | "\\mathrm{d}"), Kind::Apply("Multiply", factors)) => match factors.as_slice() {
                [first, letter] if first.as_symbol() == sign => Some(letter),
                _ => None,
            },
            (Some("d" | "\\mathrm{d}" | "\\partial"), Kind::Apply("Differential", inner)) => inner.first(),
            _ => None,
        };
        if let Some(letter) = varied {
            let rate = Rate { above: letter, below, span: node.span };
            issues.push(issue(&rate, format!("this derivative by {} is upside down", plain(letter))));
        }
    });
}

/// Statements of a page, each with its formula → the derivatives by what the page derives everywhere else.
pub fn turned(statements: &[(usize, &Statement)]) -> Vec<(usize, IndexIssue)> {
    let mut rates = Vec::new();
    for (formula, statement) in statements {
        for part in statement.sides() {
            part.visit(&mut |node| rates.extend(rate(node).map(|rate| (*formula, rate))));
        }
    }
    if rates.len() > MOST {
        return Vec::new();
    }
    let count = |is: &dyn Fn(&Rate) -> bool| rates.iter().filter(|(_, rate)| is(rate)).count();
    let upside_down = |own: &Rate| {
        let (derived, variable) = (own.below, own.above);
        let derives = count(&|rate| rate.above == derived && rate.below != variable);
        derives >= FEWEST && count(&|rate| rate.below == derived) == 1 && count(&|rate| rate.above == variable) == 1
    };
    let found = rates.iter().filter(|(_, rate)| rate.below.as_symbol().is_some() && upside_down(rate));
    let told = |rate: &Rate| format!("a derivative by {}, of which the page takes derivatives", plain(rate.below));
    found.map(|(formula, rate)| (*formula, issue(rate, told(rate)))).collect()
}

pub(super) fn rate(expr: &Expr) -> Option<Rate<'_>> {
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
