//! Hostile input is normal input: no panic, no hang, a diagnostic.

use crate::check;

fn survives(what: &str, formula: &str) -> Vec<&'static str> {
    let (analysis, findings) = check("page.md", &format!("Text\n\n$$\n{formula}\n$$\n"));
    assert_eq!(analysis.files.len(), 1, "{what}");
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn deep_formulas_end_with_a_finding_or_a_reading() {
    let deep = "{".repeat(100_000) + "x" + &"}".repeat(100_000);
    survives("deep braces", &deep);
    survives("deep parentheses", &("(".repeat(100_000) + "x" + &")".repeat(100_000)));
    survives("deep fractions", &("\\frac{1}{".repeat(20_000) + "x" + &"}".repeat(20_000)));
    survives("deep scripts", &("x^{".repeat(50_000) + "x" + &"}".repeat(50_000)));
    survives("deep left", &"\\left(".repeat(50_000));
}

#[test]
fn long_formulas_end_with_a_finding_or_a_reading() {
    survives("a long sum", &"x + ".repeat(250_000));
    survives("a long product", &"x ".repeat(500_000));
    survives("a long chain", &"x = ".repeat(100_000));
    for part in ["d y = ", r"dX_t + ", r"\partial f(x) + ", r"\frac{x}{d} + ", r"\langle x \rangle + "] {
        survives(part, &part.repeat(10_000));
    }
}

#[test]
fn broken_formulas_are_named() {
    assert!(survives("open brace", "\\frac{a}{b").contains(&"unbalanced-delimiter"));
    assert!(survives("double subscript", "a_b_c").contains(&"dangling-script"));
    assert!(survives("recursive macro", "\\def\\a{\\a\\a}\\a").len() < 4);
}
