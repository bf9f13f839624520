//! Judges a file of identities, one JSON object a line: `{id, tex, assume}` in, `{id, verdict, …}` out.
//!
//! Usage: `cargo run --release --example identities -- FILE [ONLY]`; with ONLY, lines whose id starts with it.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measuring tool prints times"
)]

use std::collections::BTreeMap;
use std::time::Instant;

use mathlint::claims::Problem;
use mathlint::decide::{Outcome, Settings, Verdict, decide};
use mathlint::lower::{Identity, lower_identity};
use mathlint::syntax::{self, Macros, Node};
use rayon::prelude::*;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("a file of identities was expected")?;
    let only = arguments.next().unwrap_or_default();
    let text = std::fs::read_to_string(path)?;
    let rows: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let chosen: Vec<&Value> = rows.iter().filter(|row| id(row).starts_with(&only)).collect();
    // In portions, so that a run that is stopped has shown what it did.
    for portion in chosen.chunks(32) {
        let results: Vec<Value> = portion.par_iter().map(|row| judged(row)).collect();
        for result in results {
            println!("{result}");
        }
    }
    Ok(())
}

fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap_or_default()
}

fn judged(row: &Value) -> Value {
    let start = Instant::now();
    let tex = row["tex"].as_str().unwrap_or_default();
    let assume: Vec<&str> = row["assume"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let (verdict, reason, more) = match problems(tex, &assume) {
        Ok(problems) => told(&verdict(&problems)),
        Err(why) => ("undecided".to_owned(), format!("notation: {why}"), Value::Null),
    };
    let seconds = start.elapsed().as_secs_f64();
    json!({"id": id(row), "verdict": verdict, "reason": reason, "more": more, "seconds": seconds})
}

fn told(verdict: &Verdict) -> (String, String, Value) {
    let note = verdict.note.clone().unwrap_or_default();
    let (name, reason) = match &verdict.outcome {
        Outcome::Holds => ("holds", format!("{:?}", verdict.grade)),
        Outcome::Fails => ("fails", String::new()),
        Outcome::Trivial => ("undecided", "trivial".to_owned()),
        Outcome::Undecided(reason) => ("undecided", format!("{reason:?}: {note}")),
    };
    let repair = verdict.repair.as_ref().map(|repair| repair.edit.clone());
    (name.to_owned(), reason, json!({"witness": verdict.witness, "points": verdict.points, "repair": repair}))
}

/// A chain holds where every link holds, and fails with its first link that fails.
fn verdict(problems: &[Problem]) -> Verdict {
    let mut result = None;
    for problem in problems {
        let verdict = decide(problem, &Settings::default());
        match verdict.outcome {
            Outcome::Fails => return verdict,
            Outcome::Undecided(_) => result = Some(verdict),
            _ if result.is_none() => result = Some(verdict),
            _ => {}
        }
    }
    result.unwrap_or_else(|| Verdict::bare(Outcome::Trivial))
}

fn problems(tex: &str, assume: &[&str]) -> Result<Vec<Problem>, String> {
    let texts: Vec<&str> = std::iter::once(tex).chain(assume.iter().copied()).collect();
    let parsed: Vec<_> = texts.iter().map(|text| syntax::parse(text, &Macros::default())).collect();
    let read: Vec<(&str, &[Node])> = texts.iter().zip(&parsed).map(|(text, parsed)| (*text, &*parsed.nodes)).collect();
    let (formula, conditions) = read.split_first().ok_or("no formula")?;
    let identity = lower_identity(*formula, conditions).map_err(|why| why.reason)?;
    let Identity { relations, conditions, sorts, .. } = identity;
    let sorts: BTreeMap<_, _> = sorts.into_iter().collect();
    let problem = |(left, relation, right)| Problem {
        left,
        relation,
        right,
        facts: conditions.clone(),
        definitions: Vec::new(),
        sorts: sorts.clone(),
        closed: true,
    };
    Ok(relations.into_iter().map(problem).collect())
}
