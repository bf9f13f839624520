//! Conditions on a name to the region that it is drawn from.
//!
//! Takes facts such as `Element(x, Interval(0, 1))` and `Greater(x, 0)`; gives the region that they describe together
//! and says which facts it meets by construction. What it cannot describe is left to rejection.

use std::collections::BTreeSet;

use super::equation;
use crate::expr::{Domain, Expr, Fact, Kind, Name, Sort};

/// Where the values of a name lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Region {
    Complex,
    UpperHalfPlane,
    /// A real interval; an end that is missing is infinite.
    Line {
        low: Option<End>,
        high: Option<End>,
    },
    /// Consecutive integers, ends included.
    Integers {
        low: Option<Expr>,
        high: Option<Expr>,
    },
    Primes,
    Among(Vec<Expr>),
    Either(Vec<Region>),
}

/// An end of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub at: Expr,
    pub open: bool,
}

/// A region, and the indices of the facts that each of its members meets.
pub struct Described {
    pub region: Region,
    pub met: Vec<usize>,
}

const REALS: Region = Region::Line { low: None, high: None };
/// Where a name lies of which nothing is known.
pub static ANYTHING: Region = REALS;
const INTEGERS: Region = Region::Integers { low: None, high: None };

/// describe: a name, its sort and the facts of its problem → the region to draw from.
///
/// A name of which nothing is known is real.
pub fn describe(name: &Name, sort: Option<&Sort>, facts: &[Expr]) -> Described {
    let mut met = Vec::new();
    let mut region = None;
    for (index, fact) in facts.iter().enumerate() {
        let Some(found) = of_fact(name, fact) else { continue };
        let joined = match &region {
            None => Some(found),
            // An equation leaves few values: the other facts are tested on them.
            Some(known) => intersect(known, &found).or_else(|| matches!(found, Region::Among(_)).then_some(found)),
        };
        if let Some(joined) = joined {
            region = Some(joined);
            // A difference was described by its base, an alternative by its set only.
            if !fact.any(&mut |part| part.is_apply("SetMinus") || part.is_apply("Or")) {
                met.push(index);
            }
        }
    }
    let by_sort = sort.and_then(of_sort);
    let region = match (region, by_sort) {
        (Some(region), Some(sorted)) => intersect(&region, &sorted).unwrap_or(region),
        (Some(region), None) | (None, Some(region)) => region,
        (None, None) => REALS,
    };
    Described { region, met }
}

impl Region {
    /// Drops the ends that mention one of the names; values that do are instead drawn from all that the sort allows.
    pub fn forget(&mut self, names: &[Name], sort: Option<&Sort>) {
        let mentions = |end: &Expr| end.free_names().iter().any(|name| names.contains(name));
        match self {
            Self::Line { low, high } => {
                low.take_if(|end| mentions(&end.at));
                high.take_if(|end| mentions(&end.at));
            }
            Self::Integers { low, high } => {
                low.take_if(|end| mentions(end));
                high.take_if(|end| mentions(end));
            }
            Self::Either(parts) => parts.iter_mut().for_each(|part| part.forget(names, sort)),
            Self::Among(members) if members.iter().any(mentions) => *self = sort.and_then(of_sort).unwrap_or(REALS),
            Self::Complex | Self::UpperHalfPlane | Self::Primes | Self::Among(_) => {}
        }
    }

    /// The names that its ends mention.
    pub fn names(&self) -> BTreeSet<Name> {
        let ends: Vec<&Expr> = match self {
            Self::Line { low, high } => low.iter().chain(high).map(|end| &end.at).collect(),
            Self::Integers { low, high } => low.iter().chain(high).collect(),
            Self::Among(members) => members.iter().collect(),
            Self::Either(parts) => return parts.iter().flat_map(Self::names).collect(),
            Self::Complex | Self::UpperHalfPlane | Self::Primes => Vec::new(),
        };
        ends.into_iter().flat_map(Expr::free_names).collect()
    }
}

fn of_sort(sort: &Sort) -> Option<Region> {
    let zero = |open| Some(End { at: Expr::integer(0), open });
    let one = |open| Some(End { at: Expr::integer(1), open });
    let mut region = match sort.domain {
        Domain::Complex => Region::Complex,
        Domain::Real | Domain::Rational => REALS,
        Domain::Integer => INTEGERS,
        Domain::Natural => Region::Integers { low: Some(Expr::integer(1)), high: None },
        Domain::Probability => Region::Line { low: zero(false), high: one(false) },
        Domain::Boolean => Region::Among(vec![Expr::integer(0), Expr::integer(1)]),
        Domain::Unknown if !sort.facts.is_empty() => REALS,
        Domain::Unknown | Domain::Simplex | Domain::Distribution | Domain::Set => return None,
    };
    for fact in &sort.facts {
        let narrower = match fact {
            Fact::Positive => Some(Region::Line { low: zero(true), high: None }),
            Fact::NonNegative => Some(Region::Line { low: zero(false), high: None }),
            Fact::OpenUnit => Some(Region::Line { low: zero(true), high: one(true) }),
            Fact::Integer | Fact::Even | Fact::Odd => Some(INTEGERS),
            _ => None,
        };
        region = narrower.and_then(|narrower| intersect(&region, &narrower)).unwrap_or(region);
    }
    Some(region)
}

/// What the sort of a number says, as conditions on it.
pub fn conditions(name: &Name, sort: &Sort) -> Vec<Expr> {
    let own = || Expr::symbol(name);
    let against = |head, bound| Expr::apply(head, [own(), Expr::integer(bound)]);
    let whole = || Expr::apply("Element", [own(), Expr::apply("Integers", [])]);
    let mut conditions = match sort.domain {
        Domain::Integer => vec![whole()],
        Domain::Natural => vec![whole(), against("GreaterEqual", 1)],
        Domain::Probability => vec![against("GreaterEqual", 0), against("LessEqual", 1)],
        Domain::Boolean => vec![whole(), against("GreaterEqual", 0), against("LessEqual", 1)],
        Domain::Real | Domain::Rational => vec![Expr::apply("Element", [own(), Expr::apply("RealNumbers", [])])],
        _ => Vec::new(),
    };
    for fact in &sort.facts {
        match fact {
            Fact::Positive => conditions.push(against("Greater", 0)),
            Fact::NonNegative => conditions.push(against("GreaterEqual", 0)),
            Fact::OpenUnit => conditions.extend([against("Greater", 0), against("Less", 1)]),
            Fact::Integer | Fact::Even | Fact::Odd => conditions.push(whole()),
            _ => {}
        }
    }
    conditions
}

fn of_fact(name: &Name, fact: &Expr) -> Option<Region> {
    let Kind::Apply(head, arguments) = &fact.kind else { return None };
    let is_name = |expr: &Expr| expr.as_symbol() == Some(name);
    let free_of_name = |expr: &Expr| !expr.free_names().contains(name);
    match (*head, arguments.as_slice()) {
        ("Element", [own, set]) if is_name(own) && free_of_name(set) => of_set(set),
        ("Or", parts) => {
            let regions: Option<Vec<_>> = parts.iter().map(|part| of_conjunction(name, part)).collect();
            regions.map(Region::Either)
        }
        ("Less" | "LessEqual" | "Greater" | "GreaterEqual", [left, right]) => {
            let open = matches!(*head, "Less" | "Greater");
            let upward = matches!(*head, "Greater" | "GreaterEqual");
            if is_name(left) && free_of_name(right) {
                Some(ray(right, open, upward))
            } else if is_name(right) && free_of_name(left) {
                Some(ray(left, open, !upward))
            } else {
                None
            }
        }
        ("Equal", [left, right]) => equation::solved(name, left, right).map(Region::Among),
        ("Less" | "LessEqual", [low, middle, high]) if is_name(middle) && free_of_name(low) && free_of_name(high) => {
            let open = *head == "Less";
            let end = |at: &Expr| Some(End { at: at.clone(), open });
            Some(Region::Line { low: end(low), high: end(high) })
        }
        _ => None,
    }
}

/// The region of an alternative: the part of it that speaks of the name's set.
fn of_conjunction(name: &Name, fact: &Expr) -> Option<Region> {
    match fact.as_apply("And") {
        Some(parts) => parts.iter().find_map(|part| of_fact(name, part)),
        None => of_fact(name, fact),
    }
}

fn ray(at: &Expr, open: bool, upward: bool) -> Region {
    let end = Some(End { at: at.clone(), open });
    if upward { Region::Line { low: end, high: None } } else { Region::Line { low: None, high: end } }
}

/// The region of a set that is written out. A difference gives its first part, which its members may leave:
/// the fact stays to be tested.
fn of_set(set: &Expr) -> Option<Region> {
    let Kind::Apply(head, arguments) = &set.kind else { return None };
    match (*head, arguments.as_slice()) {
        ("ComplexNumbers", _) => Some(Region::Complex),
        ("RealNumbers" | "RationalNumbers", _) => Some(REALS),
        ("Integers", _) => Some(INTEGERS),
        ("NaturalNumbers", _) => Some(Region::Integers { low: Some(Expr::integer(1)), high: None }),
        ("PrimeNumbers", _) => Some(Region::Primes),
        ("UpperHalfPlane", _) => Some(Region::UpperHalfPlane),
        ("Interval", [low, high]) => Some(Region::Line { low: end(low), high: end(high) }),
        ("RestrictedSet", [base, condition]) => intersect(&of_set(base)?, &restriction(condition)?),
        ("SetMinus", [base, _]) => of_set(base),
        ("Union", parts) => parts.iter().map(of_set).collect::<Option<Vec<_>>>().map(Region::Either),
        ("Intersection", parts) => {
            let mut regions = parts.iter().filter_map(of_set);
            let first = regions.next()?;
            Some(regions.fold(first, |known, next| intersect(&known, &next).unwrap_or(known)))
        }
        ("Set", members) => of_members(members),
        _ => None,
    }
}

/// `{1, 2, …, n}` is a range; without an ellipsis the members themselves.
fn of_members(members: &[Expr]) -> Option<Region> {
    let dots = members.iter().position(|member| member.is_apply("Ellipsis"));
    match dots {
        None if members.is_empty() => None,
        None => Some(Region::Among(members.to_vec())),
        Some(0) => None,
        Some(_) => {
            let high = members.last().filter(|last| !last.is_apply("Ellipsis")).cloned();
            Some(Region::Integers { low: members.first().cloned(), high })
        }
    }
}

/// A condition on the placeholder of a restricted set.
fn restriction(condition: &Expr) -> Option<Region> {
    let Kind::Apply(head, arguments) = &condition.kind else { return None };
    let [left, right] = arguments.as_slice() else { return None };
    let upward = matches!(*head, "Greater" | "GreaterEqual");
    if !matches!(*head, "Less" | "LessEqual" | "Greater" | "GreaterEqual") || !left.is_apply("Placeholder") {
        return None;
    }
    Some(ray(right, matches!(*head, "Less" | "Greater"), upward))
}

/// The end of an interval; infinite ones are none.
fn end(at: &Expr) -> Option<End> {
    let (at, open) = match at.as_apply("Open") {
        Some([inner]) => (inner, true),
        _ => (at, false),
    };
    let infinite = |expr: &Expr| expr.is_apply("Infinity");
    let negative = at.as_apply("Negate").and_then(<[Expr]>::first).is_some_and(infinite);
    (!infinite(at) && !negative).then(|| End { at: at.clone(), open })
}

/// The part of `left` that lies in `right`, where it can be described.
fn intersect(left: &Region, right: &Region) -> Option<Region> {
    use Region::{Among, Complex, Either, Integers, Line};
    match (left, right) {
        (Complex, other) | (other, Complex) => Some(other.clone()),
        (Line { low: a, high: b }, Line { low: c, high: d }) => Some(Line { low: later(a, c)?, high: later(b, d)? }),
        (Integers { low, high }, Line { low: from, high: to })
        | (Line { low: from, high: to }, Integers { low, high }) => {
            let from = from.as_ref().map(|end| shifted(end, 1));
            let to = to.as_ref().map(|end| shifted(end, -1));
            Some(Integers { low: larger(low, from, "Max"), high: larger(high, to, "Min") })
        }
        (Integers { low: a, high: b }, Integers { low: c, high: d }) => {
            Some(Integers { low: larger(a, c.clone(), "Max"), high: larger(b, d.clone(), "Min") })
        }
        (Region::Primes, Line { .. } | Integers { .. }) | (Line { .. } | Integers { .. }, Region::Primes) => None,
        (Among(_), _) | (_, Among(_)) => None,
        (Either(parts), other) | (other, Either(parts)) => {
            let parts: Option<Vec<_>> = parts.iter().map(|part| intersect(part, other)).collect();
            parts.map(Either)
        }
        _ => (left == right).then(|| left.clone()),
    }
}

/// One end of the two, where only one is given.
fn later(left: &Option<End>, right: &Option<End>) -> Option<Option<End>> {
    match (left, right) {
        (Some(_), Some(_)) if left != right => None,
        (Some(end), _) | (None, Some(end)) => Some(Some(end.clone())),
        (None, None) => Some(None),
    }
}

/// The first integer inside an end: `x > a` is `x ≥ floor(a) + 1`.
fn shifted(end: &End, inwards: i64) -> Expr {
    let (head, opposite) = if inwards > 0 { ("Floor", "Ceil") } else { ("Ceil", "Floor") };
    if end.open {
        Expr::apply("Add", [Expr::apply(head, [end.at.clone()]), Expr::integer(inwards)])
    } else {
        Expr::apply(opposite, [end.at.clone()])
    }
}

fn larger(known: &Option<Expr>, other: Option<Expr>, choose: crate::expr::Head) -> Option<Expr> {
    match (known.clone(), other) {
        (Some(a), Some(b)) => Some(Expr::apply(choose, [a, b])),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::template::read;

    fn region(facts: &[&str]) -> Described {
        let facts: Vec<_> = facts.iter().map(|fact| read(fact).unwrap()).collect();
        describe(&"x".into(), None, &facts)
    }

    #[test]
    fn facts_become_regions() {
        let interval = region(&["(Element x (Interval 0 (Open (Infinity))))"]);
        let zero = End { at: Expr::integer(0), open: false };
        assert_eq!(interval.region, Region::Line { low: Some(zero), high: None });
        assert_eq!(interval.met, [0]);
        let naturals = region(&["(Element x (RestrictedSet (Integers) (GreaterEqual (Placeholder) 1)))"]);
        assert!(matches!(naturals.region, Region::Integers { low: Some(_), high: None }));
        assert_eq!(region(&["(NotEqual x 0)"]).region, REALS);
        let either = region(&["(Or (Element x (Interval 0 1)) (And (Element x (ComplexNumbers)) (Greater y 0)))"]);
        assert!(matches!(either.region, Region::Either(parts) if parts.len() == 2));
    }

    #[test]
    fn a_difference_stays_to_be_tested() {
        // The region is only the base; whoever draws from it must still test the fact.
        let described = region(&["(Element x (SetMinus (ComplexNumbers) (Set 0)))"]);
        assert_eq!(described.region, Region::Complex);
        assert!(described.met.is_empty());
    }
}
