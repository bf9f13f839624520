//! Names in front of what they count: `$K$ 个 GPU`, `$L$ layers`.

use super::chinese::holds_wall;
use super::flow::{BREAK, FORMULA, Mark};
use super::nouns::noun;
use super::patterns::{CLASSIFIERS, COUNT_MODIFIERS, COUNTED, OF_ROWS, SELF_COUNTING};
use super::phrase::is_cjk;
use super::reader::{Page, Told, folded_before};
use super::subject::{Item, items};
use crate::expr::Name;

/// `$K$ 个 GPU`, `$L$ layers`: a plain letter in front of what it counts.
pub(super) fn counted(page: &Page, mark: &Mark) -> Option<Told> {
    let name = plain_letter(page, mark)?;
    if page.evidence.is_index(name.as_str()) {
        return None;
    }
    let before = folded_before(page.flow, mark.at).trim_end();
    if before.ends_with(['第', '-', '=', '×', '+']) || before.ends_with("the") && !before.ends_with(" the") {
        return None;
    }
    let rest = page.flow.text.get(mark.at + FORMULA.len_utf8()..)?;
    counted_chinese(rest).or_else(|| counted_english(rest))
}

/// The letter that a formula is.
pub(super) fn plain_letter(page: &Page, mark: &Mark) -> Option<Name> {
    let found = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence))?;
    let [Item { spelled, relation: None, listed: false, .. }] = found.as_slice() else { return None };
    let name = spelled.name.as_str();
    let plain = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let greek =
        name.starts_with('\\') && name.get(1..).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_alphabetic()));
    let whole = spelled.indices.is_empty() && !spelled.applied && !spelled.squared;
    ((plain || greek) && whole).then(|| spelled.name.clone())
}

fn counted_chinese(rest: &str) -> Option<Told> {
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let classifier = CLASSIFIERS.iter().find(|classifier| rest.starts_with(**classifier))?;
    let thing_text = rest.get(classifier.len()..)?.trim_start();
    let end = thing_text
        .char_indices()
        .find(|(at, c)| *at > 30 || !(c.is_ascii_alphanumeric() || is_cjk(*c) || matches!(*c, ' ' | '-')))
        .map_or(thing_text.len(), |(at, _)| at);
    let window = thing_text.get(..end)?;
    let owned = || window.rsplit_once('的').and_then(|(_, thing)| counted_thing(thing));
    let thing = counted_thing(window).or_else(owned);
    if matches!(*classifier, "行" | "列") && OF_ROWS.iter().any(|word| thing_text.starts_with(word)) {
        return None;
    }
    let own = SELF_COUNTING.iter().find(|(words, _)| words == classifier);
    let (meaning, unit) = match (thing, own) {
        (Some(thing), None) => {
            (format!("{thing}{}数", if thing.ends_with(|c: char| c.is_ascii()) { " " } else { "" }), thing)
        }
        (_, Some((unit, meaning))) => ((*meaning).to_owned(), (*unit).to_owned()),
        (None, None) => {
            let thing = unknown_thing(window, thing_text)?;
            (format!("{thing}数"), thing)
        }
    };
    Some(Told { meaning: Some(meaning), unit: (unit != "次").then_some(unit), count: true, ..Told::default() })
}

/// A word of two to four letters that nothing follows but a mark: 种途径，.
fn unknown_thing(window: &str, rest: &str) -> Option<String> {
    let thing = window.rsplit('的').next().unwrap_or(window).trim();
    let ends = rest.get(window.len()..).is_none_or(|rest| rest.is_empty() || rest.starts_with(MARKS));
    let length = thing.chars().count();
    let plain =
        thing.chars().all(is_cjk) && !thing.ends_with(['中', '里', '上', '下', '后', '前', '时', '内', '外', '间']);
    (ends && plain && (2..=4).contains(&length) && !holds_wall(thing)).then(|| thing.to_owned())
}

/// Marks that end a clause.
const MARKS: [char; 10] = ['，', '。', '；', '、', ',', '.', ';', '．', BREAK, '）'];

/// The thing behind a classifier: an English word, or the shortest known noun that begins there.
pub(super) fn counted_thing(window: &str) -> Option<String> {
    let ascii = window.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(window.len());
    if ascii > 1 {
        return window.get(..ascii).map(str::to_owned);
    }
    let lengths = window.char_indices().skip(2).map(|(at, _)| at).chain([window.len()]).take(5);
    let known = lengths.filter_map(|length| window.get(..length)).find(|thing| noun(thing).is_some());
    let known = known.map(|thing| {
        // 候选 token: a Latin noun behind a known word.
        let rest = window.get(thing.len()..).unwrap_or("").trim_start();
        let latin = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        match rest.get(..latin).filter(|latin| latin.len() > 1 && noun(&latin.to_ascii_lowercase()).is_some()) {
            Some(latin) => format!("{} {latin}", thing.trim()),
            None => thing.trim().to_owned(),
        }
    });
    known.or_else(|| {
        // 候选 token: one word of two letters before a Latin noun.
        let (modifier, rest) = window.split_at_checked(window.char_indices().nth(2)?.0)?;
        let rest = rest.trim_start();
        let ascii = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        let latin = rest.get(..ascii).filter(|latin| latin.len() > 1)?;
        Some(format!("{modifier} {latin}"))
    })
}

fn counted_english(rest: &str) -> Option<Told> {
    let rest = rest.strip_prefix(' ')?;
    let mut words = rest.split([' ', '\n']).filter(|word| !word.is_empty());
    let mut taken: Vec<&str> = Vec::new();
    for _ in 0..6 {
        let word = words.next()?;
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let folded = bare.to_ascii_lowercase();
        taken.push(bare);
        if COUNTED.contains(&folded.as_str()) {
            let unit = folded
                .strip_suffix("es")
                .filter(|_| folded.ends_with("sses") || folded.ends_with("xes") || folded.ends_with("ches"))
                .or_else(|| folded.strip_suffix('s'))?;
            let unit = unit.strip_suffix("ie").map_or(unit.to_owned(), |stem| format!("{stem}y"));
            return Some(Told {
                meaning: Some(format!("number of {}", taken.join(" "))),
                unit: Some(unit),
                count: true,
                ..Told::default()
            });
        }
        if word.len() != bare.len() || !COUNT_MODIFIERS.contains(&folded.as_str()) {
            return None;
        }
    }
    None
}
