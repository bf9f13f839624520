//! The catalogue of functions and operators: one row each.
//!
//! Spellings, arity, kind, domain, shape, derivative, value, laws, cost: whatever is special about a function stands
//! in its row, nowhere else. Heads are MathJSON names where MathJSON has one.

pub mod derivative;
mod elementary;
mod learning;
mod linear;
mod number_theory;
mod probability;
mod special;
mod special_value;
mod structure;
pub mod template;
pub mod value;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::expr::{Head, Name};

/// A row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The name in expressions; permanent.
    pub head: Head,
    /// How authors write it, when it is written as a name in front of its arguments: a command without its backslash
    /// (`log`) or the text of an operator name (`softmax`, `sgn`). Empty for what has a notation of its own.
    pub spellings: &'static [&'static str],
    /// Fewest and most arguments.
    pub arity: (u8, u8),
    pub kind: RowKind,
    /// What it is, in the field's words, with its convention: branch, parameter, normalisation.
    pub meaning: &'static str,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowKind {
    Constant,
    /// Takes numbers, gives a number; on arrays it acts entry by entry.
    Scalar,
    /// Takes or gives arrays as a whole.
    Array,
    /// Takes or gives distributions, events, random variables.
    Probability,
    Relation,
    Logic,
    /// Binds names: the head of a [`crate::expr::Binding`]; some may stand as an application too.
    Binder,
    /// Calculus on expressions: derivatives, differentials, evaluation.
    Calculus,
    /// Sets, tuples, indices, ellipses: whatever holds things together.
    Structure,
}

/// Letters that probabilities and densities are usually called by.
static MEASURES: &[&str] = &["P", "p", "q", "Q", "\\Pr", "\\mathbb{P}", "\\text{Pr}", "\\text{P}", "\\pi"];

/// Whether a name is one that probabilities are usually called by, with or without a label: `p`, `p_\theta`.
pub fn is_measure(name: &Name) -> bool {
    MEASURES.contains(&name.as_str().split('_').next().unwrap_or_default())
}

/// Whether everybody means one function by a name of machine learning: an equation for it can be wrong.
pub fn is_standard(head: Head) -> bool {
    let own = learning::ROWS.iter().any(|row| row.head == head && matches!(row.kind, RowKind::Scalar | RowKind::Array));
    own && value::rules().any(|(valued, _)| *valued == head)
}

const fn row(
    head: Head,
    spellings: &'static [&'static str],
    arity: (u8, u8),
    kind: RowKind,
    meaning: &'static str,
) -> Row {
    Row { head, spellings, arity, kind, meaning }
}

/// All rows, in display order.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [
        structure::ROWS,
        elementary::ROWS,
        special::ROWS,
        number_theory::ROWS,
        linear::ROWS,
        probability::ROWS,
        learning::ROWS,
    ]
    .into_iter()
    .flatten()
}

/// The row of a head.
pub fn find(head: &str) -> Option<&'static Row> {
    static INDEX: OnceLock<BTreeMap<&str, &Row>> = OnceLock::new();
    INDEX.get_or_init(|| rows().map(|row| (row.head, row)).collect()).get(head).copied()
}

/// The row that is written `spelling`.
pub fn by_spelling(spelling: &str) -> Option<&'static Row> {
    static INDEX: OnceLock<BTreeMap<&str, &Row>> = OnceLock::new();
    let spelled = || rows().flat_map(|row| row.spellings.iter().map(move |spelling| (*spelling, row)));
    INDEX.get_or_init(|| spelled().collect()).get(spelling).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn heads_and_spellings_are_unique() {
        let mut seen = BTreeSet::new();
        for row in rows() {
            assert!(seen.insert(row.head), "{} stands twice", row.head);
            assert!(row.arity.0 <= row.arity.1 && !row.meaning.is_empty(), "{}", row.head);
        }
        let mut seen = BTreeSet::new();
        for spelling in rows().flat_map(|row| row.spellings) {
            assert!(seen.insert(spelling), "{spelling} stands twice");
        }
    }
}
