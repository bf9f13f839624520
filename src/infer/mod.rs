//! Shapes and units by unification, and the structure of indices.
//!
//! Takes expressions and the sorts of their names; gives shapes, clashes, units, costs, issues of indices. Never reports
//! a clash of two guesses: only of what the author declared.

pub mod binding;
mod clash;
mod evidence;
mod form;
mod page;
mod product;
mod rules;
mod shapes;
mod sizes;
mod sorts;
mod symbols;
mod unify;

pub use clash::{Clash, ClashKind};
pub use form::{Axis, Form, Orientation, Places};
pub use page::{Inference, infer};
pub use sizes::{Compared, Relations, size_of};
pub use sorts::sorts_for;
pub use symbols::{Known, Symbols};

#[cfg(test)]
mod testing;
