//! A summary in Markdown, for the page of a CI run.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::place::locate;
use super::{Format, Run, tally};

pub(super) const FORMAT: Format = Format { name: "markdown", about: "a summary in Markdown", render };

/// Rows that a summary shows: a page of a CI run is limited in size.
const MOST: usize = 200;

fn render(run: &Run) -> String {
    let mut text = String::from("## mathlint\n\n");
    if run.findings.is_empty() {
        text.push_str("No findings.\n\n");
    } else {
        let _ = writeln!(text, "{}\n", tally(run.findings));
        let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in run.findings {
            *rules.entry(finding.rule).or_insert(0) += 1;
        }
        text.push_str("| rule | findings |\n| --- | ---: |\n");
        for (rule, count) in &rules {
            let _ = writeln!(text, "| `{rule}` | {count} |");
        }
        text.push_str("\n| place | rule | what |\n| --- | --- | --- |\n");
        for finding in run.findings.iter().take(MOST) {
            let at = locate(run, finding.place);
            let _ = writeln!(
                text,
                "| {}:{} | `{}` | {} |",
                cell(at.file),
                at.start.line,
                finding.rule,
                cell(&finding.message)
            );
        }
        if run.findings.len() > MOST {
            let _ = writeln!(text, "\n… and {} more.", run.findings.len() - MOST);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", run.coverage);
    text
}

fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('$', "\\$").replace('\n', " ")
}
