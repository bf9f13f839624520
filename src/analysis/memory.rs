//! What was decided before: verdicts by problem, kept from run to run.

use crate::claims::Problem;
use crate::decide::{Settings, Verdict};

/// Verdicts by key. A verdict is a function of its key, so it does not matter who kept it, or whether anybody did.
pub trait Memory: Sync {
    fn recall(&self, key: &str) -> Option<Verdict>;
    fn keep(&self, key: &str, verdict: &Verdict);
}

/// The key of a problem: a hash of all that its verdict depends on.
pub fn key(problem: &Problem, settings: &Settings) -> String {
    blake3::hash(format!("{} {} {}", settings.seed, settings.evidence, problem.spelled()).as_bytes())
        .to_hex()
        .to_string()
}
