//! Tables as CSV (RFC 4180).

use std::fmt::Write;

use super::{Row, TableFormat};

pub(super) const FORMAT: TableFormat = TableFormat { name: "csv", render };

fn render(rows: &[Row]) -> String {
    let mut text = String::from("formula,conditions,shapes,verdict,known,file,line\r\n");
    for row in rows {
        let (conditions, shapes) = (row.conditions.join("; "), row.shapes.join("; "));
        let cells = [&row.formula, &conditions, &shapes, row.verdict, &row.known, &row.file].map(quoted);
        let _ = write!(text, "{},{}\r\n", cells.join(","), row.line);
    }
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
