//! Expressions as they would be over letters alone.
//!
//! Takes an expression with functions, arrays and operators of which little is known; gives one over numbers in which
//! each of these is a letter or an unknown function of its indices. Arrays are taken as 1 × 1: what is equal for all
//! sizes is equal then. What is linear (expectations, integrals, sums over a set) becomes a factor.

use std::collections::BTreeSet;

use crate::expr::print::plain;
use crate::expr::{Binding, Expr, Head, Kind, Name, Range};
use crate::functions::{RowKind, find};

/// What arrays do to one number: nothing.
static IDLE: &[Head] = &["Transpose", "Conjugate", "ConjugateTranspose", "Trace", "Diag", "Vec"];

/// Products of arrays, which are products of numbers.
static PRODUCTS: &[Head] = &["Hadamard", "InnerProduct", "OuterProduct", "KroneckerProduct"];

/// What keeps sums.
static LINEAR: &[Head] = &["Expectation", "Integral", "Sum", "Mean", "SumOf"];

/// Where a value may be one of several, or the order of factors is the point.
static BEYOND: &[Head] = &["Cases", "PlusMinus", "Commutator", "CrossProduct", "Ket", "Bra", "Convolve", "Determinant"];

/// The names that run over ranges, in the whole of a problem.
pub(super) struct Letters {
    running: BTreeSet<Name>,
}

impl Letters {
    pub(super) fn of(sides: [&Expr; 2]) -> Self {
        let mut running = BTreeSet::new();
        for side in sides {
            side.visit(&mut |part| {
                if let Kind::Bind(binding) = &part.kind {
                    running.extend(binding.bound.iter().map(|bound| bound.name.clone()));
                }
            });
        }
        Self { running }
    }

    /// The expression over letters; `None` where it has no value that a letter could stand for.
    pub(super) fn over(&self, expr: &Expr) -> Option<Expr> {
        match &expr.kind {
            Kind::Number(_) => Some(expr.clone()),
            Kind::Symbol(name) if self.running.contains(name) => Some(expr.clone()),
            Kind::Symbol(_) => Some(self.letter(expr)),
            Kind::Apply(head, _) if BEYOND.contains(head) => None,
            Kind::Apply(head, parts) => self.applied(expr, head, parts),
            Kind::Call(callee, arguments) => {
                let known = self.all(arguments);
                known.map_or_else(|| Some(self.letter(expr)), |known| Some(self.called(callee, known)))
            }
            Kind::Bind(binding) => self.bound(expr, binding),
            Kind::Opaque(_) => None,
        }
    }

    fn all(&self, parts: &[Expr]) -> Option<Vec<Expr>> {
        parts.iter().map(|part| self.over(part)).collect()
    }

    fn applied(&self, expr: &Expr, head: Head, parts: &[Expr]) -> Option<Expr> {
        match (head, parts) {
            ("At" | "AtUpper", [base, indices @ ..]) => Some(self.called(base, self.all(indices)?)),
            ("IdentityMatrix" | "OneArray", _) => Some(Expr::integer(1)),
            ("ZeroArray", _) => Some(Expr::integer(0)),
            ("Inverse" | "InverseTranspose", [of]) => Some(Expr::apply("Power", [self.over(of)?, Expr::integer(-1)])),
            (_, [of]) if IDLE.contains(&head) => self.over(of),
            _ if PRODUCTS.contains(&head) => Some(Expr::apply("Multiply", self.all(parts)?)),
            (_, [of]) if LINEAR.contains(&head) => {
                Some(Expr::apply("Multiply", [Expr::symbol(format!("\\linear{{{head}}}")), self.over(of)?]))
            }
            _ => match find(head).map(|row| row.kind) {
                Some(RowKind::Scalar | RowKind::Constant) => Some(Expr::apply(head, self.all(parts)?)),
                Some(RowKind::Array) => {
                    Some(self.called(&Expr::symbol(format!("\\array{{{head}}}")), self.all(parts)?))
                }
                Some(RowKind::Relation | RowKind::Logic) => None,
                _ => Some(self.letter(expr)),
            },
        }
    }

    fn bound(&self, expr: &Expr, binding: &Binding) -> Option<Expr> {
        let Some(body) = self.over(&binding.body) else { return Some(self.letter(expr)) };
        let runs = || binding.bound.iter().map(|bound| &bound.range);
        if matches!(binding.head, "Sum" | "Product") && runs().all(|range| matches!(range, Range::Between(..))) {
            let mut ranged = binding.clone();
            ranged.body = body;
            for bound in &mut ranged.bound {
                let Range::Between(low, high) = &bound.range else { continue };
                bound.range = Range::Between(self.over(low)?, self.over(high)?);
            }
            return Some(Kind::Bind(Box::new(ranged)).into());
        }
        // What it runs over is a part of its name.
        let ranges = binding.bound.iter().map(|bound| plain(&range_of(bound))).collect::<Vec<_>>().join(", ");
        let operator = Expr::symbol(format!("\\bound{{{} {ranges}}}", binding.head));
        Some(match LINEAR.contains(&binding.head) {
            true => Expr::apply("Multiply", [operator, body]),
            false => self.called(&operator, vec![body]),
        })
    }

    /// A function of numbers; the arrays and functions in its name are a part of the name.
    fn called(&self, callee: &Expr, arguments: Vec<Expr>) -> Expr {
        let letter = self.letter(callee);
        match letter.kind {
            Kind::Call(function, own) => Kind::Call(function, own.into_iter().chain(arguments).collect()).into(),
            _ if arguments.is_empty() => letter,
            _ => Kind::Call(Box::new(letter), arguments).into(),
        }
    }

    /// The letter of an expression: a function of the names in it that run over ranges.
    fn letter(&self, expr: &Expr) -> Expr {
        let running: Vec<Name> = expr.free_names().into_iter().filter(|name| self.running.contains(name)).collect();
        let named = running.iter().enumerate().fold(expr.clone(), |named, (place, name)| {
            named.substitute(name, &Expr::symbol(format!("\\run{{{place}}}")))
        });
        let letter = Expr::symbol(format!("\\letter{{{}}}", plain(&named).replace("\\mathbf", "\\bold")));
        match running.is_empty() {
            true => letter,
            false => Kind::Call(Box::new(letter), running.iter().map(Expr::symbol).collect()).into(),
        }
    }
}

/// A bound name with its range, as an expression.
fn range_of(bound: &crate::expr::Bound) -> Expr {
    let range = bound.range.parts().into_iter().cloned();
    Kind::Call(Box::new(Expr::symbol(bound.name.clone())), range.collect()).into()
}
