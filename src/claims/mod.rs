//! Expressions and stance to roles, and claims to self-contained problems.
//!
//! Takes readings, stance and definitions; gives one role per relation and a [`Problem`] per claim.
//! Never computes truth.

mod build;
mod classify;
pub mod pattern;
mod problem;
mod role;
mod spelled;

pub use build::{Knowledge, defining, in_order_of_use};
pub use classify::{Context, relations};
pub use problem::{Definition, Problem};
pub use role::{ClaimKind, Relation, Role};
