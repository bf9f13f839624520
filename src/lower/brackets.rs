//! Brackets of two operators, products of functions with a star, spaces of functions.

use crate::expr::{Expr, Kind, Name};
use crate::prose::{self, Topic};
use crate::source::Span;
use crate::syntax::{Fence, Node, NodeKind};

use super::atoms::Scripts;
use super::fences::is_function_letter;
use super::items::Item;
use super::letters::letter;
use super::operators::{self, Operator};
use super::pratt::{is_comma, sign};
use super::reader::{Cursor, Reader};

/// Letters of spaces of functions: continuous, integrable, Sobolev, Hölder.
const SPACES: &[&str] = &["C", "L", "H", "W", "B", "\\ell", "l", "\\mathcal{C}", "\\mathcal{L}", "\\mathcal{H}"];

/// Letters that count or measure, and so are no signals where a page speaks of convolutions.
const NO_SIGNALS: &[&str] = &["i", "j", "k", "l", "m", "n", "t", "d", "e", "p", "q"];

/// Signs that a space stands behind.
const BEFORE_SPACES: &[&str] =
    &["\\in", "\\notin", "\\subset", "\\subseteq", "\\to", "\\hookrightarrow", ":", "\\colon", "=", "\\cap", "\\cup"];

impl<'n> Reader<'_> {
    /// `[\hat x, \hat p]`, `[A, B] = AB - BA`: two operators that need not commute.
    pub(super) fn is_commutator(&mut self, members: &[Expr], span: Span) -> bool {
        let [first, second] = members else { return false };
        let capital = |expr: &Expr| operator_name(expr).is_some_and(|name| letter(name.as_str()).is_capital());
        let hatted = |expr: &Expr| operator_name(expr).is_some_and(|name| name.as_str().starts_with("\\hat"));
        let written = |one: &Expr, other: &Expr| format!("{}{}", one.span.of(self.tex), other.span.of(self.tex));
        let plain: String = self.tex.chars().filter(|c| !c.is_whitespace()).collect();
        let both = [written(first, second), written(second, first)];
        let shown = || both.iter().all(|product| plain.contains(&product.replace(' ', "")));
        let because = match () {
            () if hatted(first) && hatted(second) => "two operators with hats in brackets",
            () if capital(first) && capital(second) && shown() => "the formula has the product in both orders",
            () if self.names.speaks_of(Topic::Commutator) && operator_name(first).is_some() => "the page speaks of it",
            () => return false,
        };
        self.note(span, "commutator", because, Some("list"));
        true
    }

    /// `\{f, g\}` where the page speaks of Poisson brackets.
    pub(super) fn is_poisson(&self, items: &[Item]) -> bool {
        let commas = items.iter().filter(|item| is_comma(item)).count();
        commas == 1 && self.names.speaks_of(Topic::PoissonBracket)
    }

    /// What a star between two operands is: of functions, their convolution.
    pub(super) fn star(&self, operator: &'static Operator, left: &Expr, right: &Expr) -> &'static Operator {
        let told = self.names.speaks_of(Topic::Convolution);
        let function = |expr: &Expr| match expr.as_symbol() {
            Some(name) => {
                is_function_letter(expr) && self.names.is_function(name, self.at) != Some(false)
                    || told && (self.names.is_applied(name) || is_signal(name))
            }
            None => expr.is_apply("Convolve"),
        };
        let functions = function(left) && function(right);
        let times = signal(left).zip(signal(right));
        let signals = times.is_some_and(|(one, other)| told || one == other && is_time(one));
        let convolves = operator.sign == "*" && !self.identities && (functions || signals);
        if convolves { operators::infix("\\ast").unwrap_or(operator) } else { operator }
    }

    /// What `\times` between two operands is: of vectors, their cross product.
    pub(super) fn times(&self, operator: &'static Operator, left: &Expr, right: &Expr) -> &'static Operator {
        let vector = |expr: &Expr| {
            let name = operator_name(expr)?;
            let arrow = name.as_str().starts_with("\\vec");
            let rank = self.names.rank(name, self.at);
            let bold = letter(name.as_str()).is_bold();
            let small = bold && !letter(name.as_str()).is_capital();
            (arrow || bold && rank.is_none_or(|rank| rank == 1)).then_some(arrow || small)
        };
        let crossed = matches!((vector(left), vector(right)), (Some(one), Some(other)) if one || other);
        if crossed && !self.identities { operators::cross() } else { operator }
    }

    /// `C^k[a, b]`, `L^2(\Omega)`: functions on a set.
    pub(super) fn function_space(
        &mut self,
        name: &Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        if !SPACES.contains(&name.as_str()) || scripts.primes > 0 || self.names.is_declared(name, self.at) {
            return None;
        }
        let placed = match cursor.before_previous() {
            Some(before) => sign(before).is_some_and(|sign| BEFORE_SPACES.contains(&sign)),
            None => scripts.sup.is_some(),
        };
        let (fence, outer, item) = self.fence_behind(cursor)?;
        let domain = is_domain(fence);
        if !placed || !domain || scripts.sup.is_none() && name.as_str() != "C" {
            return None;
        }
        cursor.advance();
        self.note(span, "space of functions", "a letter of spaces in front of a set", Some("call"));
        let base = Expr::symbol(name.clone()).at(span);
        let order = scripts.sup.map(|sup| self.read_node(sup));
        let space = match order {
            Some(order) => Expr::apply("AtUpper", [base, order]).at(span),
            None => base,
        };
        let below = scripts.sub.map(|sub| self.read_node(sub));
        let space = match below {
            Some(below) => Expr::apply("At", [space, below]).at(span),
            None => space,
        };
        let domain = self.domain_in(fence, item.span);
        let read = Expr::call(space, [domain]).at(span.join(item.span));
        Some(self.attach(read, outer, span))
    }

    /// The set in the parentheses of a space: two ends are an interval.
    fn domain_in(&mut self, fence: &'n Fence, span: Span) -> Expr {
        let mut members = self.arguments(fence);
        match members.len() {
            1 => {
                let only = members.remove(0);
                match only.as_apply("List") {
                    Some(ends) if ends.len() == 2 => Expr::apply("Interval", ends).at(only.span),
                    _ => only,
                }
            }
            2 if fence.left == "[" => Expr::apply("Interval", members).at(span),
            _ => Expr::apply("Tuple", members).at(span),
        }
    }
}

fn operator_name(expr: &Expr) -> Option<&Name> {
    match &expr.kind {
        Kind::Symbol(name) => Some(name),
        Kind::Apply("At" | "AtUpper", parts) => parts.first().and_then(operator_name),
        _ => None,
    }
}

/// Whether a small letter can be a signal.
fn is_signal(name: &Name) -> bool {
    let text = name.as_str();
    text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase()) && !NO_SIGNALS.contains(&text)
}

/// The argument of a signal: `x(t)`, `h[n]`.
fn signal(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        Kind::Call(_, arguments) => arguments.first().filter(|_| arguments.len() == 1),
        Kind::Apply("At", parts) => parts.get(1).filter(|_| parts.len() == 2),
        Kind::Apply("TotalDerivative", parts) => parts.first().and_then(signal),
        _ => None,
    }
}

fn is_time(expr: &Expr) -> bool {
    expr.as_symbol().is_some_and(|name| matches!(name.as_str(), "t" | "n" | "\\tau"))
}

/// `[a, b]`, `\Omega`, `\mathbb{R}^n`, `\mu`: what functions are on.
fn is_domain(fence: &Fence) -> bool {
    let parts = prose::significant(&fence.body);
    let comma = |node: &&&Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == ",");
    let commas = parts.iter().filter(comma).count();
    let set = parts.first().and_then(|node| prose::base_name(Scripts::split(node).0?));
    let named = set.is_some_and(|name| {
        let set = letter(name.as_str());
        set.is_set()
            || matches!(set.base, "\\Omega" | "\\Gamma" | "U" | "D" | "X" | "K" | "I")
            || commas == 0 && set.base == "\\mu"
    });
    let interval = matches!(parts.as_slice(), [Node { kind: NodeKind::Fenced(inner), .. }] if inner.left == "[");
    let ends = fence.left == "[" && commas == 1;
    // `L^2(\Omega, \mu)`: a set and its measure.
    let measured = commas == 1 && named && parts.len() == 3;
    matches!(fence.left.as_str(), "(" | "[") && (ends || commas == 0 && (named || interval) || measured)
}
