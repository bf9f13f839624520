//! Conditions within macros: `\IfNoValueTF`, `\IfBooleanTF`, `\ifthenelse`, `\ifblank`, `\ifx … \else … \fi`.

use super::super::lexer::{Token, TokenKind};
use super::NO_VALUE;
use super::expand::Expansion;
use crate::source::Span;

/// What a condition asks of its first argument.
#[derive(Clone, Copy)]
enum Test {
    NoValue,
    Value,
    Star,
    Blank,
    Equal,
}

/// Conditions with arguments: the name, the test, whether there is a branch for yes and one for no.
static CONDITIONS: &[(&str, Test, bool, bool)] = &[
    ("IfNoValueTF", Test::NoValue, true, true),
    ("IfNoValueT", Test::NoValue, true, false),
    ("IfNoValueF", Test::NoValue, false, true),
    ("IfValueTF", Test::Value, true, true),
    ("IfValueT", Test::Value, true, false),
    ("IfValueF", Test::Value, false, true),
    ("IfBooleanTF", Test::Star, true, true),
    ("IfBooleanT", Test::Star, true, false),
    ("IfBooleanF", Test::Star, false, true),
    ("IfBlankTF", Test::Blank, true, true),
    ("ifblank", Test::Blank, true, true),
    ("ifstrempty", Test::Blank, true, true),
    ("ifthenelse", Test::Equal, true, true),
];

impl<'a> Expansion<'a> {
    /// Puts the branch that holds in the place of a condition; false, and nothing taken, if the token begins none.
    pub(super) fn choose(&mut self, token: Token<'a>) -> bool {
        if token.kind != TokenKind::Command || token.row.is_some() {
            return false;
        }
        if let Some((_, test, yes, no)) = CONDITIONS.iter().find(|(name, ..)| *name == token.name()) {
            return self.with_arguments(token.span, *test, *yes, *no).is_some();
        }
        match token.name() {
            "ifx" | "if" | "ifmmode" => self.up_to_end(token).is_some(),
            _ => false,
        }
    }

    fn with_arguments(&mut self, mut span: Span, test: Test, yes: bool, no: bool) -> Option<()> {
        let subject = self.argument(&mut span)?;
        let yes = if yes { self.argument(&mut span) } else { None }.unwrap_or_default();
        let no = if no { self.argument(&mut span) } else { None }.unwrap_or_default();
        let branch = if holds(test, &subject) { yes } else { no };
        self.input.extend(branch.into_iter().rev());
        Some(())
    }

    /// `\ifx&#1& … \else … \fi`: compares two tokens; formulas are in mathematics mode.
    fn up_to_end(&mut self, token: Token<'a>) -> Option<()> {
        let mut taken = self.branches()?;
        let holds = match token.name() {
            "ifmmode" => true,
            _ => {
                let second = skip(&taken, 0)?;
                let mut third = skip(&taken, second + 1)?;
                if taken.get(third)?.name() == "detokenize" {
                    third = after_empty_group(&taken, third + 1).unwrap_or(third);
                }
                let same = taken.get(second)?.text == taken.get(third)?.text;
                taken.drain(..=third);
                same
            }
        };
        let or = otherwise(&taken);
        let branch = match (holds, or) {
            (true, or) => taken.get(..or.unwrap_or(taken.len())),
            (false, Some(or)) => taken.get(or + 1..),
            (false, None) => None,
        };
        self.input.extend(branch.unwrap_or(&[]).iter().rev());
        Some(())
    }

    /// The tokens up to `\fi`, which is dropped; none, and nothing taken, if it is not there.
    fn branches(&mut self) -> Option<Vec<Token<'a>>> {
        let (mut depth, mut span, mut taken) = (0_usize, Span::default(), Vec::new());
        while let Some(token) = self.pop(&mut span) {
            match token.name() {
                "fi" if depth == 0 => return Some(taken),
                "fi" => depth -= 1,
                "if" | "ifx" | "ifmmode" => depth += 1,
                _ => {}
            }
            taken.push(token);
        }
        self.input.extend(taken.into_iter().rev());
        None
    }
}

fn holds(test: Test, subject: &[Token<'_>]) -> bool {
    let text: String = subject.iter().filter(|token| !token.is_blank()).map(|token| token.text).collect();
    match test {
        Test::NoValue => text == NO_VALUE,
        Test::Value => text != NO_VALUE,
        Test::Star => text == "*",
        Test::Blank => text.is_empty(),
        Test::Equal => equal(&text),
    }
}

/// `\equal{a}{b}`, `\isempty{a}`
fn equal(text: &str) -> bool {
    match (text.strip_prefix("\\equal{"), text.strip_prefix("\\isempty{")) {
        (Some(rest), _) => {
            rest.strip_suffix('}').and_then(|rest| rest.split_once("}{")).is_some_and(|(first, second)| first == second)
        }
        (None, Some(rest)) => rest == "}",
        (None, None) => false,
    }
}

fn skip(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let found = super::super::delimiter::skip_blanks(tokens, at);
    (found < tokens.len()).then_some(found)
}

/// The index behind `{}`.
fn after_empty_group(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let open = skip(tokens, at)?;
    let close = skip(tokens, open + 1)?;
    let empty = tokens.get(open)?.kind == TokenKind::Open && tokens.get(close)?.kind == TokenKind::Close;
    if empty { skip(tokens, close + 1) } else { None }
}

/// The index of `\else` of this condition.
fn otherwise(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    tokens.iter().position(|token| {
        match token.name() {
            "if" | "ifx" | "ifmmode" => depth += 1,
            "fi" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.name() == "else"
    })
}
