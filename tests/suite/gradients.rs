//! Gradients of the library with a factor that is nearly 1: each slip is found.

use mathlint::claims::{ClaimKind, Problem};
use mathlint::decide::{Outcome, Reason, Settings, decide};
use mathlint::expr::print::plain;
use mathlint::expr::{Expr, Kind, Number};
use num_bigint::BigInt;
use num_rational::BigRational;

use crate::library::library;

/// A factor that a comparison with a tolerance takes for 1.
fn slightly(side: &Expr) -> Expr {
    let factor = BigRational::new(BigInt::from(10_005), BigInt::from(10_000));
    let factor = Expr::from(Kind::Number(Number::rational(factor)));
    Expr::apply("Multiply", [factor, side.clone()])
}

#[test]
fn a_gradient_that_is_off_by_a_two_thousandth_is_refuted() {
    let (analysis, _) = library();
    let gradients = analysis.pages.iter().flat_map(|page| &page.relations).filter(|judged| {
        judged.relation.kind == ClaimKind::Gradient && judged.relation.relation == "Equal" && judged.holds()
    });
    let settings = Settings { evidence: false, ..Settings::default() };
    let (mut refuted, mut unmethodical, mut missed) = (0, 0, Vec::new());
    for judged in gradients {
        let Some(problem) = &judged.problem else { continue };
        // Zero stays zero, and a page may have been read in another way than the problem says.
        if problem.right.as_number().is_some_and(Number::is_zero)
            || problem.right.is_apply("ZeroArray")
            || decide(problem, &settings).outcome != Outcome::Holds
        {
            continue;
        }
        let slipped = Problem { right: slightly(&problem.right), ..problem.clone() };
        let verdict = decide(&slipped, &settings);
        match verdict.outcome {
            Outcome::Fails => refuted += 1,
            // What only exact proof decides has no points at which it could fail.
            Outcome::Undecided(Reason::NoMethod) => unmethodical += 1,
            other => {
                let (left, right) = (plain(&problem.left), plain(&problem.right));
                missed.push(format!("{left} = {right}: {other:?}, {:?}", verdict.note));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {}: {missed:#?}", missed.len(), refuted + missed.len());
    assert!(refuted >= 70 && unmethodical <= 1, "{refuted} refuted, {unmethodical} without a method");
}
