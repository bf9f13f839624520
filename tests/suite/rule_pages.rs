//! Every rule's page is its test: the wrong example is found, the right one is silent.

use std::fs;

use mathlint::analysis::{self, Input};
use mathlint::diagnostic::Diagnostic;
use mathlint::rules::{self, RULES};
use mathlint::source::SourceFile;

use crate::path;

/// The pages in the fences below a heading: each named by the code before it, the last one `page.md` where none is.
fn example(page: &str, heading: &str) -> Vec<(String, String)> {
    let section = page.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_else(|| panic!("no section {heading}"));
    let section = section.split("\n## Right\n").next().unwrap();
    let mut pages = Vec::new();
    let mut rest = section;
    while let Some((before, body)) = rest.split_once("````markdown\n") {
        let (text, after) = body.split_once("\n````").unwrap_or_else(|| panic!("no end of the example"));
        let name = before.strip_suffix("`:\n\n").and_then(|words| words.rsplit('`').next()).unwrap_or("page.md");
        pages.push((name.to_owned(), text.to_owned()));
        rest = after;
    }
    assert!(!pages.is_empty(), "no example");
    pages
}

/// The findings on pages that are read together.
fn found(pages: Vec<(String, String)>) -> Vec<Diagnostic> {
    let input = |(name, text): (String, String)| Input { file: SourceFile::new(name, text), asked: true };
    let mut analysis = analysis::analyse(pages.into_iter().map(input).collect(), &analysis::Settings::default());
    rules::apply(&mut analysis, &rules::Settings::default())
}

#[test]
fn wrong_examples_are_found_and_right_ones_are_silent() {
    for rule in RULES {
        let findings = found(example(rule.page, "Wrong"));
        let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
        assert!(rules.contains(&rule.name), "{}: the wrong example gives {rules:?}", rule.name);
        let findings = found(example(rule.page, "Right"));
        let messages: Vec<String> =
            findings.iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect();
        assert!(messages.is_empty(), "{}: the right example gives {messages:?}", rule.name);
    }
}

#[test]
fn every_page_belongs_to_a_rule() {
    for entry in fs::read_dir(path("formulas/rules")).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        let rule = RULES.iter().find(|rule| rule.name == name).unwrap_or_else(|| panic!("no rule {name}"));
        assert!(rule.page.starts_with(&format!("# {name}\n\n{}", rule.summary)), "{name}: page and row differ");
    }
}
