//! Tables as a page of HTML with MathML, which browsers show without scripts.

use std::fmt::Write;

use super::mathml::mathml;
use super::{Row, TableFormat, by_page, summary};

pub(super) const FORMAT: TableFormat = TableFormat { name: "html", render };

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Formulas</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #1b1f24; background: #fff; }
h2 { margin: 2.5rem 0 .25rem; } h2 + p { margin: 0 0 .75rem; color: #57606a; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #d8dee4; }
th { border-bottom: 2px solid #57606a; }
math { font-size: 1.1em; } math[display=block] { width: fit-content; margin: 0; }
.list span { display: block; }
.holds { color: #116329; } .fails { color: #a40e26; font-weight: 600; } .undecided, .trivial { color: #57606a; }
small { color: #57606a; font-weight: 400; white-space: nowrap; }
.place { white-space: nowrap; } a { color: #0550ae; }
</style>
</head>
<body>
"#;

fn render(rows: &[Row]) -> String {
    let mut text = String::from(HEAD);
    for (first, own) in by_page(rows) {
        let title = if first.title.is_empty() { &first.file } else { &first.title };
        let _ = writeln!(text, "<h2>{}</h2>\n<p>{}</p>", escape(title), summary(own));
        // A column that is empty on a whole page is left out.
        let conditions = own.iter().any(|row| !row.conditions.is_empty());
        let shapes = own.iter().any(|row| !row.shapes.is_empty());
        let head = |shown: bool, name: &str| if shown { format!("<th>{name}</th>") } else { String::new() };
        let (first, second) = (head(conditions, "conditions"), head(shapes, "shapes"));
        let _ = write!(text, "<div class=\"wide\"><table>\n<thead><tr><th>formula</th>{first}{second}");
        text.push_str("<th>verdict</th><th>place</th></tr></thead>\n<tbody>\n");
        for row in own {
            text.push_str(&line(row, conditions, shapes));
        }
        text.push_str("</tbody>\n</table></div>\n");
    }
    let _ = writeln!(text, "<p>{}</p>\n</body>\n</html>", summary(rows));
    text
}

fn line(row: &Row, conditions: bool, shapes: bool) -> String {
    let span = |tex: &String| format!("<span>{}</span>", shown(tex, false));
    let list = |is_shown: bool, parts: &[String]| match is_shown {
        true => format!("<td class=\"list\">{}</td>", parts.iter().map(span).collect::<String>()),
        false => String::new(),
    };
    let known = if row.known.is_empty() { String::new() } else { format!("<br><small>{}</small>", escape(&row.known)) };
    let name = row.file.rsplit('/').next().unwrap_or_default();
    format!(
        "<tr><td>{}</td>{}{}<td class=\"{}\">{}{known}</td><td class=\"place\"><a href=\"{}\">{}:{}</a></td></tr>\n",
        shown(&row.formula, true),
        list(conditions, &row.conditions),
        list(shapes, &row.shapes),
        row.verdict,
        row.verdict,
        escape(&row.file),
        escape(name),
        row.line,
    )
}

/// The formula as MathML, or its source where it cannot be shown.
fn shown(tex: &str, display: bool) -> String {
    mathml(tex, display).unwrap_or_else(|| format!("<code>{}</code>", escape(tex)))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
