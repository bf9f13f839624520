//! Bernoulli numbers and polynomials, exact.

use std::sync::OnceLock;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::number::{Ball, Complex, Undefined, Value};

/// Even indices are stored up to twice this.
pub const STORED: usize = 256;

/// B_2, B_4 … by the tangent numbers T_n: B_2n = (−1)^(n−1) 2n T_n / (4^n (4^n − 1)) (Brent and Harvey 2011).
fn stored() -> &'static [BigRational] {
    static TABLE: OnceLock<Vec<BigRational>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let tangents = tangent_numbers(STORED);
        tangents
            .into_iter()
            .enumerate()
            .map(|(index, tangent)| {
                let n = index + 1;
                let power = BigInt::one() << (2 * n);
                let value = BigRational::new(tangent * (2 * n), &power * (&power - 1));
                if n % 2 == 0 { -value } else { value }
            })
            .collect()
    })
}

fn tangent_numbers(count: usize) -> Vec<BigInt> {
    let mut numbers = Vec::with_capacity(count);
    let mut factorial = BigInt::one();
    for k in 1..=count {
        numbers.push(factorial.clone());
        factorial *= k;
    }
    for k in 1..count {
        let mut before = numbers.get(k - 1).cloned().unwrap_or_default();
        for (offset, number) in numbers.iter_mut().enumerate().skip(k) {
            *number = before * (offset - k) + std::mem::take(number) * (offset - k + 2);
            before = number.clone();
        }
    }
    numbers
}

/// B_n with B_1 = −1/2; Err(Budget) beyond 512.
pub fn bernoulli_number(n: u64) -> Value<BigRational> {
    match n {
        0 => Ok(BigRational::one()),
        1 => Ok(BigRational::new(BigInt::from(-1), BigInt::from(2))),
        _ if n % 2 == 1 => Ok(BigRational::zero()),
        _ => stored().get((n / 2 - 1) as usize).cloned().ok_or(Undefined::Budget),
    }
}

/// B_2k as a ball, 1 ≤ k ≤ `STORED`.
pub(super) fn even_bernoulli(k: usize, precision: u32) -> Value<Ball> {
    stored().get(k - 1).map(|value| Ball::from_rational(value, precision)).ok_or(Undefined::Budget)
}

/// B_n(x) = Σ C(n, k) B_(n−k) x^k.
pub fn bernoulli_polynomial(n: u64, x: &Complex) -> Value {
    let precision = x.precision();
    let wide = x.at(precision + 2 * n.min(1000) as u32 + 32);
    let (mut sum, mut binomial) = (wide.constant(0), BigInt::one());
    // Horner from the leading coefficient: C(n, k) with k = n, n − 1, …
    for step in 0..=n {
        let coefficient = bernoulli_number(step)? * BigRational::from_integer(binomial.clone());
        sum = sum * &wide + Complex::from_rational(&coefficient, wide.precision());
        binomial = binomial * (n - step) / (step + 1);
    }
    sum.at(precision).finite()
}

/// Euler's E_n: E_0 = 1, E_2 = −1, E_4 = 5 …; zero for odd n; Err(Budget) beyond 1000.
pub fn euler_number(n: u64) -> Value<BigInt> {
    if n % 2 == 1 {
        return Ok(BigInt::zero());
    }
    if n > 1000 {
        return Err(Undefined::Budget);
    }
    // the boustrophedon triangle of Seidel
    let mut row = vec![BigInt::one()];
    for _ in 0..n {
        let mut next = vec![BigInt::zero()];
        let mut sum = BigInt::zero();
        for entry in row.iter().rev() {
            sum += entry;
            next.push(sum.clone());
        }
        row = next;
    }
    let value = row.pop().unwrap_or_default();
    Ok(if n.is_multiple_of(4) { value } else { -value })
}
