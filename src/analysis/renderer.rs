//! Who renders a page: LaTeX, MathJax or KaTeX.
//!
//! Takes a document and its text; gives the renderer that the page itself shows, or none: then a web page is taken for
//! KaTeX's, the stricter of the two, and what only KaTeX refuses is no error.

use crate::extract::{Delimiter, Document, Host};
use crate::syntax::Renderers;

/// Commands that only an author who has MathJax before him writes: they refer to numbered equations, load, define.
const MATHJAX_COMMANDS: &[&str] = &["\\label{", "\\eqref{", "\\ref{", "\\require{", "\\DeclareMathOperator"];

/// Front matter is no longer than this many lines.
const FRONT_MATTER: usize = 80;

/// Outputs and engines of R Markdown and bookdown in the front matter: pandoc makes pages for MathJax.
const PANDOC_OUTPUTS: &[&str] = &["rmarkdown::", "bookdown::", "html_document", "html_vignette", "knitr::"];

/// The renderer of a page, by its host, by name, by what its formulas take for granted.
pub(super) fn shown(document: &Document, path: &str, text: &str) -> Option<Renderers> {
    match document.host {
        Host::Latex => Some(Renderers::LATEX),
        Host::Notebook => Some(Renderers::MATHJAX),
        _ if is_named(text, "katex") || path.ends_with(".mdx") => Some(Renderers::KATEX),
        _ if is_named(text, "mathjax") || refers(document) => Some(Renderers::MATHJAX),
        _ if PANDOC_OUTPUTS.iter().any(|output| is_named(text, output)) => Some(Renderers::MATHJAX),
        _ => None,
    }
}

/// Whether formulas number and refer, or stand as environments without any marks around them.
fn refers(document: &Document) -> bool {
    document.formulas.iter().any(|formula| {
        formula.delimiter == Delimiter::Environment
            || MATHJAX_COMMANDS.iter().any(|command| formula.tex.contains(command))
    })
}

/// Whether the front matter or a script tag names a renderer.
fn is_named(text: &str, name: &str) -> bool {
    text.lines().enumerate().any(|(number, line)| {
        let matter = number < FRONT_MATTER && text.starts_with("---") && line.contains(':');
        let script = line.contains("<script") || line.contains("<link") || line.contains("MathJax.Hub");
        let off = line.trim_end().ends_with("false");
        (matter && in_front_matter(text, number) || script) && !off && contains(line, name)
    })
}

fn in_front_matter(text: &str, number: usize) -> bool {
    let end = text.lines().skip(1).take(FRONT_MATTER).position(|line| line.trim_end() == "---");
    end.is_some_and(|end| number <= end)
}

fn contains(line: &str, name: &str) -> bool {
    line.as_bytes().windows(name.len()).any(|window| window.eq_ignore_ascii_case(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renderer(path: &str, text: &str) -> Option<Renderers> {
        shown(&crate::extract::extract(path, text), path, text)
    }

    #[test]
    fn evidence_names_the_renderer() {
        for (path, text, expected) in [
            ("a.md", "$x$", None),
            ("a.md", "---\nmathjax: true\n---\n\n$x$", Some(Renderers::MATHJAX)),
            ("a.md", "---\nmathjax: false\n---\n\n$x$", None),
            ("a.md", "On MathJax: $x$", None),
            ("a.md", "<script src=\"https://x/MathJax.js\"></script>\n\n$x$", Some(Renderers::MATHJAX)),
            ("a.md", "---\nkatex: true\n---\n\n$\\label{a} x$", Some(Renderers::KATEX)),
            ("a.md", "See $\\eqref{a}$.", Some(Renderers::MATHJAX)),
            ("a.md", "\\begin{equation}\nx\n\\end{equation}\n", Some(Renderers::MATHJAX)),
            ("a.md", "---\noutput: rmarkdown::html_vignette\n---\n\n$x$", Some(Renderers::MATHJAX)),
            ("a.tex", "$x$", Some(Renderers::LATEX)),
        ] {
            assert_eq!(renderer(path, text), expected, "{text:?}");
        }
    }
}
