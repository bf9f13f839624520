//! `rank-mismatch`: a scalar set equal to a vector or matrix.

use super::{Rule, shapes};
use crate::diagnostic::Severity;
use crate::infer::ClashKind;

pub(super) static RULE: Rule = Rule {
    name: "rank-mismatch",
    severity: Severity::Error,
    summary: "A scalar set equal to a vector or matrix",
    page: include_str!("../../formulas/rules/rank-mismatch.md"),
    preview: false,
    check: |analysis, out| shapes::report(analysis, RULE.name, |kind| kind == ClashKind::Rank, out),
};
