//! Exact proof.
//!
//! Takes a problem, gives *proved* with the laws that were used, *refuted* for closed rational values that differ, or
//! *unknown*. Scalar claims are brought to a normal form over ℚ with functions as atoms; what a law needs is known
//! from sorts and facts or printed as a condition. Never samples, never says *proved* on evidence.

mod array;
mod atom;
mod binomial;
mod budget;
mod conj;
mod definition;
mod derivative;
mod entries;
mod explog;
mod facts;
mod fold;
mod form;
mod gamma;
mod heads;
mod induction;
mod integral;
mod poly;
mod power;
mod roots;
mod scalar;
mod scalar_proof;
mod substitute;
#[cfg(test)]
mod tests;
mod zero;

pub use budget::Budget;

use crate::claims::Problem;
use crate::expr::Expr;

/// What exact methods say of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exact {
    /// It holds wherever both sides are defined; the laws in the order of use, with their conditions.
    Proved { steps: Vec<String> },
    /// Both sides are numbers, and they differ.
    Refuted { reason: String },
    /// Nothing was found.
    Unknown,
}

/// problem → proved, refuted or unknown, within the budget.
pub fn prove(problem: &Problem, budget: &mut Budget) -> Exact {
    let expand = |expr: &Expr| {
        let expr = definition::expand(expr, &problem.definitions)?;
        Some(entries::write_out(&expr, &problem.sorts))
    };
    let (Some(left), Some(right)) = (expand(&problem.left), expand(&problem.right)) else { return Exact::Unknown };
    let scalar = |expr: &Expr| scalar::is_scalar(expr, &problem.sorts);
    if scalar(&left) && scalar(&right) {
        return scalar_proof::prove(problem, &left, &right, budget);
    }
    array::prove(problem, &left, &right, budget)
}
