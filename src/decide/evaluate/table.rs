//! What each head does: one table, made of the rows of the files beside this one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Machine, arithmetic, calculus, integral, linear, logic, parts, series, sets, special, whole};
use crate::decide::value::{Outcome, Value};
use crate::expr::{Binding, Expr, Head};
use crate::functions::value::{Rule, rules};

/// How an application of a head gets its value.
#[derive(Clone, Copy)]
pub enum Operator {
    /// Sees its arguments unevaluated.
    Lazy(fn(&mut Machine<'_>, &[Expr]) -> Outcome<Value>),
    /// Sees values.
    Strict(fn(&mut Machine<'_>, &[Value]) -> Outcome<Value>),
    /// A function on complex balls, entry by entry on arrays.
    Scalar(Rule),
}

/// How a binder gets its value.
pub type Binder = fn(&mut Machine<'_>, &Binding) -> Outcome<Value>;

/// The operator of a head.
pub fn find(head: Head) -> Option<&'static Operator> {
    static TABLE: OnceLock<BTreeMap<Head, Operator>> = OnceLock::new();
    let make = || {
        let scalars = rules().map(|&(head, rule)| (head, Operator::Scalar(rule)));
        let rows = [
            arithmetic::OPERATORS,
            calculus::OPERATORS,
            linear::OPERATORS,
            logic::OPERATORS,
            parts::OPERATORS,
            sets::OPERATORS,
            special::OPERATORS,
            whole::OPERATORS,
        ];
        // Rows here come last: they may take over from a plain function on balls.
        scalars.chain(rows.into_iter().flatten().copied()).collect()
    };
    TABLE.get_or_init(make).get(head)
}

/// The binder of a head.
pub fn find_binder(head: Head) -> Option<Binder> {
    BINDERS.iter().flat_map(|rows| rows.iter()).find(|(own, _)| *own == head).map(|(_, run)| *run)
}

static BINDERS: &[&[(Head, Binder)]] = &[series::BINDERS, integral::BINDERS];
