//! Checks that verdicts do not depend on the seed, and output does not depend on the number of threads.
//!
//! Usage: `cargo run --release --example steady -- SEEDS THREADS FILE…`, as `50 1,2,8 formulas/*.md` or
//! `5 1,2 identities.jsonl`: for each seed, every number of threads gives the same verdicts, witnesses and repairs; over
//! all seeds, nothing holds once and fails once. What is decided with one seed only is listed.

#![allow(clippy::print_stdout, reason = "a measuring tool prints what it finds")]

use std::collections::BTreeMap;
use std::fs;

use mathlint::analysis::{Input, Settings, analyse};
use mathlint::decide::{Outcome, Verdict};
use mathlint::source::SourceFile;
use mathlint::verify::{Given, verify};
use rayon::prelude::*;
use serde_json::Value;

/// What was judged, and how.
type Judged = Vec<(String, Verdict)>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: steady SEEDS THREADS FILE…";
    let seeds: u64 = arguments.next().ok_or(usage)?.parse()?;
    let threads: Vec<usize> = arguments.next().ok_or(usage)?.split(',').map(str::parse).collect::<Result<_, _>>()?;
    let files: Vec<(String, String)> =
        arguments.map(|path| fs::read_to_string(&path).map(|text| (path, text))).collect::<Result<_, _>>()?;
    let mut outcomes: BTreeMap<String, BTreeMap<Outcome, Vec<u64>>> = BTreeMap::new();
    let mut unsteady = 0;
    for seed in 0..seeds {
        let mut first: Option<Judged> = None;
        for count in &threads {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(*count).stack_size(8 << 20).build()?;
            let judged = pool.install(|| judge(&files, seed));
            match &first {
                Some(first) if *first != judged => {
                    unsteady += 1;
                    println!("seed {seed}: {count} threads give something else");
                }
                Some(_) => {}
                None => first = Some(judged),
            }
        }
        for (what, verdict) in first.unwrap_or_default() {
            outcomes.entry(what).or_default().entry(verdict.outcome).or_default().push(seed);
        }
    }
    let changing: Vec<_> = outcomes.iter().filter(|(_, seen)| seen.len() > 1).collect();
    let flips =
        |seen: &BTreeMap<Outcome, Vec<u64>>| seen.contains_key(&Outcome::Holds) && seen.contains_key(&Outcome::Fails);
    for (what, seen) in &changing {
        let told: Vec<String> = seen.iter().map(|(outcome, seeds)| format!("{outcome:?} {}", seeds.len())).collect();
        println!("{}{what}: {}", if flips(seen) { "FLIP " } else { "" }, told.join(", "));
    }
    let flipped = changing.iter().filter(|(_, seen)| flips(seen)).count();
    println!(
        "{} relations, {seeds} seeds, threads {threads:?}: {flipped} hold and fail, {} change, {unsteady} depend on threads",
        outcomes.len(),
        changing.len() - flipped,
    );
    if flipped + unsteady > 0 { Err("unsteady".into()) } else { Ok(()) }
}

fn judge(files: &[(String, String)], seed: u64) -> Judged {
    let (rows, pages): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.ends_with(".jsonl"));
    let inputs =
        pages.iter().map(|(path, text)| Input { file: SourceFile::new(path.as_str(), text.as_str()), asked: true });
    let analysis = analyse(inputs.collect(), &Settings { seed, ..Settings::default() });
    let mut judged = Judged::new();
    for page in &analysis.pages {
        for (index, own) in page.relations.iter().enumerate() {
            let Some(verdict) = &own.verdict else { continue };
            let path = analysis.files.get(page.file.0 as usize).map_or("", |file| file.path.as_str());
            judged.push((format!("{path} relation {index} of formula {}", own.relation.formula), verdict.clone()));
        }
    }
    let lines: Vec<&str> = rows.iter().flat_map(|(_, text)| text.lines()).collect();
    judged.extend(lines.par_iter().filter_map(|line| row(line, seed)).collect::<Judged>());
    judged
}

fn row(line: &str, seed: u64) -> Option<(String, Verdict)> {
    let row: Value = serde_json::from_str(line).ok()?;
    let texts =
        |key: &str| row.get(key).cloned().and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default();
    let given = Given { assume: texts("assume"), lets: texts("let") };
    let verdict = verify(row.get("tex")?.as_str()?, &given, seed).ok()?;
    Some((row.get("id")?.as_str()?.to_owned(), verdict))
}
