//! `mathlint.toml`: the nearest one wins; an unknown key is an error with a suggestion.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Failure;
use crate::diagnostic::Severity;
use crate::rules;

/// The name of the configuration file.
pub(super) const FILE: &str = "mathlint.toml";

/// A configuration as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Config {
    /// Globs below the file's folder that a walk passes over; named paths are read all the same.
    pub exclude: Vec<String>,
    /// Levels by rule: `error`, `warning`, `info` or `off`.
    pub rules: BTreeMap<String, Level>,
    /// LaTeX definitions that hold on every page.
    pub macros: String,
}

/// The level that a configuration gives a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Off,
    Info,
    Warning,
    Error,
}

impl Level {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The keys, for suggestions; a test keeps them those of [`Config`].
const KEYS: &[&str] = &["exclude", "rules", "macros"];

/// A configuration and the folder it holds for.
#[derive(Clone, Debug, Default)]
pub(super) struct Loaded {
    pub config: Config,
    /// The folder of the file; `None` where there is no file.
    pub folder: Option<PathBuf>,
}

/// The configuration nearest to a path, looking upwards.
pub(super) fn nearest(path: &Path) -> Result<Loaded, Failure> {
    let start = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    for folder in start.ancestors() {
        let file = folder.join(FILE);
        if file.is_file() {
            let text = fs::read_to_string(&file)
                .map_err(|error| Failure::Message(format!("cannot read {}: {error}", file.display())))?;
            let config = parse(&text).map_err(|error| Failure::Message(format!("{}: {error}", file.display())))?;
            return Ok(Loaded { config, folder: Some(folder.to_path_buf()) });
        }
    }
    Ok(Loaded::default())
}

fn parse(text: &str) -> Result<Config, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("unknown key `{key}`{}", suggestion(key, KEYS)));
    }
    let config: Config = toml::from_str(text).map_err(|error| error.to_string())?;
    if let Some(name) = config.rules.keys().find(|name| rules::find(name).is_none()) {
        let names: Vec<&str> = rules::RULES.iter().map(|rule| rule.name).collect();
        return Err(format!("unknown rule `{name}`{}", suggestion(name, &names)));
    }
    Ok(config)
}

/// The row of that name; a failure with a suggestion where there is none.
pub(super) fn named<'a, T>(
    word: &str,
    rows: &'a [T],
    name: impl Fn(&T) -> &'static str,
    what: &str,
) -> Result<&'a T, Failure> {
    rows.iter().find(|row| name(row) == word).ok_or_else(|| {
        let names: Vec<&str> = rows.iter().map(name).collect();
        Failure::Message(format!("unknown {what} `{word}`{}", suggestion(word, &names)))
    })
}

/// `; did you mean …?`, where a known word is near.
pub(super) fn suggestion(word: &str, known: &[&str]) -> String {
    let scored = known.iter().map(|known| (strsim::damerau_levenshtein(word, known), known));
    match scored.min() {
        Some((distance, known)) if distance <= known.len() / 2 => format!("; did you mean `{known}`?"),
        _ => format!("; known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_named_with_a_suggestion() {
        let error = parse("exlude = []").unwrap_err();
        assert!(error.contains("`exlude`") && error.contains("`exclude`"), "{error}");
        let error = parse("[rules]\nfalse-stepp = \"off\"").unwrap_err();
        assert!(error.contains("false-step"), "{error}");
    }

    #[test]
    fn every_key_is_known() {
        for key in KEYS {
            let value = match *key {
                "exclude" => "[]",
                "rules" => "{}",
                _ => "\"\"",
            };
            assert!(parse(&format!("{key} = {value}")).is_ok(), "{key}");
        }
    }
}
