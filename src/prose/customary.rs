//! Letters that are usual for a noun.
//!
//! Takes a noun phrase in lower case and a name; tells whether such a thing is often written with such a letter. It
//! settles which of two nouns a letter names, never what a letter means by itself.

use crate::expr::Name;

/// Nouns, and the letters that they are usually written with, fonts and accents aside.
#[rustfmt::skip]
const ROWS: &[(&[&str], &[&str])] = &[
    (&["loss", "loss function", "objective", "cost", "cost function", "objective function", "损失", "损失函数", "目标",
       "目标函数", "代价", "代价函数"], &["L", "l", "J", "\\ell", "R"]),
    (&["random variable", "随机变量"], &["X", "Y", "Z", "U", "V", "W"]),
    (&["error term", "noise", "noise term", "error", "residual", "disturbance", "误差", "噪声", "残差", "误差项"],
     &["\\epsilon", "\\varepsilon", "e", "\\xi", "r", "u"]),
    (&["distribution", "density", "prior", "posterior", "law", "分布", "密度", "先验", "后验"],
     &["p", "q", "P", "Q", "\\pi", "D", "f"]),
    (&["probability", "概率"], &["p", "P", "q", "\\pi"]),
    (&["event", "事件"], &["A", "B", "C", "E"]),
    (&["mean", "均值"], &["\\mu", "m"]),
    (&["variance", "standard deviation", "方差", "标准差"], &["\\sigma", "s", "v", "\\tau"]),
    (&["covariance", "covariance matrix", "协方差", "协方差矩阵"], &["\\Sigma", "C", "S", "K", "P", "Q", "R"]),
    (&["gradient", "梯度"], &["g", "G", "\\nabla"]),
    (&["function", "map", "mapping", "函数", "映射"], &["f", "g", "h", "F", "G", "\\phi", "\\varphi", "\\psi"]),
    (&["policy", "策略"], &["\\pi", "\\mu"]),
    (&["parameter", "weight", "coefficient", "参数", "权重", "系数"], &["\\theta", "w", "W", "\\beta", "\\phi", "b", "\\alpha"]),
    (&["entropy", "熵"], &["H", "S"]),
    (&["state", "状态"], &["s", "S", "x", "h"]),
    (&["time", "instant", "时间", "时刻"], &["t", "T", "\\tau"]),
    (&["eigenvalue", "特征值"], &["\\lambda"]),
    (&["energy", "hamiltonian", "能量"], &["E", "H"]),
    (&["rank", "radius", "秩", "半径"], &["r", "R"]),
    (&["number", "size", "dimension", "length", "个数", "维度", "长度"], &["n", "N", "m", "M", "d", "D", "k", "K", "L", "l"]),
];

/// Whether the noun that ends a phrase is often written with the letter of a name.
pub(super) fn is_customary(phrase: &str, name: &Name) -> bool {
    let letter = letter_of(name.as_str());
    ROWS.iter()
        .filter(|(_, letters)| letters.contains(&letter))
        .any(|(words, _)| words.iter().any(|word| ends_with_word(phrase, word)))
}

/// Whether a word ends the phrase, as a whole word where it is English.
fn ends_with_word(phrase: &str, word: &str) -> bool {
    phrase.strip_suffix(word).is_some_and(|left| !word.is_ascii() || left.is_empty() || left.ends_with([' ', '-']))
}

/// `L` of `\mathcal{L}_t`, `\epsilon` of `\hat{\epsilon}`.
fn letter_of(name: &str) -> &str {
    let base = name.split(['_', '^']).next().unwrap_or(name);
    let inner = base.rsplit('{').next().unwrap_or(base);
    inner.trim_end_matches(['}', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_usual_for_nouns() {
        assert!(is_customary("cross-entropy loss", &"\\mathcal{L}_t".into()));
        assert!(is_customary("error term", &"\\hat{\\epsilon}".into()));
        assert!(!is_customary("entropy", &"X".into()));
    }
}
