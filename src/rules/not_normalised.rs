//! `not-normalised`: probabilities or a density whose total is not one.

use super::{Rule, truth};
use crate::claims::ClaimKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "not-normalised",
    severity: Severity::Error,
    summary: "Probabilities or a density whose total is not one",
    page: include_str!("../../formulas/rules/not-normalised.md"),
    preview: false,
    check: |analysis, out| truth::report(analysis, RULE.name, ClaimKind::Normalisation, out),
};
