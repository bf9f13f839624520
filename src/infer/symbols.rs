//! What the walker asks of names.

use std::collections::BTreeMap;

use crate::expr::{Name, Sort};

/// What is known of a name at a place.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub sort: Sort,
    /// The caller's id of the place that says so.
    pub place: usize,
    /// How many indices make it a member: 1 for a family `W_i` whose members have the sort.
    pub indices: usize,
}

/// Answers about names at a statement, by its number among those given.
pub trait Symbols {
    /// What the author declared; `None` where nobody did.
    fn known(&self, name: &Name, statement: usize) -> Option<Known>;

    /// Whether vectors are columns in this book.
    fn columns(&self) -> bool {
        true
    }
}

impl Symbols for BTreeMap<Name, Known> {
    fn known(&self, name: &Name, _: usize) -> Option<Known> {
        self.get(name).cloned()
    }
}
