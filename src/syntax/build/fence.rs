//! Groups and pairs of delimiters.

use super::super::commands::{Renderers, Role, delimiter};
use super::super::delimiter::{classed, symbol};
use super::super::lexer::Token;
use super::super::notation::{Class, Fence, Node, NodeKind, Sizing};
use super::super::slip::SlipKind;
use super::Builder;

impl<'t> Builder<'_, 't> {
    /// `{…}`; without partner, what follows up to `end` in an error node.
    pub(super) fn braces(&mut self, end: usize) -> Node {
        let start = self.at;
        let close = self.pairs.partner(start).filter(|close| *close < end);
        self.advance();
        let nodes = self.list(close.unwrap_or(end), false);
        match close {
            Some(close) => {
                self.at = close;
                self.advance();
                Node::new(NodeKind::Group(nodes), self.span_from(start))
            }
            None => Node::new(NodeKind::Error(nodes), self.span_from(start)),
        }
    }

    /// A sign; a bracket with its partner is a fence.
    pub(super) fn fence_or_sign(&mut self, end: usize, token: Token<'t>) -> Node {
        let start = self.at;
        let Some(close) = self.pairs.partner(start).filter(|close| *close > start && *close < end) else {
            return self.sign(token);
        };
        let left = symbol(&token).map_or("", |found| found.0);
        let right = self.tokens.get(close).and_then(symbol).map_or("", |found| found.0);
        self.advance();
        self.fence(start, close, left, right, Sizing::Plain)
    }

    /// The body up to `close`, and the fence around it; the close is one token.
    fn fence(&mut self, start: usize, close: usize, left: &str, right: &'static str, sizing: Sizing) -> Node {
        let body = self.list(close, false);
        self.at = close;
        let right = match self.tokens.get(close).filter(|token| token.row.is_some_and(super::command::takes_delimiter))
        {
            Some(token) => {
                let token = *token;
                self.delimiter(close, token, sizing != Sizing::LeftRight).unwrap_or(right)
            }
            None => self.plain_close(close, right),
        };
        let fence = Fence { left: left.to_owned(), right: right.to_owned(), sizing, body };
        Node::new(NodeKind::Fenced(fence), self.span_from(start))
    }

    /// A close that is one token, or `\mathclose` with its delimiter.
    fn plain_close(&mut self, close: usize, text: &'static str) -> &'static str {
        let (text, next) = match self.tokens.get(close).and_then(|token| token.row).map(|row| row.role) {
            Some(Role::Reclass(_)) => classed(self.tokens, close).unwrap_or((text, close + 1)),
            _ => (text, close + 1),
        };
        self.at = next;
        self.taken = 0;
        text
    }

    /// `\mathopen( … \mathclose)`: a fence with its partner, else a symbol.
    pub(super) fn classed(&mut self, end: usize, class: Class) -> Node {
        let start = self.at;
        let close = self.pairs.partner(start).filter(|close| *close > start && *close < end);
        let (text, next) = classed(self.tokens, start).unwrap_or(("", start + 1));
        self.at = next;
        self.taken = 0;
        match close {
            Some(close) => self.fence(start, close, text, "", Sizing::Plain),
            None => Node::new(NodeKind::Symbol { text: text.to_owned(), class }, self.span_from(start)),
        }
    }

    /// `\left( … \right)`; an error node with the delimiter where there is no `\right`.
    pub(super) fn left(&mut self, end: usize, token: Token<'t>) -> Node {
        let start = self.at;
        let close = self.pairs.partner(start).filter(|close| *close > start && *close < end);
        let left = self.delimiter(start, token, false).unwrap_or(".");
        match close {
            Some(close) => {
                self.left_right += 1;
                let node = self.fence(start, close, left, ".", Sizing::LeftRight);
                self.left_right -= 1;
                node
            }
            None => self.lonely(start, left, Class::Open),
        }
    }

    pub(super) fn right(&mut self, token: Token<'t>) -> Node {
        let start = self.at;
        let right = self.delimiter(start, token, false).unwrap_or(".");
        self.lonely(start, right, Class::Close)
    }

    fn lonely(&mut self, start: usize, text: &str, class: Class) -> Node {
        let span = self.span_from(start);
        let symbol = Node::new(NodeKind::Symbol { text: text.to_owned(), class }, span);
        Node::new(NodeKind::Error(vec![symbol]), span)
    }

    /// `\middle|` is a bar between two parts: `\mid`.
    pub(super) fn middle(&mut self, token: Token<'t>) -> Node {
        let start = self.at;
        let text = self.delimiter(start, token, false).unwrap_or(".");
        let span = self.span_from(start);
        if self.left_right == 0 {
            let message = "`\\middle` stands in no `\\left … \\right`";
            self.slip(SlipKind::MisplacedCommand, span, message, Renderers::ALL);
        }
        middle_bar(text, span)
    }

    /// `\big(` and its kin: a fence with its partner, else a symbol.
    pub(super) fn sized(&mut self, end: usize, token: Token<'t>, class: Option<Class>) -> Node {
        let start = self.at;
        let close = self.pairs.partner(start).filter(|close| *close > start && *close < end);
        let Some(text) = self.delimiter(start, token, true) else {
            return Node::new(NodeKind::Error(Vec::new()), token.span);
        };
        if let Some(close) = close {
            let right = self.tokens.get(close).and_then(symbol).map_or("", |found| found.0);
            return self.fence(start, close, text, right, Sizing::Big);
        }
        let span = self.span_from(start);
        match class {
            Some(Class::Relation) => middle_bar(text, span),
            _ => {
                let class = class.or_else(|| delimiter(text)).unwrap_or(Class::Ordinary);
                Node::new(NodeKind::Symbol { text: text.to_owned(), class }, span)
            }
        }
    }
}

fn middle_bar(text: &str, span: crate::source::Span) -> Node {
    let text = if text == "|" { r"\mid" } else { text };
    Node::new(NodeKind::Symbol { text: text.to_owned(), class: Class::Relation }, span)
}
