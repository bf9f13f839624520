//! Environments and other rows of cells.

use super::super::commands::{Environment, Renderers, Role, environment};
use super::super::delimiter::{name_braces, written};
use super::super::lexer::{Token, TokenKind};
use super::super::notation::{Node, NodeKind, Row};
use super::super::slip::{Slip, SlipKind};
use super::Builder;
use super::argument::Value;

impl<'t> Builder<'_, 't> {
    /// `\begin{name} … \end{name}`; without `\end`, what follows up to `end` in an error node.
    pub(super) fn begin(&mut self, end: usize, token: Token<'t>) -> Node {
        let start = self.at;
        let Some((open, close)) = name_braces(self.tokens, start) else {
            self.advance();
            let slip = Slip::new(SlipKind::MissingArgument, token.span, "`\\begin` lacks the name of its environment")
                .rejected_by(Renderers::ALL);
            self.slips.push(slip);
            return Node::new(NodeKind::Error(Vec::new()), token.span);
        };
        let name = written(self.tokens, open + 1, close).trim().to_owned();
        let last = self.pairs.partner(start).filter(|last| *last > start && *last < end);
        self.at = close;
        self.advance();
        let row = self.known(start, &name);
        let inner = last.unwrap_or(end);
        let argument = row.and_then(|row| self.environment_argument(inner, token, row));
        let rows = self.rows(inner, row.map(|row| (row.cells, row.refusing)));
        let kind = NodeKind::Environment { name, argument, rows };
        let Some(last) = last else {
            let node = Node::new(kind, self.span_from(start));
            let span = node.span;
            return Node::new(NodeKind::Error(vec![node]), span);
        };
        self.at = name_braces(self.tokens, last).map_or(last, |(_, close)| close);
        self.advance();
        Node::new(kind, self.span_from(start))
    }

    fn known(&mut self, start: usize, name: &str) -> Option<&'static Environment> {
        let span = self.span_from(start);
        let row = environment(name);
        let known_to = row.map_or(Renderers::NONE, |row| row.known_to);
        if known_to != Renderers::ALL {
            let message = match row {
                Some(_) => format!("KaTeX knows no environment `{name}`"),
                None => format!("no renderer knows an environment `{name}`"),
            };
            if row.is_none() || !known_to.meets(Renderers::KATEX) {
                let slip = Slip::new(SlipKind::UnknownCommand, span, message).rejected_by(known_to.others());
                self.slips.push(slip);
            } else {
                self.slips.rejected_by = self.slips.rejected_by.or(known_to.others());
            }
        }
        if row.is_some_and(|row| row.display) {
            self.display_only.get_or_insert(span);
        }
        row
    }

    fn environment_argument(&mut self, end: usize, token: Token<'t>, row: &'static Environment) -> Option<String> {
        let values = self.arguments(end, token, row.args);
        let mut text = values.into_iter().filter_map(|value| match value {
            Value::Text(text, span) => Some((text, span)),
            _ => None,
        });
        let (text, span) = text.next_back()?;
        let columns = matches!(row.name, "array" | "darray" | "subarray");
        let plain = |column: char| "lcr|: ".contains(column);
        if columns && !text.chars().all(plain) {
            let slip = Slip::new(SlipKind::InvalidArgument, span, "KaTeX takes only `l`, `c`, `r`, `|` and `:` here")
                .rejected_by(Renderers::KATEX);
            self.slips.push(slip);
        }
        Some(text)
    }

    /// Rows and cells up to `end`. A last row that is empty is no row.
    pub(super) fn rows(&mut self, end: usize, most: Option<(usize, Renderers)>) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut row = Row::default();
        loop {
            let mut cell = self.rules(end);
            cell.extend(self.list(end, true));
            row.cells.push(cell);
            let Some(token) = self.peek(end) else { break };
            self.advance();
            if token.kind == TokenKind::Ampersand {
                if let Some((_, refusing)) = most.filter(|(cells, _)| *cells == row.cells.len()) {
                    let message = "too many `&` for this environment";
                    self.slip(SlipKind::StrayCharacter, token.span, message, refusing);
                }
                continue;
            }
            self.after_break(end, token);
            rows.push(std::mem::take(&mut row));
        }
        let empty = row.cells.iter().all(Vec::is_empty) && row.cells.len() == 1;
        if !empty || rows.is_empty() {
            rows.push(row);
        }
        rows
    }

    /// `\hline` at the beginning of a row.
    fn rules(&mut self, end: usize) -> Vec<Node> {
        let mut rules = Vec::new();
        while let Some(token) = self.peek(end).filter(|token| token.row.is_some_and(|row| row.role == Role::Rule)) {
            self.advance();
            rules.push(Node::new(NodeKind::Meta { name: token.name().to_owned(), argument: None }, token.span));
        }
        rules
    }

    /// `\\[2pt]`, `\\*`: the space behind a line break.
    pub(super) fn after_break(&mut self, end: usize, token: Token<'t>) {
        let next = self.tokens.get(self.at).filter(|next| self.at < end && next.text == "[" && token.text == "\\\\");
        if next.is_none() {
            return;
        }
        let value = self.argument(end, token, super::super::commands::Arg::OptionalRaw);
        if let Value::Text(text, span) = value
            && !super::argument::is_size(&text)
        {
            let slip = Slip::new(SlipKind::InvalidArgument, span, format!("`[{text}]` is read as the space of `\\\\`"))
                .hint("write `\\\\{}` before the bracket")
                .fix(crate::source::Span { start: span.start, end: span.start }, "{}")
                .rejected_by(Renderers::ALL);
            self.slips.push(slip);
        }
    }

    /// `\substack{a \\ b}`: rows in braces.
    pub(super) fn braced_rows(&mut self, end: usize, token: Token<'t>, name: &str) -> Option<Node> {
        let start = self.at;
        self.advance();
        let open = self.peek(end).filter(|open| open.kind == TokenKind::Open);
        let close = self.pairs.partner(self.at).filter(|close| open.is_some() && *close > start && *close < end);
        let Some(close) = close else {
            let Some(node) = self.math(end, token, false) else {
                self.missing(token, 1);
                return Some(Node::new(NodeKind::Error(Vec::new()), token.span));
            };
            let rows = vec![Row { cells: vec![vec![node]] }];
            let kind = NodeKind::Environment { name: name.to_owned(), argument: None, rows };
            return Some(Node::new(kind, self.span_from(start)));
        };
        self.advance();
        let rows = self.rows(close, None);
        self.at = close;
        self.advance();
        let kind = NodeKind::Environment { name: name.to_owned(), argument: None, rows };
        Some(Node::new(kind, self.span_from(start)))
    }
}
