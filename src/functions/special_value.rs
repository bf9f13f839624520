//! Values of special functions on complex balls, as data.

use super::value::Rule::{self, Four, One, OneOrTwo, Three, ThreeOrFour, Two, TwoOrThree};
use crate::expr::Head;
use crate::number::special::bessel::Kind;
use crate::number::special::{
    bernoulli, bessel, carlson, confluent, elliptic, gamma, lambert, orthogonal, other, theta, zeta,
};
use crate::number::{Complex, Undefined, Value};

/// A constant given by a real ball.
macro_rules! real {
    ($value:expr) => {
        Rule::Constant(|precision| Complex::real($value(precision)))
    };
}

/// The whole number that an argument is.
fn whole(z: &Complex) -> Value<u64> {
    let n = z.as_i64().ok_or(Undefined::Unsupported)?;
    u64::try_from(n).map_err(|_| Undefined::Domain)
}

/// An argument that counts derivatives.
fn order(z: &Complex) -> Value<u64> {
    whole(z).and_then(|n| if n <= 64 { Ok(n) } else { Err(Undefined::Budget) })
}

macro_rules! bessel_rule {
    ($kind:ident) => {
        TwoOrThree(|n, z| bessel::bessel(Kind::$kind, n, z, 0), |n, z, r| bessel::bessel(Kind::$kind, n, z, order(r)?))
    };
}

macro_rules! orthogonal_rule {
    ($value:path) => {
        TwoOrThree(|n, z| $value(n, z, 0), |n, z, r| $value(n, z, order(r)?))
    };
}

/// The rows.
pub(super) static RULES: &[(Head, Rule)] = &[
    ("EulerGamma", real!(zeta::euler_gamma)),
    ("Catalan", real!(zeta::catalan)),
    ("Glaisher", real!(zeta::glaisher)),
    ("Factorial", One(gamma::factorial)),
    ("DoubleFactorial", One(gamma::double_factorial)),
    ("RisingFactorial", Two(gamma::rising_factorial)),
    ("FallingFactorial", Two(gamma::falling_factorial)),
    ("Binomial", Two(gamma::binomial)),
    ("Gamma", One(gamma::gamma)),
    ("LogGamma", One(gamma::log_gamma)),
    ("UpperGamma", Two(confluent::upper_gamma)),
    ("LowerGamma", Two(confluent::lower_gamma)),
    ("Digamma", One(gamma::digamma)),
    ("Polygamma", Two(|m, z| gamma::polygamma(whole(m)?, z))),
    ("Beta", Two(gamma::beta)),
    ("IncompleteBeta", Three(confluent::incomplete_beta)),
    ("RegularizedBeta", Three(confluent::regularized_beta)),
    ("Erf", One(confluent::erf)),
    ("Erfc", One(confluent::erfc)),
    ("Erfi", One(confluent::erfi)),
    ("SinIntegral", One(other::sin_integral)),
    ("NormalCDF", One(normal_distribution)),
    ("Zeta", One(zeta::zeta)),
    ("HurwitzZeta", TwoOrThree(zeta::hurwitz_zeta, |s, a, r| zeta::hurwitz_zeta_derivative(s, a, order(r)?))),
    ("ZetaDerivative", Two(|s, r| zeta::zeta_derivative(s, order(r)?))),
    ("Stieltjes", OneOrTwo(|n| zeta::stieltjes(whole(n)?, &n.constant(1)), |n, a| zeta::stieltjes(whole(n)?, a))),
    ("DirichletEta", One(zeta::dirichlet_eta)),
    ("Polylog", Two(other::polylog)),
    (
        "LambertW",
        OneOrTwo(|z| lambert::lambert_w(z, 0), |z, k| lambert::lambert_w(z, k.as_i64().ok_or(Undefined::Unsupported)?)),
    ),
    ("EllipticK", One(elliptic::elliptic_k)),
    ("EllipticE", One(elliptic::elliptic_e)),
    ("EllipticPi", Two(elliptic::elliptic_pi)),
    ("IncompleteEllipticF", Two(elliptic::incomplete_f)),
    ("IncompleteEllipticE", Two(elliptic::incomplete_e)),
    ("IncompleteEllipticPi", Three(elliptic::incomplete_pi)),
    ("CarlsonRF", Three(carlson::carlson_rf)),
    ("CarlsonRG", Three(carlson::carlson_rg)),
    ("CarlsonRJ", Four(carlson::carlson_rj)),
    ("CarlsonRD", Three(carlson::carlson_rd)),
    ("CarlsonRC", Two(carlson::carlson_rc)),
    ("AGM", OneOrTwo(elliptic::agm_one, mean)),
    ("BesselJ", bessel_rule!(J)),
    ("BesselY", bessel_rule!(Y)),
    ("BesselI", bessel_rule!(I)),
    ("BesselK", bessel_rule!(K)),
    ("AiryAi", OneOrTwo(|z| bessel::airy(false, z, 0), |z, r| bessel::airy(false, z, order(r)?))),
    ("AiryBi", OneOrTwo(|z| bessel::airy(true, z, 0), |z, r| bessel::airy(true, z, order(r)?))),
    ("LegendreP", orthogonal_rule!(orthogonal::legendre_p)),
    ("ChebyshevT", orthogonal_rule!(orthogonal::chebyshev_t)),
    ("ChebyshevU", orthogonal_rule!(orthogonal::chebyshev_u)),
    ("HermiteH", orthogonal_rule!(orthogonal::hermite_h)),
    ("HypergeometricU", Three(confluent::hypergeometric_u)),
    ("HypergeometricUStar", Three(confluent::hypergeometric_u_star)),
    (
        "JacobiTheta",
        ThreeOrFour(
            |j, z, tau| jacobi(j, z, tau, 0),
            |j, z, tau, r| jacobi(j, z, tau, u32::try_from(order(r)?).unwrap_or(0)),
        ),
    ),
    ("DedekindEta", One(theta::dedekind_eta)),
    ("EisensteinE", Two(|k, tau| theta::eisenstein_e(whole(k)?, tau))),
    ("EisensteinG", Two(|k, tau| theta::eisenstein_g(whole(k)?, tau))),
    ("ModularJ", One(theta::modular_j)),
    ("ModularLambda", One(theta::modular_lambda)),
    ("WeierstrassP", Two(theta::weierstrass_p)),
    ("WeierstrassZeta", Two(theta::weierstrass_zeta)),
    ("WeierstrassSigma", Two(theta::weierstrass_sigma)),
    ("BarnesG", One(other::barnes_g)),
    ("LogBarnesG", One(other::log_barnes_g)),
    ("CoulombF", Three(other::coulomb_f)),
    ("BernoulliPolynomial", Two(|n, x| bernoulli::bernoulli_polynomial(whole(n)?, x))),
    ("BernoulliNumber", One(bernoulli_number)),
    ("EulerNumber", One(|n| Ok(Complex::from_bigint(&bernoulli::euler_number(whole(n)?)?, n.precision())))),
    ("HarmonicNumber", OneOrTwo(harmonic, generalised_harmonic)),
];

/// agm(a, b); on its cut, where b/a is negative, the sign of the root is a convention.
fn mean(a: &Complex, b: &Complex) -> Value {
    let opposite = a.is_real()
        && b.is_real()
        && (a.re.is_negative() && b.re.is_positive() || a.re.is_positive() && b.re.is_negative());
    if opposite && !(a + b).is_exact_zero() { Err(Undefined::BranchCut) } else { elliptic::agm(a, b) }
}

fn jacobi(j: &Complex, z: &Complex, tau: &Complex, r: u32) -> Value {
    let j = whole(j)?;
    match u8::try_from(j) {
        Ok(j @ 1..=4) => theta::jacobi_theta(j, z, tau, r),
        _ => Err(Undefined::Domain),
    }
}

/// Φ(x) = erfc(−x/√2)/2.
fn normal_distribution(z: &Complex) -> Value {
    let root = z.constant(2).sqrt()?;
    Ok(confluent::erfc(&z.negated().divided(&root)?)?.scaled(-1))
}

fn bernoulli_number(n: &Complex) -> Value {
    Ok(Complex::from_rational(&bernoulli::bernoulli_number(whole(n)?)?, n.precision()))
}

/// H_n = ψ(n + 1) + γ.
fn harmonic(n: &Complex) -> Value {
    Ok(gamma::digamma(&(n + 1))? + Complex::real(zeta::euler_gamma(n.precision())))
}

/// H_n^{(r)} = ζ(r) − ζ(r, n + 1).
fn generalised_harmonic(n: &Complex, r: &Complex) -> Value {
    if r.as_i64() == Some(1) {
        return harmonic(n);
    }
    Ok(zeta::zeta(r)? - zeta::hurwitz_zeta(r, &(n + 1))?)
}
