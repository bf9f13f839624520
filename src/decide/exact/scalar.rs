//! Whether an expression is scalar throughout.
//!
//! The commutative normal form must never see an array: a product of matrices would be reordered. A name is an array
//! when its sort says so, or when it is bold and nothing is known.

use std::collections::BTreeMap;

use crate::expr::{Expr, Kind, Name, Shape, Sort};
use crate::functions::{RowKind, find};

/// Whether every part is a number.
pub(super) fn is_scalar(expr: &Expr, sorts: &BTreeMap<Name, Sort>) -> bool {
    match &expr.kind {
        Kind::Number(_) | Kind::Opaque(_) => true,
        Kind::Symbol(name) => rank(name, sorts) == Some(0),
        Kind::Apply("At" | "AtUpper", arguments) => is_entry(arguments, sorts),
        Kind::Apply("Norm" | "IdentityMatrix" | "ZeroArray" | "OneArray", _) => false,
        Kind::Apply(head, arguments) => {
            let array = find(head).is_some_and(|row| row.kind == RowKind::Array);
            !array && arguments.iter().all(|argument| is_scalar(argument, sorts))
        }
        Kind::Call(callee, arguments) => {
            let scalar_value = match &callee.kind {
                Kind::Symbol(name) => {
                    let signature = sorts.get(name).and_then(|sort| sort.signature.as_ref());
                    signature.is_none_or(|signature| signature.result.shape.rank().unwrap_or(0) == 0)
                }
                _ => true,
            };
            let indices = callee.as_apply("At").and_then(<[Expr]>::split_first).map_or(&[][..], |(_, indices)| indices);
            let settled = |argument: &Expr| argument.as_symbol().is_some() || is_scalar(argument, sorts);
            scalar_value && indices.iter().chain(arguments).all(settled)
        }
        Kind::Bind(_) => expr.children().into_iter().all(|part| is_scalar(part, sorts)),
    }
}

/// Number of axes; `None` where it is not known and may be positive.
pub(super) fn rank(name: &Name, sorts: &BTreeMap<Name, Sort>) -> Option<usize> {
    match sorts.get(name).map(|sort| &sort.shape) {
        Some(Shape::Known(sizes)) => Some(sizes.len()),
        _ => (!name.as_str().contains("\\mathbf")).then_some(0),
    }
}

/// x_i of a vector, A_ij of a matrix, or a member of a family of numbers.
fn is_entry(arguments: &[Expr], sorts: &BTreeMap<Name, Sort>) -> bool {
    let Some((base, indices)) = arguments.split_first() else { return false };
    let full = match &base.kind {
        Kind::Symbol(name) => match sorts.get(name).map(|sort| &sort.shape) {
            Some(Shape::Known(sizes)) => sizes.is_empty() || sizes.len() == indices.len(),
            _ => !name.as_str().contains("\\mathbf"),
        },
        _ => is_scalar(base, sorts),
    };
    full && indices.iter().all(|index| is_scalar(index, sorts))
}
