//! `conflicting-definition`: two places that give one thing different values.

use super::{Rule, conflicts};
use crate::compare::ConflictKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "conflicting-definition",
    severity: Severity::Warning,
    summary: "Two places, on one page or on two of a book, that give one thing different values",
    page: include_str!("../../formulas/rules/conflicting-definition.md"),
    preview: true,
    check: |analysis, out| {
        conflicts::report(analysis, RULE.name, &[ConflictKind::Value, ConflictKind::Exponent], out);
    },
};
