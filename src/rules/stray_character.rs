//! `stray-character`: a character that means nothing in a formula.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "stray-character",
    severity: Severity::Error,
    summary: "A character that means nothing in a formula",
    page: include_str!("../../formulas/rules/stray-character.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
