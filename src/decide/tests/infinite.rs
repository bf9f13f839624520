//! Infinite sums, products and integrals, up to singular ends: what is true holds, what is false by a little fails, and
//! what diverges is never said to hold.

use super::{outcome, problem};
use crate::decide::{Outcome, Settings, decide};

/// Left side, right side, facts.
type Row = (&'static str, &'static str, &'static [&'static str]);

static TRUE: &[Row] = &[
    ("(Integral (x 0 (Infinity)) (Exp (Negate x)))", "1", &[]),
    (
        "(Integral (x (Negate (Infinity)) (Infinity)) (Multiply (Power x 2) (Exp (Negate (Divide (Power x 2) 2)))))",
        "(Sqrt (Multiply 2 (Pi)))",
        &[],
    ),
    ("(Integral (x 1 (Infinity)) (Divide (Log x) (Power x 2)))", "1", &[]),
    ("(Integral (x 0 1) (Log x))", "-1", &[]),
    ("(Integral (x 0 1) (Divide 1 (Sqrt (Add 1 (Negate x)))))", "2", &[]),
    ("(Integral (x 0 1) (Divide (Sin x) x))", "(Integral (x 0 1) (Sinc x))", &[]),
    ("(Sum (n 0 (Infinity)) (Divide (Fibonacci n) (Power 3 n)))", "(Divide 3 5)", &[]),
    ("(Sum (n 0 (Infinity)) (Arctan (Divide 1 (Add (Power n 2) n 1))))", "(Divide (Pi) 2)", &[]),
    (
        "(Product (n 1 (Infinity)) (Divide (Multiply 4 (Power n 2)) (Add (Multiply 4 (Power n 2)) -1)))",
        "(Divide (Pi) 2)",
        &[],
    ),
    ("(Product (n 1 (Infinity)) (Cos (Divide 1 (Power 2 n))))", "(Sin 1)", &[]),
    ("(Sum (k 0 (Infinity)) (Divide (Power x k) (Factorial k)))", "(Exp x)", &["(Element x (RealNumbers))"]),
];

static FALSE: &[Row] = &[
    ("(Integral (x 0 (Infinity)) (Exp (Multiply -2 x)))", "1", &[]),
    ("(Integral (x 0 1) (Log x))", "(Divide -1001 1000)", &[]),
    ("(Integral (x 1 (Infinity)) (Divide (Log x) (Power x 3)))", "1", &[]),
    ("(Sum (n 0 (Infinity)) (Divide (Fibonacci n) (Power 3 n)))", "(Divide 4 5)", &[]),
    ("(Product (n 1 (Infinity)) (Cos (Divide 1 (Power 2 n))))", "(Sin 2)", &[]),
    ("(Sum (n 0 (Infinity)) (Arctan (Divide 1 (Add (Power n 2) n 2))))", "(Divide (Pi) 2)", &[]),
];

/// Both sides would be infinite, or have no value at all.
static DIVERGENT: &[Row] = &[
    ("(Integral (x 1 (Infinity)) (Divide 1 x))", "(Integral (x 1 (Infinity)) (Divide 1 x))", &[]),
    ("(Integral (x 0 1) (Divide 1 x))", "(Integral (x 0 1) (Divide 1 x))", &[]),
    ("(Integral (x 0 (Infinity)) (Power x 2))", "0", &[]),
    ("(Product (n 1 (Infinity)) (Divide (Add n 1) n))", "1", &[]),
    ("(Sum (n 1 (Infinity)) (Arctan (Divide 1 n)))", "1", &[]),
    ("(Sum (n 1 (Infinity)) (Divide (Fibonacci n) (Power (Divide 3 2) n)))", "1", &[]),
];

#[test]
fn true_values_are_enclosed() {
    for (left, right, facts) in TRUE {
        let verdict = decide(&problem(left, "Equal", right, facts), &Settings::default());
        assert_eq!(verdict.outcome, Outcome::Holds, "{left} = {right}: {:?}", verdict.note);
    }
}

#[test]
fn false_values_are_refuted() {
    for (left, right, facts) in FALSE {
        assert_eq!(outcome(left, "Equal", right, facts), Outcome::Fails, "{left} = {right}");
    }
}

#[test]
fn what_diverges_is_left_open() {
    for (left, right, facts) in DIVERGENT {
        let outcome = outcome(left, "Equal", right, facts);
        assert!(matches!(outcome, Outcome::Undecided(_) | Outcome::Trivial), "{left} = {right}: {outcome:?}");
    }
}
