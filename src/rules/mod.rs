//! Verdicts, clashes and notation errors to findings; levels and suppressions; one file a rule.
//!
//! Takes an [`Analysis`]; gives findings. Never computes maths.

mod baseline;
mod commands;
mod conflicts;
mod finish;
mod fold;
mod indices;
mod levels;
mod shapes;
mod slips;
mod suppress;
mod truth;

use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, Severity};

pub use baseline::{Baseline, Known};
pub use finish::{Settings, apply};
pub use levels::{Level, Levels, PRESETS, Preset, matching, preset};

/// A rule: a row, a check, and a page that is its documentation and its test.
pub struct Rule {
    /// Permanent.
    pub name: &'static str,
    /// The level of its findings, unless the finding's evidence allows less or the configuration says otherwise.
    pub severity: Severity,
    /// One line, for lists.
    pub summary: &'static str,
    /// The rule's page, in Markdown.
    pub page: &'static str,
    /// Whether it may still change what it finds; such a rule never fails a run by default.
    pub preview: bool,
    pub check: fn(&Analysis, &mut Vec<Diagnostic>),
}

macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// All rules, in the order of the documentation.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules![
    unbalanced_delimiter,
    dangling_script,
    unbraced_argument,
    missing_argument,
    unknown_command,
    misplaced_command,
    missing_backslash,
    doubled_operator,
    stray_character,
    odd_symbol,
    swallowed_by_markup,
    unbound_index,
    unused_binder,
    free_index_mismatch,
    broken_chain,
    circular_definition,
    false_identity,
    false_step,
    near_identity,
    misquoted_formula,
    wrong_gradient,
    wrong_number,
    not_normalised,
    wrong_order,
    shape_mismatch,
    rank_mismatch,
    unit_mismatch,
    conflicting_definition,
    orientation_switch,
    symbol_reused,
    odd_one_out,
    bad_directive,
    unused_ignore,
    unmet_expectation,
    stale_table,
];

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The name nearest to a mistyped one.
pub fn nearest(name: &str) -> Option<&'static str> {
    let scored = RULES.iter().map(|rule| (strsim::damerau_levenshtein(name, rule.name), rule.name));
    scored.min().filter(|(distance, name)| *distance <= name.len() / 2).map(|(_, name)| name)
}
