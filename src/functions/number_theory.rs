//! Functions on integers.

use super::RowKind::Scalar;
use super::{Row, row};

pub(super) static ROWS: &[Row] = &[
    row("Fibonacci", &[], (1, 1), Scalar, "F_n for any integer n"),
    row("HarmonicNumber", &[], (1, 2), Scalar, "H_n = \\sum_{k=1}^n 1/k"),
    row("BernoulliNumber", &[], (1, 1), Scalar, "B_n with B_1 = -1/2"),
    row("BernoulliPolynomial", &[], (2, 2), Scalar, "BernoulliPolynomial(n, x)"),
    row("EulerNumber", &[], (1, 1), Scalar, "Euler's E_n"),
    row("BellNumber", &[], (1, 1), Scalar, "\\mathcal{B}_n"),
    row("Partitions", &[], (1, 1), Scalar, "p(n): number of partitions"),
    row("StirlingCycle", &[], (2, 2), Scalar, "{n \\brack k}"),
    row("StirlingSubset", &[], (2, 2), Scalar, "{n \\brace k}"),
    row("StirlingFirst", &[], (2, 2), Scalar, "signed s(n, k)"),
    row("Totient", &[], (1, 1), Scalar, "Euler's \\phi(n)"),
    row("MoebiusMu", &[], (1, 1), Scalar, "\\mu(n)"),
    row("DivisorSigma", &[], (2, 2), Scalar, "DivisorSigma(k, n) = \\sigma_k(n)"),
    row("NthPrime", &[], (1, 1), Scalar, "p_n"),
    row("PrimePi", &[], (1, 1), Scalar, "\\pi(x): number of primes up to x"),
    row("LandauG", &[], (1, 1), Scalar, "Landau's g(n)"),
];
