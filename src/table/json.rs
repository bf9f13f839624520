//! Tables as JSON: an array of rows.

use super::{Row, TableFormat};

pub(super) const FORMAT: TableFormat = TableFormat { name: "json", render };

fn render(rows: &[Row]) -> String {
    serde_json::to_string_pretty(rows).unwrap_or_default() + "\n"
}
