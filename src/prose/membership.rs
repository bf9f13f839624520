//! What `\in` says: the domain and the sizes of a name.
//!
//! Takes the notation right of `\in`; gives domain, sizes as notation, and facts. A set that is not known says nothing.

use std::collections::BTreeSet;

use super::canonical::{base_name, significant, unwrapped};
use super::subject::{is_ellipsis, is_symbol};
use crate::expr::{Domain, Fact};
use crate::syntax::{Fence, Node, NodeKind};

/// What a set says of its members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    pub domain: Domain,
    pub shape: Option<Vec<Vec<Node>>>,
    pub facts: BTreeSet<Fact>,
}

/// The set after `\in`, up to whatever follows it.
pub fn member(right: &[&Node]) -> Option<Member> {
    let (first, rest) = right.split_first()?;
    // `[0, 1]^n` and `\{0, 1\}^n` are scripts on a fence; anything else that follows is not ours.
    if rest.first().is_some_and(|node| is_symbol(node, &["\\times", "\\setminus", "\\cup", "\\cap", "\\oplus"])) {
        return None;
    }
    match &unwrapped(first).kind {
        NodeKind::Scripts { base: Some(base), sub, sup, primes: 0 } => {
            scripted(unwrapped(base), sub.as_deref(), sup.as_deref())
        }
        _ => set(unwrapped(first)),
    }
}

/// A set without exponent.
fn set(node: &Node) -> Option<Member> {
    let of = |domain| Some(Member { domain, shape: Some(Vec::new()), facts: BTreeSet::new() });
    if let NodeKind::Fenced(fence) = &node.kind {
        return interval(fence).or_else(|| listed(fence));
    }
    match base_name(node)?.as_str() {
        "\\mathbb{R}" | "\\mathbf{R}" | "\\mathcal{R}" => of(Domain::Real),
        "\\mathbb{C}" => of(Domain::Complex),
        "\\mathbb{Q}" => of(Domain::Rational),
        "\\mathbb{Z}" => of(Domain::Integer),
        "\\mathbb{N}" => of(Domain::Natural),
        _ => None,
    }
}

/// `\mathbb{R}^{n \times d}`, `\mathbb{R}_{+}`, `\mathbb{Z}_{\ge 0}`, `\Delta^{K-1}`, `\{0, 1\}^n`.
fn scripted(base: &Node, sub: Option<&Node>, sup: Option<&Node>) -> Option<Member> {
    if base_name(base).is_some_and(|name| name.as_str() == "\\Delta") {
        return Some(Member { domain: Domain::Simplex, ..Member::default() });
    }
    let mut member = set(base)?;
    if matches!(base.kind, NodeKind::Letter(_)) {
        return None;
    }
    for script in [sub, sup].into_iter().flatten() {
        if let Some(fact) = sign(script) {
            member.facts.insert(fact);
        }
    }
    let sizes = sup.filter(|sup| sign(sup).is_none());
    member.shape = sizes.map_or(Some(Vec::new()), sizes_of);
    Some(member)
}

/// The sizes of an exponent: `n \times d` are two, as are `n, d`.
fn sizes_of(exponent: &Node) -> Option<Vec<Vec<Node>>> {
    let nodes: Vec<Node> = match &exponent.kind {
        NodeKind::Group(nodes) => significant(nodes).into_iter().cloned().collect(),
        _ => vec![exponent.clone()],
    };
    let parts = nodes.split(|node| is_symbol(node, &[","])).map(sizes).collect::<Option<Vec<_>>>()?;
    Some(parts.into_iter().flatten().collect())
}

/// Sizes joined by `\times`; `None` where one is empty.
pub fn sizes(nodes: &[Node]) -> Option<Vec<Vec<Node>>> {
    let parts: Vec<Vec<Node>> = nodes
        .split(|node| is_symbol(node, &["\\times", "×"]))
        .map(|part| significant(part).into_iter().cloned().collect())
        .collect();
    let plain = |part: &Vec<Node>| {
        !part.is_empty() && !part.iter().any(|node| matches!(node.kind, NodeKind::Error(_)) || is_ellipsis(node))
    };
    (parts.len() <= 6 && parts.iter().all(plain)).then_some(parts)
}

/// `+`, `{>0}`, `{\ge 0}`, `{++}`.
fn sign(script: &Node) -> Option<Fact> {
    let nodes = match &script.kind {
        NodeKind::Group(nodes) => significant(nodes),
        _ => vec![script],
    };
    let zero = |node: &Node| matches!(&node.kind, NodeKind::Number(digits) if digits == "0");
    match nodes.as_slice() {
        [plus] if is_symbol(plus, &["+"]) => Some(Fact::NonNegative),
        [a, b] if is_symbol(a, &["+"]) && is_symbol(b, &["+"]) => Some(Fact::Positive),
        [relation, number] if is_symbol(relation, &[">"]) && zero(number) => Some(Fact::Positive),
        [relation, number] if is_symbol(relation, &["\\ge", "\\geq", "\\geqslant"]) && zero(number) => {
            Some(Fact::NonNegative)
        }
        _ => None,
    }
}

/// `[0, 1]`, `(0, 1)`, `(0, \infty)`, `[0, \infty)`; any other interval is of real numbers.
fn interval(fence: &Fence) -> Option<Member> {
    if !matches!(fence.left.as_str(), "[" | "(") || !matches!(fence.right.as_str(), "]" | ")") {
        return None;
    }
    let body = significant(&fence.body);
    let mut ends = body.split(|node| is_symbol(node, &[","]));
    let (low, high) = (ends.next()?, ends.next().unwrap_or(&[]));
    if ends.next().is_some() || low.is_empty() {
        return None;
    }
    if high.is_empty() {
        // `[n]` is {1, …, n}.
        let natural = Member { domain: Domain::Natural, shape: Some(Vec::new()), facts: [Fact::Positive].into() };
        return (fence.left == "[").then_some(natural);
    }
    let number = |end: &[&Node], digits: &str| matches!(end, [only] if matches!(&only.kind, NodeKind::Number(own) if own == digits));
    let open = fence.left == "(";
    let mut member = Member { domain: Domain::Real, shape: Some(Vec::new()), facts: BTreeSet::new() };
    if number(low, "0") && number(high, "1") {
        match (open, fence.right == ")") {
            (false, false) => member.domain = Domain::Probability,
            (true, true) => _ = member.facts.insert(Fact::OpenUnit),
            (true, false) => _ = member.facts.insert(Fact::Positive),
            (false, true) => _ = member.facts.insert(Fact::NonNegative),
        }
    } else if number(low, "0") {
        member.facts.insert(if open { Fact::Positive } else { Fact::NonNegative });
    }
    Some(member)
}

/// `\{1, \ldots, n\}`, `\{0, 1\}`, `\{-1, 1\}`: lists of integers.
fn listed(fence: &Fence) -> Option<Member> {
    if fence.left != "\\{" {
        return None;
    }
    let body = significant(&fence.body);
    let first: Vec<&&Node> = body.iter().take_while(|node| !is_symbol(node, &[","])).collect();
    let number = |node: &Node| match &node.kind {
        NodeKind::Number(digits) if digits.chars().all(|c| c.is_ascii_digit()) => Some(digits.clone()),
        _ => None,
    };
    let all_integers = body.iter().all(|node| number(node).is_some() || is_symbol(node, &[",", "-", "+"]));
    let ranges = body.iter().any(|node| is_ellipsis(node));
    if !all_integers && !ranges {
        return None;
    }
    let (domain, fact) = match first.as_slice() {
        [only] => match number(only)?.as_str() {
            "0" => (Domain::Natural, None),
            _ => (Domain::Natural, Some(Fact::Positive)),
        },
        _ => (Domain::Integer, None),
    };
    // {0.5, 1} is no list of integers; {1, 0} is one, but not of positive ones.
    let fact = fact.filter(|_| ranges && !body.iter().any(|node| number(node).is_some_and(|digits| digits == "0")));
    Some(Member { domain, shape: Some(Vec::new()), facts: fact.into_iter().collect() })
}
