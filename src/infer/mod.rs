//! Shapes and units by unification, and the structure of indices.
//!
//! Takes expressions and the sorts of their names; gives shapes, clashes, units, costs, issues of indices. Never reports
//! a clash of two guesses: only of what the author declared.

pub mod binding;
mod clash;
mod cost;
mod evidence;
mod form;
mod identities;
mod orientation;
mod page;
mod product;
mod rules;
mod shapes;
mod sizes;
mod sorts;
mod symbols;
mod unify;
mod units;

pub use clash::{Clash, ClashKind};
pub use cost::{cost, leading};
pub use form::{Axis, Form, Orientation, Places};
pub use identities::identity_sizes;
pub use orientation::{Oriented, orientations};
pub use page::{Inference, infer};
pub use sizes::{Compared, Relations, size_of};
pub use sorts::sorts_for;
pub use symbols::{Known, Symbols};
pub use units::{Unit, UnitClash, unit_clashes};

#[cfg(test)]
pub(crate) mod testing;
