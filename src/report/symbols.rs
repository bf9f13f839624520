//! The glossary: what each symbol of a book means, where it is said, and in which words.

use std::fmt::Write;

use serde::Serialize;

use crate::analysis::Analysis;
use crate::expr::{Domain, Name};
use crate::prose::{Form, Scope};
use crate::scope::{SymbolRow, symbol_rows};
use crate::source::Position;
use crate::table::math;

/// A declaration, as other programs read it.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub symbol: Name,
    pub meaning: Option<String>,
    pub shape: Option<String>,
    pub unit: Option<String>,
    pub domain: Option<Domain>,
    pub scope: Scope,
    pub form: Form,
    pub file: String,
    pub start: Option<Position>,
    pub end: Option<Position>,
}

/// A format for the glossary.
pub struct SymbolFormat {
    pub name: &'static str,
    pub render: fn(&[Entry]) -> String,
}

/// All formats of the glossary.
pub static SYMBOL_FORMATS: &[SymbolFormat] = &[
    SymbolFormat { name: "text", render: text },
    SymbolFormat { name: "markdown", render: markdown },
    SymbolFormat { name: "json", render: json },
    SymbolFormat { name: "jsonl", render: lines },
];

/// The declarations of the pages that were asked for, by symbol and then in reading order.
pub fn entries(analysis: &Analysis) -> Vec<Entry> {
    let declared: Vec<_> =
        analysis.pages.iter().map(|page| if page.asked { page.prose.declarations.as_slice() } else { &[] }).collect();
    let mut rows = symbol_rows(declared);
    rows.sort_by_cached_key(|row| alphabetical(&row.symbol));
    rows.into_iter().map(|row| entry(analysis, row)).collect()
}

/// Letters before case and before what decorates them: `a`, `A`, `\alpha`, `\mathbf{a}`.
fn alphabetical(name: &Name) -> (String, String) {
    let text = name.as_str();
    let plain = ["\\mathbf", "\\mathcal", "\\mathbb", "\\text", "\\hat", "\\tilde", "\\bar"];
    let bare = plain.iter().fold(text.to_owned(), |text, font| text.replace(font, ""));
    let letters: String = bare.chars().filter(char::is_ascii_alphanumeric).collect();
    (letters.to_lowercase(), text.to_owned())
}

fn entry(analysis: &Analysis, row: SymbolRow) -> Entry {
    let file = analysis.files.get(row.page);
    Entry {
        symbol: row.symbol,
        meaning: row.meaning,
        shape: row.shape,
        unit: row.unit,
        domain: row.domain,
        scope: row.scope,
        form: row.form,
        file: file.map(|file| file.path.clone()).unwrap_or_default(),
        start: file.map(|file| file.position(row.span.start)),
        end: file.map(|file| file.position(row.span.end)),
    }
}

impl Entry {
    /// What is said beyond the meaning: `real, (n, d), in bytes`.
    fn details(&self) -> String {
        let shape = self.shape.clone().filter(|shape| shape != "()");
        let domain = self.domain.map(|domain| format!("{domain:?}").to_lowercase());
        let unit = self.unit.as_ref().map(|unit| format!("in {unit}"));
        let parts: Vec<String> = [domain, shape, unit].into_iter().flatten().collect();
        parts.join(", ")
    }

    fn place(&self) -> String {
        let at = self.start.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
        format!("{}{at}", self.file)
    }

    fn form(&self) -> String {
        format!("{:?}", self.form).to_lowercase()
    }
}

/// A symbol and below it each thing that is said of it, with its place.
fn text(entries: &[Entry]) -> String {
    let mut text = String::new();
    for own in entries.chunk_by(|a, b| a.symbol == b.symbol) {
        if let Some(first) = own.first() {
            let _ = writeln!(text, "{}", first.symbol);
        }
        for entry in own {
            let said = [entry.meaning.clone().unwrap_or_default(), entry.details()];
            let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
            let said = if said.is_empty() { "is named".to_owned() } else { said.join("; ") };
            let _ = writeln!(text, "  {said}  [{}, {}]", entry.place(), entry.form());
        }
    }
    text
}

fn markdown(entries: &[Entry]) -> String {
    let mut text =
        String::from("| symbol | meaning | domain, shape, unit | said by | place |\n| --- | --- | --- | --- | --- |\n");
    for entry in entries {
        let name = entry.file.rsplit('/').next().unwrap_or_default();
        let meaning = entry.meaning.as_deref().unwrap_or_default().replace('|', "\\|");
        let _ = writeln!(
            text,
            "| {} | {meaning} | {} | {} | {name}:{} |",
            math(entry.symbol.as_str()),
            entry.details().replace('|', "\\|").replace('\\', "\\\\"),
            entry.form(),
            entry.start.map_or(0, |at| at.line),
        );
    }
    text
}

fn json(entries: &[Entry]) -> String {
    serde_json::to_string_pretty(entries).unwrap_or_default() + "\n"
}

fn lines(entries: &[Entry]) -> String {
    entries.iter().map(|entry| serde_json::to_string(entry).unwrap_or_default() + "\n").collect()
}
