//! Findings by the number: how many of each rule.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};

/// A line a rule, the commonest first: count, level, rule, and how many can be mended.
pub fn statistics(findings: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<(Severity, &str), (usize, usize)> = BTreeMap::new();
    for finding in findings {
        let count = counts.entry((finding.severity, finding.rule)).or_default();
        count.0 += 1;
        count.1 += usize::from(finding.fix.is_some());
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|((severity, rule), (count, _))| (std::cmp::Reverse((*count, *severity)), *rule));
    let mut text = String::new();
    for ((severity, rule), (count, mended)) in rows {
        let severity = format!("{severity:?}").to_lowercase();
        let mended = if mended > 0 { format!("  ({mended} with a fix)") } else { String::new() };
        let _ = writeln!(text, "{count:>6}  {severity:7}  {rule}{mended}");
    }
    text
}

/// The first findings of each rule, and how many were left out.
pub fn first_of_each(findings: &[Diagnostic], most: usize) -> (Vec<Diagnostic>, usize) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let first = findings.iter().filter(|finding| {
        let count = seen.entry(finding.rule).or_insert(0);
        *count += 1;
        *count <= most
    });
    let first: Vec<Diagnostic> = first.cloned().collect();
    let hidden = findings.len() - first.len();
    (first, hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn rules_are_counted_and_cut() {
        let finding = |rule| Diagnostic::new(rule, Severity::Warning, FileId(0), Span::default(), "");
        let findings = ["a", "b", "a", "a"].map(finding);
        assert_eq!(statistics(&findings), "     3  warning  a\n     1  warning  b\n");
        let (first, hidden) = first_of_each(&findings, 2);
        assert_eq!((first.len(), hidden), (3, 1));
    }
}
