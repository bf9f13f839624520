//! `swallowed-by-markup`: maths that the markup around it takes away.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "swallowed-by-markup",
    severity: Severity::Error,
    summary: "Maths that the markup around it takes away",
    page: include_str!("../../formulas/rules/swallowed-by-markup.md"),
    preview: false,
    check: |analysis, out| {
        slips::report(analysis, RULE.name, out);
        for page in analysis.asked() {
            out.extend(page.document.diagnostics.iter().cloned().map(|mut finding| {
                finding.place.file = page.file;
                finding.fix.iter_mut().for_each(|fix| fix.place.file = page.file);
                finding.labels.iter_mut().for_each(|label| label.place.file = page.file);
                finding
            }));
        }
    },
};
