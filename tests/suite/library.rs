//! The verified library: every claim holds, every wrong twin is found, pages that claim nothing are silent.

use std::fs;
use std::sync::OnceLock;

use mathlint::analysis::{self, Analysis, Input};
use mathlint::decide::Outcome;
use mathlint::diagnostic::{Diagnostic, Severity};
use mathlint::rules;
use mathlint::source::SourceFile;

use crate::path;

/// The pages of a folder, judged together.
fn folder(below: &str) -> (Analysis, Vec<Diagnostic>) {
    let mut files: Vec<_> = fs::read_dir(path(below)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md") && !file.ends_with("README.md"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let name = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().into_owned();
        Input { file: SourceFile::new(name, fs::read_to_string(file).unwrap()), asked: true }
    };
    let mut analysis = analysis::analyse(files.iter().map(read).collect(), &analysis::Settings::default());
    let findings = rules::apply(&mut analysis, &rules::Settings::default());
    (analysis, findings)
}

/// The library, judged once for all tests.
pub fn library() -> &'static (Analysis, Vec<Diagnostic>) {
    static LIBRARY: OnceLock<(Analysis, Vec<Diagnostic>)> = OnceLock::new();
    LIBRARY.get_or_init(|| folder("formulas"))
}

fn told(analysis: &Analysis, findings: &[Diagnostic]) -> Vec<String> {
    let tell = |finding: &Diagnostic| {
        let file = &analysis.files[finding.place.file.0 as usize];
        let at = file.position(finding.place.span.start);
        format!("{}:{}: {}: {}", file.path, at.line, finding.rule, finding.message)
    };
    findings.iter().map(tell).collect()
}

#[test]
fn the_library_holds() {
    let (analysis, findings) = library();
    assert!(findings.iter().all(|finding| finding.severity < Severity::Warning), "{:#?}", told(analysis, findings));
    let coverage = analysis.coverage();
    assert_eq!(coverage.fails, 0, "{coverage}");
    assert!(coverage.distinct >= 400, "{coverage}");
    assert!(coverage.holds.proved >= 250 && coverage.holds.enclosed >= 100, "{coverage}");
    for page in &analysis.pages {
        let held = page.relations.iter().filter(|judged| judged.holds()).count();
        assert!(held >= 6, "{}: {held}", analysis.files[page.file.0 as usize].path);
    }
}

#[test]
fn the_errata_are_found_and_nothing_else() {
    let (analysis, findings) = folder("formulas/errata");
    assert!(findings.is_empty(), "{:#?}", told(&analysis, &findings));
    assert!(analysis.coverage().expected_fails >= 300);
}

#[test]
fn pages_that_claim_nothing_are_silent() {
    let (analysis, findings) = folder("formulas/books");
    assert!(findings.is_empty(), "{:#?}", told(&analysis, &findings));
    let fails = analysis
        .pages
        .iter()
        .flat_map(|page| &page.relations)
        .filter(|judged| judged.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Fails));
    assert_eq!(fails.count(), 0);
    assert!(analysis.coverage().relations.values().sum::<usize>() >= 60);
}

#[test]
fn the_figures_add_up() {
    let others = [folder("formulas/errata"), folder("formulas/books")];
    for (analysis, _) in others.iter().chain([library()]) {
        let coverage = analysis.coverage();
        assert_eq!(coverage.formulas, coverage.full + coverage.partial + coverage.none);
        let undecided: usize = coverage.undecided.values().sum();
        let parts = coverage.holds.total() + coverage.fails + undecided + coverage.trivial + coverage.expected_fails;
        assert_eq!(coverage.claims, parts, "{coverage}");
        let relations: usize = analysis.pages.iter().map(|page| page.relations.len()).sum();
        assert_eq!(coverage.relations.values().sum::<usize>(), relations);
        assert_eq!(coverage.relations.get(&mathlint::claims::Role::Claim).copied().unwrap_or(0), coverage.claims);
    }
}
