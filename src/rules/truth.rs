//! What the rules about truth share: from a verdict *fails* to a finding.

use super::Analysis;
use crate::analysis::{Judged, Page};
use crate::claims::ClaimKind;
use crate::decide::{Grade, Outcome, Verdict, Witness};
use crate::diagnostic::{Diagnostic, Evidence, Severity};

/// Reports the claims of a kind that fail: of a chain the first wrong link, not those that carry the mistake on.
pub(super) fn report(analysis: &Analysis, rule: &'static str, kind: ClaimKind, out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        let mut last = None;
        for judged in page.relations.iter().filter(|judged| failed(judged)) {
            let relation = &judged.relation;
            let carried_on =
                last.replace((relation.formula, relation.statement)) == Some((relation.formula, relation.statement));
            if relation.kind == kind && !carried_on {
                out.extend(judged.verdict.as_ref().map(|verdict| finding(page, judged, verdict, rule)));
            }
        }
    }
}

fn failed(judged: &Judged) -> bool {
    judged.relation.asserted() && judged.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Fails)
}

fn finding(page: &Page, judged: &Judged, verdict: &Verdict, rule: &'static str) -> Diagnostic {
    let relation = &judged.relation;
    let place = page.place(relation.formula, relation.span);
    let message = match &verdict.witness {
        Some(witness) if relation.kind == ClaimKind::Cost => growth(verdict, witness),
        Some(witness) if witness.values.iter().all(is_shown_by_another) => {
            format!("left side is {}, right side is {}", witness.left, witness.right)
        }
        Some(witness) => {
            let values = witness.values.iter().filter(|value| !is_shown_by_another(value));
            let values = values.map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>();
            format!("fails at {}: left side is {}, right side is {}", values.join(", "), witness.left, witness.right)
        }
        None => verdict.note.clone().unwrap_or_else(|| "the two sides differ".into()),
    };
    let mut finding =
        Diagnostic::new(rule, Severity::Error, page.file, place.span, message).evidence(evidence(verdict));
    if let Some(repair) = &verdict.repair {
        finding = finding.hint(format!("it holds after one edit: {}", repair.edit));
    }
    for formula in &judged.used {
        finding = finding.label(page.formula_place(*formula), "defined here");
    }
    finding
}

/// What outgrows what, and by how much where the sizes are large.
fn growth(verdict: &Verdict, witness: &Witness) -> String {
    let values = witness.values.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>();
    let note = verdict.note.as_deref().unwrap_or("one side outgrows the other");
    format!("{note}: {} against {} at {}", witness.left, witness.right, values.join(", "))
}

/// The length of an array that stands in the witness itself.
fn is_shown_by_another((name, _): &(String, String)) -> bool {
    name.starts_with("\\text{size ")
}

/// The evidence of a verdict, as findings carry it.
pub(super) fn evidence(verdict: &Verdict) -> Evidence {
    let witness = verdict.witness.as_ref();
    Evidence {
        verdict: "fails".into(),
        grade: verdict.grade.map(|grade| Grade::as_str(grade).to_owned()),
        witness: witness.map(|witness| witness.values.clone()).unwrap_or_default(),
        left: witness.map(|witness| witness.left.clone()),
        right: witness.map(|witness| witness.right.clone()),
        recompute: witness.and_then(|witness| witness.recompute.clone()),
    }
}
