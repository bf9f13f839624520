use super::{Function, WIDTHS, check_table};
use crate::number::special::bernoulli::{bernoulli_number, bernoulli_polynomial, euler_number};
use crate::number::special::{gamma, zeta};
use crate::number::{Complex, Undefined};

pub(super) fn index(z: &Complex) -> u64 {
    z.as_i64().unwrap().unsigned_abs()
}

const GAMMA: &[(&str, Function)] = &[
    ("gamma", |z| gamma::gamma(&z[0])),
    ("rgamma", |z| gamma::reciprocal_gamma(&z[0])),
    ("loggamma", |z| gamma::log_gamma(&z[0])),
    ("digamma", |z| gamma::digamma(&z[0])),
    ("polygamma", |z| gamma::polygamma(index(&z[0]), &z[1])),
    ("beta", |z| gamma::beta(&z[0], &z[1])),
    ("rising", |z| gamma::rising_factorial(&z[0], &z[1])),
    ("falling", |z| gamma::falling_factorial(&z[0], &z[1])),
    ("binomial", |z| gamma::binomial(&z[0], &z[1])),
    ("fac2", |z| gamma::double_factorial(&z[0])),
    ("bernpoly", |z| bernoulli_polynomial(index(&z[0]), &z[1])),
];

const ZETA: &[(&str, Function)] = &[
    ("zeta", |z| zeta::zeta(&z[0])),
    ("hurwitz", |z| zeta::hurwitz_zeta(&z[0], &z[1])),
    ("zetader", |z| zeta::zeta_derivative(&z[0], index(&z[1]))),
    ("hurwitzder", |z| zeta::hurwitz_zeta_derivative(&z[0], &z[1], index(&z[2]))),
    ("stieltjes", |z| zeta::stieltjes(index(&z[0]), &z[0].constant(1))),
    ("stieltjesa", |z| zeta::stieltjes(index(&z[0]), &z[1])),
    ("eta", |z| zeta::dirichlet_eta(&z[0])),
    ("catalan", |z| Ok(Complex::real(zeta::catalan(z[0].precision())))),
    ("glaisher", |z| Ok(Complex::real(zeta::glaisher(z[0].precision())))),
    ("euler", |z| Ok(Complex::real(zeta::euler_gamma(z[0].precision())))),
];

#[test]
fn gamma_functions_enclose_their_values() {
    check_table(include_str!("gamma.txt"), GAMMA, WIDTHS);
}

#[test]
fn zeta_functions_enclose_their_values() {
    check_table(include_str!("zeta.txt"), ZETA, &[]);
}

#[test]
fn bernoulli_and_euler_numbers_are_exact() {
    let expected = ["1", "-1/2", "1/6", "0", "-1/30", "0", "1/42", "0", "-1/30", "0", "5/66", "0", "-691/2730"];
    for (n, text) in expected.iter().enumerate() {
        assert_eq!(bernoulli_number(n as u64).unwrap().to_string(), *text);
    }
    for (n, text) in [(0, "1"), (2, "-1"), (4, "5"), (6, "-61"), (7, "0"), (10, "-50521")] {
        assert_eq!(euler_number(n).unwrap().to_string(), text);
    }
}

#[test]
fn poles_are_named() {
    for n in [0, -1, -5] {
        assert_eq!(gamma::gamma(&Complex::integer(n, 128)).unwrap_err(), Undefined::Pole);
        assert_eq!(gamma::digamma(&Complex::integer(n, 128)).unwrap_err(), Undefined::Pole);
        assert!(gamma::reciprocal_gamma(&Complex::integer(n, 128)).unwrap().is_exact_zero());
    }
    assert_eq!(zeta::zeta(&Complex::integer(1, 128)).unwrap_err(), Undefined::Pole);
}
