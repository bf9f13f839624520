//! What a page says of a name, and what two such sayings make.

use std::collections::BTreeMap;

use crate::claims::Definition;
use crate::decide::Verdict;
use crate::expr::{Expr, Head, Name, Sort};
use crate::source::Span;

/// What a definition is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Name(Name),
    /// A function of the catalogue that pages define for themselves: `\text{LayerNorm}`, `\text{LN}`.
    Function(Head),
    /// A quantity without a name of its own: a cell of a table, told by its row.
    Unnamed,
}

/// The words around a formula, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The sentence up to the formula; for a cell of a table, its row and the head of its column.
    pub before: String,
    /// The sentences beside it too.
    pub around: String,
    /// The nearest heading.
    pub heading: String,
}

/// A place on a page where a value is given.
#[derive(Clone, Debug)]
pub struct Sighting {
    pub formula: usize,
    pub statement: usize,
    pub span: Span,
    pub key: Key,
    pub indices: Vec<Name>,
    pub arguments: Vec<Expr>,
    /// `Equal`, `Approximately` or `Proportional`.
    pub sign: Head,
    pub body: Expr,
    /// What the page says of the names of the body.
    pub sorts: BTreeMap<Name, Sort>,
    /// Conditions of the page on the names of the body.
    pub facts: Vec<Expr>,
    /// The author's nouns for the key and for names of the body.
    pub meanings: BTreeMap<Name, String>,
    /// The blocks of the headings above, the nearest first.
    pub headings: Vec<usize>,
    pub sentence: usize,
    pub words: Words,
    /// Whether it is stated as what the key is, not supposed, asked for or quoted.
    pub stated: bool,
}

impl Sighting {
    /// As a definition that other bodies may use.
    pub fn definition(&self) -> Option<Definition> {
        let Key::Name(name) = &self.key else { return None };
        let parameters: Option<Vec<Name>> = self.arguments.iter().map(|own| own.as_symbol().cloned()).collect();
        let parameters = parameters.filter(|_| self.sign == "Equal")?;
        Some(Definition { name: name.clone(), indices: self.indices.clone(), parameters, body: self.body.clone() })
    }
}

/// A place in a run: a page, a formula and a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    pub page: usize,
    pub formula: usize,
    pub span: Span,
}

/// What two places contradict each other in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// The value of a name.
    Value,
    /// The exponent of a power law.
    Exponent,
    /// The unit of a quantity.
    Unit,
}

/// Two places that give one thing different values.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub kind: ConflictKind,
    /// What both are of, in words or as LaTeX.
    pub of: String,
    pub first: At,
    pub second: At,
    /// What is said at the first place and at the second one.
    pub there: String,
    pub here: String,
    /// Both values at a point; left is the first place's.
    pub verdict: Option<Verdict>,
    /// Whether the text explains the difference, or the names are two.
    pub explained: bool,
}
