//! `let` statements as declarations.

use super::{Directive, Let, LetSort, StmtKind};
use crate::expr::{Domain, Name};
use crate::extract::Document;
use crate::prose::canonical::{base_name, script_text, significant, unwrapped};
use crate::prose::subject::spell;
use crate::prose::{Declaration, Evidence, Form, Scope};
use crate::syntax::{Macros, Node, NodeKind, parse};

/// The declarations that a page's `let` statements make; each stands with the formula that follows it.
pub(in crate::prose) fn declarations(
    document: &Document,
    directives: &[Directive],
    evidence: &Evidence,
) -> Vec<Declaration> {
    let lets = directives.iter().filter_map(|directive| match &directive.stmt {
        StmtKind::Let(own) => Some((own, directive)),
        _ => None,
    });
    lets.flat_map(|(own, directive)| {
        let formula = document.comments.get(directive.comment).map_or(0, |comment| comment.formulas_before);
        own.symbols.iter().filter_map(move |symbol| declaration(own, symbol, evidence, directive, formula))
    })
    .collect()
}

fn notation(tex: &str) -> Vec<Node> {
    parse(tex, &Macros::default()).nodes
}

fn declaration(
    own: &Let,
    symbol: &str,
    evidence: &Evidence,
    directive: &Directive,
    formula: usize,
) -> Option<Declaration> {
    let (name, indices) = symbol_name(symbol, own.family.as_ref().map(|family| family.index.as_str()), evidence)?;
    let (domain, shape, unit, function) = match &own.sort {
        LetSort::Function { .. } => (Domain::Unknown, None, None, true),
        LetSort::Value { domain, shape, unit } => (domain.unwrap_or_default(), shape.clone(), unit.clone(), false),
    };
    // A domain without a shape is that of a number.
    let number = !matches!(domain, Domain::Unknown | Domain::Simplex | Domain::Distribution | Domain::Set);
    let shape = shape.or_else(|| number.then(Vec::new));
    Some(Declaration {
        name,
        formula,
        span: directive.span,
        meaning: None,
        domain,
        rank: shape.as_ref().map(Vec::len),
        shape: shape.map(|sizes| sizes.iter().map(|size| notation(size)).collect()),
        unit,
        facts: own.facts.iter().copied().collect(),
        function,
        indices,
        scope: own.scope.unwrap_or(Scope::Section),
        form: Form::Directive,
    })
}

/// The name that a symbol's LaTeX spells; the family's letter is an index whatever the page says.
fn symbol_name(symbol: &str, index: Option<&str>, evidence: &Evidence) -> Option<(Name, Vec<Name>)> {
    let nodes = notation(symbol);
    let [only] = significant(&nodes)[..] else { return None };
    if let (Some(index), NodeKind::Scripts { base: Some(base), sub, sup: None, primes: 0 }) =
        (index, &unwrapped(only).kind)
        && sub.as_deref().and_then(script_text).as_deref() == Some(index)
    {
        return Some((base_name(base)?, vec![index.into()]));
    }
    spell(only, evidence).map(|spelled| (spelled.name, spelled.indices))
}
