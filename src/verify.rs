//! One formula, judged by itself: everything in it is asserted, and its names range over all that is assumed.

use crate::claims::Problem;
use crate::decide::{self, Outcome, Verdict};
use crate::lower::{Identity, lower_identity};
use crate::syntax::{self, Macros, Node, Parsed};

/// The verdict on a formula under conditions, all in LaTeX; an error says what could not be read.
///
/// A chain holds where every link holds, and fails with its first link that fails.
pub fn verify(tex: &str, assume: &[String], seed: u64) -> Result<Verdict, String> {
    let problems = problems(tex, assume)?;
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

/// The problems that a formula poses, one a link of its chain; an error says what could not be read.
pub fn problems(tex: &str, assume: &[String]) -> Result<Vec<Problem>, String> {
    let texts: Vec<&str> = std::iter::once(tex).chain(assume.iter().map(String::as_str)).collect();
    let parsed: Vec<Parsed> = texts.iter().map(|text| syntax::parse(text, &Macros::default())).collect();
    let read: Vec<(&str, &[Node])> = texts.iter().zip(&parsed).map(|(text, parsed)| (*text, &*parsed.nodes)).collect();
    let Some((formula, conditions)) = read.split_first() else { return Err("no formula".into()) };
    let identity = lower_identity(*formula, conditions).map_err(|why| {
        let text = texts.get(why.text).copied().unwrap_or(tex);
        format!("{}: `{}`", why.reason, why.span.of(text))
    })?;
    let Identity { relations, conditions, sorts } = identity;
    let sorts: std::collections::BTreeMap<_, _> = sorts.into_iter().collect();
    let problem = |(left, relation, right)| Problem {
        left,
        relation,
        right,
        facts: conditions.clone(),
        definitions: Vec::new(),
        sorts: sorts.clone(),
        closed: true,
    };
    Ok(relations.into_iter().map(problem).collect())
}
