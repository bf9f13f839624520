//! One test binary: stages of the pipeline, each over the inputs in its folder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod adoption;
mod command_line;
mod conflicts;
mod formats;
mod gradients;
mod hostile;
mod hosts;
mod json_schema;
mod layers;
mod library;
mod mutants;
mod mutation;
mod naive;
mod readings;
mod rule_pages;
mod silence;
mod textbook;
mod ways_in;

use std::path::PathBuf;

use mathlint::analysis::{self, Analysis, Input};
use mathlint::diagnostic::Diagnostic;
use mathlint::rules;
use mathlint::source::SourceFile;

/// A path below the package.
pub fn path(below: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// The analysis of one page and its findings.
pub fn check(name: &str, text: &str) -> (Analysis, Vec<Diagnostic>) {
    let input = Input { file: SourceFile::new(name, text), asked: true };
    let mut analysis = analysis::analyse(vec![input], &analysis::Settings::default());
    let findings = rules::apply(&mut analysis, &rules::Settings::default());
    (analysis, findings)
}
