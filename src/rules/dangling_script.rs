//! `dangling-script`: a subscript or superscript without a base, or two of them on one.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "dangling-script",
    severity: Severity::Error,
    summary: "A subscript or superscript without a base, or two of them on one",
    page: include_str!("../../formulas/rules/dangling-script.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
