//! Mutants of the library: `library_mutants FOLDER [--list]` makes every single slip in every claim that holds, and
//! prints how many are refuted, by kind, and the survivors by reason.

#[path = "../tests/suite/mutation.rs"]
mod mutation;

use std::collections::BTreeMap;
use std::io::Write;

use mathlint::analysis::{self, Input};
use mathlint::decide::{Outcome, Settings, Verdict, decide};
use mathlint::expr::print::plain;
use mathlint::source::SourceFile;
use mutation::{Fate, Mutant, fate, mutants};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: library_mutants FOLDER [--list]")?;
    let list = arguments.next().is_some_and(|flag| flag == "--list");
    let all = mutants_of(&folder)?;
    let judged: Vec<(&Mutant, Verdict)> =
        all.par_iter().map(|mutant| (mutant, decide(&mutant.problem, &Settings::default()))).collect();
    let mut out = std::io::stdout().lock();
    let mut kinds: BTreeMap<&str, BTreeMap<Fate, usize>> = BTreeMap::new();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for (mutant, verdict) in &judged {
        let fate = fate(&mutant.problem, verdict);
        *kinds.entry(mutant.kind).or_default().entry(fate).or_default() += 1;
        if fate == Fate::Survived {
            *reasons.entry(reason(verdict)).or_default() += 1;
            if list {
                let Mutant { kind, problem } = mutant;
                let sides = (plain(&problem.left), problem.relation, plain(&problem.right));
                writeln!(out, "{kind} {}: {} {} {}", reason(verdict), sides.0, sides.1, sides.2)?;
            }
        }
    }
    let total =
        |fate| judged.iter().filter(|(mutant, verdict)| mutation::fate(&mutant.problem, verdict) == fate).count();
    for (kind, fates) in &kinds {
        writeln!(out, "{kind}: {fates:?}")?;
    }
    writeln!(out, "survivors: {reasons:?}")?;
    let (refuted, survived) = (total(Fate::Refuted), total(Fate::Survived));
    let share = 100.0 * refuted as f64 / (refuted + survived).max(1) as f64;
    writeln!(
        out,
        "{} mutants, {} true, {refuted} refuted, {survived} survived: {share:.1} %",
        all.len(),
        total(Fate::True)
    )?;
    Ok(())
}

fn mutants_of(folder: &str) -> Result<Vec<Mutant>, std::io::Error> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let text = std::fs::read_to_string(file)?;
        Ok(Input { file: SourceFile::new(file.to_string_lossy(), text), asked: true })
    };
    let inputs = files.iter().map(read).collect::<Result<Vec<_>, std::io::Error>>()?;
    let analysis = analysis::analyse(inputs, &analysis::Settings::default());
    let held = analysis.pages.iter().flat_map(|page| &page.relations).filter(|judged| judged.holds());
    Ok(held.filter_map(|judged| judged.problem.as_ref()).flat_map(mutants).collect())
}

fn reason(verdict: &Verdict) -> String {
    match &verdict.outcome {
        Outcome::Undecided(reason) => reason.as_str().to_owned(),
        outcome => format!("{outcome:?}"),
    }
}
