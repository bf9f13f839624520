//! Letters of formula collections: special functions, numbers and sets by their usual letter.
//!
//! One row a notation. Used for identities only: in a book `K(m)` is whatever the book says.

use crate::expr::{Bound, Expr, Head, Name, Range};
use crate::functions::Row;
use crate::prose;
use crate::source::Span;

use super::atoms::Scripts;
use super::items;
use super::pratt::{is_comma, is_semicolon};
use super::reader::{Cursor, Reader};
use super::scripts::body_of;

/// What must stand below the letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    /// One argument, put first.
    First,
    /// One argument, put last.
    Last,
    /// This label.
    Label(&'static str),
}

/// How a derivative is written into the head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// `f'(x)` has no head of its own.
    Derived,
    /// The order is the last argument.
    Last,
    /// `\psi^{(m)}(z)`: another head with the order first.
    First(Head),
    /// `\zeta'(s)`: another head with the order last.
    Other(Head),
}

struct Notation {
    letter: &'static str,
    below: Below,
    /// How many arguments stand in parentheses; none at all for a number with an index.
    arguments: Option<usize>,
    head: Head,
    order: Order,
}

const fn plain(letter: &'static str, arguments: usize, head: Head) -> Notation {
    Notation { letter, below: Below::Nothing, arguments: Some(arguments), head, order: Order::Derived }
}
const fn ordered(letter: &'static str, arguments: usize, head: Head, order: Order) -> Notation {
    Notation { letter, below: Below::Nothing, arguments: Some(arguments), head, order }
}
const fn indexed(letter: &'static str, arguments: usize, head: Head, order: Order) -> Notation {
    Notation { letter, below: Below::First, arguments: Some(arguments), head, order }
}
const fn labelled(letter: &'static str, label: &'static str, arguments: usize, head: Head) -> Notation {
    Notation { letter, below: Below::Label(label), arguments: Some(arguments), head, order: Order::Derived }
}
const fn number(letter: &'static str, head: Head) -> Notation {
    Notation { letter, below: Below::First, arguments: None, head, order: Order::Derived }
}

static NOTATIONS: &[Notation] = &[
    plain("\\Gamma", 1, "Gamma"),
    plain("\\Gamma", 2, "UpperGamma"),
    plain("\\gamma", 2, "LowerGamma"),
    number("\\gamma", "Stieltjes"),
    indexed("\\gamma", 1, "Stieltjes", Order::Derived),
    ordered("\\psi", 1, "Digamma", Order::First("Polygamma")),
    plain("\\text{B}", 2, "Beta"),
    indexed("\\text{B}", 2, "IncompleteBeta", Order::Derived),
    ordered("\\zeta", 1, "Zeta", Order::Other("ZetaDerivative")),
    ordered("\\zeta", 2, "HurwitzZeta", Order::Last),
    labelled("\\zeta", "W", 2, "WeierstrassZeta"),
    labelled("\\sigma", "W", 2, "WeierstrassSigma"),
    plain("\\eta", 1, "DedekindEta"),
    plain("K", 1, "EllipticK"),
    plain("E", 1, "EllipticE"),
    plain("E", 2, "IncompleteEllipticE"),
    plain("F", 2, "IncompleteEllipticF"),
    plain("\\Pi", 2, "EllipticPi"),
    plain("\\Pi", 3, "IncompleteEllipticPi"),
    labelled("R", "F", 3, "CarlsonRF"),
    labelled("R", "G", 3, "CarlsonRG"),
    labelled("R", "J", 4, "CarlsonRJ"),
    labelled("R", "D", 3, "CarlsonRD"),
    labelled("R", "C", 2, "CarlsonRC"),
    indexed("J", 1, "BesselJ", Order::Last),
    indexed("Y", 1, "BesselY", Order::Last),
    indexed("I", 1, "BesselI", Order::Last),
    indexed("K", 1, "BesselK", Order::Last),
    indexed("I", 2, "RegularizedBeta", Order::Derived),
    indexed("P", 1, "LegendreP", Order::Last),
    indexed("T", 1, "ChebyshevT", Order::Last),
    indexed("U", 1, "ChebyshevU", Order::Last),
    indexed("H", 1, "HermiteH", Order::Last),
    plain("U", 3, "HypergeometricU"),
    plain("U^{*}", 3, "HypergeometricUStar"),
    number("B", "BernoulliNumber"),
    indexed("B", 1, "BernoulliPolynomial", Order::Derived),
    number("F", "Fibonacci"),
    number("H", "HarmonicNumber"),
    number("\\mathcal{B}", "BellNumber"),
    number("p", "NthPrime"),
    number("E", "EulerNumber"),
    plain("W", 1, "LambertW"),
    Notation { letter: "W", below: Below::Last, arguments: Some(1), head: "LambertW", order: Order::Derived },
    indexed("\\theta", 2, "JacobiTheta", Order::Last),
    indexed("E", 1, "EisensteinE", Order::Derived),
    indexed("G", 1, "EisensteinG", Order::Derived),
    plain("G", 1, "BarnesG"),
    plain("j", 1, "ModularJ"),
    plain("\\lambda", 1, "ModularLambda"),
    plain("\\wp", 2, "WeierstrassP"),
    indexed("F", 2, "CoulombF", Order::Derived),
    indexed("G", 2, "CoulombG", Order::Derived),
    plain("\\phi", 1, "Totient"),
    plain("\\varphi", 1, "Totient"),
    plain("\\mu", 1, "MoebiusMu"),
    indexed("\\sigma", 1, "DivisorSigma", Order::Derived),
    plain("p", 1, "Partitions"),
    plain("\\pi", 1, "PrimePi"),
    plain("s", 2, "StirlingFirst"),
    plain("g", 1, "LandauG"),
    plain("\\text{B}", 1, "BellNumber"),
];

/// Sets by their letter.
static SETS: &[(&str, Head)] = &[("\\mathbb{H}", "UpperHalfPlane"), ("\\mathbb{P}", "PrimeNumbers")];

impl<'n> Reader<'_> {
    /// The row of an undeclared letter, with its scripts and arguments.
    pub(super) fn identity_name(
        &mut self,
        name: &Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        if let Some((_, head)) = SETS.iter().find(|(letter, _)| *letter == name.as_str()) {
            return Some(self.number_set(Expr::apply(head, []).at(span), name, scripts, span));
        }
        if self.names.is_declared(name, self.at) || self.is_bound(name) {
            return None;
        }
        let below = scripts.sub.and_then(prose::script_text);
        if let Some(below) = &below
            && self.names.is_declared(&prose::with_subscript(name, below), self.at)
        {
            return None;
        }
        let starred = scripts.sup.and_then(prose::script_text).is_some_and(|text| text == "*");
        let letter = if starred { format!("{name}^{{*}}") } else { name.as_str().to_owned() };
        // `\pi \left(…\right)` with a blank is a product; a function touches its parentheses.
        let touches = |item: &super::items::Item| item.span.start <= span.end;
        let fence = self.fence_behind(cursor).filter(|(fence, _, item)| fence.left == "(" && touches(item));
        let count = fence.map(|(fence, _, _)| self.count_arguments(fence));
        let alone = fence.is_some_and(|(fence, _, _)| items::inner(&fence.body, &self.word_test()).len() == 1);
        let fits = |row: &&Notation| {
            // Nobody puts a lone letter in parentheses to multiply it by π; anything longer is a factor.
            if row.head == "PrimePi" && !alone {
                return false;
            }
            let index = match row.below {
                Below::Nothing => scripts.sub.is_none(),
                Below::First | Below::Last => scripts.sub.is_some(),
                Below::Label(label) => below.as_deref() == Some(label),
            };
            row.letter == letter && index && (row.arguments.is_none() || row.arguments == count)
        };
        let mut rows: Vec<&Notation> = NOTATIONS.iter().filter(fits).collect();
        rows.sort_by_key(|row| (!matches!(row.below, Below::Label(_)), row.arguments.is_none()));
        let row = rows.first()?;
        Some(self.notation(row, scripts, span, cursor, starred))
    }

    fn count_arguments(&self, fence: &crate::syntax::Fence) -> usize {
        let items = items::inner(&fence.body, &self.word_test());
        if items.is_empty() { 0 } else { items.iter().filter(|item| is_comma(item) || is_semicolon(item)).count() + 1 }
    }

    fn notation(
        &mut self,
        row: &Notation,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
        starred: bool,
    ) -> Expr {
        let below = scripts.sub.filter(|_| !matches!(row.below, Below::Label(_))).map(|sub| self.read_node(sub));
        let sup = scripts.sup.filter(|_| !starred);
        let Some((fence, outer, item)) = self.fence_behind(cursor).filter(|_| row.arguments.is_some()) else {
            let value = Expr::apply(row.head, below.into_iter().collect::<Vec<_>>()).at(span);
            return self.attach(value, Scripts { sub: None, sup, primes: scripts.primes }, span);
        };
        cursor.advance();
        let span = span.join(item.span);
        let mut arguments: Vec<Expr> = self.flat_arguments(fence);
        match row.below {
            Below::First => arguments.splice(0..0, below).for_each(drop),
            _ => arguments.extend(below),
        }
        let fenced = sup.filter(|sup| matches!(&prose::unwrapped(sup).kind, crate::syntax::NodeKind::Fenced(_)));
        let order = match (scripts.primes, fenced) {
            (0, None) => None,
            (0, Some(sup)) => Some(self.script_inside(sup)),
            (primes, _) => Some(Expr::integer(i64::from(primes))),
        };
        let value = match order {
            Some(order) => self.derived((row.head, row.order), row.below, arguments, order, span),
            None => Expr::apply(row.head, arguments).at(span),
        };
        let power = sup.filter(|_| fenced.is_none());
        let value = self.attach(value, Scripts { sub: None, sup: power, primes: 0 }, span);
        self.attach(value, outer, span)
    }

    fn flat_arguments(&mut self, fence: &'n crate::syntax::Fence) -> Vec<Expr> {
        let items = items::inner(&fence.body, &self.word_test());
        items
            .split(|item| is_comma(item) || is_semicolon(item))
            .filter(|part| !part.is_empty())
            .map(|part| self.level(part))
            .collect()
    }

    fn script_inside(&mut self, sup: &'n crate::syntax::Node) -> Expr {
        match &prose::unwrapped(sup).kind {
            crate::syntax::NodeKind::Fenced(fence) => self.read(&fence.body),
            _ => self.read_node(sup),
        }
    }

    /// A derivative in the last argument that stands in the parentheses, under the head's own rule.
    fn derived(
        &mut self,
        (head, rule): (Head, Order),
        below: Below,
        mut arguments: Vec<Expr>,
        order: Expr,
        span: Span,
    ) -> Expr {
        match rule {
            Order::Last => {
                arguments.push(order);
                Expr::apply(head, arguments).at(span)
            }
            Order::First(other) => {
                Expr::apply(other, std::iter::once(order).chain(arguments).collect::<Vec<_>>()).at(span)
            }
            Order::Other(other) => {
                arguments.push(order);
                Expr::apply(other, arguments).at(span)
            }
            Order::Derived => {
                let behind = usize::from(matches!(below, Below::Last)) + 1;
                let variable = Name::from("\\text{argument}");
                let place = arguments.len().checked_sub(behind).and_then(|place| arguments.get_mut(place));
                let point = place.map(|place| std::mem::replace(place, Expr::symbol(variable.clone())));
                let point = point.unwrap_or_else(|| Expr::apply("Placeholder", []));
                let bound = vec![Bound { name: variable, range: Range::Implicit }];
                let function = Expr::bind("Lambda", bound, Expr::apply(head, arguments)).at(span);
                let parts = if order.as_number().is_some_and(crate::expr::Number::is_one) {
                    vec![function]
                } else {
                    vec![function, order]
                };
                Expr::call(Expr::apply("Prime", parts).at(span), [point]).at(span)
            }
        }
    }

    /// `\operatorname{Ai}'(z)`, `\tanh'(x)`: the derivative of a row that is written as a word.
    pub(super) fn derivative_of_row(
        &mut self,
        row: &'static Row,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let fenced =
            scripts.sup.filter(|sup| matches!(&prose::unwrapped(sup).kind, crate::syntax::NodeKind::Fenced(_)));
        if scripts.primes == 0 && fenced.is_none() || scripts.sub.is_some() {
            return None;
        }
        let (fence, outer, item) = self.fence_behind(cursor)?;
        cursor.advance();
        let span = span.join(item.span);
        let order = match fenced {
            Some(sup) => self.script_inside(sup),
            None => Expr::integer(i64::from(scripts.primes)),
        };
        let arguments = self.flat_arguments(fence);
        let rule = if usize::from(row.arity.1) == arguments.len() + 1 { Order::Last } else { Order::Derived };
        let value = self.derived((row.head, rule), Below::Nothing, arguments, order, span);
        Some(self.attach(value, outer, span))
    }

    /// `{}_2F_1(a, b; c; z)`: a function with numbers of parameters on both sides.
    pub(super) fn prescript(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        match self.hypergeometric(scripts, span, cursor) {
            Some(read) => read,
            None => {
                if let Some(read) = self.choices_before(scripts, span, cursor) {
                    return read;
                }
                if let Some(read) = self.transposed_before(scripts, span, cursor) {
                    return read;
                }
                let parts = [scripts.sub, scripts.sup].into_iter().flatten().map(|script| self.read_node(script));
                let parts: Vec<Expr> = parts.collect();
                self.open.push((span, "scripts without a base".into()));
                Expr::apply("Sequence", [vec![Expr::apply("Placeholder", [])], parts].concat()).at(span)
            }
        }
    }

    /// `{}_nC_k`, `{}^nC_k`, `{}_nP_k`: choices and arrangements of k out of n.
    fn choices_before(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let item = cursor.peek()?;
        let super::items::ItemKind::Node(node) = item.kind else { return None };
        let (base, behind) = Scripts::split(node);
        let head = match prose::base_name(base?)?.as_str() {
            "C" | "\\text{C}" | "\\mathbf{C}" | "\\mathcal{C}" => "Binomial",
            "P" | "\\text{P}" | "A" | "\\text{A}" => "FallingFactorial",
            _ => return None,
        };
        let before = match (scripts.sub, scripts.sup) {
            (Some(only), None) | (None, Some(only)) => only,
            _ => return None,
        };
        let chosen = behind.sub.filter(|_| behind.sup.is_none() && behind.primes == 0)?;
        cursor.advance();
        self.note(span, "binomial coefficient", "a letter of choices between two numbers below", Some("name"));
        let parts = [self.read_node(before), self.read_node(chosen)];
        Some(Expr::apply(head, parts).at(span.join(item.span)))
    }

    /// `{}^t A`: a transpose written in front.
    fn transposed_before(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let mark = scripts.sup.filter(|_| scripts.sub.is_none()).and_then(prose::script_text)?;
        let turns = matches!(mark.as_str(), "t" | "T" | "\\top" | "\\text{t}" | "\\text{T}" | "\\intercal");
        let next = cursor.peek().filter(|next| turns && super::pratt::begins_operand(next))?;
        self.note(span.join(next.span), "transpose", "a t in front of an array", Some("script without a base"));
        let array = self.factor(cursor);
        let span = span.join(array.span);
        Some(Expr::apply("Transpose", [array]).at(span))
    }

    fn hypergeometric(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let upper: usize = scripts.sub.and_then(prose::script_text)?.parse().ok()?;
        let item = cursor.peek()?;
        let super::items::ItemKind::Node(node) = item.kind else { return None };
        let (base, behind) = Scripts::split(node);
        let name = prose::base_name(base?)?;
        let head = match name.as_str() {
            "F" => "Hypergeometric",
            "\\tilde{F}" | "\\text{F}" | "\\mathbf{F}" => "HypergeometricRegularized",
            _ => return None,
        };
        let lower: usize = behind.sub.and_then(prose::script_text)?.parse().ok()?;
        cursor.advance();
        let (fence, outer, end) = self.fence_behind(cursor)?;
        cursor.advance();
        let items = items::inner(&fence.body, &self.word_test());
        let mut arguments: Vec<Expr> = Vec::new();
        for part in items.split(|item| is_comma(item) || is_semicolon(item)).filter(|part| !part.is_empty()) {
            arguments.push(self.level(part));
        }
        let span = span.join(end.span);
        if arguments.len() != upper + lower + 1 {
            return Some(self.opaque(span, "another number of parameters than the function says"));
        }
        let point = arguments.pop()?;
        let below = arguments.split_off(upper);
        let parameters = [Expr::apply("List", arguments), Expr::apply("List", below), point];
        let value = Expr::apply(head, parameters).at(span);
        Some(self.attach(value, outer, span))
    }

    /// `(z)_k`, `z^{\underline{k}}`: rising and falling factorials.
    pub(super) fn factorial_notation(
        &mut self,
        base: &Expr,
        scripts: Scripts<'n>,
        span: Span,
        in_parentheses: bool,
    ) -> Option<Expr> {
        if let Some(sup) = scripts.sup
            && let [crate::syntax::Node { kind: crate::syntax::NodeKind::Accent { accent, body }, .. }] = body_of(sup)
            && matches!(accent.as_str(), "underline" | "overline")
        {
            let count = self.read_node(body);
            let head = if accent == "underline" { "FallingFactorial" } else { "RisingFactorial" };
            return Some(Expr::apply(head, [base.clone(), count]).at(span));
        }
        let sub = scripts.sub.filter(|_| in_parentheses && self.identities)?;
        let count = self.read_node(sub);
        let value = Expr::apply("RisingFactorial", [base.clone(), count]).at(span);
        Some(self.attach(value, Scripts { sub: None, ..scripts }, span))
    }
}

/// `\underline{k}` or `\overline{k}` as a whole script.
pub(super) fn is_lined(sup: &crate::syntax::Node) -> bool {
    matches!(&prose::unwrapped(sup).kind, crate::syntax::NodeKind::Accent { accent, .. } if matches!(accent.as_str(), "underline" | "overline"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions;

    #[test]
    fn every_notation_is_a_row_of_the_catalogue() {
        for notation in NOTATIONS {
            assert!(functions::find(notation.head).is_some(), "{}", notation.head);
        }
    }
}
