//! Shapes that cannot fit.

use std::fmt;

use super::form::{Form, Places};
use crate::source::Span;

/// Where shapes clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClashKind {
    /// The inner sizes of a product.
    Product,
    /// Terms of a sum.
    Sum,
    /// Operands of a product or quotient entry by entry, or of an inner product.
    Entrywise,
    /// The two sides of an equation: same rank, other sizes.
    Sides,
    /// The two sides of an equation: another rank.
    Rank,
    /// Two columns side by side: one of them lacks a transpose.
    Columns,
    /// An inverse, determinant or trace of what is not square.
    Square,
}

impl ClashKind {
    /// In words, after "the shapes of".
    pub fn parts(self) -> &'static str {
        match self {
            Self::Product | Self::Columns => "the factors",
            Self::Sum => "the terms",
            Self::Entrywise => "the operands",
            Self::Sides | Self::Rank => "the two sides",
            Self::Square => "rows and columns",
        }
    }
}

/// Two shapes that cannot fit, and the declarations that they go back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Index of the statement among those given.
    pub statement: usize,
    pub kind: ClashKind,
    /// The smallest part that clashes, in the text of its formula.
    pub span: Span,
    pub left: Form,
    pub right: Form,
    /// The two sizes that differ, where it is a matter of sizes.
    pub sizes: Option<(String, String)>,
    /// The declarations from which the clash follows, fewest first found.
    pub places: Places,
    /// Whether the sizes differ for all values; else nothing on the page says that they are equal.
    pub certain: bool,
    /// What would fit: `the transpose of the second factor`.
    pub fits: Option<&'static str>,
}

/// One line: `inner sizes d and h of n × d and h × q`.
impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = (&self.left, &self.right);
        match (&self.sizes, self.kind) {
            (_, ClashKind::Columns) => f.write_str("a column stands to the left of an array without a transpose"),
            (_, ClashKind::Square) => write!(f, "not square: {left}"),
            (Some((a, b)), ClashKind::Product) => {
                write!(f, "inner sizes {a} and {b} in the product of {left} and {right}")
            }
            (Some((a, b)), kind) => write!(f, "{} are {left} and {right}: {a} is not {b}", kind.parts()),
            (None, kind) => write!(f, "{} are {left} and {right}", kind.parts()),
        }
    }
}
