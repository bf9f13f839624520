//! `misplaced-command`: a command where it may not stand.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "misplaced-command",
    severity: Severity::Error,
    summary: "A command where it may not stand",
    page: include_str!("../../formulas/rules/misplaced-command.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
