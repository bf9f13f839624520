//! Notation and symbol table to expressions.
//!
//! Takes the notation of a formula and what the page says of its names; gives statements. Each ambiguity is settled
//! here by scored evidence rows; the runner-up is kept with its reason. Never evaluates.

mod reading;

pub use reading::{Choice, Coverage, Link, Occurrence, Reading, Statement};
