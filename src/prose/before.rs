//! What stands before a name: a noun in apposition or in brackets, a naming verb, a copula, a colon.
//!
//! Takes a page and the mark of a formula; gives what the phrase before it tells. A pattern that is unsure of its
//! phrase says nothing.

use super::after::unit_of;
use super::canonical::significant;
use super::caption::{is_object, without_bracket};
use super::characters::folded;
use super::customary::is_customary;
use super::flow::{BREAK, FORMULA, Mark};
use super::membership::sizes;
use super::nouns::{NounFacts, facts_of, is_plural, noun_at_end};
use super::patterns::NAMING;
use super::phrase::{self, Phrase};
use super::reader::{Page, Told};
use super::subject::{Item, items};
use crate::expr::Domain;
use crate::syntax::Node;

/// The phrase before a formula, in apposition, in brackets or before a naming verb.
pub(super) fn said_before(page: &Page, mark: &Mark) -> Option<Told> {
    let text = page.flow.text.as_str();
    let folded = page.flow.folded.as_str();
    let left = folded.get(..mark.at)?.trim_end();
    if left.ends_with(['第']) || left.ends_with("-") {
        return None;
    }
    let bracket = left.strip_suffix('(').or_else(|| left.strip_suffix('（'));
    let closes =
        folded.get(mark.at + FORMULA.len_utf8()..).is_some_and(|rest| rest.starts_with([')', '）', ',', '，']));
    if let Some(outside) = bracket.filter(|_| closes) {
        return accept(page, phrase::before(text, outside.len())?, false);
    }
    if let Some(verb) = NAMING.iter().find(|verb| left.ends_with(**verb)) {
        let end = left.len() - verb.len();
        let outside = folded.get(..end)?.trim_end_matches([' ', '(', '（', ',', '，']);
        let outside = outside.strip_suffix(" is").or_else(|| outside.strip_suffix(" are")).unwrap_or(outside);
        return accept(page, phrase::before(text, outside.len())?, false);
    }
    // "denote the number of examples by $n$"
    if let Some(outside) = left.strip_suffix(" as") {
        let found = phrase::before(text, outside.len())?;
        let verb = folded.get(..found.start)?.trim_end().trim_end_matches("the").trim_end();
        let names = ["denote", "denoting", "define", "have", "write", "set", "represent", "let", "take", "choose"];
        return if names.iter().any(|name| verb.ends_with(name)) { accept(page, found, false) } else { None };
    }
    if let Some(outside) = left.strip_suffix(" by").or_else(|| left.strip_suffix(" with")) {
        let found = phrase::before(text, outside.len())?;
        let verb = folded.get(..found.start)?.trim_end().trim_end_matches("the").trim_end();
        return if verb.ends_with("denote") || verb.ends_with("denoting") { accept(page, found, false) } else { None };
    }
    let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    if let Some(told) = named.first().and_then(|item| optimal(left, item)) {
        return Some(told);
    }
    if let Some(told) = said_by_colon(page, mark, left).or_else(|| said_by_copula(page, mark, left)) {
        return Some(told);
    }
    let left = without_gloss(left);
    let Some(found) = phrase::before(text, left.len()) else { return mapped(page, left, &named) };
    accept(page, found, named.iter().all(|item| item.relation.is_none()))
}

/// The text without a bracket of words at its end: "the learning rate (LR)", 外部输入（external input）.
fn without_gloss(left: &str) -> &str {
    let outside = without_bracket(left);
    let gloss = left.get(outside.len()..).unwrap_or("").trim().trim_matches(['(', ')', '（', '）']);
    let words = gloss.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | ','));
    if words && !gloss.is_empty() && gloss.chars().count() <= 40 { outside } else { left }
}

/// Deeds that are functions where the page applies the name: 编码 $E$、解码 $D$ beside $D(E(x))$.
const MAPS: [&str; 10] = ["编码", "解码", "映射", "变换", "嵌入", "激活", "量化", "反量化", "加密", "解密"];

/// "编码 $E$" beside "$E(x)$": a deed that is a function.
fn mapped(page: &Page, left: &str, named: &[Item]) -> Option<Told> {
    let [only] = named else { return None };
    let lone = only.relation.is_none() && !only.spelled.applied && page.evidence.is_applied(&only.spelled.name);
    let verb = MAPS.iter().find(|verb| left.ends_with(**verb)).filter(|_| lone)?;
    Some(Told { function: true, ..Told::meaning(*verb) })
}

/// "隐状态数：$N$", "Learning rate (step size): $\\eta$": a block that opens with the noun.
fn said_by_colon(page: &Page, mark: &Mark, left: &str) -> Option<Told> {
    let outside = without_bracket(left.trim_end_matches(['*', ' ']).strip_suffix([':', '：'])?.trim_end());
    let found = phrase::before(&page.flow.text, outside.len())?;
    let start = page.flow.folded.get(..found.start)?.trim_end_matches([' ', '*', '-', '•']);
    let article = ["the", "a", "an"].iter().find_map(|article| start.strip_suffix(article)).unwrap_or(start);
    let opens = article.trim_end().is_empty() || article.trim_end().ends_with(BREAK);
    let behind = page.flow.folded.get(mark.at + FORMULA.len_utf8()..)?.trim_start_matches([' ', '*']);
    let display = page.document.formulas.get(mark.formula).is_some_and(|formula| formula.display);
    let ends = behind.is_empty() || behind.starts_with([BREAK, ',', '，', ';', '；', '.', '。', '(', '（', FORMULA]);
    let tex = page.document.formulas.get(mark.formula).map_or("", |formula| formula.tex.as_str());
    let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    let label = is_label(&found.text);
    if !(opens && ends && found.known) || label || display || named.iter().any(|item| item.spelled.is_run(tex)) {
        return None;
    }
    accept(page, found, false)
}

/// "Best subset:", "True model:": which of several equations follows, not what its left side is.
fn is_label(text: &str) -> bool {
    const LABELS: [&str; 12] = [
        "best", "true", "full", "simple", "naive", "linear", "general", "standard", "reduced", "final", "proposed",
        "original",
    ];
    let (first, last) = (text.split(' ').next().unwrap_or(""), text.rsplit(' ').next().unwrap_or(""));
    LABELS.contains(&folded(first).as_str()) && ["model", "subset", "case", "problem", "method"].contains(&last)
}

/// "设样本数为 $n$", "the learning rate is $\\eta$": the noun, the copula, the name.
fn said_by_copula(page: &Page, mark: &Mark, left: &str) -> Option<Told> {
    let words =
        ["就是", "分别为", "分别是", "为", "是", " is", " are", " be"].iter().find(|words| left.ends_with(**words))?;
    let behind = page.flow.folded.get(mark.at + FORMULA.len_utf8()..)?;
    let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    let display = page.document.formulas.get(mark.formula).is_some_and(|formula| formula.display);
    // "is $x$-axis", 为 $x$ 的函数, 为 $k$ 个: the name only says more of what follows.
    let trimmed = behind.trim_start();
    let ends = trimmed.is_empty()
        || trimmed.starts_with([BREAK, ',', '，', ';', '；', '.', '。', ')', '）', '、', '：', ':'])
        || ["和", "与", "and ", "时", "则", "，", "where", "which", "with"]
            .iter()
            .any(|word| trimmed.starts_with(word));
    let tex = page.document.formulas.get(mark.formula).map_or("", |formula| formula.tex.as_str());
    // `ay` is a product here.
    let letters = |item: &Item| item.spelled.is_run(tex);
    let related = named.iter().any(|item| item.relation.as_ref().is_some_and(|(relation, _)| *relation == "="));
    let other = ["因为", "作为", "认为", "成为", "以为"].iter().any(|word| left.ends_with(word));
    let given = *words != " be" || left.rsplit(['.', ',', BREAK]).next().is_some_and(|clause| clause.contains("let "));
    if display || !ends || !given || named.is_empty() || other || named.iter().any(letters) {
        return None;
    }
    let outside = without_gloss(left.get(..left.len() - words.len())?.trim_end());
    let found = phrase::before(&page.flow.text, outside.len())?;
    let english = words.is_ascii();
    if !found.known || english && !found.article || related && is_object(&found.text) {
        return None;
    }
    if stands_below(page.flow.folded.get(..found.start)?, *words == " is") || words.contains("分别") {
        return None;
    }
    accept(page, found, false)
}

/// Whether the phrase before an article only says more of another: "the stride for the height is $s$", "height and width".
fn stands_below(before: &str, singular: bool) -> bool {
    const ABOVE: [&str; 18] = [
        "for", "in", "on", "at", "with", "to", "from", "between", "by", "per", "over", "under", "of", "and", "or",
        "than", "within", "along",
    ];
    let whole = before.trim_end();
    let before = ["the", "a", "an", "each", "its", "our", "this", "every"]
        .iter()
        .find_map(|article| whole.strip_suffix(article))
        .unwrap_or(whole)
        .trim_end();
    let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    // "…, and the label is $y$" begins a clause.
    let clause = word == "and" && singular && before.len() < whole.len();
    ABOVE.contains(&word) && !clause || before.ends_with(['和', '与', '及', '、', '或'])
}

/// "均值和方差分别为 $\\mu$ 和 $\\sigma^2$", "the height and width are $h$ and $w$": as many phrases as names.
pub(super) fn shared_out(page: &Page, group: &[Mark]) -> Option<Vec<Told>> {
    const VERBS: [&str; 9] =
        ["分别为", "分别是", "分别记为", "分别记作", "分别设为", " are", " are denoted by", " denoted by", " be"];
    let first = group.first().filter(|_| group.len() > 1)?;
    let left = page.flow.folded.get(..first.at)?.trim_end();
    let verb = VERBS.iter().filter(|verb| left.ends_with(**verb)).max_by_key(|verb| verb.len())?;
    let mut end = left.len() - verb.len();
    let mut told = Vec::new();
    for index in 0..group.len() {
        let found = phrase::before(&page.flow.text, end).filter(|found| found.known)?;
        let before = page.flow.folded.get(..found.start)?.trim_end();
        let before = before.strip_suffix("the").map_or(before, str::trim_end);
        told.push(accept(page, Phrase { plural: false, ..found }, false)?);
        if index + 1 < group.len() {
            let joint =
                ["和", "与", "及", "、", ", and", " and", ","].iter().find(|joint| before.ends_with(**joint))?;
            end = before.len() - joint.len();
        }
    }
    told.reverse();
    Some(told)
}

/// "the optimal $N^*$": the best of what is named without the star.
fn optimal(left: &str, item: &Item) -> Option<Told> {
    const BEST: [&str; 6] = ["optimal", "最优", "最佳", "optimum", "best", "最优的"];
    let name = item.spelled.name.as_str();
    let base = ["^{*}", "^{\\star}", "^{\\ast}"].iter().find_map(|star| name.strip_suffix(star))?;
    let word = BEST.iter().find(|word| left.ends_with(**word))?;
    Some(Told { loose: true, ..Told::meaning(format!("{word} ${base}$")) })
}

/// A phrase as what it tells, if its head is a noun; an article vouches for one unknown word before a lone name.
fn accept(page: &Page, found: Phrase, lone: bool) -> Option<Told> {
    let unknown =
        found.article && lone && !found.text.contains(' ') && found.text.len() > 3 && looks_like_noun(&found.text);
    if !found.known && !unknown {
        return None;
    }
    let shape = shape_before(page, &found);
    let unit = unit_of(&found.text);
    let found = without_arity(page, found);
    Some(Told { meaning: Some(found.text), unit, shape, plural: found.plural, loose: found.loose, ..Told::default() })
}

/// `$n$ 元高斯向量`: the letter that goes with the number is no part of the noun.
fn without_arity(page: &Page, found: Phrase) -> Phrase {
    let counted = page.flow.text.get(..found.start).is_some_and(|left| left.trim_end().ends_with(FORMULA));
    let rest = ["元", "维", "阶", "次", "级"].iter().find_map(|letter| found.text.strip_prefix(letter));
    match rest.map(str::trim_start).filter(|rest| counted && noun_at_end(&folded(rest)).is_some()) {
        Some(rest) => Phrase { text: rest.to_owned(), ..found },
        None => found,
    }
}

/// "the probability of token $i$", "entropy of random variable $X$": the letter may name the owner. An index does, and
/// so does what stands behind the noun of an operation; of another letter the noun in front says no facts. "the size of
/// the batch $b$" stays a size.
pub(super) fn of_another(page: &Page, mark: &Mark, told: Told) -> Option<Told> {
    let folded = folded(told.meaning.as_deref().unwrap_or(""));
    let Some((head, tail)) = folded.rsplit_once(" of ") else { return Some(told) };
    let article = ["the ", "a ", "an ", "any ", "each ", "some "].iter().find_map(|article| tail.strip_prefix(article));
    let tail = article.unwrap_or(tail);
    let known = noun_at_end(tail).is_some();
    let single = known && !tail.rsplit(' ').next().is_some_and(is_plural);
    let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    let all = |test: &dyn Fn(&Item) -> bool| !named.is_empty() && named.iter().all(test);
    let index = named.iter().any(|item| page.evidence.counts(item.spelled.name.as_str()));
    let looks = |row: &str| all(&|item| looks_like(&item.spelled.name, &facts_of(row)));
    let usual = |noun: &str| all(&|item| is_customary(noun, &item.spelled.name));
    let owner = || Some(Told { plural: told.plural, ..Told::meaning(tail) });
    let size =
        facts_of(head).domain == Domain::Natural || facts_of(head).rank == Some(0) && facts_of(tail).rank.is_none();
    if !size && looks(tail) && !looks(head) && !usual(head) || single && usual(tail) && !usual(head) {
        return owner();
    }
    if is_operation(head) && !usual(head) {
        // An owner that is no known noun leaves open which of the two is named.
        return if known { owner() } else { article.is_none().then_some(told) };
    }
    if !single || facts_of(head).domain == Domain::Natural {
        return Some(told);
    }
    Some(if index { Told::meaning(tail) } else { Told { loose: true, ..told } })
}

/// Whether a noun is for what is done with its owner: "the entropy of $X$" names $X$.
fn is_operation(head: &str) -> bool {
    #[rustfmt::skip]
    const OPERATIONS: &[&str] = &[
        "entropy", "derivative", "function", "logarithm", "log", "expectation", "inverse", "transpose", "determinant",
        "trace", "ratio", "integral", "conjugate", "value", "values", "choice", "copy", "rate", "kernel", "norm", "minimum",
        "maximum", "minimizer", "maximizer", "sum", "square", "root", "support", "domain", "range", "exponential",
        "multiple", "power", "rest", "case", "context", "presence", "absence", "effect", "influence", "realization",
    ];
    OPERATIONS.contains(&head.rsplit(' ').next().unwrap_or(head))
}

/// Whether a letter is one that is usual for such a thing: a capital for a matrix or a set, a bold small letter for a
/// vector, `f` for a function.
fn looks_like(name: &crate::expr::Name, noun: &NounFacts) -> bool {
    let name = name.as_str();
    let bold = name.contains("\\mathbf{");
    let letter = name.rsplit('{').next().unwrap_or(name).chars().find(char::is_ascii_alphabetic);
    let capital = letter.is_some_and(|letter| letter.is_ascii_uppercase());
    match noun.rank {
        Some(2) => capital,
        Some(1) => bold && !capital,
        _ if noun.function => matches!(name, "f" | "g" | "h" | "F" | "G" | "\\varphi" | "\\phi"),
        _ => noun.domain == Domain::Set && capital && !bold,
    }
}

/// Words with the endings of adjectives, adverbs and verbs are no nouns.
fn looks_like_noun(word: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["ed", "al", "ous", "ive", "able", "ible", "ic", "ly", "est", "ful", "less", "s", "ing", "ary"];
    word.chars().all(|c| c.is_ascii_lowercase()) && !ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// "an $n \times d$ matrix", "a $d$-dimensional vector", "$d$ 维向量": the sizes stand before the noun.
fn shape_before(page: &Page, found: &Phrase) -> Option<Vec<Vec<Node>>> {
    let folded = folded(&found.text);
    let rank = facts_of(&folded).rank.filter(|rank| *rank > 0)?;
    let left = page.flow.text.get(..found.start)?.trim_end();
    let dimensional = found.text.starts_with("-dimensional") || found.text.starts_with('维');
    if !left.ends_with(FORMULA) || (rank == 1 && !dimensional) {
        return None;
    }
    let at = left.len() - FORMULA.len_utf8();
    sizes_at(page, at).filter(|sizes| sizes.len() == rank)
}

/// The sizes that the formula at a place of the text is: `$n \times d$`.
pub(super) fn sizes_at(page: &Page, at: usize) -> Option<Vec<Vec<Node>>> {
    let mark = page.flow.marks.iter().find(|mark| mark.at == at)?;
    let nodes: Vec<Node> = significant(page.formulas.get(mark.formula)?).into_iter().cloned().collect();
    sizes(&nodes)
}
