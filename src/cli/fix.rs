//! `--fix` and `--diff`: repairs written into pages, or shown.

use std::path::PathBuf;

use super::arguments::Fixes;
use super::check::Checked;
use super::output::counted;
use super::{Exit, Failure, note, print, stored};
use crate::diagnostic::{Applicability, Fix};
use crate::source::SourceFile;

/// A page with its repairs.
pub(super) struct Fixed {
    path: PathBuf,
    before: String,
    after: String,
    count: usize,
}

/// The pages that repairs change; of repairs that overlap the first one counts, the others show again.
pub(super) fn fixed(checked: &Checked, which: Fixes) -> Vec<Fixed> {
    let files = checked.analysis.files.iter().enumerate();
    let pages = files.filter_map(|(index, file)| {
        let own = checked.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let own = own.filter(|fix| fix.place.file.0 as usize == index);
        let mut own: Vec<&Fix> = own.filter(|fix| wanted(fix, which)).collect();
        own.sort_by(|a, b| (a.place.span, &a.replacement).cmp(&(b.place.span, &b.replacement)));
        let (after, count) = repaired(file, &own);
        (count > 0).then(|| Fixed { path: PathBuf::from(&file.path), before: file.text.clone(), after, count })
    });
    pages.collect()
}

fn wanted(fix: &Fix, which: Fixes) -> bool {
    fix.applicability == Applicability::Safe || which == Fixes::Suggested
}

fn repaired(file: &SourceFile, fixes: &[&Fix]) -> (String, usize) {
    let (mut text, mut at, mut count) = (String::new(), 0, 0);
    for fix in fixes {
        let range = fix.place.span.range();
        if range.start < at || (count > 0 && range.start == at && range.is_empty()) {
            continue;
        }
        text.push_str(file.text.get(at..range.start).unwrap_or(""));
        text.push_str(&fix.replacement);
        at = range.end;
        count += 1;
    }
    text.push_str(file.text.get(at..).unwrap_or(""));
    (text, count)
}

/// Writes the repaired pages.
pub(super) fn write(fixed: &[Fixed]) -> Result<(), Failure> {
    for page in fixed {
        stored::write(&page.path, &page.after)?;
    }
    note(&told("applied", fixed));
    Ok(())
}

/// Prints what would change; exit 1 where something would.
pub(super) fn show(checked: &Checked, fixed: &[Fixed]) -> Result<Exit, Failure> {
    for page in fixed {
        print(&stored::diff(&page.before, &page.after, &page.path.to_string_lossy()))?;
    }
    note(&told("possible", fixed));
    note(&checked.analysis.coverage().to_string());
    Ok(if fixed.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn told(what: &str, fixed: &[Fixed]) -> String {
    let count: usize = fixed.iter().map(|page| page.count).sum();
    format!("{} {what} in {}", counted(count, "repair"), counted(fixed.len(), "file"))
}
