//! Noun phrases beside a formula.
//!
//! Takes the flow and an offset; gives the author's noun phrase that ends or begins there and whether its head is a
//! noun of the table. Never looks past a punctuation mark, another formula or a block's end.

use super::characters::folded as lower;
use super::chinese::{chinese_after, chinese_before, wall_at};
use super::english::{english_after, english_before, valued};
use super::flow::{BREAK, FORMULA, REFERENCE};
use super::nouns::noun_at_end;

/// A noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// As the author wrote it, without its article.
    pub text: String,
    /// Where it starts and ends in the flow.
    pub start: usize,
    pub end: usize,
    /// Whether a noun of the table is its head.
    pub known: bool,
    /// Whether an article stands before it.
    pub article: bool,
    /// Whether its head is a plural, so that it may speak of several names.
    pub plural: bool,
    /// Whether it leaves open which of several things is named: 整数或半整数.
    pub loose: bool,
}

pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Whether the character ends whatever phrase is read across it.
fn is_wall(c: char) -> bool {
    matches!(c, FORMULA | REFERENCE | BREAK) || ",.;:()[]{}!?\"/|=+<>，。；：（）【】「」！？、“”…—–*→".contains(c)
}

/// The phrase that ends right before an offset, blanks and a quotation mark aside.
pub(super) fn before(text: &str, at: usize) -> Option<Phrase> {
    let end = text.get(..at)?.trim_end_matches([' ', '\t', '\n', '\u{a0}', '“', '"', '「']).len();
    let window = floor(text, end.saturating_sub(160));
    let chunk = text.get(window..end)?;
    let last = chunk.chars().next_back()?;
    let start = window
        + chunk
            .rfind(is_wall)
            .map_or(0, |at| at + chunk.get(at..).and_then(|c| c.chars().next()).map_or(0, char::len_utf8));
    let chunk = text.get(start..end)?;
    if is_cjk(last) {
        let behind =
            text.get(at..).and_then(|rest| rest.trim_start().strip_prefix(FORMULA)).map_or("", str::trim_start);
        chinese_before(chunk, start, behind.starts_with(['时', '時']))
    } else if last.is_ascii_alphanumeric() || last == '-' {
        let found = if chunk.ends_with(" of") { valued(chunk, start) } else { english_before(chunk, start) };
        found.map(|found| with_qualifier(chunk, start, found))
    } else {
        None
    }
}

/// 全局 batch: Chinese words in front of a Latin noun belong to it, as far as no wall stands between.
fn with_qualifier(chunk: &str, start: usize, found: Phrase) -> Phrase {
    let folded = lower(chunk);
    let end = found.start.saturating_sub(start);
    let mut from = folded.get(..end).map_or(end, |left| left.trim_end_matches(' ').len());
    let first = from;
    while let Some(letter) = folded.get(..from).and_then(|left| left.chars().next_back()).filter(|c| is_cjk(*c)) {
        if wall_at(&folded, from).is_some() || first - from >= 4 * letter.len_utf8() {
            break;
        }
        from -= letter.len_utf8();
    }
    // A cut in the middle of a long run of words is no border.
    let cut = folded.get(..from).and_then(|left| left.chars().next_back()).is_some_and(is_cjk);
    if first - from < 2 * '全'.len_utf8() || cut && wall_at(&folded, from).is_none() || found.article {
        return found;
    }
    match chunk.get(from..).map(str::trim_end) {
        Some(text) => Phrase { text: text.to_owned(), start: start + from, ..found },
        None => found,
    }
}

/// The nearest character boundary at or below an offset.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The phrase that begins at an offset: what stands after "is" or 为. Formulas stand in it as `$…$` where they count:
/// "the $i$-th sample", 第 $i$ 类.
pub(super) fn after(text: &str, from: usize, formula: &dyn Fn(usize) -> Option<String>) -> Option<Phrase> {
    let rest = text.get(from..)?;
    let blank = rest.len() - rest.trim_start().len();
    let skip = ["i.i.d. ", "I.I.D. ", "iid ", "IID "].iter().find(|word| rest.trim_start().starts_with(**word));
    let from = from + skip.map_or(0, |word| blank + word.len() - 1);
    let rest = text.get(from..)?;
    let lead = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\u{a0}', '：', ':']).len();
    let (start, rest) = (from + lead, rest.get(lead..)?);
    let mut phrase = String::new();
    let mut end = start;
    let mut skipping = start;
    for (at, c) in rest.char_indices() {
        if at > 150 {
            break;
        }
        let here = start + at;
        let behind = rest.get(at + c.len_utf8()..).unwrap_or("");
        if here < skipping {
            continue;
        }
        if c == FORMULA {
            let counts = phrase.trim_end().ends_with('第') || behind.starts_with("-th") || owns(behind);
            match formula(here).filter(|_| counts) {
                Some(tex) => phrase.push_str(&format!("${tex}$")),
                None => break,
            }
        } else if let Some(length) = aside(c, behind) {
            skipping = here + c.len_utf8() + length;
        } else if is_wall(c) && !(c == '.' && behind.starts_with(|c: char| c.is_ascii_digit())) {
            break;
        } else {
            phrase.push(c);
        }
        end = skipping.max(here + c.len_utf8());
    }
    if phrase.chars().any(is_cjk) {
        return chinese_after(&phrase, start, end);
    }
    let before_formula = text.get(end..).is_some_and(|rest| rest.starts_with(FORMULA));
    english_after(&phrase, start, end, before_formula)
}

/// Whether Chinese words behind a formula make it the owner of a noun: `$p$` 到神经元 `$q$` 的权重.
fn owns(behind: &str) -> bool {
    let clause = behind.split(|c: char| c != FORMULA && is_wall(c)).next().unwrap_or("");
    let Some((left, noun)) = clause.rsplit_once('的') else { return false };
    let near = left.chars().count() <= 10 && left.chars().all(|c| is_cjk(c) || matches!(c, ' ' | FORMULA));
    let named = noun_at_end(&lower(noun.trim())).is_some_and(|(head, _)| !head.is_empty());
    near && named && noun.chars().count() <= 8 && noun.starts_with(is_cjk)
}

/// The length of a bracket that 的 follows: 第 i 类（或 token）的 logit.
fn aside(open: char, behind: &str) -> Option<usize> {
    let close = ['(', '（'].contains(&open).then(|| behind.find([')', '）', BREAK, FORMULA]))??;
    let length = close + behind.get(close..)?.chars().next()?.len_utf8();
    (close < 60 && behind.get(length..)?.trim_start().starts_with('的')).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrase_before_a_formula_is_the_authors_noun() {
        let cases = [
            ("a model with sequence length ", Some("sequence length")),
            ("we choose the initial hidden state ", Some("initial hidden state")),
            ("denoted by the number of attention heads ", Some("number of attention heads")),
            ("we compute ", None),
            ("the same ", None),
            ("给定序列长度 ", Some("序列长度")),
            ("每步的初始学习率 ", Some("初始学习率")),
            ("增大学习率 ", Some("学习率")),
            ("参与 GPU 数 ", Some("GPU 数")),
            ("使用的 hidden size ", Some("hidden size")),
            ("损失和 ", None),
            ("因此 ", None),
        ];
        for (text, expected) in cases {
            let found = before(text, text.len());
            assert_eq!(found.as_ref().map(|phrase| phrase.text.as_str()), expected, "{text}");
        }
    }

    #[test]
    fn the_phrase_after_a_copula_ends_at_its_sentence_part() {
        let none = |_: usize| None;
        let cases = [
            (" the number of examples in our dataset.", "number of examples", true),
            (" a good idea", "good idea", false),
            (" 训练 token 数（不同论文）", "训练 token 数", true),
            ("教师（白盒", "教师", true),
        ];
        for (text, expected, known) in cases {
            let found = after(text, 0, &none).unwrap();
            assert_eq!((found.text.as_str(), found.known), (expected, known), "{text}");
        }
    }
}
