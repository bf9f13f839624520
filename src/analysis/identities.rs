//! `I` beside matrices of which the page says what they are: the identity matrix, each time of the size that fits.

use std::collections::BTreeMap;

use super::conventional::{Reading, identity_letters, no_constants};
use super::implicit::size_expr;
use crate::claims::{Definition, Problem};
use crate::expr::{Domain, Expr, Kind, Name, Size, Sort};
use crate::infer;

/// The problem with every such letter, `I` or `I_n`, as an identity matrix with its size; `None` where there is none, or
/// a size cannot be told.
pub(super) fn reading(problem: &Problem, said: &BTreeMap<Name, Sort>) -> Option<Reading> {
    let matrices = problem.sorts.values().any(|sort| sort.shape.rank().is_some_and(|rank| rank > 0));
    let letter = identity_letters().find(|letter| is_identity(letter, problem, said)).filter(|_| matrices)?;
    let declared: BTreeMap<Name, Sort> =
        said.iter().filter(|(name, _)| **name != letter).map(|(name, sort)| (name.clone(), sort.clone())).collect();
    let written = over_values(problem, &mut |expr| with_identities(expr, &letter, problem));
    let definitions: Vec<(&Name, &Expr)> = written
        .definitions
        .iter()
        .filter(|own| own.indices.is_empty() && own.parameters.is_empty())
        .map(|own| (&own.name, &own.body))
        .collect();
    let sizes = infer::identity_sizes(&definitions, [&written.left, &written.right], &declared);
    let mut sizes = sizes.iter();
    let mut missing = false;
    let read = over_values(&written, &mut |expr| sized(expr, &mut sizes, &mut missing));
    (!missing && sizes.next().is_none()).then(|| Reading {
        problem: read,
        said: BTreeMap::new(),
        note: format!("`{letter}` is read as the identity matrix"),
        likely: true,
    })
}

/// Whether a letter that stands in a problem is nothing else: not defined, bound, called or declared as something.
fn is_identity(letter: &Name, problem: &Problem, said: &BTreeMap<Name, Sort>) -> bool {
    let mut taken = problem.explained();
    problem.parts().for_each(|part| no_constants(part, &mut taken));
    let free = |part: &Expr| part.free_names().contains(letter);
    let fits = |sort: &Sort| sort.shape.rank().is_none() && sort.domain != Domain::Natural;
    let by_size = |part: &Expr| match part.as_apply("At") {
        Some([base, rest @ ..]) if base.as_symbol() == Some(letter) => !is_size(rest, problem),
        _ => false,
    };
    problem.values().any(free)
        && !taken.contains(letter)
        && said.get(letter).is_none_or(fits)
        && !problem.parts().any(|part| part.any(&mut |node| by_size(node)))
}

/// An index that counts rows: `n` of `I_n`.
fn is_size(indices: &[Expr], problem: &Problem) -> bool {
    let counts = |name: &Name| problem.sorts.get(name).is_some_and(|sort| sort.domain == Domain::Natural);
    match indices {
        [index] => infer::size_of(index).is_some_and(|size| size.names().all(counts)),
        _ => false,
    }
}

fn with_identities(expr: &Expr, letter: &Name, problem: &Problem) -> Expr {
    match &expr.kind {
        Kind::Symbol(name) if name == letter => Expr::apply("IdentityMatrix", []).at(expr.span),
        Kind::Apply("At", parts) => match parts.as_slice() {
            [base, size] if base.as_symbol() == Some(letter) && is_size(std::slice::from_ref(size), problem) => {
                Expr::apply("IdentityMatrix", [size.clone()]).at(expr.span)
            }
            _ => expr.map_children(&mut |child| with_identities(child, letter, problem)),
        },
        _ => expr.map_children(&mut |child| with_identities(child, letter, problem)),
    }
}

/// The identities in reading order with their sizes.
fn sized<'a>(expr: &Expr, sizes: &mut impl Iterator<Item = &'a Option<Size>>, missing: &mut bool) -> Expr {
    let Some(written) = expr.as_apply("IdentityMatrix") else {
        return expr.map_children(&mut |child| sized(child, sizes, missing));
    };
    let size = sizes.next().and_then(Option::as_ref).and_then(size_expr);
    match (written, size) {
        ([_], _) => expr.clone(),
        (_, Some(size)) => Expr::apply("IdentityMatrix", [size]).at(expr.span),
        (_, None) => {
            *missing = true;
            expr.clone()
        }
    }
}

/// A problem with its definitions and sides changed, those that others build on first.
fn over_values(problem: &Problem, change: &mut dyn FnMut(&Expr) -> Expr) -> Problem {
    let changed =
        |own: &Definition, change: &mut dyn FnMut(&Expr) -> Expr| Definition { body: change(&own.body), ..own.clone() };
    let plain = |own: &&Definition| own.indices.is_empty() && own.parameters.is_empty();
    let mut definitions = problem.definitions.clone();
    for own in definitions.iter_mut().filter(|own| plain(&&**own)) {
        *own = changed(own, change);
    }
    let (left, right) = (change(&problem.left), change(&problem.right));
    Problem { left, right, definitions, ..problem.clone() }
}
