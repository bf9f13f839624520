//! `wrong-gradient`: a derivative that differs from the derivative of its function.

use super::{Rule, truth};
use crate::claims::ClaimKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "wrong-gradient",
    severity: Severity::Error,
    summary: "A derivative that differs from the derivative of its function",
    page: include_str!("../../formulas/rules/wrong-gradient.md"),
    preview: false,
    check: |analysis, out| truth::report(analysis, RULE.name, ClaimKind::Gradient, out),
};
