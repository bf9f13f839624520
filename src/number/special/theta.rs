//! Jacobi's theta functions and what is made of them: η, λ, j, Eisenstein series, Weierstrass's functions.

use super::bernoulli::bernoulli_number;
use super::zeta::zeta;
use crate::number::calculus::series::geometric_rest;
use crate::number::constants::pi;
use crate::number::{Ball, Complex, Radius, Undefined, Value};

const MOST_TERMS: i64 = 400;

/// θ_j(z, τ), r times differentiated in z; e^(2πiz), nome e^(πiτ), Im τ > 0.
pub fn jacobi_theta(j: u8, z: &Complex, tau: &Complex, r: u32) -> Value {
    require_half_plane(tau)?;
    if !(1..=4).contains(&j) || r > 60 {
        return Err(Undefined::Domain);
    }
    let precision = z.precision().max(tau.precision());
    let extra = 24 + 4 * r + 2 * u32::try_from(z.im.abs_upper().top().clamp(0, 16)).unwrap_or(0);
    let (z, tau) = (z.at(precision + extra), tau.at(precision + extra));
    theta_sum(j, &z, &tau, r)?.at(precision).finite()
}

/// θ_3, θ_4: 1 + 2 Σ (±1)^n q^(n²) cos 2πnz; θ_2, θ_1: 2 Σ (±1)^n q^((n+½)²) cos, sin (2n+1)πz.
///
/// The term of index k = 2n or 2n + 1 is at most 2 |q|^(k²/4) (πk)^r V^k, V = e^(π|Im z|); the quotient of the bounds of
/// k + 2 and k is |q|^(k+1) V² (1 + 2/k)^r, which falls with k.
fn theta_sum(j: u8, z: &Complex, tau: &Complex, r: u32) -> Value {
    let precision = z.precision();
    let odd = j <= 2;
    let alternating = j == 1 || j == 4;
    let step = z.exp_pi_i()?;
    let back = if z.is_real() { step.conjugate() } else { (-z).exp_pi_i()? };
    let nome = tau.exp_pi_i()?;
    let size = nome.abs_upper();
    let reach = (z.im.abs() * pi(precision)).exp().abs_upper();
    let mut sum = if odd || r > 0 { z.constant(0) } else { z.constant(1) };
    let mut k = if odd { 1 } else { 2 };
    // q^(k²/4): from one k to k + 2 by q^(k+1)
    let mut power = if odd { tau.scaled(-2).exp_pi_i()? } else { nome.clone() };
    let mut turn = if odd { (step.clone(), back.clone()) } else { (step.square(), back.square()) };
    let (square, back_square) = (step.square(), back.square());
    while k < 2 * MOST_TERMS {
        let wave = wave(&turn, j == 1, r, z.is_real());
        let frequency = Complex::real((pi(precision) * k).power_integer(i64::from(r)));
        let term = &power * wave * frequency.scaled(1);
        let n = k / 2;
        sum = if alternating && n % 2 == 1 { sum - &term } else { sum + &term };
        let quotient = size
            .power(k as u64 + 1)
            .times(reach.power(2))
            .times(Radius::from_f64((1.0 + 2.0 / k as f64) * (1.0 + 1e-12)).power(u64::from(r)));
        let next =
            power.abs_upper().times(reach.power(k as u64)).times(frequency.abs_upper()).shifted(2).times(quotient);
        if next.top() < sum.abs_upper().top().max(-4 * i64::from(precision)) - i64::from(precision)
            && let Some(rest) = geometric_rest(next, quotient)
        {
            let real = sum.is_real();
            return Ok(sum.widened_real(rest, real));
        }
        power = power * nome.power_integer(k + 1);
        turn = (&turn.0 * &square, &turn.1 * &back_square);
        k += 2;
    }
    Err(Undefined::Budget)
}

/// The r-th derivative pattern of cos (or sin) from e^(iα) and e^(−iα).
fn wave((plus, minus): &(Complex, Complex), sine: bool, r: u32, real: bool) -> Complex {
    let cosine = |plus: &Complex, minus: &Complex| {
        if real { Complex::real(plus.re.clone()) } else { (plus + minus).scaled(-1) }
    };
    let sinus = |plus: &Complex, minus: &Complex| {
        if real { Complex::real(plus.im.clone()) } else { (plus - minus).scaled(-1).times_i(3) }
    };
    match (r + if sine { 3 } else { 0 }) % 4 {
        0 => cosine(plus, minus),
        1 => -sinus(plus, minus),
        2 => -cosine(plus, minus),
        _ => sinus(plus, minus),
    }
}

fn require_half_plane(tau: &Complex) -> Value<()> {
    if tau.im.is_nonpositive() {
        return Err(Undefined::Domain);
    }
    if !tau.im.is_positive() {
        return Err(Undefined::Precision);
    }
    if tau.im.abs_lower().to_f64() < 0.004 || tau.abs_upper().top() > 30 { Err(Undefined::Budget) } else { Ok(()) }
}

/// θ_2, θ_3, θ_4 at z = 0.
fn constants(tau: &Complex) -> Value<[Complex; 3]> {
    let zero = tau.constant(0);
    Ok([jacobi_theta(2, &zero, tau, 0)?, jacobi_theta(3, &zero, tau, 0)?, jacobi_theta(4, &zero, tau, 0)?])
}

fn wide(tau: &Complex) -> Complex {
    tau.at(tau.precision() + 24)
}

/// η(τ) = e^(πiτ/12) Π (1 − e^(2πinτ)) = e^(πiτ/12) Σ (−1)^n e^(πi n(3n−1)τ).
pub fn dedekind_eta(tau: &Complex) -> Value {
    require_half_plane(tau)?;
    let precision = tau.precision();
    let tau = wide(tau);
    let nome = tau.scaled(1).exp_pi_i()?;
    let size = nome.abs_upper();
    let mut sum = tau.constant(1);
    for n in 1..MOST_TERMS {
        // exponents n(3n − 1)/2 and n(3n + 1)/2
        let term = nome.power_integer(n * (3 * n - 1) / 2) + nome.power_integer(n * (3 * n + 1) / 2);
        sum = if n % 2 == 1 { sum - term } else { sum + term };
        let next = size.power(((n + 1) * (3 * n + 2) / 2) as u64);
        if next.top() < -i64::from(tau.precision()) {
            let rest = geometric_rest(next, size).ok_or(Undefined::Budget)?;
            let real = sum.is_real();
            let value = (&tau / 12).exp_pi_i()? * sum.widened_real(rest, real);
            return value.at(precision).finite();
        }
    }
    Err(Undefined::Budget)
}

/// E_k(τ) = 1 − 2k/B_k Σ n^(k−1) Q^n/(1 − Q^n), Q = e^(2πiτ), even k ≥ 2.
pub fn eisenstein_e(k: u64, tau: &Complex) -> Value {
    require_half_plane(tau)?;
    if k == 0 || k % 2 == 1 || k > 200 {
        return Err(if k > 200 { Undefined::Budget } else { Undefined::Domain });
    }
    let precision = tau.precision();
    let tau = wide(tau);
    let nome = tau.scaled(1).exp_pi_i()?;
    let size = nome.abs_upper();
    let gap = geometric_rest(Radius::power_of_two(0), size).ok_or(Undefined::Budget)?;
    let (mut power, mut sum) = (nome.clone(), tau.constant(0));
    for n in 1..4000_i64 {
        let factor = Complex::real(Ball::integer(n, tau.precision()).power_integer(k as i64 - 1));
        let term = factor * power.divided(&(power.constant(1) - &power))?;
        sum = sum + &term;
        power = power * &nome;
        // n^(k−1) |Q|^n/(1 − |Q|), with quotients |Q| (1 + 1/n)^(k−1)
        let growth = Radius::from_f64((1.0 + 1.0 / (n + 1) as f64) * (1.0 + 1e-12)).power(k - 1);
        let next = Radius::new((n + 1) as u64, 0).power(k - 1).times(power.abs_upper()).times(gap);
        if next.top() < -i64::from(tau.precision())
            && let Some(rest) = geometric_rest(next, size.times(growth))
        {
            let real = sum.is_real();
            let number = Complex::from_rational(&bernoulli_number(k)?, tau.precision());
            let value = tau.constant(1) - sum.widened_real(rest, real).divided(&number)? * (2 * k as i64);
            return value.at(precision).finite();
        }
    }
    Err(Undefined::Budget)
}

/// G_k(τ) = 2ζ(k) E_k(τ).
pub fn eisenstein_g(k: u64, tau: &Complex) -> Value {
    Ok(zeta(&tau.constant(k as i64))?.scaled(1) * eisenstein_e(k, tau)?)
}

/// λ(τ) = θ_2⁴/θ_3⁴.
pub fn modular_lambda(tau: &Complex) -> Value {
    let [two, three, _] = constants(&wide(tau))?;
    two.power_integer(4).divided(&three.power_integer(4)).map(|value| value.at(tau.precision()))
}

/// j(τ) = 32 (θ_2⁸ + θ_3⁸ + θ_4⁸)³/(θ_2 θ_3 θ_4)⁸, 1728 at i.
pub fn modular_j(tau: &Complex) -> Value {
    let [two, three, four] = constants(&wide(tau))?;
    let sum = two.power_integer(8) + three.power_integer(8) + four.power_integer(8);
    let product = (two * three * four).power_integer(8);
    sum.power_integer(3).scaled(5).divided(&product).map(|value| value.at(tau.precision()))
}

/// ℘(z, τ) = (π θ_2 θ_3 θ_4(z)/θ_1(z))² − π²/3 (θ_2⁴ + θ_3⁴), periods 1 and τ.
pub fn weierstrass_p(z: &Complex, tau: &Complex) -> Value {
    let (z, tau, precision) = (wide(z), wide(tau), z.precision());
    let [two, three, _] = constants(&tau)?;
    let pi = Complex::real(pi(tau.precision()));
    let quotient = jacobi_theta(4, &z, &tau, 0)?.divided(&jacobi_theta(1, &z, &tau, 0)?)?;
    let lead = (&pi * &two * &three * quotient).square();
    Ok((lead - pi.square() * (two.power_integer(4) + three.power_integer(4)) / 3).at(precision))
}

/// θ_1'''(0)/θ_1'(0).
fn third_over_first(tau: &Complex) -> Value {
    let zero = tau.constant(0);
    jacobi_theta(1, &zero, tau, 3)?.divided(&jacobi_theta(1, &zero, tau, 1)?)
}

/// ζ_W(z, τ) = θ_1'(z)/θ_1(z) − z/3 θ_1'''(0)/θ_1'(0).
pub fn weierstrass_zeta(z: &Complex, tau: &Complex) -> Value {
    let (z, tau, precision) = (wide(z), wide(tau), z.precision());
    let quotient = jacobi_theta(1, &z, &tau, 1)?.divided(&jacobi_theta(1, &z, &tau, 0)?)?;
    Ok((quotient - &z * third_over_first(&tau)? / 3).at(precision))
}

/// σ_W(z, τ) = exp(−z²/6 θ_1'''(0)/θ_1'(0)) θ_1(z)/θ_1'(0).
pub fn weierstrass_sigma(z: &Complex, tau: &Complex) -> Value {
    let (z, tau, precision) = (wide(z), wide(tau), z.precision());
    let quotient = jacobi_theta(1, &z, &tau, 0)?.divided(&jacobi_theta(1, &tau.constant(0), &tau, 1)?)?;
    let exponent = z.square() * third_over_first(&tau)? / 6;
    Ok(((-exponent).exp()? * quotient).at(precision))
}
