//! The arguments of commands: groups, single tokens, words, lengths, colours, delimiters.

use super::super::commands::{Arg, Renderers, Role, is_katex_delimiter};
use super::super::delimiter::{after, written};
use super::super::lexer::{Token, TokenKind};
use super::super::notation::{Node, NodeKind};
use super::super::slip::{Slip, SlipKind};
use super::{Builder, DEPTH, group};
use crate::source::Span;

/// An argument as it was found.
pub(super) enum Value {
    Node(Node),
    Text(String, Span),
    /// An optional one that is not there.
    Absent,
    /// A needed one that is not there.
    Missing,
}

impl<'t> Builder<'_, 't> {
    /// Reads the arguments of a command, in order. After one that is missing, no further one is looked for.
    pub(super) fn arguments(&mut self, end: usize, command: Token<'t>, args: &'static [Arg]) -> Vec<Value> {
        let mut values = Vec::with_capacity(args.len());
        for arg in args {
            let value = self.argument(end, command, *arg);
            let missing = matches!(value, Value::Missing);
            values.push(value);
            if missing {
                let rest = args.get(values.len() - 1..).unwrap_or(&[]);
                self.missing(command, rest.iter().filter(|arg| arg.is_needed()).count());
                break;
            }
        }
        values
    }

    pub(super) fn argument(&mut self, end: usize, command: Token<'t>, arg: Arg) -> Value {
        match arg {
            Arg::Math | Arg::Atom => self.math(end, command, arg == Arg::Atom).map_or(Value::Missing, Value::Node),
            Arg::Whole => self.whole(end),
            Arg::Optional => self.optional(end),
            Arg::OptionalRaw => self.optional_raw(end),
            Arg::Text => self.words_argument(end, command),
            Arg::Raw => self.raw(end),
            Arg::Size => self.size(end),
            Arg::Color => self.color(end),
            Arg::Star => self.star(end),
            // Delimiters and rows are read where their commands are.
            Arg::Delimiter | Arg::Rows => Value::Absent,
        }
    }

    /// One mathematical argument: a group or a single token.
    pub(super) fn math(&mut self, end: usize, command: Token<'t>, atom: bool) -> Option<Node> {
        let token = self.peek(end)?;
        match token.kind {
            TokenKind::Close | TokenKind::Ampersand | TokenKind::Sub | TokenKind::Sup => None,
            TokenKind::Command => self.command_argument(end, command, token, atom),
            _ => self.argument_token(end, token),
        }
    }

    /// A group in braces; without them, what follows stays where it is: it looks the same.
    fn whole(&mut self, end: usize) -> Value {
        match self.peek(end) {
            Some(token) if token.kind == TokenKind::Open => Value::Node(only(self.braces(end))),
            Some(token) if !matches!(token.kind, TokenKind::Close | TokenKind::Ampersand) => Value::Absent,
            _ => Value::Missing,
        }
    }

    fn command_argument(&mut self, end: usize, command: Token<'t>, token: Token<'t>, atom: bool) -> Option<Node> {
        let Some(row) = token.row else {
            return self.argument_token(end, token);
        };
        if matches!(row.role, Role::Infix(_) | Role::End | Role::Right | Role::EndGroup | Role::Limits(_)) {
            return None;
        }
        let alone = if atom { row.in_script } else { row.args.is_empty() && row.role != Role::Begin };
        if !alone {
            let message = format!("`{}` needs braces as an argument of `{}`", token.text, command.text);
            let refusing = if atom { Renderers::KATEX } else { Renderers::KATEX.or(Renderers::MATHJAX) };
            let slip = Slip::new(SlipKind::UnbracedArgument, token.span, message)
                .hint(format!("write `{}{{{} …}}`", command.text, token.text))
                .rejected_by(refusing);
            self.slips.push(slip);
        }
        self.deeper(end, |builder| builder.command(end, token))
    }

    /// Runs a reader one level deeper, unless that is too deep.
    pub(super) fn deeper(&mut self, end: usize, read: impl FnOnce(&mut Self) -> Option<Node>) -> Option<Node> {
        if self.depth >= DEPTH {
            let nodes = self.list(end, false);
            return Some(group(nodes, Span::default()));
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    /// A group, or the next single token that is no command with arguments: one letter, one digit, one sign.
    pub(super) fn argument_token(&mut self, end: usize, token: Token<'t>) -> Option<Node> {
        match token.kind {
            TokenKind::Open => Some(only(self.braces(end))),
            TokenKind::Letter => {
                self.advance();
                Some(Node::new(NodeKind::Letter(token.text.to_owned()), token.span))
            }
            TokenKind::Digits => Some(self.one_digit(token)),
            TokenKind::Command => self.command(end, token),
            TokenKind::Prime => {
                self.advance();
                Some(Node::new(super::super::build::command::prime(), token.span))
            }
            TokenKind::Tie => {
                self.advance();
                Some(Node::new(NodeKind::Space("~".to_owned()), token.span))
            }
            TokenKind::Other => Some(self.sign(token)),
            _ => self.item_node(end, token),
        }
    }

    fn one_digit(&mut self, token: Token<'t>) -> Node {
        let digit: String = token.text.chars().take(1).collect();
        let span = Span { start: token.span.start, end: token.span.start + 1 };
        self.take_digit(token);
        Node::new(NodeKind::Number(digit), span)
    }

    /// Takes the first digit of a number; the others stay.
    pub(super) fn take_digit(&mut self, token: Token<'t>) {
        self.taken += 1;
        if token.text.len() == 1 {
            self.advance();
        }
    }

    /// An argument is not there, `needed` of them with the rest: what comes next ends the list. A plain bracket ends it for us alone; KaTeX takes
    /// the bracket as the argument.
    pub(super) fn missing(&mut self, command: Token<'t>, needed: usize) {
        let next = self.at;
        let bracket = self.tokens.get(next).is_some_and(|token| super::super::delimiter::symbol(token).is_some());
        let renders = bracket && self.available(next, needed) >= needed;
        let refusing = if renders { Renderers::NONE } else { Renderers::ALL };
        let slip = Slip::new(SlipKind::MissingArgument, command.span, format!("`{}` lacks an argument", command.text))
            .hint("write it in braces")
            .rejected_by(refusing);
        self.slips.push(slip);
    }

    /// How many arguments could be taken from `at` on, at most so many; brackets count as such.
    fn available(&self, at: usize, most: usize) -> usize {
        let (mut at, mut count) = (at, 0);
        while let Some(token) = self.tokens.get(at).filter(|_| count < most) {
            let ends = matches!(
                token.kind,
                TokenKind::Close | TokenKind::Ampersand | TokenKind::Sub | TokenKind::Sup | TokenKind::Dollar
            );
            if ends || token.row.is_some_and(|row| !row.args.is_empty()) {
                break;
            }
            count += usize::from(!token.is_blank());
            let jump = token.kind == TokenKind::Open;
            at = self.pairs.partner(at).filter(|close| jump && *close > at).unwrap_or(at) + 1;
        }
        count
    }

    /// `[…]` as mathematics.
    fn optional(&mut self, end: usize) -> Value {
        let Some(close) = self.bracket(end) else {
            return Value::Absent;
        };
        let start = self.at;
        self.advance();
        let nodes = self.list(close, false);
        self.at = close;
        self.advance();
        Value::Node(group(nodes, self.span_from(start)))
    }

    fn optional_raw(&mut self, end: usize) -> Value {
        let Some(close) = self.bracket(end) else {
            return Value::Absent;
        };
        let start = self.at;
        let text = written(self.tokens, start + 1, close);
        self.at = close;
        self.advance();
        Value::Text(text, self.span_from(start))
    }

    /// The bracket that closes the one that comes next, if one comes next.
    fn bracket(&mut self, end: usize) -> Option<usize> {
        let token = self.peek(end)?;
        if token.text != "[" || self.taken > 0 {
            return None;
        }
        self.pairs.partner(self.at).filter(|close| *close > self.at && *close < end)
    }

    fn star(&mut self, end: usize) -> Value {
        match self.peek(end) {
            Some(token) if token.text == "*" => {
                self.advance();
                Value::Text("*".to_owned(), token.span)
            }
            _ => Value::Absent,
        }
    }

    fn raw(&mut self, end: usize) -> Value {
        let Some(token) = self.peek(end) else {
            return Value::Missing;
        };
        let start = self.at;
        match (token.kind, self.pairs.partner(start).filter(|close| *close > start && *close < end)) {
            (TokenKind::Open, Some(close)) => {
                let text = written(self.tokens, start + 1, close);
                self.at = close;
                self.advance();
                Value::Text(text, self.span_from(start))
            }
            (TokenKind::Open | TokenKind::Close, _) => Value::Missing,
            _ => {
                self.advance();
                Value::Text(token.text.to_owned(), token.span)
            }
        }
    }

    /// A length; KaTeX checks its form and its unit.
    pub(super) fn size(&mut self, end: usize) -> Value {
        let braced = self.peek(end).is_some_and(|token| token.kind == TokenKind::Open);
        let value = if braced { self.raw(end) } else { self.bare_size(end) };
        if let Value::Text(text, span) = &value
            && !is_size(text)
            && !(braced && text.is_empty())
        {
            let slip = Slip::new(SlipKind::InvalidArgument, *span, format!("`{text}` is no length"))
                .hint("write a number and a unit: `1em`, `2pt`")
                .rejected_by(Renderers::ALL);
            self.slips.push(slip);
        }
        value
    }

    fn bare_size(&mut self, end: usize) -> Value {
        let Some(first) = self.peek(end) else {
            return Value::Missing;
        };
        let (mut text, mut letters, mut span) = (String::new(), 0, first.span);
        while let Some(token) = self.tokens.get(self.at).copied().filter(|_| self.at < end && letters < 2) {
            letters += usize::from(token.kind == TokenKind::Letter);
            let sign = text.trim().is_empty() && matches!(token.text, "+" | "-");
            let more = token.kind == TokenKind::Digits && letters == 0
                || token.kind == TokenKind::Letter && text.ends_with(|last: char| !"+-".contains(last))
                || token.text == "." && letters == 0
                || token.kind == TokenKind::Blank && letters == 0
                || sign;
            if token.kind == TokenKind::Comment && letters == 0 {
                self.advance();
                continue;
            }
            if !more {
                break;
            }
            text.push_str(token.text);
            span = span.join(token.span);
            self.advance();
        }
        Value::Text(text, span)
    }

    fn color(&mut self, end: usize) -> Value {
        let value = self.raw(end);
        if let Value::Text(text, span) = &value
            && !is_color(text.trim())
        {
            let slip = Slip::new(SlipKind::InvalidArgument, *span, format!("`{text}` is no colour"))
                .hint("write a name, or `#` and six hexadecimal digits")
                .rejected_by(Renderers::KATEX);
            self.slips.push(slip);
        }
        value
    }

    /// The delimiter behind a sizing command that has just been read; KaTeX checks it.
    pub(super) fn delimiter(&mut self, at: usize, command: Token<'t>, braced: bool) -> Option<&'static str> {
        let Some((text, next)) = after(self.tokens, at, braced) else {
            self.missing_delimiter(at, command);
            return None;
        };
        let token = self.tokens.get(next - 1).copied().unwrap_or(command);
        if matches!(token.kind, TokenKind::Open | TokenKind::Close)
            && next == super::super::delimiter::skip_blanks(self.tokens, at + 1) + 1
        {
            let slip = Slip::new(
                SlipKind::MissingBackslash,
                token.span,
                format!("`{}` needs `\\{}`, not `{}`", command.text, token.text, token.text),
            )
            .fix(token.span, format!("\\{}", token.text))
            .rejected_by(Renderers::ALL);
            self.slips.push(slip);
        } else if !is_katex_delimiter(text) {
            let message = format!("`{}` is no delimiter for `{}`", token.text, command.text);
            let known = super::super::commands::delimiter(text).is_some();
            let refusing = if known { Renderers::KATEX } else { Renderers::ALL };
            self.slip(SlipKind::InvalidArgument, token.span, message, refusing);
        }
        self.at = next;
        self.taken = 0;
        Some(text)
    }

    fn missing_delimiter(&mut self, at: usize, command: Token<'t>) {
        let next = super::super::delimiter::skip_blanks(self.tokens, at + 1);
        let found = self.tokens.get(next).map_or("the end", |token| token.text);
        let message = format!("`{}` needs a delimiter, not `{found}`", command.text);
        let slip = Slip::new(SlipKind::MissingArgument, command.span, message)
            .hint("write a bracket, or `.` for none")
            .rejected_by(Renderers::ALL);
        self.slips.push(slip);
        self.at = at + 1;
        self.taken = 0;
    }
}

/// The one node of a group with one node: as an argument it needs no braces.
fn only(mut node: Node) -> Node {
    match &mut node.kind {
        NodeKind::Group(nodes) if nodes.len() == 1 => nodes.pop().unwrap_or(node),
        _ => node,
    }
}

static UNITS: &[&str] = &["pt", "mm", "cm", "in", "bp", "pc", "dd", "cc", "nd", "nc", "sp", "px", "ex", "em", "mu"];

/// Whether a text holds a number and a unit, as KaTeX looks for them.
pub(super) fn is_size(text: &str) -> bool {
    let rest = text.trim_start_matches(|start: char| !start.is_ascii_digit() && start != '.');
    let digits = rest.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == '.');
    let number = rest.get(..rest.len() - digits.len()).unwrap_or("");
    let unit = digits.trim_start().get(..2).unwrap_or("");
    number.parse::<f64>().is_ok() && UNITS.contains(&unit)
}

fn is_color(text: &str) -> bool {
    let hex = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    match text.strip_prefix('#') {
        Some(digits) => matches!(digits.len(), 3 | 4 | 6 | 8) && hex(digits),
        None => {
            !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_alphabetic())
                || (text.len() == 6 && hex(text))
        }
    }
}
