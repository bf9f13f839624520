//! Which family of Markdown a page is written for.
//!
//! remark-math (Docusaurus, MDX) takes what stands on the opening `$$` line for a name and drops it; pandoc, GitHub,
//! MyST and d2lbook take it for maths. GitHub also takes `\|` in a table cell for a bar, remark leaves it a norm.
//! Evidence on the page decides; a page without any gives almost the same formulas in both families.

use crate::extract::lines::{container_prefix, lines};

/// A family of Markdown readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// remark-math: `$$` blocks open and close on lines of their own.
    Strict,
    /// pandoc, GitHub, MyST, d2lbook: a `$$` block may begin and end beside other text.
    Lenient,
}

/// Line starts that only a remark page has.
const STRICT_LINES: &[&str] =
    &["import ", "export ", ":::tip", ":::note", ":::info", ":::warning", ":::danger", ":::caution"];
/// Front matter keys of Docusaurus.
const STRICT_KEYS: &[&str] = &["sidebar_position:", "sidebar_label:", "hide_table_of_contents:", "pagination_next:"];

/// Marks that only pages of the lenient family have: d2lbook and MyST roles, directives, Quarto labels and chunks.
const LENIENT_MARKS: &[&str] = &[
    ":label:`",
    ":numref:`",
    ":eqref:`",
    ":eqlabel:`",
    ":cite:`",
    "{eq}`",
    "{numref}`",
    "{math}`",
    "{#eq-",
    "```{",
    "::: {",
];

/// The family of a page, from its path and its text.
pub fn flavour(path: &str, text: &str) -> Flavour {
    let beside = beside_dollars(text);
    if beside.closing {
        return Flavour::Lenient;
    }
    let strict = path.ends_with(".mdx") || text.contains("{/*") || has_strict_lines(text);
    let lenient = beside.opening || [".qmd", ".myst", ".Rmd", ".ipynb"].iter().any(|ending| path.ends_with(ending));
    if !strict && (lenient || LENIENT_MARKS.iter().any(|mark| text.contains(mark))) {
        Flavour::Lenient
    } else {
        Flavour::Strict
    }
}

fn has_strict_lines(text: &str) -> bool {
    let matter = text.starts_with("---\n") || text.starts_with("---\r\n");
    let mut fenced = false;
    for (number, line) in lines(text).enumerate() {
        let line = &text[line.range];
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let strict =
            |start: &&str| line.starts_with(*start) && (start.starts_with(':') || line.ends_with([';', '\'', '"']));
        if !fenced && STRICT_LINES.iter().any(strict) {
            return true;
        }
        if matter && number < 20 && STRICT_KEYS.iter().any(|key| line.starts_with(key)) {
            return true;
        }
    }
    false
}

/// Whether blocks are written with text beside their dollars.
struct Beside {
    /// `$$x`, to be closed on a later line.
    opening: bool,
    /// `y$$`, opened on an earlier line as `$$x`: nobody who sees the page rendered by remark leaves it so.
    closing: bool,
}

fn beside_dollars(text: &str) -> Beside {
    let mut beside = Beside { opening: false, closing: false };
    let (mut opened, mut fenced) = (false, false);
    for line in lines(text) {
        let line = text[container_prefix(text, &line.range).end..line.range.end].trim();
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if fenced || line.matches("$$").count() != 1 || line.contains("`") {
            continue;
        }
        beside.closing |= opened && line.len() > 2 && line.ends_with("$$");
        beside.opening |= line.len() > 2;
        opened = !opened && line.starts_with("$$") && line.len() > 2;
    }
    beside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_decides() {
        let cases = [
            ("a.md", "$$\nx\n$$\n", Flavour::Strict),
            ("a.md", "$$x\n$$\n", Flavour::Lenient),
            ("a.mdx", "$$x\n$$\n", Flavour::Strict),
            ("a.mdx", "$$x\n=y$$\n", Flavour::Lenient),
            ("a.md", ":::tip\na\n:::\n\n$$x\n$$\n", Flavour::Strict),
            ("a.md", "See :eqref:`a`.", Flavour::Lenient),
            ("a.qmd", "", Flavour::Lenient),
        ];
        for (path, text, expected) in cases {
            assert_eq!(flavour(path, text), expected, "{text:?}");
        }
    }
}
