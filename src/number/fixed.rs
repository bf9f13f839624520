//! Fixed-point kernels: integers that stand for x · 2^w. Each states its error in units of 2^-w.

use dashu_int::IBig;

/// Guard bits beside the halvings of the argument.
const GUARD: usize = 12;

/// How often the argument is halved: balances the length of the series against the squarings after it.
fn halvings(width: usize) -> usize {
    (width as f64).sqrt() as usize / 2 + 4
}

/// exp: x ∈ [0, 1] → exp(x), error ≤ 2 units.
///
/// With r = x/2^k < 2^-k, Horner's scheme errs by at most 5 units of W = w + k + 12 (each step rounds twice, and is
/// scaled by r/n); k squarings turn the relative error δ into at most 2^k (δ + 2^-W)(1 + 2^-8), and exp(x) ≤ e.
pub(super) fn exp(x: &IBig, width: usize) -> IBig {
    let k = halvings(width);
    let wide = width + k + GUARD;
    let r = x << GUARD;
    let terms = terms_below(k, wide);
    let one = IBig::ONE << wide;
    let mut sum = one.clone();
    for n in (1..=terms).rev() {
        sum = &one + ((&r * sum) >> wide) / (n as u64);
    }
    for _ in 0..k {
        sum = (&sum * &sum) >> wide;
    }
    sum >> (k + GUARD)
}

/// n such that (2^-k)^(n+1) / (n+1)! < 2^-(wide+1).
fn terms_below(k: usize, wide: usize) -> usize {
    let (mut bits, mut n) = (k as f64, 1usize);
    while bits < wide as f64 + 2.0 {
        n += 1;
        bits += k as f64 + (n as f64).log2() - 1e-6;
    }
    n
}

/// sin and cos: |x| ≤ 1 → (sin x, cos x), error ≤ 2 units each.
///
/// As for exp, with the complex square (c + i s)² of modulus 1 in place of the real one.
pub(super) fn sin_cos(x: &IBig, width: usize) -> (IBig, IBig) {
    let k = halvings(width);
    let wide = width + k + GUARD;
    let r = x << GUARD;
    let square = (&r * &r) >> wide;
    let terms = terms_below(k, wide) / 2 + 1;
    let one = IBig::ONE << wide;
    let (mut cosine, mut sine) = (one.clone(), one.clone());
    for n in (1..=terms as u64).rev() {
        cosine = &one - ((&square * cosine) >> wide) / (2 * n * (2 * n - 1));
        sine = &one - ((&square * sine) >> wide) / (2 * n * (2 * n + 1));
    }
    sine = (&r * sine) >> wide;
    for _ in 0..k {
        let product: IBig = (&sine * &cosine) >> (wide - 1);
        cosine = (&cosine * &cosine - &sine * &sine) >> wide;
        sine = product;
    }
    (sine >> (k + GUARD), cosine >> (k + GUARD))
}

/// atan(1/n) for an integer n ≥ 2, error ≤ terms + 2 units, terms ≤ w.
pub(super) fn arctan_inverse(n: u64, width: usize) -> IBig {
    series_inverse(n, width, true)
}

/// atanh(1/n) for an integer n ≥ 2, error as above.
pub(super) fn artanh_inverse(n: u64, width: usize) -> IBig {
    series_inverse(n, width, false)
}

fn series_inverse(n: u64, width: usize, alternating: bool) -> IBig {
    let mut power = (IBig::ONE << width) / n;
    let (mut sum, mut k) = (power.clone(), 1u64);
    loop {
        power = power / n / n;
        if power.is_zero() {
            return sum;
        }
        let term = &power / (2 * k + 1);
        if alternating && k % 2 == 1 {
            sum -= term
        } else {
            sum += term
        }
        k += 1;
    }
}
