//! Products of matrices as words.
//!
//! A letter is a matrix or a column vector, perhaps transposed or inverted; a word is their product in order. Words are
//! reduced by inverses and orthogonality, and cut where an inner size is 1: what lies between two cuts is a number.

use crate::expr::{Head, Name, Size};

use super::value::Matrix;

/// The number of a base in the table.
pub(in crate::decide::exact) type BaseId = u32;

/// A factor of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::decide::exact) struct Letter {
    pub(super) base: BaseId,
    pub(super) transposed: bool,
    pub(super) inverse: bool,
}

pub(super) type Word = Vec<Letter>;

/// What a letter stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Name(Name),
    /// A sum of products, which may be inverted.
    Sum(Matrix),
    /// A function of arrays, by its arguments in normal form.
    Function(Head, Vec<Matrix>),
}

/// A base with its sizes and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) kind: Kind,
    pub(super) rows: Size,
    pub(super) columns: Size,
    pub(super) symmetric: bool,
    pub(super) orthogonal: bool,
    /// Euclidean length 1, of a vector.
    pub(super) unit: bool,
}

/// The bases of one proof.
#[derive(Debug, Default)]
pub(in crate::decide::exact) struct Bases(Vec<Base>);

impl Bases {
    pub(super) fn get(&self, id: BaseId) -> Option<&Base> {
        self.0.get(id as usize)
    }

    /// The letter of a base, one for equal kinds.
    pub(super) fn letter(&mut self, base: Base) -> Letter {
        let known = self.0.iter().position(|own| own.kind == base.kind);
        let id = known.unwrap_or_else(|| {
            self.0.push(base);
            self.0.len() - 1
        });
        Letter { base: id as BaseId, transposed: false, inverse: false }
    }

    pub(super) fn find(&self, name: &Name) -> Option<BaseId> {
        let position = self.0.iter().position(|own| matches!(&own.kind, Kind::Name(own) if own == name));
        position.map(|id| id as BaseId)
    }

    /// Rows and columns of a letter.
    pub(super) fn sizes(&self, letter: Letter) -> Option<(Size, Size)> {
        let base = self.get(letter.base)?;
        let (rows, columns) = (base.rows.clone(), base.columns.clone());
        Some(if letter.transposed { (columns, rows) } else { (rows, columns) })
    }

    pub(super) fn is_square(&self, letter: Letter) -> bool {
        self.get(letter.base).is_some_and(|base| base.rows == base.columns)
    }

    fn settle(&self, mut letter: Letter) -> Letter {
        let Some(base) = self.get(letter.base) else { return letter };
        if base.orthogonal && letter.inverse {
            letter.inverse = false;
            letter.transposed = !letter.transposed;
        }
        letter.transposed &= !base.symmetric;
        letter
    }

    fn cancels(&self, a: Letter, b: Letter) -> bool {
        let Some(base) = self.get(a.base).filter(|_| a.base == b.base) else { return false };
        let inverses = a.inverse != b.inverse && a.transposed == b.transposed;
        inverses || base.orthogonal && base.rows == base.columns && a.transposed != b.transposed
    }

    /// Without neighbours that cancel, every letter in its standard form.
    pub(super) fn reduce(&self, word: &[Letter]) -> Word {
        let mut reduced = Word::new();
        for letter in word.iter().map(|letter| self.settle(*letter)) {
            if reduced.last().is_some_and(|last| self.cancels(*last, letter)) {
                reduced.pop();
            } else {
                reduced.push(letter);
            }
        }
        reduced
    }

    /// The transposed product.
    pub(super) fn transpose(&self, word: &[Letter]) -> Word {
        let turned = word.iter().rev().map(|letter| Letter { transposed: !letter.transposed, ..*letter });
        self.reduce(&turned.collect::<Word>())
    }

    /// The parts between inner sizes of 1.
    pub(super) fn cut(&self, word: &[Letter]) -> Vec<Word> {
        let mut parts = vec![Word::new()];
        for letter in word {
            let starts = self.sizes(*letter).is_some_and(|sizes| sizes.0.as_constant() == Some(1));
            if starts && parts.last().is_some_and(|part| !part.is_empty()) {
                parts.push(Word::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(*letter);
            }
        }
        parts
    }

    /// Whether a word is a number.
    pub(super) fn is_number(&self, word: &[Letter]) -> bool {
        let one = |size: Option<Size>| size.and_then(|size| size.as_constant()) == Some(1);
        let first = word.first().and_then(|letter| self.sizes(*letter)).map(|sizes| sizes.0);
        let last = word.last().and_then(|letter| self.sizes(*letter)).map(|sizes| sizes.1);
        one(first) && one(last)
    }

    /// The cyclic words whose traces multiply to the trace of a word, each in its least rotation and direction.
    pub(super) fn cycles(&self, word: &[Letter]) -> Vec<Word> {
        let mut word = self.reduce(word);
        while let (Some(first), Some(last)) = (word.first().copied(), word.last().copied()) {
            if word.len() < 2 || !self.cancels(last, first) {
                break;
            }
            word.remove(0);
            word.pop();
        }
        let starts_row = |letter: &Letter| self.sizes(*letter).is_some_and(|sizes| sizes.0.as_constant() == Some(1));
        let Some(start) = word.iter().position(starts_row) else { return vec![self.least_rotation(&word)] };
        word.rotate_left(start);
        let parts = self.cut(&word).into_iter();
        parts.map(|part| self.reduce(&part)).map(|part| self.transpose(&part).min(part.clone())).collect()
    }

    fn least_rotation(&self, word: &[Letter]) -> Word {
        let turned = self.transpose(word);
        let rotations = (0..word.len()).flat_map(|by| [word, &turned].map(|word| rotated(word, by)));
        rotations.min().unwrap_or_default()
    }

    /// Whether the trace of a word is the squared length of something: W W^T.
    pub(in crate::decide::exact) fn is_square_norm(&self, word: &[Letter]) -> bool {
        let even = !word.is_empty() && word.len().is_multiple_of(2);
        even && (0..word.len()).any(|by| {
            let word = rotated(word, by);
            let (left, right) = word.split_at(word.len() / 2);
            self.transpose(left) == right
        })
    }
}

fn rotated(word: &[Letter], by: usize) -> Word {
    let mut word = word.to_vec();
    word.rotate_left(by);
    word
}
