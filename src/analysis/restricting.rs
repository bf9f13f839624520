//! Statements that settle a value rather than hold for all: `p = 1/2`, `2a + 3b = 24`, `x > 3`.
//!
//! Takes a claim that fails for some values of its letters; says whether a reader would take it for a condition on
//! them. "Hence" stands in front of what is solved for as often as in front of an identity, so that the words around
//! do not tell.

use std::collections::BTreeSet;

use crate::claims::Problem;
use crate::expr::{Expr, Kind, Name};

/// What a claim leaves open, if it only settles what its letters are.
///
/// `left` and `right` are the names of the sides with every definition put in.
pub fn settles(problem: &Problem, left: &BTreeSet<Name>, right: &BTreeSet<Name>) -> Option<String> {
    let order = matches!(problem.relation, "Less" | "LessEqual" | "Greater" | "GreaterEqual");
    if problem.relation != "Equal" && !order {
        return None;
    }
    let sides = [(&problem.left, right), (&problem.right, left)];
    if let Some(name) = sides.iter().find_map(|(side, other)| solved_for(side, other, problem)) {
        return Some(format!("it may say what `{name}` is"));
    }
    let polynomial = is_rational(&problem.left) && is_rational(&problem.right);
    let arrays = problem.sorts.values().any(|sort| sort.shape.rank().is_some_and(|rank| rank > 0));
    let bound = [&problem.left, &problem.right].into_iter().any(|side| side.any(&mut binds));
    if arrays || bound || left.is_empty() && right.is_empty() {
        return None;
    }
    let one_sided = left.is_empty() || right.is_empty();
    let letters: BTreeSet<&Name> = left.union(right).collect();
    let condition = match order {
        false => one_sided || letters.len() == 1 && polynomial && problem.definitions.is_empty(),
        true => one_sided && polynomial && problem.definitions.is_empty(),
    };
    condition.then(|| "it may be a condition on its letters".to_owned())
}

/// The name that one side consists of, where the other side is made of other names.
fn solved_for<'p>(side: &'p Expr, other: &BTreeSet<Name>, problem: &Problem) -> Option<&'p Name> {
    let name = side.as_symbol()?;
    let defined = problem.definitions.iter().any(|definition| definition.name == *name);
    (!defined && !other.contains(name)).then_some(name)
}

/// Sums and derivatives: what is said of them is said of all values.
fn binds(part: &Expr) -> bool {
    const CALCULUS: [&str; 5] = ["PartialDerivative", "TotalDerivative", "Gradient", "Jacobian", "Hessian"];
    matches!(part.kind, Kind::Bind(_)) || CALCULUS.iter().any(|head| part.is_apply(head))
}

/// Sums, products, quotients and powers with fixed exponents.
fn is_rational(side: &Expr) -> bool {
    !side.any(&mut |part| match &part.kind {
        Kind::Number(_) | Kind::Symbol(_) => false,
        Kind::Apply("Power", parts) => parts.get(1).is_none_or(|exponent| exponent.as_number().is_none()),
        Kind::Apply(head, _) => !matches!(*head, "Add" | "Negate" | "Multiply" | "Divide"),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Definition;
    use crate::functions::template::read;

    fn told(left: &str, relation: &'static str, right: &str, definitions: Vec<Definition>) -> bool {
        let (left, right) = (read(left).unwrap(), read(right).unwrap());
        let (of_left, of_right) = (left.free_names(), right.free_names());
        let (facts, sorts) = (Vec::new(), std::collections::BTreeMap::new());
        let problem = Problem { left, relation, right, facts, definitions, sorts, closed: false };
        settles(&problem, &of_left, &of_right).is_some()
    }

    #[test]
    fn what_is_solved_for_is_no_identity() {
        for (left, relation, right) in [
            ("p", "Equal", "1/2"),
            ("b", "Equal", "(Add 10 (Negate a))"),
            ("(Add a b)", "Equal", "10"),
            ("(Multiply 3 p)", "Equal", "(Multiply 2 (Add 1 (Negate p)))"),
            ("x", "Greater", "3"),
            ("x", "Less", "y"),
            ("(Add (Power x 2) (Power y 2))", "Equal", "1"),
        ] {
            assert!(told(left, relation, right, Vec::new()), "{left} {relation} {right}");
        }
    }

    #[test]
    fn identities_between_expressions_are_claims() {
        for (left, relation, right) in [
            ("(Power (Add a b) 2)", "Equal", "(Add (Power a 2) (Power b 2))"),
            ("(Log (Add a b))", "Equal", "(Add (Log a) (Log b))"),
            ("(Tanh x)", "Equal", "(Sin x)"),
            ("(Floor x)", "GreaterEqual", "x"),
            ("2", "Equal", "3"),
        ] {
            assert!(!told(left, relation, right, Vec::new()), "{left} {relation} {right}");
        }
    }
}
