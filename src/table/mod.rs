//! Verified formula tables: what pages claim, under which conditions, and how it is known. One file a format.
//!
//! Takes an analysis; gives rows, texts, and what belongs into the places for tables in pages. Never decides.

mod booktabs;
mod csv;
mod fill;
mod html;
mod json;
mod markdown;
mod mathml;
mod row;

pub use fill::{Filling, filled, fillings};
pub use markdown::math;
pub use row::{Row, arrays, rows};

/// A format for tables.
pub struct TableFormat {
    pub name: &'static str,
    pub render: fn(&[Row]) -> String,
}

/// All formats of tables.
pub static TABLE_FORMATS: &[TableFormat] =
    &[markdown::FORMAT, html::FORMAT, booktabs::FORMAT, csv::FORMAT, json::FORMAT];

/// The rows page by page.
fn by_page(rows: &[Row]) -> impl Iterator<Item = (&Row, &[Row])> {
    rows.chunk_by(|a, b| a.file == b.file).filter_map(|own| own.first().map(|first| (first, own)))
}

/// `9 formulas: 8 proved, 1 enclosed`.
fn summary(rows: &[Row]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for row in rows {
        let word = if row.verdict == "holds" { row.grade.unwrap_or("holds") } else { row.verdict };
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let order = ["proved", "enclosed", "sampled", "fails", "undecided", "trivial"];
    counts.sort_by_key(|(word, _)| order.iter().position(|known| known == word));
    let words: Vec<String> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    format!("{} formula{}: {}", rows.len(), if rows.len() == 1 { "" } else { "s" }, words.join(", "))
}
