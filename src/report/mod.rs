//! Findings and tables to text: one file a format.
//!
//! Takes what a run found; gives the bytes to print. Never decides.

pub mod advice;
mod concise;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod place;
pub mod reading;
pub mod reasons;
mod sarif;
pub mod snapshot;
pub mod statistics;
pub mod symbols;

use crate::analysis::Coverage;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceFile;

/// What a run found, ready to be rendered.
pub struct Run<'a> {
    /// By file id.
    pub files: &'a [SourceFile],
    pub findings: &'a [Diagnostic],
    pub coverage: &'a Coverage,
    /// By file id, whether findings were asked for; files beyond its end count as asked.
    pub asked: &'a [bool],
    pub colour: bool,
}

impl Run<'_> {
    /// Whether findings of a file were asked for; the others gave context.
    pub fn is_asked(&self, file: usize) -> bool {
        self.asked.get(file).copied().unwrap_or(true)
    }

    /// The file of a place; an empty one for a place without file.
    pub fn file(&self, place: crate::source::Place) -> Option<&SourceFile> {
        self.files.get(place.file.0 as usize)
    }
}

/// An output format for findings.
pub struct Format {
    pub name: &'static str,
    pub about: &'static str,
    pub render: fn(&Run) -> String,
}

/// All formats, in the order of the help.
pub static FORMATS: &[Format] = &[
    full::FORMAT,
    concise::FORMAT,
    json::FORMAT,
    json::LINES,
    sarif::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
    junit::FORMAT,
    markdown::FORMAT,
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// `3 errors, 1 warning, 2 notes`; empty where there is nothing.
pub fn tally(findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let parts =
        [(count(Severity::Error), "error"), (count(Severity::Warning), "warning"), (count(Severity::Info), "note")];
    let words = parts.iter().filter(|(count, _)| *count > 0);
    words
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }))
        .collect::<Vec<_>>()
        .join(", ")
}
