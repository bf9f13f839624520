//! Counting numbers.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::number::{Undefined, Value};

const LARGEST: u64 = 10_000;

fn within(n: u64, cap: u64) -> Value<u64> {
    if n > cap { Err(Undefined::Budget) } else { Ok(n) }
}

/// n!; Err(Budget) beyond 10,000.
pub fn factorial(n: u64) -> Value<BigInt> {
    Ok((2..=within(n, LARGEST)?).fold(BigInt::one(), |product, k| product * k))
}

/// n!! = n (n − 2) …, (−1)!! = 0!! = 1.
pub fn double_factorial(n: i64) -> Value<BigInt> {
    if n < -1 {
        return Err(Undefined::Domain);
    }
    let n = within(n.max(0).unsigned_abs(), LARGEST)?;
    Ok((1..=n).rev().step_by(2).fold(BigInt::one(), |product, k| product * k))
}

/// C(n, k) for any integer n: n (n − 1) … (n − k + 1)/k!; 0 for k < 0.
pub fn binomial(n: &BigInt, k: i64) -> Value<BigInt> {
    if k < 0 {
        return Ok(BigInt::zero());
    }
    let mut k = BigInt::from(k);
    if !n.is_negative() {
        if &k > n {
            return Ok(BigInt::zero());
        }
        k = k.clone().min(n - k);
    }
    let k = within(u64::try_from(k).map_err(|_| Undefined::Budget)?, LARGEST)?;
    Ok((0..k).fold(BigInt::one(), |value, step| value * (n - step) / (step + 1)))
}

/// (k_1 + k_2 + …)!/(k_1! k_2! …).
pub fn multinomial(parts: &[u64]) -> Value<BigInt> {
    let (mut total, mut value) = (0u64, BigInt::one());
    for part in parts {
        total = within(total.saturating_add(*part), LARGEST)?;
        value *= binomial(&BigInt::from(total), *part as i64)?;
    }
    Ok(value)
}

/// F_n for any integer n, F_(−n) = (−1)^(n+1) F_n, by doubling.
pub fn fibonacci(n: i64) -> Value<BigInt> {
    let size = within(n.unsigned_abs(), 100_000)?;
    let (mut low, mut high) = (BigInt::zero(), BigInt::one());
    for bit in (0..64 - size.leading_zeros()).rev() {
        let even = &low * ((&high << 1u32) - &low);
        let odd = &low * &low + &high * &high;
        (low, high) = if size >> bit & 1 == 1 { (odd.clone(), even + odd) } else { (even, odd) };
    }
    Ok(if n < 0 && size.is_multiple_of(2) { -low } else { low })
}

/// H_n^(r) = Σ_(k=1..n) 1/k^r.
pub fn harmonic_number(n: u64, r: u32) -> Value<BigRational> {
    within(n, 2000)?;
    within(u64::from(r), 64)?;
    Ok((1..=n).fold(BigRational::zero(), |sum, k| sum + BigRational::new(BigInt::one(), BigInt::from(k).pow(r))))
}

/// Bell's number: how many partitions a set of n has.
pub fn bell_number(n: u64) -> Value<BigInt> {
    let mut row = vec![BigInt::one()];
    for _ in 0..within(n, 500)? {
        let mut next = vec![row.last().cloned().unwrap_or_default()];
        for entry in &row {
            let sum = next.last().cloned().unwrap_or_default() + entry;
            next.push(sum);
        }
        row = next;
    }
    Ok(row.first().cloned().unwrap_or_default())
}

/// Catalan's number C(2n, n)/(n + 1).
pub fn catalan_number(n: u64) -> Value<BigInt> {
    Ok(binomial(&BigInt::from(2 * within(n, LARGEST / 2)?), n as i64)? / (n + 1))
}

/// p(n): how many partitions n has, by Euler's pentagonal recurrence.
pub fn partitions(n: u64) -> Value<BigInt> {
    let n = within(n, 5000)? as usize;
    let mut counts = vec![BigInt::one()];
    for total in 1..=n {
        let mut sum = BigInt::zero();
        for k in 1.. {
            let pentagonal = k * (3 * k - 1) / 2;
            if pentagonal > total {
                break;
            }
            let both = [pentagonal, pentagonal + k].into_iter().filter_map(|back| counts.get(total.checked_sub(back)?));
            let part: BigInt = both.sum();
            if k % 2 == 1 { sum += part } else { sum -= part }
        }
        counts.push(sum);
    }
    Ok(counts.pop().unwrap_or_default())
}

/// Row n of the triangle s(n, k) = s(n−1, k−1) + weight(n−1, k) s(n−1, k).
fn triangle(n: u64, k: u64, weight: fn(u64, u64) -> u64) -> Value<BigInt> {
    let mut row = vec![BigInt::one()];
    for step in 0..within(n, 500)? {
        let mut next = vec![BigInt::zero(); row.len() + 1];
        for (column, entry) in row.iter().enumerate() {
            if let Some(same) = next.get_mut(column) {
                *same += entry * weight(step, column as u64);
            }
            if let Some(right) = next.get_mut(column + 1) {
                *right += entry;
            }
        }
        row = next;
    }
    Ok(usize::try_from(k).ok().and_then(|k| row.get(k)).cloned().unwrap_or_default())
}

/// Cycle numbers: permutations of n with k cycles.
pub fn stirling_cycle(n: u64, k: u64) -> Value<BigInt> {
    triangle(n, k, |n, _| n)
}

/// Subset numbers: partitions of a set of n into k parts.
pub fn stirling_subset(n: u64, k: u64) -> Value<BigInt> {
    triangle(n, k, |_, k| k)
}

/// Signed numbers of the first kind, (−1)^(n−k) times the cycle numbers.
pub fn stirling_first(n: u64, k: u64) -> Value<BigInt> {
    let value = stirling_cycle(n, k)?;
    Ok(if n.abs_diff(k).is_multiple_of(2) { value } else { -value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(value: Value<BigInt>, expected: &str) {
        assert_eq!(value.unwrap().to_string(), expected);
    }

    #[test]
    fn known_values() {
        shows(factorial(20), "2432902008176640000");
        shows(double_factorial(9), "945");
        shows(double_factorial(-1), "1");
        shows(binomial(&BigInt::from(10), 3), "120");
        shows(binomial(&BigInt::from(-3), 3), "-10");
        shows(binomial(&BigInt::from(3), 5), "0");
        shows(multinomial(&[2, 1, 3]), "60");
        shows(fibonacci(100), "354224848179261915075");
        shows(fibonacci(-6), "-8");
        shows(fibonacci(0), "0");
        shows(bell_number(10), "115975");
        shows(catalan_number(10), "16796");
        shows(partitions(100), "190569292");
        shows(stirling_cycle(6, 3), "225");
        shows(stirling_subset(7, 3), "301");
        shows(stirling_first(5, 2), "-50");
        assert_eq!(harmonic_number(10, 1).unwrap().to_string(), "7381/2520");
        assert_eq!(factorial(1 << 40).unwrap_err(), Undefined::Budget);
    }
}
