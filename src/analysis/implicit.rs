//! Sums whose range is left to the reader run over the axes of what they index.

use std::collections::BTreeMap;

use crate::claims::Problem;
use crate::expr::{Bound, Expr, Kind, Name, Range, Shape, Size, Sort};

/// The last index of each axis of a name, and of each letter that some sum runs over.
#[derive(Default)]
struct Ends {
    axes: BTreeMap<(Name, usize), Expr>,
    letters: BTreeMap<Name, Expr>,
}

/// Gives each sum without a range the axis that its letter picks from: as another sum says it, as it is declared, or
/// one of its own.
pub fn range(problem: &mut Problem, declared: &BTreeMap<Name, Sort>) {
    let mut ends = Ends::default();
    for (name, sort) in declared {
        if let Shape::Known(sizes) = &sort.shape {
            let sizes = sizes.iter().enumerate().filter_map(|(axis, size)| Some((axis, size_expr(size)?)));
            ends.axes.extend(sizes.map(|(axis, size)| ((name.clone(), axis), size)));
        }
    }
    for part in problem.values() {
        said(part, &mut ends);
    }
    problem.left = ranged(&problem.left, &mut ends);
    problem.right = ranged(&problem.right, &mut ends);
    for definition in &mut problem.definitions {
        definition.body = ranged(&definition.body, &mut ends);
    }
}

/// The ends that written ranges give.
fn said(expr: &Expr, ends: &mut Ends) {
    expr.visit(&mut |node| {
        let Kind::Bind(binding) = &node.kind else { return };
        for bound in &binding.bound {
            if let Range::Between(low, high) = &bound.range
                && *low == Expr::integer(1)
            {
                ends.letters.entry(bound.name.clone()).or_insert_with(|| high.clone());
                for axis in axes(&binding.body, &bound.name) {
                    ends.axes.entry(axis).or_insert_with(|| high.clone());
                }
            }
        }
    });
}

fn ranged(expr: &Expr, ends: &mut Ends) -> Expr {
    let mut changed = expr.map_children(&mut |child| ranged(child, ends));
    if let Kind::Bind(binding) = &mut changed.kind {
        let body = binding.body.clone();
        for bound in &mut binding.bound {
            if let Some(end) = missing_end(bound, &body, ends) {
                bound.range = Range::Between(Expr::integer(1), end);
            }
        }
    }
    changed
}

fn missing_end(bound: &Bound, body: &Expr, ends: &mut Ends) -> Option<Expr> {
    let from_one =
        |condition: &Expr| *condition == Expr::apply("GreaterEqual", [Expr::symbol(&bound.name), Expr::integer(1)]);
    match &bound.range {
        Range::Implicit => {}
        Range::Where(condition) if from_one(condition) => {}
        _ => return None,
    }
    let axes = axes(body, &bound.name);
    let known = axes.iter().find_map(|axis| ends.axes.get(axis)).or_else(|| ends.letters.get(&bound.name)).cloned();
    let (name, axis) = axes.first()?;
    let end = known.unwrap_or_else(|| Expr::symbol(format!("\\text{{size {axis} of }} {name}")));
    ends.letters.entry(bound.name.clone()).or_insert_with(|| end.clone());
    for axis in axes {
        ends.axes.entry(axis).or_insert_with(|| end.clone());
    }
    Some(end)
}

/// Where a letter picks entries: names and axes.
fn axes(body: &Expr, letter: &Name) -> Vec<(Name, usize)> {
    let mut found = Vec::new();
    body.visit(&mut |node| {
        let Some([base, indices @ ..]) = node.as_apply("At") else { return };
        let Some(name) = base.as_symbol() else { return };
        let picked = indices.iter().enumerate().filter(|(_, index)| index.as_symbol() == Some(letter));
        found.extend(picked.map(|(axis, _)| (name.clone(), axis)));
    });
    found
}

/// A size as an expression, where it is a number or a bare name.
pub fn size_expr(size: &Size) -> Option<Expr> {
    size.as_name().map(|name| Expr::symbol(name.clone())).or_else(|| size.as_constant().map(Expr::integer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::template::read;

    #[test]
    fn a_sum_without_a_range_runs_over_the_axis() {
        let sum = |range: Range, body: Expr| Expr::bind("Sum", vec![Bound { name: "k".into(), range }], body);
        let entry = || read("(At o k)").unwrap();
        let mut problem = Problem {
            left: sum(Range::Implicit, entry()),
            relation: "Equal",
            right: sum(Range::Between(Expr::integer(1), Expr::symbol("q")), entry()),
            facts: Vec::new(),
            definitions: Vec::new(),
            sorts: BTreeMap::new(),
            closed: false,
        };
        range(&mut problem, &BTreeMap::new());
        assert_eq!(problem.left, problem.right);
    }
}
