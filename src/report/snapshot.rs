//! Snapshots: what every formula of a page means and how it was judged, one formula a paragraph, made for review.

use std::fmt::Write;

use super::reading::{plain_text, relation_text};
use crate::analysis::{Analysis, Judged, Page};
use crate::claims::Role;
use crate::decide::{Outcome, Verdict};
use crate::table::arrays;

/// The snapshot of the pages that were asked for.
///
/// No line numbers and no points: a paragraph changes only when what it says of its formula does.
pub fn snapshot(analysis: &Analysis) -> String {
    let mut text = String::new();
    for page in analysis.asked() {
        let path = analysis.files.get(page.file.0 as usize).map_or("", |file| file.path.as_str());
        let _ = writeln!(text, "# {path}\n");
        for at in 0..page.readings.len() {
            text.push_str(&paragraph(page, at));
        }
    }
    text
}

fn paragraph(page: &Page, at: usize) -> String {
    let mut text = String::new();
    let (Some(formula), Some(reading)) = (page.document.formulas.get(at), page.readings.get(at)) else { return text };
    let _ = writeln!(text, "{}", formula.tex.split_whitespace().collect::<Vec<_>>().join(" "));
    let _ = writeln!(text, "  {} {}", format!("{:?}", reading.coverage).to_lowercase(), plain_text(reading));
    for (span, why) in &reading.open {
        let _ = writeln!(text, "  open {why} at {}", span.of(&formula.tex));
    }
    for judged in page.relations.iter().filter(|judged| judged.relation.formula == at) {
        text.push_str(&relation(judged));
    }
    for (_, clash) in page.clashes.iter().filter(|(formula, _)| *formula == at) {
        let _ = writeln!(text, "  clash {clash}");
    }
    text.push('\n');
    text
}

/// The role of a relation; for a claim what it says, how it was judged, and the shapes in it.
fn relation(judged: &Judged) -> String {
    let relation = &judged.relation;
    let role = format!("{:?}", relation.role).to_lowercase();
    let sides = relation_text(&relation.left, relation.relation, &relation.right);
    let verdict = judged.verdict.as_ref().filter(|_| relation.role == Role::Claim);
    let mut text = match verdict {
        None => format!("  {role} {sides}\n"),
        Some(verdict) => format!("  {role} {sides}: {}\n", known(verdict)),
    };
    let shapes: Vec<String> = judged.problem.iter().flat_map(arrays).collect();
    if !shapes.is_empty() {
        let _ = writeln!(text, "    shapes {}", shapes.join(", "));
    }
    if let Some(witness) = verdict.and_then(|verdict| verdict.witness.as_ref()) {
        let values = witness.values.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>();
        let _ = writeln!(text, "    at {}: left {}, right {}", values.join(", "), witness.left, witness.right);
    }
    text
}

fn known(verdict: &Verdict) -> String {
    let grade = verdict.grade.map(|grade| format!(" ({})", grade.as_str())).unwrap_or_default();
    match verdict.outcome {
        Outcome::Holds => format!("holds{grade}"),
        Outcome::Fails => format!("fails{grade}"),
        Outcome::Trivial => "trivial".into(),
        Outcome::Undecided(reason) => format!("undecided ({})", reason.as_str()),
    }
}
