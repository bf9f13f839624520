//! One root cause, one finding: what goes back to the same declarations, or to one unknown command, is told once.

use std::collections::BTreeMap;

use crate::diagnostic::{Applicability, Diagnostic, Label};
use crate::source::{FileId, Place};

const UNKNOWN: &str = "unknown-command";

/// What several findings may go back to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// Declarations: a wrong one breaks every formula that uses it, and the author mends one line.
    Declared { rule: &'static str, places: Vec<Place> },
    /// A command that a page uses and nobody knows.
    Unknown { file: FileId, message: String },
}

impl Cause {
    fn of(finding: &Diagnostic) -> Option<Self> {
        let safe = finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
        if finding.rule == UNKNOWN {
            // What mends itself, place by place, stays.
            return (!safe).then(|| Self::Unknown { file: finding.place.file, message: finding.message.clone() });
        }
        let declared = finding.labels.iter().filter(|label| label.message.ends_with("is declared here"));
        let places: Vec<Place> = declared.map(|label| label.place).collect();
        (!places.is_empty()).then_some(Self::Declared { rule: finding.rule, places })
    }

    /// How many findings of the cause are still told one by one.
    fn several(&self) -> usize {
        match self {
            Self::Declared { .. } => 3,
            Self::Unknown { .. } => 1,
        }
    }

    /// What stands at the places that are folded.
    fn label(&self) -> &'static str {
        match self {
            Self::Declared { .. } => "the same cause",
            Self::Unknown { .. } => "here too",
        }
    }
}

/// Folds findings that go back to the same cause into the first of them, where there are many.
pub(super) fn fold(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<Cause, usize> = BTreeMap::new();
    for cause in findings.iter().filter_map(Cause::of) {
        *counts.entry(cause).or_insert(0) += 1;
    }
    let mut first: BTreeMap<Cause, usize> = BTreeMap::new();
    let mut folded: Vec<Diagnostic> = Vec::new();
    for mut finding in findings {
        let cause = Cause::of(&finding);
        let Some((cause, count)) = cause.and_then(|cause| counts.get(&cause).map(|count| (cause, *count))) else {
            folded.push(finding);
            continue;
        };
        if let Some(told) = first.get(&cause).and_then(|at| folded.get_mut(*at)) {
            told.labels.push(Label { place: finding.place, message: cause.label().into() });
            continue;
        }
        if count > cause.several() {
            if let Cause::Unknown { message, .. } = &cause {
                finding.message = format!("{message} ({count} uses)");
            }
            first.insert(cause, folded.len());
        }
        folded.push(finding);
    }
    folded
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
