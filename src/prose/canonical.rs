//! Notation to canonical names: the one place where a [`Name`] is spelled.
//!
//! Takes a piece of notation; gives the name's base, the text of a script, and the name with its label, or `None`
//! where the piece is no name. Never decides whether a script is a label, an index or a power.

use crate::expr::Name;
use crate::syntax::{Font, Node, NodeKind};

/// The longest name that is made, in bytes: whatever is longer is no name.
const LONGEST: usize = 160;

/// A name's base: letter, font, accents, text; `None` for whatever has scripts or is no name.
///
/// `\boldsymbol{\hat y}` and `\hat{\mathbf{y}}` are one; a run of upright letters is one word.
pub fn base_name(node: &Node) -> Option<Name> {
    let text = base_text(node, None, 0)?;
    (text.len() <= LONGEST).then(|| Name::from(text))
}

/// The canonical text of a script: `\text{model}`, `i`, `i,j`, `t+1`, `(i)`, `*`; `None` for what cannot be a label
/// or an index.
pub fn script_text(node: &Node) -> Option<String> {
    let mut text = String::new();
    push_script(node, &mut text, 0)?;
    (!text.is_empty() && text.len() <= LONGEST).then_some(text)
}

/// The name with a label below: `d` and `\text{model}` give `d_{\text{model}}`, `d` and `h` give `d_h`.
pub fn with_subscript(name: &Name, label: &str) -> Name {
    if is_one_token(label) { format!("{name}_{label}").into() } else { format!("{name}_{{{label}}}").into() }
}

/// The name with a label above, always in braces: `\theta^{*}`, `W^{Q}`.
pub fn with_superscript(name: &Name, label: &str) -> Name {
    format!("{name}^{{{label}}}").into()
}

/// The name with primes: `x''`.
pub fn with_primes(name: &Name, primes: u32) -> Name {
    format!("{name}{}", "'".repeat(primes.min(8) as usize)).into()
}

/// The name that a word stands for: `softmax` is `\text{softmax}`, `\mathrm{softmax}`, `\operatorname{softmax}`.
pub fn word_name(word: &str) -> Name {
    format!("\\text{{{}}}", word.trim()).into()
}

/// Whether a script's text is upright words: always a label.
pub fn is_words(script: &str) -> bool {
    script.starts_with("\\text{") && script.ends_with('}')
}

/// The piece without braces that only group one thing.
pub fn unwrapped(mut node: &Node) -> &Node {
    while let NodeKind::Group(body) = &node.kind {
        match significant(body).as_slice() {
            [only] => node = only,
            _ => break,
        }
    }
    node
}

/// The pieces without spaces and marks that have no meaning.
pub fn significant(nodes: &[Node]) -> Vec<&Node> {
    nodes.iter().filter(|node| !matches!(node.kind, NodeKind::Space(_) | NodeKind::Meta { .. })).collect()
}

fn is_one_token(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        Some('\\') => letters.clone().next().is_some() && letters.all(|c| c.is_ascii_alphabetic()),
        Some(_) => letters.next().is_none(),
        None => false,
    }
}

fn base_text(node: &Node, font: Option<Font>, depth: usize) -> Option<String> {
    if depth > 16 {
        return None;
    }
    match &unwrapped(node).kind {
        NodeKind::Letter(letter) => Some(in_font(letter, font)),
        NodeKind::Text(words) => word_text(words),
        NodeKind::Operator { name, .. } => word_text(name),
        NodeKind::Symbol { text, .. } if matches!(text.as_str(), "\\infty" | "\\partial" | "\\nabla") => None,
        NodeKind::Symbol { text, .. } if text == "\\emptyset" => Some(text.clone()),
        NodeKind::Number(digits) if font == Some(Font::Bold) || font == Some(Font::Blackboard) => {
            Some(in_font(digits, font))
        }
        NodeKind::Styled { font: own, body } => styled_text(*own, body, depth),
        NodeKind::Accent { accent, body } => {
            let body = base_text(body, font, depth + 1)?;
            Some(format!("\\{}{{{body}}}", merged_accent(accent)))
        }
        _ => None,
    }
}

/// The text of a styled piece: fonts that hold a run of letters make it a word.
fn styled_text(font: Font, body: &Node, depth: usize) -> Option<String> {
    let body = unwrapped(body);
    let letters = match &body.kind {
        NodeKind::Group(parts) => letter_run(parts),
        _ => None,
    };
    match letters {
        Some(word) => match font {
            Font::Upright | Font::Italic => Some(format!("\\text{{{word}}}")),
            Font::Bold => None,
            _ => Some(format!("{}{{{word}}}", font_command(font)?)),
        },
        None => base_text(body, Some(font), depth + 1),
    }
}

/// The letters and digits of a run of at least two pieces, or `None` where anything else stands in it.
fn letter_run(parts: &[Node]) -> Option<String> {
    let mut word = String::new();
    let parts = parts.iter().filter(|node| !matches!(node.kind, NodeKind::Meta { .. }));
    for part in parts {
        match &part.kind {
            NodeKind::Letter(letter) if !letter.starts_with('\\') => word.push_str(letter),
            NodeKind::Number(digits) => word.push_str(digits),
            NodeKind::Symbol { text, .. } if text == "-" || text == "_" || text == "\\_" => word.push_str(text),
            NodeKind::Space(_) => word.push(' '),
            _ => return None,
        }
    }
    (word.chars().count() > 1).then_some(word)
}

fn in_font(letter: &str, font: Option<Font>) -> String {
    match font.and_then(font_command) {
        Some(command) => format!("{command}{{{letter}}}"),
        None => letter.to_owned(),
    }
}

fn font_command(font: Font) -> Option<&'static str> {
    match font {
        Font::Bold => Some("\\mathbf"),
        Font::Upright => Some("\\text"),
        Font::Italic => None,
        Font::Calligraphic | Font::Script => Some("\\mathcal"),
        Font::Blackboard => Some("\\mathbb"),
        Font::Fraktur => Some("\\mathfrak"),
        Font::SansSerif => Some("\\mathsf"),
        Font::Typewriter => Some("\\mathtt"),
    }
}

/// Wide accents are the same accents.
fn merged_accent(accent: &str) -> &str {
    match accent {
        "widehat" => "hat",
        "widetilde" => "tilde",
        "overline" => "bar",
        "overrightarrow" => "vec",
        _ => accent,
    }
}

fn word_text(words: &str) -> Option<String> {
    let words = words.trim();
    let named = !words.is_empty() && words.chars().all(|c| c.is_alphanumeric() || "-_ .'".contains(c));
    named.then(|| format!("\\text{{{words}}}"))
}

fn push_script(node: &Node, text: &mut String, depth: usize) -> Option<()> {
    if depth > 16 || text.len() > LONGEST {
        return None;
    }
    match &node.kind {
        NodeKind::Group(parts) => {
            parts.iter().try_for_each(|part| push_script(part, text, depth + 1))?;
        }
        NodeKind::Fenced(fence) => {
            text.push_str(&fence.left);
            fence.body.iter().try_for_each(|part| push_script(part, text, depth + 1))?;
            text.push_str(&fence.right);
        }
        NodeKind::Number(digits) => text.push_str(digits),
        NodeKind::Symbol { text: symbol, .. } => push_token(symbol, text),
        NodeKind::Space(_) | NodeKind::Meta { .. } => {}
        NodeKind::Scripts { base, sub, sup, primes } => {
            if let Some(base) = base {
                push_script(base, text, depth + 1)?;
            }
            text.push_str(&"'".repeat((*primes).min(8) as usize));
            for (mark, script) in [('_', sub), ('^', sup)] {
                if let Some(script) = script {
                    text.push(mark);
                    text.push('{');
                    push_script(script, text, depth + 1)?;
                    text.push('}');
                }
            }
        }
        _ => push_token(&base_text(node, None, depth + 1)?, text),
    }
    Some(())
}

/// Appends a token, with a blank where a command would otherwise run into a letter.
fn push_token(token: &str, text: &mut String) {
    let open_command = text
        .rfind('\\')
        .is_some_and(|at| text.get(at + 1..).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_alphabetic())));
    if open_command && !text.ends_with('\\') && token.starts_with(|c: char| c.is_ascii_alphabetic()) {
        text.push(' ');
    }
    text.push_str(token);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn node(kind: NodeKind) -> Node {
        Node::new(kind, Span::default())
    }
    fn letter(text: &str) -> Node {
        node(NodeKind::Letter(text.into()))
    }
    fn styled(font: Font, body: Node) -> Node {
        node(NodeKind::Styled { font, body: Box::new(body) })
    }
    fn hat(body: Node) -> Node {
        node(NodeKind::Accent { accent: "hat".into(), body: Box::new(body) })
    }

    #[test]
    fn fonts_and_accents_have_one_spelling() {
        let outside = base_name(&hat(styled(Font::Bold, letter("y"))));
        let inside = base_name(&styled(Font::Bold, hat(letter("y"))));
        assert_eq!(outside, Some(Name::from("\\hat{\\mathbf{y}}")));
        assert_eq!(outside, inside);
        let word = node(NodeKind::Group("ab".chars().map(|c| letter(&c.to_string())).collect()));
        assert_eq!(base_name(&styled(Font::Upright, word.clone())), base_name(&node(NodeKind::Text("ab ".into()))));
        assert_eq!(base_name(&word), None);
    }

    #[test]
    fn scripts_have_one_spelling() {
        let name = Name::from("d");
        assert_eq!(with_subscript(&name, "h").as_str(), "d_h");
        assert_eq!(with_subscript(&name, "\\theta").as_str(), "d_\\theta");
        assert_eq!(with_subscript(&name, "\\text{model}").as_str(), "d_{\\text{model}}");
        assert_eq!(with_superscript(&name, "*").as_str(), "d^{*}");
        let pair = node(NodeKind::Group(vec![letter("\\theta"), node(NodeKind::Space(",".into())), letter("t")]));
        assert_eq!(script_text(&pair).as_deref(), Some("\\theta t"));
    }
}
