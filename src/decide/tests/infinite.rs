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
    ("(Integral (x 0 1) (Power x (Divide 5 2)))", "(Divide 2 7)", &[]),
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
    ("(Sum (k 0 (Infinity)) (Divide (Power k 3) (Factorial k)))", "(Multiply 5 (E))", &[]),
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
fn what_diverges_is_left_open_on_a_page() {
    for (left, right, facts) in DIVERGENT {
        let problem = crate::claims::Problem { closed: false, ..problem(left, "Equal", right, facts) };
        let outcome = decide(&problem, &Settings::default()).outcome;
        assert!(matches!(outcome, Outcome::Undecided(_) | Outcome::Trivial), "{left} = {right}: {outcome:?}");
    }
}

/// Tails by expansions, by turned paths and by telescoping; closed forms are from Gradshteyn and Ryzhik.
static EXPANDED: &[(&str, &str)] = &[
    ("(Integral (x 0 (Infinity)) (Sinc x))", "(Divide (Pi) 2)"),
    ("(Integral (x 0 (Infinity)) (Power (Sinc x) 3))", "(Divide (Multiply 3 (Pi)) 8)"),
    ("(Integral (x 0 (Infinity)) (Divide (Cos x) (Add 1 (Power x 2))))", "(Divide (Pi) (Multiply 2 (E)))"),
    ("(Integral (x 0 (Infinity)) (Sin (Power x 2)))", "(Divide (Sqrt (Divide (Pi) 2)) 2)"),
    (
        "(Integral (x 0 (Infinity)) (Divide 1 (Add 1 (Power x (Divide 5 2)))))",
        "(Divide (Multiply 2 (Pi)) (Multiply 5 (Sin (Divide (Multiply 2 (Pi)) 5))))",
    ),
    ("(Integral (x 1 (Infinity)) (Divide (Power (Log x) 2) (Power x (Divide 3 2))))", "16"),
    ("(Integral (x 0 (Divide (Pi) 2)) (Log (Cos x)))", "(Negate (Divide (Multiply (Pi) (Log 2)) 2))"),
    ("(Integral (x 0 1) (Power (Multiply x (Add 1 (Negate x))) (Divide -1 3)))", "(Beta (Divide 2 3) (Divide 2 3))"),
    ("(Sum (n 1 (Infinity)) (Divide (Sin n) n))", "(Divide (Add (Pi) -1) 2)"),
    ("(Limit (n to (Infinity)) (Add (Sum (k 1 n) (Divide 1 k)) (Negate (Log n))))", "(EulerGamma)"),
    ("(Limit (n to (Infinity)) (Divide (Fibonacci (Add n 2)) (Fibonacci n)))", "(Power (GoldenRatio) 2)"),
];

#[test]
fn expanded_tails_are_enclosed_and_slips_in_them_refuted() {
    for (left, right) in EXPANDED {
        let verdict = decide(&problem(left, "Equal", right, &[]), &Settings::default());
        assert_eq!(verdict.outcome, Outcome::Holds, "{left} = {right}: {:?}", verdict.note);
        let slip = format!("(Multiply {right} (Divide 1000001 1000000))");
        assert_eq!(outcome(left, "Equal", &slip, &[]), Outcome::Fails, "{left} = {slip}");
    }
}

/// What surely diverges, and cannot equal a number.
static NO_VALUE: &[(&str, &str)] = &[
    ("(Integral (x 1 (Infinity)) (Divide 1 x))", "1"),
    ("(Integral (x 0 (Infinity)) (Log x))", "1"),
    ("(Integral (x 0 2) (Divide 1 (Add x -1)))", "0"),
    ("(Sum (n 1 (Infinity)) (Divide 1 (Add n 1)))", "2"),
    ("(Sum (n 0 (Infinity)) (Power 2 n))", "-1"),
    ("(Product (n 1 (Infinity)) (Divide (Multiply 4 (Power n 2)) (Add 1 (Multiply -4 (Power n 2)))))", "1"),
];

#[test]
fn an_equation_that_is_asserted_by_itself_fails_where_a_side_diverges() {
    for (left, right) in NO_VALUE {
        let closed = problem(left, "Equal", right, &[]);
        let open = crate::claims::Problem { closed: false, ..closed.clone() };
        assert!(matches!(decide(&open, &Settings::default()).outcome, Outcome::Undecided(_)), "{left}");
        assert_eq!(decide(&closed, &Settings::default()).outcome, Outcome::Fails, "{left} = {right}");
        let both = crate::claims::Problem { right: closed.left.clone(), ..closed };
        assert_ne!(decide(&both, &Settings::default()).outcome, Outcome::Fails, "{left} = {left}");
    }
}
