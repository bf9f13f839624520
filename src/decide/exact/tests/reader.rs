//! A prefix reader for test expressions: `(= (+ (^ (sin x) 2) (^ (cos x) 2)) 1)`.
//!
//! Heads are symbols, spellings or catalogue names; `(sum k 0 n body)`, `(prod k 1 n body)`, `(int x a b body)` bind;
//! `(call f x)` is an unknown function. Sorts: `x:R y:R+ z:C n:N k:Z p:P A:M(n,m)`.

use std::collections::BTreeMap;

use crate::claims::Problem;
use crate::expr::{Bound, Domain, Expr, Fact, Name, Number, Range, Size, Sort};
use crate::functions::{by_spelling, find};

static SIGNS: &[(&str, &str)] = &[
    ("+", "Add"),
    ("*", "Multiply"),
    ("/", "Divide"),
    ("^", "Power"),
    ("=", "Equal"),
    (">", "Greater"),
    ("<", "Less"),
    (">=", "GreaterEqual"),
    ("<=", "LessEqual"),
    ("!=", "NotEqual"),
    ("sqrt", "Sqrt"),
    ("at", "At"),
    ("T", "Transpose"),
    ("inv", "Inverse"),
    ("d", "PartialDerivative"),
    ("in", "Element"),
    ("fact", "Factorial"),
    ("binom", "Binomial"),
    ("gamma", "Gamma"),
    ("re", "RealPart"),
    ("im", "ImaginaryPart"),
    ("norm", "Norm"),
    ("dot", "InnerProduct"),
    ("delta", "KroneckerDelta"),
    ("I", "IdentityMatrix"),
    ("grad", "Gradient"),
    ("expect", "Expectation"),
    ("had", "Hadamard"),
    ("outer", "OuterProduct"),
];
static CONSTANTS: &[(&str, &str)] =
    &[("pi", "Pi"), ("e", "E"), ("i", "I"), ("phi", "GoldenRatio"), ("oo", "Infinity"), ("Id", "IdentityMatrix")];

pub(super) fn read(text: &str) -> Expr {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut tokens = spaced.split_whitespace().peekable();
    let expr = term(&mut tokens);
    assert!(tokens.next().is_none(), "too much in {text}");
    expr
}

fn term<'a>(tokens: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>) -> Expr {
    let token = tokens.next().expect("a term");
    if token != "(" {
        return leaf(token);
    }
    let head = tokens.next().expect("a head");
    let mut parts = Vec::new();
    while *tokens.peek().expect("a closing bracket") != ")" {
        parts.push(term(tokens));
    }
    tokens.next();
    build(head, parts)
}

fn leaf(token: &str) -> Expr {
    if let Some(number) = token.strip_prefix('-').and_then(Number::parse) {
        return Expr::apply("Negate", [Expr::from(crate::expr::Kind::Number(number))]);
    }
    if let Some(number) = Number::parse(token) {
        return crate::expr::Kind::Number(number).into();
    }
    match CONSTANTS.iter().find(|row| row.0 == token) {
        Some((_, head)) => Expr::apply(head, []),
        None => Expr::symbol(token),
    }
}

fn build(head: &str, mut parts: Vec<Expr>) -> Expr {
    let binder = match head {
        "sum" => "Sum",
        "prod" => "Product",
        "int" => "Integral",
        _ => "",
    };
    if !binder.is_empty() {
        let body = parts.pop().unwrap();
        let [name, low, high] = parts.try_into().unwrap();
        let range = Range::Between(low, high);
        return Expr::bind(binder, vec![Bound { name: name.as_symbol().unwrap().clone(), range }], body);
    }
    if head == "call" {
        return Expr::call(parts.remove(0), parts);
    }
    if head == "-" {
        let last = parts.pop().unwrap();
        let negated = Expr::apply("Negate", [last]);
        return match parts.pop() {
            Some(first) => Expr::apply("Add", [first, negated]),
            None => negated,
        };
    }
    let sign = SIGNS.iter().find(|row| row.0 == head).map(|row| row.1);
    let head = sign.or_else(|| by_spelling(head).map(|row| row.head)).or_else(|| find(head).map(|row| row.head));
    Expr::apply(head.unwrap_or_else(|| panic!("no head for these {} parts", parts.len())), parts)
}

/// `x:R+ n:N` as sorts.
pub(super) fn sorts(text: &str) -> BTreeMap<Name, Sort> {
    text.split_whitespace()
        .map(|word| word.split_once(':').unwrap())
        .map(|(name, sort)| (name.into(), one_sort(sort)))
        .collect()
}

fn one_sort(text: &str) -> Sort {
    let (kind, sizes) = text.split_once('[').unwrap_or((text, ""));
    let sizes: Vec<Size> =
        sizes.trim_end_matches(']').split(',').filter(|size| !size.is_empty()).map(Size::name).collect();
    let scalar = |domain| Sort { domain, ..Sort::scalar(domain) };
    let sort = match kind {
        "R" => scalar(Domain::Real),
        "R+" => scalar(Domain::Real).with(Fact::Positive),
        "R0" => scalar(Domain::Real).with(Fact::NonNegative),
        "R*" => scalar(Domain::Real).with(Fact::NonZero),
        "C" => scalar(Domain::Complex),
        "Z" => scalar(Domain::Integer),
        "N" => scalar(Domain::Natural),
        "N+" => scalar(Domain::Natural).with(Fact::Positive),
        "P" => scalar(Domain::Probability).with(Fact::OpenUnit),
        "S" => scalar(Domain::Real).with(Fact::Symmetric),
        "V" => scalar(Domain::Real).with(Fact::Invertible),
        "O" => scalar(Domain::Real).with(Fact::Orthogonal),
        _ => panic!("no such sort"),
    };
    if sizes.is_empty() { sort } else { Sort { shape: crate::expr::Shape::Known(sizes), ..sort } }
}

/// A problem of one claim, its sorts and its conditions, all names quantified.
///
/// Sorts may be followed by a condition: `n:N j:N | (<= j n)`.
pub(super) fn problem(claim: &str, sorts_text: &str) -> Problem {
    let claim = read(claim);
    let (sorts_text, condition) = sorts_text.split_once('|').unwrap_or((sorts_text, ""));
    let crate::expr::Kind::Apply(relation, sides) = &claim.kind else { panic!("no relation") };
    Problem {
        left: sides[0].clone(),
        relation,
        right: sides[1].clone(),
        facts: Some(condition.trim()).filter(|text| !text.is_empty()).into_iter().map(read).collect(),
        definitions: Vec::new(),
        sorts: sorts(sorts_text),
        closed: true,
    }
}
