//! `orientation-switch`: a matrix on the left of its vectors in one place and on their right in another.

use std::collections::BTreeMap;

use super::{Analysis, Rule};
use crate::analysis::Page;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expr::Name;
use crate::infer::Oriented;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "orientation-switch",
    severity: Severity::Info,
    summary: "A matrix in front of its vectors in one place and behind them in another",
    page: include_str!("../../formulas/rules/orientation-switch.md"),
    preview: true,
    check,
};

/// The first product of each matrix, and the first one on the other side.
fn check(analysis: &Analysis, out: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&Name, (&Page, usize, &Oriented)> = BTreeMap::new();
    let mut told: BTreeMap<&Name, bool> = BTreeMap::new();
    for page in &analysis.pages {
        for (formula, own) in page.orientations.iter().filter(|(_, own)| !own.turned) {
            let (there, at, other) = *first.entry(&own.matrix).or_insert((page, *formula, own));
            if other.rows != own.rows && page.asked && told.insert(&own.matrix, true).is_none() {
                out.push(finding(page.place(*formula, own.span), own, there.place(at, other.span)));
            }
        }
    }
}

fn finding(here: Place, own: &Oriented, there: Place) -> Diagnostic {
    let side = |rows: bool| if rows { "in front of" } else { "behind" };
    let message = format!("`{}` stands {} its vector here, {} it there", own.matrix, side(own.rows), side(!own.rows));
    Diagnostic::new(RULE.name, RULE.severity, here.file, here.span, message)
        .label(there, "on the other side here")
        .hint("keep to one side, or say that vectors are rows here")
}
