//! Integrals: the body, the differentials, what they run over.

use crate::expr::{Bound, Expr, Name, Range};
use crate::prose;
use crate::source::Span;
use crate::syntax::{FractionKind, Node, NodeKind};

use super::atoms::Scripts;
use super::binders::bind;
use super::calculus::{is_d, is_total, is_variable};
use super::items::{self, Item, ItemKind};
use super::letters::letter;
use super::operators::PRODUCT;
use super::pratt::{begins_operand, sign, span_of};
use super::ranges::target;
use super::reader::{Cursor, Reader};
use super::scripts::body_of;

impl<'n> Reader<'_> {
    /// `\int_a^b f(x) \, dx`: the body runs to its differential.
    pub(super) fn integral(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let rest = cursor.remaining();
        if rest.is_empty() {
            return self.plain(Name::from("\\int"), scripts, span);
        }
        if let Some(at) = self.differential_at(rest) {
            return self.integral_to(at, scripts, span, cursor);
        }
        if let Some(at) = rest.iter().position(|item| self.fraction_with_d(item).is_some()) {
            return self.integral_of_fraction(at, scripts, span, cursor);
        }
        if let Some(read) = self.integral_in_brackets(scripts, span, cursor) {
            return read;
        }
        let body = self.expression(cursor, PRODUCT);
        let bound = match scripts.sub.map(|sub| self.bounds(Some(sub), scripts.sup, span)) {
            Some(bound) if scripts.sup.is_none() => bound,
            _ => Vec::new(),
        };
        if bound.is_empty() {
            self.open.push((span, "an integral without its differential".into()));
        }
        bind("Integral", bound, body, span)
    }

    fn integral_to(&mut self, at: usize, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let rest = cursor.remaining();
        let (inside, behind) = (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default());
        let mut variables = Cursor::new(behind);
        let (mut differentials, mut measures) = (Vec::new(), Vec::new());
        let mut used = 0;
        while let (Some(dimension), true) =
            (variables.peek().and_then(measure), variables.peek_second().is_some_and(is_measured))
        {
            variables.advance();
            if let Some((measure, name)) = self.measure_of_function(&mut variables) {
                measures.push(measure);
                differentials.push((name, None));
                used = behind.len() - variables.remaining().len();
                continue;
            }
            let name = self.differential_name(&mut variables);
            differentials.extend(name.map(|name| (name, dimension)));
            used = behind.len() - variables.remaining().len();
        }
        let depth = self.bound.len();
        self.bound.extend(differentials.iter().map(|(name, _)| name.clone()));
        let leading = inside.is_empty();
        let body = if leading {
            cursor.take(used);
            // `\int_0^7 dx`: of 1.
            let alone = cursor.peek().is_none_or(|next| !begins_operand(next) && !is_minus(next));
            if alone { Expr::integer(1) } else { self.expression(cursor, PRODUCT) }
        } else {
            self.integrand(inside, &differentials)
        };
        self.bound.truncate(depth);
        if !leading {
            cursor.take(at + used);
        }
        let body = match measures.is_empty() {
            true => body,
            false => {
                let span = body.span;
                let measures = measures.into_iter().map(|measure| Expr::apply("Differential", [measure]));
                Expr::apply("Multiply", std::iter::once(body).chain(measures).collect::<Vec<_>>()).at(span)
            }
        };
        let span = span.join(span_of(behind.get(..used).unwrap_or_default()));
        let written = |(name, dimension)| (as_written_in(&body, name), dimension);
        let differentials = differentials.into_iter().map(written).collect();
        let bound = self.integral_bounds(differentials, scripts, span);
        bind("Integral", bound, body, span)
    }

    /// `\int (f(x) + g(x) dx)`: the differential within the parentheses.
    fn integral_in_brackets(&mut self, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Option<Expr> {
        let (fence, outer, item) = self.fence_behind(cursor).filter(|(fence, ..)| fence.left == "(")?;
        let inside = items::inner(&fence.body, &self.word_test());
        let at = self.differential_at(&inside).filter(|at| *at > 0 && *at + 2 == inside.len() && outer.is_empty())?;
        cursor.advance();
        self.note(item.span, "integral", "its differential stands within the parentheses", None);
        let mut within = Cursor::new(&inside);
        Some(self.integral_to(at, scripts, span, &mut within))
    }

    /// `\mathbf{F} \cdot d\mathbf{l}`: the dot in front of a differential of a vector is an inner product.
    fn integrand(&mut self, items: &[Item<'n>], differentials: &[Differential<'n>]) -> Expr {
        let dotted = items.split_last().filter(|(last, front)| sign(last) == Some("\\cdot") && !front.is_empty());
        let Some((_, front)) = dotted else { return self.level(items) };
        let body = self.level(front);
        match differentials {
            [(name, _)] if is_vector(name) => {
                let differential = Expr::apply("Differential", [Expr::symbol(name.clone())]);
                let span = body.span;
                Expr::apply("InnerProduct", [body, differential]).at(span)
            }
            _ => body,
        }
    }

    /// `dF(x)`, `d\sin t`: the differential of a function, and the name that it varies with.
    fn measure_of_function(&mut self, cursor: &mut Cursor<'_, 'n>) -> Option<(Expr, Name)> {
        let item = cursor.peek()?;
        let ItemKind::Node(node) = item.kind else { return None };
        let function = matches!(Scripts::split(node).0?.kind, NodeKind::Operator { .. });
        let single = cursor.peek_second().filter(|behind| behind.span.start == item.span.end).and_then(lone_argument);
        if !function && single.is_none() {
            return None;
        }
        let read = match single.filter(|_| !function) {
            Some(argument) => {
                cursor.advance();
                let (base, scripts) = Scripts::split(node);
                let name = prose::base_name(prose::unwrapped(base?))?;
                let function = self.plain(name, scripts, item.span);
                let fence = cursor.advance()?;
                let argument = self.read(std::slice::from_ref(argument));
                Expr::call(function, [argument]).at(item.span.join(fence.span))
            }
            None => self.factor(cursor),
        };
        let free = match &read.kind {
            crate::expr::Kind::Call(_, arguments) => arguments.iter().flat_map(Expr::free_names).collect(),
            _ => read.free_names(),
        };
        let customary = ["x", "t", "y", "u", "s", "z", "r", "\\theta", "\\omega"];
        let varies = customary.iter().find_map(|name| free.iter().find(|own| own.as_str() == *name));
        let name = varies.or_else(|| free.iter().next()).cloned()?;
        self.note(item.span, "differential", "d right in front of a function", Some("product"));
        Some((read, name))
    }

    fn differential_name(&mut self, cursor: &mut Cursor<'_, 'n>) -> Option<Name> {
        let item = cursor.advance()?;
        let ItemKind::Node(node) = item.kind else { return None };
        let (base, scripts) = Scripts::split(node);
        let base = base.map(prose::unwrapped)?;
        let read = match prose::base_name(base) {
            Some(name) => self.plain(name, scripts, item.span),
            None => self.read_node(base),
        };
        target(&read).or_else(|| {
            self.open.push((item.span, "what the integral runs over".into()));
            None
        })
    }

    fn integral_bounds(
        &mut self,
        differentials: Vec<Differential<'n>>,
        scripts: Scripts<'n>,
        span: Span,
    ) -> Vec<Bound> {
        let mut bound: Vec<Bound> = Vec::new();
        let count = differentials.len();
        for (name, dimension) in differentials {
            let dimension = dimension.map(|dimension| self.read_node(dimension));
            let range = match (scripts.sub, scripts.sup) {
                (Some(low), Some(high)) => {
                    let low = self.read_node(low);
                    let high = self.read_node(high);
                    let low = match low.as_apply("Equal") {
                        Some([left, right]) if target(left).as_ref() == Some(&name) => right.clone(),
                        _ => low,
                    };
                    match &dimension {
                        Some(dimension) => Range::In(power_of(Expr::apply("Interval", [low, high]), dimension)),
                        None => Range::Between(low, high),
                    }
                }
                (Some(set), None) if count == 1 => {
                    let set = self.read_node(set);
                    match &set.kind {
                        _ if target(&set).as_ref() == Some(&name) => Range::Implicit,
                        crate::expr::Kind::Apply("Element", parts) => {
                            parts.last().cloned().map_or(Range::Implicit, Range::In)
                        }
                        crate::expr::Kind::Apply("Less" | "LessEqual" | "Greater" | "GreaterEqual" | "And", _) => {
                            Range::Where(set)
                        }
                        _ => Range::In(set),
                    }
                }
                (Some(set), None) if bound.is_empty() => {
                    let set = self.read_node(set);
                    Range::In(set)
                }
                _ => match &dimension {
                    Some(dimension) => Range::In(power_of(Expr::apply("RealNumbers", []), dimension)),
                    None => Range::Implicit,
                },
            };
            bound.push(Bound { name, range });
        }
        if bound.is_empty() {
            self.open.push((span, "an integral without its variable".into()));
        }
        bound
    }

    /// Where the differential of an integral stands: the first `d x` that no inner integral takes.
    fn differential_at(&self, items: &[Item<'n>]) -> Option<usize> {
        let mut inner = 0usize;
        for (index, item) in items.iter().enumerate() {
            let node = match item.kind {
                ItemKind::Node(node) => node,
                _ => continue,
            };
            let relation = sign(item)
                .and_then(super::operators::infix)
                .is_some_and(|row| row.strength <= super::operators::RELATION);
            if relation {
                return None;
            }
            if let Some(NodeKind::BigOperator(name)) = Scripts::split(node).0.map(|base| &base.kind)
                && name.ends_with("int")
            {
                inner += differentials_of(name);
            } else if measure(item).is_some() && items.get(index + 1).is_some_and(is_measured) {
                if inner == 0 {
                    return Some(index);
                }
                inner -= 1;
            }
        }
        None
    }

    /// `\frac{f(x) \, dx}{g(x)}`.
    fn fraction_with_d(&self, item: &Item<'n>) -> Option<(&'n Node, &'n Node)> {
        let ItemKind::Node(Node {
            kind: NodeKind::Fraction { numerator, denominator, kind: FractionKind::Bar }, ..
        }) = item.kind
        else {
            return None;
        };
        let inside = items::inner(body_of(numerator), &self.word_test());
        self.differential_at(&inside).map(|_| (&**numerator, &**denominator))
    }

    fn integral_of_fraction(
        &mut self,
        at: usize,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        let taken = cursor.take(at + 1);
        let Some((above, below)) = taken.last().and_then(|item| self.fraction_with_d(item)) else {
            return self.opaque(span, "an integral without its differential");
        };
        let inside = items::inner(body_of(above), &self.word_test());
        let place = self.differential_at(&inside).unwrap_or(0);
        let dimension = inside.get(place).and_then(measure).flatten();
        let mut variables = Cursor::new(inside.get(place + 1..).unwrap_or_default());
        let name = self.differential_name(&mut variables);
        let depth = self.bound.len();
        self.bound.extend(name.clone());
        let front = inside.get(..place).filter(|front| !front.is_empty());
        // `\int \frac{d^3 k}{(2\pi)^3} f(k)`: the quotient is the measure, and what it measures follows.
        let measures = front.is_none() && at == 0;
        let differentials: Vec<Differential> = name.clone().map(|name| (name, dimension)).into_iter().collect();
        let above = front.map_or_else(|| Expr::integer(1), |front| self.integrand(front, &differentials));
        let quotient = Expr::apply("Divide", [above, self.read_node(below)]).at(below.span);
        let before = taken.get(..at).filter(|before| !before.is_empty()).map(|before| self.level(before));
        let behind = (measures && cursor.peek().is_some_and(begins_operand)).then(|| self.expression(cursor, PRODUCT));
        self.bound.truncate(depth);
        let end = behind.as_ref().map_or(below.span, |behind| behind.span);
        let body = match (before, behind) {
            (_, Some(behind)) => Expr::apply("Multiply", [quotient, behind]),
            (Some(before), None) => Expr::apply("Multiply", [before, quotient]),
            (None, None) => quotient,
        };
        let bound = self.integral_bounds(differentials, scripts, span);
        bind("Integral", bound, body, span.join(end))
    }
}

/// What an integral runs over, and the dimension above its `d`: x and 3 of `d^3x`.
type Differential<'n> = (Name, Option<&'n Node>);

/// The `d` of a differential, and the dimension above it.
fn measure<'n>(item: &Item<'n>) -> Option<Option<&'n Node>> {
    if is_d(item) {
        return Some(None);
    }
    let ItemKind::Node(node) = item.kind else { return None };
    let (base, scripts) = Scripts::split(node);
    let dimension = scripts.sup.filter(|_| scripts.sub.is_none() && scripts.primes == 0)?;
    let dimensional = matches!(prose::unwrapped(dimension).kind, NodeKind::Number(_) | NodeKind::Letter(_));
    (dimensional && is_total(base?)).then_some(Some(dimension))
}

/// What a `d` may stand in front of: a variable, or a function by its name.
fn is_measured(item: &Item) -> bool {
    let ItemKind::Node(node) = item.kind else { return is_variable(item) };
    let operator = |node: &Node| matches!(&node.kind, NodeKind::Operator { name, .. } if crate::functions::by_spelling(name).is_some());
    is_variable(item) || Scripts::split(node).0.is_some_and(operator)
}

/// The only name in parentheses.
fn lone_argument<'n>(item: &Item<'n>) -> Option<&'n Node> {
    let ItemKind::Node(Node { kind: NodeKind::Fenced(fence), .. }) = item.kind else { return None };
    match prose::significant(&fence.body).as_slice() {
        [only] if fence.left == "(" => prose::base_name(Scripts::split(only).0?).map(|_| *only),
        _ => None,
    }
}

/// How many differentials an integral sign takes.
fn differentials_of(sign: &str) -> usize {
    match sign {
        "\\iint" => 2,
        "\\iiint" => 3,
        _ => 1,
    }
}

fn is_minus(item: &Item) -> bool {
    sign(item) == Some("-")
}

fn power_of(set: Expr, dimension: &Expr) -> Expr {
    Expr::apply("CartesianPower", [set, dimension.clone()])
}

fn is_vector(name: &Name) -> bool {
    letter(name.as_str()).is_bold() || name.as_str().starts_with("\\vec")
}

/// The variable of `\int f(\mathbf{x}) \, dx`: the letter in the face that the integrand gives it.
fn as_written_in(body: &Expr, name: Name) -> Name {
    let free = body.free_names();
    if free.contains(&name) {
        return name;
    }
    let mut twins = free.iter().filter(|own| bare_letter(own) == bare_letter(&name));
    match (twins.next(), twins.next()) {
        (Some(twin), None) => twin.clone(),
        _ => name,
    }
}

/// `\mathbf{x}`, `\vec{x}` → `x`.
fn bare_letter(name: &Name) -> &str {
    let faced = ["\\mathbf{", "\\vec{"].iter().find_map(|face| name.as_str().strip_prefix(face));
    faced.and_then(|inner| inner.strip_suffix('}')).unwrap_or(name.as_str())
}
