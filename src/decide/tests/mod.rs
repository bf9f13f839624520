//! Claims and their verdicts.

mod claims;
mod infinite;

use std::collections::BTreeMap;

use super::{Outcome, Settings, decide};
use crate::claims::Problem;
use crate::expr::Head;
use crate::functions::template::read;

/// A closed problem without definitions, from text.
pub fn problem(left: &str, relation: Head, right: &str, facts: &[&str]) -> Problem {
    let expr = |text: &str| read(text).unwrap_or_else(|| panic!("{text}"));
    Problem {
        left: expr(left),
        relation,
        right: expr(right),
        facts: facts.iter().map(|fact| expr(fact)).collect(),
        definitions: Vec::new(),
        sorts: BTreeMap::new(),
        closed: true,
    }
}

fn outcome(left: &str, relation: Head, right: &str, facts: &[&str]) -> Outcome {
    decide(&problem(left, relation, right, facts), &Settings::default()).outcome
}
