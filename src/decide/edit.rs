//! Single edits of an expression: what a slip of the pen would make of it.
//!
//! Takes an expression; gives variants with one small change each, in a fixed order, with the change in words.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use crate::expr::{Expr, Head, Kind, Name, Number, Range};

/// A variant and what was changed.
#[derive(Clone, Debug)]
pub struct Edit {
    pub what: String,
    pub expr: Expr,
}

/// Functions that are taken for one another.
static EXTREMES: [(Head, Head); 2] = [("Max", "Min"), ("Min", "Max")];

static TWINS: &[(Head, Head)] = &[
    ("Sin", "Cos"),
    ("Cos", "Sin"),
    ("Tan", "Cot"),
    ("Cot", "Tan"),
    ("Sinh", "Cosh"),
    ("Cosh", "Sinh"),
    ("Sinh", "Sin"),
    ("Cosh", "Cos"),
    ("Sin", "Sinh"),
    ("Cos", "Cosh"),
    ("Sec", "Csc"),
    ("Csc", "Sec"),
    ("Arcsin", "Arccos"),
    ("Arccos", "Arcsin"),
    ("Arctan", "Artanh"),
    ("Artanh", "Arctan"),
    ("Log", "Exp"),
    ("Exp", "Log"),
    ("Max", "Min"),
    ("Min", "Max"),
    ("Floor", "Ceil"),
    ("Ceil", "Floor"),
    ("RealPart", "ImaginaryPart"),
    ("ImaginaryPart", "RealPart"),
];

/// Functions that may be forgotten.
static DROPPED: &[Head] = &["Transpose", "Inverse", "Abs", "Conjugate", "Sqrt", "Log", "Factorial", "Negate"];

/// edits: an expression → variants of it, at most `limit`, spread over its nodes.
pub fn edits(expr: &Expr, limit: usize) -> Vec<Edit> {
    everywhere(expr, limit, Editor::of_all(here))
}

/// slips: what changes the value of an expression whatever its functions are: a sign, a number, a fraction upside down,
/// a logarithm for its inverse. Indices are left as they are.
pub fn slips(expr: &Expr, limit: usize) -> Vec<Edit> {
    everywhere(expr, limit, SLIPS)
}

/// further_edits: slips that are rarer: a factor of two, a square, a transpose or the sign of an argument that is
/// missing.
pub fn further_edits(expr: &Expr, limit: usize) -> Vec<Edit> {
    everywhere(expr, limit, Editor::of_all(further))
}

/// Edits of a formula that everybody knows, which an author would not make on purpose: no factor more or less.
pub fn slips_of(expr: &Expr) -> Vec<(String, Expr)> {
    const MOST: usize = 400;
    static OTHERWISE: &[&str] = &["without factor", "in the argument", "in the denominator", "in the other order"];
    let telling =
        |edit: &Edit| !edit.what.starts_with("0 instead") && !OTHERWISE.iter().any(|word| edit.what.contains(word));
    let all = edits(expr, MOST).into_iter().chain(further_edits(expr, MOST));
    all.filter(telling).map(|edit| (edit.what, edit.expr)).collect()
}

fn everywhere(expr: &Expr, limit: usize, editor: Editor) -> Vec<Edit> {
    let mut found = Vec::new();
    collect(expr, limit, 0, &mut found, editor, &mut |edit| edit);
    found
}

/// The edits of a node, and the children that are edited in turn.
#[derive(Clone, Copy)]
struct Editor {
    at_node: fn(&Expr) -> Vec<Edit>,
    enters: fn(&Expr, usize) -> bool,
}

impl Editor {
    const fn of_all(at_node: fn(&Expr) -> Vec<Edit>) -> Self {
        Self { at_node, enters: |_, _| true }
    }
}

/// Values only: no index, and no end of a range.
static SLIPS: Editor = Editor {
    at_node: slip,
    enters: |expr, child| match &expr.kind {
        Kind::Apply("At" | "AtUpper", _) => child == 0,
        Kind::Bind(_) => child + 1 == expr.children().len(),
        _ => true,
    },
};

type Wrap<'a> = &'a mut dyn FnMut(Edit) -> Edit;

fn collect(expr: &Expr, limit: usize, depth: usize, found: &mut Vec<Edit>, editor: Editor, wrap: Wrap<'_>) {
    if depth > 60 {
        return;
    }
    for edit in (editor.at_node)(expr) {
        if found.len() >= limit {
            return;
        }
        found.push(wrap(edit));
    }
    for index in (0..expr.children().len()).filter(|index| (editor.enters)(expr, *index)) {
        let Some(child) = expr.children().get(index).copied().cloned() else { return };
        collect(&child, limit, depth + 1, found, editor, &mut |edit| {
            wrap(Edit { what: edit.what, expr: with_child(expr, index, &edit.expr) })
        });
        if found.len() >= limit {
            return;
        }
    }
}

/// The same node with one child replaced.
pub(super) fn with_child(expr: &Expr, index: usize, child: &Expr) -> Expr {
    let mut position = 0;
    expr.map_children(&mut |own| {
        let chosen = position == index;
        position += 1;
        if chosen { child.clone() } else { own.clone() }
    })
}

/// Edits of the node itself.
fn here(expr: &Expr) -> Vec<Edit> {
    match &expr.kind {
        Kind::Number(number) => of_number(number),
        Kind::Apply(head, arguments) => of_apply(head, arguments),
        Kind::Bind(binding) => of_bounds(binding),
        _ => Vec::new(),
    }
}

/// Slips of the node itself.
fn slip(expr: &Expr) -> Vec<Edit> {
    let scaled = |by: i64, number: &Number| {
        let by = BigRational::from_integer(BigInt::from(by));
        [&number.value * &by, &number.value / by].map(|value| instead(value, number))
    };
    match &expr.kind {
        Kind::Number(number) => {
            let others = of_number(number).into_iter().chain(scaled(2, number));
            others.filter(|edit| edit.expr.as_number().is_none_or(|other| !other.value.is_zero())).collect()
        }
        Kind::Apply("Add" | "Negate", _) => here(expr),
        Kind::Apply("Divide", parts) => match parts.as_slice() {
            [top, bottom] => vec![inverted(top, bottom)],
            _ => Vec::new(),
        },
        Kind::Apply(head @ ("Log" | "Exp"), parts) => twins(head, parts),
        _ => Vec::new(),
    }
}

/// Rarer edits of the node itself.
fn further(expr: &Expr) -> Vec<Edit> {
    let transposed = || edit("with a transpose", Expr::apply("Transpose", [expr.clone()]));
    let squared = || edit("squared", Expr::apply("Power", [expr.clone(), Expr::integer(2)]));
    let scaled = |by: BigRational, number: &Number| instead(&number.value * by, number);
    let two = BigRational::from_integer(BigInt::from(2));
    match &expr.kind {
        Kind::Number(number) => vec![scaled(two.recip(), number), scaled(two, number)],
        Kind::Symbol(name) if is_matrix(name) => vec![transposed()],
        Kind::Symbol(name) if !name.as_str().contains('\\') => vec![squared()],
        Kind::Apply("Add", terms) if terms.iter().all(|term| term.as_symbol().is_some_and(is_matrix)) => {
            vec![transposed()]
        }
        Kind::Apply("Norm" | "Expectation" | "Abs" | "Sin" | "Cos" | "Tan" | "Sinh" | "Cosh" | "Tanh", _) => {
            vec![squared()]
        }
        Kind::Bind(binding) if binding.head == "Expectation" => vec![squared()],
        Kind::Apply(head @ ("Exp" | "Log"), parts) => match parts.as_slice() {
            [inner] => {
                let negated = inner.as_apply("Negate").and_then(<[Expr]>::first).cloned();
                let negated = negated.unwrap_or_else(|| Expr::apply("Negate", [inner.clone()]));
                vec![edit(format!("the other sign in {head}"), Expr::apply(head, [negated]))]
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A bold capital.
fn is_matrix(name: &Name) -> bool {
    let letter = name.as_str().strip_prefix("\\mathbf{").and_then(|rest| rest.chars().next());
    letter.is_some_and(|letter| letter.is_ascii_uppercase())
}

fn edit(what: impl Into<String>, expr: Expr) -> Edit {
    Edit { what: what.into(), expr }
}

fn of_number(number: &Number) -> Vec<Edit> {
    let one = BigRational::from_integer(BigInt::from(1));
    [&number.value + &one, &number.value - &one].into_iter().map(|value| instead(value, number)).collect()
}

/// Another number.
fn instead(value: BigRational, number: &Number) -> Edit {
    edit(format!("{value} instead of {}", number.value), Kind::Number(Number::rational(value)).into())
}

/// A fraction upside down.
fn inverted(top: &Expr, bottom: &Expr) -> Edit {
    edit("the fraction inverted", Expr::apply("Divide", [bottom.clone(), top.clone()]))
}

/// Functions that are taken for the one at hand.
fn twins(head: Head, arguments: &[Expr]) -> Vec<Edit> {
    let [inner] = arguments else { return Vec::new() };
    let twins = TWINS.iter().filter(|(own, _)| *own == head);
    twins.map(|(_, twin)| edit(format!("{twin} instead of {head}"), Expr::apply(twin, [inner.clone()]))).collect()
}

fn of_apply(head: Head, arguments: &[Expr]) -> Vec<Edit> {
    let mut found = Vec::new();
    match (head, arguments) {
        ("Add", parts) => {
            for (index, part) in parts.iter().enumerate() {
                let flipped = match part.as_apply("Negate") {
                    Some([inner]) => inner.clone(),
                    _ => Expr::apply("Negate", [part.clone()]),
                };
                found
                    .push(edit(format!("the other sign of term {}", index + 1), replaced(head, parts, index, flipped)));
            }
        }
        ("Negate", [inner]) => found.push(edit("without the minus sign", inner.clone())),
        ("Multiply", parts) => {
            for index in 0..parts.len() {
                found.push(edit(format!("without factor {}", index + 1), without(head, parts, index)));
            }
            if let [a, b] = parts {
                found.push(edit("the factors in the other order", Expr::apply(head, [b.clone(), a.clone()])));
            }
        }
        ("Divide", [top, bottom]) => {
            found.push(inverted(top, bottom));
            let doubled = Expr::apply("Multiply", [Expr::integer(2), bottom.clone()]);
            found.push(edit("with 2 in the denominator", Expr::apply(head, [top.clone(), doubled])));
        }
        ("Power", [base, exponent]) => {
            let negative = Expr::apply("Negate", [exponent.clone()]);
            found.push(edit("the other sign of the exponent", Expr::apply(head, [base.clone(), negative])));
            found.push(edit("without the exponent", base.clone()));
        }
        _ => {}
    }
    for (_, twin) in EXTREMES.iter().filter(|(own, _)| *own == head && arguments.len() > 1) {
        found.push(edit(format!("{twin} instead of {head}"), Expr::apply(twin, arguments.to_vec())));
    }
    found.extend(twins(head, arguments));
    if let [inner] = arguments {
        if DROPPED.contains(&head) && head != "Negate" {
            found.push(edit(format!("without {head}"), inner.clone()));
        }
        let doubled = Expr::apply("Multiply", [Expr::integer(2), inner.clone()]);
        if !matches!(head, "Negate" | "Transpose" | "Open" | "Not") {
            found.push(edit(format!("2 in the argument of {head}"), Expr::apply(head, [doubled])));
        }
    }
    if let ([a, b], true) = (arguments, !matches!(head, "Add" | "Multiply" | "Divide" | "Equal"))
        && a != b
    {
        found.push(edit("the arguments in the other order", Expr::apply(head, [b.clone(), a.clone()])));
    }
    found
}

fn replaced(head: Head, parts: &[Expr], index: usize, part: Expr) -> Expr {
    let mut parts = parts.to_vec();
    if let Some(slot) = parts.get_mut(index) {
        *slot = part;
    }
    Expr::apply(head, parts)
}

fn without(head: Head, parts: &[Expr], index: usize) -> Expr {
    let mut parts = parts.to_vec();
    parts.remove(index);
    match parts.len() {
        1 => parts.remove(0),
        _ => Expr::apply(head, parts),
    }
}

fn of_bounds(binding: &crate::expr::Binding) -> Vec<Edit> {
    let mut found = Vec::new();
    for (index, bound) in binding.bound.iter().enumerate() {
        let Range::Between(low, high) = &bound.range else { continue };
        let shift = |end: &Expr, by: i64| match end.as_number() {
            Some(number) => Kind::Number(Number::rational(&number.value + BigRational::from_integer(by.into()))).into(),
            None => Expr::apply("Add", [end.clone(), Expr::integer(by)]),
        };
        let infinite = |end: &Expr| end.any(&mut |part| part.is_apply("Infinity"));
        let mut add = |what: &str, low: Expr, high: Expr| {
            let mut changed = binding.clone();
            if let Some(slot) = changed.bound.get_mut(index) {
                slot.range = Range::Between(low, high);
            }
            found.push(edit(what, Kind::Bind(Box::new(changed)).into()));
        };
        if !infinite(low) {
            add("a lower bound greater by 1", shift(low, 1), high.clone());
            add("a lower bound smaller by 1", shift(low, -1), high.clone());
        }
        if !infinite(high) {
            add("an upper bound smaller by 1", low.clone(), shift(high, -1));
            add("an upper bound greater by 1", low.clone(), shift(high, 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::template::read;

    #[test]
    fn every_edit_changes_one_thing() {
        let expr = read("(Add (Power (Sin x) 2) (Negate (Divide 1 y)))").unwrap();
        let edits = edits(&expr, 100);
        assert!(edits.len() > 8);
        assert!(edits.iter().all(|edit| edit.expr != expr));
        let cosine = read("(Add (Power (Cos x) 2) (Negate (Divide 1 y)))").unwrap();
        assert!(edits.iter().any(|edit| edit.expr == cosine));
    }
}
