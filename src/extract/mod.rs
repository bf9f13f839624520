//! Host documents to formulas, prose and directives, each with its place in the file.
//!
//! Takes the text of a page and what kind of host it is; gives a [`Document`]. Never guesses maths.

mod document;

pub use document::{Block, BlockKind, Delimiter, Document, Formula, Host, HostComment, Inline, MacroSource};
