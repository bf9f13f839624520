//! A prime on a name or a group: a derivative, a transpose, or a mark.

use super::evidence::Row;
use super::letters::Letter;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prime {
    Derivative,
    Transpose,
    Mark,
}

/// What is seen of a prime and what it stands on.
pub(super) struct Facts<'a> {
    /// The name; `None` for a group.
    pub name: Option<Letter<'a>>,
    /// One prime, not several.
    pub single: bool,
    /// The page writes a name beside itself with a prime; in a group, one of its names.
    pub page_transposes: bool,
    /// The author transposes by primes, and this name can be a matrix: a capital letter, a bold one, a value of such.
    pub habit: bool,
    /// An argument list follows.
    pub applied: bool,
    /// The name stands for a function.
    pub functional: bool,
    /// The first letter of the name that follows.
    pub next: Option<&'a str>,
    /// The group is a list of numbers: a row or a column.
    pub list: bool,
    /// The same group follows without a prime.
    pub repeated: bool,
    /// The group holds capital letters of matrices only.
    pub matrices: bool,
}

impl Facts<'_> {
    fn is_group(&self) -> bool {
        self.name.is_none()
    }
    fn base(&self) -> &str {
        self.name.map_or("", |name| name.base)
    }
    fn precedes(&self, letters: &[&str]) -> bool {
        self.next.is_some_and(|next| letters.contains(&next))
    }
}

/// What a regression is on, and its coefficients: `x'\beta`, `\gamma'z`.
const REGRESSORS: &[&str] = &["x", "z", "w", "X", "Z", "W", "D"];
const COEFFICIENTS: &[&str] = &["\\beta", "\\gamma", "\\delta", "\\theta", "\\alpha", "\\pi"];

type Test = fn(&Facts) -> bool;

pub(super) static ROWS: &[Row<Test, Prime>] = &[
    row("page", Prime::Transpose, 20, "the page writes a name beside itself with a prime", |f| {
        f.page_transposes && f.single && (!f.applied || f.is_group() || f.name.is_some_and(|name| name.is_capital()))
    }),
    row("habit", Prime::Transpose, 18, "the author transposes by primes", |f| f.habit && f.single),
    row("regression", Prime::Transpose, 16, "a regressor with a prime in front of its coefficients", |f| {
        f.single
            && !f.applied
            && (REGRESSORS.contains(&f.base()) && f.precedes(COEFFICIENTS)
                || matches!(f.base(), "\\beta" | "\\gamma") && f.precedes(REGRESSORS))
    }),
    row("list", Prime::Transpose, 16, "a prime on a list of numbers turns it", |f| f.list && f.single),
    row("repeated", Prime::Transpose, 16, "a group beside itself with a prime", |f| f.repeated && f.single),
    row("matrices", Prime::Transpose, 14, "a prime on a group of matrices", |f| f.matrices && f.single),
    row("function", Prime::Derivative, 12, "a prime on a function that is applied", |f| f.functional && f.applied),
    row("group", Prime::Derivative, 12, "a prime on a group", |f| f.is_group()),
    row("mark", Prime::Mark, 5, "a prime marks the name", |f| !f.is_group()),
];

const fn row(id: &'static str, reading: Prime, weight: i16, reason: &'static str, holds: Test) -> Row<Test, Prime> {
    Row { id, reading, weight, reason, holds }
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_have_unique_identities() {
        assert!(super::super::evidence::has_unique_ids(super::ROWS));
    }
}
