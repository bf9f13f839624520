//! What the words of a section may suppose of the names in a claim: positive, normalised, orthogonal.
//!
//! Takes a claim that fails; decides it again with each property of which the section speaks given to every name that
//! can have it. Where it then holds, the property may be what the author means, and nothing is said.

use crate::claims::Problem;
use crate::decide::{Outcome, Reason, Verdict};
use crate::expr::{Domain, Fact, Sort};
use crate::extract::{Document, Inline};

/// A property that words speak of, and how a sort takes it on.
struct Property {
    words: &'static [&'static str],
    /// How many blocks above the claim may speak of it.
    reach: usize,
    give: fn(&mut Sort),
    told: &'static str,
}

static PROPERTIES: &[Property] = &[
    Property {
        words: &[
            "positive",
            "non-negative",
            "nonnegative",
            "greater than zero",
            "probabilit",
            "distribution",
            "正",
            "非负",
            "大于零",
            "大于 0",
            "概率",
            "分布",
        ],
        reach: SECTION,
        give: |sort| with_fact(sort, Fact::Positive, |rank| rank <= 2),
        told: "all values are positive",
    },
    Property {
        words: &[
            "probability vector",
            "probabilities",
            "probability distribution",
            "distribution over",
            "categorical",
            "simplex",
            "sum to",
            "sums to",
            "summing to",
            "add up to",
            "adds up to",
            "normalis",
            "normaliz",
            "convex combination",
            "stochastic",
            "概率",
            "离散分布",
            "归一",
            "和为",
            "单纯形",
            "凸组合",
        ],
        reach: SECTION,
        give: |sort| with_domain(sort, Domain::Simplex, |rank| rank == 1 || rank == 2),
        told: "entries are positive and sum to one",
    },
    Property {
        words: &[
            "unit vector",
            "unit norm",
            "unit-norm",
            "unit length",
            "normalis",
            "normaliz",
            "orthonormal",
            "单位",
            "归一",
        ],
        reach: SECTION,
        give: |sort| with_fact(sort, Fact::UnitNorm, |rank| rank == 1),
        told: "vectors have length one",
    },
    Property {
        words: &["orthogonal", "orthonormal", "unitary", "rotation", "正交", "旋转", "酉矩阵"],
        reach: NEAR,
        give: |sort| with_fact(sort, Fact::Orthogonal, |rank| rank == 2),
        told: "matrices are orthogonal",
    },
    Property {
        words: &[
            "symmetric",
            "covariance",
            "hessian",
            "definite",
            "gram matrix",
            "kernel matrix",
            "对称",
            "协方差",
            "正定",
            "海森",
        ],
        reach: NEAR,
        give: |sort| with_fact(sort, Fact::Spd, |rank| rank == 2),
        told: "matrices are symmetric and positive definite",
    },
    Property {
        words: &["diagonal", "对角"],
        reach: NEAR,
        give: |sort| with_fact(sort, Fact::Diagonal, |rank| rank == 2),
        told: "matrices are diagonal",
    },
    Property {
        words: &["one-hot", "one hot", "独热"],
        reach: SECTION,
        give: |sort| with_fact(sort, Fact::OneHot, |rank| rank == 1),
        told: "vectors are one-hot",
    },
    Property {
        words: &["binary", "boolean", "zero or one", "0 or 1", "二值", "布尔", "0 或 1"],
        reach: SECTION,
        give: |sort| with_domain(sort, Domain::Boolean, |rank| rank > 0),
        told: "entries are zero or one",
    },
];

fn with_fact(sort: &mut Sort, fact: Fact, fits: fn(usize) -> bool) {
    if sort.signature.is_none() && sort.shape.rank().is_some_and(fits) {
        sort.facts.insert(fact);
    }
}

fn with_domain(sort: &mut Sort, domain: Domain, fits: fn(usize) -> bool) {
    if sort.signature.is_none() && sort.shape.rank().is_some_and(fits) {
        sort.domain = domain;
    }
}

/// The blocks above a claim of which a section is made, at least.
const SECTION: usize = 8;
/// Those beside it: what matrices are is mostly said of each by its name.
const NEAR: usize = 2;

/// The properties of which the text above a block and right behind it speaks.
pub(super) fn properties(document: &Document, block: usize) -> Vec<usize> {
    let heading = document.blocks.get(block).and_then(|own| own.heading).unwrap_or(0);
    let speaks = |property: &Property| {
        let first = block.saturating_sub(property.reach);
        let first = if property.reach < SECTION { first } else { heading.min(first) };
        let near = document.blocks.get(first..document.blocks.len().min(block + 2)).unwrap_or_default();
        near.iter().flat_map(|block| &block.inlines).any(|inline| match inline {
            Inline::Text { text, .. } => {
                let text = text.to_lowercase();
                property.words.iter().any(|word| text.contains(word))
            }
            _ => false,
        })
    };
    PROPERTIES.iter().enumerate().filter(|(_, property)| speaks(property)).map(|(at, _)| at).collect()
}

/// The problem with a property given to every name that can have it.
pub(super) fn given(problem: &Problem, property: usize) -> Problem {
    let mut narrowed = problem.clone();
    if let Some(property) = PROPERTIES.get(property) {
        narrowed.sorts.values_mut().for_each(|sort| (property.give)(sort));
    }
    narrowed
}

/// The verdict, unless the claim holds under a property of those numbered; `decide` supposes one.
pub(super) fn of_words(verdict: Verdict, properties: &[usize], decide: &dyn Fn(usize) -> Verdict) -> Verdict {
    if verdict.outcome != Outcome::Fails {
        return verdict;
    }
    let meant = properties.iter().find(|property| decide(**property).outcome == Outcome::Holds);
    match meant.and_then(|property| PROPERTIES.get(*property)) {
        Some(property) => Verdict::undecided(
            Reason::ConditionUnknown,
            format!("it holds where {}, of which the text speaks", property.told),
        ),
        None => verdict,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::page;

    #[test]
    fn what_the_words_suppose_is_no_mistake() {
        let cases = [
            ("Let $p \\in \\mathbb{R}^n$ have positive entries.", "\\sum_{i=1}^n p_i \\ge 0"),
            ("设 $p \\in \\mathbb{R}^n$ 为概率分布。", "\\sum_{i=1}^n p_i = 1"),
            ("Let $w \\in \\mathbb{R}^n$ be weights that sum to one.", "\\sum_{i=1}^n 2 w_i = 2"),
            ("The matrix $Q \\in \\mathbb{R}^{n \\times n}$ is a rotation.", "\\|Q x\\| = \\|x\\|"),
        ];
        for (words, claim) in cases {
            let said = |claim: &str| page("a.md", &format!("{words}\n\nThen we have that\n\n$${claim}$$\n"));
            assert!(!said(claim).contains("fails"), "{words}: {}", said(claim));
            // What fails all the same is told.
            assert!(said("\\sum_{i=1}^n i = n^2").contains("fails"), "{words}");
        }
    }
}
