//! Two answers: the same value in another form, or different, or not known.
//!
//! Takes the notation of both; never reads a page. What an answer leaves open (an order, a unit, rounding) is undecided,
//! never guessed.

mod answer;
mod clean;
mod region;
mod scalar;
#[cfg(test)]
mod tests;
mod units;

use std::collections::BTreeSet;

use super::Given;
use super::lets;
use crate::claims::Definition;
use crate::decide::{Grade, Outcome, Reason, Settings, Verdict, Witness};
use crate::expr::print::plain;
use crate::expr::{Expr, Name};
use answer::{Answer, Letters};

/// What is known of two answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    Same,
    Different,
    Undecided,
}

impl Likeness {
    /// The permanent name, as it stands in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Undecided => "undecided",
        }
    }
}

/// Whether two answers are the same, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sameness {
    pub likeness: Likeness,
    pub grade: Option<Grade>,
    /// For *different*: a point at which the values differ.
    pub witness: Option<Witness>,
    pub reason: Option<Reason>,
    pub note: Option<String>,
}

/// same: two answers in LaTeX, under conditions and definitions → whether they give the same.
pub fn same(left: &str, right: &str, given: &Given, seed: u64) -> Result<Sameness, String> {
    let judge = Judge::new(given, seed)?;
    let spaceless = |text: &str| clean::cleaned(text).split_whitespace().collect::<String>();
    if spaceless(left) == spaceless(right) && !left.trim().is_empty() {
        return Ok(Sameness::same("the same notation"));
    }
    let read = |text: &str| answer::read(text, &judge.letters);
    Ok(match (read(left), read(right)) {
        (Ok(left), Ok(right)) => judge.compare(&left, &right),
        (Err(why), _) | (_, Err(why)) => Sameness { reason: Some(Reason::Notation), ..Sameness::undecided(why) },
    })
}

/// What stands beside the answers.
struct Judge {
    letters: Letters,
    facts: Vec<Expr>,
    definitions: Vec<Definition>,
    settings: Settings,
}

impl Judge {
    fn new(given: &Given, seed: u64) -> Result<Self, String> {
        let settings = Settings { seed, ..Settings::default() };
        let (conditions, definitions) = lets::context(given)?;
        let mut known: BTreeSet<Name> = conditions.iter().flat_map(Expr::free_names).collect();
        known.extend(definitions.iter().map(|definition| definition.name.clone()));
        let functions =
            definitions.iter().filter(|own| !own.parameters.is_empty()).map(|own| own.name.clone()).collect();
        Ok(Self { letters: Letters { known, functions }, facts: conditions, definitions, settings })
    }

    fn compare(&self, left: &Answer, right: &Answer) -> Sameness {
        use Answer::{
            Equation, Grouped, Labelled, List, Matrix, Mixed, Other, Percent, Quantity, Region, Set, Text, Tuple, Value,
        };
        match (left, right) {
            (Labelled(name, one), Labelled(other, two)) => self.labelled((name, one), (other, two)),
            (Labelled(name, value), Equation(l, r)) | (Equation(l, r), Labelled(name, value)) => match &**value {
                Value(value) => self.equations((name, value), (l, r)),
                _ => Sameness::undecided("an equation against something else"),
            },
            (Equation(a, b), Equation(c, d)) => self.equations((a, b), (c, d)),
            // `x = 3` and {3}: the set of what solves it.
            (Labelled(name, value), Set(members)) | (Set(members), Labelled(name, value))
                if name.as_symbol().is_some() && matches!(**value, Value(_)) =>
            {
                self.sets(std::slice::from_ref(&**value), members)
            }
            (Labelled(_, value), other) => self.compare(value, other),
            (other, Labelled(_, value)) => self.compare(other, value),
            (Quantity(one, unit), Quantity(other, second)) => self.quantities((one, unit), (other, second)),
            (Quantity(one, unit), other) | (other, Quantity(one, unit)) => self.one_unit(one, unit, other),
            (Percent(one), Percent(other)) => self.values(one, other),
            (Percent(own), Value(value)) | (Value(value), Percent(own)) => self.percent(own, value),
            (Mixed(sum, _), Mixed(other, _)) => self.values(sum, other),
            (Mixed(sum, product), Value(other)) | (Value(other), Mixed(sum, product)) => {
                self.mixed(sum, product, other)
            }
            (Grouped(one), Grouped(other) | Value(other)) | (Value(other), Grouped(one)) => self.values(one, other),
            (Grouped(_), _) | (_, Grouped(_)) => {
                Sameness::undecided("a comma may stand between thousands or between answers")
            }
            (Text(one), Text(other)) => words(one, other),
            (Text(word), Value(value)) | (Value(value), Text(word)) => {
                let name = value.as_symbol().is_some_and(|name| name.as_str().eq_ignore_ascii_case(word));
                if name { Sameness::same("the same letter") } else { Sameness::undecided("words against a value") }
            }
            (Value(one), Value(other)) => self.values(one, other),
            (Matrix(one), Matrix(other)) => self.matrices(one, other),
            (Matrix(rows), Tuple(members) | List(members)) | (Tuple(members) | List(members), Matrix(rows)) => {
                self.vector(rows, members)
            }
            (Region(one), Region(other)) => self.regions(one, other),
            (Region(one), Tuple(pair)) | (Tuple(pair), Region(one)) => match pair_of(pair) {
                Some(other) => self.regions(one, &other),
                None => Sameness::undecided("an interval against something else"),
            },
            (Tuple(one), Tuple(other)) => self.in_order(one, other),
            (Set(one), Set(other) | List(other)) | (List(other), Set(one)) => self.sets(one, other),
            (List(one) | Tuple(one), List(other) | Tuple(other)) => self.lists(one, other),
            (Set(one), Tuple(other)) | (Tuple(other), Set(one)) => match self.sets(one, other) {
                found if found.likeness == Likeness::Different => found,
                _ => Sameness::undecided("a set against what has an order"),
            },
            (Value(value), Set(all) | List(all) | Tuple(all)) | (Set(all) | List(all) | Tuple(all), Value(value)) => {
                self.one_of_several(value, all)
            }
            (Other(one), Other(other)) if one == other => Sameness::same("the same expression"),
            _ => Sameness::undecided("two kinds of answers"),
        }
    }

    fn labelled(&self, (name, one): (&Expr, &Answer), (other, two): (&Expr, &Answer)) -> Sameness {
        if name == other {
            return self.compare(one, two);
        }
        match (one, two) {
            (Answer::Value(one), Answer::Value(two))
                if !one.free_names().is_empty() || !two.free_names().is_empty() =>
            {
                self.equations((name, one), (other, two))
            }
            _ => Sameness::undecided(format!("{} against {}", plain(name), plain(other))),
        }
    }

    fn quantities(&self, (one, unit): (&Answer, &units::Unit), (other, second): (&Answer, &units::Unit)) -> Sameness {
        if unit.unknown.is_some() || second.unknown.is_some() {
            return if unit.unknown == second.unknown {
                self.compare(one, other)
            } else {
                Sameness::undecided("units that could not be compared")
            };
        }
        if unit.powers != second.powers {
            return Sameness::different("units of different kinds");
        }
        match (scaled(one, unit), scaled(other, second)) {
            (Some(one), Some(other)) => self.values(&one, &other),
            _ => Sameness::undecided("units of something that is no number"),
        }
    }

    /// A unit on one side: an angle has a value without one, anything else is left open.
    fn one_unit(&self, one: &Answer, unit: &units::Unit, other: &Answer) -> Sameness {
        let open = Sameness::undecided("a unit on one side only");
        let (Some(value), Answer::Value(bare), true) = (scaled(one, unit), other, unit.is_angle()) else { return open };
        let found = self.values(&value, bare);
        match (found.likeness, one) {
            (Likeness::Different, Answer::Value(number)) if self.values(number, bare).is_same() => open,
            _ => found,
        }
    }

    fn percent(&self, own: &Expr, value: &Expr) -> Sameness {
        let found = self.values(&Expr::apply("Divide", [own.clone(), Expr::integer(100)]), value);
        if found.likeness == Likeness::Different && self.values(own, value).is_same() {
            return Sameness::undecided("per cent on one side only");
        }
        found
    }

    fn mixed(&self, sum: &Expr, product: &Expr, other: &Expr) -> Sameness {
        let found = self.values(sum, other);
        if found.likeness == Likeness::Different && self.values(product, other).is_same() {
            return Sameness::undecided("a mixed number or a product");
        }
        found
    }

    fn matrices(&self, one: &[Vec<Expr>], other: &[Vec<Expr>]) -> Sameness {
        let size = |rows: &[Vec<Expr>]| (rows.len(), rows.first().map_or(0, Vec::len));
        let (first, second) = (size(one), size(other));
        if first != second {
            let turned = first == (second.1, second.0) && (first.0 == 1 || first.1 == 1);
            return if turned {
                Sameness::undecided("a row against a column")
            } else {
                Sameness::different(format!("{}×{} against {}×{}", first.0, first.1, second.0, second.1))
            };
        }
        Sameness::all(one.concat().iter().zip(&other.concat()).map(|(one, other)| self.values(one, other)))
    }

    fn vector(&self, rows: &[Vec<Expr>], members: &[Answer]) -> Sameness {
        let entries: Vec<Answer> = rows.concat().iter().map(answer::of_value).collect();
        if rows.len() > 1 && entries.len() != rows.len() {
            return Sameness::undecided("a matrix against a list");
        }
        self.in_order(&entries, members)
    }

    fn in_order(&self, one: &[Answer], other: &[Answer]) -> Sameness {
        if one.len() != other.len() {
            return Sameness::different(format!("{} members against {}", one.len(), other.len()));
        }
        Sameness::all(one.iter().zip(other).map(|(one, other)| self.compare(one, other)))
    }

    /// Answers in a row: in another order it is not known whether that matters.
    fn lists(&self, one: &[Answer], other: &[Answer]) -> Sameness {
        let ordered = self.in_order(one, other);
        if ordered.likeness == Likeness::Different && one.len() == other.len() && self.sets(one, other).is_same() {
            return Sameness::undecided("the same members in another order");
        }
        ordered
    }

    /// Every member of one is the same as some member of the other.
    fn sets(&self, one: &[Answer], other: &[Answer]) -> Sameness {
        let missing = |member: &Answer, others: &[Answer]| {
            let mut open = None;
            for other in others {
                let found = self.compare(member, other);
                match found.likeness {
                    Likeness::Same => return found,
                    Likeness::Undecided => open = Some(found),
                    Likeness::Different => {}
                }
            }
            open.unwrap_or_else(|| Sameness::different("a member of one is none of the other"))
        };
        let left = one.iter().map(|member| missing(member, other));
        Sameness::all(left.chain(other.iter().map(|member| missing(member, one))))
    }

    fn one_of_several(&self, value: &Expr, all: &[Answer]) -> Sameness {
        match all {
            [only] => match self.compare(&Answer::Value(value.clone()), only) {
                found if found.is_same() => Sameness::undecided("a value against a set of it"),
                found => found,
            },
            _ if value.free_names().is_empty() => Sameness::different(format!("one value against {}", all.len())),
            _ => Sameness::undecided("one value against several"),
        }
    }
}

/// The value in base units.
fn scaled(amount: &Answer, unit: &units::Unit) -> Option<Expr> {
    let value = match amount {
        Answer::Value(value) | Answer::Grouped(value) | Answer::Mixed(value, _) => value,
        _ => return None,
    };
    let mut parts = vec![value.clone(), answer::rational(unit.factor.clone())];
    parts.extend(unit.of_pi.then(|| Expr::apply("Pi", [])));
    Some(Expr::apply("Multiply", parts))
}

/// `(1, 2)` as an open interval.
fn pair_of(members: &[Answer]) -> Option<Vec<answer::Piece>> {
    let values = members.iter().map(|member| match member {
        Answer::Value(value) => Some(value.clone()),
        Answer::Other(value) if answer::is_infinite(value) => Some(value.clone()),
        _ => None,
    });
    answer::interval(&values.collect::<Option<Vec<_>>>()?, true)
}

/// Words that say the contrary of each other.
static CONTRARY: &[(&str, &str)] = &[("yes", "no"), ("true", "false"), ("even", "odd"), ("converges", "diverges")];

fn words(one: &str, other: &str) -> Sameness {
    let letter = |word: &str| word.chars().count() == 1;
    if one == other {
        return Sameness::same("the same words");
    }
    let contrary = CONTRARY.iter().any(|pair| *pair == (one, other) || *pair == (other, one));
    if contrary || letter(one) && letter(other) {
        return Sameness::different(format!("{one} against {other}"));
    }
    Sameness::undecided("other words")
}

impl Sameness {
    fn same(how: &str) -> Self {
        let note = Some(how.to_owned());
        Self { likeness: Likeness::Same, grade: Some(Grade::Proved), witness: None, reason: None, note }
    }

    fn different(how: impl Into<String>) -> Self {
        let note = Some(how.into());
        Self { likeness: Likeness::Different, grade: Some(Grade::Proved), witness: None, reason: None, note }
    }

    fn undecided(why: impl Into<String>) -> Self {
        let (reason, note) = (Some(Reason::Readings), Some(why.into()));
        Self { likeness: Likeness::Undecided, grade: None, witness: None, reason, note }
    }

    fn of(verdict: Verdict) -> Self {
        let (likeness, reason) = match verdict.outcome {
            Outcome::Holds | Outcome::Trivial => (Likeness::Same, None),
            Outcome::Fails => (Likeness::Different, None),
            Outcome::Undecided(reason) => (Likeness::Undecided, Some(reason)),
        };
        let grade = if verdict.outcome == Outcome::Trivial { Some(Grade::Proved) } else { verdict.grade };
        Self { likeness, grade, witness: verdict.witness, reason, note: verdict.note }
    }

    fn is_same(&self) -> bool {
        self.likeness == Likeness::Same
    }

    /// What its parts say together: one that differs settles it, one that is open leaves it open.
    fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut weakest = Self::same("part by part");
        for part in parts {
            match part.likeness {
                Likeness::Different => return part,
                Likeness::Undecided => weakest = part,
                Likeness::Same if weakest.is_same() && part.grade > weakest.grade => weakest.grade = part.grade,
                Likeness::Same => {}
            }
        }
        weakest
    }
}
