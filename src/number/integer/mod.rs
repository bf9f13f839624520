//! Functions on integers, exact, with a cap on the work that hostile arguments could ask for.

pub mod combinatorial;
pub mod primes;

pub use combinatorial::{
    bell_number, binomial, catalan_number, double_factorial, factorial, fibonacci, harmonic_number, multinomial,
    partitions, stirling_cycle, stirling_first, stirling_subset,
};
pub use primes::{
    divisor_sigma, factorise, gcd, is_prime, landau_g, lcm, moebius, nth_prime, prime_pi, primes_up_to, totient,
};
