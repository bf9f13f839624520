//! Quantities that go by several names: the words of the field for one thing.

/// A quantity and the words that name it, in lower case.
pub struct Concept {
    pub name: &'static str,
    words: &'static [&'static str],
    /// Whether it is an amount of memory, which is counted in bytes.
    pub memory: bool,
}

const fn concept(name: &'static str, words: &'static [&'static str], memory: bool) -> Concept {
    Concept { name, words, memory }
}

static CONCEPTS: &[Concept] = &[
    concept(
        "the negative log-likelihood",
        &["negative log-likelihood", "negative log likelihood", "nll", "负对数似然"],
        false,
    ),
    concept("the mean squared error", &["mean squared error", "mean-squared error", "均方误差"], false),
    concept("the mean absolute error", &["mean absolute error", "平均绝对误差"], false),
    concept("the perplexity", &["perplexity", "困惑度"], false),
    concept(
        "the size of the KV cache",
        &[
            "kv cache",
            "kv-cache",
            "kv_cache",
            "key-value cache",
            "推理 kv",
            "kv 存储",
            "kv 体积",
            "kv 显存",
            "kv 缓存",
            "mem_kv",
            "kv_bytes",
            "kv bytes",
        ],
        true,
    ),
    concept("the memory of the activations", &["activation memory", "激活显存", "激活内存"], true),
    concept("the memory of the optimizer", &["optimizer state", "optimizer memory", "优化器状态"], true),
    concept(
        "the memory of the parameters",
        &["parameter memory", "weight memory", "model memory", "参数显存", "权重显存"],
        true,
    ),
];

/// The quantity that words name, if it is exactly one.
pub fn named(words: &str) -> Option<&'static Concept> {
    let words = words.to_lowercase();
    let mut found = CONCEPTS.iter().filter(|concept| concept.words.iter().any(|word| holds(&words, word)));
    found.next().filter(|_| found.next().is_none())
}

/// Whether a text has a word, not as a part of a longer one.
fn holds(text: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let ascii = word.is_ascii();
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + word.len()..).unwrap_or(""));
        !ascii || !letter(before.chars().next_back()) && !letter(after.chars().next().filter(|c| *c != 's'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_one_quantity() {
        assert_eq!(named("下一 token 负对数似然（因果 lm）").map(|own| own.name), Some("the negative log-likelihood"));
        assert_eq!(named("the KV caches of a layer").map(|own| own.memory), Some(true));
        assert!(named("perplexity and negative log-likelihood").is_none());
        assert!(named("annll").is_none());
    }
}
