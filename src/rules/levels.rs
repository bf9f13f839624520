//! Levels: what a configuration makes of the findings of each rule.

use std::collections::{BTreeMap, BTreeSet};

use super::{RULES, find};
use crate::diagnostic::{Diagnostic, Severity};

/// A level that is set for a rule; `None` turns it off.
pub type Level = Option<Severity>;

/// A named set of levels to start from.
pub struct Preset {
    pub name: &'static str,
    pub about: &'static str,
    /// The rules that speak; all where it is empty.
    only: &'static [&'static str],
    /// Whether warnings count as errors.
    strict: bool,
}

/// All presets; the first is the one without configuration.
pub static PRESETS: &[Preset] = &[
    Preset { name: "default", about: "every rule at its own level", only: &[], strict: false },
    Preset { name: "strict", about: "every rule; warnings count as errors", only: &[], strict: true },
    Preset {
        name: "notation",
        about: "notation only: what renderers reject or show wrong",
        only: NOTATION,
        strict: false,
    },
];

const NOTATION: &[&str] = &[
    "unbalanced-delimiter",
    "dangling-script",
    "unbraced-argument",
    "missing-argument",
    "unknown-command",
    "misplaced-command",
    "missing-backslash",
    "doubled-operator",
    "stray-character",
    "swallowed-by-markup",
    "bad-directive",
    "unused-ignore",
    "unmet-expectation",
];

/// The preset of that name.
pub fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

/// The levels that hold for a file. The default leaves every rule at its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    set: BTreeMap<&'static str, Level>,
    /// The rules that speak, where they were selected.
    only: Option<BTreeSet<&'static str>>,
    /// Whether rules in preview may fail a run.
    preview: bool,
    strict: bool,
}

impl Levels {
    pub fn of(preset: &Preset, preview: bool) -> Self {
        let only = (!preset.only.is_empty()).then(|| preset.only.iter().copied().collect());
        Self { set: BTreeMap::new(), only, preview, strict: preset.strict }
    }

    /// Sets the level of a rule.
    pub fn set(&mut self, rule: &'static str, level: Level) {
        self.set.insert(rule, level);
    }

    /// Only these rules speak.
    pub fn select(&mut self, rules: impl IntoIterator<Item = &'static str>) {
        self.only = Some(rules.into_iter().collect());
    }

    /// The level of a finding: the one that is set, else its own; `None` where it is not shown.
    pub fn level(&self, finding: &Diagnostic) -> Level {
        if let Some(level) = self.set.get(finding.rule) {
            return *level;
        }
        if self.only.as_ref().is_some_and(|only| !only.contains(finding.rule)) {
            return None;
        }
        let preview = find(finding.rule).is_some_and(|rule| rule.preview) && !self.preview;
        Some(match finding.severity {
            // What may still change what it finds fails no run.
            Severity::Error if preview => Severity::Warning,
            Severity::Warning if self.strict && !preview => Severity::Error,
            own => own,
        })
    }
}

/// The rules that a name or a pattern with `*` stands for, in order.
pub fn matching(pattern: &str) -> Vec<&'static str> {
    let names = RULES.iter().map(|rule| rule.name);
    names.filter(|name| pattern == "all" || meets(pattern, name)).collect()
}

/// Whether a name meets a pattern in which `*` stands for any text.
fn meets(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, tail)) => name.strip_prefix(head).is_some_and(|rest| {
            let mut cuts = (0..=rest.len()).filter_map(|cut| rest.get(cut..));
            cuts.any(|rest| meets(tail, rest))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn finding(rule: &'static str, severity: Severity) -> Diagnostic {
        Diagnostic::new(rule, severity, FileId(0), Span::default(), "")
    }

    #[test]
    fn presets_name_rules_that_exist() {
        for preset in PRESETS {
            for name in preset.only {
                assert!(find(name).is_some(), "{}: {name}", preset.name);
            }
        }
    }

    #[test]
    fn what_is_set_wins_over_what_is_selected() {
        let mut levels = Levels::default();
        levels.select(["false-step"]);
        levels.set("false-identity", Some(Severity::Info));
        assert_eq!(levels.level(&finding("false-step", Severity::Error)), Some(Severity::Error));
        assert_eq!(levels.level(&finding("false-identity", Severity::Error)), Some(Severity::Info));
        assert_eq!(levels.level(&finding("wrong-number", Severity::Error)), None);
        let strict = preset("strict").map(|preset| Levels::of(preset, false)).unwrap();
        assert_eq!(strict.level(&finding("unbound-index", Severity::Warning)), Some(Severity::Error));
    }

    #[test]
    fn patterns_stand_for_rules() {
        assert_eq!(matching("wrong-*"), ["wrong-gradient", "wrong-number", "wrong-order"]);
        assert_eq!(matching("all").len(), RULES.len());
        assert!(matching("*-mismatch").contains(&"shape-mismatch"));
        assert!(matching("nothing").is_empty());
    }
}
