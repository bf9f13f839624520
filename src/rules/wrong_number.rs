//! `wrong-number`: arithmetic that does not come out.

use super::{Rule, truth};
use crate::claims::ClaimKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "wrong-number",
    severity: Severity::Error,
    summary: "Arithmetic that does not come out",
    page: include_str!("../../formulas/rules/wrong-number.md"),
    preview: false,
    check: |analysis, out| truth::report(analysis, RULE.name, ClaimKind::Number, out),
};
