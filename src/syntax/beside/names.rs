//! Names that stand once, beside a twin that stands everywhere else.

use std::collections::BTreeMap;

use super::super::slip::{Slip, SlipKind};
use super::gather::{Entry, Page, spelling};
use crate::source::Span;

pub(super) fn look(page: &Page) -> Vec<(usize, Slip)> {
    let mut found = Vec::new();
    found.extend(unlowered(page));
    found.extend(cut(page));
    found.extend(spelled(page));
    found.extend(twins(page));
    found.extend(letter_for_zero(page));
    found
}

/// `\mathbf{x}i` on a page that has `\mathbf{x}_i`.
fn unlowered(page: &Page) -> impl Iterator<Item = (usize, Slip)> {
    page.unlowered.iter().filter(|pair| page.scripted.contains_key(&format!("{}_{}", pair.base, pair.script))).map(
        |pair| {
            let (base, script) = (&pair.base, &pair.script);
            let slip =
                Slip::new(SlipKind::DanglingScript, pair.span, format!("`{base}` and `{script}` stand side by side"))
                    .hint(format!("write `{base}_{script}`, as elsewhere on the page"))
                    .fix(Span { start: pair.rest.start, end: pair.rest.start }, "_");
            (pair.formula, slip)
        },
    )
}

/// `h_t-1` on a page that has `h_{t-1}`.
fn cut(page: &Page) -> impl Iterator<Item = (usize, Slip)> {
    page.cut.iter().filter(|pair| page.scripted.contains_key(&format!("{}_{}", pair.base, pair.script))).map(|pair| {
        let letter: String = pair.script.chars().take_while(char::is_ascii_alphabetic).collect();
        let slip = Slip::new(SlipKind::UnbracedArgument, pair.span, format!("only `{letter}` is lowered"))
            .hint(format!("write `{}_{{{}}}`, as elsewhere on the page", pair.base, pair.script))
            .fix(pair.rest, format!("{{{}}}", pair.script));
        (pair.formula, slip)
    })
}

/// `exp(x)`: upright elsewhere on the page, or a habit.
fn spelled(page: &Page) -> impl Iterator<Item = (usize, Slip)> {
    page.spelled.iter().map(|word| {
        let name = &word.base;
        let message = format!("`{name}` without a backslash is a product of letters");
        let slip = Slip::new(SlipKind::MissingBackslash, word.span, message)
            .hint(format!("write `\\{name}`"))
            .fix(Span { start: word.span.start, end: word.span.start }, "\\");
        (word.formula, if page.operators.contains(name) { slip } else { slip.hunch() })
    })
}

/// A letter that the page has once, where the same name in the other case or in bold stands elsewhere.
fn twins(page: &Page) -> Vec<(usize, Slip)> {
    let mut letters: BTreeMap<(bool, &str), Vec<&Entry>> = BTreeMap::new();
    for entry in &page.entries {
        letters.entry((entry.bold, &entry.letter)).or_default().push(entry);
    }
    let once = letters.values().filter_map(|entries| match entries.as_slice() {
        [only] if !only.in_script && !only.tied => Some(*only),
        _ => None,
    });
    once.filter_map(|only| {
        let twin = cased(only, &letters).or_else(|| emboldened(only, &letters))?;
        let own = spelling(only.bold, &only.letter);
        let slip = Slip::new(
            SlipKind::OddSymbol,
            only.span,
            format!("`{own}` stands nowhere else on the page, `{twin}` does"),
        );
        Some((only.formula, slip.hint(format!("write `{twin}`, or say what `{own}` is"))))
    })
    .collect()
}

/// `W_b` in a list with `w_a`, on a page with `w_b`. A variable and its value are no list.
fn cased(only: &Entry, letters: &BTreeMap<(bool, &str), Vec<&Entry>>) -> Option<String> {
    let scripts = only.scripts.as_ref().filter(|scripts| scripts.starts_with('_'))?;
    let other = swapped(&only.letter).filter(|other| only.mates.contains(other))?;
    let twins = letters.get(&(only.bold, other.as_str()))?;
    twins.iter().any(|twin| twin.scripts.as_ref() == Some(scripts)).then(|| spelling(only.bold, &other))
}

fn swapped(letter: &str) -> Option<String> {
    let mut letters = letter.chars();
    let only = letters.next().filter(|_| letters.next().is_none())?;
    let other = if only.is_ascii_uppercase() { only.to_ascii_lowercase() } else { only.to_ascii_uppercase() };
    (other != only).then(|| other.to_string())
}

/// `w^\top x` beside bold ones, in the same formula and often on the page. Without a script it may be an entry.
fn emboldened(only: &Entry, letters: &BTreeMap<(bool, &str), Vec<&Entry>>) -> Option<String> {
    let scripts = only.scripts.as_ref().filter(|scripts| !only.bold && scripts.starts_with('^'))?;
    let twins = letters.get(&(true, only.letter.as_str())).filter(|twins| twins.len() > 2)?;
    let alike = |twin: &&&Entry| twin.formula == only.formula && twin.scripts.as_ref() == Some(scripts);
    twins.iter().any(|twin| alike(&twin)).then(|| spelling(true, &only.letter))
}

/// `\mu_o` on a page that has `\mu_0`, and no other o.
fn letter_for_zero(page: &Page) -> Vec<(usize, Slip)> {
    let has = |entry: &Entry, label: &str| entry.scripts.as_deref().is_some_and(|scripts| scripts == label);
    let odd: Vec<&Entry> = page.entries.iter().filter(|entry| has(entry, "_o")).collect();
    let [only] = odd.as_slice() else { return Vec::new() };
    let letters = page.entries.iter().filter(|entry| matches!(entry.letter.as_str(), "o" | "O"));
    let spoken = letters.filter(|entry| !is_inside(entry, only)).take(MOST).any(|entry| !is_in_word(entry, page));
    let twin = |entry: &&Entry| entry.letter == only.letter && entry.bold == only.bold && has(entry, "_0");
    if spoken || !page.entries.iter().any(|entry| twin(&entry)) {
        return Vec::new();
    }
    let own = spelling(only.bold, &only.letter);
    let message = format!("`{own}_o` has the letter o where `{own}_0` elsewhere on the page has the number");
    vec![(only.formula, Slip::new(SlipKind::OddSymbol, only.span, message).hint(format!("write `{own}_0`")))]
}

/// Whether an entry stands in the script of another.
fn is_inside(entry: &Entry, whole: &Entry) -> bool {
    entry.formula == whole.formula && whole.span.start <= entry.span.start && entry.span.end <= whole.span.end
}

/// More letters than this are not looked at, one by one, for the words that they stand in.
const MOST: usize = 64;

/// Whether other letters stand directly beside the entry.
fn is_in_word(entry: &Entry, page: &Page) -> bool {
    page.entries.iter().any(|other| {
        other.formula == entry.formula && (other.span.end == entry.span.start || entry.span.end == other.span.start)
    })
}
