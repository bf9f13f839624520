//! `--repro`: the smallest page that still shows a finding, for a report to the author or to us.

use super::arguments::Engine;
use super::check::{self, Checked};
use super::walk::Pages;
use super::{Failure, print, say};
use crate::diagnostic::Diagnostic;
use crate::rules::{self, Settings};
use crate::source::SourceFile;

/// Pages that are tried at most.
const TRIES: usize = 300;

/// Prints a small page for the first finding.
pub(super) fn run(checked: &Checked, engine: &Engine) -> Result<(), Failure> {
    let Some(finding) = checked.findings.first() else {
        say("mathlint: there is no finding to reproduce");
        return Ok(());
    };
    let Some(file) = checked.analysis.files.get(finding.place.file.0 as usize) else { return Ok(()) };
    let text = finding.place.span.of(&file.text);
    let engine = &Engine { no_cache: true, ..engine.clone() };
    let shows = |page: &str| {
        let files = vec![SourceFile::new(file.path.as_str(), page)];
        let pages = Pages { files, named: vec![true], config: checked.config.clone(), unreadable: Vec::new() };
        let mut analysis = check::analyse(pages, engine);
        let findings = rules::apply(&mut analysis, &Settings::default());
        findings.iter().any(|other| same(other, finding) && other.place.span.of(page) == text)
    };
    if !shows(&file.text) {
        say(&format!("mathlint: {} shows it only beside the other pages of the book", file.path));
        return Ok(());
    }
    print(&smaller(&file.text, shows))
}

fn same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.rule == b.rule && a.message == b.message
}

/// Paragraphs are taken out, large runs first, as long as the page still shows it.
fn smaller(text: &str, shows: impl Fn(&str) -> bool) -> String {
    let mut parts: Vec<&str> = paragraphs(text);
    let mut run = parts.len().div_ceil(2);
    let mut tries = 0;
    while run > 0 && tries < TRIES {
        let mut at = 0;
        let mut shrunk = false;
        while at < parts.len() && tries < TRIES {
            let end = (at + run).min(parts.len());
            let rest: Vec<&str> =
                parts.iter().enumerate().filter(|(i, _)| !(at..end).contains(i)).map(|(_, part)| *part).collect();
            tries += 1;
            if !rest.is_empty() && shows(&rest.concat()) {
                parts = rest;
                shrunk = true;
            } else {
                at = end;
            }
        }
        run = if shrunk && run == 1 { 1 } else { run / 2 };
    }
    parts.concat()
}

/// Paragraphs with the blank lines behind them.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut blank = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let empty = line.trim().is_empty();
        if blank && !empty {
            parts.extend(text.get(start..at));
            start = at;
        }
        blank = empty;
        at += line.len();
    }
    parts.extend(text.get(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_needed_goes() {
        let page = "a\n\nb\n\nc\nd\n\ne\n\nf\n";
        assert_eq!(paragraphs(page).concat(), page);
        assert_eq!(smaller(page, |text| text.contains('b') && text.contains('e')), "b\n\ne\n\n");
        assert_eq!(smaller("only\n", |_| true), "only\n");
    }
}
