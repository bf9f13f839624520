//! `o_j` beside `\mathbf{o}`: the entries of a bold name are written in the plain letter.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::Relation;
use crate::expr::{Expr, Kind, Name};
use crate::lower::Reading;

/// For each plain letter and number of indices, the bold name whose entries it stands for.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    bold: BTreeMap<(Name, usize), Name>,
}

impl Entries {
    /// Looks at all names of a page: a plain letter that never stands bare is the entry of its bold twin, where that
    /// one is never indexed itself.
    pub fn of_page(readings: &[Reading]) -> Self {
        let (mut bare, mut indexed) = (BTreeSet::new(), BTreeSet::new());
        for statement in readings.iter().flat_map(|reading| &reading.statements) {
            for side in statement.sides() {
                look(side, &mut bare, &mut indexed);
            }
        }
        let is_family = |name: &Name| (1..=4).any(|count| indexed.contains(&(name.clone(), count)));
        let twins = indexed.iter().filter(|(name, _)| !bare.contains(name)).filter_map(|(name, count)| {
            let twin = twin(name, *count)?;
            (bare.contains(&twin) && !is_family(&twin)).then(|| ((name.clone(), *count), twin))
        });
        Self { bold: twins.collect() }
    }

    /// The relation with every entry written as one of its bold name.
    pub fn in_relation(&self, relation: &Relation) -> Relation {
        let own = Self { bold: twins_of_parameters(relation).chain(self.bold.clone()).collect() };
        let mut changed = relation.clone();
        if !own.bold.is_empty() {
            changed.left = own.rewritten(&relation.left);
            changed.right = own.rewritten(&relation.right);
            changed.conditions = relation.conditions.iter().map(|condition| own.rewritten(condition)).collect();
        }
        changed
    }

    fn rewritten(&self, expr: &Expr) -> Expr {
        if let Some([base, indices @ ..]) = expr.as_apply("At")
            && let Some(name) = base.as_symbol()
            && let Some(bold) = self.bold.get(&(name.clone(), indices.len()))
        {
            let indices = indices.iter().map(|index| self.rewritten(index));
            let parts: Vec<Expr> = std::iter::once(Expr::symbol(bold).at(base.span)).chain(indices).collect();
            return Expr::apply("At", parts).at(expr.span);
        }
        expr.map_children(&mut |child| self.rewritten(child))
    }
}

/// `g(\mathbf{x}) = \sum_i x_i`: what the right side has of the parameter can only be its entries.
fn twins_of_parameters(relation: &Relation) -> impl Iterator<Item = ((Name, usize), Name)> {
    let parameters: Vec<Name> = match &relation.left.kind {
        Kind::Call(_, arguments) => arguments.iter().filter_map(|own| own.as_symbol().cloned()).collect(),
        _ => Vec::new(),
    };
    let (mut bare, mut indexed) = (BTreeSet::new(), BTreeSet::new());
    if !parameters.is_empty() {
        look(&relation.right, &mut bare, &mut indexed);
    }
    let mentioned = relation.right.free_names();
    let plain: Vec<(Name, usize)> = indexed.into_iter().filter(|(name, _)| !bare.contains(name)).collect();
    plain.into_iter().filter_map(move |(name, count)| {
        let twin = twin(&name, count).filter(|twin| parameters.contains(twin) && !mentioned.contains(twin))?;
        Some(((name, count), twin))
    })
}

fn look(expr: &Expr, bare: &mut BTreeSet<Name>, indexed: &mut BTreeSet<(Name, usize)>) {
    match &expr.kind {
        Kind::Symbol(name) => {
            bare.insert(name.clone());
        }
        Kind::Apply("At" | "AtUpper", parts) => {
            match parts.split_first() {
                Some((base, indices)) if base.as_symbol().is_some() => {
                    indexed.extend(base.as_symbol().map(|name| (name.clone(), indices.len())));
                }
                Some((base, _)) => look(base, bare, indexed),
                None => {}
            }
            parts.iter().skip(1).for_each(|index| look(index, bare, indexed));
        }
        _ => expr.children().into_iter().for_each(|child| look(child, bare, indexed)),
    }
}

/// `o` → `\mathbf{o}`, `\hat{y}` → `\hat{\mathbf{y}}`; with two indices a capital: `a_{ij}` of `\mathbf{A}`.
fn twin(name: &Name, indices: usize) -> Option<Name> {
    let text = name.as_str();
    let (head, letter, tail) = match text.split_once('{') {
        None => ("", text, ""),
        Some((accent, rest)) => (accent, rest.strip_suffix('}')?, "}"),
    };
    let mut letters = letter.chars();
    let only = letters.next().filter(|letter| letter.is_ascii_alphabetic() && letters.next().is_none())?;
    if head == "\\mathbf" {
        return None;
    }
    let letter = if indices == 2 { only.to_ascii_uppercase() } else { only };
    let open = if tail.is_empty() { String::new() } else { format!("{head}{{") };
    (indices <= 2).then(|| Name::from(format!("{open}\\mathbf{{{letter}}}{tail}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_keep_their_accents() {
        let cases = [("o", 1, "\\mathbf{o}"), ("\\hat{y}", 1, "\\hat{\\mathbf{y}}"), ("a", 2, "\\mathbf{A}")];
        for (name, indices, expected) in cases {
            assert_eq!(twin(&name.into(), indices), Some(expected.into()), "{name}");
        }
        assert_eq!(twin(&"\\mathbf{o}".into(), 1), None);
        assert_eq!(twin(&"\\text{loss}".into(), 1), None);
    }
}
