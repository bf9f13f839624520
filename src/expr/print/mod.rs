//! Expressions to text: plain, LaTeX, MathJSON, SymPy.
//!
//! Takes expressions; gives text in one notation each. What is printed as LaTeX reads back as the same expression.

mod names;
mod plain;

pub use plain::plain;
