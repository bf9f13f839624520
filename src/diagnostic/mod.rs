//! What the tool has to say: rule, level, headline, labels over several files, evidence, hint, fix.
//!
//! Takes and gives plain data. Never renders.

use serde::Serialize;

use crate::source::{FileId, Place, Span};

/// How much a finding weighs. Only an error makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

/// A place that belongs to a finding, with what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub place: Place,
    pub message: String,
}

/// What a reader can redo: the verdict, how it is known, and both sides at the witness.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub verdict: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The values of the free symbols, in order of appearance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witness: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// A line of Python that recomputes both sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recompute: Option<String>,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// The meaning is provably kept.
    Safe,
    /// A guess that the author has to confirm.
    Suggested,
}

/// A change of the file that mends the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub place: Place,
    pub replacement: String,
    pub applicability: Applicability,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The permanent name of the rule.
    pub rule: &'static str,
    pub severity: Severity,
    /// One terse line: what is claimed and what was found.
    pub message: String,
    pub place: Place,
    pub labels: Vec<Label>,
    pub evidence: Option<Evidence>,
    /// What to do next.
    pub hint: Option<String>,
    pub fix: Option<Fix>,
    /// Survives moved lines: a hash of path, rule, the formula's text and its occurrence; set once all are known.
    pub fingerprint: String,
}

impl Diagnostic {
    pub fn new(rule: &'static str, severity: Severity, file: FileId, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            message: message.into(),
            place: Place { file, span },
            labels: Vec::new(),
            evidence: None,
            hint: None,
            fix: None,
            fingerprint: String::new(),
        }
    }

    #[must_use]
    pub fn label(mut self, place: Place, message: impl Into<String>) -> Self {
        self.labels.push(Label { place, message: message.into() });
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }
}
