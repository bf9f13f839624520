//! Exact, fast and rigorous numbers: balls, complex balls, jets, small dense tensors, special functions.
//!
//! Takes numbers, gives enclosures: the true value of a function at every point of its arguments lies in the result.
//! What has no value, or none that could be enclosed, is an [`Undefined`] with its reason, never a guess.
//! Never allocates by input size without a bound.
//!
//! A number carries its precision in bits; a result has the larger one of its operands'. Operators `+ - * /` stand
//! for every mix of value, reference and `i64`; they are total (a division by what may be 0 gives the whole line or
//! plane, which `finite()` turns into `Err`). `Value<T = Complex>` is `Result<T, Undefined>`.
//!
//! | of | functions |
//! |---|---|
//! | making | `Ball::{integer(i64, p), ratio(i64, i64, p), from_bigint(&BigInt, p), from_rational(&BigRational, p), from_f64(f64, p), from_decimal(&str, p) → Option, everything(p)}`; `Complex::{real(Ball), new(Ball, Ball), integer, ratio, from_bigint, from_rational, from_f64(f64, f64, p), i(p)}`; `x.at(p)` changes the precision; `x.constant(i64)` |
//! | constants | `constants::{pi, log_two, e, golden_ratio}(p) → Ball` |
//! | asking | `is_exact, is_exact_zero, is_finite, contains_zero, contains(&), overlaps(&), accuracy() → i64` (certain bits), `as_integer, as_i64, to_f64, to_decimal(digits)`; Ball: `is_positive, is_negative, is_nonnegative, surely_less(&), surely_at_most(&), sign() → Option<i64>, lower, upper, mid_rational() → Option<BigRational>`; Complex: `is_real, is_imaginary, abs_upper, abs_lower` |
//! | Ball → Ball | `abs, exp, exp_minus_one, sin, cos, sin_cos, sin_cos_pi, atan, sinh, cosh, sinh_cosh, tanh, sinc, square, scaled(bits), power_integer(i64), sqrt_clipped, max(&), min(&), hull(&)` |
//! | Ball → Value\<Ball\> | `sqrt, log, log_one_plus, tan, asin, acos, asinh, acosh, atanh, power(&Ball), root(u32), floor, ceil`; `ball::angle(&x, &y)` |
//! | Complex → Complex | `abs → Ball, norm → Ball, conjugate, times_i(n), square, power_integer(i64), hull(&)` |
//! | Complex → Value | `divided(&), exp, exp_minus_one, exp_pi_i, log, log_one_plus, sqrt, power(&), root(u32), sin, cos, tan, cot, sec, csc, sin_cos, sin_cos_pi, sinh, cosh, tanh, coth, sech, csch, asin, acos, atan, acot, asinh, acosh, atanh, Complex::atan2(&y, &x), sinc, sign`; `arg, log_abs → Value<Ball>` |
//!
//! Special functions take and give Complex (`Value`), in `special::…`; `r` is how often they are differentiated:
//!
//! | module | functions |
//! |---|---|
//! | `gamma` | `gamma, reciprocal_gamma, log_gamma, digamma, factorial, double_factorial (&z)`; `polygamma(m: u64, &z)`; `beta(&a, &b), rising_factorial(&z, &k), falling_factorial(&z, &k), binomial(&z, &k)` |
//! | `zeta` | `zeta(&s), zeta_derivative(&s, r), hurwitz_zeta(&s, &a), hurwitz_zeta_derivative(&s, &a, r), dirichlet_eta(&s), stieltjes(n: u64, &a)`; `euler_gamma, catalan, glaisher (p) → Ball` |
//! | `bernoulli` | `bernoulli_number(n: u64) → Value<BigRational>, bernoulli_polynomial(n: u64, &x), euler_number(n: u64) → Value<BigInt>` |
//! | `hypergeometric` | `hypergeometric(&[a], &[b], &z), hypergeometric_regularized(&[a], &[b], &z)` |
//! | `confluent` | `hypergeometric_u(&a, &b, &z), hypergeometric_u_star(&a, &b, &z), erf, erfc, erfi (&z), lower_gamma(&s, &z), upper_gamma(&s, &z), incomplete_beta(&x, &a, &b), regularized_beta(&x, &a, &b)` |
//! | `bessel` | `bessel(Kind::{J, Y, I, K}, &order, &z, r), airy(second: bool, &z, r)` |
//! | `orthogonal` | `legendre_p, chebyshev_t, chebyshev_u, hermite_h (&n, &z, r)` |
//! | `elliptic` | `agm(&a, &b), agm_one(&z), elliptic_k(&m), elliptic_e(&m), elliptic_pi(&n, &m), incomplete_f(&φ, &m), incomplete_e(&φ, &m), incomplete_pi(&n, &φ, &m)` |
//! | `carlson` | `carlson_rf(&x, &y, &z), carlson_rg, carlson_rd (&x, &y, &z), carlson_rc(&x, &y), carlson_rj(&x, &y, &z, &p)` |
//! | `lambert` | `lambert_w(&z, k: i64)`; `omega(p) → Ball` |
//! | `theta` | `jacobi_theta(j: u8, &z, &τ, r: u32), dedekind_eta(&τ), eisenstein_e(k: u64, &τ), eisenstein_g(k, &τ), modular_lambda(&τ), modular_j(&τ), weierstrass_p(&z, &τ), weierstrass_zeta(&z, &τ), weierstrass_sigma(&z, &τ)` |
//! | `other` | `polylog(&s, &z), barnes_g(&z), log_barnes_g(&z), coulomb_f(&ℓ, &η, &z)` |
//!
//! On black boxes over Complex, in `calculus::…`:
//!
//! | module | functions |
//! |---|---|
//! | `quadrature` | `integrate(&dyn Fn(&Complex, holomorphic: bool) → Value, &a, &b, Effort)`, `integrate_singular(f, (&a, Option<rest>), (&b, Option<rest>), Effort)`, `integrate_to_infinity(f, &a, Option<rest>, tail, Effort)`; a `rest` bounds the part that is left out; `Effort::for_precision(p)` |
//! | `taylor` | `taylor(&dyn Fn(&Complex) → Value, &z, order) → Value<Vec<Complex>>`, `derivative(f, &z, n)`: any holomorphic function whose `Err` marks its cuts and poles; `removable(f, p, real)`: f(0) where its formula fails only at 0 |
//! | `series` | `sum_by_ratio(&first, ratio, bound, start, most)`, `sum_with_rest(term, rest, start, most, target)` |
//!
//! On integers, exact, in `integer::…` (`BigInt`, Err(Budget) for what is too large): `factorial(u64), double_factorial(i64),
//! binomial(&BigInt, i64), multinomial(&[u64]), fibonacci(i64), harmonic_number(n, r) → BigRational, bell_number(u64),
//! catalan_number(u64), partitions(u64), stirling_cycle, stirling_subset, stirling_first (n, k), totient(&BigInt),
//! moebius(&BigInt) → i64, divisor_sigma(k: u32, &BigInt), factorise(&BigInt), is_prime(u64), nth_prime(u64) → u64,
//! prime_pi(u64) → u64, landau_g(u64), gcd(iter), lcm(iter)`.

pub mod ball;
pub mod calculus;
pub mod complex;
pub mod constants;
mod dyadic;
mod fixed;
pub mod integer;
mod operators;
mod radius;
pub mod special;
#[cfg(test)]
mod tests;

pub use ball::Ball;
pub use complex::Complex;
pub use dyadic::Dyadic;
pub use radius::Radius;

/// Most bits of working precision that any operation uses.
pub const MAX_PRECISION: u32 = 4096;

/// Why a function gave no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Undefined {
    #[error("a pole")]
    Pole,
    #[error("the argument meets a branch cut")]
    BranchCut,
    #[error("outside the domain")]
    Domain,
    #[error("no convergence could be proved")]
    Divergence,
    #[error("more precision is needed")]
    Precision,
    #[error("not supported")]
    Unsupported,
    #[error("too large to compute")]
    Budget,
}

/// What a function gives: an enclosure of its value, or why there is none.
pub type Value<T = Complex> = Result<T, Undefined>;
