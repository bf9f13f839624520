//! What stands around a formula: letters of its neighbours, names of the page, words that make it a condition.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::Name;
use crate::extract::{Document, Inline};
use crate::infer::binding::Surroundings;
use crate::lower::Reading;
use crate::prose::{Prose, Stance};

/// How many blocks before and behind are near.
const NEAR: usize = 2;

/// Words beside formulas whose equations may hold a name on both sides: what is sought is not defined.
const SOUGHT: [&str; 16] = [
    "eigen",
    "fixed point",
    "fixed-point",
    "stationary",
    "steady",
    "invariant",
    "equilibrium",
    "idempotent",
    "project",
    "不动点",
    "特征",
    "平稳",
    "稳态",
    "不变",
    "投影",
    "幂等",
];

/// Names that are twins of plainer ones.
const ACCENTED: [&str; 4] = [r"\bar{", r"\hat{", r"\tilde{", r"\check{"];

pub(super) struct Around<'a> {
    document: &'a Document,
    prose: &'a Prose,
    /// For each block, the index letters of each of its formulas.
    letters: BTreeMap<usize, Vec<(usize, BTreeSet<Name>)>>,
    /// The accented names of the page.
    names: BTreeSet<Name>,
    /// For each sentence, the same.
    sentences: BTreeMap<usize, Vec<(usize, BTreeSet<Name>)>>,
}

impl<'a> Around<'a> {
    pub fn new(readings: &[Reading], document: &'a Document, prose: &'a Prose) -> Self {
        let mut letters: BTreeMap<usize, Vec<(usize, BTreeSet<Name>)>> = BTreeMap::new();
        let mut names = BTreeSet::new();
        let mut sentences: BTreeMap<usize, Vec<(usize, BTreeSet<Name>)>> = BTreeMap::new();
        for (at, (reading, formula)) in readings.iter().zip(&document.formulas).enumerate() {
            let own =
                reading.occurrences.iter().filter(|occurrence| !occurrence.bound).map(|occurrence| &occurrence.name);
            let counting: BTreeSet<Name> =
                own.clone().filter(|name| matches!(name.as_str(), "i" | "j" | "k")).cloned().collect();
            if let Some(info) = prose.stances.get(at) {
                sentences.entry(info.sentence).or_default().push((at, BTreeSet::clone(&counting)));
            }
            letters.entry(formula.block).or_default().push((at, counting));
            names.extend(own.filter(|name| ACCENTED.iter().any(|accent| name.as_str().starts_with(accent))).cloned());
        }
        Self { document, prose, letters, names, sentences }
    }

    /// The surroundings of a formula.
    pub fn of(&self, at: usize, declared: BTreeSet<Name>) -> Surroundings {
        let block = self.document.formulas.get(at).map_or(0, |formula| formula.block);
        let mentioned = others(&self.letters, block, NEAR, at);
        let sentence = self.prose.stances.get(at).map_or(0, |info| info.sentence);
        let beside = others(&self.sentences, sentence, 1, at);
        let names = if self.is_sought(at, block) { BTreeSet::new() } else { self.names.clone() };
        Surroundings { declared, mentioned, beside, names }
    }

    /// Whether the words beside the formula make it an equation to be solved, or no statement of the author's.
    fn is_sought(&self, at: usize, block: usize) -> bool {
        let stance = self.prose.stances.get(at).map(|info| info.stance);
        let inlines = self.document.blocks.get(block).map_or(&[][..], |block| block.inlines.as_slice());
        let place = inlines.iter().position(|inline| *inline == Inline::Formula(at)).unwrap_or(0);
        let beside = inlines.get(place.saturating_sub(1)..inlines.len().min(place + 2)).unwrap_or_default();
        matches!(stance, Some(Stance::Assumed | Stance::Asked | Stance::Denied))
            || beside.iter().any(|inline| match inline {
                Inline::Text { text, .. } => SOUGHT.iter().any(|word| text.to_lowercase().contains(word)),
                _ => false,
            })
    }
}

/// The letters of other formulas whose block or sentence is near.
fn others(
    letters: &BTreeMap<usize, Vec<(usize, BTreeSet<Name>)>>,
    place: usize,
    near: usize,
    at: usize,
) -> BTreeSet<Name> {
    let formulas = letters.range(place.saturating_sub(near)..=place + near).flat_map(|(_, formulas)| formulas);
    formulas.filter(|(other, _)| *other != at).flat_map(|(_, letters)| letters.iter().cloned()).collect()
}

/// Whether the words between two formulas end a sentence.
pub(super) fn sentence_between(document: &Document, above: usize, below: usize) -> bool {
    let (Some(first), Some(last)) = (document.formulas.get(above), document.formulas.get(below)) else { return false };
    let blocks = document.blocks.get(first.block..=last.block).unwrap_or_default();
    blocks.iter().flat_map(|block| &block.inlines).any(|inline| match inline {
        Inline::Text { text, span } => {
            let between = span.start >= first.span.end && span.end <= last.span.start;
            let ends = |(at, stop): (usize, char)| {
                let after = text.get(at + stop.len_utf8()..).unwrap_or_default();
                !stop.is_ascii() || after.is_empty() || after.starts_with(' ')
            };
            let stops = text.char_indices().filter(|(_, letter)| "。！？.!?".contains(*letter));
            between && text.chars().any(char::is_alphabetic) && stops.into_iter().any(ends)
        }
        _ => false,
    })
}
