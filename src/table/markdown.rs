//! Tables in Markdown: one a page, with links to it.

use std::fmt::Write;

use super::{Row, TableFormat, by_page, summary};

pub(super) const FORMAT: TableFormat = TableFormat { name: "markdown", render };

fn render(rows: &[Row]) -> String {
    let mut text = String::new();
    let pages = by_page(rows).count();
    for (first, own) in by_page(rows) {
        if pages > 1 {
            let title = if first.title.is_empty() { &first.file } else { &first.title };
            let _ = writeln!(text, "**[{title}]({})**: {}\n", first.file, summary(own));
        }
        text.push_str("| formula | conditions | shapes | verdict | known | place |\n");
        text.push_str("| --- | --- | --- | --- | --- | --- |\n");
        for row in own {
            let _ = writeln!(text, "{}", line(row));
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", summary(rows));
    text
}

fn line(row: &Row) -> String {
    let list = |parts: &[String]| parts.iter().map(|tex| math(tex)).collect::<Vec<_>>().join(", ");
    let name = row.file.rsplit('/').next().unwrap_or_default();
    format!(
        "| {} | {} | {} | {} | {} | [{name}:{}]({}) |",
        math(&row.formula),
        list(&row.conditions),
        list(&row.shapes),
        row.verdict,
        row.known,
        row.line,
        row.file,
    )
}

/// A formula in a cell: a bar would end it, so bars are spelled as commands.
pub fn math(tex: &str) -> String {
    let spelled = tex.replace("\\|", "\\Vert ").replace('|', "\\vert ").replace('\n', " ");
    format!("${}$", spelled.trim())
}
