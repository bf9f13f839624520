//! `--add-ignore REASON`: directives that silence what a book has now, written into its pages.
//!
//! Each is tried and looked at: pages that do not come out silent and otherwise unchanged get one directive for the
//! whole file instead, and pages where even that does not help stay as they were.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::arguments::Check;
use super::check::{self, Checked};
use super::output::counted;
use super::{Failure, note, say, stored};
use crate::analysis::Page;
use crate::diagnostic::Diagnostic;
use crate::extract::Host;
use crate::source::{SourceFile, Span};

/// Rules about directives themselves: silencing them would hide what they are for.
const NEVER: &[&str] = &["bad-directive", "unused-ignore", "unmet-expectation"];

/// Writes the directives and checks again.
pub(super) fn add(command: &Check, checked: Checked, reason: &str) -> Result<Checked, Failure> {
    let before = by_file(&checked);
    let mut texts: BTreeMap<PathBuf, (String, String)> = BTreeMap::new();
    for (index, rules) in &before {
        let Some((page, file)) = page(&checked, *index) else { continue };
        let (Some(near), Some(whole)) = (beside(&checked, page, file, reason), for_file(page, file, rules, reason))
        else {
            say(&format!("mathlint: {}: directives cannot be written into such a page; use a baseline", file.path));
            continue;
        };
        stored::write(&PathBuf::from(&file.path), &near)?;
        texts.insert(PathBuf::from(&file.path), (file.text.clone(), whole));
    }
    let mut now = check::check(command)?;
    // Those that did not come out right get one for the whole file; those that still do not go back.
    for whole in [true, false] {
        let wrong = loud(&checked, &now, &texts);
        for path in &wrong {
            let Some((original, for_file)) = texts.get(path) else { continue };
            stored::write(path, if whole { for_file } else { original })?;
            if !whole {
                say(&format!("mathlint: {}: no directive silences it; use a baseline", path.display()));
            }
        }
        if !wrong.is_empty() {
            now = check::check(command)?;
        }
    }
    note(&format!("{} before, {} after", counted(checked.findings.len(), "finding"), now.findings.len()));
    Ok(now)
}

/// The rules that speak in each file, by its index.
fn by_file(checked: &Checked) -> BTreeMap<usize, BTreeSet<&'static str>> {
    let mut files: BTreeMap<usize, BTreeSet<&'static str>> = BTreeMap::new();
    for finding in checked.findings.iter().filter(|finding| !NEVER.contains(&finding.rule)) {
        files.entry(finding.place.file.0 as usize).or_default().insert(finding.rule);
    }
    files
}

fn page(checked: &Checked, index: usize) -> Option<(&Page, &SourceFile)> {
    Some((checked.analysis.pages.get(index)?, checked.analysis.files.get(index)?))
}

/// The changed files that still speak, or whose formulas are no longer the same.
fn loud(before: &Checked, now: &Checked, texts: &BTreeMap<PathBuf, (String, String)>) -> Vec<PathBuf> {
    let told = |checked: &Checked, index: usize| {
        let own = checked.findings.iter().filter(|finding| finding.place.file.0 as usize == index);
        own.filter(|finding| !NEVER.contains(&finding.rule) || !before.findings.contains(finding)).count()
    };
    let formulas =
        |checked: &Checked, index: usize| page(checked, index).map_or(0, |(page, _)| page.document.formulas.len());
    let indices = now.analysis.files.iter().enumerate();
    let wrong = indices.filter(|(index, file)| {
        let changed = texts.contains_key(&PathBuf::from(&file.path));
        changed && (told(now, *index) > 0 || formulas(now, *index) != formulas(before, *index))
    });
    wrong.map(|(_, file)| PathBuf::from(&file.path)).collect()
}

/// The page with a directive beside each finding: at the end of its line, or before a display.
fn beside(checked: &Checked, page: &Page, file: &SourceFile, reason: &str) -> Option<String> {
    let mut places: BTreeMap<(usize, bool), BTreeSet<&str>> = BTreeMap::new();
    let own = checked.findings.iter().filter(|finding| finding.place.file == page.file);
    for finding in own.filter(|finding| !NEVER.contains(&finding.rule)) {
        places.entry(place(page, file, finding)).or_default().insert(finding.rule);
    }
    let (mut text, mut at) = (String::new(), 0);
    for ((offset, alone), rules) in places {
        let comment = comment(page.document.host, &file.path, &directive("", &rules, reason))?;
        text.push_str(file.text.get(at..offset)?);
        let blank = if page.document.host == Host::Latex { "" } else { "\n" };
        text.push_str(&if alone { format!("{comment}\n{blank}") } else { format!(" {comment}") });
        at = offset;
    }
    text.push_str(file.text.get(at..)?);
    Some(text)
}

/// Where the directive of a finding goes, and whether it stands there alone.
fn place(page: &Page, file: &SourceFile, finding: &Diagnostic) -> (usize, bool) {
    let span = finding.place.span;
    let formula = page.document.formulas.iter().find(|formula| formula.span.meets(span));
    let line = file.position(span.start).line;
    let block = page
        .document
        .blocks
        .iter()
        .map(|block| block.span)
        .filter(|block| block.contains(Span::at(span.start as usize)));
    let block = block.min_by_key(|block| block.len()).unwrap_or(span);
    let inside = formula.is_some_and(|formula| formula.display || file.position(formula.span.end).line > line);
    if inside || page.document.host == Host::Latex {
        let start = formula.map_or(block.start, |formula| formula.span.start.min(block.start));
        return (file.line_start(file.position(start).line) as usize, true);
    }
    let text = file.line(line);
    let start = file.line_start(line) as usize;
    // The last cell of a table keeps its bar.
    let end = text.trim_end().len();
    let end =
        if text.trim_start().starts_with('|') { text.trim_end().trim_end_matches('|').trim_end().len() } else { end };
    (start + end, false)
}

/// The page with one directive for the whole of it, behind its front matter.
fn for_file(page: &Page, file: &SourceFile, rules: &BTreeSet<&'static str>, reason: &str) -> Option<String> {
    let rules: BTreeSet<&str> = rules.iter().copied().collect();
    let comment = comment(page.document.host, &file.path, &directive("file ", &rules, reason))?;
    let front = file.text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    let start = front.map_or(0, |end| "---\n".len() + end + "\n---\n".len());
    let (head, tail) = file.text.split_at_checked(start)?;
    Some(format!("{head}{comment}\n\n{tail}"))
}

fn directive(scope: &str, rules: &BTreeSet<&str>, reason: &str) -> String {
    let rules: Vec<&str> = rules.iter().copied().collect();
    format!("mathlint: {scope}ignore[{}] {reason}", rules.join(", "))
}

/// A comment in the words of the host; `None` where it has no comments.
fn comment(host: Host, path: &str, text: &str) -> Option<String> {
    match host {
        Host::Markdown if path.ends_with(".mdx") => Some(format!("{{/* {text} */}}")),
        Host::Markdown | Host::Html => Some(format!("<!-- {text} -->")),
        Host::Latex => Some(format!("% {text}")),
        Host::Notebook | Host::CopiedText => None,
    }
}
