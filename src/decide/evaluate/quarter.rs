//! Ranges that end at a multiple of π/2: trigonometric functions of the distance from such an end are exact there.

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::Machine;
use crate::decide::value::{Outcome, Scalar};
use crate::expr::{Expr, Head, Kind, Name};

/// f(x + π/2) as a signed function of x.
static SHIFTED: &[(Head, i64, Head)] = &[
    ("Sin", 1, "Cos"),
    ("Cos", -1, "Sin"),
    ("Tan", -1, "Cot"),
    ("Cot", -1, "Tan"),
    ("Sec", -1, "Csc"),
    ("Csc", 1, "Sec"),
];

/// The k of an end kπ/2, k ≠ 0.
pub fn quarters(expr: &Expr) -> Option<i64> {
    let twice = multiple_of_pi(expr)? * BigRational::from_integer(2.into());
    let whole = twice.is_integer().then(|| twice.to_integer())?;
    i64::try_from(whole).ok().filter(|k| *k != 0 && k.abs() <= 16)
}

/// The rational factor of π that a constant is.
fn multiple_of_pi(expr: &Expr) -> Option<BigRational> {
    match &expr.kind {
        Kind::Apply("Pi", _) => Some(BigRational::one()),
        Kind::Apply("Negate", parts) => Some(-multiple_of_pi(parts.first()?)?),
        Kind::Apply("Divide", parts) => {
            let divisor = parts.get(1)?.as_number()?.value.clone();
            (!divisor.is_zero()).then(|| multiple_of_pi(parts.first()?).map(|top| top / divisor))?
        }
        Kind::Apply("Multiply", parts) => {
            let (numbers, others): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|part| part.as_number().is_some());
            let [other] = others.as_slice() else { return None };
            numbers
                .iter()
                .try_fold(multiple_of_pi(other)?, |product, number| Some(product * &number.as_number()?.value))
        }
        _ => None,
    }
}

/// A body at kπ/2 + side · x.
fn moved(body: &Expr, name: &Name, k: i64, side: i64) -> Expr {
    let step = || match side {
        1 => Expr::symbol(name.clone()),
        _ => Expr::apply("Negate", [Expr::symbol(name.clone())]),
    };
    if let Kind::Apply(head, parts) = &body.kind
        && let ([argument], true) = (parts.as_slice(), SHIFTED.iter().any(|(own, ..)| own == head))
        && let Some(count) = whole_multiple(argument, name)
    {
        let step = if count == 1 { step() } else { Expr::apply("Multiply", [Expr::integer(count), step()]) };
        return shifted(head, step, k.saturating_mul(count).rem_euclid(4));
    }
    if body.as_symbol() == Some(name) {
        let end = Expr::apply("Multiply", [rational(k), Expr::apply("Pi", [])]);
        return Expr::apply("Add", [end, step()]);
    }
    body.map_children(&mut |child| moved(child, name, k, side))
}

fn rational(k: i64) -> Expr {
    Expr::apply("Divide", [Expr::integer(k), Expr::integer(2)])
}

/// n of an argument n x.
fn whole_multiple(argument: &Expr, name: &Name) -> Option<i64> {
    if argument.as_symbol() == Some(name) {
        return Some(1);
    }
    match argument.as_apply("Multiply")? {
        [number, symbol] if symbol.as_symbol() == Some(name) => number.as_number()?.to_i64(),
        _ => None,
    }
}

fn shifted(head: Head, argument: Expr, quarters: i64) -> Expr {
    let (mut head, mut sign) = (head, 1);
    for _ in 0..quarters {
        if let Some((_, turn, next)) = SHIFTED.iter().find(|(own, ..)| *own == head) {
            (head, sign) = (next, sign * turn);
        }
    }
    let value = Expr::apply(head, [argument]);
    if sign == 1 { value } else { Expr::apply("Negate", [value]) }
}

impl Machine<'_> {
    /// ∫ between real numbers, in the distance from an end that is a multiple of π/2 where the integrand is singular
    /// there.
    pub fn integral_between(
        &mut self,
        body: &Expr,
        name: &Name,
        (low, from): (&Scalar, &Expr),
        (high, to): (&Scalar, &Expr),
    ) -> Outcome<Scalar> {
        let precision = self.precision;
        let ends = [quarters(from), quarters(to)];
        let trigonometric = body
            .any(&mut |part| matches!(&part.kind, Kind::Apply(head, _) if SHIFTED.iter().any(|(own, ..)| own == head)));
        let length = high.to_f64().0 - low.to_f64().0;
        let ordered = low.is_real() && high.is_real() && length > 1e-9;
        if ends == [None, None] || !trigonometric || !ordered {
            return self.finite_integral(body, name, low, high);
        }
        let singular = [
            ends.first().copied().flatten().filter(|_| !self.is_regular(body, name, low, 1, length)),
            ends.last().copied().flatten().filter(|_| !self.is_regular(body, name, high, -1, length)),
        ];
        let half = Scalar::rational(BigRational::new(1.into(), 2.into()));
        let middle = low.add(high, precision)?.multiply(&half, precision)?;
        let reach = high.subtract(low, precision)?.multiply(&half, precision)?;
        match singular {
            [None, None] => self.finite_integral(body, name, low, high),
            [left, right] => {
                let first = match left {
                    Some(k) => self.finite_integral(&moved(body, name, k, 1), name, &Scalar::zero(), &reach)?,
                    None => self.finite_integral(body, name, low, &middle)?,
                };
                let second = match right {
                    Some(k) => self.finite_integral(&moved(body, name, k, -1), name, &Scalar::zero(), &reach)?,
                    None => self.finite_integral(body, name, &middle, high)?,
                };
                first.add(&second, precision)
            }
        }
    }
}
