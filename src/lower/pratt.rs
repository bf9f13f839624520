//! The core of the reader: operators by strength, chains of relations, things side by side.
//!
//! Takes items of one level; gives one expression that holds all of them. What cannot be read becomes opaque with a
//! reason. Never reorders, never simplifies.

use crate::expr::{Expr, Head, Kind, Name};
use crate::functions;
use crate::source::Span;
use crate::syntax::{Class, Node, NodeKind};

use super::items::{self, Item, ItemKind};
use super::operators::{self, BESIDE, LOGIC, Operator, RELATION, Role, SUM, TIGHT};
use super::reader::{Cursor, Reader};
use super::reading::Link;
use super::text;

/// How many operators may wrap one operand on one level before the rest stays unread.
const LONGEST_NEST: usize = 64;

impl<'n> Reader<'_> {
    /// Reads nodes as one expression: a script, a numerator, a cell.
    pub(super) fn read(&mut self, nodes: &'n [Node]) -> Expr {
        let items = items::inner(nodes, &self.word_test());
        self.level(&items)
    }

    /// Reads a node as one expression: the group's inside, or the node.
    pub(super) fn read_node(&mut self, node: &'n Node) -> Expr {
        match &node.kind {
            NodeKind::Group(body) => self.read(body).at(node.span),
            _ => self.read(std::slice::from_ref(node)),
        }
    }

    /// All items of a level as one expression; commas make a sequence.
    pub(super) fn level(&mut self, items: &[Item<'n>]) -> Expr {
        let mut cursor = Cursor::new(items);
        let first = self.expression(&mut cursor, 0);
        let mut members = vec![first];
        while self.eat_comma(&mut cursor) {
            if cursor.peek().is_some() {
                members.push(self.expression(&mut cursor, 0));
            }
        }
        if let Some(rest) = self.rest(&mut cursor) {
            members.push(rest);
        }
        let span = span_of(items);
        match (members.pop(), members.is_empty()) {
            (Some(only), true) => only,
            (Some(last), false) => {
                members.push(last);
                Expr::apply("Sequence", members).at(span)
            }
            (None, _) => Expr::apply("Placeholder", []).at(span),
        }
    }

    /// What is left of a level that could not be read to its end.
    pub(super) fn rest(&mut self, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let span = span_of(cursor.remaining());
        cursor.finish();
        (!span.is_empty()).then(|| self.opaque(span, "could not be read from here on"))
    }

    /// Reads operators of at least the given strength.
    pub(super) fn expression(&mut self, cursor: &mut Cursor<'_, 'n>, floor: u8) -> Expr {
        let start = cursor.position();
        let read = self.deeper(|reader| match floor <= RELATION {
            true => reader.logic(cursor, floor),
            false => reader.arithmetic(cursor, floor),
        });
        read.unwrap_or_else(|| {
            let span = span_of(cursor.remaining());
            cursor.finish();
            self.opaque(span.join(start), "nested too deeply")
        })
    }

    fn logic(&mut self, cursor: &mut Cursor<'_, 'n>, floor: u8) -> Expr {
        let mut left = self.relational(cursor);
        let mut built: Option<Head> = None;
        for _ in 0..LONGEST_NEST {
            let Some(operator) = self.logic_sign(cursor).filter(|operator| operator.strength >= floor.max(LOGIC))
            else {
                break;
            };
            cursor.advance();
            let floor = if operator.role == Role::RightBinary { operator.strength } else { operator.strength + 1 };
            let right = self.expression(cursor, floor);
            left = combine(left, right, operator, &mut built);
        }
        left
    }

    fn logic_sign(&self, cursor: &Cursor<'_, 'n>) -> Option<&'static Operator> {
        let item = cursor.peek()?;
        if let Some(words) = text::words_of(item) {
            return text::connective(words).and_then(operators::infix);
        }
        if let ItemKind::Node(Node { kind: NodeKind::Operator { name, .. }, .. }) = item.kind {
            return text::connective(name).and_then(operators::infix);
        }
        sign(item).and_then(operators::infix).filter(|operator| operator.strength < RELATION - 2)
    }

    fn relational(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let (first, links) = self.chain(cursor, false);
        fold(first, links)
    }

    /// A chain of relations: the first side (none before a leading relation) and the links.
    ///
    /// With `lists`, a side may be a list: `x, y \in S`, `i = 1, \ldots, n`.
    pub(super) fn chain(&mut self, cursor: &mut Cursor<'_, 'n>, lists: bool) -> (Option<Expr>, Vec<Link>) {
        let first = (self.relation_sign(cursor).is_none() || cursor.peek().is_none()).then(|| self.side(cursor, lists));
        let mut links = Vec::new();
        while let Some((operator, span, row, length)) = self.relation_sign(cursor) {
            for _ in 0..length {
                cursor.advance();
            }
            let outside = std::mem::replace(&mut self.in_congruence, operator.head == "Equivalent");
            let mut right = self.side(cursor, lists);
            self.in_congruence = outside;
            let mut head = operator.head;
            if head == "Equivalent"
                && let Some(modulus) = self.modulus(cursor)
            {
                head = "Congruent";
                right = Expr::apply("Sequence", [right, modulus]);
            }
            if head == "To" && matches!(links.last(), Some(Link { relation: "Colon", .. })) {
                right = self.map_of(&mut links, right);
                continue_map(&mut links, right);
                continue;
            }
            let denied = operator.role == Role::Denied;
            let relation = match head {
                "Congruent" if denied => "NotCongruent",
                "Equivalent" if denied => "NotEquivalent",
                _ if denied => "NotDivides",
                _ => head,
            };
            links.push(Link { relation, sign: span, right, row });
            if operator.role == Role::Swapped {
                self.note(span, "relation", "the set stands on the left", None);
            }
        }
        (first, links)
    }

    /// `\pmod{n}` behind a congruence.
    fn modulus(&mut self, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let (nodes, bare) = modulus_of(cursor.peek()?)?;
        cursor.advance();
        Some(if bare { self.expression(cursor, SUM) } else { self.read(nodes) })
    }

    fn map_of(&mut self, links: &mut [Link], target: Expr) -> Expr {
        match links.last_mut() {
            Some(link) => {
                let source = std::mem::replace(&mut link.right, Expr::apply("Placeholder", []));
                let span = source.span.join(target.span);
                Expr::apply("Function", [source, target]).at(span)
            }
            None => target,
        }
    }

    fn side(&mut self, cursor: &mut Cursor<'_, 'n>, lists: bool) -> Expr {
        let side = self.expression(cursor, RELATION + 1);
        if !lists {
            return side;
        }
        let mut members = vec![side];
        while cursor.peek().is_some_and(is_comma) {
            cursor.advance();
            if cursor.peek().is_none() {
                break;
            }
            members.push(self.expression(cursor, RELATION + 1));
        }
        if members.len() == 1 { members.remove(0) } else { sequence(members) }
    }

    /// The relation that stands next, its place, row and how many items it takes.
    pub(super) fn relation_sign(&self, cursor: &Cursor<'_, 'n>) -> Option<(&'static Operator, Span, usize, usize)> {
        let item = cursor.peek()?;
        if is_falsum(cursor) {
            return None;
        }
        if let ItemKind::Mid { double: false, node } = item.kind {
            let divides = self.identities && !matches!(node.kind, NodeKind::Scripts { .. });
            let head = if divides { "\\divides" } else { "\\given" };
            return operators::infix(head).map(|operator| (operator, item.span, item.row, 1));
        }
        let text = sign(item)?;
        let next = cursor.peek_second();
        if text == ":" && next.and_then(sign) == Some("=") && next.is_some_and(|next| next.span.start == item.span.end)
        {
            let span = next.map_or(item.span, |next| item.span.join(next.span));
            return operators::infix(":=").map(|operator| (operator, span, item.row, 2));
        }
        if text == "!" && is_unequal(cursor.previous(), item, next, self.tex) {
            let span = next.map_or(item.span, |next| item.span.join(next.span));
            return operators::infix("\\ne").map(|operator| (operator, span, item.row, 2));
        }
        // `\perp\!\!\!\perp` is one sign.
        if text == "\\perp" && next.and_then(sign) == Some("\\perp") {
            let span = next.map_or(item.span, |next| item.span.join(next.span));
            return operators::infix("\\independent").map(|operator| (operator, span, item.row, 2));
        }
        let operator = operators::infix(text).filter(|operator| (RELATION - 2..=RELATION).contains(&operator.strength));
        let operator = match (operator, over(item)) {
            (Some(operator), Some(over)) => match operators::stacked(operator.head, &over) {
                "Define" => operators::infix(":=").or(Some(operator)),
                "Asked" => operators::infix("\\questeq").or(Some(operator)),
                _ => Some(operator),
            },
            (operator, _) => operator,
        };
        operator.map(|operator| (operator, item.span, item.row, 1))
    }

    fn arithmetic(&mut self, cursor: &mut Cursor<'_, 'n>, floor: u8) -> Expr {
        let opens_with_words = floor <= SUM && cursor.peek().is_some_and(text::is_prose);
        let mut left = self.prefix(cursor);
        let mut built: Option<Head> = None;
        let mut nest = 0;
        let mut after_slash = false;
        while let Some(item) = cursor.peek() {
            let operator = sign(item).and_then(operators::infix).filter(|operator| operator.strength > RELATION);
            if let Some(operator) = operator.filter(|_| !is_placeholder(cursor)) {
                if operator.strength < floor {
                    break;
                }
                cursor.advance();
                after_slash = operator.head == "Divide";
                let floor = if after_slash { TIGHT - 1 } else { operator.strength + 1 };
                let right = match operator.head {
                    "Divide" if after_slash => self.denominator(cursor),
                    "Mod" => self.divisor(cursor),
                    _ => self.expression(cursor, floor),
                };
                left = match self.leibniz(&left, &right).filter(|_| after_slash) {
                    Some(derivative) => derivative,
                    None => {
                        let operator = match operator.sign {
                            "*" => self.star(operator, &left, &right),
                            "\\times" => self.times(operator, &left, &right),
                            _ => operator,
                        };
                        combine(left, right, operator, &mut built)
                    }
                };
            } else if let Some((nodes, bare)) = modulus_of(item).filter(|_| !self.in_congruence) {
                cursor.advance();
                let modulus = if bare { self.divisor(cursor) } else { self.read(nodes) };
                let span = left.span.join(modulus.span);
                left = Expr::apply("Mod", [left, modulus]).at(span);
                built = Some("Mod");
            } else if begins_operand(item) && BESIDE >= floor && !self.ends_here(item) {
                let opening = opens_with_words && nest == 0;
                let words = opening || text::is_prose(item) || text::is_prose_expr(&left);
                // `\text{with probability } 1 - p`: words in front speak of the whole sum.
                let whole = opening && !text::is_prose(item);
                let right = if whole { self.expression(cursor, SUM) } else { self.factor(cursor) };
                if after_slash {
                    self.note(item.span, "product", "what follows a quotient with a blank stays outside it", None);
                }
                left = beside(left, right, words, &mut built);
            } else {
                break;
            }
            nest += usize::from(!matches!(built, Some("Add" | "Multiply" | "And" | "Or")));
            if nest > LONGEST_NEST {
                let span = span_of(cursor.remaining());
                cursor.finish();
                let rest = self.opaque(span, "too many operators in a row");
                return sequence(vec![left, rest]);
            }
        }
        left
    }

    /// `dy/dx` in one line, where the page says of no `d` what it is.
    fn leibniz(&self, above: &Expr, below: &Expr) -> Option<Expr> {
        let d = match above.as_apply("Multiply").and_then(|parts| parts.first()?.as_symbol()) {
            Some(sign) if sign.as_str() == "\\delta" => Name::from("\\delta"),
            _ => Name::from("d"),
        };
        let [first, function] = above.as_apply("Multiply")? else { return None };
        let [second, variable] = below.as_apply("Multiply")? else { return None };
        let both = [first, second].iter().all(|part| part.as_symbol() == Some(&d));
        let free = !self.identities && !self.is_bound(&d) && !self.names.is_declared(&d, self.at);
        let parts = [function.clone(), variable.clone()];
        (both && free).then(|| Expr::apply("TotalDerivative", parts).at(above.span.join(below.span)))
    }

    /// What stands behind a slash: one factor, and what touches it: `1/2\pi`, `2j/d`.
    fn denominator(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let mut right = self.signed(cursor);
        let mut built = None;
        while let (Some(item), Some(before)) = (cursor.peek(), cursor.previous()) {
            // The blank behind a command only ends it: `\delta t`.
            let variation = before.span.of(self.tex) == "\\delta" && item.span.start <= before.span.end + 1;
            let touches = (item.span.start <= before.span.end || variation) && !item.span.is_empty();
            if !touches || !begins_operand(item) || !is_plain(item) {
                break;
            }
            let factor = self.factor(cursor);
            self.note(
                item.span,
                "product",
                "what touches the denominator belongs to it",
                Some("factor after the slash"),
            );
            right = beside(right, factor, false, &mut built);
        }
        right
    }

    /// What stands behind `\bmod`: a factor and the plain ones beside it: `\bmod 2\pi`.
    fn divisor(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let mut right = self.signed(cursor);
        let mut built = None;
        while cursor.peek().is_some_and(|item| begins_operand(item) && is_plain(item)) {
            let factor = self.factor(cursor);
            right = beside(right, factor, false, &mut built);
        }
        right
    }

    fn signed(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        match cursor.peek().and_then(sign) {
            Some("+" | "-" | "\\pm" | "\\mp") => self.prefix(cursor),
            _ => self.factor(cursor),
        }
    }

    /// An operand with the sign, the denial or the quantifier in front of it.
    fn prefix(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Some(item) = cursor.peek() else {
            let place = cursor.position();
            return self.missing(place);
        };
        let span = item.span;
        let Some(text) = sign(item) else {
            if text::words_of(item).is_some_and(text::is_not) {
                cursor.advance();
                let body = self.expression(cursor, 16);
                return Expr::apply("Not", [body]).at(span);
            }
            return self.factor(cursor);
        };
        if is_placeholder(cursor) {
            cursor.advance();
            return Expr::apply("Placeholder", []).at(span);
        }
        let head = match text {
            "-" | "+" | "\\ominus" => "Negate",
            "\\pm" => "PlusMinus",
            "\\mp" => "MinusPlus",
            "\\lnot" | "\\neg" => {
                cursor.advance();
                // `\neg A \in \mathcal{A}`: the complement of an event is what belongs.
                let event = cursor.peek().is_some_and(is_capital_letter);
                let body = if event { self.factor(cursor) } else { self.expression(cursor, 16) };
                return Expr::apply("Not", [body]).at(span);
            }
            _ => return self.factor(cursor),
        };
        cursor.advance();
        if cursor.peek().is_none_or(is_comma) {
            return if head == "Negate" { self.missing(span) } else { Expr::symbol(text).at(span) };
        }
        let body = self.expression(cursor, SUM + 1);
        let span = span.join(body.span);
        if text == "+" { body.at(span) } else { Expr::apply(head, [body]).at(span) }
    }

    /// Whether the item ends the product that is being read: a differential of the integral around it.
    fn ends_here(&self, item: &Item) -> bool {
        let named = match item.kind {
            ItemKind::Node(Node { kind: NodeKind::Operator { name, .. }, .. }) => Some(name.as_str()),
            _ => text::words_of(item),
        };
        named.is_some_and(|words| text::connective(words).is_some())
    }

    pub(super) fn eat_comma(&mut self, cursor: &mut Cursor<'_, 'n>) -> bool {
        let comma = cursor.peek().is_some_and(is_comma);
        if comma {
            cursor.advance();
        }
        comma
    }
}

fn continue_map(links: &mut [Link], right: Expr) {
    if let Some(link) = links.last_mut() {
        link.right = right;
    }
}

/// A chain inside an expression: one relation, one relation over many sides, or a conjunction.
pub(super) fn fold(first: Option<Expr>, links: Vec<Link>) -> Expr {
    let mut left = first.unwrap_or_else(|| Expr::apply("Placeholder", []));
    if links.is_empty() {
        return left;
    }
    let heads: Vec<Head> = links.iter().map(|link| link.relation).collect();
    let same = heads.windows(2).all(|pair| pair.first() == pair.last());
    let many = heads.first().and_then(|head| functions::find(head)).is_some_and(|row| row.arity.1 > 2);
    if links.len() > 1 && same && many && heads.first() != Some(&"Congruent") {
        let span = links.last().map_or(left.span, |link| left.span.join(link.right.span));
        let sides = std::iter::once(left).chain(links.into_iter().map(|link| link.right));
        let head = heads.first().copied().unwrap_or("Equal");
        return Expr::apply(head, sides.collect::<Vec<_>>()).at(span);
    }
    let mut parts = Vec::new();
    for link in links {
        let span = left.span.join(link.right.span);
        parts.push(related(link.relation, left, link.right.clone()).at(span));
        left = link.right;
    }
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let span =
        parts.iter().fold(Span::default(), |span, part| if span.is_empty() { part.span } else { span.join(part.span) });
    Expr::apply("And", parts).at(span)
}

/// A relation applied to its sides; a congruence unpacks its modulus.
pub(super) fn related(relation: Head, left: Expr, right: Expr) -> Expr {
    match (relation, right.as_apply("Sequence")) {
        ("Congruent", Some([right, modulus])) => Expr::apply("Congruent", [left, right.clone(), modulus.clone()]),
        ("NotCongruent", _) => {
            let congruent = related("Congruent", left, right);
            Expr::apply("Not", [congruent])
        }
        ("NotEquivalent", _) => Expr::apply("Not", [Expr::apply("Equivalent", [left, right])]),
        ("NotDivides", _) => Expr::apply("Not", [Expr::apply("Divides", [left, right])]),
        _ => Expr::apply(relation, [left, right]),
    }
}

fn combine(left: Expr, right: Expr, operator: &Operator, built: &mut Option<Head>) -> Expr {
    let span = left.span.join(right.span);
    let right = match operator.role {
        Role::Sum { negate: true } => {
            let span = right.span;
            Expr::apply("Negate", [right]).at(span)
        }
        _ => right,
    };
    let sets = operator.sign == "\\times" && is_set(&left) && is_set(&right);
    let product = operators::cartesian();
    let operator = if sets { product } else { operator };
    let flattens = matches!(operator.role, Role::Sum { .. } | Role::Nary) && *built == Some(operator.head);
    *built = Some(operator.head);
    // `f \circ g(x)` applies the whole to x.
    if operator.head == "Compose"
        && let Kind::Call(last, arguments) = right.kind
    {
        let whole = composed(left, *last, flattens);
        return Expr::call(whole, arguments).at(span);
    }
    match left.kind {
        Kind::Apply(head, mut parts) if flattens && head == operator.head => {
            parts.push(right);
            Expr::apply(head, parts).at(span)
        }
        _ => Expr::apply(operator.head, [left, right]).at(span),
    }
}

/// A capital letter by itself or with a script: an event, a set, a proposition.
fn is_capital_letter(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return false };
    let base = super::atoms::Scripts::split(node).0;
    matches!(base.map(|base| &base.kind), Some(NodeKind::Letter(letter)) if letter.starts_with(char::is_uppercase))
}

/// Whether an expression is a set by its form or its letter.
fn is_set(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Apply(head, _) => matches!(
            *head,
            "RealNumbers"
                | "ComplexNumbers"
                | "RationalNumbers"
                | "Integers"
                | "NaturalNumbers"
                | "CartesianPower"
                | "CartesianProduct"
                | "RestrictedSet"
                | "Interval"
                | "Set"
        ),
        Kind::Symbol(name) => super::letters::letter(name.as_str()).is_set(),
        _ => false,
    }
}

fn composed(left: Expr, last: Expr, flattens: bool) -> Expr {
    let span = left.span.join(last.span);
    match left.kind {
        Kind::Apply("Compose", mut parts) if flattens => {
            parts.push(last);
            Expr::apply("Compose", parts).at(span)
        }
        kind => Expr::apply("Compose", [Expr::new(kind, left.span), last]).at(span),
    }
}

/// Two things side by side: a product, or words and what they stand around.
fn beside(left: Expr, right: Expr, words: bool, built: &mut Option<Head>) -> Expr {
    let span = left.span.join(right.span);
    let head = if words { "Text" } else { "Multiply" };
    let flattens = *built == Some(head);
    *built = Some(head);
    match left.kind {
        Kind::Apply(own, mut parts) if own == head && (flattens || words) => {
            parts.push(right);
            Expr::apply(head, parts).at(span)
        }
        _ => Expr::apply(head, [left, right]).at(span),
    }
}

pub(super) fn sequence(members: Vec<Expr>) -> Expr {
    let span = match (members.first(), members.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => Span::default(),
    };
    Expr::apply("Sequence", members).at(span)
}

/// The sign that an item is: a symbol, also below a stack or with scripts that only comment it.
pub(super) fn sign<'n>(item: &Item<'n>) -> Option<&'n str> {
    let ItemKind::Node(node) = item.kind else { return None };
    sign_of(node)
}

fn sign_of(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Symbol { text, .. } => Some(text),
        // `A \bigcap B`: a big sign without a range, between two operands.
        NodeKind::BigOperator(name) => operators::small(name),
        NodeKind::Stack { base, .. } => sign_of(lone(base)).filter(|text| operators::infix(text).is_some()),
        NodeKind::Scripts { base: Some(base), .. } => sign_of(lone(base))
            .filter(|text| operators::infix(text).is_some_and(|operator| operator.strength <= RELATION)),
        _ => None,
    }
}

fn lone(node: &Node) -> &Node {
    crate::prose::unwrapped(node)
}

/// The text above a stacked relation.
fn over(item: &Item) -> Option<String> {
    let ItemKind::Node(node) = item.kind else { return None };
    let above = match &node.kind {
        NodeKind::Stack { over, .. } => over.as_deref(),
        NodeKind::Scripts { sup, .. } => sup.as_deref(),
        _ => None,
    }?;
    let text = crate::prose::script_text(above)?;
    Some(text.trim_start_matches("\\text{").trim_end_matches('}').to_owned())
}

pub(super) fn is_comma(item: &Item) -> bool {
    matches!(sign(item), Some("," | "，" | "、"))
}

/// `\bot` with nothing beside it that it could relate: what is never true.
pub(super) fn is_falsum(cursor: &Cursor) -> bool {
    cursor.peek().and_then(sign) == Some("\\bot")
        && items::wants_operand(cursor.previous())
        && !cursor.peek_second().is_some_and(begins_operand)
}

/// `a != b` as programs write it: a blank before the mark and none behind it, and no factorial elsewhere.
pub(super) fn is_unequal(before: Option<&Item>, mark: &Item, next: Option<&Item>, tex: &str) -> bool {
    sign(mark) == Some("!")
        && before.is_some_and(|before| before.span.end < mark.span.start)
        && next.is_some_and(|next| sign(next) == Some("=") && next.span.start == mark.span.end)
        && tex.matches('!').count() == 1
}

/// The nodes of `(\mod n)`; a bare `\mod` has none of its own.
pub(super) fn modulus_of<'n>(item: &Item<'n>) -> Option<(&'n [Node], bool)> {
    let ItemKind::Node(node) = item.kind else { return None };
    let is_mod =
        |node: &Node| matches!(&node.kind, NodeKind::Operator { name, .. } if matches!(name.as_str(), "mod" | "bmod"));
    let is_sign = |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == "\\bmod");
    match &node.kind {
        NodeKind::Fenced(fence) => {
            let at =
                fence.body.iter().position(|node| !matches!(node.kind, NodeKind::Space(_) | NodeKind::Meta { .. }))?;
            fence.body.get(at).filter(|node| is_mod(node) || is_sign(node))?;
            Some((fence.body.get(at + 1..).unwrap_or_default(), false))
        }
        _ => is_mod(node).then_some((&[], true)),
    }
}

/// Whether an item can begin an operand: everything but infix signs, separators and closing marks.
pub(super) fn begins_operand(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Bars { .. } | ItemKind::Angles { .. } | ItemKind::Word { .. } | ItemKind::Dots => true,
        ItemKind::Ket { .. } | ItemKind::Scientific { .. } => true,
        ItemKind::Mid { .. } | ItemKind::Gap | ItemKind::RowEnd { .. } => false,
        ItemKind::Node(_) if modulus_of(item).is_some() => false,
        ItemKind::Node(node) => match &node.kind {
            NodeKind::Symbol { text, class } => {
                is_arrow(text)
                    || operators::infix(text).is_none()
                        && !matches!(class, Class::Punctuation | Class::Relation)
                        && !matches!(text.as_str(), "!" | ";" | "." | "?" | "\\pmod")
            }
            NodeKind::BigOperator(_) => true,
            _ => sign(item).is_none(),
        },
    }
}

/// Arrows that mark a direction and relate nothing: `\text{Acc} \uparrow`.
pub(super) fn is_arrow(text: &str) -> bool {
    matches!(text, "\\uparrow" | "\\downarrow" | "\\Uparrow" | "\\Downarrow" | "\\updownarrow")
}

/// Whether an item is a letter, a number or such with scripts.
pub(super) fn is_plain(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return matches!(item.kind, ItemKind::Word { .. }) };
    let node = match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => base,
        _ => node,
    };
    matches!(
        node.kind,
        NodeKind::Letter(_)
            | NodeKind::Number(_)
            | NodeKind::Styled { .. }
            | NodeKind::Accent { .. }
            | NodeKind::Group(_)
            | NodeKind::Root { .. }
    ) || matches!(&node.kind, NodeKind::Symbol { text, .. } if text == "\\infty")
}

/// A dot or a dash where an operand should stand, with nothing behind it: `k(\cdot, x)`.
pub(super) fn is_placeholder(cursor: &Cursor) -> bool {
    let Some(text) = cursor.peek().and_then(sign) else { return false };
    let before = cursor
        .previous()
        .is_none_or(|item| is_comma(item) || matches!(item.kind, ItemKind::Mid { .. }) || is_semicolon(item));
    let after = cursor
        .peek_second()
        .is_none_or(|item| is_comma(item) || matches!(item.kind, ItemKind::Mid { .. }) || is_semicolon(item));
    before
        && after
        && matches!(text, "\\cdot" | "\\bullet" | "*" | "-" | "\\star" | "\\ast" | "\\circ" | "\\times" | ".")
}

pub(super) fn is_semicolon(item: &Item) -> bool {
    matches!(sign(item), Some(";" | "；"))
}

pub(super) fn span_of(items: &[Item]) -> Span {
    match (items.first(), items.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => Span::default(),
    }
}
