//! Annotations of GitHub workflow runs: `::error file=…,line=…::message`.

use super::place::locate;
use super::{Format, Run};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const FORMAT: Format = Format { name: "github", about: "annotations of GitHub workflow runs", render };

/// A step shows at most ten annotations of a kind; those that come first are seen.
fn render(run: &Run) -> String {
    let mut findings: Vec<&Diagnostic> = run.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings.into_iter().map(|finding| line(run, finding)).collect()
}

fn line(run: &Run, finding: &Diagnostic) -> String {
    let at = locate(run, finding.place);
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    // Columns are only allowed where the annotation stays on one line.
    let columns = if at.start.line == at.end.line {
        format!(",col={},endColumn={}", at.start.column, at.end.column)
    } else {
        String::new()
    };
    let text = match &finding.hint {
        Some(hint) => format!("{}\n{hint}", finding.message),
        None => finding.message.clone(),
    };
    let title = format!("mathlint {}", finding.rule);
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}\n",
        property(at.file),
        at.start.line,
        at.end.line,
        property(&title),
        message(&text),
    )
}

/// Escapes as the workflow commands ask: <https://github.com/actions/toolkit>, `command.ts`.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
