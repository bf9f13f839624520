//! Where names stand in what was read, and whether a binder binds them there.

use crate::expr::{Expr, Kind, Name, Range};
use crate::syntax::{Node, NodeKind};

use super::reading::{Occurrence, Statement};

/// Every name of the statements with its place, in the order of reading.
pub(super) fn of(statements: &[Statement]) -> Vec<Occurrence> {
    let mut found = Vec::new();
    let mut bound = Vec::new();
    for statement in statements {
        for side in statement.parts() {
            collect(side, &mut bound, &mut found);
        }
    }
    found
}

fn collect(expr: &Expr, bound: &mut Vec<Name>, found: &mut Vec<Occurrence>) {
    match &expr.kind {
        Kind::Symbol(name) => {
            found.push(Occurrence { name: name.clone(), span: expr.span, bound: bound.contains(name) });
        }
        Kind::Bind(binding) => {
            let depth = bound.len();
            for one in &binding.bound {
                if matches!(one.range, Range::Where(_)) {
                    bound.push(one.name.clone());
                }
                for part in one.range.parts() {
                    collect(part, bound, found);
                }
                if !matches!(one.range, Range::Where(_)) {
                    bound.push(one.name.clone());
                }
            }
            collect(&binding.body, bound, found);
            bound.truncate(depth);
        }
        Kind::Apply("Unit" | "Text", _) => {}
        _ => expr.children().into_iter().for_each(|child| collect(child, bound, found)),
    }
}

/// Whether the notation holds a part that could not be read.
pub(super) fn has_error(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| {
        let boxed =
            |node: &Option<Box<Node>>| node.as_deref().is_some_and(|node| has_error(std::slice::from_ref(node)));
        match &node.kind {
            NodeKind::Error(_) => true,
            NodeKind::Group(body) => has_error(body),
            NodeKind::Fenced(fence) => has_error(&fence.body),
            NodeKind::Scripts { base, sub, sup, .. } => boxed(base) || boxed(sub) || boxed(sup),
            NodeKind::Fraction { numerator, denominator, .. } => {
                has_error(std::slice::from_ref(numerator)) || has_error(std::slice::from_ref(denominator))
            }
            NodeKind::Root { radicand, index } => has_error(std::slice::from_ref(radicand)) || boxed(index),
            NodeKind::Accent { body, .. } | NodeKind::Styled { body, .. } => has_error(std::slice::from_ref(body)),
            NodeKind::Stack { base, over, under } => {
                has_error(std::slice::from_ref(base)) || boxed(over) || boxed(under)
            }
            NodeKind::Environment { rows, .. } => rows.iter().flat_map(|row| &row.cells).any(|cell| has_error(cell)),
            _ => false,
        }
    })
}
