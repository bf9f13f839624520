//! What the reader of formulas asks of the names on a page.

use crate::expr::{Fact, Name};
use crate::prose::Topic;

/// Answers about names at a place: `at` is the index of the formula on its page.
///
/// `None` means that nobody said; a guess is never an answer.
pub trait Names {
    /// Whether the name is declared at the place, or by a notation page of the book.
    fn is_declared(&self, name: &Name, at: usize) -> bool;

    /// Whether the name stands for a function: declared as one (`Some(true)`), declared as something else
    /// (`Some(false)`).
    fn is_function(&self, name: &Name, at: usize) -> Option<bool>;

    /// How many axes the value has, where a shape, a noun ("a matrix $A$") or the typography of the page tells.
    fn rank(&self, name: &Name, at: usize) -> Option<usize>;

    /// Whether the author said that the value has the fact.
    fn has_fact(&self, name: &Name, fact: Fact, at: usize) -> bool;

    /// Whether the letter runs over something on this page: bound by a sum, declared as an index, counted in prose.
    fn is_index(&self, letter: &Name) -> bool;

    /// Whether a script under the base is a label, part of the name (`Some(true)`), or an index (`Some(false)`).
    /// `script` is the text that [`crate::prose::script_text`] gives.
    fn subscript_is_label(&self, base: &Name, script: &str) -> Option<bool>;

    /// The same for a script above: a label as in `W^{Q}`, `\theta^{*}`, or not.
    fn superscript_is_label(&self, base: &Name, script: &str) -> Option<bool>;

    /// Whether the page iterates the name, and the script above it is a step: `x^{k}` beside `x^{k+1} = …`.
    fn is_iterate(&self, _: &Name, _: &str) -> bool {
        false
    }

    /// Whether the prose counts with the letter: "the $n$-th", 第 $n$ 条.
    fn is_counted(&self, _: &str) -> bool {
        false
    }

    /// Whether `C_n^k` counts choices: the page writes `C` with a letter below and one above, and in no other way.
    fn counts_choices(&self) -> bool {
        false
    }

    /// Whether a prime on the name transposes it: the page writes `X'X`, `A \Sigma A'`.
    fn is_transposed_by_prime(&self, _: &Name) -> bool {
        false
    }

    /// Whether the author transposes by primes: several names of the page stand beside themselves with one.
    fn transposes_by_primes(&self) -> bool {
        false
    }

    /// Whether the words of the page name the topic.
    fn speaks_of(&self, _: Topic) -> bool {
        false
    }

    /// Whether δ in front of a name is its variation: the page writes `\delta S`, `\delta q`, and no δ by itself.
    fn varies(&self) -> bool {
        false
    }

    /// Whether the page writes the name in front of what can only be an argument list.
    fn is_applied(&self, _: &Name) -> bool {
        false
    }

    /// Whether the page writes the base with an index letter somewhere: then no declared member is a name by itself.
    fn is_family(&self, _: &Name) -> bool {
        false
    }

    /// Whether words make the name a count or a size: "number of layers $N_l$".
    fn is_size(&self, _: &Name, _: usize) -> bool {
        false
    }

    /// Whether the page writes the base with just this script below.
    fn writes_below(&self, _: &Name, _: &str) -> bool {
        false
    }

    /// Whether two digits below the base are two indices.
    fn has_two_indices(&self, _: &Name) -> bool {
        false
    }

    /// Whether a run of plain letters was introduced as one word: "learning rate $lr$".
    fn is_word(&self, letters: &str) -> bool;

    /// Whether the prose says that the name is the constant of its catalogue row: `e`, `i`, `\pi`, `\gamma`.
    fn is_constant(&self, name: &Name, at: usize) -> Option<bool>;
}

/// Knows nothing: every question is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNames;

impl Names for NoNames {
    fn is_declared(&self, _: &Name, _: usize) -> bool {
        false
    }
    fn is_function(&self, _: &Name, _: usize) -> Option<bool> {
        None
    }
    fn rank(&self, _: &Name, _: usize) -> Option<usize> {
        None
    }
    fn has_fact(&self, _: &Name, _: Fact, _: usize) -> bool {
        false
    }
    fn is_index(&self, _: &Name) -> bool {
        false
    }
    fn subscript_is_label(&self, _: &Name, _: &str) -> Option<bool> {
        None
    }
    fn superscript_is_label(&self, _: &Name, _: &str) -> Option<bool> {
        None
    }
    fn is_word(&self, _: &str) -> bool {
        false
    }
    fn is_constant(&self, _: &Name, _: usize) -> Option<bool> {
        None
    }
}
