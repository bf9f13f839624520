//! `mathlint.toml`: the nearest one above a file wins; an unknown key or rule is an error with a suggestion.

mod levels;
mod schema;
mod version;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Failure;
use super::output::told;
use crate::diagnostic::Severity;
use crate::syntax::Macros;

pub(super) use levels::{Choice, levels};
pub(super) use schema::schema;

/// The name of the configuration file.
pub(super) const FILE: &str = "mathlint.toml";

/// A configuration as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Config {
    pub required_version: Option<String>,
    pub preset: Option<String>,
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub preview: bool,
    pub rules: BTreeMap<String, RuleLevel>,
    pub overrides: Vec<Override>,
    pub exclude: Vec<String>,
    pub macros: String,
    pub baseline: Option<String>,
}

/// Levels for some of the files.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Override {
    pub files: Vec<String>,
    pub rules: BTreeMap<String, RuleLevel>,
}

/// The level that a configuration gives a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RuleLevel {
    Off,
    Info,
    Warning,
    Error,
}

impl RuleLevel {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What stands behind a key.
enum Shape {
    Text,
    Flag,
    Texts,
    Preset,
    Rules,
    Levels,
    Overrides,
}

/// A key of the configuration; what it means is shown by the schema and the documentation.
struct Key {
    name: &'static str,
    shape: Shape,
    about: &'static str,
}

/// All keys, in the order of the documentation.
static KEYS: &[Key] = &[
    Key { name: "required-version", shape: Shape::Text, about: "Versions of mathlint that may run: `>=0.1, <0.3`" },
    Key { name: "preset", shape: Shape::Preset, about: "The levels to start from" },
    Key { name: "select", shape: Shape::Rules, about: "Only these rules; names, patterns with `*`, or `all`" },
    Key { name: "ignore", shape: Shape::Rules, about: "Not these rules" },
    Key { name: "preview", shape: Shape::Flag, about: "Whether rules in preview may fail a run" },
    Key { name: "rules", shape: Shape::Levels, about: "Levels by rule" },
    Key {
        name: "overrides",
        shape: Shape::Overrides,
        about: "Levels by rule for some files; the last one that fits wins",
    },
    Key {
        name: "exclude",
        shape: Shape::Texts,
        about: "Globs below this folder that a walk passes over; named files are read all the same",
    },
    Key { name: "macros", shape: Shape::Text, about: "LaTeX definitions that hold on every page" },
    Key { name: "baseline", shape: Shape::Text, about: "The file of known findings, below this folder" },
];

/// A configuration and the folder it holds for.
#[derive(Clone, Debug, Default)]
pub(super) struct Loaded {
    pub config: Config,
    /// The folder of the file; `None` where there is no file.
    pub folder: Option<PathBuf>,
}

/// The configuration nearest to a path, looking upwards.
pub(super) fn nearest(path: &Path) -> Result<Loaded, Failure> {
    match folder_of(path) {
        None => Ok(Loaded::default()),
        Some(folder) => load(folder),
    }
}

/// The folder of the configuration nearest to a path.
fn folder_of(path: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    start.ancestors().find(|folder| folder.join(FILE).is_file()).map(Path::to_path_buf)
}

fn load(folder: PathBuf) -> Result<Loaded, Failure> {
    let file = folder.join(FILE);
    let failed = |why: String| Failure::Message(format!("{}: {}", told(&file), why.trim_end()));
    let text = fs::read_to_string(&file).map_err(|error| failed(error.to_string()))?;
    let config = parse(&text).map_err(failed)?;
    Ok(Loaded { config, folder: Some(folder) })
}

fn parse(text: &str) -> Result<Config, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let keys: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    if let Some(key) = table.keys().find(|key| !keys.contains(&key.as_str())) {
        return Err(format!("unknown key `{key}`{}", suggestion(key, &keys)));
    }
    let config: Config = toml::from_str(text).map_err(|error| error.to_string())?;
    if let Some(required) = &config.required_version {
        version::check(required, env!("CARGO_PKG_VERSION"))?;
    }
    levels::validate(&config)?;
    macros(&config.macros)?;
    Ok(config)
}

/// Whether something can be read from the LaTeX of `macros`: a slip there would make every page look wrong.
fn macros(text: &str) -> Result<(), String> {
    let without_comments = text.lines().map(|line| line.split('%').next().unwrap_or("").trim());
    let is_empty = without_comments.collect::<String>().is_empty();
    if is_empty || !Macros::read(text).0.is_empty() {
        return Ok(());
    }
    Err(format!(
        "macros: no definition is read in `{}`; one looks like `\\newcommand{{\\E}}{{\\mathbb{{E}}}}`",
        text.trim()
    ))
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
        for (text, wrong, near) in [
            ("exlude = []", "`exlude`", "`exclude`"),
            ("[rules]\nfalse-stepp = \"off\"", "`false-stepp`", "`false-step`"),
            ("ignore = [\"shape-mismach\"]", "`shape-mismach`", "`shape-mismatch`"),
            ("preset = \"strickt\"", "`strickt`", "`strict`"),
            ("[[overrides]]\nfiles = [\"a\"]\nrules = { false-stp = \"off\" }", "`false-stp`", "`false-step`"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(wrong) && error.contains(near), "{error}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_told_with_its_place() {
        let error = parse("[rules]\nfalse-step = \"fatal\"").unwrap_err();
        assert!(error.contains("line 2") && error.contains("fatal"), "{error}");
    }

    #[test]
    fn globs_and_macros_that_cannot_be_read_stop_the_run() {
        assert!(parse("exclude = [\"[\"]").unwrap_err().contains("exclude: "));
        assert!(parse("[[overrides]]\nfiles = [\"[\"]\nrules = {}").unwrap_err().contains("overrides: "));
        assert!(parse("macros = '\\newcommand{'").unwrap_err().contains("macros: "));
        assert!(parse("macros = '% none yet'").is_ok());
        assert!(parse("macros = '\\newcommand{\\E}{\\mathbb{E}}'").is_ok());
    }

    #[test]
    fn another_version_stops_the_run() {
        assert!(parse("required-version = \">=0.1\"").is_ok());
        assert!(parse("required-version = \">=99\"").unwrap_err().contains(">=99"));
    }
}
