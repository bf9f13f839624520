//! Whether two expressions are one up to the names that they use.

use std::collections::BTreeMap;

use crate::expr::{Binding, Expr, Kind, Name, Range};

/// A renaming that is one-to-one: names of the one expression to names of the other.
#[derive(Clone, Debug, Default)]
pub struct Renaming {
    forward: BTreeMap<Name, Name>,
    backward: BTreeMap<Name, Name>,
    /// Names that binders on the way down pair.
    bound: Vec<(Name, Name)>,
}

impl Renaming {
    /// A renaming that starts with pairs which are known.
    pub fn of(pairs: impl IntoIterator<Item = (Name, Name)>) -> Option<Self> {
        let mut renaming = Self::default();
        pairs.into_iter().all(|(one, other)| renaming.pair(&one, &other)).then_some(renaming)
    }

    /// The pairs of names: the one expression's, then the other's.
    pub fn pairs(&self) -> impl Iterator<Item = (&Name, &Name)> {
        self.forward.iter()
    }

    fn pair(&mut self, one: &Name, other: &Name) -> bool {
        match (self.forward.get(one), self.backward.get(other)) {
            (None, None) => {
                self.forward.insert(one.clone(), other.clone());
                self.backward.insert(other.clone(), one.clone());
                true
            }
            (known, back) => known == Some(other) && back == Some(one),
        }
    }

    /// Whether the expressions are one, up to names; what is learnt of names stays only if they are.
    pub fn unify(&mut self, one: &Expr, other: &Expr) -> bool {
        let kept = self.clone();
        let same = self.same(one, other);
        if !same {
            *self = kept;
        }
        same
    }

    fn same(&mut self, one: &Expr, other: &Expr) -> bool {
        match (&one.kind, &other.kind) {
            (Kind::Symbol(one), Kind::Symbol(other)) => self.same_name(one, other),
            (Kind::Apply(one, parts), Kind::Apply(other, others)) => one == other && self.all(parts, others),
            (Kind::Call(one, parts), Kind::Call(other, others)) => self.same(one, other) && self.all(parts, others),
            (Kind::Bind(one), Kind::Bind(other)) => self.same_binding(one, other),
            (one, other) => one == other,
        }
    }

    fn all(&mut self, parts: &[Expr], others: &[Expr]) -> bool {
        parts.len() == others.len() && parts.iter().zip(others).all(|(one, other)| self.same(one, other))
    }

    fn same_name(&mut self, one: &Name, other: &Name) -> bool {
        match self.bound.iter().rev().find(|(own, partner)| own == one || partner == other) {
            Some((own, partner)) => own == one && partner == other,
            None => self.pair(one, other),
        }
    }

    fn same_binding(&mut self, one: &Binding, other: &Binding) -> bool {
        if one.head != other.head {
            return false;
        }
        // `\mathbb{E}[…]` leaves to the reader what `\mathbb{E}_{x \sim p}[…]` says.
        let told = one.head != "Expectation" || one.bound.len() == other.bound.len();
        if !told {
            return (one.bound.is_empty() || other.bound.is_empty()) && self.same(&one.body, &other.body);
        }
        let depth = self.bound.len();
        let pairs = one.bound.iter().zip(&other.bound);
        let same = one.bound.len() == other.bound.len()
            && pairs.into_iter().all(|(a, b)| self.same_range((&a.name, &a.range), (&b.name, &b.range)))
            && self.same(&one.body, &other.body);
        self.bound.truncate(depth);
        same
    }

    fn same_range(&mut self, (one, range): (&Name, &Range), (other, others): (&Name, &Range)) -> bool {
        let inside = matches!((range, others), (Range::Where(_), Range::Where(_)));
        if inside {
            self.bound.push((one.clone(), other.clone()));
        }
        let same = match (range, others) {
            // A range that is left to the reader is the one that is written elsewhere.
            (Range::Implicit, _) | (_, Range::Implicit) => true,
            (Range::Between(low, high), Range::Between(start, end)) => {
                self.same(low, start) && (self.unify(high, end) || is_length(high) != is_length(end))
            }
            (Range::In(a), Range::In(b)) | (Range::Distributed(a), Range::Distributed(b)) => self.same(a, b),
            (Range::Where(a), Range::Where(b)) => self.same(a, b),
            (Range::To(a, side), Range::To(b, way)) => side == way && self.same(a, b),
            _ => false,
        };
        if !inside {
            self.bound.push((one.clone(), other.clone()));
        }
        same
    }
}

/// `|y|`: the length of something, which elsewhere is a letter.
fn is_length(end: &Expr) -> bool {
    matches!(&end.kind, Kind::Apply("Abs" | "Cardinality", parts) if parts.iter().all(|part| part.as_symbol().is_some()))
}

/// An expression with its free names replaced, all at once.
pub fn renamed(expr: &Expr, to: &BTreeMap<Name, Name>) -> Expr {
    let mut changed = expr.clone();
    // Over names of their own, so that a swap of two is none of the same name twice.
    for (index, own) in to.keys().enumerate() {
        changed = changed.substitute(own, &Expr::symbol(between(index)));
    }
    for (index, other) in to.values().enumerate() {
        changed = changed.substitute(&between(index), &Expr::symbol(other.clone()));
    }
    changed
}

fn between(index: usize) -> Name {
    format!("\\text{{renamed {index}}}").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::testing::expr as read;

    #[test]
    fn letters_may_be_others_but_not_two_for_one() {
        let same = |one: &str, other: &str| Renaming::default().unify(&read(one), &read(other));
        assert!(same("(Sum (i 1 n) (Power (At x i) 2))", "(Sum (k 1 m) (Power (At y k) 2))"));
        assert!(same("(Sum (i) (At x i))", "(Sum (k 1 m) (At y k))"));
        assert!(!same("(Add x y)", "(Add x x)"));
        assert!(!same("(Add x x)", "(Add x y)"));
        assert!(!same("(Sum (i 1 n) (At x i))", "(Sum (i 2 n) (At x i))"));
        assert!(!same("(Multiply i (Sum (i 1 n) (At x i)))", "(Multiply x (Sum (i 1 n) (At x i)))"));
    }
}
