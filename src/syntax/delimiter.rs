//! Which delimiter a token is, and which delimiter a sizing command takes.

use super::commands::{self, Canonical, Role, canonical};
use super::lexer::{Token, TokenKind};
use super::notation::Class;

/// The canonical spelling and class of the symbol that a token writes, if it writes one.
pub(super) fn symbol(token: &Token<'_>) -> Option<(&'static str, Class)> {
    match token.kind {
        TokenKind::Command => command_symbol(token.row),
        TokenKind::Other => character_symbol(token.text),
        _ => None,
    }
}

fn command_symbol(row: Option<&'static commands::Command>) -> Option<(&'static str, Class)> {
    match row?.role {
        Role::Symbol(text, class) => Some((text, class)),
        _ => None,
    }
}

fn character_symbol(text: &str) -> Option<(&'static str, Class)> {
    if let Some(found) = ascii(text) {
        return Some(found);
    }
    let mut characters = text.chars();
    let first = characters.next().filter(|first| !first.is_ascii())?;
    if characters.next().is_some() {
        return None;
    }
    match canonical(first)? {
        Canonical::Command(name) => command_symbol(commands::find_name(name)),
        Canonical::Ascii(letter) => ascii(letter.encode_utf8(&mut [0; 4])),
        _ => None,
    }
}

/// The signs that stand for themselves.
pub(super) fn ascii(text: &str) -> Option<(&'static str, Class)> {
    let at = ASCII.iter().position(|(sign, _)| *sign == text)?;
    ASCII.get(at).copied()
}

static ASCII: &[(&str, Class)] = &[
    ("(", Class::Open),
    (")", Class::Close),
    ("=", Class::Relation),
    (",", Class::Punctuation),
    ("+", Class::Binary),
    ("-", Class::Binary),
    ("[", Class::Open),
    ("]", Class::Close),
    ("|", Class::Ordinary),
    ("/", Class::Ordinary),
    ("<", Class::Relation),
    (">", Class::Relation),
    (":", Class::Relation),
    (";", Class::Punctuation),
    (".", Class::Ordinary),
    ("*", Class::Binary),
    ("!", Class::Ordinary),
    ("?", Class::Ordinary),
    ("@", Class::Ordinary),
    ("\"", Class::Ordinary),
    ("`", Class::Ordinary),
];

/// The delimiter after a sizing command at `at`, and the index behind it. `{` counts as a forgotten `\{`, except that
/// `\big{(}` is allowed.
pub(super) fn after(tokens: &[Token<'_>], at: usize, braced: bool) -> Option<(&'static str, usize)> {
    let next = skip_blanks(tokens, at + 1);
    let token = tokens.get(next)?;
    if braced && token.kind == TokenKind::Open {
        let inner = tokens.get(next + 1).and_then(symbol);
        let closed = tokens.get(next + 2).is_some_and(|token| token.kind == TokenKind::Close);
        return inner.filter(|_| closed).map(|(text, _)| (text, next + 3)).or(Some((r"\{", next + 1)));
    }
    match token.kind {
        TokenKind::Open => Some((r"\{", next + 1)),
        TokenKind::Close => Some((r"\}", next + 1)),
        _ => symbol(token).map(|(text, _)| (text, next + 1)),
    }
}

/// The index of the first token from `at` on that is no blank.
pub(super) fn skip_blanks(tokens: &[Token<'_>], at: usize) -> usize {
    let rest = tokens.get(at..).unwrap_or(&[]);
    at + rest.iter().take_while(|token| token.is_blank()).count()
}

/// The name in `{…}` behind `\begin` or `\end` at `at`: the indices of its braces, if they are there.
pub(super) fn name_braces(tokens: &[Token<'_>], at: usize) -> Option<(usize, usize)> {
    let open = skip_blanks(tokens, at + 1);
    if tokens.get(open)?.kind != TokenKind::Open {
        return None;
    }
    let inner = tokens.get(open + 1..)?.iter().take(40);
    let length = inner.take_while(|token| !matches!(token.kind, TokenKind::Open | TokenKind::Close)).count();
    let close = open + 1 + length;
    (tokens.get(close)?.kind == TokenKind::Close).then_some((open, close))
}

/// What is written from one token up to, not including, another; without comments.
pub(super) fn written(tokens: &[Token<'_>], from: usize, to: usize) -> String {
    let tokens = tokens.get(from..to).unwrap_or(&[]).iter();
    tokens.filter(|token| token.kind != TokenKind::Comment).map(|token| token.text).collect()
}

/// The delimiter that `\mathopen` or `\mathclose` at `at` makes its own, `(` or `{(}`, and the index behind it.
pub(super) fn classed(tokens: &[Token<'_>], at: usize) -> Option<(&'static str, usize)> {
    let next = skip_blanks(tokens, at + 1);
    let braced = tokens.get(next)?.kind == TokenKind::Open;
    let (text, _) = symbol(tokens.get(next + usize::from(braced))?)?;
    if braced && tokens.get(next + 2)?.kind != TokenKind::Close {
        return None;
    }
    let delimits = commands::delimiter(text).is_some() || matches!(text, "|" | r"\|");
    delimits.then_some((text, next + if braced { 3 } else { 1 }))
}
