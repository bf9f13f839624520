//! `1e-3`, `2.5E2`: numbers as programs write them.

use crate::expr::{Expr, Number};
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::items::{Item, ItemKind};
use super::pratt::sign;

/// Joins a number, an `e`, a sign and a number that touch.
pub(super) fn join(items: Vec<Item>) -> Vec<Item> {
    let mut joined: Vec<Item> = Vec::with_capacity(items.len());
    let mut rest = items.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        match scientific(rest).filter(|(item, _)| is_meant(&items, item)) {
            Some((item, length)) => {
                joined.push(item);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                joined.push(first.clone());
                rest = behind;
            }
        }
    }
    joined
}

fn scientific<'n>(items: &[Item<'n>]) -> Option<(Item<'n>, usize)> {
    let [mantissa, e, rest @ ..] = items else { return None };
    let signed = rest.first().and_then(sign).filter(|sign| matches!(*sign, "-" | "+"));
    let length = 3 + usize::from(signed.is_some());
    let all = items.get(..length)?;
    let touching = all.windows(2).all(|pair| matches!(pair, [a, b] if a.span.end == b.span.start));
    let exponent = all.last()?;
    let (digits, power) = (digits(mantissa)?, digits(exponent)?);
    let capital = matches!(letter(e)?, "E");
    let whole = power.chars().all(|c| c.is_ascii_digit()) && power.len() <= 3;
    if !touching || !whole || !capital && letter(e) != Some("e") {
        return None;
    }
    // Without a sign only what no product of numbers looks like: `2.5E2`.
    if signed.is_none() && !(capital && digits.contains('.')) {
        return None;
    }
    let kind = ItemKind::Scientific { mantissa: digits, power, negative: signed == Some("-") };
    let span = mantissa.span.join(exponent.span);
    Some((Item { kind, span, row: mantissa.row }, length))
}

/// `2e-3` could be twice e less 3: only where nothing else on the level is written with e.
fn is_meant(items: &[Item], number: &Item) -> bool {
    let ItemKind::Scientific { mantissa, .. } = number.kind else { return false };
    let surely = mantissa == "1" || mantissa.contains('.');
    let uses_e = |item: &Item| match item.kind {
        ItemKind::Node(Node { kind: NodeKind::Scripts { base: Some(base), .. }, .. }) => {
            matches!(&base.kind, NodeKind::Letter(letter) if letter == "e")
        }
        ItemKind::Node(Node { kind: NodeKind::BigOperator(_), .. }) => true,
        _ => false,
    };
    surely || !items.iter().any(uses_e)
}

fn digits<'n>(item: &Item<'n>) -> Option<&'n str> {
    match item.kind {
        ItemKind::Node(Node { kind: NodeKind::Number(digits), .. }) => Some(digits),
        _ => None,
    }
}

fn letter<'n>(item: &Item<'n>) -> Option<&'n str> {
    match item.kind {
        ItemKind::Node(Node { kind: NodeKind::Letter(letter), .. }) => Some(letter),
        _ => None,
    }
}

/// A mantissa times a power of ten; `None` for numbers that are too long.
pub(super) fn value(mantissa: &str, power: &str, negative: bool, span: Span) -> Option<Expr> {
    let number = |digits: &str| {
        Number::parse(digits.trim_end_matches('.')).map(|number| Expr::new(crate::expr::Kind::Number(number), span))
    };
    let power = number(power)?;
    let power = if negative { Expr::apply("Negate", [power]).at(span) } else { power };
    let ten = Expr::apply("Power", [Expr::integer(10), power]).at(span);
    Some(Expr::apply("Multiply", [number(mantissa)?, ten]).at(span))
}
