//! Formulas of a JSON-lines file (`tex`, `display`) as they are read: `readings FILE [--all | --sample N | --open]`.
//!
//! Prints tex → plain reading → coverage, and a summary by reason and frequency.

use std::collections::BTreeMap;
use std::io::Write;

use mathlint::expr::print::plain;
use mathlint::lower::{Coverage, Reading, Statement, lower};
use mathlint::scope::NoNames;
use mathlint::syntax::{Macros, parse};

#[expect(clippy::disallowed_methods, reason = "a measurement of speed needs a clock; no verdict depends on it")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().ok_or("usage: readings FILE [--all | --open | --choices | --time]")?;
    let mode = arguments.get(1).map_or("", String::as_str);
    let mut out = std::io::stdout().lock();
    if mode == "--again" {
        return again(&mut out, path);
    }
    let text = std::fs::read_to_string(path)?;
    if mode == "--tex" {
        for tex in text.lines() {
            let reading = lower(&parse(tex, &Macros::default()).nodes, tex, 0, &NoNames);
            writeln!(out, "{tex}\n    {}   {}", show(&reading), reasons(&reading))?;
        }
        return Ok(());
    }
    let mut counts: BTreeMap<(&str, Coverage), usize> = BTreeMap::new();
    let mut frequent: BTreeMap<String, usize> = BTreeMap::new();
    let mut formulas = Vec::new();
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let tex = row["tex"].as_str().unwrap_or("").to_owned();
        formulas.push((tex, row["display"].as_bool().unwrap_or(false), row["accepted"].as_bool().unwrap_or(true)));
    }
    if mode == "--time" {
        let rounds = 20;
        let start = std::time::Instant::now();
        let mut statements = 0;
        for _ in 0..rounds {
            for (tex, _, _) in &formulas {
                let parsed = parse(tex, &Macros::default());
                statements += lower(&parsed.nodes, tex, 0, &NoNames).statements.len();
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        writeln!(out, "{:.0} formulas/s, {} statements", (rounds * formulas.len()) as f64 / seconds, statements)?;
        return Ok(());
    }
    for (tex, display, accepted) in &formulas {
        let parsed = parse(tex, &Macros::default());
        let reading = lower(&parsed.nodes, tex, 0, &NoNames);
        let mut groups = vec!["all"];
        if *display {
            groups.push("display");
        }
        if parsed.tokens >= 8 {
            groups.push("eight tokens");
        }
        for group in groups.into_iter().filter(|_| *accepted) {
            *counts.entry((group, reading.coverage)).or_default() += 1;
        }
        for (_, reason) in &reading.open {
            *frequent.entry(reason.clone()).or_default() += 1;
        }
        if mode == "--all" || mode == "--open" && reading.coverage != Coverage::Full {
            let flat = tex.replace('\n', " ");
            writeln!(out, "{flat}\n    {}   {}", show(&reading), reasons(&reading))?;
        }
        if mode == "--choices" {
            for choice in &reading.choices {
                writeln!(
                    out,
                    "{}: {} because {} (not {:?})",
                    choice.span.of(tex),
                    choice.chosen,
                    choice.because,
                    choice.runner_up
                )?;
            }
        }
    }
    for ((group, coverage), count) in &counts {
        let total: usize = counts.iter().filter(|((own, _), _)| own == group).map(|(_, count)| count).sum();
        writeln!(out, "{group:>14} {coverage:?}: {count} of {total} = {:.2} %", 100.0 * *count as f64 / total as f64)?;
    }
    let mut frequent: Vec<(String, usize)> = frequent.into_iter().collect();
    frequent.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (reason, count) in frequent {
        writeln!(out, "{count:6} {reason}")?;
    }
    Ok(())
}

/// Pages of a folder: the formulas whose printed form is read as something else.
fn again(out: &mut impl Write, folder: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = vec![std::path::PathBuf::from(folder)];
    let (mut count, mut wrong) = (0, 0);
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(std::fs::read_dir(&path)?.flatten().map(|entry| entry.path()));
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        let document = mathlint::extract::extract(&path.display().to_string(), &text);
        let notation: Vec<_> =
            document.formulas.iter().map(|formula| parse(&formula.tex, &Macros::default())).collect();
        let said = mathlint::prose::read(&document, &notation);
        let glossary = mathlint::scope::Glossary::default();
        let table = mathlint::scope::SymbolTable::new(&glossary, &document, &said);
        for (at, (formula, parsed)) in document.formulas.iter().zip(&notation).enumerate() {
            let reading = lower(&parsed.nodes, &formula.tex, at, &table);
            if reading.coverage != Coverage::Full {
                continue;
            }
            for one in &reading.statements {
                count += 1;
                let tex = one.latex();
                let back = lower(&parse(&tex, &Macros::default()).nodes, &tex, at, &table);
                let same = matches!(back.statements.as_slice(), [only] if only.parts().eq(one.parts()));
                if !same {
                    wrong += 1;
                    let flat = formula.tex.trim().replace('\n', " ");
                    writeln!(out, "{flat}\n  {tex}\n  {}\n  {}", statement(one), show(&back))?;
                }
            }
        }
    }
    writeln!(out, "{wrong} of {count} statements differ")?;
    Ok(())
}

fn reasons(reading: &Reading) -> String {
    let reasons: Vec<&str> = reading.open.iter().map(|(_, reason)| reason.as_str()).collect();
    if reasons.is_empty() && reading.coverage == Coverage::Full {
        String::new()
    } else {
        format!("[{:?}: {}]", reading.coverage, reasons.join("; "))
    }
}

fn show(reading: &Reading) -> String {
    reading.statements.iter().map(statement).collect::<Vec<_>>().join("  ¶  ")
}

fn statement(statement: &Statement) -> String {
    let mut text = statement.lead.as_ref().map(|lead| format!("<{lead}> ")).unwrap_or_default();
    text.push_str(&statement.first.as_ref().map(plain).unwrap_or_default());
    for link in &statement.links {
        text.push_str(&format!(" {} {}", link.relation, plain(&link.right)));
    }
    for condition in &statement.conditions {
        text.push_str(&format!(" WHEN {}", plain(condition)));
    }
    text
}
