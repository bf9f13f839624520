//! Qualities that only matrices have, said of a capital letter: "since $A$ is symmetric", "设 $A$ 为正定".

use super::after::{formula_text, whole_text};
use super::flow::Mark;
use super::reader::{Page, Told};

/// What a matrix may be said to be, and how that is called as a noun.
const QUALITIES: &[(&str, &str)] = &[
    ("symmetric and positive definite", "positive definite matrix"),
    ("symmetric positive definite", "positive definite matrix"),
    ("symmetric and invertible", "invertible symmetric matrix"),
    ("symmetric", "symmetric matrix"),
    ("positive definite", "positive definite matrix"),
    ("positive-definite", "positive definite matrix"),
    ("positive semidefinite", "positive semidefinite matrix"),
    ("positive semi-definite", "positive semidefinite matrix"),
    ("orthogonal", "orthogonal matrix"),
    ("orthonormal", "orthogonal matrix"),
    ("invertible", "invertible matrix"),
    ("nonsingular", "invertible matrix"),
    ("non-singular", "invertible matrix"),
    ("diagonal", "diagonal matrix"),
    ("对称正定", "正定矩阵"),
    ("对称", "对称矩阵"),
    ("正定", "正定矩阵"),
    ("半正定", "半正定矩阵"),
    ("正交", "正交矩阵"),
    ("可逆", "可逆矩阵"),
    ("非奇异", "可逆矩阵"),
];

/// "Since $A$ is symmetric": a quality that only matrices have, said of a capital.
pub(super) fn qualified(page: &Page, group: &[Mark], rest: &str) -> Option<Told> {
    let capital = |mark: &Mark| {
        let tex = named(page, mark.at).unwrap_or_default();
        let letter = ["\\mathbf{", "\\boldsymbol{", "\\bm{"].iter().find_map(|face| tex.strip_prefix(face));
        let letter = letter.and_then(|inner| inner.strip_suffix('}')).unwrap_or(&tex);
        matches!(letter, "\\Sigma" | "\\Lambda") || letter.len() == 1 && letter.chars().all(|c| c.is_ascii_uppercase())
    };
    if !group.iter().all(capital) {
        return None;
    }
    let copula =
        ["is ", "are ", "be ", "was ", "是", "为", "均为", "都是"].iter().find_map(|words| rest.strip_prefix(words));
    let said = copula.unwrap_or(rest);
    let said = ["also ", "always ", "both ", "实"].iter().find_map(|words| said.strip_prefix(words)).unwrap_or(said);
    let (words, noun) = QUALITIES.iter().find(|(words, _)| said.starts_with(words))?;
    let whole = !words.is_ascii() || copula.is_some() && said.get(words.len()..).is_some_and(ends_here);
    whole.then(|| Told::meaning(*noun))
}

/// The name of a formula, also before a membership: `A \in \mathbb{R}^{n \times n}`.
fn named(page: &Page, at: usize) -> Option<String> {
    let name = |tex: &str| tex.split("\\in ").next().unwrap_or(tex).trim().to_owned();
    formula_text(page, at).or_else(|| whole_text(page, at)).map(|tex| name(&tex))
}

/// Whether the quality before is the whole predicate: "is symmetric and", "is symmetric, so"; not "is diagonal elements
/// of".
fn ends_here(after: &str) -> bool {
    const NEXT: [&str; 12] = ["and", "so", "then", "we", "this", "if", "but", "with", "since", "because", "the", "it"];
    let next = after.split_whitespace().next().unwrap_or_default();
    match after.chars().next() {
        Some(' ') => NEXT.contains(&next.trim_end_matches(',')),
        first => first.is_none_or(|first| !first.is_alphanumeric()),
    }
}
