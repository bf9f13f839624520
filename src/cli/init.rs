//! `init`: a small configuration from what the folder holds.

use std::fmt::Write;
use std::path::Path;

use super::arguments::{Engine, Init};
use super::output::{counted, told};
use super::{Exit, Failure, check, config, note, stored, walk};
use crate::rules::{self, Settings};

/// Folders that hold built pages, not sources.
const BUILT: &[&str] = &["_build", "_book", "_site", "build", "dist", "public", "site", "node_modules"];

pub(super) fn run(command: &Init) -> Result<Exit, Failure> {
    let file = command.path.join(config::FILE);
    if file.exists() {
        return Err(Failure::Message(format!("{} exists already; nothing was changed", told(&file))));
    }
    let built: Vec<&str> = BUILT.iter().copied().filter(|name| command.path.join(name).is_dir()).collect();
    let mut pages = walk::collect(std::slice::from_ref(&command.path))?;
    let here = |path: &str| super::input::below(Path::new(path), &command.path);
    let inside = |path: &str| here(path).is_some_and(|below| built.iter().any(|name| below.starts_with(name)));
    let kept: Vec<bool> = pages.files.iter().map(|file| !inside(&file.path)).collect();
    pages.named.iter_mut().zip(kept).for_each(|(named, kept)| *named &= kept);
    let mut analysis = check::analyse(pages, &Engine::default());
    let findings = rules::apply(&mut analysis, &Settings::default());
    stored::write(&file, &text(&built))?;
    note(&analysis.coverage().to_string());
    note(&format!("wrote {}", told(&file)));
    if !findings.is_empty() {
        note(&format!(
            "{} now; `mathlint check` shows them, `mathlint check --write-baseline` makes them known",
            counted(findings.len(), "finding")
        ));
    }
    Ok(Exit::Clean)
}

/// The configuration: what was seen, and the other keys as comments.
fn text(built: &[&str]) -> String {
    let mut text = String::from("# https://crates.io/crates/mathlint: every key is optional.\n");
    let mut parts = env!("CARGO_PKG_VERSION").split('.');
    let (major, minor) = (parts.next().unwrap_or("0"), parts.next().unwrap_or("0"));
    let _ = writeln!(text, "required-version = \">={major}.{minor}\"");
    let patterns: Vec<String> = built.iter().map(|name| format!("{name:?}")).collect();
    let _ = writeln!(text, "exclude = [{}]", patterns.join(", "));
    text.push_str("# preset = \"strict\"         # warnings count as errors; or \"notation\"\n");
    text.push_str("# ignore = [\"unbound-index\"]\n");
    text.push_str("# macros = '''\n# \\newcommand{\\E}{\\mathbb{E}}\n# '''\n\n");
    text.push_str("# [rules]\n# wrong-number = \"warning\"  # off, info, warning, error\n");
    text
}
