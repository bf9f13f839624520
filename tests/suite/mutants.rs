//! A library that holds is worth something only if a slip in it is noticed.

use mathlint::decide::{Settings, decide};

use crate::library::library;
use crate::mutation::{Fate, fate, mutants};

/// One mutant in so many is tried here; `examples/library_mutants.rs` tries all.
const EVERY: usize = 29;

#[test]
fn slips_in_the_library_are_refuted() {
    let (analysis, _) = library();
    let held = analysis.pages.iter().flat_map(|page| &page.relations).filter(|judged| judged.holds());
    let all = held.filter_map(|judged| judged.problem.as_ref()).flat_map(mutants);
    let (mut refuted, mut survivors) = (0, Vec::new());
    for mutant in all.step_by(EVERY) {
        let verdict = decide(&mutant.problem, &Settings::default());
        match fate(&mutant.problem, &verdict) {
            Fate::Refuted => refuted += 1,
            Fate::True => {}
            Fate::Survived => survivors.push((mutant.kind, verdict.outcome, verdict.note)),
        }
    }
    assert!(refuted >= 60, "{refuted}");
    assert!(10 * refuted >= 9 * (refuted + survivors.len()), "{refuted} refuted, these not: {survivors:#?}");
}
