//! `missing-argument`: a command without an argument that it needs.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "missing-argument",
    severity: Severity::Error,
    summary: "A command without an argument that it needs",
    page: include_str!("../../formulas/rules/missing-argument.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
