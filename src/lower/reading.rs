//! What a formula was read as.

use serde::Serialize;

use crate::expr::print::latex;
use crate::expr::{Expr, Head, Name};
use crate::source::Span;

/// How much of a formula was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Coverage {
    /// Every token in a node, nothing opaque, nothing left open, every name resolved.
    Full,
    /// At least one opaque or open part.
    Partial,
    /// A notation error, or no expression.
    None,
}

/// A formula's meaning: the statements it makes, in order.
///
/// A display is a small document: it is split at `,\quad`, at rows and at words first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub statements: Vec<Statement>,
    pub coverage: Coverage,
    /// Why it is not full, if it is not: one short phrase per open part, with its place in the formula.
    pub open: Vec<(Span, String)>,
    pub choices: Vec<Choice>,
    pub occurrences: Vec<Occurrence>,
}

/// A statement: one expression, or a chain of relations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The first expression; `None` where a display begins with a relation and continues the one above.
    pub first: Option<Expr>,
    /// The relations in order, each with its right side: `a = b \le c` has two.
    pub links: Vec<Link>,
    /// Conditions that the formula states itself: after a comma, `\quad \text{if}`, `\text{s.t.}`, `\forall`.
    pub conditions: Vec<Expr>,
    /// The words inside the formula that introduced it (`\text{where}`, `\text{s.t.}`), in lower case.
    pub lead: Option<String>,
    pub span: Span,
}

impl Statement {
    /// The sides of its relations, in order.
    pub fn sides(&self) -> impl Iterator<Item = &Expr> {
        self.first.iter().chain(self.links.iter().map(|link| &link.right))
    }

    /// The sides of its relations and its conditions, in order.
    pub fn parts(&self) -> impl Iterator<Item = &Expr> {
        self.sides().chain(&self.conditions)
    }

    /// The chain and its conditions as LaTeX that reads back as the same statement.
    pub fn latex(&self) -> String {
        let mut tex = self.first.as_ref().map(latex).unwrap_or_default();
        for link in &self.links {
            // The printer spells the sign between two sides that it knows: an empty left side leaves the sign.
            let right = Expr::apply(link.relation, [Expr::symbol("x"), link.right.clone()]);
            let whole = latex(&right);
            tex.push_str(whole.strip_prefix('x').unwrap_or(&whole));
        }
        for condition in &self.conditions {
            tex.push_str(r" \quad \text{if } ");
            tex.push_str(&latex(condition));
        }
        tex
    }
}

/// A relation and its right side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// `Equal`, `Less`, `Element`, `Approximately`, `Assign`, `Define` …
    pub relation: Head,
    /// Where the relation sign stands.
    pub sign: Span,
    pub right: Expr,
    /// The row of the aligned environment it stands in.
    pub row: usize,
}

/// An ambiguity and how it was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    #[serde(skip)]
    pub span: Span,
    /// What was read: `call`, `product`, `power`, `transpose`, `label`, `index` …
    pub chosen: &'static str,
    /// The evidence row that weighed most, in words.
    pub because: &'static str,
    pub runner_up: Option<&'static str>,
    /// The row's identity, where rows were weighed.
    pub row: Option<&'static str>,
}

/// Where a name stands in the formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub name: Name,
    pub span: Span,
    /// Whether a binder of the same formula binds it there.
    pub bound: bool,
}
