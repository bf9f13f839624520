//! `unit-mismatch`: an amount of memory in bytes at one place and without its bytes at another.

use super::{Rule, conflicts};
use crate::compare::ConflictKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unit-mismatch",
    severity: Severity::Warning,
    summary: "An amount of memory in bytes at one place and without its bytes at another",
    page: include_str!("../../formulas/rules/unit-mismatch.md"),
    preview: true,
    check: |analysis, out| conflicts::report(analysis, RULE.name, &[ConflictKind::Unit], out),
};
