//! What the rules about notation share: from a slip of the reader to a finding.

use super::Analysis;
use crate::analysis::Page;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::extract::Delimiter;
use crate::syntax::{Renderers, Slip, SlipKind};

/// Reports the slips of a rule: errors where the renderer in use rejects the formula, else warnings, and notes
/// where some authors write so on purpose.
pub(super) fn report(analysis: &Analysis, rule: &'static str, out: &mut Vec<Diagnostic>) {
    for page in analysis.asked() {
        let Some(file) = analysis.files.get(page.file.0 as usize) else { continue };
        let text = file.text.as_str();
        let sphinx = page.notation.iter().any(|parsed| !parsed.slips.is_empty()) && is_sphinx(text);
        for (formula, parsed) in page.notation.iter().enumerate() {
            let slips = parsed.slips.iter().filter(|slip| slip.kind.rule() == rule);
            let slips = slips.filter(|slip| concerns(slip, page.renderer) && !pairs_outside(slip, page, formula, text));
            let slips = slips.filter(|slip| !(sphinx && is_split(slip, page, formula)));
            out.extend(slips.map(|slip| finding(slip, page, formula, rule)));
        }
    }
}

/// Marks of MyST, the Markdown of Sphinx.
const SPHINX: [&str; 12] = [
    ":::{note}",
    ":::{grid}",
    ":::{admonition}",
    ":::{math}",
    "```{title}",
    "```{note}",
    "```{admonition}",
    "```{math}",
    "```{toctree}",
    "```{code-cell}",
    "{eq}`",
    "{doc}`",
];

fn is_sphinx(text: &str) -> bool {
    SPHINX.iter().any(|mark| text.contains(mark))
}

/// Whether Sphinx sets the formula as `split`, so that `&` aligns: a display with more than one row.
fn is_split(slip: &Slip, page: &Page, formula: usize) -> bool {
    slip.kind == SlipKind::StrayCharacter
        && page.document.formulas.get(formula).is_some_and(|formula| {
            let display = matches!(formula.delimiter, Delimiter::DoubleDollar | Delimiter::Fence);
            display && formula.tex.contains("\\\\") && slip.span.of(&formula.tex) == "&"
        })
}

/// A message about KaTeX, about the renderer in use.
fn about(message: &str, renderer: Renderers) -> String {
    let name = match renderer {
        Renderers::LATEX => "LaTeX",
        Renderers::MATHJAX => "MathJax",
        _ => "KaTeX",
    };
    message.strip_prefix("KaTeX").map_or_else(|| message.to_owned(), |rest| format!("{name}{rest}"))
}

/// Whether a slip means anything where the renderer is in use: what only another one does not know is none.
fn concerns(slip: &Slip, renderer: Renderers) -> bool {
    let of_renderers =
        matches!(slip.kind, SlipKind::UnknownCommand | SlipKind::InvalidArgument | SlipKind::StrayCharacter);
    !of_renderers || slip.rejected_by == Renderers::NONE || slip.rejected_by.meets(renderer)
}

/// `($x - \bar x)$`: the partner of the only bracket without one stands in the text, beside the formula's marks.
fn pairs_outside(slip: &Slip, page: &Page, formula: usize, text: &str) -> bool {
    let (Some(parsed), Some(formula)) = (page.notation.get(formula), page.document.formulas.get(formula)) else {
        return false;
    };
    let alone = |slip: &&Slip| slip.kind == SlipKind::UnbalancedDelimiter && slip.related.is_empty();
    if !alone(&slip) || parsed.slips.iter().filter(alone).count() > 1 {
        return false;
    }
    let (start, end) = (formula.span.start as usize, formula.span.end as usize);
    let opened = text.get(..start).is_some_and(|before| before.ends_with(['(', '（']));
    let closed = text.get(end..).is_some_and(|after| after.starts_with([')', '）']));
    match slip.span.of(&formula.tex) {
        ")" | "）" => opened && !closed,
        "(" | "（" => closed && !opened,
        _ => false,
    }
}

fn finding(slip: &Slip, page: &Page, formula: usize, rule: &'static str) -> Diagnostic {
    let tex = page.document.formulas.get(formula).map_or("", |formula| formula.tex.as_str());
    // Where nothing shows who renders the page, an error is what every renderer of web pages refuses.
    let web = Renderers::KATEX.or(Renderers::MATHJAX);
    let by_all = page.renderer_shown || slip.rejected_by.and(web) == web;
    let severity = match slip.rejected_by.meets(page.renderer) {
        true if by_all => Severity::Error,
        true if slip.rejected_by == Renderers::KATEX => Severity::Info,
        true => Severity::Warning,
        false if slip.hunch => Severity::Info,
        false => Severity::Warning,
    };
    let place = page.place(formula, slip.span);
    let message = about(&slip.message, page.renderer);
    let mut finding = Diagnostic::new(rule, severity, page.file, place.span, message);
    for (span, message) in &slip.related {
        finding = finding.label(page.place(formula, *span), message.clone());
    }
    finding.hint = slip.hint.clone();
    finding.fix = slip.fix.as_ref().map(|repair| Fix {
        place: page.place(formula, repair.span),
        replacement: repair.replacement.clone(),
        applicability: applicability(slip.kind, slip.span.of(tex), &repair.replacement),
    });
    finding
}

/// Safe is what every reader understands in one way: `\*` is a star that Markdown no longer needs escaped, and a known
/// function before its argument has lost nothing but its backslash.
fn applicability(kind: SlipKind, written: &str, replacement: &str) -> Applicability {
    let unescaped = kind == SlipKind::UnknownCommand && written.strip_prefix('\\') == Some(replacement);
    let lost_backslash = kind == SlipKind::MissingBackslash && replacement == "\\";
    if unescaped || lost_backslash { Applicability::Safe } else { Applicability::Suggested }
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    #[test]
    fn a_bracket_may_close_in_the_text() {
        for (text, silent) in [
            ("The centred ($x_i-\\bar{x})$ is small.\n", true),
            ("The centred $(x_i-\\bar{x}$) is small.\n", true),
            ("The centred $x_i-\\bar{x})$ is small.\n", false),
            ("Both ($x_i)-\\bar{x})$ are small.\n", false),
            ("It ($(x_i-\\bar{x}$) is small.\n", false),
        ] {
            assert_eq!(findings("a.md", text).is_empty(), silent, "{text}");
        }
    }

    #[test]
    fn commands_are_unknown_to_the_renderer_in_use() {
        let page = "\\begin{equation}\nx = 1 \\label{a}\n\\end{equation}\n\nBy $\\eqref{a}$, $x > \\nosuch$.\n";
        let found = findings("a.md", page);
        assert_eq!(found.lines().count(), 1, "{found}");
        assert!(found.contains("\\nosuch"), "{found}");
        assert!(findings("a.mdx", "By $\\label{a} x$.\n").contains("KaTeX does not know `\\label`"));
    }

    #[test]
    fn what_one_renderer_refuses_is_an_error_where_it_renders() {
        let formula = "$$\n\\begin{array}{*{20}{l}} a \\\\ b \\end{array}\n$$\n";
        assert!(findings("a.md", formula).contains("info"), "{}", findings("a.md", formula));
        assert!(findings("a.mdx", formula).contains("error"), "{}", findings("a.mdx", formula));
        assert_eq!(findings("a.md", &format!("---\nmathjax: true\n---\n\n{formula}")), "");
        assert_eq!(findings("a.md", "$$\n\\begin{gather*} a =& b \\\\ =& c \\end{gather*}\n$$\n"), "");
    }

    #[test]
    fn what_programs_fill_in_is_no_product_of_letters() {
        assert_eq!(findings("a.md", "Here $\\alpha=`r f(m)['alpha']`$ is.\n"), "");
        let page = "\\documentclass{a}\\begin{document}The $p$ value is \\Sexpr{f(x)$p.value}.\\end{document}";
        assert_eq!(findings("a.tex", page), "");
    }

    #[test]
    fn front_matter_defines_macros() {
        let matter = "---\nheader-includes:\n  - \\newcommand{\\bx}{\\mathbf{x}}\n---\n\n";
        assert_eq!(findings("a.md", &format!("{matter}Let $\\bx$ be.\n")), "");
    }

    #[test]
    fn definitions_beside_formulas_hold_for_the_page() {
        let line = "\\newcommand{\\Var}{\\operatorname{Var}}\n\nNote $\\Var(x) = s^2$ here.\n";
        assert_eq!(findings("a.md", line), "");
        let block = "<div style='height: 0;'>$\\newcommand{\\I}{\\mathbb{I}}$</div>\n\nLet $y = \\I x$.\n";
        assert_eq!(findings("a.md", block), "");
        let code = "```\n\\newcommand{\\Var}{\\operatorname{Var}}\n```\n\nNote $\\Var(x) = s^2$ here.\n";
        assert!(findings("a.md", code).contains("\\Var"));
    }

    #[test]
    fn sphinx_splits_rows() {
        let rows = "$$\nv &= a + b \\\\\n&= b + a\n$$\n";
        assert!(findings("a.md", rows).contains("stray-character"));
        assert_eq!(findings("a.md", &format!("```{{title}} Rows\n```\n\n{rows}")), "");
    }

    #[test]
    fn definitions_in_a_formula_hold_for_the_page() {
        let page = "$\\newcommand{\\bx}{\\mathbf{x}}\\def\\tr{^\\top}\\DeclareMathOperator{\\spn}{span}$\n\nLet $\\bx\\tr \\bx$ and $\\spn(\\bx)$.\n";
        assert_eq!(findings("a.md", page), "");
        assert!(findings("a.md", "Let $\\bx$ be.\n\n$\\newcommand{\\bx}{\\mathbf{x}}$\n").contains("\\bx"));
    }
}
