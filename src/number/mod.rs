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
