//! Functions of a vector by its entries.
//!
//! softmax(z)_i, log-sum-exp, sums and means of a vector of known length become sums over an index. Takes names with
//! shapes; whatever is no bare vector stays as it is.

use std::collections::BTreeMap;

use crate::expr::{Bound, Expr, Kind, Name, Range, Shape, Size, Sort};

/// The expression with entries written out.
pub(super) fn write_out(expr: &Expr, sorts: &BTreeMap<Name, Sort>) -> Expr {
    let expr = expr.map_children(&mut |part| write_out(part, sorts));
    let Kind::Apply(head, arguments) = &expr.kind else { return expr };
    let value = match (*head, arguments.as_slice()) {
        ("At", [base, index]) => entry(base, index, sorts),
        ("LogSumExp", [vector]) => total(vector, sorts, |entry| Expr::apply("Exp", [entry])).map(log),
        ("SumOf", [vector]) => total(vector, sorts, |entry| entry),
        ("Mean", [vector]) => length(vector, sorts).and_then(|(_, size)| {
            let sum = total(vector, sorts, |entry| entry)?;
            Some(Expr::apply("Divide", [sum, size]))
        }),
        _ => None,
    };
    value.map(|value| value.at(expr.span)).unwrap_or(expr)
}

/// softmax(z)_i and its logarithm.
fn entry(base: &Expr, index: &Expr, sorts: &BTreeMap<Name, Sort>) -> Option<Expr> {
    let (vector, logarithm) = match &base.kind {
        Kind::Apply("Softmax", arguments) => (arguments.as_slice(), false),
        Kind::Apply("LogSoftmax", arguments) => (arguments.as_slice(), true),
        _ => return None,
    };
    let [vector] = vector else { return None };
    let below = total(vector, sorts, |entry| Expr::apply("Exp", [entry]))?;
    let above = Expr::apply("Exp", [Expr::apply("At", [vector.clone(), index.clone()])]);
    let quotient = Expr::apply("Divide", [above, below]);
    Some(if logarithm { log(quotient) } else { quotient })
}

fn log(value: Expr) -> Expr {
    Expr::apply("Log", [value])
}

/// Σ_k f(z_k).
fn total(vector: &Expr, sorts: &BTreeMap<Name, Sort>, term: impl Fn(Expr) -> Expr) -> Option<Expr> {
    let (name, size) = length(vector, sorts)?;
    let index = Name::from(format!("entry_{{{name}}}"));
    let body = term(Expr::apply("At", [vector.clone(), Expr::symbol(&index)]));
    let range = Range::Between(Expr::integer(1), size);
    Some(Expr::bind("Sum", vec![Bound { name: index, range }], body))
}

/// The name and length of a bare vector.
fn length(vector: &Expr, sorts: &BTreeMap<Name, Sort>) -> Option<(Name, Expr)> {
    let name = vector.as_symbol()?;
    let Shape::Known(sizes) = &sorts.get(name)?.shape else { return None };
    let [size] = sizes.as_slice() else { return None };
    Some((name.clone(), size_expression(size)?))
}

fn size_expression(size: &Size) -> Option<Expr> {
    match (size.as_name(), size.as_constant()) {
        (Some(name), _) => Some(Expr::symbol(name)),
        (_, Some(constant)) => Some(Expr::integer(constant)),
        _ => None,
    }
}
