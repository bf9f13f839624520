//! What the tool itself wrote into a page: tables between `mathlint: table …` and `mathlint: end table`.
//!
//! Such a table repeats what other pages say, so it is no part of what its own page says.

use super::Document;
use crate::source::Span;

/// A place that holds a generated table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// What stands behind the word `table`.
    pub options: String,
    /// The opening comment.
    pub opening: Span,
    /// What stands between the comments; `None` where nothing closes it yet.
    pub content: Option<Span>,
}

/// The places of a page that hold generated tables, in the order of the text.
pub fn generated(document: &Document) -> Vec<Generated> {
    let mut found: Vec<Generated> = Vec::new();
    for comment in &document.comments {
        let Some(body) = comment.text.trim().strip_prefix("mathlint:").map(str::trim) else { continue };
        if let Some(options) = body.strip_prefix("table").filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
            found.push(Generated { options: options.trim().to_owned(), opening: comment.span, content: None });
        } else if body.split_whitespace().eq(["end", "table"])
            && let Some(last) = found.last_mut().filter(|last| last.content.is_none())
        {
            last.content = Some(Span { start: last.opening.end, end: comment.span.start });
        }
    }
    found
}

/// The text with what was generated as blanks; `None` where there is none of it. Line ends stay, so places do.
pub(super) fn without(document: &Document, text: &str) -> Option<String> {
    let spans: Vec<Span> = generated(document).into_iter().filter_map(|own| own.content).collect();
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for span in &spans {
        rest.push_str(text.get(at..span.start as usize)?);
        let blank = span.of(text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        rest.extend(blank);
        at = span.end as usize;
    }
    rest.push_str(text.get(at..)?);
    (!spans.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use crate::extract::{extract, generated};

    const PAGE: &str = "a $x$\n\n<!-- mathlint: table a.md -->\n\n| $y = 1$ |\n| --- |\n| 𝑧 |\n\n<!-- mathlint: end table -->\n\nb $w$\n\n<!-- mathlint: table -->\n";

    #[test]
    fn generated_tables_are_no_part_of_their_page() {
        let document = extract("a.md", PAGE);
        let formulas: Vec<&str> = document.formulas.iter().map(|formula| formula.tex.as_str()).collect();
        assert_eq!(formulas, ["x", "w"]);
        assert_eq!(document.formulas[1].span.of(PAGE), "$w$");
        let places = generated(&document);
        assert_eq!(places.len(), 2);
        assert_eq!(places[0].options, "a.md");
        assert!(places[0].content.is_some_and(|span| span.of(PAGE).contains("$y = 1$")));
        assert_eq!(places[1].content, None);
    }
}
