//! Proofs of scalar claims.
//!
//! Sets up what is known, brings both sides to normal form, and compares.

use num_traits::Zero;

use super::atom::Engine;
use super::definition::expand;
use super::facts::Facts;
use super::poly::Poly;
use super::scalar::is_scalar;
use super::{Budget, Exact};
use crate::claims::Problem;
use crate::expr::{Domain, Expr, Fact, Kind, Name, Shape, Sort};

/// left relation right, both without defined names.
pub(super) fn prove(problem: &Problem, left: &Expr, right: &Expr, budget: &mut Budget) -> Exact {
    let mut engine = engine(problem, budget);
    let verdict = engine.prepare(problem, left, right).and_then(|()| engine.compare(problem, left, right));
    *budget = engine.budget.clone();
    verdict.unwrap_or(Exact::Unknown)
}

/// A proof with the sorts of a problem.
pub(super) fn engine(problem: &Problem, budget: &Budget) -> Engine {
    let facts = Facts { sorts: problem.sorts.clone(), assume_real: !problem.closed, ..Facts::default() };
    Engine::new(facts, budget.clone())
}

impl Engine {
    pub(super) fn prepare(&mut self, problem: &Problem, left: &Expr, right: &Expr) -> Option<()> {
        for (name, sort) in &problem.sorts {
            self.assume_sort(name, sort)?;
        }
        for fact in &problem.facts {
            let fact = expand(fact, &problem.definitions)?;
            if is_scalar(&fact, &problem.sorts) {
                // A condition without a normal form is not needed for soundness.
                let _ = self.assume(&fact);
            }
        }
        for side in [left, right] {
            self.assume_indices(side);
        }
        if !problem.closed {
            self.assume_logarithms(left);
            self.assume_logarithms(right);
        }
        Some(())
    }

    /// The bounds that a sort implies.
    fn assume_sort(&mut self, name: &Name, sort: &Sort) -> Option<()> {
        let value = self.name(name)?;
        let below_one = Poly::one().subtract(&value);
        if sort.facts.contains(&Fact::OpenUnit) {
            self.facts.positive.push(below_one);
        } else if sort.domain == Domain::Probability {
            self.facts.nonnegative.push(below_one);
        }
        if sort.facts.contains(&Fact::Positive) && self.is_integer(&value) {
            self.facts.nonnegative.push(value.subtract(&Poly::one()));
        }
        Some(())
    }

    /// A free index of an entry lies between 1 and the size of its axis.
    fn assume_indices(&mut self, expr: &Expr) {
        let mut places = Vec::new();
        expr.visit(&mut |part| {
            let Some([base, indices @ ..]) = part.as_apply("At") else { return };
            let Some(Shape::Known(sizes)) =
                base.as_symbol().and_then(|name| self.facts.sorts.get(name)).map(|s| &s.shape)
            else {
                return;
            };
            let named =
                indices.iter().zip(sizes).filter_map(|(index, size)| Some((index.as_symbol()?.clone(), size.clone())));
            places.extend(named);
        });
        for (index, size) in places {
            let (Some(place), Some(size)) = (self.name(&index), self.size(&size)) else { continue };
            self.facts.sorts.entry(index).or_default().facts.insert(Fact::Integer);
            self.facts.integers.push(place.clone());
            self.facts.reals.push(place.clone());
            self.facts.nonnegative.extend([place.subtract(&Poly::one()), size.subtract(&place)]);
        }
    }

    /// In a book's text the logarithm of a bare real name says that it is positive.
    fn assume_logarithms(&mut self, expr: &Expr) {
        let mut arguments = Vec::new();
        expr.visit(&mut |part| {
            if let Kind::Apply("Log" | "Ln" | "Lb" | "Lg", inner) = &part.kind {
                arguments.extend(inner.first());
            }
        });
        for argument in arguments {
            let bare = matches!(argument.kind, Kind::Symbol(_) | Kind::Apply("At", _) | Kind::Call(..));
            let Some(value) = bare.then(|| self.form(argument)).flatten() else { continue };
            if self.is_real(&value) && !self.is_positive(&value) {
                self.law("what stands in a logarithm is positive");
                self.facts.positive.push(value);
            }
        }
    }

    fn compare(&mut self, problem: &Problem, left: &Expr, right: &Expr) -> Option<Exact> {
        let (a, b) = (self.form(left)?, self.form(right)?);
        let difference = a.subtract(&b);
        let proved = match problem.relation {
            "Equal" | "Equivalent" => {
                let mut zero = self.is_zero(&difference)?;
                if !zero {
                    zero = self.by_induction(&difference).unwrap_or(false);
                }
                zero
            }
            "GreaterEqual" => self.is_nonnegative(&difference),
            "Greater" => self.is_positive(&difference),
            "LessEqual" => self.is_nonnegative(&difference.negate()),
            "Less" => self.is_positive(&difference.negate()),
            _ => return None,
        };
        if proved {
            return Some(self.proved(&difference));
        }
        let numbers = is_closed(left) && is_closed(right);
        let constant = numbers.then(|| self.numerator(&difference)).flatten().and_then(|rest| rest.as_constant());
        let different = constant.is_some_and(|value| !value.is_zero()) && problem.relation == "Equal";
        different.then(|| {
            let reason = match (a.as_constant(), b.as_constant()) {
                (Some(a), Some(b)) => format!("the left side is {a}, the right side is {b}"),
                _ => "the two sides differ by a rational number".to_owned(),
            };
            Exact::Refuted { reason }
        })
    }

    fn proved(&mut self, difference: &Poly) -> Exact {
        let mut steps = self.laws().to_vec();
        let divided = difference.atoms().into_iter().any(|atom| difference.least_exponent(atom) < Zero::zero());
        if divided {
            steps.push("common denominator; needs denominators other than 0".to_owned());
        }
        steps.push("both sides have one normal form".to_owned());
        Exact::Proved { steps }
    }
}

/// Numbers and arithmetic only, as exact as they were written.
fn is_closed(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Number(number) => number.decimals.is_none(),
        Kind::Apply(_, arguments) => arguments.iter().all(is_closed),
        _ => false,
    }
}
