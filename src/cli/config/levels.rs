//! From what configurations and arguments say to the levels of each file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::{Config, Failure, Loaded, folder_of, load, suggestion};
use crate::cli::{input, walk};
use crate::rules::{self, Levels, PRESETS, RULES};
use crate::source::SourceFile;

/// What the arguments of a run say of rules; they win over every file.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Choice<'a> {
    pub select: &'a [String],
    pub ignore: &'a [String],
    pub preset: Option<&'a str>,
    pub preview: bool,
}

/// Names that are no rules, presets or globs are told before anything runs.
pub(super) fn validate(config: &Config) -> Result<(), String> {
    chosen(&config.select)?;
    chosen(&config.ignore)?;
    preset(config.preset.as_deref())?;
    for name in config.rules.keys().chain(config.overrides.iter().flat_map(|own| own.rules.keys())) {
        chosen(std::slice::from_ref(name))?;
    }
    walk::globs(&config.exclude)?;
    config.overrides.iter().try_for_each(|own| globs(&own.files).map(drop))
}

/// The levels of each file, by the configuration nearest to it and the arguments of the run.
pub(in crate::cli) fn levels(files: &[SourceFile], choice: &Choice) -> Result<Vec<Levels>, Failure> {
    let mut known: BTreeMap<PathBuf, Arc<Loaded>> = BTreeMap::new();
    let nothing = Arc::new(Loaded::default());
    let mut levels = Vec::with_capacity(files.len());
    for file in files {
        let path = Path::new(&file.path);
        let loaded = match folder_of(path) {
            None => nothing.clone(),
            Some(folder) => match known.get(&folder) {
                Some(loaded) => loaded.clone(),
                None => {
                    let loaded = Arc::new(load(folder.clone())?);
                    known.insert(folder, loaded.clone());
                    loaded
                }
            },
        };
        levels.push(of_file(&loaded, path, choice).map_err(Failure::Message)?);
    }
    Ok(levels)
}

fn of_file(loaded: &Loaded, path: &Path, choice: &Choice) -> Result<Levels, String> {
    let config = &loaded.config;
    let start = preset(choice.preset.or(config.preset.as_deref()))?;
    let mut levels = Levels::of(start, choice.preview || config.preview);
    let select = if choice.select.is_empty() { config.select.as_slice() } else { choice.select };
    if !select.is_empty() {
        levels.select(chosen(select)?);
    }
    for rule in chosen(&config.ignore)? {
        levels.set(rule, None);
    }
    let mut set = |rules: &BTreeMap<String, super::RuleLevel>| -> Result<(), String> {
        for (name, level) in rules {
            chosen(std::slice::from_ref(name))?.into_iter().for_each(|rule| levels.set(rule, level.severity()));
        }
        Ok(())
    };
    set(&config.rules)?;
    let below = loaded.folder.as_deref().and_then(|folder| input::below(path, folder));
    for own in &config.overrides {
        if below.as_ref().is_some_and(|below| globs(&own.files).is_ok_and(|globs| globs.is_match(below))) {
            set(&own.rules)?;
        }
    }
    for rule in chosen(choice.ignore)? {
        levels.set(rule, None);
    }
    Ok(levels)
}

fn preset(name: Option<&str>) -> Result<&'static rules::Preset, String> {
    let Some(name) = name else { return rules::preset("default").ok_or_else(String::new) };
    rules::preset(name).ok_or_else(|| {
        let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
        format!("unknown preset `{name}`{}", suggestion(name, &names))
    })
}

/// The rules that names and patterns stand for.
fn chosen(patterns: &[String]) -> Result<Vec<&'static str>, String> {
    let mut found = Vec::new();
    for pattern in patterns {
        let matching = rules::matching(pattern);
        if matching.is_empty() {
            let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            return Err(format!("unknown rule `{pattern}`{}", suggestion(pattern, &names)));
        }
        found.extend(matching);
    }
    Ok(found)
}

fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        set.add(glob.map_err(|error| format!("overrides: {error}"))?);
    }
    set.build().map_err(|error| format!("overrides: {error}"))
}
