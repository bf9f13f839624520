//! What the rules about indices share: from an issue of the binding check to a finding.

use super::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::infer::binding::IndexKind;

/// Reports the issues of some kinds: a warning where no convention explains it, else a note.
pub(super) fn report(analysis: &Analysis, rule: &'static str, kinds: &[IndexKind], out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        for (formula, issue) in page.indices.iter().filter(|(_, issue)| kinds.contains(&issue.kind)) {
            let severity = if issue.strong { Severity::Warning } else { Severity::Info };
            let place = page.place(*formula, issue.span);
            let finding = Diagnostic::new(rule, severity, page.file, place.span, issue.message.clone());
            out.push(finding.hint(issue.expected.clone()));
        }
    }
}
