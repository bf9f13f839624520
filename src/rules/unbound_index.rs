//! `unbound-index`: an index that nothing binds.

use super::{Rule, indices};
use crate::infer::binding::IndexKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unbound-index",
    severity: Severity::Warning,
    summary: "An index that nothing binds",
    page: include_str!("../../formulas/rules/unbound-index.md"),
    preview: false,
    check: |analysis, out| indices::report(analysis, RULE.name, &[IndexKind::UnboundIndex], out),
};
