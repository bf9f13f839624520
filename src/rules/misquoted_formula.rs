//! `misquoted-formula`: a well-known formula with one slip.

use super::{Analysis, Rule};
use crate::analysis::Page;
use crate::compare::Misquoted;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "misquoted-formula",
    severity: Severity::Warning,
    summary: "A well-known formula with one slip",
    page: include_str!("../../formulas/rules/misquoted-formula.md"),
    preview: false,
    check,
};

fn check(analysis: &Analysis, out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        out.extend(page.misquoted.iter().filter_map(|own| finding(page, own)));
    }
}

fn finding(page: &Page, own: &Misquoted) -> Option<Diagnostic> {
    let relation = &page.relations.get(own.relation)?.relation;
    let place = page.place(relation.formula, relation.span);
    let message = format!("the words around it call this {}, which it is not as it stands", own.name);
    let finding = Diagnostic::new(RULE.name, RULE.severity, page.file, place.span, message);
    Some(finding.hint(format!("known as `{}`; here with {}", own.known, own.slip)))
}
