//! Every machine format, read by its schema or by a reader of its own, with findings and without.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command_line::mathlint;
use crate::json_schema::violations;
use crate::path;

const RIGHT: &str = "Hence $2 + 2 = 4$.\n";
/// A finding of each level, in words and signs that formats have to escape.
const WRONG: &str = "Let $X \\in \\mathbb{R}^{n \\times d}$. Broken: $a_b_c$, 50% & \"<b>\" $\\foo|x|$.\n\nFor $a \\in \\mathbb{R}$ and $b \\in \\mathbb{R}$ expanding gives\n\n$$\n(a + b)^2 = a (a + b) + b (a + b) = a^2 + a b + b^2.\n$$\n";

fn report(format: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a page, 1.md"), text).unwrap();
    let argument = format!("{format}=report");
    let (code, _, err) = mathlint(folder.path(), &["check", "--exit-zero", "--output-file", &argument, "a page, 1.md"]);
    assert_eq!(code, 0, "{err}");
    fs::read_to_string(folder.path().join("report")).unwrap()
}

#[test]
fn sarif_meets_its_schema() {
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(path("tests/schemas/sarif-2.1.0.json")).unwrap()).unwrap();
    for (text, empty) in [(RIGHT, true), (WRONG, false)] {
        let log: Value = serde_json::from_str(&report("sarif", text)).unwrap();
        assert_eq!(violations(&schema, &log), Vec::<String>::new());
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.is_empty(), empty);
        for result in results {
            let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            assert_eq!(file, "a%20page,%201.md");
        }
    }
    assert!(!violations(&schema, &serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] })).is_empty());
}

#[test]
fn junit_is_read_by_a_reader_of_its_own() {
    for (text, failures) in [(RIGHT, 0), (WRONG, 3)] {
        let report = quick_junit::Report::deserialize_from_str(&report("junit", text)).unwrap();
        let suite = &report.test_suites[0];
        assert_eq!(suite.name.as_str(), "a page, 1.md");
        assert_eq!((suite.failures, report.failures), (failures, failures));
        let failed = suite
            .test_cases
            .iter()
            .filter(|case| matches!(case.status, quick_junit::TestCaseStatus::NonSuccess { .. }));
        assert_eq!(failed.count(), failures);
    }
}

#[test]
fn gitlab_reads_what_its_page_asks_for() {
    // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    let schema = serde_json::json!({ "type": "array", "items": {
        "type": "object",
        "properties": {
            "description": { "type": "string" },
            "check_name": { "type": "string" },
            "fingerprint": { "type": "string" },
            "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
            "location": {
                "type": "object",
                "properties": { "path": { "type": "string" }, "lines": {
                    "type": "object",
                    "properties": { "begin": { "type": "integer", "minimum": 1 }, "end": { "type": "integer" } },
                    "required": ["begin"],
                }},
                "required": ["path", "lines"],
            },
        },
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
    }});
    for (text, empty) in [(RIGHT, true), (WRONG, false)] {
        let rows: Value = serde_json::from_str(&report("gitlab", text)).unwrap();
        assert_eq!(violations(&schema, &rows), Vec::<String>::new());
        let prints: std::collections::BTreeSet<&str> =
            rows.as_array().unwrap().iter().map(|row| row["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(prints.len(), rows.as_array().unwrap().len());
        assert_eq!(prints.is_empty(), empty);
    }
}

/// A workflow command as the runner takes it apart: its name, its properties, its message.
fn command(line: &str) -> (&str, Vec<(&str, String)>, String) {
    let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let plain = |text: &str| {
        text.replace("%0A", "\n").replace("%0D", "\r").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let properties = properties.split(',').map(|pair| pair.split_once('=').unwrap());
    (name, properties.map(|(key, value)| (key, plain(value))).collect(), plain(message))
}

#[test]
fn github_runners_take_annotations_apart_as_they_were_meant() {
    assert_eq!(report("github", RIGHT), "");
    let text = report("github", WRONG);
    for line in text.lines() {
        let (name, properties, message) = command(line);
        assert!(["error", "warning", "notice"].contains(&name));
        assert_eq!(properties[0], ("file", "a page, 1.md".to_owned()));
        assert!(properties.iter().any(|(key, value)| *key == "title" && value.starts_with("mathlint ")));
        assert!(!message.is_empty());
    }
    assert_eq!(text.lines().filter(|line| line.starts_with("::error")).count(), 3);
}

#[test]
fn a_moved_finding_keeps_its_fingerprint() {
    let prints = |text: &str| -> Vec<String> {
        let rows: Value = serde_json::from_str(&report("gitlab", text)).unwrap();
        rows.as_array().unwrap().iter().map(|row| row["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(prints(WRONG), prints(&format!("A new paragraph.\n\nAnd one with $y$.\n\n{WRONG}")));
}

#[test]
fn several_reports_are_written_at_once_and_bad_arguments_stop_before_the_run() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), WRONG).unwrap();
    let both = ["check", "--output-file", "sarif=a.sarif", "--output-file", "junit=a.xml", "a.md"];
    assert_eq!(mathlint(folder.path(), &both).0, 1);
    assert!(folder.path().join("a.sarif").exists() && folder.path().join("a.xml").exists());
    for (argument, why) in
        [("sarif", "no FORMAT=PATH"), ("sarfi=a", "did you mean `sarif`"), ("json=no/a", "cannot write")]
    {
        let (code, _, err) = mathlint(folder.path(), &["check", "--output-file", argument, "a.md"]);
        assert_eq!(code, 2, "{argument}");
        assert!(err.contains(why), "{argument}: {err}");
    }
    assert!(!fs::read_dir(folder.path()).unwrap().any(|entry| entry.unwrap().path().ends_with("new")));
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), WRONG).unwrap();
    let shown = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("mathlint").unwrap();
        command.current_dir(folder.path()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").arg("check");
        command.envs(variables.iter().copied()).args(arguments).arg("a.md");
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains('\u{1b}')
    };
    assert!(!shown(&[], &[]), "a pipe gets no colours");
    assert!(shown(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!shown(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(shown(&[("NO_COLOR", "1")], &["--color", "always"]));
}

#[test]
fn the_schema_of_the_configuration_takes_what_the_program_takes() {
    let schema: Value = serde_json::from_str(&mathlint(&path(""), &["schema"]).1).unwrap();
    for (text, good) in [
        ("", true),
        ("preset = \"strict\"\nselect = [\"wrong-*\", \"false-step\"]\n[rules]\nfalse-step = \"off\"", true),
        ("required-version = \">=0.1\"\n[[overrides]]\nfiles = [\"a/**\"]\nrules = { false-step = \"info\" }", true),
        ("exlude = []", false),
        ("preset = \"strickt\"", false),
        ("[rules]\nfalse-stpe = \"off\"", false),
        ("[rules]\nfalse-step = \"fatal\"", false),
        ("[[overrides]]\nfile = [\"a\"]\nrules = {}", false),
    ] {
        let value = serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
        assert_eq!(violations(&schema, &value).is_empty(), good, "{text}");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mathlint.toml"), text).unwrap();
        fs::write(folder.path().join("a.md"), RIGHT).unwrap();
        assert_eq!(mathlint(Path::new(folder.path()), &["check", "a.md"]).0, if good { 0 } else { 2 }, "{text}");
    }
}
