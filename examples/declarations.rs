//! Prints what the prose of a folder of pages says: `declarations FOLDER [declarations|stances] [COUNT]`.
//!
//! Without a count, everything in reading order; with one, a sample by hash of the place, for reading by eye.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example prints")]

use std::path::{Path, PathBuf};

use mathlint::source::{SourceFile, Span};
use mathlint::{extract, prose, syntax};

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.is_file() {
        found.push(folder.to_owned());
        return;
    }
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            pages(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "md") {
            found.push(entry);
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = Path::new(arguments.get(1).map_or(".", String::as_str));
    let what = arguments.get(2).map_or("declarations", String::as_str);
    let count: Option<usize> = arguments.get(3).and_then(|count| count.parse().ok());
    let mut paths = Vec::new();
    pages(folder, &mut paths);
    let mut rows: Vec<(String, String)> = Vec::new();
    for path in &paths {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let file = SourceFile::new(path.display().to_string(), text);
        let document = extract::extract(&file.path, &file.text);
        let macros = syntax::Macros::default();
        let notation: Vec<_> = document.formulas.iter().map(|formula| syntax::parse(&formula.tex, &macros)).collect();
        let said = prose::read(&document, &notation);
        let short = path.strip_prefix(folder).unwrap_or(path).display().to_string();
        if what == "stances" {
            rows.extend(stances(&file, &document, &said, &short));
        } else {
            rows.extend(declarations(&file, &said, &short));
        }
    }
    eprintln!("{} rows of {} pages", rows.len(), paths.len());
    if let Some(count) = count {
        rows.sort_by_key(|(place, _)| blake3::hash(place.as_bytes()).to_hex().to_string());
        rows.truncate(count);
    }
    for (place, row) in rows {
        println!("{place}\n    {row}");
    }
}

fn around(file: &SourceFile, span: Span) -> String {
    let before: String =
        file.text[..span.start as usize].chars().rev().take(70).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = file.text[span.end as usize..].chars().take(60).collect();
    format!("{before}⟦{}⟧{after}", span.of(&file.text)).replace('\n', "⏎")
}

fn declarations(file: &SourceFile, said: &prose::Prose, short: &str) -> Vec<(String, String)> {
    let row = |declaration: &prose::Declaration| {
        let position = file.position(declaration.span.start);
        let facts: Vec<String> = declaration.facts.iter().map(|fact| format!("{fact:?}")).collect();
        let row = format!(
            "{} [{}] = {:?} {:?} {:?} rank {:?} unit {:?} shape {} {}{}\n        {}",
            declaration.name,
            declaration.indices.iter().map(|index| index.to_string()).collect::<Vec<_>>().join(","),
            declaration.meaning.as_deref().unwrap_or("-"),
            declaration.form,
            declaration.domain,
            declaration.rank,
            declaration.unit.as_deref().unwrap_or("-"),
            declaration.shape.as_ref().map_or("-".to_owned(), |shape| shape.len().to_string()),
            facts.join("+"),
            if declaration.function { " function" } else { "" },
            around(file, declaration.span)
        );
        (format!("{short}:{}:{}", position.line, position.column), row)
    };
    said.declarations.iter().map(row).collect()
}

fn stances(file: &SourceFile, document: &extract::Document, said: &prose::Prose, short: &str) -> Vec<(String, String)> {
    const RELATIONS: [&str; 7] = ["=", "\\le", "\\ge", "<", ">", "\\approx", "\\ne"];
    let formulas = document.formulas.iter().zip(&said.stances);
    formulas
        .filter(|(formula, _)| RELATIONS.iter().any(|relation| formula.tex.contains(relation)))
        .map(|(formula, info)| {
            let position = file.position(formula.span.start);
            let row = format!(
                "{:?} cue {:?}{}{}\n        {}",
                info.stance,
                info.cue,
                if info.derivation { " derivation" } else { "" },
                if info.continues { " continues" } else { "" },
                around(file, formula.span)
            );
            (format!("{short}:{}:{}", position.line, position.column), row)
        })
        .collect()
}
