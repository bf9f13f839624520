//! Expressions to normal forms.
//!
//! Takes scalar expressions only: arrays do not commute and never come here. Gives `None` for whatever has no normal
//! form; never guesses.

use super::atom::Engine;
use super::poly::Poly;
use super::scalar::is_scalar;
use crate::expr::{Binding, Expr, Head, Kind, Name, Range};
use crate::functions::{RowKind, find};

impl Engine {
    /// The normal form of a scalar expression.
    pub(super) fn form(&mut self, expr: &Expr) -> Option<Poly> {
        self.budget.spend(1)?;
        match &expr.kind {
            Kind::Number(number) => Some(Poly::constant(number.value.clone())),
            Kind::Symbol(name) => self.name(name),
            Kind::Apply(head, arguments) => self.form_application(head, arguments),
            Kind::Call(callee, arguments) => {
                let (callee, arguments) = self.split_call(callee, arguments)?;
                self.call(with_order(&callee), arguments)
            }
            Kind::Bind(binding) => self.form_binding(binding),
            Kind::Opaque(_) => None,
        }
    }

    /// What is called, and the numbers that it is called with. A member of a family of functions is a function of its
    /// indices, too; arrays among the arguments belong to what is called.
    fn split_call(&mut self, callee: &Expr, arguments: &[Expr]) -> Option<(Expr, Vec<Poly>)> {
        let (family, indices) = match callee.as_apply("At") {
            Some([family, indices @ ..]) => (Expr::apply("At", [family.clone()]), indices),
            _ => (callee.clone(), &[][..]),
        };
        let is_array = |part: &Expr| part.as_symbol().is_some() && !is_scalar(part, &self.facts.sorts);
        let (arrays, numbers): (Vec<_>, Vec<_>) =
            indices.iter().chain(arguments).enumerate().partition(|(_, part)| is_array(part));
        let fixed = arrays.into_iter().flat_map(|(place, array)| [Expr::integer(place as i64), array.clone()]);
        let called: Vec<Expr> = fixed.collect();
        let callee = match called.is_empty() {
            true => family,
            false => Expr::apply("At", std::iter::once(family).chain(called).collect::<Vec<_>>()),
        };
        Some((callee, numbers.into_iter().map(|(_, part)| self.form(part)).collect::<Option<_>>()?))
    }

    pub(super) fn forms(&mut self, arguments: &[Expr]) -> Option<Vec<Poly>> {
        arguments.iter().map(|argument| self.form(argument)).collect()
    }

    fn form_application(&mut self, head: Head, arguments: &[Expr]) -> Option<Poly> {
        if find(head).is_some_and(|row| row.kind == RowKind::Calculus) {
            return self.calculus(head, arguments);
        }
        let arguments = self.forms(arguments)?;
        self.function(head, &arguments)
    }

    fn form_binding(&mut self, binding: &Binding) -> Option<Poly> {
        match (binding.head, binding.bound.as_slice()) {
            ("Sum" | "Product", _) => self.form_fold(binding),
            ("Integral", [bound]) => self.integral(bound, &binding.body),
            _ => None,
        }
    }

    /// A sum or product over one or several indices, the last innermost. Every index runs from 0.
    fn form_fold(&mut self, binding: &Binding) -> Option<Poly> {
        let mut body = binding.body.clone();
        let mut ranges: Vec<(Name, Option<Expr>)> = Vec::new();
        let mut renamed: Vec<(&Name, Expr)> = Vec::new();
        for bound in &binding.bound {
            let Range::Between(low, high) = &bound.range else { return None };
            let (low, high) = (replace(low, &renamed), replace(high, &renamed));
            let fresh = self.fresh_index()?;
            let shifted = Expr::apply("Add", [Expr::symbol(&fresh), low.clone()]);
            let length = Expr::apply("Add", [high.clone(), Expr::apply("Negate", [low])]);
            ranges.push((fresh, (!high.is_apply("Infinity")).then_some(length)));
            renamed.push((&bound.name, shifted));
        }
        body = replace(&body, &renamed);
        let mut value = self.form(&body)?;
        for (index, length) in ranges.iter().rev() {
            let end = match length {
                Some(length) => Some(self.form(length)?),
                None => None,
            };
            value = self.fold_form(binding.head, index, end, &value)?;
        }
        Some(value)
    }
}

/// Bound names by what stands for them; the new names are fresh, so nothing is captured.
fn replace(expr: &Expr, renamed: &[(&Name, Expr)]) -> Expr {
    renamed.iter().rev().fold(expr.clone(), |expr, (name, value)| expr.substitute(name, value))
}

/// A derivative as a callee with its order: f' is Prime(f, 1).
fn with_order(callee: &Expr) -> Expr {
    match callee.as_apply("Prime") {
        Some([function]) => Expr::apply("Prime", [function.clone(), Expr::integer(1)]),
        _ => callee.clone(),
    }
}
