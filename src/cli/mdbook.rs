//! `mdbook`: a preprocessor of mdBook that changes nothing and stops the build where a formula is wrong.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::arguments::Mdbook;
use super::check::Checked;
use super::config::Loaded;
use super::output::told;
use super::walk::{self, Pages};
use super::{Exit, Failure, baseline, check, config, note, print, say};
use crate::diagnostic::Severity;
use crate::report::{self, Run};
use crate::rules;
use crate::source::SourceFile;

/// Reads `[context, book]` from standard input, says on standard error what is wrong, and gives the book back.
pub(super) fn run(command: &Mdbook) -> Result<Exit, Failure> {
    // `supports RENDERER`: pages are checked for whatever renders them.
    if command.arguments.first().is_some_and(|word| word == "supports") {
        return Ok(Exit::Clean);
    }
    let mut input = String::new();
    std::io::stdin().lock().read_to_string(&mut input)?;
    let wrong = |why: &str| Failure::Message(format!("standard input is no book of mdBook: {why}"));
    let value: Value = serde_json::from_str(&input).map_err(|error| wrong(&error.to_string()))?;
    let (Some(context), Some(book)) = (value.get(0), value.get(1)) else { return Err(wrong("no pair")) };
    let root = PathBuf::from(context.get("root").and_then(Value::as_str).unwrap_or("."));
    let source = context.pointer("/config/book/src").and_then(Value::as_str).unwrap_or("src");
    let mut files = Vec::new();
    chapters(book, &root.join(source), &mut files);
    let checked = checked(command, files, config::nearest(&root)?)?;
    let (findings, coverage) = (&checked.findings, checked.analysis.coverage());
    let run = Run { files: &checked.analysis.files, findings, coverage: &coverage, asked: &[], colour: false };
    if let Some(full) = report::format("full").filter(|_| !findings.is_empty()) {
        say(&(full.render)(&run));
    }
    note(&coverage.to_string());
    print(&book.to_string())?;
    Ok(match findings.iter().any(|finding| finding.severity == Severity::Error) {
        true => Exit::Findings,
        false => Exit::Clean,
    })
}

/// The findings on the chapters that a check of the book would tell: excluded ones give context, known ones are known.
fn checked(command: &Mdbook, files: Vec<SourceFile>, config: Loaded) -> Result<Checked, Failure> {
    let levels = config::levels(&files, &config::Choice::default())?;
    let named = files.iter().map(|file| walk::is_wanted(Path::new(&file.path), &config)).collect::<Result<_, _>>()?;
    let pages = Pages { named, files, config: config.clone(), unreadable: Vec::new() };
    let mut analysis = check::analyse(pages, &command.engine);
    let findings = rules::apply(&mut analysis, &rules::Settings { files: levels, ..rules::Settings::default() });
    let mut checked = Checked { analysis, findings, config, unreadable: Vec::new() };
    baseline::apply(None, false, &mut checked)?;
    Ok(checked)
}

/// The chapters with a file, in reading order. mdBook 0.5 says `items` where 0.4 said `sections`.
fn chapters(value: &Value, source: &Path, files: &mut Vec<SourceFile>) {
    let lists = ["items", "sections", "sub_items"].iter().filter_map(|name| value.get(name)?.as_array());
    for item in lists.flatten() {
        let Some(chapter) = item.get("Chapter") else { continue };
        if let (Some(path), Some(text)) = (
            chapter.get("source_path").or(chapter.get("path")).and_then(Value::as_str),
            chapter.get("content").and_then(Value::as_str),
        ) {
            files.push(SourceFile::new(told(&source.join(path)), text));
        }
        chapters(chapter, source, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_read_in_order_from_both_forms_of_a_book() {
        for list in ["items", "sections"] {
            let leaf = serde_json::json!({ "Chapter": { "path": "b.md", "content": "b", "sub_items": [] } });
            let first = serde_json::json!({ "Chapter": { "path": "a.md", "content": "a", "sub_items": [leaf] } });
            let book = serde_json::json!({ list: [first, "Separator", { "Chapter": { "path": null, "content": "", "sub_items": [] } }] });
            let mut files = Vec::new();
            chapters(&book, Path::new("src"), &mut files);
            let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
            assert_eq!(paths, ["src/a.md", "src/b.md"], "{list}");
        }
    }
}
