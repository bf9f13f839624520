//! `false-identity`: an equation or inequality that a counterexample refutes.

use super::{Rule, truth};
use crate::claims::ClaimKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "false-identity",
    severity: Severity::Error,
    summary: "An equation or inequality that a counterexample refutes",
    page: include_str!("../../formulas/rules/false-identity.md"),
    preview: false,
    check: |analysis, out| truth::report(analysis, RULE.name, ClaimKind::Identity, out),
};
