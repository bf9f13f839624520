//! Readings in plain text.

use std::fmt::Write;

use crate::expr::print::{plain, relation_sign};
use crate::lower::{Reading, Statement};

/// The statements of a reading, in plain text.
pub fn plain_text(reading: &Reading) -> String {
    reading.statements.iter().map(statement).collect::<Vec<_>>().join("; ")
}

fn statement(statement: &Statement) -> String {
    let mut text = statement.first.as_ref().map(plain).unwrap_or_default();
    for link in &statement.links {
        let _ = write!(text, " {} {}", relation_sign(link.relation), plain(&link.right));
    }
    for condition in &statement.conditions {
        let _ = write!(text, " if {}", plain(condition));
    }
    text
}
