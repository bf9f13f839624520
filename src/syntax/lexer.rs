//! The text of a formula to tokens.
//!
//! Takes any text; gives tokens that cover every byte of it. Never fails and never recurses: the grammar is flat.

use pest::Parser;
use pest_derive::Parser;

use super::commands::{self, Command};
use crate::source::Span;

#[derive(Parser)]
#[grammar = "../grammar/latex.pest"]
struct Latex;

/// What a token is, by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// One ASCII letter.
    Letter,
    /// Digits with at most one point between them.
    Digits,
    Blank,
    /// `%` up to the end of the line.
    Comment,
    /// `\name` or `\,`.
    Command,
    Verb,
    Open,
    Close,
    Sub,
    Sup,
    Ampersand,
    Prime,
    Tie,
    Dollar,
    /// `#1`, `#`.
    Hash,
    /// A backslash with nothing behind it.
    Backslash,
    /// Any other character, with its combining accents.
    Other,
}

/// A token: what it is, what is written, where it stands, and the row of the command table for `\name`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
    pub span: Span,
    pub row: Option<&'static Command>,
}

impl<'a> Token<'a> {
    fn new(kind: TokenKind, text: &'a str, start: usize) -> Self {
        let row = if kind == TokenKind::Command { commands::find(text) } else { None };
        Self { kind, text, span: Span::new(start, start + text.len()), row }
    }

    /// The command's name without its backslash; empty for other tokens.
    pub fn name(&self) -> &'a str {
        if self.kind == TokenKind::Command { self.text.get(1..).unwrap_or("") } else { "" }
    }

    pub fn is_blank(&self) -> bool {
        matches!(self.kind, TokenKind::Blank | TokenKind::Comment)
    }
}

/// The tokens of a text, in order; together they cover it.
pub(super) fn tokenize(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len());
    let Ok(pairs) = Latex::parse(Rule::tokens, text) else {
        return vec![Token::new(TokenKind::Other, text, 0)];
    };
    for pair in pairs {
        let (rule, written, start) = (pair.as_rule(), pair.as_str(), pair.as_span().start());
        match rule {
            Rule::letters => push_letters(written, start, &mut tokens),
            Rule::address => push_address(written, start, &mut tokens),
            Rule::EOI => {}
            Rule::other if written.starts_with(is_accent) => accented(text, written, start, &mut tokens),
            rule => tokens.push(Token::new(kind(rule, written), written, start)),
        }
    }
    tokens
}

fn push_letters<'a>(run: &'a str, start: usize, tokens: &mut Vec<Token<'a>>) {
    let letters = (0..run.len()).filter_map(|at| Some((at, run.get(at..=at)?)));
    tokens.extend(letters.map(|(at, letter)| Token::new(TokenKind::Letter, letter, start + at)));
}

/// `\url {a%20b}`: the command, the braces, and all that is between them as one sign.
fn push_address<'a>(written: &'a str, start: usize, tokens: &mut Vec<Token<'a>>) {
    let name = written.find([' ', '{']).unwrap_or(written.len());
    let open = written.find('{').unwrap_or(written.len());
    let close = written.len().saturating_sub(1);
    let parts = [
        (TokenKind::Command, 0..name),
        (TokenKind::Blank, name..open),
        (TokenKind::Open, open..open + 1),
        (TokenKind::Other, open + 1..close),
        (TokenKind::Close, close..written.len()),
    ];
    let parts = parts.into_iter().filter_map(|(kind, range)| Some((kind, range.start, written.get(range)?)));
    tokens.extend(parts.filter(|part| !part.2.is_empty()).map(|(kind, at, text)| Token::new(kind, text, start + at)));
}

fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// An accent belongs to the letter before it.
fn accented<'a>(text: &'a str, accent: &'a str, start: usize, tokens: &mut Vec<Token<'a>>) {
    let from = match tokens.last() {
        Some(base) if base.kind == TokenKind::Letter => base.span.start as usize,
        _ => start,
    };
    if from < start {
        tokens.pop();
    }
    let whole = text.get(from..start + accent.len()).unwrap_or(accent);
    tokens.push(Token::new(TokenKind::Other, whole, from));
}

fn kind(rule: Rule, written: &str) -> TokenKind {
    match rule {
        Rule::mark => mark(written),
        Rule::digits => TokenKind::Digits,
        Rule::blank => TokenKind::Blank,
        Rule::comment => TokenKind::Comment,
        Rule::hash => TokenKind::Hash,
        Rule::command if written.len() == 1 => TokenKind::Backslash,
        Rule::chunk => TokenKind::Verb,
        Rule::command if is_verb(written) => TokenKind::Verb,
        Rule::command => TokenKind::Command,
        _ => TokenKind::Other,
    }
}

fn mark(written: &str) -> TokenKind {
    match written {
        "{" => TokenKind::Open,
        "}" => TokenKind::Close,
        "_" => TokenKind::Sub,
        "^" => TokenKind::Sup,
        "&" => TokenKind::Ampersand,
        "'" => TokenKind::Prime,
        "~" => TokenKind::Tie,
        "$" => TokenKind::Dollar,
        _ => TokenKind::Other,
    }
}

/// Whether a command is `\verb` with its text: `\verbatim` is another one.
fn is_verb(written: &str) -> bool {
    written.strip_prefix("\\verb").is_some_and(|rest| rest.starts_with(|first: char| !first.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_lies_in_a_token() {
        for text in [
            "",
            "x_1^2",
            "\\frac{a}{b}%c\nd",
            "\\",
            "é\u{301}数 ≤ 3.5..7",
            "\\verb|a|\\,\\\n#1&~$'",
            "\\href {a%20#b}{x}%c",
            "a = `r f(x)['b']` `",
        ] {
            let tokens = tokenize(text);
            let joined: String = tokens.iter().map(|token| token.text).collect();
            assert_eq!(joined, text);
            assert!(tokens.iter().all(|token| token.span.of(text) == token.text));
        }
    }

    #[test]
    fn letters_stand_alone_and_digits_together() {
        let texts: Vec<_> = tokenize("ab12.5\\pi x").into_iter().map(|token| token.text).collect();
        assert_eq!(texts, ["a", "b", "12.5", "\\pi", " ", "x"]);
    }
}
