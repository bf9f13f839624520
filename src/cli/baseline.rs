//! Baseline files: found, read, applied, written, pruned.

use std::fs;
use std::path::{Path, PathBuf};

use super::check::Checked;
use super::output::{counted, told};
use super::{Failure, input, note, say, stored};
use crate::rules::Baseline;

/// The name of a baseline that nobody named.
const FILE: &str = "mathlint-baseline.json";

/// Writes all findings of the run as known ones.
pub(super) fn write(named: Option<&Path>, checked: &Checked) -> Result<(), Failure> {
    let (file, _) = file(named, checked);
    let found = Baseline::of(&checked.analysis, &checked.findings, path_from(&file));
    // What was known of pages that this run did not look at stays known.
    let before = fs::read_to_string(&file).ok().and_then(|text| Baseline::read(&text).ok());
    let baseline = match before {
        Some(before) => {
            found.beside(before.without_files(|path| is_gone(&file, path)), &checked.analysis, path_from(&file))
        }
        None => found,
    };
    stored::write(&file, &baseline.text())?;
    note(&format!("{} known from now on: {}", counted(checked.findings.len(), "finding"), told(&file)));
    Ok(())
}

/// Takes the known findings out, and stale entries out of the file where that is wanted.
pub(super) fn apply(named: Option<&Path>, prune: bool, checked: &mut Checked) -> Result<(), Failure> {
    let (file, named) = file(named, checked);
    if !file.exists() && !named {
        return Ok(());
    }
    let failed = |why: String| {
        let mend = "`mathlint check --write-baseline` writes it anew from what is found now";
        Failure::Message(format!("cannot read the baseline {}: {why}\n{mend}", told(&file)))
    };
    let text = fs::read_to_string(&file).map_err(|error| failed(error.to_string()))?;
    let baseline = Baseline::read(&text).map_err(failed)?;
    let all = checked.findings.len();
    let findings = std::mem::take(&mut checked.findings);
    let (new, stale) = baseline.apply(&checked.analysis, findings, path_from(&file), |path| is_gone(&file, path));
    checked.findings = new;
    let known = all - checked.findings.len();
    if known > 0 {
        note(&format!("{} known: {}", counted(known, "finding"), told(&file)));
    }
    if stale.is_empty() {
        return Ok(());
    }
    if prune {
        stored::write(&file, &baseline.without(&stale).text())?;
        note(&format!("{} taken out of {}", counted(stale.len(), "stale line"), told(&file)));
        return Ok(());
    }
    for known in &stale {
        say(&format!("mathlint: stale in the baseline: {} {} {}", known.file, known.rule, known.formula));
    }
    say("mathlint: run `mathlint check --prune-baseline` to take stale entries out");
    Ok(())
}

/// The file of the baseline, and whether somebody named it: an argument, the configuration, or the usual name beside
/// the configuration or here.
fn file(named: Option<&Path>, checked: &Checked) -> (PathBuf, bool) {
    if let Some(file) = named {
        return (file.to_path_buf(), true);
    }
    let folder = checked.config.folder.clone();
    let below = |name: &str| folder.as_ref().map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
    match &checked.config.config.baseline {
        Some(name) => (below(name), true),
        None => (below(FILE), false),
    }
}

/// Whether a file that a baseline speaks of is no longer there.
fn is_gone(baseline: &Path, path: &str) -> bool {
    // A path outside of the baseline's folder is stored as it was given.
    !baseline.parent().unwrap_or(Path::new("")).join(path).exists() && !Path::new(path).exists()
}

/// Paths as a baseline stores them: from its own folder, so that it does not matter where a run starts.
fn path_from(file: &Path) -> impl Fn(&str) -> String {
    let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
    move |path: &str| match input::below(Path::new(path), &folder) {
        Some(below) => input::shown(&below),
        None => path.to_owned(),
    }
}
