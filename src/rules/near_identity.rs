//! `near-identity`: a step between two expressions that one slip keeps apart.

use super::{Analysis, Rule};
use crate::analysis::{Judged, Page};
use crate::diagnostic::{Diagnostic, Severity};
use crate::expr::print::plain;

pub(super) static RULE: Rule = Rule {
    name: "near-identity",
    severity: Severity::Warning,
    summary: "A step between two expressions that one slip keeps apart",
    page: include_str!("../../formulas/rules/near-identity.md"),
    preview: false,
    check: report,
};

/// Reports the first such step of each chain: what only carries the slip on is not told.
fn report(analysis: &Analysis, out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        let mut last = None;
        let claims = |judged: &&Judged| judged.relation.asserted() || judged.relation.tentative && judged.relation.is_stated();
        for judged in page.relations.iter().filter(claims).filter(|judged| !judged.near.is_empty()) {
            let own = (judged.relation.formula, judged.relation.statement);
            if last.replace(own) != Some(own) {
                out.push(finding(page, judged));
            }
        }
    }
}

fn finding(page: &Page, judged: &Judged) -> Diagnostic {
    let relation = &judged.relation;
    let place = page.place(relation.formula, relation.span);
    let (left, right) = (plain(&relation.left), plain(&relation.right));
    let message = format!("`{left}` and `{right}` are not equal as they stand, and would be after one edit");
    let finding = Diagnostic::new(RULE.name, RULE.severity, page.file, place.span, message);
    match judged.near.as_slice() {
        [only] => finding.hint(format!("{}: `{} = {}`", only.edit, plain(&only.left), plain(&only.right))),
        several => {
            let edits: Vec<_> = several.iter().map(|repair| repair.edit.as_str()).collect();
            finding.hint(format!("one of: {}", edits.join("; ")))
        }
    }
}
