//! What stands behind a name: a copula and a phrase, a colon in a list item, a bracket.
//!
//! Takes a page and the marks of a list of names; gives what the words behind it tell of each.

use super::before::sizes_at;
use super::beside::{bracketed, listed};
use super::characters::folded;
use super::flow::{BREAK, FORMULA, Flow, Mark};
use super::gapped::gapped;
use super::nouns::{facts_of, noun_at_end};
use super::patterns::{COPULAS, LEADS, NOT_COPULAS};
use super::phrase::{self, Phrase};
use super::qualities::qualified;
use super::reader::{Page, Told, folded_before};
use super::subject::items;

/// The thing that a number of things counts: "number of layers" in layers, "token 数" in tokens.
pub(super) fn unit_of(phrase: &str) -> Option<String> {
    let folded = phrase.to_ascii_lowercase();
    let counted = folded.strip_prefix("number of ").or_else(|| folded.strip_prefix("total number of "))?;
    let noun = counted.split(" per ").next()?.split(" of ").next()?;
    let last = noun.rsplit(' ').next()?;
    Some(singular(last))
}

/// The singular of an English plural.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending));
    let stem =
        if hissing { word.strip_suffix("es") } else { word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) };
    stem.unwrap_or(word).to_owned()
}

/// What stands behind a list of names: a copula and a phrase, a colon in a list item, a bracket.
pub(super) fn said_after(page: &Page, group: &[Mark]) -> Option<Vec<Told>> {
    let last = group.last()?;
    let from = last.at + FORMULA.len_utf8();
    let rest = page.flow.folded.get(from..)?;
    if let Some(told) = listed(page, group, from) {
        return Some(vec![told; group.len()]);
    }
    if rest.starts_with('（') || rest.starts_with(" (") || rest.starts_with('(') {
        return bracketed(page, group, from);
    }
    let skipped = rest.len() - rest.trim_start_matches([' ', '\n', '\t']).len();
    let tight = rest.get(skipped..)?;
    if let Some(told) = qualified(page, group, tight) {
        return Some(vec![told; group.len()]);
    }
    if NOT_COPULAS.iter().any(|words| tight.starts_with(words)) {
        return None;
    }
    if is_condition(page, group) {
        return None;
    }
    let copula = COPULAS.iter().find(|copula| {
        rest.starts_with(copula.words) || (!copula.words.is_ascii() && tight.starts_with(copula.words.trim()))
    });
    let Some(copula) = copula else {
        let told = gapped(page, group, from).map(|found| split(page, &found, group.len()));
        return told.map(|each| each.into_iter().map(|one| Told { unit: None, ..one }).collect());
    };
    let length = if rest.starts_with(copula.words) { copula.words.len() } else { skipped + copula.words.trim().len() };
    if let Some(told) = sized(page, from + length) {
        return Some(vec![told; group.len()]);
    }
    let formula = |at: usize| formula_text(page, at);
    let found = phrase::after(&page.flow.text, from + length, &formula)?;
    let lead = in_lead(page.flow, group.first()?.at);
    let verb = folded_before(page.flow, group.first()?.at).trim_end();
    if copula.words == " as " && !TAKING.iter().any(|taking| verb.ends_with(taking)) {
        return None;
    }
    let sure = copula.sure || (lead && found.article && found.text.is_ascii());
    let vouched = found.known || (sure && plausible(&found.text));
    if !vouched {
        return None;
    }
    if !found.known && !found.article && found.text.is_ascii() {
        return None;
    }
    let several = found.plural && matches!(copula.words, " are " | " be ") || copula.words.trim() == "=";
    if !lead && !copula.sure && !several && found.text.is_ascii() && !found.article {
        return None;
    }
    Some(match group {
        [only] => vec![parted(page, *only, &found)],
        _ => split(page, &found, group.len()),
    })
}

/// Words between a copula and the sizes of an array.
const BEFORE_SIZES: [&str; 8] = ["an ", "a ", "two ", "both ", "the ", "any ", "一个", "任意"];

/// "be an $n \times n$ symmetric matrix", "is a $d$-dimensional vector", 为 `$n$` 阶方阵: sizes in front of a noun.
fn sized(page: &Page, from: usize) -> Option<Told> {
    let rest = page.flow.text.get(from..)?;
    let tight = rest.trim_start();
    let tight = BEFORE_SIZES.iter().find_map(|word| tight.strip_prefix(word)).unwrap_or(tight).trim_start();
    let behind = tight.strip_prefix(FORMULA)?;
    let at = page.flow.text.len() - behind.len() - FORMULA.len_utf8();
    let mut shape = sizes_at(page, at)?;
    let noun = behind.trim_start();
    let (noun, rank) = match ["-dimensional ", "dimensional ", "维"].iter().find_map(|word| noun.strip_prefix(word)) {
        Some(noun) => (noun, 1),
        None => match (noun.strip_prefix('阶'), shape.first().cloned()) {
            (Some(noun), Some(size)) => {
                shape.push(size);
                (noun, 2)
            }
            _ => (noun, 2),
        },
    };
    let start = page.flow.text.len() - noun.len();
    let found = phrase::after(&page.flow.text, start, &|at| formula_text(page, at))?;
    // "write $g$ as an $n \times s$ matrix $G$": the words belong to the name behind them.
    if page.flow.text.get(found.end..).is_some_and(|behind| behind.trim_start().starts_with(FORMULA)) {
        return None;
    }
    let known = facts_of(&folded(&found.text)).rank == Some(rank) || noun_at_end(&folded(&found.text)).is_some();
    let told = Told { meaning: Some(found.text), shape: Some(shape), loose: found.loose, ..Told::default() };
    (known && told.shape.as_ref().is_some_and(|shape| shape.len() == rank)).then_some(told)
}

/// What a phrase tells of one formula, name by name where it has as many parts: "$u, v$ are the input and the output".
pub(super) fn parted(page: &Page, mark: Mark, found: &Phrase) -> Told {
    let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    let plain = named.len() > 1 && named.iter().all(|item| item.relation.is_none() && !item.listed);
    let parts = split(page, found, if plain { named.len() } else { 1 });
    let first = parts.first().cloned().unwrap_or_default();
    let differ = parts.iter().any(|part| part.meaning != first.meaning);
    Told { parts: if differ { parts } else { Vec::new() }, ..first }
}

/// Whether what is said holds only in a case: "one if $s$ is a terminal state and zero otherwise".
pub(super) fn is_condition(page: &Page, group: &[Mark]) -> bool {
    let Some(first) = group.first() else { return false };
    let before = folded_before(page.flow, first.at).trim_end();
    let sentence = page.flow.sentences.get(page.flow.sentence_at(first.at)).copied().unwrap_or_default();
    let behind = page.flow.folded.get(first.at..sentence.end as usize).unwrap_or("");
    let cases = behind.contains("otherwise") || behind.contains(" else ") || behind.contains("否则");
    before.ends_with("whether") || cases && ["if", "when", "若", "如果", "当"].iter().any(|word| before.ends_with(word))
}

/// Verbs in front of a name that "as" explains.
pub(super) const TAKING: [&str; 9] =
    ["denote", "take", "consider", "regard", "treat", "view", "define", "interpret", "think of"];

/// An unknown phrase that may still be a meaning: short, without verbs of comparison.
pub(super) fn plausible(text: &str) -> bool {
    const PREDICATES: [char; 14] = ['越', '则', '应', '需', '可', '会', '过', '较', '更', '已', '被', '不', '没', '很'];
    // What begins so goes on with the sentence: 表示与当前, 为相对…的.
    const JOINTS: [char; 16] =
        ['与', '和', '在', '上', '下', '对', '从', '按', '随', '以', '将', '到', '由', '相', '受', '因'];
    let short = text.chars().count() <= if text.is_ascii() { 60 } else { 14 };
    short && !text.contains(PREDICATES) && !text.starts_with(JOINTS)
}

/// Whether the sentence part of a formula opens with "where", 其中 or the like.
pub(super) fn in_lead(flow: &Flow, at: usize) -> bool {
    let sentence = flow.sentences.get(flow.sentence_at(at)).copied().unwrap_or_default();
    let text = flow.folded.get(sentence.start as usize..at).unwrap_or("");
    LEADS.iter().any(|lead| {
        text.match_indices(lead).any(|(found, _)| {
            let whole = |c: Option<char>| !lead.is_ascii() || !c.is_some_and(|c| c.is_ascii_alphanumeric());
            whole(text.get(..found).and_then(|left| left.chars().next_back()))
                && whole(text.get(found + lead.len()..).and_then(|right| right.chars().next()))
        })
    })
}

/// A phrase for several names: "A and B(, respectively)" is split where it has as many parts, else all get it.
pub(super) fn split(page: &Page, found: &Phrase, count: usize) -> Vec<Told> {
    let whole = |text: &str| Told {
        meaning: Some(text.trim().to_owned()),
        unit: unit_of(text),
        plural: found.plural && count > 1,
        loose: found.loose,
        ..Told::default()
    };
    if count < 2 {
        return vec![whole(&found.text)];
    }
    let all = clause_from(page, found.start);
    let all = all.split(", respectively").next().unwrap_or(&all);
    let parts: Vec<String> = all
        .split([',', '，', '、', '与', '和'])
        .flat_map(|part| part.split(" and "))
        .map(|part| {
            part.trim()
                .trim_start_matches("and ")
                .trim_start_matches("the ")
                .trim_start_matches("an ")
                .trim_start_matches("a ")
                .to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    let nouns = parts.iter().all(|part| part.chars().count() < 40 && noun_at_end(&folded(part)).is_some());
    // "the number of input and output channels" counts both.
    let counts = parts.first().is_some_and(|part| part.starts_with("number of "));
    let shared = counts && parts.iter().skip(1).any(|part| !part.starts_with("number of "));
    if shared {
        let all = all.trim().trim_start_matches("the ");
        return vec![Told { plural: true, ..whole(all) }; count];
    }
    if parts.len() == count && nouns {
        return parts.iter().map(|part| Told { plural: false, ..whole(part) }).collect();
    }
    vec![whole(&found.text); count]
}

/// The words from a place to the end of their clause; a formula that numbers, 第 `$i$` 类, is a part of them.
pub(super) fn clause_from(page: &Page, start: usize) -> String {
    let mut words = String::new();
    for (at, c) in page.flow.text.get(start..).unwrap_or("").char_indices().take(200) {
        match c {
            FORMULA if words.trim_end().ends_with('第') => match whole_text(page, start + at) {
                Some(tex) => words.push_str(&format!("${}$", tex.trim().replace([',', '、'], " "))),
                None => break,
            },
            FORMULA | BREAK | '.' | ';' | '。' | '；' | '（' | '(' => break,
            _ => words.push(c),
        }
    }
    words
}

pub(super) fn formula_text(page: &Page, at: usize) -> Option<String> {
    whole_text(page, at).filter(|tex| tex.len() <= 24).map(|tex| tex.trim().to_owned())
}

/// The text of the formula at a place, however long.
pub(super) fn whole_text(page: &Page, at: usize) -> Option<String> {
    let index = page.flow.marks.binary_search_by_key(&at, |mark| mark.at).ok()?;
    let formula = page.document.formulas.get(page.flow.marks.get(index)?.formula)?;
    Some(formula.tex.to_string())
}
