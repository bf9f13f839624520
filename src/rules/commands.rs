//! What is said of unknown commands: who could define them, and that a command used often is no slip of the pen.

use std::collections::BTreeMap;

use super::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Host, foreign};

/// A command that is used so often has a definition that is not on the page.
const OFTEN: usize = 3;

/// What is said of commands of packages: the author has the package.
const PACKAGED: &str = "needs the package";

/// Weighs the findings about unknown commands from an index on, page by page.
pub(super) fn weigh(analysis: &Analysis, from: usize, out: &mut Vec<Diagnostic>) {
    let mut findings = out.split_off(from.min(out.len()));
    for page in analysis.asked().filter(|page| page.document.host == Host::Latex) {
        let text = analysis.files.get(page.file.0 as usize).map_or("", |file| file.text.as_str());
        let Some(source) = foreign(text) else { continue };
        findings.iter_mut().filter(|finding| finding.place.file == page.file && is_named(finding)).for_each(
            |finding| {
                finding.severity = Severity::Info;
                finding.hint = Some(format!("{source} may define it; it was not read"));
            },
        );
    }
    let mut uses: BTreeMap<_, usize> = BTreeMap::new();
    for finding in &findings {
        *uses.entry((finding.place.file, finding.message.clone())).or_insert(0) += 1;
    }
    for finding in findings.iter_mut().filter(|finding| finding.severity == Severity::Error && is_named(finding)) {
        let often = uses.get(&(finding.place.file, finding.message.clone())).is_some_and(|count| *count >= OFTEN);
        if often {
            finding.fix = None;
            finding.hint = Some("declare it under `macros` in mathlint.toml if it is defined elsewhere".to_owned());
        }
        if often || finding.message.contains(PACKAGED) {
            finding.severity = Severity::Warning;
        }
    }
    out.append(&mut findings);
}

/// Whether the command has a name, so that a definition elsewhere would explain it; `\*` and its like have none.
fn is_named(finding: &Diagnostic) -> bool {
    let name = finding.message.split_once("`\\").map(|(_, name)| name);
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    const CLASS: &str = "\\documentclass{article}\n";

    #[test]
    fn latex_documents_are_rendered_by_latex() {
        let page = format!(
            "{CLASS}\\newcommandx\\norm[1][1={{\\mu,\\sigma^2}}]{{N(#1)}}\n\\newcommand{{\\E}}[2][]{{\\mathbb{{E}}_{{#1}}[#2]}}\n\\def\\iid{{\\ensuremath{{\\sim}}\\xspace}}\n\\begin{{document}}\n$X \\iid \\norm$, $\\E{{X}} = \\mu$ and $\\dv{{f}}{{x}} = \\ensuremath{{g}}$.\n\\end{{document}}\n"
        );
        assert_eq!(findings("a.tex", &page), "");
    }

    #[test]
    fn a_command_that_nobody_defines_is_told_once() {
        let page = format!("{CLASS}\\begin{{document}}\n$\\foox$, $\\foox$ and $\\foox$.\n\\end{{document}}\n");
        let found = findings("a.tex", &page);
        assert!(found.contains("(3 uses)") && found.lines().count() == 1, "{found}");
        assert!(!found.contains("KaTeX"), "{found}");
        let read = page.replace("\\begin{document}", "\\input{macros}\\begin{document}");
        assert!(findings("a.tex", &read).contains(": info[unknown-command]"), "{}", findings("a.tex", &read));
    }

    #[test]
    fn a_command_of_the_site_is_no_slip_of_the_pen() {
        let page = "Let $\\DD$ be given, $p(x \\mid \\DD)$ and $q(\\DD)$.\n";
        let found = findings("a.md", page);
        assert!(found.contains("warning[unknown-command]") && found.lines().count() == 1, "{found}");
        assert!(findings("a.md", "Once $\\DD$.\n").contains("error[unknown-command]"));
    }
}
