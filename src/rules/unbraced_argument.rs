//! `unbraced-argument`: an argument without braces of which only the first character is taken.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unbraced-argument",
    severity: Severity::Warning,
    summary: "An argument without braces of which only the first character is taken",
    page: include_str!("../../formulas/rules/unbraced-argument.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
