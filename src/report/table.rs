//! Verified formula tables: what a page claims, under which conditions, and how it is known.

use std::fmt::Write;

use serde::Serialize;

use crate::analysis::{Analysis, Judged, Page};
use crate::claims::Role;
use crate::decide::Outcome;
use crate::expr::print::latex;

/// A claim of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub formula: String,
    pub conditions: Vec<String>,
    pub verdict: &'static str,
    /// How it is known, or why it is not.
    pub known: String,
    pub file: String,
    pub line: u32,
}

/// A format for tables.
pub struct TableFormat {
    pub name: &'static str,
    pub render: fn(&[Row]) -> String,
}

/// All formats of tables.
pub static TABLE_FORMATS: &[TableFormat] = &[
    TableFormat { name: "markdown", render: markdown },
    TableFormat { name: "json", render: json },
    TableFormat { name: "csv", render: csv },
    TableFormat { name: "latex", render: booktabs },
];

/// The claims of the pages that were asked for, in reading order.
pub fn rows(analysis: &Analysis) -> Vec<Row> {
    let claims = analysis.asked().flat_map(|page| {
        page.relations.iter().filter(|judged| judged.relation.role == Role::Claim).map(move |judged| (page, judged))
    });
    claims.map(|(page, judged)| row(analysis, page, judged)).collect()
}

fn row(analysis: &Analysis, page: &Page, judged: &Judged) -> Row {
    let relation = &judged.relation;
    let place = page.place(relation.formula, relation.span);
    let file = analysis.files.get(page.file.0 as usize);
    let (verdict, known) =
        judged.verdict.as_ref().map_or(("undecided", String::new()), |verdict| match verdict.outcome {
            Outcome::Holds => ("holds", verdict.grade.map(|grade| grade.as_str().to_owned()).unwrap_or_default()),
            Outcome::Fails => ("fails", verdict.grade.map(|grade| grade.as_str().to_owned()).unwrap_or_default()),
            Outcome::Trivial => ("trivial", String::new()),
            Outcome::Undecided(reason) => ("undecided", reason.as_str().to_owned()),
        });
    Row {
        formula: latex(&relation.whole()),
        conditions: relation.conditions.iter().map(latex).collect(),
        verdict,
        known,
        file: file.map(|file| file.path.clone()).unwrap_or_default(),
        line: file.map_or(0, |file| file.position(place.span.start).line),
    }
}

fn markdown(rows: &[Row]) -> String {
    let mut text =
        String::from("| formula | conditions | verdict | known | place |\n| --- | --- | --- | --- | --- |\n");
    for row in rows {
        let math = |tex: &str| format!("${}$", tex.replace('|', "\\vert ").replace('\n', " "));
        let conditions = row.conditions.iter().map(|tex| math(tex)).collect::<Vec<_>>().join(", ");
        let name = row.file.rsplit('/').next().unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {conditions} | {} | {} | [{name}:{}]({name}) |",
            math(&row.formula),
            row.verdict,
            row.known,
            row.line,
        );
    }
    text
}

fn json(rows: &[Row]) -> String {
    serde_json::to_string_pretty(rows).unwrap_or_default() + "\n"
}

fn csv(rows: &[Row]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = String::from("formula,conditions,verdict,known,file,line\r\n");
    for row in rows {
        let conditions = row.conditions.join("; ");
        let cells = [&row.formula, &conditions, row.verdict, &row.known, &row.file].map(|cell: &str| quoted(cell));
        let _ = write!(text, "{},{}\r\n", cells.join(","), row.line);
    }
    text
}

/// A table for the booktabs package.
fn booktabs(rows: &[Row]) -> String {
    let mut text =
        String::from("\\begin{tabular}{llll}\n\\toprule\nformula & conditions & verdict & known \\\\\n\\midrule\n");
    for row in rows {
        let conditions = row.conditions.iter().map(|tex| format!("${tex}$")).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "${}$ & {conditions} & {} & {} \\\\", row.formula, row.verdict, row.known);
    }
    text.push_str("\\bottomrule\n\\end{tabular}\n");
    text
}
