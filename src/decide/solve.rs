//! A problem to its verdict.
//!
//! Order: points first (a counterexample outweighs everything), then exact proof, then what the points are worth.

use std::collections::BTreeMap;

use super::antiderivative;
use super::edit::edits;
use super::evaluate::Machine;
use super::exact::{self, Exact};
use super::hunt::{far_off, hunt};
use super::joint;
use super::judge::{Finding, Sides, diverges_again, judge, refuted_again, related, sides, with_sides};
use super::printed;
use super::repair::repair;
use super::sample::{Point, Sampler, names as free_names};
use super::value::{Scalar, Value};
use super::witness::{shrink, witness};
use super::{Grade, Outcome, Reason, Verdict, laws};
use crate::claims::Problem;
use crate::expr::print::plain;
use crate::expr::{Expr, Head, Kind, Name};

/// What a decision may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    pub seed: u64,
    /// Steps for the whole problem.
    pub budget: u64,
    /// The greatest precision of enclosures, in bits.
    pub precision: u32,
    /// Whether a counterexample is made simple and a repair is sought.
    pub evidence: bool,
}

impl Settings {
    /// Settings for trying out edits.
    pub fn for_edits(&self) -> Self {
        Self { evidence: false, budget: self.budget / 8, ..*self }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 0, budget: 800_000, precision: 800, evidence: true }
    }
}

/// Points at which a claim is compared, and how many must agree.
const WANTED: usize = 32;
const NEEDED: usize = 16;
/// Fewer admissible points are none.
const FEWEST: usize = 8;
/// Draws for one more point.
const ATTEMPTS: u64 = 400;
/// Variants of a claim that are tried, and how many must be refuted.
const VARIANTS: usize = 8;
const SENSITIVE: usize = 3;

/// Points at which a side diverges before the claim counts as one that never holds.
const DIVERGENT: usize = 16;
const DIVERGES: &str = "one side diverges";

/// What the points said.
#[derive(Default)]
struct Tally {
    agreeing: Vec<Point>,
    failing: Vec<Point>,
    /// Where one side diverges and the other has a value.
    divergent: Vec<Point>,
    without_value: usize,
    open: BTreeMap<Reason, (usize, String)>,
    exhausted: bool,
}

/// decide: a problem → holds, fails or undecided, with its evidence.
pub fn decide(problem: &Problem, settings: &Settings) -> Verdict {
    if let Some(verdict) = printed::within_digits(problem, settings) {
        return verdict;
    }
    if let Some((derived, variable)) = antiderivative::differentiated(problem) {
        let verdict = by_points_and_proof(&derived, settings);
        let trying = settings.for_edits();
        return antiderivative::verdict(problem, verdict, &variable, &|edited| by_points_and_proof(edited, &trying));
    }
    let readings = laws::over_laws(problem);
    if let Some(verdict) = laws::of_readings(readings.iter().map(|own| by_points_and_proof(own, settings)).collect()) {
        return verdict;
    }
    let unbound = |part: &Expr| matches!(&part.kind, Kind::Bind(own) if own.bound.is_empty());
    if problem.values().any(|part| part.any(&mut |node| unbound(node))) {
        return Verdict::undecided(Reason::Notation, "a sum or an integral without its variable");
    }
    let Some(over_cells) = joint::over_joint(problem) else { return by_points_and_proof(problem, settings) };
    let verdict = by_points_and_proof(&over_cells, settings);
    if verdict.outcome == Outcome::Undecided(Reason::NoPoints)
        && let Some(independent) = fails_independently(problem, settings)
    {
        return independent;
    }
    verdict
}

/// The verdict *fails* on a problem whose variables are all independent: a distribution that meets every assumption of
/// independence.
pub fn fails_independently(problem: &Problem, settings: &Settings) -> Option<Verdict> {
    let verdict = by_points_and_proof(&joint::over_independent(problem)?, settings);
    (verdict.outcome == Outcome::Fails).then_some(verdict)
}

fn by_points_and_proof(problem: &Problem, settings: &Settings) -> Verdict {
    let mut steps = settings.budget;
    let mut sampler = Sampler::new(problem, settings.seed);
    let mut tally = compare(problem, &mut sampler, settings, &mut steps);
    if !tally.failing.is_empty() {
        if !problem.closed && !tally.agreeing.is_empty() && takes_a_branch(problem) {
            let note = "it holds on a part of the domain: an inverse function has one branch only";
            return Verdict::undecided(Reason::BranchCut, note);
        }
        if let Some(name) = unknown_name(problem) {
            return Verdict::undecided(
                Reason::UnknownSymbol,
                format!("{name} is not declared: it may be a constant or a function"),
            );
        }
        return refuted(problem, &sampler, &tally, settings);
    }
    if let Some(verdict) = never_converges(problem, &sampler, &tally, settings) {
        return verdict;
    }
    match exact::prove(problem, &mut exact::Budget::default()) {
        Exact::Proved { steps } => {
            let points = tally.agreeing.len();
            return Verdict { grade: Some(Grade::Proved), points, proof: steps, ..Verdict::bare(Outcome::Holds) };
        }
        Exact::Refuted { .. } | Exact::Unknown => {}
    }
    let beyond = unknown_name(problem).is_none().then(|| far_off(problem, &sampler, &tally.agreeing, settings));
    let hidden = beyond.flatten().or_else(|| hunt(problem, &sampler, &tally.agreeing, settings));
    if let Some(point) = hidden {
        tally.failing.push(point);
        return refuted(problem, &sampler, &tally, settings);
    }
    let starved = !problem.closed && tally.exhausted && tally.agreeing.len() < FEWEST && tally.without_value == 0;
    match sampler.obstacle().filter(|_| starved) {
        Some(fact) => without_fact(problem, fact, settings),
        None => agreed(problem, &sampler, &tally, settings),
    }
}

/// Whether an inverse of a periodic function stands in it, which gives back an angle on one branch only.
fn takes_a_branch(problem: &Problem) -> bool {
    let inverse = |part: &Expr| matches!(part.kind, Kind::Apply("Arctan" | "Arcsin" | "Arccos" | "Argument", _));
    problem.parts().any(|part| part.any(&mut |node| inverse(node)))
}

/// An equation that is asserted by itself fails where one side diverges at every point and the other has a value there.
fn never_converges(problem: &Problem, sampler: &Sampler<'_>, tally: &Tally, settings: &Settings) -> Option<Verdict> {
    let alone = tally.agreeing.is_empty() && tally.without_value == 0 && tally.open.len() == 1;
    let enough = sampler.is_constant() || tally.divergent.len() >= DIVERGENT;
    let (point, first) = (tally.divergent.first()?, tally.open.values().next()?);
    let all = first.0 == tally.divergent.len();
    if !problem.closed || problem.relation != "Equal" || !(alone && enough && all) || unknown_name(problem).is_some() {
        return None;
    }
    diverges_again(problem, point, settings, settings.budget).then(|| Verdict {
        grade: Some(Grade::Enclosed),
        points: tally.divergent.len(),
        witness: Some(witness(problem, point)),
        note: Some(DIVERGES.into()),
        ..Verdict::bare(Outcome::Fails)
    })
}

/// A condition that no value is known to meet: what holds without it holds with it, and nothing else is said.
fn without_fact(problem: &Problem, fact: usize, settings: &Settings) -> Verdict {
    let mut wider = problem.clone();
    let unmet = wider.facts.remove(fact);
    let verdict = by_points_and_proof(&wider, settings);
    match verdict.outcome {
        Outcome::Fails if !is_identity(&unmet, &wider) => {
            let note = format!("no value was found that surely meets {}", plain(&unmet));
            Verdict::undecided(Reason::NoPoints, note)
        }
        _ => verdict,
    }
}

/// Whether a condition is met by all values, so that it keeps out none.
fn is_identity(fact: &Expr, problem: &Problem) -> bool {
    let Some([left, right]) = fact.as_apply("Equal") else { return false };
    let (left, right) = (left.clone(), right.clone());
    let stated = Problem { left, right, relation: "Equal", facts: Vec::new(), ..problem.clone() };
    matches!(exact::prove(&stated, &mut exact::Budget::default()), Exact::Proved { .. })
}

/// A name that may stand for something definite that is not known here: an undeclared function, or an undeclared letter
/// that is not one of those which variables are usually called.
fn unknown_name(problem: &Problem) -> Option<Name> {
    let called = |name: &Name| {
        let is_callee = |part: &Expr| matches!(&part.kind, Kind::Call(callee, _) if callee.as_symbol() == Some(name));
        problem.left.any(&mut |part| is_callee(part)) || problem.right.any(&mut |part| is_callee(part))
    };
    let usual = |name: &Name| {
        let base = name.as_str().split('_').next().unwrap_or_default();
        base.len() == 1 && base.chars().all(|letter| letter.is_ascii_lowercase())
    };
    free_names(problem).into_iter().find(|name| {
        let declared =
            problem.sorts.contains_key(name) || problem.facts.iter().any(|fact| fact.free_names().contains(name));
        problem.closed && !declared && (called(name) || !usual(name))
    })
}

fn compare(problem: &Problem, sampler: &mut Sampler<'_>, settings: &Settings, steps: &mut u64) -> Tally {
    let mut tally = Tally::default();
    let constant = sampler.is_constant();
    let mut tried = 0;
    while tally.agreeing.len() < WANTED && tried < 3 * WANTED && *steps > 0 {
        let Some(point) = sampler.next_point(ATTEMPTS) else {
            tally.exhausted = true;
            break;
        };
        tried += 1;
        match judge(problem, &point, settings, steps) {
            Finding::Holds => tally.agreeing.push(point),
            Finding::Fails => {
                tally.failing.push(point);
                break;
            }
            Finding::NoValue => tally.without_value += 1,
            Finding::Diverges => {
                tally.open.entry(Reason::Divergence).or_insert((0, DIVERGES.into())).0 += 1;
                tally.divergent.push(point);
            }
            Finding::Open(reason, note) => tally.open.entry(reason).or_insert((0, note)).0 += 1,
        }
        if constant || hopeless(&tally, tried) || suffices(&tally, *steps, settings) {
            break;
        }
    }
    tally
}

/// Enough points agree, and more of them would be dear.
fn suffices(tally: &Tally, steps: u64, settings: &Settings) -> bool {
    let open: usize = tally.open.values().map(|(count, _)| count).sum();
    let count = tally.agreeing.len();
    count >= NEEDED && 2 * open <= count && steps < settings.budget / 4 * 3
}

/// Nothing was decided at many points: no method, not bad luck.
fn hopeless(tally: &Tally, tried: usize) -> bool {
    let most = if tally.divergent.len() == tried { DIVERGENT } else { 6 };
    tally.agreeing.is_empty() && tally.without_value == 0 && tried >= most
}

fn refuted(problem: &Problem, sampler: &Sampler<'_>, tally: &Tally, settings: &Settings) -> Verdict {
    let Some(point) = tally.failing.first() else { return Verdict::bare(Outcome::Undecided(Reason::NoPoints)) };
    if !refuted_again(problem, point, settings, &mut settings.budget.clone()) {
        return Verdict::undecided(Reason::Disagreement, "a second computation did not refute it at the same point");
    }
    if !settings.evidence {
        let witness = Some(witness(problem, point));
        return Verdict { grade: Some(Grade::Enclosed), witness, ..Verdict::bare(Outcome::Fails) };
    }
    let point = shrink(problem, sampler, point, settings);
    let mut steps = settings.budget / 4;
    let points = [tally.agreeing.as_slice(), std::slice::from_ref(&point)].concat();
    let repair =
        more_points(problem, points, settings).and_then(|points| repair(problem, &points, settings, &mut steps));
    Verdict {
        grade: Some(Grade::Enclosed),
        points: tally.agreeing.len() + 1,
        witness: Some(witness(problem, &point)),
        repair,
        ..Verdict::bare(Outcome::Fails)
    }
}

/// Points enough to tell a repair from luck.
fn more_points(problem: &Problem, mut points: Vec<Point>, settings: &Settings) -> Option<Vec<Point>> {
    let mut sampler = Sampler::new(problem, settings.seed.wrapping_add(1));
    if sampler.is_constant() {
        return None;
    }
    points.truncate(4);
    while points.len() < 12 {
        match sampler.next_point(ATTEMPTS) {
            Some(point) if points.contains(&point) => {}
            Some(point) => points.push(point),
            // Few values are all that there are.
            None => break,
        }
    }
    (points.len() >= 6).then_some(points)
}

fn agreed(problem: &Problem, sampler: &Sampler<'_>, tally: &Tally, settings: &Settings) -> Verdict {
    let count = tally.agreeing.len();
    let open: usize = tally.open.values().map(|(count, _)| count).sum();
    let complete = sampler.is_constant() || (sampler.is_finite() && tally.exhausted);
    let enough = if complete { count > 0 && open == 0 } else { count >= NEEDED && 2 * open <= count };
    if !enough {
        let verdict = match tally.open.iter().max_by_key(|(_, (count, _))| *count) {
            Some((reason, (_, note))) if open > 0 => Verdict::undecided(*reason, note.clone()),
            _ if count + tally.without_value < FEWEST || count < FEWEST => {
                Verdict::undecided(Reason::NoPoints, format!("{count} points at which both sides have a value"))
            }
            _ => Verdict::undecided(Reason::NoPoints, format!("only {count} points")),
        };
        return Verdict { points: count, ..verdict };
    }
    if !is_sensitive(problem, &tally.agreeing, settings) {
        let note = "small changes of the claim are not refuted at the same points";
        return Verdict { points: count, ..Verdict::undecided(Reason::Insensitive, note) };
    }
    Verdict { grade: Some(Grade::Enclosed), points: count, ..Verdict::bare(Outcome::Holds) }
}

/// Whether the points tell the claim from variants of itself.
fn is_sensitive(problem: &Problem, points: &[Point], settings: &Settings) -> bool {
    let mut steps = settings.budget / 2;
    // A constant has one point, which may take all.
    let allowed = if points.len() > 1 { settings.budget / 4 } else { settings.budget };
    if points.iter().take(4).any(|point| tells_slips(problem, point, allowed)) {
        return true;
    }
    let mut refuted = 0;
    for variant in variants(problem) {
        let fails = |point: &Point, steps: &mut u64| judge(&variant, point, settings, steps) == Finding::Fails;
        if points.iter().take(NEEDED).any(|point| fails(point, &mut steps)) {
            refuted += 1;
        }
        if refuted >= SENSITIVE {
            return true;
        }
    }
    false
}

/// Whether both sides, computed once, refute slips of a whole side: a factor of two, a sign.
fn tells_slips(problem: &Problem, point: &Point, steps: u64) -> bool {
    let mut machine = Machine::new(&problem.definitions, 96, steps);
    let Ok(Sides { left, right }) = sides(problem, point, &mut machine) else { return false };
    let mut count = 0;
    for (on_left, on_right) in [(1, 2), (-1, 1), (2, 1), (1, -1)] {
        let mut times = |factor: i64, side: &Value| machine.multiply_two(&Value::integer(factor), side);
        let (Ok(left), Ok(right)) = (times(on_left, &left), times(on_right, &right)) else { return false };
        let slip = Sides { left, right };
        count += usize::from(related(&mut machine, problem.relation, &slip) == Ok(Finding::Fails));
    }
    count >= SENSITIVE
}

/// Single edits of both sides, spread over their nodes.
fn variants(problem: &Problem) -> Vec<Problem> {
    let left = edits(&problem.left, 24);
    let right = edits(&problem.right, 24);
    let spread = |count: usize| (count / (VARIANTS / 2)).max(1);
    let (left_step, right_step) = (spread(left.len()), spread(right.len()));
    let lefts = left.into_iter().step_by(left_step).map(|edit| with_sides(problem, edit.expr, problem.right.clone()));
    let rights = right.into_iter().step_by(right_step).map(|edit| with_sides(problem, problem.left.clone(), edit.expr));
    let mut all: Vec<Problem> = lefts.take(VARIANTS / 2 + 2).chain(rights.take(VARIANTS / 2 + 2)).collect();
    all.extend(whole_slips(problem));
    all
}

/// Slips of a whole side: a factor, a sign, a relation the other way round.
fn whole_slips(problem: &Problem) -> Vec<Problem> {
    let times = |factor: i64, side: &Expr| Expr::apply("Multiply", [Expr::integer(factor), side.clone()]);
    let (left, right) = (&problem.left, &problem.right);
    let mut slips = vec![
        with_sides(problem, left.clone(), times(2, right)),
        with_sides(problem, times(-1, left), right.clone()),
        with_sides(problem, times(2, left), right.clone()),
        with_sides(problem, left.clone(), times(-1, right)),
    ];
    if let Some((_, opposite)) = OPPOSITES.iter().find(|(own, _)| *own == problem.relation) {
        slips.insert(0, Problem { relation: opposite, ..problem.clone() });
    }
    slips
}

/// A relation and the one that says the contrary.
static OPPOSITES: &[(Head, Head)] = &[
    ("Less", "GreaterEqual"),
    ("LessEqual", "Greater"),
    ("Greater", "LessEqual"),
    ("GreaterEqual", "Less"),
    ("NotEqual", "Equal"),
    ("Element", "NotElement"),
    ("NotElement", "Element"),
];

/// Steps for the values that are shown.
const SHOWING: u64 = 400_000;

/// Both sides at a point, precise enough for display where that is possible.
pub fn values_at(problem: &Problem, point: &Point) -> Option<(Value, Value)> {
    let mut steps = SHOWING;
    let at = |precision: u32, steps: &mut u64| {
        let mut machine = Machine::new(&problem.definitions, precision, *steps);
        let found = sides(problem, point, &mut machine).ok();
        *steps = machine.steps;
        found.map(|sides| (sides.left, sides.right))
    };
    let first = at(128, &mut steps);
    match &first {
        Some((left, right)) if is_precise(left) && is_precise(right) => first,
        _ => at(256, &mut steps).or(first),
    }
}

/// Whether all digits that are shown of a value are certain.
fn is_precise(value: &Value) -> bool {
    let precise = |scalar: &Scalar| match scalar {
        Scalar::Ball(ball) => ball.accuracy() >= 60,
        _ => true,
    };
    match value {
        Value::Scalar(scalar) => precise(scalar),
        Value::Array(array) => array.entries.iter().all(precise),
        Value::Tuple(members) | Value::Set(members) => members.iter().all(is_precise),
        _ => true,
    }
}
