//! From raw findings to the ones that are shown: levels, order, fingerprints.

use std::collections::BTreeMap;

use super::levels::Levels;
use super::{Analysis, RULES, fold, suppress};
use crate::diagnostic::Diagnostic;

/// What the configuration says of rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The levels of each file, by file id; files that are missing have the levels of `everywhere`.
    pub files: Vec<Levels>,
    pub everywhere: Levels,
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
    findings.retain_mut(|finding| {
        let levels = settings.files.get(finding.place.file.0 as usize).unwrap_or(&settings.everywhere);
        let level = levels.level(finding);
        finding.severity = level.unwrap_or(finding.severity);
        level.is_some()
    });
    sort(&mut findings);
    let mut findings = fold::fold(findings);
    fingerprint(analysis, &mut findings);
    findings
}

fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (a.place, a.rule, &a.message).cmp(&(b.place, b.rule, &b.message)));
    findings.dedup_by(|a, b| a.place == b.place && a.rule == b.rule && a.message == b.message);
}

/// What a finding is known by when lines move: its file and the text of its formula without blanks; where it stands in
/// no formula, the text at its place.
pub(super) fn content<'a>(analysis: &'a Analysis, finding: &Diagnostic) -> (&'a str, String) {
    let index = finding.place.file.0 as usize;
    let Some(file) = analysis.files.get(index) else { return ("", String::new()) };
    let formulas = analysis.pages.get(index).map_or(&[][..], |page| page.document.formulas.as_slice());
    let around = formulas.iter().find(|formula| formula.span.contains(finding.place.span));
    let text = around.map_or(finding.place.span.of(&file.text), |formula| formula.tex.as_str());
    (&file.path, text.split_whitespace().collect())
}

/// A hash of path, rule, the formula's text without blanks, and its occurrence: it survives moved lines.
fn fingerprint(analysis: &Analysis, findings: &mut [Diagnostic]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for finding in findings {
        let (path, text) = content(analysis, finding);
        let key = [path, finding.rule, &text].join("\u{0}");
        let occurrence = seen.entry(key.clone()).or_insert(0);
        let hash = blake3::hash(format!("{key}\u{0}{occurrence}").as_bytes());
        *occurrence += 1;
        finding.fingerprint = hash.to_hex().chars().take(32).collect();
    }
}
