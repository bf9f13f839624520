//! `free-index-mismatch`: an index that is free on one side only.

use super::{Rule, indices};
use crate::infer::binding::IndexKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "free-index-mismatch",
    severity: Severity::Warning,
    summary: "An index that is free on one side only",
    page: include_str!("../../formulas/rules/free-index-mismatch.md"),
    preview: false,
    check: |analysis, out| indices::report(analysis, RULE.name, &[IndexKind::FreeMismatch, IndexKind::BrokenPattern, IndexKind::OffCount], out),
};
