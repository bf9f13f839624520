//! Macros: definitions, their table, and their expansion.
//!
//! Takes definitions as authors write them, gives a table; takes tokens, gives the tokens that they stand for, each
//! with the span of the use. Expansion is bounded in number and in length; what exceeds it ends in a slip.

mod conditional;
mod define;
mod expand;
mod packages;
mod signature;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::lexer::{Token, tokenize};
use super::slip::{Slip, Slips};
use crate::source::Span;

/// The macros of a document, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Macros {
    table: BTreeMap<String, Macro>,
}

/// A macro: what it takes and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Macro {
    parameters: Vec<Parameter>,
    body: Body,
}

/// How a parameter is read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Parameter {
    /// A group or a single token.
    Plain,
    /// `[…]` with what stands for it when it is absent.
    Optional(String),
    /// `*` or nothing, dropped: the starred form of a paired delimiter.
    Star,
    /// `*` or nothing, to be asked for by `\IfBooleanTF`.
    Flag,
    /// `{…}` with what stands for it when it is absent.
    Braced(String),
    /// Two delimiters, `( )`, with what stands for them when they are absent.
    Between { open: String, close: String, default: String },
    /// Everything up to these tokens.
    UpTo(Vec<String>),
    /// Tokens that belong to the macro's own syntax.
    Literal(Vec<String>),
}

/// What stands for an argument that is absent and has no default.
const NO_VALUE: &str = "-NoValue-";

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    /// Text with `#1`, `#2`.
    Text(String),
    /// `\let\x=y`: the command or character that it is another name of.
    Alias(String),
}

impl Macros {
    /// text with definitions → their table, and slips for those that cannot be read. All else in the text is passed
    /// over.
    pub fn read(tex: &str) -> (Self, Vec<Slip>) {
        let mut macros = Self::default();
        let mut slips = Slips::default();
        let tokens = tokenize(tex);
        let mut at = 0;
        while at < tokens.len() {
            at = match define::definition(&tokens, at) {
                Some(found) => macros.enter(found, &mut slips),
                None => at + 1,
            };
        }
        (macros, slips.list)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// The names, without backslash, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(String::as_str)
    }

    /// The length of the definition that a text begins with; none if it is not complete.
    pub fn definition_length(tex: &str) -> Option<usize> {
        let tokens = tokenize(tex);
        let found = define::definition(&tokens, 0).filter(|found| found.outcome.is_ok())?;
        tokens.get(found.next.checked_sub(1)?).map(|last| last.span.end as usize)
    }

    /// Adds the macros of another table; those win.
    pub fn extend(&mut self, other: &Self) {
        let known: Vec<_> =
            other.table.iter().map(|(name, found)| (name.clone(), self.meant(name, found.clone()))).collect();
        self.table.extend(known);
    }

    /// `\let` takes what its target means now: a later definition of the target changes nothing.
    fn meant(&self, name: &str, found: Macro) -> Macro {
        match &found.body {
            Body::Alias(target) => {
                let target = target.strip_prefix('\\').filter(|target| *target != name);
                target.and_then(|target| self.table.get(target)).cloned().unwrap_or(found)
            }
            Body::Text(_) => found,
        }
    }

    /// Adds the definitions that a formula holds: MathJax and notebooks keep them for the formulas that follow.
    pub fn learn(&mut self, tex: &str) {
        if DEFINING.iter().any(|command| tex.contains(command)) {
            self.extend(&Self::read(tex).0);
        }
    }

    /// Adds a macro, `name` without backslash, with `count` plain parameters.
    pub fn insert(&mut self, name: &str, count: usize, body: &str) {
        let parameters = vec![Parameter::Plain; count];
        self.table.insert(name.to_owned(), Macro { parameters, body: Body::Text(body.to_owned()) });
    }

    fn enter(&mut self, found: define::Found, slips: &mut Slips) -> usize {
        match found.outcome {
            Ok(define::Definition { name, value, keep }) => {
                if !(keep && self.table.contains_key(&name)) {
                    let value = self.meant(&name, value);
                    self.table.insert(name, value);
                }
            }
            Err(slip) => slips.push(*slip),
        }
        found.next
    }
}

/// What every definition begins with.
const DEFINING: [&str; 6] =
    ["command", "\\def", "\\gdef", "\\let", "\\DeclareMathOperator", "\\DeclarePairedDelimiter"];

/// A token of a body, with the span of the use.
fn placed<'a>(mut token: Token<'a>, span: Span) -> Token<'a> {
    token.span = span;
    token
}
