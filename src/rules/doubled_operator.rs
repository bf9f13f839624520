//! `doubled-operator`: two operators where one is meant, or an operator without its operand.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "doubled-operator",
    severity: Severity::Warning,
    summary: "Two operators where one is meant, or an operator without its operand",
    page: include_str!("../../formulas/rules/doubled-operator.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
