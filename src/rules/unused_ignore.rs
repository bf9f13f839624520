//! `unused-ignore`: an `ignore` that silences nothing.

use super::{Rule, suppress};
use crate::analysis::Page;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::Directive;

pub(super) static RULE: Rule = Rule {
    name: "unused-ignore",
    severity: Severity::Warning,
    summary: "An `ignore` that silences nothing",
    page: include_str!("../../formulas/rules/unused-ignore.md"),
    preview: false,
    // It shows only once all findings are known: silencing makes these.
    check: |_, _| {},
};

/// The finding about a directive that names `rule`.
pub(super) fn finding(page: &Page, directive: &Directive, rule: &str) -> Diagnostic {
    suppress::about(page, RULE.name, RULE.severity, directive, format!("`{rule}` silences nothing here"))
}
