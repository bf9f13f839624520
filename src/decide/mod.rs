//! Problems to verdicts: exact proof, rigorous numbers, counterexamples.
//!
//! Pure and deterministic: takes a [`crate::claims::Problem`], gives a [`Verdict`]. Knows no documents, no clock, no
//! hash order.

pub mod exact;
mod verdict;

pub use verdict::{Grade, Outcome, Reason, Repair, Verdict, Witness};
