//! A prefix reader of expressions for tests: `(Sum (i 1 n) (At x i))`.
//!
//! A list whose head is a binder of the catalogue and whose second member is a list `(name range…)` is a binding; a
//! list whose head is a row of the catalogue is an application; any other list is a call. `"…"` is opaque.

use crate::expr::{Bound, Expr, Kind, Number, Range};
use crate::functions::{self, RowKind};
use crate::lower::{Link, Statement};
use crate::source::Span;

/// The expression of the text; panics on what it cannot read.
pub(crate) fn expr(text: &str) -> Expr {
    let tokens = tokens(text);
    let mut at = 0;
    let read = read(&tokens, &mut at);
    assert_eq!(at, tokens.len(), "left over in {text}");
    read
}

/// A chain of equations: its members are separated by `=`.
pub(crate) fn statement(text: &str) -> Statement {
    chain("Equal", text)
}

/// A chain of one relation.
pub(crate) fn chain(relation: &'static str, text: &str) -> Statement {
    let mut members = text.split('=').map(expr);
    let first = members.next();
    let links = members.map(|right| Link { relation, sign: Span::default(), right, row: 0 }).collect();
    Statement { first, links, conditions: Vec::new(), lead: None, span: Span::default() }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    Quoted(String),
    Word(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let used = match first {
            '(' => {
                found.push(Token::Open);
                1
            }
            ')' => {
                found.push(Token::Close);
                1
            }
            '"' => {
                let end = rest[1..].find('"').expect("a closing quote");
                found.push(Token::Quoted(rest[1..=end].to_owned()));
                end + 2
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || c == '(' || c == ')').unwrap_or(rest.len());
                found.push(Token::Word(rest[..end].to_owned()));
                end
            }
        };
        rest = rest[used..].trim_start();
    }
    found
}

fn read(tokens: &[Token], at: &mut usize) -> Expr {
    let token = tokens.get(*at).expect("an expression").clone();
    *at += 1;
    match token {
        Token::Quoted(text) => Expr::opaque(text),
        Token::Word(word) => atom(&word),
        Token::Close => panic!("a bracket closes too early"),
        Token::Open => list(tokens, at),
    }
}

fn atom(word: &str) -> Expr {
    let (negative, digits) = word.strip_prefix('-').map_or((false, word), |digits| (true, digits));
    match Number::parse(digits) {
        Some(mut number) if !digits.is_empty() => {
            if negative {
                number.value = -number.value;
            }
            Kind::Number(number).into()
        }
        _ => Expr::symbol(word),
    }
}

fn list(tokens: &[Token], at: &mut usize) -> Expr {
    let row = match tokens.get(*at) {
        Some(Token::Word(word)) => functions::find(word),
        _ => None,
    };
    if let Some(row) = row {
        *at += 1;
        let mut bound = Vec::new();
        while row.kind == RowKind::Binder && is_bound(tokens, *at) {
            bound.push(read_bound(tokens, at));
        }
        let mut parts = rest(tokens, at);
        return match bound.is_empty() {
            true => Expr::apply(row.head, parts),
            false => Expr::bind(row.head, bound, parts.remove(0)),
        };
    }
    let callee = read(tokens, at);
    Expr::call(callee, rest(tokens, at))
}

/// Whether a list `(name …)` stands here and more follows it: the last member of a binding is its body.
fn is_bound(tokens: &[Token], at: usize) -> bool {
    let named = matches!(tokens.get(at + 1), Some(Token::Word(word)) if functions::find(word).is_none());
    if tokens.get(at) != Some(&Token::Open) || !named {
        return false;
    }
    let mut depth = 0;
    let length = tokens[at..].iter().position(|token| {
        depth += i32::from(*token == Token::Open) - i32::from(*token == Token::Close);
        depth == 0
    });
    length.is_some_and(|length| tokens.get(at + length + 1) != Some(&Token::Close))
}

fn read_bound(tokens: &[Token], at: &mut usize) -> Bound {
    *at += 1;
    let name = read(tokens, at).as_symbol().expect("a bound name").clone();
    let mut parts = rest(tokens, at);
    let range = match parts.len() {
        0 => Range::Implicit,
        1 if parts[0].as_symbol().is_some() || parts[0].is_apply("Set") => Range::In(parts.remove(0)),
        1 => Range::Where(parts.remove(0)),
        _ => {
            let low = parts.remove(0);
            Range::Between(low, parts.remove(0))
        }
    };
    Bound { name, range }
}

fn rest(tokens: &[Token], at: &mut usize) -> Vec<Expr> {
    let mut parts = Vec::new();
    while tokens.get(*at).expect("a closing bracket") != &Token::Close {
        parts.push(read(tokens, at));
    }
    *at += 1;
    parts
}
