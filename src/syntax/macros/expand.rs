//! Expansion: tokens to the tokens that they stand for.

use std::borrow::Cow;

use super::super::commands::{self, Renderers};
use super::super::lexer::{Token, TokenKind, tokenize};
use super::super::slip::{Slip, SlipKind, Slips};
use super::define::definition;
use super::{Body, Macro, Macros, Parameter, packages, placed};
use crate::source::Span;

/// The greatest number of uses that are expanded in one formula; KaTeX stops at the same number.
const USES: usize = 1_000;

/// The greatest number of tokens that expansion may move, whatever the number of uses.
const MOVES: usize = 400_000;

/// The greatest number of tokens that the arguments of a packaged command take.
const REACH: usize = 2_000;

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
        if !tokens.iter().any(|token| self.get(token).is_some() || packages::get(token).is_some()) {
            return tokens;
        }
        let mut expansion = Expansion { input: tokens, output: Vec::new(), uses: 0, moves: 0, ended: false };
        expansion.input.reverse();
        while let Some(token) = expansion.input.pop() {
            match (self.get(&token), packages::get(&token)) {
                (Some(found), _) => expansion.replace(token, found, slips),
                (None, Some(found)) => expansion.replace_packaged(token, found, slips),
                (None, None) if expansion.choose(token) => {}
                (None, None) => expansion.output.push(token),
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

pub(super) struct Expansion<'a> {
    /// What is still to be read, the next token last.
    pub input: Vec<Token<'a>>,
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
            Body::Alias(text) => {
                self.stand_for(text, span);
                return;
            }
        };
        self.write(body, &arguments, span);
    }

    /// A command of a package, which the renderers of web pages do not load by themselves. Where its arguments are not
    /// there, it stands as it is.
    fn replace_packaged(&mut self, token: Token<'a>, found: &'static packages::Packaged, slips: &mut Slips) {
        let mut span = token.span;
        self.uses += 1;
        let from = self.input.len().saturating_sub(REACH);
        let saved = self.input.get(from..).unwrap_or(&[]).to_vec();
        let stopped = self.uses > USES || self.moves > MOVES;
        let arguments = if stopped { None } else { self.arguments(&found.meaning.parameters, &mut span) };
        let (Some(arguments), Body::Text(text)) = (arguments, &found.meaning.body) else {
            self.input.truncate(from);
            self.input.extend(saved);
            self.output.push(token);
            return;
        };
        let message = format!("`{}` needs the package {}", token.text, found.package);
        let slip = Slip::new(SlipKind::UnknownCommand, token.span, message)
            .hint("define it on the page, or under `macros` in mathlint.toml if the site loads the package")
            .rejected_by(Renderers::LATEX.others());
        slips.push(slip);
        self.write(tokenize(text), &arguments, span);
    }

    /// Another name of a command stands for the command itself, whatever was made of its name since.
    fn stand_for(&mut self, text: &'a str, span: Span) {
        let mut tokens = tokenize(text).into_iter().map(|token| placed(token, span));
        match (tokens.next(), tokens.next()) {
            (Some(only), None) if only.row.is_some() => self.output.push(only),
            (first, second) => {
                let mut all: Vec<_> = first.into_iter().chain(second).chain(tokens).collect();
                all.reverse();
                self.input.append(&mut all);
            }
        }
    }

    /// Puts a body with its arguments before what is still to be read.
    fn write(&mut self, body: Vec<Token<'a>>, arguments: &[Vec<Token<'a>>], span: Span) {
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
    pub(super) fn arguments(&mut self, parameters: &'a [Parameter], span: &mut Span) -> Option<Vec<Vec<Token<'a>>>> {
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
                Parameter::Flag => {
                    let star = self.next_is("*").then(|| self.pop(span)).flatten();
                    arguments.push(star.into_iter().collect());
                }
                Parameter::Plain => arguments.push(self.argument(span)?),
                Parameter::Optional(default) => {
                    let found = self.bracketed(span);
                    arguments.push(found.unwrap_or_else(|| absent(default, *span)));
                }
                Parameter::Braced(default) => {
                    let found = if self.next_is("{") { self.argument(span) } else { None };
                    arguments.push(found.unwrap_or_else(|| absent(default, *span)));
                }
                Parameter::Between { open, close, default } => {
                    let found = self.between(open, close, span);
                    arguments.push(found.unwrap_or_else(|| absent(default, *span)));
                }
                Parameter::UpTo(texts) => arguments.push(self.up_to_texts(texts, span)?),
                Parameter::Literal(texts) => self.literal(texts, span)?,
            }
        }
        Some(arguments)
    }

    /// Takes these tokens; none, and nothing taken, if others stand there.
    fn literal(&mut self, texts: &[String], span: &mut Span) -> Option<()> {
        let found = self.stands(texts)?;
        for _ in 0..found {
            self.pop(span)?;
        }
        Some(())
    }

    /// How many tokens these texts take at the place, blanks between them counted; none if others stand there.
    fn stands(&self, texts: &[String]) -> Option<usize> {
        let mut taken = 0;
        for text in texts {
            let rest = self.input.get(..self.input.len() - taken)?;
            taken += rest.iter().rev().take_while(|token| token.is_blank()).count();
            let next = self.input.get(self.input.len().checked_sub(taken + 1)?)?;
            if next.text != text {
                return None;
            }
            taken += 1;
        }
        Some(taken)
    }

    /// An argument that ends where these tokens stand, outside of all braces.
    fn up_to_texts(&mut self, texts: &[String], span: &mut Span) -> Option<Vec<Token<'a>>> {
        let (mut taken, mut depth) = (Vec::new(), 0_usize);
        loop {
            if depth == 0 && self.stands(texts).is_some() {
                self.literal(texts, span)?;
                return Some(without_braces(taken));
            }
            let Some(token) = self.pop(span) else {
                self.input.extend(taken.into_iter().rev());
                return None;
            };
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            taken.push(token);
        }
    }

    fn skip_blanks(&mut self) {
        while self.input.last().is_some_and(Token::is_blank) {
            self.input.pop();
        }
    }

    pub(super) fn next_is(&mut self, text: &str) -> bool {
        self.skip_blanks();
        self.input.last().is_some_and(|token| token.text == text)
    }

    pub(super) fn pop(&mut self, span: &mut Span) -> Option<Token<'a>> {
        let token = self.input.pop()?;
        self.moves += 1;
        *span = span.join(token.span);
        Some(token)
    }

    /// A group without its braces, or a single token.
    pub(super) fn argument(&mut self, span: &mut Span) -> Option<Vec<Token<'a>>> {
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
        self.between("[", "]", span)
    }

    fn between(&mut self, open: &str, close: &str, span: &mut Span) -> Option<Vec<Token<'a>>> {
        if !self.next_is(open) {
            return None;
        }
        let (bracket, before) = (self.pop(span)?, *span);
        let found = self.up_to(span, |token, depth| depth == 0 && token.text == close);
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

/// What stands for an argument that is not there.
fn absent<'a>(default: &'a str, place: Span) -> Vec<Token<'a>> {
    tokenize(default).into_iter().map(|token| placed(token, place)).collect()
}

/// An argument that is all in one pair of braces stands without them.
fn without_braces(mut tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut depth = 0_usize;
    let ends = tokens.iter().position(|token| {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let braced = tokens.first().is_some_and(|first| first.kind == TokenKind::Open);
    if braced && ends.map(|end| end + 1) == Some(tokens.len()) {
        tokens.pop();
        tokens.remove(0);
    }
    tokens
}

/// The index of the argument that `#1` stands for.
fn parameter(token: &Token<'_>) -> Option<usize> {
    let digit = token.text.strip_prefix('#').filter(|_| token.kind == TokenKind::Hash)?;
    digit.parse::<usize>().ok()?.checked_sub(1)
}
