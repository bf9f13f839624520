//! Power laws between two quantities: `D \propto N^{a}`, `D \approx 20 N`.
//!
//! Two places that relate the same two quantities by different powers contradict each other. The quantities are the
//! same where the words of both pages say so.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::pairs::Seen;
use super::sighting::{Conflict, ConflictKind, Key};
use super::words::same_noun;
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name};

/// `quantity ∝ of^exponent` at a place.
struct Law<'a> {
    seen: Seen<'a>,
    quantity: Name,
    of: Name,
    exponent: BigRational,
    meanings: [String; 2],
}

/// Pairs of places that disagree on an exponent, each later place once.
pub fn conflicts(all: &[Seen<'_>]) -> Vec<Conflict> {
    let mut groups: BTreeMap<(Name, Name), Vec<Law<'_>>> = BTreeMap::new();
    for law in all.iter().filter_map(law) {
        groups.entry((law.quantity.clone(), law.of.clone())).or_default().push(law);
    }
    let mut found = Vec::new();
    for laws in groups.values() {
        for (index, here) in laws.iter().enumerate().skip(1) {
            let earlier: Vec<&Law<'_>> = laws.iter().take(index).filter(|there| same_quantities(there, here)).collect();
            let agrees = earlier.iter().any(|there| there.exponent == here.exponent);
            if let Some(there) = earlier.first().filter(|_| !agrees) {
                found.push(conflict(there, here));
            }
        }
    }
    found
}

fn conflict(there: &Law<'_>, here: &Law<'_>) -> Conflict {
    let power = |law: &Law<'_>| format!("the power {} of {}", law.exponent, plain(&Expr::symbol(law.of.clone())));
    let told = |law: &Law<'_>| law.seen.own.words.explain() || law.seen.own.sign != "Proportional";
    let explained = told(there) || told(here) || there.meanings != here.meanings;
    Conflict {
        kind: ConflictKind::Exponent,
        of: format!("the growth of {}", plain(&Expr::symbol(here.quantity.clone()))),
        first: there.seen.at(),
        second: here.seen.at(),
        there: power(there),
        here: power(here),
        verdict: None,
        explained,
    }
}

fn same_quantities(there: &Law<'_>, here: &Law<'_>) -> bool {
    there.meanings.iter().zip(&here.meanings).all(|(one, other)| same_noun(one, other))
        && !there.seen.own.words.announce_another()
        && !here.seen.own.words.announce_another()
}

fn law<'a>(seen: &Seen<'a>) -> Option<Law<'a>> {
    let own = seen.own;
    let Key::Name(name) = &own.key else { return None };
    if !own.stated || !matches!(own.sign, "Proportional" | "Approximately") || !own.indices.is_empty() {
        return None;
    }
    let (of, exponent) = power(&own.body, own.sign == "Proportional")?;
    let meaning = |name: &Name| {
        let plain = optimum(name);
        let told =
            seen.beside.iter().filter_map(|other| other.meanings.get(name).or_else(|| other.meanings.get(&plain)));
        own.meanings.get(name).into_iter().chain(told).next().cloned()
    };
    let meanings = [meaning(name)?, meaning(&of)?];
    Some(Law { seen: *seen, quantity: optimum(name), of: optimum(&of), exponent, meanings })
}

/// The base and the exponent of a power, up to a number in front.
fn power(body: &Expr, bare: bool) -> Option<(Name, BigRational)> {
    match &body.kind {
        Kind::Symbol(name) if bare => Some((name.clone(), BigRational::from_integer(BigInt::from(1)))),
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, exponent] => Some((base.as_symbol()?.clone(), exponent.as_number()?.value.clone())),
            _ => None,
        },
        Kind::Apply("Multiply", parts) => {
            let (numbers, rest): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|part| part.as_number().is_some());
            match rest.as_slice() {
                [only] if !numbers.is_empty() => power(only, true),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Labels that pick the best value of a quantity.
static OPTIMUM: &[&str] = &["^{*}", "^{\\star}", "_{\\text{opt}}", "_{\\text{optimal}}", "_{*}", "_*"];

/// The name without the mark of an optimum: the best `D` is one of its values.
fn optimum(name: &Name) -> Name {
    let text = name.as_str();
    let bare = OPTIMUM.iter().find_map(|mark| text.strip_suffix(mark)).filter(|bare| !bare.is_empty());
    bare.map_or_else(|| name.clone(), Name::from)
}
