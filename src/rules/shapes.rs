//! What the rules about shapes share: from a clash to a finding with the declarations it goes back to.

use super::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::infer::ClashKind;

/// Reports the clashes of some kinds: an error where the sizes differ for all values and both sides go back to
/// declarations, else a warning.
pub(super) fn report(
    analysis: &Analysis,
    rule: &'static str,
    of: impl Fn(ClashKind) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    for page in analysis.asked() {
        for (formula, clash) in page.clashes.iter().filter(|(_, clash)| of(clash.kind)) {
            let declared = clash.places.len() > 1 || clash.kind == ClashKind::Square && !clash.places.is_empty();
            let severity = if clash.certain && declared { Severity::Error } else { Severity::Warning };
            let place = page.place(*formula, clash.span);
            let mut finding = Diagnostic::new(rule, severity, page.file, place.span, clash.to_string());
            for declaration in clash.places.iter().filter_map(|id| page.prose.declarations.get(*id)) {
                let place = crate::source::Place { file: page.file, span: declaration.span };
                finding = finding.label(place, format!("`{}` is declared here", declaration.name));
            }
            finding.hint = clash.fits.map(|fits| format!("it would fit with {fits}"));
            out.push(finding);
        }
    }
}
