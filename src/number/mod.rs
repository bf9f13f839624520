//! Exact, fast and rigorous numbers: rationals, floats, duals, balls, complex balls; small dense tensors over any of them.
//!
//! Never allocates by input size without a bound.
