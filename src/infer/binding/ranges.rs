//! Ranges that mention the letter that runs over them.

use super::letters::is_counting;
use super::{IndexIssue, IndexKind};
use crate::expr::{Binding, Bound, Expr, Kind, Name, Number, Range};
use crate::lower::Statement;
use crate::source::Span;

/// `\sum_{i=i}^n`, `\sum_{t \in \{t, \ldots, T\}}`, `\prod_{j=1}^{j}`.
pub(super) fn self_ranges(part: &Expr, issues: &mut Vec<IndexIssue>) {
    part.visit(&mut |node| {
        let Kind::Bind(binding) = &node.kind else { return };
        for bound in &binding.bound {
            let own = match &bound.range {
                Range::Between(low, high) => {
                    mentions(low, &bound.name)
                        || !is_labelled(high, &bound.name) && mentions(value(high, &bound.name), &bound.name)
                }
                Range::In(set) => runs_from(set, &bound.name),
                _ => false,
            };
            if own {
                issues.push(issue(&bound.name, node.span));
            }
            issues.extend(one_value(bound, node.span));
        }
    });
}

/// T of an upper end that is written as `t = T`.
fn value<'e>(end: &'e Expr, letter: &Name) -> &'e Expr {
    match end.as_apply("Equal") {
        Some([own, value]) if own.as_symbol() == Some(letter) => value,
        _ => end,
    }
}

/// `\sum_{b=1}^{N_b}`: the number of what b runs over, with b as its label. Of a letter that only counts it is a member.
fn is_labelled(end: &Expr, letter: &Name) -> bool {
    match end.as_apply("At") {
        Some([base, label]) => {
            let capital = base.as_symbol().is_some_and(|name| name.as_str().starts_with(char::is_uppercase));
            capital && label.as_symbol() == Some(letter) && !is_counting(letter)
        }
        _ => false,
    }
}

/// Whether the name stands in an end by itself: `x_A` is another one.
fn mentions(end: &Expr, name: &Name) -> bool {
    match &end.kind {
        Kind::Symbol(own) => own == name,
        Kind::Apply("At" | "AtUpper", parts) => parts.iter().skip(1).any(|index| mentions(index, name)),
        // `\int_{H(0)}^{H(T)} dH`: the function, not the letter that runs.
        Kind::Call(_, arguments) => arguments.iter().any(|argument| mentions(argument, name)),
        _ => end.children().into_iter().any(|child| mentions(child, name)),
    }
}

/// `\sum_{a=\Delta}^{\Delta}`: both ends are one letter, so that nothing is summed.
fn one_value(bound: &Bound, span: Span) -> Option<IndexIssue> {
    let Range::Between(low, high) = &bound.range else { return None };
    let end = low.as_symbol().filter(|_| low == high)?;
    Some(IndexIssue {
        kind: IndexKind::SelfRange,
        name: bound.name.clone(),
        span,
        message: format!("{} runs from {end} to {end}", bound.name),
        expected: "two ends that differ: this range has one value".to_owned(),
        strong: true,
    })
}

/// `\sum_{t=2}^{T} f(x_t) = \sum_{t=1}^{T} g(x_t)`: one and the same range, which starts one later on one side, in a
/// chain of sums without other terms.
///
/// A sum whose first term is zero starts later for a reason: `i - 1` in the summand.
pub(super) fn unequal_starts(statement: &Statement) -> Option<IndexIssue> {
    let equal = statement.links.iter().all(|link| link.relation == "Equal");
    let parts = statement.sides().filter(|_| equal);
    let sums: Vec<(&Expr, &Binding, &Bound)> = parts.filter_map(whole_sum).collect();
    sums.windows(2).find_map(|pair| {
        let [(_, one, first), (span, other, second)] = pair else { return None };
        let ends = |bound: &Bound| match &bound.range {
            Range::Between(low, high) => Some((low.as_number().and_then(Number::to_i64)?, high.clone())),
            _ => None,
        };
        let ((low, high), (start, end)) = (ends(first)?, ends(second)?);
        // A probability of all and the sum of the single ones: neither need end.
        let joined = one.head != other.head && [one.head, other.head].contains(&"Sum");
        let same = (joined || one.head == other.head && !high.is_apply("Infinity"))
            && first.name == second.name
            && high == end;
        let plain = [one, other].iter().all(|sum| !has_neighbours(&sum.body, &first.name));
        (same && plain && low.min(start) == 1 && low.max(start) == 2).then(|| IndexIssue {
            kind: IndexKind::BrokenPattern,
            name: first.name.clone(),
            span: span.span,
            message: format!("{} runs from {low} on the left and from {start} on the right", first.name),
            expected: "the same range on both sides".to_owned(),
            strong: true,
        })
    })
}

/// The sum of a member that is nothing but a sum, factors before it apart.
fn whole_sum(part: &Expr) -> Option<(&Expr, &Binding, &Bound)> {
    match &part.kind {
        Kind::Call(_, arguments) => match arguments.as_slice() {
            [only] => match &only.kind {
                Kind::Bind(binding) if matches!(binding.head, "BigUnion" | "BigIntersection") => whole_sum(only),
                _ => None,
            },
            _ => None,
        },
        Kind::Bind(binding) if matches!(binding.head, "Sum" | "Product" | "BigUnion" | "BigIntersection") => {
            match binding.bound.as_slice() {
                [bound] => Some((part, binding, bound)),
                _ => None,
            }
        }
        Kind::Apply("Multiply", factors) => {
            // A factor beside a product may be what the product begins without.
            let mut sums = factors.iter().filter_map(whole_sum);
            sums.next().filter(|(_, sum, _)| sum.head == "Sum" && sums.next().is_none())
        }
        _ => None,
    }
}

/// Whether the letter stands in a sum or difference: `i - 1`, `x_{t-1}` or `k + 1`.
fn has_neighbours(body: &Expr, letter: &Name) -> bool {
    body.any(&mut |node| {
        node.as_apply("Add").is_some_and(|terms| {
            terms.iter().any(|term| term.as_symbol() == Some(letter)) && terms.iter().any(unsigned_number)
        })
    })
}

fn unsigned_number(term: &Expr) -> bool {
    match term.as_apply("Negate") {
        Some([inner]) => inner.as_number().is_some(),
        _ => term.as_number().is_some(),
    }
}

/// `\frac{1}{n} \sum_{i=2}^n x_i`: a mean over n of one term less, or more.
///
/// A summand with a neighbour (`x_i - x_{i-1}`) starts later for a reason.
pub(super) fn off_count(part: &Expr, issues: &mut Vec<IndexIssue>) {
    part.visit(&mut |node| {
        let (sums, divisors): (Vec<&Expr>, Vec<&Expr>) = match &node.kind {
            Kind::Apply("Divide", parts) => match parts.as_slice() {
                [above, below] => (vec![above], vec![below]),
                _ => return,
            },
            Kind::Apply("Multiply", factors) => {
                (factors.iter().collect(), factors.iter().filter_map(divisor).collect())
            }
            _ => return,
        };
        for (sum, divisor) in sums.iter().flat_map(|sum| divisors.iter().map(move |divisor| (sum, divisor))) {
            issues.extend(miscounted(sum, divisor));
        }
    });
}

/// n of `1/n`, `n^{-1}`.
fn divisor(factor: &Expr) -> Option<&Expr> {
    match &factor.kind {
        Kind::Apply("Divide", parts) => match parts.as_slice() {
            [above, below] if above.as_number().is_some_and(Number::is_one) => Some(below),
            _ => None,
        },
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, exponent] if is_minus_one(exponent) => Some(base),
            _ => None,
        },
        _ => None,
    }
}

fn is_minus_one(exponent: &Expr) -> bool {
    match exponent.as_apply("Negate") {
        Some([inner]) => inner.as_number().is_some_and(Number::is_one),
        _ => exponent.as_number().and_then(Number::to_i64) == Some(-1),
    }
}

fn miscounted(sum: &Expr, divisor: &Expr) -> Option<IndexIssue> {
    let Kind::Bind(binding) = &sum.kind else { return None };
    let [bound] = binding.bound.as_slice() else { return None };
    let Range::Between(low, high) = &bound.range else { return None };
    let start = low.as_number().and_then(Number::to_i64).filter(|start| matches!(start, 0 | 2))?;
    let count = high.as_symbol().filter(|count| divisor.as_symbol() == Some(*count))?;
    (binding.head == "Sum" && is_entry_by_entry(&binding.body, &bound.name)).then(|| IndexIssue {
        kind: IndexKind::OffCount,
        name: bound.name.clone(),
        span: sum.span,
        message: format!("a sum from {start} to {count} has {} terms, but is divided by {count}", terms(start, count)),
        expected: format!("a sum from 1 to {count}, or another divisor"),
        strong: true,
    })
}

fn terms(start: i64, count: &Name) -> String {
    if start == 0 { format!("{count} + 1") } else { format!("{count} - 1") }
}

/// Whether the letter is used, and only as an index by itself: `x_i`, never `x_{i-1}`, `i^2`, `i \ne k`.
pub(super) fn is_entry_by_entry(body: &Expr, letter: &Name) -> bool {
    let mut plain = 0;
    let mut other = 0;
    body.visit(&mut |node| match &node.kind {
        Kind::Apply("At" | "AtUpper", parts) => {
            plain += parts.iter().skip(1).filter(|index| index.as_symbol() == Some(letter)).count();
        }
        Kind::Symbol(name) => other += usize::from(name == letter),
        _ => {}
    });
    plain > 0 && plain == other
}

/// `t \in \{t, \ldots, T\}` as a statement.
pub(super) fn self_membership(statement: &Statement, issues: &mut Vec<IndexIssue>) {
    let mut left = statement.first.as_ref();
    for link in &statement.links {
        if let (true, Some(name)) = (link.relation == "Element", left.and_then(Expr::as_symbol))
            && runs_from(&link.right, name)
        {
            issues.push(issue(name, link.right.span));
        }
        left = Some(&link.right);
    }
}

/// Whether a set with dots has the bare name as one of its written members.
fn runs_from(set: &Expr, name: &Name) -> bool {
    let Some(members) = set.as_apply("Set").or_else(|| set.as_apply("List")).or_else(|| set.as_apply("Tuple")) else {
        return false;
    };
    let flat = members.iter().flat_map(|member| member.as_apply("Sequence").unwrap_or(std::slice::from_ref(member)));
    let flat: Vec<&Expr> = flat.collect();
    flat.iter().any(|member| member.is_apply("Ellipsis")) && flat.iter().any(|member| member.as_symbol() == Some(name))
}

fn issue(name: &Name, span: Span) -> IndexIssue {
    IndexIssue {
        kind: IndexKind::SelfRange,
        name: name.clone(),
        span,
        message: format!("the range of {name} mentions {name} itself"),
        expected: format!("a fixed end, such as 1, or another letter: {name} has no value where its range is read"),
        strong: true,
    }
}
