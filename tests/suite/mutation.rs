//! Single slips of the pen in a claim: what a verified library must notice.
//!
//! Takes a problem; gives problems that differ from it in one sign, factor, exponent, transpose, index, bound or
//! function. Written apart from the edits that the engine tests its own sensitivity with.

use mathlint::claims::Problem;
use mathlint::decide::{Grade, Outcome, Verdict};
use mathlint::expr::{Expr, Kind, Name, Range};

/// A claim with one slip.
pub struct Mutant {
    pub kind: &'static str,
    pub problem: Problem,
}

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Refuted with a witness.
    Refuted,
    /// Not wrong: proved equal, the same up to reordering, or an inequality that is true as well.
    True,
    /// Neither.
    Survived,
}

const TWINS: &[(&str, &str)] = &[
    ("Sin", "Cos"),
    ("Cos", "Sin"),
    ("Tanh", "Tan"),
    ("Log", "Exp"),
    ("Exp", "Log"),
    ("Max", "Min"),
    ("Min", "Max"),
    ("Floor", "Ceil"),
    ("Ceil", "Floor"),
    ("Cosh", "Sinh"),
];

/// mutants: a claim → the same claim with one slip, for each place where one could be made.
pub fn mutants(problem: &Problem) -> Vec<Mutant> {
    let indices = indices(problem);
    let of_left = variants(&problem.left, &indices).into_iter();
    let of_right = variants(&problem.right, &indices).into_iter();
    let left = of_left.map(|(kind, left)| Mutant { kind, problem: Problem { left, ..problem.clone() } });
    let right = of_right.map(|(kind, right)| Mutant { kind, problem: Problem { right, ..problem.clone() } });
    left.chain(right).collect()
}

/// What the verdict on a mutant says of it.
pub fn fate(problem: &Problem, verdict: &Verdict) -> Fate {
    let equation = problem.relation == "Equal";
    match verdict.outcome {
        Outcome::Fails => Fate::Refuted,
        Outcome::Trivial => Fate::True,
        Outcome::Holds if !equation || verdict.grade == Some(Grade::Proved) => Fate::True,
        _ => Fate::Survived,
    }
}

/// The names that stand as indices.
fn indices(problem: &Problem) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |part| {
            let Kind::Apply("At" | "KroneckerDelta", arguments) = &part.kind else { return };
            let skipped = usize::from(part.is_apply("At"));
            for name in arguments.iter().skip(skipped).filter_map(Expr::as_symbol) {
                if !found.contains(name) {
                    found.push(name.clone());
                }
            }
        });
    }
    found
}

fn variants(expr: &Expr, indices: &[Name]) -> Vec<(&'static str, Expr)> {
    let mut found = here(expr, indices);
    for (index, child) in expr.children().into_iter().enumerate() {
        for (kind, changed) in variants(child, indices) {
            let mut position = 0;
            let whole = expr.map_children(&mut |own| {
                position += 1;
                if position == index + 1 { changed.clone() } else { own.clone() }
            });
            found.push((kind, whole));
        }
    }
    found
}

fn here(expr: &Expr, indices: &[Name]) -> Vec<(&'static str, Expr)> {
    match &expr.kind {
        Kind::Number(_) => vec![("factor", plus(expr, 1))],
        Kind::Apply(head, arguments) => of_apply(head, arguments, indices),
        Kind::Bind(_) => of_bounds(expr),
        _ => Vec::new(),
    }
}

fn plus(expr: &Expr, by: i64) -> Expr {
    Expr::apply("Add", [expr.clone(), Expr::integer(by)])
}

fn of_apply(head: &'static str, arguments: &[Expr], indices: &[Name]) -> Vec<(&'static str, Expr)> {
    let with = |index: usize, part: Expr| {
        let mut parts = arguments.to_vec();
        parts[index] = part;
        Expr::apply(head, parts)
    };
    match (head, arguments) {
        ("Add", parts) => parts.iter().enumerate().map(|(at, part)| ("sign", with(at, negated(part)))).collect(),
        ("Negate", [inner]) => vec![("sign", inner.clone())],
        ("Multiply", _) => {
            let doubled = [&[Expr::integer(2)], arguments].concat();
            vec![("factor", Expr::apply(head, doubled))]
        }
        ("Divide", [top, bottom]) => {
            let doubled = Expr::apply("Multiply", [Expr::integer(2), bottom.clone()]);
            vec![("factor", Expr::apply(head, [top.clone(), doubled]))]
        }
        ("Power", [_, exponent]) => vec![("exponent", with(1, plus(exponent, 1)))],
        ("Sqrt", [inner]) => vec![("exponent", inner.clone())],
        ("Transpose", [inner]) => vec![("transpose", inner.clone())],
        ("At" | "KroneckerDelta", parts) => {
            let first = usize::from(head == "At");
            let own = parts.iter().enumerate().skip(first);
            let swapped = own.filter_map(|(at, part)| {
                let name = part.as_symbol()?;
                let other = indices.iter().find(|other| *other != name)?;
                Some(("index", with(at, Expr::symbol(other))))
            });
            swapped.collect()
        }
        _ => {
            let twins = TWINS.iter().filter(|(own, _)| *own == head);
            twins.map(|(_, twin)| ("function", Expr::apply(twin, arguments.to_vec()))).collect()
        }
    }
}

fn negated(part: &Expr) -> Expr {
    match part.as_apply("Negate") {
        Some([inner]) => inner.clone(),
        _ => Expr::apply("Negate", [part.clone()]),
    }
}

fn of_bounds(expr: &Expr) -> Vec<(&'static str, Expr)> {
    let Kind::Bind(binding) = &expr.kind else { return Vec::new() };
    let infinite = |end: &Expr| end.any(&mut |part| part.is_apply("Infinity"));
    let mut found = Vec::new();
    for (index, bound) in binding.bound.iter().enumerate() {
        let Range::Between(low, high) = &bound.range else { continue };
        let mut add = |low: Expr, high: Expr| {
            let mut changed = binding.clone();
            changed.bound[index].range = Range::Between(low, high);
            found.push(("bound", Expr::from(Kind::Bind(Box::new((*changed).clone())))));
        };
        if !infinite(low) {
            add(plus(low, 1), high.clone());
        }
        if !infinite(high) {
            add(low.clone(), plus(high, -1));
        }
    }
    found
}
