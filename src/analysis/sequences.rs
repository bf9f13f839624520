//! Laws of the probability of a sequence, told for a short one: `P(x_1, \ldots, x_T) = \prod_t P(x_t \mid x_{<t})`.
//!
//! Takes a problem whose probabilities speak of members with dots or slices; gives it for three members, with lists and
//! products written out. What fails there fails; what holds there is shown for that length only.

use crate::claims::{Problem, pattern};
use crate::expr::{Expr, Kind, Name, Range};

/// The length of the sequence.
pub(super) const LENGTH: i64 = 3;
/// Factors and members that are written out, at most.
const MOST: i64 = 6;

/// The problem for a sequence of that length; `None` where it speaks of none.
pub(super) fn instance(problem: &Problem) -> Option<Problem> {
    let measures = |part: &Expr| match &part.kind {
        Kind::Call(callee, arguments) => {
            pattern::base_name(callee).is_some_and(pattern::is_measure) && arguments.iter().any(is_open)
        }
        _ => false,
    };
    let sides = [&problem.left, &problem.right];
    if problem.relation != "Equal" || !sides.iter().any(|side| side.any(&mut |part| measures(part))) {
        return None;
    }
    let end = sides.into_iter().find_map(end)?;
    if problem.definitions.iter().any(|own| own.name == end || own.body.free_names().contains(&end)) {
        return None;
    }
    let short = |side: &Expr| {
        let written = written_out(&oriented(side).substitute(&end, &Expr::integer(LENGTH)))?;
        (!written.any(&mut is_dotted)).then_some(written)
    };
    let (left, right) = (short(&problem.left)?, short(&problem.right)?);
    let facts = problem.facts.iter().filter(|fact| !fact.free_names().contains(&end)).cloned().collect();
    Some(Problem { left, right, facts, ..problem.clone() })
}

fn is_dotted(part: &Expr) -> bool {
    part.is_apply("Ellipsis") || part.is_apply("Slice") || part.is_apply("Placeholder")
}

fn is_open(argument: &Expr) -> bool {
    argument.any(&mut is_dotted)
}

/// The name of the last member: of a list with dots, of a slice.
fn end(side: &Expr) -> Option<Name> {
    let mut found = None;
    let mut take = |index: Option<&Expr>| {
        if found.is_none() {
            found = index.and_then(Expr::as_symbol).cloned();
        }
    };
    side.visit(&mut |node| match &node.kind {
        Kind::Call(_, arguments) if arguments.iter().any(|part| part.is_apply("Ellipsis")) => {
            take(arguments.last().and_then(index));
        }
        Kind::Apply("At", parts) => {
            if let Some([_, last]) = parts.get(1).and_then(|index| index.as_apply("Slice")) {
                take(Some(last));
            }
        }
        _ => {}
    });
    found
}

/// The one index of a member.
fn index(member: &Expr) -> Option<&Expr> {
    match member.as_apply("At") {
        Some([_, index]) => Some(index),
        _ => None,
    }
}

fn number(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        Kind::Number(number) => number.to_i64(),
        Kind::Apply("Negate", parts) => number(parts.first()?)?.checked_neg(),
        Kind::Apply("Add", parts) => parts.iter().map(number).sum(),
        _ => None,
    }
}

/// Products over members and lists with dots written out, from the outside in.
fn written_out(expr: &Expr) -> Option<Expr> {
    match &expr.kind {
        Kind::Bind(binding) if binding.head == "Product" => {
            let [bound] = binding.bound.as_slice() else { return None };
            let Range::Between(low, high) = &bound.range else { return None };
            let (low, high) = (number(low)?, number(high)?);
            if (high - low).abs() > MOST {
                return None;
            }
            let range: Vec<i64> = if low <= high { (low..=high).collect() } else { (high..=low).rev().collect() };
            let factors =
                range.into_iter().map(|at| written_out(&binding.body.substitute(&bound.name, &Expr::integer(at))));
            product(factors.collect::<Option<Vec<_>>>()?)
        }
        Kind::Call(callee, arguments) => {
            let arguments = members(arguments)?.iter().map(written_out).collect::<Option<Vec<_>>>()?;
            Some(Expr::new(Kind::Call(callee.clone(), arguments), expr.span))
        }
        Kind::Apply("Given", parts) => {
            let [event, condition] = parts.as_slice() else { return None };
            let listed = |part: &Expr| match part.as_apply("Tuple") {
                Some(parts) => members(parts),
                None => members(std::slice::from_ref(part)),
            };
            let (event, condition) = (listed(event)?, listed(condition)?);
            let whole = |parts: Vec<Expr>| match <[Expr; 1]>::try_from(parts) {
                Ok([only]) => only,
                Err(parts) => Expr::apply("Tuple", parts),
            };
            if condition.is_empty() {
                return Some(whole(event));
            }
            Some(Expr::apply("Given", [whole(event), whole(condition)]))
        }
        Kind::Apply("At", parts) => {
            let [base, index] = parts.as_slice() else { return Some(expr.clone()) };
            let index = number(index).map_or_else(|| index.clone(), Expr::integer);
            Some(Expr::apply("At", [base.clone(), index]))
        }
        Kind::Apply(head, parts) => {
            Some(Expr::apply(head, parts.iter().map(written_out).collect::<Option<Vec<_>>>()?).at(expr.span))
        }
        _ => Some(expr.clone()),
    }
}

fn product(mut factors: Vec<Expr>) -> Option<Expr> {
    match factors.len() {
        0 => Some(Expr::integer(1)),
        1 => factors.pop(),
        _ => Some(Expr::apply("Multiply", factors)),
    }
}

/// The members of a list: dots and slices as what they stand for.
fn members(parts: &[Expr]) -> Option<Vec<Expr>> {
    let Some(dots) = parts.iter().position(|part| part.is_apply("Ellipsis")) else {
        let parts = parts.iter().map(sliced).collect::<Option<Vec<_>>>()?;
        return Some(parts.concat());
    };
    let (first, last) = (parts.first()?, parts.last()?);
    if dots == 0 || dots + 2 != parts.len() {
        return None;
    }
    let (from, to) = (number(index(first)?)?, number(index(last)?)?);
    run(
        first,
        from,
        to,
        parts.get(1).is_some_and(|second| index(second).and_then(number).is_some_and(|own| own < from)),
    )
}

/// `x_{<t}`, `x_{1:t}`, or the part itself.
fn sliced(part: &Expr) -> Option<Vec<Expr>> {
    let ends = match index(part).map(|index| &index.kind) {
        Some(Kind::Apply("Slice", ends)) => match ends.as_slice() {
            [low, high] => (number(low)?, number(high)?),
            _ => return None,
        },
        Some(Kind::Apply("Less", ends)) => (1, number(ends.get(1)?)? - 1),
        Some(Kind::Apply("LessEqual", ends)) => (1, number(ends.get(1)?)?),
        _ => return Some(vec![part.clone()]),
    };
    run(part, ends.0, ends.1, false)
}

/// The members between two indices, one after the other; none where the list ends before it begins.
fn run(member: &Expr, from: i64, to: i64, down: bool) -> Option<Vec<Expr>> {
    let Some([base, _]) = member.as_apply("At") else { return None };
    let (low, high) = if down { (to, from) } else { (from, to) };
    (high - low <= MOST).then(|| (low..=high).map(|at| Expr::apply("At", [base.clone(), Expr::integer(at)])).collect())
}

/// Lists that count down, turned round: each is then empty where it ends before it begins.
fn oriented(body: &Expr) -> Expr {
    let turned = body.map_children(&mut oriented);
    match &turned.kind {
        Kind::Apply("Tuple", parts) if counts_down(parts) => {
            Expr::apply("Tuple", parts.iter().rev().cloned().collect::<Vec<_>>())
        }
        _ => turned,
    }
}

/// `x_{t-1}, \ldots, x_1`: from what depends on a letter down to a number.
fn counts_down(parts: &[Expr]) -> bool {
    let ends = (parts.first().and_then(index), parts.last().and_then(index));
    let (Some(first), Some(last)) = ends else { return false };
    parts.iter().any(|part| part.is_apply("Ellipsis")) && number(first).is_none() && number(last).is_some()
}

#[cfg(test)]
mod tests {
    use crate::testing::page;

    fn verdict(claim: &str) -> String {
        page("a.md", &format!("Hence we have that\n\n$${claim}.$$\n"))
    }

    #[test]
    fn the_chain_rule_is_told_for_a_short_sequence() {
        let right = [
            r"P(x_1, \ldots, x_T) = P(x_1) \prod_{t=2}^T P(x_t \mid x_{t-1}, \ldots, x_1)",
            r"P(x_1, \ldots, x_T) = \prod_{t=1}^T P(x_t \mid x_1, \ldots, x_{t-1})",
            r"p(x_1, \ldots, x_T) = \prod_{t=1}^T p(x_t \mid x_{<t})",
            r"P(x_1, \ldots, x_T) = P(x_T) \prod_{t=T-1}^1 P(x_t \mid x_{t+1}, \ldots, x_T)",
        ];
        for claim in right {
            assert!(verdict(claim).contains("holds"), "{claim}: {}", verdict(claim));
        }
        let wrong = [
            r"P(x_1, \ldots, x_T) = P(x_1) \prod_{t=3}^T P(x_t \mid x_{t-1}, \ldots, x_1)",
            r"P(x_1, \ldots, x_T) = \prod_{t=2}^T P(x_t \mid x_1, \ldots, x_{t-1})",
        ];
        for claim in wrong {
            assert!(verdict(claim).contains("fails"), "{claim}: {}", verdict(claim));
        }
    }

    #[test]
    fn what_may_be_assumed_is_no_mistake() {
        let markov = r"P(x_1, \ldots, x_T) = P(x_1) \prod_{t=2}^T P(x_t \mid x_{t-1})";
        assert!(!verdict(markov).contains("fails"), "{}", verdict(markov));
    }
}
