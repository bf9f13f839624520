//! LaTeX to MathML, by pulldown-latex.

use pulldown_latex::config::DisplayMode;
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

/// Spellings that the renderer does not know, and the same in others.
const RESPELLED: &[(&str, &str)] = &[
    (r"\operatorname*", r"\operatorname"),
    (r"\textrm", r"\text"),
    (r"\textsf", r"\text"),
    (r"\bm{", r"\boldsymbol{"),
    (r"\lVert", r"\Vert"),
    (r"\rVert", r"\Vert"),
];

/// MathML with fractions and limits in the size of a display or of a line; `None` where the renderer cannot show all of
/// it.
pub fn mathml(tex: &str, display: bool) -> Option<String> {
    let tex = RESPELLED.iter().fold(tex.to_owned(), |tex, (from, to)| tex.replace(from, to));
    let storage = Storage::new();
    let parser = Parser::new(&tex, &storage);
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { annotation: None, display_mode, ..RenderConfig::default() };
    let mut text = String::new();
    push_mathml(&mut text, parser, config).ok()?;
    // A part that cannot be shown becomes an error node, and the call succeeds all the same.
    (!text.contains("<merror")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_shown_or_refused_whole() {
        let shown = mathml(r"\left\lVert x\right\rVert_2^2 = \sum_{i=1}^{n} x_i^2", false).unwrap();
        assert!(shown.starts_with("<math") && shown.contains("<msubsup>"), "{shown}");
        assert_eq!(mathml(r"\frac{a}{b", false), None);
        assert_eq!(mathml(r"\nosuchcommand x", true), None);
    }
}
