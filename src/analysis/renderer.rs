//! Who renders a page: LaTeX, MathJax or KaTeX.
//!
//! Takes a document and its text; gives the renderer that the page itself shows. Without any evidence a web page is KaTeX's,
//! the stricter of the two.

use crate::extract::{Delimiter, Document, Host};
use crate::syntax::Renderers;

/// Commands that only an author who has MathJax before him writes: they refer to numbered equations, load, define.
const MATHJAX_COMMANDS: &[&str] = &["\\label{", "\\eqref{", "\\ref{", "\\require{", "\\DeclareMathOperator"];

/// Front matter is no longer than this many lines.
const FRONT_MATTER: usize = 80;

/// The renderer of a page, by its host, by name, by what its formulas take for granted.
pub(super) fn of(document: &Document, path: &str, text: &str) -> Renderers {
    match document.host {
        Host::Latex => Renderers::LATEX,
        Host::Notebook => Renderers::MATHJAX,
        _ if is_named(text, "katex") || path.ends_with(".mdx") => Renderers::KATEX,
        _ if is_named(text, "mathjax") || refers(document) => Renderers::MATHJAX,
        _ => Renderers::KATEX,
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

    fn renderer(path: &str, text: &str) -> Renderers {
        of(&crate::extract::extract(path, text), path, text)
    }

    #[test]
    fn evidence_names_the_renderer() {
        for (path, text, expected) in [
            ("a.md", "$x$", Renderers::KATEX),
            ("a.md", "---\nmathjax: true\n---\n\n$x$", Renderers::MATHJAX),
            ("a.md", "---\nmathjax: false\n---\n\n$x$", Renderers::KATEX),
            ("a.md", "On MathJax: $x$", Renderers::KATEX),
            ("a.md", "<script src=\"https://x/MathJax.js\"></script>\n\n$x$", Renderers::MATHJAX),
            ("a.md", "---\nkatex: true\n---\n\n$\\label{a} x$", Renderers::KATEX),
            ("a.md", "See $\\eqref{a}$.", Renderers::MATHJAX),
            ("a.md", "\\begin{equation}\nx\n\\end{equation}\n", Renderers::MATHJAX),
            ("a.tex", "$x$", Renderers::LATEX),
        ] {
            assert_eq!(renderer(path, text), expected, "{text:?}");
        }
    }
}
