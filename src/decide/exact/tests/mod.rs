//! True identities that must be proved, wrong ones that must not.

mod arrays;
mod calculus;
mod reader;
mod scalars;

use super::{Budget, Exact, prove};

/// (claim, sorts)
type Row = (&'static str, &'static str);

fn outcome((claim, sorts): &Row) -> Exact {
    prove(&reader::problem(claim, sorts), &mut Budget::default())
}

fn assert_proved(rows: &[Row]) {
    let missed: Vec<_> = rows.iter().filter(|row| !matches!(outcome(row), Exact::Proved { .. })).collect();
    assert!(missed.is_empty(), "{} of {} not proved: {missed:#?}", missed.len(), rows.len());
}

fn assert_never_proved(rows: &[Row]) {
    let wrong: Vec<_> = rows.iter().filter(|row| matches!(outcome(row), Exact::Proved { .. })).collect();
    assert!(wrong.is_empty(), "proved although wrong: {wrong:#?}");
}
