use super::decimal;
use crate::number::calculus::quadrature::{Effort, integrate, integrate_singular, integrate_to_infinity};
use crate::number::calculus::taylor::{derivative, taylor};
use crate::number::special::gamma::gamma;
use crate::number::{Ball, Complex, Radius, Undefined, Value};

const P: u32 = 128;

fn check(value: Value, expected: &str) {
    let value = value.unwrap();
    assert!(value.overlaps(&decimal(expected)), "{value} misses {expected}");
    assert!(value.accuracy() > 60, "{value} is wide");
}

#[test]
fn smooth_integrals_are_enclosed() {
    let effort = Effort::for_precision(P);
    let (zero, one) = (Complex::integer(0, P), Complex::integer(1, P));
    check(
        integrate(&|z, _| z.exp(), &zero, &one, effort),
        "1.7182818284590452353602874713526624977572470936999595749669676",
    );
    let bell = |z: &Complex, _: bool| (-z.square()).exp();
    check(
        integrate(&bell, &zero, &Complex::integer(3, P), effort),
        "0.886207348259521233894484577911845579569641934745283405844663",
    );
    check(
        integrate(
            &|z, _| (z.square() + 1).inverse().finite(),
            &Complex::integer(-5, P),
            &Complex::integer(5, P),
            effort,
        ),
        "2.74680153389003172172254385288992229730199919179940161793957",
    );
    let around = integrate(&|z, _| z.log(), &Complex::from_f64(1.0, 0.0, P), &Complex::from_f64(0.0, 1.0, P), effort);
    check(around, "-0.570796326794896619231321691639751442098584699687552910487472,-1");
}

#[test]
fn singular_and_infinite_ranges_need_a_proof() {
    let effort = Effort::for_precision(P);
    let (zero, one) = (Ball::zero(P), Ball::one(P));
    // ∫_0^h −log x dx = h (1 − log h)
    let rest = |h: &Ball| Ok((h * (h.constant(1) - h.log()?)).abs_upper());
    let logarithm = |z: &Complex, _: bool| Ok(-z.log()?);
    check(integrate_singular(&logarithm, (&zero, Some(&rest)), (&one, None), effort), "1");
    let tail = |x: &Ball| Ok(x.negated().exp().abs_upper());
    check(integrate_to_infinity(&|z, _| (-z).exp(), &zero, None, &tail, effort), "1");
    let none = |_: &Ball| Ok(Radius::INFINITE);
    assert_eq!(
        integrate_to_infinity(&|z, _| (-z).exp(), &zero, None, &none, effort).unwrap_err(),
        Undefined::Divergence
    );
    assert!(integrate(&|z, _| z.log(), &Complex::integer(0, P), &Complex::integer(1, P), effort).is_err());
}

#[test]
fn taylor_coefficients_are_enclosed() {
    let coefficients = taylor(&Complex::exp, &Complex::integer(1, P), 4).unwrap();
    assert!(coefficients.iter().all(Complex::is_real));
    check(Ok(coefficients[3].clone()), "0.453046971409840872560047911892110416292874515616659929161161");
    check(
        derivative(&gamma, &Complex::ratio(1, 3, P), 2).map(|value| value.at(100)),
        "53.3248949883062308237377356107404490553416432123762782264341",
    );
}
