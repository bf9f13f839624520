//! Declarations in reading order to a symbol table: what an occurrence means at its place.
//!
//! Never decides truth.

mod names;

pub use names::{Names, NoNames};
