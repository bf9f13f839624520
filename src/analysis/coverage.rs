//! What a run covered: the figures that every run prints.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::claims::Role;
use crate::decide::{Grade, Outcome, Reason, Verdict};
use crate::lower::Coverage as Understood;

/// Counts over the pages that were asked for. `relations` = the sum of its roles; `claims` = `holds` + `fails` +
/// `undecided` + `trivial` + `expected_fails`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub files: usize,
    pub formulas: usize,
    pub full: usize,
    pub partial: usize,
    pub none: usize,
    pub displays: Depth,
    /// Formulas of eight tokens or more.
    pub long: Depth,
    pub relations: BTreeMap<Role, usize>,
    pub claims: usize,
    pub holds: Holds,
    /// Claims held that are different from each other up to renaming and swap of sides.
    pub distinct: usize,
    pub fails: usize,
    pub undecided: BTreeMap<Reason, usize>,
    pub trivial: usize,
    pub expected_fails: usize,
}

/// How many formulas of a kind were read how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Depth {
    pub all: usize,
    pub full: usize,
}

/// Claims that hold, by how it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Holds {
    pub proved: usize,
    pub enclosed: usize,
    pub sampled: usize,
}

impl Holds {
    pub fn total(self) -> usize {
        self.proved + self.enclosed + self.sampled
    }
}

impl Coverage {
    pub fn count_formula(&mut self, understood: Understood, display: bool, tokens: usize) {
        self.formulas += 1;
        let full = understood == Understood::Full;
        match understood {
            Understood::Full => self.full += 1,
            Understood::Partial => self.partial += 1,
            Understood::None => self.none += 1,
        }
        for (depth, counts) in [(&mut self.displays, display), (&mut self.long, tokens >= 8)] {
            depth.all += usize::from(counts);
            depth.full += usize::from(counts && full);
        }
    }

    pub fn count_relation(&mut self, role: Role, verdict: Option<&Verdict>, expected: bool) {
        *self.relations.entry(role).or_insert(0) += 1;
        let Some(verdict) = verdict.filter(|_| role == Role::Claim) else { return };
        self.claims += 1;
        match (&verdict.outcome, verdict.grade) {
            (Outcome::Holds, Some(Grade::Proved)) => self.holds.proved += 1,
            (Outcome::Holds, Some(Grade::Enclosed)) => self.holds.enclosed += 1,
            (Outcome::Holds, _) => self.holds.sampled += 1,
            (Outcome::Fails, _) if expected => self.expected_fails += 1,
            (Outcome::Fails, _) => self.fails += 1,
            (Outcome::Undecided(reason), _) => *self.undecided.entry(*reason).or_insert(0) += 1,
            (Outcome::Trivial, _) => self.trivial += 1,
        }
    }

    fn role(&self, role: Role) -> usize {
        self.relations.get(&role).copied().unwrap_or(0)
    }
}

/// The closing line.
impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let relations: usize = self.relations.values().sum();
        let undecided: usize = self.undecided.values().sum();
        let by_count = {
            let mut reasons: Vec<_> = self.undecided.iter().collect();
            reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), **reason));
            let words = reasons.iter().map(|(reason, count)| format!("{} {count}", reason.as_str()));
            words.collect::<Vec<_>>().join(", ")
        };
        write!(f, "{} formulas: {} full, {} partial, {} none", self.formulas, self.full, self.partial, self.none)?;
        write!(
            f,
            " · {relations} relations: {} defined, {} declared, {} constraints, {} updates, {} approximations, {} orders, {} other, {} claims",
            self.role(Role::Definition),
            self.role(Role::Declaration),
            self.role(Role::Constraint),
            self.role(Role::Update),
            self.role(Role::Approximation),
            self.role(Role::Order),
            self.role(Role::Other),
            self.claims,
        )?;
        let Holds { proved, enclosed, sampled } = self.holds;
        write!(f, ": {} hold ({proved} proved, {enclosed} enclosed, {sampled} sampled", self.holds.total())?;
        write!(f, "; {} distinct), {} fail, {undecided} undecided", self.distinct, self.fails)?;
        if undecided > 0 {
            write!(f, " ({by_count})")?;
        }
        write!(f, ", {} trivial", self.trivial)?;
        if self.expected_fails > 0 {
            write!(f, ", {} fail as expected", self.expected_fails)?;
        }
        Ok(())
    }
}
