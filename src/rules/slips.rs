//! What the rules about notation share: from a slip of the reader to a finding.

use super::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::syntax::SlipKind;

/// Reports the slips of a kind: errors where the renderer rejects or visibly breaks the formula, else warnings.
pub(super) fn report(analysis: &Analysis, rule: &'static str, kind: SlipKind, out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        for (formula, parsed) in page.notation.iter().enumerate() {
            for slip in parsed.slips.iter().filter(|slip| slip.kind == kind) {
                let severity = if slip.breaks { Severity::Error } else { Severity::Warning };
                let place = page.place(formula, slip.span);
                let mut finding = Diagnostic::new(rule, severity, page.file, place.span, slip.message.clone());
                for (span, message) in &slip.related {
                    finding = finding.label(page.place(formula, *span), message.clone());
                }
                finding.hint = slip.hint.clone();
                out.push(finding);
            }
        }
    }
}
