//! Why an expression has no value here.

use crate::decide::Reason;
use crate::number::Undefined;

/// A value, or why there is none.
pub type Outcome<T> = Result<T, Stuck>;

/// Why evaluation stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// The expression has no value at the point: a pole, log 0, 0/0. Refutes nothing.
    NoValue,
    /// A ball is too wide to tell; more precision may help.
    Wide,
    /// A sum, product, integral or limit that surely has no value here.
    Diverges(String),
    /// No precision helps.
    Undecided(Reason, String),
}

impl Stuck {
    pub fn method(note: impl Into<String>) -> Self {
        Self::Undecided(Reason::NoMethod, note.into())
    }

    pub fn shape(note: impl Into<String>) -> Self {
        Self::Undecided(Reason::UnknownShape, note.into())
    }

    pub fn divergence(note: impl Into<String>) -> Self {
        Self::Undecided(Reason::Divergence, note.into())
    }

    pub fn budget() -> Self {
        Self::Undecided(Reason::Budget, "the step budget is used up".into())
    }
}

impl From<Undefined> for Stuck {
    fn from(undefined: Undefined) -> Self {
        match undefined {
            Undefined::Pole | Undefined::Domain => Self::NoValue,
            Undefined::Precision => Self::Wide,
            Undefined::BranchCut => Self::Undecided(Reason::BranchCut, undefined.to_string()),
            Undefined::Divergence => Self::Undecided(Reason::Divergence, undefined.to_string()),
            Undefined::Unsupported => Self::Undecided(Reason::NoMethod, undefined.to_string()),
            Undefined::Budget => Self::Undecided(Reason::Budget, undefined.to_string()),
        }
    }
}
