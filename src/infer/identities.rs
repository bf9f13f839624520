//! The sizes of identity matrices that are written without them.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Evidence;
use super::sorts::axes_of;
use super::unify::Unifier;
use crate::expr::{Expr, Name, Size, Sort};

/// The size of each `IdentityMatrix()` of definitions and two sides, in reading order: that of what it is added to,
/// multiplied with or compared with; `None` where nothing with a declared size fits it.
pub fn identity_sizes(
    definitions: &[(&Name, &Expr)],
    sides: [&Expr; 2],
    declared: &BTreeMap<Name, Sort>,
) -> Vec<Option<Size>> {
    let equation = Expr::apply("Equal", sides.map(Expr::clone));
    let parts: Vec<&Expr> = definitions.iter().map(|(_, body)| *body).chain([&equation]).collect();
    let known = declared.iter().filter_map(|(name, sort)| Some((name.clone(), sort.shape.rank()?))).collect();
    let evidence = Evidence::gather(&parts, &known);
    let mut unifier = Unifier::default();
    let free: BTreeSet<Name> = parts.iter().flat_map(|part| part.free_names()).collect();
    for name in &free {
        if let Some(axes) = axes_of(name, declared.get(name), &evidence, &mut unifier) {
            unifier.names.insert(name.clone(), axes);
        }
    }
    for (name, body) in definitions {
        match unifier.axes(body) {
            Some(axes) => unifier.names.insert((*name).clone(), axes),
            None => unifier.names.remove(*name),
        };
    }
    unifier.axes(&equation);
    unifier.identities.iter().map(|axis| unifier.size(*axis).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Domain;
    use crate::infer::testing::expr;

    #[test]
    fn each_has_the_size_that_fits() {
        let sort = |sizes: [&str; 2]| Sort::array(Domain::Real, sizes.map(Size::name).to_vec());
        let declared = BTreeMap::from([(Name::from("X"), sort(["n", "d"]))]);
        let left =
            expr("(Multiply (Inverse (Add (Multiply (Transpose X) X) (Multiply s (IdentityMatrix)))) (Transpose X))");
        let right =
            expr("(Multiply (Transpose X) (Inverse (Add (Multiply X (Transpose X)) (Multiply s (IdentityMatrix)))))");
        let sizes = identity_sizes(&[], [&left, &right], &declared);
        let shown: Vec<String> = sizes.into_iter().map(|size| size.unwrap_or_default().to_string()).collect();
        assert_eq!(shown, ["d", "n"]);
    }
}
