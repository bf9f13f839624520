//! Gradients by arrays.
//!
//! Takes a scalar whose array parts are traces, numbers x^T A y, and determinants; gives the gradient in the shape of
//! the variable: ∂tr(P X Q)/∂X = (Q P)^T, ∂tr(P X^-1 Q)/∂X = -(X^-1 Q P X^-1)^T, ∂det X/∂X = det X · X^-T, and the chain
//! rule through functions of them. Of a vector by a vector, the Jacobian in numerator layout.

use super::value::Matrix;
use super::word::{BaseId, Kind, Letter, Word};
use crate::decide::exact::atom::{Atom, Engine};
use crate::decide::exact::poly::{AtomId, Poly};

impl Engine {
    /// ∇_X of a scalar.
    pub(super) fn gradient(&mut self, value: &Poly, variable: BaseId) -> Option<Matrix> {
        let base = self.bases.get(variable)?;
        if base.symmetric || base.orthogonal || base.unit {
            return None;
        }
        let mut sum = Matrix::zero(base.rows.clone(), base.columns.clone());
        for atom in self.array_atoms(value) {
            let inner = self.array_gradient(atom, variable)?;
            if inner.terms.is_empty() {
                continue;
            }
            let outer = self.derivative(value, atom)?;
            let part = self.matrix_scale(&inner, &outer)?;
            sum = sum.add(&part)?;
        }
        self.law("gradient of a trace: d tr(P X Q) = tr(Q P dX)");
        Some(sum)
    }

    /// The traces and determinants in a value, at any depth.
    fn array_atoms(&self, value: &Poly) -> Vec<AtomId> {
        let is_array = |id: &AtomId| matches!(self.atom(*id), Atom::Trace(_) | Atom::Determinant(_));
        (0..self.atom_count()).filter(is_array).filter(|id| self.mentions(value, *id)).collect()
    }

    fn array_gradient(&mut self, atom: AtomId, variable: BaseId) -> Option<Matrix> {
        match self.atom(atom).clone() {
            Atom::Trace(word) => self.trace_gradient(&word, variable),
            Atom::Determinant(base) if base == variable => {
                let letter = Letter { base, transposed: true, inverse: true };
                let sizes = self.bases.get(base)?;
                let mut inverse = Matrix::zero(sizes.rows.clone(), sizes.columns.clone());
                inverse.add_term(self.bases.reduce(&[letter]), &Poly::one());
                self.matrix_scale(&inverse, &Poly::atom(atom))
            }
            Atom::Determinant(base) if self.base_mentions(base, variable) => None,
            _ => {
                let sizes = self.bases.get(variable)?;
                Some(Matrix::zero(sizes.rows.clone(), sizes.columns.clone()))
            }
        }
    }

    /// Whether a base is made of a variable without being it.
    fn base_mentions(&self, base: BaseId, variable: BaseId) -> bool {
        match self.bases.get(base).map(|base| &base.kind) {
            Some(Kind::Sum(matrix)) => {
                matrix.terms.keys().flatten().any(|l| l.base == variable || self.base_mentions(l.base, variable))
            }
            Some(Kind::Function(..)) => true,
            _ => false,
        }
    }

    fn trace_gradient(&mut self, word: &Word, variable: BaseId) -> Option<Matrix> {
        let sizes = self.bases.get(variable)?;
        let mut sum = Matrix::zero(sizes.rows.clone(), sizes.columns.clone());
        for (place, letter) in word.iter().enumerate() {
            if letter.base != variable {
                if self.base_mentions(letter.base, variable) {
                    return None;
                }
                continue;
            }
            let (before, after) = (word.get(..place)?, word.get(place + 1..)?);
            // tr(P X Q) = tr(Q P X)
            let around = [after, before].concat();
            let plain = Letter { transposed: false, inverse: letter.inverse, ..*letter };
            let rest = if letter.transposed { around } else { self.bases.transpose(&around) };
            let (word, sign) = if letter.inverse {
                let turned = Letter { transposed: true, ..plain };
                ([vec![turned], rest, vec![turned]].concat(), -1)
            } else {
                (rest, 1)
            };
            let word = self.bases.reduce(&word);
            let mut one = Matrix::zero(sum.rows.clone(), sum.columns.clone());
            one.add_term(word, &Poly::integer(sign));
            let identity = Matrix::identity(sum.columns.clone());
            let one = self.matrix_multiply(&one, &identity)?;
            sum = sum.add(&one)?;
        }
        Some(sum)
    }

    /// ∂y/∂x of a vector by a vector: rows by y, columns by x.
    pub(super) fn jacobian(&mut self, value: &Matrix, variable: BaseId) -> Option<Matrix> {
        let columns = self.bases.get(variable)?.rows.clone();
        let mut sum = Matrix::zero(value.rows.clone(), columns);
        for (word, coefficient) in &value.terms {
            let slope = self.gradient(coefficient, variable)?;
            if !slope.terms.is_empty() {
                let mut direction = Matrix::zero(value.rows.clone(), value.columns.clone());
                direction.add_term(word.clone(), &Poly::one());
                let turned = self.matrix_transpose(&slope);
                let part = self.matrix_multiply(&direction, &turned)?;
                sum = sum.add(&part)?;
            }
            let occurrences =
                word.iter().filter(|l| l.base == variable || self.base_mentions(l.base, variable)).count();
            match (occurrences, word.split_last()) {
                (0, _) => {}
                (1, Some((last, rest))) if last.base == variable && !last.transposed && !last.inverse => {
                    sum.add_term(rest.to_vec(), coefficient);
                }
                _ => return None,
            }
        }
        self.law("Jacobian in numerator layout");
        Some(sum)
    }
}
