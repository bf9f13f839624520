//! Whether an expression is a well-known one in other letters.
//!
//! Takes two forms; gives what each letter of the first stands for in the second. Letters of one character stand for
//! anything, each for something else; longer names for themselves. A letter below a running index stands for whatever
//! runs along with it: `x_i` for `h(t^{(i)})`.

use std::collections::BTreeMap;

use num_traits::One;

use super::form::{is_negative, negated, normal, scaled};
use crate::claims::pattern;
use crate::expr::print::plain;
use crate::expr::{Bound, Expr, Kind, Name, Range};

/// Fits that are followed at once: further ones are of no use.
const MOST: usize = 24;

/// What the letters stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Fit {
    letters: BTreeMap<Name, Expr>,
    /// Letters below running indices: an expression with [`slot`] in the place of the index.
    families: BTreeMap<Name, Expr>,
    /// Running letters of the first expression and of the second, from the outermost.
    running: Vec<(Name, Name)>,
    /// Whether the factors of a product keep their order.
    pub(super) ordered: bool,
}

/// What stands for the index in a family.
fn slot() -> Name {
    Name::from("\\text{index}")
}

impl Fit {
    pub(super) fn ordered(ordered: bool) -> Self {
        Self { ordered, ..Self::default() }
    }

    /// The ways in which `known` is `own`.
    pub(super) fn all(&self, known: &Expr, own: &Expr) -> Vec<Self> {
        match (&known.kind, &own.kind) {
            (Kind::Number(one), Kind::Number(other)) if one.value == other.value => vec![self.clone()],
            (Kind::Number(_) | Kind::Opaque(_), _) => Vec::new(),
            (Kind::Symbol(name), _) => self.letter(name, own).into_iter().collect(),
            (Kind::Apply("At", parts), _) => self.member(parts, own),
            (Kind::Apply(head @ ("Add" | "Multiply"), parts), Kind::Apply(other, owns)) if head == other => {
                self.parts(head, parts, owns)
            }
            (Kind::Apply("Multiply", parts), _) if is_negated_letter(parts) && is_negative(own) => {
                parts.get(1).map_or_else(Vec::new, |letter| self.all(letter, &negated(own)))
            }
            (Kind::Apply(head, parts), Kind::Apply(other, owns)) if head == other => self.in_order(parts, owns),
            (Kind::Call(callee, parts), Kind::Call(other, owns)) => {
                let callees = self.all(callee, other);
                callees.into_iter().flat_map(|fit| fit.in_order(parts, owns)).take(MOST).collect()
            }
            (Kind::Bind(known), Kind::Bind(own)) if known.head == own.head && known.bound.len() == own.bound.len() => {
                let mut running = self.running.clone();
                let mut fits = vec![self.clone()];
                for (bound, other) in known.bound.iter().zip(&own.bound) {
                    fits = fits.iter().flat_map(|fit| fit.range(bound, other)).take(MOST).collect();
                    running.push((bound.name.clone(), other.name.clone()));
                }
                let within = fits.into_iter().flat_map(|fit| {
                    let fit = Self { running: running.clone(), ..fit };
                    fit.all(&known.body, &own.body)
                });
                within.map(|fit| Self { running: self.running.clone(), ..fit }).take(MOST).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether the letters stand for names and for values of functions only.
    pub(super) fn is_of_names(&self) -> bool {
        let named = |stands: &Expr| pattern::base_name(stands).is_some() || matches!(stands.kind, Kind::Call(..));
        self.letters.values().chain(self.families.values()).all(named)
    }

    /// Whether the letters stand for themselves, whatever their indices.
    pub(super) fn has_own_letters(&self) -> bool {
        let own = |(letter, stands): (&Name, &Expr)| {
            pattern::base_name(stands).is_some_and(|name| spelled(name).starts_with(spelled(letter)))
        };
        self.letters.iter().all(own)
    }

    pub(super) fn in_order(&self, parts: &[Expr], owns: &[Expr]) -> Vec<Self> {
        if parts.len() != owns.len() {
            return Vec::new();
        }
        parts.iter().zip(owns).fold(vec![self.clone()], |fits, (part, own)| {
            fits.iter().flat_map(|fit| fit.all(part, own)).take(MOST).collect()
        })
    }

    /// Terms or factors in any order, the numbers among them first.
    fn parts(&self, head: &str, parts: &[Expr], owns: &[Expr]) -> Vec<Self> {
        if self.ordered && head == "Multiply" {
            return self.in_order(parts, owns);
        }
        if parts.len() != owns.len() {
            return Vec::new();
        }
        let mut parts: Vec<&Expr> = parts.iter().collect();
        parts.sort_by_key(|part| looseness(part));
        let mut fits = vec![(self.clone(), owns.iter().collect::<Vec<_>>())];
        for part in parts {
            let mut next = Vec::new();
            for (fit, left) in &fits {
                for (at, own) in left.iter().enumerate() {
                    let mut rest = left.clone();
                    rest.remove(at);
                    next.extend(fit.all(part, own).into_iter().map(|fit| (fit, rest.clone())));
                    if next.len() > MOST {
                        break;
                    }
                }
            }
            fits = next;
        }
        fits.into_iter().map(|(fit, _)| fit).take(MOST).collect()
    }

    /// One letter, or a name that stands for itself.
    fn letter(&self, name: &Name, own: &Expr) -> Option<Self> {
        if let Some((_, other)) = self.running.iter().rev().find(|(known, _)| known == name) {
            return (own.as_symbol() == Some(other)).then(|| self.clone());
        }
        if is_word(name) {
            return own.as_symbol().is_some_and(|other| spelled(other) == spelled(name)).then(|| self.clone());
        }
        self.standing(name, own)
    }

    /// A letter, for whatever it stands.
    fn standing(&self, name: &Name, own: &Expr) -> Option<Self> {
        let free = own.as_number().is_none() && !self.runs_in(own);
        match self.letters.get(name) {
            Some(known) => (known == own).then(|| self.clone()),
            None if free && !self.letters.values().any(|other| other == own) => {
                let mut fit = self.clone();
                fit.letters.insert(name.clone(), own.clone());
                Some(fit)
            }
            None => None,
        }
    }

    fn runs_in(&self, own: &Expr) -> bool {
        own.free_names().iter().any(|name| self.running.iter().any(|(_, other)| other == name))
    }

    /// `x_i`: where the index runs, whatever runs along; else a member of a family that is known, or a letter.
    fn member(&self, parts: &[Expr], own: &Expr) -> Vec<Self> {
        let [base, index] = parts else { return Vec::new() };
        let Some(base) = base.as_symbol() else { return Vec::new() };
        let running = index.as_symbol().and_then(|index| self.running.iter().rev().find(|(known, _)| known == index));
        if let Some((_, other)) = running {
            if !own.free_names().contains(other) {
                return Vec::new();
            }
            let family = own.substitute(other, &Expr::symbol(slot()));
            return match self.families.get(base) {
                Some(known) => (*known == family).then(|| self.clone()).into_iter().collect(),
                None if self.families.values().any(|known| *known == family) => Vec::new(),
                None => {
                    let mut fit = self.clone();
                    fit.families.insert(base.clone(), family);
                    vec![fit]
                }
            };
        }
        match self.families.get(base) {
            Some(family) => taken_for(family, own).map_or_else(Vec::new, |value| self.all(index, &value)),
            None => self.standing(&Name::from(format!("{base}_{}", plain(index))), own).into_iter().collect(),
        }
    }

    /// A range, by how many there are: `1` to `n` is `0` to `n - 1`. A range that is not told is any.
    fn range(&self, known: &Bound, own: &Bound) -> Vec<Self> {
        match (&known.range, &own.range) {
            (Range::Implicit, _) => vec![self.clone()],
            (Range::Between(low, high), Range::Between(from, to)) => {
                if is_one(low) && is_zero(from) {
                    let count = normal(&Expr::apply("Add", [to.clone(), Expr::integer(1)]));
                    return self.all(high, &count);
                }
                let starts = self.all(low, from);
                starts.into_iter().flat_map(|fit| fit.all(high, to)).take(MOST).collect()
            }
            (Range::Between(low, high), _) if is_one(low) && high.as_symbol().is_some() => vec![self.clone()],
            _ => Vec::new(),
        }
    }
}

/// What stands in the slot of a family, if an expression is a member of it.
fn taken_for(family: &Expr, own: &Expr) -> Option<Expr> {
    if family.as_symbol() == Some(&slot()) {
        return Some(own.clone());
    }
    let (parts, owns) = (family.children(), own.children());
    if parts.is_empty() || parts.len() != owns.len() || !same_node(family, own) {
        return None;
    }
    let mut value = None;
    for (part, other) in parts.into_iter().zip(owns) {
        if part == other {
            continue;
        }
        let found = taken_for(part, other)?;
        if value.get_or_insert_with(|| found.clone()) != &found {
            return None;
        }
    }
    value
}

fn same_node(one: &Expr, other: &Expr) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Apply(a, _), Kind::Apply(b, _)) => a == b,
        (Kind::Call(..), Kind::Call(..)) => true,
        _ => false,
    }
}

/// Letters fit anything, so they come last.
fn looseness(part: &Expr) -> usize {
    match &part.kind {
        Kind::Number(_) => 0,
        _ if part.any(&mut |inner| matches!(inner.kind, Kind::Bind(_))) => 1,
        Kind::Apply("At", _) => 4,
        Kind::Apply(..) | Kind::Call(..) => 2,
        Kind::Symbol(name) if is_word(name) => 0,
        Kind::Symbol(_) | Kind::Opaque(_) | Kind::Bind(_) => 5,
    }
}

/// `-1` times one letter.
fn is_negated_letter(parts: &[Expr]) -> bool {
    let minus = |number: &Expr| scaled(number).0 == -num_rational::BigRational::one();
    matches!(parts, [number, letter] if minus(number) && letter.as_symbol().is_some_and(|name| !is_word(name)))
}

fn is_one(end: &Expr) -> bool {
    end.as_number().is_some_and(|number| number.is_one())
}

fn is_zero(end: &Expr) -> bool {
    end.as_number().is_some_and(|number| number.is_zero())
}

/// A name of several characters, as `TP`.
fn is_word(name: &Name) -> bool {
    let plain = spelled(name);
    !plain.contains('\\') && plain.chars().filter(|letter| letter.is_alphabetic()).count() > 1
}

/// A name without its font.
fn spelled(name: &Name) -> &str {
    let text = name.as_str();
    ["\\text{", "\\mathrm{", "\\mathbf{"]
        .iter()
        .find_map(|font| text.strip_prefix(font)?.strip_suffix('}'))
        .unwrap_or(text)
}
