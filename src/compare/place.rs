//! The one place in which two expressions differ.

use std::collections::BTreeSet;

use crate::expr::{Binding, Expr, Kind, Name};

/// What stands at the place on either side; `None` where the other side has a term or a factor more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub first: Option<Expr>,
    pub second: Option<Expr>,
}

/// The smallest place outside of which two expressions are one; `None` where they are one everywhere.
pub fn place(first: &Expr, second: &Expr) -> Option<Place> {
    if first == second {
        return None;
    }
    let whole = || Place { first: Some(first.clone()), second: Some(second.clone()) };
    for head in ["Add", "Multiply"] {
        if first.is_apply(head) || second.is_apply(head) {
            return among(head, first, second).unwrap_or_else(|| Some(whole()));
        }
    }
    let inside = match (&first.kind, &second.kind) {
        (Kind::Apply(one, parts), Kind::Apply(other, others)) if one == other => in_parts(parts, others),
        (Kind::Call(one, parts), Kind::Call(other, others)) if one == other => in_parts(parts, others),
        (Kind::Bind(one), Kind::Bind(other)) => {
            return in_binding(one, other, first.count()).unwrap_or_else(|| Some(whole()));
        }
        _ => None,
    };
    Some(inside.unwrap_or_else(whole))
}

/// The place within a list of parts of which only one differs.
fn in_parts(parts: &[Expr], others: &[Expr]) -> Option<Place> {
    let mut places = parts.iter().zip(others).filter_map(|(one, other)| place(one, other));
    let only = places.next().filter(|_| parts.len() == others.len())?;
    places.next().is_none().then_some(only)
}

/// The place among terms or factors, in any order; `None` where several differ, `Some(None)` where none does.
fn among(head: &str, first: &Expr, second: &Expr) -> Option<Option<Place>> {
    let parts = |expr: &Expr| expr.as_apply(head).map_or_else(|| vec![expr.clone()], <[Expr]>::to_vec);
    let mut right = parts(second);
    let mut left = Vec::new();
    for own in parts(first) {
        match right.iter().position(|other| place(&own, other).is_none()) {
            Some(at) => drop(right.remove(at)),
            None => left.push(own),
        }
    }
    let place = match (left.as_slice(), right.as_slice()) {
        ([], []) => return Some(None),
        // One term of another sign: the sign is the place, not what it stands before.
        ([one], [other]) if is_negative_of(one, other) => {
            Place { first: Some(one.clone()), second: Some(other.clone()) }
        }
        ([one], [other]) => place(one, other)?,
        ([one], []) => Place { first: Some(one.clone()), second: None },
        ([], [other]) => Place { first: None, second: Some(other.clone()) },
        _ => return None,
    };
    Some(Some(place))
}

fn is_negative_of(one: &Expr, other: &Expr) -> bool {
    let negative = |a: &Expr, b: &Expr| a.as_apply("Negate").is_some_and(|parts| parts.first() == Some(b));
    negative(one, other) || negative(other, one)
}

/// `None` where the binders are too different for a place within them; `Some(None)` where they are one.
fn in_binding(one: &Binding, other: &Binding, size: usize) -> Option<Option<Place>> {
    if one.head != other.head || one.bound.len() != other.bound.len() || size > 4000 {
        return None;
    }
    let mut body = other.body.clone();
    let mut places = Vec::new();
    for (a, b) in one.bound.iter().zip(&other.bound) {
        let name = Expr::symbol(a.name.clone());
        let (ranges, others) = (a.range.parts(), b.range.parts());
        if std::mem::discriminant(&a.range) != std::mem::discriminant(&b.range) {
            return None;
        }
        let renamed = others.into_iter().map(|part| part.substitute(&b.name, &name));
        places.extend(ranges.into_iter().zip(renamed).filter_map(|(range, other)| place(range, &other)));
        body = body.substitute(&b.name, &name);
    }
    places.extend(place(&one.body, &body));
    match places.len() {
        0 => Some(None),
        1 => Some(places.pop()),
        _ => None,
    }
}

/// The arguments of the innermost unknown function, or the bodies of the innermost expectations, that hold the place in
/// which two expressions differ: as these differ, so does what is made of them.
pub fn innermost(first: &Expr, second: &Expr) -> Option<[Expr; 2]> {
    let (parts, others) = (first.children(), second.children());
    let opaque = match (&first.kind, &second.kind) {
        (Kind::Call(..), Kind::Call(..)) => true,
        (Kind::Bind(one), Kind::Bind(other)) if one.head == other.head && one.bound.len() == other.bound.len() => {
            one.head == "Expectation"
        }
        (Kind::Apply(one, _), Kind::Apply(other, _)) if one == other => false,
        _ => return None,
    };
    let mut differing = parts.iter().zip(&others).filter(|(one, other)| place(one, other).is_some());
    let (one, other) = differing.next().filter(|_| parts.len() == others.len())?;
    if differing.next().is_some() {
        return None;
    }
    innermost(one, other).or_else(|| opaque.then(|| [(*one).clone(), (*other).clone()]))
}

/// Calls of functions that nothing is known of, replaced by values of their own: the same value for the same call. What
/// a call takes from a sum around it stays its index.
pub fn with_calls_as_values(sides: [&Expr; 2]) -> Option<[Expr; 2]> {
    let mut calls: [BTreeSet<Expr>; 2] = [BTreeSet::new(), BTreeSet::new()];
    for (side, found) in sides.iter().zip(&mut calls) {
        collect(side, found);
    }
    let [first, second] = &calls;
    if first != second || first.is_empty() {
        return None;
    }
    let known: Vec<Expr> = first.iter().cloned().collect();
    Some(sides.map(|side| replaced(side, &known, &mut Vec::new())))
}

fn is_call(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Call(..) | Kind::Apply("Probability" | "KLDivergence", _))
}

fn collect(expr: &Expr, found: &mut BTreeSet<Expr>) {
    if is_call(expr) {
        found.insert(expr.clone());
    } else {
        expr.children().into_iter().for_each(|child| collect(child, found));
    }
}

fn replaced(expr: &Expr, known: &[Expr], bound: &mut Vec<Name>) -> Expr {
    if is_call(expr)
        && let Some(at) = known.iter().position(|call| call == expr)
    {
        let value = Expr::symbol(format!("\\text{{value {}}}", at + 1));
        let free = expr.free_names();
        let indices: Vec<Expr> = bound.iter().filter(|name| free.contains(name)).map(Expr::symbol).collect();
        return if indices.is_empty() { value } else { Expr::apply("At", [vec![value], indices].concat()) };
    }
    let depth = bound.len();
    if let Kind::Bind(binding) = &expr.kind {
        bound.extend(binding.bound.iter().map(|bound| bound.name.clone()));
    }
    let changed = expr.map_children(&mut |child| replaced(child, known, bound));
    bound.truncate(depth);
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::testing::expr as read;

    #[test]
    fn the_place_is_the_smallest_one() {
        let found = |first: &str, second: &str| place(&read(first), &read(second));
        let expr = |text: &str| Some(read(text));
        let cases = [
            ("(Add a b c)", "(Add c a b)", None),
            ("(Sum (i 1 n) (At x i))", "(Sum (k 1 n) (At x k))", None),
            ("(Softmax (Divide Q (Sqrt d)))", "(Softmax (Divide Q d))", Some((expr("(Sqrt d)"), expr("d")))),
            ("(Exp (Multiply c (Sin x)))", "(Exp (Sin x))", Some((expr("c"), None))),
            ("(Add a (Negate b))", "(Add a b)", Some((expr("(Negate b)"), expr("b")))),
            ("(Sum (i 1 n) (Power (At x i) 2))", "(Sum (i 1 n) (Power (At x i) 3))", Some((expr("2"), expr("3")))),
        ];
        for (first, second, expected) in cases {
            let expected = expected.map(|(first, second)| Place { first, second });
            assert_eq!(found(first, second), expected, "{first} and {second}");
        }
    }

    #[test]
    fn unknown_calls_are_values() {
        let [left, right] =
            with_calls_as_values([&read("(Sum (i 1 n) (f i))"), &read("(Negate (Sum (i 1 n) (f i)))")]).unwrap();
        assert!(left.any(&mut |part| part.is_apply("At")) && right.is_apply("Negate"));
        assert!(with_calls_as_values([&read("(f x)"), &read("(f y)")]).is_none());
    }
}
