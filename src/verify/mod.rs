//! One formula, judged by itself: everything in it is asserted, and its names range over all that is assumed.

mod lets;
mod same;

use crate::claims::{Definition, Problem};
use crate::decide::{self, Outcome, Verdict};
use crate::lower::{Identity, lower_identity_with};
use crate::syntax::{self, Macros, Node, Parsed};

pub use same::{Likeness, Sameness, same};

/// What stands beside a formula, all in LaTeX.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Conditions on its names: `x > 0`, `n \in \mathbb{Z}`.
    pub assume: Vec<String>,
    /// What names stand for: `n = 3`, `f(x) = x^2`.
    pub lets: Vec<String>,
}

/// The verdict on a formula under conditions and definitions; an error says what could not be read.
///
/// A chain holds where every link holds, and fails with its first link that fails.
pub fn verify(tex: &str, given: &Given, seed: u64) -> Result<Verdict, String> {
    let problems = problems(tex, given)?;
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
pub fn problems(tex: &str, given: &Given) -> Result<Vec<Problem>, String> {
    let (Identity { relations, conditions, sorts, .. }, definitions) = read(tex, given)?;
    let sorts: std::collections::BTreeMap<_, _> = sorts.into_iter().collect();
    let problem = |(left, relation, right)| Problem {
        left,
        relation,
        right,
        facts: conditions.clone(),
        definitions: definitions.clone(),
        sorts: sorts.clone(),
        closed: true,
    };
    Ok(relations.into_iter().map(problem).collect())
}

/// A formula with what stands beside it.
fn read(tex: &str, given: &Given) -> Result<(Identity, Vec<Definition>), String> {
    let texts: Vec<&str> =
        std::iter::once(tex).chain(given.assume.iter().chain(&given.lets).map(String::as_str)).collect();
    let parsed: Vec<Parsed> = texts.iter().map(|text| syntax::parse(text, &Macros::default())).collect();
    let read: Vec<(&str, &[Node])> = texts.iter().zip(&parsed).map(|(text, parsed)| (*text, &*parsed.nodes)).collect();
    let Some((formula, rest)) = read.split_first() else { return Err("no formula".into()) };
    let (conditions, lets) = rest.split_at_checked(given.assume.len()).unwrap_or((rest, &[]));
    let defining = lets::defining(lets)?;
    let identity = lower_identity_with(*formula, conditions, &defining).map_err(|why| {
        let text = texts.get(why.text).copied().unwrap_or(tex);
        format!("{}: `{}`", why.reason, why.span.of(text))
    })?;
    let definitions = lets::definitions(&identity.definitions, &given.lets)?;
    Ok((identity, definitions))
}
