//! Finds the cues in a text: one pass, longest row first, no overlaps.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cues::{CUES, Cue, Place};
use super::flow::{BREAK, FORMULA};

/// A cue in the flow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub cue: &'static Cue,
}

/// Rows by first word (English) or first letter (Chinese), the longest first; of one length, the more special first.
static INDEX: LazyLock<BTreeMap<&'static str, Vec<&'static Cue>>> = LazyLock::new(|| {
    let mut index: BTreeMap<&str, Vec<&Cue>> = BTreeMap::new();
    for cue in CUES {
        index.entry(key(cue.words)).or_default().push(cue);
    }
    for rows in index.values_mut() {
        rows.sort_by_key(|cue| (std::cmp::Reverse(cue.words.len()), cue.place == Place::Anywhere));
    }
    index
});

/// The first English word, or the first letter of anything else.
fn key(text: &str) -> &str {
    let word = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let length = if word > 0 { word } else { text.chars().next().map_or(0, char::len_utf8) };
    text.get(..length).unwrap_or("")
}

/// All cues of a text in lower case, in order.
pub(super) fn scan(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = 0;
    let mut context = Context { at_start: true, behind_formula: false };
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let token = key(rest);
        let rows = INDEX.get(token).map_or(&[][..], Vec::as_slice);
        match rows.iter().find(|cue| context.allows(cue) && stands_whole(rest, cue.words)) {
            Some(cue) => {
                hits.push(Hit { start: at, end: at + cue.words.len(), cue });
                at += cue.words.len();
                context.after(cue.words);
            }
            None => {
                at += token.len();
                context.after(token);
            }
        }
    }
    hits
}

/// Whether the row's words stand at the start of the text and end where a word ends.
fn stands_whole(text: &str, words: &str) -> bool {
    let next = |rest: &str| rest.chars().next();
    text.strip_prefix(words)
        .is_some_and(|rest| !words.is_ascii() || !next(rest).is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// What stands before the place that is looked at.
struct Context {
    at_start: bool,
    behind_formula: bool,
}

impl Context {
    fn allows(&self, cue: &Cue) -> bool {
        match cue.place {
            Place::Anywhere => true,
            Place::Start => self.at_start,
            Place::Behind => self.behind_formula,
        }
    }

    fn after(&mut self, token: &str) {
        let Some(letter) = token.chars().next_back() else { return };
        match letter {
            FORMULA => (self.at_start, self.behind_formula) = (false, true),
            BREAK | '。' | '！' | '？' | '.' | '?' | '!' | ':' | '：' => {
                (self.at_start, self.behind_formula) = (true, false);
            }
            // Numbering and bullets: "1) ", "（2）", "Q3 ".
            ')' | '）' | '(' | '（' | '*' | '-' | '•' | '、' => self.behind_formula = false,
            _ if letter.is_ascii_digit() => self.behind_formula = false,
            _ if letter.is_whitespace() => {}
            _ => (self.at_start, self.behind_formula) = (false, false),
        }
    }
}
