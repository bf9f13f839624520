//! One form for the ways of writing one expression: order of terms and factors, fractions, roots, minus signs.
//!
//! Takes an expression; gives one of sums, products and powers in which what authors write differently for no reason
//! is written alike. Never uses a law beyond those of fields and of one exponential.

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::expr::{Binding, Expr, Kind, Name, Number};

/// An expression → its form.
pub(super) fn normal(expr: &Expr) -> Expr {
    let parts = || expr.children().into_iter().map(normal).collect::<Vec<_>>();
    match &expr.kind {
        Kind::Symbol(name) if name.as_str() == "\\pi" => Expr::apply("Pi", []),
        Kind::Number(_) | Kind::Symbol(_) | Kind::Opaque(_) => expr.clone(),
        Kind::Apply("Add", _) => sum(parts()),
        Kind::Apply("Multiply", _) => product(parts()),
        Kind::Apply("Negate", _) => product(std::iter::once(Expr::integer(-1)).chain(parts()).collect()),
        Kind::Apply("Divide", of) if of.len() == 2 => {
            let mut parts = parts();
            let below = parts.pop().map(|below| power(below, &rational(-1)));
            product(parts.into_iter().chain(below).collect())
        }
        Kind::Apply("Inverse", _) => only(parts(), |of| power(of, &rational(-1))),
        Kind::Apply("Sqrt", of) if of.len() == 1 => only(parts(), |of| power(of, &half())),
        Kind::Apply("Log" | "Ln", _) => Expr::apply("Log", parts().into_iter().take(1).collect::<Vec<_>>()),
        Kind::Apply("Power", of) => match of.as_slice() {
            [base, exponent] if is_base_of_exponential(base) => Expr::apply("Exp", [normal(exponent)]),
            [base, exponent] => match exponent_of(&normal(exponent)) {
                Some(number) => power(normal(base), &number),
                None => Expr::apply("Power", [normal(base), normal(exponent)]),
            },
            _ => expr.map_children(&mut normal),
        },
        Kind::Bind(binding) if binding.head == "Sum" => total(binding),
        _ => expr.map_children(&mut normal),
    }
}

fn only(parts: Vec<Expr>, then: impl Fn(Expr) -> Expr) -> Expr {
    parts.into_iter().next().map_or_else(|| Expr::integer(0), then)
}

fn rational(value: i64) -> BigRational {
    BigRational::from_integer(value.into())
}

fn half() -> BigRational {
    BigRational::new(1.into(), 2.into())
}

fn number(value: BigRational) -> Expr {
    Kind::Number(Number::rational(value)).into()
}

fn exponent_of(expr: &Expr) -> Option<BigRational> {
    expr.as_number().map(|number| number.value.clone())
}

fn is_base_of_exponential(base: &Expr) -> bool {
    base.is_apply("E") || base.as_symbol().is_some_and(|name: &Name| matches!(name.as_str(), "e" | "\\text{e}"))
}

/// The number in front of a product, and the rest.
pub(super) fn scaled(expr: &Expr) -> (BigRational, Vec<Expr>) {
    match &expr.kind {
        Kind::Number(number) => (number.value.clone(), Vec::new()),
        Kind::Apply("Multiply", parts) => match parts.first().and_then(exponent_of) {
            Some(number) => (number, parts.iter().skip(1).cloned().collect()),
            None => (BigRational::one(), parts.clone()),
        },
        _ => (BigRational::one(), vec![expr.clone()]),
    }
}

fn product(parts: Vec<Expr>) -> Expr {
    let mut scale = BigRational::one();
    let mut factors = Vec::new();
    for part in parts {
        let (own, rest) = scaled(&part);
        scale *= own;
        factors.extend(rest);
    }
    scaled_by(scale, factors)
}

fn scaled_by(scale: BigRational, mut factors: Vec<Expr>) -> Expr {
    if scale.is_zero() || factors.is_empty() {
        return number(scale);
    }
    if let ([only], false) = (factors.as_slice(), scale.is_one())
        && let Some(terms) = only.as_apply("Add")
    {
        return sum(terms.iter().map(|term| product(vec![number(scale.clone()), term.clone()])).collect());
    }
    if !scale.is_one() {
        factors.insert(0, number(scale));
    }
    match factors.len() {
        1 => factors.remove(0),
        _ => Expr::apply("Multiply", factors),
    }
}

fn sum(parts: Vec<Expr>) -> Expr {
    let mut constant = BigRational::zero();
    let mut terms = Vec::new();
    for part in parts {
        match (&part.kind, part.as_apply("Add")) {
            (Kind::Number(number), _) => constant += &number.value,
            (_, Some(inner)) => terms.extend(inner.iter().cloned()),
            _ => terms.push(part),
        }
    }
    if !constant.is_zero() || terms.is_empty() {
        terms.push(number(constant));
    }
    match terms.len() {
        1 => terms.remove(0),
        _ => Expr::apply("Add", terms),
    }
}

fn power(base: Expr, exponent: &BigRational) -> Expr {
    match &base.kind {
        _ if exponent.is_one() => base,
        Kind::Number(own) if exponent.is_integer() && !own.is_zero() => {
            let value = match i32::try_from(exponent.to_integer()) {
                Ok(exponent) if exponent.abs() < 64 => num_traits::Pow::pow(own.value.clone(), exponent),
                _ => return Expr::apply("Power", [base, number(exponent.clone())]),
            };
            number(value)
        }
        Kind::Apply("Multiply", parts) if exponent.is_integer() => {
            product(parts.iter().map(|part| power(part.clone(), exponent)).collect())
        }
        Kind::Apply("Exp", of) if exponent.is_integer() => {
            let scale = std::iter::once(number(exponent.clone()));
            Expr::apply("Exp", [product(scale.chain(of.iter().cloned()).collect())])
        }
        Kind::Apply("Power", parts) => match (parts.as_slice(), parts.get(1).and_then(exponent_of)) {
            ([inner, _], Some(own)) if exponent.is_integer() => power(inner.clone(), &(own * exponent)),
            _ => Expr::apply("Power", [base, number(exponent.clone())]),
        },
        _ => Expr::apply("Power", [base, number(exponent.clone())]),
    }
}

/// A sum with what does not change in front of it.
fn total(binding: &Binding) -> Expr {
    let (scale, factors) = scaled(&without_signs(normal(&binding.body)));
    let runs = |part: &Expr| part.free_names().iter().any(|name| binding.bound.iter().any(|own| own.name == *name));
    let (inside, outside): (Vec<Expr>, Vec<Expr>) = factors.into_iter().partition(runs);
    let body = scaled_by(BigRational::one(), inside);
    let mut bound = binding.bound.clone();
    for own in &mut bound {
        own.range = own.range.map(&mut normal);
    }
    let whole = Expr::bind(binding.head, bound, body);
    let scale = std::iter::once(number(scale));
    product(scale.chain(outside).chain([whole]).collect())
}

/// A sum of nothing but negative terms as the negative of a sum.
fn without_signs(body: Expr) -> Expr {
    let negative = |term: &Expr| scaled(term).0.is_negative();
    match body.as_apply("Add") {
        Some(terms) if terms.iter().all(negative) => {
            let turned = terms.iter().map(|term| product(vec![Expr::integer(-1), term.clone()])).collect();
            Expr::apply("Multiply", [Expr::integer(-1), sum(turned)])
        }
        _ => body,
    }
}

/// Whether an expression begins with a minus sign.
pub(super) fn is_negative(expr: &Expr) -> bool {
    match expr.as_apply("Add") {
        Some(terms) => terms.first().is_some_and(is_negative),
        None => scaled(expr).0.is_negative(),
    }
}

/// The negative of a form.
pub(super) fn negated(expr: &Expr) -> Expr {
    product(vec![Expr::integer(-1), expr.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::template::read;

    #[test]
    fn ways_of_writing_have_one_form() {
        let pairs = [
            ("(Divide a (Multiply 2 b))", "(Multiply 1/2 (Divide a b))"),
            ("(Negate (Add a (Negate b)))", "(Add (Negate a) b)"),
            ("(Sum (k 1 n) (Divide k n))", "(Multiply (Divide 1 n) (Sum (k 1 n) k))"),
            ("(Power (Multiply 2 a) 2)", "(Multiply 4 (Power a 2))"),
            ("(Divide 1 (Power e x))", "(Exp (Negate x))"),
        ];
        let form = |text: &str| read(text).map(|expr| normal(&expr));
        for (one, other) in pairs {
            let (one, other) = (form(one), form(other));
            assert!(one.is_some() && one == other, "{one:?} and {other:?}");
        }
    }
}
