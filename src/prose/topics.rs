//! What a page speaks of: words that lend evidence to notation with several meanings.
//!
//! Takes the prose of a page; gives the topics that its words name. A topic alone settles nothing: it is one row of
//! evidence beside what the formula itself shows.

use std::collections::BTreeSet;

/// A topic that tells readings of one notation apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// `E(X)`: an expectation.
    Expectation,
    /// `\nabla^2 u`: the Laplacian.
    Laplacian,
    /// `\nabla^2 f`: the Hessian.
    Hessian,
    /// `[A, B]`: a commutator.
    Commutator,
    /// `\{f, g\}`: a Poisson bracket.
    PoissonBracket,
    /// `f * g`: a convolution.
    Convolution,
    /// `\langle K \rangle`: a mean.
    Average,
    /// `A_{ij} x_j`: a sum over j.
    SummationConvention,
}

/// Words of a topic, English in lower case and Chinese.
static WORDS: &[(Topic, &[&str])] = &[
    (Topic::Expectation, &["expectation", "expected value", "mathematical expectation", "variance", "期望", "方差"]),
    (
        Topic::Laplacian,
        &["laplacian", "laplace operator", "laplace's equation", "wave equation", "schrödinger", "schrodinger"],
    ),
    (
        Topic::Laplacian,
        &["heat equation", "diffusion equation", "拉普拉斯算", "拉普拉斯方程", "薛定谔", "波动方程", "热传导方程"],
    ),
    (Topic::Hessian, &["hessian", "second-order", "newton's method", "海森", "黑塞", "海塞", "牛顿法", "二阶导"]),
    (Topic::Commutator, &["commutator", "commutation relation", "commute", "lie bracket", "对易", "李括号"]),
    (Topic::PoissonBracket, &["poisson bracket", "泊松括号"]),
    (Topic::Convolution, &["convolution", "convolve", "impulse response", "卷积", "冲激响应", "脉冲响应"]),
    (Topic::Average, &["average", "mean value", "expectation value", "ensemble", "平均", "期望值", "系综"]),
    (
        Topic::SummationConvention,
        &["einstein summation", "summation convention", "einstein notation", "einstein's convention"],
    ),
    (Topic::SummationConvention, &["爱因斯坦求和", "爱因斯坦约定", "爱因斯坦记", "求和约定"]),
];

/// The topics of a text whose ASCII letters are in lower case.
pub(super) fn topics(folded: &str) -> BTreeSet<Topic> {
    let named = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    WORDS.iter().filter(|(_, words)| named(words)).map(|(topic, _)| *topic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_speaks_of_what_its_words_name() {
        let found = topics("the commutator of two operators; 两个函数的卷积");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [Topic::Commutator, Topic::Convolution]);
        assert!(topics("a gradient step").is_empty());
    }
}
