//! `broken-chain`: a product of derivatives that is no chain.

use super::{Rule, indices};
use crate::diagnostic::Severity;
use crate::infer::binding::IndexKind;

pub(super) static RULE: Rule = Rule {
    name: "broken-chain",
    severity: Severity::Warning,
    summary: "A product of derivatives that is no chain",
    page: include_str!("../../formulas/rules/broken-chain.md"),
    preview: false,
    check: |analysis, out| indices::report(analysis, RULE.name, &[IndexKind::BrokenChain], out),
};
