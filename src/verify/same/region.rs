//! Unions of intervals of the line.

use std::cmp::Ordering;

use super::answer::Piece;
use super::{Judge, Sameness};
use crate::decide::Outcome;
use crate::expr::Expr;
use crate::expr::print::plain;

impl Judge {
    /// Two unions of intervals.
    pub(super) fn regions(&self, left: &[Piece], right: &[Piece]) -> Sameness {
        if let ([one], [other]) = (left, right) {
            return self.pieces(one, other);
        }
        let (Some(left), Some(right)) = (self.merged(left), self.merged(right)) else {
            return Sameness::undecided("ends of intervals that could not be put in order");
        };
        if left.len() != right.len() {
            return Sameness::different(format!("{} intervals against {}", left.len(), right.len()));
        }
        Sameness::all(left.iter().zip(&right).map(|(one, other)| self.pieces(one, other)))
    }

    fn pieces(&self, left: &Piece, right: &Piece) -> Sameness {
        let low = self.ends((&left.low, left.low_closed), (&right.low, right.low_closed));
        let high = self.ends((&left.high, left.high_closed), (&right.high, right.high_closed));
        Sameness::all([low, high])
    }

    fn ends(&self, (left, in_left): (&Option<Expr>, bool), (right, in_right): (&Option<Expr>, bool)) -> Sameness {
        match (left, right) {
            (None, None) => Sameness::same("the same ends"),
            (Some(left), Some(right)) => {
                let found = self.values(left, right);
                if found.is_same() && in_left != in_right {
                    return Sameness::different(format!("{} belongs to one of them only", plain(left)));
                }
                found
            }
            (Some(end), None) | (None, Some(end)) => Sameness::different(format!("one of them ends at {}", plain(end))),
        }
    }

    /// The pieces from left to right, those that touch made one; `None` where the order could not be told.
    fn merged(&self, pieces: &[Piece]) -> Option<Vec<Piece>> {
        let mut sorted: Vec<Piece> = Vec::new();
        for piece in pieces {
            let mut at = 0;
            while let Some(known) = sorted.get(at) {
                if self.order(known.low.as_ref(), piece.low.as_ref(), Ordering::Less)? == Ordering::Greater {
                    break;
                }
                at += 1;
            }
            sorted.insert(at, piece.clone());
        }
        let mut merged: Vec<Piece> = Vec::new();
        for piece in sorted {
            let Some(last) = merged.last_mut() else {
                merged.push(piece);
                continue;
            };
            let apart = match (&last.high, &piece.low) {
                (None, _) => false,
                (Some(_), None) => false,
                (Some(high), Some(low)) => match self.order(Some(high), Some(low), Ordering::Less)? {
                    Ordering::Less => true,
                    Ordering::Equal => !last.high_closed && !piece.low_closed,
                    Ordering::Greater => false,
                },
            };
            if apart {
                merged.push(piece);
                continue;
            }
            match self.order(last.high.as_ref(), piece.high.as_ref(), Ordering::Greater)? {
                Ordering::Less => (last.high, last.high_closed) = (piece.high, piece.high_closed),
                Ordering::Equal => last.high_closed |= piece.high_closed,
                Ordering::Greater => {}
            }
        }
        Some(merged)
    }

    /// The order of two ends; one that is missing is on the side that `missing` says.
    fn order(&self, left: Option<&Expr>, right: Option<&Expr>, missing: Ordering) -> Option<Ordering> {
        let (left, right) = match (left, right) {
            (None, None) => return Some(Ordering::Equal),
            (None, Some(_)) => return Some(missing),
            (Some(_), None) => return Some(missing.reverse()),
            (Some(left), Some(right)) => (left, right),
        };
        let holds = |relation| matches!(self.verdict(left, relation, right).outcome, Outcome::Holds | Outcome::Trivial);
        [("Less", Ordering::Less), ("Equal", Ordering::Equal), ("Greater", Ordering::Greater)]
            .into_iter()
            .find_map(|(relation, order)| holds(relation).then_some(order))
    }
}
