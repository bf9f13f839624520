//! Words inside formulas: names, connectives, conditions, comments.
//!
//! Takes the text of a piece; tells what part it plays. Phrases stand in tables, English and Chinese.

use crate::expr::{Expr, Kind};
use crate::syntax::{Font, Node, NodeKind};

use super::items::{Item, ItemKind};

/// The part that words play between statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Begins a further statement: where, with, hence, and.
    Lead,
    /// Begins a condition on what stands before: if, for all, s.t.
    Condition,
    /// otherwise
    Otherwise,
}

static PHRASES: &[(&str, Part)] = &[
    ("where", Part::Lead),
    ("with", Part::Lead),
    ("and hence", Part::Lead),
    ("and so", Part::Lead),
    ("and thus", Part::Lead),
    ("and therefore", Part::Lead),
    ("hence", Part::Lead),
    ("thus", Part::Lead),
    ("therefore", Part::Lead),
    ("so", Part::Lead),
    ("so that", Part::Lead),
    ("then", Part::Lead),
    ("and", Part::Lead),
    ("or", Part::Lead),
    ("but", Part::Lead),
    ("while", Part::Lead),
    ("let", Part::Lead),
    ("we have", Part::Lead),
    ("vs", Part::Lead),
    ("vs.", Part::Lead),
    ("versus", Part::Lead),
    ("resp.", Part::Lead),
    ("i.e.", Part::Lead),
    ("i.e.,", Part::Lead),
    ("e.g.", Part::Lead),
    ("because", Part::Condition),
    ("since", Part::Condition),
    ("given", Part::Condition),
    ("given that", Part::Condition),
    ("as", Part::Condition),
    ("respectively", Part::Lead),
    ("namely", Part::Lead),
    ("or equivalently", Part::Lead),
    ("equivalently", Part::Lead),
    ("in which", Part::Lead),
    ("which", Part::Lead),
    ("is", Part::Lead),
    ("of", Part::Condition),
    ("in", Part::Condition),
    ("by", Part::Condition),
    ("on", Part::Condition),
    ("to", Part::Condition),
    ("if", Part::Condition),
    ("if and only if", Part::Condition),
    ("when", Part::Condition),
    ("whenever", Part::Condition),
    ("for", Part::Condition),
    ("for all", Part::Condition),
    ("for any", Part::Condition),
    ("for every", Part::Condition),
    ("for each", Part::Condition),
    ("for some", Part::Condition),
    ("s.t.", Part::Condition),
    ("s.t", Part::Condition),
    ("st", Part::Condition),
    ("such that", Part::Condition),
    ("subject to", Part::Condition),
    ("provided", Part::Condition),
    ("provided that", Part::Condition),
    ("as long as", Part::Condition),
    ("unless", Part::Condition),
    ("until", Part::Condition),
    ("assuming", Part::Condition),
    ("over", Part::Condition),
    ("under", Part::Condition),
    ("at", Part::Condition),
    ("iff", Part::Condition),
    ("otherwise", Part::Otherwise),
    ("else", Part::Otherwise),
    ("elsewhere", Part::Otherwise),
    ("other", Part::Otherwise),
    ("其中", Part::Lead),
    ("且", Part::Lead),
    ("则", Part::Lead),
    ("故", Part::Lead),
    ("因此", Part::Lead),
    ("所以", Part::Lead),
    ("以及", Part::Lead),
    ("和", Part::Lead),
    ("即", Part::Lead),
    ("或", Part::Lead),
    ("或者", Part::Lead),
    ("与", Part::Lead),
    ("并且", Part::Lead),
    ("若", Part::Condition),
    ("如果", Part::Condition),
    ("当", Part::Condition),
    ("对所有", Part::Condition),
    ("对于", Part::Condition),
    ("对任意", Part::Condition),
    ("使得", Part::Condition),
    ("满足", Part::Condition),
    ("在", Part::Condition),
    ("对", Part::Condition),
    ("否则", Part::Otherwise),
    ("其他", Part::Otherwise),
    ("其它", Part::Otherwise),
    ("其余", Part::Otherwise),
];

/// Phrases that may begin a longer piece: `for all states `, `if the token is `.
static OPENINGS: &[(&str, Part)] = &[
    ("where ", Part::Lead),
    ("with ", Part::Lead),
    ("and ", Part::Lead),
    ("or ", Part::Lead),
    ("hence ", Part::Lead),
    ("for all ", Part::Condition),
    ("for any ", Part::Condition),
    ("for every ", Part::Condition),
    ("for each ", Part::Condition),
    ("for ", Part::Condition),
    ("if ", Part::Condition),
    ("when ", Part::Condition),
    ("such that ", Part::Condition),
    ("over all ", Part::Condition),
    ("until ", Part::Condition),
    ("subject to ", Part::Condition),
    ("otherwise", Part::Otherwise),
    ("若", Part::Condition),
    ("当", Part::Condition),
    ("其中", Part::Lead),
    ("否则", Part::Otherwise),
    ("对所有", Part::Condition),
    ("如果", Part::Condition),
    ("其他", Part::Otherwise),
];

/// The part that a piece of words plays between statements, if it is more than a name.
pub(super) fn part(words: &str) -> Option<Part> {
    let plain = words.trim().trim_start_matches(['(', '（']).trim_end_matches([',', ':', '，', '：']).trim();
    let lower = plain.to_lowercase();
    if let Some((_, part)) = PHRASES.iter().find(|(phrase, _)| *phrase == lower) {
        return Some(*part);
    }
    OPENINGS.iter().find(|(opening, _)| lower.starts_with(opening)).map(|(_, part)| *part)
}

/// `By symmetry: `: words that announce what follows.
pub(super) fn announces(words: &str) -> bool {
    let trimmed = words.trim_end();
    trimmed.ends_with([':', '：']) && part(words).is_none() && trimmed.contains(' ')
}

/// Several words, or several Chinese characters: no name.
pub(super) fn is_long(words: &str) -> bool {
    let chinese = words.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    chinese > 2 || words.trim().contains(' ')
}

/// Whether a piece of words is one of the phrases and nothing more.
pub(super) fn is_whole_phrase(words: &str) -> bool {
    let plain =
        words.trim().trim_start_matches(['(', '（']).trim_end_matches([',', ':', '，', '：']).trim().to_lowercase();
    PHRASES.iter().any(|(phrase, _)| *phrase == plain)
}

/// The logical sign that words stand for.
pub(super) fn connective(words: &str) -> Option<&'static str> {
    match words.trim() {
        "and" | "且" | "并且" => Some("\\land"),
        "or" | "或" | "或者" => Some("\\lor"),
        "if and only if" | "iff" => Some("\\iff"),
        "implies" => Some("\\implies"),
        _ => None,
    }
}

pub(super) fn is_not(words: &str) -> bool {
    matches!(words.trim(), "not" | "非")
}

/// The words of an item that is a text.
pub(super) fn words_of<'n>(item: &Item<'n>) -> Option<&'n str> {
    match item.kind {
        ItemKind::Node(node) => match &node.kind {
            NodeKind::Text(words) => Some(words),
            _ => None,
        },
        _ => None,
    }
}

/// Whether words are prose around what they stand beside: a blank at either end, or several words.
pub(super) fn is_prose(item: &Item) -> bool {
    words_of(item).is_some_and(is_prose_text) || super::pratt::sign(item).is_some_and(super::pratt::is_arrow)
}

pub(super) fn is_prose_text(words: &str) -> bool {
    let trimmed = words.trim();
    words.len() != trimmed.len()
        || trimmed.contains(' ')
        || trimmed.starts_with(['(', '（'])
        || !trimmed.chars().any(char::is_alphanumeric)
}

/// Whether an expression is words that something stands beside.
pub(super) fn is_prose_expr(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Apply("Text", _) => true,
        Kind::Symbol(name) => {
            let inside = name.as_str().strip_prefix("\\text{").and_then(|rest| rest.strip_suffix('}'));
            inside.is_some_and(|words| words.trim().contains(' '))
        }
        _ => false,
    }
}

/// Words in parentheses, or a remark: nothing that the formula states.
pub(super) fn is_comment(words: &str) -> bool {
    let trimmed = words.trim();
    trimmed.starts_with(['(', '（', '[', '【', '/', '%', '#']) && trimmed.ends_with([')', '）', ']', '】', '.', '。'])
}

/// The word that a node spells upright: `\text{softmax}`, `\operatorname{softmax}`, `\mathrm{softmax}`.
pub(super) fn word(node: &Node) -> Option<String> {
    match &crate::prose::unwrapped(node).kind {
        NodeKind::Operator { name, .. } => Some(name.clone()),
        NodeKind::Text(words) => Some(words.trim().to_owned()),
        NodeKind::Styled {
            font: Font::Upright | Font::SansSerif | Font::Bold | Font::Italic | Font::Typewriter,
            body,
        } => {
            let name = crate::prose::base_name(&Node::new(
                NodeKind::Styled { font: Font::Upright, body: body.clone() },
                node.span,
            ))?;
            let inside = name.as_str().strip_prefix("\\text{").and_then(|rest| rest.strip_suffix('}'))?;
            (inside.chars().count() > 1).then(|| inside.to_owned())
        }
        _ => None,
    }
}

/// The spelling by which the catalogue may know a word: blanks and thin spaces are no part of it.
pub(super) fn spelling(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Units that may stand behind a number.
static UNITS: &[&str] = &[
    "%", "B", "Bytes", "EFLOPs", "FLOP", "FLOP/s", "FLOPS", "FLOPs", "GB", "GB/s", "GFLOPs", "GHz", "GPU", "GPUs",
    "GiB", "Hz", "J", "K", "KB", "KiB", "MB", "MB/s", "MFLOPs", "MHz", "MiB", "PB", "PFLOP/s", "PFLOPs", "TB", "TB/s",
    "TFLOP/s", "TFLOPS", "TFLOPs", "W", "bit", "bits", "bps", "byte", "bytes", "byte/s", "bytes/s", "cm", "d", "day",
    "days", "dB", "epochs", "g", "h", "hour", "hours", "kB", "kHz", "kWh", "kg", "km", "layers", "m", "min", "minutes",
    "mm", "ms", "ns", "px", "s", "samples", "sec", "seconds", "step", "steps", "token", "tokens", "tokens/s", "tok/s",
    "years", "μs", "层", "个", "倍", "卡", "字节", "张", "秒", "次", "步", "天", "小时", "分钟", "万", "亿",
];

pub(super) fn is_unit(words: &str) -> bool {
    UNITS.contains(&words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_and_names_are_told_apart() {
        assert_eq!(part("\u{20}if "), Some(Part::Condition));
        assert_eq!(part(" and hence "), Some(Part::Lead));
        assert_eq!(part("for all states "), Some(Part::Condition));
        assert_eq!(part("s.t. "), Some(Part::Condition));
        assert_eq!(part("否则"), Some(Part::Otherwise));
        for name in ["softmax", "model", "forward", "input", "FFN", "wall time"] {
            assert_eq!(part(name), None, "{name}");
        }
    }
}
