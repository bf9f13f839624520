//! What a relation is for.

use serde::Serialize;

use crate::expr::{Expr, Head};
use crate::prose::Stance;
use crate::source::Span;

/// What a relation does in its text: exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// `x \in \mathbb{R}^n`, `x \sim p`, index ranges.
    Declaration,
    /// The left side is new, or `:=`, or the words say so.
    Definition,
    /// It could be false, and the author stands behind it.
    Claim,
    /// It restricts, models, sets or asks.
    Constraint,
    /// `\leftarrow`, or the same name at an older and a newer step.
    Update,
    /// `\approx`, `\propto`, `\sim`.
    Approximation,
    /// `O(…)`.
    Order,
    Other,
}

/// What kind of claim it is: which rule speaks if it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// A lone equation or inequality.
    Identity,
    /// A later link of a chain or derivation.
    Step,
    /// A derivative on one side.
    Gradient,
    /// Numbers only.
    Number,
    /// A total mass.
    Normalisation,
    /// A cost that shapes decide.
    Cost,
}

/// A relation of a formula, with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Index of the formula on its page, of the statement in it, of the link in that.
    pub formula: usize,
    pub statement: usize,
    pub link: usize,
    pub role: Role,
    pub kind: ClaimKind,
    pub stance: Stance,
    pub left: Expr,
    pub relation: Head,
    pub right: Expr,
    /// Conditions stated beside it.
    pub conditions: Vec<Expr>,
    /// Both sides, in the formula's text.
    pub span: Span,
    /// A lone equation that may claim or restrict: it claims if it turns out to hold for all values, or to be one edit
    /// away from that.
    pub tentative: bool,
}

impl Relation {
    /// Whether a verdict *fails* may become a finding.
    pub fn asserted(&self) -> bool {
        self.role == Role::Claim && self.is_stated()
    }

    /// Whether it is neither supposed nor asked nor denied.
    pub fn is_stated(&self) -> bool {
        !matches!(self.stance, Stance::Assumed | Stance::Asked | Stance::Denied)
    }

    /// Left, sign and right as one expression.
    pub fn whole(&self) -> Expr {
        Expr::apply(self.relation, [self.left.clone(), self.right.clone()])
    }
}
