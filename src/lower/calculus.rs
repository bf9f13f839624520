//! Derivatives, gradients, integrals and differentials.

use crate::expr::{Expr, Kind, Name};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Fence, Font, FractionKind, Node, NodeKind};

use super::atoms::Scripts;
use super::differentials::is_group_of_variables;
use super::items::{self, Item, ItemKind};
use super::letters::letter;
use super::operators::PRODUCT;
use super::pratt::{begins_operand, is_plain, sign};
use super::reader::{Cursor, Reader};
use super::scripts::body_of;

/// The sign of a derivative.
#[derive(Clone, Copy, PartialEq, Eq)]
enum D {
    Total,
    Partial,
}

/// Whether an item is the `d` of a differential.
pub(super) fn is_d(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Node(node) if d_of(node) == Some(D::Total))
}

/// Whether a node is the `d` of a total differential.
pub(super) fn is_total(node: &Node) -> bool {
    d_of(node) == Some(D::Total)
}

fn d_of(node: &Node) -> Option<D> {
    match &node.kind {
        NodeKind::Letter(letter) if letter == "d" => Some(D::Total),
        NodeKind::Letter(letter) if letter == "\\partial" => Some(D::Partial),
        NodeKind::Symbol { text, .. } if text == "\\partial" => Some(D::Partial),
        NodeKind::Styled { font: Font::Upright, body } if matches!(&prose::unwrapped(body).kind, NodeKind::Letter(letter) if letter == "d") => {
            Some(D::Total)
        }
        NodeKind::Text(words) | NodeKind::Operator { name: words, .. } if words == "d" => Some(D::Total),
        _ => None,
    }
}

impl<'n> Reader<'_> {
    /// `f(x)\,dt`, `\mathrm{d}x`: a differential on its own, right behind its `d`.
    pub(super) fn differential(&mut self, d: &Node, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let upright = !matches!(d.kind, NodeKind::Letter(_));
        let name = Name::from("d");
        let told = self.is_bound(&name) || self.names.is_declared(&name, self.at);
        if d_of(d) != Some(D::Total) || !upright && told && !self.whole.relates_processes() {
            return None;
        }
        let relates = self.whole.relates_differentials();
        let varied = |next: &Item| is_variable(next) || relates && !upright && is_group_of_variables(next);
        let next = cursor.peek().filter(|next| varied(next) && next.span.start <= d.span.end + 1)?;
        let before = cursor.before_previous();
        let spaced = before.is_some_and(|before| {
            Span { start: before.span.end.min(d.span.start), end: d.span.start }.of(self.tex).contains('\\')
        });
        let beside_others = before.is_none_or(|before| sign(before).is_some()) && self.whole.spaces_differentials();
        if !upright && !spaced && !beside_others && !relates {
            return None;
        }
        let span = d.span.join(next.span);
        // `ds^2` is the square of `ds`.
        if let ItemKind::Node(node) = next.kind
            && let (Some(base), Scripts { sub: None, sup: Some(sup), primes: 0 }) = Scripts::split(node)
            && matches!(prose::unwrapped(sup).kind, NodeKind::Number(_))
        {
            cursor.advance();
            let variable = self.read_node(base);
            let differential = Expr::apply("Differential", [variable]).at(span);
            return Some(self.attach(differential, Scripts { sub: None, sup: Some(sup), primes: 0 }, span));
        }
        let variable = self.factor(cursor);
        self.note(span, "differential", "d right in front of a variable", Some("product"));
        Some(Expr::apply("Differential", [variable]).at(span))
    }

    /// `\frac{dy}{dx}`, `\frac{\partial^2 f}{\partial x \partial y}`, `\frac{d}{dx}` in front of what it acts on.
    pub(super) fn derivative(
        &mut self,
        above: &'n Node,
        below: &'n Node,
        kind: FractionKind,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        if kind != FractionKind::Bar {
            return None;
        }
        let upper = items::inner(body_of(above), &self.word_test());
        let lower = items::inner(body_of(below), &self.word_test());
        let signs = |reader: &Self, items: &[Item<'n>]| {
            items.first().and_then(|first| reader.d_item(first)).or_else(|| material(&upper, &lower))
        };
        let unknown = same_unknown(&upper, &lower).map(|sup| (D::Partial, sup));
        let (d, order) = signs(self, &upper).or(unknown)?;
        let below = signs(self, &lower).or(unknown);
        // `\frac{\partial U / \partial x}{\partial U / \partial y}`: a quotient of derivatives.
        let slashed = |items: &[Item]| items.iter().any(|item| sign(item) == Some("/"));
        if below.map(|(own, _)| own) != Some(d) || lower.len() < 2 || slashed(&upper) || slashed(&lower) {
            return None;
        }
        if unknown.is_some() {
            self.note(span, "derivative", "a command that nobody knows leads both parts of a fraction", Some("factor"));
        }
        let lower = if self.d_item(lower.first()?).is_none() { lower.get(1..).unwrap_or_default() } else { &lower };
        let variables = self.variables(lower, d, order)?;
        let order = order.map(|order| self.read_node(order));
        let head = if d == D::Partial { "PartialDerivative" } else { "TotalDerivative" };
        let body = if upper.len() > 1 { self.level(upper.get(1..).unwrap_or_default()) } else { self.acted_on(cursor) };
        let span = span.join(body.span);
        let variables = self.with_order_of(variables, order);
        let function = body.as_symbol().is_some();
        let derivative = Expr::apply(head, std::iter::once(body).chain(variables.iter().cloned()).collect::<Vec<_>>());
        Some(match variables.as_slice() {
            [variable] if function => self.at_point(derivative.at(span), variable, span, cursor),
            _ => derivative.at(span),
        })
    }

    /// Parentheses that touch and hold one name or number.
    pub(super) fn single_argument<'c>(&self, span: Span, cursor: &Cursor<'c, 'n>) -> Option<(&'n Fence, &'c Item<'n>)> {
        let (fence, scripts, item) = self.fence_behind(cursor)?;
        let parts = prose::significant(&fence.body);
        let [only] = parts.as_slice() else { return None };
        let plain = matches!(
            Scripts::split(only).0?.kind,
            NodeKind::Letter(_) | NodeKind::Number(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. }
        );
        let touches = item.span.start <= span.end + 1;
        (plain && touches && fence.left == "(" && scripts.is_empty()).then_some((fence, item))
    }

    /// `\frac{df}{dx}(x_0)`: a derivative at a point; nobody brackets one name to multiply by it.
    fn at_point(&mut self, derivative: Expr, variable: &Expr, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let single = self.single_argument(span, cursor);
        let Some((fence, item)) = single else { return derivative };
        cursor.advance();
        let point = self.read(&fence.body);
        let span = span.join(item.span);
        if point == *variable {
            return derivative.at(span);
        }
        self.note(span, "derivative at a point", "one name in parentheses behind a derivative", Some("product"));
        // `x_0` is a point for x; what is another letter is an argument of whatever was derived.
        let spelled = |expr: &Expr| super::ranges::target(expr).map(|name| letter(name.as_str()).base.to_owned());
        let own = point.as_number().is_some() || spelled(&point) == spelled(variable);
        if own {
            Expr::apply("EvaluateAt", [derivative, Expr::apply("Equal", [variable.clone(), point])]).at(span)
        } else {
            Expr::call(derivative, [point]).at(span)
        }
    }

    /// The sign of a derivative, and the order above it.
    fn d_item(&self, item: &Item<'n>) -> Option<(D, Option<&'n Node>)> {
        let ItemKind::Node(node) = item.kind else { return None };
        let (base, scripts) = Scripts::split(node);
        if scripts.sub.is_some() || scripts.primes > 0 {
            return None;
        }
        d_of(base?).map(|d| (d, scripts.sup))
    }

    /// `\partial x \partial y^2`: the variables, each as often as it is differentiated by.
    ///
    /// A script above a variable is its order only if the sign above has one: `\hat y_j^k` is a variable.
    fn variables(&mut self, items: &[Item<'n>], d: D, order: Option<&'n Node>) -> Option<Vec<Expr>> {
        let (ordered, order_text) = (order.is_some(), order.and_then(prose::script_text));
        let mut variables = Vec::new();
        let parts: Vec<&[Item<'n>]> =
            items.split(|item| self.d_item(item).is_some_and(|(own, order)| own == d && order.is_none())).collect();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            // `\partial x_1^{a_1} \cdots \partial x_n^{a_n}`: the dots stand between variables.
            let (part, dotted) = match part {
                [one, dots] if super::atoms::is_ellipsis(dots) => (std::slice::from_ref(one), true),
                _ => (part, false),
            };
            // A power of the variable is the order: `\partial x^2`.
            let order = match part {
                [Item { kind: ItemKind::Node(node), .. }] => {
                    let (base, scripts) = Scripts::split(node);
                    base.filter(|base| prose::base_name(base).is_some())
                        .and_then(|base| scripts.sup.map(|sup| (base, scripts, sup)))
                }
                _ => None,
            };
            match order {
                Some((base, scripts, sup))
                    if ordered && (is_order(sup) || is_member_of(sup, order_text.as_deref())) =>
                {
                    let name = prose::base_name(base)?;
                    let variable = self.plain(name, Scripts { sup: None, ..scripts }, base.span);
                    let order = self.read_node(sup);
                    variables.extend(self.with_order_of(vec![variable], Some(order)));
                }
                _ => variables.push(self.level(part)),
            }
            if dotted {
                variables.push(Expr::apply("Ellipsis", []));
            }
        }
        (!variables.is_empty()).then_some(variables)
    }

    /// One variable and an order: repeated for a number, with the order as a pair otherwise.
    fn with_order_of(&mut self, variables: Vec<Expr>, order: Option<Expr>) -> Vec<Expr> {
        let [only] = variables.as_slice() else { return variables };
        if only.is_apply("Tuple") {
            return variables;
        }
        match order.as_ref().and_then(Expr::as_number).and_then(crate::expr::Number::to_i64) {
            Some(count @ 1..=16) => vec![only.clone(); usize::try_from(count).unwrap_or(1)],
            _ => match order {
                Some(order) => vec![Expr::apply("Tuple", [only.clone(), order])],
                None => variables,
            },
        }
    }

    /// What an operator in front acts on: the product that follows.
    fn acted_on(&mut self, cursor: &mut Cursor<'_, 'n>) -> Expr {
        // `\frac{d}{dx} (x^2) \, e^x`: parentheses right behind it hold all that it acts on.
        if let Some((fence, ..)) = self.fence_behind(cursor)
            && fence.left != "\\{"
            && cursor.remaining().len() > 1
        {
            let note = Some("the whole product");
            self.note(cursor.position(), "scope", "a derivative in front of parentheses", note);
            return self.factor(cursor);
        }
        if cursor.peek().is_some_and(|item| begins_operand(item) || sign(item) == Some("-")) {
            self.expression(cursor, PRODUCT)
        } else {
            Expr::apply("Placeholder", []).at(cursor.position())
        }
    }

    /// `\nabla_\theta J`, `\nabla^2 f`, `\nabla \cdot F`.
    pub(super) fn gradient(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let variable = scripts.sub.map(|sub| self.read_node(sub));
        let power = scripts.sup.map(|sup| self.read_node(sup));
        let second = power.as_ref().and_then(Expr::as_number).and_then(crate::expr::Number::to_i64) == Some(2);
        let product = match cursor.peek().and_then(sign) {
            Some("\\cdot") if power.is_none() => Some("Divergence"),
            Some("\\times") if power.is_none() => Some("Curl"),
            _ => None,
        };
        if product.is_some() {
            cursor.advance();
        }
        let head = match product {
            Some(head) => head,
            None if second => self.second_order(variable.as_ref(), span, cursor.peek()),
            None => "Gradient",
        };
        if !cursor.peek().is_some_and(begins_operand) {
            return self.plain(Name::from("\\nabla"), scripts, span);
        }
        let grouped = self.fence_behind(cursor).is_some();
        let body = self.one_factor(&variable, cursor);
        let span = span.join(body.span);
        let (body, transposed) = if grouped { (body, false) } else { self.behind_transpose(body, &variable, cursor) };
        let parts: Vec<Expr> = std::iter::once(body).chain(variable).collect();
        let read = Expr::apply(head, parts).at(span);
        let read = if transposed { Expr::apply("Transpose", [read]).at(span) } else { read };
        match power.filter(|_| !second) {
            Some(power) => Expr::apply("Power", [read, power]).at(span),
            None => read,
        }
    }

    /// `\nabla f(x)^T d`: the gradient is what is transposed; `\nabla_x x^T A x`: it acts on the whole product.
    fn behind_transpose(&mut self, body: Expr, variable: &Option<Expr>, cursor: &mut Cursor<'_, 'n>) -> (Expr, bool) {
        match body.as_apply("Transpose") {
            Some([inner]) if matches!(inner.kind, Kind::Call(..)) => (inner.clone(), true),
            Some([inner]) if variable.as_ref() == Some(inner) && cursor.peek().is_some_and(begins_operand) => {
                let rest = self.expression(cursor, PRODUCT);
                let span = body.span.join(rest.span);
                self.note(span, "scope", "a transposed variable begins a product", Some("the first factor only"));
                let factors = match rest.kind {
                    Kind::Apply("Multiply", factors) => factors,
                    _ => vec![rest],
                };
                let product = std::iter::once(body).chain(factors).collect::<Vec<_>>();
                (Expr::apply("Multiply", product).at(span), false)
            }
            _ => (body, false),
        }
    }

    /// `\partial_x f`; without a subscript, half of a derivative with a slash, or a differential.
    pub(super) fn partial(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        if !cursor.peek().is_some_and(begins_operand) {
            return self.plain(Name::from("\\partial"), scripts, span);
        }
        let before = cursor.before_previous().and_then(sign);
        if let Some(read) = self.coordinate_derivative(scripts, span, cursor) {
            return read;
        }
        if let Some(sub) = scripts.sub {
            let variable = self.read_node(sub);
            let body = self.one_factor(&Some(variable.clone()), cursor);
            let order = scripts.sup.map(|sup| self.read_node(sup));
            let variables = self.with_order_of(vec![variable], order);
            let span = span.join(body.span);
            return Expr::apply("PartialDerivative", std::iter::once(body).chain(variables).collect::<Vec<_>>())
                .at(span);
        }
        let body = self.factor(cursor);
        let span = span.join(body.span);
        if cursor.peek().and_then(sign) == Some("/") && cursor.peek_second().and_then(sign) == Some("\\partial") {
            cursor.advance();
            cursor.advance();
            let variable = self.factor(cursor);
            let span = span.join(variable.span);
            return Expr::apply("PartialDerivative", [body, variable]).at(span);
        }
        // `0 \in \partial f(x) + \partial g(x)`: one that belongs, and all beside it.
        let member = before.is_some_and(|text| matches!(text, "\\in" | "\\notin" | "\\subset" | "\\subseteq"))
            || self.whole.has_members_of_subdifferentials();
        let function = |body: &Expr| match &body.kind {
            Kind::Call(..) => true,
            Kind::Apply(head, _) => matches!(*head, "Abs" | "Norm" | "At"),
            Kind::Symbol(name) => !letter(name.as_str()).is_capital(),
            _ => false,
        };
        if member && function(&body) {
            self.note(span, "subdifferential", "a member of what ∂ makes of a function", Some("differential"));
            return Expr::apply("Subdifferential", [body]).at(span);
        }
        let read = Expr::apply("Differential", [body]).at(span);
        self.attach(read, scripts, span)
    }

    /// The factor that a gradient acts on, and those in front of it that do not hold the variable.
    fn one_factor(&mut self, variable: &Option<Expr>, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let first = self.factor(cursor);
        let names = variable.as_ref().map(Expr::free_names).unwrap_or_default();
        // A label holds the variable too: `\pi_\theta`.
        let spelled: Vec<&str> = names.iter().map(Name::as_str).collect();
        let holds = |expr: &Expr| {
            let held = |name: &Name| names.contains(name) || super::ranges::mentions(name.as_str(), &spelled);
            names.is_empty() || expr.any(&mut |part| part.as_symbol().is_some_and(held))
        };
        if let Some(whole) = self.matrix_product(&first, &holds, cursor) {
            return whole;
        }
        if holds(&first)
            || !cursor.peek().is_some_and(begins_operand)
            || matches!(first.kind, crate::expr::Kind::Symbol(_))
        {
            return first;
        }
        let mut parts = vec![first];
        while let Some(next) = cursor.peek().filter(|next| begins_operand(next)) {
            let part = self.factor(cursor);
            let done = holds(&part) || is_plain(next);
            parts.push(part);
            if done {
                break;
            }
        }
        let span = parts
            .iter()
            .fold(parts.first().map(|part| part.span).unwrap_or_default(), |span, part| span.join(part.span));
        self.note(span, "scope", "the first factor does not hold the variable", Some("the first factor only"));
        Expr::apply("Multiply", parts).at(span)
    }

    /// `\nabla_x x^\top A x`, `\nabla_x A x`: neither a transposed variable nor a matrix without it is all that the
    /// operator acts on.
    fn matrix_product(
        &mut self,
        first: &Expr,
        holds: &dyn Fn(&Expr) -> bool,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let begins = match &first.kind {
            crate::expr::Kind::Apply("Transpose", parts) => parts.first().is_some_and(is_array) && holds(first),
            crate::expr::Kind::Symbol(name) => letter(name.as_str()).is_capital() && is_array(first) && !holds(first),
            _ => false,
        };
        if !begins || !cursor.peek().is_some_and(begins_operand) {
            return None;
        }
        let mut parts = vec![first.clone()];
        while cursor.peek().is_some_and(begins_operand) {
            let part = self.factor(cursor);
            let goes_on = is_array(&part);
            parts.push(part);
            if !goes_on {
                break;
            }
        }
        let span = parts.iter().fold(first.span, |span, part| span.join(part.span));
        self.note(span, "scope", "a product of arrays", Some("the first factor only"));
        Some(Expr::apply("Multiply", parts).at(span))
    }
}

/// `\frac{D u}{D t}`: the derivative that moves along.
fn material<'n>(upper: &[Item<'n>], lower: &[Item<'n>]) -> Option<(D, Option<&'n Node>)> {
    let letter = |item: Option<&Item>, wanted: &str| {
        matches!(item.map(|item| &item.kind),
            Some(ItemKind::Node(Node { kind: NodeKind::Letter(letter), .. })) if letter == wanted)
    };
    let along = letter(upper.first(), "D") && letter(lower.first(), "D") && letter(lower.get(1), "t");
    (along && lower.len() == 2).then_some((D::Total, None))
}

/// `a_1` where the whole order is `a_1 + \cdots + a_n`.
fn is_member_of(sup: &Node, order: Option<&str>) -> bool {
    let text = prose::script_text(sup).unwrap_or_default();
    !text.is_empty() && order.is_some_and(|order| order.split('+').any(|part| part.trim() == text))
}

fn is_order(sup: &Node) -> bool {
    prose::script_text(sup)
        .is_some_and(|text| text.chars().all(|c| c.is_ascii_digit()) || text.len() == 1 || text.contains(['+', '-']))
}

/// `\frac{\pd f}{\pd x}`: an unknown command, the same above and below, and the order on the upper one.
fn same_unknown<'n>(upper: &[Item<'n>], lower: &[Item<'n>]) -> Option<Option<&'n Node>> {
    let command = |items: &[Item<'n>]| {
        let ItemKind::Node(node) = items.first()?.kind else { return None };
        let (base, scripts) = Scripts::split(node);
        match &base?.kind {
            NodeKind::Unknown(command) => Some((command.as_str(), scripts)),
            _ => None,
        }
    };
    let ((one, above), (other, below)) = (command(upper)?, command(lower)?);
    let plain = above.sub.is_none() && above.primes == 0 && below.is_empty();
    (one == other && plain && upper.len() > 1).then_some(above.sup)
}

/// A name that a differential may vary.
pub(super) fn is_variable(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return false };
    let base = Scripts::split(node).0.map(prose::unwrapped);
    base.is_some_and(|base| {
        matches!(
            base.kind,
            NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. } | NodeKind::Group(_)
        )
    })
}

/// A bold name, one of its members, or the transpose of such.
fn is_array(expr: &Expr) -> bool {
    match &expr.kind {
        crate::expr::Kind::Symbol(name) => letter(name.as_str()).is_bold(),
        crate::expr::Kind::Apply("Transpose" | "AtUpper", parts) => parts.first().is_some_and(is_array),
        _ => false,
    }
}
