//! From statements and stance to roles (the rules are those of a reader: what a relation is for).

use std::collections::BTreeSet;

use super::pattern::{self, Defined};
use super::{ClaimKind, Relation, Role};
use crate::expr::{Expr, Head, Kind, Name};
use crate::functions::{self, RowKind};
use crate::lower::Statement;
use crate::prose::Stance;

/// What the page has defined before a statement, and what its words say of it.
pub struct Context<'a> {
    /// Names with a definition by an equation further up.
    pub defined: &'a BTreeSet<Name>,
    pub stance: Stance,
    /// Whether the words give a meaning rather than a condition: "let f(x) = … be", 设, 令.
    pub lets: bool,
    /// Names that stand in a formula further up.
    pub seen: &'a BTreeSet<Name>,
    /// The last side of the display above, for a display that begins with a relation.
    pub continues: Option<&'a Expr>,
    pub formula: usize,
    pub statement: usize,
}

/// Relations whose role the sign alone decides.
static BY_SIGN: &[(Head, Role)] = &[
    ("Element", Role::Declaration),
    ("NotElement", Role::Declaration),
    ("Subset", Role::Declaration),
    ("SubsetEqual", Role::Declaration),
    ("Superset", Role::Declaration),
    ("SupersetEqual", Role::Declaration),
    ("Distributed", Role::Declaration),
    ("Colon", Role::Declaration),
    ("Assign", Role::Update),
    ("Define", Role::Definition),
    ("Approximately", Role::Approximation),
    ("Proportional", Role::Approximation),
    ("Similar", Role::Approximation),
    ("MuchLess", Role::Approximation),
    ("MuchGreater", Role::Approximation),
];

/// Relations that compare two values, so that they may claim something.
static COMPARING: &[Head] =
    &["Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual", "Equivalent", "Congruent"];

/// The relations of a statement, each with its role.
pub fn relations(statement: &Statement, context: &Context) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    let Some(mut left) = statement.first.as_ref().or(context.continues) else { return found };
    for (index, link) in statement.links.iter().enumerate() {
        let later = index > 0 || statement.first.is_none();
        let before = found.last().map(|relation| relation.role);
        // `L' = … = 0`: where a derivative vanishes, however it is written in between.
        let first = statement.first.as_ref().or(context.continues).unwrap_or(left);
        let role = match role(left, link.relation, &link.right, later, before, context) {
            Role::Claim if later && link.relation == "Equal" && pattern::is_stationary(first, &link.right) => {
                Role::Constraint
            }
            role => role,
        };
        let tentative = role == Role::Constraint && !later && may_claim(left, link.relation, &link.right, context);
        found.push(Relation {
            tentative,
            formula: context.formula,
            statement: context.statement,
            link: index,
            role,
            kind: kind(left, &link.right, later),
            stance: context.stance,
            left: left.clone(),
            relation: link.relation,
            right: link.right.clone(),
            conditions: statement.conditions.clone(),
            span: if index == 0 && statement.first.is_some() {
                left.span.join(link.right.span)
            } else {
                link.sign.join(link.right.span)
            },
        });
        left = &link.right;
    }
    // `a_0 < a_1 < \ldots < a_n` puts names in an order.
    let named = |side: &Expr| {
        pattern::base_name(side).is_some()
            || pattern::is_setting(side)
            || side.any(&mut |part| part.is_apply("Infinity") || part.is_apply("Ellipsis"))
    };
    if statement.sides().any(|side| side.is_apply("Ellipsis")) && statement.sides().all(named) {
        let ordered = |relation: &&mut Relation| relation.relation != "Equal" && relation.role == Role::Claim;
        found.iter_mut().filter(ordered).for_each(|relation| relation.role = Role::Constraint);
    }
    found
}

fn role(left: &Expr, sign: Head, right: &Expr, later: bool, before: Option<Role>, context: &Context) -> Role {
    if let Some((_, role)) = BY_SIGN.iter().find(|(head, _)| *head == sign) {
        return *role;
    }
    if !COMPARING.contains(&sign) {
        return Role::Other;
    }
    if pattern::mentions_order(left) || pattern::mentions_order(right) {
        return Role::Order;
    }
    if later { later_link(left, sign, before, context) } else { first_link(left, sign, right, context) }
}

/// A second or later link claims, unless it tells what the side before it stands for.
fn later_link(left: &Expr, sign: Head, before: Option<Role>, context: &Context) -> Role {
    let names_a_new_function =
        matches!(pattern::defined(left), Some(Defined { parameters, .. }) if !parameters.is_empty());
    if before == Some(Role::Definition) && names_a_new_function && is_new(left, context) {
        return Role::Definition;
    }
    match before {
        // `0 < x < 1`, `\eta = 0.05 < 1`: the whole chain restricts.
        Some(Role::Constraint) if sign != "Equal" && pattern::is_name(left) => Role::Constraint,
        Some(Role::Declaration | Role::Update | Role::Other) => Role::Constraint,
        _ => Role::Claim,
    }
}

fn first_link(left: &Expr, sign: Head, right: &Expr, context: &Context) -> Role {
    let is_law = sign == "Equal" && pattern::is_law_of_probability(left, right);
    match context.stance {
        Stance::Assumed
            if context.lets
                && sign == "Equal"
                && (is_new(left, context)
                    || matches!(left.kind, Kind::Call(..)) && pattern::defined(left).is_some())
                && !pattern::is_setting(right) =>
        {
            return Role::Definition;
        }
        Stance::Assumed | Stance::Asked => return Role::Constraint,
        _ if is_law => return Role::Claim,
        Stance::Defining if sign == "Equal" && pattern::defined(left).is_some() && !gives_one_value(left, right) => {
            return Role::Definition;
        }
        _ => {}
    }
    // `i = j`: which case is meant.
    if sign == "Equal" && [left, right].iter().all(|side| counts(side)) {
        return Role::Constraint;
    }
    // `i \le k`, `0 < \eta`: a range, whatever the words say.
    if sign != "Equal" && [left, right].iter().all(|side| is_free_name(side, context) || pattern::is_setting(side)) {
        return Role::Constraint;
    }
    if sign == "Equal" && pattern::is_update(left, right) {
        // What follows for a sequence that is known term by term is no step that makes it.
        let known = pattern::base_name(left).is_some_and(|name| context.defined.contains(name));
        return if known && context.stance == Stance::Asserted { Role::Claim } else { Role::Update };
    }
    if sign == "Equal" && pattern::is_stationary(left, right) {
        return Role::Constraint;
    }
    if pattern::is_numeric(left) && pattern::is_numeric(right) {
        return Role::Claim;
    }
    if sign == "Equal"
        && let Some(own) = pattern::defined(left)
        && (!context.seen.contains(&own.name) || context.stance != Stance::Asserted)
    {
        return if pattern::is_setting(right) { Role::Constraint } else { Role::Definition };
    }
    if pattern::is_derivative_of_known(left, context.defined) {
        return Role::Claim;
    }
    let value_of_known = pattern::base_name(left).is_some_and(|name| context.seen.contains(name));
    if context.stance == Stance::Asserted && (value_of_known || !pattern::is_name(left)) {
        Role::Claim
    } else {
        Role::Constraint
    }
}

/// A lone equation between two things that each stand for a value: it could be an identity.
fn may_claim(left: &Expr, sign: Head, right: &Expr, context: &Context) -> bool {
    let stated = matches!(context.stance, Stance::Plain | Stance::Asserted | Stance::Defining);
    let value_of_known = pattern::base_name(left).is_some_and(|name| context.defined.contains(name));
    stated
        && sign == "Equal"
        && (value_of_known || !pattern::is_name(left))
        && !pattern::is_name(right)
        && !pattern::is_stationary(left, right)
        && !pattern::is_setting(right)
}

/// `p(x) = 0`: the value at a place, not a function.
fn gives_one_value(left: &Expr, right: &Expr) -> bool {
    matches!(left.kind, Kind::Call(..)) && pattern::is_setting(right)
}

/// A letter that members of a family are counted with.
fn counts(side: &Expr) -> bool {
    side.as_symbol().is_some_and(|name| matches!(name.as_str(), "i" | "j" | "k" | "l" | "m" | "n"))
}

/// A name without arguments that no equation has told a value of.
fn is_free_name(side: &Expr, context: &Context) -> bool {
    let called = side.any(&mut |part| matches!(part.kind, Kind::Call(..)));
    !called && pattern::base_name(side).is_some_and(|name| !context.defined.contains(name))
}

fn is_new(left: &Expr, context: &Context) -> bool {
    pattern::defined(left).is_some_and(|defined| !context.defined.contains(&defined.name))
}

fn kind(left: &Expr, right: &Expr, step: bool) -> ClaimKind {
    if pattern::is_numeric(left) && pattern::is_numeric(right) {
        ClaimKind::Number
    } else if [(left, right), (right, left)].iter().any(|(total, one)| pattern::is_total(total) && is_one(one)) {
        ClaimKind::Normalisation
    } else if [left, right].iter().any(|side| side.any(&mut |part| is_calculus(part))) {
        ClaimKind::Gradient
    } else if step {
        ClaimKind::Step
    } else {
        ClaimKind::Identity
    }
}

fn is_one(side: &Expr) -> bool {
    *side == Expr::integer(1)
}

fn is_calculus(part: &Expr) -> bool {
    match &part.kind {
        Kind::Apply(head, _) => functions::find(head).is_some_and(|row| row.kind == RowKind::Calculus),
        _ => false,
    }
}
