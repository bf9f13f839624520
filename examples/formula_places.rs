//! Compares the formulas that are extracted from a book with a list of them.
//!
//! usage: formula_places LIST.jsonl BOOK. A row has `file`, `tex`, `display` and either `line` (where the formula's
//! body begins, labels removed from `tex`) or `start` and `end` with line, column and offset.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measuring tool for the terminal")]

use std::collections::BTreeMap;
use std::path::Path;

use mathlint::extract::{Document, Formula, extract};
use mathlint::source::SourceFile;
use serde_json::Value;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, list, book] = arguments.as_slice() else {
        println!("usage: formula_places LIST.jsonl BOOK");
        return;
    };
    let mut wanted: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in std::fs::read_to_string(list).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        wanted.entry(row["file"].as_str().unwrap().to_owned()).or_default().push(row);
    }
    let mut files = Vec::new();
    pages(Path::new(book), &mut files);
    let (mut right, mut total, mut extra) = (0, 0, 0);
    for path in files {
        let name = path.strip_prefix(book).unwrap().to_string_lossy().into_owned();
        let file = SourceFile::new(name.clone(), std::fs::read_to_string(&path).unwrap());
        let document = extract(&name, &file.text);
        for diagnostic in &document.diagnostics {
            println!("{name}:{} {}", file.position(diagnostic.place.span.start).line, diagnostic.message);
        }
        let rows = wanted.remove(&name).unwrap_or_default();
        total += rows.len();
        let (same, more) = compare(&file, &document, &rows);
        right += same;
        extra += more;
    }
    for rows in wanted.values() {
        total += rows.len();
    }
    println!("{right} of {total} equal, {extra} extracted but not listed");
}

fn pages(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "mdx") {
            found.push(path);
        }
    }
    found.sort();
}

/// Prints the rows that differ; gives how many are equal and how many formulas are left over.
fn compare(file: &SourceFile, document: &Document, rows: &[Value]) -> (usize, usize) {
    let mut left: Vec<Option<String>> =
        document.formulas.iter().map(|formula| Some(describe(file, formula, rows))).collect();
    let mut same = 0;
    for row in rows {
        let want = describe_row(row);
        match left.iter_mut().find(|have| have.as_ref() == Some(&want)) {
            Some(have) => {
                *have = None;
                same += 1;
            }
            None => println!("- {}: {want}", file.path),
        }
    }
    let extra: Vec<String> = left.into_iter().flatten().collect();
    for have in &extra {
        println!("+ {}: {have}", file.path);
    }
    (same, extra.len())
}

fn describe(file: &SourceFile, formula: &Formula, rows: &[Value]) -> String {
    let (start, end) = (file.position(formula.span.start), file.position(formula.span.end));
    if rows.iter().any(|row| row["line"].is_u64()) {
        return format!("{} {}", start.line, without_labels(&formula.tex));
    }
    let place = format!("{}:{}@{}-{}@{}", start.line, start.column, start.offset, end.line, end.offset);
    format!("{place} {} {}", formula.display, formula.tex)
}

fn describe_row(row: &Value) -> String {
    let tex = row["tex"].as_str().unwrap();
    if let Some(line) = row["line"].as_u64() {
        return format!("{line} {tex}");
    }
    let (start, end) = (&row["start"], &row["end"]);
    let place = format!("{}:{}@{}-{}@{}", start["line"], start["column"], start["offset"], end["line"], end["offset"]);
    format!("{place} {} {tex}", row["display"])
}

fn without_labels(tex: &str) -> String {
    let mut tex = tex.to_owned();
    while let Some(start) = tex.find("\\label{") {
        let end = tex[start..].find('}').map_or(tex.len(), |end| start + end + 1);
        tex.replace_range(start..end, "");
    }
    tex.replace("\\nonumber", "").replace("\\notag", "").trim().to_owned()
}
