//! Tables in LaTeX, for the booktabs and longtable packages.

use std::fmt::Write;

use super::{Row, TableFormat, by_page};

pub(super) const FORMAT: TableFormat = TableFormat { name: "latex", render };

fn render(rows: &[Row]) -> String {
    let columns = [0.42, 0.28, 0.16].map(|width| format!(">{{\\raggedright\\arraybackslash}}p{{{width}\\linewidth}}"));
    let mut text = String::from("% \\usepackage{amsmath, amssymb, array, booktabs, longtable}\n");
    let _ = writeln!(text, "\\begin{{longtable}}{{@{{}}{}r@{{}}}}\n\\toprule", columns.concat());
    text.push_str("formula & conditions and shapes & verdict & line \\\\\n\\midrule\n\\endhead\n");
    text.push_str("\\bottomrule\n\\endfoot\n");
    for (at, (first, own)) in by_page(rows).enumerate() {
        if at > 0 {
            text.push_str("\\midrule\n");
        }
        let title = if first.title.is_empty() { &first.file } else { &first.title };
        let file = escape(&first.file);
        let title = escape(title);
        let _ = writeln!(text, "\\multicolumn{{4}}{{@{{}}l@{{}}}}{{\\textbf{{{title}}} (\\texttt{{{file}}})}} \\\\");
        text.push_str("\\addlinespace\n");
        for row in own {
            let _ = writeln!(text, "{}", line(row));
        }
    }
    text.push_str("\\end{longtable}\n");
    text
}

fn line(row: &Row) -> String {
    let conditions: Vec<String> =
        row.conditions.iter().chain(&row.shapes).map(|tex| format!("${}$", tex.trim())).collect();
    let verdict = match row.known.as_str() {
        "" => row.verdict.to_owned(),
        known => format!("{}: {known}", row.verdict),
    };
    format!(
        "$\\displaystyle {}$ & {} & {} & {} \\\\\n\\addlinespace",
        row.formula.trim(),
        conditions.join(", "),
        escape(&verdict),
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
