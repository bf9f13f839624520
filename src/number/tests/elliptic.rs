use super::gamma::index;
use super::{Function, WIDTHS, check_table};
use crate::number::special::lambert::lambert_w;
use crate::number::special::{carlson, elliptic, other, theta};

const ELLIPTIC: &[(&str, Function)] = &[
    ("agm", |z| elliptic::agm(&z[0], &z[1])),
    ("K", |z| elliptic::elliptic_k(&z[0])),
    ("E", |z| elliptic::elliptic_e(&z[0])),
    ("Pi", |z| elliptic::elliptic_pi(&z[0], &z[1])),
    ("Fi", |z| elliptic::incomplete_f(&z[0], &z[1])),
    ("Ei", |z| elliptic::incomplete_e(&z[0], &z[1])),
    ("Pii", |z| elliptic::incomplete_pi(&z[0], &z[1], &z[2])),
    ("RF", |z| carlson::carlson_rf(&z[0], &z[1], &z[2])),
    ("RC", |z| carlson::carlson_rc(&z[0], &z[1])),
    ("RD", |z| carlson::carlson_rd(&z[0], &z[1], &z[2])),
    ("RJ", |z| carlson::carlson_rj(&z[0], &z[1], &z[2], &z[3])),
    ("RG", |z| carlson::carlson_rg(&z[0], &z[1], &z[2])),
    ("W", |z| lambert_w(&z[0], z[1].as_i64().unwrap())),
];

const THETA: &[(&str, Function)] = &[
    ("theta", |z| theta::jacobi_theta(index(&z[0]) as u8, &z[1], &z[2], 0)),
    ("thetad", |z| theta::jacobi_theta(index(&z[0]) as u8, &z[1], &z[2], index(&z[3]) as u32)),
    ("eta", |z| theta::dedekind_eta(&z[0])),
    ("eisenstein", |z| theta::eisenstein_e(index(&z[0]), &z[1])),
    ("lambda", |z| theta::modular_lambda(&z[0])),
    ("j", |z| theta::modular_j(&z[0])),
    ("wp", |z| theta::weierstrass_p(&z[0], &z[1])),
    ("wzeta", |z| theta::weierstrass_zeta(&z[0], &z[1])),
    ("wsigma", |z| theta::weierstrass_sigma(&z[0], &z[1])),
    ("Si", |z| other::sin_integral(&z[0])),
    ("polylog", |z| other::polylog(&z[0], &z[1])),
    ("barnesg", |z| other::barnes_g(&z[0])),
];

#[test]
fn elliptic_functions_enclose_their_values() {
    check_table(include_str!("elliptic.txt"), ELLIPTIC, WIDTHS);
}

#[test]
fn theta_functions_enclose_their_values() {
    check_table(include_str!("theta.txt"), THETA, &[]);
}
