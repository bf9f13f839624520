//! Claims of growth: `3 n^2 + n = O(n^2)`, `f \in \Theta(n d)`, by comparing monomials.
//!
//! Takes a problem whose right side is `O(g)`, `Ω(g)` or `Θ(g)` of polynomials in sizes; gives a verdict, or nothing
//! where the sides are no such polynomials. A letter that only one side has may stand for a constant: a claim is refuted
//! only by letters that both sides have, and only if one side outgrows the other both along one of them and along all of
//! them together, so that no relation between the sizes is what the author had in mind.

use std::collections::{BTreeMap, BTreeSet};

use super::judge::with_sides;
use super::sample::Point;
use super::witness::witness;
use super::{Grade, Outcome, Reason, Verdict};
use crate::claims::{Definition, Problem};
use crate::expr::print::plain;
use crate::expr::{Domain, Expr, Head, Kind, Name, Size};
use crate::infer::size_of;

/// Heads of claims, and whether each bounds its left side from above and from below.
static BOUNDS: &[(Head, bool, bool)] = &[("BigO", true, false), ("BigOmega", false, true), ("BigTheta", true, true)];

/// The value of a size that a witness shows to be large.
const LARGE: i64 = 1000;

/// The order that a side names: its head and what is inside.
pub fn named_order(side: &Expr) -> Option<(Head, &Expr)> {
    let Kind::Apply(head, parts) = &side.kind else { return None };
    match parts.as_slice() {
        [inside] if BOUNDS.iter().any(|(own, ..)| own == head) => Some((head, inside)),
        _ => None,
    }
}

/// order: `f = O(g)` → holds, fails or undecided; `None` where the sides are no polynomials in sizes with a letter in
/// common.
pub fn order(problem: &Problem) -> Option<Verdict> {
    let (head, inside) = named_order(&problem.right)?;
    let (_, above, below) = BOUNDS.iter().find(|(own, ..)| *own == head)?;
    let left = expanded(&problem.left, &problem.definitions);
    let (f, g) = (Growth::of(&left, problem)?, Growth::of(inside, problem)?);
    let common: BTreeSet<Name> = f.names().intersection(&g.names()).cloned().collect();
    if common.is_empty() || !g.is_positive() {
        return None;
    }
    let bounds = [(*above, &f, &g), (*below, &g, &f)];
    let asked = bounds.iter().filter(|(asked, ..)| *asked);
    if let Some((_, one, other)) = asked.clone().find(|(_, one, other)| one.outgrows(other, &common)) {
        if let Some(fact) = problem.facts.iter().find(|fact| restricts(fact, &common)) {
            return Some(Verdict::undecided(Reason::ConditionUnknown, format!("{} restricts the sizes", plain(fact))));
        }
        return Some(refuted(problem, (&left, inside), &common, one.along(other, &common)));
    }
    if asked.clone().all(|(_, one, other)| one.is_below(other)) {
        let proof = vec!["each monomial is bounded by one of the other side, as sizes are at least 1".into()];
        return Some(Verdict { grade: Some(Grade::Proved), proof, ..Verdict::bare(Outcome::Holds) });
    }
    let constant: Vec<String> = f.names().symmetric_difference(&g.names()).map(|name| format!("`{name}`")).collect();
    Some(match constant.is_empty() {
        false => {
            Verdict::undecided(Reason::Readings, format!("it depends on whether {} is constant", constant.join(", ")))
        }
        true => Verdict::undecided(Reason::ConditionUnknown, "it depends on how the sizes grow against each other"),
    })
}

/// Whether a condition may keep sizes from growing, or from growing apart; a membership or a bound from below does not.
fn restricts(fact: &Expr, common: &BTreeSet<Name>) -> bool {
    let from_below = match &fact.kind {
        Kind::Apply("Greater" | "GreaterEqual", sides) => sides.get(1).is_some_and(|low| low.as_number().is_some()),
        Kind::Apply("Less" | "LessEqual", sides) => sides.first().is_some_and(|low| low.as_number().is_some()),
        Kind::Apply("Element", _) => true,
        _ => false,
    };
    !from_below && fact.free_names().iter().any(|name| common.contains(name))
}

/// A name that the page defines, as what it stands for: `T(n)` where `T(n) = 3 n^2`.
fn expanded(side: &Expr, definitions: &[Definition]) -> Expr {
    definitions.iter().rev().fold(side.clone(), |side, definition| {
        let own: Vec<Expr> = definition.parameters.iter().map(Expr::symbol).collect();
        match &side.kind {
            Kind::Call(callee, arguments) if callee.as_symbol() == Some(&definition.name) && *arguments == own => {
                definition.body.clone()
            }
            _ if own.is_empty() && definition.indices.is_empty() => side.substitute(&definition.name, &definition.body),
            _ => side,
        }
    })
}

fn refuted(problem: &Problem, sides: (&Expr, &Expr), common: &BTreeSet<Name>, along: Option<&Name>) -> Verdict {
    let compared = with_sides(problem, sides.0.clone(), sides.1.clone());
    let names: BTreeSet<Name> = sides.0.free_names().union(&sides.1.free_names()).cloned().collect();
    let value = |name: &Name| Expr::integer(if common.contains(name) { LARGE } else { 1 });
    let point: Point = names.iter().map(|name| (name.clone(), value(name))).collect();
    let along = along.map(|name| format!("`{name}`")).unwrap_or_default();
    Verdict {
        grade: Some(Grade::Proved),
        points: 1,
        witness: Some(witness(&compared, &point)),
        note: Some(format!("the ratio of the two sides has no bound as {along} grows")),
        ..Verdict::bare(Outcome::Fails)
    }
}

/// A polynomial in sizes, up to a positive factor.
struct Growth(Size);

impl Growth {
    fn of(side: &Expr, problem: &Problem) -> Option<Self> {
        let (size, _) = fraction(side)?;
        let counts = |name: &Name| problem.sorts.get(name).is_some_and(|sort| sort.domain == Domain::Natural);
        (size.names().all(counts) && !size.terms().is_empty()).then_some(Self(size))
    }

    fn names(&self) -> BTreeSet<Name> {
        self.0.names().cloned().collect()
    }

    fn is_positive(&self) -> bool {
        self.0.terms().values().all(|coefficient| *coefficient > 0)
    }

    /// Its greatest power of one name, or of all of these together.
    fn degree(&self, names: &BTreeSet<Name>) -> u32 {
        let of = |monomial: &BTreeMap<Name, u32>| names.iter().filter_map(|name| monomial.get(name)).sum();
        self.0.terms().keys().map(of).max().unwrap_or(0)
    }

    /// Whether terms may cancel in some direction.
    fn may_cancel(&self) -> bool {
        !self.is_positive() && self.names().len() > 1
    }

    /// A name along which it grows faster than the other.
    fn along<'a>(&self, other: &Self, common: &'a BTreeSet<Name>) -> Option<&'a Name> {
        common.iter().find(|name| {
            let only = BTreeSet::from([(*name).clone()]);
            self.degree(&only) > other.degree(&only)
        })
    }

    fn outgrows(&self, other: &Self, common: &BTreeSet<Name>) -> bool {
        !self.may_cancel()
            && !other.may_cancel()
            && self.degree(common) > other.degree(common)
            && self.along(other, common).is_some()
    }

    /// Whether a multiple of the other bounds it for all sizes.
    fn is_below(&self, other: &Self) -> bool {
        let bounds = |high: &BTreeMap<Name, u32>, low: &BTreeMap<Name, u32>| {
            low.iter().all(|(name, power)| high.get(name).is_some_and(|own| own >= power))
        };
        let below = |low| other.0.terms().keys().any(|high| bounds(high, low));
        // `n^2 - n` is at least a multiple of `n^2` for all but finitely many n; with more letters a difference may vanish.
        (other.is_positive() || other.leads_up()) && self.0.terms().keys().all(below)
    }

    /// In one letter, with a positive leading coefficient.
    fn leads_up(&self) -> bool {
        let last = self.0.terms().iter().max_by_key(|(monomial, _)| monomial.values().sum::<u32>());
        self.names().len() == 1 && last.is_some_and(|(_, coefficient)| *coefficient > 0)
    }
}

/// A sum or product with divisions by positive numbers, over a common denominator.
fn fraction(side: &Expr) -> Option<(Size, i64)> {
    match &side.kind {
        Kind::Apply("Divide", parts) => {
            let [above, below] = parts.as_slice() else { return None };
            let ((above, own), (below, other)) = (fraction(above)?, fraction(below)?);
            let below = below.as_constant().filter(|below| *below > 0)?;
            Some((above.multiply(&Size::constant(other)), own.checked_mul(below)?))
        }
        Kind::Apply("Negate", parts) => parts.first().and_then(fraction).map(|(size, own)| (size.negate(), own)),
        Kind::Apply("Add", parts) => parts.iter().try_fold((Size::constant(0), 1_i64), |(sum, own), part| {
            let (size, other) = fraction(part)?;
            let crossed = sum.multiply(&Size::constant(other)).add(&size.multiply(&Size::constant(own)));
            Some((crossed, own.checked_mul(other)?))
        }),
        Kind::Apply("Multiply", parts) => parts.iter().try_fold((Size::constant(1), 1_i64), |(product, own), part| {
            let (size, other) = fraction(part)?;
            Some((product.multiply(&size), own.checked_mul(other)?))
        }),
        Kind::Number(number) => {
            let value = &number.value;
            let (above, below) = (i64::try_from(value.numer()).ok()?, i64::try_from(value.denom()).ok()?);
            Some((Size::constant(above), below))
        }
        _ => size_of(side).map(|size| (size, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Fact, Sort};
    use crate::infer::testing::expr;

    fn verdict(left: &str, right: &str) -> Option<Outcome> {
        under(left, right, &[])
    }

    fn under(left: &str, right: &str, facts: &[&str]) -> Option<Outcome> {
        let size = Sort { facts: [Fact::Positive].into(), ..Sort::scalar(Domain::Natural) };
        let problem = Problem {
            left: expr(left),
            relation: "Equal",
            right: expr(right),
            facts: facts.iter().map(|fact| expr(fact)).collect(),
            definitions: Vec::new(),
            sorts: ["L", "d", "n"].map(|name| (Name::from(name), size.clone())).into(),
            closed: false,
        };
        order(&problem).map(|verdict| verdict.outcome)
    }

    #[test]
    fn monomials_are_compared() {
        let (holds, fails) = (Some(Outcome::Holds), Some(Outcome::Fails));
        let open = |reason| Some(Outcome::Undecided(reason));
        let cases = [
            ("(Add (Power n 2) n)", "(BigO (Power n 2))", holds.clone()),
            ("(Add (Power n 2) (Negate n))", "(BigTheta (Power n 2))", holds.clone()),
            ("(Divide (Multiply n (Add n 1)) 2)", "(BigTheta (Power n 2))", holds.clone()),
            ("(Multiply (Power L 2) d)", "(BigO (Multiply (Power L 2) d))", holds),
            ("(Power n 3)", "(BigO (Power n 2))", fails.clone()),
            ("(Power n 2)", "(BigTheta (Power n 3))", fails.clone()),
            ("(Multiply (Power L 2) d)", "(BigO (Multiply L d))", fails.clone()),
            ("(Multiply (Power L 2) d)", "(BigO L)", fails),
            // The letter that is missing may be a constant.
            ("(Multiply (Power L 2) d)", "(BigO (Power L 2))", open(Reason::Readings)),
            // `L \le d` would make it true.
            ("(Multiply (Power L 2) d)", "(BigO (Multiply L (Power d 2)))", open(Reason::ConditionUnknown)),
            ("(Power x 3)", "(BigO (Power x 2))", None),
            ("n", "(BigO 1)", None),
        ];
        for (left, right, expected) in cases {
            assert_eq!(verdict(left, right), expected, "{left} against {right}");
        }
    }

    #[test]
    fn conditions_on_the_sizes_leave_it_open() {
        let claim = ("(Multiply (Power L 2) d)", "(BigO (Multiply L d))");
        let open = Some(Outcome::Undecided(Reason::ConditionUnknown));
        assert_eq!(under(claim.0, claim.1, &["(LessEqual L 8)"]), open);
        assert_eq!(under(claim.0, claim.1, &["(LessEqual L d)"]), open);
        assert_eq!(under(claim.0, claim.1, &["(GreaterEqual L 2)"]), Some(Outcome::Fails));
    }
}
