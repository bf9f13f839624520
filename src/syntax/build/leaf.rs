//! Single tokens: letters, numbers, signs.

use super::super::commands::{self, Canonical, Renderers, canonical};
use super::super::delimiter::{ascii, symbol};
use super::super::lexer::{Token, TokenKind};
use super::super::notation::{Class, Node, NodeKind};
use super::super::slip::{Slip, SlipKind};
use super::Builder;
use crate::source::Span;

impl<'t> Builder<'_, 't> {
    /// The number that begins here, thousands separators included: `10{,}000`, `10\,000`, `.5`.
    pub(super) fn number(&mut self, token: Token<'t>) -> Node {
        let mut text = token.text.to_owned();
        let mut span = token.span;
        self.advance();
        let grouped = token.text.len() <= 3 && token.kind == TokenKind::Digits;
        while let Some((digits, width)) = self.thousands().filter(|_| grouped) {
            text.push_str(digits.text);
            span = span.join(digits.span);
            self.at += width;
        }
        Node::new(NodeKind::Number(text), span)
    }

    /// Three digits behind a thousands separator, and how many tokens that is.
    fn thousands(&self) -> Option<(Token<'t>, usize)> {
        let rest = self.tokens.get(self.at..)?;
        let (digits, width) = match rest {
            [space, digits, ..] if space.text == "\\," => (digits, 2),
            [open, comma, close, digits, ..]
                if open.kind == TokenKind::Open && comma.text == "," && close.kind == TokenKind::Close =>
            {
                (digits, 4)
            }
            _ => return None,
        };
        let whole = digits.text.split('.').next().map_or(0, str::len);
        (digits.kind == TokenKind::Digits && whole == 3).then_some((*digits, width))
    }

    /// Whether a point at `at` begins a number: digits follow at once, and no digit or point stands before it.
    pub(super) fn begins_number(&self, at: usize) -> bool {
        let digits = self.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Digits);
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let free = before.is_none_or(|token| {
            token.is_blank() || !(token.text == "." || matches!(token.kind, TokenKind::Digits | TokenKind::Letter))
        });
        digits && free
    }

    /// `.5`
    pub(super) fn point_number(&mut self, point: Token<'t>) -> Node {
        self.advance();
        let digits = self.tokens.get(self.at).copied().unwrap_or(point);
        self.advance();
        Node::new(NodeKind::Number(format!(".{}", digits.text)), point.span.join(digits.span))
    }

    /// A character that is neither letter nor digit nor part of the syntax. `first` of its digits where it is one.
    pub(super) fn sign(&mut self, token: Token<'t>) -> Node {
        self.advance();
        if let Some((text, class)) = symbol(&token) {
            if let Some((text, span)) = self.joined(text, token) {
                return Node::new(NodeKind::Symbol { text: text.to_owned(), class: Class::Relation }, span);
            }
            return Node::new(NodeKind::Symbol { text: text.to_owned(), class }, token.span);
        }
        if token.text.chars().all(is_ideograph) {
            return self.ideographs(token);
        }
        Node::new(self.character(token), token.span)
    }

    /// Words without a command around them: `其中`, as a reader of the page sees them.
    fn ideographs(&mut self, first: Token<'t>) -> Node {
        let (mut words, mut span) = (first.text.to_owned(), first.span);
        while let Some(next) = self
            .tokens
            .get(self.at)
            .filter(|next| next.span.start == span.end && !next.text.is_empty() && next.text.chars().all(is_ideograph))
        {
            words.push_str(next.text);
            span = span.join(next.span);
            self.advance();
        }
        Node::new(NodeKind::Text(words), span)
    }

    /// `:=`, `::=`, `=:` without blanks are one sign.
    fn joined(&mut self, first: &str, token: Token<'t>) -> Option<(&'static str, Span)> {
        if first != ":" {
            return None;
        }
        let rest = self.tokens.get(self.at..)?;
        let (text, width, last) = match rest {
            [a, b, ..] if a.text == ":" && b.text == "=" => ("::=", 2, b),
            [a, ..] if a.text == "=" => (":=", 1, a),
            _ => return None,
        };
        self.at += width;
        Some((text, token.span.join(last.span)))
    }

    fn character(&mut self, token: Token<'t>) -> NodeKind {
        let mut characters = token.text.chars();
        let first = characters.next().unwrap_or(' ');
        if let Some(accent) = characters.next() {
            return accented(first, accent, token);
        }
        match canonical(first) {
            Some(Canonical::Command(name)) => commands::find_name(name).map_or_else(
                || NodeKind::Letter(token.text.to_owned()),
                |row| super::command::leaf(row.role).unwrap_or_else(|| NodeKind::Letter(token.text.to_owned())),
            ),
            Some(Canonical::Styled(font, letter)) => styled(font, letter, token.span),
            Some(Canonical::Ascii(letter)) => plain(letter),
            _ if first.is_alphanumeric() => NodeKind::Letter(token.text.to_owned()),
            _ if first.is_control() || is_private(first) => self.unreadable(token),
            _ => NodeKind::Symbol { text: token.text.to_owned(), class: Class::Ordinary },
        }
    }

    /// KaTeX's lexer knows neither control characters nor the private use area.
    fn unreadable(&mut self, token: Token<'t>) -> NodeKind {
        let code = token.text.chars().next().map_or(0, u32::from);
        let message = format!("the character U+{code:04X} cannot be read");
        self.slip(SlipKind::StrayCharacter, token.span, message, Renderers::ALL);
        NodeKind::Error(Vec::new())
    }

    /// A character that means something elsewhere, but nothing here: `&`, `$`, `#`.
    pub(super) fn stray(&mut self, token: Token<'t>, kind: NodeKind, hint: &str) -> Node {
        self.advance();
        let message = format!("`{}` means nothing here", token.text);
        let slip = Slip::new(SlipKind::StrayCharacter, token.span, message).hint(hint).rejected_by(Renderers::ALL);
        self.slips.push(slip);
        Node::new(kind, token.span)
    }
}

/// Letters of Chinese and Japanese, which are words and no variables.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// A letter with a combining accent: the accent's command on it.
fn accented(first: char, mark: char, token: Token<'_>) -> NodeKind {
    let Some((_, accent)) = ACCENTS.iter().find(|(character, _)| *character == mark) else {
        return NodeKind::Letter(token.text.to_owned());
    };
    let base = Span { start: token.span.start, end: token.span.end.saturating_sub(2) };
    NodeKind::Accent { accent: (*accent).to_owned(), body: Box::new(Node::new(plain(first), base)) }
}

static ACCENTS: &[(char, &str)] = &[
    ('\u{300}', "grave"),
    ('\u{301}', "acute"),
    ('\u{302}', "hat"),
    ('\u{303}', "tilde"),
    ('\u{304}', "bar"),
    ('\u{305}', "overline"),
    ('\u{306}', "breve"),
    ('\u{307}', "dot"),
    ('\u{308}', "ddot"),
    ('\u{30A}', "mathring"),
    ('\u{30C}', "check"),
];

fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0x2028 | 0x2029)
}

pub(super) fn styled(font: Option<super::super::notation::Font>, letter: char, span: Span) -> NodeKind {
    let inner = plain(letter);
    match font {
        Some(font) => NodeKind::Styled { font, body: Box::new(Node::new(inner, span)) },
        None => inner,
    }
}

/// An ASCII character as a node.
pub(super) fn plain(letter: char) -> NodeKind {
    if letter.is_ascii_digit() {
        return NodeKind::Number(letter.to_string());
    }
    match ascii(letter.encode_utf8(&mut [0; 4])) {
        Some((text, class)) => NodeKind::Symbol { text: text.to_owned(), class },
        None => NodeKind::Letter(letter.to_string()),
    }
}
