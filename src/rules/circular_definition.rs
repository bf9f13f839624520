//! `circular-definition`: a name that is defined by itself, where a decorated twin of it is in use.

use super::{Rule, indices};
use crate::diagnostic::Severity;
use crate::infer::binding::IndexKind;

pub(super) static RULE: Rule = Rule {
    name: "circular-definition",
    severity: Severity::Warning,
    summary: "A name that is defined by itself, where a decorated twin of it is in use",
    page: include_str!("../../formulas/rules/circular-definition.md"),
    preview: false,
    check: |analysis, out| indices::report(analysis, RULE.name, &[IndexKind::Circular], out),
};
