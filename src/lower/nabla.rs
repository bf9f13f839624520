//! `\nabla^2`: Laplacian or Hessian; `\partial_\mu`: derivative by a variable or by a coordinate.

use crate::expr::{Expr, Head, Kind, Name};
use crate::prose::{self, Topic};
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::atoms::Scripts;
use super::evidence::{self, Row};
use super::items::{Item, ItemKind};
use super::letters::letter;
use super::operators::PRODUCT;
use super::reader::{Cursor, Reader};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Second {
    Laplacian,
    Hessian,
}

/// What is seen of a second-order nabla.
struct Facts<'a> {
    /// The text of the formula, and what stands in front of the sign.
    tex: &'a str,
    before: &'a str,
    /// The letter that it acts on.
    letter: &'a str,
    /// A variable stands below it.
    variable: bool,
    speaks_of_laplacian: bool,
    speaks_of_hessian: bool,
    identities: bool,
}

/// Letters of fields: potentials, waves, temperatures, velocities.
const FIELDS: &[&str] = &["\\psi", "\\Psi", "\\Phi", "\\varphi", "u", "T", "E", "B", "A", "\\rho", "c", "p"];
/// What only formulas of physics hold.
const PHYSICAL: &[&str] = &["\\hbar", "\\epsilon_0", "\\varepsilon_0", "\\mu_0", "\\partial t", "\\partial_t", "\\dot"];
/// What stands beside a matrix.
const BESIDE_MATRICES: &[&str] = &["\\succ", "\\prec", "^{-1}", "^T", "^{T}", "\\top", "\\lambda_{\\min}", "\\|"];

type Test = fn(&Facts) -> bool;

static ROWS: &[Row<Test, Second>] = &[
    row("identity", Second::Hessian, 60, "an identity between matrices", |f| f.identities),
    row("variable", Second::Hessian, 12, "the variable stands below", |f| f.variable),
    row("told-laplacian", Second::Laplacian, 8, "the page speaks of the Laplacian", |f| f.speaks_of_laplacian),
    row("told-hessian", Second::Hessian, 8, "the page speaks of the Hessian", |f| f.speaks_of_hessian),
    row("field", Second::Laplacian, 5, "a letter of a field", |f| FIELDS.contains(&f.letter)),
    row("physical", Second::Laplacian, 6, "beside constants or rates of physics", |f| {
        PHYSICAL.iter().any(|sign| f.tex.contains(sign))
    }),
    row("matrix", Second::Hessian, 6, "beside what only matrices stand beside", |f| {
        BESIDE_MATRICES.iter().any(|sign| f.tex.contains(sign)) || f.before.trim_end().ends_with("\\det")
    }),
    row("customary", Second::Hessian, 3, "the Hessian unless shown to be the Laplacian", |_| true),
];

const fn row(id: &'static str, reading: Second, weight: i16, reason: &'static str, holds: Test) -> Row<Test, Second> {
    Row { id, reading, weight, reason, holds }
}

/// Letters that count coordinates of space and time.
const COORDINATES: &[&str] =
    &["\\mu", "\\nu", "\\rho", "\\sigma", "\\lambda", "\\kappa", "\\alpha", "\\beta", "i", "j", "k", "a", "b"];

impl<'n> Reader<'_> {
    /// Whether `\nabla^2` in front of an item is the Laplacian or the Hessian.
    pub(super) fn second_order(&mut self, below: Option<&Expr>, span: Span, next: Option<&Item<'n>>) -> Head {
        let acted_on = next.and_then(|item| match item.kind {
            ItemKind::Node(node) => prose::base_name(Scripts::split(node).0?),
            _ => None,
        });
        let facts = Facts {
            tex: self.tex,
            before: self.tex.get(..span.start as usize).unwrap_or(""),
            letter: acted_on.as_ref().map_or("", |name| letter(name.as_str()).base),
            variable: below.is_some_and(|below| below.as_number().is_none()),
            speaks_of_laplacian: self.names.speaks_of(Topic::Laplacian),
            speaks_of_hessian: self.names.speaks_of(Topic::Hessian),
            identities: self.identities,
        };
        let outcome = evidence::weigh(ROWS, |holds| holds(&facts), Second::Hessian);
        let name = |second: Second| if second == Second::Laplacian { "Laplacian" } else { "Hessian" };
        self.weighed(span, name(outcome.reading), outcome.runner_up.map(name), outcome.because, outcome.row);
        name(outcome.reading)
    }

    /// `\partial_\mu j^\mu`, `\partial^\mu \phi`: the derivative by a coordinate that the index counts.
    pub(super) fn coordinate_derivative(
        &mut self,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let (script, above) = match (scripts.sub, scripts.sup) {
            (Some(sub), None) => (sub, false),
            (None, Some(sup)) => (sup, true),
            _ => return None,
        };
        let index = self.coordinate(script)?;
        if !above && !self.is_counted_coordinate(&index, span) {
            return None;
        }
        let partial = Expr::symbol("\\partial").at(span);
        let head = if above { "AtUpper" } else { "At" };
        let operator = Expr::apply(head, [partial, Expr::symbol(index).at(script.span)]).at(span);
        // `\partial_\mu \partial^\mu \phi`: the second acts first.
        let second = matches!(cursor.peek().map(|item| &item.kind), Some(ItemKind::Node(node)) if is_partial(node));
        let body = if second { self.expression(cursor, PRODUCT) } else { self.factor(cursor) };
        let span = span.join(body.span);
        self.note(span, "derivative by a coordinate", "the letter counts coordinates", Some("derivative by a name"));
        Some(Expr::call(operator, [body]).at(span))
    }

    fn coordinate(&self, script: &Node) -> Option<Name> {
        let inside = match &prose::unwrapped(script).kind {
            NodeKind::Fenced(fence) => {
                prose::significant(&fence.body).first().copied().filter(|_| fence.body.len() == 1)?
            }
            _ => prose::unwrapped(script),
        };
        let NodeKind::Letter(letter) = &inside.kind else { return None };
        COORDINATES.contains(&letter.as_str()).then(|| Name::from(letter.as_str()))
    }

    /// Whether the formula writes the letter as an index of something else, or it is customary and names nothing.
    fn is_counted_coordinate(&self, index: &Name, span: Span) -> bool {
        let text = index.as_str();
        let scripts = [format!("^{text}"), format!("^{{{text}"), format!("_{text}"), format!("_{{{text}")];
        let rest = [self.tex.get(..span.start as usize), self.tex.get(span.end as usize..)];
        let stands = |script: &String, before: &str| {
            before.match_indices(script.as_str()).any(|(at, _)| !before.get(..at).unwrap_or("").ends_with("\\partial"))
        };
        let elsewhere = rest.iter().flatten().any(|part| scripts.iter().any(|script| stands(script, part)));
        let alone = !rest
            .iter()
            .flatten()
            .any(|part| part.match_indices(text).any(|(at, _)| !is_script(part.get(..at).unwrap_or(""))));
        let customary = matches!(text, "\\mu" | "\\nu");
        alone && (elsewhere || customary) && !self.names.is_declared(index, self.at)
    }

    /// `\frac{d}{dt}\Big|_{t=0} f(t)`: what follows the bar is what is derived.
    pub(super) fn filled(&mut self, operand: Expr, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Some([derivative, at @ ..]) = operand.as_apply("EvaluateAt") else { return operand };
        let Kind::Apply(head @ ("PartialDerivative" | "TotalDerivative"), parts) = &derivative.kind else {
            return operand;
        };
        let Some((_, variables)) = parts.split_first().filter(|(body, _)| body.is_apply("Placeholder")) else {
            return operand;
        };
        if !cursor.peek().is_some_and(super::pratt::begins_operand) {
            return operand.clone();
        }
        let body = self.expression(cursor, PRODUCT);
        let span = operand.span.join(body.span);
        let derivative = Expr::apply(head, [&[body][..], variables].concat()).at(derivative.span);
        Expr::apply("EvaluateAt", [&[derivative][..], at].concat()).at(span)
    }
}

/// Whether what follows a text stands in a script: `_`, `^{`, `^{\left(`.
fn is_script(before: &str) -> bool {
    before.trim_end().trim_end_matches("\\left(").trim_end_matches('(').ends_with(['_', '^', '{'])
}

fn is_partial(node: &Node) -> bool {
    let base = Scripts::split(node).0;
    matches!(base.map(|base| &base.kind), Some(NodeKind::Letter(text)) if text == "\\partial")
        || matches!(base.map(|base| &base.kind), Some(NodeKind::Symbol { text, .. }) if text == "\\partial")
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_have_unique_identities() {
        assert!(super::super::evidence::has_unique_ids(super::ROWS));
    }
}
