//! Values of catalogued functions on complex balls, as data.
//!
//! A row says: which enclosure computes `head`. Sums of arrays, binders and other forms have their values elsewhere.

use crate::expr::Head;
use crate::number::{Ball, Complex, Undefined, Value};

/// How a function on balls is computed, by the number of its arguments.
#[derive(Clone, Copy)]
pub enum Rule {
    Constant(fn(u32) -> Complex),
    One(fn(&Complex) -> Value),
    Two(fn(&Complex, &Complex) -> Value),
    Three(fn(&Complex, &Complex, &Complex) -> Value),
    Four(fn(&Complex, &Complex, &Complex, &Complex) -> Value),
    /// One argument, or two.
    OneOrTwo(fn(&Complex) -> Value, fn(&Complex, &Complex) -> Value),
    /// Two arguments, or three.
    TwoOrThree(fn(&Complex, &Complex) -> Value, fn(&Complex, &Complex, &Complex) -> Value),
    /// Three arguments, or four.
    ThreeOrFour(fn(&Complex, &Complex, &Complex) -> Value, fn(&Complex, &Complex, &Complex, &Complex) -> Value),
}

impl Rule {
    /// apply: balls of the arguments → a ball that holds the value at all their points.
    pub fn apply(self, arguments: &[Complex], precision: u32) -> Value {
        match (self, arguments) {
            (Self::Constant(value), []) => Ok(value(precision)),
            (Self::One(value) | Self::OneOrTwo(value, _), [a]) => value(a),
            (Self::Two(value) | Self::OneOrTwo(_, value) | Self::TwoOrThree(value, _), [a, b]) => value(a, b),
            (Self::Three(value) | Self::TwoOrThree(_, value) | Self::ThreeOrFour(value, _), [a, b, c]) => {
                value(a, b, c)
            }
            (Self::Four(value) | Self::ThreeOrFour(_, value), [a, b, c, d]) => value(a, b, c, d),
            _ => Err(Undefined::Unsupported),
        }
    }
}

/// cost: a head, its arguments and a precision → the steps of one evaluation, a step being about a microsecond.
pub fn cost(head: Head, arguments: &[Complex], precision: u32) -> u64 {
    let row = COSTS.iter().find(|(own, ..)| *own == head);
    let decisive = usize::from(head.starts_with("HypergeometricU"));
    let whole = arguments.get(decisive).is_some_and(|argument| argument.as_i64().is_some());
    let nearly =
        WALKED.contains(&head) && arguments.first().is_some_and(|own| near_whole(own.re.to_f64(), own.im.to_f64()));
    let steps = match row {
        Some((_, steps, at_whole)) if whole || nearly => *at_whole + degree(head, arguments),
        Some(_) if is_far_limit(head, arguments) => LIMIT,
        Some((_, steps, _)) => *steps,
        None => 16,
    };
    at_precision(steps.saturating_mul(1 + order(head, arguments)), precision)
}

/// Functions whose limits at whole numbers are walked around from nearby as well.
static WALKED: &[Head] = &["BesselY", "BesselK", "Polylog"];

/// Steps at 96 bits of a formula that is a limit, which is the mean of its values around the place.
pub const LIMIT: u64 = 400_000;

/// Steps at a precision, from those at 96 bits: the longer numbers are, the more values a limit takes as well.
pub fn at_precision(steps: u64, precision: u32) -> u64 {
    let longer = u64::from(precision / 32).max(1);
    let most = if steps >= LIMIT / 4 { longer.saturating_mul(longer) / 3 } else { longer };
    steps.saturating_mul(most) / 3
}

/// Whether a number is so near to an integer that a formula with a pole there is taken for its limit.
pub fn near_whole(re: f64, im: f64) -> bool {
    (re - re.round()).hypot(im) <= 0.021
}

/// Legendre functions far out are limits where twice their degree is whole.
fn is_far_limit(head: Head, arguments: &[Complex]) -> bool {
    let [degree, z, ..] = arguments else { return false };
    head == "LegendreP"
        && near_whole(2.0 * degree.re.to_f64(), 2.0 * degree.im.to_f64())
        && (z.re.to_f64() - 1.0).hypot(z.im.to_f64()) > 1.5
}

/// How often a function is differentiated, where each derivative is one more value.
fn order(head: Head, arguments: &[Complex]) -> u64 {
    let order = arguments.get(2).filter(|_| head.starts_with("Bessel")).and_then(Complex::as_i64);
    order.map_or(0, i64::unsigned_abs)
}

/// Polynomials cost by their degree.
fn degree(head: Head, arguments: &[Complex]) -> u64 {
    let by_degree = matches!(head, "LegendreP" | "ChebyshevT" | "ChebyshevU" | "HermiteH");
    let degree = arguments.first().filter(|_| by_degree).and_then(Complex::as_i64);
    if head == "BernoulliPolynomial" {
        // As many numbers, each of them a fraction of as many digits.
        let degree = arguments.first().and_then(Complex::as_i64).map_or(0, i64::unsigned_abs);
        return degree.saturating_mul(degree) / 8;
    }
    degree.map_or(0, |degree| degree.unsigned_abs().saturating_mul(8))
}

/// What functions cost at 96 bits, as measured: for arguments of a general kind, and where the first is a whole number
/// (the second of U), for which several are limits of their formulas.
static COSTS: &[(Head, u64, u64)] = &[
    ("EulerGamma", 100, 100),
    ("Catalan", 300, 300),
    ("Glaisher", 550, 550),
    ("Factorial", 150, 10),
    ("DoubleFactorial", 350, 10),
    ("RisingFactorial", 550, 300),
    ("FallingFactorial", 550, 300),
    ("Binomial", 800, 500),
    ("Gamma", 200, 10),
    ("LogGamma", 1_300, 100),
    ("UpperGamma", 1_700, 700),
    ("LowerGamma", 900, 600),
    ("Digamma", 130, 50),
    ("Polygamma", 300, 300),
    ("Beta", 500, 400),
    ("IncompleteBeta", 10_500, 9_600),
    ("RegularizedBeta", 19_000, 12_000),
    ("Erf", 180, 130),
    ("Erfc", 330, 200),
    ("Erfi", 160, 100),
    ("NormalCDF", 1_500, 900),
    ("Zeta", 700, 200),
    ("HurwitzZeta", 2_100, 500),
    ("ZetaDerivative", 2_000, 800),
    ("Stieltjes", 1_100, 900),
    ("DirichletEta", 800, 100),
    ("Polylog", 11_000, 600_000),
    ("LambertW", 400, 150),
    ("EllipticK", 200, 200),
    ("EllipticE", 500, 500),
    ("EllipticPi", 1_700, 1_600),
    ("IncompleteEllipticF", 2_400, 1_000),
    ("IncompleteEllipticE", 2_800, 1_500),
    ("IncompleteEllipticPi", 3_000, 2_000),
    ("CarlsonRF", 550, 550),
    ("CarlsonRG", 2_200, 2_200),
    ("CarlsonRJ", 1_200, 1_200),
    ("CarlsonRD", 1_200, 1_200),
    ("CarlsonRC", 800, 600),
    ("BesselJ", 1_100, 700),
    ("BesselY", 1_500, 190_000),
    ("BesselI", 1_100, 700),
    ("BesselK", 1_500, 150_000),
    ("AiryAi", 350, 350),
    ("AiryBi", 350, 350),
    ("BernoulliPolynomial", 50, 50),
    ("LegendreP", 12_000, 100),
    ("ChebyshevT", 400, 100),
    ("ChebyshevU", 450, 100),
    ("HermiteH", 1_700, 200),
    ("HypergeometricU", 3_300, 80_000),
    ("HypergeometricUStar", 3_300, 80_000),
    ("JacobiTheta", 90, 90),
    ("BarnesG", 2_600, 20),
    ("LogBarnesG", 2_300, 1_000_000),
    ("CoulombF", 9_000, 9_000),
    ("HarmonicNumber", 350, 250),
];

/// A constant given by a real ball.
macro_rules! real {
    ($value:expr) => {
        Rule::Constant(|precision| Complex::real($value(precision)))
    };
}

/// A function of a real number.
fn on_real(z: &Complex, value: impl Fn(&Ball) -> Value<Ball>) -> Value {
    if z.is_real() { value(&z.re).map(Complex::real) } else { Err(Undefined::Domain) }
}

/// All rows.
pub fn rules() -> impl Iterator<Item = &'static (Head, Rule)> {
    RULES.iter().chain(super::special_value::RULES)
}

/// Elementary functions.
static RULES: &[(Head, Rule)] = &[
    ("Pi", real!(crate::number::constants::pi)),
    ("E", real!(crate::number::constants::e)),
    ("GoldenRatio", real!(crate::number::constants::golden_ratio)),
    ("I", Rule::Constant(Complex::i)),
    ("Exp", Rule::One(Complex::exp)),
    ("Log", Rule::OneOrTwo(Complex::log, |z, base| z.log()?.divided(&base.log()?))),
    ("Ln", Rule::One(Complex::log)),
    ("Lb", Rule::One(|z| z.log()?.divided(&z.constant(2).log()?))),
    ("Lg", Rule::One(|z| z.log()?.divided(&z.constant(10).log()?))),
    ("Sin", Rule::One(Complex::sin)),
    ("Cos", Rule::One(Complex::cos)),
    ("Tan", Rule::One(Complex::tan)),
    ("Cot", Rule::One(Complex::cot)),
    ("Sec", Rule::One(Complex::sec)),
    ("Csc", Rule::One(Complex::csc)),
    ("Arcsin", Rule::One(Complex::asin)),
    ("Arccos", Rule::One(Complex::acos)),
    ("Arctan", Rule::One(Complex::atan)),
    ("Arctan2", Rule::Two(Complex::atan2)),
    ("Arccot", Rule::One(Complex::acot)),
    ("Sinh", Rule::One(Complex::sinh)),
    ("Cosh", Rule::One(Complex::cosh)),
    ("Tanh", Rule::One(Complex::tanh)),
    ("Coth", Rule::One(Complex::coth)),
    ("Sech", Rule::One(Complex::sech)),
    ("Csch", Rule::One(Complex::csch)),
    ("Arsinh", Rule::One(Complex::asinh)),
    ("Arcosh", Rule::One(Complex::acosh)),
    ("Artanh", Rule::One(Complex::atanh)),
    ("Sinc", Rule::One(Complex::sinc)),
    ("Sign", Rule::One(Complex::sign)),
    ("ComplexSign", Rule::One(complex_sign)),
    ("Argument", Rule::One(|z| z.arg().map(Complex::real))),
    ("Sigmoid", Rule::One(sigmoid)),
    ("LogSigmoid", Rule::One(|z| softplus(&z.negated()).map(|value| value.negated()))),
    ("Logit", Rule::One(|p| p.divided(&(p.constant(1) - p))?.log())),
    ("Softplus", Rule::One(softplus)),
    ("SiLU", Rule::OneOrTwo(|z| Ok(z * sigmoid(z)?), |z, beta| Ok(z * sigmoid(&(z * beta))?))),
    ("NormalPDF", Rule::One(normal_density)),
    ("Mish", Rule::One(|z| Ok(z * softplus(z)?.tanh()?))),
    ("ReLU", Rule::One(|z| on_real(z, |x| Ok(x.max(&x.constant(0)))))),
];

/// csgn z = √(z²)/z, and 0 at 0.
fn complex_sign(z: &Complex) -> Value {
    if z.is_exact_zero() { Ok(z.clone()) } else { z.square().sqrt()?.divided(z) }
}

/// 1/(1 + e^{-z}).
fn sigmoid(z: &Complex) -> Value {
    z.constant(1).divided(&(z.negated().exp()? + z.constant(1)))
}

/// log(1 + e^z).
fn softplus(z: &Complex) -> Value {
    z.exp()?.log_one_plus()
}

/// e^{-z²/2}/√(2π).
fn normal_density(z: &Complex) -> Value {
    let two_pi = Complex::real(crate::number::constants::pi(z.precision())).scaled(1);
    z.square().scaled(-1).negated().exp()?.divided(&two_pi.sqrt()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions;

    #[test]
    fn every_rule_belongs_to_a_row_that_takes_its_arguments() {
        for (head, rule) in rules() {
            let row = functions::find(head).unwrap_or_else(|| panic!("{head} is no row"));
            // Some take integers only.
            let known = [(1, 3), (1, 1)].into_iter().any(|(top, bottom)| {
                let enough = vec![Complex::ratio(top, bottom, 64); usize::from(row.arity.0)];
                rule.apply(&enough, 64).err() != Some(Undefined::Unsupported)
            });
            assert!(known, "{head}");
        }
    }
}
