//! Sums and products of fractions, with a greatest common divisor that stays fast when they grow.
//!
//! Takes and gives fractions in lowest terms. The library's own divisor takes one bit a step and a new number at each of
//! them; here small numbers are machine words and large ones go through Lehmer's method.

use dashu_base::Gcd;
use dashu_int::UBig;
use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// `a + b`.
pub fn sum(a: &BigRational, b: &BigRational) -> BigRational {
    if a.is_integer() && b.is_integer() {
        return BigRational::from_integer(a.numer() + b.numer());
    }
    let common = gcd(a.denom(), b.denom());
    let (left, right) = (b.denom() / &common, a.denom() / &common);
    let top = a.numer() * &left + b.numer() * &right;
    if top.is_zero() {
        return BigRational::zero();
    }
    // What is left to cancel divides what the denominators share.
    let rest = gcd(&top, &common);
    BigRational::new_raw(top / &rest, a.denom() / &rest * left)
}

/// `a b`.
pub fn product(a: &BigRational, b: &BigRational) -> BigRational {
    let (over, under) = (gcd(a.numer(), b.denom()), gcd(b.numer(), a.denom()));
    BigRational::new_raw((a.numer() / &over) * (b.numer() / &under), (a.denom() / &under) * (b.denom() / &over))
}

/// The greatest common divisor, positive; that of 0 and n is n.
fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    if a.magnitude().is_one() || b.magnitude().is_one() {
        return BigInt::one();
    }
    if a.is_zero() || b.is_zero() {
        return BigInt::from_biguint(Sign::Plus, (a + b).magnitude().clone());
    }
    match (a.magnitude().to_u128(), b.magnitude().to_u128()) {
        (Some(a), Some(b)) => BigInt::from(Gcd::gcd(a, b)),
        _ => {
            let common = long(a.magnitude()).gcd(long(b.magnitude()));
            BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_le(&common.to_le_bytes()))
        }
    }
}

fn long(number: &BigUint) -> UBig {
    UBig::from_le_bytes(&number.to_bytes_le())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_products_are_those_of_the_library() {
        let part = |seed: u32, bits: u32| {
            let digits: Vec<u32> =
                (0..bits.div_ceil(32)).map(|at| seed.wrapping_mul(2_654_435_761).rotate_left(at)).collect();
            BigInt::from_biguint(if seed.is_multiple_of(2) { Sign::Plus } else { Sign::Minus }, BigUint::new(digits))
        };
        for seed in 0..200u32 {
            let bits = 16 << (seed % 6);
            let fraction =
                |shift: u32| BigRational::new(part(seed + shift, bits), part(3 * seed + shift + 1, bits) + 7);
            let (a, b) = (fraction(1), fraction(5));
            assert_eq!(sum(&a, &b), &a + &b);
            assert_eq!(product(&a, &b), &a * &b);
            assert!(sum(&a, &-a.clone()).is_zero() && sum(&a, &-a.clone()).denom().is_one());
            assert!(product(&a, &BigRational::zero()).denom().is_one());
        }
    }
}
