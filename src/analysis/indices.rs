//! Letters that pick entries: integers within the sizes of what they index.

use std::collections::{BTreeMap, BTreeSet};

use super::implicit::size_expr;
use crate::claims::{Definition, Problem};
use crate::expr::{Domain, Expr, Fact, Kind, Name, Shape, Size, Sort};

type Sorts = BTreeMap<Name, Sort>;
/// For each defined family, the sizes that bound each of its indices.
type Families = BTreeMap<Name, Vec<BTreeSet<Size>>>;

/// Gives each free letter that picks an entry the sort of an index, and bounds it by the axes that it picks from.
pub fn range(problem: &mut Problem) {
    let families = families(&problem.definitions, &problem.sorts);
    let mut bounds: BTreeMap<Name, BTreeSet<Size>> = BTreeMap::new();
    for side in [&problem.left, &problem.right] {
        collect(side, &problem.sorts, &families, &mut Vec::new(), &mut bounds);
    }
    for (letter, sizes) in bounds {
        if problem.definitions.iter().any(|definition| definition.name == letter) {
            continue;
        }
        problem.sorts.insert(letter.clone(), Sort::scalar(Domain::Natural).with(Fact::Positive));
        let within = |size: &Size| Some(Expr::apply("LessEqual", [Expr::symbol(letter.clone()), size_expr(size)?]));
        problem.facts.extend(sizes.iter().filter_map(within));
    }
}

/// `p_i = … z_i …` runs as far as z does.
fn families(definitions: &[Definition], sorts: &Sorts) -> Families {
    let mut known = Families::new();
    for definition in definitions {
        let mut bounds = BTreeMap::new();
        collect(&definition.body, sorts, &known, &mut Vec::new(), &mut bounds);
        let axes = definition.indices.iter().map(|index| bounds.remove(index).unwrap_or_default()).collect();
        known.insert(definition.name.clone(), axes);
    }
    known
}

fn collect(
    expr: &Expr,
    sorts: &Sorts,
    families: &Families,
    bound: &mut Vec<Name>,
    bounds: &mut BTreeMap<Name, BTreeSet<Size>>,
) {
    let depth = bound.len();
    match &expr.kind {
        Kind::Apply("At", parts) => {
            let base = parts.first().and_then(Expr::as_symbol);
            for (axis, index) in parts.iter().skip(1).enumerate() {
                let Some(letter) = index.as_symbol().filter(|letter| !bound.contains(letter)) else { continue };
                let sizes = base.map(|base| axis_sizes(base, axis, sorts, families)).unwrap_or_default();
                bounds.entry(letter.clone()).or_default().extend(sizes);
            }
        }
        Kind::Apply("KroneckerDelta", parts) => {
            for letter in parts.iter().filter_map(Expr::as_symbol).filter(|letter| !bound.contains(letter)) {
                bounds.entry(letter.clone()).or_default();
            }
        }
        Kind::Bind(binding) => bound.extend(binding.bound.iter().map(|bound| bound.name.clone())),
        _ => {}
    }
    for child in expr.children() {
        collect(child, sorts, families, bound, bounds);
    }
    bound.truncate(depth);
}

fn axis_sizes(base: &Name, axis: usize, sorts: &Sorts, families: &Families) -> BTreeSet<Size> {
    if let Some(axes) = families.get(base) {
        return axes.get(axis).cloned().unwrap_or_default();
    }
    match sorts.get(base).map(|sort| &sort.shape) {
        Some(Shape::Known(sizes)) => sizes.get(axis).cloned().into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_runs_as_far_as_what_it_picks_from() {
        let at = |name: &str, letter: &str| Expr::apply("At", [Expr::symbol(name), Expr::symbol(letter)]);
        let family = Definition { name: "p".into(), indices: vec!["i".into()], parameters: vec![], body: at("z", "i") };
        let mut problem = Problem {
            left: at("p", "k"),
            relation: "Equal",
            right: Expr::integer(1),
            facts: Vec::new(),
            definitions: vec![family],
            sorts: BTreeMap::from([("z".into(), Sort::array(Domain::Real, vec![Size::name("V")]))]),
            closed: false,
        };
        range(&mut problem);
        assert_eq!(problem.facts, [Expr::apply("LessEqual", [Expr::symbol("k"), Expr::symbol("V")])]);
        assert_eq!(problem.sorts.get(&"k".into()).map(|sort| sort.domain), Some(Domain::Natural));
    }
}
