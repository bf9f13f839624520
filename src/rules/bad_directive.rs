//! `bad-directive`: a directive that cannot be read.

use super::{Rule, suppress};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    name: "bad-directive",
    severity: Severity::Error,
    summary: "A directive that cannot be read",
    page: include_str!("../../formulas/rules/bad-directive.md"),
    preview: false,
    check: |analysis, out| {
        for page in analysis.asked() {
            for error in &page.prose.directive_errors {
                let mut finding =
                    Diagnostic::new(RULE.name, RULE.severity, page.file, error.span, error.message.clone());
                finding.hint = error.suggestion.as_ref().map(|word| format!("did you mean `{word}`?"));
                out.push(finding);
            }
            for (directive, name, nearest) in suppress::unknown_rules(page) {
                let message = format!("no rule is called `{name}`");
                let mut finding = suppress::about(page, RULE.name, RULE.severity, directive, message);
                finding.hint = nearest.map(|name| format!("did you mean `{name}`?"));
                out.push(finding);
            }
        }
    },
};
