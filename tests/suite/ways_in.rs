//! What a maintainer meets: a fresh repository, a mistake in a pull request, a run that is killed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

use crate::command_line::mathlint;

const OLD: &str = "# Sums\n\nFor $a \\in \\mathbb{R}$ and $b \\in \\mathbb{R}$ expanding gives\n\n$$\n(a + b)^2 = a^2 + a b + b^2.\n$$\n\nSee $u_v_w$.\n";
const NEW: &str = "# Products\n\nFor $x \\in \\mathbb{R}$ and $y \\in \\mathbb{R}$ it follows that\n\n$$\n(x + y) (x - y) = x^2 - y^2.\n$$\n";
const MISTAKE: &str = "x^2 + y^2";

fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("docs")).unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join("docs/old.md"), OLD).unwrap();
    fs::write(folder.path().join("docs/new.md"), NEW).unwrap();
    folder
}

/// The one finding as four formats tell it: line and fingerprint of SARIF, GitLab's, the line of GitHub, of JUnit.
fn told(folder: &Path) -> ((u64, String), (u64, String), u64, u64) {
    let formats = ["sarif", "gitlab", "github", "junit"];
    let files: Vec<String> = formats.iter().map(|format| format!("{format}=out.{format}")).collect();
    let mut arguments = vec!["check", "docs"];
    files.iter().for_each(|file| arguments.extend(["--output-file", file]));
    assert_eq!(mathlint(folder, &arguments).0, 1);
    let read = |format: &str| fs::read_to_string(folder.join(format!("out.{format}"))).unwrap();
    let sarif: Value = serde_json::from_str(&read("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!((results.len(), &results[0]["ruleId"]), (1, &"false-identity".into()));
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "docs/new.md");
    let print = |value: &Value| value.as_str().unwrap().to_owned();
    let sarif =
        (place["region"]["startLine"].as_u64().unwrap(), print(&results[0]["partialFingerprints"]["mathlint/v1"]));
    let gitlab: Value = serde_json::from_str(&read("gitlab")).unwrap();
    let gitlab = (gitlab[0]["location"]["lines"]["begin"].as_u64().unwrap(), print(&gitlab[0]["fingerprint"]));
    let number = |text: &str, before: &str| -> u64 {
        let rest = text.split_once(before).unwrap().1;
        rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap()].parse().unwrap()
    };
    let github = number(&read("github"), "::error file=docs/new.md,line=");
    let junit = read("junit");
    let junit = number(
        junit.split_once("classname=\"docs/new.md\"").unwrap().0.rsplit_once("<testcase").unwrap().1,
        "false-identity:",
    );
    (sarif, gitlab, github, junit)
}

#[test]
fn three_commands_make_an_old_book_green_and_a_new_mistake_is_told_at_its_place() {
    let folder = repository();
    let folder = folder.path();
    assert_eq!(mathlint(folder, &["init"]).0, 0);
    assert_eq!(mathlint(folder, &["check", "--write-baseline"]).0, 0);
    assert_eq!(mathlint(folder, &["check"]).0, 0);
    let wrong = NEW.replace("x^2 - y^2", MISTAKE);
    fs::write(folder.join("docs/new.md"), &wrong).unwrap();
    let (sarif, gitlab, github, junit) = told(folder);
    let line = wrong.lines().position(|line| line.contains(MISTAKE)).unwrap() as u64 + 1;
    assert_eq!((sarif.0, gitlab.0, github, junit), (line, line, line, line));
    assert_eq!(sarif.1, gitlab.1);
    // A paragraph above moves the place and nothing else.
    fs::write(folder.join("docs/new.md"), wrong.replace("# Products\n", "# Products\n\nWords about $z$.\n")).unwrap();
    let moved = told(folder);
    assert_eq!((moved.0.0, moved.1.0, moved.2, moved.3), (line + 2, line + 2, line + 2, line + 2));
    assert_eq!((moved.0.1, moved.1.1), (sarif.1, gitlab.1));
    // A hook that passes one page says nothing of the others.
    assert_eq!(mathlint(folder, &["check", "docs/new.md", "--output-file", "junit=one.xml"]).0, 1);
    let one = fs::read_to_string(folder.join("one.xml")).unwrap();
    assert!(one.contains("docs/new.md") && !one.contains("docs/old.md"), "{one}");
    // Pages that a run does not look at stay known when the baseline is written anew; pages that are gone do not.
    assert_eq!(mathlint(folder, &["check", "--write-baseline", "docs/new.md"]).0, 0);
    assert_eq!(mathlint(folder, &["check"]).0, 0);
    fs::remove_file(folder.join("docs/old.md")).unwrap();
    let (code, _, err) = mathlint(folder, &["check", "--prune-baseline"]);
    assert!(code == 0 && err.contains("2 stale lines taken out of mathlint-baseline.json"), "{err}");
}

#[test]
fn bad_input_is_named_and_nothing_is_changed() {
    let folder = repository();
    let folder = folder.path();
    let page = fs::read_to_string(folder.join("docs/old.md")).unwrap();
    for (config, why) in [
        ("exclude = [\"[\"]\n", "exclude: "),
        ("macros = '\\newcommand{'\n", "macros: "),
        ("required-version = \">=9\"\n", "required-version"),
        ("baseline = \"none.json\"\n", "`mathlint check --write-baseline` writes it anew"),
        ("rules = 3\n", "invalid type"),
    ] {
        fs::write(folder.join("mathlint.toml"), config).unwrap();
        let writers = [&["--prune-baseline"][..], &["--fix"], &["--add-ignore", "old"]];
        // A baseline is no matter of repairs and directives.
        let most = if config.contains("baseline") { 1 } else { writers.len() };
        for more in &writers[..most] {
            let (code, _, err) = mathlint(folder, &[&["check"], *more].concat());
            assert_eq!(code, 2, "{config} {err}");
            assert!(err.contains(why), "{config} {err}");
        }
        assert_eq!(fs::read_to_string(folder.join("docs/old.md")).unwrap(), page, "{config}");
    }
}

#[test]
fn quiet_runs_print_findings_and_nothing_else() {
    let folder = repository();
    let (code, out, err) = mathlint(folder.path(), &["check", "--quiet", "--output-format", "concise"]);
    assert_eq!((code, out.lines().count(), err.as_str()), (1, 2, ""));
    assert_eq!(mathlint(folder.path(), &["check", "-q", "none.md"]).2.lines().count(), 1);
}

#[test]
fn runs_that_are_killed_or_meet_give_the_bytes_of_one_alone() {
    let folder = repository();
    let cache = folder.path().join("cache");
    let pages = folder.path().join("pages");
    fs::create_dir_all(&pages).unwrap();
    for page in ["losses.md", "softmax.md"] {
        fs::copy(crate::path("formulas").join(page), pages.join(page)).unwrap();
    }
    let start = |more: &[&str]| {
        let mut command = Command::new(cargo_bin("mathlint"));
        command.current_dir(&pages).args(["check", "--verdicts", "."]).args(more);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let cached = ["--cache-dir", cache.to_str().unwrap()];
    let alone = start(&["--no-cache", "--threads", "1"]).wait_with_output().unwrap();
    for wait in [5, 50, 200] {
        let mut child = start(&cached);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        // It may be done already.
        let _ = child.kill();
        child.wait_with_output().unwrap();
        assert_eq!(start(&cached).wait_with_output().unwrap(), alone);
        fs::remove_dir_all(&cache).unwrap();
    }
    let together: Vec<_> = (0..3).map(|_| start(&cached)).collect();
    for child in together {
        assert_eq!(child.wait_with_output().unwrap(), alone);
    }
    assert_eq!(start(&cached).wait_with_output().unwrap(), alone);
}
