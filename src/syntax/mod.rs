//! LaTeX to notation: what was written, every token of it.
//!
//! Takes the text of one formula and a macro table; gives a notation tree with error nodes, and diagnostics.
//! Never fails, never drops a token, never reorders, never decides meaning.

mod notation;

pub use notation::{Class, Fence, Font, FractionKind, Node, NodeKind, Row, Sizing};
