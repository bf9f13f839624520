//! The notation of an answer to what it gives: a value, a set, an interval, a matrix, an equation.

use std::collections::BTreeSet;

use num_rational::BigRational;

use super::clean;
use super::units::{self, Unit};
use crate::expr::{Expr, Fact, Head, Kind, Name, Number};
use crate::lower::{self, Coverage, Link, Statement};
use crate::scope::Names;
use crate::syntax::{self, Macros};

/// What an answer gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Value(Expr),
    /// A number by its digits with commas between thousands, which might be a list.
    Grouped(Expr),
    /// A mixed number, and the product that the same notation means elsewhere.
    Mixed(Expr, Expr),
    Percent(Expr),
    Quantity(Box<Answer>, Unit),
    Text(String),
    Tuple(Vec<Answer>),
    /// Several answers with commas between them.
    List(Vec<Answer>),
    Set(Vec<Answer>),
    Matrix(Vec<Vec<Expr>>),
    /// Intervals of the line.
    Region(Vec<Piece>),
    /// `x = 3`: a name, and what it is.
    Labelled(Expr, Box<Answer>),
    Equation(Expr, Expr),
    Other(Expr),
}

/// An interval: ends (`None` where there is none) and whether they belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub low: Option<Expr>,
    pub low_closed: bool,
    pub high: Option<Expr>,
    pub high_closed: bool,
}

/// Names in answers: letters are variables, but for `e`, `i` and `\pi`.
pub(super) struct Letters {
    /// Names that conditions or definitions speak of, and those of them that are functions.
    pub known: BTreeSet<Name>,
    pub functions: BTreeSet<Name>,
}

impl Names for Letters {
    fn is_declared(&self, name: &Name, _: usize) -> bool {
        self.known.contains(name)
    }
    fn is_function(&self, name: &Name, _: usize) -> Option<bool> {
        self.functions.contains(name).then_some(true)
    }
    fn rank(&self, name: &Name, _: usize) -> Option<usize> {
        (self.known.contains(name) && !self.functions.contains(name)).then_some(0)
    }
    fn has_fact(&self, _: &Name, _: Fact, _: usize) -> bool {
        false
    }
    fn is_index(&self, _: &Name) -> bool {
        false
    }
    fn subscript_is_label(&self, _: &Name, _: &str) -> Option<bool> {
        None
    }
    fn superscript_is_label(&self, _: &Name, _: &str) -> Option<bool> {
        None
    }
    fn is_word(&self, _: &str) -> bool {
        false
    }
    fn is_constant(&self, name: &Name, _: usize) -> Option<bool> {
        (matches!(name.as_str(), "e" | "i" | "\\pi") && !self.known.contains(name)).then_some(true)
    }
}

/// Statements of a formula that was understood whole; an error says why it was not.
pub(super) fn statements(tex: &str, names: &dyn Names) -> Result<Vec<Statement>, String> {
    let parsed = syntax::parse(tex, &Macros::default());
    let reading = lower::lower(&parsed.nodes, tex, 0, names);
    match (reading.coverage, reading.open.first()) {
        (Coverage::Full, _) => Ok(reading.statements),
        (_, Some((span, why))) => Err(format!("{why}: `{}`", span.of(tex))),
        (_, None) => Err(format!("broken or empty notation: `{tex}`")),
    }
}

/// read: the notation of an answer → what it gives.
pub(super) fn read(text: &str, names: &dyn Names) -> Result<Answer, String> {
    let text = clean::cleaned(text);
    if let Some(words) = only_words(&text) {
        return Ok(Answer::Text(words));
    }
    if let Some((amount, unit)) = units::split(&text) {
        return Ok(Answer::Quantity(Box::new(read(&amount, names)?), unit));
    }
    if let Some(digits) = clean::ungrouped(&text) {
        return Ok(match read(&digits, names)? {
            Answer::Value(value) => Answer::Grouped(value),
            other => other,
        });
    }
    if let Some((negative, [whole, top, bottom])) = clean::mixed(&text) {
        let ratio = |top: i64| rational(BigRational::new(top.into(), bottom.into()));
        let signed = |value: Expr| if negative { Expr::apply("Negate", [value]) } else { value };
        let sum = whole.checked_mul(bottom).and_then(|all| all.checked_add(top));
        let product = whole.checked_mul(top);
        if let (Some(sum), Some(product)) = (sum, product) {
            return Ok(Answer::Mixed(signed(ratio(sum)), signed(ratio(product))));
        }
    }
    let statements = alternatives(statements(&text, names)?);
    let mut words = text.split(|letter: char| !letter.is_ascii_alphabetic());
    let either = words.any(|word| matches!(word, "or" | "lor" | "vee"));
    match statements.as_slice() {
        [only] => of_statement(only),
        several => together(several.iter().map(of_statement).collect::<Result<_, _>>()?, either),
    }
}

/// `x = 1 \text{ or } x = 2`: one statement of several, each as a statement of its own.
fn alternatives(statements: Vec<Statement>) -> Vec<Statement> {
    match statements.as_slice() {
        [Statement { first: Some(first), links, .. }] if links.is_empty() => match first.as_apply("Or") {
            Some(parts) => parts.iter().map(as_statement).collect(),
            None => statements,
        },
        _ => statements,
    }
}

/// A relation, or a chain of them, as a statement.
fn as_statement(relation: &Expr) -> Statement {
    let chain = relation.as_apply("And").map_or_else(|| vec![relation], |parts| parts.iter().collect());
    let mut statement =
        Statement { first: None, links: Vec::new(), conditions: Vec::new(), lead: None, span: relation.span };
    for part in chain {
        match &part.kind {
            Kind::Apply(head, sides) if sides.len() > 1 => {
                let (first, rest) = (sides.first().cloned(), sides.get(1..).unwrap_or_default());
                statement.first = statement.first.take().or(first);
                let link = |right: &Expr| Link { relation: head, sign: part.span, right: right.clone(), row: 0 };
                statement.links.extend(rest.iter().map(link));
            }
            _ => statement.first = statement.first.take().or_else(|| Some(part.clone())),
        }
    }
    statement
}

/// `\text{yes}`: nothing but words.
fn only_words(text: &str) -> Option<String> {
    let inner =
        ["\\text{", "\\textbf{", "\\mathrm{", "\\textrm{", "\\mbox{"].iter().find_map(|open| text.strip_prefix(open));
    let words = inner.map_or(text, |inner| inner.strip_suffix('}').unwrap_or(inner));
    let plain = words.trim().trim_matches(['(', ')', '.']);
    let letters = plain.chars().all(|letter| letter.is_alphabetic() || letter == ' ' || letter == '-');
    let wordy = inner.is_some() || plain.chars().count() > 3 && plain.chars().all(|letter| letter.is_alphabetic());
    (wordy && letters && !plain.is_empty()).then(|| plain.to_lowercase())
}

/// Several statements: values of one name are a set of solutions.
fn together(parts: Vec<Answer>, either: bool) -> Result<Answer, String> {
    let label = match parts.first() {
        Some(Answer::Labelled(label, _)) => Some(label.clone()),
        _ => None,
    };
    let Some(label) = label else {
        return Ok(if either { Answer::Set(parts) } else { Answer::List(parts) });
    };
    let mut values = Vec::new();
    for part in &parts {
        match part {
            Answer::Labelled(own, value) if *own == label => values.push((**value).clone()),
            _ => return Ok(Answer::List(parts)),
        }
    }
    let regions: Vec<Vec<Piece>> = values.iter().filter_map(pieces).collect();
    if !regions.is_empty() {
        let all = either && regions.len() == values.len();
        let region = all.then(|| Answer::Labelled(label, Box::new(Answer::Region(regions.concat()))));
        return region.ok_or_else(|| "several conditions on one name".into());
    }
    Ok(Answer::Labelled(label, Box::new(Answer::Set(values))))
}

fn pieces(answer: &Answer) -> Option<Vec<Piece>> {
    match answer {
        Answer::Region(pieces) => Some(pieces.clone()),
        _ => None,
    }
}

fn of_statement(statement: &Statement) -> Result<Answer, String> {
    let Some(first) = &statement.first else { return Err("a relation without a left side".into()) };
    if !statement.conditions.is_empty() {
        return Err("an answer with a condition of its own".into());
    }
    match statement.links.as_slice() {
        [] => Ok(of_value(first)),
        [link] => Ok(related(first, link.relation, &link.right)),
        [one, two] => Ok(between(first, one.relation, &one.right, two.relation, &two.right)),
        _ => Err("a chain of relations".into()),
    }
}

fn is_label(side: &Expr) -> bool {
    side.as_symbol().is_some()
        || matches!(&side.kind, Kind::Call(_, arguments) if arguments.iter().all(|own| own.as_symbol().is_some()))
        || matches!(&side.kind, Kind::Apply("At", parts) if parts.iter().all(|own| own.free_names().len() <= 1))
}

fn related(left: &Expr, relation: Head, right: &Expr) -> Answer {
    let labels = |name: &Expr, body: &Expr| is_label(name) && name.free_names().is_disjoint(&body.free_names());
    let called = |name: &Expr| matches!(name.kind, Kind::Call(..));
    let lone = |name: &Expr, body: &Expr| name.as_symbol().is_some() && body.free_names().is_empty();
    match relation {
        "Equal" | "Define" if labels(left, right) || called(left) && is_label(left) => {
            Answer::Labelled(left.clone(), Box::new(of_value(right)))
        }
        "Equal" if labels(right, left) => Answer::Labelled(right.clone(), Box::new(of_value(left))),
        "Equal" => Answer::Equation(left.clone(), right.clone()),
        "Approximately" if labels(left, right) => Answer::Labelled(left.clone(), Box::new(of_value(right))),
        "Element" if left.as_symbol().is_some() => Answer::Labelled(left.clone(), Box::new(of_value(right))),
        _ if lone(left, right) => half_line(left, relation, right),
        _ if lone(right, left) => half_line(right, turned(relation), left),
        _ => Answer::Other(Expr::apply(relation, [left.clone(), right.clone()])),
    }
}

fn turned(relation: Head) -> Head {
    match relation {
        "Less" => "Greater",
        "LessEqual" => "GreaterEqual",
        "Greater" => "Less",
        "GreaterEqual" => "LessEqual",
        other => other,
    }
}

/// `x < 3`, `x \ne 3`.
fn half_line(name: &Expr, relation: Head, end: &Expr) -> Answer {
    let below = |closed| Piece { low: None, low_closed: false, high: Some(end.clone()), high_closed: closed };
    let above = |closed| Piece { low: Some(end.clone()), low_closed: closed, high: None, high_closed: false };
    let pieces = match relation {
        "Less" => vec![below(false)],
        "LessEqual" => vec![below(true)],
        "Greater" => vec![above(false)],
        "GreaterEqual" => vec![above(true)],
        "NotEqual" => vec![below(false), above(false)],
        _ => return Answer::Other(Expr::apply(relation, [name.clone(), end.clone()])),
    };
    Answer::Labelled(name.clone(), Box::new(Answer::Region(pieces)))
}

/// `1 < x \le 2`.
fn between(low: &Expr, first: Head, name: &Expr, second: Head, high: &Expr) -> Answer {
    let ends = [low, high].iter().all(|end| end.free_names().is_empty());
    let closed = |relation: Head| match relation {
        "Less" | "Greater" => Some(false),
        "LessEqual" | "GreaterEqual" => Some(true),
        _ => None,
    };
    let same_way = first.starts_with("Less") == second.starts_with("Less");
    if let (true, Some(_), Some(one), Some(two)) = (ends && same_way, name.as_symbol(), closed(first), closed(second)) {
        let (low, high) = (Some(low.clone()), Some(high.clone()));
        let piece = if first.starts_with("Less") {
            Piece { low, low_closed: one, high, high_closed: two }
        } else {
            Piece { low: high, low_closed: two, high: low, high_closed: one }
        };
        return Answer::Labelled(name.clone(), Box::new(Answer::Region(vec![piece])));
    }
    if first == "Equal" && second == "Equal" && is_label(low) {
        return Answer::Labelled(low.clone(), Box::new(of_value(high)));
    }
    let whole = Expr::apply(
        "And",
        [Expr::apply(first, [low.clone(), name.clone()]), Expr::apply(second, [name.clone(), high.clone()])],
    );
    Answer::Other(whole)
}

/// What an expression gives.
pub(super) fn of_value(expr: &Expr) -> Answer {
    let members = |parts: &[Expr]| parts.iter().map(of_value).collect::<Vec<_>>();
    if let Some([plus, minus]) = signs(expr) {
        return Answer::List(vec![of_value(&plus), of_value(&minus)]);
    }
    match &expr.kind {
        Kind::Apply("Set", parts) => Answer::Set(members(parts)),
        Kind::Apply("EmptySet", _) => Answer::Set(Vec::new()),
        Kind::Apply("Tuple", parts) => Answer::Tuple(members(parts)),
        Kind::Apply("Sequence", parts) => Answer::List(members(parts)),
        Kind::Apply("List", parts) => Answer::Matrix(parts.iter().map(|part| vec![part.clone()]).collect()),
        Kind::Apply("Matrix", rows) => match rows.iter().map(|row| row.as_apply("List")).collect::<Option<Vec<_>>>() {
            Some(rows) => Answer::Matrix(rows.into_iter().map(<[Expr]>::to_vec).collect()),
            None => Answer::Other(expr.clone()),
        },
        Kind::Apply("Percent", parts) => {
            parts.first().map_or(Answer::Other(expr.clone()), |own| Answer::Percent(exact(own)))
        }
        Kind::Apply("Interval" | "Union" | "RealNumbers" | "SetMinus", _) => match region(expr) {
            Some(pieces) => Answer::Region(pieces),
            None => Answer::Other(expr.clone()),
        },
        _ if is_value(expr) => Answer::Value(expr.clone()),
        _ => Answer::Other(expr.clone()),
    }
}

/// Whether nothing stands in it that has no value by itself.
fn is_value(expr: &Expr) -> bool {
    let strange = |part: &Expr| match &part.kind {
        Kind::Apply(head, _) => matches!(
            *head,
            "Text"
                | "Unit"
                | "Quantity"
                | "Colon"
                | "Placeholder"
                | "Ellipsis"
                | "Interval"
                | "Set"
                | "Sequence"
                | "Tuple"
                | "Percent"
        ),
        Kind::Opaque(_) => true,
        Kind::Symbol(name) => name.as_str().starts_with("\\text{"),
        _ => false,
    };
    // `101_2`: digits with a base, or an entry of a number.
    let based =
        |part: &Expr| part.as_apply("At").and_then(<[Expr]>::first).is_some_and(|own| own.as_number().is_some());
    !expr.any(&mut |part| strange(part) || based(part))
}

/// Both readings of `a \pm b`, the upper signs first.
fn signs(expr: &Expr) -> Option<[Expr; 2]> {
    expr.any(&mut |part| part.is_apply("PlusMinus") || part.is_apply("MinusPlus"))
        .then(|| [with_sign(expr, false), with_sign(expr, true)])
}

fn with_sign(expr: &Expr, lower: bool) -> Expr {
    let expr = expr.map_children(&mut |part| with_sign(part, lower));
    let minus = match &expr.kind {
        Kind::Apply("PlusMinus", _) => lower,
        Kind::Apply("MinusPlus", _) => !lower,
        _ => return expr,
    };
    let signed = |part: &Expr| if minus { Expr::apply("Negate", [part.clone()]) } else { part.clone() };
    match &expr.kind {
        Kind::Apply(_, parts) => match parts.as_slice() {
            [only] => signed(only),
            [first, second] => Expr::apply("Add", [first.clone(), signed(second)]),
            _ => expr.clone(),
        },
        _ => expr.clone(),
    }
}

/// A union of intervals; `None` for other sets.
fn region(expr: &Expr) -> Option<Vec<Piece>> {
    match &expr.kind {
        Kind::Apply("RealNumbers", _) => {
            Some(vec![Piece { low: None, low_closed: false, high: None, high_closed: false }])
        }
        Kind::Apply("Union", parts) => Some(parts.iter().map(region).collect::<Option<Vec<_>>>()?.concat()),
        Kind::Apply("Interval", parts) => interval(parts, false),
        // In a union, a pair is an open interval.
        Kind::Apply("Tuple", parts) => interval(parts, true),
        Kind::Apply("SetMinus", parts) => match parts.as_slice() {
            [all, out] if all.is_apply("RealNumbers") => match out.as_apply("Set")? {
                [point] => match half_line(&Expr::symbol("x"), "NotEqual", point) {
                    Answer::Labelled(_, region) => pieces(&region),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// The interval between two ends; `open` where they are plain members of a pair.
pub(super) fn interval(parts: &[Expr], open: bool) -> Option<Vec<Piece>> {
    let [low, high] = parts else { return None };
    let end = |part: &Expr| {
        let (inner, closed) = match part.as_apply("Open") {
            Some([inner]) => (inner.clone(), false),
            _ => (part.clone(), !open),
        };
        if is_infinite(&inner) { (None, false) } else { (Some(inner), closed) }
    };
    let ((low, low_closed), (high, high_closed)) = (end(low), end(high));
    Some(vec![Piece { low, low_closed, high, high_closed }])
}

pub(super) fn is_infinite(expr: &Expr) -> bool {
    let bare = expr.as_apply("Negate").and_then(<[Expr]>::first).unwrap_or(expr);
    bare.is_apply("PositiveInfinity") || bare.is_apply("Infinity")
}

pub(super) fn rational(value: BigRational) -> Expr {
    Expr::new(Kind::Number(Number::rational(value)), crate::source::Span::default())
}

/// The same without the digits that were printed: 0.50 is 1/2.
pub(super) fn exact(expr: &Expr) -> Expr {
    match expr.as_number() {
        Some(number) => rational(number.value.clone()),
        None => expr.map_children(&mut exact),
    }
}
