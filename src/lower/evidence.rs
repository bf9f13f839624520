//! Evidence: rows that speak for one reading or another.
//!
//! A row has an identity, a reading, a weight and a reason; the reading with the largest sum wins, the next one is
//! kept as runner-up. A row whose removal changes nothing is to be deleted.

/// A row of evidence over the facts of one kind of ambiguity.
///
/// `P` is the test: a function of the facts.
pub(super) struct Row<P, R> {
    pub id: &'static str,
    pub reading: R,
    pub weight: i16,
    pub reason: &'static str,
    pub holds: P,
}

/// The winner, the row that weighed most for it, and the runner-up.
#[derive(Debug)]
pub(super) struct Outcome<R> {
    pub reading: R,
    pub because: &'static str,
    pub row: Option<&'static str>,
    pub runner_up: Option<R>,
}

/// Sums the rows that hold; `fallback` wins where none does.
pub(super) fn weigh<P, R: Copy + PartialEq>(rows: &[Row<P, R>], holds: impl Fn(&P) -> bool, fallback: R) -> Outcome<R> {
    let mut sums: Vec<(R, i16, &Row<P, R>)> = Vec::new();
    for row in rows.iter().filter(|row| holds(&row.holds)) {
        match sums.iter_mut().find(|(reading, _, _)| *reading == row.reading) {
            Some((_, sum, strongest)) => {
                *sum += row.weight;
                if row.weight > strongest.weight {
                    *strongest = row;
                }
            }
            None => sums.push((row.reading, row.weight, row)),
        }
    }
    // A stable sort: of equals, the one whose row stands first.
    sums.sort_by_key(|(_, sum, _)| -sum);
    let mut ranked = sums.iter();
    match ranked.next() {
        Some((reading, _, row)) => Outcome {
            reading: *reading,
            because: row.reason,
            row: Some(row.id),
            runner_up: ranked.next().filter(|(_, sum, _)| *sum > 0).map(|(reading, _, _)| *reading),
        },
        None => {
            Outcome { reading: fallback, because: "nothing speaks for another reading", row: None, runner_up: None }
        }
    }
}

/// Whether identities are unique in a table.
#[cfg(test)]
pub(super) fn has_unique_ids<P, R>(rows: &[Row<P, R>]) -> bool {
    rows.iter().map(|row| row.id).collect::<std::collections::BTreeSet<_>>().len() == rows.len()
}
