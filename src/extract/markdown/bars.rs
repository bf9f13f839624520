//! Bars inside formulas that split the cell of a table they stand in.
//!
//! Takes a table of the page; tells formulas that no reader sees whole, with the spelling that keeps them together.
//! Speaks only where the bars in formulas are exactly the ones that a row has too many.

use std::ops::Range;

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::extract::lines::lines;
use crate::source::{FileId, Place, Span};

/// Hosts whose readers take maths out before they look at tables.
const PROTECTED: &[&str] = &[".qmd", ".Rmd", ".rmd", ".ipynb"];

/// The findings on a table with so many columns that stands in `range` of a page.
pub fn torn(path: &str, text: &str, range: Range<usize>, columns: usize, rule: &'static str) -> Vec<Diagnostic> {
    let table = text.get(range.clone()).unwrap_or("");
    if PROTECTED.iter().any(|ending| path.ends_with(ending)) {
        return Vec::new();
    }
    // The first two lines are the head and the rule below it.
    let rows = lines(table).skip(2).map(|line| range.start + line.range.start..range.start + line.range.end);
    rows.flat_map(|row| torn_in_row(text, row, columns, rule)).collect()
}

fn torn_in_row(text: &str, row: Range<usize>, columns: usize, rule: &'static str) -> Vec<Diagnostic> {
    let line = &text[row.clone()];
    let bars = bare(line, b'|');
    let trimmed = line.trim();
    let outer = usize::from(trimmed.starts_with('|')) + usize::from(trimmed.len() > 1 && trimmed.ends_with('|'));
    let excess = (bars.len() + 1).saturating_sub(outer + columns);
    let formulas = formulas(line, &bars);
    let inside: usize = formulas.iter().map(|(_, bars)| bars.len()).sum();
    if excess == 0 || inside != excess || line.contains('`') {
        return Vec::new();
    }
    formulas.into_iter().map(|(formula, bars)| finding(line, row.start, formula, &bars, rule)).collect()
}

/// The offsets of a byte that no backslash stands before.
fn bare(line: &str, wanted: u8) -> Vec<usize> {
    let bytes = line.as_bytes();
    let escaped = |at: usize| bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    (0..bytes.len()).filter(|at| bytes[*at] == wanted && !escaped(*at)).collect()
}

/// The stretches between two dollars that hold bars, and their bars.
fn formulas(line: &str, bars: &[usize]) -> Vec<(Range<usize>, Vec<usize>)> {
    let dollars = bare(line, b'$');
    let pairs = dollars.chunks_exact(2).filter_map(|pair| {
        let [open, close] = pair else { return None };
        let body = &line[open + 1..*close];
        let inside: Vec<usize> = bars.iter().copied().filter(|bar| open < bar && bar < close).collect();
        let is_tight = !body.is_empty() && body.trim() == body;
        // A single bar between two formulas of other cells is what a table is made of.
        (is_tight && inside.len().is_multiple_of(2) && !inside.is_empty()).then_some((*open..close + 1, inside))
    });
    if dollars.len().is_multiple_of(2) { pairs.collect() } else { Vec::new() }
}

fn finding(line: &str, start: usize, formula: Range<usize>, bars: &[usize], rule: &'static str) -> Diagnostic {
    let (mut spelled, mut at) = (String::new(), formula.start);
    for bar in bars {
        spelled.push_str(&line[at..*bar]);
        spelled.push_str("\\vert ");
        at = bar + 1;
    }
    spelled.push_str(&line[at..formula.end]);
    let spelled = spelled.replace("\\vert }", "\\vert}").replace("\\vert $", "\\vert$");
    let span = Span::new(start + formula.start, start + formula.end);
    let message = format!("the bars of `{}` split the table cell", &line[formula]);
    let finding = Diagnostic::new(rule, Severity::Warning, FileId::default(), span, message);
    let place = Place { file: FileId::default(), span };
    let fix = Fix { place, replacement: spelled.clone(), applicability: Applicability::Safe };
    Diagnostic { fix: Some(fix), ..finding.hint(format!("write `{spelled}`")) }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;

    fn found(path: &str, row: &str) -> Vec<(String, Option<String>)> {
        let text = format!("Words.\n\n| a | b |\n| --- | --- |\n{row}\n\nEnd.\n");
        let found = extract(path, &text).diagnostics.into_iter();
        found.map(|one| (one.place.span.of(&text).to_owned(), one.fix.map(|fix| fix.replacement))).collect()
    }

    #[test]
    fn a_formula_that_a_cell_is_split_in_is_told() {
        let both = |from: &str, to: &str| (from.to_owned(), Some(to.to_owned()));
        assert_eq!(found("a.md", "| so $|x|$ is | c |"), [both("$|x|$", "$\\vert x\\vert$")]);
        assert_eq!(
            found("a.md", "| $\\left|y\\right|^2$ | c |"),
            [both("$\\left|y\\right|^2$", "$\\left\\vert y\\right\\vert ^2$")]
        );
        assert_eq!(found("a.md", "> quoted").len(), 0);
    }

    #[test]
    fn rows_that_are_as_long_as_their_head_are_silent() {
        for row in
            ["| $x$ | $y$ |", "| $\\|x\\|$ | b |", "| costs $5 | or $6 |", "| `$|x|$` | b |", "| $a$ | $b$ | $c$ | d |"]
        {
            assert!(found("a.md", row).is_empty(), "{row}");
        }
        assert!(found("a.qmd", "| so $|x|$ is | c |").is_empty());
    }
}
