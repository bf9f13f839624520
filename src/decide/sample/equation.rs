//! Equations solved for a name that stands in them once.
//!
//! Takes both sides of a condition; gives the values that it leaves to the name: `p + q = 1` leaves `1 - q` to `p`,
//! `x^2 + y^2 = 1` leaves two roots to `y`. Values that are none at a point are left to whoever computes them.

use crate::expr::{Expr, Kind, Name, Number};

/// The values of `name` that an equation allows; `None` where it stands in it more than once, or in what has no inverse.
pub(super) fn solved(name: &Name, left: &Expr, right: &Expr) -> Option<Vec<Expr>> {
    let (side, other) = match (stands(name, left), stands(name, right)) {
        (1, 0) => (left, right),
        (0, 1) => (right, left),
        _ => return None,
    };
    alone(name, side, other.clone())
}

/// How often a name stands in an expression, by itself.
fn stands(name: &Name, side: &Expr) -> usize {
    let mut count = 0;
    side.visit(&mut |part| count += usize::from(part.as_symbol() == Some(name)));
    count
}

/// Undoes what is done to the name, from the outside.
fn alone(name: &Name, side: &Expr, value: Expr) -> Option<Vec<Expr>> {
    let holds = |part: &Expr| stands(name, part) == 1;
    let rest = |parts: &[Expr]| parts.iter().filter(|part| !holds(part)).cloned().collect::<Vec<_>>();
    match &side.kind {
        Kind::Symbol(_) => Some(vec![value]),
        Kind::Apply("Negate", parts) => alone(name, parts.first()?, negated(value)),
        Kind::Apply("Add", parts) => {
            let terms = rest(parts).into_iter().map(negated);
            alone(
                name,
                parts.iter().find(|part| holds(part))?,
                Expr::apply("Add", [value].into_iter().chain(terms).collect::<Vec<_>>()),
            )
        }
        Kind::Apply("Multiply", parts) => {
            let by = rest(parts);
            let by = if by.len() == 1 { by.into_iter().next()? } else { Expr::apply("Multiply", by) };
            alone(name, parts.iter().find(|part| holds(part))?, Expr::apply("Divide", [value, by]))
        }
        Kind::Apply("Divide", parts) => match parts.as_slice() {
            [above, below] if holds(above) => alone(name, above, Expr::apply("Multiply", [value, below.clone()])),
            [above, below] => alone(name, below, Expr::apply("Divide", [above.clone(), value])),
            _ => None,
        },
        Kind::Apply("Sqrt", parts) if parts.len() == 1 => {
            alone(name, parts.first()?, Expr::apply("Power", [value, Expr::integer(2)]))
        }
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, exponent] if exponent.as_number().and_then(Number::to_i64) == Some(2) => {
                let root = Expr::apply("Sqrt", [value]);
                let mut both = alone(name, base, root.clone())?;
                both.extend(alone(name, base, negated(root))?);
                Some(both)
            }
            _ => None,
        },
        Kind::Apply("Exp", parts) => alone(name, parts.first()?, Expr::apply("Ln", [value])),
        Kind::Apply("Ln", parts) if parts.len() == 1 => alone(name, parts.first()?, Expr::apply("Exp", [value])),
        _ => None,
    }
}

fn negated(value: Expr) -> Expr {
    Expr::apply("Negate", [value])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::print::plain;
    use crate::functions::template::read;

    #[test]
    fn a_name_that_stands_once_is_set_alone() {
        let values = |left: &str, right: &str| {
            let sides = (read(left)?, read(right)?);
            solved(&"x".into(), &sides.0, &sides.1).map(|all| all.iter().map(plain).collect::<Vec<_>>())
        };
        assert_eq!(values("(Add x y)", "1"), Some(vec!["1 - y".into()]));
        assert_eq!(values("3", "(Divide y x)"), Some(vec!["y/3".into()]));
        assert_eq!(values("(Add (Power x 2) (Power y 2))", "1").map(|all| all.len()), Some(2));
        assert_eq!(values("(Add x y)", "x"), None);
        assert_eq!(values("(Sin x)", "1"), None);
    }
}
