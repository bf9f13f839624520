//! Functions of whole numbers, exactly.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::Machine;
use super::logic::{integer_value, whole};
use super::table::Operator::{self, Strict};
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::Head;
use crate::functions::value::{Rule, rules};

pub static OPERATORS: &[(Head, Operator)] = &[
    ("Factorial", Strict(factorial)),
    ("Binomial", Strict(binomial)),
    ("Fibonacci", Strict(|machine, values| machine.of_integer(values, fibonacci))),
    ("HarmonicNumber", Strict(harmonic)),
    ("BernoulliNumber", Strict(bernoulli)),
    ("BellNumber", Strict(|machine, values| machine.of_natural(values, bell))),
    ("Partitions", Strict(|machine, values| machine.of_natural(values, partitions))),
    ("StirlingCycle", Strict(|machine, values| machine.of_pair(values, |n, k| triangle(n, k, |n, _| n)))),
    ("StirlingSubset", Strict(|machine, values| machine.of_pair(values, |n, k| triangle(n, k, |_, k| k)))),
    ("StirlingFirst", Strict(stirling_first)),
    ("Totient", Strict(|machine, values| machine.of_integer(values, totient))),
    ("MoebiusMu", Strict(|machine, values| machine.of_natural(values, moebius))),
    ("DivisorSigma", Strict(divisor_sigma)),
    ("NthPrime", Strict(|machine, values| machine.of_natural(values, nth_prime))),
    ("PrimePi", Strict(prime_pi)),
    ("LandauG", Strict(|machine, values| machine.of_natural(values, landau))),
];

/// Larger arguments would cost too much.
const LARGEST: u64 = 5_000;

impl Machine<'_> {
    fn of_integer(&mut self, values: &[Value], compute: fn(i64) -> Outcome<BigInt>) -> Outcome<Value> {
        let [value] = values else { return Err(Stuck::shape("one argument was expected")) };
        let n = i64::try_from(whole(value.scalar()?)?).map_err(|_| Stuck::budget())?;
        if n.unsigned_abs() > LARGEST {
            return Err(Stuck::budget());
        }
        self.spend(5 + n.unsigned_abs() / 16)?;
        compute(n).map(integer_value)
    }

    fn of_natural(&mut self, values: &[Value], compute: fn(u64) -> Outcome<BigInt>) -> Outcome<Value> {
        let [value] = values else { return Err(Stuck::shape("one argument was expected")) };
        let n = natural(value.scalar()?)?;
        self.spend(10 + n)?;
        compute(n).map(integer_value)
    }

    fn of_pair(&mut self, values: &[Value], compute: impl Fn(u64, u64) -> Outcome<BigInt>) -> Outcome<Value> {
        let [first, second] = values else { return Err(Stuck::shape("two arguments were expected")) };
        let (n, k) = (natural(first.scalar()?)?, natural(second.scalar()?)?);
        self.spend(10 + n * n / 8)?;
        compute(n, k).map(integer_value)
    }

    /// The catalogue's enclosure, where the exact value is not known.
    fn by_rule(&mut self, head: Head, values: &[Value]) -> Outcome<Value> {
        let rule = rules().find(|(own, _)| *own == head).map(|(_, rule)| *rule);
        let rule: Rule = rule.ok_or_else(|| Stuck::method(head))?;
        self.scalar_function(head, rule, values)
    }
}

/// A small whole number ≥ 0.
fn natural(scalar: &Scalar) -> Outcome<u64> {
    let n = u64::try_from(whole(scalar)?).map_err(|_| Stuck::NoValue)?;
    if n > LARGEST { Err(Stuck::budget()) } else { Ok(n) }
}

fn factorial(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values.first().and_then(Value::as_i64) {
        Some(n @ 0..=200) => Ok(integer_value((1..=n).fold(BigInt::one(), |product, factor| product * factor))),
        Some(n) if n < 0 => Err(Stuck::NoValue),
        _ => machine.by_rule("Factorial", values),
    }
}

/// Exactly for whole numbers; by falling factorials for a rational over a whole number.
fn binomial(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    if let [top, bottom] = values
        && let (Some(k @ 0..=400), Value::Scalar(Scalar::Exact(_))) = (bottom.as_i64(), top)
    {
        machine.spend(k.unsigned_abs() / 4 + 1)?;
        let mut product = Scalar::one();
        for step in 0..k {
            let factor = top.scalar()?.subtract(&Scalar::integer(step), machine.precision)?;
            product =
                product.multiply(&factor, machine.precision)?.divide(&Scalar::integer(step + 1), machine.precision)?;
        }
        return Ok(product.into());
    }
    machine.by_rule("Binomial", values)
}

/// F_n for any whole n: F_{-n} = (-1)^{n+1} F_n.
fn fibonacci(n: i64) -> Outcome<BigInt> {
    let (mut a, mut b) = (BigInt::zero(), BigInt::one());
    for _ in 0..n.unsigned_abs() {
        let next = &a + &b;
        a = std::mem::replace(&mut b, next);
    }
    Ok(if n < 0 && n % 2 == 0 { -a } else { a })
}

fn harmonic(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values {
        [n] if n.as_i64().is_some_and(|n| (0..=60).contains(&n)) => {
            let n = n.as_i64().unwrap_or(0);
            let terms = (1..=n).map(|k| BigRational::new(BigInt::one(), k.into()));
            Ok(Scalar::rational(terms.sum()).into())
        }
        _ => machine.by_rule("HarmonicNumber", values),
    }
}

fn bernoulli(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    match values.first().and_then(Value::as_i64) {
        Some(n @ 0..=200) => {
            machine.spend(10)?;
            let number = crate::number::special::bernoulli::bernoulli_number(n.unsigned_abs()).map_err(Stuck::from)?;
            Ok(Scalar::rational(number).into())
        }
        _ => machine.by_rule("BernoulliNumber", values),
    }
}

/// The last entry of the n-th row of the Bell triangle.
fn bell(n: u64) -> Outcome<BigInt> {
    if n > 300 {
        return Err(Stuck::budget());
    }
    let mut row = vec![BigInt::one()];
    for _ in 0..n {
        let mut next = vec![row.last().cloned().unwrap_or_else(BigInt::one)];
        for entry in &row {
            next.push(next.last().cloned().unwrap_or_else(BigInt::zero) + entry);
        }
        row = next;
    }
    row.first().cloned().ok_or(Stuck::NoValue)
}

/// p(n), by the parts that may be used.
fn partitions(n: u64) -> Outcome<BigInt> {
    let size = usize::try_from(n).map_err(|_| Stuck::budget())?;
    if size > 1_000 {
        return Err(Stuck::budget());
    }
    let mut counts = vec![BigInt::zero(); size + 1];
    if let Some(first) = counts.first_mut() {
        *first = BigInt::one();
    }
    for part in 1..=size {
        for total in part..=size {
            let smaller = counts.get(total - part).cloned().unwrap_or_default();
            if let Some(count) = counts.get_mut(total) {
                *count += smaller;
            }
        }
    }
    counts.pop().ok_or(Stuck::NoValue)
}

/// The triangle T(n + 1, k) = w(n, k) T(n, k) + T(n, k − 1).
fn triangle(n: u64, k: u64, weight: impl Fn(u64, u64) -> u64) -> Outcome<BigInt> {
    if n > 300 {
        return Err(Stuck::budget());
    }
    let mut row = vec![BigInt::one()];
    for index in 0..n {
        let mut next = vec![BigInt::zero(); row.len() + 1];
        for (column, slot) in (0_u64..).zip(next.iter_mut()) {
            let here = usize::try_from(column).ok().and_then(|column| row.get(column).cloned()).unwrap_or_default();
            let left = column.checked_sub(1).and_then(|left| usize::try_from(left).ok());
            let left = left.and_then(|left| row.get(left).cloned()).unwrap_or_default();
            *slot = here * weight(index, column) + left;
        }
        row = next;
    }
    Ok(usize::try_from(k).ok().and_then(|k| row.get(k).cloned()).unwrap_or_default())
}

fn stirling_first(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    machine.of_pair(values, |n, k| {
        let number = triangle(n, k, |n, _| n)?;
        Ok(if (n + k) % 2 == 1 { -number } else { number })
    })
}

fn factors(mut n: u64) -> Vec<(u64, u32)> {
    let mut found = Vec::new();
    let mut divisor = 2;
    while divisor * divisor <= n {
        let mut power = 0;
        while n.is_multiple_of(divisor) {
            n /= divisor;
            power += 1;
        }
        if power > 0 {
            found.push((divisor, power));
        }
        divisor += 1;
    }
    if n > 1 {
        found.push((n, 1));
    }
    found
}

/// φ(n); φ(0) = 0, φ(−n) = φ(n).
fn totient(n: i64) -> Outcome<BigInt> {
    let n = n.unsigned_abs();
    if n == 0 {
        return Ok(BigInt::zero());
    }
    Ok(factors(n).into_iter().fold(n, |phi, (prime, _)| phi / prime * (prime - 1)).into())
}

fn moebius(n: u64) -> Outcome<BigInt> {
    if n == 0 {
        return Ok(BigInt::zero());
    }
    let factors = factors(n);
    let square = factors.iter().any(|(_, power)| *power > 1);
    Ok(BigInt::from(if square { 0 } else { 1 - 2 * i64::from(factors.len() % 2 == 1) }))
}

/// σ_k(n) for whole n ≥ 1 and any k; σ_k(0) = 0.
fn divisor_sigma(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [power, number] = values else { return Err(Stuck::shape("two arguments were expected")) };
    let n = natural(number.scalar()?)?;
    let mut sum = Scalar::zero();
    for divisor in (1..=n).filter(|divisor| n.is_multiple_of(*divisor)) {
        let base = Scalar::integer(i64::try_from(divisor).unwrap_or(0));
        let term = machine.power(&base, power.scalar()?)?;
        sum = sum.add(&term, machine.precision)?;
    }
    Ok(sum.into())
}

fn primes_to(limit: u64) -> Vec<u64> {
    (2..=limit).filter(|n| factors(*n).first() == Some(&(*n, 1))).collect()
}

fn nth_prime(n: u64) -> Outcome<BigInt> {
    if n == 0 || n > 1_000 {
        return Err(if n == 0 { Stuck::NoValue } else { Stuck::budget() });
    }
    let primes = primes_to(8_000);
    let index = usize::try_from(n - 1).map_err(|_| Stuck::budget())?;
    primes.get(index).map(|prime| BigInt::from(*prime)).ok_or_else(Stuck::budget)
}

/// π(x) for real x.
fn prime_pi(machine: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [value] = values else { return Err(Stuck::shape("one argument was expected")) };
    let real = value.scalar()?;
    let floor = machine.floor(real)?;
    let limit = whole(&floor)?;
    if limit < BigInt::from(2) {
        return Ok(Value::integer(0));
    }
    let limit = u64::try_from(limit).map_err(|_| Stuck::budget())?;
    if limit > 20_000 {
        return Err(Stuck::budget());
    }
    machine.spend(limit / 2)?;
    Ok(Value::integer(i64::try_from(primes_to(limit).len()).unwrap_or(0)))
}

/// The greatest order of a permutation of n things.
fn landau(n: u64) -> Outcome<BigInt> {
    if n > 200 {
        return Err(Stuck::budget());
    }
    let size = usize::try_from(n).map_err(|_| Stuck::budget())?;
    // best[m]: the greatest product of prime powers with sum at most m.
    let mut best = vec![BigInt::one(); size + 1];
    for prime in primes_to(n) {
        let before = best.clone();
        let mut power = prime;
        while power <= n {
            let step = usize::try_from(power).map_err(|_| Stuck::budget())?;
            for total in step..=size {
                let with = before.get(total - step).cloned().unwrap_or_default() * power;
                if let Some(slot) = best.get_mut(total).filter(|slot| **slot < with) {
                    *slot = with;
                }
            }
            power *= prime;
        }
    }
    best.pop().ok_or(Stuck::NoValue)
}
