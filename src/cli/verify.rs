//! `verify`: one formula under conditions, or JSON lines in, JSON lines out, in order.

use std::io::{BufRead, BufReader};

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::arguments::Verify;
use super::{Exit, Failure, print, say, verdicts};
use crate::decide::{Outcome, Verdict};
use crate::verify;

/// Rows that are decided together; small enough to stream, large enough for all threads.
const BATCH: usize = 64;

#[derive(Deserialize)]
struct Row {
    id: Value,
    tex: String,
    #[serde(default)]
    assume: Vec<String>,
}

pub(super) fn run(command: &Verify) -> Result<Exit, Failure> {
    match (&command.jsonl, &command.tex) {
        (Some(path), _) => stream(path, command.engine.seed),
        (None, Some(tex)) => single(tex, &command.assume, command.engine.seed),
        (None, None) => Err(Failure::Message("a formula or --jsonl is needed".into())),
    }
}

fn single(tex: &str, assume: &[String], seed: u64) -> Result<Exit, Failure> {
    let verdict = match verify::verify(tex, assume, seed) {
        Ok(verdict) => verdict,
        Err(why) => return Err(Failure::Message(why)),
    };
    print(&shown(&verdict))?;
    Ok(if verdict.outcome == Outcome::Fails { Exit::Findings } else { Exit::Clean })
}

/// A verdict for people.
pub(super) fn shown(verdict: &Verdict) -> String {
    let mut text = verdicts::outcome(verdict).to_owned();
    if let Some(grade) = verdict.grade {
        text += &format!(" ({})", grade.as_str());
    }
    if let Some(reason) = verdicts::reason(verdict) {
        text += &format!(" ({reason})");
    }
    if verdict.points > 0 {
        text += &format!(", {} points", verdict.points);
    }
    text.push('\n');
    for step in &verdict.proof {
        text += &format!("  {step}\n");
    }
    if let Some(witness) = &verdict.witness {
        let values = witness.values.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>();
        text += &format!("  at {}: left {}, right {}\n", values.join(", "), witness.left, witness.right);
        text += &witness.recompute.as_ref().map(|line| format!("  recompute: {line}\n")).unwrap_or_default();
    }
    if let Some(repair) = &verdict.repair {
        text += &format!("  holds after one edit: {}\n", repair.edit);
    }
    text += &verdict.note.as_ref().map(|note| format!("  {note}\n")).unwrap_or_default();
    text
}

fn stream(path: &std::path::Path, seed: u64) -> Result<Exit, Failure> {
    let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = std::fs::File::open(path);
        Box::new(BufReader::new(file.map_err(|error| Failure::Message(format!("{}: {error}", path.display())))?))
    };
    let mut malformed = 0;
    let mut lines = reader.lines();
    loop {
        let batch: Vec<String> = lines.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        let answers: Vec<Result<Value, Value>> =
            batch.par_iter().filter(|line| !line.trim().is_empty()).map(|line| answer(line, seed)).collect();
        malformed += answers.iter().filter(|answer| answer.is_err()).count();
        let text = answers.into_iter().map(|answer| answer.unwrap_or_else(|error| error).to_string() + "\n");
        print(&text.collect::<String>())?;
    }
    if malformed > 0 {
        say(&format!("mathlint: {malformed} rows could not be read"));
    }
    Ok(if malformed > 0 { Exit::Failed } else { Exit::Clean })
}

fn answer(line: &str, seed: u64) -> Result<Value, Value> {
    let row: Row = serde_json::from_str(line).map_err(|error| json!({ "error": error.to_string() }))?;
    match verify::verify(&row.tex, &row.assume, seed) {
        Ok(verdict) => Ok(json!({
            "id": row.id,
            "verdict": verdicts::outcome(&verdict).replace("trivial", "holds"),
            "grade": verdict.grade,
            "witness": verdict.witness,
            "reason": verdicts::reason(&verdict),
            "note": verdict.note,
        })),
        Err(why) => Ok(
            json!({ "id": row.id, "verdict": "undecided", "grade": null, "witness": null, "reason": "notation", "note": why }),
        ),
    }
}
