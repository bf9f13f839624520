//! Sizes: polynomials with integer coefficients over positive integer names.

use std::collections::BTreeMap;
use std::fmt;

use super::Name;

/// A product of powers of names: `n d^2`; the empty one is 1.
pub type Monomial = BTreeMap<Name, u32>;

/// A polynomial with integer coefficients over positive integers; no zero coefficients are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Size {
    terms: BTreeMap<Monomial, i64>,
}

impl Size {
    pub fn constant(value: i64) -> Self {
        let mut size = Self::default();
        size.add_term(Monomial::new(), value);
        size
    }

    pub fn name(name: impl Into<Name>) -> Self {
        let mut size = Self::default();
        size.add_term(Monomial::from([(name.into(), 1)]), 1);
        size
    }

    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.terms().keys().flat_map(|monomial| monomial.keys())
    }

    pub fn terms(&self) -> &BTreeMap<Monomial, i64> {
        &self.terms
    }

    fn add_term(&mut self, monomial: Monomial, coefficient: i64) {
        let sum = self.terms.get(&monomial).copied().unwrap_or(0).saturating_add(coefficient);
        if sum == 0 {
            self.terms.remove(&monomial);
        } else {
            self.terms.insert(monomial, sum);
        }
    }

    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        for (monomial, coefficient) in &other.terms {
            sum.add_term(monomial.clone(), *coefficient);
        }
        sum
    }

    #[must_use]
    pub fn negate(&self) -> Self {
        Self { terms: self.terms.iter().map(|(monomial, c)| (monomial.clone(), -c)).collect() }
    }

    #[must_use]
    pub fn multiply(&self, other: &Self) -> Self {
        let mut product = Self::default();
        for (left, a) in &self.terms {
            for (right, b) in &other.terms {
                let mut monomial = left.clone();
                for (name, power) in right {
                    *monomial.entry(name.clone()).or_insert(0) += power;
                }
                product.add_term(monomial, a.saturating_mul(*b));
            }
        }
        product
    }

    /// The value, where no name is left.
    pub fn as_constant(&self) -> Option<i64> {
        match self.terms.len() {
            0 => Some(0),
            1 => self.terms.get(&Monomial::new()).copied(),
            _ => None,
        }
    }

    /// The name, where the size is a bare one.
    pub fn as_name(&self) -> Option<&Name> {
        let (monomial, coefficient) = self.terms.iter().next()?;
        let (name, power) = monomial.iter().next()?;
        (self.terms.len() == 1 && monomial.len() == 1 && *coefficient == 1 && *power == 1).then_some(name)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.terms.is_empty() {
            return f.write_str("0");
        }
        for (index, (monomial, coefficient)) in self.terms.iter().rev().enumerate() {
            match (index, *coefficient < 0) {
                (0, true) => f.write_str("-")?,
                (0, false) => {}
                (_, true) => f.write_str(" - ")?,
                (_, false) => f.write_str(" + ")?,
            }
            let factors = monomial.iter().map(|(name, power)| match power {
                1 => name.to_string(),
                _ => format!("{name}^{power}"),
            });
            let magnitude = coefficient.unsigned_abs();
            let number = (magnitude != 1 || monomial.is_empty()).then(|| magnitude.to_string());
            f.write_str(&number.into_iter().chain(factors).collect::<Vec<_>>().join(" "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_exact_and_canonical() {
        let (h, d) = (Size::name("H"), Size::name("d_h"));
        let product = h.multiply(&d);
        assert_eq!(product.add(&product.negate()).as_constant(), Some(0));
        assert_eq!(product.add(&Size::constant(-1)).to_string(), "H d_h - 1");
        assert_eq!(h.as_name(), Some(&Name::from("H")));
    }
}
