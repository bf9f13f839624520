//! `(x^\top A^\top - b^T)`: a T above something is a transpose where the formula shows what it is.
//!
//! Takes the statements of a formula; turns powers with the exponent T into transposes where T stands for nothing else
//! and the formula has transposes, or a product of something with itself so marked.

use super::letters::letter;
use super::reading::Statement;
use crate::expr::{Expr, Kind};

/// Reads the powers of `T` that can be nothing but transposes, and divisors that can be nothing but powers.
pub(super) fn settle(statements: &mut [Statement]) {
    let divided = |part: &Expr| part.any(&mut |node| divisor(node).is_some());
    if statements.iter().flat_map(Statement::parts).any(divided)
        && statements.iter().flat_map(Statement::parts).any(stands_free)
    {
        change(statements, &as_power);
        return;
    }
    if !statements.iter().flat_map(Statement::parts).any(|part| part.any(&mut |node| raised(node).is_some())) {
        return;
    }
    let free = statements.iter().flat_map(Statement::parts).any(stands_free);
    if free {
        return;
    }
    let turned = |part: &Expr| part.any(&mut |node| node.is_apply("Transpose"));
    let everywhere = statements.iter().flat_map(Statement::parts).any(turned);
    change(statements, &|part| rewritten(part, everywhere));
}

fn change(statements: &mut [Statement], how: &dyn Fn(&Expr) -> Expr) {
    let change = |part: &mut Expr| *part = how(part);
    for statement in statements {
        statement.first.iter_mut().for_each(change);
        statement.links.iter_mut().for_each(|link| change(&mut link.right));
        statement.conditions.iter_mut().for_each(change);
    }
}

/// `x_T / R^T`: nothing is divided by a transpose.
fn divisor(node: &Expr) -> Option<&Expr> {
    let [_, below] = node.as_apply("Divide")? else { return None };
    let [base] = below.as_apply("Transpose")? else { return None };
    base.as_symbol().map(|_| base)
}

fn as_power(expr: &Expr) -> Expr {
    let expr = expr.map_children(&mut as_power);
    match (divisor(&expr), expr.as_apply("Divide")) {
        (Some(base), Some([above, _])) => {
            let power = Expr::apply("Power", [base.clone(), Expr::symbol("T")]);
            Expr::apply("Divide", [above.clone(), power]).at(expr.span)
        }
        _ => expr,
    }
}

/// What T stands above.
fn raised(node: &Expr) -> Option<&Expr> {
    let [base, exponent] = node.as_apply("Power")? else { return None };
    let array = match &base.kind {
        Kind::Symbol(name) => !letter(name.as_str()).names_discounts(),
        Kind::Apply("At" | "Add" | "Multiply", _) => base.as_number().is_none(),
        _ => false,
    };
    exponent.as_symbol().filter(|name| array && name.as_str() == "T").map(|_| base)
}

/// Whether T is a value somewhere: an index, a bound, a factor, the power of a number.
fn stands_free(expr: &Expr) -> bool {
    match raised(expr) {
        Some(base) => stands_free(base),
        None => {
            expr.as_symbol().is_some_and(|name| name.as_str() == "T") || expr.children().into_iter().any(stands_free)
        }
    }
}

fn rewritten(expr: &Expr, everywhere: bool) -> Expr {
    if let Kind::Apply("Multiply", factors) = &expr.kind {
        let beside = |at: usize, base: &Expr| {
            let same = |index: Option<usize>| index.and_then(|index| factors.get(index)) == Some(base);
            same(at.checked_sub(1)) || same(at.checked_add(1))
        };
        // `u_i v_i^T`: members of two families with one index.
        let outer = |at: usize, base: &Expr| {
            let before = at.checked_sub(1).and_then(|index| factors.get(index));
            match (before.and_then(|before| before.as_apply("At")), base.as_apply("At")) {
                (Some([_, one]), Some([_, other])) => one == other && one.as_symbol().is_some(),
                _ => false,
            }
        };
        let parts = factors.iter().enumerate().map(|(at, factor)| match raised(factor) {
            Some(base) if everywhere || beside(at, base) || outer(at, base) => {
                transposed(base, everywhere).at(factor.span)
            }
            _ => rewritten(factor, everywhere),
        });
        return Expr::apply("Multiply", parts.collect::<Vec<_>>()).at(expr.span);
    }
    match raised(expr).filter(|_| everywhere) {
        Some(base) => transposed(base, everywhere).at(expr.span),
        None => expr.map_children(&mut |child| rewritten(child, everywhere)),
    }
}

fn transposed(base: &Expr, everywhere: bool) -> Expr {
    Expr::apply("Transpose", [rewritten(base, everywhere)])
}
