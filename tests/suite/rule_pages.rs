//! Every rule's page is its test: the wrong example is found, the right one is silent.

use std::fs;

use mathlint::rules::RULES;

use crate::{check, path};

/// The text of the fence below a heading.
fn example<'a>(page: &'a str, heading: &str) -> &'a str {
    let section = page.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_else(|| panic!("no section {heading}"));
    section
        .split("````markdown\n")
        .nth(1)
        .and_then(|rest| rest.split("\n````").next())
        .unwrap_or_else(|| panic!("no example"))
}

#[test]
fn wrong_examples_are_found_and_right_ones_are_silent() {
    for rule in RULES {
        let wrong = example(rule.page, "Wrong");
        let (_, findings) = check("page.md", wrong);
        let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
        assert!(rules.contains(&rule.name), "{}: the wrong example gives {rules:?}", rule.name);
        let (_, findings) = check("page.md", example(rule.page, "Right"));
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
