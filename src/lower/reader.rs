//! The reader's state and its place on a level.

use crate::expr::{Expr, Name};
use crate::scope::Names;
use crate::source::Span;
use crate::syntax::Font;

use super::items::{Item, ItemKind};
use super::reading::Choice;
use super::whole::Whole;

/// How many levels of expressions may stand in one another.
const DEEPEST: usize = 100;

/// Stack that one level may take, and how much is added where less is left: a caller's thread may be small.
const ROOM: usize = 512 << 10;
const GROWTH: usize = 8 << 20;

/// What the reader knows and has found out so far.
pub(super) struct Reader<'a> {
    pub tex: &'a str,
    pub whole: Whole<'a>,
    pub names: &'a dyn Names,
    /// The index of the formula on its page.
    pub at: usize,
    /// Whether undeclared letters are the constants and special functions of formula collections.
    pub identities: bool,
    /// The font of a styled group that is being read.
    pub font: Option<Font>,
    /// Whether the entries of a matrix are being read.
    pub in_matrix: bool,
    /// Whether the right side of a congruence is being read: its modulus follows.
    pub in_congruence: bool,
    /// Names that binders around the place bind.
    pub bound: Vec<Name>,
    pub open: Vec<(Span, String)>,
    pub choices: Vec<Choice>,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub fn new(tex: &'a str, names: &'a dyn Names, at: usize, identities: bool) -> Self {
        let (bound, open, choices) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            tex,
            whole: Whole::of(tex),
            names,
            at,
            identities,
            font: None,
            in_matrix: false,
            in_congruence: false,
            bound,
            open,
            choices,
            depth: 0,
        }
    }

    /// Reads one level deeper, with as much stack as that takes; `None` where it is too deep.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        // What is left of the stack is looked at on every fourth level only: there is room for four.
        let read = if self.depth % 4 == 1 { stacker::maybe_grow(ROOM, GROWTH, || read(self)) } else { read(self) };
        self.depth -= 1;
        Some(read)
    }

    /// A part that was not understood, with the reason.
    pub fn opaque(&mut self, span: Span, reason: &str) -> Expr {
        self.open.push((span, reason.to_owned()));
        Expr::opaque(span.of(self.tex)).at(span)
    }

    /// An operand that should stand here and does not.
    pub fn missing(&mut self, place: Span) -> Expr {
        self.opaque(place, "an operand is missing")
    }

    pub fn note(&mut self, span: Span, chosen: &'static str, because: &'static str, runner_up: Option<&'static str>) {
        self.choices.push(Choice { span, chosen, because, runner_up, row: None });
    }

    /// A choice between weighed rows.
    pub fn weighed(
        &mut self,
        span: Span,
        chosen: &'static str,
        runner_up: Option<&'static str>,
        because: &'static str,
        row: Option<&'static str>,
    ) {
        self.choices.push(Choice { span, chosen, because, runner_up, row });
    }

    /// Tells runs of letters that the page introduced as words.
    pub fn word_test(&self) -> impl Fn(&str) -> bool + use<'a> {
        let names = self.names;
        move |letters: &str| names.is_word(letters)
    }

    pub fn is_bound(&self, name: &Name) -> bool {
        self.bound.contains(name)
    }
}

/// A place on a level.
pub(super) struct Cursor<'i, 'n> {
    items: &'i [Item<'n>],
    at: usize,
}

impl<'i, 'n> Cursor<'i, 'n> {
    pub fn new(items: &'i [Item<'n>]) -> Self {
        Self { items, at: 0 }
    }

    fn skip(&self, mut at: usize) -> usize {
        while matches!(self.items.get(at).map(|item| &item.kind), Some(ItemKind::Gap | ItemKind::RowEnd { .. })) {
            at += 1;
        }
        at
    }

    /// The next item, over gaps and row ends.
    pub fn peek(&self) -> Option<&'i Item<'n>> {
        self.items.get(self.skip(self.at))
    }

    /// The item after the next one.
    pub fn peek_second(&self) -> Option<&'i Item<'n>> {
        self.items.get(self.skip(self.skip(self.at) + 1))
    }

    pub fn advance(&mut self) -> Option<&'i Item<'n>> {
        let at = self.skip(self.at);
        self.at = at + 1;
        self.items.get(at)
    }

    /// The item just read.
    pub fn previous(&self) -> Option<&'i Item<'n>> {
        self.items.get(..self.at).and_then(|read| {
            read.iter().rev().find(|item| !matches!(item.kind, ItemKind::Gap | ItemKind::RowEnd { .. }))
        })
    }

    /// The item before the one just read, where nothing but the level's begin stands between.
    pub fn before_previous(&self) -> Option<&'i Item<'n>> {
        self.at.checked_sub(2).and_then(|at| self.items.get(at))
    }

    pub fn remaining(&self) -> &'i [Item<'n>] {
        self.items.get(self.skip(self.at)..).unwrap_or_default()
    }

    /// Goes forward by as many items of `remaining`.
    pub fn take(&mut self, count: usize) -> &'i [Item<'n>] {
        let from = self.skip(self.at);
        self.at = (from + count).min(self.items.len());
        self.items.get(from..self.at).unwrap_or_default()
    }

    pub fn finish(&mut self) {
        self.at = self.items.len();
    }

    /// The empty span where the next item begins, or where the level ends.
    pub fn position(&self) -> Span {
        let offset = match (self.peek(), self.items.last()) {
            (Some(item), _) => item.span.start,
            (None, Some(last)) => last.span.end,
            (None, None) => 0,
        };
        Span { start: offset, end: offset }
    }
}
