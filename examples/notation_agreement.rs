//! Whether the notation reader refuses exactly what KaTeX refuses.
//!
//! Takes files of JSON lines with `tex`, `accepted` and, where known, `display`; prints the disagreements, the slips of
//! formulas that KaTeX accepts (`--slips`), and the speed of reading.

#![allow(clippy::print_stdout, reason = "an example reports to its user")]
#![allow(clippy::disallowed_methods, reason = "an example measures time; no verdict depends on it")]

use std::time::Instant;

use mathlint::syntax::{Macros, Parsed, parse};

#[derive(serde::Deserialize)]
struct Formula {
    tex: String,
    accepted: bool,
    display: Option<bool>,
    #[serde(default)]
    message: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let slips = arguments.iter().any(|argument| argument == "--slips");
    for path in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let text = std::fs::read_to_string(path)?;
        let formulas = text.lines().map(serde_json::from_str).collect::<Result<Vec<Formula>, _>>()?;
        compare(path, &formulas, slips);
        measure(&formulas);
    }
    Ok(())
}

fn compare(path: &str, formulas: &[Formula], slips: bool) {
    let (mut agree, mut refused) = (0, 0);
    for formula in formulas {
        let parsed = parse(&formula.tex, &Macros::default());
        let renders = if formula.display == Some(false) { parsed.renders_inline() } else { parsed.renders() };
        refused += usize::from(!renders);
        agree += usize::from(renders == formula.accepted);
        if renders != formula.accepted {
            println!("DISAGREE KaTeX {}: {:?} {}", formula.accepted, formula.tex, formula.message);
            print_slips(&parsed);
        } else if slips && renders && !parsed.slips.is_empty() {
            println!("SLIP {:?}", formula.tex);
            print_slips(&parsed);
        }
    }
    println!("{path}: {} formulas, {agree} agree, {refused} refused", formulas.len());
}

fn print_slips(parsed: &Parsed) {
    for slip in &parsed.slips {
        let fix = slip.fix.as_ref().map_or("", |fix| fix.replacement.as_str());
        println!(
            "    {:?} {:?} {} | {} | {fix}",
            slip.span.range(),
            slip.kind,
            slip.message,
            slip.hint.as_deref().unwrap_or("")
        );
    }
}

fn measure(formulas: &[Formula]) {
    let macros = Macros::default();
    let best = (0..10).map(|_| {
        let start = Instant::now();
        let tokens: usize = formulas.iter().map(|formula| parse(&formula.tex, &macros).tokens).sum();
        (start.elapsed(), tokens)
    });
    let (time, tokens) = best.min().unwrap_or_default();
    let rate = formulas.len() as f64 / time.as_secs_f64();
    println!("{rate:.0} formulas/s, {tokens} tokens");
}
