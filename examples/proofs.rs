//! Exact proofs of a JSON-lines file (`id`, `tier`, `tex`, `assume`, `truth`): `proofs FILE [--list]`.
//!
//! Prints the share of proved lines a tier, and every wrong line that was proved.

use std::collections::BTreeMap;
use std::io::Write;

use mathlint::decide::exact::{Budget, Exact, prove};
use mathlint::verify::{Given, problems};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: proofs FILE [--list]")?;
    let list = arguments.next().is_some_and(|flag| flag == "--list");
    let mut out = std::io::stdout().lock();
    let mut counts: BTreeMap<(String, String), [usize; 3]> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = |key: &str| row.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let assume: Vec<String> = serde_json::from_value(row.get("assume").cloned().unwrap_or_default())?;
        let (truth, tex) = (text("truth"), text("tex"));
        let count = counts.entry((text("tier"), truth.clone())).or_default();
        count[0] += 1;
        let Ok(problems) = problems(&tex, &Given { assume: assume.clone(), lets: Vec::new() }) else { continue };
        count[1] += 1;
        let mut budget = Budget::default();
        let proved = problems.iter().all(|problem| matches!(prove(problem, &mut budget), Exact::Proved { .. }));
        count[2] += usize::from(proved);
        if proved && truth == "false" {
            writeln!(out, "WRONG {} {tex} {assume:?}", text("id"))?;
        } else if list && !proved && truth == "true" {
            writeln!(out, "open {} {} {tex} {assume:?}", text("tier"), text("id"))?;
        }
    }
    for ((tier, truth), [all, read, proved]) in counts {
        writeln!(out, "{tier} {truth}: {all} lines, {read} read, {proved} proved")?;
    }
    Ok(())
}
