//! Deterministic random numbers, keyed by the problem, the variable, the attempt and the seed.

use num_rational::BigRational;

/// A stream of random words; equal keys give equal streams.
pub struct Stream {
    reader: blake3::OutputReader,
}

impl Stream {
    /// The stream of a key made of its parts.
    pub fn new(problem: &[u8; 32], variable: &str, attempt: u64, seed: u64) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(problem).update(&attempt.to_le_bytes()).update(&seed.to_le_bytes());
        hasher.update(variable.as_bytes());
        Self { reader: hasher.finalize_xof() }
    }

    pub fn word(&mut self) -> u64 {
        let mut bytes = [0_u8; 8];
        self.reader.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// A number in `0..count`; 0 where the count is 0.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.word() % (count.max(1) as u64)).unwrap_or(0)
    }

    /// An integer in `low..=high`.
    pub fn integer(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        low + i64::try_from(self.word() % width).unwrap_or(0)
    }

    /// A simple fraction in the open interval (0, 1), with a denominator of at most 64.
    pub fn unit(&mut self) -> BigRational {
        let denominator = self.integer(5, 64);
        BigRational::new(self.integer(1, denominator - 1).into(), denominator.into())
    }

    /// A simple fraction in (-bound, bound), seldom zero.
    pub fn fraction(&mut self, bound: i64) -> BigRational {
        let value = self.unit() * BigRational::from_integer(bound.into());
        if self.word() & 1 == 0 { value } else { -value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_depend_on_their_keys_only() {
        let words = |variable: &str, attempt| {
            let mut stream = Stream::new(&[7; 32], variable, attempt, 0);
            (stream.word(), stream.word())
        };
        assert_eq!(words("x", 1), words("x", 1));
        assert_ne!(words("x", 1), words("x", 2));
        assert_ne!(words("x", 1), words("y", 1));
    }
}
