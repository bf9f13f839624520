//! Meanings without a verb of their own: "let $L$ be the length and $d$ the width", "we write $x$ for the input".

use super::flow::{FORMULA, Mark};
use super::patterns::FRAMES;
use super::phrase::{self, Phrase};
use super::reader::{Page, folded_before};
use super::subject::items;

/// The phrase behind a list of names whose verb stands earlier in the sentence, or around the list.
pub(super) fn gapped(page: &Page, group: &[Mark], from: usize) -> Option<Phrase> {
    let first = group.first()?;
    let lone = |mark: &Mark| {
        let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
        named.iter().all(|item| item.relation.is_none())
    };
    // "With $S = T$ the sum is": the words begin a clause of their own.
    if !group.iter().all(lone) {
        return None;
    }
    let rest = page.flow.folded.get(from..)?;
    let before = folded_before(page.flow, first.at).trim_end();
    let framed = FRAMES.iter().find(|(left, right)| {
        let verb = before.strip_suffix(left).is_some_and(|left| !left.ends_with(|c: char| c.is_ascii_alphanumeric()));
        verb && rest.strip_prefix(*right).is_some_and(begins_phrase)
    });
    let length = match framed {
        Some((_, right)) => right.len(),
        None if begins_phrase(rest) && continues(page, before, first.at) => 0,
        None => return None,
    };
    let found = phrase::after(&page.flow.text, from + length, &|_| None).filter(|found| found.known)?;
    ends_there(page, &found).then_some(found)
}

/// Whether no verb follows the phrase: it is no subject of a clause.
fn ends_there(page: &Page, found: &Phrase) -> bool {
    const GOING_ON: [&str; 16] = [
        "and",
        "or",
        "of",
        "for",
        "in",
        "on",
        "at",
        "with",
        "respectively",
        "from",
        "between",
        "where",
        "which",
        "that",
        "by",
        "to",
    ];
    let rest = page.flow.text.get(found.start..).unwrap_or("");
    let Some(at) = rest.find(found.text.as_str()) else { return false };
    let next = rest.get(at + found.text.len()..).unwrap_or("").trim_start();
    let word = next.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    word.is_empty() || GOING_ON.contains(&word)
}

fn begins_phrase(rest: &str) -> bool {
    [" the ", " a ", " an ", " its ", " their "].iter().any(|article| rest.starts_with(article))
}

/// Whether the list goes on with what an earlier name of the sentence was told: "…, and".
fn continues(page: &Page, before: &str, at: usize) -> bool {
    let joined = before.ends_with(',') || before.ends_with(" and") || before.ends_with(';');
    let sentence = page.flow.sentences.get(page.flow.sentence_at(at)).map_or(0, |span| span.start as usize);
    let text = page.flow.folded.get(sentence..at).unwrap_or("");
    let told = |rest: &str| {
        let verbs = [" is ", " be ", " are ", " denotes ", " denote ", " represents ", " represent "];
        verbs.iter().any(|verb| rest.strip_prefix(verb).is_some_and(|rest| begins_phrase(&format!(" {rest}"))))
            || begins_phrase(rest)
    };
    joined && text.split(FORMULA).skip(1).any(told)
}
