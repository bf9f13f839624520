//! Runs of plain letters that spell a word.
//!
//! `softmax`, `pos`, `PPL` without a command are products of letters to TeX; authors mean words. A run is a word when
//! the page introduced it, the catalogue or the list below knows it, or it is too long to be a product.

use crate::functions;
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::items::{Item, ItemKind};

/// Words and acronyms that authors set without a command, in the spelling that is usual.
static WORDS: &[&str] = &[
    "ACF", "AIC", "ARI", "ATE", "ATT", "AUC", "BCE", "BER", "BIC", "BLEU", "BPE", "BPT", "CATE", "CDF", "CE", "CER",
    "CLIP", "CNN", "CPI", "CTC", "DCG", "DIC", "DPO", "EER", "ELBO", "EM", "ESS", "FDR", "FFN", "FFT", "FID", "FLOP",
    "FLOPS", "FLOPs", "FN", "FNR", "FP", "FPR", "FRR", "FWER", "GAE", "GAN", "GDP", "GLS", "GMM", "GPU", "GRU", "IG",
    "IOU", "IPW", "IRR", "ITE", "IoU", "KL", "KV", "LHS", "LN", "LR", "LRT", "LSTM", "MAE", "MAP", "MAPE", "MC",
    "MCMC", "MHA", "MLE", "MLP", "MMD", "MRR", "MSE", "MSPE", "MoE", "NDCG", "NLL", "NLP", "NMI", "NPV", "OLS", "PACF",
    "PCA", "PDF", "PE", "PMI", "PPL", "PPO", "PPV", "PR", "PSNR", "RHS", "RMS", "RMSE", "RMSPE", "RNN", "ROC", "ROI",
    "RSS", "ReLU", "SEM", "SER", "SGD", "SINR", "SMAPE", "SNR", "SS", "SSB", "SSE", "SSIM", "SSM", "SSR", "SST", "SSW",
    "SVD", "SVM", "TD", "TN", "TP", "TPR", "TSS", "TV", "VAE", "VIF", "WER", "WLS", "acc", "adv", "age", "area", "arg",
    "avg", "bias", "cat", "clip", "concat", "const", "corr", "cost", "cov", "cur", "data", "deg", "det", "diag", "dim",
    "dist", "div", "dog", "done", "eff", "end", "err", "error", "exp", "expected", "fake", "fan", "final", "full",
    "gain", "gen", "goal", "head", "hidden", "idx", "img", "in", "inf", "init", "input", "iter", "key", "label",
    "lang", "last", "left", "len", "length", "lhs", "local", "log", "logit", "loss", "mask", "max", "mean", "min",
    "mod", "model", "new", "next", "norm", "num", "obs", "old", "opt", "out", "output", "path", "pos", "post", "pred",
    "prefix", "prev", "price", "prior", "prob", "query", "rank", "rate", "real", "ref", "reg", "rest", "reward", "rhs",
    "right", "same", "score", "seq", "sgn", "sign", "sim", "sin", "size", "softmax", "std", "step", "sum", "tanh",
    "target", "temp", "test", "time", "tmp", "token", "tokens", "tot", "total", "train", "trial", "true", "upd", "val",
    "value", "var", "vec", "vocab", "weight", "word",
];

/// Names of functions in front of an argument list that elsewhere are products of letters.
const APPLIED: &[&str] = &["cor", "lg", "ln", "sd", "se", "tr"];

/// Joins runs of letters that spell a word.
pub(super) fn join<'n>(items: Vec<Item<'n>>, is_word: &dyn Fn(&str) -> bool) -> Vec<Item<'n>> {
    let letters = items.windows(2).any(|pair| letter(pair, 0).is_some() && letter(pair, 1).is_some());
    if !letters {
        return items;
    }
    let mut joined = Vec::with_capacity(items.len());
    let mut items = items.into_iter().peekable();
    let mut run: Vec<(Item<'n>, char)> = Vec::new();
    while let Some(item) = items.next() {
        match letter_of(&item) {
            Some((character, scripted)) => {
                if run.last().is_some_and(|(last, _)| !continues_run(&run, gap(last, &item))) {
                    finish(&mut run, &mut joined, is_word);
                }
                run.push((item, character));
                let continues = items.peek().is_some_and(|next| letter_of(next).is_some());
                if scripted || !continues {
                    let applied = items.peek().is_some_and(is_parenthesis);
                    finish(&mut run, &mut joined, &|word| {
                        is_word(word) || applied && (is_acronym(word) || APPLIED.contains(&word))
                    });
                }
            }
            None => joined.push(item),
        }
    }
    joined
}

fn is_parenthesis(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return false };
    let base = super::atoms::Scripts::split(node).0;
    matches!(base.map(|base| &base.kind), Some(NodeKind::Fenced(fence)) if fence.left == "(")
}

/// Three capitals or more in front of an argument list: `UCT(s)`.
fn is_acronym(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn letter(items: &[Item], index: usize) -> Option<(char, bool)> {
    items.get(index).and_then(letter_of)
}

/// The plain ASCII letter that an item is, and whether scripts hang on it.
fn letter_of(item: &Item) -> Option<(char, bool)> {
    let ItemKind::Node(node) = item.kind else { return None };
    let (node, scripted) = match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => (&**base, true),
        _ => (node, false),
    };
    // `Gini\_index`: an escaped underscore joins the parts of a name.
    if matches!(&node.kind, NodeKind::Symbol { text, .. } if text == "\\_") {
        return (!scripted).then_some(('_', false));
    }
    let NodeKind::Letter(letter) = &node.kind else { return None };
    let mut characters = letter.chars();
    let first = characters.next().filter(char::is_ascii_alphabetic)?;
    characters.next().is_none().then_some((first, scripted))
}

fn gap(left: &Item, right: &Item) -> usize {
    right.span.start.saturating_sub(left.span.end) as usize
}

/// The distance between the letters of the run so far: none, or one blank (a habit of text recognition).
fn gap_of(run: &[(Item, char)]) -> usize {
    match run {
        [(first, _), (second, _), ..] => gap(first, second),
        _ => usize::MAX,
    }
}

fn continues_run(run: &[(Item, char)], gap: usize) -> bool {
    if run.len() < 2 { gap <= 1 } else { gap == gap_of(run) }
}

fn finish<'n>(run: &mut Vec<(Item<'n>, char)>, joined: &mut Vec<Item<'n>>, is_word: &dyn Fn(&str) -> bool) {
    let word: String = run.iter().map(|(_, character)| character).collect();
    let spaced = run.len() > 1 && gap_of(run) > 0;
    let spells = if spaced { gap_of(run) == 1 && run.len() >= 4 && known(&word) } else { is_a_word(&word, is_word) };
    let ends = (run.first(), run.last());
    if let ((Some((first, _)), Some((last, _))), true) = (ends, spells)
        && let ItemKind::Node(node) = last.kind
    {
        let span = Span { start: first.span.start, end: last.span.end };
        joined.push(Item { kind: ItemKind::Word { word, last: node }, span, row: first.row });
        run.clear();
    } else {
        joined.extend(run.drain(..).map(|(item, _)| item));
    }
}

/// Whether plain letters of a script spell a word of the list: `w^{new}`; two letters are a product.
pub(super) fn is_spelled(nodes: &[Node]) -> bool {
    let letter = |node: &Node| match &node.kind {
        NodeKind::Letter(letter) if letter.len() == 1 => letter.chars().next(),
        _ => None,
    };
    let word: Option<String> = nodes.iter().map(letter).collect();
    word.is_some_and(|word| word.len() > 2 && is_known(&word))
}

/// Whether the list knows the word.
pub(super) fn is_known(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

fn known(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok() || word.len() > 2 && functions::by_spelling(word).is_some()
}

fn is_a_word(word: &str, introduced: &dyn Fn(&str) -> bool) -> bool {
    let inside = word.trim_matches('_');
    inside.len() > 1
        && inside.len() == word.len()
        && (word.contains('_')
            || introduced(word)
            || known(word)
            || word.len() >= 6 && reads_as_a_word(word)
            || word.len() >= 5
                && is_acronym(word)
                && !word.as_bytes().windows(2).all(|pair| pair.first() < pair.last()))
}

/// Six letters or more, a vowel among them, never the same letter three times, not the alphabet in order.
fn reads_as_a_word(word: &str) -> bool {
    let bytes = word.as_bytes();
    let tail_is_low = bytes.iter().skip(1).all(u8::is_ascii_lowercase);
    let vowels = bytes.iter().filter(|byte| b"aeiou".contains(&byte.to_ascii_lowercase())).count();
    let ordered = bytes.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    tail_is_low && vowels * 6 >= bytes.len() && !ordered
}

/// The node whose scripts hang on the word, if any.
pub(super) fn scripts_of(last: &Node) -> Option<&Node> {
    matches!(last.kind, NodeKind::Scripts { .. }).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_for_searching() {
        assert!(WORDS.windows(2).all(|pair| pair[0] < pair[1]), "{WORDS:?}");
    }

    #[test]
    fn long_runs_are_words_and_products_are_not() {
        let none = |_: &str| false;
        for word in ["softmax", "pos", "PPL", "reward", "distance"] {
            assert!(is_a_word(word, &none), "{word}");
        }
        for product in ["ab", "xyz", "QK", "abc", "ijk", "abcdef", "VW"] {
            assert!(!is_a_word(product, &none), "{product}");
        }
    }
}
