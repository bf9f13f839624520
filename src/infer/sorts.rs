//! Sorts of the names of a problem: the least that their uses ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Evidence, Indexed};
use super::unify::Unifier;
use crate::expr::{Domain, Expr, Fact, Kind, Name, Shape, Size, Sort};

/// Sorts of the free names of the parts of a problem (sides, conditions, definitions).
///
/// What is declared stays. Else: a number, unless an operation forces a vector or a matrix; `x_i` under a sum from 1 to n
/// makes x a vector of n; ends of sums are positive integers. Axes that have to agree share a size; other axes get sizes
/// of their own, by made-up names. A name that is used as a function, or whose indices are no plain letters, is left out.
pub fn sorts_for(parts: &[&Expr], declared: &BTreeMap<Name, Sort>) -> BTreeMap<Name, Sort> {
    let known = declared.iter().filter_map(|(name, sort)| Some((name.clone(), sort.shape.rank()?))).collect();
    let evidence = Evidence::gather(parts, &known);
    let mut unifier = Unifier::default();
    let free: BTreeSet<Name> = parts.iter().flat_map(|part| part.free_names()).collect();
    for name in &free {
        if let Some(axes) = axes_of(name, declared.get(name), &evidence, &mut unifier) {
            unifier.names.insert(name.clone(), axes);
        }
    }
    for part in parts {
        unifier.axes(part);
    }
    let mut sorts = BTreeMap::new();
    let mut made_up = BTreeMap::new();
    for name in free {
        let own = declared.get(&name).cloned().unwrap_or_default();
        if let Some(sort) = sort_of(&name, own, &evidence, &unifier, &mut made_up) {
            sorts.insert(name, sort);
        }
    }
    complete(&mut sorts, elsewhere(parts));
    sorts
}

/// Fresh axes for a name: of its declared sizes, of its indices, or of the rank that its uses force.
pub(super) fn axes_of(
    name: &Name,
    declared: Option<&Sort>,
    evidence: &Evidence,
    unifier: &mut Unifier,
) -> Option<Vec<usize>> {
    if let Some(Shape::Known(sizes)) = declared.map(|sort| &sort.shape) {
        return Some(sizes.iter().map(|size| unifier.fresh(Some(size.clone()))).collect());
    }
    if evidence.functions.contains(name) {
        return None;
    }
    if let Some(indexed) = evidence.indexed.get(name) {
        let regular = is_array(indexed);
        return regular.then(|| indexed.sizes.iter().map(|size| unifier.fresh(size.clone())).collect());
    }
    let rank = evidence.ranks.get(name).copied().unwrap_or(0);
    Some((0..rank).map(|_| unifier.fresh(None)).collect())
}

/// Whether at least one sum says how many entries there are, and no use asks for more than entries.
fn is_array(indexed: &Indexed) -> bool {
    !indexed.irregular && indexed.sizes.iter().all(Option::is_some)
}

fn sort_of(
    name: &Name,
    mut sort: Sort,
    evidence: &Evidence,
    unifier: &Unifier,
    made_up: &mut BTreeMap<usize, Size>,
) -> Option<Sort> {
    let Some(axes) = unifier.names.get(name) else { return (sort != Sort::default()).then_some(sort) };
    if sort.shape == Shape::Unknown {
        let sizes = axes.iter().map(|axis| match unifier.size(*axis) {
            Some(size) => size.clone(),
            None => {
                let fresh = Size::name(format!("\\text{{size {}}}", made_up.len() + 1));
                made_up.entry(unifier.root(*axis)).or_insert(fresh).clone()
            }
        });
        sort.shape = Shape::Known(sizes.collect());
    }
    if sort.domain == Domain::Unknown && sort.facts.is_empty() && evidence.counts.contains(name) {
        sort.domain = Domain::Natural;
        sort.facts.insert(Fact::Positive);
    }
    Some(sort)
}

/// Names that a membership gives a set: their domain is said there.
fn elsewhere(parts: &[&Expr]) -> BTreeSet<Name> {
    let mut found = BTreeSet::new();
    for part in parts {
        part.visit(&mut |node| {
            if let Kind::Apply("Element", arguments) = &node.kind {
                found.extend(arguments.first().and_then(Expr::as_symbol).cloned());
            }
        });
    }
    found
}

/// Real numbers where nothing else was said, and sorts for the names of sizes.
fn complete(sorts: &mut BTreeMap<Name, Sort>, said: BTreeSet<Name>) {
    let mut counts = BTreeSet::new();
    for (name, sort) in sorts.iter_mut() {
        if let Shape::Known(sizes) = &sort.shape {
            let names = sizes.iter().flat_map(|size| size.terms().keys()).flat_map(|monomial| monomial.keys());
            counts.extend(names.cloned());
            if sort.domain == Domain::Unknown && !said.contains(name) {
                sort.domain = Domain::Real;
            }
        }
    }
    for name in counts {
        let sort = sorts.entry(name).or_insert_with(|| Sort::scalar(Domain::Natural));
        if sort.domain == Domain::Real && sort.facts.is_empty() {
            *sort = Sort::scalar(Domain::Natural);
        }
        sort.facts.insert(Fact::Positive);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::testing::expr;

    fn shown(text: &str) -> String {
        let part = expr(text);
        let sorts = sorts_for(&[&part], &BTreeMap::new());
        let one = |(name, sort): (&Name, &Sort)| match &sort.shape {
            Shape::Known(sizes) if sizes.is_empty() => format!("{name}:{:?}", sort.domain),
            Shape::Known(sizes) => {
                format!("{name}:{}", sizes.iter().map(Size::to_string).collect::<Vec<_>>().join("×"))
            }
            Shape::Unknown => format!("{name}:?"),
        };
        let shown: Vec<String> = sorts.iter().map(one).collect();
        shown.join(" ").replace("\\text{size 1}", "a").replace("\\text{size 2}", "b").replace("\\text{size 3}", "c")
    }

    #[test]
    fn the_least_that_is_asked_for() {
        let cases = [
            ("(Equal (Power (Add a b) 2) c)", "a:Real b:Real c:Real"),
            ("(Sum (i 1 n) (At x i))", "n:Natural x:n"),
            ("(Sum (i 1 m) (j 1 n) (Multiply (At W i j) (At x j)))", "W:m×n m:Natural n:Natural x:n"),
            // An index that is no plain letter, a free index, another start: families, no arrays.
            ("(Sum (i 1 n) (At x (Add i 1)))", "n:Natural"),
            ("(Divide (Exp (At x i)) (Sum (j) (Exp (At x j))))", "i:Real"),
            (
                "(Equal (Transpose (Multiply A B)) (Multiply (Transpose B) (Transpose A)))",
                "A:a×b B:b×c a:Natural b:Natural c:Natural",
            ),
            ("(Equal (Multiply (Inverse A) A) (IdentityMatrix))", "A:a×a a:Natural"),
            ("(Equal (Norm (Add x y)) c)", "a:Natural c:Real x:a y:a"),
            ("(Multiply (Transpose x) A x)", "A:a×a a:Natural x:a"),
            ("(Equal (Trace (Multiply A B)) (Trace (Multiply B A)))", "A:a×b B:b×a a:Natural b:Natural"),
            ("(Equal (f x) (Multiply 2 x))", "x:Real"),
            (
                "(Divide (Power (Norm (Add (Multiply \\mathbf{X} \\mathbf{w}) (Negate \\mathbf{y}))) 2) n)",
                "\\mathbf{X}:a×b \\mathbf{w}:b \\mathbf{y}:a a:Natural b:Natural n:Real",
            ),
        ];
        for (text, expected) in cases {
            let mut found: Vec<String> = shown(text).split(' ').map(str::to_owned).collect();
            found.sort();
            let mut expected: Vec<&str> = expected.split(' ').collect();
            expected.sort();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_is_declared_stays() {
        let declared =
            BTreeMap::from([(Name::from("X"), Sort::array(Domain::Real, vec![Size::name("n"), Size::name("d")]))]);
        let part = expr("(Equal (Multiply X \\mathbf{w}) \\mathbf{y})");
        let sorts = sorts_for(&[&part], &declared);
        assert_eq!(sorts[&Name::from("\\mathbf{w}")].shape, Shape::Known(vec![Size::name("d")]));
        assert_eq!(sorts[&Name::from("\\mathbf{y}")].shape, Shape::Known(vec![Size::name("n")]));
    }
}
