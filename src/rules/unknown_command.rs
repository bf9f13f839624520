//! `unknown-command`: a command that the renderer in use does not know.

use super::{Rule, commands, slips};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unknown-command",
    severity: Severity::Error,
    summary: "A command that the renderer in use does not know",
    page: include_str!("../../formulas/rules/unknown-command.md"),
    preview: false,
    check: |analysis, out| {
        let from = out.len();
        slips::report(analysis, RULE.name, out);
        commands::weigh(analysis, from, out);
    },
};
