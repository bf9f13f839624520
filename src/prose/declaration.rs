//! What the words say of names and formulas.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::expr::{Domain, Fact, Name};
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

/// How far a declaration reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Book,
    Chapter,
    Page,
    Section,
    /// The next formula only.
    Next,
}

/// How a declaration was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// `x \in \mathbb{R}^{n}`.
    Membership,
    /// `y = f(x)` where the left side is new.
    Definition,
    /// "sequence length $L$", "其中 $H$ 为头数".
    Prose,
    /// A row of a symbol table.
    Table,
    /// `<!-- mathlint: let … -->`.
    Directive,
}

/// What a page says of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub name: Name,
    /// Index of the formula on its page in which the name stands.
    pub formula: usize,
    /// Where the name stands, in the file.
    pub span: Span,
    /// The author's noun phrase: `sequence length`, `序列长度`.
    pub meaning: Option<String>,
    pub domain: Domain,
    /// Sizes of the axes as notation, where they are said: `\mathbb{R}^{n \times d}` gives `n` and `d`.
    pub shape: Option<Vec<Vec<Node>>>,
    /// How many axes it has, where a noun says so ("a matrix $A$") or the shape.
    pub rank: Option<usize>,
    pub unit: Option<String>,
    pub facts: BTreeSet<Fact>,
    /// Whether the words make it a function ("the loss function $f$", "$f: A \to B$").
    pub function: bool,
    /// Index letters of a family: `W_i` for `i` declares the family `W` with one index.
    pub indices: Vec<Name>,
    pub scope: Scope,
    pub form: Form,
}

impl Declaration {
    /// `A \in \mathbb{R}^{4 \times 3}`: sizes that are written numbers are those of an example.
    pub fn is_of_an_example(&self) -> bool {
        let number = |axis: &Vec<Node>| matches!(axis.as_slice(), [Node { kind: NodeKind::Number(_), .. }]);
        self.shape.as_ref().is_some_and(|axes| !axes.is_empty() && axes.iter().all(number))
    }
}

/// What the words around a formula make of it. Only what is asserted can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// The prose stands behind it: "hence", "therefore", 因此; or it is the second link of a chain.
    Asserted,
    /// Stated without a cue: it may define, constrain or claim.
    Plain,
    /// Suppose, let, if, 设, 若, 当.
    Assumed,
    /// Solve, exercise, find.
    Asked,
    /// A common mistake, "one might think".
    Denied,
    /// For example, e.g., 例如.
    Example,
    /// "given by", "defined as", 定义为.
    Defining,
}
