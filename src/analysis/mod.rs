//! Everything known of the pages of a run, phase by phase.

mod coverage;

pub use coverage::{Coverage, Depth, Holds};
