//! Conditions on arrays as what their values are: `p_i > 0`, `\|x\| = 1`, `Q^\top Q = I`.
//!
//! Takes a problem whose sorts are known; gives the names of arrays the facts that its conditions state, so that their
//! values meet them by construction. A condition that no row describes stays, to be tested at each point.

use std::collections::BTreeSet;

use super::conventional::identity_letters;
use crate::claims::Problem;
use crate::expr::{Domain, Expr, Fact, Kind, Name, Range};

/// Heads of orders, and what all entries of an array are where they stand before zero.
static SIGNS: &[(&str, Fact)] = &[
    ("Greater", Fact::Positive),
    ("GreaterEqual", Fact::NonNegative),
    ("Succeeds", Fact::Spd),
    ("SucceedsEqual", Fact::Psd),
];

type Is = fn(&Expr) -> bool;
type Give = fn(&Name) -> Said;

/// Sets of values that all entries of an array have.
static SETS: &[(Is, Give)] = &[
    (|set| is_set(set, &[0, 1]), |name| Said::domain(name, Domain::Boolean)),
    (|set| is_set(set, &[-1, 1]), |name| Said::fact(name, Fact::Sign)),
    (|set| is_unit_interval(set, true), |name| Said::fact(name, Fact::OpenUnit)),
    (|set| is_unit_interval(set, false), |name| Said::domain(name, Domain::Probability)),
];

/// Whether a set has these members, in any order.
fn is_set(set: &Expr, members: &[i64]) -> bool {
    let own: Option<BTreeSet<i64>> = set.as_apply("Set").and_then(|parts| parts.iter().map(integer).collect());
    own.is_some_and(|own| own == members.iter().copied().collect())
}

fn integer(expr: &Expr) -> Option<i64> {
    match expr.as_apply("Negate") {
        Some([inner]) => inner.as_number()?.to_i64()?.checked_neg(),
        _ => expr.as_number()?.to_i64(),
    }
}

fn is_unit_interval(set: &Expr, open: bool) -> bool {
    let end = |expr: &Expr| match expr.as_apply("Open") {
        Some([inner]) => (integer(inner), true),
        _ => (integer(expr), false),
    };
    match set.as_apply("Interval").map(|ends| ends.iter().map(end).collect::<Vec<_>>()).as_deref() {
        Some([(Some(0), low), (Some(1), high)]) => (*low || *high) == open,
        _ => false,
    }
}

/// What a condition says of one name.
struct Said {
    name: Name,
    fact: Option<Fact>,
    domain: Option<Domain>,
    /// Whether the values that meet it by construction are all that meet it.
    whole: bool,
}

impl Said {
    fn fact(name: &Name, fact: Fact) -> Self {
        Self { name: name.clone(), fact: Some(fact), domain: None, whole: true }
    }

    fn domain(name: &Name, domain: Domain) -> Self {
        Self { name: name.clone(), fact: None, domain: Some(domain), whole: true }
    }
}

/// Moves what the conditions of a problem say of arrays into their sorts.
pub(super) fn put_to_use(problem: &mut Problem) {
    let families = families(problem);
    let takes = |name: &Name| {
        families.contains(name) || problem.sorts.get(name).and_then(|sort| sort.shape.rank()).unwrap_or(0) > 0
    };
    let signed = signed(&problem.facts);
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for (at, fact) in problem.facts.iter().enumerate() {
        let said = inner(fact).and_then(|fact| said(fact, &signed, problem.relation == "Equal"));
        if let Some(said) = said.filter(|said| takes(&said.name)) {
            if said.whole {
                used.insert(at);
            }
            found.push(said);
        }
    }
    for Said { name, fact, domain, .. } in found {
        let sort = problem.sorts.entry(name).or_default();
        sort.facts.extend(fact);
        if let Some(domain) = domain {
            sort.domain = domain;
        }
    }
    let mut at = 0..;
    problem.facts.retain(|_| at.next().is_none_or(|at| !used.contains(&at)));
}

/// Names that stand with indices wherever they stand.
fn families(problem: &Problem) -> BTreeSet<Name> {
    fn look(expr: &Expr, indexed: &mut BTreeSet<Name>, bare: &mut BTreeSet<Name>) {
        match &expr.kind {
            Kind::Symbol(name) => {
                bare.insert(name.clone());
            }
            Kind::Apply("At", parts) => {
                let (base, indices) = parts.split_at(1.min(parts.len()));
                match base.first().and_then(Expr::as_symbol) {
                    Some(name) => {
                        indexed.insert(name.clone());
                    }
                    None => base.iter().for_each(|part| look(part, indexed, bare)),
                }
                indices.iter().for_each(|part| look(part, indexed, bare));
            }
            _ => expr.children().into_iter().for_each(|child| look(child, indexed, bare)),
        }
    }
    let (mut indexed, mut bare) = (BTreeSet::new(), BTreeSet::new());
    problem.values().for_each(|part| look(part, &mut indexed, &mut bare));
    indexed.difference(&bare).cloned().collect()
}

/// Whether a condition speaks of every entry: its letters run over all indices.
pub(super) fn is_of_all(fact: &Expr) -> bool {
    matches!(&fact.kind, Kind::Bind(binding) if binding.head == "ForAll")
}

/// The condition behind `for all i`.
fn inner(fact: &Expr) -> Option<&Expr> {
    match &fact.kind {
        Kind::Bind(binding) if binding.head == "ForAll" => Some(&binding.body),
        Kind::Bind(_) => None,
        _ => Some(fact),
    }
}

/// Names whose entries are told not to be negative.
fn signed(facts: &[Expr]) -> BTreeSet<Name> {
    let told = facts.iter().filter_map(inner).filter_map(|fact| said(fact, &BTreeSet::new(), false));
    told.filter(|said| matches!(said.fact, Some(Fact::Positive | Fact::NonNegative))).map(|said| said.name).collect()
}

fn said(fact: &Expr, signed: &BTreeSet<Name>, equation: bool) -> Option<Said> {
    let Kind::Apply(head, sides) = &fact.kind else { return None };
    let [left, right] = sides.as_slice() else { return None };
    let is = |side: &Expr, number: i64| *side == Expr::integer(number);
    if let Some((_, sign)) = SIGNS.iter().find(|(own, _)| own == head) {
        return entry(left).filter(|_| is(right, 0)).map(|name| Said::fact(name, *sign));
    }
    if *head == "Less" || *head == "LessEqual" {
        let sign = if *head == "Less" { Fact::Positive } else { Fact::NonNegative };
        return entry(right).filter(|_| is(left, 0)).map(|name| Said::fact(name, sign));
    }
    if *head == "Element" {
        let name = left.as_apply("At").and_then(<[Expr]>::first).and_then(Expr::as_symbol)?;
        let (_, give) = SETS.iter().find(|(is, _)| is(right))?;
        return Some(give(name));
    }
    if *head != "Equal" {
        return None;
    }
    if is(right, 1) {
        if let Some(name) = unit(left) {
            return Some(Said::fact(name, Fact::UnitNorm));
        }
        // Values with a sign serve where only an equation is asked, which holds beyond them if it holds for them.
        let name = summed(left)?;
        let whole = signed.contains(name);
        let domain = (whole || equation).then_some(Domain::Simplex);
        return domain.map(|_| Said { name: name.clone(), fact: None, domain, whole });
    }
    if is_identity(right) {
        return gram(left).map(|name| Said::fact(name, Fact::Orthogonal));
    }
    turned(left, right).or_else(|| turned(right, left)).map(|name| Said::fact(name, Fact::Symmetric))
}

/// A name whose transpose stands on the other side.
fn turned<'e>(one: &'e Expr, other: &Expr) -> Option<&'e Name> {
    let [inner] = other.as_apply("Transpose")? else { return None };
    one.as_symbol().filter(|name| inner.as_symbol() == Some(name))
}

/// `p_i`, `A_{ij}`, or an array by itself, which an order holds against entry by entry.
fn entry(side: &Expr) -> Option<&Name> {
    match &side.kind {
        Kind::Symbol(name) => Some(name),
        Kind::Apply("At", parts) => parts.first().and_then(Expr::as_symbol),
        _ => None,
    }
}

/// `\|x\|`, its square, `x^\top x`.
fn unit(side: &Expr) -> Option<&Name> {
    match &side.kind {
        Kind::Apply("Norm", parts) => {
            let euclidean = parts.get(1).is_none_or(|order| *order == Expr::integer(2));
            parts.first().and_then(Expr::as_symbol).filter(|_| euclidean)
        }
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, two] if *two == Expr::integer(2) => unit(base).filter(|_| base.is_apply("Norm")),
            _ => None,
        },
        _ => product(side, true),
    }
}

/// `Q^\top Q`, `Q Q^\top`.
fn gram(side: &Expr) -> Option<&Name> {
    product(side, true).or_else(|| product(side, false))
}

/// A name beside its own transpose, which stands first or last.
fn product(side: &Expr, first: bool) -> Option<&Name> {
    let [one, other] = side.as_apply("Multiply")? else { return None };
    let (turned, plain) = if first { (one, other) } else { (other, one) };
    let [inner] = turned.as_apply("Transpose")? else { return None };
    plain.as_symbol().filter(|name| inner.as_symbol() == Some(name))
}

/// `\sum_i p_i`, `\sum_j A_{ij}`: the last index runs.
fn summed(side: &Expr) -> Option<&Name> {
    let Kind::Bind(binding) = &side.kind else { return None };
    let [bound] = binding.bound.as_slice() else { return None };
    let from_one = match &bound.range {
        Range::Between(low, _) => *low == Expr::integer(1),
        Range::Implicit => true,
        _ => false,
    };
    let [base, indices @ ..] = binding.body.as_apply("At")? else { return None };
    let runs = indices.last().and_then(Expr::as_symbol) == Some(&bound.name);
    base.as_symbol().filter(|_| binding.head == "Sum" && from_one && runs)
}

fn is_identity(side: &Expr) -> bool {
    let base = match side.as_apply("At") {
        Some([base, ..]) => base,
        _ => side,
    };
    side.is_apply("IdentityMatrix") || base.as_symbol().is_some_and(|name| identity_letters().any(|own| own == *name))
}
