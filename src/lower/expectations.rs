//! `\mathbb{E}_{x \sim p}`, variances and their like: operators over what is random.

use crate::expr::{Bound, Expr, Head, Kind, Name, Range};
use crate::source::Span;
use crate::syntax::Node;

use super::atoms::Scripts;
use super::binders::bind;
use super::items;
use super::letters;
use super::operators::PRODUCT;
use super::pratt::{begins_operand, sign};
use super::ranges::joint;
use super::reader::{Cursor, Reader};
use super::scripts::body_of;

impl<'n> Reader<'_> {
    /// `\mathbb{E}_{x \sim p}[f(x)]`, `\text{Var}_\pi[…]`, `\Pr[A]`.
    pub(super) fn expectation(
        &mut self,
        head: Head,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        let (bound, distribution) = self.random(scripts.sub, span);
        let depth = self.bound.len();
        self.bound.extend(bound.iter().map(|bound| bound.name.clone()));
        let (body, outer, end) = match self.fence_behind(cursor) {
            Some((fence, outer, item)) => {
                cursor.advance();
                let members = self.arguments(fence);
                let body =
                    if members.len() == 1 { members.into_iter().next() } else { Some(Expr::apply("Tuple", members)) };
                (body.unwrap_or_else(|| Expr::apply("Tuple", [])), outer, item.span)
            }
            None if cursor.peek().is_some_and(begins_operand) => {
                let body = self.expression(cursor, PRODUCT);
                let end = body.span;
                (body, Scripts::default(), end)
            }
            None => {
                self.bound.truncate(depth);
                return self.plain(Name::from(format!("\\text{{{head}}}")), scripts, span);
            }
        };
        self.bound.truncate(depth);
        let span = span.join(end);
        let read = match (bound.is_empty(), distribution) {
            (false, _) => bind(head, bound, body, span),
            (true, Some(distribution)) => Expr::apply(head, [body, distribution]).at(span),
            (true, None) => Expr::apply(head, [body]).at(span),
        };
        let read = self.attach(read, Scripts { sub: None, ..scripts }, span);
        self.attach(read, outer, span)
    }

    /// The names that a subscript draws, or the distribution that it only names.
    fn random(&mut self, sub: Option<&'n Node>, span: Span) -> (Vec<Bound>, Option<Expr>) {
        let Some(sub) = sub else { return (Vec::new(), None) };
        let items = items::inner(body_of(sub), &self.word_test());
        let drawn = items.iter().any(|item| {
            sign(item).is_some_and(|text| super::operators::infix(text).is_some_and(|row| row.strength <= 20))
                || matches!(item.kind, super::items::ItemKind::Mid { .. })
        });
        if drawn {
            return (self.bounds(Some(sub), None, span), None);
        }
        let read = self.level(&items);
        match &read.kind {
            // `\mathbb{E}_{p(x)}`: x is drawn from p.
            Kind::Call(_, arguments) => {
                let names: Vec<Name> = arguments.iter().flat_map(drawn_by).collect();
                match names.as_slice() {
                    [] => (Vec::new(), Some(read)),
                    [only] => (vec![Bound { name: only.clone(), range: Range::Distributed(read.clone()) }], None),
                    _ => (joint(names, |drawn| Expr::apply("Distributed", [drawn, read.clone()])), None),
                }
            }
            Kind::Symbol(name) if is_random(name) => (vec![Bound { name: name.clone(), range: Range::Implicit }], None),
            Kind::Apply("Sequence", parts) if parts.iter().all(|part| part.as_symbol().is_some()) => {
                let bound = parts
                    .iter()
                    .filter_map(Expr::as_symbol)
                    .map(|name| Bound { name: name.clone(), range: Range::Implicit });
                (bound.collect(), None)
            }
            _ => (Vec::new(), Some(read)),
        }
    }
}

/// The names that a distribution is over: x of `p(x \mid y)`.
fn drawn_by(argument: &Expr) -> Vec<Name> {
    match &argument.kind {
        Kind::Symbol(name) => vec![name.clone()],
        Kind::Apply("Given", parts) => parts.first().map(drawn_by).unwrap_or_default(),
        Kind::Apply("Tuple", parts) => parts.iter().filter_map(Expr::as_symbol).cloned().collect(),
        _ => Vec::new(),
    }
}

/// Letters below an expectation that are drawn; others name the distribution.
fn is_random(name: &Name) -> bool {
    let letter = letters::letter(name.as_str());
    letter.is_bold()
        || matches!(
            letter.base,
            "x" | "y"
                | "z"
                | "s"
                | "a"
                | "t"
                | "i"
                | "j"
                | "k"
                | "l"
                | "m"
                | "n"
                | "u"
                | "v"
                | "w"
                | "b"
                | "c"
                | "o"
                | "h"
                | "r"
                | "X"
                | "Y"
                | "Z"
                | "A"
                | "T"
                | "W"
                | "\\ell"
                | "\\tau"
                | "\\epsilon"
                | "\\varepsilon"
                | "\\xi"
                | "\\omega"
                | "\\zeta"
        )
}
