//! `verify`: one formula under conditions, or JSON lines in, JSON lines out, in order.

use std::io::{BufRead, BufReader};

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::arguments::Verify;
use super::{Exit, Failure, print, say, verdicts};
use crate::decide::{Outcome, Verdict, Witness};
use crate::verify::{self, Given, Likeness};

/// Rows that are decided together; small enough to stream, large enough for all threads.
const BATCH: usize = 64;

#[derive(Deserialize)]
struct Row {
    id: Value,
    #[serde(flatten)]
    question: Question,
    #[serde(default)]
    assume: Vec<String>,
    #[serde(default, rename = "let")]
    lets: Vec<String>,
}

/// A formula to be decided, or two answers to be compared.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Question {
    Tex(String),
    Same([String; 2]),
}

pub(super) fn run(command: &Verify) -> Result<Exit, Failure> {
    let given = Given { assume: command.assume.clone(), lets: command.lets.clone() };
    if let [left, right] = command.same.as_slice() {
        return pair(left, right, &given, command.engine.seed);
    }
    match (&command.jsonl, &command.tex) {
        (Some(path), _) => stream(path, command.engine.seed),
        (None, Some(tex)) => single(tex, &given, command.engine.seed),
        (None, None) => Err(Failure::Message("a formula or --jsonl is needed".into())),
    }
}

fn single(tex: &str, given: &Given, seed: u64) -> Result<Exit, Failure> {
    let verdict = match verify::verify(tex, given, seed) {
        Ok(verdict) => verdict,
        Err(why) => return Err(Failure::Message(why)),
    };
    print(&shown(&verdict))?;
    Ok(if verdict.outcome == Outcome::Fails { Exit::Findings } else { Exit::Clean })
}

fn pair(left: &str, right: &str, given: &Given, seed: u64) -> Result<Exit, Failure> {
    let found = verify::same(left, right, given, seed).map_err(Failure::Message)?;
    let mut text = found.likeness.as_str().to_owned();
    text += &found.grade.map(|grade| format!(" ({})", grade.as_str())).unwrap_or_default();
    text += &found.reason.map(|reason| format!(" ({})", reason.as_str())).unwrap_or_default();
    text.push('\n');
    text += &found.witness.as_ref().map(told).unwrap_or_default();
    text += &found.note.as_ref().map(|note| format!("  {note}\n")).unwrap_or_default();
    print(&text)?;
    Ok(if found.likeness == Likeness::Different { Exit::Findings } else { Exit::Clean })
}

/// A counterexample for people.
fn told(witness: &Witness) -> String {
    let values = witness.values.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>();
    let place = if values.is_empty() { String::new() } else { format!("at {}: ", values.join(", ")) };
    let recompute = witness.recompute.as_ref().map(|line| format!("  recompute: {line}\n")).unwrap_or_default();
    format!("  {place}left {}, right {}\n{recompute}", witness.left, witness.right)
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
    text += &verdict.witness.as_ref().map(told).unwrap_or_default();
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
    let given = Given { assume: row.assume, lets: row.lets };
    Ok(match &row.question {
        Question::Tex(tex) => decided(&row.id, tex, &given, seed),
        Question::Same([left, right]) => compared(&row.id, left, right, &given, seed),
    })
}

fn decided(id: &Value, tex: &str, given: &Given, seed: u64) -> Value {
    match verify::verify(tex, given, seed) {
        Ok(verdict) => json!({
            "id": id,
            "verdict": verdicts::outcome(&verdict).replace("trivial", "holds"),
            "grade": verdict.grade,
            "witness": verdict.witness,
            "reason": verdicts::reason(&verdict),
            "note": verdict.note,
        }),
        Err(why) => unread(id, &why),
    }
}

fn compared(id: &Value, left: &str, right: &str, given: &Given, seed: u64) -> Value {
    match verify::same(left, right, given, seed) {
        Ok(found) => json!({
            "id": id,
            "verdict": found.likeness.as_str(),
            "grade": found.grade,
            "witness": found.witness,
            "reason": found.reason,
            "note": found.note,
        }),
        Err(why) => unread(id, &why),
    }
}

fn unread(id: &Value, why: &str) -> Value {
    json!({ "id": id, "verdict": "undecided", "grade": null, "witness": null, "reason": "notation", "note": why })
}
