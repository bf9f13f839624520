//! Dense arrays of scalars, row by row.

use super::{Outcome, Scalar, Stuck};

/// More entries than this are not computed with.
pub const MAX_ENTRIES: usize = 4096;

/// An array: sizes of its axes, and its entries with the last axis running fastest.
#[derive(Clone, Debug)]
pub struct Array {
    pub shape: Vec<usize>,
    pub entries: Vec<Scalar>,
}

impl Array {
    pub fn new(shape: Vec<usize>, entries: Vec<Scalar>) -> Outcome<Self> {
        let count = shape.iter().try_fold(1_usize, |count, size| count.checked_mul(*size));
        if count != Some(entries.len()) || entries.len() > MAX_ENTRIES {
            return Err(Stuck::shape("an array of another number of entries"));
        }
        Ok(Self { shape, entries })
    }

    pub fn vector(entries: Vec<Scalar>) -> Outcome<Self> {
        Self::new(vec![entries.len()], entries)
    }

    /// Whether it is a square matrix of more than one entry.
    pub fn is_square(&self) -> bool {
        matches!(self.shape.as_slice(), [rows, columns] if rows == columns && *rows > 1)
    }

    pub fn rank(&self) -> usize {
        self.shape.len()
    }

    /// Rows and columns; a vector is one column.
    pub fn as_matrix(&self) -> Outcome<(usize, usize)> {
        match *self.shape.as_slice() {
            [rows] => Ok((rows, 1)),
            [rows, columns] => Ok((rows, columns)),
            _ => Err(Stuck::shape("a vector or a matrix was expected")),
        }
    }

    /// Entry of a matrix, or of a vector with column 0.
    pub fn at(&self, row: usize, column: usize) -> Outcome<&Scalar> {
        let (rows, columns) = self.as_matrix()?;
        let inside = row < rows && column < columns;
        inside.then(|| self.entries.get(row * columns + column)).flatten().ok_or(Stuck::NoValue)
    }

    pub fn map(&self, change: impl FnMut(&Scalar) -> Outcome<Scalar>) -> Outcome<Self> {
        let entries = self.entries.iter().map(change).collect::<Outcome<Vec<_>>>()?;
        Ok(Self { shape: self.shape.clone(), entries })
    }

    /// zip: entry by entry, with NumPy's broadcasting for arrays of different rank; Err where sizes differ.
    pub fn zip(&self, other: &Self, mut join: impl FnMut(&Scalar, &Scalar) -> Outcome<Scalar>) -> Outcome<Self> {
        if self.shape == other.shape {
            let entries = self.entries.iter().zip(&other.entries).map(|(a, b)| join(a, b));
            return Ok(Self { shape: self.shape.clone(), entries: entries.collect::<Outcome<Vec<_>>>()? });
        }
        let (large, small, swapped) =
            if self.rank() >= other.rank() { (self, other, false) } else { (other, self, true) };
        let fits = large.rank() > small.rank() && large.shape.ends_with(&small.shape) && !small.entries.is_empty();
        if !fits {
            return Err(Stuck::shape("arrays of different shapes"));
        }
        let entries = large.entries.iter().zip(small.entries.iter().cycle());
        let entries = entries.map(|(a, b)| if swapped { join(b, a) } else { join(a, b) });
        Ok(Self { shape: large.shape.clone(), entries: entries.collect::<Outcome<Vec<_>>>()? })
    }

    /// The parts along the first axis: rows of a matrix, entries of a vector.
    pub fn parts(&self) -> Vec<Self> {
        let Some((_, rest)) = self.shape.split_first() else { return vec![self.clone()] };
        let width = rest.iter().product::<usize>().max(1);
        let part = |entries: &[Scalar]| Self { shape: rest.to_vec(), entries: entries.to_vec() };
        self.entries.chunks(width).map(part).collect()
    }
}
