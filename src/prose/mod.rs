//! Words and notation to declarations, and the stance of each formula.
//!
//! Takes a document and the notation of its formulas; gives [`Declaration`]s, facts that nouns carry, and a
//! [`Stance`] for each formula. Never builds expressions.

mod declaration;

pub use declaration::{Declaration, Form, Scope, Stance};
