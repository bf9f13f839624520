//! What `\sim` says: the values that a named law gives.
//!
//! Takes the notation right of `\sim`; gives domain and facts. A law that is not known says nothing.

use std::collections::BTreeSet;

use super::canonical::{base_name, significant, unwrapped};
use super::membership::{Member, member};
use crate::expr::{Domain, Fact};
use crate::syntax::{Fence, Node, NodeKind};

/// Laws of one kind of values.
struct Laws {
    names: &'static [&'static str],
    domain: Domain,
    rank: Option<usize>,
    facts: &'static [Fact],
}

/// The laws, by what they give; those over an interval are read from their ends.
static LAWS: &[Laws] = &[
    Laws {
        names: &["N", "\\mathcal{N}", "Normal", "Gaussian", "MVN", "GP", "\\mathcal{GP}"],
        domain: Domain::Real,
        rank: None,
        facts: &[],
    },
    Laws {
        names: &["Laplace", "Cauchy", "Logistic", "Gumbel", "Student", "Lap", "\\mathcal{L}aplace"],
        domain: Domain::Real,
        rank: Some(0),
        facts: &[],
    },
    Laws {
        names: &["Exp", "Exponential", "Expo", "Gamma", "Ga", "\\Gamma", "InvGamma", "Weibull", "LogNormal", "Pareto"],
        domain: Domain::Real,
        rank: Some(0),
        facts: &[Fact::NonNegative],
    },
    Laws { names: &["Beta", "\\mathcal{B}eta"], domain: Domain::Probability, rank: Some(0), facts: &[] },
    Laws { names: &["Dir", "Dirichlet"], domain: Domain::Simplex, rank: Some(1), facts: &[] },
    Laws {
        names: &[
            "Bernoulli",
            "Bern",
            "Ber",
            "Binomial",
            "Binom",
            "Bin",
            "Poisson",
            "Pois",
            "Poi",
            "Geometric",
            "Geom",
            "Geo",
            "Hypergeometric",
            "NegBin",
            "NB",
        ],
        domain: Domain::Natural,
        rank: Some(0),
        facts: &[],
    },
];

/// Laws over an interval or a list.
const UNIFORM: [&str; 6] = ["U", "\\mathcal{U}", "Unif", "Uniform", "Uni", "\\mathbb{U}"];

/// The law after `\sim`.
pub(super) fn drawn(right: &[&Node]) -> Option<Member> {
    let [law, arguments, ..] = right else { return None };
    let name = base_name(law)?;
    let name = name.as_str();
    let word = name.strip_prefix("\\text{").and_then(|rest| rest.strip_suffix('}')).unwrap_or(name);
    let NodeKind::Fenced(fence) = &arguments.kind else { return None };
    if UNIFORM.contains(&word) {
        return uniform(arguments, fence);
    }
    let laws = LAWS.iter().find(|laws| laws.names.contains(&word))?;
    let shape = laws.rank.filter(|rank| *rank == 0).map(|_| Vec::new());
    Some(Member { domain: laws.domain, shape, facts: laws.facts.iter().copied().collect() })
}

/// `U(0, 1)`, `U[0, 1]`, `\text{Unif}([0, 1])`, `\text{Unif}\{1, \ldots, n\}`.
fn uniform(whole: &Node, fence: &Fence) -> Option<Member> {
    let inner = match significant(&fence.body).as_slice() {
        [only] if matches!(unwrapped(only).kind, NodeKind::Fenced(_)) => member(&[*only]),
        [_] => None,
        _ => member(&[whole]),
    }?;
    // The ends have probability 0, but a generator may give one.
    let facts: BTreeSet<Fact> = inner.facts.iter().copied().filter(|fact| *fact != Fact::OpenUnit).collect();
    let unit = facts.len() < inner.facts.len();
    Some(Member { domain: if unit { Domain::Probability } else { inner.domain }, facts, ..inner })
}
