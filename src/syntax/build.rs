//! Tokens and their partners to the notation tree.
//!
//! Takes the tokens of a formula and which closes which; gives nodes, and a slip for what cannot stand. One pass from
//! left to right: each token is read once. It recurses into groups and arguments, at most [`DEPTH`] levels.

mod argument;
mod command;
mod environment;
mod fence;
mod leaf;
mod script;
mod suggest;
mod words;

use super::commands::{Renderers, Role};
use super::lexer::{Token, TokenKind};
use super::notation::{FractionKind, Node, NodeKind};
use super::pairing::Pairs;
use super::slip::{Slip, SlipKind, Slips};
use crate::source::Span;

/// The number of nested groups, fences and arguments that are read; what lies deeper is an error node.
pub const DEPTH: usize = 128;

/// The nodes of a formula, and the first part that KaTeX takes in displays only.
pub(super) struct Built {
    pub nodes: Vec<Node>,
    pub display_only: Option<Span>,
}

/// tokens, partners → nodes; slips for what cannot stand.
pub(super) fn build(tokens: &[Token<'_>], pairs: &Pairs, slips: &mut Slips) -> Built {
    let mut builder =
        Builder { tokens, pairs, at: 0, taken: 0, depth: 0, left_right: 0, deep: false, slips, display_only: None };
    let nodes = builder.list(tokens.len(), false);
    Built { nodes, display_only: builder.display_only }
}

struct Builder<'a, 't> {
    tokens: &'a [Token<'t>],
    pairs: &'a Pairs,
    /// The token to be read next.
    at: usize,
    /// How many bytes of it have been taken: `x^12` takes one digit of two.
    taken: usize,
    depth: usize,
    /// How many `\left` are open.
    left_right: usize,
    /// Whether the depth limit has been reported.
    deep: bool,
    slips: &'a mut Slips,
    display_only: Option<Span>,
}

/// A font switch that is in force: where its nodes begin.
struct Switch {
    from: usize,
    role: Role,
    span: Span,
}

impl<'t> Builder<'_, 't> {
    /// The next token before `end`, blanks skipped; a number that was begun is cut.
    fn peek(&mut self, end: usize) -> Option<Token<'t>> {
        while self.at < end {
            let token = *self.tokens.get(self.at)?;
            if self.taken > 0 {
                return Some(cut(token, self.taken));
            }
            match token.row.filter(|row| row.role == Role::Nothing) {
                Some(row) => self.check_known(token, row.known_to),
                None if !token.is_blank() => return Some(token),
                None => {}
            }
            if token.kind == TokenKind::Comment {
                self.comment(token);
            }
            self.at += 1;
        }
        None
    }

    fn advance(&mut self) {
        self.at += 1;
        self.taken = 0;
    }

    fn slip(&mut self, kind: SlipKind, span: Span, message: impl Into<String>, rejected_by: Renderers) {
        self.slips.push(Slip::new(kind, span, message).rejected_by(rejected_by));
    }

    /// `%` hides the rest of the line: a slip where it follows a number, else a habit.
    fn comment(&mut self, comment: Token<'t>) {
        let after_number = self.at.checked_sub(1).and_then(|before| self.tokens.get(before));
        if after_number.is_some_and(|token| token.kind == TokenKind::Digits) {
            let at = Span { start: comment.span.start, end: comment.span.start + 1 };
            let slip = Slip::new(SlipKind::SwallowedByComment, comment.span, "`%` hides the rest of the line")
                .hint("write `\\%` for a percent sign")
                .fix(at, "\\%");
            self.slips.push(slip);
        }
    }

    /// The nodes up to `end`; within rows, up to the next `&` or `\\`.
    fn list(&mut self, end: usize, rows: bool) -> Vec<Node> {
        let start = self.at;
        if self.depth >= DEPTH {
            return self.too_deep(end);
        }
        self.depth += 1;
        let nodes = self.level(start, end, rows);
        self.depth -= 1;
        nodes
    }

    fn level(&mut self, start: usize, end: usize, rows: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut switch: Option<Switch> = None;
        let mut infix: Option<(Vec<Node>, FractionKind, Token<'t>)> = None;
        while let Some(token) = self.peek(end) {
            let role = token.row.map(|row| row.role);
            match role {
                _ if rows && token.kind == TokenKind::Ampersand => break,
                Some(Role::Break) if rows => break,
                Some(Role::Infix(kind)) => {
                    close_switch(&mut nodes, &mut switch);
                    self.infix(end, token, kind, &mut nodes, &mut infix);
                }
                Some(Role::FontSwitch(_)) => {
                    close_switch(&mut nodes, &mut switch);
                    self.advance();
                    switch = role.map(|role| Switch { from: nodes.len(), role, span: token.span });
                }
                _ => {
                    self.item(end, &mut nodes);
                    script::join_primes(&mut nodes);
                }
            }
        }
        close_switch(&mut nodes, &mut switch);
        self.check_tags(&nodes);
        match infix {
            Some((numerator, kind, _)) => vec![self.split_fraction(start, numerator, kind, nodes)],
            None => nodes,
        }
    }

    /// A line has one number.
    fn check_tags(&mut self, nodes: &[Node]) {
        let mut tags = nodes.iter().filter(|node| matches!(&node.kind, NodeKind::Meta { name, .. } if name == "tag"));
        if let (Some(_), Some(second)) = (tags.next(), tags.next()) {
            self.slip(SlipKind::MisplacedCommand, second.span, "a second `\\tag` on one line", Renderers::ALL);
        }
    }

    /// `\over`: what stood before it is the numerator.
    fn infix(
        &mut self,
        end: usize,
        token: Token<'t>,
        kind: FractionKind,
        nodes: &mut Vec<Node>,
        infix: &mut Option<(Vec<Node>, FractionKind, Token<'t>)>,
    ) {
        self.advance();
        if token.row.is_some_and(|row| !row.args.is_empty()) {
            self.size(end);
        }
        if let Some((_, _, first)) = infix {
            let slip =
                Slip::new(SlipKind::MisplacedCommand, token.span, format!("a second `{}` in one group", token.text))
                    .related(first.span, "the first one stands here")
                    .hint("put braces around one of the fractions")
                    .rejected_by(Renderers::ALL);
            self.slips.push(slip);
            nodes.push(Node::new(NodeKind::Error(Vec::new()), token.span));
            return;
        }
        *infix = Some((std::mem::take(nodes), kind, token));
    }

    fn split_fraction(&self, start: usize, numerator: Vec<Node>, kind: FractionKind, denominator: Vec<Node>) -> Node {
        let span = self.span_from(start);
        let (above, below) = (group(numerator, span), group(denominator, span));
        Node::new(NodeKind::Fraction { numerator: Box::new(above), denominator: Box::new(below), kind }, span)
    }

    /// The span from the token at `start` to the last one read.
    fn span_from(&self, start: usize) -> Span {
        let first = self.tokens.get(start).map_or_else(Span::default, |token| token.span);
        let last = self.at.checked_sub(usize::from(self.taken == 0)).and_then(|last| self.tokens.get(last));
        last.filter(|last| last.span.start >= first.start).map_or(first, |last| first.join(last.span))
    }

    /// Skips to `end`: an error node, and one slip for the formula.
    fn too_deep(&mut self, end: usize) -> Vec<Node> {
        let Some(first) = self.peek(end) else {
            return Vec::new();
        };
        let start = self.at;
        self.at = end.max(self.at);
        self.taken = 0;
        if !self.deep {
            self.deep = true;
            let message = format!("more than {DEPTH} levels of nesting: what lies deeper is not read");
            self.slip(SlipKind::TooDeep, first.span, message, Renderers::NONE);
        }
        vec![Node::new(NodeKind::Error(Vec::new()), self.span_from(start))]
    }
}

/// A token without its first `taken` bytes.
fn cut(mut token: Token<'_>, taken: usize) -> Token<'_> {
    token.text = token.text.get(taken..).unwrap_or("");
    token.span.start += u32::try_from(taken).unwrap_or(0);
    token
}

/// Ends a font switch: what came since is its body.
fn close_switch(nodes: &mut Vec<Node>, switch: &mut Option<Switch>) {
    let Some(Switch { from, role, span }) = switch.take() else {
        return;
    };
    let body = nodes.split_off(from.min(nodes.len()));
    let whole = body.last().map_or(span, |last| span.join(last.span));
    let Role::FontSwitch(Some(font)) = role else {
        nodes.extend(body);
        return;
    };
    nodes.push(Node::new(NodeKind::Styled { font, body: Box::new(group(body, whole)) }, whole));
}

/// One node for several: the only one, or a group.
fn group(mut nodes: Vec<Node>, fallback: Span) -> Node {
    if nodes.len() == 1
        && let Some(only) = nodes.pop()
    {
        return only;
    }
    let span = nodes.iter().map(|node| node.span).reduce(Span::join).unwrap_or(fallback);
    Node::new(NodeKind::Group(nodes), span)
}
