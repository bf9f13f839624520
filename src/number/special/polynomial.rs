//! Truncated power series with complex coefficients, the least of it: what Taylor arithmetic is made of.

use crate::number::{Complex, Undefined, Value};

/// Σ a_k ε^k · Σ b_k ε^k, cut after as many coefficients as the first has.
pub fn product(a: &[Complex], b: &[Complex]) -> Vec<Complex> {
    (0..a.len())
        .map(|n| {
            let mut sum: Option<Complex> = None;
            for k in 0..=n {
                let (Some(left), Some(right)) = (a.get(k), b.get(n - k)) else { continue };
                let term = left * right;
                sum = Some(sum.map_or_else(|| term.clone(), |sum| sum + &term));
            }
            sum.unwrap_or_else(|| Complex::integer(0, 64))
        })
        .collect()
}

/// Σ a_k ε^k / Σ b_k ε^k.
pub fn quotient(a: &[Complex], b: &[Complex]) -> Value<Vec<Complex>> {
    let lead = b.first().ok_or(Undefined::Pole)?;
    let mut result: Vec<Complex> = Vec::with_capacity(a.len());
    for (n, coefficient) in a.iter().enumerate() {
        let mut rest = coefficient.clone();
        for (k, known) in result.iter().enumerate() {
            if let Some(divisor) = b.get(n - k) {
                rest = rest - known * divisor;
            }
        }
        result.push(rest.divided(lead)?);
    }
    Ok(result)
}
