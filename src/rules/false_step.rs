//! `false-step`: a step of a chain or derivation that a counterexample refutes.

use super::{Rule, truth};
use crate::claims::ClaimKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "false-step",
    severity: Severity::Error,
    summary: "A step of a chain or derivation that a counterexample refutes",
    page: include_str!("../../formulas/rules/false-step.md"),
    preview: false,
    check: |analysis, out| truth::report(analysis, RULE.name, ClaimKind::Step, out),
};
