//! From raw findings to the ones that are shown: levels, order, fingerprints.

use std::collections::BTreeMap;

use super::{Analysis, RULES, suppress};
use crate::diagnostic::{Diagnostic, Severity};

/// What the configuration says of rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The level of a rule; `None` turns it off. Rules that are missing keep their own.
    pub levels: BTreeMap<String, Option<Severity>>,
}

/// All findings of a run: in order of place, each at its level, silenced ones left out.
///
/// Marks in the analysis which failures were expected.
pub fn apply(analysis: &mut Analysis, settings: &Settings) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(analysis, &mut findings);
    }
    sort(&mut findings);
    let mut findings = suppress::apply(analysis, findings);
    findings.retain_mut(|finding| level(finding, settings));
    sort(&mut findings);
    fingerprint(analysis, &mut findings);
    findings
}

fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (a.place, a.rule, &a.message).cmp(&(b.place, b.rule, &b.message)));
    findings.dedup_by(|a, b| a.place == b.place && a.rule == b.rule && a.message == b.message);
}

fn level(finding: &mut Diagnostic, settings: &Settings) -> bool {
    match settings.levels.get(finding.rule) {
        None => true,
        Some(None) => false,
        Some(Some(severity)) => {
            finding.severity = *severity;
            true
        }
    }
}

/// A hash of path, rule, the text at the place without blanks, and its occurrence: it survives moved lines.
fn fingerprint(analysis: &Analysis, findings: &mut [Diagnostic]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for finding in findings {
        let Some(file) = analysis.files.get(finding.place.file.0 as usize) else { continue };
        let text: String = finding.place.span.of(&file.text).split_whitespace().collect();
        let key = [file.path.as_str(), finding.rule, &text].join("\u{0}");
        let occurrence = seen.entry(key.clone()).or_insert(0);
        let hash = blake3::hash(format!("{key}\u{0}{occurrence}").as_bytes());
        *occurrence += 1;
        finding.fingerprint = hash.to_hex().chars().take(32).collect();
    }
}
