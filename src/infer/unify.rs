//! Axis variables and their classes.

use std::collections::BTreeMap;

use super::rules::{Rule, rule};
use super::sizes::size_of;
use crate::expr::{Expr, Kind, Name, Range, Size};

/// The axes of an expression, as variables; `None` where the rank is not known.
pub(super) type Axes = Option<Vec<usize>>;

/// Axis variables in classes; a class has a size where somebody gave it one.
#[derive(Debug, Default)]
pub(super) struct Unifier {
    parents: Vec<usize>,
    sizes: Vec<Option<Size>>,
    /// The axes of the names.
    pub names: BTreeMap<Name, Vec<usize>>,
    bound: Vec<Name>,
    /// The axes of identity matrices, in reading order.
    pub identities: Vec<usize>,
}

impl Unifier {
    pub fn fresh(&mut self, size: Option<Size>) -> usize {
        self.parents.push(self.parents.len());
        self.sizes.push(size);
        self.parents.len() - 1
    }

    pub fn root(&self, mut axis: usize) -> usize {
        while let Some(parent) = self.parents.get(axis).copied().filter(|parent| *parent != axis) {
            axis = parent;
        }
        axis
    }

    pub fn size(&self, axis: usize) -> Option<&Size> {
        self.sizes.get(self.root(axis)).and_then(Option::as_ref)
    }

    /// Makes two axes one; where both have sizes they stay apart, whatever the sizes are.
    fn same(&mut self, x: usize, y: usize) {
        let (x, y) = (self.root(x), self.root(y));
        if x == y || (self.size(x).is_some() && self.size(y).is_some()) {
            return;
        }
        let (kept, merged) = if self.size(y).is_some() { (y, x) } else { (x, y) };
        if let Some(parent) = self.parents.get_mut(merged) {
            *parent = kept;
        }
    }

    fn all_same(&mut self, left: &[usize], right: &[usize]) {
        if left.len() == right.len() {
            for (x, y) in left.iter().zip(right) {
                self.same(*x, *y);
            }
        }
    }

    /// The axes of an expression; what it says of the axes of its names is recorded on the way.
    ///
    /// A vector is a column unless it is transposed; then `flipped` tells the product around it.
    pub fn axes(&mut self, expr: &Expr) -> Axes {
        match &expr.kind {
            Kind::Number(_) => Some(Vec::new()),
            Kind::Symbol(name) if self.bound.contains(name) => Some(Vec::new()),
            Kind::Symbol(name) => self.names.get(name).cloned(),
            Kind::Apply(head, arguments) => self.apply(rule(head), head, arguments),
            Kind::Bind(binding) => {
                let depth = self.bound.len();
                for bound in &binding.bound {
                    bound.range.parts().into_iter().for_each(|part| {
                        self.axes(part);
                    });
                    if matches!(bound.range, Range::Between(..) | Range::Implicit) {
                        self.bound.push(bound.name.clone());
                    }
                }
                let body = self.axes(&binding.body);
                self.bound.truncate(depth);
                body
            }
            Kind::Call(_, arguments) => {
                arguments.iter().for_each(|argument| {
                    self.axes(argument);
                });
                None
            }
            Kind::Opaque(_) => None,
        }
    }

    fn apply(&mut self, rule: Rule, head: &str, arguments: &[Expr]) -> Axes {
        let axes: Vec<Axes> = arguments.iter().map(|argument| self.axes(argument)).collect();
        let first = axes.first().cloned().flatten();
        match rule {
            Rule::Sum | Rule::Hadamard => self.joined(&axes),
            Rule::Product => self.product(arguments, &axes),
            Rule::Transpose | Rule::PseudoInverse | Rule::InverseTranspose => {
                if rule == Rule::InverseTranspose {
                    self.square(&first);
                }
                first.map(|axes| axes.into_iter().rev().collect())
            }
            Rule::Inverse => {
                self.square(&first);
                first
            }
            Rule::SquareToScalar => {
                self.square(&first);
                Some(Vec::new())
            }
            Rule::Power => {
                self.square(&first);
                first
            }
            Rule::InnerProduct => {
                self.joined(&axes);
                Some(Vec::new())
            }
            Rule::Quotient | Rule::First | Rule::Entrywise => first,
            Rule::Scalar | Rule::ScalarIfScalar => Some(Vec::new()),
            Rule::At => self.entry(arguments),
            Rule::Identity => Some(self.identity(arguments)),
            _ if head == "Equal" => self.joined(&axes),
            _ => None,
        }
    }

    fn joined(&mut self, axes: &[Axes]) -> Axes {
        let arrays: Vec<&Vec<usize>> = axes.iter().flatten().filter(|axes| !axes.is_empty()).collect();
        let first = arrays.iter().find(|axes| axes.len() > 1).or(arrays.first()).map(|first| (*first).clone());
        if let Some(first) = &first {
            for other in &arrays {
                self.all_same(first, other);
                // A vector is added to each row.
                if let ([_, columns], [size]) | ([size], [_, columns]) = (first.as_slice(), other.as_slice()) {
                    self.same(*columns, *size);
                }
            }
        }
        first.or_else(|| axes.iter().all(Option::is_some).then(Vec::new))
    }

    fn square(&mut self, axes: &Axes) {
        if let Some([rows, columns]) = axes.as_deref() {
            self.same(*rows, *columns);
        }
    }

    /// x_i and W_{ij} are numbers.
    fn entry(&mut self, arguments: &[Expr]) -> Axes {
        let base = arguments.first().and_then(|base| self.axes(base))?;
        (base.len() + 1 == arguments.len()).then(Vec::new)
    }

    fn identity(&mut self, arguments: &[Expr]) -> Vec<usize> {
        let size = arguments.first().and_then(size_of);
        let axis = self.fresh(size);
        self.identities.push(axis);
        vec![axis, axis]
    }

    fn product(&mut self, arguments: &[Expr], axes: &[Axes]) -> Axes {
        let mut product: Option<(Vec<usize>, bool)> = None;
        for (axes, argument) in axes.iter().zip(arguments) {
            let factor = axes.clone()?;
            if factor.is_empty() {
                continue;
            }
            let flipped = factor.len() == 1 && is_flipped(argument);
            product = match product {
                None => Some((factor, flipped)),
                Some((left, row)) => self.times((left, row), (factor, flipped)),
            };
            product.as_ref()?;
        }
        Some(product.map(|(axes, _)| axes).unwrap_or_default())
    }

    fn times(&mut self, left: (Vec<usize>, bool), right: (Vec<usize>, bool)) -> Option<(Vec<usize>, bool)> {
        match (left.0.as_slice(), right.0.as_slice()) {
            ([], _) => Some(right),
            ([rows, inner], [other, columns]) => {
                self.same(*inner, *other);
                Some((vec![*rows, *columns], false))
            }
            ([rows, inner], [size]) if !right.1 => {
                self.same(*inner, *size);
                Some((vec![*rows], false))
            }
            ([size], [rows, columns]) => {
                self.same(*size, *rows);
                Some((vec![*columns], true))
            }
            ([x], [y]) if left.1 && !right.1 => {
                self.same(*x, *y);
                Some((Vec::new(), false))
            }
            ([x], [y]) if !left.1 && right.1 => Some((vec![*x, *y], false)),
            _ => None,
        }
    }
}

/// Whether a vector stands as a row.
fn is_flipped(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Apply("Transpose" | "ConjugateTranspose", parts) => !parts.first().is_some_and(is_flipped),
        Kind::Apply("Negate" | "Add" | "Divide", parts) => parts.first().is_some_and(is_flipped),
        Kind::Apply("Multiply", parts) => parts.iter().find(|part| part.as_number().is_none()).is_some_and(is_flipped),
        _ => false,
    }
}
