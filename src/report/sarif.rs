//! SARIF 2.1.0, the part of it that code hosts read: rules with help, results, places, fingerprints.

use serde_json::{Value, json};

use super::place::locate;
use super::{Format, Run};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::RULES;
use crate::source::Place;

pub(super) const FORMAT: Format = Format { name: "sarif", about: "SARIF 2.1.0", render };

fn render(run: &Run) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": { "text": rule.summary },
                "fullDescription": { "text": rule.summary },
                "help": { "text": rule.page, "markdown": rule.page },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = run.findings.iter().map(|finding| result(run, finding)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "mathlint",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://crates.io/crates/mathlint",
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(run: &Run, finding: &Diagnostic) -> Value {
    let related: Vec<Value> = finding
        .labels
        .iter()
        .enumerate()
        .map(|(index, label)| {
            let mut place = location(run, label.place);
            if let Some(fields) = place.as_object_mut() {
                fields.insert("id".into(), json!(index));
                fields.insert("message".into(), json!({ "text": label.message }));
            }
            place
        })
        .collect();
    let text = match &finding.hint {
        Some(hint) => format!("{}. {hint}", finding.message),
        None => finding.message.clone(),
    };
    json!({
        "ruleId": finding.rule,
        "ruleIndex": RULES.iter().position(|rule| rule.name == finding.rule),
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(run, finding.place)],
        "relatedLocations": related,
        "partialFingerprints": { "mathlint/v1": finding.fingerprint },
    })
}

fn location(run: &Run, place: Place) -> Value {
    let at = locate(run, place);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": at.file.replace(' ', "%20") },
        "region": {
            "startLine": at.start.line,
            "startColumn": at.start.column,
            "endLine": at.end.line,
            "endColumn": at.end.column,
        },
    }})
}
