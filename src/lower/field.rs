//! Letters with a fixed meaning in the field: expectations, indicators, distributions, orders.

use crate::expr::{Expr, Name};
use crate::prose::{self, Topic};
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::atoms::Scripts;
use super::functions::apply_row;
use super::items::{self, ItemKind};
use super::reader::{Cursor, Reader};
use super::scripts::body_of;
use crate::functions;

/// Names that are rows of the catalogue when arguments follow and nobody declared them otherwise.
static APPLIED: &[(&str, &str)] = &[
    ("\\mathcal{N}", "Normal"),
    ("\\mathcal{O}", "BigO"),
    ("O", "BigO"),
    ("\\mathcal{U}", "Uniform"),
    ("\\Theta", "BigTheta"),
    ("D_{\\text{KL}}", "KLDivergence"),
    ("D_{KL}", "KLDivergence"),
    ("\\mathbb{D}_{\\text{KL}}", "KLDivergence"),
    ("D_{\\text{JS}}", "JSDivergence"),
];

/// Plain letters that are distributions behind `\sim`.
static LAWS: &[(&str, &str)] = &[("N", "Normal"), ("U", "Uniform")];

/// Expectations by their letter, and how sure the letter is by itself.
static EXPECTATIONS: &[(&str, &str, bool)] = &[
    ("\\mathbb{E}", "Expectation", true),
    ("\\text{E}", "Expectation", false),
    ("E", "Expectation", false),
    ("\\mathbf{E}", "Expectation", false),
    ("\\mathbb{V}", "Variance", false),
    ("\\mathbb{P}", "Probability", true),
];

static INDICATORS: &[&str] = &["\\mathbb{1}", "\\mathbf{1}", "\\mathbb{I}", "\\text{1}", "\\mathbf{I}", "\\text{I}"];

impl<'n> Reader<'_> {
    /// The reading of a letter that the field has fixed, if what follows fits.
    pub(super) fn field_name(
        &mut self,
        name: &Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let text = name.as_str();
        let said = self.names.is_function(name, self.at);
        let drawn = scripts.sub.is_some_and(|sub| self.draws(sub));
        if said.is_some() && !(said == Some(true) && text.contains('1')) && !drawn {
            return None;
        }
        if let Some((_, head, sure)) = EXPECTATIONS.iter().find(|(letter, _, _)| *letter == text)
            && scripts.sup.is_none()
            && scripts.primes == 0
            && (*sure && self.can_average(cursor) || self.is_expectation(scripts, cursor))
        {
            return Some(self.expectation(head, scripts, span, cursor));
        }
        if INDICATORS.contains(&text)
            && let Some(read) = self.indicator(text, scripts, span, cursor)
        {
            return Some(read);
        }
        self.applied_letter(name, scripts, span, cursor)
    }

    /// `\Theta(B) \varepsilon_t`: what stands in a product is no order of growth.
    fn is_factor(&self, cursor: &Cursor<'_, 'n>) -> bool {
        let before = cursor.before_previous();
        let behind = cursor.peek_second();
        before.is_some_and(|item| super::pratt::sign(item).is_none() && super::pratt::begins_operand(item))
            || behind.is_some_and(super::pratt::begins_operand)
    }

    fn can_average(&self, cursor: &Cursor<'_, 'n>) -> bool {
        cursor.peek().is_some_and(super::pratt::begins_operand)
    }

    /// A plain E in front of brackets or braces, with a distribution below, or where the page speaks of expectations.
    fn is_expectation(&self, scripts: Scripts<'n>, cursor: &Cursor<'_, 'n>) -> bool {
        let fence = self.fence_behind(cursor).map(|(fence, _, _)| fence);
        let bracketed = fence.is_some_and(|fence| fence.left != "(");
        let drawn = scripts.sub.is_some_and(|sub| self.draws(sub));
        let law = scripts
            .sub
            .and_then(prose::base_name)
            .is_some_and(|name| matches!(super::letters::letter(name.as_str()).base, "p" | "q" | "P" | "Q"));
        let told = self.names.speaks_of(Topic::Expectation) && !self.names.is_declared(&Name::from("E"), self.at);
        bracketed
            || drawn && self.can_average(cursor)
            || law && fence.is_some()
            || told && fence.is_some_and(|fence| fence.body.iter().any(is_random))
            || told && fence.is_none() && self.stands_before_random(cursor)
    }

    /// `E y = X \beta`: E leads its side, and one name stands behind it.
    fn stands_before_random(&self, cursor: &Cursor<'_, 'n>) -> bool {
        let leads = cursor.before_previous().is_none_or(|item| super::pratt::sign(item).is_some());
        let Some(ItemKind::Node(node)) = cursor.peek().map(|item| &item.kind) else { return false };
        leads && is_random(node) && self.fence_behind(cursor).is_none()
    }

    /// Whether a subscript draws something: `x \sim p`.
    fn draws(&self, sub: &'n crate::syntax::Node) -> bool {
        items::inner(body_of(sub), &self.word_test()).iter().any(|item| super::pratt::sign(item) == Some("\\sim"))
    }

    /// `\mathbb{1}[y = c]`, `\mathbf{1}\{…\}`, `\mathbf{1}_A(x)`.
    fn indicator(&mut self, text: &str, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let sure = text.contains('1');
        if scripts.sup.is_some() || scripts.primes > 0 {
            return None;
        }
        let fence = self.fence_behind(cursor);
        let square_or_event = fence.is_some_and(|(fence, _, _)| {
            fence.left != "("
                || fence.body.iter().any(|node| {
                    matches!(&node.kind, crate::syntax::NodeKind::Symbol { class: crate::syntax::Class::Relation, .. })
                })
        });
        if let Some((fence, outer, item)) = fence.filter(|_| sure || square_or_event) {
            cursor.advance();
            let condition = self.read(&fence.body);
            let span = span.join(item.span);
            let read = match scripts.sub {
                Some(sub) => {
                    let set = self.read_node(sub);
                    Expr::apply("Indicator", [Expr::apply("Element", [condition, set])])
                }
                None => Expr::apply("Indicator", [condition]),
            };
            return Some(self.attach(read.at(span), outer, span));
        }
        let sub = scripts.sub.filter(|_| sure)?;
        let condition = self.read_node(sub);
        let sized = matches!(condition.kind, crate::expr::Kind::Symbol(_) | crate::expr::Kind::Number(_));
        let head = if sized { "OneArray" } else { "Indicator" };
        Some(Expr::apply(head, [condition]).at(span))
    }

    /// `\mathcal{N}(\mu, \sigma^2)`, `O(n)`, `D_{\text{KL}}(p \| q)`.
    fn applied_letter(
        &mut self,
        name: &Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let (fence, outer, item) = self.fence_behind(cursor)?;
        let spelled = match scripts.sub.and_then(prose::script_text) {
            Some(label) => prose::with_subscript(name, &label),
            None => name.clone(),
        };
        let before = cursor.before_previous().and_then(super::pratt::sign);
        let tends = before.and_then(super::operators::infix).is_some_and(|row| row.head == "To");
        let listed = fence.body.iter().any(|node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == ","));
        let drawn = before == Some("\\sim") || tends && listed && text_is_law(name);
        let laws = if drawn { LAWS } else { &[] };
        let (_, head) = APPLIED.iter().chain(laws).find(|(letter, _)| *letter == spelled.as_str())?;
        if scripts.sup.is_some()
            || scripts.primes > 0
            || self.names.is_declared(&spelled, self.at) && *head != "KLDivergence"
        {
            return None;
        }
        if *head == "BigO" && matches!(cursor.previous().map(|item| &item.kind), Some(ItemKind::Word { .. })) {
            return None;
        }
        let row = functions::find(head)?;
        if *head == "BigTheta" && self.is_factor(cursor) {
            return None;
        }
        cursor.advance();
        let arguments = self.arguments(fence);
        let arguments = if *head == "Normal" { unparametrised(arguments) } else { arguments };
        let span = span.join(item.span);
        self.note(span, "row of the catalogue", row.meaning, Some("call"));
        let read = apply_row(row, &spelled, arguments).at(span);
        Some(self.attach(read, outer, span))
    }
}

/// Whether a piece is what expectations are taken of: a capital letter, an estimate, a disturbance, a condition.
fn is_random(node: &Node) -> bool {
    let (base, _) = Scripts::split(node);
    let Some(base) = base.map(prose::unwrapped) else { return false };
    match &base.kind {
        NodeKind::Letter(letter) => {
            letter.len() == 1 && letter.starts_with(char::is_uppercase)
                || matches!(letter.as_str(), "y" | "\\epsilon" | "\\varepsilon" | "\\xi" | "\\eta")
        }
        NodeKind::Accent { accent, .. } => matches!(accent.as_str(), "hat" | "widehat" | "bar" | "overline"),
        NodeKind::Symbol { text, .. } => matches!(text.as_str(), "|" | "\\mid"),
        NodeKind::Styled { body, .. } => is_random(body),
        _ => false,
    }
}

/// What a sequence of random variables may tend to.
fn text_is_law(name: &Name) -> bool {
    name.as_str() == "N"
}

/// `\mathcal{N}(x; \mu, \Sigma)` and `\mathcal{N}(x \mid \mu, \Sigma)` have three arguments.
fn unparametrised(arguments: Vec<Expr>) -> Vec<Expr> {
    let [only] = arguments.as_slice() else { return arguments };
    let Some([value, parameters]) = only.as_apply("Parametrised").or_else(|| only.as_apply("Given")) else {
        return arguments;
    };
    let parameters = parameters.as_apply("Tuple").map_or_else(|| vec![parameters.clone()], <[Expr]>::to_vec);
    std::iter::once(value.clone()).chain(parameters).collect()
}
