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
    let file = analysis.files.get(first.file.0 as usize);
    let line = file.map_or(0, |file| file.position(first.span.start).line);
    let path = file.map_or("", |file| file.path.as_str());
    let (place, file) = if first.file == second.file { (format!("line {line}"), "") } else { (format!("{line}"), path) };
    let place = if file.is_empty() { place } else { format!("{file}:{place}") };
    let values = conflict.verdict.as_ref().and_then(|verdict| verdict.witness.as_ref()).map(|witness| {
        let values: Vec<String> = witness.values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        format!("; at {}: {} there, {} here", values.join(", "), witness.left, witness.right)
    });
    let message = format!("{of}: {here} here, {there} at {place}{}", values.unwrap_or_default());
    let mut finding = Diagnostic::new(rule, severity, second.file, second.span, message);
    if let Some(verdict) = &conflict.verdict {
        finding = finding.evidence(truth::evidence(verdict));
    }
    let hint = if conflict.explained {
        "say in both places which of the two is meant"
    } else {
        "make them agree, or say in both places which is meant"
    };
    finding.label(first, format!("{there} here")).hint(hint)
}
