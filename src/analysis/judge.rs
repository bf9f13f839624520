//! From readings and stance to roles and verdicts: what is decided, and what may be said of it.

use std::collections::BTreeMap;

use super::declared::Declared;
use super::page::Judged;
use crate::claims::{self, Context, Knowledge, Problem, Relation, Role};
use crate::decide::{self, Outcome, Reason, Verdict};
use crate::expr::Expr;
use crate::extract::Document;
use crate::infer;
use crate::lower::Reading;
use crate::prose::StanceInfo;

/// Decides the claims of pages.
pub struct Judge {
    settings: decide::Settings,
}

impl Judge {
    pub fn new(seed: u64) -> Self {
        Self { settings: decide::Settings { seed, ..decide::Settings::default() } }
    }

    /// The relations of a page in reading order, each with its role and, for claims, its verdict.
    pub fn relations(
        &self,
        document: &Document,
        readings: &[Reading],
        stances: &[StanceInfo],
        declared: &Declared,
    ) -> Vec<Judged> {
        let (relations, knowledge) = classify(document, readings, stances);
        let mut known: BTreeMap<Problem, Verdict> = BTreeMap::new();
        let judged = relations.into_iter().map(|relation| {
            if relation.role != Role::Claim && !relation.tentative {
                return Judged { relation, verdict: None, problem: None, used: Vec::new(), expected: false };
            }
            let (problem, used) = self.problem(&relation, &knowledge, declared);
            let decided = known.entry(problem.clone()).or_insert_with(|| decide::decide(&problem, &self.settings));
            let verdict = with_caution(decided.clone(), &problem);
            settled(Judged { relation, verdict: Some(verdict), problem: Some(problem), used, expected: false })
        });
        judged.collect()
    }

    fn problem(&self, relation: &Relation, knowledge: &Knowledge, declared: &Declared) -> (Problem, Vec<usize>) {
        let (mut problem, used) = knowledge.problem(relation, BTreeMap::new());
        let bodies = problem.definitions.iter().map(|definition| &definition.body);
        let parts: Vec<&Expr> =
            [&problem.left, &problem.right].into_iter().chain(&problem.facts).chain(bodies).collect();
        problem.sorts = infer::sorts_for(&parts, &declared.sorts(&parts, relation.formula));
        (problem, used)
    }
}

/// A tentative relation claims if it holds for all values, or would after one edit; else it restricts.
fn settled(mut judged: Judged) -> Judged {
    if judged.relation.tentative {
        let verdict = judged.verdict.take().filter(|verdict| match verdict.outcome {
            Outcome::Holds => true,
            Outcome::Fails => verdict.repair.is_some(),
            _ => false,
        });
        if verdict.is_some() {
            judged.relation.role = Role::Claim;
        } else {
            judged.problem = None;
            judged.used.clear();
        }
        judged.verdict = verdict;
    }
    judged
}

/// The roles of a page's relations, and what its definitions and constraints say.
fn classify(document: &Document, readings: &[Reading], stances: &[StanceInfo]) -> (Vec<Relation>, Knowledge) {
    let mut knowledge = Knowledge::default();
    let mut relations = Vec::new();
    let mut above: Option<(usize, Expr)> = None;
    for (formula, (reading, stance)) in readings.iter().zip(stances).enumerate() {
        let display = document.formulas.get(formula).is_some_and(|formula| formula.display);
        for (statement, body) in reading.statements.iter().enumerate() {
            let defined = knowledge.names_before(formula);
            let context = Context {
                defined: &defined,
                stance: stance.stance,
                continues: above.as_ref().filter(|_| display).map(|(_, side)| side),
                derivation: stance.derivation,
                formula,
                statement,
            };
            let found = claims::relations(body, &context);
            for relation in &found {
                knowledge.learn(relation);
            }
            if display && let Some(last) = body.links.last().map(|link| &link.right).or(body.first.as_ref()) {
                above = Some((formula, last.clone()));
            }
            relations.extend(found);
        }
    }
    (relations, knowledge)
}

/// A symbol that is nowhere defined and stands on one side only absorbs the difference: what fails because of it is
/// an undefined step.
fn with_caution(verdict: Verdict, problem: &Problem) -> Verdict {
    if verdict.outcome != Outcome::Fails || problem.closed {
        return verdict;
    }
    let (left, right) = (problem.left.free_names(), problem.right.free_names());
    let defined = |name: &crate::expr::Name| problem.definitions.iter().any(|definition| definition.name == *name);
    match left.symmetric_difference(&right).find(|name| !defined(name)) {
        Some(name) => Verdict::undecided(
            Reason::UndefinedStep,
            format!("`{name}` stands on one side only, and nothing on the page says what it is"),
        ),
        None => verdict,
    }
}
