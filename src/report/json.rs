//! JSON: one document a run, or one object a finding.

use serde::Serialize;

use super::place::{Located, locate};
use super::{Format, Run};
use crate::analysis::Coverage;
use crate::diagnostic::{Diagnostic, Evidence, Severity};

pub(super) const FORMAT: Format = Format { name: "json", about: "one JSON document a run", render: document };
pub(super) const LINES: Format = Format { name: "jsonl", about: "one JSON object a finding", render: lines };

/// The version of the fields; they are permanent within one.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    findings: Vec<Finding<'a>>,
    coverage: &'a Coverage,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: Located<'a>,
    labels: Vec<Labelled<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Labelled<'a> {
    #[serde(flatten)]
    place: Located<'a>,
    message: &'a str,
}

fn finding<'a>(run: &'a Run, found: &'a Diagnostic) -> Finding<'a> {
    let labels = found.labels.iter().map(|label| Labelled { place: locate(run, label.place), message: &label.message });
    Finding {
        rule: found.rule,
        severity: found.severity,
        message: &found.message,
        place: locate(run, found.place),
        labels: labels.collect(),
        evidence: found.evidence.as_ref(),
        hint: found.hint.as_deref(),
        fingerprint: &found.fingerprint,
    }
}

fn document(run: &Run) -> String {
    let findings = run.findings.iter().map(|found| finding(run, found)).collect();
    let text = serde_json::to_string_pretty(&Document { schema: SCHEMA, findings, coverage: run.coverage });
    text.unwrap_or_default() + "\n"
}

fn lines(run: &Run) -> String {
    let rows = run.findings.iter().map(|found| serde_json::to_string(&finding(run, found)).unwrap_or_default() + "\n");
    rows.collect()
}
