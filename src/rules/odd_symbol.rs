//! `odd-symbol`: a name that stands once, where its near twin stands everywhere else.

use super::{Rule, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "odd-symbol",
    severity: Severity::Warning,
    summary: "A name that stands once, where its near twin stands everywhere else",
    page: include_str!("../../formulas/rules/odd-symbol.md"),
    preview: false,
    check: |analysis, out| slips::report(analysis, RULE.name, out),
};
