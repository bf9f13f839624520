//! Jupyter notebooks: the Markdown cells, read as one page.
//!
//! Takes the JSON text; gives formulas and prose with places in the file. A cell's text is decoded from its JSON strings
//! with a map back, so that every place is exact. Code cells are passed over.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::append::append;
use super::builder::Builder;
use super::derived::Derived;
use super::document::{Document, Host};
use super::markdown;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Span};

#[derive(Deserialize)]
struct Notebook<'a> {
    #[serde(borrow, default)]
    cells: Vec<Cell<'a>>,
}

#[derive(Deserialize)]
struct Cell<'a> {
    #[serde(borrow)]
    cell_type: Cow<'a, str>,
    #[serde(borrow)]
    source: &'a RawValue,
}

/// A notebook, taken apart.
pub fn extract(_path: &str, text: &str) -> Document {
    let mut builder = Builder::new(Host::Notebook);
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str::<Notebook>(body) {
        Ok(notebook) => {
            let mut tables = 0;
            for cell in notebook.cells.iter().filter(|cell| cell.cell_type == "markdown") {
                let source = decoded(text, cell.source);
                let page = markdown::extract("cell.ipynb", &source.text);
                tables = append(&mut builder, page, &source.map, tables);
            }
        }
        Err(error) => {
            let message = format!("the notebook cannot be read: {error}");
            let span = Span::new(0, text.find('\n').unwrap_or(text.len()));
            builder.diagnostic(Diagnostic::new(
                "swallowed-by-markup",
                Severity::Error,
                FileId::default(),
                span,
                message,
            ));
        }
    }
    builder.finish()
}

/// The strings of a raw JSON value one after the other, decoded.
fn decoded(text: &str, raw: &RawValue) -> Derived {
    let raw = raw.get();
    let start = (raw.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let mut derived = Derived::default();
    let mut at = 0;
    while let Some(open) = raw.get(at..).and_then(|rest| rest.find('"')) {
        at = string(text, start + at + open + 1, &mut derived) - start;
    }
    derived
}

/// Decodes a string whose inside begins at `at`; gives where its closing quote ends.
fn string(text: &str, mut at: usize, derived: &mut Derived) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or("");
        let Some(plain) = rest.find(['"', '\\']) else { return text.len() };
        derived.copy(text, at..at + plain);
        at += plain;
        if rest.as_bytes().get(plain) == Some(&b'"') {
            return at + 1;
        }
        let (value, length) = escape(&text[at..]);
        derived.decoded(value.encode_utf8(&mut [0; 4]), at..at + length);
        at += length;
    }
}

/// The character that an escape stands for, and the escape's length.
fn escape(rest: &str) -> (char, usize) {
    let simple = |c| (c, 2);
    match rest.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(b'u') => unicode(rest),
        Some(byte) if byte.is_ascii() => simple(*byte as char),
        _ => ('\\', 1),
    }
}

/// `\uXXXX`, or two of them that make one character.
fn unicode(rest: &str) -> (char, usize) {
    let hex = |range: Range<usize>| rest.get(range).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = hex(2..6) else { return ('\u{fffd}', 2) };
    let low = (rest.get(6..8) == Some("\\u")).then(|| hex(8..12)).flatten();
    match (first, low) {
        (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
        }
        _ => (char::from_u32(first).unwrap_or('\u{fffd}'), 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_in_place() {
        let text = "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"$no$\"}, {\"cell_type\": \"markdown\", \"metadata\": {},\n \
            \"source\": [\"# T\\n\", \"Let $\\\\alpha \\u003c \\\"b\\\"$ be\\n\", \"$$\\n\", \"x\\n\", \"$$\"]}, \
            {\"cell_type\": \"markdown\", \"source\": \"\\ud835\\udd38 $y$\"}], \"nbformat\": 4}";
        let document = extract("a.ipynb", text);
        let tex: Vec<&str> = document.formulas.iter().map(|formula| formula.tex.as_str()).collect();
        assert_eq!(tex, ["\\alpha < \"b\"", "x", "y"]);
        let places: Vec<&str> = document.formulas.iter().map(|formula| formula.span.of(text)).collect();
        assert_eq!(places[0], "$\\\\alpha \\u003c \\\"b\\\"$");
        assert_eq!(places[2], "$y$");
        assert_eq!(document.formulas[0].map.to_file(Span::new(7, 8)).of(text), "\\u003c");
        assert_eq!(document.blocks.last().and_then(|block| block.heading), Some(0));
    }

    #[test]
    fn what_is_no_notebook_is_told() {
        assert_eq!(extract("a.ipynb", "{\"cells\": [").diagnostics.len(), 1);
        assert!(extract("a.ipynb", "{}").diagnostics.is_empty());
    }
}
