//! A self-contained question about two expressions.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::{Expr, Head, Name, Sort};

/// `left relation right`, under facts and definitions, over sorted names.
///
/// Self-contained: no document, no spans that matter, no order that depends on neighbours. The same problem has the
/// same verdict wherever it was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Problem {
    pub left: Expr,
    /// `Equal`, `NotEqual`, `Less`, `LessEqual`, `Greater`, `GreaterEqual`, `Approximately`, `Congruent` …; for a
    /// claim that is no relation, `Equal` with `True()` on the right.
    pub relation: Head,
    pub right: Expr,
    /// Conditions, as boolean expressions: `Greater(x, 0)`, `Element(n, Integers())`. The claim quantifies over all
    /// values that meet them.
    pub facts: Vec<Expr>,
    /// What names and functions stand for, in order: a later one may use an earlier one.
    pub definitions: Vec<Definition>,
    /// Sorts of the free names; a name that is missing here is of unknown sort.
    pub sorts: BTreeMap<Name, Sort>,
    /// Whether every free name is quantified over all its values (`verify`), or a name without definition may stand
    /// for something that the page defines elsewhere (books).
    pub closed: bool,
}

impl Problem {
    /// What has a value: the sides, and what names stand for.
    pub fn values(&self) -> impl Iterator<Item = &Expr> + Clone {
        [&self.left, &self.right].into_iter().chain(self.bodies())
    }

    /// Every expression of it: sides, facts, and what names stand for.
    pub fn parts(&self) -> impl Iterator<Item = &Expr> + Clone {
        [&self.left, &self.right].into_iter().chain(&self.facts).chain(self.bodies())
    }

    /// The same with every part of it changed.
    pub fn map(&self, change: impl Fn(&Expr) -> Expr) -> Self {
        let definition = |own: &Definition| Definition { body: change(&own.body), ..own.clone() };
        Self {
            left: change(&self.left),
            right: change(&self.right),
            facts: self.facts.iter().map(&change).collect(),
            definitions: self.definitions.iter().map(definition).collect(),
            ..self.clone()
        }
    }

    /// The names that definitions explain or bind.
    pub fn explained(&self) -> BTreeSet<Name> {
        let names = |own: &Definition| [std::slice::from_ref(&own.name), &own.indices, &own.parameters].concat();
        self.definitions.iter().flat_map(names).collect()
    }

    fn bodies(&self) -> impl Iterator<Item = &Expr> + Clone {
        self.definitions.iter().map(|definition| &definition.body)
    }
}

/// `name_indices(parameters) = body`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Definition {
    pub name: Name,
    /// Names of the indices, for a family `p_i = …`.
    pub indices: Vec<Name>,
    /// Names of the parameters, for a function `f(x) = …`.
    pub parameters: Vec<Name>,
    pub body: Expr,
}
