//! Tables in LaTeX, for the booktabs and longtable packages.

use std::fmt::Write;

use super::{Row, TableFormat, by_page};

pub(super) const FORMAT: TableFormat = TableFormat { name: "latex", render };

fn render(rows: &[Row]) -> String {
    let mut text = String::from("% \\usepackage{amsmath, amssymb, booktabs, longtable}\n");
    text.push_str("\\begin{longtable}{p{0.36\\linewidth}p{0.3\\linewidth}p{0.14\\linewidth}l}\n\\toprule\n");
    text.push_str("formula & conditions and shapes & verdict & place \\\\\n\\midrule\n\\endhead\n");
    for (at, (first, own)) in by_page(rows).enumerate() {
        if at > 0 {
            text.push_str("\\midrule\n");
        }
        let title = if first.title.is_empty() { &first.file } else { &first.title };
        let _ = writeln!(text, "\\multicolumn{{4}}{{l}}{{\\textbf{{{}}}}} \\\\", escape(title));
        for row in own {
            let _ = writeln!(text, "{}", line(row));
        }
    }
    text.push_str("\\bottomrule\n\\end{longtable}\n");
    text
}

fn line(row: &Row) -> String {
    let conditions: Vec<String> =
        row.conditions.iter().chain(&row.shapes).map(|tex| format!("${}$", tex.trim())).collect();
    let verdict = match row.known.as_str() {
        "" => row.verdict.to_owned(),
        known => format!("{} ({known})", row.verdict),
    };
    let name = row.file.rsplit('/').next().unwrap_or_default();
    format!(
        "${}$ & {} & {} & {}:{} \\\\",
        row.formula.trim(),
        conditions.join(", "),
        escape(&verdict),
        escape(name),
        row.line
    )
}

/// Text without meaning for LaTeX.
fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\\' => "\\textbackslash{}".to_owned(),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => format!("\\{c}"),
            '~' => "\\textasciitilde{}".to_owned(),
            '^' => "\\textasciicircum{}".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
