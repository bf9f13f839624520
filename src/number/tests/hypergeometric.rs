use super::{Function, WIDTHS, check_table};
use crate::number::special::bessel::Kind::{I, J, K, Y};
use crate::number::special::bessel::{airy, bessel};
use crate::number::special::hypergeometric::{hypergeometric, hypergeometric_regularized};
use crate::number::special::{confluent, orthogonal, other};

const HYPERGEOMETRIC: &[(&str, Function)] = &[
    ("2F1", |z| hypergeometric(&z[..2], &z[2..3], &z[3])),
    ("1F1", |z| hypergeometric(&z[..1], &z[1..2], &z[2])),
    ("0F1", |z| hypergeometric(&[], &z[..1], &z[1])),
    ("3F2", |z| hypergeometric(&z[..3], &z[3..5], &z[5])),
    ("1F1r", |z| hypergeometric_regularized(&z[..1], &z[1..2], &z[2])),
    ("1F1rpole", |z| hypergeometric_regularized(&z[..1], &z[1..2], &z[2])),
    ("U", |z| confluent::hypergeometric_u(&z[0], &z[1], &z[2])),
    ("erf", |z| confluent::erf(&z[0])),
    ("erfc", |z| confluent::erfc(&z[0])),
    ("erfi", |z| confluent::erfi(&z[0])),
    ("upper", |z| confluent::upper_gamma(&z[0], &z[1])),
    ("lower", |z| confluent::lower_gamma(&z[0], &z[1])),
    ("betainc", |z| confluent::incomplete_beta(&z[0], &z[1], &z[2])),
    ("betareg", |z| confluent::regularized_beta(&z[0], &z[1], &z[2])),
];

const BESSEL: &[(&str, Function)] = &[
    ("J", |z| bessel(J, &z[0], &z[1], 0)),
    ("Y", |z| bessel(Y, &z[0], &z[1], 0)),
    ("I", |z| bessel(I, &z[0], &z[1], 0)),
    ("K", |z| bessel(K, &z[0], &z[1], 0)),
    ("J2", |z| bessel(J, &z[0], &z[1], 2)),
    ("K1", |z| bessel(K, &z[0], &z[1], 1)),
    ("Ai", |z| airy(false, &z[0], 0)),
    ("Bi", |z| airy(true, &z[0], 0)),
    ("Ai1", |z| airy(false, &z[0], 1)),
    ("Bi3", |z| airy(true, &z[0], 3)),
    ("P", |z| orthogonal::legendre_p(&z[0], &z[1], 0)),
    ("T", |z| orthogonal::chebyshev_t(&z[0], &z[1], 0)),
    ("Ucheb", |z| orthogonal::chebyshev_u(&z[0], &z[1], 0)),
    ("P2", |z| orthogonal::legendre_p(&z[0], &z[1], 2)),
    ("H", |z| orthogonal::hermite_h(&z[0], &z[1], 0)),
    ("F", |z| other::coulomb_f(&z[0], &z[1], &z[2])),
];

#[test]
fn hypergeometric_functions_enclose_their_values() {
    check_table(include_str!("hypergeometric.txt"), HYPERGEOMETRIC, WIDTHS);
}

#[test]
fn bessel_and_orthogonal_functions_enclose_their_values() {
    check_table(include_str!("bessel.txt"), BESSEL, &[]);
}
