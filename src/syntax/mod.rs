//! LaTeX to notation: what was written, every token of it.
//!
//! Takes the text of one formula and a macro table; gives a notation tree with error nodes, and slips.
//! Never fails, never drops a token, never reorders, never decides meaning.
//!
//! ```text
//! text ─ lexer (grammar/latex.pest) ─▶ tokens ─ macros ─▶ tokens ─ pairing ─▶ partners ─ build ─▶ nodes
//!                                                   slips of every pass ─▶ slips
//! ```
//!
//! Every pass is linear in the input. Nesting beyond [`DEPTH`] levels becomes an error node, so that whoever walks the
//! tree may recurse.

mod beside;
mod build;
mod commands;
mod delimiter;
mod escapes;
mod glyphs;
mod lexer;
mod macros;
mod notation;
mod pairing;
mod slip;
mod suspects;

pub use beside::compare;
pub use build::DEPTH;
pub use commands::Renderers;
pub use escapes::{is_escaped, unescape};
pub use glyphs::glyphs;
pub use macros::Macros;
pub use notation::{Class, Fence, Font, FractionKind, Node, NodeKind, Row, Sizing};
pub use slip::{Repair, Slip, SlipKind};

use crate::source::Span;

/// What the text of a formula gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    pub nodes: Vec<Node>,
    /// In the order of their places; of a formula with very many, the first ones.
    pub slips: Vec<Slip>,
    /// The number of tokens as written, blanks and comments not counted.
    pub tokens: usize,
    /// Who refuses the formula.
    pub rejected_by: Renderers,
    /// The first part that KaTeX takes in displays only: `\tag`, `\begin{align}`.
    pub display_only: Option<Span>,
}

impl Parsed {
    /// Whether KaTeX renders the formula as a display.
    pub fn renders(&self) -> bool {
        !self.rejected_by.meets(Renderers::KATEX)
    }

    /// Whether KaTeX renders the formula within a line.
    pub fn renders_inline(&self) -> bool {
        self.renders() && self.display_only.is_none()
    }

    /// Whether all of the renderers take the formula as a display.
    pub fn renders_in(&self, renderers: Renderers) -> bool {
        !self.rejected_by.meets(renderers)
    }
}

/// text of one formula, macros → notation and slips. Never fails; spans are byte offsets in `tex`.
pub fn parse(tex: &str, macros: &Macros) -> Parsed {
    let mut slips = slip::Slips::default();
    let written = lexer::tokenize(tex);
    let count = written.iter().filter(|token| !token.is_blank()).count();
    let (macros, written) = macros.take_definitions(written, &mut slips);
    let tokens = macros.expand(written, &mut slips);
    let pairs = pairing::pair(&tokens, &mut slips);
    let built = build::build(&tokens, &pairs, &mut slips);
    suspects::look(&built.nodes, &mut slips);
    let rejected_by = slips.rejected_by;
    let mut slips = slips.list;
    slips.sort_by_key(|slip| slip.span);
    slip::keep_causes(&mut slips);
    Parsed { nodes: built.nodes, slips, tokens: count, rejected_by, display_only: built.display_only }
}

#[cfg(test)]
mod tests;
