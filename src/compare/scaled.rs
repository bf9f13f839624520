//! A value as a scale times what is scaled: `-\frac{1}{n} \sum_i …`.
//!
//! Two values of one core compare by their scales, whatever the core holds: what the page leaves open in it is the same
//! on both sides.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::matching::Renaming;
use crate::expr::{Expr, Kind, Number, Range};

/// A core must have as many nodes: less is no formula that two places share.
const FEWEST: usize = 5;

/// `number · top … / bottom … · core`.
#[derive(Clone, Debug)]
pub struct Scaled {
    pub number: BigRational,
    pub top: Vec<Expr>,
    pub bottom: Vec<Expr>,
    pub core: Expr,
}

/// How the scales of two values of one core differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    Same,
    Sign,
    /// The second is the first times this.
    Factor(BigRational),
    /// One is divided by a count, the other is not; whether it is the second.
    Mean {
        count: Expr,
        second: bool,
    },
    /// One is divided by a count, the other by one less.
    Biased {
        there: Expr,
        here: Expr,
    },
    /// Anything else.
    Other,
}

/// A value taken apart; `None` where it has no single core.
pub fn split(expr: &Expr) -> Option<Scaled> {
    let mut parts =
        Parts { number: BigRational::from_integer(BigInt::from(1)), top: vec![], bottom: vec![], cores: vec![] };
    parts.take(expr, false);
    match parts.cores.as_slice() {
        [core] if core.count() >= FEWEST => {
            Some(Scaled { number: parts.number, top: parts.top, bottom: parts.bottom, core: core.clone() })
        }
        _ => None,
    }
}

struct Parts {
    number: BigRational,
    top: Vec<Expr>,
    bottom: Vec<Expr>,
    cores: Vec<Expr>,
}

impl Parts {
    fn take(&mut self, expr: &Expr, below: bool) {
        match &expr.kind {
            Kind::Apply("Negate", parts) if parts.len() == 1 => {
                self.number = -self.number.clone();
                parts.iter().for_each(|part| self.take(part, below));
            }
            Kind::Apply("Multiply", parts) => parts.iter().for_each(|part| self.take(part, below)),
            Kind::Apply("Divide", parts) => {
                if let [top, bottom] = parts.as_slice() {
                    self.take(top, below);
                    self.take(bottom, !below);
                }
            }
            Kind::Number(number) if number.value != BigRational::from_integer(BigInt::from(0)) => {
                let value = &number.value;
                self.number = if below { &self.number / value } else { &self.number * value };
            }
            _ if below => self.bottom.push(expr.clone()),
            _ if is_scale(expr) => self.top.push(expr.clone()),
            _ => self.cores.push(expr.clone()),
        }
    }
}

/// A letter, or the size of a set.
fn is_scale(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Symbol(_) => true,
        Kind::Apply("Abs" | "Cardinality" | "At", parts) => parts.iter().all(is_scale),
        _ => false,
    }
}

/// How the scales differ, where the cores are one up to names; what is learnt of names is kept.
pub fn compare(first: &Scaled, second: &Scaled, names: &mut Renaming) -> Option<Scale> {
    if !names.unify(&first.core, &second.core) {
        return None;
    }
    let ratio = &second.number / &first.number;
    let one = BigRational::from_integer(BigInt::from(1));
    let (top, tops) = rest(&first.top, &second.top, names);
    let (bottom, bottoms) = rest(&first.bottom, &second.bottom, names);
    Some(match (top.as_slice(), tops.as_slice(), bottom.as_slice(), bottoms.as_slice()) {
        ([], [], [], []) if ratio == one => Scale::Same,
        ([], [], [], []) if ratio == -one.clone() => Scale::Sign,
        ([], [], [], []) => Scale::Factor(ratio),
        ([], [], [count], []) if ratio == one && counts(count, &first.core) => {
            Scale::Mean { count: count.clone(), second: false }
        }
        ([], [], [], [count]) if ratio == one && counts(count, &second.core) => {
            Scale::Mean { count: count.clone(), second: true }
        }
        ([], [], [a], [b]) if ratio == one && (one_less(a, b) || one_less(b, a)) => {
            Scale::Biased { there: a.clone(), here: b.clone() }
        }
        _ => Scale::Other,
    })
}

/// What of two lists of factors has no partner in the other.
fn rest(first: &[Expr], second: &[Expr], names: &mut Renaming) -> (Vec<Expr>, Vec<Expr>) {
    let mut left = Vec::new();
    let mut right = second.to_vec();
    // Factors of the same names first, so that no renaming takes a partner away.
    let literally = |own: &Expr, others: &[Expr]| others.iter().position(|other| other == own);
    let mut waiting = Vec::new();
    for own in first {
        match literally(own, &right) {
            Some(at) if names.unify(own, own) => drop(right.remove(at)),
            _ => waiting.push(own),
        }
    }
    for own in waiting {
        match right.iter().position(|other| names.unify(own, other)) {
            Some(at) => drop(right.remove(at)),
            None => left.push(own.clone()),
        }
    }
    (left, right)
}

/// Whether something counts the terms of the sum in a core: the end of its range, the size of its set, or a bare letter
/// where the range is left to the reader.
fn counts(count: &Expr, core: &Expr) -> bool {
    let Kind::Bind(binding) = &core.kind else { return false };
    let of_set =
        |set: &Expr| matches!(&count.kind, Kind::Apply("Abs" | "Cardinality", parts) if parts.first() == Some(set));
    binding.head == "Sum"
        && binding.bound.iter().any(|bound| match &bound.range {
            Range::Between(_, end) => end == count,
            Range::In(set) => of_set(set) || count.as_symbol().is_some(),
            Range::Implicit => count.as_symbol().is_some(),
            _ => false,
        })
}

fn one_less(one: &Expr, other: &Expr) -> bool {
    let minus_one = |part: &Expr| {
        part.as_apply("Negate").is_some_and(|parts| parts == [Expr::integer(1)])
            || part
                .as_number()
                .is_some_and(|number: &Number| number.value == BigRational::from_integer(BigInt::from(-1)))
    };
    match one.as_apply("Add") {
        Some([first, second]) => first == other && minus_one(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::testing::expr as read;

    fn scale(first: &str, second: &str) -> Option<Scale> {
        let split = |text: &str| split(&read(text));
        compare(&split(first)?, &split(second)?, &mut Renaming::default())
    }

    #[test]
    fn scales_of_one_core() {
        let sum = "(Sum (t 1 T) (Log (p (At x t))))";
        let cases = [
            (format!("(Negate {sum})"), format!("(Negate {sum})"), Some(Scale::Same)),
            (format!("(Negate {sum})"), sum.to_owned(), Some(Scale::Sign)),
            (
                format!("(Negate {sum})"),
                format!("(Multiply -1 (Divide 1 T) {sum})"),
                Some(Scale::Mean { count: Expr::symbol("T"), second: true }),
            ),
            (
                format!("(Divide {sum} n)"),
                format!("(Divide {sum} (Add n -1))"),
                Some(Scale::Biased { there: Expr::symbol("n"), here: read("(Add n -1)") }),
            ),
            (sum.to_owned(), "(Sum (t 1 T) (At x t))".to_owned(), None),
        ];
        for (first, second, expected) in cases {
            assert_eq!(scale(&first, &second), expected, "{first} and {second}");
        }
        let half = scale(sum, &format!("(Multiply (Divide 1 2) {sum})"));
        assert_eq!(half, Some(Scale::Factor(BigRational::new(BigInt::from(1), BigInt::from(2)))));
    }
}
