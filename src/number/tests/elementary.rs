use super::{Function, WIDTHS, check_table};
use crate::number::{Ball, Complex, Undefined};

const FUNCTIONS: &[(&str, Function)] = &[
    ("exp", |z| z[0].exp()),
    ("sin", |z| z[0].sin()),
    ("cos", |z| z[0].cos()),
    ("tan", |z| z[0].tan()),
    ("sinh", |z| z[0].sinh()),
    ("cosh", |z| z[0].cosh()),
    ("tanh", |z| z[0].tanh()),
    ("atan", |z| z[0].atan()),
    ("asinh", |z| z[0].asinh()),
    ("asin", |z| z[0].asin()),
    ("acos", |z| z[0].acos()),
    ("atanh", |z| z[0].atanh()),
    ("acosh", |z| z[0].acosh()),
    ("log", |z| z[0].log()),
    ("log1p", |z| z[0].log_one_plus()),
    ("expm1", |z| z[0].exp_minus_one()),
    ("sqrt", |z| z[0].sqrt()),
    ("sinc", |z| z[0].sinc()),
    ("pow", |z| z[0].power(&z[1])),
    ("atan2", |z| Complex::atan2(&z[0], &z[1])),
    ("sinpi", |z| z[0].sin_cos_pi().map(|pair| pair.0)),
    ("cospi", |z| z[0].sin_cos_pi().map(|pair| pair.1)),
];

#[test]
fn elementary_functions_enclose_their_values() {
    check_table(include_str!("elementary.txt"), FUNCTIONS, WIDTHS);
}

#[test]
fn cuts_and_poles_are_named() {
    let across = Complex::new(Ball::integer(-2, 128), Ball::ratio(1, 3, 64) - Ball::ratio(1, 3, 64));
    assert_eq!(across.log().unwrap_err(), Undefined::BranchCut);
    assert_eq!(across.sqrt().unwrap_err(), Undefined::BranchCut);
    assert_eq!(Complex::integer(0, 128).log().unwrap_err(), Undefined::Pole);
    assert_eq!(Complex::i(128).atan().unwrap_err(), Undefined::Pole);
    assert_eq!(Complex::integer(1, 128).divided(&Complex::integer(0, 128)).unwrap_err(), Undefined::Pole);
    let minus_one = Complex::integer(-1, 128);
    assert!(minus_one.log().unwrap().im.is_positive());
    assert!(minus_one.sqrt().unwrap().overlaps(&Complex::i(128)));
    assert!(Complex::integer(2, 128).asin().unwrap().im.is_negative());
}
