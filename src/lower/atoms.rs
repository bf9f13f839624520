//! One operand: a name, a number, a fence, a fraction, whatever stands between two operators.

use crate::expr::{Expr, Number};
use crate::prose;
use crate::source::Span;
use crate::syntax::{FractionKind, Node, NodeKind};

use super::items::{self, Item, ItemKind};
use super::pratt::{begins_operand, is_comma, is_falsum, is_placeholder, is_unequal, sign};
use super::reader::{Cursor, Reader};
use super::superscript::Super;
use super::{habits, numerals, operators, text, words};

/// What hangs on a base: below, above, primes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scripts<'n> {
    pub sub: Option<&'n Node>,
    pub sup: Option<&'n Node>,
    pub primes: u32,
}

impl<'n> Scripts<'n> {
    /// The base and the scripts of a node.
    pub fn split(node: &'n Node) -> (Option<&'n Node>, Self) {
        match &node.kind {
            NodeKind::Scripts { base, sub, sup, primes } => {
                // `\sum_i^{}`: an empty script says nothing.
                let full = |script: &'n Option<Box<Node>>| script.as_deref().filter(|script| !is_nothing(script));
                let scripts = Self { sub: full(sub), sup: full(sup), primes: *primes };
                (base.as_deref().map(|base| habits::big_sign(base, scripts.sub, scripts.sup)), scripts)
            }
            _ => (Some(node), Self::default()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.sub.is_none() && self.sup.is_none() && self.primes == 0
    }
}

/// Symbols that stand for one thing.
static CONSTANTS: &[(&str, &str)] = &[
    ("\\infty", "Infinity"),
    ("\\emptyset", "EmptySet"),
    ("\\varnothing", "EmptySet"),
    ("\\ldots", "Ellipsis"),
    ("\\dots", "Ellipsis"),
    ("\\cdots", "Ellipsis"),
    ("\\dotsc", "Ellipsis"),
    ("\\dotsb", "Ellipsis"),
    ("\\dotsm", "Ellipsis"),
    ("\\dotso", "Ellipsis"),
    ("\\vdots", "Ellipsis"),
    ("\\ddots", "Ellipsis"),
    ("\\iddots", "Ellipsis"),
    ("\\top", "True"),
    ("\\bot", "False"),
];

/// Small signs with ranges, written for the big ones: `\cap_{i=1}^n A_i`.
static BIG: &[(&str, &str)] = &[
    ("\\cap", "\\bigcap"),
    ("\\cup", "\\bigcup"),
    ("\\oplus", "\\bigoplus"),
    ("\\otimes", "\\bigotimes"),
    ("\\land", "\\bigwedge"),
    ("\\wedge", "\\bigwedge"),
    ("\\lor", "\\bigvee"),
    ("\\vee", "\\bigvee"),
];

pub(super) fn is_ellipsis(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Dots)
        || sign(item).is_some_and(|text| CONSTANTS.iter().any(|(symbol, head)| *symbol == text && *head == "Ellipsis"))
}

impl<'n> Reader<'_> {
    /// An operand and what is written behind it: `n!`, `50\%`, `f|_{x=0}`.
    pub(super) fn factor(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Some(item) = cursor.peek() else {
            let place = cursor.position();
            return self.missing(place);
        };
        if sign(item) == Some(".") && is_placeholder(cursor) {
            cursor.advance();
            return Expr::apply("Placeholder", []).at(item.span);
        }
        if is_falsum(cursor) {
            cursor.advance();
            return Expr::apply("False", []).at(item.span);
        }
        if !begins_operand(item) {
            let separates =
                is_comma(item) || matches!(item.kind, ItemKind::Mid { .. }) || self.relation_sign(cursor).is_some();
            if separates {
                return self.missing(Span { start: item.span.start, end: item.span.start });
            }
            cursor.advance();
            return self.opaque(item.span, "a sign where an operand should stand");
        }
        let mut operand = self.operand(cursor);
        while let Some(next) = cursor.peek() {
            match self.postfix(&operand, next, cursor) {
                Some(read) => operand = read,
                None => break,
            }
        }
        self.filled(operand, cursor)
    }

    fn postfix(&mut self, operand: &Expr, next: &Item<'n>, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let span = operand.span.join(next.span);
        let node = match next.kind {
            ItemKind::Node(node) | ItemKind::Mid { node, .. } => node,
            _ => return None,
        };
        let (base, scripts) = Scripts::split(node);
        let NodeKind::Symbol { text, .. } = &base?.kind else { return None };
        match (text.as_str(), &next.kind) {
            ("!", _) if !is_unequal(cursor.previous(), next, cursor.peek_second(), self.tex) => {
                cursor.advance();
                let double = scripts.is_empty() && cursor.peek().and_then(sign) == Some("!");
                if double {
                    cursor.advance();
                }
                let head = if double { "DoubleFactorial" } else { "Factorial" };
                let factorial = Expr::apply(head, [operand.clone()]).at(span);
                Some(self.attach(factorial, scripts, span))
            }
            ("\\degree", _) if scripts.is_empty() => {
                cursor.advance();
                let placeholder = Expr::apply("Placeholder", []);
                Some(super::scripts::apply_outer(operand.clone(), vec![(Super::Degree, placeholder)], span))
            }
            ("\\%" | "%", _) => {
                cursor.advance();
                Some(Expr::apply("Percent", [operand.clone()]).at(span))
            }
            (_, ItemKind::Mid { .. }) if !scripts.is_empty() => {
                cursor.advance();
                Some(self.evaluated(operand.clone(), scripts).at(span))
            }
            _ => None,
        }
    }

    /// `f|_{x=a}`, `F|_a^b`.
    pub(super) fn evaluated(&mut self, body: Expr, scripts: Scripts<'n>) -> Expr {
        let mut parts = vec![body];
        parts.extend(scripts.sub.map(|sub| self.read_node(sub)));
        parts.extend(scripts.sup.map(|sup| self.read_node(sup)));
        Expr::apply("EvaluateAt", parts)
    }

    fn operand(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Some(item) = cursor.advance() else {
            let place = cursor.position();
            return self.missing(place);
        };
        match &item.kind {
            ItemKind::Bars { double, body, close } => {
                let inside = self.level(body);
                let (_, scripts) = Scripts::split(close);
                self.bars(*double, inside, scripts, item.span)
            }
            ItemKind::Angles { body, close } => {
                let (_, scripts) = Scripts::split(close);
                let read = self.angles(body, scripts.is_empty(), item.span);
                self.attach(read, scripts, item.span)
            }
            ItemKind::Word { word, last } => {
                let scripts = words::scripts_of(last).map(|node| Scripts::split(node).1).unwrap_or_default();
                self.word(word, scripts, item.span, cursor)
            }
            ItemKind::Node(node) => self.node(node, cursor),
            ItemKind::Ket { bra, body } => self.ket(*bra, body, item.span),
            ItemKind::Scientific { mantissa, power, negative } => {
                numerals::value(mantissa, power, *negative, item.span)
                    .unwrap_or_else(|| self.opaque(item.span, "a number that is too long"))
            }
            ItemKind::Dots => Expr::apply("Ellipsis", []).at(item.span),
            ItemKind::Mid { .. } | ItemKind::Gap | ItemKind::RowEnd { .. } => self.missing(item.span),
        }
    }

    /// One node as an operand; what follows it may become its argument or its body.
    pub(super) fn node(&mut self, node: &'n Node, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let (base, scripts) = Scripts::split(node);
        let Some(base) = base.map(prose::unwrapped).filter(|base| !is_nothing(base)) else {
            return self.prescript(scripts, node.span, cursor);
        };
        let span = node.span;
        match &base.kind {
            NodeKind::Number(digits) => {
                if let Some(read) = self.unit_on(digits, scripts, span, cursor) {
                    return read;
                }
                let number = self.number(digits, base.span);
                let number = self.attach(number, scripts, span);
                self.with_unit(number, cursor)
            }
            NodeKind::Letter(_) | NodeKind::Accent { .. } | NodeKind::Styled { .. } => {
                if let Some(read) = scripts.is_empty().then(|| self.differential(base, cursor)).flatten() {
                    return read;
                }
                self.name_or_word(base, scripts, span, cursor)
            }
            NodeKind::Text(_) | NodeKind::Operator { .. } => {
                let word = text::word(base).unwrap_or_default();
                self.word(&word, scripts, span, cursor)
            }
            NodeKind::BigOperator(name) => self.big_operator(name, scripts, span, cursor),
            NodeKind::Symbol { text, .. } => self.symbol(text, scripts, span, cursor),
            NodeKind::Fenced(fence) => self.fence(fence, scripts, span, cursor),
            NodeKind::Stack { base: below, over, under } => {
                let (over, under) = (over.as_deref(), under.as_deref());
                self.stack(
                    below,
                    Scripts { sub: under.or(scripts.sub), sup: over.or(scripts.sup), primes: 0 },
                    span,
                    cursor,
                )
            }
            NodeKind::Group(body) => {
                let inside = self.read(body).at(base.span);
                self.attach(inside, scripts, span)
            }
            NodeKind::Fraction { numerator, denominator, kind } => {
                if let Some(read) =
                    self.derivative(numerator, denominator, *kind, span, cursor).filter(|_| scripts.is_empty())
                {
                    return read;
                }
                let read = self.fraction(numerator, denominator, *kind).at(base.span);
                self.attach(read, scripts, span)
            }
            NodeKind::Root { radicand, index } => {
                let radicand = self.read_node(radicand);
                let read = match index {
                    Some(index) => {
                        let index = self.read_node(index);
                        Expr::apply("Root", [radicand, index])
                    }
                    None => Expr::apply("Sqrt", [radicand]),
                };
                self.attach(read.at(base.span), scripts, span)
            }
            NodeKind::Environment { name, rows, .. } => {
                let read = self.environment(name, rows, base.span);
                self.attach(read, scripts, span)
            }
            // `{\hat{x}^-}(i)`: braces around a name with its scripts are none.
            NodeKind::Scripts { .. } if scripts.is_empty() => self.node(base, cursor),
            // `{x'}^k`: braces that only keep two scripts apart.
            NodeKind::Scripts { base: Some(inner), sub, sup: None, primes }
                if (sub.is_none() || scripts.sub.is_none()) && prose::base_name(inner).is_some() =>
            {
                let sub = sub.as_deref().or(scripts.sub);
                let both = Scripts { sub, sup: scripts.sup, primes: primes + scripts.primes };
                self.name_or_word(inner, both, span, cursor)
            }
            NodeKind::Scripts { .. } => {
                let mut inside = Cursor::new(&[]);
                let read = self.node(base, &mut inside);
                self.attach(read, scripts, span)
            }
            NodeKind::Unknown(command) => {
                self.open.push((base.span, format!("unknown command {command}")));
                if let Some(read) = scripts.is_empty().then(|| self.unknown_with_argument(base, cursor)).flatten() {
                    return read;
                }
                let read = self.plain(command.as_str().into(), scripts, span);
                let behind = self.fence_behind(cursor).filter(|(fence, ..)| matches!(fence.left.as_str(), "(" | "["));
                match behind.filter(|(.., item)| item.span.start <= span.end + 6 && !items::wants_operand(Some(item))) {
                    Some(_) => self.applied(read, span, cursor),
                    None => read,
                }
            }
            NodeKind::Error(_) => self.opaque(span, "broken notation"),
            NodeKind::Space(_) | NodeKind::Meta { .. } | NodeKind::Break | NodeKind::Ampersand => self.missing(span),
        }
    }

    /// `\mb{Q}^{-1}`: a command that nobody knows and its argument are one thing, of which nothing is known.
    fn unknown_with_argument(&mut self, command: &Node, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let ItemKind::Node(node) = cursor.peek()?.kind else { return None };
        let (group, scripts) = Scripts::split(node);
        let group = group.filter(|group| matches!(group.kind, NodeKind::Group(_)))?;
        if group.span.start != command.span.end {
            return None;
        }
        cursor.advance();
        let own = command.span.join(group.span);
        let read = Expr::opaque(own.of(self.tex)).at(own);
        Some(self.attach(read, scripts, command.span.join(node.span)))
    }

    /// `1_{x > 0}`, `1_A(x)`: the indicator of an event, or of a set.
    fn unit_on(&mut self, digits: &str, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let sub = scripts.sub.filter(|_| digits == "1" && scripts.sup.is_none() && scripts.primes == 0)?;
        let fenced = match &prose::unwrapped(sub).kind {
            NodeKind::Fenced(fence) => Some(fence),
            _ => None,
        };
        let nodes = fenced.map_or_else(|| super::scripts::body_of(sub), |fence| &fence.body);
        let relates =
            |item: &Item| sign(item).and_then(operators::infix).is_some_and(|row| row.strength == operators::RELATION);
        if super::items::inner(nodes, &self.word_test()).iter().any(relates) {
            let condition = self.read(nodes);
            return Some(Expr::apply("Indicator", [condition]).at(span));
        }
        let (fence, outer, item) = self.fence_behind(cursor).filter(|(fence, ..)| fence.left == "(")?;
        cursor.advance();
        let set = self.read_node(sub);
        let member = self.read(&fence.body);
        let span = span.join(item.span);
        let read = Expr::apply("Indicator", [Expr::apply("Element", [member, set])]).at(span);
        Some(self.attach(read, outer, span))
    }

    fn number(&mut self, digits: &str, span: Span) -> Expr {
        let plain: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        match Number::parse(plain.trim_end_matches('.')) {
            Some(number) => Expr::new(crate::expr::Kind::Number(number), span),
            None => self.opaque(span, "a number that is too long or has two points"),
        }
    }

    /// `16\,\text{bytes}`: a number with its unit.
    fn with_unit(&mut self, number: Expr, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Some(item) = cursor.peek() else { return number };
        let ItemKind::Node(node) = item.kind else { return number };
        let word = if let NodeKind::Text(_) | NodeKind::Styled { .. } = node.kind { text::word(node) } else { None };
        let Some(word) = word.filter(|word| text::is_unit(word)) else { return number };
        cursor.advance();
        let unit = Expr::apply("Unit", [Expr::symbol(prose::word_name(&word)).at(item.span)]).at(item.span);
        let span = number.span.join(item.span);
        Expr::apply("Quantity", [number, unit]).at(span)
    }

    fn symbol(&mut self, text: &str, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        if let Some((_, head)) = CONSTANTS.iter().find(|(symbol, _)| *symbol == text) {
            return self.attach(Expr::apply(head, []).at(span), scripts, span);
        }
        if text == "\\#"
            && scripts.is_empty()
            && let Some((fence, outer, item)) = self.fence_behind(cursor).filter(|(fence, ..)| fence.left == "\\{")
        {
            cursor.advance();
            let set = self.fence(fence, Scripts::default(), item.span, &mut Cursor::new(&[]));
            let span = span.join(item.span);
            let read = Expr::apply("Cardinality", [set]).at(span);
            return self.attach(read, outer, span);
        }
        match text {
            "\\nabla" | "\\triangledown" | "\\bigtriangledown" => self.gradient(scripts, span, cursor),
            "\\partial" => self.partial(scripts, span, cursor),
            "\\forall" | "\\exists" | "\\nexists" => self.quantifier(text, span, cursor),
            "\\hbar" | "\\ell" | "\\wp" | "\\aleph" | "\\imath" | "\\jmath" | "\\Re" | "\\Im" => {
                self.named(text.into(), scripts, span, cursor)
            }
            "\\square" | "\\Box" | "\\blacksquare" | "_" | "\\_" | "?" | "\\checkmark" | "\\times" | "\\uparrow"
            | "\\downarrow" | "\\Uparrow" | "\\Downarrow" | "\\updownarrow" | "\\#" | "\\$" | "\\prime"
            | "\\dagger" | "\\ddagger" | "\\star" | "\\diamond" | "\\triangle" | "\\bigstar" | "\\circ"
            | "\\bullet" | "\\angle" | "\\S" | "\\P" => self.plain(text.into(), scripts, span),
            _ if !scripts.is_empty() && BIG.iter().any(|(small, _)| *small == text) => {
                let big = BIG.iter().find(|(small, _)| *small == text).map_or("\\bigcup", |(_, big)| big);
                self.big_operator(big, scripts, span, cursor)
            }
            _ if operators::infix(text).is_some() => self.opaque(span, "a sign where an operand should stand"),
            _ => self.opaque(span, "a sign without a meaning here"),
        }
    }

    pub(super) fn fraction(&mut self, numerator: &'n Node, denominator: &'n Node, kind: FractionKind) -> Expr {
        let (above, below) = (self.read_node(numerator), self.read_node(denominator));
        let head = match kind {
            FractionKind::Bar => "Divide",
            FractionKind::Binomial => "Binomial",
            FractionKind::Brack => "StirlingCycle",
            FractionKind::Brace => "StirlingSubset",
            FractionKind::NoBar => "List",
        };
        Expr::apply(head, [above, below])
    }

    /// `\underbrace{…}_{\text{comment}}` keeps what it comments; `\underset{a}{\max}` puts a script below.
    fn stack(&mut self, below: &'n Node, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let base = prose::unwrapped(below);
        if let Some(word) = self.operator_word(base) {
            return self.word(&word, scripts, span, cursor);
        }
        match &base.kind {
            NodeKind::BigOperator(name) => self.big_operator(name, scripts, span, cursor),
            NodeKind::Letter(_) | NodeKind::Styled { .. } if scripts.sup.is_some() || scripts.sub.is_some() => {
                let comment = scripts
                    .sub
                    .or(scripts.sup)
                    .is_some_and(|node| matches!(prose::unwrapped(node).kind, NodeKind::Text(_)));
                if comment {
                    self.name_or_word(base, Scripts::default(), span, cursor)
                } else {
                    self.name_or_word(base, scripts, span, cursor)
                }
            }
            _ => {
                self.note(span, "comment", "what stands above or below a brace comments it", None);
                self.read_node(below).at(span)
            }
        }
    }
}

fn is_nothing(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Group(body) if prose::significant(body).is_empty())
}
