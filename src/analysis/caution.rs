//! What may not be said although a claim fails: where the failure would rest on a reading, on a condition that the page
//! leaves out, or on something that it does not define.

use std::collections::BTreeSet;

use super::page::Judged;
use super::restricting::settles;
use crate::claims::pattern;
use crate::claims::{Problem, Role};
use crate::decide::{self, Outcome, Reason, Verdict};
use crate::expr::print::plain;
use crate::expr::{Expr, Fact, Kind, Name};
use crate::extract::{Document, Inline};
use crate::prose::Stance;

/// The verdict that stands once a problem was looked at by itself: `alone` is the name that only one side has.
///
/// `identity` says whether an earlier link of the same chain holds for all values: then this one is no condition.
pub(super) fn of_problem(verdict: Verdict, problem: &Problem, alone: Option<Name>, identity: bool) -> Verdict {
    let verdict = with_caution(verdict, problem, alone, identity);
    let verdict = with_labels(verdict, problem);
    let verdict = with_parameters(verdict, problem);
    with_known_functions(verdict, problem)
}

/// A symbol that is nowhere defined and stands on one side only absorbs the difference: what fails because of it is
/// an undefined step, unless the page says what the symbol ranges over or builds a definition on it. What only settles
/// its letters claims nothing of other values, unless one edit would make an identity of it.
fn with_caution(verdict: Verdict, problem: &Problem, alone: Option<Name>, identity: bool) -> Verdict {
    if verdict.outcome != Outcome::Fails || problem.closed {
        return verdict;
    }
    match alone {
        Some(name) => Verdict::undecided(
            Reason::UndefinedStep,
            format!("`{name}` stands on one side only, and nothing on the page says what it is"),
        ),
        None if verdict.repair.is_some() => verdict,
        None => {
            let (left, right) = (expanded(&problem.left, problem), expanded(&problem.right, problem));
            match settles(problem, &left, &right).filter(|_| !(identity && left == right)) {
                Some(why) => Verdict::undecided(Reason::UndefinedStep, why),
                None => verdict,
            }
        }
    }
}

/// A name on one side only of which the page says nothing, and on which it builds nothing.
pub(super) fn one_sided(problem: &Problem, ranged: &BTreeSet<Name>) -> Option<Name> {
    let derived = decide::differentiated(problem).map(|(derived, _)| derived);
    let derived = derived.or_else(|| decide::over_laws(problem).into_iter().next());
    let compared = derived.as_ref().unwrap_or(problem);
    let (left, right) = (expanded(&compared.left, problem), expanded(&compared.right, problem));
    // What two sides that have no name in common come to is settled elsewhere.
    if problem.relation == "Equal" && left.is_disjoint(&right) && !right.is_empty() && !left.is_empty() {
        return left.first().cloned();
    }
    let built_on: BTreeSet<Name> =
        problem.definitions.iter().flat_map(|definition| definition.body.free_names()).collect();
    let labels = labels(problem);
    // Tables are built only where a name would stand alone without them.
    let is_event = |name: &Name| stands_in_events_only(name, problem) && decide::joint::over_joint(problem).is_some();
    let known = |name: &Name| {
        ranged.contains(name)
            || built_on.contains(name)
            || labels.contains(name)
            || is_event(name)
            || is_told_by_its_kind(name, problem)
            || is_constant(name) && left.union(&right).all(is_constant)
    };
    left.symmetric_difference(&right).find(|name| !known(name)).cloned()
}

/// Whether the kind of an array says all that matters: an orthogonal matrix may stand on one side only.
fn is_told_by_its_kind(name: &Name, problem: &Problem) -> bool {
    const KINDS: [Fact; 4] = [Fact::Orthogonal, Fact::UnitNorm, Fact::OneHot, Fact::Sign];
    problem.sorts.get(name).is_some_and(|sort| KINDS.iter().any(|kind| sort.facts.contains(kind)))
}

/// Letters that are constants where nothing else stands beside them.
fn is_constant(name: &Name) -> bool {
    matches!(name.as_str(), "\\pi" | "e")
}

/// Words that say which norm is meant: no values.
fn labels(problem: &Problem) -> BTreeSet<Name> {
    let mut labels = BTreeSet::new();
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |node| {
            if let Some([_, label]) = node.as_apply("Norm")
                && label.is_apply("Text")
            {
                labels.extend(label.free_names());
            }
        });
    }
    labels
}

/// Equations with nothing but a defined name on their left that differ from the definition give the name another
/// meaning (an alternative, a special case, a later one): where words derive none of them and no edit would make both
/// the same, or where the page has several.
pub(super) fn of_definitions(judged: &mut [Judged], document: &Document) {
    let block = |own: &Judged| document.formulas.get(own.relation.formula).map_or(0, |formula| formula.block);
    let of_own = |(at, own): (usize, &Judged)| Some((at, redefined(own)?.clone(), block(own)));
    let failing: Vec<(usize, Expr, usize)> = judged.iter().enumerate().filter_map(of_own).collect();
    // Claims of one sentence or display about the same left side, however they were judged.
    let claims = judged.iter().filter(|own| own.relation.link == 0 && own.relation.role == Role::Claim);
    let beside: Vec<(Expr, usize)> = claims.map(|own| (own.relation.left.clone(), block(own))).collect();
    for (at, left, block) in &failing {
        let together = beside.iter().filter(|(other, own)| other == left && own == block).count() > 1;
        let near = |(_, other, own): &&(usize, Expr, usize)| other == left && own.abs_diff(*block) <= 1;
        let several = together || failing.iter().filter(near).count() > 1;
        let Some(Judged { relation, verdict: Some(verdict), .. }) = judged.get_mut(*at) else { continue };
        let mended = verdict.is_mended();
        if several || relation.stance != Stance::Asserted && !mended {
            *verdict =
                Verdict::undecided(Reason::Readings, format!("it may be another definition of `{}`", plain(left)));
        }
    }
}

/// The left side of an equation that fails against the definition of nothing but that side.
fn redefined(judged: &Judged) -> Option<&Expr> {
    let (relation, problem) = (&judged.relation, judged.problem.as_ref()?);
    let fails = judged.verdict.as_ref()?.outcome == Outcome::Fails;
    let name = pattern::defined(&relation.left)?.name;
    let defined = problem.definitions.iter().any(|own| own.name == name);
    (fails && defined && relation.link == 0 && !problem.closed).then_some(&relation.left)
}

/// Matrices of sizes that the page does not say are not read as numbers: their products have an order.
pub(super) fn of_matrices(verdict: Verdict, problem: &Problem, is_matrix: &dyn Fn(&Name) -> bool) -> Verdict {
    if !matches!(verdict.outcome, Outcome::Holds | Outcome::Fails) {
        return verdict;
    }
    let sized = |name: &Name| problem.sorts.get(name).is_some_and(|sort| sort.shape.rank() == Some(2));
    // Capital letters are random variables beside expectations and probabilities.
    let random = |part: &Expr| match &part.kind {
        Kind::Apply(head, _) => matches!(*head, "Expectation" | "Variance" | "Covariance" | "Probability"),
        Kind::Bind(binding) => binding.head == "Expectation",
        Kind::Call(callee, _) => pattern::base_name(callee).is_some_and(pattern::is_measure),
        _ => false,
    };
    if problem.values().any(|side| side.any(&mut |part| random(part))) {
        return verdict;
    }
    let mut free = [&problem.left, &problem.right].into_iter().flat_map(Expr::free_names);
    match free.find(|name| is_matrix(name) && !sized(name)) {
        Some(name) => {
            Verdict::undecided(Reason::UnknownShape, format!("`{name}` is a matrix of which the page says no size"))
        }
        None => verdict,
    }
}

/// A name without a definition of which the page says something that was not used is not free: what fails because of
/// it is undecided. What a page says of one distribution turns no sign in a law of all.
pub(super) fn of_neighbours(
    verdict: Verdict,
    problem: &Problem,
    determined: &BTreeSet<&Name>,
    settings: &decide::Settings,
) -> Verdict {
    if verdict.outcome != Outcome::Fails || problem.closed {
        return verdict;
    }
    let mended = verdict.is_mended();
    let told = |name: &&Name| {
        determined.contains(*name)
            && !(mended && stands_in_events_only(name, problem))
            && !(pattern::is_measure(name) && decide::joint::one_turn_away(problem, settings).is_some())
    };
    match decide::free_names(problem).iter().find(told) {
        Some(name) => Verdict::undecided(
            Reason::UndefinedStep,
            format!("the page has an equation for `{name}` that could not be put to use here"),
        ),
        None => verdict,
    }
}

/// Where a page ties names to one another by equations, it may do so by others that were not heard: what fails then is a
/// mistake only if one edit mends it.
pub(super) fn of_equations(verdict: Verdict, problem: &Problem) -> Verdict {
    let mended = verdict.is_mended();
    let asked: BTreeSet<Name> = [&problem.left, &problem.right].into_iter().flat_map(Expr::free_names).collect();
    let ties = |fact: &Expr| fact.is_apply("Equal") && !fact.free_names().is_disjoint(&asked);
    let settled = verdict.outcome != Outcome::Fails || mended || problem.closed || !problem.facts.iter().any(ties);
    if settled || decide::joint::over_joint(problem).is_some() {
        return verdict;
    }
    Verdict::undecided(Reason::ConditionUnknown, "the page ties its names by equations, maybe by more than these")
}

/// Whether a name stands for random variables only: what a page says of those narrows the distribution, not the laws.
fn stands_in_events_only(name: &Name, problem: &Problem) -> bool {
    fn outside(part: &Expr, name: &Name) -> bool {
        match &part.kind {
            Kind::Symbol(own) => own == name,
            Kind::Call(callee, _) if pattern::base_name(callee).is_some_and(pattern::is_measure) => false,
            _ => part.children().into_iter().any(|child| outside(child, name)),
        }
    }
    ![&problem.left, &problem.right].into_iter().any(|side| outside(side, name))
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
pub(super) struct Assumed {
    independence: bool,
    /// Whether it speaks of complex numbers.
    pub complex: bool,
    /// The blocks whose words leave out a factor.
    factors: Vec<usize>,
    /// The blocks whose words exclude events from one another.
    exclusions: Vec<usize>,
}

impl Assumed {
    pub fn on(document: &Document) -> Self {
        let words = |inline: &Inline| match inline {
            Inline::Text { text, .. } => Some(text.to_lowercase()),
            _ => None,
        };
        let blocks = document.blocks.iter().map(|block| block.inlines.iter().filter_map(words).collect());
        let folded: Vec<Vec<String>> = blocks.collect();
        let speaking = |words: &[&str]| -> Vec<usize> {
            let speaks = |text: &String| words.iter().any(|word| text.contains(word));
            folded.iter().enumerate().filter(|(_, texts)| texts.iter().any(speaks)).map(|(at, _)| at).collect()
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
pub(super) fn of_assumptions(
    verdict: Verdict,
    problem: &Problem,
    assumed: &Assumed,
    block: usize,
    settings: &decide::Settings,
) -> Verdict {
    let by_law = || !decide::over_laws(problem).is_empty();
    if verdict.outcome != Outcome::Fails || by_law() || decide::joint::over_joint(problem).is_none() {
        return verdict;
    }
    let sure = (!assumed.independence || decide::fails_independently(problem, settings).is_some())
        && (decide::joint::one_turn_away(problem, settings).is_some()
            || assumed.independence && decide::joint::one_turn_away_if_independent(problem, settings).is_some()
            || !assumed.restricts(block, problem)
                && (verdict.repair.is_some() || decide::joint::one_edit_away(problem, settings).is_some()));
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
pub(super) fn untied_derivative(problem: &Problem) -> Option<String> {
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
