//! Whether two places speak of one thing.
//!
//! A name of several letters is one thing wherever it stands, unless the words around it say otherwise; a single letter
//! is one thing on two pages only where both call it, and all that it is made of, the same.

use std::collections::BTreeSet;

use super::convention::Difference;
use super::pairs::Seen;
use super::sighting::{Key, Sighting};
use super::words;
use crate::expr::{Expr, Name};

/// A value of a single letter must have as many nodes and as many letters besides its arguments.
const LEAST: usize = 8;
const LETTERS: usize = 3;

/// Whether two places may speak of one thing.
pub fn is_same(there: &Seen<'_>, here: &Seen<'_>) -> bool {
    let (a, b) = (there.own, here.own);
    let letters = a.indices.len() == b.indices.len()
        && (a.arguments.len() == b.arguments.len() || a.arguments.is_empty() || b.arguments.is_empty());
    letters
        && !a.words.announce_another()
        && !b.words.announce_another()
        && a.words.qualifiers() == b.words.qualifiers()
        && if there.page == here.page { is_same_on_page(a, b) } else { is_same_across(a, b) }
}

fn is_same_on_page(a: &Sighting, b: &Sighting) -> bool {
    let apart = a.formula != b.formula && a.sentence != b.sentence;
    let same_section = a.headings.first() == b.headings.first();
    apart && (is_word(&a.key) || same_section && is_particular(a) && is_particular(b))
}

/// Whether a value of a single letter is made of letters enough to be told from the next example's: letters are used
/// again, such formulas are not.
fn is_particular(own: &Sighting) -> bool {
    let arguments: BTreeSet<Name> = own.arguments.iter().flat_map(Expr::free_names).collect();
    let others = own.body.free_names().into_iter().filter(|name| !arguments.contains(name)).count();
    own.body.count() >= LEAST && others >= LETTERS
}

/// Whether what differs may be held against the author at all.
pub fn may_conflict(there: &Seen<'_>, here: &Seen<'_>, difference: &Difference) -> bool {
    let taste = difference.sign && (there.own.words.seek() || here.own.words.seek());
    // Another example of a letter has other numbers.
    let example = difference.numbers && there.page == here.page && !is_word(&here.own.key);
    !taste && !example
}

fn is_same_across(a: &Sighting, b: &Sighting) -> bool {
    is_word(&a.key) || meanings_agree(a, b)
}

/// Single letters are one thing on two pages if both pages call them and all that they are made of the same.
fn meanings_agree(a: &Sighting, b: &Sighting) -> bool {
    let Key::Name(name) = &a.key else { return false };
    let says = |own: &Sighting, name: &Name| own.meanings.get(name).cloned();
    let agree = |name: &Name| says(a, name).zip(says(b, name)).map(|(one, other)| words::same_noun(&one, &other));
    let free = a.body.free_names();
    let large = a.body.count() >= LEAST;
    let unsaid = |name: &Name| says(a, name).is_none() && says(b, name).is_none();
    large
        && agree(name) == Some(true)
        && free == b.body.free_names()
        && free.iter().all(|name| unsaid(name) || agree(name) == Some(true))
}

/// Words that every page uses for its own purposes.
static GENERIC: &[&str] = &[
    "a",
    "acc",
    "act",
    "adv",
    "all",
    "and",
    "anchor",
    "attn",
    "aux",
    "avg",
    "b",
    "bandwidth",
    "base",
    "batch",
    "best",
    "bias",
    "block",
    "budget",
    "bubble",
    "bytes",
    "class",
    "comm",
    "comp",
    "complexity",
    "compute",
    "context",
    "cost",
    "count",
    "data",
    "def",
    "depth",
    "dim",
    "dist",
    "distance",
    "domain",
    "down",
    "eff",
    "efficiency",
    "emb",
    "embed",
    "energy",
    "err",
    "error",
    "error rate",
    "final",
    "flops",
    "full",
    "gain",
    "gate",
    "global",
    "grad",
    "gradient",
    "group",
    "head",
    "heads",
    "height",
    "hidden",
    "if",
    "importance",
    "in",
    "init",
    "input",
    "joint",
    "kernel",
    "key",
    "label",
    "latency",
    "layer",
    "layers",
    "left",
    "len",
    "length",
    "local",
    "logit",
    "logits",
    "loss",
    "lr",
    "main",
    "margin",
    "max",
    "mean",
    "mem",
    "memory",
    "min",
    "mlp",
    "model",
    "neg",
    "new",
    "next",
    "noise",
    "norm",
    "num",
    "obj",
    "objective",
    "old",
    "ops",
    "opt",
    "out",
    "output",
    "params",
    "pos",
    "pred",
    "prev",
    "price",
    "prob",
    "proj",
    "query",
    "rate",
    "ratio",
    "ref",
    "reg",
    "res",
    "result",
    "return",
    "reward",
    "right",
    "risk",
    "sample",
    "score",
    "seq",
    "signal",
    "sim",
    "similarity",
    "size",
    "source",
    "speedup",
    "state",
    "step",
    "student",
    "sum",
    "target",
    "teacher",
    "test",
    "threshold",
    "throughput",
    "time",
    "tokens",
    "total",
    "train",
    "true",
    "up",
    "update",
    "util",
    "utility",
    "val",
    "value",
    "weight",
    "weights",
    "width",
    "x",
];

/// Whether a key is a word that names one thing wherever it stands: `\text{Softmax}`, `\mathcal{L}_{\text{SFT}}`.
pub fn is_word(key: &Key) -> bool {
    let Key::Name(name) = key else { return matches!(key, Key::Function(_)) };
    let parts = name.as_str().split("\\text{").skip(1);
    let mut words = parts.filter_map(|rest| rest.split('}').next()).map(str::to_lowercase);
    words.any(|word| word.chars().filter(|c| c.is_alphanumeric()).count() >= 2 && !GENERIC.contains(&word.as_str()))
}
