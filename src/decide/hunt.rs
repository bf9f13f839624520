//! A search for a counterexample of what held at every point tried.
//!
//! Takes the point at which the sides came nearest; changes one value at a time towards where they come nearer still.
//! An inequality fails on a part of its domain, which points drawn at random may miss.

use super::Settings;
use super::evaluate::Machine;
use super::judge::{Finding, Sides, judge, refuted_again, sides};
use super::sample::{Point, Sampler, ratio, rational};
use super::value::Value;
use crate::claims::Problem;
use crate::expr::Expr;

/// Bits for finding out where the sides come near.
const PRECISION: u32 = 64;
/// Points that are tried.
const TRIALS: usize = 160;
/// Points at which a search starts.
const STARTS: usize = 2;

/// Values that are tried for numbers and for all entries of an array.
static SIMPLE: &[(i64, i64)] =
    &[(0, 1), (1, 1), (1, 2), (-1, 1), (2, 1), (1, 10), (1, 4), (3, 4), (-1, 2), (10, 1), (-10, 1)];

/// hunt: an inequality and points at which it holds → a point at which it surely fails.
pub fn hunt(problem: &Problem, sampler: &Sampler<'_>, points: &[Point], settings: &Settings) -> Option<Point> {
    let sign = match problem.relation {
        "Less" | "LessEqual" => 1.0,
        "Greater" | "GreaterEqual" => -1.0,
        _ => return None,
    };
    let mut steps = settings.budget / 4;
    let slack = &mut |point: &Point| {
        difference(problem, point, &mut steps).map(|slack| sign * slack).filter(|slack| slack.is_finite())
    };
    let mut starts: Vec<(f64, Point)> =
        points.iter().filter_map(|point| Some((slack(point)?, point.clone()))).collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut trials = TRIALS;
    for (least, point) in starts.into_iter().take(STARTS) {
        if let Some(found) = descend(sampler, (least, point), slack, &mut trials) {
            let mut steps = settings.budget / 8;
            let fails = judge(problem, &found, settings, &mut steps) == Finding::Fails;
            return (fails && refuted_again(problem, &found, settings, &mut (settings.budget / 8))).then_some(found);
        }
    }
    None
}

/// Values far from those that are drawn: what holds up to a bound only fails there.
static FAR: &[i64] = &[41, 100, 1009, 1_000_000];

/// far_off: a statement that is asserted by itself and points at which it holds → a point far off at which it fails.
pub fn far_off(problem: &Problem, sampler: &Sampler<'_>, points: &[Point], settings: &Settings) -> Option<Point> {
    let point = points.last().filter(|_| problem.closed)?;
    let mut steps = settings.budget / 32;
    for (index, (name, value)) in point.iter().enumerate() {
        if value.as_number().is_none() || sampler.is_size(name) {
            continue;
        }
        for far in FAR {
            let mut trial = point.clone();
            if let Some(slot) = trial.get_mut(index) {
                slot.1 = Expr::integer(*far);
            }
            if sampler.admits(&trial) && judge(problem, &trial, settings, &mut steps) == Finding::Fails {
                return Some(trial);
            }
        }
    }
    None
}

/// Right minus left.
fn difference(problem: &Problem, point: &Point, steps: &mut u64) -> Option<f64> {
    let mut machine = Machine::new(&problem.definitions, PRECISION, *steps);
    let values = sides(problem, point, &mut machine);
    *steps = machine.steps;
    let Ok(Sides { left: Value::Scalar(left), right: Value::Scalar(right) }) = values else { return None };
    Some(right.to_f64().0 - left.to_f64().0)
}

/// Changes one value at a time as long as the sides come nearer; the point at which they have crossed.
fn descend(
    sampler: &Sampler<'_>,
    start: (f64, Point),
    slack: &mut dyn FnMut(&Point) -> Option<f64>,
    trials: &mut usize,
) -> Option<Point> {
    let (mut least, mut best) = start;
    loop {
        let before = least;
        for index in 0..best.len() {
            if best.get(index).is_some_and(|(name, _)| sampler.is_size(name)) {
                continue;
            }
            for value in moves(&best, index) {
                if *trials == 0 {
                    return None;
                }
                *trials -= 1;
                let mut trial = best.clone();
                if let Some(slot) = trial.get_mut(index) {
                    slot.1 = value;
                }
                let Some(found) = slack(&trial).filter(|found| *found < least && sampler.admits(&trial)) else {
                    continue;
                };
                (least, best) = (found, trial);
                if least < 0.0 {
                    return Some(best);
                }
            }
        }
        if least >= before {
            return None;
        }
    }
}

/// Other values of a name: simple ones, nearer and farther ones, the value of another name.
fn moves(point: &Point, index: usize) -> Vec<Expr> {
    let Some((_, value)) = point.get(index) else { return Vec::new() };
    let simple = || SIMPLE.iter().map(|&(n, d)| rational(ratio(n, d)));
    let others = point.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, (_, other))| other);
    if value.is_apply("List") {
        let same = others.filter(|other| like(value, other)).cloned();
        let scaled = [(1, 2), (2, 1)].map(|(n, d)| entries(value, &|entry| scaled(entry, n, d)));
        return same.chain(simple().map(|all| entries(value, &|_| all.clone()))).chain(scaled).collect();
    }
    if value.as_number().is_none() {
        return Vec::new();
    }
    let same = others.filter(|other| other.as_number().is_some()).cloned();
    let near = [(1, 2), (9, 10), (11, 10), (2, 1), (-1, 1)].map(|(n, d)| scaled(value, n, d));
    simple().chain(near).chain(same).collect()
}

fn scaled(value: &Expr, numerator: i64, denominator: i64) -> Expr {
    match value.as_number() {
        Some(number) => rational(&number.value * ratio(numerator, denominator)),
        None => value.clone(),
    }
}

/// Whether two lists have one shape.
fn like(one: &Expr, other: &Expr) -> bool {
    match (one.as_apply("List"), other.as_apply("List")) {
        (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| like(a, b)),
        (None, None) => true,
        _ => false,
    }
}

/// A list with every entry changed.
fn entries(value: &Expr, change: &dyn Fn(&Expr) -> Expr) -> Expr {
    if value.is_apply("List") { value.map_children(&mut |part| entries(part, change)) } else { change(value) }
}
