//! Snapshots: what every formula of a page means and how it was judged, one formula a paragraph, made for review.

use std::fmt::Write;

use crate::analysis::{Analysis, Judged, Page};
use crate::decide::{Outcome, Verdict};

/// The snapshot of the pages that were asked for.
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
    let _ = writeln!(text, "  {:?} {}", reading.coverage, super::reading::plain_text(reading));
    for (span, why) in &reading.open {
        let _ = writeln!(text, "  open {why} at {}", span.of(&formula.tex));
    }
    for judged in page.relations.iter().filter(|judged| judged.relation.formula == at) {
        let _ = writeln!(text, "  {}", line(judged));
    }
    text.push('\n');
    text
}

fn line(judged: &Judged) -> String {
    let relation = &judged.relation;
    let role = format!("{:?}", relation.role).to_lowercase();
    match &judged.verdict {
        None => role,
        Some(verdict) => {
            let sides = super::reading::relation_text(&relation.left, relation.relation, &relation.right);
            format!("{role} {sides}: {}", known(verdict))
        }
    }
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
