//! `wrong-order`: a claim of growth that polynomials in sizes contradict.

use super::{Rule, truth};
use crate::claims::ClaimKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "wrong-order",
    severity: Severity::Error,
    summary: "A cost or growth that is not of the order claimed",
    page: include_str!("../../formulas/rules/wrong-order.md"),
    preview: false,
    check: |analysis, out| truth::report(analysis, RULE.name, ClaimKind::Cost, out),
};
