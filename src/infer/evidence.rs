//! Ranks of names that nobody declared, by how formulas use them.

use std::collections::{BTreeMap, BTreeSet};

use super::sizes::size_of;
use crate::expr::{Expr, Head, Kind, Name, Range, Size};

/// Heads whose arguments are arrays, and the rank that they force; `None`: by the case of the letter.
const FORCING: [(Head, Option<usize>); 17] = [
    ("Transpose", None),
    ("ConjugateTranspose", None),
    ("InverseTranspose", Some(2)),
    ("Inverse", Some(2)),
    ("PseudoInverse", Some(2)),
    ("Trace", Some(2)),
    ("Determinant", Some(2)),
    ("Rank", Some(2)),
    ("Vec", Some(2)),
    ("KroneckerProduct", Some(2)),
    ("Norm", None),
    ("Hadamard", None),
    ("InnerProduct", None),
    ("OuterProduct", Some(1)),
    ("Softmax", None),
    ("LogSumExp", Some(1)),
    ("Diag", Some(1)),
];

/// How a name is used as a family: how many indices, and the size of each axis where a sum tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Indexed {
    pub sizes: Vec<Option<Size>>,
    /// Whether an index is more than a letter that runs from 1, or the uses disagree: then it is a family, no array.
    pub irregular: bool,
}

/// What the formulas show of names.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub ranks: BTreeMap<Name, usize>,
    pub indexed: BTreeMap<Name, Indexed>,
    /// Names that can only be numbers: ends of ranges, exponents, divisors, sizes, indices.
    pub numbers: BTreeSet<Name>,
    /// Ends of ranges and sizes of axes.
    pub counts: BTreeSet<Name>,
    pub functions: BTreeSet<Name>,
}

impl Evidence {
    /// Looks at all uses in the parts; `known` are the ranks that are declared.
    pub fn gather(parts: &[&Expr], known: &BTreeMap<Name, usize>) -> Self {
        let mut evidence = Self { ranks: known.clone(), ..Self::default() };
        for part in parts {
            part.visit(&mut |node| evidence.numbers_in(node));
            evidence.indices_in(part, &mut Vec::new());
        }
        for part in parts {
            part.visit(&mut |node| evidence.forced_in(node));
        }
        // A name that one formula forces may decide another; each round decides at least one more.
        for _ in 0..4 {
            let before = evidence.ranks.len();
            for part in parts {
                part.visit(&mut |node| evidence.spread_in(node));
            }
            if evidence.ranks.len() == before {
                break;
            }
        }
        evidence
    }

    fn numbers_in(&mut self, node: &Expr) {
        match &node.kind {
            Kind::Bind(binding) => {
                for bound in &binding.bound {
                    if let Range::Between(low, high) = &bound.range {
                        let ends: BTreeSet<Name> = low.free_names().union(&high.free_names()).cloned().collect();
                        self.numbers.extend(ends.iter().cloned());
                        if binding.head != "Integral" {
                            self.counts.extend(ends);
                        }
                    }
                }
            }
            Kind::Apply("Power" | "Divide", arguments) => {
                self.numbers.extend(arguments.get(1).and_then(Expr::as_symbol).cloned());
            }
            Kind::Apply("At" | "AtUpper", arguments) => {
                self.numbers.extend(arguments.iter().skip(1).flat_map(Expr::free_names));
            }
            Kind::Call(callee, _) => self.functions.extend(callee.as_symbol().cloned()),
            _ => {}
        }
    }

    /// Uses with indices, under the ranges of the binders around them.
    fn indices_in(&mut self, node: &Expr, ranges: &mut Vec<(Name, Option<Size>)>) {
        let depth = ranges.len();
        match &node.kind {
            Kind::Bind(binding) => {
                for bound in &binding.bound {
                    ranges.push((bound.name.clone(), length(&bound.range)));
                }
            }
            Kind::Apply("At", arguments) => {
                if let Some((base, indices)) = arguments.split_first()
                    && let Some(name) = base.as_symbol()
                {
                    self.index(name, indices, ranges);
                }
            }
            _ => {}
        }
        for child in node.children() {
            self.indices_in(child, ranges);
        }
        ranges.truncate(depth);
    }

    fn index(&mut self, name: &Name, indices: &[Expr], ranges: &[(Name, Option<Size>)]) {
        let length_of = |index: &Expr| {
            let letter = index.as_symbol()?;
            Some(ranges.iter().rev().find(|(own, _)| own == letter).and_then(|(_, size)| size.clone()))
        };
        let sizes: Vec<Option<Option<Size>>> = indices.iter().map(length_of).collect();
        let seen = self.indexed.entry(name.clone()).or_default();
        if seen.sizes.is_empty() {
            seen.sizes = vec![None; indices.len()];
        }
        seen.irregular |= seen.sizes.len() != sizes.len();
        for (own, size) in seen.sizes.iter_mut().zip(sizes) {
            match size {
                None => seen.irregular = true,
                Some(Some(size)) if own.is_none() => *own = Some(size),
                Some(Some(size)) => seen.irregular |= own.as_ref() != Some(&size),
                Some(None) => {}
            }
        }
    }

    fn forced_in(&mut self, node: &Expr) {
        if let Kind::Apply(head, arguments) = &node.kind
            && let Some((_, rank)) = FORCING.iter().find(|(own, _)| own == head)
        {
            let takes = if matches!(*head, "Norm" | "Softmax") { 1 } else { arguments.len() };
            for argument in arguments.iter().take(takes) {
                self.force(argument, *rank);
            }
        }
        if let Kind::Symbol(name) = &node.kind
            && name.as_str().contains("\\mathbf{")
        {
            self.set(name, by_case(name));
        }
    }

    fn force(&mut self, expr: &Expr, rank: Option<usize>) {
        match &expr.kind {
            Kind::Symbol(name) => self.set(name, rank.unwrap_or_else(|| by_case(name))),
            Kind::Apply("Add" | "Negate", terms) => terms.iter().for_each(|term| self.force(term, rank)),
            Kind::Apply("Multiply", factors) => {
                let symbols = factors.iter().filter(|factor| factor.as_symbol().is_some_and(|name| by_case(name) == 2));
                symbols.for_each(|factor| self.force(factor, Some(2)));
            }
            _ => {}
        }
    }

    fn set(&mut self, name: &Name, rank: usize) {
        if !self.numbers.contains(name) && !self.functions.contains(name) && !self.indexed.contains_key(name) {
            self.ranks.entry(name.clone()).or_insert(rank);
        }
    }

    fn rank_of(&self, expr: &Expr) -> usize {
        match &expr.kind {
            Kind::Symbol(name) => self.ranks.get(name).copied().unwrap_or(0),
            Kind::Apply("Transpose" | "Inverse" | "Negate", parts) => {
                parts.first().map_or(0, |part| self.rank_of(part))
            }
            _ => 0,
        }
    }

    /// Neighbours of arrays: a capital beside a matrix is a matrix, a small letter right of one a vector.
    fn spread_in(&mut self, node: &Expr) {
        let Kind::Apply(head @ ("Add" | "Multiply" | "Equal"), parts) = &node.kind else { return };
        let highest = parts.iter().map(|part| self.rank_of(part)).max().unwrap_or(0);
        if highest == 0 {
            return;
        }
        for (at, part) in parts.iter().enumerate() {
            let Some(name) = part.as_symbol().filter(|name| is_latin(name)) else { continue };
            let left = at.checked_sub(1).and_then(|at| parts.get(at)).map_or(0, |left| self.rank_of(left));
            match (*head, by_case(name)) {
                ("Multiply", 2) => self.set(name, 2),
                ("Multiply", _) if left == 2 && at + 1 == parts.len() => self.set(name, 1),
                ("Add" | "Equal", rank) if rank == highest => self.set(name, rank),
                _ => {}
            }
        }
    }
}

/// How many values a range has, where it starts at 1.
fn length(range: &Range) -> Option<Size> {
    match range {
        Range::Between(low, high) if low.as_number().is_some_and(crate::expr::Number::is_one) => size_of(high),
        _ => None,
    }
}

/// 2 for a capital letter, 1 for a small one, whatever its font and accents.
fn by_case(name: &Name) -> usize {
    let capital = base_letter(name.as_str()).is_some_and(char::is_uppercase);
    if capital { 2 } else { 1 }
}

fn is_latin(name: &Name) -> bool {
    base_letter(name.as_str()).is_some_and(|letter| letter.is_ascii_alphabetic())
        && !name.as_str().starts_with("\\text")
}

/// The first letter of the innermost base: `W` of `\hat{\mathbf{W}}`, `S` of `\Sigma`.
fn base_letter(text: &str) -> Option<char> {
    let base = text.split(['_', '^', '\'']).next()?;
    let inner = base.rsplit('{').next()?.trim_end_matches('}');
    inner.trim_start_matches('\\').chars().next()
}
