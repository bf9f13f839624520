//! From readings and stance to roles and verdicts: what is decided, and what may be said of it.

use std::collections::{BTreeMap, BTreeSet};

use super::declared::Declared;
use super::entries::Entries;
use super::memory::{self, Memory};
use super::page::Judged;
use super::restricting::settles;
use super::{implicit, indices};
use crate::claims::pattern;
use crate::claims::{self, Context, Knowledge, Problem, Relation, Role};
use crate::decide::{self, Outcome, Reason, Verdict};
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name, Sort};
use crate::extract::{Document, Inline};
use crate::infer;
use crate::lower::Reading;
use crate::prose::StanceInfo;

/// Decides the claims of pages.
pub struct Judge<'a> {
    settings: decide::Settings,
    memory: Option<&'a dyn Memory>,
}

impl<'a> Judge<'a> {
    pub fn new(seed: u64, memory: Option<&'a dyn Memory>) -> Self {
        Self { settings: decide::Settings { seed, ..decide::Settings::default() }, memory }
    }

    /// The verdict on a problem, recalled where it was decided before.
    fn decide(&self, problem: &Problem) -> Verdict {
        let Some(memory) = self.memory else { return decide::decide(problem, &self.settings) };
        let key = memory::key(problem, self.settings.seed);
        memory.recall(&key).unwrap_or_else(|| {
            let verdict = decide::decide(problem, &self.settings);
            memory.keep(&key, &verdict);
            verdict
        })
    }

    /// The relations of a page in reading order, each with its role and, for claims, its verdict.
    pub fn relations(
        &self,
        document: &Document,
        readings: &[Reading],
        stances: &[StanceInfo],
        declared: &Declared,
    ) -> Vec<Judged> {
        let (relations, knowledge, entries) = classify(document, readings, stances);
        let independent = speaks_of_independence(document);
        let mut known: BTreeMap<Problem, Verdict> = BTreeMap::new();
        let judged = relations.into_iter().map(|relation| {
            if relation.role != Role::Claim && !relation.tentative {
                return Judged { relation, verdict: None, problem: None, used: Vec::new(), expected: false };
            }
            let (problem, used) = self.problem(&entries.in_relation(&relation), &knowledge, declared);
            let decided = known.entry(problem.clone()).or_insert_with(|| match untied_derivative(&problem) {
                Some(why) => Verdict::undecided(Reason::UnknownFunction, why),
                None => self.decide(&problem),
            });
            let verdict = with_caution(decided.clone(), &problem, &knowledge.restricted());
            let verdict = with_labels(verdict, &problem);
            let verdict = with_independence(verdict, &problem, independent);
            let verdict = with_neighbours(verdict, &problem, knowledge.determined(&relation, &used));
            settled(Judged { relation, verdict: Some(verdict), problem: Some(problem), used, expected: false })
        });
        judged.collect()
    }

    fn problem(&self, relation: &Relation, knowledge: &Knowledge, declared: &Declared) -> (Problem, Vec<usize>) {
        let (mut problem, used) = knowledge.problem(relation, BTreeMap::new());
        let said = declared.sorts(&parts(&problem), relation.formula);
        complete(&mut problem, &said);
        (problem, used)
    }

    /// The verdict on a problem of which only the sorts that pages declare are known.
    pub fn settle(&self, mut problem: Problem, said: &BTreeMap<Name, Sort>) -> Verdict {
        complete(&mut problem, said);
        self.decide(&problem)
    }
}

/// Everything that a problem is made of.
fn parts(problem: &Problem) -> Vec<&Expr> {
    let bodies = problem.definitions.iter().map(|definition| &definition.body);
    [&problem.left, &problem.right].into_iter().chain(&problem.facts).chain(bodies).collect()
}

/// Gives a problem its ranges and sorts, from what is said of its names.
fn complete(problem: &mut Problem, said: &BTreeMap<Name, Sort>) {
    implicit::range(problem, said);
    problem.sorts = infer::sorts_for(&parts(problem), said);
    // A name that the page defines is what it defines, whatever else is said of it.
    problem.sorts.retain(|name, _| !problem.definitions.iter().any(|definition| definition.name == *name));
    indices::range(problem);
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

/// Cues that give a meaning: what they introduce is no condition.
const GIVING: &[&str] = &["let", "denote", "设", "令", "记"];

/// The roles of a page's relations, and what its definitions and constraints say.
fn classify(document: &Document, readings: &[Reading], stances: &[StanceInfo]) -> (Vec<Relation>, Knowledge, Entries) {
    let mut knowledge = Knowledge::default();
    let entries = Entries::of_page(readings);
    let mut relations = Vec::new();
    let mut above: Option<(usize, Expr)> = None;
    let mut seen: BTreeSet<Name> = BTreeSet::new();
    for (formula, (reading, stance)) in readings.iter().zip(stances).enumerate() {
        let display = document.formulas.get(formula).is_some_and(|formula| formula.display);
        for (statement, body) in reading.statements.iter().enumerate() {
            let defined = knowledge.names_before(formula);
            let context = Context {
                defined: &defined,
                stance: stance.stance,
                lets: stance.cue.is_some_and(|cue| GIVING.contains(&cue)),
                seen: &seen,
                continues: above.as_ref().filter(|_| display).map(|(_, side)| side),
                formula,
                statement,
            };
            let found = claims::relations(body, &context);
            for relation in &found {
                knowledge.learn(&entries.in_relation(relation));
            }
            if display && let Some(last) = body.links.last().map(|link| &link.right).or(body.first.as_ref()) {
                above = Some((formula, last.clone()));
            }
            relations.extend(found);
        }
        seen.extend(reading.occurrences.iter().filter(|own| !own.bound).map(|own| own.name.clone()));
    }
    (relations, knowledge, entries)
}

/// A symbol that is nowhere defined and stands on one side only absorbs the difference: what fails because of it is
/// an undefined step, unless the page says what the symbol ranges over or builds a definition on it. What only settles
/// its letters claims nothing of other values, unless one edit would make an identity of it.
fn with_caution(verdict: Verdict, problem: &Problem, ranged: &BTreeSet<Name>) -> Verdict {
    if verdict.outcome != Outcome::Fails || problem.closed {
        return verdict;
    }
    let (left, right) = (expanded(&problem.left, problem), expanded(&problem.right, problem));
    let built_on: BTreeSet<Name> =
        problem.definitions.iter().flat_map(|definition| definition.body.free_names()).collect();
    match left.symmetric_difference(&right).find(|name| !ranged.contains(name) && !built_on.contains(name)) {
        Some(name) => Verdict::undecided(
            Reason::UndefinedStep,
            format!("`{name}` stands on one side only, and nothing on the page says what it is"),
        ),
        None if verdict.repair.is_some() => verdict,
        None => match settles(problem, &left, &right) {
            Some(why) => Verdict::undecided(Reason::UndefinedStep, why),
            None => verdict,
        },
    }
}

/// A name without a definition of which the page says something that was not used is not free: what fails because of
/// it is undecided.
fn with_neighbours(verdict: Verdict, problem: &Problem, determined: BTreeSet<&Name>) -> Verdict {
    if verdict.outcome != Outcome::Fails || problem.closed {
        return verdict;
    }
    match decide::free_names(problem).iter().find(|name| determined.contains(name)) {
        Some(name) => Verdict::undecided(
            Reason::UndefinedStep,
            format!("the page has an equation for `{name}` that could not be put to use here"),
        ),
        None => verdict,
    }
}

/// Words after which a product of probabilities, or a condition left out, may be meant.
const INDEPENDENCE: &[&str] = &[
    "independen",
    "i.i.d",
    "iid",
    "markov",
    "memoryless",
    "disjoint",
    "exclusive",
    "factori",
    "independ",
    "独立",
    "马尔可夫",
    "互斥",
    "不相交",
    "无记忆",
];

fn speaks_of_independence(document: &Document) -> bool {
    document.blocks.iter().flat_map(|block| &block.inlines).any(|inline| match inline {
        Inline::Text { text, .. } => {
            let folded = text.to_lowercase();
            INDEPENDENCE.iter().any(|word| folded.contains(word))
        }
        _ => false,
    })
}

/// A law of probability fails only where one edit mends it and the page speaks of no independence: the words may hold
/// a condition that no formula states.
fn with_independence(verdict: Verdict, problem: &Problem, independent: bool) -> Verdict {
    let sure = verdict.repair.is_some() && !independent;
    if verdict.outcome != Outcome::Fails || sure || decide::joint::over_joint(problem).is_none() {
        return verdict;
    }
    Verdict::undecided(Reason::ConditionUnknown, "what the page assumes of these distributions is not known")
}

/// A name whose label is a letter that a sum of the problem binds was probably read wrong: `q_k` below `\sum_k`.
fn with_labels(verdict: Verdict, problem: &Problem) -> Verdict {
    if verdict.outcome != Outcome::Fails {
        return verdict;
    }
    let (mut bound, mut names) = (BTreeSet::new(), BTreeSet::new());
    let bodies = problem.definitions.iter().map(|definition| &definition.body);
    for part in [&problem.left, &problem.right].into_iter().chain(bodies) {
        part.visit(&mut |node| match &node.kind {
            Kind::Bind(binding) => bound.extend(binding.bound.iter().map(|bound| bound.name.as_str().to_owned())),
            Kind::Symbol(name) => {
                names.insert(name.clone());
            }
            _ => {}
        });
    }
    let label = |name: &Name| name.as_str().split_once('_').map(|(_, label)| label.trim_matches(['{', '}']).to_owned());
    match names.iter().find(|name| label(name).is_some_and(|label| bound.contains(&label))) {
        Some(name) => Verdict::undecided(
            Reason::Readings,
            format!("the subscript of `{name}` may be the letter that a sum runs over"),
        ),
        None => verdict,
    }
}

/// A derivative of something that nothing on the page ties to its variable says nothing: it would be zero.
fn untied_derivative(problem: &Problem) -> Option<String> {
    let mut untied = None;
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |part| {
            let Kind::Apply("PartialDerivative" | "TotalDerivative" | "Gradient" | "Jacobian" | "Hessian", parts) =
                &part.kind
            else {
                return;
            };
            let Some((body, variables)) = parts.split_first() else { return };
            let known = reachable(body, problem);
            let free = |variable: &&Expr| !pattern::base_name(variable).is_some_and(|name| known.contains(name));
            if let Some(variable) = variables.iter().find(free) {
                untied = Some(format!("nothing on the page says how {} depends on {}", plain(body), plain(variable)));
            }
        });
    }
    untied
}

/// Every name that an expression leads to, through definitions.
fn reachable(expr: &Expr, problem: &Problem) -> BTreeSet<Name> {
    let mut names = expr.free_names();
    for definition in problem.definitions.iter().rev() {
        if names.contains(&definition.name) {
            names.extend(definition.body.free_names());
        }
    }
    names
}

/// The names that a side is made of once every definition is put in.
fn expanded(side: &Expr, problem: &Problem) -> BTreeSet<Name> {
    let mut names = side.free_names();
    // Definitions stand behind those that they use.
    for definition in problem.definitions.iter().rev() {
        if names.remove(&definition.name) {
            let inner: Vec<&Name> = definition.indices.iter().chain(&definition.parameters).collect();
            names.extend(definition.body.free_names().into_iter().filter(|name| !inner.contains(&name)));
        }
    }
    names
}
