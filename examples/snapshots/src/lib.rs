//! A crate whose documentation has formulas: `docs/softmax.md`.
