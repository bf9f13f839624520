//! `stale-table`: a table in a page that is no longer what its sources say.

use super::Rule;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::source::Place;
use crate::table::fillings;

pub(super) static RULE: Rule = Rule {
    name: "stale-table",
    severity: Severity::Warning,
    summary: "A generated table that is not what its pages say now",
    page: include_str!("../../formulas/rules/stale-table.md"),
    preview: false,
    check: |analysis, out| {
        for page in analysis.asked() {
            let Some(file) = analysis.files.get(page.file.0 as usize) else { continue };
            // What cannot be filled is told by the command that fills.
            let fillings = fillings(analysis, page, file).unwrap_or_default();
            // A run that reads none of the sources, such as one of an editor, knows nothing of the table.
            for filling in fillings.into_iter().filter(|filling| filling.has_sources) {
                if filling.place.of(&file.text) == filling.text {
                    continue;
                }
                let message = if filling.place.is_empty() {
                    "the table is not filled in yet"
                } else {
                    "the table is not what its pages say now"
                };
                let finding = Diagnostic::new(RULE.name, RULE.severity, page.file, filling.opening, message);
                let fix = Fix {
                    place: Place { file: page.file, span: filling.place },
                    replacement: filling.text,
                    applicability: Applicability::Safe,
                };
                let hint = format!("run `mathlint table --in-place {}`", file.path);
                out.push(Diagnostic { fix: Some(fix), ..finding.hint(hint) });
            }
        }
    },
};
