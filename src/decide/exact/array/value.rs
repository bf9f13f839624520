//! Sums of words with scalar coefficients.

use std::collections::BTreeMap;

use num_traits::{One, ToPrimitive};

use super::word::{Base, Kind, Word};
use crate::decide::exact::atom::{Atom, Engine};
use crate::decide::exact::poly::Poly;
use crate::expr::Size;

/// Most words of a sum.
const MOST_WORDS: usize = 400;

/// A matrix, or a vector as a matrix of one column: Σ coefficient · word, and its sizes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::decide::exact) struct Matrix {
    pub(super) terms: BTreeMap<Word, Poly>,
    pub(super) rows: Size,
    pub(super) columns: Size,
}

/// A number or an array.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Scalar(Poly),
    Matrix(Matrix),
    /// The identity or the zero array, of the size that fits.
    Identity,
    Zero,
}

impl Matrix {
    pub(super) fn zero(rows: Size, columns: Size) -> Self {
        Self { terms: BTreeMap::new(), rows, columns }
    }

    pub(super) fn identity(size: Size) -> Self {
        let terms = BTreeMap::from([(Word::new(), Poly::one())]);
        Self { terms, rows: size.clone(), columns: size }
    }

    pub(super) fn has_shape_of(&self, other: &Self) -> bool {
        self.rows == other.rows && self.columns == other.columns
    }

    pub(super) fn add_term(&mut self, word: Word, coefficient: &Poly) {
        let own = self.terms.remove(&word).unwrap_or_default();
        let sum = own.add(coefficient);
        if !sum.is_zero() {
            self.terms.insert(word, sum);
        }
    }

    pub(super) fn add(&self, other: &Self) -> Option<Self> {
        if !self.has_shape_of(other) {
            return None;
        }
        let mut sum = self.clone();
        for (word, coefficient) in &other.terms {
            sum.add_term(word.clone(), coefficient);
        }
        Some(sum)
    }

    /// The word and its coefficient, where there is only one.
    pub(super) fn as_term(&self) -> Option<(&Word, &Poly)> {
        self.terms.first_key_value().filter(|_| self.terms.len() == 1)
    }
}

impl Engine {
    pub(super) fn matrix_scale(&mut self, matrix: &Matrix, factor: &Poly) -> Option<Matrix> {
        let mut scaled = Matrix::zero(matrix.rows.clone(), matrix.columns.clone());
        for (word, coefficient) in &matrix.terms {
            scaled.add_term(word.clone(), &self.multiply(coefficient, factor)?);
        }
        Some(scaled)
    }

    /// Product; numbers inside a word come out as coefficients.
    pub(super) fn matrix_multiply(&mut self, a: &Matrix, b: &Matrix) -> Option<Matrix> {
        if a.columns != b.rows || a.terms.len() * b.terms.len() > MOST_WORDS {
            return None;
        }
        let mut product = Matrix::zero(a.rows.clone(), b.columns.clone());
        for (left, x) in &a.terms {
            for (right, y) in &b.terms {
                let coefficient = self.multiply(x, y)?;
                let word = self.bases.reduce(&[left.as_slice(), right.as_slice()].concat());
                self.add_word(&mut product, &word, &coefficient)?;
            }
        }
        Some(product)
    }

    /// Adds a word, its numbers taken out.
    fn add_word(&mut self, sum: &mut Matrix, word: &Word, coefficient: &Poly) -> Option<()> {
        let (mut rest, mut coefficient) = (Word::new(), coefficient.clone());
        let whole_number = self.bases.is_number(word);
        for part in self.bases.cut(word) {
            if self.bases.is_number(&part) && !whole_number {
                let number = self.trace_word(&part, &sum.rows.clone())?;
                coefficient = self.multiply(&coefficient, &number)?;
            } else {
                rest.extend(part);
            }
        }
        sum.add_term(rest, &coefficient);
        Some(())
    }

    pub(super) fn matrix_transpose(&mut self, matrix: &Matrix) -> Matrix {
        let mut turned = Matrix::zero(matrix.columns.clone(), matrix.rows.clone());
        for (word, coefficient) in &matrix.terms {
            turned.add_term(self.bases.transpose(word), coefficient);
        }
        turned
    }

    /// A matrix of one row and one column as a number.
    pub(super) fn simplify(&mut self, matrix: Matrix) -> Option<Value> {
        let one = |size: &Size| size.as_constant() == Some(1);
        if one(&matrix.rows) && one(&matrix.columns) {
            return self.trace(&matrix).map(Value::Scalar);
        }
        Some(Value::Matrix(matrix))
    }

    pub(super) fn trace(&mut self, matrix: &Matrix) -> Option<Poly> {
        if matrix.rows != matrix.columns {
            return None;
        }
        let mut sum = Poly::zero();
        for (word, coefficient) in &matrix.terms {
            let number = self.trace_word(word, &matrix.rows)?;
            sum = sum.add(&self.multiply(coefficient, &number)?);
        }
        Some(sum)
    }

    fn trace_word(&mut self, word: &Word, size: &Size) -> Option<Poly> {
        if word.is_empty() {
            return self.size(size);
        }
        if !self.bases.is_number(word) {
            self.law("tr(AB) = tr(BA), tr(A^T) = tr(A)");
        } else if word.len() > 1 {
            self.law("a number is its own transpose: x^T A y = y^T A^T x");
        }
        let mut product = Poly::one();
        for cycle in self.bases.cycles(word) {
            let factor = if cycle.is_empty() {
                self.size(size)?
            } else if self.is_unit_norm(&cycle) {
                Poly::one()
            } else {
                self.make(Atom::Trace(cycle))?
            };
            product = self.multiply(&product, &factor)?;
        }
        Some(product)
    }

    fn is_unit_norm(&self, cycle: &Word) -> bool {
        let unit =
            |word: &Word| word.first().and_then(|letter| self.bases.get(letter.base)).is_some_and(|base| base.unit);
        cycle.len() == 2 && unit(cycle) && self.bases.is_square_norm(cycle)
    }

    /// A size as a number.
    pub(in crate::decide::exact) fn size(&mut self, size: &Size) -> Option<Poly> {
        let mut sum = Poly::zero();
        for (monomial, coefficient) in size.terms() {
            let mut product = Poly::integer(*coefficient);
            for (name, power) in monomial {
                let factor = self.name(name)?;
                let factor = self.integer_power(&factor, i64::from(*power))?;
                product = self.multiply(&product, &factor)?;
            }
            sum = sum.add(&product);
        }
        Some(sum)
    }

    /// Inverse of a product of square letters, or of a sum as one letter.
    pub(super) fn matrix_inverse(&mut self, matrix: &Matrix) -> Option<Matrix> {
        if matrix.rows != matrix.columns {
            return None;
        }
        let mut inverse = Matrix::zero(matrix.rows.clone(), matrix.rows.clone());
        if let Some((word, coefficient)) = matrix.as_term()
            && word.iter().all(|letter| self.bases.is_square(*letter))
        {
            self.law("(AB)^-1 = B^-1 A^-1; needs invertible factors");
            let turned: Word =
                word.iter().rev().map(|letter| super::word::Letter { inverse: !letter.inverse, ..*letter }).collect();
            let coefficient = self.divide(&Poly::one(), coefficient)?;
            inverse.add_term(self.bases.reduce(&turned), &coefficient);
            return Some(inverse);
        }
        let symmetric = self.matrix_transpose(matrix) == *matrix;
        let base = Base {
            kind: Kind::Sum(matrix.clone()),
            rows: matrix.rows.clone(),
            columns: matrix.rows.clone(),
            symmetric,
            orthogonal: false,
            unit: false,
        };
        let letter = self.bases.letter(base);
        inverse.add_term(vec![super::word::Letter { inverse: true, ..letter }], &Poly::one());
        Some(inverse)
    }

    /// Determinant of a product of square letters.
    pub(super) fn determinant(&mut self, matrix: &Matrix) -> Option<Poly> {
        let (word, coefficient) = matrix.as_term().filter(|_| matrix.rows == matrix.columns)?;
        let size = self.size(&matrix.rows)?;
        let mut product = self.power(coefficient, &size)?;
        for letter in word {
            if !self.bases.is_square(*letter) {
                return None;
            }
            let factor = self.make(Atom::Determinant(letter.base))?;
            let factor = if letter.inverse { self.divide(&Poly::one(), &factor)? } else { factor };
            product = self.multiply(&product, &factor)?;
        }
        self.law("det(AB) = det(A) det(B), det(A^T) = det(A), det(cA) = c^n det(A)");
        Some(product)
    }

    /// Integer power of a square matrix.
    pub(super) fn matrix_power(&mut self, matrix: &Matrix, exponent: i64) -> Option<Matrix> {
        let base = if exponent < 0 { self.matrix_inverse(matrix)? } else { matrix.clone() };
        let steps = exponent.unsigned_abs().to_u32().filter(|steps| *steps <= 8)?;
        let one = Matrix::identity(matrix.rows.clone());
        if matrix.rows != matrix.columns {
            return None;
        }
        debug_assert!(one.terms.values().all(|c| c.as_constant().is_some_and(|c| c.is_one())));
        (0..steps).try_fold(one, |product, _| self.matrix_multiply(&product, &base))
    }
}
