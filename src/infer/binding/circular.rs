//! Names that are defined by themselves.

use std::collections::BTreeSet;

use super::{IndexIssue, IndexKind};
use crate::expr::{Expr, Name};
use crate::lower::Statement;

const ACCENTS: [&str; 4] = ["bar", "hat", "tilde", "check"];

/// `x = U x` on a page that has \bar x: the accent was lost. A fixed point has no decorated twin.
pub(super) fn defined_by_itself(statement: &Statement, names: &BTreeSet<Name>) -> Option<IndexIssue> {
    let ([link], Some(name)) = (statement.links.as_slice(), statement.first.as_ref().and_then(Expr::as_symbol)) else {
        return None;
    };
    let factors = link.right.as_apply("Multiply").filter(|_| matches!(link.relation, "Equal" | "Define"))?;
    let others = factors.iter().filter(|factor| factor.as_symbol() != Some(name)).count();
    let itself = others + 1 == factors.len() && others > 0;
    let twin =
        ACCENTS.iter().map(|accent| Name::from(format!("\\{accent}{{{name}}}"))).find(|twin| names.contains(twin));
    let twin = twin.filter(|_| itself)?;
    Some(IndexIssue {
        kind: IndexKind::Circular,
        name: name.clone(),
        span: statement.span,
        message: format!("{name} is defined by a product with itself"),
        expected: format!("{twin} on the left, as elsewhere on the page"),
        strong: true,
    })
}
