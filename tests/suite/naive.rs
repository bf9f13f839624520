//! Claims on which sampling with floating-point numbers is wrong: each with its verdict and what it rests on.

use mathlint::decide::{Grade, Outcome, Reason, Verdict};
use mathlint::verify::{Given, verify};

fn verdict(tex: &str, assume: &[&str]) -> Verdict {
    let assume = assume.iter().map(|text| (*text).to_owned()).collect();
    verify(tex, &Given { assume, lets: Vec::new() }, 0).unwrap()
}

const X: &str = "x \\in \\mathbb{R}";
const Z: &str = "z \\in \\mathbb{C} \\setminus \\{0\\}";
const W: &str = "w \\in \\mathbb{C} \\setminus \\{0\\}";

/// True ones: by cancellation, at large arguments, near a limit, at integers only.
#[test]
fn true_claims_that_look_false_hold() {
    for (tex, assume, grade) in [
        ("(10^{20} + x) - 10^{20} = x", &[X][..], Grade::Proved),
        ("\\sqrt{x^2} = \\left|x\\right|", &[X], Grade::Proved),
        ("\\sin(\\pi n) = 0", &["n \\in \\mathbb{Z}"], Grade::Proved),
        ("\\frac{1 - \\cos(x)}{x^2} \\le \\frac{1}{2}", &[X], Grade::Enclosed),
        ("\\left(1 + \\frac{1}{x}\\right)^{x} < e", &[X, "x > 0"], Grade::Enclosed),
        ("\\sin(10^{22}) < 0", &[], Grade::Enclosed),
    ] {
        let verdict = verdict(tex, assume);
        assert_eq!((&verdict.outcome, verdict.grade), (&Outcome::Holds, Some(grade)), "{tex}");
        assert!(verdict.witness.is_none() && verdict.points > 0, "{tex}");
    }
}

/// False ones: almost integers, branches, one exceptional point, beyond a bound, divergent.
#[test]
fn false_claims_that_look_true_fail_at_a_point_that_shows_it() {
    for (tex, assume, place) in [
        ("e^{\\pi \\sqrt{163}} = 262537412640768744", &[][..], None),
        ("\\cos(\\log(\\pi + 20)) = -1", &[], None),
        ("\\pi = \\frac{355}{113}", &[], None),
        ("\\sqrt{z^2} = z", &[Z], Some("z")),
        ("\\log(z w) = \\log(z) + \\log(w)", &[Z, W], Some("z")),
        ("\\arctan(\\tan(x)) = x", &[X], Some("x")),
        ("0^{x} = 0", &[X, "x \\ge 0"], Some("x")),
        ("n^2 + n + 41 \\in \\mathbb{P}", &["n \\in \\mathbb{Z}_{\\ge 0}"], Some("n")),
        ("n^{5} \\le 100 n^{4}", &["n \\in \\mathbb{Z}_{\\ge 1}"], Some("n")),
        ("\\int_{-1}^{1} \\frac{1}{x} \\, dx = 0", &[], None),
        ("\\sum_{n=1}^{\\infty} \\frac{1}{n} = 20", &[], None),
    ] {
        let verdict = verdict(tex, assume);
        assert_eq!((&verdict.outcome, verdict.grade), (&Outcome::Fails, Some(Grade::Enclosed)), "{tex}");
        let witness = verdict.witness.unwrap();
        assert_eq!(witness.values.first().map(|(name, _)| name.as_str()), place, "{tex}");
        assert_ne!(witness.left, witness.right, "{tex}");
    }
}

/// Nothing is said of what has no case.
#[test]
fn a_claim_without_a_case_is_undecided() {
    let verdict = verdict("x = 2", &[X, "x > 1", "x < 0"]);
    assert_eq!(verdict.outcome, Outcome::Undecided(Reason::NoPoints));
}
