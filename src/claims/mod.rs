//! Expressions and stance to roles, and claims to self-contained problems.
//!
//! Takes readings, stance and definitions; gives one role per relation and a [`Problem`] per claim.
//! Never computes truth.

mod problem;

pub use problem::{Definition, Problem};
