//! For tests of documents: what a page means and what is found on it, as text for snapshots (insta, or any other).
//!
//! ```
//! let page = mathlint::testing::page("page.md", "Hence\n\n$$\n(a + b)^2 = a^2 + 2 a b + b^2.\n$$\n");
//! assert!(page.contains("holds (proved)"));
//! let found = mathlint::testing::findings("page.md", "One $a_b_c$.\n");
//! assert_eq!(found, "page.md:1:9: error[dangling-script]: a second subscript on one base\n");
//! ```

use crate::analysis::{self, Analysis, Input};
use crate::diagnostic::Diagnostic;
use crate::report::{self, Run, snapshot};
use crate::rules;
use crate::source::SourceFile;

/// page: path and text of a page → what each of its formulas means and how it was judged, a paragraph each.
pub fn page(path: &str, text: &str) -> String {
    snapshot::snapshot(&judged(path, text).0)
}

/// findings: path and text of a page → its findings, a line each.
pub fn findings(path: &str, text: &str) -> String {
    let (analysis, findings) = judged(path, text);
    let coverage = analysis.coverage();
    let run = Run { files: &analysis.files, findings: &findings, coverage: &coverage, asked: &[], colour: false };
    report::format("concise").map(|format| (format.render)(&run)).unwrap_or_default()
}

fn judged(path: &str, text: &str) -> (Analysis, Vec<Diagnostic>) {
    let input = Input { file: SourceFile::new(path, text), asked: true };
    let mut analysis = analysis::analyse(vec![input], &analysis::Settings::default());
    let findings = rules::apply(&mut analysis, &rules::Settings::default());
    (analysis, findings)
}
