//! From readings and stance to roles and verdicts: what is decided, and what may be said of it.

use std::collections::{BTreeMap, BTreeSet};

use super::around::sentence_between;
use super::caution::{self, Assumed};
use super::declared::Declared;
use super::entries::Entries;
use super::members::{self, MemberSort, Reshaped};
use super::memory::{self, Memory};
use super::page::Judged;
use super::{
    conditions, conventional, held, identities, implicit, indices, operators, sequences, supposed, unfold, usual,
};
use crate::claims::{self, ClaimKind, Context, Knowledge, Problem, Relation, Role, pattern};
use crate::decide::{self, Grade, Outcome, Reason, Verdict};
use crate::expr::{Expr, Kind, Name, Sort};
use crate::extract::Document;
use crate::functions;
use crate::infer;
use crate::lower::Reading;
use crate::prose::{Stance, StanceInfo};

/// The share of a budget that another reading of shapes may use.
const SHARE: u64 = 4;

/// What the other formulas of a page tell of a reading.
struct Habits {
    /// Whether the page speaks of complex numbers.
    complex: bool,
    /// The names by which it differentiates.
    varied: BTreeSet<Name>,
    /// The names that it subtracts from one.
    complements: BTreeSet<Name>,
}

/// Decides the claims of pages.
pub struct Judge<'a> {
    settings: decide::Settings,
    memory: Option<&'a dyn Memory>,
    /// The number of a property that every name is supposed to have.
    supposed: Option<usize>,
}

impl<'a> Judge<'a> {
    pub fn new(seed: u64, memory: Option<&'a dyn Memory>) -> Self {
        Self { settings: decide::Settings { seed, ..decide::Settings::default() }, memory, supposed: None }
    }

    /// The verdict on a problem; what holds without the conditions that could not be put to use holds with them.
    fn decide(&self, problem: &Problem, evidence: bool) -> Verdict {
        let verdict = self.decide_whole(problem, evidence);
        let open = |fact: &Expr| conditions::is_of_all(fact);
        if !matches!(verdict.outcome, Outcome::Undecided(Reason::NoPoints)) || !problem.facts.iter().any(open) {
            return verdict;
        }
        let mut wider = problem.clone();
        wider.facts.retain(|fact| !open(fact));
        let again = self.decide_whole(&wider, evidence);
        if again.outcome == Outcome::Holds { again } else { verdict }
    }

    /// The verdict on a problem, recalled where it was decided before.
    fn decide_whole(&self, problem: &Problem, evidence: bool) -> Verdict {
        let narrowed = self.supposed.map(|property| supposed::given(problem, property));
        let problem = narrowed.as_ref().unwrap_or(problem);
        let settings = decide::Settings { evidence, ..self.settings };
        let Some(memory) = self.memory else { return decide::decide(problem, &settings) };
        let key = memory::key(problem, &settings);
        memory.recall(&key).unwrap_or_else(|| {
            let verdict = decide::decide(problem, &settings);
            memory.keep(&key, &verdict);
            verdict
        })
    }

    /// The verdict, with the letters that everybody takes for constants read as such where that helps.
    fn decide_as_read(&self, problem: &Problem, said: &BTreeMap<Name, Sort>, page: &Habits, evidence: bool) -> Verdict {
        let verdict = self.decide(problem, evidence);
        if verdict.outcome == Outcome::Holds {
            return match conventional::imaginary(problem).map(|reading| self.decide(&reading.problem, false).outcome) {
                Some(Outcome::Fails) => Verdict::undecided(Reason::Readings, "it may speak of the imaginary unit"),
                _ => verdict,
            };
        }
        let identities = identities::reading(problem, said);
        let letters = conventional::reading(problem, page.complex).filter(|_| identities.is_none());
        let weights = conventional::with_one_weight(problem);
        let bases = conventional::with_one_base(problem);
        let ratios = conventional::with_logarithms_of_ratios(problem);
        let measures = conventional::with_one_measure(problem);
        let conjugates = conventional::with_conjugates(problem);
        let imaginary = conventional::imaginary(problem).filter(|_| letters.is_none());
        let means = conventional::with_means(problem);
        let readings = [identities, letters, means, weights, bases, ratios, measures, conjugates, imaginary];
        let readings = readings.into_iter().flatten().chain(held::readings(problem, &page.varied));
        readings.fold(verdict, |verdict, reading| {
            if verdict.outcome == Outcome::Holds {
                return verdict;
            }
            let conventional::Reading { problem: mut other, said: beyond, note, likely } = reading;
            let free = decide::free_names(&other);
            let said = said.iter().chain(&beyond).filter(|(name, _)| free.contains(name));
            other.sorts = sorts_of(&other, &said.map(|(name, sort)| (name.clone(), sort.clone())).collect());
            let again = self.decide(&other, evidence);
            match (&verdict.outcome, &again.outcome) {
                (_, Outcome::Holds) => Verdict { note: Some(note), ..again },
                (Outcome::Fails, Outcome::Fails) if likely => Verdict { note: Some(note), ..again },
                (Outcome::Fails, _) if likely => Verdict::undecided(Reason::Readings, format!("{note}, or not")),
                _ => verdict,
            }
        })
    }

    /// The verdict, with members as things of their own and shapes by use, where it is stuck on shapes.
    fn in_other_shapes(
        &self,
        verdict: Verdict,
        problem: &Problem,
        said: &BTreeMap<Name, Sort>,
        member: MemberSort<'_>,
    ) -> Verdict {
        if !matches!(verdict.outcome, Outcome::Undecided(Reason::UnknownShape | Reason::UnknownFunction)) {
            return verdict;
        }
        // What is read once more may cost a part of the first reading only.
        let share = decide::Settings { budget: self.settings.budget / SHARE, ..self.settings };
        let judge = Judge { settings: share, ..*self };
        let readings = members::readings(problem, said, member).into_iter();
        let verdicts = readings.filter_map(|Reshaped { mut problem, said: known, whole }| {
            problem.sorts.clear();
            complete(&mut problem, &known);
            members::keeps_axes(&problem, said).then(|| (judge.decide(&problem, true), whole))
        });
        let told = |(again, whole): &(Verdict, bool)| match again.outcome {
            Outcome::Holds => true,
            Outcome::Fails => *whole && again.repair.is_some(),
            _ => false,
        };
        verdicts.into_iter().find(told).map_or(verdict, |(again, _)| again)
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
        let assumed = Assumed::on(document);
        let operators = operators::are_written(document);
        let (varied, complements) = (held::varied(&relations), usual::complements(&relations));
        let habits = Habits { complex: assumed.complex, varied, complements };
        let ranged = knowledge.restricted();
        let mut known: BTreeMap<Problem, Verdict> = BTreeMap::new();
        // The chain in which a link held last.
        let mut chain: Option<(usize, usize)> = None;
        let judge = |relation: Relation| {
            if let Some(judged) = self.growth(&relation, &entries, &knowledge, declared) {
                return judged;
            }
            if relation.role != Role::Claim && !relation.tentative {
                return Judged {
                    relation,
                    verdict: None,
                    problem: None,
                    used: Vec::new(),
                    near: Vec::new(),
                    expected: false,
                };
            }
            let block = document.formulas.get(relation.formula).map_or(0, |formula| formula.block);
            let (whole, said, used) = self.problem(&entries.in_relation(&relation), &knowledge, declared);
            let short = sequences::instance(&whole);
            let problem = short.clone().unwrap_or_else(|| whole.clone());
            // What could not be told in any case need not be made simple.
            let alone = caution::one_sided(&problem, &ranged);
            let decided = known.entry(problem.clone()).or_insert_with(|| match caution::untied_derivative(&problem) {
                Some(why) => Verdict::undecided(Reason::UnknownFunction, why),
                None => {
                    let member = |name: &Name, indices: &[Expr]| {
                        declared.member_at(name, indices, relation.formula).map(|known| known.sort)
                    };
                    let told = |judge: &Judge<'_>, evidence| {
                        let verdict = judge.decide_as_read(&problem, &said, &habits, evidence);
                        judge.in_other_shapes(verdict, &problem, &said, &member)
                    };
                    let verdict = told(self, alone.is_none());
                    let properties = supposed::properties(document, block);
                    supposed::of_words(verdict, &properties, &|property| {
                        told(&Judge { supposed: Some(property), ..*self }, false)
                    })
                }
            });
            let verdict = match short {
                Some(_) => self.of_sequence(decided.clone(), &whole),
                None => decided.clone(),
            };
            let own = (relation.formula, relation.statement);
            let verdict = caution::of_problem(verdict, &problem, alone, chain == Some(own) && relation.link > 0);
            if verdict.outcome == Outcome::Holds {
                chain = Some(own);
            }
            let is_matrix = |name: &Name| declared.is_matrix(name, relation.formula);
            let verdict = caution::of_matrices(verdict, &problem, &is_matrix);
            let verdict = self.of_usual_values(verdict, &problem, &habits.complements);
            let verdict = caution::of_assumptions(verdict, &problem, &assumed, block, &self.settings);
            let verdict = if operators { operators::cautious(verdict, &problem) } else { verdict };
            let determined = match verdict.outcome {
                Outcome::Fails => knowledge.determined(&relation, &used),
                _ => BTreeSet::new(),
            };
            let verdict = caution::of_neighbours(verdict, &problem, &determined, &self.settings);
            let verdict = caution::of_equations(verdict, &problem);
            let mended = verdict.is_mended();
            let slip = relation.tentative && !mended && self.is_slip_in_a_law(&verdict, &problem);
            let near = if operators { Vec::new() } else { near(&verdict, &problem, relation.tentative) };
            settled(
                Judged { relation, verdict: Some(verdict), problem: Some(problem), used, near, expected: false },
                slip,
            )
        };
        let mut judged: Vec<Judged> = relations.into_iter().map(judge).collect();
        caution::of_definitions(&mut judged, document);
        judged
    }

    /// What fails only for values that nobody thinks of, where the page leaves the range to the reader, is undecided.
    fn of_usual_values(&self, verdict: Verdict, problem: &Problem, complements: &BTreeSet<Name>) -> Verdict {
        let narrowed = || usual::narrowed(problem, complements);
        let Some((narrow, names)) = (verdict.outcome == Outcome::Fails).then(narrowed).flatten() else {
            return verdict;
        };
        if self.decide(&narrow, false).outcome != Outcome::Holds {
            return verdict;
        }
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let note = format!("it holds for usual values of {}, of which the page says no range", names.join(", "));
        Verdict::undecided(Reason::ConditionUnknown, note)
    }

    /// Whether a refuted equation between moments is one slip away from a law.
    fn is_slip_in_a_law(&self, verdict: &Verdict, problem: &Problem) -> bool {
        verdict.outcome == Outcome::Fails && decide::joint::one_edit_away(problem, &self.settings).is_some()
    }

    /// The verdict for a short sequence as one on all: what holds for it is not proved for others.
    fn of_sequence(&self, verdict: Verdict, whole: &Problem) -> Verdict {
        let note = Some(format!("for sequences of {} members", sequences::LENGTH));
        match verdict.outcome {
            Outcome::Holds => Verdict { grade: Some(Grade::Enclosed), note, ..verdict },
            Outcome::Fails => {
                let trying = Judge { settings: self.settings.for_edits(), ..*self };
                let repair = decide::repair_before(whole, &sequences::instance, &|edited| trying.decide(edited, false));
                Verdict { note, repair, ..verdict }
            }
            Outcome::Undecided(_) | Outcome::Trivial => verdict,
        }
    }

    /// `f = O(g)` and `f \in O(g)` that an author stands behind, where the sides are polynomials in sizes.
    fn growth(
        &self,
        relation: &Relation,
        entries: &Entries,
        knowledge: &Knowledge,
        declared: &Declared,
    ) -> Option<Judged> {
        decide::named_order(&relation.right)?;
        let stated = matches!(relation.stance, Stance::Plain | Stance::Asserted | Stance::Defining);
        if !stated || !matches!(relation.relation, "Equal" | "Element") {
            return None;
        }
        let (problem, _, used) = self.problem(&entries.in_relation(relation), knowledge, declared);
        let verdict = decide::order(&problem)?;
        let relation = Relation { role: Role::Claim, kind: ClaimKind::Cost, tentative: false, ..relation.clone() };
        Some(Judged {
            relation,
            verdict: Some(verdict),
            problem: Some(problem),
            used,
            near: Vec::new(),
            expected: false,
        })
    }

    /// The problem of a relation, what is said of its names, and the formulas whose definitions it uses.
    fn problem(
        &self,
        relation: &Relation,
        knowledge: &Knowledge,
        declared: &Declared,
    ) -> (Problem, BTreeMap<Name, Sort>, Vec<usize>) {
        let (problem, used) = knowledge.problem(relation, BTreeMap::new());
        let mut problem = unfold::unfold(problem);
        let said = declared.sorts(&problem.parts().collect::<Vec<_>>(), relation.formula);
        complete(&mut problem, &said);
        (problem, said, used)
    }

    /// The verdict on a problem of which only the sorts that pages declare are known.
    pub fn settle(&self, mut problem: Problem, said: &BTreeMap<Name, Sort>) -> Verdict {
        complete(&mut problem, said);
        self.decide(&problem, true)
    }
}

/// Gives a problem its ranges and sorts, from what is said of its names.
fn complete(problem: &mut Problem, said: &BTreeMap<Name, Sort>) {
    implicit::range(problem, said);
    problem.sorts = sorts_of(problem, said);
    conditions::put_to_use(problem);
    indices::range(problem);
}

/// What the parts of a problem and what is said make of its names.
fn sorts_of(problem: &Problem, said: &BTreeMap<Name, Sort>) -> BTreeMap<Name, Sort> {
    let mut sorts = infer::sorts_for(&problem.parts().collect::<Vec<_>>(), said);
    // A name that the page defines is what it defines, whatever else is said of it.
    sorts.retain(|name, _| !problem.definitions.iter().any(|definition| definition.name == *name));
    sorts
}

/// The slips without which an equation that could not be decided would be an identity whatever its unknowns are.
///
/// Where nothing says that an equation claims anything (`tentative`), one that fails is looked at, too: several edits may
/// mend it.
fn near(verdict: &Verdict, problem: &Problem, tentative: bool) -> Vec<decide::Repair> {
    match verdict.outcome {
        Outcome::Fails if tentative && verdict.repair.is_none() => decide::near_identity(problem),
        Outcome::Undecided(Reason::Readings | Reason::BranchCut | Reason::Notation | Reason::Opaque) => Vec::new(),
        Outcome::Undecided(_) => decide::near_identity(problem),
        _ => Vec::new(),
    }
}

/// A tentative relation claims if it holds for all values, or would after one edit (`slip`: one in a law of
/// probability); else it restricts.
fn settled(mut judged: Judged, slip: bool) -> Judged {
    if judged.relation.tentative {
        let standard = tells_a_standard_function(&judged.relation);
        let verdict = judged.verdict.take().filter(|verdict| match verdict.outcome {
            Outcome::Holds => true,
            Outcome::Fails => slip || verdict.repair.as_ref().is_some_and(|repair| !repair.rare || standard),
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

/// `\operatorname{ReLU}(x) = \max(0, x)`: what everybody means by the name is known.
fn tells_a_standard_function(relation: &Relation) -> bool {
    let Kind::Apply(head, arguments) = &relation.left.kind else { return false };
    functions::is_standard(head)
        && arguments.iter().all(|argument| pattern::base_name(argument).is_some())
        && !relation.right.any(&mut |part| part.is_apply(head))
}

/// Cues that give a meaning: what they introduce is no condition.
const GIVING: &[&str] = &["let", "denote", "设", "令", "记"];

/// The roles of a page's relations, and what its definitions and constraints say.
fn classify(document: &Document, readings: &[Reading], stances: &[StanceInfo]) -> (Vec<Relation>, Knowledge, Entries) {
    let section = |block: usize| document.blocks.get(block).and_then(|block| block.heading).map_or(0, |at| at + 1);
    let sections = document.formulas.iter().map(|formula| section(formula.block)).collect();
    let mut knowledge = Knowledge::of_sections(sections);
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
                continues: above
                    .as_ref()
                    .filter(|(at, _)| display && (stance.derivation || !sentence_between(document, *at, formula)))
                    .map(|(_, side)| side),
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
