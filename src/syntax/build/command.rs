//! What each item of a list becomes: tokens by their kind, commands by their role.

use super::super::commands::{Arg, Command, Renderers, Role};
use super::super::delimiter::classed;
use super::super::lexer::{Token, TokenKind};
use super::super::notation::{Class, Fence, Font, FractionKind, Node, NodeKind, Sizing};
use super::super::slip::{Slip, SlipKind};
use super::argument::Value;
use super::{Builder, group};
use crate::source::Span;

/// Whether the command is followed by a delimiter of its own.
pub(super) fn takes_delimiter(row: &Command) -> bool {
    row.args.contains(&Arg::Delimiter)
}

/// `X{_n}`, `C{_n^k}`: scripts in braces of their own that touch a letter before them.
fn hangs(node: &Node, before: Option<&Node>) -> bool {
    let NodeKind::Group(parts) = &node.kind else { return false };
    let [Node { kind: NodeKind::Scripts { base: None, .. }, .. }] = parts.as_slice() else { return false };
    before.is_some_and(|before| {
        before.span.end == node.span.start
            && matches!(
                before.kind,
                NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. } | NodeKind::Operator { .. }
            )
    })
}

/// Gives the scripts of a group to the node before it.
fn hang(node: Node, nodes: &mut Vec<Node>) {
    let Some(before) = nodes.pop() else { return };
    let span = before.span.join(node.span);
    let mut parts = match node.kind {
        NodeKind::Group(parts) => parts,
        _ => Vec::new(),
    };
    match parts.pop().map(|part| part.kind) {
        Some(NodeKind::Scripts { sub, sup, primes, .. }) => {
            nodes.push(Node::new(NodeKind::Scripts { base: Some(Box::new(before)), sub, sup, primes }, span));
        }
        _ => nodes.push(before),
    }
}

pub(super) fn prime() -> NodeKind {
    NodeKind::Symbol { text: r"\prime".to_owned(), class: Class::Ordinary }
}

/// The node of a command without arguments, by its role alone.
pub(super) fn leaf(role: Role) -> Option<NodeKind> {
    Some(match role {
        Role::Letter(text) => NodeKind::Letter(text.to_owned()),
        Role::Symbol(text, class) => NodeKind::Symbol { text: text.to_owned(), class },
        Role::Operator { name, limits } => NodeKind::Operator { name: name.to_owned(), limits },
        Role::BigOperator(text) => NodeKind::BigOperator(text.to_owned()),
        _ => return None,
    })
}

impl<'t> Builder<'_, 't> {
    /// Reads the next item of a list with its scripts.
    pub(super) fn item(&mut self, end: usize, nodes: &mut Vec<Node>) {
        let Some(token) = self.peek(end) else { return };
        let base = match token.kind {
            TokenKind::Sub | TokenKind::Sup => None,
            TokenKind::Prime => None,
            _ => self.item_node(end, token),
        };
        let no_base = base.is_none() && matches!(token.kind, TokenKind::Sub | TokenKind::Sup);
        if no_base && !nodes.is_empty() {
            self.no_base(token);
        }
        match self.with_scripts(end, base) {
            Some(node) if hangs(&node, nodes.last()) => hang(node, nodes),
            node => nodes.extend(node),
        }
    }

    /// A script on nothing in the middle of a formula: `+ _t`. At the beginning of a group it is a habit: `{}^2`.
    fn no_base(&mut self, token: Token<'t>) {
        let slip = Slip::new(SlipKind::DanglingScript, token.span, format!("`{}` has no base", token.text))
            .hint("write `{}` before it if it is meant to stand alone");
        self.slips.push(slip);
    }

    /// The node that begins with the token, without scripts. Always reads at least one token.
    pub(super) fn item_node(&mut self, end: usize, token: Token<'t>) -> Option<Node> {
        match token.kind {
            TokenKind::Letter => {
                self.advance();
                Some(Node::new(NodeKind::Letter(token.text.to_owned()), token.span))
            }
            TokenKind::Digits => Some(self.number(token)),
            TokenKind::Open => Some(self.braces(end)),
            TokenKind::Command => self.command(end, token),
            TokenKind::Other if token.text == "." && self.begins_number(self.at) => Some(self.point_number(token)),
            TokenKind::Other => Some(self.fence_or_sign(end, token)),
            TokenKind::Tie => {
                self.advance();
                Some(Node::new(NodeKind::Space("~".to_owned()), token.span))
            }
            TokenKind::Verb => {
                self.advance();
                Some(Node::new(NodeKind::Text(verbatim(token.text)), token.span))
            }
            TokenKind::Ampersand => {
                Some(self.stray(token, NodeKind::Ampersand, "write `\\&` for the sign, or put it into `aligned`"))
            }
            TokenKind::Dollar => Some(self.stray(token, NodeKind::Error(Vec::new()), "write `\\$` for the sign")),
            TokenKind::Hash => Some(self.stray(token, NodeKind::Error(Vec::new()), "write `\\#` for the sign")),
            TokenKind::Backslash => Some(self.stray(token, NodeKind::Error(Vec::new()), "write the command's name")),
            TokenKind::Close | TokenKind::Sub | TokenKind::Sup | TokenKind::Prime => {
                self.advance();
                Some(Node::new(NodeKind::Error(Vec::new()), token.span))
            }
            TokenKind::Blank | TokenKind::Comment => {
                self.advance();
                None
            }
        }
    }

    /// Notes who does not know a command; a slip if KaTeX does not.
    pub(super) fn check_known(&mut self, token: Token<'t>, known_to: Renderers) {
        if known_to.meets(Renderers::KATEX) {
            self.slips.rejected_by = self.slips.rejected_by.or(known_to.others());
            return;
        }
        let message = format!("KaTeX does not know `{}`", token.text);
        self.slip(SlipKind::UnknownCommand, token.span, message, known_to.others());
    }

    pub(super) fn command(&mut self, end: usize, token: Token<'t>) -> Option<Node> {
        let Some(row) = token.row else {
            return Some(self.unknown(token));
        };
        self.check_known(token, row.known_to);
        match row.role {
            Role::Left => Some(self.left(end, token)),
            Role::Right => Some(self.right(token)),
            Role::Middle => Some(self.middle(token)),
            Role::Sized(class) => Some(self.sized(end, token, class)),
            Role::Reclass(class @ (Class::Open | Class::Close)) if classed(self.tokens, self.at).is_some() => {
                Some(self.classed(end, class))
            }
            Role::Begin => self.deeper(end, |builder| Some(builder.begin(end, token))),
            Role::Rows(name) => self.deeper(end, |builder| builder.braced_rows(end, token, name)),
            Role::BeginGroup => Some(self.braces(end)),
            Role::Symbol(_, Class::Open) => Some(self.fence_or_sign(end, token)),
            Role::End => Some(self.stray_end(token)),
            _ => {
                let start = self.at;
                self.advance();
                self.with_arguments(end, start, token, row)
            }
        }
    }

    fn stray_end(&mut self, token: Token<'t>) -> Node {
        let start = self.at;
        self.at = super::super::delimiter::name_braces(self.tokens, start).map_or(start, |(_, close)| close);
        self.advance();
        let span = self.span_from(start).join(token.span);
        Node::new(NodeKind::Error(Vec::new()), span)
    }

    fn with_arguments(&mut self, end: usize, start: usize, token: Token<'t>, row: &'static Command) -> Option<Node> {
        if row.args.is_empty() {
            return self.without_arguments(end, token, row.role);
        }
        let mut values = self.deeper_arguments(end, token, row);
        let span = self.span_from(start);
        if values.iter().any(|value| matches!(value, Value::Missing)) {
            return Some(Node::new(NodeKind::Error(parts(values)), span));
        }
        // `\sqrt` without index is a primitive: its argument may be a command.
        if row.role == Role::Root {
            self.check_empty(token, &values);
        }
        if let Role::Fraction(_) = row.role {
            self.check_empty(token, &values);
        }
        self.display(token, span);
        let kind = shape(row, token, &mut values);
        Some(Node::new(kind, span))
    }

    fn deeper_arguments(&mut self, end: usize, token: Token<'t>, row: &'static Command) -> Vec<Value> {
        if self.depth >= super::DEPTH {
            let nodes = self.list(end, false);
            return vec![Value::Node(group(nodes, token.span)), Value::Missing];
        }
        self.depth += 1;
        let values = match row.role {
            Role::Root => {
                let index = self.argument(end, token, Arg::Optional);
                let bare = matches!(index, Value::Absent);
                let mut values = self.arguments(end, token, if bare { &[Arg::Atom] } else { &[Arg::Math] });
                values.insert(0, index);
                values
            }
            _ => self.arguments(end, token, row.args),
        };
        self.depth -= 1;
        values
    }

    /// `\tag` stands in displays only.
    fn display(&mut self, token: Token<'t>, span: Span) {
        if token.name() == "tag" {
            self.display_only.get_or_insert(span);
        }
    }

    fn check_empty(&mut self, token: Token<'t>, values: &[Value]) {
        let empty = values.iter().find_map(|value| match value {
            Value::Node(Node { kind: NodeKind::Group(nodes), span }) if nodes.is_empty() => Some(*span),
            _ => None,
        });
        if let Some(span) = empty {
            let message = format!("an argument of `{}` is empty", token.text);
            self.slip(SlipKind::EmptyArgument, span, message, Renderers::NONE);
        }
    }

    fn without_arguments(&mut self, end: usize, token: Token<'t>, role: Role) -> Option<Node> {
        let span = token.span;
        let kind = match role {
            Role::Styled(font, letter) => {
                let body = Node::new(NodeKind::Letter(letter.to_owned()), span);
                NodeKind::Styled { font, body: Box::new(body) }
            }
            Role::Space => NodeKind::Space(token.text.to_owned()),
            Role::Nothing => return None,
            Role::Not => return Some(self.negated(end, token)),
            Role::Char => return Some(self.character_code(end, token)),
            Role::Break => {
                self.after_break(end, token);
                NodeKind::Break
            }
            Role::Limits(_) | Role::Rule => {
                let message = format!("`{}` may not stand here", token.text);
                self.slip(SlipKind::MisplacedCommand, span, message, Renderers::ALL);
                NodeKind::Meta { name: token.name().to_owned(), argument: None }
            }
            Role::Define => {
                let message = format!("`{}` is no complete definition", token.text);
                self.slip(SlipKind::BadDefinition, span, message, Renderers::ALL);
                NodeKind::Error(Vec::new())
            }
            Role::EndGroup => NodeKind::Error(Vec::new()),
            Role::Meta | Role::FontSwitch(_) => NodeKind::Meta { name: token.name().to_owned(), argument: None },
            role => leaf(role).unwrap_or(NodeKind::Error(Vec::new())),
        };
        Some(Node::new(kind, span))
    }

    /// `\not=` is one relation.
    fn negated(&mut self, end: usize, token: Token<'t>) -> Node {
        let next = self.peek(end);
        let found = next.and_then(|next| super::super::delimiter::symbol(&next).map(|found| (next, found)));
        let Some((next, (text, class))) = found else {
            return Node::new(NodeKind::Symbol { text: r"\not".to_owned(), class: Class::Relation }, token.span);
        };
        self.advance();
        let known = NEGATIONS.iter().find(|(plain, _)| *plain == text).map(|(_, negated)| (*negated).to_owned());
        let text = known.unwrap_or_else(|| format!(r"\not{text}"));
        Node::new(NodeKind::Symbol { text, class }, token.span.join(next.span))
    }

    /// `\char"41`, `\char65`, ``\char`A``.
    fn character_code(&mut self, end: usize, token: Token<'t>) -> Node {
        let start = self.at.saturating_sub(1);
        let (digits, radix) = match self.peek(end).map(|next| next.text) {
            Some("`") => {
                self.advance();
                let letter = self.peek(end).map_or("", |next| next.text.trim_start_matches('\\'));
                let shown = letter.to_owned();
                self.advance();
                return Node::new(NodeKind::Text(shown), self.span_from(start));
            }
            Some("\"") => (self.code_digits(end, true), 16),
            Some("'") => (self.code_digits(end, true), 8),
            _ => (self.code_digits(end, false), 10),
        };
        let shown = u32::from_str_radix(&digits, radix).ok().and_then(char::from_u32);
        let span = self.span_from(start);
        let Some(shown) = shown else {
            self.slip(SlipKind::InvalidArgument, token.span, "`\\char` needs a character code", Renderers::ALL);
            return Node::new(NodeKind::Error(Vec::new()), span);
        };
        Node::new(NodeKind::Text(shown.to_string()), span)
    }

    fn code_digits(&mut self, end: usize, marked: bool) -> String {
        if marked {
            self.advance();
        }
        let mut digits = String::new();
        while let Some(next) = self.tokens.get(self.at).filter(|_| self.at < end) {
            let hexadecimal =
                next.text.chars().all(|digit| digit.is_ascii_digit() || (marked && digit.is_ascii_hexdigit()));
            if !hexadecimal || next.text.is_empty() {
                break;
            }
            digits.push_str(next.text);
            self.advance();
        }
        digits
    }

    /// A command that no row explains: a slip with the nearest spelling.
    pub(super) fn unknown(&mut self, token: Token<'t>) -> Node {
        self.advance();
        if self.slips.is_full() {
            self.slips.rejected_by = Renderers::ALL;
        } else {
            self.slips.push(super::suggest::unknown(token));
        }
        Node::new(NodeKind::Unknown(token.text.to_owned()), token.span)
    }
}

/// The text of `\verb|…|`.
/// What stands between the signs of `\verb`; what a program fills in, without its blanks.
fn verbatim(text: &str) -> String {
    if let Some(chunk) = text.strip_prefix("`r ").or_else(|| text.strip_prefix("\\Sexpr{")) {
        return chunk.trim_end_matches(['`', '}']).split_whitespace().collect();
    }
    let body = text.trim_start_matches("\\verb").trim_start_matches('*');
    let mut characters = body.chars();
    characters.next();
    characters.next_back();
    characters.as_str().to_owned()
}

static NEGATIONS: &[(&str, &str)] = &[
    ("=", r"\ne"),
    (r"\in", r"\notin"),
    (r"\ni", r"\notni"),
    ("<", r"\nless"),
    (">", r"\ngtr"),
    (r"\le", r"\nleq"),
    (r"\ge", r"\ngeq"),
    (r"\sim", r"\nsim"),
    (r"\subseteq", r"\nsubseteq"),
    (r"\supseteq", r"\nsupseteq"),
    (r"\mid", r"\nmid"),
    (r"\parallel", r"\nparallel"),
    (r"\exists", r"\nexists"),
    (r"\cong", r"\ncong"),
];

/// The nodes among the arguments; the parts that could be read of a broken command.
fn parts(values: Vec<Value>) -> Vec<Node> {
    values
        .into_iter()
        .filter_map(|value| match value {
            Value::Node(node) => Some(node),
            Value::Text(text, span) => Some(Node::new(NodeKind::Text(text), span)),
            Value::Absent | Value::Missing => None,
        })
        .collect()
}

/// A command with its arguments as a node.
fn shape(row: &'static Command, token: Token<'_>, values: &mut Vec<Value>) -> NodeKind {
    let span = token.span;
    let mut taken = std::mem::take(values).into_iter();
    let mut next = || taken.next().unwrap_or(Value::Absent);
    match row.role {
        Role::Accent(accent) => NodeKind::Accent { accent: accent.to_owned(), body: boxed(next(), span) },
        Role::Font(font) => styled(font, *boxed(next(), span)),
        Role::Fraction(kind) => {
            let (numerator, denominator) = (boxed(next(), span), boxed(next(), span));
            NodeKind::Fraction { numerator, denominator, kind }
        }
        Role::GeneralFraction => general_fraction([next(), next(), next()], next(), [next(), next()], span),
        Role::Root => {
            let index = optional(next());
            NodeKind::Root { radicand: boxed(next(), span), index }
        }
        Role::Text(_) => NodeKind::Text(words(next())),
        Role::Over => {
            let over = optional(next());
            NodeKind::Stack { base: boxed(next(), span), over, under: None }
        }
        Role::Under => {
            let under = optional(next());
            NodeKind::Stack { base: boxed(next(), span), over: None, under }
        }
        Role::Brace => NodeKind::Stack { base: boxed(next(), span), over: None, under: None },
        Role::Arrow(base) => {
            let (under, over) = (optional(next()), optional(next()));
            let base = NodeKind::Symbol { text: base.to_owned(), class: Class::Relation };
            NodeKind::Stack { base: Box::new(Node::new(base, span)), over, under }
        }
        Role::Fence(left, right) => {
            let body = list(next());
            NodeKind::Fenced(Fence { left: left.to_owned(), right: right.to_owned(), sizing: Sizing::Plain, body })
        }
        Role::OperatorName => {
            let limits = matches!(next_star(row, &mut next), Value::Text(..)) || row.args.len() == 1;
            operator(next(), limits, true)
        }
        Role::MathOperator => operator(next(), true, false),
        Role::Reclass(class) => reclassed(next(), class),
        Role::Modulus { word, fenced } => modulus(next(), word, fenced, span),
        Role::Space => NodeKind::Space(token.text.to_owned()),
        Role::Meta => {
            let text = taken.rev().find_map(|value| match value {
                Value::Text(text, _) => Some(text),
                _ => None,
            });
            NodeKind::Meta { name: token.name().to_owned(), argument: text }
        }
        _ => super::group(wrapped(row, taken.collect()), span).kind,
    }
}

/// A body in a font; `\mathbf{x-y}` is a difference of two bold letters, no name.
fn styled(font: Font, body: Node) -> NodeKind {
    match body.kind {
        NodeKind::Group(parts) if font == Font::Bold && alternates(&parts) => {
            let bold = |node: Node| match node.kind {
                NodeKind::Letter(_) => {
                    let span = node.span;
                    Node::new(NodeKind::Styled { font, body: Box::new(node) }, span)
                }
                _ => node,
            };
            NodeKind::Group(parts.into_iter().map(bold).collect())
        }
        kind => NodeKind::Styled { font, body: Box::new(Node { kind, span: body.span }) },
    }
}

/// Single letters with one sign between each two: `x-y`, `x+y`, `x=y`.
fn alternates(parts: &[Node]) -> bool {
    let sign = |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, class: Class::Binary | Class::Relation } if text != "*");
    let fits =
        |(at, node): (usize, &Node)| if at % 2 == 0 { matches!(node.kind, NodeKind::Letter(_)) } else { sign(node) };
    parts.len() > 2 && parts.len() % 2 == 1 && parts.iter().enumerate().all(fits)
}

/// What a wrapping command shows: its mathematics and its words, not its lengths and colours.
fn wrapped(row: &'static Command, values: Vec<Value>) -> Vec<Node> {
    let shown = |arg: &Arg| matches!(arg, Arg::Math | Arg::Atom | Arg::Text);
    let kept = row.args.iter().zip(values).filter(|(arg, _)| shown(arg)).map(|(_, value)| value);
    let mut nodes = parts(kept.collect());
    if nodes.len() == 1
        && matches!(nodes.first().map(|node| &node.kind), Some(NodeKind::Group(_)))
        && let Some(Node { kind: NodeKind::Group(inner), .. }) = nodes.pop()
    {
        return inner;
    }
    nodes
}

fn next_star(row: &'static Command, next: &mut impl FnMut() -> Value) -> Value {
    if row.args.first() == Some(&Arg::Star) { next() } else { Value::Absent }
}

fn boxed(value: Value, fallback: Span) -> Box<Node> {
    Box::new(match value {
        Value::Node(node) => node,
        Value::Text(text, span) => Node::new(NodeKind::Text(text), span),
        Value::Absent | Value::Missing => Node::new(NodeKind::Group(Vec::new()), fallback),
    })
}

fn optional(value: Value) -> Option<Box<Node>> {
    match value {
        Value::Node(node) => Some(Box::new(node)),
        _ => None,
    }
}

fn list(value: Value) -> Vec<Node> {
    match value {
        Value::Node(Node { kind: NodeKind::Group(nodes), .. }) => nodes,
        Value::Node(node) => vec![node],
        _ => Vec::new(),
    }
}

fn words(value: Value) -> String {
    match value {
        Value::Text(text, _) => text,
        _ => String::new(),
    }
}

/// `\genfrac{(}{)}{0pt}{}{n}{k}`: the delimiters and the bar say what it is.
fn general_fraction(head: [Value; 3], _style: Value, parts: [Value; 2], span: Span) -> NodeKind {
    let [left, right, bar] = head.map(words);
    let [numerator, denominator] = parts.map(|part| boxed(part, span));
    let barless = bar.trim_start().starts_with('0');
    let kind = match (left.trim(), right.trim()) {
        ("(" | r"\lparen", ")" | r"\rparen") if barless => FractionKind::Binomial,
        ("[" | r"\lbrack", "]" | r"\rbrack") if barless => FractionKind::Brack,
        (r"\{" | r"\lbrace", r"\}" | r"\rbrace") if barless => FractionKind::Brace,
        _ if barless => FractionKind::NoBar,
        _ => FractionKind::Bar,
    };
    NodeKind::Fraction { numerator, denominator, kind }
}

/// `\operatorname{…}` and `\mathop{…}`: a name if the argument is one.
fn operator(value: Value, limits: bool, always: bool) -> NodeKind {
    let body = list(value);
    let mut name = String::new();
    if spell(&body, &mut name) && !name.is_empty() {
        return NodeKind::Operator { name, limits };
    }
    if always {
        return NodeKind::Operator { name: super::super::glyphs(&body), limits };
    }
    NodeKind::Group(body)
}

/// Appends the name that nodes spell: letters, digits, hyphens, words; spaces between its parts are left out. False
/// if there is anything else.
fn spell(nodes: &[Node], name: &mut String) -> bool {
    nodes.iter().all(|node| match &node.kind {
        NodeKind::Letter(text) if !text.starts_with('\\') => push(name, text),
        NodeKind::Number(text) => push(name, text),
        NodeKind::Text(text) => push(name, text.trim()),
        NodeKind::Symbol { text, .. } if matches!(text.as_str(), "-" | "*" | "/" | r"\_") => {
            push(name, text.trim_start_matches('\\'))
        }
        NodeKind::Operator { name: inner, .. } => push(name, inner),
        NodeKind::Space(_) | NodeKind::Meta { .. } => true,
        NodeKind::Group(inner) => spell(inner, name),
        NodeKind::Styled { body, .. } => spell(std::slice::from_ref(body), name),
        _ => false,
    })
}

fn push(name: &mut String, part: &str) -> bool {
    name.push_str(part);
    true
}

/// `\mathrel{:=}`: signs that are one sign of another class; anything else keeps its own.
fn reclassed(value: Value, class: Class) -> NodeKind {
    let body = list(value);
    let texts: Option<String> = body
        .iter()
        .map(|node| match &node.kind {
            NodeKind::Symbol { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    match texts {
        Some(text) if !text.is_empty() => NodeKind::Symbol { text, class },
        _ => NodeKind::Group(body),
    }
}

fn modulus(value: Value, word: bool, fenced: bool, span: Span) -> NodeKind {
    let operator = NodeKind::Operator { name: "mod".to_owned(), limits: false };
    if !fenced && matches!(value, Value::Absent) {
        return operator;
    }
    let mut body = list(value);
    if word {
        body.insert(0, Node::new(operator, span));
    }
    if !fenced {
        let none = ".".to_owned();
        return NodeKind::Fenced(Fence { left: none.clone(), right: none, sizing: Sizing::Plain, body });
    }
    NodeKind::Fenced(Fence { left: "(".to_owned(), right: ")".to_owned(), sizing: Sizing::Plain, body })
}
