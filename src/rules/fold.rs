//! One root cause, one finding: what goes back to the same declarations, or to one unknown command, is told once.

use std::collections::BTreeMap;

use crate::diagnostic::{Applicability, Diagnostic, Label};
use crate::source::{FileId, Place};

/// Findings of one cause that are still told one by one.
const SEVERAL: usize = 3;

/// Folds findings of a rule that go back to the same cause into the first of them, where there are many.
///
/// A wrong declaration breaks every formula that uses it: the author mends one line.
pub(super) fn fold(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<Cause, usize> = BTreeMap::new();
    for cause in findings.iter().filter_map(cause) {
        *counts.entry(cause).or_insert(0) += 1;
    }
    let mut first: BTreeMap<Cause, usize> = BTreeMap::new();
    let mut folded: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        let many = cause(&finding).filter(|cause| counts.get(cause).is_some_and(|count| *count > SEVERAL));
        let known = many.as_ref().and_then(|cause| first.get(cause)).copied();
        if let Some(told) = known.and_then(|at| folded.get_mut(at)) {
            told.labels.push(Label { place: finding.place, message: "the same cause".into() });
            continue;
        }
        if let Some(cause) = many {
            first.insert(cause, folded.len());
        }
        folded.push(finding);
    }
    commands(folded)
}

/// Folds the findings of a page about one unknown command into the first, with their number. What mends itself, place
/// by place, stays.
fn commands(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(FileId, String), usize> = BTreeMap::new();
    let mut folded: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        let safe = finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
        if finding.rule != UNKNOWN || safe {
            folded.push(finding);
            continue;
        }
        let key = (finding.place.file, finding.message.clone());
        if let Some(told) = first.get(&key).and_then(|at| folded.get_mut(*at)) {
            told.labels.push(Label { place: finding.place, message: "here too".into() });
            continue;
        }
        first.insert(key, folded.len());
        folded.push(finding);
    }
    for told in first.values() {
        if let Some(finding) = folded.get_mut(*told).filter(|finding| !finding.labels.is_empty()) {
            finding.message = format!("{} ({} uses)", finding.message, finding.labels.len() + 1);
        }
    }
    folded
}

const UNKNOWN: &str = "unknown-command";

/// A rule, its page, and the declarations that a finding goes back to.
type Cause = (&'static str, Vec<Place>);

fn cause(finding: &Diagnostic) -> Option<Cause> {
    let declared = finding.labels.iter().filter(|label| label.message.ends_with("is declared here"));
    let places: Vec<Place> = declared.map(|label| label.place).collect();
    (!places.is_empty()).then_some((finding.rule, places))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::source::Span;

    fn clash(at: usize, declared: usize) -> Diagnostic {
        let place = Place { file: FileId(0), span: Span::new(declared, declared + 1) };
        Diagnostic::new("shape-mismatch", Severity::Error, FileId(0), Span::new(at, at + 1), "")
            .label(place, "`X` is declared here")
    }

    #[test]
    fn many_findings_of_one_declaration_are_one() {
        let few: Vec<Diagnostic> = (10..13).map(|at| clash(at, 1)).collect();
        assert_eq!(fold(few.clone()).len(), 3);
        let many: Vec<Diagnostic> = (10..20).map(|at| clash(at, 1)).chain([clash(30, 5)]).collect();
        let folded = fold(many);
        assert_eq!(folded.len(), 2);
        assert_eq!(folded[0].labels.len(), 10);
    }

    #[test]
    fn a_command_is_told_once_a_page() {
        let unknown = |file, at: usize, message: &str| {
            Diagnostic::new(UNKNOWN, Severity::Error, FileId(file), Span::new(at, at + 1), message)
        };
        let all = vec![unknown(0, 1, "a"), unknown(0, 2, "b"), unknown(0, 3, "a"), unknown(1, 1, "a")];
        let folded = fold(all);
        let told: Vec<&str> = folded.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(told, ["a (2 uses)", "b", "a"]);
        assert_eq!(folded[0].labels.len(), 1);
    }
}
