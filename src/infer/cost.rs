//! Operation counts of expressions, by the shapes of their parts.

use std::collections::BTreeMap;

use super::form::Form;
use super::shapes::Walker;
use super::sizes::{Relations, size_of};
use super::symbols::Known;
use crate::expr::{Expr, Kind, Name, Range, Size, Sort};

/// Multiply-adds of an expression as written, products from the left: (m,k)(k,n) takes m k n, an operation entry by entry
/// as many as there are entries, a sum over n values n times its summand. `None` where a shape, a range or a function is
/// unknown.
pub fn cost(expr: &Expr, sorts: &BTreeMap<Name, Sort>) -> Option<Size> {
    let known = |(name, sort): (&Name, &Sort)| (name.clone(), Known { sort: sort.clone(), ..Known::default() });
    let symbols: BTreeMap<Name, Known> = sorts.iter().map(known).collect();
    let (defined, relations) = (BTreeMap::new(), Relations::default());
    let mut counter = Counter {
        walker: Walker {
            symbols: &symbols,
            defined: &defined,
            relations: &relations,
            statement: 0,
            clashes: Vec::new(),
            counters: Vec::new(),
        },
    };
    counter.count(expr)
}

/// The terms of a cost that no other term dominates for large sizes, without their coefficients: `L^2 d + 3 L d` has
/// `L^2 d` only.
pub fn leading(cost: &Size) -> Vec<Size> {
    let monomials: Vec<&BTreeMap<Name, u32>> = cost.terms().keys().collect();
    let dominated = |one: &BTreeMap<Name, u32>| {
        monomials.iter().any(|other| {
            *other != one && one.iter().all(|(name, power)| other.get(name).is_some_and(|more| more >= power))
        })
    };
    let kept = monomials.iter().filter(|monomial| !dominated(monomial));
    kept.map(|monomial| {
        let powers = monomial.iter().flat_map(|(name, power)| (0..*power).map(move |_| Size::name(name)));
        powers.fold(Size::constant(1), |product, name| product.multiply(&name))
    })
    .collect()
}

struct Counter<'a> {
    walker: Walker<'a>,
}

impl Counter<'_> {
    fn count(&mut self, expr: &Expr) -> Option<Size> {
        match &expr.kind {
            Kind::Number(_) | Kind::Symbol(_) => Some(Size::constant(0)),
            Kind::Apply("Transpose" | "At" | "AtUpper" | "Slice", _) => Some(Size::constant(0)),
            Kind::Apply("Multiply", factors) => self.product(factors),
            Kind::Apply("InnerProduct" | "Norm" | "Softmax" | "Trace", arguments) => {
                let entries = entries(&self.walker.form(arguments.first()?))?;
                Some(self.all(arguments)?.add(&entries))
            }
            Kind::Apply("Inverse" | "Determinant", arguments) => {
                let form = self.walker.form(arguments.first()?);
                let rows = form.axes?.first()?.size.clone()?;
                Some(self.all(arguments)?.add(&rows.multiply(&rows).multiply(&rows)))
            }
            Kind::Apply(_, arguments) => {
                let entries = entries(&self.walker.form(expr))?;
                Some(self.all(arguments)?.add(&entries))
            }
            Kind::Bind(binding) if binding.head == "Sum" => self.sum(&binding.bound, &binding.body),
            _ => None,
        }
    }

    fn all(&mut self, parts: &[Expr]) -> Option<Size> {
        parts.iter().try_fold(Size::constant(0), |sum, part| Some(sum.add(&self.count(part)?)))
    }

    fn sum(&mut self, bound: &[crate::expr::Bound], body: &Expr) -> Option<Size> {
        let entries = entries(&self.walker.form(body))?;
        let mut each = self.count(body)?.add(&entries);
        for one in bound {
            let Range::Between(low, high) = &one.range else { return None };
            let length = size_of(high)?.add(&size_of(low)?.negate()).add(&Size::constant(1));
            each = each.multiply(&length);
        }
        Some(each)
    }

    fn product(&mut self, factors: &[Expr]) -> Option<Size> {
        let mut total = self.all(factors)?;
        let mut factors = factors.iter();
        let mut left = self.walker.form(factors.next()?);
        for factor in factors {
            let right = self.walker.form(factor);
            total = total.add(&step(&left, &right)?);
            left = self.walker.pair(&left, &right);
        }
        Some(total)
    }
}

/// The multiply-adds of one product.
fn step(left: &Form, right: &Form) -> Option<Size> {
    let (a, b) = (left.axes.as_deref()?, right.axes.as_deref()?);
    match (a, b) {
        ([], _) => entries(right),
        (_, []) => entries(left),
        (_, [_, columns]) => Some(entries(left)?.multiply(columns.size.as_ref()?)),
        ([_, _], [_]) | ([_], [_]) => entries(left),
        _ => None,
    }
}

/// How many entries there are; 1 for a number.
fn entries(form: &Form) -> Option<Size> {
    form.axes.as_ref()?.iter().try_fold(Size::constant(1), |count, axis| Some(count.multiply(axis.size.as_ref()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Domain;
    use crate::infer::testing::expr;

    #[test]
    fn costs_are_counted() {
        let arrays = [("Q", "L d"), ("K", "L d"), ("V", "L d"), ("W", "d h"), ("x", "d"), ("s", "")];
        let sort = |sizes: &str| Sort::array(Domain::Real, sizes.split_whitespace().map(Size::name).collect());
        let sorts = arrays.map(|(name, sizes)| (Name::from(name), sort(sizes))).into_iter().collect();
        let cases = [
            ("(Multiply (Transpose x) x)", "d", "d"),
            ("(Multiply Q W)", "L d h", "L d h"),
            ("(Multiply (Softmax (Multiply Q (Transpose K))) V)", "2 L^2 d + L^2", "L^2 d"),
            ("(Add Q (Multiply s V))", "2 L d", "L d"),
            ("(Sum (i 1 n) (Multiply (Transpose x) x))", "n + d n", "d n"),
        ];
        for (text, expected, most) in cases {
            let cost = cost(&expr(text), &sorts).unwrap();
            let shown: Vec<String> = leading(&cost).iter().map(Size::to_string).collect();
            assert_eq!((sorted(&cost.to_string()), shown.join(", ")), (sorted(expected), most.to_owned()), "{text}");
        }
        assert_eq!(cost(&expr("(f Q)"), &sorts), None);
    }

    fn sorted(sum: &str) -> Vec<&str> {
        let mut terms: Vec<&str> = sum.split(" + ").collect();
        terms.sort_unstable();
        terms
    }
}
