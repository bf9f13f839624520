//! Divisors and primes.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use crate::number::{Undefined, Value};

/// Trial division goes up to here, so that integers to 10^12 are factorised in full.
const TRIAL: u64 = 1_000_000;

/// gcd ≥ 0; gcd(0, 0) = 0; gcd of nothing is 0.
pub fn gcd<'a>(values: impl IntoIterator<Item = &'a BigInt>) -> BigInt {
    values.into_iter().fold(BigInt::zero(), |sum, value| sum.gcd(value))
}

/// lcm ≥ 0; 0 where one value is 0; lcm of nothing is 1.
pub fn lcm<'a>(values: impl IntoIterator<Item = &'a BigInt>) -> BigInt {
    values.into_iter().fold(BigInt::one(), |product, value| product.lcm(value)).abs()
}

/// (prime, exponent) pairs of n ≥ 1 in increasing order; Err(Budget) where trial division to 10^6 leaves a rest that
/// may be composite.
pub fn factorise(n: &BigInt) -> Value<Vec<(BigInt, u32)>> {
    if !n.is_positive() {
        return Err(Undefined::Domain);
    }
    let mut rest = u64::try_from(n).map_err(|_| Undefined::Budget)?;
    let mut factors = Vec::new();
    let mut p = 2u64;
    while p <= TRIAL && p * p <= rest {
        let mut exponent = 0;
        while rest.is_multiple_of(p) {
            rest /= p;
            exponent += 1;
        }
        if exponent > 0 {
            factors.push((BigInt::from(p), exponent));
        }
        p += if p == 2 { 1 } else { 2 };
    }
    if rest > 1 {
        if rest > TRIAL * TRIAL && !is_prime(rest) {
            return Err(Undefined::Budget);
        }
        factors.push((BigInt::from(rest), 1));
    }
    Ok(factors)
}

/// Miller–Rabin to the first twelve prime bases, which decide all n < 2^64 (Sorenson and Webster 2015).
pub fn is_prime(n: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < 2 {
        return false;
    }
    if let Some(base) = BASES.iter().find(|base| n.is_multiple_of(**base)) {
        return n == *base;
    }
    let twos = (n - 1).trailing_zeros();
    let odd = (n - 1) >> twos;
    BASES.iter().all(|base| {
        let mut power = power_modulo(*base, odd, n);
        if power == 1 || power == n - 1 {
            return true;
        }
        (1..twos).any(|_| {
            power = multiply_modulo(power, power, n);
            power == n - 1
        })
    })
}

fn multiply_modulo(a: u64, b: u64, n: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(n)) as u64
}

fn power_modulo(mut base: u64, mut exponent: u64, n: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply_modulo(result, base, n);
        }
        base = multiply_modulo(base, base, n);
        exponent >>= 1;
    }
    result
}

/// Euler's φ(n), n ≥ 1; φ(0) = 0.
pub fn totient(n: &BigInt) -> Value<BigInt> {
    if n.is_zero() {
        return Ok(BigInt::zero());
    }
    Ok(factorise(n)?.iter().fold(n.clone(), |value, (p, _)| value / p * (p - 1)))
}

/// Möbius's μ(n), n ≥ 1.
pub fn moebius(n: &BigInt) -> Value<i64> {
    let factors = factorise(n)?;
    if factors.iter().any(|(_, exponent)| *exponent > 1) {
        return Ok(0);
    }
    Ok(if factors.len().is_even() { 1 } else { -1 })
}

/// σ_k(n) = Σ_(d | n) d^k, k ≥ 0.
pub fn divisor_sigma(k: u32, n: &BigInt) -> Value<BigInt> {
    if k > 1000 {
        return Err(Undefined::Budget);
    }
    Ok(factorise(n)?.iter().fold(BigInt::one(), |product, (p, exponent)| {
        let power = p.pow(k);
        let sum = (0..*exponent).fold(BigInt::one(), |sum, _| sum * &power + 1);
        product * sum
    }))
}

/// All primes ≤ n; Err(Budget) beyond 10^7.
pub fn primes_up_to(n: u64) -> Value<Vec<u64>> {
    if n > 10_000_000 {
        return Err(Undefined::Budget);
    }
    let mut composite = vec![false; n as usize + 1];
    let mut primes = Vec::new();
    for p in 2..=n {
        if composite.get(p as usize).copied().unwrap_or(true) {
            continue;
        }
        primes.push(p);
        for multiple in (p * p..=n).step_by(p as usize) {
            if let Some(mark) = composite.get_mut(multiple as usize) {
                *mark = true;
            }
        }
    }
    Ok(primes)
}

/// p_n, p_1 = 2; Err(Budget) beyond n = 500,000.
pub fn nth_prime(n: u64) -> Value<u64> {
    if n == 0 {
        return Err(Undefined::Domain);
    }
    if n > 500_000 {
        return Err(Undefined::Budget);
    }
    // p_n < n (log n + log log n) for n ≥ 6
    let size = (n as f64).max(6.0);
    let bound = (size * (size.ln() + size.ln().ln())).ceil() as u64 + 10;
    primes_up_to(bound)?.get(n as usize - 1).copied().ok_or(Undefined::Budget)
}

/// π(n): how many primes are ≤ n.
pub fn prime_pi(n: u64) -> Value<u64> {
    primes_up_to(n).map(|primes| primes.len() as u64)
}

/// Landau's g(n): the largest order of a permutation of n, by primes powers packed into n.
pub fn landau_g(n: u64) -> Value<BigInt> {
    if n > 500 {
        return Err(Undefined::Budget);
    }
    let n = n as usize;
    let mut best = vec![BigInt::one(); n + 1];
    for p in primes_up_to(n as u64)? {
        let p = p as usize;
        for total in (p..=n).rev() {
            let mut power = p;
            while power <= total {
                let candidate = best.get(total - power).cloned().unwrap_or_default() * power;
                if let Some(entry) = best.get_mut(total).filter(|entry| **entry < candidate) {
                    *entry = candidate;
                }
                power *= p;
            }
        }
    }
    Ok(best.pop().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        let int = |n: i64| BigInt::from(n);
        assert_eq!(gcd([&int(12), &int(-18)]), int(6));
        assert_eq!(lcm([&int(4), &int(-6)]), int(12));
        assert_eq!(totient(&int(36)).unwrap(), int(12));
        assert_eq!(totient(&int(1)).unwrap(), int(1));
        assert_eq!([1, 2, 4, 30, 6].map(|n| moebius(&int(n)).unwrap()), [1, -1, 0, -1, 1]);
        assert_eq!(divisor_sigma(1, &int(12)).unwrap(), int(28));
        assert_eq!(divisor_sigma(0, &int(12)).unwrap(), int(6));
        assert_eq!(divisor_sigma(2, &int(10)).unwrap(), int(130));
        assert_eq!([1, 2, 10, 1000].map(|n| nth_prime(n).unwrap()), [2, 3, 29, 7919]);
        assert_eq!(prime_pi(100).unwrap(), 25);
        assert_eq!([0, 5, 10, 20].map(|n| landau_g(n).unwrap()), [1, 6, 30, 420].map(int));
        assert!(is_prime(18_446_744_073_709_551_557) && !is_prime(3_215_031_751));
        assert_eq!(factorise(&BigInt::from(1_000_000_007u64 * 2)).unwrap(), [(int(2), 1), (int(1_000_000_007), 1)]);
        assert_eq!(factorise(&int(0)).unwrap_err(), Undefined::Domain);
    }
}
