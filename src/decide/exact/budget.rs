//! Steps that a proof may take.
//!
//! Takes a number of steps, gives leave to go on or not. Never looks at a clock: the same problem stops at the same
//! place everywhere.

/// A number of steps left.
#[derive(Clone, Debug)]
pub struct Budget {
    left: u64,
}

impl Budget {
    pub const fn new(steps: u64) -> Self {
        Self { left: steps }
    }

    /// Takes steps; `None` when they are used up.
    pub fn spend(&mut self, steps: usize) -> Option<()> {
        let left = self.left.checked_sub(steps as u64);
        self.left = left.unwrap_or(0);
        left.map(|_| ())
    }

    pub const fn left(&self) -> u64 {
        self.left
    }
}

impl Default for Budget {
    /// Enough for every textbook identity; a fraction of a second.
    fn default() -> Self {
        Self::new(2_000_000)
    }
}
