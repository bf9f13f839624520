//! `unbalanced-delimiter`: a bracket, brace or `\\left` without its partner.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-delimiter",
    severity: Severity::Error,
    summary: "A bracket, brace or `\\left` without its partner",
    page: include_str!("../../formulas/rules/unbalanced-delimiter.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
