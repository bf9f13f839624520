//! Functions of the catalogue as normal forms: one row each.
//!
//! Circular and hyperbolic functions become exponentials, functions of learning their definitions, factorials gamma
//! functions. A row gives `None` where its law needs a condition that is not known; the function is an atom then.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};

use super::atom::{Atom, Engine};
use super::poly::{Exponent, Poly};
use crate::expr::Head;
use crate::functions::{RowKind, find};

type Law = fn(&mut Engine, &[Poly]) -> Option<Poly>;

/// Head, number of arguments, and its normal form.
static LAWS: &[(Head, usize, Law)] = &[
    ("Negate", 1, |_, a| Some(first(a)?.negate())),
    ("Divide", 2, |e, a| e.divide(first(a)?, second(a)?)),
    ("Power", 2, |e, a| e.power(first(a)?, second(a)?)),
    ("Sqrt", 1, |e, a| e.power(first(a)?, &Poly::ratio(1, 2))),
    ("Root", 2, |e, a| {
        let exponent = e.divide(&Poly::one(), second(a)?)?;
        e.power(first(a)?, &exponent)
    }),
    ("Percent", 1, |_, a| Some(first(a)?.scale(&BigRational::new(1.into(), 100.into())))),
    ("Pi", 0, |e, _| e.pi()),
    ("E", 0, |e, _| e.make(Atom::Euler)),
    ("I", 0, |e, _| e.imaginary()),
    ("GoldenRatio", 0, |e, _| {
        let root = e.power(&Poly::integer(5), &Poly::ratio(1, 2))?;
        Some(root.add(&Poly::one()).scale(&BigRational::new(1.into(), 2.into())))
    }),
    ("EulerGamma", 0, |e, _| e.make(Atom::Constant("EulerGamma"))),
    ("Catalan", 0, |e, _| e.make(Atom::Constant("Catalan"))),
    ("Glaisher", 0, |e, _| e.make(Atom::Constant("Glaisher"))),
    ("Exp", 1, |e, a| e.exponential(first(a)?)),
    ("Log", 1, |e, a| e.logarithm(first(a)?)),
    ("Log", 2, |e, a| e.logarithm_to(first(a)?, second(a)?)),
    ("Ln", 1, |e, a| e.logarithm(first(a)?)),
    ("Lb", 1, |e, a| e.logarithm_to(first(a)?, &Poly::integer(2))),
    ("Lg", 1, |e, a| e.logarithm_to(first(a)?, &Poly::integer(10))),
    ("Sin", 1, |e, a| e.sine(first(a)?)),
    ("Cos", 1, |e, a| e.cosine(first(a)?)),
    ("Tan", 1, |e, a| quotient(e, first(a)?, Engine::sine, Engine::cosine)),
    ("Cot", 1, |e, a| quotient(e, first(a)?, Engine::cosine, Engine::sine)),
    ("Sec", 1, |e, a| quotient(e, first(a)?, one_of, Engine::cosine)),
    ("Csc", 1, |e, a| quotient(e, first(a)?, one_of, Engine::sine)),
    ("Sinh", 1, |e, a| e.hyperbolic_sine(first(a)?)),
    ("Cosh", 1, |e, a| e.hyperbolic_cosine(first(a)?)),
    ("Tanh", 1, |e, a| quotient(e, first(a)?, Engine::hyperbolic_sine, Engine::hyperbolic_cosine)),
    ("Coth", 1, |e, a| quotient(e, first(a)?, Engine::hyperbolic_cosine, Engine::hyperbolic_sine)),
    ("Sech", 1, |e, a| quotient(e, first(a)?, one_of, Engine::hyperbolic_cosine)),
    ("Csch", 1, |e, a| quotient(e, first(a)?, one_of, Engine::hyperbolic_sine)),
    ("Arcsin", 1, |e, a| e.inverse_circular("Arcsin", "Arsinh", first(a)?)),
    ("Arccos", 1, |e, a| {
        let arcsine = e.inverse_circular("Arcsin", "Arsinh", first(a)?)?;
        e.law("arccos z = π/2 - arcsin z");
        Some(e.pi()?.scale(&BigRational::new(1.into(), 2.into())).subtract(&arcsine))
    }),
    ("Arctan", 1, |e, a| e.inverse_circular("Arctan", "Artanh", first(a)?)),
    ("Arsinh", 1, |e, a| e.inverse_circular("Arsinh", "Arcsin", first(a)?)),
    ("Artanh", 1, |e, a| e.inverse_circular("Artanh", "Arctan", first(a)?)),
    ("Arccot", 1, |e, a| {
        let inverse = e.divide(&Poly::one(), first(a)?)?;
        e.inverse_circular("Arctan", "Artanh", &inverse)
    }),
    ("Sinc", 1, |e, a| {
        if e.is_nonzero(first(a)?) {
            let sine = e.sine(first(a)?)?;
            return e.divide(&sine, first(a)?);
        }
        e.even("Sinc", first(a)?)
    }),
    ("Abs", 1, |e, a| e.absolute(first(a)?)),
    ("Sign", 1, |e, a| e.signum(first(a)?)),
    ("RealPart", 1, |e, a| e.real_part(first(a)?)),
    ("ImaginaryPart", 1, |e, a| e.imaginary_part(first(a)?)),
    ("Conjugate", 1, |e, a| e.conjugate(first(a)?)),
    ("Clamp", 3, |e, a| {
        let low = maximum(e, &[first(a)?.clone(), second(a)?.clone()])?;
        minimum(e, &[low, a.get(2)?.clone()])
    }),
    ("Sigmoid", 1, |e, a| sigmoid(e, first(a)?)),
    ("LogSigmoid", 1, |e, a| {
        let value = sigmoid(e, first(a)?)?;
        e.logarithm(&value)
    }),
    ("Logit", 1, |e, a| {
        let odds = e.divide(first(a)?, &Poly::one().subtract(first(a)?))?;
        e.logarithm(&odds)
    }),
    ("Softplus", 1, |e, a| softplus(e, first(a)?)),
    ("ReLU", 1, |e, a| maximum(e, &[Poly::zero(), first(a)?.clone()])),
    ("SiLU", 1, |e, a| {
        let gate = sigmoid(e, first(a)?)?;
        e.multiply(first(a)?, &gate)
    }),
    ("SiLU", 2, |e, a| {
        let inner = e.multiply(first(a)?, second(a)?)?;
        let gate = sigmoid(e, &inner)?;
        e.multiply(first(a)?, &gate)
    }),
    ("Mish", 1, |e, a| {
        let inner = softplus(e, first(a)?)?;
        let gate = quotient(e, &inner, Engine::hyperbolic_sine, Engine::hyperbolic_cosine)?;
        e.multiply(first(a)?, &gate)
    }),
    ("GELU", 1, |e, a| {
        let gate = normal_distribution(e, first(a)?)?;
        e.multiply(first(a)?, &gate)
    }),
    ("NormalCDF", 1, |e, a| normal_distribution(e, first(a)?)),
    ("NormalPDF", 1, |e, a| {
        let square = e.multiply(first(a)?, first(a)?)?;
        let bell = e.exponential(&square.scale(&BigRational::new((-1).into(), 2.into())))?;
        let width = e.pi()?.scale(&BigRational::from_integer(2.into()));
        let width = e.power(&width, &Poly::ratio(-1, 2))?;
        e.multiply(&bell, &width)
    }),
    ("Erf", 1, |e, a| e.odd("Erf", first(a)?)),
    ("Erfc", 1, |e, a| Some(Poly::one().subtract(&e.odd("Erf", first(a)?)?))),
    ("Factorial", 1, |e, a| e.gamma(&first(a)?.add(&Poly::one()))),
    ("Gamma", 1, |e, a| e.gamma(first(a)?)),
    ("Binomial", 2, |e, a| e.binomial(first(a)?, second(a)?)),
    ("RisingFactorial", 2, |e, a| e.rising(first(a)?, second(a)?)),
    ("FallingFactorial", 2, |e, a| e.falling(first(a)?, second(a)?)),
    ("Beta", 2, |e, a| {
        let (x, y) = (e.gamma(first(a)?)?, e.gamma(second(a)?)?);
        let below = e.gamma(&first(a)?.add(second(a)?))?;
        let above = e.multiply(&x, &y)?;
        e.divide(&above, &below)
    }),
    ("KroneckerDelta", 2, |e, a| e.delta(first(a)?, second(a)?)),
];

/// Functions of any number of arguments.
static FOLDS: &[(Head, Law)] = &[
    ("Add", |_, a| Some(a.iter().fold(Poly::zero(), |sum, term| sum.add(term)))),
    ("Multiply", |e, a| e.product(a)),
    ("Max", maximum),
    ("Min", minimum),
];

fn first(arguments: &[Poly]) -> Option<&Poly> {
    arguments.first()
}

fn second(arguments: &[Poly]) -> Option<&Poly> {
    arguments.get(1)
}

type Unary = fn(&mut Engine, &Poly) -> Option<Poly>;

fn one_of(_: &mut Engine, _: &Poly) -> Option<Poly> {
    Some(Poly::one())
}

fn quotient(engine: &mut Engine, value: &Poly, above: Unary, below: Unary) -> Option<Poly> {
    let (above, below) = (above(engine, value)?, below(engine, value)?);
    engine.divide(&above, &below)
}

fn sigmoid(engine: &mut Engine, value: &Poly) -> Option<Poly> {
    engine.law("sigmoid(x) = 1/(1 + exp(-x))");
    let below = engine.exponential(&value.negate())?.add(&Poly::one());
    engine.divide(&Poly::one(), &below)
}

fn softplus(engine: &mut Engine, value: &Poly) -> Option<Poly> {
    let inside = engine.exponential(value)?.add(&Poly::one());
    engine.logarithm(&inside)
}

fn normal_distribution(engine: &mut Engine, value: &Poly) -> Option<Poly> {
    let root = engine.power(&Poly::integer(2), &Poly::ratio(-1, 2))?;
    let inner = engine.multiply(value, &root)?;
    let error = engine.odd("Erf", &inner)?;
    engine.law("Φ(x) = (1 + erf(x/√2))/2");
    Some(error.add(&Poly::one()).scale(&BigRational::new(1.into(), 2.into())))
}

/// max(a, b) = (a + b + |a - b|)/2 for real arguments.
fn maximum(engine: &mut Engine, values: &[Poly]) -> Option<Poly> {
    extremum(engine, values, false)
}

fn minimum(engine: &mut Engine, values: &[Poly]) -> Option<Poly> {
    extremum(engine, values, true)
}

fn extremum(engine: &mut Engine, values: &[Poly], least: bool) -> Option<Poly> {
    let (start, rest) = values.split_first()?;
    if !values.iter().all(|value| engine.is_real(value)) {
        return None;
    }
    rest.iter().try_fold(start.clone(), |best, value| {
        let distance = engine.absolute(&best.subtract(value))?;
        engine.law("max(a, b) = (a + b + |a - b|)/2");
        let distance = if least { distance.negate() } else { distance };
        Some(best.add(value).add(&distance).scale(&BigRational::new(1.into(), 2.into())))
    })
}

impl Engine {
    /// The normal form of a function of normal forms; an atom where no law applies; `None` for what is no scalar.
    pub(super) fn function(&mut self, head: Head, arguments: &[Poly]) -> Option<Poly> {
        let law = LAWS.iter().find(|row| row.0 == head && row.1 == arguments.len()).map(|row| row.2);
        let law = law.or_else(|| FOLDS.iter().find(|row| row.0 == head).map(|row| row.1));
        let before = self.budget.left();
        if let Some(value) = law.and_then(|law| law(self, arguments)) {
            return Some(value);
        }
        if law.is_some() && before > 0 && self.budget.left() == 0 {
            return None;
        }
        let undefined =
            matches!(head, "Divide" | "Log" | "Ln" | "Add" | "Multiply" | "Negate" | "PlusMinus" | "MinusPlus");
        let scalar = find(head).is_some_and(|row| row.kind == RowKind::Scalar) || STRUCTURES.contains(&head);
        let known = !undefined && scalar;
        known.then(|| self.apply(head, arguments.to_vec())).flatten()
    }

    pub(super) fn sine(&mut self, angle: &Poly) -> Option<Poly> {
        let i = self.imaginary()?;
        let turned = self.multiply(&i, angle)?;
        let (plus, minus) = (self.exponential(&turned)?, self.exponential(&turned.negate())?);
        self.law("sin x = (exp(ix) - exp(-ix))/(2i), cos x = (exp(ix) + exp(-ix))/2");
        let turned = self.unity(Exponent::new(-1, 2))?.scale(&BigRational::new(1.into(), 2.into()));
        self.multiply(&plus.subtract(&minus), &turned)
    }

    pub(super) fn cosine(&mut self, angle: &Poly) -> Option<Poly> {
        let i = self.imaginary()?;
        let turned = self.multiply(&i, angle)?;
        let (plus, minus) = (self.exponential(&turned)?, self.exponential(&turned.negate())?);
        self.law("sin x = (exp(ix) - exp(-ix))/(2i), cos x = (exp(ix) + exp(-ix))/2");
        Some(plus.add(&minus).scale(&BigRational::new(1.into(), 2.into())))
    }

    fn hyperbolic_sine(&mut self, value: &Poly) -> Option<Poly> {
        let (plus, minus) = (self.exponential(value)?, self.exponential(&value.negate())?);
        self.law("sinh x = (exp(x) - exp(-x))/2, cosh x = (exp(x) + exp(-x))/2");
        Some(plus.subtract(&minus).scale(&BigRational::new(1.into(), 2.into())))
    }

    fn hyperbolic_cosine(&mut self, value: &Poly) -> Option<Poly> {
        let (plus, minus) = (self.exponential(value)?, self.exponential(&value.negate())?);
        self.law("sinh x = (exp(x) - exp(-x))/2, cosh x = (exp(x) + exp(-x))/2");
        Some(plus.add(&minus).scale(&BigRational::new(1.into(), 2.into())))
    }

    /// f(-x) = -f(x), the argument with a positive leading coefficient.
    pub(super) fn odd(&mut self, head: Head, value: &Poly) -> Option<Poly> {
        let value = self.canonical(value)?;
        if value.is_zero() {
            return Some(Poly::zero());
        }
        if is_negated(&value) {
            Some(self.apply(head, vec![value.negate()])?.negate())
        } else {
            self.apply(head, vec![value])
        }
    }

    /// f(-x) = f(x).
    pub(super) fn even(&mut self, head: Head, value: &Poly) -> Option<Poly> {
        let value = self.canonical(value)?;
        if head == "Sinc" && value.is_zero() {
            return Some(Poly::one());
        }
        let value = if is_negated(&value) { value.negate() } else { value };
        self.apply(head, vec![value])
    }

    /// An odd inverse function; f(iz) = i g(z) turns an imaginary argument.
    fn inverse_circular(&mut self, head: Head, turned: Head, value: &Poly) -> Option<Poly> {
        let value = self.canonical(value)?;
        let i = self.imaginary()?;
        let unity = self.intern(Atom::Unity)?;
        let imaginary = !value.is_zero() && value.terms().all(|(m, _)| m.exponent(unity) == Exponent::new(1, 2));
        if imaginary {
            let real = self.multiply(&value, &i)?.negate();
            let other = self.inverse_circular(turned, head, &real)?;
            return self.multiply(&i, &other);
        }
        if let Some(angle) = self.known_angle(head, &value)? {
            return Some(angle);
        }
        self.odd(head, &value)
    }

    /// arcsin and arctan of the sine and tangent of a multiple of π.
    fn known_angle(&mut self, head: Head, value: &Poly) -> Option<Option<Poly>> {
        let unary: Unary = match head {
            "Arcsin" => Engine::sine,
            "Arctan" => |e, x| quotient(e, x, Engine::sine, Engine::cosine),
            _ => return Some(None),
        };
        let constant = |atom: &u32| matches!(self.atom(*atom), Atom::Prime(_) | Atom::Sum(_) | Atom::Unity);
        if !value.atoms().iter().all(constant) {
            return Some(None);
        }
        for (numerator, denominator) in ANGLES {
            if head == "Arctan" && *denominator == 2 {
                continue;
            }
            let angle = self.pi()?.scale(&BigRational::new((*numerator).into(), (*denominator).into()));
            let target = unary(self, &angle)?;
            for (target, angle) in [(target.clone(), angle.clone()), (target.negate(), angle.negate())] {
                if self.is_zero(&target.subtract(value))? {
                    self.law("values of sine and tangent at parts of π");
                    return Some(Some(angle));
                }
            }
        }
        Some(None)
    }

    /// δ_ij: 1 for equal, 0 for surely different arguments, else one atom for both orders.
    pub(super) fn delta(&mut self, a: &Poly, b: &Poly) -> Option<Poly> {
        let difference = a.subtract(b);
        if difference.is_zero() {
            return Some(Poly::one());
        }
        if self.is_nonzero(&difference) {
            return Some(Poly::zero());
        }
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        self.apply("KroneckerDelta", vec![a.clone(), b.clone()])
    }
}

/// Angles in (0, π/2] as parts of π whose sines and tangents are tried.
static ANGLES: &[(i64, i64)] =
    &[(0, 1), (1, 6), (1, 4), (1, 3), (1, 2), (1, 8), (3, 8), (1, 12), (5, 12), (1, 5), (2, 5), (1, 10), (3, 10)];

/// What holds arguments together and may stand inside an unknown function.
static STRUCTURES: &[Head] = &["At", "AtUpper", "Tuple", "Given", "Parametrised", "Versus"];

fn is_negated(value: &Poly) -> bool {
    value.leading().is_some_and(|(_, coefficient)| coefficient.is_negative())
}

/// A small factorial.
pub(super) fn factorial(n: u32) -> BigInt {
    (1..=n).fold(BigInt::one(), |product, factor| product * factor)
}
