//! When two claims are the same claim: up to renaming and swap of sides.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::expr::{Expr, Kind, Name, Range};

/// A key that two relations share exactly if one is the other with names replaced and sides swapped.
pub fn key(left: &Expr, relation: &str, right: &Expr) -> String {
    let one = spelled(&[left, right]);
    let other = spelled(&[right, left]);
    format!("{relation} {}", one.min(other))
}

/// The expressions with each name replaced by the number of its first appearance.
fn spelled(sides: &[&Expr]) -> String {
    let mut writer = Writer::default();
    for side in sides {
        writer.expression(side);
    }
    writer.text
}

#[derive(Default)]
struct Writer {
    numbers: BTreeMap<Name, usize>,
    text: String,
}

impl Writer {
    fn name(&mut self, name: &Name) {
        let next = self.numbers.len();
        let number = *self.numbers.entry(name.clone()).or_insert(next);
        let _ = write!(self.text, "${number} ");
    }

    fn open(&mut self, head: &str) {
        self.text.push('(');
        self.text.push_str(head);
        self.text.push(' ');
    }

    fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            Kind::Number(number) => {
                let _ = write!(self.text, "{} ", number.value);
            }
            Kind::Symbol(name) => self.name(name),
            Kind::Opaque(text) => {
                let _ = write!(self.text, "{text:?} ");
            }
            Kind::Apply(head, arguments) => self.list(head, arguments.iter()),
            Kind::Call(callee, arguments) => self.list("call", std::iter::once(&**callee).chain(arguments)),
            Kind::Bind(binding) => {
                self.open(binding.head);
                for bound in &binding.bound {
                    self.name(&bound.name);
                    self.text.push_str(match bound.range {
                        Range::Implicit => "all ",
                        Range::Between(..) => "between ",
                        Range::In(_) => "in ",
                        Range::Distributed(_) => "drawn ",
                        Range::Where(_) => "where ",
                        Range::To(..) => "to ",
                    });
                    for part in bound.range.parts() {
                        self.expression(part);
                    }
                }
                self.expression(&binding.body);
                self.text.push(')');
            }
        }
    }

    fn list<'a>(&mut self, head: &str, parts: impl Iterator<Item = &'a Expr>) {
        self.open(head);
        for part in parts {
            self.expression(part);
        }
        self.text.push(')');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_order_of_sides_do_not_make_a_claim_new() {
        let sum = |a: &str, b: &str| Expr::apply("Add", [Expr::symbol(a), Expr::symbol(b)]);
        assert_eq!(key(&sum("x", "y"), "Equal", &sum("y", "x")), key(&sum("b", "a"), "Equal", &sum("a", "b")));
        assert_ne!(key(&sum("x", "y"), "Equal", &sum("y", "x")), key(&sum("x", "x"), "Equal", &sum("x", "x")));
    }
}
