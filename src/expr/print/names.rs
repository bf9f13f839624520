//! Canonical names to readable Unicode.

use crate::source::Span;
use crate::syntax::{Node, NodeKind, glyphs};

/// Fonts as offsets into the mathematical alphanumerics: command, first capital, first small letter.
static FONTS: &[(&str, u32, u32)] = &[
    ("\\mathbf", 0x1D400, 0x1D41A),
    ("\\mathcal", 0x1D4D0, 0x1D4EA),
    ("\\mathbb", 0x1D538, 0x1D552),
    ("\\mathfrak", 0x1D56C, 0x1D586),
    ("\\mathsf", 0x1D5A0, 0x1D5BA),
    ("\\mathtt", 0x1D670, 0x1D68A),
];

/// Letters whose place in the double-struck block was taken before the block was made.
static DOUBLE: &[(char, char)] =
    &[('C', 'ℂ'), ('H', 'ℍ'), ('N', 'ℕ'), ('P', 'ℙ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('Z', 'ℤ'), ('1', '𝟙')];

static ACCENTS: &[(&str, char)] = &[
    ("\\hat", '\u{302}'),
    ("\\bar", '\u{304}'),
    ("\\tilde", '\u{303}'),
    ("\\vec", '\u{20D7}'),
    ("\\dot", '\u{307}'),
    ("\\ddot", '\u{308}'),
    ("\\check", '\u{30C}'),
    ("\\breve", '\u{306}'),
];

/// A canonical name as a reader writes it in plain text: `θ`, `𝐖`, `ŷ`, `d_model`, `softmax`.
pub(super) fn readable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    push(name, &mut out, 0);
    out
}

fn push(text: &str, out: &mut String, depth: usize) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '\\' && depth < 12 {
            rest = push_command(rest, out, depth);
        } else if matches!(c, '{' | '}') {
            rest = rest.get(1..).unwrap_or("");
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
}

/// Prints the command that the text begins with; gives what stands behind it.
fn push_command<'a>(text: &'a str, out: &mut String, depth: usize) -> &'a str {
    let letters = text.get(1..).unwrap_or("").find(|c: char| !c.is_ascii_alphabetic()).map_or(text.len(), |at| at + 1);
    let end = letters.max(2).min(text.len());
    let (command, rest) = (text.get(..end).unwrap_or(text), text.get(end..).unwrap_or(""));
    match argument(rest) {
        Some((inside, behind)) => {
            let mut body = String::new();
            push(inside, &mut body, depth + 1);
            push_styled(command, &body, out);
            behind
        }
        None => {
            let letter = Node::new(NodeKind::Letter(command.to_owned()), Span::default());
            let glyph = glyphs(&[letter]);
            out.push_str(if glyph.is_empty() { command } else { &glyph }.trim_start_matches('\\'));
            if command == "\\Delta" { rest.trim_start() } else { rest }
        }
    }
}

fn push_styled(command: &str, body: &str, out: &mut String) {
    if let Some((_, accent)) = ACCENTS.iter().find(|(own, _)| *own == command) {
        out.push_str(body);
        out.push(*accent);
        return;
    }
    match FONTS.iter().find(|(own, _, _)| *own == command) {
        Some((_, capital, small)) => out.extend(body.chars().map(|c| in_font(c, *capital, *small))),
        None => out.push_str(body),
    }
}

fn in_font(c: char, capital: u32, small: u32) -> char {
    if let Some((_, own)) = DOUBLE.iter().find(|(letter, _)| *letter == c && capital == 0x1D538) {
        return *own;
    }
    let code = match c {
        'A'..='Z' => capital + u32::from(c) - u32::from('A'),
        'a'..='z' => small + u32::from(c) - u32::from('a'),
        '0'..='9' if capital == 0x1D400 => 0x1D7CE + u32::from(c) - u32::from('0'),
        'α'..='ω' if capital == 0x1D400 => 0x1D6C2 + u32::from(c) - u32::from('α'),
        'Α'..='Ω' if capital == 0x1D400 => 0x1D6A8 + u32::from(c) - u32::from('Α'),
        _ => return c,
    };
    char::from_u32(code).unwrap_or(c)
}

/// The braces that a text begins with, and what stands behind them.
fn argument(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    if !text.starts_with('{') {
        return None;
    }
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(1..at)?, text.get(at + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn names_are_readable() {
        for (name, plain) in [
            ("\\theta", "θ"),
            ("\\mathbf{W}", "𝐖"),
            ("d_{\\text{model}}", "d_model"),
            ("\\text{softmax}", "softmax"),
            ("\\theta^{*}", "θ^*"),
            ("\\mathbb{R}", "ℝ"),
            ("\\Delta x", "Δx"),
        ] {
            assert_eq!(readable(name), plain, "{name}");
        }
    }
}
