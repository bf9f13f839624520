//! What the rules across a book share: from a conflict to a finding at the later place, with the earlier one beside it.

use super::{Analysis, truth};
use crate::compare::{At, Conflict, ConflictKind};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Place;

/// Reports the conflicts of some kinds: a warning, or a note where the text or the names tell the two apart.
pub(super) fn report(analysis: &Analysis, rule: &'static str, kinds: &[ConflictKind], out: &mut Vec<Diagnostic>) {
    for conflict in analysis.conflicts.iter().filter(|conflict| kinds.contains(&conflict.kind)) {
        let asked = analysis.pages.get(conflict.second.page).is_some_and(|page| page.asked);
        if asked && let Some((first, second)) = place(analysis, conflict.first).zip(place(analysis, conflict.second)) {
            out.push(finding(analysis, rule, conflict, first, second));
        }
    }
}

fn place(analysis: &Analysis, at: At) -> Option<Place> {
    analysis.pages.get(at.page).map(|page| page.place(at.formula, at.span))
}

fn finding(analysis: &Analysis, rule: &'static str, conflict: &Conflict, first: Place, second: Place) -> Diagnostic {
    let severity = if conflict.explained { Severity::Info } else { Severity::Warning };
    let Conflict { of, there, here, .. } = conflict;
    let parts = [(here, "here"), (there, "there")].into_iter().filter(|(said, _)| !said.is_empty());
    let difference = parts.map(|(said, place)| format!("{said} {place}")).collect::<Vec<_>>().join(", ");
    let message = format!("{of} differs from {}: {difference}{}", written(analysis, first, second), values(conflict));
    let mut finding = Diagnostic::new(rule, severity, second.file, second.span, message);
    if let Some(verdict) = &conflict.verdict {
        finding = finding.evidence(truth::evidence(verdict));
    }
    let hint = if conflict.explained {
        "say in both places which of the two is meant"
    } else {
        "make them agree, or say in both places which is meant"
    };
    finding.label(first, if there.is_empty() { "the other one".into() } else { format!("here: {there}") }).hint(hint)
}

/// The line of a place, with its file where that is another one.
fn written(analysis: &Analysis, place: Place, from: Place) -> String {
    let Some(file) = analysis.files.get(place.file.0 as usize) else { return String::new() };
    let line = file.position(place.span.start).line;
    if place.file == from.file { format!("line {line}") } else { format!("{}:{line}", file.path) }
}

/// Longer values are left to the evidence.
const SHORT: usize = 60;

/// Both values at the witness, where it can be told in a line.
fn values(conflict: &Conflict) -> String {
    let Some(witness) = conflict.verdict.as_ref().and_then(|verdict| verdict.witness.as_ref()) else {
        return String::new();
    };
    let names: Vec<String> = witness.values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let names = names.join(", ");
    let sides = format!("{} here, {} there", witness.right, witness.left);
    match (names.len() <= SHORT, sides.len() <= SHORT) {
        (true, true) => format!("; at {names}: {sides}"),
        (false, true) => format!("; {sides}, at the point below"),
        _ => String::new(),
    }
}
