//! The one small edit that makes a false claim hold.

use super::edit::edits;
use super::judge::{Finding, judge, with_sides};
use super::sample::Point;
use super::{Repair, Settings};
use crate::claims::Problem;

/// Edits of each side that are tried.
const MAX_EDITS: usize = 48;

/// repair: a refuted problem and its points → the edit after which the relation holds at all of them, if there is
/// exactly one.
pub fn repair(problem: &Problem, points: &[Point], settings: &Settings, steps: &mut u64) -> Option<Repair> {
    if problem.relation != "Equal" || points.len() < 4 {
        return None;
    }
    let mut found = Vec::new();
    for edit in edits(&problem.left, MAX_EDITS) {
        let changed = with_sides(problem, edit.expr, problem.right.clone());
        if holds_everywhere(&changed, points, settings, steps) {
            found.push(Repair {
                edit: format!("on the left, {}", edit.what),
                left: changed.left,
                right: changed.right,
            });
        }
    }
    for edit in edits(&problem.right, MAX_EDITS) {
        let changed = with_sides(problem, problem.left.clone(), edit.expr);
        if holds_everywhere(&changed, points, settings, steps) {
            found.push(Repair {
                edit: format!("on the right, {}", edit.what),
                left: changed.left,
                right: changed.right,
            });
        }
    }
    let first = found.pop()?;
    found.is_empty().then_some(first)
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
