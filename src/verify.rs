//! One formula, judged by itself: everything in it is asserted, and its names range over all that is assumed.

use crate::claims::Problem;
use crate::decide::{self, Outcome, Verdict};
use crate::lower;

/// The verdict on a formula under conditions, all in LaTeX; an error says what could not be read.
///
/// A chain holds where every link holds, and fails with its first link that fails.
pub fn verify(tex: &str, assume: &[String], seed: u64) -> Result<Verdict, String> {
    let problems: Vec<Problem> = lower::problems(tex, assume)?;
    let settings = decide::Settings { seed, ..decide::Settings::default() };
    let mut weakest: Option<Verdict> = None;
    for problem in &problems {
        let verdict = decide::decide(problem, &settings);
        match verdict.outcome {
            Outcome::Fails => return Ok(verdict),
            Outcome::Undecided(_) => weakest = Some(verdict),
            Outcome::Holds | Outcome::Trivial => {
                let stronger = weakest.as_ref().is_some_and(|known| known.grade >= verdict.grade);
                if !stronger && !weakest.as_ref().is_some_and(|known| matches!(known.outcome, Outcome::Undecided(_))) {
                    weakest = Some(verdict);
                }
            }
        }
    }
    weakest.ok_or_else(|| "no relation to decide".into())
}
