//! Declarations in reading order to a symbol table: what an occurrence means at its place.
//!
//! Never decides truth.

mod glossary;
mod names;
mod table;

pub use glossary::{Glossary, SymbolRow, symbol_rows};
pub use names::{Names, NoNames};
pub use table::SymbolTable;
