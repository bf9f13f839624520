//! `unmet-expectation`: an `expect` that nothing meets.

use super::{Rule, suppress};
use crate::analysis::Page;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::Directive;

pub(super) static RULE: Rule = Rule {
    name: "unmet-expectation",
    severity: Severity::Error,
    summary: "An `expect` that nothing meets",
    page: include_str!("../../formulas/rules/unmet-expectation.md"),
    preview: false,
    // It shows only once all findings are known: silencing makes these.
    check: |_, _| {},
};

/// The finding about a directive that names `rule`.
pub(super) fn finding(page: &Page, directive: &Directive, rule: &str) -> Diagnostic {
    suppress::about(page, RULE.name, RULE.severity, directive, format!("`{rule}` is expected here and was not found"))
}
