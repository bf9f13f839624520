//! `missing-backslash`: the name of a command without its backslash.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "missing-backslash",
    severity: Severity::Warning,
    summary: "The name of a command without its backslash",
    page: include_str!("../../formulas/rules/missing-backslash.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
