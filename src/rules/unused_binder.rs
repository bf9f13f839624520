//! `unused-binder`: a sum over a letter that its summand does not have.

use super::{Rule, indices, slips};
use crate::infer::binding::IndexKind;
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unused-binder",
    severity: Severity::Warning,
    summary: "A sum over a letter that its summand does not have",
    page: include_str!("../../formulas/rules/unused-binder.md"),
    preview: false,
    check: |analysis, out| {
        indices::report(
            analysis,
            RULE.name,
            &[IndexKind::UnusedBinder, IndexKind::SelfRange, IndexKind::Shadowed],
            out,
        );
        slips::report(analysis, RULE.name, out);
    },
};
