//! What expressions evaluate to.
//!
//! Scalars are exact where they can be, complex balls otherwise, and truncated power series under a derivative.

mod array;
mod exact;
mod fraction;
mod jet;
mod scalar;
mod stuck;

use std::rc::Rc;

pub use array::Array;
pub use exact::{Gauss, rational_sqrt};
pub use jet::Jet;
pub use scalar::Scalar;
pub use stuck::{Outcome, Stuck};

use crate::expr::{Expr, Name};

/// A value.
#[derive(Clone, Debug)]
pub enum Value {
    Scalar(Scalar),
    Boolean(bool),
    Array(Array),
    /// `(a, b)`: an ordered collection that is no vector.
    Tuple(Vec<Value>),
    /// A finite set, in the order of its members' appearance.
    Set(Vec<Value>),
    /// +∞ (1), −∞ (-1), ∞ without a direction (0).
    Infinite(i8),
    Function(Rc<Closure>),
}

/// A function with the bindings that it was made under.
#[derive(Clone, Debug)]
pub struct Closure {
    pub parameters: Vec<Name>,
    pub body: Expr,
    pub scope: Vec<(Name, Value)>,
}

impl Value {
    pub fn integer(value: i64) -> Self {
        Self::Scalar(Scalar::Exact(Gauss::integer(value)))
    }

    /// The scalar, also of an array with a single entry and no axis.
    pub fn scalar(&self) -> Outcome<&Scalar> {
        match self {
            Self::Scalar(scalar) => Ok(scalar),
            Self::Infinite(_) => Err(Stuck::NoValue),
            _ => Err(Stuck::shape("a number was expected")),
        }
    }

    pub fn boolean(&self) -> Outcome<bool> {
        match self {
            Self::Boolean(truth) => Ok(*truth),
            _ => Err(Stuck::method("a condition was expected")),
        }
    }

    /// The exact integer, where the value is one.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Scalar(scalar) => scalar.as_i64(),
            _ => None,
        }
    }
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Self {
        Self::Scalar(scalar)
    }
}
