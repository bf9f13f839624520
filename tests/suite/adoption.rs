//! From an old book to a quiet run: levels, baselines, directives, repairs.

use std::fs;
use std::path::Path;

use crate::command_line::mathlint;

const PAGE: &str = "# Old\n\nInline $a_b_c$ here, and $x^y^z$ there.\n\n$$\np_q_r\n$$\n\n- an item with $u_v_w$\n\n| a | b |\n| --- | --- |\n| $k_l_m$ | c |\n";

fn book(pages: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in pages {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn concise(folder: &Path, more: &[&str]) -> (i32, Vec<String>, String) {
    let mut arguments = vec!["check", "--output-format", "concise"];
    arguments.extend(more);
    let (code, out, err) = mathlint(folder, &arguments);
    (code, out.lines().map(str::to_owned).collect(), err)
}

#[test]
fn a_baseline_makes_old_findings_known_and_new_ones_loud() {
    let book = book(&[("a.md", PAGE), ("sub/b.md", "One $a_b_c$.\n")]);
    let folder = book.path();
    assert_eq!(concise(folder, &["."]).1.len(), 6);
    let (code, _, err) = concise(folder, &["--write-baseline", "."]);
    assert_eq!(code, 0);
    assert!(err.contains("6 findings known"), "{err}");
    assert_eq!(concise(folder, &["."]).0, 0);
    // A hook that passes one file, from another folder, gets the same.
    assert_eq!(concise(folder, &["sub/b.md"]).0, 0);
    fs::write(folder.join("a.md"), format!("A new line and $n_e_w$.\n\n{PAGE}")).unwrap();
    let (code, found, _) = concise(folder, &["."]);
    assert_eq!((code, found.len()), (1, 1), "{found:?}");
    assert!(found[0].starts_with("a.md:1:"));
    // What was mended is told, and taken out on request.
    fs::write(folder.join("a.md"), PAGE.replace("a_b_c", "a_b")).unwrap();
    let (code, _, err) = concise(folder, &["."]);
    assert_eq!(code, 0);
    assert!(err.contains("stale in the baseline: a.md dangling-script"), "{err}");
    assert_eq!(concise(folder, &["--prune-baseline", "."]).0, 0);
    assert!(!concise(folder, &["."]).2.contains("stale"));
    // A baseline that cannot be read stops the run and stays as it is.
    fs::write(folder.join("mathlint-baseline.json"), "{ \"schema\": 1,").unwrap();
    let (code, _, err) = concise(folder, &["--prune-baseline", "."]);
    assert_eq!(code, 2);
    assert!(err.contains("mathlint-baseline.json"), "{err}");
    assert_eq!(fs::read_to_string(folder.join("mathlint-baseline.json")).unwrap(), "{ \"schema\": 1,");
    assert_eq!(concise(folder, &["--baseline", "missing.json", "."]).0, 2);
}

#[test]
fn directives_are_written_beside_what_they_silence() {
    let latex =
        "\\documentclass{article}\n\\begin{document}\nText with $a_b_c$ in it.\n\\[ p_q_r \\]\n\\end{document}\n";
    let book = book(&[("a.md", PAGE), ("b.tex", latex), ("c.mdx", "One $a_b_c$.\n")]);
    let folder = book.path();
    let (code, found, err) = concise(folder, &["--add-ignore", "as printed", "."]);
    assert_eq!((code, found.len()), (0, 0), "{found:?} {err}");
    let page = fs::read_to_string(folder.join("a.md")).unwrap();
    assert!(page.contains("<!-- mathlint: ignore[dangling-script] as printed -->\n\n$$\np_q_r"), "{page}");
    assert!(page.contains("there. <!-- mathlint: ignore[dangling-script] as printed -->\n"), "{page}");
    let page = fs::read_to_string(folder.join("c.mdx")).unwrap();
    assert!(page.contains("{/* mathlint: ignore[dangling-script] as printed */}"), "{page}");
    // Silent means silent: nothing is left, and nothing is unused.
    assert_eq!(concise(folder, &["."]).1, Vec::<String>::new());
    // Once the formulas are mended the directives are told, and taken out.
    let mended = fs::read_to_string(folder.join("a.md")).unwrap().replace("p_q_r", "p_q");
    fs::write(folder.join("a.md"), mended).unwrap();
    let (_, found, _) = concise(folder, &["a.md"]);
    assert!(found[0].contains("warning[unused-ignore]"), "{found:?}");
    let (_, found, err) = concise(folder, &["--fix", "a.md"]);
    assert_eq!(found, Vec::<String>::new(), "{err}");
    assert!(!fs::read_to_string(folder.join("a.md")).unwrap().contains("as printed -->\n\n$$"));
}

#[test]
fn safe_repairs_are_applied_and_guesses_only_on_request() {
    let text = "Let $a^\\* = 1$ and $\\alhpa + sqrt{x}$.\n";
    let book = book(&[("a.md", text)]);
    let folder = book.path();
    let (code, out, err) = mathlint(folder, &["check", "--diff", "a.md"]);
    assert_eq!(code, 1);
    assert!(out.contains("-Let $a^\\* = 1$") && out.contains("+Let $a^* = 1$"), "{out}{err}");
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), text);
    mathlint(folder, &["check", "--fix", "a.md"]);
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), "Let $a^* = 1$ and $\\alhpa + \\sqrt{x}$.\n");
    mathlint(folder, &["check", "--fix=suggested", "a.md"]);
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), "Let $a^* = 1$ and $\\alpha + \\sqrt{x}$.\n");
}

#[test]
fn levels_follow_the_nearest_file_and_the_arguments() {
    let book = book(&[
        (
            "mathlint.toml",
            "[rules]\ndangling-script = \"warning\"\n\n[[overrides]]\nfiles = [\"drafts/*\"]\nrules = { dangling-script = \"off\" }\n",
        ),
        ("a.md", "One $a_b_c$ and $\\foo$.\n"),
        ("drafts/b.md", "One $a_b_c$.\n"),
        ("strict/mathlint.toml", "preset = \"strict\"\n"),
        ("strict/c.md", "One $a_b_c$.\n"),
    ]);
    let folder = book.path();
    let (code, found, _) = concise(folder, &["."]);
    assert_eq!(code, 1);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("a.md") && found[0].contains("warning[dangling-script]"));
    assert!(found[2].starts_with("strict/c.md") && found[2].contains("error[dangling-script]"));
    assert_eq!(concise(folder, &["--select", "dangling-*", "a.md"]).0, 0);
    assert_eq!(concise(folder, &["--ignore", "unknown-command", "a.md"]).0, 0);
    assert_eq!(concise(folder, &["--select", "nothing-*", "a.md"]).0, 2);
    let (_, found, err) = concise(folder, &["--max-per-rule", "1", "."]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(err.contains("1 more finding of these rules"), "{err}");
    let (_, out, _) = mathlint(folder, &["check", "--statistics", "."]);
    assert!(out.contains("error    dangling-script") && out.contains("warning  dangling-script"), "{out}");
}

#[test]
fn a_configuration_is_written_once_and_a_run_can_be_advised() {
    let book = book(&[("a.md", "Therefore\n\n$$\nf(x) g = h(x) + 1 = q.\n$$\n"), ("_build/b.md", "$a_b_c$\n")]);
    let folder = book.path();
    let (code, _, err) = mathlint(folder, &["init"]);
    assert_eq!(code, 0, "{err}");
    let text = fs::read_to_string(folder.join("mathlint.toml")).unwrap();
    assert!(text.contains("exclude = [\"_build\"]"), "{text}");
    assert_eq!(mathlint(folder, &["check"]).0, 0);
    assert_eq!(mathlint(folder, &["init"]).0, 2);
    assert_eq!(fs::read_to_string(folder.join("mathlint.toml")).unwrap(), text);
    let (_, _, err) = mathlint(folder, &["check", "--advice"]);
    assert!(err.contains("advice: ") && err.contains("a.md:4"), "{err}");
}

#[test]
fn two_files_of_a_hook_get_the_findings_of_the_whole_run() {
    let folder = crate::path("formulas");
    let whole = concise(&folder, &["errata", "--ignore", "unmet-expectation"]).1;
    let part = concise(&folder, &["errata/attention.md", "errata/series.md", "--ignore", "unmet-expectation"]).1;
    let own = |line: &&String| line.starts_with("errata/attention.md") || line.starts_with("errata/series.md");
    assert_eq!(whole.iter().filter(own).cloned().collect::<Vec<_>>(), part);
}

#[test]
fn a_warm_cache_gives_the_same_bytes_and_a_torn_one_does_no_harm() {
    let folder = crate::path("formulas");
    let cache = tempfile::tempdir().unwrap();
    let cache_dir = cache.path().to_str().unwrap();
    let run = |more: &[&str]| {
        let mut arguments = vec!["check", "--verdicts", "attention.md", "series.md"];
        arguments.extend(more);
        mathlint(&folder, &arguments)
    };
    let plain = run(&["--no-cache"]);
    assert_eq!(run(&["--cache-dir", cache_dir]), plain);
    let stored: Vec<_> =
        fs::read_dir(cache.path()).unwrap().flat_map(|entry| fs::read_dir(entry.unwrap().path()).unwrap()).collect();
    let file = stored[0].as_ref().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.lines().count() > 10);
    assert_eq!(run(&["--cache-dir", cache_dir, "--threads", "1"]), plain);
    fs::write(&file, &text[..text.len() / 2]).unwrap();
    assert_eq!(run(&["--cache-dir", cache_dir]), plain);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    fs::write(&file, "no cache at all").unwrap();
    assert_eq!(run(&["--cache-dir", cache_dir]), plain);
}
