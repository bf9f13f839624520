//! The one small edit that makes a false claim hold.

use super::edit::{Edit, edits, further_edits};
use super::judge::{Finding, judge, with_sides};
use super::sample::Point;
use super::{Outcome, Repair, Settings, Verdict, joint};
use crate::claims::Problem;
use crate::expr::Expr;

/// Edits of each side that are tried.
const MAX_EDITS: usize = 48;

/// repair: a refuted problem and its points → the edit after which the relation holds at all of them, if there is
/// exactly one; a rarer edit where no common one does.
pub fn repair(problem: &Problem, points: &[Point], settings: &Settings, steps: &mut u64) -> Option<Repair> {
    if problem.relation != "Equal" || points.len() < 4 {
        return None;
    }
    let mut found = Vec::new();
    found.extend(repairs(problem, points, settings, steps, edits));
    if found.is_empty() && !joint::is_over_cases(problem) {
        let rarer = repairs(problem, points, settings, steps, further_edits);
        found.extend(rarer.into_iter().map(|repair| Repair { rare: true, ..repair }));
    }
    let first = found.pop()?;
    found.is_empty().then_some(first)
}

/// Edits of each side that are tried where each takes a verdict of its own.
const FEW_EDITS: usize = 24;

/// repair_before: a problem that is decided in another form → the one edit of a side after which that form holds.
pub fn repair_before(
    problem: &Problem,
    form: &dyn Fn(&Problem) -> Option<Problem>,
    decide: &dyn Fn(&Problem) -> Verdict,
) -> Option<Repair> {
    let on_left = edits(&problem.left, FEW_EDITS).into_iter().map(|edit| ("left", edit));
    let on_right = edits(&problem.right, FEW_EDITS).into_iter().map(|edit| ("right", edit));
    let mut found = on_left.chain(on_right).filter_map(|(side, Edit { what, expr })| {
        let changed = match side {
            "left" => with_sides(problem, expr, problem.right.clone()),
            _ => with_sides(problem, problem.left.clone(), expr),
        };
        let holds = decide(&form(&changed)?).outcome == Outcome::Holds;
        let Problem { left, right, .. } = changed;
        holds.then(|| Repair { edit: format!("on the {side}, {what}"), left, right, rare: false })
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn repairs(
    problem: &Problem,
    points: &[Point],
    settings: &Settings,
    steps: &mut u64,
    slips: fn(&Expr, usize) -> Vec<Edit>,
) -> Vec<Repair> {
    let on_left = slips(&problem.left, MAX_EDITS).into_iter().map(|edit| ("left", edit));
    let on_right = slips(&problem.right, MAX_EDITS).into_iter().map(|edit| ("right", edit));
    let mut found = Vec::new();
    for (side, Edit { what, expr }) in on_left.chain(on_right) {
        let changed = match side {
            "left" => with_sides(problem, expr, problem.right.clone()),
            _ => with_sides(problem, problem.left.clone(), expr),
        };
        // One change may be made in two ways: a bound by one, and the number in it.
        let known = found.iter().any(|own: &Repair| own.left == changed.left && own.right == changed.right);
        if !known && holds_everywhere(&changed, points, settings, steps) {
            let Problem { left, right, .. } = changed;
            found.push(Repair { edit: format!("on the {side}, {what}"), left, right, rare: false });
        }
    }
    found
}

fn holds_everywhere(problem: &Problem, points: &[Point], settings: &Settings, steps: &mut u64) -> bool {
    let mut compared = 0;
    for point in points {
        match judge(problem, point, settings, steps) {
            Finding::Holds => compared += 1,
            Finding::NoValue => {}
            Finding::Fails | Finding::Diverges | Finding::Open(..) => return false,
        }
    }
    compared >= 4
}
