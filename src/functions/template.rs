//! Expressions as short text, for rows of data: `(Divide (Sin x) x)`.
//!
//! Takes s-expressions over heads of the catalogue; gives expressions; never reads what authors write.

use num_rational::BigRational;

use super::{RowKind, find};
use crate::expr::{Bound, Expr, Kind, Number, Range};

/// Deeper text is no row of data.
const MAX_DEPTH: usize = 60;

/// Reads one s-expression: `x`, `3`, `1/2`, `-1`, `(Head argument …)`, `(Sum (k 1 n) body)`, `(Limit (x to 0) body)`,
/// `(call f x)`; `None` where a head is no row or a parenthesis is missing.
pub fn read(text: &str) -> Option<Expr> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let expr = expression(&mut words, 0)?;
    words.next().is_none().then_some(expr)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn expression(words: &mut Words<'_>, depth: usize) -> Option<Expr> {
    if depth > MAX_DEPTH {
        return None;
    }
    match words.next()? {
        "(" => list(words, depth),
        ")" => None,
        word => Some(number(word).unwrap_or_else(|| Expr::symbol(word))),
    }
}

fn number(word: &str) -> Option<Expr> {
    let value: BigRational = word.parse().ok()?;
    Some(Kind::Number(Number::rational(value)).into())
}

fn list(words: &mut Words<'_>, depth: usize) -> Option<Expr> {
    let word = words.next()?;
    if word == "call" {
        let mut arguments = arguments(words, depth)?;
        let callee = (!arguments.is_empty()).then(|| arguments.remove(0))?;
        return Some(Expr::call(callee, arguments));
    }
    let row = find(word)?;
    if row.kind == RowKind::Binder && words.peek() == Some(&"(") {
        let mut ahead = words.clone();
        if let Some(bound) = bound(&mut ahead, depth) {
            *words = ahead;
            let body = expression(words, depth + 1)?;
            return (words.next()? == ")").then(|| Expr::bind(row.head, vec![bound], body));
        }
    }
    Some(Expr::apply(row.head, arguments(words, depth)?))
}

fn arguments(words: &mut Words<'_>, depth: usize) -> Option<Vec<Expr>> {
    let mut arguments = Vec::new();
    while *words.peek()? != ")" {
        arguments.push(expression(words, depth + 1)?);
    }
    words.next();
    Some(arguments)
}

/// `(k 1 n)`, `(k in S)`, `(x to a)`.
fn bound(words: &mut Words<'_>, depth: usize) -> Option<Bound> {
    words.next();
    let name = words.next()?;
    if find(name).is_some() || name == "call" || name == "(" {
        return None;
    }
    let range = match *words.peek()? {
        "in" => {
            words.next();
            Range::In(expression(words, depth + 1)?)
        }
        "to" => {
            words.next();
            Range::To(expression(words, depth + 1)?, None)
        }
        _ => Range::Between(expression(words, depth + 1)?, expression(words, depth + 1)?),
    };
    (words.next()? == ")").then(|| Bound { name: name.into(), range })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_expressions() {
        let half = read("(Divide (Sin x) 1/2)").unwrap();
        assert_eq!(half.as_apply("Divide").unwrap().len(), 2);
        let sum = read("(Sum (k 1 n) (Power k 2))").unwrap();
        assert!(matches!(&sum.kind, Kind::Bind(binding) if binding.bound.len() == 1));
        assert_eq!(sum.free_names().len(), 1);
        assert!(read("(Nonsense x)").is_none());
        assert!(read("(Sin x").is_none());
    }
}
