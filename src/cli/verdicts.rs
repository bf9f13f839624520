//! `check --verdicts`: relations as other programs read them.

use serde_json::{Value, json};

use crate::analysis::{Analysis, Judged, Page};
use crate::decide::{Outcome, Verdict};
use crate::expr::print::latex;
use crate::expr::print::plain;

/// One JSON object a relation, in reading order.
pub(super) fn verdicts(analysis: &Analysis) -> String {
    let rows = analysis.asked().flat_map(|page| page.relations.iter().map(move |judged| row(analysis, page, judged)));
    rows.map(|row| row.to_string() + "\n").collect()
}

/// A relation as other programs read it.
fn row(analysis: &Analysis, page: &Page, judged: &Judged) -> Value {
    let relation = &judged.relation;
    let place = page.place(relation.formula, relation.span);
    let file = analysis.files.get(page.file.0 as usize);
    let position = |offset: u32| file.map(|file| file.position(offset));
    let tex = page.document.formulas.get(relation.formula).map_or("", |formula| relation.span.of(&formula.tex));
    let verdict = judged.verdict.as_ref();
    let used = judged.used.iter().filter_map(|formula| position(page.formula_place(*formula).span.start));
    json!({
        "file": file.map(|file| file.path.as_str()),
        "start": position(place.span.start),
        "end": position(place.span.end),
        "tex": tex,
        "role": relation.role,
        "kind": relation.kind,
        "stance": relation.stance,
        "left": plain(&relation.left),
        "relation": relation.relation,
        "right": plain(&relation.right),
        "assumed": relation.conditions.iter().map(latex).collect::<Vec<_>>(),
        "reading": page.readings.get(relation.formula).map(|reading| reading.coverage),
        "verdict": verdict.map(outcome),
        "grade": verdict.and_then(|verdict| verdict.grade),
        "reason": verdict.and_then(reason),
        "note": verdict.and_then(|verdict| verdict.note.as_deref()),
        "points": verdict.map(|verdict| verdict.points),
        "witness": verdict.and_then(|verdict| verdict.witness.as_ref()),
        "proof": verdict.map(|verdict| &verdict.proof),
        "definitions_used": used.collect::<Vec<_>>(),
    })
}

/// The word for an outcome, as it stands in output.
pub(super) fn outcome(verdict: &Verdict) -> &'static str {
    match verdict.outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::Undecided(_) => "undecided",
        Outcome::Trivial => "trivial",
    }
}

/// The reason of an undecided verdict.
pub(super) fn reason(verdict: &Verdict) -> Option<&'static str> {
    match verdict.outcome {
        Outcome::Undecided(reason) => Some(reason.as_str()),
        _ => None,
    }
}
