//! Sorts: what kind of thing a name stands for.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Size;

/// The set that entries are drawn from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Domain {
    /// Nothing is known.
    #[default]
    Unknown,
    Complex,
    Real,
    Rational,
    Integer,
    /// Positive or non-negative integers; a fact says which, if it is known.
    Natural,
    /// A number in [0, 1].
    Probability,
    /// A vector of non-negative numbers that sum to one.
    Simplex,
    /// A probability distribution or density.
    Distribution,
    Boolean,
    Set,
}

/// Sizes of the axes: a scalar has none, a column vector one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    #[default]
    Unknown,
    Known(Vec<Size>),
}

impl Shape {
    pub fn scalar() -> Self {
        Self::Known(Vec::new())
    }

    pub fn rank(&self) -> Option<usize> {
        match self {
            Self::Unknown => None,
            Self::Known(sizes) => Some(sizes.len()),
        }
    }
}

/// What is known of a value beyond its domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Fact {
    Positive,
    NonNegative,
    NonZero,
    Integer,
    Even,
    Odd,
    Symmetric,
    /// Symmetric positive semi-definite.
    Psd,
    /// Symmetric positive definite.
    Spd,
    Orthogonal,
    Diagonal,
    Invertible,
    UnitNorm,
    OneHot,
    /// In the open interval (0, 1).
    OpenUnit,
    /// Minus one or one.
    Sign,
}

/// Argument and result sorts of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Signature {
    pub arguments: Vec<Sort>,
    pub result: Box<Sort>,
}

/// What a name stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sort {
    pub domain: Domain,
    pub shape: Shape,
    pub facts: BTreeSet<Fact>,
    /// The name of the unit, in the field's words: `byte`, `token`, `FLOP`.
    pub unit: Option<String>,
    /// Set for functions.
    pub signature: Option<Signature>,
}

impl Sort {
    pub fn scalar(domain: Domain) -> Self {
        Self { domain, shape: Shape::scalar(), ..Self::default() }
    }

    pub fn array(domain: Domain, sizes: Vec<Size>) -> Self {
        Self { domain, shape: Shape::Known(sizes), ..Self::default() }
    }

    #[must_use]
    pub fn with(mut self, fact: Fact) -> Self {
        self.facts.insert(fact);
        self
    }
}
