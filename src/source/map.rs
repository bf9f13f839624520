//! Maps from derived text (a formula without quote prefixes and escapes) back to the file.

use super::Span;

/// A run of derived text that stands in one piece in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where the run starts in the derived text.
    pub derived: u32,
    /// Where it starts in the file.
    pub file: u32,
    /// Its length in the derived text.
    pub length: u32,
    /// Its length in the file: equal to `length`, unless it was decoded (an entity, an escape).
    pub file_length: u32,
}

/// Pieces in the order of the derived text; together they cover it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

impl SourceMap {
    /// One piece, copied as it stands.
    pub fn verbatim(file_start: usize, length: usize) -> Self {
        let mut map = Self::default();
        map.push(0, Span::new(file_start, file_start + length), length);
        map
    }

    /// Appends a run: its place in the derived text, its span in the file, and its derived length.
    pub fn push(&mut self, derived: usize, file: Span, length: usize) {
        let (derived, length) = (derived as u32, length as u32);
        self.pieces.push(Piece { derived, file: file.start, length, file_length: file.len() as u32 });
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The length of the derived text.
    pub fn derived_len(&self) -> usize {
        self.pieces.last().map_or(0, |piece| (piece.derived + piece.length) as usize)
    }

    /// The part that belongs to a range of the derived text; a decoded piece that it touches is kept whole.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> Self {
        let mut part = Self::default();
        let first = self.pieces.partition_point(|piece| ((piece.derived + piece.length) as usize) <= range.start);
        for piece in self.pieces.iter().skip(first).take_while(|piece| (piece.derived as usize) < range.end) {
            let (start, end) = (piece.derived as usize, (piece.derived + piece.length) as usize);
            let (from, to) = (start.max(range.start), end.min(range.end));
            let file = if piece.length == piece.file_length {
                Span::new(piece.file as usize + from - start, piece.file as usize + to - start)
            } else {
                Span { start: piece.file, end: piece.file + piece.file_length }
            };
            part.push(from - range.start, file, to - from);
        }
        part
    }

    /// The map of a text derived from this map's derived text: first `inner`, then this one.
    #[must_use]
    pub fn compose(&self, inner: &Self) -> Self {
        let mut whole = Self::default();
        for piece in &inner.pieces {
            let middle = Span { start: piece.file, end: piece.file + piece.file_length };
            if piece.length != piece.file_length {
                whole.push(piece.derived as usize, self.to_file(middle), piece.length as usize);
                continue;
            }
            for part in self.slice(middle.range()).pieces {
                let file = Span { start: part.file, end: part.file + part.file_length };
                whole.push((piece.derived + part.derived) as usize, file, part.length as usize);
            }
        }
        whole
    }

    /// The span in the file that a span of the derived text came from.
    pub fn to_file(&self, span: Span) -> Span {
        let start = self.offset(span.start, false);
        let end = if span.is_empty() { start } else { self.offset(span.end, true) };
        Span { start, end: end.max(start) }
    }

    /// The file offset of a derived offset; `closing` takes the end of the piece before a seam.
    fn offset(&self, derived: u32, closing: bool) -> u32 {
        let after = self.pieces.partition_point(|piece| piece.derived + u32::from(closing) <= derived);
        let Some(piece) = self.pieces.get(after.saturating_sub(1)) else { return 0 };
        let within = derived.saturating_sub(piece.derived);
        if piece.length == piece.file_length {
            piece.file + within.min(piece.length)
        } else if within == 0 {
            piece.file
        } else {
            piece.file + if closing || within >= piece.length { piece.file_length } else { 0 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_lead_back_to_the_file() {
        // file: `> a\n> b`, derived: `a\nb`
        let mut map = SourceMap::default();
        map.push(0, Span::new(2, 4), 2);
        map.push(2, Span::new(6, 7), 1);
        assert_eq!(map.to_file(Span::new(0, 1)), Span::new(2, 3));
        assert_eq!(map.to_file(Span::new(2, 3)), Span::new(6, 7));
        assert_eq!(map.to_file(Span::new(0, 3)), Span::new(2, 7));
        assert_eq!(map.to_file(Span::new(0, 2)), Span::new(2, 4));
    }

    #[test]
    fn maps_compose_and_are_cut() {
        // file: `> a\\|b`, middle: `a\|b`, derived: `a|b`
        let mut outer = SourceMap::default();
        outer.push(0, Span::new(2, 3), 1);
        outer.push(1, Span::new(3, 5), 1);
        outer.push(2, Span::new(5, 7), 2);
        let mut inner = SourceMap::default();
        inner.push(0, Span::new(0, 1), 1);
        inner.push(1, Span::new(1, 3), 1);
        inner.push(2, Span::new(3, 4), 1);
        let whole = outer.compose(&inner);
        assert_eq!(whole.to_file(Span::new(0, 1)), Span::new(2, 3));
        assert_eq!(whole.to_file(Span::new(1, 2)), Span::new(3, 6));
        assert_eq!(whole.to_file(Span::new(2, 3)), Span::new(6, 7));
        assert_eq!(whole.slice(2..3).to_file(Span::new(0, 1)), Span::new(6, 7));
        assert_eq!(whole.derived_len(), 3);
    }

    #[test]
    fn a_decoded_piece_is_one_unit() {
        // file: `a&lt;b`, derived: `a<b`
        let mut map = SourceMap::default();
        map.push(0, Span::new(0, 1), 1);
        map.push(1, Span::new(1, 5), 1);
        map.push(2, Span::new(5, 6), 1);
        assert_eq!(map.to_file(Span::new(1, 2)), Span::new(1, 5));
        assert_eq!(map.to_file(Span::new(2, 3)), Span::new(5, 6));
    }
}
