use super::{outcome, problem};
use crate::decide::{Outcome, Settings, decide};
use crate::expr::Head;

const COMPLEX: &str = "(Element z (ComplexNumbers))";
const REAL: &str = "(Element x (RealNumbers))";
const NATURAL: &str = "(Element n (RestrictedSet (Integers) (GreaterEqual (Placeholder) 0)))";

/// Left side, relation, right side, facts.
type Row = (&'static str, Head, &'static str, &'static [&'static str]);

static TRUE: &[Row] = &[
    ("(Add (Power (Sin z) 2) (Power (Cos z) 2))", "Equal", "1", &[COMPLEX]),
    ("(Power (Exp z) 2)", "Equal", "(Exp (Multiply 2 z))", &[COMPLEX]),
    ("(Sqrt (Power x 2))", "Equal", "(Abs x)", &[REAL]),
    ("(Sum (k 1 n) k)", "Equal", "(Divide (Multiply n (Add n 1)) 2)", &[NATURAL]),
    ("(Abs (Add z 1))", "LessEqual", "(Add (Abs z) 1)", &[COMPLEX]),
    ("(TotalDerivative (Arctan z) z)", "Equal", "(Divide 1 (Add 1 (Power z 2)))", &[COMPLEX]),
    ("(TotalDerivative (Sin z) z z)", "Equal", "(Negate (Sin z))", &[COMPLEX]),
    ("(Power (E) (Multiply (I) (Pi)))", "Equal", "-1", &[]),
    ("(Abs (Add x (Negate y)))", "Equal", "(Add x (Negate y))", &["(GreaterEqual x y)"]),
    ("(Multiply x y)", "LessEqual", "1/4", &["(Equal (Add x y) 1)"]),
    ("(Add a b)", "Greater", "c", RIGHT_ANGLED),
];

static RIGHT_ANGLED: &[&str] =
    &["(Greater a 0)", "(Greater b 0)", "(Greater c 0)", "(Equal (Add (Power a 2) (Power b 2)) (Power c 2))"];

static FALSE: &[Row] = &[
    ("(Sqrt (Power z 2))", "Equal", "z", &[COMPLEX]),
    ("(Sqrt (Power x 2))", "Equal", "x", &[REAL]),
    ("(Log (Multiply x y))", "Equal", "(Add (Log x) (Log y))", &[]),
    ("(Sum (k 0 n) k)", "Equal", "(Divide (Multiply n (Add n -1)) 2)", &[NATURAL]),
    ("(Power -1 n)", "Equal", "1", &[NATURAL]),
    ("(Abs (Sin z))", "LessEqual", "1", &[COMPLEX]),
    ("(TotalDerivative (Tan z) z)", "Equal", "(Sec z)", &[COMPLEX]),
    ("(Power (E) (Multiply (I) (Pi)))", "Equal", "1", &[]),
    ("(Power x 2)", "GreaterEqual", "(Power y 2)", &["(GreaterEqual x y)"]),
    ("(Add (Power x 2) (Power y 2))", "Equal", "1", &["(Equal (Add x y) 1)"]),
    ("(Add a b)", "LessEqual", "c", RIGHT_ANGLED),
];

#[test]
fn true_claims_hold() {
    for (left, relation, right, facts) in TRUE {
        assert_eq!(outcome(left, relation, right, facts), Outcome::Holds, "{left} {relation} {right}");
    }
}

#[test]
fn false_claims_fail() {
    for (left, relation, right, facts) in FALSE {
        assert_eq!(outcome(left, relation, right, facts), Outcome::Fails, "{left} {relation} {right}");
    }
}

#[test]
fn a_claim_about_nothing_is_not_confirmed() {
    let nothing = outcome("x", "Equal", "2", &["(Greater x 1)", "(Less x 0)"]);
    assert!(matches!(nothing, Outcome::Undecided(_)), "{nothing:?}");
    let empty = outcome("(Add x (Negate x))", "Equal", "0", &[REAL]);
    assert_ne!(empty, Outcome::Fails);
}

#[test]
fn a_counterexample_is_simple_and_comes_with_the_repair() {
    let claim = problem("(Power (Sin x) 2)", "Equal", "(Add 1 (Power (Cos x) 2))", &[REAL]);
    let verdict = decide(&claim, &Settings::default());
    let witness = verdict.witness.unwrap();
    assert_eq!(witness.values.len(), 1);
    assert!(witness.values[0].1.len() < 4, "{witness:?}");
    assert!(witness.recompute.unwrap().starts_with("from mpmath import *"));
    let repaired = verdict.repair.map(|repair| repair.edit);
    assert_eq!(repaired.as_deref(), Some("on the right, the other sign of term 2"));
}

#[test]
fn a_bound_that_is_off_by_one_is_repaired() {
    let claim = problem("(Sum (k 1 n) (Binomial n k))", "Equal", "(Power 2 n)", &[NATURAL]);
    let repair = decide(&claim, &Settings::default()).repair.unwrap();
    assert_eq!(repair.edit, "on the left, a lower bound smaller by 1");
}

#[test]
fn the_same_problem_has_the_same_verdict() {
    let claim = problem("(Sqrt (Power z 2))", "Equal", "z", &[COMPLEX]);
    assert_eq!(decide(&claim, &Settings::default()), decide(&claim, &Settings::default()));
}
