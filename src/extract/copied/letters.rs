//! Doubled capitals in copied text: a symbol (`SS` for S and its LaTeX) or an acronym (`PP`).
//!
//! A capital is believed where it begins a table row, and where another formula of the page has the same letter; else
//! unless the page uses the pair as an acronym: in a list with others (`TP/PP`, `DP + PP`) or to abbreviate (`…, PP)`).

use std::collections::BTreeSet;

use super::{Group, Part};

/// Turns doubled capitals without any other evidence back into words.
pub fn drop_acronyms(text: &str, groups: &mut [Group]) {
    let known = known_letters(text, groups);
    for group in groups {
        let is_table = super::is_table(text, &group.rows);
        for row in &mut group.rows {
            for part in row.iter_mut().skip(usize::from(is_table)) {
                let (Some(letter), Part::Formula { whole, .. }) = (lone_letter(text, part), &*part) else { continue };
                if !known.contains(&letter) && (letter == 'i' || is_acronym(text, letter)) {
                    *part = Part::Words(*whole);
                }
            }
        }
    }
}

/// Whether a doubled letter stands as an acronym somewhere in the text.
fn is_acronym(text: &str, letter: char) -> bool {
    let pair: String = [letter, letter].iter().collect();
    text.match_indices(&pair).any(|(at, _)| {
        let before = text[..at].trim_end();
        let after = text[at + pair.len()..].trim_start();
        let capitals =
            |word: &mut dyn Iterator<Item = char>| word.take(2).filter(char::is_ascii_uppercase).count() == 2;
        let listed_before =
            before.strip_suffix(JOINS).map(str::trim_end).is_some_and(|rest| capitals(&mut rest.chars().rev()));
        let listed_after =
            after.strip_prefix(JOINS).map(str::trim_start).is_some_and(|rest| capitals(&mut rest.chars()));
        let joined = !before.ends_with(&pair) && (listed_before || listed_after);
        joined || before.ends_with([',', '，', '(', '（']) && after.starts_with([')', '）'])
    })
}

const JOINS: [char; 5] = ['/', '+', '×', '-', '&'];

/// The letters that stand by themselves in formulas which are none beyond doubt.
fn known_letters(text: &str, groups: &[Group]) -> BTreeSet<char> {
    let mut known = BTreeSet::new();
    for part in groups.iter().flat_map(|group| group.rows.iter().flatten()) {
        let Part::Formula { tex, .. } = part else { continue };
        if lone_letter(text, part).is_none() {
            let letters = tex.of(text).split(|c: char| !(c.is_alphabetic() || c == '\\'));
            known.extend(letters.filter(|run| !run.starts_with('\\') && run.len() <= 3).flat_map(str::chars));
        }
    }
    known
}

/// The letter of a formula that is nothing but a capital, or an i (`ii` counts items).
fn lone_letter(text: &str, part: &Part) -> Option<char> {
    let Part::Formula { tex, marked: false, .. } = part else { return None };
    let mut letters = tex.of(text).chars();
    let letter = letters.next().filter(|c| c.is_uppercase() || *c == 'i')?;
    letters.next().is_none().then_some(letter)
}
