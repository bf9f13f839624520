//! What is known of the shape of an expression, and who said so.

use std::collections::BTreeSet;
use std::fmt;

use crate::expr::{Shape, Size};

/// Places that declare something, by the ids that the caller gave.
pub type Places = BTreeSet<usize>;

/// One axis: its size, where it is known, and the places that say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    pub size: Option<Size>,
    pub places: Places,
}

/// How a vector stands in a product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// As the book's convention has it: a declared vector is a column for some, a row for others.
    #[default]
    Free,
    /// The transpose of a free one.
    Flipped,
    Column,
    Row,
    /// A row slice `X_{i,:}`: a row for some, a column for others.
    Either,
}

impl Orientation {
    pub(super) fn transposed(self) -> Self {
        match self {
            Self::Free => Self::Flipped,
            Self::Flipped => Self::Free,
            Self::Column => Self::Row,
            Self::Row => Self::Column,
            Self::Either => Self::Either,
        }
    }
}

/// What is known of a shape. `axes` is `None` where not even the rank is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub axes: Option<Vec<Axis>>,
    pub orientation: Orientation,
    /// The places that the rank goes back to; empty for a number.
    pub places: Places,
    /// Whether colons among indices show the rank: `A_{:,j}`.
    pub shown: bool,
}

impl Form {
    pub fn unknown() -> Self {
        Self::default()
    }

    /// A number: rank 0, and nobody needed to declare it.
    pub fn scalar() -> Self {
        Self { axes: Some(Vec::new()), ..Self::default() }
    }

    pub(super) fn array(axes: Vec<Axis>, places: Places) -> Self {
        Self { axes: Some(axes), orientation: Orientation::Free, places, shown: false }
    }

    /// The form of a declared shape.
    pub fn declared(shape: &Shape, place: usize) -> Self {
        let Shape::Known(sizes) = shape else { return Self::unknown() };
        let places = Places::from([place]);
        let axes = sizes.iter().map(|size| Axis { size: Some(size.clone()), places: places.clone() }).collect();
        Self::array(axes, places)
    }

    pub fn rank(&self) -> Option<usize> {
        self.axes.as_ref().map(Vec::len)
    }

    pub fn is_scalar(&self) -> bool {
        self.rank() == Some(0)
    }

    /// The shape, where every size is known.
    pub fn shape(&self) -> Shape {
        let sizes =
            self.axes.as_ref().map(|axes| axes.iter().map(|axis| axis.size.clone()).collect::<Option<Vec<_>>>());
        sizes.flatten().map_or(Shape::Unknown, Shape::Known)
    }

    #[must_use]
    pub(super) fn also(mut self, other: &Self) -> Self {
        self.places.extend(&other.places);
        self.shown |= other.shown;
        self
    }

    #[must_use]
    pub(super) fn shown(mut self) -> Self {
        self.shown = true;
        self
    }

    #[must_use]
    pub(super) fn oriented(mut self, orientation: Orientation) -> Self {
        self.orientation = orientation;
        self
    }

    /// transpose: (m,n) → (n,m); a vector stands the other way.
    #[must_use]
    pub(super) fn transposed(mut self) -> Self {
        self.orientation = self.orientation.transposed();
        match &mut self.axes {
            Some(axes) if axes.len() == 2 => axes.reverse(),
            Some(axes) if axes.len() > 2 => return Self::unknown(),
            _ => {}
        }
        self
    }
}

/// `scalar`, `vector (d)`, `n × d`; `?` for a size that nobody said.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(axes) = &self.axes else { return f.write_str("unknown shape") };
        match axes.as_slice() {
            [] => f.write_str("scalar"),
            [axis] => write!(f, "vector ({axis})"),
            _ => f.write_str(&axes.iter().map(bracketed).collect::<Vec<_>>().join(" × ")),
        }
    }
}

/// The size as a factor: sums in brackets.
fn bracketed(axis: &Axis) -> String {
    let is_sum = axis.size.as_ref().is_some_and(|size| size.terms().len() > 1);
    if is_sum { format!("({axis})") } else { axis.to_string() }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.size {
            None => f.write_str("?"),
            Some(size) => write!(f, "{size}"),
        }
    }
}
