//! Products that lack a transpose which the same names have elsewhere on the page: `X X` beside `X^\top X`, `w x` beside
//! `w^\top x`.
//!
//! Takes the statements of a page; gives the product that stands alone. Silent before the transposes begin (an author
//! starts with numbers and goes on with vectors), where several products lack one, and for what is equal to its square.

use std::collections::BTreeMap;

use super::{IndexIssue, IndexKind};
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name};
use crate::lower::Statement;
use crate::source::Span;

/// A page with more products than this is not compared.
const MOST: usize = 2000;

/// The products with a transpose that show what the names are.
const FEWEST: usize = 2;

/// Two factors side by side, without their transposes.
struct Pair {
    formula: usize,
    /// Both, as they would stand with a transpose on the first.
    first: Expr,
    second: Expr,
    turned: [bool; 2],
    span: Span,
}

/// The names below two factors.
type Names = [Name; 2];

/// Statements of a page, each with its formula → the products that lack a transpose.
pub fn lost_transposes(statements: &[(usize, &Statement)]) -> Vec<(usize, IndexIssue)> {
    let mut pairs = Vec::new();
    for (formula, statement) in statements {
        for part in statement.sides() {
            part.visit(&mut |node| pairs.extend(side_by_side(*formula, node)));
        }
    }
    if pairs.len() > MOST {
        return Vec::new();
    }
    let mut by_names: BTreeMap<Names, Vec<&Pair>> = BTreeMap::new();
    for pair in &pairs {
        if let (Some(first), Some(second)) = (base(&pair.first), base(&pair.second)) {
            by_names.entry([first.clone(), second.clone()]).or_default().push(pair);
        }
    }
    let lone = by_names.into_iter().filter_map(|(names, pairs)| match names[0] == names[1] {
        true => squared(&pairs),
        false if names.iter().all(is_small) => bare(&pairs),
        false => None,
    });
    let lone: Vec<&Pair> = lone.collect();
    let is_its_square = |pair: &Pair| {
        statements.iter().any(|(formula, statement)| {
            *formula == pair.formula && statement.sides().any(|side| base(side) == base(&pair.first))
        })
    };
    lone.into_iter().filter(|pair| !is_its_square(pair)).map(|pair| (pair.formula, issue(pair))).collect()
}

fn side_by_side(formula: usize, node: &Expr) -> Vec<Pair> {
    let Some(factors) = node.as_apply("Multiply") else { return Vec::new() };
    let bare = |factor: &Expr| match factor.as_apply("Transpose") {
        Some([inner]) => (inner.clone(), true),
        _ => (factor.clone(), false),
    };
    let pair = |two: &[Expr]| {
        let [one, other] = two else { return None };
        let span = Span { start: one.span.start, end: other.span.end };
        let ((first, left), (second, right)) = (bare(one), bare(other));
        Some(Pair { formula, first, second, turned: [left, right], span })
    };
    factors.windows(2).filter_map(pair).collect()
}

/// The only product of a name with itself that has no transpose, or two, where the others have one.
fn squared<'p>(pairs: &[&'p Pair]) -> Option<&'p Pair> {
    let (same, turned): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(|pair| pair.turned[0] == pair.turned[1]);
    match same.as_slice() {
        [pair] if !turned.is_empty() && pair.first == pair.second => Some(pair),
        _ => None,
    }
}

/// The only product of two vectors without a transpose, behind those with one or in the same formula.
fn bare<'p>(pairs: &[&'p Pair]) -> Option<&'p Pair> {
    let (plain, turned): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(|pair| pair.turned == [false, false]);
    let [pair] = plain.as_slice() else { return None };
    let inner = turned.iter().filter(|other| other.turned == [true, false] && other.formula <= pair.formula);
    let (beside, before): (Vec<&&Pair>, Vec<&&Pair>) = inner.partition(|other| other.formula == pair.formula);
    (!beside.is_empty() || before.len() >= FEWEST).then_some(*pair)
}

/// The name of a factor, below its indices.
fn base(factor: &Expr) -> Option<&Name> {
    match &factor.kind {
        Kind::Symbol(name) => Some(name),
        Kind::Apply("At" | "AtUpper", parts) => parts.first().and_then(base),
        _ => None,
    }
}

/// A small letter, in whatever face: by habit no matrix.
fn is_small(name: &Name) -> bool {
    let letters = name.as_str().trim_start_matches("\\mathbf{").trim_start_matches('\\');
    letters.starts_with(|letter: char| letter.is_lowercase())
}

fn issue(pair: &Pair) -> IndexIssue {
    let (first, second) = (plain(&pair.first), plain(&pair.second));
    IndexIssue {
        kind: IndexKind::LostTranspose,
        name: Name::from("transpose"),
        span: pair.span,
        message: match pair.turned {
            [true, true] => format!("both factors are transposed here, one of {first} and {second} elsewhere"),
            _ => format!("{first} and {second} stand side by side here, elsewhere with a transpose on one of them"),
        },
        expected: "a transpose on one of the two".to_owned(),
        strong: true,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    fn lost(text: &str) -> usize {
        findings("a.md", text).lines().filter(|line| line.contains("shape-mismatch")).count()
    }

    #[test]
    fn a_product_alone_without_its_transpose_is_found() {
        let normal = r"The normal equations are $X^\top X w = X^\top y$.";
        assert_eq!(lost(&format!("{normal} Hence $w = (X X)^{{-1}} X^\\top y$.")), 1);
        assert_eq!(lost(&format!("{normal} Hence $w = (X^\\top X)^{{-1}} X^\\top y$.")), 0);
        assert_eq!(lost(r"A projection has $P^\top P = P$ and $P P = P$."), 0);
        let vectors = r"With $w^\top x + b$ and $w^\top x > 0$";
        assert_eq!(lost(&format!("{vectors} also $2 w x$.")), 1);
        assert_eq!(lost(&format!("{vectors} also $2 w x$ and $w x + 1$.")), 0);
        assert_eq!(lost(r"First $y = w x$. Then $w^\top x + b$ and $w^\top x > 0$."), 0);
    }
}
