//! Parts and sizes of numbers: modulus, conjugate, floor, largest and smallest, whole-number functions.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;

use super::Machine;
use super::logic::{integer_value, whole};
use super::table::Operator::{self, Strict};
use crate::decide::value::{Gauss, Jet, Outcome, Scalar, Stuck, Value, rational_sqrt};
use crate::expr::Head;
use crate::number::{Ball, Complex};

pub static OPERATORS: &[(Head, Operator)] = &[
    ("Abs", Strict(modulus_of)),
    ("Conjugate", Strict(|machine, values| machine.map(one(values)?, Machine::conjugate))),
    ("RealPart", Strict(|machine, values| machine.map(one(values)?, |machine, z| machine.part(z, true)))),
    ("ImaginaryPart", Strict(|machine, values| machine.map(one(values)?, |machine, z| machine.part(z, false)))),
    ("Floor", Strict(|machine, values| machine.map(one(values)?, |machine, x| machine.rounded(x, Rounding::Down)))),
    ("Ceil", Strict(|machine, values| machine.map(one(values)?, |machine, x| machine.rounded(x, Rounding::Up)))),
    ("Round", Strict(|machine, values| machine.map(one(values)?, |machine, x| machine.rounded(x, Rounding::Nearest)))),
    ("Max", Strict(|machine, values| extreme(machine, values, true))),
    ("Min", Strict(|machine, values| extreme(machine, values, false))),
    ("Supremum", Strict(|machine, values| extreme(machine, values, true))),
    ("Infimum", Strict(|machine, values| extreme(machine, values, false))),
    ("Clamp", Strict(clamp)),
    (
        "ReLU",
        Strict(|machine, values| machine.map(one(values)?, |machine, x| machine.larger(x, &Scalar::zero(), true))),
    ),
    ("Heaviside", Strict(|machine, values| machine.map(one(values)?, heaviside))),
    ("Mod", Strict(remainder)),
    ("Gcd", Strict(|_, values| fold_whole(values, 0, |a, b| a.gcd(b)))),
    ("Lcm", Strict(|_, values| fold_whole(values, 1, |a, b| a.lcm(b)))),
];

#[derive(Clone, Copy)]
enum Rounding {
    Down,
    Up,
    Nearest,
}

fn one(values: &[Value]) -> Outcome<&Value> {
    match values {
        [value] => Ok(value),
        _ => Err(Stuck::shape("one argument was expected")),
    }
}

/// The modulus of a number, the determinant of a matrix, the number of members of a set.
fn modulus_of(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match one(values)? {
        Value::Set(members) => Ok(Value::integer(i64::try_from(members.len()).unwrap_or(0))),
        Value::Infinite(_) => Ok(Value::Infinite(1)),
        value => machine.map(value, Machine::modulus),
    }
}

fn extreme(machine: &mut Machine<'_>, values: &[Value], largest: bool) -> Outcome<Value> {
    let members = match values {
        [Value::Set(members) | Value::Tuple(members)] => members.clone(),
        [Value::Array(array)] => array.entries.iter().cloned().map(Value::Scalar).collect(),
        _ => values.to_vec(),
    };
    machine.extreme(&members, largest)
}

fn clamp(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [value, low, high] = values else { return Err(Stuck::shape("three arguments were expected")) };
    let (low, high) = (low.scalar()?.clone(), high.scalar()?.clone());
    machine.map(value, |machine, x| {
        let raised = machine.larger(x, &low, true)?;
        machine.larger(&raised, &high, false)
    })
}

fn heaviside(machine: &mut Machine<'_>, scalar: &Scalar) -> Outcome<Scalar> {
    let (value, zero) = (Value::Scalar(scalar.clone()), Value::integer(0));
    if machine.less(&zero, &value, true)? {
        return Ok(Scalar::one());
    }
    // At the jump the conventions differ: no value.
    if machine.less(&value, &zero, true)? { Ok(Scalar::zero()) } else { Err(Stuck::NoValue) }
}

fn remainder(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [value, modulus] = values else { return Err(Stuck::shape("two arguments were expected")) };
    let (value, modulus) = (value.scalar()?, modulus.scalar()?);
    let quotient = value.divide(modulus, machine.precision)?;
    let floor = machine.rounded(&quotient, Rounding::Down)?;
    Ok(value.subtract(&floor.multiply(modulus, machine.precision)?, machine.precision)?.into())
}

fn fold_whole(values: &[Value], start: i64, join: impl Fn(&BigInt, &BigInt) -> BigInt) -> Outcome<Value> {
    let mut result = BigInt::from(start);
    for value in values {
        result = join(&result, &whole(value.scalar()?)?);
    }
    Ok(integer_value(result))
}

impl Machine<'_> {
    /// |z|; of a real series, the series with the sign of its first term.
    pub fn modulus(&mut self, scalar: &Scalar) -> Outcome<Scalar> {
        match scalar {
            // A real ball that holds 0 has a kink inside.
            Scalar::Ball(ball) if self.analytic && ball.contains_zero() => Err(Stuck::Wide),
            Scalar::Exact(exact) => match rational_sqrt(&exact.norm()) {
                Some(modulus) => Ok(Scalar::rational(modulus)),
                None => Scalar::from_ball(Complex::real(scalar.ball(self.precision)?.abs())),
            },
            Scalar::Ball(ball) => {
                self.require_real(ball)?;
                Scalar::from_ball(Complex::real(ball.abs()))
            }
            Scalar::Jet(jet) if jet.complex => Err(Stuck::method("a modulus has no complex derivative")),
            Scalar::Jet(_) if scalar.is_real() => {
                let first = Value::Scalar(scalar.constant());
                if self.less(&Value::integer(0), &first, true)? {
                    return Ok(scalar.clone());
                }
                if self.less(&first, &Value::integer(0), true)? {
                    return scalar.negate();
                }
                Err(Stuck::NoValue)
            }
            Scalar::Jet(_) => {
                let square = scalar.multiply(&self.conjugate(scalar)?, self.precision)?;
                self.sqrt(&square)
            }
        }
    }

    pub fn conjugate(&mut self, scalar: &Scalar) -> Outcome<Scalar> {
        match scalar {
            Scalar::Exact(exact) => Ok(Scalar::Exact(exact.conjugate())),
            Scalar::Ball(ball) => {
                self.require_real(ball)?;
                Ok(Scalar::Ball(ball.conjugate()))
            }
            Scalar::Jet(jet) => self.part_of_series(jet, Self::conjugate),
        }
    }

    fn part(&mut self, scalar: &Scalar, real: bool) -> Outcome<Scalar> {
        match scalar {
            Scalar::Exact(exact) => Ok(Scalar::rational(if real { exact.re.clone() } else { exact.im.clone() })),
            Scalar::Ball(ball) => {
                Scalar::from_ball(Complex::real(if real { ball.re.clone() } else { ball.im.clone() }))
            }
            Scalar::Jet(jet) => self.part_of_series(jet, |machine, term| machine.part(term, real)),
        }
    }

    fn part_of_series(
        &mut self,
        jet: &Jet,
        mut change: impl FnMut(&mut Self, &Scalar) -> Outcome<Scalar>,
    ) -> Outcome<Scalar> {
        if jet.complex {
            return Err(Stuck::method("a part of a number has no complex derivative"));
        }
        jet.map(|term| change(self, term))
    }

    /// Where only holomorphic functions count, a part of a number that varies in the plane is none.
    fn require_real(&self, ball: &Complex) -> Outcome<()> {
        if self.analytic && !ball.im.radius().is_zero() { Err(Stuck::Wide) } else { Ok(()) }
    }

    pub fn real_part(&mut self, scalar: &Scalar) -> Outcome<Scalar> {
        self.part(scalar, true)
    }

    pub fn floor(&mut self, scalar: &Scalar) -> Outcome<Scalar> {
        self.rounded(scalar, Rounding::Down)
    }

    fn rounded(&mut self, scalar: &Scalar, rounding: Rounding) -> Outcome<Scalar> {
        match scalar.constant() {
            Scalar::Exact(exact) => Ok(Scalar::Exact(Gauss {
                re: rounded_rational(&exact.re, rounding)?,
                im: rounded_rational(&exact.im, rounding)?,
            })),
            other => {
                let ball = other.ball(self.precision)?;
                let part = |part: &Ball| match rounding {
                    Rounding::Down => part.floor(),
                    Rounding::Up => part.ceil(),
                    Rounding::Nearest => (part + &Ball::ratio(1, 2, part.precision())).floor(),
                };
                let (re, im) = (part(&ball.re).map_err(Stuck::from)?, part(&ball.im).map_err(Stuck::from)?);
                Scalar::from_ball(Complex::new(re, im))
            }
        }
    }

    /// The larger (or smaller) of two numbers; at a tie under a derivative there is no value.
    fn larger(&mut self, left: &Scalar, right: &Scalar, largest: bool) -> Outcome<Scalar> {
        let (a, b) = (Value::Scalar(left.constant()), Value::Scalar(right.constant()));
        let series = matches!(left, Scalar::Jet(_)) || matches!(right, Scalar::Jet(_));
        match self.less(&a, &b, true) {
            Ok(true) => Ok(if largest { right.clone() } else { left.clone() }),
            Ok(false) if series && !self.less(&b, &a, true)? => Err(Stuck::NoValue),
            Ok(false) => Ok(if largest { left.clone() } else { right.clone() }),
            Err(Stuck::Wide) if !series && left.is_real() && right.is_real() => {
                let (a, b) = (left.ball(self.precision)?.re, right.ball(self.precision)?.re);
                Scalar::from_ball(Complex::real(if largest { a.max(&b) } else { a.min(&b) }))
            }
            Err(stuck) => Err(stuck),
        }
    }

    /// The largest or smallest of values; none of none.
    pub fn extreme(&mut self, members: &[Value], largest: bool) -> Outcome<Value> {
        let wanted = if largest { 1 } else { -1 };
        if members.iter().any(|member| matches!(member, Value::Infinite(sign) if *sign == wanted)) {
            return Ok(Value::Infinite(wanted));
        }
        let mut best: Option<Scalar> = None;
        for member in members.iter().filter(|member| !matches!(member, Value::Infinite(_))) {
            let scalar = member.scalar()?;
            best = Some(match best {
                Some(best) => self.larger(&best, scalar, largest)?,
                None => scalar.clone(),
            });
        }
        best.map(Value::Scalar).ok_or(Stuck::NoValue)
    }
}

fn rounded_rational(value: &BigRational, rounding: Rounding) -> Outcome<BigRational> {
    Ok(match rounding {
        Rounding::Down => value.floor(),
        Rounding::Up => value.ceil(),
        Rounding::Nearest => {
            let half = BigRational::new(1.into(), 2.into());
            (value + half).floor()
        }
    })
}
