//! Pairs of places that give one name a value, compared.

use std::collections::{BTreeMap, BTreeSet};

use super::convention::{self, Difference};
use super::matching::{Renaming, renamed};
use super::scaled::{self, Scale};
use super::sighting::{At, Conflict, ConflictKind, Key, Sighting};
use super::{bytes, kin, place, power_law, same, words};
use crate::claims::{Definition, Problem};
use crate::decide::{Outcome, Verdict};
use crate::expr::print::{latex, plain};
use crate::expr::{Domain, Expr, Fact, Kind, Name, Number, Sort};
use crate::infer;

/// Decides a problem whose sorts are open, by what is said of its names.
pub type Settle<'a> = &'a dyn Fn(Problem, &BTreeMap<Name, Sort>) -> Verdict;

/// How many earlier places one place is compared with.
const MOST: usize = 8;
/// Definitions that are put into one side.
const STEPS: usize = 6;

/// A place on a page of the run.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub page: usize,
    pub own: &'a Sighting,
    /// All of its page.
    pub beside: &'a [Sighting],
}

impl Seen<'_> {
    pub fn at(&self) -> At {
        At { page: self.page, formula: self.own.formula, span: self.own.span }
    }
}

/// conflicts: what each page says → the pairs that differ, the later place as the second.
pub fn conflicts(pages: &[&[Sighting]], settle: Settle<'_>) -> Vec<Conflict> {
    let all =
        pages.iter().enumerate().flat_map(|(page, beside)| beside.iter().map(move |own| Seen { page, own, beside }));
    let all: Vec<Seen<'_>> = all.collect();
    let mut groups: BTreeMap<&Key, Vec<Seen<'_>>> = BTreeMap::new();
    for seen in all.iter().filter(|seen| seen.own.stated && seen.own.sign == "Equal" && seen.own.key != Key::Unnamed) {
        groups.entry(&seen.own.key).or_default().push(*seen);
    }
    let mut found: Vec<Conflict> = groups.values().flat_map(|group| in_group(group, settle)).collect();
    found.extend(kin::of_concepts(&all, settle));
    found.extend(kin::of_normalisations(&all));
    found.extend(power_law::conflicts(&all));
    found.extend(bytes::conflicts(&all));
    found.sort_by_key(|conflict| (conflict.second, conflict.first));
    found
}

/// Each place of a name against the earlier ones: one that agrees with any of them is fine.
fn in_group(group: &[Seen<'_>], settle: Settle<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (index, here) in group.iter().enumerate().skip(1) {
        let earlier = group.iter().take(index).filter(|there| same::is_same(there, here));
        let mut first = None;
        let mut agrees = false;
        for there in earlier.take(MOST) {
            match compare(there, here, settle) {
                Outcomes::Same => agrees = true,
                Outcomes::Differ(found) if first.is_none() && same::may_conflict(there, here, &found.0) => {
                    first = Some((*there, *found));
                }
                _ => {}
            }
        }
        if let Some((there, (difference, verdict))) = first.filter(|_| !agrees) {
            let explained = difference.told
                || there.own.words.explain()
                || here.own.words.explain()
                || there.page != here.page && !same::is_word(&here.own.key);
            found.push(conflict(&there, here, title(here.own), difference, verdict, explained));
        }
    }
    found
}

/// A conflict of values between two places.
pub fn conflict(
    there: &Seen<'_>,
    here: &Seen<'_>,
    of: String,
    difference: Difference,
    verdict: Option<Verdict>,
    explained: bool,
) -> Conflict {
    Conflict {
        kind: ConflictKind::Value,
        of,
        first: there.at(),
        second: here.at(),
        there: difference.there,
        here: difference.here,
        verdict,
        explained,
    }
}

/// The key as a reader sees it.
pub fn title(own: &Sighting) -> String {
    match &own.key {
        Key::Name(name) => plain(&Expr::symbol(name.clone())),
        Key::Function(head) => (*head).to_owned(),
        Key::Unnamed => latex(&own.body),
    }
}

enum Outcomes {
    Same,
    Differ(Box<(Difference, Option<Verdict>)>),
    Open,
}

fn compare(there: &Seen<'_>, here: &Seen<'_>, settle: Settle<'_>) -> Outcomes {
    let (a, b) = (there.own, here.own);
    let Some(letters) = letters(a, b) else { return Outcomes::Open };
    let pairs: Vec<(Name, Name)> = letters.pairs().map(|(one, other)| (one.clone(), other.clone())).collect();
    let left = expanded(&a.body, there, &b.body);
    let right = expanded(&b.body, here, &a.body);
    if letters.clone().unify(&left, &right) {
        return Outcomes::Same;
    }
    if let Some(outcome) = by_scale(&left, &right, &letters, settle) {
        return outcome;
    }
    let own: BTreeSet<&Name> = pairs.iter().map(|(one, _)| one).collect();
    let theirs: BTreeSet<&Name> = pairs.iter().map(|(_, other)| other).collect();
    let free = right.free_names();
    if own.iter().any(|name| free.contains(name) && !theirs.contains(name)) {
        return Outcomes::Open;
    }
    let back: BTreeMap<Name, Name> =
        pairs.into_iter().map(|(one, other)| (other, one)).filter(|(a, b)| a != b).collect();
    by_value(a, b, &left, &right, &back, settle)
}

/// The names that two left sides pair.
fn letters(a: &Sighting, b: &Sighting) -> Option<Renaming> {
    let mut letters = Renaming::of(a.indices.iter().cloned().zip(b.indices.iter().cloned()))?;
    let same = a.arguments.len() != b.arguments.len()
        || a.arguments.iter().zip(&b.arguments).all(|(one, other)| letters.unify(one, other));
    same.then_some(letters)
}

/// A body with the names that only it has replaced by what its page says they are.
fn expanded(body: &Expr, seen: &Seen<'_>, other: &Expr) -> Expr {
    let mut body = body.clone();
    for _ in 0..STEPS {
        let known = other.free_names();
        let mut letters: BTreeSet<Name> = seen.own.arguments.iter().flat_map(Expr::free_names).collect();
        letters.extend(seen.own.indices.iter().cloned());
        let only = body.free_names().into_iter().filter(|name| !known.contains(name) && !letters.contains(name));
        let meaning = |name: &Name| {
            let mut meanings = seen.beside.iter().filter_map(Sighting::definition).filter(|own| own.name == *name);
            let first = meanings.next().filter(|own| own.indices.is_empty() && own.parameters.is_empty())?;
            meanings.next().is_none().then_some(first)
        };
        let Some(Definition { name, body: value, .. }) = only.filter_map(|name| meaning(&name)).next() else {
            return body;
        };
        body = body.substitute(&name, &value);
    }
    body
}

/// By the scales of one core, where that is what both have.
fn by_scale(left: &Expr, right: &Expr, letters: &Renaming, settle: Settle<'_>) -> Option<Outcomes> {
    let (first, second) = (scaled::split(left)?, scaled::split(right)?);
    let mut names = letters.clone();
    let scale = scaled::compare(&first, &second, &mut names)?;
    if scale == Scale::Same {
        return Some(Outcomes::Same);
    }
    // Letters that stand for one another in cores of one form are taken for the same; lone letters are not.
    let difference = convention::of_scale(&scale)?;
    Some(Outcomes::Differ(Box::new((difference, at_a_point(&scale, settle)))))
}

/// The two scales at a point.
pub fn at_a_point(scale: &Scale, settle: Settle<'_>) -> Option<Verdict> {
    let whole = Expr::symbol("S");
    let times = |factor: Expr| Expr::apply("Multiply", [factor, whole.clone()]);
    let (left, right) = match scale {
        Scale::Mean { count, second } => {
            let mean = Expr::apply("Divide", [whole.clone(), count.clone()]);
            if *second { (whole.clone(), mean) } else { (mean, whole.clone()) }
        }
        Scale::Sign => (whole.clone(), times(Expr::integer(-1))),
        Scale::Factor(ratio) => (whole.clone(), times(Kind::Number(Number::rational(ratio.clone())).into())),
        _ => return None,
    };
    let counts = |name: &Name| (name.clone(), Sort::scalar(Domain::Natural).with(Fact::Positive));
    let names = left.free_names().into_iter().chain(right.free_names()).filter(|name| name.as_str() != "S");
    let sorts = names.map(|name| counts(&name)).collect();
    let verdict = settle(problem(left, right, Vec::new()), &sorts);
    (verdict.outcome == Outcome::Fails).then_some(verdict)
}

fn problem(left: Expr, right: Expr, facts: Vec<Expr>) -> Problem {
    Problem { left, relation: "Equal", right, facts, definitions: Vec::new(), sorts: BTreeMap::new(), closed: false }
}

/// By their values at points, where both are made of the same names.
fn by_value(
    a: &Sighting,
    b: &Sighting,
    left: &Expr,
    right: &Expr,
    back: &BTreeMap<Name, Name>,
    settle: Settle<'_>,
) -> Outcomes {
    let (names, others) = (left.free_names(), renamed(right, back).free_names());
    let only: Vec<Name> = names.difference(&others).cloned().collect();
    let theirs: Vec<Name> = others.difference(&names).cloned().collect();
    if only.len() != theirs.len() || only.len() > 2 {
        return Outcomes::Open;
    }
    let mut last = Outcomes::Open;
    for chosen in orders(&theirs) {
        let mut to = back.clone();
        to.extend(chosen.iter().cloned().zip(only.iter().cloned()));
        match at_points(a, b, left, &renamed(right, &to), &to, settle) {
            Outcomes::Same => return Outcomes::Same,
            outcome => last = outcome,
        }
    }
    let known = only.len() == 1 && pair_agrees(a, b, only.first(), theirs.first());
    if only.is_empty() || known { last } else { Outcomes::Open }
}

fn pair_agrees(a: &Sighting, b: &Sighting, one: Option<&Name>, other: Option<&Name>) -> bool {
    let meaning = |own: &Sighting, name: Option<&Name>| name.and_then(|name| own.meanings.get(name).cloned());
    meaning(a, one).zip(meaning(b, other)).is_some_and(|(one, other)| words::same_noun(&one, &other))
}

/// The orders of up to two names.
fn orders(names: &[Name]) -> Vec<Vec<Name>> {
    let own = names.to_vec();
    let mut reversed = own.clone();
    reversed.reverse();
    if own == reversed { vec![own] } else { vec![own, reversed] }
}

fn at_points(
    a: &Sighting,
    b: &Sighting,
    left: &Expr,
    right: &Expr,
    to: &BTreeMap<Name, Name>,
    settle: Settle<'_>,
) -> Outcomes {
    let mut sorts = a.sorts.clone();
    for (name, sort) in &b.sorts {
        let name = to.get(name).unwrap_or(name);
        // What two pages say differently of a name is not said.
        match sorts.get(name) {
            Some(own) if own.shape != sort.shape => drop(sorts.remove(name)),
            Some(_) => {}
            None => drop(sorts.insert(name.clone(), sort.clone())),
        }
    }
    positive_in_logarithms(left, right, &mut sorts);
    let facts: Vec<Expr> = a.facts.iter().cloned().chain(b.facts.iter().map(|fact| renamed(fact, to))).collect();
    let question = question(left, right, &facts, &sorts);
    let verdict = settle(question.clone(), &sorts);
    if matches!(verdict.outcome, Outcome::Undecided(_))
        && let Some([one, other]) = abstracted(left, right)
    {
        positive_in_logarithms(&one, &other, &mut sorts);
        let verdict = settle(self::question(&one, &other, &facts, &sorts), &sorts);
        // The values there are not those of the whole.
        let found = (verdict.outcome == Outcome::Fails).then(|| convention::of_sides(left, right)).flatten();
        return match found {
            Some(difference) => Outcomes::Differ(Box::new((difference, None))),
            None if verdict.outcome == Outcome::Holds => Outcomes::Same,
            None => Outcomes::Open,
        };
    }
    judged(&question, verdict, &sorts, settle)
}

fn question(left: &Expr, right: &Expr, facts: &[Expr], sorts: &BTreeMap<Name, Sort>) -> Problem {
    let positive = positive(left, right, sorts);
    problem(left.clone(), right.clone(), facts.iter().cloned().chain(positive).collect())
}

fn judged(question: &Problem, verdict: Verdict, sorts: &BTreeMap<Name, Sort>, settle: Settle<'_>) -> Outcomes {
    match verdict.outcome {
        Outcome::Holds | Outcome::Trivial => Outcomes::Same,
        Outcome::Fails => {
            let holds = |problem: Problem| settle(problem, sorts).outcome == Outcome::Holds;
            match convention::of_problem(question, &holds) {
                Some(difference) => Outcomes::Differ(Box::new((difference, Some(verdict)))),
                None => Outcomes::Open,
            }
        }
        Outcome::Undecided(_) => Outcomes::Open,
    }
}

/// Both sides with what cannot be computed taken as a value: what unknown functions and expectations are taken of, where
/// the difference is in there, and calls of unknown functions by letters.
fn abstracted(left: &Expr, right: &Expr) -> Option<[Expr; 2]> {
    let inner = place::innermost(left, right);
    let changed = inner.is_some();
    let [left, right] = inner.unwrap_or_else(|| [left.clone(), right.clone()]);
    place::with_calls_as_values([&left, &right]).or_else(|| changed.then_some([left, right]))
}

/// What stands below a logarithm is positive.
fn positive_in_logarithms(left: &Expr, right: &Expr, sorts: &mut BTreeMap<Name, Sort>) {
    for side in [left, right] {
        side.visit(&mut |part| {
            if let Kind::Apply("Log" | "Ln" | "Log2" | "Log10", parts) = &part.kind {
                for name in parts.first().map(Expr::free_names).into_iter().flatten() {
                    sorts.entry(name).or_default().facts.insert(Fact::Positive);
                }
            }
        });
    }
}

/// Lone numbers are taken as positive: what differs there differs whatever the page says of signs.
fn positive(left: &Expr, right: &Expr, sorts: &BTreeMap<Name, Sort>) -> Vec<Expr> {
    let sorts = infer::sorts_for(&[left, right], sorts);
    let scalar = sorts
        .iter()
        .filter(|(_, sort)| sort.shape.rank() == Some(0) && matches!(sort.domain, Domain::Real | Domain::Unknown));
    scalar.map(|(name, _)| Expr::apply("Greater", [Expr::symbol(name.clone()), Expr::integer(0)])).collect()
}
