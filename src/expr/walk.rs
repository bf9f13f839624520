//! Walking and rebuilding expressions.

use std::collections::BTreeSet;

use super::{Bound, Expr, Kind, Name, Range};

impl Range {
    /// The expressions inside, in order.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Implicit => Vec::new(),
            Self::Between(low, high) => vec![low, high],
            Self::In(part) | Self::Distributed(part) | Self::Where(part) | Self::To(part, _) => vec![part],
        }
    }

    /// The same with every expression inside changed.
    pub fn map(&self, change: &mut dyn FnMut(&Expr) -> Expr) -> Self {
        match self {
            Self::Implicit => Self::Implicit,
            Self::Between(low, high) => Self::Between(change(low), change(high)),
            Self::In(part) => Self::In(change(part)),
            Self::Distributed(part) => Self::Distributed(change(part)),
            Self::Where(part) => Self::Where(change(part)),
            Self::To(part, side) => Self::To(change(part), *side),
        }
    }
}

impl Expr {
    /// The direct parts, in the order of reading: callee before arguments, ranges before the body.
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            Kind::Number(_) | Kind::Symbol(_) | Kind::Opaque(_) => Vec::new(),
            Kind::Apply(_, arguments) => arguments.iter().collect(),
            Kind::Call(callee, arguments) => std::iter::once(&**callee).chain(arguments).collect(),
            Kind::Bind(binding) => {
                let ranges = binding.bound.iter().flat_map(|bound| bound.range.parts());
                ranges.chain(std::iter::once(&binding.body)).collect()
            }
        }
    }

    /// The same node over changed direct parts.
    #[must_use]
    pub fn map_children(&self, change: &mut dyn FnMut(&Expr) -> Expr) -> Expr {
        let kind = match &self.kind {
            Kind::Number(_) | Kind::Symbol(_) | Kind::Opaque(_) => self.kind.clone(),
            Kind::Apply(head, arguments) => Kind::Apply(head, arguments.iter().map(change).collect()),
            Kind::Call(callee, arguments) => {
                let callee = change(callee);
                Kind::Call(Box::new(callee), arguments.iter().map(change).collect())
            }
            Kind::Bind(binding) => {
                let bound = binding
                    .bound
                    .iter()
                    .map(|bound| Bound { name: bound.name.clone(), range: bound.range.map(change) });
                let bound = bound.collect();
                Kind::Bind(Box::new(super::Binding { head: binding.head, bound, body: change(&binding.body) }))
            }
        };
        Expr::new(kind, self.span)
    }

    /// Every node from the root down, parents before children.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Expr)) {
        see(self);
        for child in self.children() {
            child.visit(see);
        }
    }

    /// Whether any node satisfies the predicate.
    pub fn any(&self, holds: &mut dyn FnMut(&Expr) -> bool) -> bool {
        holds(self) || self.children().into_iter().any(|child| child.any(holds))
    }

    /// Number of nodes.
    pub fn count(&self) -> usize {
        1 + self.children().into_iter().map(Expr::count).sum::<usize>()
    }

    /// The names that occur outside the binders that bind them, callees included.
    pub fn free_names(&self) -> BTreeSet<Name> {
        let mut free = BTreeSet::new();
        self.collect_free(&mut Vec::new(), &mut free);
        free
    }

    fn collect_free(&self, bound: &mut Vec<Name>, free: &mut BTreeSet<Name>) {
        match &self.kind {
            Kind::Symbol(name) => {
                if !bound.contains(name) {
                    free.insert(name.clone());
                }
            }
            Kind::Bind(binding) => {
                let depth = bound.len();
                for one in &binding.bound {
                    // A condition on the name mentions it; bounds are outside its scope.
                    let inside = matches!(one.range, Range::Where(_));
                    if inside {
                        bound.push(one.name.clone());
                    }
                    for part in one.range.parts() {
                        part.collect_free(bound, free);
                    }
                    if !inside {
                        bound.push(one.name.clone());
                    }
                }
                binding.body.collect_free(bound, free);
                bound.truncate(depth);
            }
            _ => {
                for child in self.children() {
                    child.collect_free(bound, free);
                }
            }
        }
    }

    /// Replaces free occurrences of a name. Binders of that name shield their body; the replacement's own names must
    /// not be captured: rename binders first where they may be.
    #[must_use]
    pub fn substitute(&self, name: &Name, value: &Expr) -> Expr {
        match &self.kind {
            Kind::Symbol(own) if own == name => value.clone(),
            Kind::Bind(binding) if binding.bound.iter().any(|bound| bound.name == *name) => {
                let bound = binding.bound.iter().map(|bound| Bound {
                    name: bound.name.clone(),
                    range: match &bound.range {
                        Range::Where(_) => bound.range.clone(),
                        range => range.map(&mut |part| part.substitute(name, value)),
                    },
                });
                Expr::new(
                    Kind::Bind(Box::new(super::Binding {
                        head: binding.head,
                        bound: bound.collect(),
                        body: binding.body.clone(),
                    })),
                    self.span,
                )
            }
            _ => self.map_children(&mut |child| child.substitute(name, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binders_shield_their_names() {
        let body = Expr::apply("Multiply", [Expr::symbol("i"), Expr::symbol("x")]);
        let range = Range::Between(Expr::integer(1), Expr::symbol("n"));
        let sum = Expr::bind("Sum", vec![Bound { name: "i".into(), range }], body);
        assert_eq!(sum.free_names(), BTreeSet::from(["n".into(), "x".into()]));
        assert_eq!(sum.substitute(&"i".into(), &Expr::integer(5)), sum);
        assert!(sum.substitute(&"n".into(), &Expr::integer(5)).free_names().contains(&"x".into()));
    }
}
