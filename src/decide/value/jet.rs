//! Truncated power series in one infinitesimal: the derivative of whatever is computed with them.

use super::{Outcome, Scalar, Stuck};

/// `terms[0] + terms[1] ε + … + terms[n] ε^n + O(ε^{n+1})`; never empty.
///
/// A derivative inside a derivative has a tag of its own; terms of a series may be series of lower tags.
#[derive(Clone, Debug)]
pub struct Jet {
    /// Which infinitesimal; inner derivatives have greater tags.
    pub tag: u32,
    /// Whether ε is complex: functions that are not analytic then have no derivative.
    pub complex: bool,
    pub terms: Vec<Scalar>,
}

impl Jet {
    pub fn order(&self) -> usize {
        self.terms.len().saturating_sub(1)
    }

    pub fn term(&self, index: usize) -> Scalar {
        self.terms.get(index).cloned().unwrap_or_else(Scalar::zero)
    }

    /// The series to a lower order.
    pub fn truncated(&self, order: usize) -> Self {
        Self { terms: self.terms.iter().take(order + 1).cloned().collect(), ..*self }
    }

    fn with(&self, terms: Vec<Scalar>) -> Scalar {
        Scalar::Jet(Box::new(Self { terms, ..*self }))
    }

    /// The same operation on every term.
    pub fn map(&self, change: impl FnMut(&Scalar) -> Outcome<Scalar>) -> Outcome<Scalar> {
        Ok(self.with(self.terms.iter().map(change).collect::<Outcome<Vec<_>>>()?))
    }

    pub fn add(&self, other: &Self, precision: u32) -> Outcome<Scalar> {
        let terms = self.terms.iter().zip(&other.terms).map(|(a, b)| a.add(b, precision));
        Ok(self.with(terms.collect::<Outcome<Vec<_>>>()?))
    }

    pub fn multiply(&self, other: &Self, precision: u32) -> Outcome<Scalar> {
        let count = self.terms.len().min(other.terms.len());
        let mut terms = Vec::with_capacity(count);
        for total in 0..count {
            let mut sum = Scalar::zero();
            for (a, b) in self.terms.iter().take(total + 1).zip(other.terms.iter().take(total + 1).rev()) {
                sum = sum.add(&a.multiply(b, precision)?, precision)?;
            }
            terms.push(sum);
        }
        Ok(self.with(terms))
    }

    /// `self / other`: by the recurrence of the quotient's terms.
    pub fn divide(&self, other: &Self, precision: u32) -> Outcome<Scalar> {
        let first = other.terms.first().ok_or(Stuck::NoValue)?;
        let count = self.terms.len().min(other.terms.len());
        let mut terms: Vec<Scalar> = Vec::with_capacity(count);
        for index in 0..count {
            let mut rest = self.term(index);
            for (quotient, divisor) in terms.iter().zip(other.terms.iter().skip(1).take(index).rev()) {
                rest = rest.subtract(&quotient.multiply(divisor, precision)?, precision)?;
            }
            terms.push(rest.divide(first, precision)?);
        }
        Ok(self.with(terms))
    }
}
