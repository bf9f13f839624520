//! Code quality report of GitLab.

use serde_json::{Value, json};

use super::place::locate;
use super::{Format, Run};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const FORMAT: Format = Format { name: "gitlab", about: "code quality report of GitLab", render };

fn render(run: &Run) -> String {
    let rows: Vec<Value> = run.findings.iter().map(|finding| row(run, finding)).collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

fn row(run: &Run, finding: &Diagnostic) -> Value {
    let at = locate(run, finding.place);
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    json!({
        "description": format!("{}: {}", finding.rule, finding.message),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": severity,
        "location": { "path": at.file, "lines": { "begin": at.start.line, "end": at.end.line } },
    })
}
