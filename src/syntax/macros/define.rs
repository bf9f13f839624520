//! Definitions: `\newcommand`, `\newcommandx`, `\NewDocumentCommand`, `\def`, `\let`, `\DeclareMathOperator`,
//! `\DeclarePairedDelimiter` and their kin.

use super::super::commands::Renderers;
use super::super::delimiter::{skip_blanks, written};
use super::super::lexer::{Token, TokenKind};
use super::super::slip::{Slip, SlipKind};
use super::{Body, Macro, Parameter, signature};

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
    let (_, form) = FORMS.iter().find(|(name, _)| *name == token.name())?;
    let read = match form {
        Form::Command => reader.new_command(false),
        Form::CommandX => reader.new_command(true),
        Form::Document => reader.document_command(),
        Form::Plain => reader.plain_definition(),
        Form::Alias => reader.alias(),
        Form::Operator => reader.operator(),
        Form::Pair => reader.paired_delimiter(),
        Form::PairX => reader.paired_with_body(false),
        Form::PairXpp => reader.paired_with_body(true),
    };
    let next = reader.at.max(at + 1);
    let keep = token.name().to_ascii_lowercase().starts_with("provide");
    let outcome = read.map(|(name, value)| Definition { name, value, keep }).ok_or_else(|| {
        let message = format!("`{}` is no complete definition", token.text);
        Box::new(Slip::new(SlipKind::BadDefinition, token.span, message).rejected_by(Renderers::ALL))
    });
    Some(Found { outcome, next })
}

/// `\ensuremath{^\prime}`: a script that a macro puts on what stands before it.
fn script_in(body: &str) -> Option<&str> {
    let inside = body.trim().strip_prefix("\\ensuremath")?.trim_start().strip_prefix('{')?.strip_suffix('}')?;
    let script = inside.trim_start().starts_with(['^', '_']);
    (script && inside.matches('{').count() == inside.matches('}').count()).then_some(inside)
}

/// How a definition is written.
enum Form {
    Command,
    CommandX,
    Document,
    Plain,
    Alias,
    Operator,
    Pair,
    PairX,
    PairXpp,
}

static FORMS: &[(&str, Form)] = &[
    ("newcommand", Form::Command),
    ("renewcommand", Form::Command),
    ("providecommand", Form::Command),
    ("DeclareRobustCommand", Form::Command),
    ("newcommandx", Form::CommandX),
    ("renewcommandx", Form::CommandX),
    ("providecommandx", Form::CommandX),
    ("DeclareRobustCommandx", Form::CommandX),
    ("NewDocumentCommand", Form::Document),
    ("RenewDocumentCommand", Form::Document),
    ("ProvideDocumentCommand", Form::Document),
    ("DeclareDocumentCommand", Form::Document),
    ("NewExpandableDocumentCommand", Form::Document),
    ("DeclareExpandableDocumentCommand", Form::Document),
    ("def", Form::Plain),
    ("gdef", Form::Plain),
    ("edef", Form::Plain),
    ("xdef", Form::Plain),
    ("let", Form::Alias),
    ("DeclareMathOperator", Form::Operator),
    ("DeclarePairedDelimiter", Form::Pair),
    ("DeclarePairedDelimiterX", Form::PairX),
    ("DeclarePairedDelimiterXPP", Form::PairXpp),
];

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
        Some(script_in(&text).map_or(text.clone(), str::to_owned))
    }

    /// What stands between brackets; a bracket in braces is none.
    fn bracketed(&mut self) -> Option<String> {
        let start = self.at;
        if !self.take("[") {
            return None;
        }
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate().skip(self.at).take(LENGTH) {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close if depth == 0 => break,
                TokenKind::Close => depth -= 1,
                _ if depth == 0 && token.text == "]" => {
                    let text = written(self.tokens, self.at, at);
                    self.at = at + 1;
                    return Some(text);
                }
                _ => {}
            }
        }
        self.at = start;
        None
    }

    fn count(&mut self) -> Option<usize> {
        match self.bracketed() {
            Some(count) => count.trim().parse::<usize>().ok().filter(|count| *count <= 9),
            None => Some(0),
        }
    }

    /// `\newcommand*{\name}[2][default]{body}`; with keys, `\newcommandx\name[2][1=default, 2=other]{body}`.
    fn new_command(&mut self, keys: bool) -> Option<Named> {
        self.take("*");
        let name = self.name()?;
        let mut parameters = vec![Parameter::Plain; self.count()?];
        match self.bracketed() {
            Some(defaults) if keys => {
                for (number, default) in signature::numbered(&defaults) {
                    *parameters.get_mut(number.checked_sub(1)?)? = Parameter::Optional(default);
                }
            }
            Some(default) => *parameters.first_mut()? = Parameter::Optional(default),
            None => {}
        }
        let body = Body::Text(self.body()?);
        Some((name, Macro { parameters, body }))
    }

    /// `\NewDocumentCommand{\name}{s O{default} m}{body}`
    fn document_command(&mut self) -> Option<Named> {
        let name = self.name()?;
        let parameters = signature::read(&self.body()?)?;
        let body = Body::Text(self.body()?);
        Some((name, Macro { parameters, body }))
    }

    /// `\def\name#1#2{body}`, `\def\name(#1,#2){body}`: what stands between the parameters must stand in the use.
    fn plain_definition(&mut self) -> Option<Named> {
        let name = self.peek().filter(|token| token.kind == TokenKind::Command)?.name().to_owned();
        self.at += 1;
        let mut parameters = Vec::new();
        let mut count = 0;
        let before = self.texts()?;
        if !before.is_empty() {
            parameters.push(Parameter::Literal(before));
        }
        while let Some(token) = self.peek().filter(|token| token.kind == TokenKind::Hash) {
            count += 1;
            if token.text.get(1..)?.parse::<usize>().ok()? != count {
                return None;
            }
            self.at += 1;
            let behind = self.texts()?;
            parameters.push(if behind.is_empty() { Parameter::Plain } else { Parameter::UpTo(behind) });
        }
        self.peek().filter(|token| token.kind == TokenKind::Open)?;
        let body = Body::Text(self.body()?);
        Some((name, Macro { parameters, body }))
    }

    /// The tokens up to the next parameter or to the body.
    fn texts(&mut self) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        while let Some(token) = self.peek().filter(|token| !matches!(token.kind, TokenKind::Hash | TokenKind::Open)) {
            if token.kind == TokenKind::Close || texts.len() > MOST_TEXTS {
                return None;
            }
            texts.push(token.text.to_owned());
            self.at += 1;
        }
        Some(texts)
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

    /// `\DeclarePairedDelimiterX{\name}[2]{left}{right}{body}`; with a text before and behind the pair,
    /// `\DeclarePairedDelimiterXPP{\name}[2]{before}{left}{right}{behind}{body}`.
    fn paired_with_body(&mut self, around: bool) -> Option<Named> {
        let name = self.name()?;
        let mut parameters = vec![Parameter::Plain; self.count()?];
        parameters.insert(0, Parameter::Star);
        let before = if around { self.body()? } else { String::new() };
        let (left, right) = (self.body()?, self.body()?);
        let behind = if around { self.body()? } else { String::new() };
        let inside = self.body()?.replace("\\delimsize", "\\middle");
        let body = Body::Text(format!("{before}\\left{left} {inside} \\right{right}{behind}"));
        Some((name, Macro { parameters, body }))
    }
}

/// The greatest number of tokens between two parameters.
const MOST_TEXTS: usize = 20;

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
