//! Shapes and units by unification, and the structure of indices.
//!
//! Takes expressions and the sorts of their names; gives shapes, clashes, units, costs, issues of indices. Never reports
//! a clash of two guesses: only of what the author declared.

pub mod binding;

#[cfg(test)]
mod testing;
