//! Expansion: tokens to the tokens that they stand for.

use std::borrow::Cow;

use super::super::commands::{self, Renderers};
use super::super::lexer::{Token, TokenKind, tokenize};
use super::super::slip::{Slip, SlipKind, Slips};
use super::define::definition;
use super::{Body, Macro, Macros, Parameter, placed};
use crate::source::Span;

/// The greatest number of uses that are expanded in one formula; KaTeX stops at the same number.
const USES: usize = 1_000;

/// The greatest number of tokens that expansion may move, whatever the number of uses.
const MOVES: usize = 400_000;

impl Macros {
    /// Takes the definitions out of a formula: the table with them, and the tokens with one in place of each. They
    /// hold for all of the formula.
    pub(in super::super) fn take_definitions<'m, 't>(
        &'m self,
        tokens: Vec<Token<'t>>,
        slips: &mut Slips,
    ) -> (Cow<'m, Self>, Vec<Token<'t>>) {
        let defines = |token: &Token<'_>| token.row.is_some_and(|row| row.role == commands::Role::Define);
        if !tokens.iter().any(defines) {
            return (Cow::Borrowed(self), tokens);
        }
        let mut table = self.clone();
        let mut kept = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let Some(token) = tokens.get(at).copied() {
            let Some(found) = definition(&tokens, at).filter(|found| found.outcome.is_ok()) else {
                kept.push(token);
                at += 1;
                continue;
            };
            let last = tokens.get(found.next.saturating_sub(1)).map_or(token.span, |last| last.span);
            if let Some(row) = token.row.filter(|row| !row.known_to.meets(Renderers::KATEX)) {
                let message = format!("KaTeX does not know `{}`", token.text);
                slips.push(Slip::new(SlipKind::UnknownCommand, token.span, message).rejected_by(row.known_to.others()));
            }
            kept.push(Token { row: Some(&commands::DONE), span: token.span.join(last), ..token });
            at = table.enter(found, slips);
        }
        (Cow::Owned(table), kept)
    }

    /// tokens → the tokens that they stand for. What a body gives carries the span of the use, what an argument gives
    /// its own.
    pub(in super::super) fn expand<'a>(&'a self, tokens: Vec<Token<'a>>, slips: &mut Slips) -> Vec<Token<'a>> {
        if self.is_empty() || !tokens.iter().any(|token| self.get(token).is_some()) {
            return tokens;
        }
        let mut expansion = Expansion { input: tokens, output: Vec::new(), uses: 0, moves: 0, ended: false };
        expansion.input.reverse();
        while let Some(token) = expansion.input.pop() {
            match self.get(&token) {
                Some(found) => expansion.replace(token, found, slips),
                None => expansion.output.push(token),
            }
        }
        expansion.output
    }

    fn get(&self, token: &Token<'_>) -> Option<&Macro> {
        if token.kind != TokenKind::Command || token.row.is_some_and(|row| std::ptr::eq(row, &raw const commands::DONE))
        {
            return None;
        }
        self.table.get(token.name())
    }
}

struct Expansion<'a> {
    /// What is still to be read, the next token last.
    input: Vec<Token<'a>>,
    output: Vec<Token<'a>>,
    uses: usize,
    moves: usize,
    ended: bool,
}

impl<'a> Expansion<'a> {
    fn replace(&mut self, token: Token<'a>, found: &'a Macro, slips: &mut Slips) {
        self.uses += 1;
        if self.uses > USES || self.moves > MOVES {
            self.end(token, slips);
            return;
        }
        let mut span = token.span;
        let Some(arguments) = self.arguments(&found.parameters, &mut span) else {
            let message = format!("the macro `{}` lacks an argument", token.text);
            slips.push(Slip::new(SlipKind::MissingArgument, token.span, message).rejected_by(Renderers::ALL));
            self.output.push(Token { row: Some(&commands::DONE), ..token });
            return;
        };
        let body = match &found.body {
            Body::Text(text) => tokenize(text),
            Body::Alias(text) => tokenize(text),
        };
        let start = self.input.len();
        for part in body {
            match parameter(&part) {
                Some(number) => self.input.extend(arguments.get(number).into_iter().flatten().copied()),
                None => self.input.push(placed(part, span)),
            }
            if self.input.len() - start > MOVES {
                break;
            }
        }
        self.moves += self.input.len() - start;
        if let Some(added) = self.input.get_mut(start..) {
            added.reverse();
        }
    }

    /// Stops expanding: one slip, and each further use stands for itself.
    fn end(&mut self, token: Token<'a>, slips: &mut Slips) {
        if !self.ended {
            self.ended = true;
            let message = format!("`{}` does not end: more than {USES} expansions", token.text);
            let slip = Slip::new(SlipKind::BadDefinition, token.span, message)
                .hint("a macro may not use itself")
                .rejected_by(Renderers::ALL);
            slips.push(slip);
        }
        self.output.push(Token { row: Some(&commands::DONE), ..token });
    }

    /// The arguments of a use; none if one is missing. Widens the span by them.
    fn arguments(&mut self, parameters: &'a [Parameter], span: &mut Span) -> Option<Vec<Vec<Token<'a>>>> {
        let mut arguments = Vec::new();
        for parameter in parameters {
            match parameter {
                Parameter::Star => {
                    if self.next_is("*") {
                        self.pop(span);
                    } else {
                        self.bracketed(span);
                    }
                }
                Parameter::Plain => arguments.push(self.argument(span)?),
                Parameter::Optional(default) => {
                    let found = self.bracketed(span);
                    let place = *span;
                    let absent = || tokenize(default).into_iter().map(|token| placed(token, place)).collect();
                    arguments.push(found.unwrap_or_else(absent));
                }
            }
        }
        Some(arguments)
    }

    fn skip_blanks(&mut self) {
        while self.input.last().is_some_and(Token::is_blank) {
            self.input.pop();
        }
    }

    fn next_is(&mut self, text: &str) -> bool {
        self.skip_blanks();
        self.input.last().is_some_and(|token| token.text == text)
    }

    fn pop(&mut self, span: &mut Span) -> Option<Token<'a>> {
        let token = self.input.pop()?;
        self.moves += 1;
        *span = span.join(token.span);
        Some(token)
    }

    /// A group without its braces, or a single token.
    fn argument(&mut self, span: &mut Span) -> Option<Vec<Token<'a>>> {
        self.skip_blanks();
        if self.input.last()?.kind == TokenKind::Close {
            return None;
        }
        let first = self.pop(span)?;
        match first.kind {
            TokenKind::Open => {
                let found = self.up_to(span, |token, depth| depth == 0 && token.kind == TokenKind::Close);
                if found.is_none() {
                    self.input.push(first);
                }
                found
            }
            TokenKind::Digits if first.text.len() > 1 => {
                let (digit, rest) = first.text.split_at(1);
                let cut = first.span.start + 1;
                self.input.push(Token { text: rest, span: Span { start: cut, ..first.span }, ..first });
                Some(vec![Token { text: digit, span: Span { end: cut, ..first.span }, ..first }])
            }
            _ => Some(vec![first]),
        }
    }

    fn bracketed(&mut self, span: &mut Span) -> Option<Vec<Token<'a>>> {
        if !self.next_is("[") {
            return None;
        }
        let (bracket, before) = (self.pop(span)?, *span);
        let found = self.up_to(span, |token, depth| depth == 0 && token.text == "]");
        if found.is_none() {
            *span = before;
            self.input.push(bracket);
        }
        found
    }

    /// The tokens up to the one that ends them, which is dropped; none, and nothing taken, if there is no such token.
    fn up_to(&mut self, span: &mut Span, ends: impl Fn(&Token<'a>, usize) -> bool) -> Option<Vec<Token<'a>>> {
        let mut depth = 0_usize;
        let mut taken = Vec::new();
        while let Some(token) = self.pop(span) {
            if ends(&token, depth) {
                return Some(taken);
            }
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            taken.push(token);
        }
        self.input.extend(taken.into_iter().rev());
        None
    }
}

/// The index of the argument that `#1` stands for.
fn parameter(token: &Token<'_>) -> Option<usize> {
    let digit = token.text.strip_prefix('#').filter(|_| token.kind == TokenKind::Hash)?;
    digit.parse::<usize>().ok()?.checked_sub(1)
}
