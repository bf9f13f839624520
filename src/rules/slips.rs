//! What the rules about notation share: from a slip of the reader to a finding.

use super::Analysis;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::extract::Host;
use crate::syntax::{Renderers, SlipKind};

/// Reports the slips of a rule: errors where the renderer in use rejects the formula, else warnings, and notes
/// where some authors write so on purpose.
pub(super) fn report(analysis: &Analysis, rule: &'static str, out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        let renderer = renderer(page.document.host);
        for (formula, parsed) in page.notation.iter().enumerate() {
            let tex = page.document.formulas.get(formula).map_or("", |formula| formula.tex.as_str());
            for slip in parsed.slips.iter().filter(|slip| slip.kind.rule() == rule) {
                let severity = match slip.rejected_by.meets(renderer) {
                    true => Severity::Error,
                    false if slip.hunch => Severity::Info,
                    false => Severity::Warning,
                };
                let place = page.place(formula, slip.span);
                let mut finding = Diagnostic::new(rule, severity, page.file, place.span, slip.message.clone());
                for (span, message) in &slip.related {
                    finding = finding.label(page.place(formula, *span), message.clone());
                }
                finding.hint = slip.hint.clone();
                finding.fix = slip.fix.as_ref().map(|repair| Fix {
                    place: page.place(formula, repair.span),
                    replacement: repair.replacement.clone(),
                    applicability: applicability(slip.kind, slip.span.of(tex), &repair.replacement),
                });
                out.push(finding);
            }
        }
    }
}

/// Safe is what every reader understands in one way: `\*` is a star that Markdown no longer needs escaped, and a known
/// function before its argument has lost nothing but its backslash.
fn applicability(kind: SlipKind, written: &str, replacement: &str) -> Applicability {
    let unescaped = kind == SlipKind::UnknownCommand && written.strip_prefix('\\') == Some(replacement);
    let lost_backslash = kind == SlipKind::MissingBackslash && replacement == "\\";
    if unescaped || lost_backslash { Applicability::Safe } else { Applicability::Suggested }
}

/// Web pages are rendered by KaTeX or MathJax; KaTeX is the stricter of the two.
fn renderer(host: Host) -> Renderers {
    match host {
        Host::Latex => Renderers::LATEX,
        _ => Renderers::KATEX,
    }
}
