//! Definitions: `\newcommand`, `\def`, `\let`, `\DeclareMathOperator`, `\DeclarePairedDelimiter`.

use super::super::commands::Renderers;
use super::super::delimiter::{skip_blanks, written};
use super::super::lexer::{Token, TokenKind};
use super::super::slip::{Slip, SlipKind};
use super::{Body, Macro, Parameter};

/// A definition that was looked for: what came out, and the index behind it.
pub(super) struct Found {
    pub outcome: Result<Definition, Box<Slip>>,
    pub next: usize,
}

pub(super) struct Definition {
    pub name: String,
    pub value: Macro,
    /// `\providecommand`: an older one stays.
    pub keep: bool,
}

/// The definition that begins at `at`, if one does.
pub(super) fn definition(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let token = tokens.get(at)?;
    if token.kind != TokenKind::Command {
        return None;
    }
    let mut reader = Reader { tokens, at: at + 1 };
    let read = match token.name() {
        "newcommand" | "renewcommand" | "providecommand" | "DeclareRobustCommand" => reader.new_command(),
        "def" | "gdef" | "edef" | "xdef" => reader.plain_definition(),
        "let" => reader.alias(),
        "DeclareMathOperator" => reader.operator(),
        "DeclarePairedDelimiter" => reader.paired_delimiter(),
        _ => return None,
    };
    let next = reader.at.max(at + 1);
    let keep = token.name() == "providecommand";
    let outcome = read.map(|(name, value)| Definition { name, value, keep }).ok_or_else(|| {
        let message = format!("`{}` is no complete definition", token.text);
        Box::new(Slip::new(SlipKind::BadDefinition, token.span, message).rejected_by(Renderers::ALL))
    });
    Some(Found { outcome, next })
}

struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
    at: usize,
}

type Named = (String, Macro);

impl<'t> Reader<'_, 't> {
    fn peek(&mut self) -> Option<Token<'t>> {
        self.at = skip_blanks(self.tokens, self.at);
        self.tokens.get(self.at).copied()
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.text == text);
        self.at += usize::from(found);
        found
    }

    /// `\name`, with or without braces.
    fn name(&mut self) -> Option<String> {
        let braced = self.take("{");
        let token = self.peek().filter(|token| token.kind == TokenKind::Command)?;
        self.at += 1;
        if braced && !self.take("}") {
            return None;
        }
        Some(token.name().to_owned())
    }

    /// A group's text, or a single token.
    fn body(&mut self) -> Option<String> {
        let token = self.peek()?;
        if token.kind != TokenKind::Open {
            self.at += 1;
            return (token.kind != TokenKind::Close).then(|| token.text.to_owned());
        }
        let close = closing_brace(self.tokens, self.at)?;
        let text = written(self.tokens, self.at + 1, close);
        self.at = close + 1;
        Some(text)
    }

    fn bracketed(&mut self) -> Option<String> {
        if !self.take("[") {
            return None;
        }
        let rest = self.tokens.get(self.at..)?;
        let length = rest.iter().take(200).position(|token| token.text == "]")?;
        let text = written(self.tokens, self.at, self.at + length);
        self.at += length + 1;
        Some(text)
    }

    /// `\newcommand*{\name}[2][default]{body}`
    fn new_command(&mut self) -> Option<Named> {
        self.take("*");
        let name = self.name()?;
        let count = match self.bracketed() {
            Some(count) => count.trim().parse::<usize>().ok().filter(|count| *count <= 9)?,
            None => 0,
        };
        let mut parameters = vec![Parameter::Plain; count];
        if let Some(default) = self.bracketed() {
            *parameters.first_mut()? = Parameter::Optional(default);
        }
        let body = Body::Text(self.body()?);
        Some((name, Macro { parameters, body }))
    }

    /// `\def\name#1#2{body}`; other texts between the parameters are not read.
    fn plain_definition(&mut self) -> Option<Named> {
        let name = self.peek().filter(|token| token.kind == TokenKind::Command)?.name().to_owned();
        self.at += 1;
        let mut parameters = Vec::new();
        while let Some(token) = self.peek().filter(|token| token.kind == TokenKind::Hash) {
            if token.text.get(1..)?.parse::<usize>().ok()? != parameters.len() + 1 {
                return None;
            }
            parameters.push(Parameter::Plain);
            self.at += 1;
        }
        self.peek().filter(|token| token.kind == TokenKind::Open)?;
        let body = Body::Text(self.body()?);
        Some((name, Macro { parameters, body }))
    }

    /// `\let\name=\other`
    fn alias(&mut self) -> Option<Named> {
        let name = self.peek().filter(|token| token.kind == TokenKind::Command)?.name().to_owned();
        self.at += 1;
        self.take("=");
        let target = self.peek()?;
        self.at += 1;
        Some((name, Macro { parameters: Vec::new(), body: Body::Alias(target.text.to_owned()) }))
    }

    /// `\DeclareMathOperator*{\name}{text}`
    fn operator(&mut self) -> Option<Named> {
        let star = if self.take("*") { "*" } else { "" };
        let name = self.name()?;
        let body = format!("\\operatorname{star}{{{}}}", self.body()?);
        Some((name, Macro { parameters: Vec::new(), body: Body::Text(body) }))
    }

    /// `\DeclarePairedDelimiter{\name}{left}{right}`
    fn paired_delimiter(&mut self) -> Option<Named> {
        let name = self.name()?;
        let (left, right) = (self.body()?, self.body()?);
        let body = Body::Text(format!("\\left{left} #1 \\right{right}"));
        Some((name, Macro { parameters: vec![Parameter::Star, Parameter::Plain], body }))
    }
}

/// The greatest number of tokens of a body.
const LENGTH: usize = 2_000;

/// The index of the brace that closes the one at `open`.
fn closing_brace(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open).take(LENGTH) {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}
