//! Words in front of arguments: rows of the catalogue, functions of the page, names.

use crate::expr::{Expr, Name};
use crate::functions::{self, Row, RowKind};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Fence, Node, NodeKind};

use super::atoms::{Scripts, is_ellipsis};
use super::items::{self, Item, ItemKind};
use super::operators::PRODUCT;
use super::pratt::{begins_operand, is_comma, is_plain, is_semicolon, sequence, sign, span_of};
use super::reader::{Cursor, Reader};
use super::scripts::{self, label_text};
use super::text;

/// Inverse functions that are written with a power of -1.
static INVERSES: &[(&str, &str)] = &[
    ("Sin", "Arcsin"),
    ("Cos", "Arccos"),
    ("Tan", "Arctan"),
    ("Cot", "Arccot"),
    ("Sinh", "Arsinh"),
    ("Cosh", "Arcosh"),
    ("Tanh", "Artanh"),
    ("Logit", "Sigmoid"),
];

/// Words that act on the one name behind them without parentheses: `\text{dom} f`.
const ON_THE_NEXT: &[&str] = &[
    "dom", "epi", "supp", "conv", "aff", "cone", "relint", "ker", "Ker", "im", "Im", "range", "Range", "Null", "null",
    "plim",
];

/// Two words that make one operator.
static PAIRS: &[(&str, &str, &str)] = &[
    ("arg", "max", "argmax"),
    ("arg", "min", "argmin"),
    ("log", "softmax", "logsoftmax"),
    ("lim", "sup", "limsup"),
    ("lim", "inf", "liminf"),
    ("log", "sigmoid", "logsigmoid"),
];

/// A letter, with or without scripts.
fn is_letter(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return false };
    let base = Scripts::split(node).0;
    base.is_some_and(|base| {
        matches!(base.kind, NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. })
    })
}

impl<'n> Reader<'_> {
    /// A word: a catalogued function, or a name that may be applied.
    pub(super) fn word(&mut self, word: &str, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let (spelled, scripts, span) = self.joined(text::spelling(word), scripts, span, cursor);
        if spelled.is_empty() {
            return self.opaque(span, "empty words");
        }
        let name = word_name(&spelled);
        if let Some(row) = self.row_of(&spelled, &name) {
            return self.function(row, name, scripts, span, cursor);
        }
        if ON_THE_NEXT.contains(&spelled.as_str()) && scripts.is_empty() && cursor.peek().is_some_and(is_letter) {
            let argument = self.factor(cursor);
            let span = span.join(argument.span);
            return Expr::call(Expr::symbol(name), vec![argument]).at(span);
        }
        self.named(name, scripts, span, cursor)
    }

    fn row_of(&self, spelled: &str, name: &Name) -> Option<&'static Row> {
        // One letter set upright is a name (`\mathrm{C}`), but for the ones that only mean an operation.
        // A row by its own name: `\operatorname{Ai}`; `StandardDeviation` is no word that means something else.
        let compound = spelled.chars().filter(char::is_ascii_uppercase).count() > 1;
        let by_head =
            || functions::find(spelled).filter(|row| (row.kind == RowKind::Scalar || compound) && row.arity.0 > 0);
        let row = functions::by_spelling(spelled).or_else(by_head)?;
        let lone = spelled.chars().count() == 1 && !matches!(spelled, "O" | "o");
        (!lone && self.names.is_function(name, self.at) != Some(false)).then_some(row)
    }

    /// The operator that a node spells, for stacks and scripts.
    pub(super) fn operator_word(&self, node: &Node) -> Option<String> {
        match &node.kind {
            NodeKind::Group(parts) => {
                let words: Option<Vec<String>> = prose::significant(parts).into_iter().map(text::word).collect();
                let joined = words.filter(|words| words.len() == 2)?.concat();
                functions::by_spelling(&joined).map(|_| joined)
            }
            _ => text::word(node).filter(|word| functions::by_spelling(word).is_some()),
        }
    }

    /// `\arg\max`, `\log \text{softmax}`: two words that are one operator.
    fn joined(
        &mut self,
        first: String,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> (String, Scripts<'n>, Span) {
        if !scripts.is_empty() || !PAIRS.iter().any(|(word, _, _)| *word == first) {
            return (first, scripts, span);
        }
        let Some(item) = cursor.peek() else { return (first, scripts, span) };
        let ItemKind::Node(node) = item.kind else { return (first, scripts, span) };
        let (mut base, mut scripts_behind) = Scripts::split(node);
        if let Some(NodeKind::Stack { base: below, under, .. }) = base.map(|base| &base.kind) {
            base = Some(below);
            scripts_behind.sub = under.as_deref().or(scripts_behind.sub);
        }
        let second = base.and_then(text::word).unwrap_or_default();
        match PAIRS.iter().find(|(one, two, _)| *one == first && *two == second) {
            Some((_, _, both)) => {
                cursor.advance();
                ((*both).to_owned(), scripts_behind, span.join(item.span))
            }
            None => (first, scripts, span),
        }
    }

    /// A row of the catalogue with its scripts and arguments.
    pub(super) fn function(
        &mut self,
        row: &'static Row,
        name: Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        if row.kind == RowKind::Binder {
            return self.binder(row.head, scripts, span, cursor);
        }
        if row.kind == RowKind::Probability && (scripts.sub.is_some() || row.head == "Probability") {
            return self.expectation(row.head, scripts, span, cursor);
        }
        let sup = scripts.sup.map(|sup| (sup, prose::script_text(sup).unwrap_or_default()));
        if let Some((_, power)) = &sup
            && power == "-1"
            && let Some((_, inverse)) = INVERSES.iter().find(|(head, _)| *head == row.head)
            && let Some(row) = functions::find(inverse)
        {
            return self.function(row, name, Scripts { sup: None, ..scripts }, span, cursor);
        }
        let label = sup.as_ref().is_some_and(|(node, text)| is_label(node, text));
        if label || scripts.primes > 0 || scripts.sub.is_some() && !takes_subscript(row) {
            return self.scripted_function(row, name, scripts, span, cursor);
        }
        let Some(arguments) = self.arguments_behind(row, cursor) else {
            let beside = cursor.before_previous().is_some_and(|before| !items::wants_operand(Some(before)));
            if row.kind == RowKind::Scalar && beside && cursor.peek().is_none() && !self.in_matrix {
                self.open.push((span, "a function without its argument".into()));
            }
            return self.plain(name, scripts, span);
        };
        let (mut arguments, outer, end) = arguments;
        if let Some(sub) = scripts.sub {
            let sub = self.read_node(sub);
            let place = if row.head == "Polylog" { 0 } else { arguments.len() };
            arguments.insert(place, sub);
        }
        let span = span.join(end);
        let value = apply_row(row, &name, arguments).at(span);
        let above = Scripts { sub: None, sup: scripts.sup, primes: 0 };
        let value = self.attach(value, above, span);
        self.attach(value, outer, span)
    }

    /// `\text{Attention}_i(Q)`, `\operatorname{Ai}'(x)`, `\text{softmax}_j(z)`.
    fn scripted_function(
        &mut self,
        row: &'static Row,
        name: Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        if self.identities
            && let Some(read) = self.derivative_of_row(row, scripts, span, cursor)
        {
            return read;
        }
        let entry = matches!(row.head, "Softmax" | "LogSoftmax") && scripts.sup.is_none() && scripts.primes == 0;
        if entry && let Some((arguments, outer, end)) = self.arguments_behind(row, cursor) {
            let span = span.join(end);
            let value = apply_row(row, &name, arguments).at(span);
            let value = self.attach(value, scripts, span);
            return self.attach(value, outer, span);
        }
        self.named(name, scripts, span, cursor)
    }

    /// The arguments that stand behind a function: in parentheses, or bare; `None` where none can.
    pub(super) fn arguments_behind(
        &mut self,
        row: &Row,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<(Vec<Expr>, Scripts<'n>, Span)> {
        if row.head == "Trace" && self.fence_behind(cursor).is_some_and(|(_, scripts, _)| is_transposed(scripts)) {
            // `tr(X - A)^T(X - A)`: a number is not transposed, so the parentheses are a factor.
            let argument = self.expression(cursor, PRODUCT);
            let end = argument.span;
            return Some((vec![argument], Scripts::default(), end));
        }
        if let Some((fence, scripts, item)) = self.fence_behind(cursor) {
            cursor.advance();
            let mut arguments = self.arguments(fence);
            if fence.left == "\\{"
                && row.arity.1 == 1
                && let [only] = arguments.as_slice()
            {
                arguments = vec![only.clone()];
            }
            return Some((arguments, scripts, item.span));
        }
        let next = cursor.peek()?;
        let signed = sign(next) == Some("-")
            || sign(next) == Some("+") && row.kind == RowKind::Scalar && cursor.peek_second().is_some_and(is_plain);
        if row.arity.0 > 1 || !begins_operand(next) && !signed || is_prose_behind(next) {
            return None;
        }
        if row.kind == RowKind::Array
            && !row.spellings.iter().any(|spelling| {
                matches!(*spelling, "det" | "tr" | "Tr" | "rank" | "dim" | "ker" | "diag" | "span" | "vec")
            })
        {
            return None;
        }
        let argument = self.bare_argument(cursor);
        let end = argument.span;
        Some((vec![argument], Scripts::default(), end))
    }

    /// `\log x y`, `\sin 2x`, `\log p(x)`: one factor, and plain ones behind a plain one.
    fn bare_argument(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        self.deeper(|reader| reader.bare(cursor)).unwrap_or_else(|| {
            let span = span_of(cursor.remaining());
            cursor.finish();
            self.opaque(span, "nested too deeply")
        })
    }

    fn bare(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        if cursor.peek().and_then(sign) == Some("+") {
            cursor.advance();
            return self.bare_argument(cursor);
        }
        if cursor.peek().and_then(sign) == Some("-") {
            let span = cursor.advance().map(|item| item.span).unwrap_or_default();
            let body = self.bare_argument(cursor);
            let span = span.join(body.span);
            return Expr::apply("Negate", [body]).at(span);
        }
        let mut plain = cursor.peek().is_some_and(is_plain);
        let first = self.factor(cursor);
        plain &= !matches!(first.kind, crate::expr::Kind::Call(..));
        let mut parts = vec![first];
        while let Some(next) = cursor.peek().filter(|next| plain && is_plain(next)) {
            if self.begins_differential(cursor, next) || self.would_call(next, cursor) {
                break;
            }
            self.note(next.span, "argument", "plain factors behind a function belong to its argument", Some("factor"));
            parts.push(self.factor(cursor));
        }
        // `\log \frac{1}{N} \sum_n q_n`: a sum that follows a fraction at once is within.
        if let [only] = parts.as_slice()
            && only.is_apply("Divide")
            && only.any(&mut |part| part.as_number().is_some())
            && only.any(&mut |part| part.as_symbol().is_some())
            && let Some(next) = cursor.peek().filter(|next| is_sum(next))
        {
            self.note(next.span, "argument", "a sum right behind a fraction belongs to the argument", Some("factor"));
            parts.push(self.factor(cursor));
        }
        // `\ln P_1 P_2 \cdots P_N`: the product goes on behind its dots.
        while plain && cursor.peek().is_some_and(is_ellipsis) && cursor.peek_second().is_some_and(is_plain) {
            parts.extend([self.factor(cursor), self.factor(cursor)]);
        }
        if parts.len() == 1 {
            return parts.remove(0);
        }
        let span = parts
            .iter()
            .fold(parts.first().map(|part| part.span).unwrap_or_default(), |span, part| span.join(part.span));
        Expr::apply("Multiply", parts).at(span)
    }

    /// Whether the next plain item is followed by parentheses: then it begins a factor of its own.
    fn would_call(&self, _: &Item<'n>, cursor: &Cursor<'_, 'n>) -> bool {
        cursor.peek_second().is_some_and(|behind| {
            let ItemKind::Node(node) = behind.kind else { return false };
            matches!(Scripts::split(node).0.map(|base| &base.kind), Some(NodeKind::Fenced(fence)) if fence.left == "(")
        })
    }

    /// `dx` at the end of an integrand.
    pub(super) fn begins_differential(&self, cursor: &Cursor<'_, 'n>, item: &Item<'n>) -> bool {
        super::calculus::is_d(item) && cursor.peek_second().is_some_and(is_plain)
    }

    /// The arguments in parentheses: commas, then `;`, then bars.
    pub(super) fn arguments(&mut self, fence: &'n Fence) -> Vec<Expr> {
        let items = items::inner(&fence.body, &self.word_test());
        self.argument_list(&items)
    }

    pub(super) fn argument_list(&mut self, items: &[Item<'n>]) -> Vec<Expr> {
        if items.is_empty() {
            return Vec::new();
        }
        let bar = items.iter().position(|item| matches!(item.kind, ItemKind::Mid { .. }) && !has_scripts(item));
        if let Some(at) = bar {
            let double = matches!(items.get(at).map(|item| &item.kind), Some(ItemKind::Mid { double: true, .. }));
            let before = self.argument_list(items.get(..at).unwrap_or_default());
            let behind = self.argument_list(items.get(at + 1..).unwrap_or_default());
            let head = if double { "Versus" } else { "Given" };
            let span = span_of(items);
            return vec![Expr::apply(head, [self.bundle(before, span), self.bundle(behind, span)]).at(span)];
        }
        // `(x_1; x_2; …; x_d)`: a column.
        if items.iter().filter(|item| is_semicolon(item)).count() > 1 && !items.iter().any(is_comma) {
            return items.split(is_semicolon).filter(|part| !part.is_empty()).map(|part| self.level(part)).collect();
        }
        if let Some(at) = items.iter().position(is_semicolon) {
            let before = self.argument_list(items.get(..at).unwrap_or_default());
            let behind = self.argument_list(items.get(at + 1..).unwrap_or_default());
            let span = span_of(items);
            return vec![Expr::apply("Parametrised", [self.bundle(before, span), self.bundle(behind, span)]).at(span)];
        }
        let mut members = Vec::new();
        for part in items.split(|item| is_comma(item)).flat_map(without_missing_comma) {
            // A comma before the end closes the list: `(x,)`.
            if part.is_empty() {
                continue;
            }
            members.push(self.level(part));
        }
        members
    }

    fn bundle(&mut self, mut members: Vec<Expr>, span: Span) -> Expr {
        match members.len() {
            0 => Expr::apply("Placeholder", []).at(span),
            1 => members.remove(0),
            _ => {
                let span = sequence(members.clone()).span;
                Expr::apply("Tuple", members).at(span)
            }
        }
    }
}

/// `\sum` with what stands below it.
fn is_sum(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return false };
    matches!(Scripts::split(node).0.map(|base| &base.kind), Some(NodeKind::BigOperator(name)) if matches!(name.as_str(), "\\sum" | "\\prod"))
}

/// `\ldots x_n` and `x_1 \ldots` in a list: a comma is missing beside the dots.
fn without_missing_comma<'i, 'n>(part: &'i [Item<'n>]) -> impl Iterator<Item = &'i [Item<'n>]> {
    let at = match part {
        [first, second, ..] if is_ellipsis(first) && begins_operand(second) => 1,
        [.., before, last] if is_ellipsis(last) && begins_operand(before) => part.len() - 1,
        _ => part.len(),
    };
    let (left, right) = part.split_at(at);
    [left, right].into_iter().filter(|part| !part.is_empty())
}

fn is_transposed(scripts: Scripts) -> bool {
    scripts.sup.and_then(prose::script_text).is_some_and(|text| matches!(text.as_str(), "T" | "\\top" | "\\text{T}"))
}

pub(super) fn has_scripts(item: &Item) -> bool {
    match item.kind {
        ItemKind::Node(node) | ItemKind::Mid { node, .. } => matches!(node.kind, NodeKind::Scripts { .. }),
        _ => false,
    }
}

fn word_name(word: &str) -> Name {
    let word: String = word.chars().take(120).collect();
    prose::word_name(&word)
}

fn is_prose_behind(item: &Item) -> bool {
    text::words_of(item).is_some_and(|words| text::is_prose_text(words) || text::part(words).is_some())
}

fn is_label(node: &Node, text: &str) -> bool {
    matches!(prose::unwrapped(node).kind, NodeKind::Text(_) | NodeKind::Styled { .. } | NodeKind::Fenced(_))
        || matches!(text, "*" | "\\star" | "\\top" | "\\dagger")
        || text.len() == 1 && text.starts_with(|c: char| c.is_ascii_uppercase())
        || scripts::body_of(node).is_empty() && label_text(node).is_empty()
}

fn takes_subscript(row: &Row) -> bool {
    matches!(row.head, "Log" | "Polylog")
}

/// Applies a row to arguments; what does not fit its arity is a call of the word.
pub(super) fn apply_row(row: &Row, name: &Name, mut arguments: Vec<Expr>) -> Expr {
    // `\text{KL}(p \| q)`: the separator has done its work.
    if matches!(row.head, "KLDivergence" | "JSDivergence" | "CrossEntropy" | "MutualInformation")
        && let [only] = arguments.as_slice()
        && let Some(parts) = only.as_apply("Versus").or_else(|| only.as_apply("Parametrised"))
    {
        arguments = parts.to_vec();
    }
    let count = u8::try_from(arguments.len()).unwrap_or(u8::MAX);
    if (row.arity.0..=row.arity.1).contains(&count) {
        Expr::apply(row.head, arguments)
    } else {
        Expr::call(Expr::symbol(name.clone()), arguments)
    }
}
