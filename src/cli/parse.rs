//! `parse`: formulas as trees, and how much was understood.

use std::fmt::Write;

use serde_json::{Value, json};

use super::arguments::{Engine, Parse};
use super::{Exit, Failure, check, note, print, say, walk};
use crate::analysis::{Analysis, Page};
use crate::expr::print::mathjson;
use crate::lower::Statement;
use crate::report::reading::plain_text;

/// Formats of the trees.
pub(super) const FORMATS: [&str; 3] = ["text", "json", "jsonl"];

pub(super) fn run(command: &Parse) -> Result<Exit, Failure> {
    let pages = walk::collect(&command.paths)?;
    let unreadable = pages.unreadable.clone();
    for why in &unreadable {
        say(&format!("mathlint: cannot read {why}"));
    }
    let analysis = check::analyse(pages, &Engine::default());
    let rows = analysis.asked().flat_map(|page| (0..page.readings.len()).map(move |at| (page, at)));
    let text = match command.output_format.as_str() {
        "text" => rows.map(|(page, at)| text(&analysis, page, at)).collect(),
        "jsonl" => rows.map(|(page, at)| row(&analysis, page, at).to_string() + "\n").collect(),
        _ => {
            serde_json::to_string_pretty(&rows.map(|(page, at)| row(&analysis, page, at)).collect::<Vec<_>>())
                .unwrap_or_default()
                + "\n"
        }
    };
    print(&text)?;
    note(&analysis.coverage().to_string());
    Ok(if unreadable.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// A formula as other programs read it.
fn row(analysis: &Analysis, page: &Page, at: usize) -> Value {
    let (Some(formula), Some(parsed), Some(reading)) =
        (page.document.formulas.get(at), page.notation.get(at), page.readings.get(at))
    else {
        return Value::Null;
    };
    let file = analysis.files.get(page.file.0 as usize);
    let position = |offset: u32| file.map(|file| file.position(offset));
    let slips = parsed.slips.iter().map(|slip| {
        let span = formula.map.to_file(slip.span);
        json!({ "message": slip.message, "start": position(span.start), "end": position(span.end) })
    });
    json!({
        "file": file.map(|file| file.path.as_str()),
        "start": position(formula.span.start),
        "end": position(formula.span.end),
        "display": formula.display,
        "tex": formula.tex,
        "notation": if parsed.renders() { "ok" } else { "error" },
        "slips": slips.collect::<Vec<_>>(),
        "reading": reading.coverage,
        "open": reading.open.iter().map(|(_, why)| why).collect::<Vec<_>>(),
        "tokens": parsed.tokens,
        "plain": plain_text(reading),
        "tree": reading.statements.iter().map(tree).collect::<Vec<_>>(),
    })
}

/// A statement as MathJSON: an expression, or the chain of its relations.
fn tree(statement: &Statement) -> Value {
    let mut value = statement.first.as_ref().map_or(json!("Nothing"), |first| json!(mathjson(first)));
    if let [link] = statement.links.as_slice() {
        value = json!([link.relation, value, mathjson(&link.right)]);
    } else if !statement.links.is_empty() {
        let links = statement.links.iter().map(|link| json!([link.relation, mathjson(&link.right)]));
        value = json!([json!("Chain"), value].into_iter().chain(links).collect::<Vec<_>>());
    }
    if statement.conditions.is_empty() {
        return value;
    }
    let conditions = statement.conditions.iter().map(|condition| json!(mathjson(condition)));
    json!([json!("Condition"), value].into_iter().chain(conditions).collect::<Vec<_>>())
}

fn text(analysis: &Analysis, page: &Page, at: usize) -> String {
    let (Some(formula), Some(reading)) = (page.document.formulas.get(at), page.readings.get(at)) else {
        return String::new();
    };
    let path = analysis.files.get(page.file.0 as usize);
    let place = path.map(|file| (file.path.as_str(), file.position(formula.span.start)));
    let place = place.map_or(String::new(), |(path, at)| format!("{path}:{}:{}", at.line, at.column));
    let mut text = format!("{place}: {:?}\n  {}\n  {}\n", reading.coverage, formula.tex.trim(), plain_text(reading));
    for (span, why) in &reading.open {
        let _ = writeln!(text, "  open: {why} at `{}`", span.of(&formula.tex));
    }
    text
}
