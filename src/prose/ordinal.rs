//! Letters that number things: "the $i$-th layer", 第 $\ell$ 层、第 $h$ 个头.

use super::counted::{counted_thing, plain_letter};
use super::flow::{FORMULA, Mark};
use super::nouns::noun;
use super::patterns::{CLASSIFIERS, NUMBERED};
use super::reader::{Page, Told, folded_before};

/// A plain letter in an ordinal: what it numbers.
pub(super) fn numbered(page: &Page, mark: &Mark) -> Option<Told> {
    plain_letter(page, mark)?;
    let rest = page.flow.text.get(mark.at + FORMULA.len_utf8()..)?;
    if folded_before(page.flow, mark.at).trim_end().ends_with('第') {
        return Some(local(chinese(rest)));
    }
    let own = page.document.formulas.get(mark.formula).is_some_and(|formula| ends_in_ordinal(&formula.tex));
    let behind = ["-th", "th", "-st", "-nd", "-rd", "‑th", "–th", "^th"].iter();
    let rest = if own { Some(rest) } else { behind.into_iter().find_map(|ending| rest.strip_prefix(ending)) };
    // "$k$-th-order" counts an order.
    rest.filter(|rest| rest.starts_with([' ', '\n'])).map(|rest| local(english(rest)))
}

fn local(meaning: String) -> Told {
    Told { local: true, ..Told::meaning(meaning) }
}

/// `i^{th}`, `i^{\text{th}}`, `i\text{-th}`.
fn ends_in_ordinal(tex: &str) -> bool {
    let letters: String = tex.chars().filter(|c| !matches!(c, '{' | '}' | ' ' | '-')).collect();
    ["^th", "^\\textth", "^\\mathrmth", "\\textth", "\\mathrmth", "^\\textrmth"]
        .iter()
        .any(|end| letters.ends_with(end))
}

/// 层 → 层序号, 个头 → 头序号; 序号 where what is numbered is not known.
fn chinese(rest: &str) -> String {
    let rest = rest.trim_start_matches(' ');
    let classifier = CLASSIFIERS.iter().chain(NUMBERED).find(|classifier| rest.starts_with(**classifier));
    let behind = classifier.and_then(|classifier| rest.get(classifier.len()..)).unwrap_or(rest);
    let end = behind.find(|c: char| !(c.is_alphanumeric() || c == ' ' || c == '-')).unwrap_or(behind.len());
    let window: String = behind.get(..end).unwrap_or("").trim_start().chars().take(30).collect();
    let single = window.chars().next().map(String::from).filter(|first| SINGLE.contains(&first.as_str()));
    let own = classifier.filter(|classifier| NUMBERED.contains(classifier) || THEMSELVES.contains(classifier));
    if let Some(own) = own.filter(|own| WHOLE.contains(own)) {
        return format!("{own}序号");
    }
    let thing = counted_thing(&window)
        .filter(|thing| noun(thing).is_some() || thing.is_ascii())
        .or(single.filter(|_| classifier.is_some()))
        .or(own.map(|own| (*own).to_owned()));
    match thing {
        Some(thing) if thing.ends_with(|c: char| c.is_ascii()) => format!("{thing} 序号"),
        Some(thing) => format!("{thing}序号"),
        None => "序号".to_owned(),
    }
}

/// Things of one letter.
const SINGLE: [&str; 14] = ["头", "词", "点", "层", "类", "边", "段", "块", "组", "簇", "轮", "维", "行", "列"];

/// Classifiers that name what they number.
const THEMSELVES: [&str; 7] = ["层", "步", "轮", "位", "维", "组", "块"];

/// Classifiers that are numbered themselves, whatever follows: 第 l 层 FFN.
const WHOLE: [&str; 9] = ["层", "步", "轮", "类", "行", "列", "次", "帧", "阶"];

/// "training example in the set" → "training example index"; "index" where what is numbered is not known.
fn english(rest: &str) -> String {
    let words = rest.split([' ', '\n']).filter(|word| !word.is_empty()).take(3);
    let mut taken: Vec<String> = Vec::new();
    let mut known = 0;
    for word in words {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if bare.is_empty() || !bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            break;
        }
        taken.push(bare.to_ascii_lowercase());
        if noun(taken.last().map_or("", String::as_str)).is_some() {
            known = taken.len();
        } else if known > 0 {
            break;
        }
        if bare.len() < word.len() {
            break;
        }
    }
    taken.truncate(known);
    taken.push("index".to_owned());
    taken.join(" ")
}
