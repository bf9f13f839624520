//! JUnit: a suite a file that was checked, a failing case a finding; a file without findings is one passing case.

use std::fmt::Write;

use super::place::locate;
use super::{Format, Run};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const FORMAT: Format = Format { name: "junit", about: "JUnit XML", render };

fn render(run: &Run) -> String {
    let failures = run.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let mut suites = String::new();
    let mut tests = 0;
    for (index, file) in run.files.iter().enumerate().filter(|(index, _)| run.is_asked(*index)) {
        let own: Vec<&Diagnostic> =
            run.findings.iter().filter(|finding| finding.place.file.0 as usize == index).collect();
        tests += own.len().max(1);
        suites.push_str(&suite(run, &file.path, &own));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mathlint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{suites}</testsuites>\n"
    )
}

fn suite(run: &Run, path: &str, findings: &[&Diagnostic]) -> String {
    let failures = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let name = escape(path);
    let mut text = String::new();
    let _ = writeln!(
        text,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
        findings.len().max(1)
    );
    if findings.is_empty() {
        let _ = writeln!(text, "    <testcase name=\"formulas\" classname=\"{name}\"/>");
    }
    for finding in findings {
        let at = locate(run, finding.place);
        let case = format!("{}:{}:{}", finding.rule, at.start.line, at.start.column);
        let message = escape(&finding.message);
        let body = if finding.severity == Severity::Error {
            format!("<failure type=\"{}\" message=\"{message}\"/>", finding.rule)
        } else {
            format!("<system-out>{message}</system-out>")
        };
        let _ = writeln!(text, "    <testcase name=\"{}\" classname=\"{name}\">{body}</testcase>", escape(&case));
    }
    text.push_str("  </testsuite>\n");
    text
}

/// Escapes text for XML and leaves out what XML 1.0 does not allow.
fn escape(text: &str) -> String {
    let allowed = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    allowed
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\n' => "&#10;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
