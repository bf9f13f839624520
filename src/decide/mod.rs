//! Problems to verdicts: exact proof, rigorous numbers, counterexamples.
//!
//! Pure and deterministic: takes a [`crate::claims::Problem`], gives a [`Verdict`]. Knows no documents, no clock, no
//! hash order.

mod antiderivative;
mod edit;
mod evaluate;
pub mod exact;
mod hunt;
pub mod joint;
mod judge;
mod laws;
mod letters;
mod near;
mod order;
mod printed;
mod python;
mod repair;
mod sample;
mod solve;
mod value;
mod verdict;
mod witness;

pub use antiderivative::differentiated;
pub use edit::slips_of;
pub use laws::over_laws;
pub use near::near_identity;
pub use order::{named_order, order};
pub use repair::repair_before;
pub use sample::names as free_names;
pub use solve::{Settings, decide, fails_independently};
pub use verdict::{Grade, Outcome, Reason, Repair, Verdict, Witness};

#[cfg(test)]
mod tests;
