//! Formulas that stand by themselves: identities with their conditions.
//!
//! Undeclared letters are constants and special functions, a declared letter is a variable, juxtaposition is a product.

use std::collections::BTreeSet;

use crate::expr::{Domain, Expr, Fact, Head, Kind, Name, Shape, Sort};
use crate::scope::Names;
use crate::source::Span;
use crate::syntax::Node;

use super::reading::{Coverage, Reading};

/// An identity: a chain of relations under conditions, over declared names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `left relation right`, one for each link of the chain.
    pub relations: Vec<(Expr, Head, Expr)>,
    pub conditions: Vec<Expr>,
    /// Declared names, in the order of the conditions, with what their membership says.
    pub sorts: Vec<(Name, Sort)>,
    /// Both sides of each definition.
    pub definitions: Vec<(Expr, Expr)>,
}

/// An equation that gives a name its meaning: `n = 3`, `f(x) = x^2`.
#[derive(Clone, Debug)]
pub struct Defining<'a> {
    pub text: (&'a str, &'a [Node]),
    pub name: Name,
    /// Whether the name stands for a function.
    pub function: bool,
    /// The letters that its arguments and indices have in it.
    pub letters: Vec<Name>,
}

/// Why an identity could not be read whole: the text (0 for the formula, then conditions, then definitions), the place,
/// the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    pub text: usize,
    pub span: Span,
    pub reason: String,
}

/// Names that the conditions of an identity declare, and those of them that are functions.
#[derive(Clone, Default)]
struct Declared {
    names: BTreeSet<Name>,
    functions: BTreeSet<Name>,
}

impl Names for Declared {
    fn is_declared(&self, name: &Name, _: usize) -> bool {
        self.names.contains(name)
    }
    fn is_function(&self, name: &Name, _: usize) -> Option<bool> {
        self.functions.contains(name).then_some(true)
    }
    fn rank(&self, name: &Name, _: usize) -> Option<usize> {
        (self.names.contains(name) && !self.functions.contains(name)).then_some(0)
    }
    fn has_fact(&self, _: &Name, _: Fact, _: usize) -> bool {
        false
    }
    fn is_index(&self, _: &Name) -> bool {
        false
    }
    fn subscript_is_label(&self, base: &Name, script: &str) -> Option<bool> {
        Some(self.names.contains(&crate::prose::with_subscript(base, script)))
    }
    fn superscript_is_label(&self, _: &Name, _: &str) -> Option<bool> {
        Some(false)
    }
    fn is_word(&self, _: &str) -> bool {
        false
    }
    fn is_constant(&self, _: &Name, _: usize) -> Option<bool> {
        None
    }
}

/// lower_identity: the formula and its conditions, each as text and notation → relations, conditions, sorts.
///
/// Err names the first part that was not understood: an identity is read whole or not at all.
pub fn lower_identity(formula: (&str, &[Node]), conditions: &[(&str, &[Node])]) -> Result<Identity, NotRead> {
    lower_identity_with(formula, conditions, &[])
}

/// The same, with definitions of some of its names.
pub fn lower_identity_with(
    formula: (&str, &[Node]),
    conditions: &[(&str, &[Node])],
    defining: &[Defining<'_>],
) -> Result<Identity, NotRead> {
    let own = declared(conditions);
    let mut names = Declared { names: own.clone(), functions: BTreeSet::new() };
    for one in defining {
        names.names.insert(one.name.clone());
        names.functions.extend(one.function.then(|| one.name.clone()));
    }
    let reading = super::read(formula.1, formula.0, &names, 0, true);
    let relations = relations(whole(reading, 0)?)?;
    let mut read = Vec::new();
    for (index, (tex, nodes)) in conditions.iter().enumerate() {
        let reading = whole(super::read(nodes, tex, &names, 0, true), index + 1)?;
        read.extend(assertions(reading));
    }
    let mut sorts: Vec<(Name, Sort)> = Vec::new();
    for condition in &read {
        if let Some((name, sort)) = membership(condition) {
            match sorts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => {
                    if known.domain == Domain::Unknown {
                        *known = sort;
                    }
                }
                None => sorts.push((name, sort)),
            }
        }
    }
    for name in own.into_iter().filter(|name| !defining.iter().any(|one| one.name == *name)) {
        if !sorts.iter().any(|(known, _)| *known == name) {
            sorts.push((name, Sort { shape: Shape::scalar(), ..Sort::default() }));
        }
    }
    let definitions = defining.iter().enumerate().map(|(index, one)| sides(one, &names, 1 + conditions.len() + index));
    Ok(Identity { relations, conditions: read, sorts, definitions: definitions.collect::<Result<_, _>>()? })
}

/// Both sides of a definition, with its letters as variables.
fn sides(defining: &Defining<'_>, names: &Declared, text: usize) -> Result<(Expr, Expr), NotRead> {
    let (tex, nodes) = defining.text;
    let mut names = names.clone();
    for letter in &defining.letters {
        names.functions.remove(letter);
        names.names.insert(letter.clone());
    }
    match relations(whole(super::read(nodes, tex, &names, 0, true), text)?)?.as_slice() {
        [(left, "Equal" | "Define", right)] => Ok((left.clone(), right.clone())),
        _ => Err(NotRead { text, span: Span::default(), reason: "one equation was expected".into() }),
    }
}

/// left_side: the notation of a definition → what stands left of its sign, with every name in front of parentheses
/// taken for a function.
pub fn left_side((tex, nodes): (&str, &[Node])) -> Option<Expr> {
    let statement = super::read(nodes, tex, &Anything, 0, true).statements.into_iter().next()?;
    matches!(statement.links.as_slice(), [link] if matches!(link.relation, "Equal" | "Define"))
        .then_some(statement.first)
        .flatten()
}

/// Every name is declared, and a function where it can be one.
struct Anything;

impl Names for Anything {
    fn is_declared(&self, _: &Name, _: usize) -> bool {
        true
    }
    fn is_function(&self, _: &Name, _: usize) -> Option<bool> {
        Some(true)
    }
    fn rank(&self, _: &Name, _: usize) -> Option<usize> {
        None
    }
    fn has_fact(&self, _: &Name, _: Fact, _: usize) -> bool {
        false
    }
    fn is_index(&self, _: &Name) -> bool {
        false
    }
    fn subscript_is_label(&self, _: &Name, script: &str) -> Option<bool> {
        Some(script.chars().all(|digit| digit.is_ascii_digit()))
    }
    fn superscript_is_label(&self, _: &Name, _: &str) -> Option<bool> {
        Some(false)
    }
    fn is_word(&self, _: &str) -> bool {
        false
    }
    fn is_constant(&self, _: &Name, _: usize) -> Option<bool> {
        None
    }
}

fn whole(reading: Reading, text: usize) -> Result<Reading, NotRead> {
    match (reading.coverage, reading.open.first()) {
        (Coverage::Full, _) => Ok(reading),
        (_, Some((span, reason))) => Err(NotRead { text, span: *span, reason: reason.clone() }),
        (_, None) => Err(NotRead { text, span: Span::default(), reason: "broken or empty notation".into() }),
    }
}

fn relations(reading: Reading) -> Result<Vec<(Expr, Head, Expr)>, NotRead> {
    let mut relations = Vec::new();
    for statement in reading.statements {
        let Some(mut left) = statement.first else {
            return Err(NotRead { text: 0, span: statement.span, reason: "a relation without a left side".into() });
        };
        if statement.links.is_empty() {
            let truth = Expr::apply("True", []);
            relations.push((left, "Equal", truth));
            continue;
        }
        for link in statement.links {
            let right = link.right;
            match super::pratt::related(link.relation, left, right.clone()).kind {
                Kind::Apply(head @ ("Congruent" | "Not"), parts) => {
                    relations.push((Expr::apply(head, parts), "Equal", Expr::apply("True", [])));
                }
                Kind::Apply(head, parts) => {
                    if let [left, right] = parts.as_slice() {
                        relations.push((left.clone(), head, right.clone()));
                    }
                }
                _ => {}
            }
            left = right;
        }
    }
    Ok(relations)
}

/// A condition as boolean expressions.
fn assertions(reading: Reading) -> Vec<Expr> {
    let mut found = Vec::new();
    for statement in reading.statements {
        let holds = super::pratt::fold(statement.first, statement.links);
        match holds.kind {
            Kind::Apply("And", parts) => found.extend(parts),
            kind => found.push(Expr::new(kind, holds.span)),
        }
        found.extend(statement.conditions);
    }
    found
}

/// The names that conditions declare: what stands left of a membership, or is compared in the first place.
fn declared(conditions: &[(&str, &[Node])]) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    for (tex, nodes) in conditions {
        let reading = super::read(nodes, tex, &Declared::default(), 0, true);
        for statement in &reading.statements {
            let Some(link) = statement.links.first() else { continue };
            if link.relation != "Element" {
                continue;
            }
            names.extend(left_names(nodes, statement.first.as_ref()));
        }
    }
    names
}

/// The names of a left side, as the notation spells them: `c_1` may have been read as something else.
fn left_names(nodes: &[Node], first: Option<&Expr>) -> Vec<Name> {
    let Some(node) = crate::prose::significant(nodes).first().copied().cloned() else { return Vec::new() };
    let (base, scripts) = super::atoms::Scripts::split(&node);
    let Some(name) = base.and_then(crate::prose::base_name) else { return Vec::new() };
    let simple = first.is_some_and(|first| {
        matches!(&first.kind, Kind::Symbol(_))
            || matches!(&first.kind, Kind::Apply("At", _))
            || first.children().is_empty()
            || matches!(&first.kind, Kind::Apply(_, parts) if scripts.sub.is_some() && parts.len() == 1)
    });
    match scripts.sub.and_then(crate::prose::script_text) {
        _ if !simple => Vec::new(),
        Some(label) => vec![crate::prose::with_subscript(&name, &label)],
        None => vec![name],
    }
}

fn membership(condition: &Expr) -> Option<(Name, Sort)> {
    let [left, set] = condition.as_apply("Element")? else { return None };
    let name = left.as_symbol()?.clone();
    Some((name, Sort { domain: domain(set), shape: Shape::scalar(), ..Sort::default() }))
}

fn domain(set: &Expr) -> Domain {
    match &set.kind {
        Kind::Apply("RealNumbers" | "Interval", _) => Domain::Real,
        Kind::Apply("ComplexNumbers" | "UpperHalfPlane", _) => Domain::Complex,
        Kind::Apply("RationalNumbers", _) => Domain::Rational,
        Kind::Apply("Integers", _) => Domain::Integer,
        Kind::Apply("NaturalNumbers" | "PrimeNumbers", _) => Domain::Natural,
        Kind::Apply("RestrictedSet" | "SetMinus" | "Intersection", parts) => {
            parts.first().map_or(Domain::Unknown, domain)
        }
        Kind::Apply("Set", parts)
            if parts.iter().all(|part| part.as_number().is_some_and(|number| number.value.is_integer())) =>
        {
            Domain::Integer
        }
        _ => Domain::Unknown,
    }
}
