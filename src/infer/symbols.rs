//! What the walker asks of names.

use std::collections::BTreeMap;

use super::form::{Axis, Form, Places};
use crate::expr::{Expr, Name, Shape, Sort};

/// What is known of a name at a place.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub sort: Sort,
    /// The caller's id of the place that says so.
    pub place: usize,
    /// The number of axes, where words or typography tell it and no sizes are said: "a matrix $A$".
    pub rank: Option<usize>,
    /// How many indices make it a member: 1 for a family `W_i` whose members have the sort.
    pub indices: usize,
}

/// Answers about names at a statement, by its number among those given.
pub trait Symbols {
    /// What the author declared; `None` where nobody did.
    fn known(&self, name: &Name, statement: usize) -> Option<Known>;

    /// What the author declared of a member of a family: `W^{(1)}`, or `W_l` for every l.
    fn member(&self, name: &Name, indices: &[Expr], statement: usize) -> Option<Known> {
        self.known(name, statement).filter(|known| known.indices > 0 && known.indices == indices.len())
    }

    /// Whether a declaration is near enough to a statement that two sizes without relation are worth a word.
    fn is_near(&self, _place: usize, _statement: usize) -> bool {
        true
    }

    /// Whether vectors are columns in this book.
    fn columns(&self) -> bool {
        true
    }
}

impl Known {
    /// The form that is known: the declared shape, or axes of unknown sizes.
    pub(super) fn form(&self) -> Form {
        match (&self.sort.shape, self.rank) {
            (Shape::Unknown, Some(rank)) => {
                let places = Places::from([self.place]);
                let axis = Axis { size: None, places: places.clone() };
                Form::array(vec![axis; rank.min(8)], places)
            }
            (shape, _) => Form::declared(shape, self.place),
        }
    }
}

impl Symbols for BTreeMap<Name, Known> {
    fn known(&self, name: &Name, _: usize) -> Option<Known> {
        self.get(name).cloned()
    }
}
