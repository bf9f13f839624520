//! Ranges that mention the letter that runs over them.

use super::{IndexIssue, IndexKind};
use crate::expr::{Expr, Kind, Name, Range};
use crate::lower::Statement;
use crate::source::Span;

/// `\sum_{i=i}^n`, `\sum_{t \in \{t, \ldots, T\}}`, `\prod_{j=1}^{j}`.
pub(super) fn self_ranges(part: &Expr, issues: &mut Vec<IndexIssue>) {
    part.visit(&mut |node| {
        let Kind::Bind(binding) = &node.kind else { return };
        for bound in &binding.bound {
            let own = match &bound.range {
                Range::Between(low, high) => [low, high].iter().any(|end| end.free_names().contains(&bound.name)),
                Range::In(set) => runs_from(set, &bound.name),
                _ => false,
            };
            if own {
                issues.push(issue(&bound.name, node.span));
            }
        }
    });
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
