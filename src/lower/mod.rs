//! Notation and symbol table to expressions.
//!
//! Takes the notation of a formula and what the page says of its names; gives statements. Each ambiguity is settled
//! here by scored evidence rows; the runner-up is kept with its reason. Never evaluates.

mod application;
mod atoms;
mod bars;
mod binders;
mod brackets;
mod calculus;
mod call;
mod differentials;
mod einstein;
mod environments;
mod evidence;
mod expectations;
mod fences;
mod field;
mod functions;
mod habits;
mod identity;
mod integrals;
mod items;
mod kets;
mod letters;
mod nabla;
mod names;
mod numerals;
mod occurrences;
mod operators;
mod pieces;
mod pratt;
mod primes;
mod raised;
mod ranges;
mod reader;
mod reading;
mod scripts;
mod special;
mod statements;
mod subscripts;
mod superscript;
mod text;
mod transposes;
mod whole;
mod words;

pub use identity::{Defining, Identity, NotRead, left_side, lower_identity, lower_identity_with};
pub use reading::{Choice, Coverage, Link, Occurrence, Reading, Statement};

use crate::expr::Name;
use crate::prose::Topic;
use crate::scope::Names;
use crate::syntax::Node;
use reader::Reader;

/// lower: notation of one formula, its text, its index on the page, what the page says of names there → what the formula states.
///
/// Never fails: what was not understood is opaque, and `open` says why.
pub fn lower(nodes: &[Node], tex: &str, at: usize, names: &dyn Names) -> Reading {
    read(nodes, tex, names, at, false)
}

fn read(nodes: &[Node], tex: &str, names: &dyn Names, at: usize, identities: bool) -> Reading {
    let mut reader = Reader::new(tex, names, at, identities);
    let mut statements = reader.statements(nodes);
    if !identities && !names.is_declared(&Name::from("T"), at) {
        transposes::settle(&mut statements);
    }
    if !identities {
        einstein::settle(&mut statements, names.speaks_of(Topic::SummationConvention));
    }
    let broken = occurrences::has_error(nodes);
    let occurrences = occurrences::of(&statements);
    // A space or a reference that stands alone states nothing, and nothing of it is left unread.
    let silent = statements.is_empty() && !nodes.is_empty() && nodes.iter().all(items::is_blank);
    let coverage = match () {
        () if broken || statements.is_empty() && !silent => Coverage::None,
        () if reader.open.is_empty() => Coverage::Full,
        () => Coverage::Partial,
    };
    Reading { statements, coverage, open: reader.open, choices: reader.choices, occurrences }
}

#[cfg(test)]
mod tests;
