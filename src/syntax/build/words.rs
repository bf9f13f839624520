//! Words inside mathematics: `\text{…}`.

use super::super::commands::{Renderers, Role};
use super::super::lexer::{Token, TokenKind};
use super::super::slip::{Slip, SlipKind};
use super::Builder;
use super::argument::Value;

impl<'t> Builder<'_, 't> {
    /// The words of a group, or of one token.
    pub(super) fn words_argument(&mut self, end: usize, command: Token<'t>) -> Value {
        let next = self.peek(end);
        let start = self.at;
        let Some(token) = next.filter(|next| !matches!(next.kind, TokenKind::Close | TokenKind::Ampersand)) else {
            return Value::Missing;
        };
        if token.kind != TokenKind::Open {
            return self.one_word(end, command, token);
        }
        let close = self.pairs.partner(start).filter(|close| *close < end);
        self.advance();
        let text = self.words(close.unwrap_or(end));
        if let Some(close) = close {
            self.at = close;
            self.advance();
        }
        Value::Text(text, self.span_from(start))
    }

    /// `\text x`: a single token.
    fn one_word(&mut self, end: usize, command: Token<'t>, token: Token<'t>) -> Value {
        let start = self.at;
        let mut text = String::new();
        if token.kind == TokenKind::Digits {
            text.extend(token.text.chars().take(1));
            self.take_digit(token);
            return Value::Text(text, token.span);
        }
        if token.kind == TokenKind::Dollar || token.row.is_some_and(|row| !row.args.is_empty()) {
            let message = format!("`{}` needs braces as an argument of `{}`", token.text, command.text);
            let slip = Slip::new(SlipKind::UnbracedArgument, token.span, message)
                .hint(format!("write `{}{{{} …}}`", command.text, token.text))
                .rejected_by(Renderers::KATEX.or(Renderers::MATHJAX));
            self.slips.push(slip);
        }
        self.word(end, token, &mut text);
        Value::Text(text, self.span_from(start))
    }

    /// The words up to `end`, blanks kept as one space.
    fn words(&mut self, end: usize) -> String {
        let mut text = String::new();
        while let Some(token) = self.tokens.get(self.at).copied().filter(|_| self.at < end) {
            self.word(end, token, &mut text);
        }
        text
    }

    fn word(&mut self, end: usize, token: Token<'t>, text: &mut String) {
        match token.kind {
            TokenKind::Blank | TokenKind::Tie => {
                text.push(' ');
                self.advance();
            }
            TokenKind::Comment => {
                self.comment(token);
                self.advance();
            }
            TokenKind::Open => {
                let close = self.pairs.partner(self.at).filter(|close| *close < end);
                self.advance();
                self.inner_words(close.unwrap_or(end), text);
                if close.is_some() {
                    self.advance();
                }
            }
            TokenKind::Dollar => self.inner_formula(end, token, text),
            TokenKind::Command => self.word_command(end, token, text),
            TokenKind::Sub | TokenKind::Sup | TokenKind::Ampersand | TokenKind::Hash => {
                self.not_a_word(token);
                text.push_str(token.text);
                self.advance();
            }
            TokenKind::Close | TokenKind::Backslash => self.advance(),
            _ => {
                text.push_str(token.text);
                self.advance();
            }
        }
    }

    /// A group inside words; deeper than the limit it is taken as it stands.
    fn inner_words(&mut self, end: usize, text: &mut String) {
        if self.depth >= super::DEPTH {
            self.too_deep(end);
            return;
        }
        self.depth += 1;
        text.push_str(&self.words(end));
        self.depth -= 1;
    }

    fn not_a_word(&mut self, token: Token<'t>) {
        let slip =
            Slip::new(SlipKind::MisplacedCommand, token.span, format!("`{}` may not stand in a text", token.text))
                .hint(format!("write `\\{}`, or put dollars around the formula", token.text))
                .rejected_by(Renderers::KATEX.or(Renderers::LATEX));
        self.slips.push(slip);
    }

    /// `$…$` inside words: read as a formula, kept as the characters that it shows.
    fn inner_formula(&mut self, end: usize, token: Token<'t>, text: &mut String) {
        let close = self.pairs.partner(self.at).filter(|close| *close > self.at && *close < end);
        let Some(close) = close else {
            self.advance();
            text.push_str(token.text);
            return;
        };
        self.formula_up_to(close, text);
    }

    /// The `\)` that closes the `\(` that comes next, in the same group.
    fn round_close(&self, end: usize) -> Option<usize> {
        let mut at = self.at + 1;
        while let Some(token) = self.tokens.get(at).filter(|_| at < end) {
            if token.text == r"\)" {
                return Some(at);
            }
            let jump = token.kind == TokenKind::Open;
            at = self.pairs.partner(at).filter(|close| jump && *close > at).unwrap_or(at) + 1;
        }
        None
    }

    /// A formula within words from its opening sign on.
    fn formula_up_to(&mut self, close: usize, text: &mut String) {
        self.advance();
        let nodes = self.list(close, false);
        text.push_str(&super::super::glyphs(&nodes));
        self.at = close;
        self.advance();
    }

    fn word_command(&mut self, end: usize, token: Token<'t>, text: &mut String) {
        let Some(row) = token.row else {
            if token.text == r"\("
                && let Some(close) = self.round_close(end)
            {
                return self.formula_up_to(close, text);
            }
            self.unknown(token);
            text.push_str(token.text);
            return;
        };
        if !row.in_text {
            let slip =
                Slip::new(SlipKind::MisplacedCommand, token.span, format!("`{}` may not stand in a text", token.text))
                    .hint("put dollars around it, or close the text before it")
                    .rejected_by(Renderers::KATEX.or(if row.args.is_empty() {
                        Renderers::LATEX
                    } else {
                        Renderers::NONE
                    }));
            self.slips.push(slip);
        }
        match row.role {
            Role::Letter(shown) | Role::Symbol(shown, _) => {
                self.check_known(token, row.known_to);
                self.advance();
                text.push_str(shown.strip_prefix('\\').map_or(shown, |name| glyph(shown, name)));
            }
            Role::Space if row.args.is_empty() => {
                self.advance();
                text.push(' ');
            }
            _ => {
                let node = self.deeper(end, |builder| builder.command(end, token));
                text.push_str(&super::super::glyphs(node.as_slice()));
            }
        }
    }
}

/// What a canonical command shows.
fn glyph<'n>(command: &'n str, name: &'n str) -> &'n str {
    match name {
        "%" | "#" | "&" | "$" | "_" | "{" | "}" => name,
        _ => command,
    }
}
