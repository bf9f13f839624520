//! Baselines: findings that an old book already has, known by their content and not by their lines.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::finish::content;
use crate::analysis::Analysis;
use crate::diagnostic::Diagnostic;

/// The version of the file's fields.
const SCHEMA: u32 = 1;

/// Findings that are known, as they are stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: u32,
    pub findings: Vec<Known>,
}

/// Findings of one rule at one text of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    pub file: String,
    pub rule: String,
    /// The text of the formula, without blanks.
    pub formula: String,
    /// How often it stands in the file.
    pub count: usize,
}

type Key = (String, String, String);

impl Baseline {
    /// The findings as a baseline; `path` gives the path of a file as it is stored.
    pub fn of(analysis: &Analysis, findings: &[Diagnostic], path: impl Fn(&str) -> String) -> Self {
        let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
        for finding in findings {
            *counts.entry(key(analysis, finding, &path)).or_insert(0) += 1;
        }
        let findings = counts.into_iter().map(|((file, rule, formula), count)| Known { file, rule, formula, count });
        Self { schema: SCHEMA, findings: findings.collect() }
    }

    /// The findings that are not in the baseline, and the entries for which nothing was found.
    ///
    /// Of an entry with a count, that many findings are known, in the order of the text; only files that were checked,
    /// or that are gone, can have stale entries.
    pub fn apply(
        &self,
        analysis: &Analysis,
        findings: Vec<Diagnostic>,
        path: impl Fn(&str) -> String,
        is_gone: impl Fn(&str) -> bool,
    ) -> (Vec<Diagnostic>, Vec<Known>) {
        let mut left: BTreeMap<Key, usize> = BTreeMap::new();
        for known in &self.findings {
            let key = (known.file.clone(), known.rule.clone(), known.formula.clone());
            *left.entry(key).or_insert(0) += known.count;
        }
        let new = findings.into_iter().filter(|finding| match left.get_mut(&key(analysis, finding, &path)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        let new: Vec<Diagnostic> = new.collect();
        let checked = checked(analysis, &path);
        let is_stale = |file: &str| checked.contains(file) || is_gone(file);
        let stale = left.into_iter().filter(|((file, ..), count)| *count > 0 && is_stale(file));
        let stale = stale.map(|((file, rule, formula), count)| Known { file, rule, formula, count });
        (new, stale.collect())
    }

    /// With what another baseline says of files that were not checked.
    pub fn beside(mut self, before: Self, analysis: &Analysis, path: impl Fn(&str) -> String) -> Self {
        let checked = checked(analysis, &path);
        self.findings.extend(before.findings.into_iter().filter(|known| !checked.contains(&known.file)));
        self.findings.sort();
        self
    }

    /// Without what it says of some files.
    pub fn without_files(mut self, left_out: impl Fn(&str) -> bool) -> Self {
        self.findings.retain(|known| !left_out(&known.file));
        self
    }

    /// The baseline without stale entries.
    pub fn without(&self, stale: &[Known]) -> Self {
        let gone = |known: &Known| {
            let same = |other: &&Known| {
                (&other.file, &other.rule, &other.formula) == (&known.file, &known.rule, &known.formula)
            };
            stale.iter().find(same).map_or(0, |other| other.count)
        };
        let kept =
            self.findings.iter().map(|known| Known { count: known.count.saturating_sub(gone(known)), ..known.clone() });
        Self { schema: self.schema, findings: kept.filter(|known| known.count > 0).collect() }
    }

    /// Reads what [`Self::text`] wrote.
    pub fn read(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match baseline.schema {
            SCHEMA => Ok(baseline),
            other => Err(format!("schema {other} is not {SCHEMA}, the one that this version reads")),
        }
    }

    /// The text of the file: sorted, one field a line, so that two branches merge.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The files that findings were asked for, as they are stored.
fn checked(analysis: &Analysis, path: impl Fn(&str) -> String) -> BTreeSet<String> {
    let files = analysis.asked().filter_map(|page| analysis.files.get(page.file.0 as usize));
    files.map(|file| path(&file.path)).collect()
}

fn key(analysis: &Analysis, finding: &Diagnostic, path: impl Fn(&str) -> String) -> Key {
    let (file, text) = content(analysis, finding);
    (path(file), finding.rule.to_owned(), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Input, Settings, analyse};
    use crate::source::SourceFile;

    fn checked(text: &str) -> (Analysis, Vec<Diagnostic>) {
        let input = Input { file: SourceFile::new("a.md", text), asked: true };
        let mut analysis = analyse(vec![input], &Settings::default());
        let findings = super::super::apply(&mut analysis, &super::super::Settings::default());
        (analysis, findings)
    }

    #[test]
    fn known_findings_are_silent_wherever_they_move_and_new_ones_are_told() {
        let same = |path: &str| path.to_owned();
        let (analysis, findings) = checked("One $a_b_c$ here.\n");
        assert_eq!(findings.len(), 1);
        let baseline = Baseline::of(&analysis, &findings, same);
        assert_eq!(Baseline::read(&baseline.text()), Ok(baseline.clone()));
        let (analysis, findings) = checked("A new line.\n\nOne $a_b_c$ here, and $x^y^z$.\n");
        let (new, stale) = baseline.apply(&analysis, findings, same, |_| false);
        assert_eq!((new.len(), stale.len()), (1, 0));
        let (analysis, findings) = checked("One $a_b$ here.\n");
        let (new, stale) = baseline.apply(&analysis, findings, same, |_| false);
        assert_eq!((new.len(), stale.len()), (0, 1));
        assert!(baseline.without(&stale).findings.is_empty());
        let other = Baseline { findings: vec![Known { file: "b.md".into(), ..stale[0].clone() }], ..baseline.clone() };
        let both = baseline.clone().beside(other.clone(), &analysis, same);
        assert_eq!(both.findings.len(), 2);
        assert_eq!(both.apply(&analysis, Vec::new(), same, |file| file == "b.md").1.len(), 2);
        assert_eq!(baseline.beside(Baseline::of(&analysis, &[], same), &analysis, same).findings.len(), 1);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        assert!(Baseline::read("{").is_err());
        assert!(Baseline::read("{\"schema\": 7, \"findings\": []}").unwrap_err().contains("schema 7"));
    }
}
