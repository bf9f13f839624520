//! `odd-one-out`: a sign that stands alone against equations of the same form.

use super::{Analysis, Rule};
use crate::compare::Odd;
use crate::analysis::Page;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "odd-one-out",
    severity: Severity::Warning,
    summary: "A sign that stands alone against equations of the same form",
    page: include_str!("../../formulas/rules/odd-one-out.md"),
    preview: true,
    check,
};

fn check(analysis: &Analysis, out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        out.extend(page.odd.iter().map(|odd| finding(page, odd)));
    }
}

fn finding(page: &Page, odd: &Odd) -> Diagnostic {
    let done = |negative: bool| if negative { "subtracted" } else { "added" };
    let place = page.place(odd.formula, odd.span);
    let others = odd.others;
    let (here, there) = (done(odd.negative), done(!odd.negative));
    let message = format!("the term is {here} here, {there} in {others} equations of the same form");
    Diagnostic::new(RULE.name, Severity::Warning, page.file, place.span, message)
        .label(page.place(odd.like.0, odd.like.1), format!("{there} here"))
        .hint(format!("check the sign: {there}, as in the others"))
}
