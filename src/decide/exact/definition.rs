//! Definitions put into expressions.
//!
//! Takes the definitions of a problem in order, gives expressions without the defined names. Binders of a definition
//! get new names first, so that nothing is captured.

use std::collections::BTreeMap;

use crate::claims::Definition;
use crate::expr::{Bound, Expr, Kind, Name, Range};

/// Largest expression that expansion may give.
const MOST_NODES: usize = 20_000;

/// The expression with all definitions expanded; `None` when it grows too large.
pub(super) fn expand(expr: &Expr, definitions: &[Definition]) -> Option<Expr> {
    let mut fresh = 0;
    let mut done: Vec<Definition> = Vec::new();
    for definition in definitions {
        let body = expand_all(&definition.body, &done, &mut fresh)?;
        done.push(Definition { body, ..definition.clone() });
    }
    expand_all(expr, &done, &mut fresh)
}

fn expand_all(expr: &Expr, definitions: &[Definition], fresh: &mut u32) -> Option<Expr> {
    let expr = rename_binders(expr, &BTreeMap::new(), fresh);
    let expanded = definitions
        .iter()
        .rev()
        .try_fold(expr, |expr, definition| (expr.count() <= MOST_NODES).then(|| apply(&expr, definition, fresh)));
    expanded.filter(|expr| expr.count() <= MOST_NODES)
}

fn apply(expr: &Expr, definition: &Definition, fresh: &mut u32) -> Expr {
    if let Some(value) = instance(expr, definition, fresh) {
        return value;
    }
    expr.map_children(&mut |part| apply(part, definition, fresh))
}

/// The body for an occurrence of the defined name, with its indices and arguments put in.
fn instance(expr: &Expr, definition: &Definition, fresh: &mut u32) -> Option<Expr> {
    let (indices, arguments) = parts(expr, &definition.name)?;
    if indices.len() != definition.indices.len() || arguments.len() != definition.parameters.len() {
        return None;
    }
    let names = definition.indices.iter().chain(&definition.parameters);
    let values = indices.iter().chain(arguments).map(|value| apply(value, definition, fresh));
    let values: Vec<Expr> = values.collect();
    let mut body = rename_binders(&definition.body, &BTreeMap::new(), fresh);
    // Two steps: a value may mention the name of another parameter.
    let mut temporary = Vec::new();
    for name in names {
        *fresh += 1;
        let stand_in = Name::from(format!("argument_{{{fresh}}}"));
        body = body.substitute(name, &Expr::symbol(&stand_in));
        temporary.push(stand_in);
    }
    Some(temporary.iter().zip(&values).fold(body, |body, (name, value)| body.substitute(name, value)))
}

/// Indices and arguments of an occurrence: `p`, `p_i`, `f(x)`, `f_i(x)`.
fn parts<'a>(expr: &'a Expr, name: &Name) -> Option<(&'a [Expr], &'a [Expr])> {
    let family = |expr: &'a Expr| match &expr.kind {
        Kind::Symbol(own) if own == name => Some(&[][..]),
        Kind::Apply("At", arguments) => {
            let (base, indices) = arguments.split_first()?;
            (base.as_symbol() == Some(name)).then_some(indices)
        }
        _ => None,
    };
    match &expr.kind {
        Kind::Call(callee, arguments) => Some((family(callee)?, arguments)),
        _ => Some((family(expr)?, &[])),
    }
}

/// The same expression with new bound names.
pub(super) fn rename_binders(expr: &Expr, names: &BTreeMap<Name, Name>, fresh: &mut u32) -> Expr {
    match &expr.kind {
        Kind::Symbol(name) => names.get(name).map_or_else(|| expr.clone(), |new| Expr::symbol(new).at(expr.span)),
        Kind::Bind(binding) => {
            let mut inner = names.clone();
            let mut bound = Vec::new();
            for one in &binding.bound {
                *fresh += 1;
                let new = Name::from(format!("bound_{{{fresh}}}"));
                let outer = inner.clone();
                inner.insert(one.name.clone(), new.clone());
                let inside = matches!(one.range, Range::Where(_));
                let names = if inside { &inner } else { &outer };
                bound.push(Bound { name: new, range: rename_range(&one.range, names, fresh) });
            }
            let body = rename_binders(&binding.body, &inner, fresh);
            Expr::bind(binding.head, bound, body).at(expr.span)
        }
        _ => expr.map_children(&mut |part| rename_binders(part, names, fresh)),
    }
}

fn rename_range(range: &Range, names: &BTreeMap<Name, Name>, fresh: &mut u32) -> Range {
    let mut rename = |part: &Expr| rename_binders(part, names, fresh);
    match range {
        Range::Implicit => Range::Implicit,
        Range::Between(low, high) => Range::Between(rename(low), rename(high)),
        Range::In(part) => Range::In(rename(part)),
        Range::Distributed(part) => Range::Distributed(rename(part)),
        Range::Where(part) => Range::Where(rename(part)),
        Range::To(part, side) => Range::To(rename(part), *side),
    }
}
