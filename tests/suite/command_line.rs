//! The program as its users call it: exit codes, streams, formats, bad input.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

pub fn mathlint(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("mathlint").unwrap().current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const RIGHT: &str = "Hence\n\n$$\n(a + b)^2 = a^2 + 2 a b + b^2.\n$$\n";
const WRONG: &str = "For $a \\in \\mathbb{R}$ and $b \\in \\mathbb{R}$ expanding gives\n\n$$\n(a + b)^2 = a (a + b) + b (a + b) = a^2 + a b + b^2.\n$$\n";

#[test]
fn exit_codes_tell_findings_from_failures() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("right.md"), RIGHT).unwrap();
    fs::write(folder.path().join("wrong.md"), WRONG).unwrap();
    assert_eq!(mathlint(folder.path(), &["check", "right.md"]).0, 0);
    let (code, out, err) = mathlint(folder.path(), &["check", "--output-format", "concise", "wrong.md"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("wrong.md:4:") && out.contains("error[false-step]"), "{out}");
    assert!(err.contains("1 fail"), "{err}");
    assert_eq!(mathlint(folder.path(), &["check", "--exit-zero", "wrong.md"]).0, 0);
    assert_eq!(mathlint(folder.path(), &["check", "missing.md"]).0, 2);
    assert_eq!(mathlint(folder.path(), &["check", "--output-format", "fancy", "right.md"]).0, 2);
}

#[test]
fn every_format_is_written_with_and_without_findings() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("right.md"), RIGHT).unwrap();
    fs::write(folder.path().join("wrong.md"), WRONG).unwrap();
    for format in mathlint::report::FORMATS {
        for page in ["right.md", "wrong.md"] {
            let (code, out, _) = mathlint(folder.path(), &["check", "--output-format", format.name, page]);
            assert_eq!(code, i32::from(page == "wrong.md"), "{} {page}", format.name);
            if ["json", "sarif", "gitlab"].contains(&format.name) {
                assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok(), "{}: {out}", format.name);
            }
            if page == "wrong.md" {
                assert!(out.contains("false-step"), "{}: {out}", format.name);
            }
        }
    }
}

#[test]
fn bad_files_are_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), [0xFF, 0xFE, b'a', 0]).unwrap();
    fs::write(folder.path().join("b.md"), b"a\0b").unwrap();
    fs::write(folder.path().join("c.md"), b"caf\xE9").unwrap();
    fs::write(folder.path().join("d.md"), WRONG).unwrap();
    let (code, out, err) = mathlint(folder.path(), &["check", "--output-format", "concise", "."]);
    assert_eq!(code, 2);
    assert!(out.contains("d.md:4:"), "{out}");
    for why in ["a.md: is UTF-16", "b.md: is a binary file", "c.md: is not valid UTF-8"] {
        assert!(err.contains(why), "{err}");
    }
}

#[test]
fn an_unknown_key_in_the_configuration_stops_the_run() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mathlint.toml"), "exlude = []\n").unwrap();
    fs::write(folder.path().join("a.md"), RIGHT).unwrap();
    let (code, _, err) = mathlint(folder.path(), &["check"]);
    assert_eq!(code, 2);
    assert!(err.contains("`exlude`") && err.contains("`exclude`"), "{err}");
}

#[test]
fn standard_input_and_single_formulas_are_read() {
    let output = Command::cargo_bin("mathlint")
        .unwrap()
        .args(["check", "-", "--stdin-filename", "page.md", "--output-format", "concise"])
        .write_stdin(WRONG)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("page.md:4:"));
    let here = Path::new(".");
    assert_eq!(mathlint(here, &["check", "--formula", "2 + 2 = 5"]).0, 1);
    assert_eq!(mathlint(here, &["verify", "x (x + 1) = x^2 + x", "--assume", "x \\in \\mathbb{R}"]).0, 0);
    assert_eq!(mathlint(here, &["verify", "x (x + 1) = x^2 + 1", "--assume", "x \\in \\mathbb{R}"]).0, 1);
}

#[test]
fn a_rule_has_a_page_and_a_mistyped_one_a_suggestion() {
    let here = Path::new(".");
    let (code, out, _) = mathlint(here, &["rule", "false-step"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("# false-step"));
    let (code, _, err) = mathlint(here, &["rule", "false-stpe"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `false-step`"), "{err}");
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let folder = crate::path("formulas");
    let run = |threads: &str| mathlint(&folder, &["check", "--threads", threads, "--verdicts", "."]);
    assert_eq!(run("1"), run("3"));
}

#[test]
fn tables_in_pages_are_filled_and_found_stale() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("book.toml", "");
    write("claims.md", RIGHT);
    write("table.md", "# All\n\n<!-- mathlint: table claims.md -->\n\nThe end.\n");
    let (code, out, err) = mathlint(folder.path(), &["table", "--check", "table.md"]);
    assert_eq!(code, 1);
    assert!(out.contains("+| $(a + b)^2 = a^2 + 2 a b + b^2$ |"), "{out}");
    assert!(err.contains("run `mathlint table --in-place table.md`"), "{err}");
    assert_eq!(mathlint(folder.path(), &["table", "--in-place", "table.md"]).0, 0);
    assert_eq!(mathlint(folder.path(), &["table", "--check", "table.md"]).0, 0);
    let filled = fs::read_to_string(folder.path().join("table.md")).unwrap();
    assert!(filled.ends_with("<!-- mathlint: end table -->\n\nThe end.\n"), "{filled}");
    // What is filled in says nothing of its own, and filling again changes nothing.
    let (code, out, _) = mathlint(folder.path(), &["parse", "--output-format", "jsonl", "table.md"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(mathlint(folder.path(), &["table", "--in-place", "table.md"]).0, 0);
    assert_eq!(fs::read_to_string(folder.path().join("table.md")).unwrap(), filled);
    write("claims.md", &RIGHT.replace("2 a b", "2 b a"));
    let (code, out, _) = mathlint(folder.path(), &["table", "--check", "table.md"]);
    assert_eq!(code, 1);
    assert!(out.contains("-| $(a + b)^2 = a^2 + 2 a b") && out.contains("+| $(a + b)^2 = a^2 + 2 b a"), "{out}");
}

#[test]
fn snapshots_are_written_and_found_stale() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), RIGHT).unwrap();
    let snapshot = |more: &str| mathlint(folder.path(), &["snapshot", "--output", "a.snap", more, "a.md"]);
    assert_eq!(snapshot("--seed=0").0, 0);
    assert_eq!(snapshot("--check").0, 0);
    fs::write(folder.path().join("a.md"), RIGHT.replace("+ b^2", "- b^2")).unwrap();
    let (code, out, err) = snapshot("--check");
    assert_eq!(code, 1);
    assert!(out.contains("-  claim") && out.contains("fails"), "{out}");
    assert!(err.contains("run `mathlint snapshot --output a.snap a.md`"), "{err}");
}

#[test]
fn tables_come_in_every_format() {
    for format in mathlint::table::TABLE_FORMATS {
        let (code, out, _) = mathlint(&crate::path("formulas"), &["table", "--format", format.name, "attention.md"]);
        assert_eq!(code, 0, "{}", format.name);
        assert!(out.contains("proved") && out.contains("attention.md"), "{}: {out}", format.name);
        if format.name == "html" {
            assert!(out.contains("<mfrac>") && !out.contains("<code>"), "{out}");
        }
    }
}

#[test]
fn the_glossary_has_the_fields_that_programs_read() {
    let folder = tempfile::tempdir().unwrap();
    let page = "Let $L$ be the sequence length and $X \\in \\mathbb{R}^{L \\times d_h}$ the input.\n";
    fs::write(folder.path().join("a.md"), page).unwrap();
    let (code, out, _) = mathlint(folder.path(), &["symbols", "--output-format", "jsonl", "a.md"]);
    assert_eq!(code, 0);
    let rows: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let row = rows.iter().find(|row| row["symbol"] == "X").unwrap();
    assert_eq!((row["shape"].as_str(), row["form"].as_str()), (Some("(L, d_h)"), Some("membership")));
    assert_eq!(row["start"]["line"], 1);
    let fields = ["symbol", "meaning", "shape", "unit", "domain", "scope", "form", "file", "start", "end"];
    assert_eq!(row.as_object().unwrap().len(), fields.len());
    assert!(fields.iter().all(|field| row.get(field).is_some()));
    let (_, out, _) = mathlint(folder.path(), &["symbols", "a.md"]);
    assert!(out.contains("L\n  sequence length"), "{out}");
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = fs::read_to_string(crate::path("README.md")).unwrap();
    let fence = |language: &str| {
        let body = readme.split(&format!("```{language}\n")).nth(1).unwrap();
        body.split("```\n").next().unwrap().to_owned()
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.md"), fence("markdown")).unwrap();
    let (code, out, _) = mathlint(folder.path(), &["check", "page.md"]);
    assert_eq!((code, out.trim_end()), (1, fence("text").trim_end()));
}

#[test]
fn the_smallest_page_with_a_finding_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let page = format!("# A long page\n\nWords about $q$.\n\n{WRONG}\nMore words.\n\n- a list with $z$\n");
    fs::write(folder.path().join("a.md"), page).unwrap();
    let (_, out, _) = mathlint(folder.path(), &["check", "--repro", "a.md"]);
    let display = WRONG.split_once("\n\n").unwrap().1;
    assert_eq!(out, format!("{display}\n"));
}

/// What the first finding of a page says.
fn first_finding(folder: &Path, page: &str) -> Option<(String, String)> {
    let (_, out, _) = mathlint(folder, &["check", "--output-format", "jsonl", page]);
    let finding: serde_json::Value = serde_json::from_str(out.lines().next()?).ok()?;
    let text = |key: &str| finding[key].as_str().map(str::to_owned);
    Some((text("rule")?, text("message")?))
}

#[test]
fn a_small_page_shows_the_same_finding_as_the_large_one() {
    let folder = tempfile::tempdir().unwrap();
    let words = "A paragraph with $q$ and $r$ that says nothing.\n\n".repeat(6);
    for (name, page) in [
        (
            "identity",
            "Let $a \\in \\mathbb{R}$ and $b \\in \\mathbb{R}$.\n\nHence\n\n$$\n(a + b)^2 = a^2 + a b + b^2.\n$$\n\n",
        ),
        ("number", "Hence $2 \\cdot 7 = 15$.\n\n"),
        (
            "shape",
            "Let $A \\in \\mathbb{R}^{3 \\times 4}$ and $B \\in \\mathbb{R}^{5 \\times 2}$.\n\nThe product is $A B$.\n\n",
        ),
        ("notation", "The value is $\\frac{a}{b$ here.\n\n"),
        ("gradient", "Let $x \\in \\mathbb{R}$ and $f(x) = x^3$. Hence\n\n$$\nf'(x) = 2 x^2.\n$$\n\n"),
    ] {
        fs::write(folder.path().join("large.md"), format!("# {name}\n\n{words}{page}{words}")).unwrap();
        let Some(found) = first_finding(folder.path(), "large.md") else { panic!("{name}: nothing was found") };
        let (_, small, _) = mathlint(folder.path(), &["check", "--repro", "large.md"]);
        assert!(small.len() <= page.len() + 4, "{name}: {small}");
        fs::write(folder.path().join("small.md"), &small).unwrap();
        assert_eq!(first_finding(folder.path(), "small.md"), Some(found), "{name}: {small}");
    }
}

#[test]
fn formulas_take_definitions_and_answers_are_compared() {
    let here = Path::new(".");
    let verify = |arguments: &[&str]| mathlint(here, &[&["verify"], arguments].concat());
    assert_eq!(verify(&["f(3) = 9", "--let", "f(x) = x^2"]).0, 0);
    assert_eq!(verify(&["f(n) = 8", "--let", "f(x) = x^2", "--let", "n = 3"]).0, 1);
    assert_eq!(verify(&["f(3) = 9", "--let", "f(x)"]).0, 2);
    let (code, out, _) = verify(&["--same", "\\frac{1}{2}", "50\\%"]);
    assert_eq!((code, out.starts_with("same (")), (0, true), "{out}");
    let (code, out, _) = verify(&["--same", "x + 1", "x + 2"]);
    assert_eq!((code, out.starts_with("different (")), (1, true), "{out}");
    assert!(out.contains("at x = "), "{out}");
    assert!(verify(&["--same", "-3", "-\\frac{6}{2}"]).1.starts_with("same"));
    assert!(verify(&["--same", "5", "5 cm"]).1.starts_with("undecided"));
    let rows = concat!(
        "{\"id\": 1, \"same\": [\"\\\\{1, 2\\\\}\", \"\\\\{2, 1\\\\}\"]}\n",
        "{\"id\": 2, \"tex\": \"n^2 = 9\", \"let\": [\"n = 3\"]}\n",
        "{\"id\": 3, \"same\": [\"(1, 2]\", \"(1, 2)\"]}\n",
        "{\"id\": 4}\n",
    );
    let output =
        Command::cargo_bin("mathlint").unwrap().args(["verify", "--jsonl"]).write_stdin(rows).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let verdicts: Vec<serde_json::Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<_> = verdicts.iter().map(|row| row["verdict"].as_str()).collect();
    assert_eq!(said, [Some("same"), Some("holds"), Some("different"), None], "{told}");
    assert!(verdicts[3]["error"].is_string(), "{told}");
}

#[test]
fn an_mdbook_is_checked_and_given_back() {
    let book = |text: &str| {
        let chapter =
            serde_json::json!({ "Chapter": { "name": "A", "content": text, "path": "a.md", "sub_items": [] } });
        serde_json::json!([{ "root": "/nowhere", "config": { "book": { "src": "src" } } }, { "sections": [chapter] }])
    };
    for (text, code) in [(RIGHT, 0), (WRONG, 1)] {
        let input = book(text);
        let output =
            Command::cargo_bin("mathlint").unwrap().arg("mdbook").write_stdin(input.to_string()).output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap(), input[1]);
    }
    assert_eq!(mathlint(Path::new("."), &["mdbook", "supports", "html"]).0, 0);
}
