//! What a Markdown renderer swallows or tears: formulas that the author wrote and no reader sees.
//!
//! Takes what the scan met on its way; reports only what surely happens.

use std::ops::Range;

use super::bars;
use super::dollars::Astray;
use super::flavour::Flavour;
use super::flow::Flow;
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::builder::Builder;
use crate::source::{FileId, Span};

const RULE: &str = "swallowed-by-markup";

/// Writes the findings into the document.
pub fn report(text: &str, flavour: Flavour, flow: &Flow, builder: &mut Builder) {
    for at in &flow.unclosed {
        let span = Span::new(*at, *at + 2);
        let what = match flavour {
            Flavour::Strict => "`$$` is never closed: everything behind it becomes one formula",
            Flavour::Lenient => "`$$` is never closed: the formula is shown as plain text",
        };
        builder.diagnostic(finding(span, what).hint("close it with `$$` on a line of its own"));
    }
    for (at, why) in &flow.astray {
        let (what, hint) = match why {
            Astray::Unclosed => (
                "`$$` is never closed: the prose behind it becomes part of the formula",
                "close it with `$$` on a line of its own",
            ),
            Astray::Alone => (
                "`$$` has no partner: what stands behind it is prose, and the next one opens a formula",
                "remove it, or write the one that is missing",
            ),
            Astray::Trailing => {
                ("`$$` at the end of this line opens no display", "begin the display on a line of its own")
            }
        };
        builder.diagnostic(finding(Span::new(*at, *at + 2), what).hint(hint));
    }
    for dropped in &flow.dropped {
        let content = text[dropped.clone()].trim();
        let message = format!("`{content}` stands on the opening line of `$$` and is not shown");
        let hint = "begin the formula on the line behind `$$`";
        builder.diagnostic(finding(Span::new(dropped.start, dropped.end), &message).hint(hint));
    }
}

/// Writes the formulas that a table tears.
pub fn report_torn(path: &str, text: &str, tables: &[(Range<usize>, usize)], builder: &mut Builder) {
    for (range, columns) in tables {
        bars::torn(path, text, range.clone(), *columns, RULE).into_iter().for_each(|found| builder.diagnostic(found));
    }
}

fn finding(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(RULE, Severity::Error, FileId::default(), span, message)
}
