//! English noun phrases beside a formula.
//!
//! Takes a chunk of text without marks; gives the noun phrase that ends or begins it and whether its head is a noun of
//! the table.

use super::characters::folded as lower;
use super::nouns::{is_plural, noun, noun_at_end};
use super::phrase::Phrase;

const ARTICLES: [&str; 17] = [
    "the", "a", "an", "this", "each", "every", "any", "some", "its", "our", "their", "your", "that", "these",
    "another", "one", "all",
];

/// Words that end a noun phrase on its left.
#[rustfmt::skip]
const LEFT_WALLS: &[&str] = &[
    "with", "by", "in", "on", "at", "to", "from", "as", "into", "onto", "over", "under", "between", "per", "than", "via",
    "through", "within", "without", "where", "when", "while", "if", "let", "and", "or", "but", "that", "which", "whose",
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "can", "may", "will", "would", "given",
    "for", "using", "use", "uses", "used", "set", "setting", "choose", "choosing", "consider", "suppose", "assume",
    "denote", "denotes", "define", "defines", "compute", "computes", "computing", "calculate", "minimize", "minimizing",
    "maximize", "maximizing", "update", "updating", "estimate", "estimating", "predict", "predicts", "predicting",
    "obtain", "obtaining", "get", "gets", "find", "finding", "learn", "learning", "train", "training", "apply", "applying",
    "add", "adding", "multiply", "multiplying", "take", "takes", "taking", "fix", "fixing", "treat", "write", "express",
    "respect", "because", "since", "so", "then", "hence", "thus", "therefore", "also", "only", "both", "not", "no", "such",
    "same", "different", "contains", "contain", "containing", "including", "include", "i.e", "e.g", "called", "named",
    "sampling", "sample", "initialize", "initializing", "replace", "replacing", "assign", "receives", "produce",
    "produces", "outputs", "returns", "return", "of", "first", "last", "increasing", "decreasing", "varying", "larger",
    "smaller", "large", "small", "high", "low", "about", "against", "across", "after", "before", "how", "what", "whether",
    "us", "more", "most", "fewer", "less", "it", "we", "you", "they", "i", "scale", "map", "maps", "mapping", "select", "pick",
    "requires", "require", "store", "stores", "denoted", "follows", "keep", "keeps", "reduce", "reduces", "increase",
    "equals", "equal", "plus", "minus", "times", "collect", "collects", "observe", "observes", "draw", "drawing", "zero",
    "measuring", "recall", "substituting", "decrease", "tune", "tuning", "share", "shares", "satisfying", "satisfies", "generate", "generates", "access", "encode", "decode", "normalize", "perform", "create", "build", "convert",
    "evaluate", "approximate", "seek", "incorporate", "impose", "extract", "visualize", "check", "determine", "solve",
    "permute", "modify", "adjust", "vary", "fit", "fits", "match", "matches", "aggregate", "concatenate", "combine", "avoid",
    "introduce", "introduces", "yield", "yields", "provide", "provides", "become", "becomes", "ensure", "prove", "verify",
];

/// Words after an article that are no nouns.
#[rustfmt::skip]
const NOT_NOUNS: &[&str] = &[
    "same", "first", "second", "third", "last", "next", "previous", "following", "above", "below", "other", "single",
    "given", "optimal", "new", "old", "current", "true", "actual", "original", "different", "best", "whole", "entire",
    "only", "usual", "standard", "naive", "simple", "particular", "corresponding", "respective", "top", "two", "three",
    "large", "small", "larger", "smaller", "largest", "smallest", "full", "empty", "final", "initial", "fixed", "is",
    "are", "above-mentioned", "famous", "well-known", "form", "case", "fact", "relation", "equation", "expression",
    "formula", "identity", "inequality", "condition", "constraint", "notation", "symbol", "letter", "so-called", "like",
    "choice", "setting", "result", "right", "left", "big", "assumption", "definition", "as", "when", "where", "if", "by",
    "more", "less", "most", "many", "few", "corresponds", "rule", "operation", "way", "and", "or",
];

/// The phrase that ends a chunk.
pub(super) fn english_before(chunk: &str, start: usize) -> Option<Phrase> {
    let ascii = chunk
        .rfind(|c: char| !c.is_ascii())
        .map_or(0, |at| at + chunk.get(at..).and_then(|c| c.chars().next()).map_or(0, char::len_utf8));
    let (start, chunk) = (start + ascii, chunk.get(ascii..)?);
    let words: Vec<(usize, &str)> = words_of(chunk);
    let mut first = words.len();
    let mut article = false;
    while first > 0 && words.len() - first < 7 {
        let (_, word) = *words.get(first - 1)?;
        let word = lower(word);
        let begun = first < words.len();
        if ARTICLES.contains(&word.as_str()) {
            article = true;
            let of_before = first >= 2 && words.get(first - 2).is_some_and(|(_, word)| *word == "of");
            if !(begun && of_before && left_of_is_noun(&words, first - 2)) {
                break;
            }
        } else if word == "of" {
            if !(begun && left_of_is_noun(&words, first - 1)) {
                break;
            }
        } else if is_doing(&word) || LEFT_WALLS.contains(&word.as_str()) {
            let belongs = match (is_doing(&word), begun) {
                (true, _) => begun && modifies(&word, &words, first - 1),
                (false, true) => names(&tail_of(&words, first - 1)),
                (false, false) => is_named(&word, &words, first - 1),
            };
            if !belongs {
                break;
            }
        }
        first -= 1;
    }
    while words.get(first).is_some_and(|(_, word)| *word == "of" || first > 0 && ["the", "a", "an"].contains(word)) {
        first += 1;
    }
    let before = words.get(..first).unwrap_or(&[]);
    if begins_with_verb(before, words.get(first..)?) {
        first += 1;
    }
    let phrase = words.get(first..)?;
    let (offset, opening) = *phrase.first()?;
    let word = before.last().map_or("", |(_, word)| *word);
    let example = matches!(word, "for" | "For") && matches!(phrase, [(_, "example" | "instance")]);
    // "in terms of its rows"
    let figure = ["in", "by", "on", "as", "In", "By"].contains(&word) && FIGURES.contains(&opening);
    if example || figure && phrase.get(1).is_some_and(|(_, word)| *word == "of") {
        return None;
    }
    let text = chunk.get(offset..)?.trim_end();
    if ends_in_modifier(text) {
        return None;
    }
    let found = finish_english(text, start + offset, article)?;
    Some(measured(&found).unwrap_or(found))
}

/// Whether the first word of a phrase is the verb of the subject before it: "we then model $p$", "to change $x$".
fn begins_with_verb(before: &[(usize, &str)], phrase: &[(usize, &str)]) -> bool {
    const SUBJECTS: [&str; 12] =
        ["we", "i", "they", "you", "would", "can", "could", "may", "must", "should", "will", "cannot"];
    const ADVERBS: [&str; 10] =
        ["then", "also", "now", "first", "directly", "simply", "again", "just", "therefore", "next"];
    const DEEDS: [&str; 8] = ["mean", "change", "update", "estimate", "bound", "model", "index", "measure"];
    let mut words = before.iter().rev().map(|(_, word)| lower(word));
    let Some(subject) = words.find(|word| !ADVERBS.contains(&word.as_str())) else { return false };
    let deed = phrase.first().is_some_and(|(_, word)| DEEDS.contains(word));
    SUBJECTS.contains(&subject.as_str()) || deed && ["to", "not"].contains(&subject.as_str())
}

/// What stands between "in" and "of" without naming anything.
const FIGURES: [&str; 10] = ["terms", "case", "place", "means", "lieu", "favor", "front", "view", "spite", "light"];

/// Whether an unknown adjective ends a phrase, so that the formula is the noun's own: "value of the generated".
fn ends_in_modifier(text: &str) -> bool {
    const ENDINGS: [&str; 5] = ["ed", "al", "ous", "ive", "ic"];
    let last = lower(text.rsplit(' ').next().unwrap_or(""));
    text.contains(" of ") && noun(&last).is_none() && ENDINGS.iter().any(|ending| last.ends_with(ending))
}

/// "vector of length": the measure, not its owner, is what a number says.
fn measured(found: &Phrase) -> Option<Phrase> {
    const MEASURES: [&str; 15] = [
        "length",
        "size",
        "dimension",
        "dimensionality",
        "rank",
        "degree",
        "order",
        "radius",
        "width",
        "height",
        "depth",
        "variance",
        "period",
        "cardinality",
        "diameter",
    ];
    const OTHERS: [&str; 12] = [
        "number",
        "sum",
        "product",
        "logarithm",
        "log",
        "inverse",
        "square",
        "half",
        "change",
        "estimate",
        "choice",
        "function",
    ];
    let (owner, measure) = found.text.rsplit_once(" of ")?;
    let owner = owner.rsplit(' ').next().unwrap_or(owner);
    if !MEASURES.contains(&measure) || OTHERS.contains(&owner) {
        return None;
    }
    let text = format!("{} {measure}", super::after::singular(&lower(owner)));
    Some(Phrase { text, known: true, plural: is_plural(&lower(owner)), ..found.clone() })
}

/// "a batch size of": the noun whose value a formula gives.
pub(super) fn valued(chunk: &str, start: usize) -> Option<Phrase> {
    const VALUES: [&str; 22] = [
        "size",
        "rate",
        "length",
        "width",
        "depth",
        "height",
        "radius",
        "dimension",
        "stride",
        "probability",
        "temperature",
        "variance",
        "deviation",
        "bandwidth",
        "margin",
        "threshold",
        "budget",
        "horizon",
        "frequency",
        "wavelength",
        "period",
        "decay",
    ];
    let left = lower(chunk.strip_suffix(" of")?);
    let last = left.rsplit(' ').next()?;
    let found = english_before(left.as_str(), start).filter(|_| VALUES.contains(&last))?;
    let article = left.get(..found.start.checked_sub(start)?)?.trim_end().rsplit(' ').next()?.to_owned();
    (["a", "an"].contains(&article.as_str()) && !found.text.contains(" of "))
        .then(|| Phrase { end: start + chunk.len(), ..found })
}

/// Whether a word is a verb's form in -ing that is neither a noun nor an adjective.
fn is_doing(word: &str) -> bool {
    const ADJECTIVES: [&str; 24] = [
        "underlying",
        "corresponding",
        "remaining",
        "resulting",
        "existing",
        "missing",
        "moving",
        "running",
        "leading",
        "preceding",
        "scaling",
        "smoothing",
        "mixing",
        "gating",
        "clipping",
        "masking",
        "normalizing",
        "weighting",
        "stopping",
        "starting",
        "damping",
        "following",
        "interesting",
        "spanning",
    ];
    word.len() > 5 && word.ends_with("ing") && noun(word).is_none() && !ADJECTIVES.contains(&word)
}

/// Whether a form in -ing stands before its noun like an adjective: "a rounding error", "training points", not "creating
/// regions", "by training models".
fn modifies(word: &str, words: &[(usize, &str)], at: usize) -> bool {
    const MODIFIERS: [&str; 6] = ["training", "learning", "sampling", "embedding", "encoding", "pooling"];
    match at.checked_sub(1).and_then(|before| words.get(before)).map(|(_, word)| lower(word)) {
        Some(before) => {
            !LEFT_WALLS.contains(&before.as_str())
                || MODIFIERS.contains(&word) && ["of", "with"].contains(&before.as_str())
        }
        None => MODIFIERS.contains(&word),
    }
}

/// Whether a phrase that begins with a word like "set" is a noun: "set of points", "output of the network".
fn names(tail: &str) -> bool {
    noun(tail).is_some() || tail.split_once(" of ").is_some_and(|(head, _)| noun(head).is_some())
}

/// Whether a word that is often a verb is a noun here: "the set", "the training set".
fn is_named(word: &str, words: &[(usize, &str)], at: usize) -> bool {
    let Some((_, before)) = at.checked_sub(1).and_then(|before| words.get(before)) else { return false };
    let before = lower(before);
    noun(word).is_some() && (ARTICLES.contains(&before.as_str()) || noun(&format!("{before} {word}")).is_some())
}

/// The words from `from` to the end, in lower case.
fn tail_of(words: &[(usize, &str)], from: usize) -> String {
    let words: Vec<String> = words.get(from..).unwrap_or(&[]).iter().map(|(_, word)| lower(word)).collect();
    words.join(" ")
}

fn left_of_is_noun(words: &[(usize, &str)], of: usize) -> bool {
    of.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|(_, word)| noun(&lower(word)).is_some())
}

fn words_of(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.extend(text.get(from..at).map(|word| (from, word)));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.extend(text.get(from..).map(|word| (from, word)));
    }
    words
}

/// The phrase without words that only point at it or say how many: "following quantity", "two matrices".
fn without_pointer(text: &str, start: usize) -> (&str, usize) {
    const POINTERS: [&str; 16] = [
        "both ",
        "following ",
        "above ",
        "below ",
        "same ",
        "given ",
        "so-called ",
        "different ",
        "two ",
        "three ",
        "four ",
        "five ",
        "several ",
        "many ",
        "certain ",
        "various ",
    ];
    let (mut text, mut start) = (text, start);
    while let Some(word) = POINTERS.iter().find(|word| text.starts_with(**word)) {
        (text, start) = (text.get(word.len()..).unwrap_or(text), start + word.len());
    }
    (text, start)
}

/// A phrase of English words with its head judged.
fn finish_english(text: &str, start: usize, article: bool) -> Option<Phrase> {
    if text.ends_with(" form") || text.ends_with(" of forms") {
        return None;
    }
    let (text, start) = without_pointer(text, start);
    let folded = lower(text);
    let head = folded.split(" of ").next().unwrap_or(&folded);
    let last = head.rsplit(' ').next().unwrap_or("");
    let known = noun_at_end(head).is_some()
        || (folded.contains(" of ") && noun_at_end(&folded).is_some() && head.ends_with("number"));
    if text.is_empty() || NOT_NOUNS.contains(&folded.as_str()) || text.len() > 90 {
        return None;
    }
    Some(Phrase {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        start,
        end: start + text.len(),
        known,
        article,
        plural: is_plural(last),
        loose: false,
    })
}

/// Words that end a noun phrase on its right.
#[rustfmt::skip]
const RIGHT_WALLS: &[&str] = &[
    "that", "which", "where", "when", "if", "while", "so", "because", "with", "in", "at", "on", "from", "by", "is", "are",
    "can", "will", "may", "such", "obtained", "given", "used", "defined", "computed", "and", "as", "to", "respectively",
    "but", "or", "then", "whose", "denotes", "we", "between", "over", "under", "after", "before", "during", "per", "via",
    "whether", "how", "what", "actually", "located", "belonging", "containing", "consisting", "indicating", "describing",
    "satisfying", "drawn", "sampled", "taken", "associated", "needed", "required", "representing", "learned",
    "--", "you", "they", "it", "has", "have", "was", "does", "not", "since", "i.e", "e.g", "being", "among", "within", "into",
];

/// The phrase that begins with a chunk.
pub(super) fn english_after(phrase: &str, start: usize, end: usize, before_formula: bool) -> Option<Phrase> {
    let mut words: Vec<&str> = phrase.split_whitespace().collect();
    let one = words.first().is_some_and(|word| ["a", "an"].contains(&lower(word).as_str()));
    let article = words.first().is_some_and(|word| ARTICLES.contains(&lower(word).as_str()));
    if article {
        words.remove(0);
    }
    // "feature vector for observation $i$": what a formula ends belongs to the formula.
    if before_formula
        && !words.iter().any(|word| RIGHT_WALLS.contains(&lower(word).as_str()))
        && let Some(at) = words.iter().rposition(|word| ["for", "of", "at"].contains(word)).filter(|at| *at > 0)
    {
        words.truncate(at);
    }
    let wall = words.iter().position(|word| RIGHT_WALLS.contains(&lower(word).as_str()));
    let next = wall.and_then(|wall| words.get(wall)).copied().unwrap_or("");
    words.truncate(wall.unwrap_or(words.len()));
    // "the quantity that we care about" gives no name.
    if matches!((words.as_slice(), next), (["quantity" | "value" | "thing" | "part" | "one"], "that" | "which" | "we"))
    {
        return None;
    }
    words.truncate(9);
    while words.last().is_some_and(|word| ["of", "for", "the", "a", "an", "in", "each", "all", "any"].contains(word)) {
        words.pop();
    }
    let text = words.join(" ");
    let head = text.split(" for ").next().unwrap_or(&text);
    let phrase = finish_english(head, start, article)?;
    let (text, _) = without_pointer(&text, start);
    // "the step size or learning rate" has two names; "an integer or half-integer" is one of two things.
    let loose = next == "or" && one && !text.contains(" of ") && !text.contains(" for ");
    Some(Phrase { text: text.to_owned(), end, loose, ..phrase })
}
