//! One root cause, one finding: what goes back to the same declarations, or to one missing definition, is told once.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Label};
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
    folded
}

/// A rule, the declarations that a finding goes back to, and what is missing on its page.
type Cause = (&'static str, Vec<Place>, Option<(FileId, String)>);

fn cause(finding: &Diagnostic) -> Option<Cause> {
    let declared = finding.labels.iter().filter(|label| label.message.ends_with("is declared here"));
    let places: Vec<Place> = declared.map(|label| label.place).collect();
    // A command without a definition is unknown wherever it stands.
    let missing = (finding.rule == "unknown-command").then(|| (finding.place.file, finding.message.clone()));
    (!places.is_empty() || missing.is_some()).then_some((finding.rule, places, missing))
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
    fn a_command_without_definition_is_told_once_a_page() {
        let unknown = |file, at, name: &str| {
            let span = Span::new(at, at + 2);
            Diagnostic::new("unknown-command", Severity::Error, FileId(file), span, format!("no command `{name}`"))
        };
        let many = (0..9).map(|at| unknown(0, at, "\\D")).chain([unknown(0, 20, "\\L"), unknown(1, 0, "\\D")]);
        assert_eq!(fold(many.collect()).len(), 3);
    }
}
