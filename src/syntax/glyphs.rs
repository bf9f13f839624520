//! The characters that a page shows for a formula.
//!
//! Takes notation, gives a line of characters. Never gives LaTeX, and no white space but that of words.

use super::commands;
use super::notation::{Fence, FractionKind, Node, NodeKind};

/// notation → the characters that a KaTeX page shows for it, in the order in which they are copied.
///
/// That order is the one of KaTeX's MathML, which stands in the page before the visible part: numerator before
/// denominator; base, then subscript, then primes and superscript; base, then what is under it, then what is over it;
/// radicand before index; an accent's mark behind its body; rows from left to right and from top to bottom. Fonts are
/// not shown (`\mathbb{E}` is `E`), minus is `−`, a bar is `∣`, `\cdot` is `⋅`, and words keep their spaces.
///
/// Tools that copy pages often lose characters on the way, above all those from U+2000 up (`−`, `∑`, `∣`, `…`, `⊤`);
/// letters, Greek ones too, digits and ASCII signs survive. So a copied line is to be matched as a subsequence of this
/// one, and letters and digits must all be there.
pub fn glyphs(nodes: &[Node]) -> String {
    let mut shown = String::new();
    show_all(nodes, &mut shown);
    shown
}

fn show_all(nodes: &[Node], shown: &mut String) {
    for node in nodes {
        show(node, shown);
    }
}

fn show_some(node: Option<&Node>, shown: &mut String) {
    if let Some(node) = node {
        show(node, shown);
    }
}

fn show(node: &Node, shown: &mut String) {
    match &node.kind {
        NodeKind::Letter(text) | NodeKind::BigOperator(text) | NodeKind::Symbol { text, .. } => sign(text, shown),
        NodeKind::Number(text) | NodeKind::Text(text) | NodeKind::Operator { name: text, .. } => shown.push_str(text),
        NodeKind::Group(nodes) | NodeKind::Error(nodes) => show_all(nodes, shown),
        NodeKind::Fenced(fence) => fenced(fence, shown),
        NodeKind::Scripts { base, sub, sup, primes } => {
            show_some(base.as_deref(), shown);
            show_some(sub.as_deref(), shown);
            (0..*primes).for_each(|_| shown.push('′'));
            show_some(sup.as_deref(), shown);
        }
        NodeKind::Fraction { numerator, denominator, kind } => {
            let (left, right) = fraction_signs(*kind);
            shown.push_str(left);
            show(numerator, shown);
            show(denominator, shown);
            shown.push_str(right);
        }
        NodeKind::Root { radicand, index } => {
            show(radicand, shown);
            show_some(index.as_deref(), shown);
        }
        NodeKind::Accent { accent, body } => {
            show(body, shown);
            shown.push_str(find(ACCENTS, accent).unwrap_or(""));
        }
        NodeKind::Styled { body, .. } => show(body, shown),
        NodeKind::Stack { base, over, under } => {
            show(base, shown);
            show_some(under.as_deref(), shown);
            show_some(over.as_deref(), shown);
        }
        NodeKind::Environment { name, rows, .. } => {
            let (left, right) = environment_signs(name);
            shown.push_str(left);
            rows.iter().flat_map(|row| &row.cells).for_each(|cell| show_all(cell, shown));
            shown.push_str(right);
        }
        NodeKind::Unknown(text) => shown.push_str(text),
        NodeKind::Meta { name, argument } if name == "tag" => {
            shown.extend(["(", argument.as_deref().unwrap_or(""), ")"]);
        }
        NodeKind::Space(_) | NodeKind::Meta { .. } | NodeKind::Break | NodeKind::Ampersand => {}
    }
}

fn fenced(fence: &Fence, shown: &mut String) {
    delimiter(&fence.left, shown);
    show_all(&fence.body, shown);
    delimiter(&fence.right, shown);
}

fn delimiter(text: &str, shown: &mut String) {
    if text != "." {
        sign(text, shown);
    }
}

/// A letter or sign in canonical spelling as the character that it shows.
fn sign(text: &str, shown: &mut String) {
    if let Some(own) = find(SIGNS, text) {
        shown.push_str(own);
    } else if let Some(character) = commands::shown(text) {
        shown.push(character);
    } else {
        shown.push_str(text.strip_prefix('\\').unwrap_or(text));
    }
}

fn find(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    table.iter().find(|(name, _)| *name == key).map(|(_, shown)| *shown)
}

fn fraction_signs(kind: FractionKind) -> (&'static str, &'static str) {
    match kind {
        FractionKind::Binomial => ("(", ")"),
        FractionKind::Brack => ("[", "]"),
        FractionKind::Brace => ("{", "}"),
        FractionKind::Bar | FractionKind::NoBar => ("", ""),
    }
}

fn environment_signs(name: &str) -> (&'static str, &'static str) {
    match name.trim_end_matches('*') {
        "pmatrix" => ("(", ")"),
        "bmatrix" => ("[", "]"),
        "Bmatrix" => ("{", "}"),
        "vmatrix" => ("∣", "∣"),
        "Vmatrix" => ("∥", "∥"),
        "cases" | "dcases" => ("{", ""),
        "rcases" | "drcases" => ("", "}"),
        _ => ("", ""),
    }
}

/// Signs whose character in MathML is not the one that is written for them.
static SIGNS: &[(&str, &str)] = &[
    ("-", "−"),
    ("*", "∗"),
    ("|", "∣"),
    (r"\|", "∥"),
    (r"\cdot", "⋅"),
    (r"\{", "{"),
    (r"\}", "}"),
    (r"\lvert", "∣"),
    (r"\rvert", "∣"),
    (r"\lVert", "∥"),
    (r"\rVert", "∥"),
    (r"\ddots", "⋱"),
    (r"\backslash", "\\"),
    (r"\imath", "ı"),
];

/// The marks of accents.
static ACCENTS: &[(&str, &str)] = &[
    ("hat", "^"),
    ("widehat", "^"),
    ("bar", "ˉ"),
    ("overline", "‾"),
    ("underline", "‾"),
    ("tilde", "~"),
    ("widetilde", "~"),
    ("vec", "⃗"),
    ("dot", "˙"),
    ("ddot", "¨"),
    ("acute", "ˊ"),
    ("grave", "ˋ"),
    ("breve", "˘"),
    ("check", "ˇ"),
    ("mathring", "˚"),
];

#[cfg(test)]
mod tests {
    use super::super::{Macros, parse};
    use super::*;

    #[test]
    fn characters_come_in_the_order_of_mathml() {
        for (tex, shown) in [
            (r"\frac{QK^\top}{\sqrt{d_h}}", "QK⊤dh"),
            (r"\sum_{t=1}^{L} \log p_\theta(x_t \mid x_{<t})", "∑t=1Llogpθ(xt∣x<t)"),
            (r"\text{head}_i = W_i^Q", "headi=WiQ"),
            (r"\hat{m}+\sqrt[3]{x}-\mathbb{E}", "m^+x3−E"),
            (r"\binom{n}{k}\,f''(x)\to\overset{a}{b}", "(nk)f′′(x)→ba"),
            (r"\begin{cases}1&x\ge0\\0\end{cases}", "{1x≥00"),
            (r"\left\|x\right\|_2^2", "∥x∥22"),
        ] {
            assert_eq!(glyphs(&parse(tex, &Macros::default()).nodes), shown, "{tex}");
        }
    }
}
