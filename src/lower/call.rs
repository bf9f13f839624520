//! A name in front of parentheses: is it applied, or is it a factor?

use super::evidence::Row;
use super::letters::{Font, Letter};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Call,
    Product,
}

/// What is seen of a name and the parentheses behind it.
pub(super) struct Facts<'a> {
    pub name: Letter<'a>,
    pub function: Option<bool>,
    pub declared: bool,
    /// The page writes it in front of argument lists.
    pub applied: bool,
    pub rank: Option<usize>,
    pub bound: bool,
    /// Separators inside the parentheses.
    pub commas: bool,
    pub bar: bool,
    pub relation: bool,
    pub placeholder: bool,
    pub empty: bool,
    /// A sum stands inside.
    pub sum: bool,
    /// One plain name stands inside.
    pub single: bool,
    /// One number stands inside.
    pub number: bool,
    /// The name itself stands inside.
    pub own: bool,
    /// A blank or a thin space stands before the parenthesis.
    pub spaced: bool,
    /// A parameter stands below the name: `f_\theta`.
    pub parameter: bool,
    /// A capital letter stands below the name: `\Pi_C`, `P_X`.
    pub set_below: bool,
    /// An index stands below the name: `y_i`.
    pub indexed: bool,
    pub starred: bool,
    pub square: bool,
    /// The page says that it is positive, or lies in an interval.
    pub ordered: bool,
    /// A power stands on the name.
    pub power: bool,
    /// The name is transposed: a row in front of what it multiplies.
    pub transposed: bool,
    pub curly: bool,
    /// A product with a transpose stands inside: `(X^\top X)^{-1}`.
    pub gram: bool,
    /// A letter with a step stands inside, and the name is applied to one elsewhere: `x(n - 1)` beside `x(n)`.
    pub shifted: bool,
    /// A transposed group stands in front: a form `(x - y)^\top Q (x - y)`.
    pub sandwiched: bool,
    /// A step of the time stands inside, and the formula writes the time in other parentheses too.
    pub timed: bool,
    /// A function without parentheses of its own stands in front: `\log \sigma (x)`.
    pub behind_function: bool,
    pub identities: bool,
}

/// Letters of variances, rates and scales: a power of them is a factor.
const SQUARED: &[&str] = &[
    "\\sigma",
    "\\lambda",
    "\\tau",
    "\\eta",
    "\\alpha",
    "\\beta",
    "\\gamma",
    "\\rho",
    "\\omega",
    "\\theta",
    "\\delta",
    "\\epsilon",
    "\\varepsilon",
    "\\mu",
];

type Test = fn(&Facts) -> bool;

pub(super) static ROWS: &[Row<Test, Reading>] = &[
    row("said-function", Reading::Call, 20, "declared as a function", |f| f.function == Some(true)),
    row("said-value", Reading::Product, 20, "declared as a value", |f| f.function == Some(false) && !f.applied),
    row("applied", Reading::Call, 3, "applied to arguments elsewhere on the page", |f| f.applied && !f.square),
    row("own", Reading::Product, 26, "the name itself in its parentheses", |f| f.own && !f.commas && !f.bar),
    row("declared-variable", Reading::Product, 60, "a declared letter is a variable", |f| {
        f.identities && (f.declared || f.bound) && f.function != Some(true)
    }),
    row("rank", Reading::Product, 8, "declared as an array", |f| f.rank.is_some_and(|rank| rank > 0) && !f.commas),
    row("scalar", Reading::Product, 6, "declared as a number", |f| {
        f.rank == Some(0) && f.declared && f.function.is_none() && !f.applied
    }),
    row("ordered", Reading::Product, 8, "declared with an order", |f| f.ordered && f.rank != Some(0)),
    row("power", Reading::Product, 4, "a power in front of a sum", |f| f.power && f.sum && !f.commas),
    row("transposed", Reading::Product, 22, "a transposed name multiplies the sum behind it", |f| {
        f.transposed && f.sum && !f.commas && !f.bar
    }),
    row("squared-number", Reading::Product, 9, "a power on a letter of numbers", |f| {
        f.power && !f.commas && !f.bar && SQUARED.contains(&f.name.base)
    }),
    row("bound", Reading::Product, 10, "an index is no function", |f| f.bound),
    row("commas", Reading::Call, 40, "arguments with commas", |f| f.commas && !f.square && !f.curly),
    row("bar", Reading::Call, 14, "a condition inside", |f| f.bar && !f.curly),
    row("relation", Reading::Call, 9, "an event inside", |f| f.relation && !f.curly),
    row("placeholder", Reading::Call, 12, "a place for an argument inside", |f| f.placeholder),
    row("empty", Reading::Call, 20, "an empty argument list", |f| f.empty),
    row("word", Reading::Call, 9, "a word in front of parentheses", |f| f.name.font == Font::Word),
    row("function-letter", Reading::Call, 3, "a letter that usually names a function", |f| f.name.names_functions()),
    row("number-letter", Reading::Product, 4, "a letter that usually names a number", |f| f.name.names_numbers()),
    row("single", Reading::Call, 24, "nobody brackets one name to multiply by it", |f| {
        f.single && !f.square && !f.curly
    }),
    row("number", Reading::Call, 4, "one number in the parentheses", |f| f.number && !f.square && !f.curly),
    row("square-single", Reading::Call, 13, "one name in brackets that touch a capital letter", |f| {
        f.single && f.square && !f.spaced && f.name.is_capital() && f.name.names_functions()
    }),
    row("behind-function", Reading::Call, 4, "a name between a function and parentheses", |f| f.behind_function),
    row("sure-letter", Reading::Call, 4, "a letter that nearly always names a function", |f| {
        f.name.surely_names_functions()
    }),
    row("sum", Reading::Product, 3, "a sum in the parentheses", |f| f.sum),
    row("spaced", Reading::Product, 1, "a blank before the parenthesis", |f| f.spaced),
    row("parameter", Reading::Call, 5, "a parameter below the name", |f| f.parameter),
    row("indexed", Reading::Product, 2, "an index below the name", |f| f.indexed && f.sum),
    row("starred", Reading::Call, 2, "a marked name", |f| f.starred),
    row("bold-capital", Reading::Product, 6, "a bold capital is a matrix", |f| {
        f.name.is_bold() && f.name.is_capital() && f.rank.is_none()
    }),
    row("bold", Reading::Product, 2, "a bold letter is a vector", |f| f.name.is_bold() && f.rank.is_none()),
    row("square", Reading::Product, 8, "square brackets group", |f| f.square && f.name.font != Font::Word && !f.bar),
    row("curly", Reading::Product, 20, "braces group or hold a set", |f| f.curly && f.name.font != Font::Word),
    row("gram", Reading::Product, 12, "a letter of numbers in front of a product of matrices", |f| {
        f.gram && !f.commas && SQUARED.contains(&f.name.base)
    }),
    row("transform", Reading::Call, 40, "a calligraphic letter in front of braces acts on what they hold", |f| {
        f.curly && f.name.font == Font::Calligraphic
    }),
    row(
        "transform-square",
        Reading::Call,
        12,
        "a calligraphic letter in front of brackets acts on what they hold",
        |f| f.square && !f.spaced && f.name.font == Font::Calligraphic,
    ),
    row("square-list", Reading::Call, 14, "a capital letter of functions that touches a list in brackets", |f| {
        f.square && f.commas && !f.spaced && f.name.is_capital() && f.name.names_functions()
    }),
    row("projection", Reading::Call, 6, "a projection onto the set below it", |f| {
        f.set_below && matches!(f.name.base, "\\Pi" | "P") && !f.square
    }),
    row("event", Reading::Call, 30, "an event in braces", |f| f.curly && f.relation && f.name.base == "P"),
    row("shifted", Reading::Call, 20, "a step of what is applied to a step elsewhere", |f| f.shifted),
    row("sandwiched", Reading::Product, 16, "a matrix behind a transposed group", |f| {
        f.sandwiched && f.sum && f.name.is_capital() && !f.commas
    }),
    row("timed", Reading::Call, 14, "a step of the time beside other times in parentheses", |f| f.timed && !f.square),
    row("default", Reading::Product, 1, "a product unless shown to be a call", |_| true),
];

const fn row(id: &'static str, reading: Reading, weight: i16, reason: &'static str, holds: Test) -> Row<Test, Reading> {
    Row { id, reading, weight, reason, holds }
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_have_unique_identities() {
        assert!(super::super::evidence::has_unique_ids(super::ROWS));
    }
}
