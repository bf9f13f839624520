//! Words and notation to declarations, and the stance of each formula.
//!
//! Takes a document and the notation of its formulas; gives [`Declaration`]s, facts that nouns carry, and a
//! [`Stance`] for each formula. Never builds expressions.

mod canonical;
mod cue_scan;
mod cues;
mod declaration;
mod evidence;
mod flow;
mod nouns;
#[cfg(test)]
mod sample;
mod sections;
mod stance;

pub use canonical::{
    base_name, is_words, script_text, significant, unwrapped, with_primes, with_subscript, with_superscript, word_name,
};
pub use declaration::{Declaration, Form, Scope, Stance};
pub use evidence::Evidence;
pub use flow::{Flow, Mark};
pub use nouns::{NounFacts, facts_of, is_plural, noun, noun_at_end};
pub use sections::heading_chain;
pub use stance::{StanceInfo, stances, stances_in};
