//! Expressions: what a formula means.
//!
//! Takes nothing from documents; gives terms with binders and exact numbers, sorts, sizes and problems' parts,
//! and their printers. A node carries the span of its notation, which is never part of its meaning:
//! two expressions are equal when they differ in spans only.

mod name;
mod number;
pub mod print;
mod size;
mod sort;
mod walk;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

pub use name::Name;
pub use number::Number;
pub use size::Size;
pub use sort::{Domain, Fact, Shape, Signature, Sort};

use crate::source::Span;

/// The head of an application: the MathJSON name of a row of the catalogue (`Add`, `Sin`, `Equal` …).
pub type Head = &'static str;

/// An expression and where it stands in its formula.
#[derive(Clone, Debug)]
pub struct Expr {
    pub kind: Kind,
    /// Byte span in the formula's text; empty for what was made up. Ignored by equality, order and hash.
    pub span: Span,
}

/// The forms of an expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An exact number.
    Number(Number),
    /// A variable, a parameter, an uncatalogued constant: whatever the symbol table says of the name.
    Symbol(Name),
    /// A row of the catalogue applied to its arguments: `Add(a, b)`, `Sin(x)`, `Pi()`, `Equal(a, b)`.
    Apply(Head, Vec<Expr>),
    /// Something that is no row of the catalogue applied to arguments: `f(x)`, `p_\theta(x \mid y)`.
    Call(Box<Expr>, Vec<Expr>),
    /// A sum, an integral, an expectation …: whatever binds names.
    Bind(Box<Binding>),
    /// A part that was not understood; its text is its identity.
    Opaque(String),
}

/// What binds names in a body: `Sum`, `Product`, `Integral`, `Limit`, `Expectation`, `ArgMax`, `ForAll` …
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Binding {
    pub head: Head,
    /// From the outermost; the range of a later one may mention an earlier one.
    pub bound: Vec<Bound>,
    pub body: Expr,
}

/// A bound name and what it runs over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bound {
    pub name: Name,
    pub range: Range,
}

/// What a bound name runs over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Range {
    /// `\sum_i`: the range is left to the reader.
    Implicit,
    /// `\sum_{i=a}^{b}`, `\int_a^b`: both ends belong to it.
    Between(Expr, Expr),
    /// `k \in S`.
    In(Expr),
    /// `x \sim p`.
    Distributed(Expr),
    /// `j \ne i`, `i < j \le n`: any condition on the name.
    Where(Expr),
    /// `x \to a`; the side from which a limit is taken, if one is said.
    To(Expr, Option<Side>),
}

/// The side of a one-sided limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    Below,
    Above,
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}
impl Eq for Expr {}
impl Hash for Expr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.kind.hash(state);
    }
}
impl PartialOrd for Expr {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Expr {
    fn cmp(&self, other: &Self) -> Ordering {
        self.kind.cmp(&other.kind)
    }
}

impl From<Kind> for Expr {
    fn from(kind: Kind) -> Self {
        Self { kind, span: Span::default() }
    }
}

impl Expr {
    pub fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span }
    }

    pub fn integer(value: i64) -> Self {
        Kind::Number(Number::integer(value)).into()
    }

    pub fn symbol(name: impl Into<Name>) -> Self {
        Kind::Symbol(name.into()).into()
    }

    pub fn apply(head: Head, arguments: impl Into<Vec<Expr>>) -> Self {
        Kind::Apply(head, arguments.into()).into()
    }

    pub fn call(callee: Expr, arguments: impl Into<Vec<Expr>>) -> Self {
        Kind::Call(Box::new(callee), arguments.into()).into()
    }

    pub fn bind(head: Head, bound: Vec<Bound>, body: Expr) -> Self {
        Kind::Bind(Box::new(Binding { head, bound, body })).into()
    }

    pub fn opaque(text: impl Into<String>) -> Self {
        Kind::Opaque(text.into()).into()
    }

    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = span;
        self
    }

    /// The number, where the expression is one.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The name, where the expression is a bare symbol.
    pub fn as_symbol(&self) -> Option<&Name> {
        match &self.kind {
            Kind::Symbol(name) => Some(name),
            _ => None,
        }
    }

    /// The arguments, where the expression is an application of `head`.
    pub fn as_apply(&self, head: &str) -> Option<&[Expr]> {
        match &self.kind {
            Kind::Apply(own, arguments) if *own == head => Some(arguments),
            _ => None,
        }
    }

    pub fn is_apply(&self, head: &str) -> bool {
        self.as_apply(head).is_some()
    }
}
