//! Which files belong to a run, and in which order they are read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use super::Failure;
use super::config::{self, Loaded};
use crate::source::SourceFile;

/// Files that mark the root of a book.
const MARKS: &[&str] = &[
    config::FILE,
    "SUMMARY.md",
    "book.toml",
    "_toc.yml",
    "mkdocs.yml",
    "conf.py",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "_quarto.yml",
    "myst.yml",
];

/// Endings of pages that a walk takes in; other files are read when they are named.
const ENDINGS: &[&str] = &["md", "markdown", "mdx", "qmd", "rmd", "tex", "ipynb", "html", "htm"];

/// The pages of a run.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// In reading order.
    pub files: Vec<SourceFile>,
    /// For each file, whether findings are asked for; the others give context.
    pub named: Vec<bool>,
    /// Why files could not be read.
    pub unreadable: Vec<String>,
    pub config: Loaded,
}

/// Collects the files of the paths, and the pages of the book around them.
pub(super) fn collect(paths: &[PathBuf]) -> Result<Pages, Failure> {
    let start = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let config = config::nearest(start)?;
    let mut pages = Pages::default();
    let mut named = BTreeSet::new();
    for path in paths {
        if !path.exists() {
            pages.unreadable.push(format!("{}: no such file or folder", super::input::shown(path)));
        } else if path.is_dir() {
            named.extend(walk(path, &config)?);
        } else {
            named.insert(path.clone());
        }
    }
    let mut files: Vec<(PathBuf, bool)> = named.iter().map(|path| (path.clone(), true)).collect();
    files.extend(context(paths, &named, &config)?.into_iter().map(|path| (path, false)));
    files.sort_by_key(|(path, _)| natural(&super::input::shown(path)));
    for (path, asked) in files {
        match super::input::read(&path) {
            Ok(file) => {
                pages.files.push(file);
                pages.named.push(asked);
            }
            Err(why) if asked => pages.unreadable.push(why),
            // A file that only gives context and cannot be read gives none.
            Err(_) => {}
        }
    }
    pages.config = config;
    Ok(pages)
}

/// The other pages of the book that the paths belong to.
fn context(paths: &[PathBuf], named: &BTreeSet<PathBuf>, config: &Loaded) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut found = BTreeSet::new();
    let same = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let seen: BTreeSet<PathBuf> = named.iter().map(|path| same(path)).collect();
    for path in paths {
        let Some(root) = root(path).or_else(|| folder_of_tables(path)) else { continue };
        found.extend(walk(&root, config)?.into_iter().filter(|path| !seen.contains(&same(path))));
    }
    Ok(found)
}

/// The folder of a page outside of any book that holds generated tables: they are made from the pages below it.
fn folder_of_tables(path: &Path) -> Option<PathBuf> {
    let text = super::input::read(path).ok()?.text;
    let folder = path.parent()?;
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    text.contains("mathlint: table").then(|| here.to_path_buf())
}

/// The folder of the book around a path, as a path relative to how the path was given.
fn root(path: &Path) -> Option<PathBuf> {
    let mut folder = if path.is_dir() { path.to_path_buf() } else { path.parent()?.to_path_buf() };
    if folder.as_os_str().is_empty() {
        folder = PathBuf::from(".");
    }
    let absolute = folder.canonicalize().ok()?;
    for (up, ancestor) in absolute.ancestors().enumerate() {
        if MARKS.iter().any(|mark| ancestor.join(mark).is_file()) {
            return Some(if up == 0 { folder } else { ancestor.to_path_buf() });
        }
        // A repository is the outermost book.
        if ancestor.join(".git").exists() {
            return None;
        }
    }
    None
}

fn walk(folder: &Path, config: &Loaded) -> Result<BTreeSet<PathBuf>, Failure> {
    let exclude = globs(&config.config.exclude).map_err(Failure::Message)?;
    let base = config.folder.clone();
    // What is excluded below the folder that was named is passed over; the named folder itself is not.
    let inside =
        base.as_deref().and_then(|base| folder.canonicalize().ok()?.strip_prefix(base).ok().map(Path::to_path_buf));
    let mut found = BTreeSet::new();
    let mut builder = WalkBuilder::new(folder);
    let start = folder.to_path_buf();
    builder.sort_by_file_path(Path::cmp).require_git(false).filter_entry(move |entry| {
        let (Some(inside), Ok(below)) = (&inside, entry.path().strip_prefix(&start)) else { return true };
        below.as_os_str().is_empty() || !exclude.is_match(inside.join(below)) || exclude.is_match(inside)
    });
    for entry in builder.build() {
        let entry = entry.map_err(|error| Failure::Message(error.to_string()))?;
        let path = entry.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if path.is_file() && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            found.insert(path.to_path_buf());
        }
    }
    Ok(found)
}

/// Whether a walk that comes by a file takes it in.
pub(super) fn is_wanted(path: &Path, config: &Loaded) -> Result<bool, Failure> {
    let exclude = globs(&config.config.exclude).map_err(Failure::Message)?;
    let below = config.folder.as_deref().and_then(|folder| super::input::below(path, folder));
    Ok(!below.is_some_and(|below| below.ancestors().any(|part| exclude.is_match(part))))
}

/// The paths that a walk passes over.
pub(super) fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = Glob::new(pattern).map_err(|error| format!("exclude: {error}"))?;
        set.add(glob);
    }
    set.build().map_err(|error| format!("exclude: {error}"))
}

/// A key that sorts numbers by value: `2-b` before `10-a`.
fn natural(text: &str) -> Vec<(bool, u64, String)> {
    let mut parts: Vec<(bool, u64, String)> = Vec::new();
    for letter in text.chars() {
        let digit = letter.is_ascii_digit();
        match parts.last_mut() {
            Some((true, value, run)) if digit => {
                *value = value.saturating_mul(10).saturating_add(letter.to_digit(10).unwrap_or(0).into());
                run.push(letter);
            }
            Some((false, _, run)) if !digit => run.push(letter),
            _ => parts.push((digit, letter.to_digit(10).unwrap_or(0).into(), letter.to_string())),
        }
    }
    parts.into_iter().map(|(digit, value, run)| (!digit, value, run)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_value() {
        let mut names = ["10-a.md", "2-b.md", "2-a.md", "index.md"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["2-a.md", "2-b.md", "10-a.md", "index.md"]);
    }
}
