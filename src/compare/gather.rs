//! From the readings of a page to the places where it gives values.

use std::collections::{BTreeMap, BTreeSet};

use super::sighting::{Key, Sighting, Words};
use crate::claims::{Relation, Role, pattern};
use crate::expr::{Expr, Head, Kind, Name, Sort};
use crate::extract::{BlockKind, Document};
use crate::functions::{self, RowKind};
use crate::lower::Reading;
use crate::prose::{Prose, Stance, heading_blocks};

/// What a page says of the names of some parts at a formula.
pub type Sorts<'a> = &'a dyn Fn(&[&Expr], usize) -> BTreeMap<Name, Sort>;

/// Where a page gives values to names, in reading order. `relations` are those of the page with whether each is still
/// open: nothing is known of it yet that another page could contradict.
pub fn gather(
    document: &Document,
    prose: &Prose,
    readings: &[Reading],
    relations: &[(&Relation, bool)],
    sorts: Sorts<'_>,
) -> Vec<Sighting> {
    let named = relations.iter().filter(|(relation, open)| gives(relation, *open)).map(|(relation, _)| *relation);
    let mut found: Vec<Given> = named.filter_map(given).collect();
    found.extend(unnamed(document, readings));
    if found.is_empty() {
        return Vec::new();
    }
    let facts: Vec<&Relation> = relations.iter().map(|(relation, _)| *relation).filter(|own| is_fact(own)).collect();
    let mut sightings: Vec<Sighting> =
        found.into_iter().map(|given| sighting(given, document, prose, &facts, sorts)).collect();
    sightings.sort_by_key(|sighting| (sighting.formula, sighting.span));
    sightings
}

/// A value before its surroundings are looked at.
struct Given {
    formula: usize,
    statement: usize,
    span: crate::source::Span,
    key: Key,
    indices: Vec<Name>,
    arguments: Vec<Expr>,
    sign: Head,
    body: Expr,
}

/// Whether a relation may give a value to what stands on its left.
fn gives(relation: &Relation, open: bool) -> bool {
    let sign = matches!(relation.relation, "Equal" | "Define" | "Approximately" | "Proportional");
    let role = match relation.role {
        Role::Definition | Role::Approximation => true,
        Role::Claim | Role::Constraint => open,
        _ => false,
    };
    sign && role && relation.link == 0
}

fn given(relation: &Relation) -> Option<Given> {
    let (key, indices, arguments) = thing(&relation.left)?;
    let opaque = relation.right.any(&mut |part| matches!(part.kind, Kind::Opaque(_)));
    let circular = matches!(&key, Key::Name(name) if relation.right.free_names().contains(name));
    let sign = if relation.relation == "Define" { "Equal" } else { relation.relation };
    (!opaque && !circular && !pattern::is_setting(&relation.right)).then(|| Given {
        formula: relation.formula,
        statement: relation.statement,
        span: relation.span,
        key,
        indices,
        arguments,
        sign,
        body: relation.right.clone(),
    })
}

/// What a left side names, with its letters and its arguments.
fn thing(left: &Expr) -> Option<(Key, Vec<Name>, Vec<Expr>)> {
    match &left.kind {
        Kind::Symbol(name) => Some((Key::Name(name.clone()), Vec::new(), Vec::new())),
        Kind::Apply("At" | "AtUpper", parts) => {
            let (base, indices) = parts.split_first()?;
            let (key, mut own, arguments) = thing(base)?;
            own.extend(letters(indices)?);
            Some((key, own, arguments))
        }
        Kind::Call(callee, arguments) => {
            let (key, indices, none) = thing(callee)?;
            let arguments = if none.is_empty() { flat(arguments)? } else { return None };
            Some((key, indices, arguments))
        }
        Kind::Apply(head, arguments) => {
            let row = functions::find(head)?;
            let own = matches!(row.kind, RowKind::Array | RowKind::Scalar | RowKind::Probability)
                && row.spellings.iter().any(|spelling| spelling.chars().count() > 1);
            let arguments = flat(arguments)?;
            own.then_some((Key::Function(head), Vec::new(), arguments))
        }
        _ => None,
    }
}

/// Arguments that are names, with or without indices.
fn flat(parts: &[Expr]) -> Option<Vec<Expr>> {
    let mut names = Vec::new();
    for part in parts {
        match &part.kind {
            Kind::Apply("Parametrised" | "Tuple" | "Sequence" | "Given", inner) => names.extend(flat(inner)?),
            _ if pattern::is_name(part) && !matches!(part.kind, Kind::Call(..)) => names.push(part.clone()),
            _ => return None,
        }
    }
    Some(names)
}

/// Different letters, or `None`.
fn letters(parts: &[Expr]) -> Option<Vec<Name>> {
    let names: Option<Vec<Name>> = parts.iter().map(|part| part.as_symbol().cloned()).collect();
    names.filter(|names| names.iter().collect::<BTreeSet<_>>().len() == names.len())
}

/// `\approx 2 L H d` in a cell of a table: what it is stands in the row.
fn unnamed(document: &Document, readings: &[Reading]) -> Vec<Given> {
    let in_cell = |formula: usize| {
        let block = document.formulas.get(formula).and_then(|formula| document.blocks.get(formula.block));
        block.is_some_and(|block| matches!(block.kind, BlockKind::TableCell { .. }))
    };
    let mut found = Vec::new();
    for (formula, reading) in readings.iter().enumerate().filter(|(formula, _)| in_cell(*formula)) {
        for (statement, body) in reading.statements.iter().enumerate() {
            let value = match (&body.first, body.links.as_slice()) {
                (None, [link]) if matches!(link.relation, "Equal" | "Approximately") => &link.right,
                (Some(value), []) => value,
                _ => continue,
            };
            if value.is_apply("Multiply") {
                found.push(Given {
                    formula,
                    statement,
                    span: body.span,
                    key: Key::Unnamed,
                    indices: Vec::new(),
                    arguments: Vec::new(),
                    sign: "Approximately",
                    body: value.clone(),
                });
            }
        }
    }
    found
}

/// Whether a relation restricts names in a way that values have to meet.
fn is_fact(relation: &Relation) -> bool {
    matches!(relation.role, Role::Constraint | Role::Declaration)
        && !relation.tentative
        && relation.relation != "Equal"
        && !pattern::is_setting(&relation.right)
}

fn sighting(given: Given, document: &Document, prose: &Prose, facts: &[&Relation], sorts: Sorts<'_>) -> Sighting {
    let block = document.formulas.get(given.formula).map_or(0, |formula| formula.block);
    let info = prose.stances.get(given.formula);
    let sentence = info.map_or(0, |info| info.sentence);
    let stated = info
        .is_none_or(|info| !matches!(info.stance, Stance::Assumed | Stance::Asked | Stance::Denied | Stance::Example));
    let mut names = given.body.free_names();
    let held = facts.iter().filter(|fact| fact.formula != given.formula).map(|fact| fact.whole());
    let facts = held.filter(|fact| !fact.free_names().is_empty() && fact.free_names().is_subset(&names)).collect();
    let sorts = sorts(&[&given.body], given.formula);
    names.extend(match &given.key {
        Key::Name(name) => Some(name.clone()),
        _ => None,
    });
    let meanings = names.into_iter().filter_map(|name| Some((name.clone(), meaning(prose, &name, given.formula)?)));
    Sighting {
        formula: given.formula,
        statement: given.statement,
        span: given.span,
        key: given.key,
        indices: given.indices,
        arguments: given.arguments,
        sign: given.sign,
        body: given.body,
        sorts,
        facts,
        meanings: meanings.collect(),
        headings: heading_blocks(document, block),
        sentence,
        words: Words::of(document, &prose.flow, given.formula, sentence),
        stated,
    }
}

/// The author's noun for a name: the last one up to the formula, else the first one behind it.
fn meaning(prose: &Prose, name: &Name, formula: usize) -> Option<String> {
    let own = || prose.declarations.iter().filter(|own| own.name == *name && own.meaning.is_some());
    let before = own().rfind(|own| own.formula <= formula);
    before.or_else(|| own().next()).and_then(|own| own.meaning.clone())
}
