//! `shape-mismatch`: a product or sum of arrays whose sizes cannot fit.

use super::{Rule, indices, shapes};
use crate::diagnostic::Severity;
use crate::infer::ClashKind;
use crate::infer::binding::IndexKind;

pub(super) static RULE: Rule = Rule {
    name: "shape-mismatch",
    severity: Severity::Error,
    summary: "A product or sum of arrays whose sizes cannot fit",
    page: include_str!("../../formulas/rules/shape-mismatch.md"),
    preview: false,
    check: |analysis, out| {
        shapes::report(analysis, RULE.name, |kind| kind != ClashKind::Rank, out);
        indices::report(analysis, RULE.name, &[IndexKind::LostTranspose], out);
    },
};
