//! From readings and stance to roles and verdicts: what is decided, and what may be said of it.

use std::collections::{BTreeMap, BTreeSet};

use super::declared::Declared;
use super::entries::Entries;
use super::memory::{self, Memory};
use super::page::Judged;
use super::restricting::settles;
use super::{conventional, implicit, indices};
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
    fn decide(&self, problem: &Problem, evidence: bool) -> Verdict {
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
    fn decide_as_read(&self, problem: &Problem, said: &BTreeMap<Name, Sort>, complex: bool, evidence: bool) -> Verdict {
        let verdict = self.decide(problem, evidence);
        if verdict.outcome == Outcome::Holds {
            return verdict;
        }
        let readings = [conventional::reading(problem, complex), conventional::with_means(problem)];
        readings.into_iter().flatten().fold(verdict, |verdict, reading| {
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
        let ranged = knowledge.restricted();
        let mut known: BTreeMap<Problem, Verdict> = BTreeMap::new();
        let judged = relations.into_iter().map(|relation| {
            if relation.role != Role::Claim && !relation.tentative {
                return Judged { relation, verdict: None, problem: None, used: Vec::new(), expected: false };
            }
            let block = document.formulas.get(relation.formula).map_or(0, |formula| formula.block);
            let (problem, said, used) = self.problem(&entries.in_relation(&relation), &knowledge, declared);
            // What could not be told in any case need not be made simple.
            let evidence = one_sided(&problem, &ranged).is_none();
            let decided = known.entry(problem.clone()).or_insert_with(|| match untied_derivative(&problem) {
                Some(why) => Verdict::undecided(Reason::UnknownFunction, why),
                None => self.decide_as_read(&problem, &said, assumed.complex, evidence),
            });
            let verdict = with_caution(decided.clone(), &problem, &ranged);
            let verdict = with_labels(verdict, &problem);
            let verdict = with_parameters(verdict, &problem);
            let verdict = with_known_functions(verdict, &problem);
            let verdict = with_assumptions(verdict, &problem, &assumed, block, &self.settings);
            let determined = match verdict.outcome {
                Outcome::Fails => knowledge.determined(&relation, &used),
                _ => BTreeSet::new(),
            };
            let verdict = with_neighbours(verdict, &problem, determined);
            settled(Judged { relation, verdict: Some(verdict), problem: Some(problem), used, expected: false })
        });
        judged.collect()
    }

    /// The problem of a relation, what is said of its names, and the formulas whose definitions it uses.
    fn problem(
        &self,
        relation: &Relation,
        knowledge: &Knowledge,
        declared: &Declared,
    ) -> (Problem, BTreeMap<Name, Sort>, Vec<usize>) {
        let (mut problem, used) = knowledge.problem(relation, BTreeMap::new());
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
    indices::range(problem);
}

/// What the parts of a problem and what is said make of its names.
fn sorts_of(problem: &Problem, said: &BTreeMap<Name, Sort>) -> BTreeMap<Name, Sort> {
    let mut sorts = infer::sorts_for(&problem.parts().collect::<Vec<_>>(), said);
    // A name that the page defines is what it defines, whatever else is said of it.
    sorts.retain(|name, _| !problem.definitions.iter().any(|definition| definition.name == *name));
    sorts
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

/// Whether the words between two formulas end a sentence.
fn sentence_between(document: &Document, above: usize, below: usize) -> bool {
    let (Some(first), Some(last)) = (document.formulas.get(above), document.formulas.get(below)) else { return false };
    let blocks = document.blocks.get(first.block..=last.block).unwrap_or_default();
    blocks.iter().flat_map(|block| &block.inlines).any(|inline| match inline {
        Inline::Text { text, span } => {
            let between = span.start >= first.span.end && span.end <= last.span.start;
            let ends = |(at, stop): (usize, char)| {
                let after = text.get(at + stop.len_utf8()..).unwrap_or_default();
                !stop.is_ascii() || after.is_empty() || after.starts_with(' ')
            };
            let stops = text.char_indices().filter(|(_, letter)| "。！？.!?".contains(*letter));
            between && text.chars().any(char::is_alphabetic) && stops.into_iter().any(ends)
        }
        _ => false,
    })
}

/// A symbol that is nowhere defined and stands on one side only absorbs the difference: what fails because of it is
/// an undefined step, unless the page says what the symbol ranges over or builds a definition on it. What only settles
/// its letters claims nothing of other values, unless one edit would make an identity of it.
fn with_caution(verdict: Verdict, problem: &Problem, ranged: &BTreeSet<Name>) -> Verdict {
    if verdict.outcome != Outcome::Fails || problem.closed {
        return verdict;
    }
    let (left, right) = (expanded(&problem.left, problem), expanded(&problem.right, problem));
    match one_sided(problem, ranged) {
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

/// A name on one side only of which the page says nothing, and on which it builds nothing.
fn one_sided(problem: &Problem, ranged: &BTreeSet<Name>) -> Option<Name> {
    let (left, right) = (expanded(&problem.left, problem), expanded(&problem.right, problem));
    let built_on: BTreeSet<Name> =
        problem.definitions.iter().flat_map(|definition| definition.body.free_names()).collect();
    let mut alone = left.symmetric_difference(&right).filter(|name| !ranged.contains(name) && !built_on.contains(name));
    alone.next().cloned()
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
const INDEPENDENCE: &[&str] =
    &["independen", "i.i.d", "iid", "markov", "memoryless", "factori", "独立", "马尔可夫", "无记忆"];

/// Words after which a law may hold only up to a factor.
const UP_TO_A_FACTOR: &[&str] = &[
    "proportional",
    "up to a constant",
    "normalizing constant",
    "normalising constant",
    "正比",
    "归一化常数",
    "常数项",
];

/// Words after which the probabilities of events may be added.
const EXCLUSION: &[&str] = &["disjoint", "exclusive", "互斥", "不相交"];

/// How many blocks above and below a formula may restrict it.
const NEAR: usize = 3;

/// Words on pages where `i` and `j` are the imaginary unit.
const COMPLEX: &[&str] = &[
    "complex",
    "imaginary",
    "euler's formula",
    "fourier",
    "characteristic function",
    "phasor",
    "复数",
    "虚数",
    "复平面",
    "欧拉公式",
    "傅里叶",
    "特征函数",
];

/// What the words of a page say of all that stands on it.
struct Assumed {
    independence: bool,
    /// Whether it speaks of complex numbers.
    complex: bool,
    /// The blocks whose words leave out a factor.
    factors: Vec<usize>,
    /// The blocks whose words exclude events from one another.
    exclusions: Vec<usize>,
}

impl Assumed {
    fn on(document: &Document) -> Self {
        let speaking = |words: &[&str]| -> Vec<usize> {
            let speaks = |inline: &Inline| match inline {
                Inline::Text { text, .. } => {
                    let folded = text.to_lowercase();
                    words.iter().any(|word| folded.contains(word))
                }
                _ => false,
            };
            let blocks = document.blocks.iter().enumerate();
            blocks.filter(|(_, block)| block.inlines.iter().any(speaks)).map(|(at, _)| at).collect()
        };
        Self {
            independence: !speaking(INDEPENDENCE).is_empty(),
            complex: !speaking(COMPLEX).is_empty(),
            factors: speaking(UP_TO_A_FACTOR),
            exclusions: speaking(EXCLUSION),
        }
    }

    fn restricts(&self, block: usize, problem: &Problem) -> bool {
        let near = |blocks: &[usize]| blocks.iter().any(|at| at.abs_diff(block) <= NEAR);
        let adds = |side: &Expr| side.any(&mut |part| matches!(part.kind, Kind::Apply("Add" | "Or" | "Union", _)));
        near(&self.factors) || near(&self.exclusions) && (adds(&problem.left) || adds(&problem.right))
    }
}

/// A law of probability fails only where one edit mends it, and where the words of the page cannot hold a condition
/// under which it is true.
fn with_assumptions(
    verdict: Verdict,
    problem: &Problem,
    assumed: &Assumed,
    block: usize,
    settings: &decide::Settings,
) -> Verdict {
    if verdict.outcome != Outcome::Fails || decide::joint::over_joint(problem).is_none() {
        return verdict;
    }
    let sure = !assumed.restricts(block, problem)
        && (!assumed.independence || decide::fails_independently(problem, settings).is_some())
        && (verdict.repair.is_some() || decide::joint::one_edit_away(problem, settings).is_some());
    if sure {
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
    for part in problem.values() {
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

/// A function whose definition does not use its parameter may depend on it in a way that the page does not write: at
/// another place its value is not known.
fn with_parameters(verdict: Verdict, problem: &Problem) -> Verdict {
    if !matches!(verdict.outcome, Outcome::Holds | Outcome::Fails) {
        return verdict;
    }
    let moved = problem.definitions.iter().find_map(|own| {
        let used = own.body.free_names();
        let unused = own.parameters.iter().position(|name| !used.contains(name) && !used.is_empty())?;
        let moved = |part: &Expr| match &part.kind {
            Kind::Call(callee, arguments) if callee.as_symbol() == Some(&own.name) => {
                arguments.get(unused).is_some_and(|argument| argument.as_symbol() != own.parameters.get(unused))
            }
            _ => false,
        };
        [&problem.left, &problem.right].iter().any(|side| side.any(&mut |part| moved(part))).then_some((own, unused))
    });
    match moved.and_then(|(own, unused)| Some((&own.name, own.parameters.get(unused)?))) {
        Some((name, parameter)) => Verdict::undecided(
            Reason::UndefinedStep,
            format!("the definition of `{name}` does not say how it depends on `{parameter}`"),
        ),
        None => verdict,
    }
}

/// Letters of which every function may be called, so that what is said of them is said of all functions.
const ANY_FUNCTION: &[&str] =
    &["f", "g", "h", "u", "v", "F", "G", "\\phi", "\\varphi", "\\psi", "\\mathbf{f}", "\\mathbf{g}"];

/// A claim about a function with a name of its own, which nothing here defines, may rest on what that function is.
fn with_known_functions(verdict: Verdict, problem: &Problem) -> Verdict {
    if verdict.outcome != Outcome::Fails {
        return verdict;
    }
    let mut unknown = None;
    for part in problem.values() {
        part.visit(&mut |node| {
            let Kind::Call(callee, _) = &node.kind else { return };
            let Some(name) = pattern::base_name(callee) else { return };
            let told = problem.definitions.iter().any(|own| own.name == *name || own.parameters.contains(name));
            let any = ANY_FUNCTION.contains(&name.as_str().split('_').next().unwrap_or_default());
            if !told && !any && !pattern::is_measure(name) {
                unknown = Some(name.clone());
            }
        });
    }
    match unknown {
        Some(name) => Verdict::undecided(Reason::UnknownFunction, format!("what `{name}` is, nothing here says")),
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
