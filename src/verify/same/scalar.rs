//! Two expressions with values: the same one, or a point that tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;

use super::answer::{exact, is_infinite, rational};
use super::{Judge, Sameness};
use crate::claims::Problem;
use crate::decide::{self, Outcome, Verdict};
use crate::expr::{Domain, Expr, Head, Kind, Name, Shape, Sort};

/// Letters of constants of integration.
static CONSTANTS: &[&str] = &["C", "c"];
/// A decimal with so many digits may be meant as rounded.
const ROUNDED: usize = 3;

impl Judge {
    /// The verdict on a relation between two expressions, over real values of the names.
    pub(super) fn verdict(&self, left: &Expr, relation: Head, right: &Expr) -> Verdict {
        let mut problem = Problem {
            left: exact(left),
            relation,
            right: exact(right),
            facts: self.facts.clone(),
            definitions: self.definitions.clone(),
            sorts: BTreeMap::new(),
            closed: false,
        };
        let said: BTreeSet<Name> = self.facts.iter().flat_map(Expr::free_names).collect();
        let names = decide::free_names(&problem);
        problem.closed = names.is_empty();
        for name in names {
            // A condition says what its names range over.
            let domain = if said.contains(&name) && self.is_member(&name) { Domain::Unknown } else { Domain::Real };
            problem.sorts.insert(name, Sort { domain, shape: Shape::scalar(), ..Sort::default() });
        }
        decide::decide(&problem, &self.settings)
    }

    fn is_member(&self, name: &Name) -> bool {
        let own =
            |fact: &Expr| fact.as_apply("Element").and_then(<[Expr]>::first).and_then(Expr::as_symbol) == Some(name);
        self.facts.iter().any(own)
    }

    fn holds(&self, left: &Expr, relation: Head, right: &Expr) -> bool {
        matches!(self.verdict(left, relation, right).outcome, Outcome::Holds | Outcome::Trivial)
    }

    /// Two values.
    pub(super) fn values(&self, left: &Expr, right: &Expr) -> Sameness {
        if left == right {
            return Sameness::same("the same expression");
        }
        match (infinity(left), infinity(right)) {
            (Some(one), Some(other)) if one == other => return Sameness::same("the same infinity"),
            (Some(_), _) | (_, Some(_)) => return Sameness::different("infinity against another value"),
            (None, None) => {}
        }
        if let Some(found) = self.up_to_a_constant(left, right) {
            return found;
        }
        let verdict = self.verdict(left, "Equal", right);
        match verdict.outcome {
            Outcome::Fails if self.is_rounded(left, right) => {
                Sameness::undecided("equal to the digits that are printed")
            }
            _ => Sameness::of(verdict),
        }
    }

    /// Whether one side is a decimal with some digits that the other one rounds to.
    fn is_rounded(&self, left: &Expr, right: &Expr) -> bool {
        [(left, right), (right, left)].iter().any(|(printed, other)| {
            let Some(half) = half_unit(printed) else { return false };
            let gap = Expr::apply(
                "Abs",
                [Expr::apply("Add", [(*other).clone(), Expr::apply("Negate", [(*printed).clone()])])],
            );
            other.free_names().is_empty() && self.holds(&gap, "LessEqual", &rational(half))
        })
    }

    /// Antiderivatives: `F + C` is one with any other constant.
    fn up_to_a_constant(&self, left: &Expr, right: &Expr) -> Option<Sameness> {
        let (one, other) = (without_constant(left), without_constant(right));
        if one.is_none() && other.is_none() {
            return None;
        }
        let both = one.is_some() && other.is_some();
        let gap = Expr::apply(
            "Add",
            [one.unwrap_or_else(|| left.clone()), Expr::apply("Negate", [other.unwrap_or_else(|| right.clone())])],
        );
        // It is constant if it is the same at another point.
        let elsewhere = gap
            .free_names()
            .iter()
            .fold(gap.clone(), |moved, name| moved.substitute(name, &Expr::symbol(Name::from(format!("{name}'")))));
        let constant = gap.free_names().is_empty() || self.holds(&gap, "Equal", &elsewhere);
        match (both, constant) {
            (true, true) => Some(Sameness::same("up to the constant")),
            (false, true) => Some(Sameness::undecided("an additive constant on one side only")),
            (_, false) => None,
        }
    }

    /// Two equations: one a multiple of the other, or a point of one that is none of the other.
    pub(super) fn equations(&self, one: (&Expr, &Expr), other: (&Expr, &Expr)) -> Sameness {
        let gap =
            |(left, right): (&Expr, &Expr)| Expr::apply("Add", [left.clone(), Expr::apply("Negate", [right.clone()])]);
        let (first, second) = (gap(one), gap(other));
        let names: BTreeSet<Name> = first.free_names().into_iter().chain(second.free_names()).collect();
        let elsewhere = |expr: &Expr| {
            names
                .iter()
                .fold(expr.clone(), |moved, name| moved.substitute(name, &Expr::symbol(Name::from(format!("{name}'")))))
        };
        let product = |a: &Expr, b: Expr| Expr::apply("Multiply", [a.clone(), b]);
        let zero = Expr::integer(0);
        let (vanishes, also) = (self.verdict(&first, "Equal", &zero), self.verdict(&second, "Equal", &zero));
        let proper = [&vanishes, &also].iter().all(|verdict| verdict.outcome == Outcome::Fails);
        if proper && self.holds(&product(&first, elsewhere(&second)), "Equal", &product(&second, elsewhere(&first))) {
            return Sameness::same("one equation is a multiple of the other");
        }
        for (solved, rest) in [(one, &second), (other, &first)] {
            if let Some((name, value)) = solution(solved) {
                let verdict = self.verdict(&rest.substitute(&name, &value), "Equal", &zero);
                if verdict.outcome == Outcome::Fails {
                    let note = "a solution of one equation does not solve the other";
                    return Sameness { note: Some(note.into()), ..Sameness::of(verdict) };
                }
            }
        }
        Sameness::undecided("two equations")
    }
}

/// `y = 2 x + 1`: a name and what it is.
fn solution((left, right): (&Expr, &Expr)) -> Option<(Name, Expr)> {
    [(left, right), (right, left)].iter().find_map(|(name, value)| {
        let name = name.as_symbol()?;
        (!value.free_names().contains(name)).then(|| (name.clone(), (*value).clone()))
    })
}

/// The sign of an infinity.
fn infinity(expr: &Expr) -> Option<bool> {
    is_infinite(expr).then(|| expr.is_apply("Negate"))
}

/// The sum without a lone constant of integration.
fn without_constant(expr: &Expr) -> Option<Expr> {
    let parts = expr.as_apply("Add")?;
    let is_constant = |part: &Expr| part.as_symbol().is_some_and(|name| CONSTANTS.contains(&name.as_str()));
    let rest: Vec<Expr> = parts.iter().filter(|part| !is_constant(part)).cloned().collect();
    let constants: Vec<&Name> = parts.iter().filter(|part| is_constant(part)).filter_map(Expr::as_symbol).collect();
    let [constant] = constants.as_slice() else { return None };
    let again = rest.iter().any(|part| part.free_names().contains(constant));
    // Where nothing else varies, it is a value like any other.
    let varies = rest.iter().any(|part| !part.free_names().is_empty());
    match rest.as_slice() {
        _ if again || !varies => None,
        [only] => Some(only.clone()),
        _ => Some(Expr::apply("Add", rest)),
    }
}

/// Half a unit of the last printed digit of a decimal with enough digits.
fn half_unit(printed: &Expr) -> Option<BigRational> {
    let bare = match &printed.kind {
        Kind::Apply("Negate", parts) => parts.first()?,
        _ => printed,
    };
    let number = bare.as_number()?;
    let unit = num_traits::pow(BigInt::from(10), usize::try_from(number.decimals?).ok()?);
    let digits = (number.value.abs() * BigRational::from_integer(unit.clone())).to_integer().to_string();
    (digits.len() >= ROUNDED).then(|| BigRational::new(1.into(), unit * 2))
}
