//! What authors take for granted of a number: what is compared is positive, a letter beside its complement is a
//! probability.
//!
//! Takes a problem that fails; gives it once more with such values only, for names of which the page says no range.

use std::collections::BTreeSet;

use crate::claims::{Problem, Relation};
use crate::decide;
use crate::expr::{Domain, Expr, Fact, Name, Sort};

/// The names that stand in `1 - p` somewhere among the relations of a page.
pub(super) fn complements(relations: &[Relation]) -> BTreeSet<Name> {
    let mut found = BTreeSet::new();
    for side in relations.iter().flat_map(|relation| [&relation.left, &relation.right]) {
        side.visit(&mut |part| found.extend(complemented(part).cloned()));
    }
    found
}

/// `1 - p` → `p`.
fn complemented(part: &Expr) -> Option<&Name> {
    let [one, rest] = part.as_apply("Add")? else { return None };
    let whole = one.as_number().is_some_and(|number| number.is_one());
    rest.as_apply("Negate").filter(|_| whole)?.first()?.as_symbol()
}

/// The problem over usual values, and the names of which they are; `None` where nothing is taken for granted.
pub(super) fn narrowed(problem: &Problem, complements: &BTreeSet<Name>) -> Option<(Problem, Vec<Name>)> {
    let compared = matches!(problem.relation, "Less" | "LessEqual" | "Greater" | "GreaterEqual");
    let mut narrow = problem.clone();
    let mut names = Vec::new();
    for name in decide::free_names(problem) {
        let fact = match (complements.contains(&name), compared) {
            (true, _) => Fact::OpenUnit,
            (false, true) => Fact::Positive,
            (false, false) => continue,
        };
        let sort = problem.sorts.get(&name).cloned().unwrap_or_default();
        if is_open(&sort) {
            narrow.sorts.insert(name.clone(), Sort { domain: Domain::Real, ..sort }.with(fact));
            names.push(name);
        }
    }
    (!problem.closed && !names.is_empty()).then_some((narrow, names))
}

/// Whether nothing is said of the range of a number.
fn is_open(sort: &Sort) -> bool {
    const RANGES: [Fact; 5] = [Fact::Positive, Fact::NonNegative, Fact::OpenUnit, Fact::Sign, Fact::Integer];
    let scalar = *sort == Sort::default() || sort.shape.rank() == Some(0);
    scalar
        && sort.signature.is_none()
        && matches!(sort.domain, Domain::Real | Domain::Unknown)
        && !RANGES.iter().any(|fact| sort.facts.contains(fact))
}
