//! Readings in plain text.

use std::fmt::Write;

use crate::expr::print::plain;
use crate::expr::{Expr, Head};
use crate::lower::{Reading, Statement};

/// The statements of a reading, in plain text.
pub fn plain_text(reading: &Reading) -> String {
    reading.statements.iter().map(statement).collect::<Vec<_>>().join("; ")
}

fn statement(statement: &Statement) -> String {
    let mut text = statement.first.as_ref().map(plain).unwrap_or_default();
    for link in &statement.links {
        let _ = write!(text, "{}", continued(link.relation, &link.right));
    }
    for condition in &statement.conditions {
        let _ = write!(text, " if {}", plain(condition));
    }
    text
}

/// ` = b`: the relation and its right side, as the printer spells them after a left side.
fn continued(relation: Head, right: &Expr) -> String {
    let left = Expr::symbol("x");
    let whole = plain(&Expr::apply(relation, [left.clone(), right.clone()]));
    whole.strip_prefix(&plain(&left)).map_or_else(|| format!(" {relation} {}", plain(right)), str::to_owned)
}

/// `a = b` in plain text.
pub fn relation_text(left: &Expr, relation: Head, right: &Expr) -> String {
    plain(&Expr::apply(relation, [left.clone(), right.clone()]))
}
