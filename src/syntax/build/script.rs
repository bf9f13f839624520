//! Scripts and primes on a base.

use super::super::commands::{self, Canonical, Renderers, Role, canonical};
use super::super::lexer::{Token, TokenKind};
use super::super::notation::{Class, Node, NodeKind};
use super::super::slip::{Slip, SlipKind};
use super::{Builder, group};
use crate::source::Span;

/// What has been hung on a base so far.
#[derive(Default)]
struct Scripts {
    sub: Option<Node>,
    sup: Option<Node>,
    primes: u32,
    /// Whether anything stands above: a superscript or primes.
    raised: bool,
    span: Option<Span>,
    /// How many bases with scripts of their own stand below: `x_a_b` has one.
    nested: u8,
}

/// Doubled scripts that are nested on one base; the rest hangs on nothing, so that depth stays bounded.
const MOST_NESTED: u8 = 8;

impl Scripts {
    fn grow(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |own| own.join(span)));
    }

    fn is_empty(&self) -> bool {
        self.sub.is_none() && self.sup.is_none() && self.primes == 0
    }

    /// The base with its scripts.
    fn hang(self, base: Option<Node>) -> Option<Node> {
        if self.is_empty() {
            return match (base, self.span) {
                (Some(mut base), Some(span)) => {
                    base.span = base.span.join(span);
                    Some(base)
                }
                (base, _) => base,
            };
        }
        let own = self.span.unwrap_or_default();
        let span = base.as_ref().map_or(own, |base| base.span.join(own));
        let Some(mut base) = base else {
            return Some(scripts(None, self.sub, self.sup, self.primes, span));
        };
        // `\underbrace{…}_{…}`: the script is the note under the brace.
        if let NodeKind::Stack { over: over @ None, under: under @ None, .. } = &mut base.kind
            && self.primes == 0
        {
            *over = self.sup.map(Box::new);
            *under = self.sub.map(Box::new);
            base.span = span;
            return Some(base);
        }
        Some(scripts(Some(base), self.sub, self.sup, self.primes, span))
    }

    /// What was found becomes part of the base of what follows.
    fn nest(&mut self, base: &mut Option<Node>) {
        let done = std::mem::take(self);
        self.nested = done.nested + 1;
        *base = done.hang(base.take());
    }
}

fn scripts(base: Option<Node>, sub: Option<Node>, sup: Option<Node>, primes: u32, span: Span) -> Node {
    let (base, sub, sup) = (base.map(Box::new), sub.map(Box::new), sup.map(Box::new));
    Node::new(NodeKind::Scripts { base, sub, sup, primes }, span)
}

/// `x{}'`: the primes on an empty group belong to the letter before it.
pub(super) fn join_primes(nodes: &mut Vec<Node>) {
    let [.., before, last] = nodes.as_slice() else { return };
    let NodeKind::Scripts { base, primes: 1.., .. } = &last.kind else { return };
    let hollow = base.as_deref().is_none_or(|base| matches!(&base.kind, NodeKind::Group(inner) if inner.is_empty()));
    let bare = matches!(before.kind, NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. });
    if !hollow || !bare || before.span.end != last.span.start {
        return;
    }
    if let (Some(last), Some(letter)) = (nodes.pop(), nodes.pop())
        && let NodeKind::Scripts { sub, sup, primes, .. } = last.kind
    {
        let span = letter.span.join(last.span);
        nodes.push(Node::new(NodeKind::Scripts { base: Some(Box::new(letter)), sub, sup, primes }, span));
    }
}

impl<'t> Builder<'_, 't> {
    /// The base with the scripts that follow it; nothing if there is neither.
    pub(super) fn with_scripts(&mut self, end: usize, base: Option<Node>) -> Option<Node> {
        let mut base = base;
        let mut found = Scripts::default();
        while let Some(token) = self.peek(end).filter(|_| found.nested < MOST_NESTED) {
            match token.kind {
                TokenKind::Sub | TokenKind::Sup => self.script(end, token, &mut base, &mut found),
                TokenKind::Prime => self.prime(token, &mut base, &mut found),
                TokenKind::Command => match token.row.map(|row| row.role) {
                    Some(Role::Limits(limits)) => self.limits(token, limits, &mut base, &mut found),
                    _ => break,
                },
                TokenKind::Other => match small(token) {
                    Some(small) => self.small_script(token, small, &mut found),
                    None => break,
                },
                _ => break,
            }
        }
        found.hang(base)
    }

    fn script(&mut self, end: usize, sign: Token<'t>, base: &mut Option<Node>, found: &mut Scripts) {
        let below = sign.kind == TokenKind::Sub;
        let first = self.at;
        self.advance();
        let second = if below { found.sub.is_some() } else { found.raised };
        let start = self.at;
        let content = self.script_content(end, sign);
        if content.as_ref().is_some_and(is_empty) && self.is_expanded(first) {
            found.grow(self.span_from(first));
            return;
        }
        if second {
            self.double(sign, below);
            found.nest(base);
        }
        found.grow(sign.span);
        let Some(content) = content else { return };
        // With the braces around it: what follows touches them.
        found.grow(self.span_from(start));
        if below {
            found.sub = Some(content);
            return;
        }
        found.raised = true;
        match primes(&content) {
            0 => found.sup = Some(content),
            count => found.primes += count,
        }
    }

    /// Whether the tokens from one on are not written so: a macro stands for some of them, or for nothing between them.
    fn is_expanded(&self, from: usize) -> bool {
        let tokens = self.tokens.get(from..self.at).unwrap_or(&[]);
        let ends = tokens.first().zip(tokens.last());
        let apart = |token: &Token<'t>| token.span.range().len() != token.text.len();
        let length: usize = tokens.iter().map(|token| token.text.len()).sum();
        tokens.iter().any(apart) || ends.is_some_and(|(first, last)| first.span.join(last.span).range().len() != length)
    }

    fn double(&mut self, sign: Token<'t>, below: bool) {
        let word = if below { "subscript" } else { "superscript" };
        let slip = Slip::new(SlipKind::DanglingScript, sign.span, format!("a second {word} on one base"))
            .hint("put both into one script, or braces around the first base with its script")
            .rejected_by(Renderers::ALL);
        self.slips.push(slip);
    }

    fn prime(&mut self, token: Token<'t>, base: &mut Option<Node>, found: &mut Scripts) {
        if found.raised {
            self.double(token, false);
            found.nest(base);
        }
        while let Some(prime) = self.tokens.get(self.at).filter(|next| next.kind == TokenKind::Prime) {
            found.primes += 1;
            found.grow(prime.span);
            self.advance();
        }
        // A superscript at once behind the primes joins them: `x'^2`.
        found.raised = self.tokens.get(self.at).is_none_or(|next| next.kind != TokenKind::Sup);
    }

    /// `²`, `₁₀`, `″`: a run of small characters is one script.
    fn small_script(&mut self, token: Token<'t>, first: Small, found: &mut Scripts) {
        if let Small::Primes(count) = first {
            self.advance();
            found.primes += count;
            found.grow(token.span);
            return;
        }
        let below = matches!(first, Small::Sub(_));
        let (mut nodes, mut digits, mut span) = (Vec::new(), String::new(), token.span);
        while let Some(next) = self.tokens.get(self.at).copied() {
            let letter = match small(next) {
                Some(Small::Sub(letter)) if below => letter,
                Some(Small::Sup(letter)) if !below => letter,
                _ => break,
            };
            self.advance();
            span = span.join(next.span);
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            flush(&mut digits, &mut nodes, span);
            nodes.push(Node::new(small_node(letter), next.span));
        }
        flush(&mut digits, &mut nodes, span);
        found.grow(span);
        found.raised |= !below;
        let slot = if below { &mut found.sub } else { &mut found.sup };
        *slot = Some(group(nodes, span));
    }

    /// `\limits` belongs to the operator before it.
    fn limits(&mut self, token: Token<'t>, limits: bool, base: &mut Option<Node>, found: &mut Scripts) {
        self.advance();
        found.grow(token.span);
        if let Some(base) = base {
            base.span = base.span.join(token.span);
        }
        let commanded = base.as_ref().is_some_and(|base| self.begins_with_command(base.span));
        match base.as_mut().map(|base| &mut base.kind) {
            Some(NodeKind::Operator { limits: own, .. }) => *own = limits,
            Some(NodeKind::BigOperator(_) | NodeKind::Stack { .. }) => {}
            // `\mathop{…}` is an operator, plain braces are not.
            Some(NodeKind::Group(_)) if commanded => {}
            _ => {
                let message = format!("`{}` must follow an operator", token.text);
                self.slip(SlipKind::MisplacedCommand, token.span, message, Renderers::ALL);
            }
        }
    }

    fn begins_with_command(&self, span: Span) -> bool {
        let before = self.tokens.get(..self.at).unwrap_or(&[]).iter().rev();
        let mut inside = before.take_while(|token| token.span.start >= span.start);
        inside.any(|token| token.span.start == span.start && token.kind == TokenKind::Command)
    }

    /// What stands behind `_` or `^`: a group, one token, or a command that may stand there without braces.
    fn script_content(&mut self, end: usize, sign: Token<'t>) -> Option<Node> {
        let Some(token) = self.peek(end) else {
            return self.no_content(sign, end);
        };
        match token.kind {
            TokenKind::Sub | TokenKind::Sup | TokenKind::Prime | TokenKind::Ampersand | TokenKind::Close => {
                self.no_content(sign, self.at)
            }
            TokenKind::Command => self.command_content(end, sign, token),
            _ => {
                self.cut_short(sign, token);
                self.argument_token(end, token)
            }
        }
    }

    fn command_content(&mut self, end: usize, sign: Token<'t>, token: Token<'t>) -> Option<Node> {
        let Some(row) = token.row else {
            return self.argument_token(end, token);
        };
        match row.role {
            Role::Infix(_) | Role::End | Role::Right | Role::EndGroup | Role::Break | Role::Limits(_) => {
                return self.no_content(sign, self.at);
            }
            _ if row.in_script => {}
            _ => {
                let message = format!("`{}` needs braces behind `{}`", token.text, sign.text);
                let refusing = row.known_to.and(Renderers::KATEX);
                let slip = Slip::new(SlipKind::UnbracedArgument, token.span, message)
                    .hint(format!("write `{}{{{} …}}`", sign.text, token.text))
                    .rejected_by(refusing);
                self.slips.push(slip);
            }
        }
        self.deeper(end, |builder| builder.command(end, token))
    }

    fn no_content(&mut self, sign: Token<'t>, next: usize) -> Option<Node> {
        let word = if sign.kind == TokenKind::Sub { "subscript" } else { "superscript" };
        let fenced = self.tokens.get(next).is_some_and(|token| {
            super::super::delimiter::symbol(token).is_some_and(|(_, class)| matches!(class, Class::Open | Class::Close))
        });
        let refusing = if fenced { Renderers::NONE } else { Renderers::ALL };
        let slip = Slip::new(SlipKind::DanglingScript, sign.span, format!("`{}` without a {word}", sign.text))
            .hint(format!("write the {word} behind it, or remove `{}`", sign.text))
            .rejected_by(refusing);
        self.slips.push(slip);
        None
    }

    /// `x^10`, `x^(i)`, `x^-1`: only the first character is raised.
    fn cut_short(&mut self, sign: Token<'t>, token: Token<'t>) {
        let follows = |kind| self.tokens.get(self.at + 1).is_some_and(|next| next.kind == kind);
        let last = match token.kind {
            TokenKind::Digits if token.text.len() > 1 => Some(self.at),
            TokenKind::Other if matches!(token.text, "-" | "−" | "+") && follows(TokenKind::Digits) => {
                Some(self.at + 1)
            }
            TokenKind::Other if token.text == "(" => self.pairs.partner(self.at),
            _ => None,
        };
        let Some(last) = last.filter(|last| last - self.at < SHORT) else { return };
        let Some(end) = self.tokens.get(last) else { return };
        let taken: String = token.text.chars().take(1).collect();
        let word = if sign.kind == TokenKind::Sub { "lowered" } else { "raised" };
        let whole = token.span.join(end.span);
        let written = super::super::delimiter::written(self.tokens, self.at, last + 1);
        let slip = Slip::new(SlipKind::UnbracedArgument, whole, format!("only `{taken}` is {word}"))
            .hint(format!("write `{}{{{written}}}` if all of it is meant", sign.text))
            .fix(whole, format!("{{{written}}}"));
        self.slips.push(slip);
    }
}

/// The greatest number of tokens that is shown again in a repair.
const SHORT: usize = 24;

/// A character that is a script by itself.
#[derive(Clone, Copy)]
enum Small {
    Sub(char),
    Sup(char),
    Primes(u32),
}

fn small(token: Token<'_>) -> Option<Small> {
    let mut characters = token.text.chars();
    let first = characters.next().filter(|first| !first.is_ascii())?;
    if characters.next().is_some() {
        return None;
    }
    match first {
        '′' => Some(Small::Primes(1)),
        '″' => Some(Small::Primes(2)),
        '‴' => Some(Small::Primes(3)),
        _ => match canonical(first)? {
            Canonical::Sub(letter) => Some(Small::Sub(letter)),
            Canonical::Sup(letter) => Some(Small::Sup(letter)),
            _ => None,
        },
    }
}

fn small_node(letter: char) -> NodeKind {
    match canonical(letter) {
        Some(Canonical::Command(name)) => commands::find_name(name)
            .and_then(|row| super::command::leaf(row.role))
            .unwrap_or_else(|| NodeKind::Letter(letter.to_string())),
        _ => super::leaf::plain(letter),
    }
}

fn flush(digits: &mut String, nodes: &mut Vec<Node>, span: Span) {
    if !digits.is_empty() {
        nodes.push(Node::new(NodeKind::Number(std::mem::take(digits)), span));
    }
}

fn is_empty(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Group(nodes) if nodes.is_empty())
}

/// How many primes a superscript is, if it is nothing else.
fn primes(node: &Node) -> u32 {
    match &node.kind {
        NodeKind::Symbol { text, .. } if text == r"\prime" => 1,
        NodeKind::Group(nodes) if !nodes.is_empty() => {
            let counts: Vec<_> = nodes.iter().map(|node| u32::from(is_prime(node))).collect();
            if counts.contains(&0) { 0 } else { counts.iter().sum() }
        }
        // `g^{'}`
        NodeKind::Scripts { base: None, sub: None, sup: None, primes } => *primes,
        _ => 0,
    }
}

fn is_prime(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if text == r"\prime")
}
