//! Expressions to text: plain, LaTeX, MathJSON, SymPy.
//!
//! Takes expressions; gives text in one notation each. What is printed as LaTeX reads back as the same expression.

mod latex;
mod mathjson;
mod names;
mod plain;
mod sympy;

pub use latex::latex;
pub use mathjson::mathjson;
pub use plain::plain;
pub use sympy::sympy;
