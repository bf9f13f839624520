//! Index structure: which letters a formula binds, which it leaves free, and where that cannot be meant.
//!
//! Takes a statement and the names that the words around it declare; gives issues, each with what was expected and
//! why. Silent wherever a convention explains what it sees. Never looks at values.

mod arguments;
mod binders;
mod circular;
mod derivatives;
mod dots;
mod letters;
mod pattern;
mod ranges;
mod sides;
mod starts;
mod transposes;

use std::collections::BTreeSet;

use crate::expr::{Expr, Name};
use crate::lower::Statement;
use crate::source::Span;

pub use arguments::alone;
pub use derivatives::turned;
pub use starts::late_starts;
pub use transposes::lost_transposes;

/// What is wrong with an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndexKind {
    /// The summand never uses the letter of its sum.
    UnusedBinder,
    /// The letter is used where nothing binds it.
    UnboundIndex,
    /// The letter is free on one side only.
    FreeMismatch,
    /// The divisor of a mean is not the number of its terms.
    OffCount,
    /// A range mentions the letter that runs over it.
    SelfRange,
    /// A binder reuses a letter that is in use around it.
    Shadowed,
    /// A name is defined by itself, where a decorated twin of it is in use.
    Circular,
    /// A product of derivatives in which nothing cancels.
    BrokenChain,
    /// A product without the transpose that the same factors have elsewhere.
    LostTranspose,
    /// One member of a list, sum or chain departs from the subscripts of the others.
    BrokenPattern,
}

/// An index that cannot be meant as it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndexIssue {
    pub kind: IndexKind,
    pub name: Name,
    /// Where, in the formula's text.
    pub span: Span,
    /// One line: what was found.
    pub message: String,
    /// What would have been expected, and why.
    pub expected: String,
    /// Whether no convention that is known explains it.
    pub strong: bool,
}

/// What the words around the statement say of its letters.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Names that the prose, a condition or another formula of the paragraph declares: "for each $i$", "layer $l$".
    pub declared: BTreeSet<Name>,
    /// Letters that stand in other formulas nearby.
    pub mentioned: BTreeSet<Name>,
    /// Letters that stand in other formulas of the same sentence or the next.
    pub beside: BTreeSet<Name>,
    /// The accented names of the page, where the words do not say that the statement is an equation to be solved.
    pub names: BTreeSet<Name>,
}

/// Chains of more sides are not compared side by side.
const LONGEST_CHAIN: usize = 200;

/// Issues of a statement, in the order of their places.
pub fn check_binding(statement: &Statement, around: &Surroundings) -> Vec<IndexIssue> {
    let mut issues = Vec::new();
    let parts: Vec<&Expr> = statement.sides().collect();
    let sizes = letters::sizes(&parts);
    for part in &parts {
        binders::unused(part, &sizes, &mut issues);
        binders::shadowed(part, &mut issues);
        ranges::self_ranges(part, &mut issues);
        ranges::off_count(part, &mut issues);
        pattern::broken(part, &mut issues);
        dots::check(part, &mut issues);
        derivatives::without_variable(part, &mut issues);
    }
    ranges::self_membership(statement, &mut issues);
    issues.extend(ranges::unequal_starts(statement));
    derivatives::unchained(statement, &mut issues);
    binders::exchanged(&parts, &mut issues);
    issues.extend(circular::defined_by_itself(statement, &around.names));
    // Sides are compared with each other: no reader follows a longer chain.
    if parts.len() <= LONGEST_CHAIN {
        sides::compare(statement, around, &sizes, &mut issues);
    }
    issues.sort_by_key(|issue| (issue.span.start, issue.span.end, issue.kind));
    issues.dedup();
    issues
}

#[cfg(test)]
mod tests;
