//! Sums, products, limits, extrema, expectations: what binds names in a body.

use crate::expr::{Bound, Expr, Head, Kind, Name, Range, Side};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::atoms::Scripts;
use super::atoms::is_ellipsis;
use super::functions::apply_row;
use super::items::{self, Item};
use super::operators::PRODUCT;
use super::pratt::{begins_operand, is_comma, is_plain, sign};
use super::reader::{Cursor, Reader};
use super::scripts::body_of;
use super::{letters, names};

static BIG: &[(&str, Head)] = &[
    ("\\sum", "Sum"),
    ("\\prod", "Product"),
    ("\\int", "Integral"),
    ("\\iint", "Integral"),
    ("\\iiint", "Integral"),
    ("\\oint", "Integral"),
    ("\\bigcup", "BigUnion"),
    ("\\bigcap", "BigIntersection"),
    ("\\bigoplus", "BigDirectSum"),
    ("\\coprod", "Product"),
    ("\\bigsqcup", "BigUnion"),
    ("\\biguplus", "BigUnion"),
    ("\\bigotimes", "BigKronecker"),
    ("\\bigwedge", "BigAnd"),
    ("\\bigvee", "BigOr"),
    ("\\bigodot", "BigHadamard"),
];

impl<'n> Reader<'_> {
    pub(super) fn big_operator(
        &mut self,
        name: &str,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        let Some((_, head)) = BIG.iter().find(|(sign, _)| *sign == name) else {
            return self.opaque(span, "a big operator without a meaning here");
        };
        if *head == "Integral" {
            return self.integral(scripts, span, cursor);
        }
        if let Some(read) = self.unlettered(head, scripts, span, cursor) {
            return read;
        }
        let bound = self.bounds(scripts.sub, scripts.sup, span);
        if cursor.peek().is_none_or(|next| !begins_operand(next) && !matches!(sign(next), Some("-" | "+" | "\\pm"))) {
            self.note(span, "sign", "an operator that is only named", None);
            return self.plain(Name::from(name), scripts, span);
        }
        self.bind_body(head, bound, span, cursor)
    }

    /// `\sum_1^n X_i`: the ends without a letter are those of the only index of the body.
    fn unlettered(
        &mut self,
        head: Head,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let (sub, sup) = scripts.sub.zip(scripts.sup)?;
        let number = matches!(prose::unwrapped(sub).kind, NodeKind::Number(_));
        if !number || self.identities || !cursor.peek().is_some_and(begins_operand) {
            return None;
        }
        let (low, high) = (self.read_node(sub), self.read_node(sup));
        let body = self.expression(cursor, PRODUCT);
        let mut indices = indices_of(&body);
        indices.retain(|name| names::counts(name) && !self.is_bound(name));
        let bound = match indices.as_slice() {
            [only] => vec![Bound { name: only.clone(), range: Range::Between(low, high) }],
            _ => self.bound_by(low, Some(high), span),
        };
        Some(bind(head, bound, body, span))
    }

    /// Reads the product that follows with the names bound.
    pub(super) fn bind_body(&mut self, head: Head, bound: Vec<Bound>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let depth = self.bound.len();
        self.bound.extend(bound.iter().map(|bound| bound.name.clone()));
        let body = self.expression(cursor, PRODUCT);
        self.bound.truncate(depth);
        let bound =
            if bound.is_empty() && matches!(head, "Sum" | "Product") { self.only_index_of(&body) } else { bound };
        bind(head, bound, body, span)
    }

    /// `\sum x_i` runs over the only index of its body.
    fn only_index_of(&self, body: &Expr) -> Vec<Bound> {
        let free = body.free_names();
        let mut letters = indices_of(body);
        letters.retain(|name| free.contains(name) && name.as_str().len() == 1 && !self.is_bound(name));
        match letters.as_slice() {
            [only] => vec![Bound { name: only.clone(), range: Range::Implicit }],
            _ => Vec::new(),
        }
    }

    /// `\max`, `\lim`, `\arg\min`: over a bound name, or of arguments.
    pub(super) fn binder(&mut self, head: Head, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let word = match head {
            "ArgMax" => "argmax",
            "ArgMin" => "argmin",
            "Supremum" => "sup",
            "Infimum" => "inf",
            "Max" => "max",
            "Min" => "min",
            _ => "lim",
        };
        let name = prose::word_name(word);
        let Some(sub) = scripts.sub else {
            let row = crate::functions::find(head);
            let arguments = row.and_then(|row| self.arguments_behind(row, cursor).map(|read| (row, read)));
            let Some((row, (arguments, outer, end))) = arguments else { return self.plain(name, scripts, span) };
            let arguments = of_set(arguments);
            let span = span.join(end);
            let read = apply_row(row, &name, arguments).at(span);
            let read = self.attach(read, scripts, span);
            return self.attach(read, outer, span);
        };
        // An objective stands alone on its side; behind a factor the operator takes the product only.
        let leads = cursor.before_previous().is_none_or(|item| {
            sign(item).and_then(super::operators::infix).is_some_and(|row| row.strength <= super::operators::RELATION)
                || matches!(item.kind, super::items::ItemKind::Node(Node { kind: NodeKind::Operator { .. }, .. }))
        });
        let bound = self.bounds(Some(sub), None, span);
        if cursor.peek().is_none_or(|next| !begins_operand(next) && sign(next) != Some("-")) {
            self.note(span, "sign", "an operator that is only named", None);
            return self.plain(name, scripts, span);
        }
        if let Some(read) = self.listed_extremum(head, &bound, span, cursor) {
            return read;
        }
        let read = self.bind_body(head, bound, span, cursor);
        let read = self.extended(read, leads, cursor);
        self.attach(read, Scripts { sub: None, ..scripts }, span)
    }

    /// `\max_i (x_i, 0)`: a list behind the operator is what it ranges over.
    fn listed_extremum(
        &mut self,
        head: Head,
        bound: &[Bound],
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let (fence, outer, item) = self.fence_behind(cursor)?;
        let commas = fence.body.iter().any(|node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == ","));
        if !commas || fence.left == "[" {
            return None;
        }
        cursor.advance();
        let depth = self.bound.len();
        self.bound.extend(bound.iter().map(|bound| bound.name.clone()));
        let arguments = self.arguments(fence);
        self.bound.truncate(depth);
        let span = span.join(item.span);
        let body = Expr::apply("Tuple", arguments).at(item.span);
        let read = bind(head, bound.to_vec(), body, span);
        Some(self.attach(read, outer, span))
    }

    /// `\min_\theta L(\theta) + \lambda R(\theta)`: further terms belong to the body while they mention the name.
    fn extended(&mut self, read: Expr, leads: bool, cursor: &mut Cursor<'_, 'n>) -> Expr {
        if self.identities || !leads {
            return read;
        }
        let Kind::Bind(binding) = &read.kind else { return read };
        let names: Vec<&str> = binding.bound.iter().map(|bound| bound.name.as_str()).collect();
        let mut count = 0;
        let rest = cursor.remaining();
        if !rest.first().is_some_and(|item| matches!(sign(item), Some("+" | "-"))) {
            return read;
        }
        for item in rest {
            if !begins_operand(item)
                && sign(item)
                    .and_then(super::operators::infix)
                    .is_none_or(|row| row.strength <= super::operators::RELATION)
            {
                break;
            }
            count += 1;
        }
        let tail = rest.get(..count).unwrap_or_default();
        let mentions = tail.iter().any(|item| mentions(item.span.of(self.tex), &names));
        if !mentions {
            return read;
        }
        let Kind::Bind(binding) = read.kind else { return read };
        let depth = self.bound.len();
        self.bound.extend(binding.bound.iter().map(|bound| bound.name.clone()));
        let mut terms = match binding.body.kind {
            Kind::Apply("Add", terms) => terms,
            kind => vec![Expr::new(kind, binding.body.span)],
        };
        while let Some(sign) = cursor.peek().and_then(sign).filter(|sign| matches!(*sign, "+" | "-")) {
            cursor.advance();
            let term = self.expression(cursor, PRODUCT);
            let span = term.span;
            terms.push(if sign == "-" { Expr::apply("Negate", [term]).at(span) } else { term });
        }
        self.bound.truncate(depth);
        self.note(read.span, "scope", "the further terms mention the bound name", Some("the first product only"));
        let body = Expr::apply("Add", terms);
        Expr::bind(binding.head, binding.bound, body).at(read.span)
    }

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

    /// `\forall x \in S: body`, `\exists x`.
    pub(super) fn quantifier(&mut self, text: &str, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let head = if text == "\\forall" { "ForAll" } else { "Exists" };
        let rest = cursor.remaining();
        let separates = |item: &Item| {
            matches!(sign(item), Some(":" | "," | "." | "\\forall" | "\\exists"))
                || is_equivalence(item)
                || matches!(item.kind, super::items::ItemKind::Mid { .. })
        };
        // A list of names before the relation: `\forall i, j \in S`.
        let relation = rest.iter().position(|item| {
            sign(item).is_some_and(|text| super::operators::infix(text).is_some_and(|row| row.strength == 20))
        });
        let listed = |at: usize| {
            let names = relation.and_then(|relation| rest.get(at + 1..relation));
            names.is_some_and(|names| names.iter().all(|item| is_plain(item) || is_comma(item) || is_ellipsis(item)))
        };
        let end =
            rest.iter().enumerate().position(|(at, item)| separates(item) && !(sign(item) == Some(",") && listed(at)));
        // `\forall x (…)`: the parentheses hold what is said of x.
        let scoped = matches!(rest, [name, said, ..] if is_plain(name) && is_statement(said)).then_some(1);
        let range = cursor.take(scoped.or(end).unwrap_or(rest.len()));
        let bound = self.bounds_of(range, None, span);
        let quantified = cursor.peek().and_then(sign).is_some_and(|text| matches!(text, "\\forall" | "\\exists"));
        let ends = cursor.peek().is_none_or(is_equivalence);
        if !quantified && !ends && cursor.peek().is_some_and(separates) {
            cursor.advance();
        }
        let depth = self.bound.len();
        self.bound.extend(bound.iter().map(|bound| bound.name.clone()));
        let body = if !ends { self.expression(cursor, 0) } else { Expr::apply("True", []) };
        self.bound.truncate(depth);
        let read = bind(head, bound, body, span);
        if text == "\\nexists" { Expr::apply("Not", [read]).at(span) } else { read }
    }

    /// What stands below and above an operator, as bound names with their ranges.
    pub(super) fn bounds(&mut self, sub: Option<&'n Node>, sup: Option<&'n Node>, span: Span) -> Vec<Bound> {
        let high = sup.map(|sup| self.read_node(sup));
        let Some(sub) = sub else {
            return Vec::new();
        };
        if let NodeKind::Environment { rows, .. } = &prose::unwrapped(sub).kind {
            let mut bound = Vec::new();
            for cells in rows {
                let nodes = cells.cells.iter().flatten();
                let items: Vec<Item<'n>> =
                    nodes.flat_map(|node| items::inner(std::slice::from_ref(node), &self.word_test())).collect();
                if !items.is_empty() {
                    bound.extend(self.bounds_of(&items, high.clone(), span));
                }
            }
            return merged(bound);
        }
        let items = items::inner(body_of(sub), &self.word_test());
        self.bounds_of(&items, high, span)
    }

    pub(super) fn bounds_of(&mut self, items: &[Item<'n>], high: Option<Expr>, span: Span) -> Vec<Bound> {
        // In an identity `i` below a sum is an index, not the imaginary unit.
        let depth = self.bound.len();
        if self.identities {
            let followed = items.windows(2).filter(|pair| matches!(pair.get(1).and_then(sign), Some("=" | "\\in")));
            let names = followed.filter_map(|pair| match pair.first()?.kind {
                super::items::ItemKind::Node(node) => prose::base_name(node),
                _ => None,
            });
            self.bound.extend(names);
        }
        let bound = self.read_bounds(items, high, span);
        self.bound.truncate(depth);
        bound
    }

    fn read_bounds(&mut self, items: &[Item<'n>], high: Option<Expr>, span: Span) -> Vec<Bound> {
        let mut cursor = Cursor::new(items);
        let (mut statements, mut pending): (Vec<Expr>, Vec<Expr>) = (Vec::new(), Vec::new());
        while cursor.peek().is_some() {
            let read = self.expression(&mut cursor, 0);
            let relation = is_relation(&read);
            pending.push(read);
            if relation && pending.len() > 1 {
                let last = pending.pop();
                statements.extend(last.map(|last| shared(std::mem::take(&mut pending), last)));
            } else if relation {
                statements.append(&mut pending);
            }
            if !self.eat_comma(&mut cursor) {
                if let Some(rest) = self.rest(&mut cursor) {
                    pending.push(rest);
                }
                break;
            }
        }
        // `i = 1, \ldots, n`: what follows a relation continues its right side.
        if let (Some(last), false) = (statements.last_mut(), pending.is_empty())
            && let Kind::Apply("Equal", parts) = &mut last.kind
            && let Some(right) = parts.pop()
        {
            parts.push(super::pratt::sequence(std::iter::once(right).chain(std::mem::take(&mut pending)).collect()));
        }
        if pending.iter().any(|part| part.is_apply("Ellipsis")) {
            let list = super::pratt::sequence(std::mem::take(&mut pending));
            match dotted_family(&list) {
                Some(_) => statements.push(list),
                None => statements.extend(list.as_apply("Sequence").unwrap_or_default().iter().cloned()),
            }
        }
        statements.append(&mut pending);
        let mut bound = Vec::new();
        for statement in statements {
            let ranged = self.bound_by(statement, high.clone(), span);
            bound.extend(ranged);
        }
        merged(bound)
    }

    fn bound_by(&mut self, statement: Expr, high: Option<Expr>, span: Span) -> Vec<Bound> {
        let one = |name: &Name, range| vec![Bound { name: name.clone(), range }];
        if let Some(family) = dotted_family(&statement) {
            return one(&family, Range::Implicit);
        }
        match &statement.kind {
            Kind::Symbol(name) => match high {
                Some(high) => one(name, Range::Where(Expr::apply("LessEqual", [statement.clone(), high]))),
                None => one(name, Range::Implicit),
            },
            Kind::Apply("Multiply" | "Sequence" | "Tuple", parts)
                if parts.iter().all(|part| target(part).is_some()) =>
            {
                parts.iter().filter_map(target).map(|name| Bound { name, range: Range::Implicit }).collect()
            }
            Kind::Apply("Equal", parts) => self.bound_equal(parts, high, &statement),
            Kind::Apply("To", parts) => match parts.as_slice() {
                [left, right] => match target(left) {
                    Some(name) => {
                        let (right, side) = one_sided(right);
                        one(&name, Range::To(right, side))
                    }
                    None => self.conditioned(statement.clone(), span),
                },
                _ => self.conditioned(statement.clone(), span),
            },
            Kind::Apply(head @ ("Element" | "Distributed"), parts) => match parts.as_slice() {
                [left, right] => {
                    let range =
                        |part: Expr| if *head == "Element" { Range::In(part) } else { Range::Distributed(part) };
                    match (target(left), &left.kind) {
                        (Some(name), _) => one(&name, range(right.clone())),
                        (None, Kind::Apply("Sequence", names)) if names.iter().all(|name| target(name).is_some()) => {
                            names
                                .iter()
                                .filter_map(target)
                                .map(|name| Bound { name, range: range(right.clone()) })
                                .collect()
                        }
                        (None, Kind::Apply("Tuple", _)) => self.conditioned(statement.clone(), span),
                        _ => self.conditioned(statement.clone(), span),
                    }
                }
                _ => self.conditioned(statement.clone(), span),
            },
            _ => match (target(&statement), high) {
                (Some(name), None) => one(&name, Range::Implicit),
                _ => self.conditioned(statement.clone(), span),
            },
        }
    }

    fn bound_equal(&mut self, parts: &[Expr], high: Option<Expr>, statement: &Expr) -> Vec<Bound> {
        let [left, right] = parts else { return self.conditioned(statement.clone(), statement.span) };
        let Some(name) = target(left) else { return self.conditioned(statement.clone(), statement.span) };
        // `i = 1..n` is written without commas.
        let dotted = || right.as_apply("Multiply").filter(|parts| parts.iter().any(|part| part.is_apply("Ellipsis")));
        let range = match (high, right.as_apply("Sequence").or_else(dotted)) {
            (Some(high), _) => Range::Between(right.clone(), high),
            (None, Some([first, middle, last])) if middle.is_apply("Ellipsis") => {
                Range::Between(first.clone(), last.clone())
            }
            (None, Some(_)) => Range::In(Expr::apply("Set", right.as_apply("Sequence").unwrap_or_default())),
            (None, None) => Range::Where(Expr::apply("GreaterEqual", [left.clone(), right.clone()]).at(statement.span)),
        };
        vec![Bound { name, range }]
    }

    /// A condition that is no simple range: the names that it binds, the first with the condition.
    fn conditioned(&mut self, condition: Expr, span: Span) -> Vec<Bound> {
        let names = self.bound_in(&condition);
        if names.is_empty() {
            self.open.push((
                if condition.span.is_empty() { span } else { condition.span },
                "what the operator runs over".into(),
            ));
            let name = condition.free_names().into_iter().next().unwrap_or_else(|| Name::from("\\text{case}"));
            return vec![Bound { name, range: Range::Where(condition) }];
        }
        joint(names, |_| condition.clone())
    }

    /// The names that a condition binds: those on its sides that count, are not bound around and not declared.
    fn bound_in(&self, condition: &Expr) -> Vec<Name> {
        let mut names = Vec::new();
        let sides: Vec<&Expr> = match &condition.kind {
            Kind::Apply("And" | "Or", parts) => parts.iter().flat_map(|part| part.children()).collect(),
            Kind::Apply("Tuple" | "Sequence", parts) => parts.iter().collect(),
            // `j \ne i`: the name on the right is what the left one differs from.
            Kind::Apply("NotEqual" | "Element" | "Divides", parts) => parts.iter().take(1).collect(),
            _ => condition.children(),
        };
        let count = sides.len();
        for (index, side) in sides.iter().enumerate() {
            let parts: Vec<&Expr> = match &side.kind {
                Kind::Apply("Tuple" | "Sequence", parts) => parts.iter().collect(),
                _ => vec![side],
            };
            for part in parts {
                let Some(name) = target(part) else { continue };
                let fits = index == 0
                    || names::counts(&name) && (index + 1 < count || matches!(name.as_str(), "i" | "j" | "k" | "l"));
                if fits && !self.is_bound(&name) && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if names.is_empty() {
            let measured = sides.first().and_then(|side| measured(side)).filter(|name| !self.is_bound(name));
            let counting =
                || condition.free_names().into_iter().find(|name| names::counts(name) && !self.is_bound(name));
            let only = || {
                let mut free = condition.free_names().into_iter();
                free.next().filter(|name| free.next().is_none() && !self.is_bound(name))
            };
            names.extend(measured.or_else(counting).or_else(only));
        }
        names
    }
}

/// `a \; \forall x \in S \iff b`: the sign relates what is said for all.
fn is_equivalence(item: &Item) -> bool {
    matches!(sign(item), Some("\\iff" | "\\Leftrightarrow" | "\\Longleftrightarrow"))
}

/// `x_1, \dotsc, x_n` below an operator: all members of the family x.
fn dotted_family(statement: &Expr) -> Option<Name> {
    let Kind::Apply("Sequence" | "Tuple", parts) = &statement.kind else { return None };
    let (dots, members): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|part| part.is_apply("Ellipsis"));
    let mut bases = members.iter().map(|member| member.as_apply("At").and_then(|parts| parts.first()?.as_symbol()));
    let family = bases.next()??;
    let same = bases.all(|base| base == Some(family));
    (!dots.is_empty() && same).then(|| family.clone())
}

/// The names that stand as indices in a body, each once.
fn indices_of(body: &Expr) -> Vec<Name> {
    let mut found = Vec::new();
    body.visit(&mut |node| {
        for name in node.as_apply("At").unwrap_or_default().iter().skip(1).filter_map(Expr::as_symbol) {
            if !found.contains(name) {
                found.push(name.clone());
            }
        }
    });
    found
}

/// What a condition on a size is about: `\|f\|_L \le 1`, `|S| = k`.
fn measured(side: &Expr) -> Option<Name> {
    match &side.kind {
        Kind::Apply("Norm" | "Abs" | "Cardinality" | "Power", parts) => match parts.first() {
            Some(inner) => inner.as_symbol().cloned().or_else(|| measured(inner)),
            None => None,
        },
        _ => None,
    }
}

/// Names that are drawn or chosen together: the condition stands at the first.
fn joint(names: Vec<Name>, condition: impl Fn(Expr) -> Expr) -> Vec<Bound> {
    let drawn = match names.as_slice() {
        [only] => Expr::symbol(only.clone()),
        _ => Expr::apply("Tuple", names.iter().cloned().map(Expr::symbol).collect::<Vec<_>>()),
    };
    let ranges = std::iter::once(Range::Where(condition(drawn))).chain(std::iter::repeat(Range::Implicit));
    names.into_iter().zip(ranges).map(|(name, range)| Bound { name, range }).collect()
}

/// A name that is bound twice keeps its conditions in one.
fn merged(bound: Vec<Bound>) -> Vec<Bound> {
    let mut result: Vec<Bound> = Vec::new();
    for one in bound {
        match result.iter_mut().find(|known| known.name == one.name) {
            Some(known) => {
                let range = std::mem::replace(&mut known.range, Range::Implicit);
                known.range = both(&one.name, range, one.range);
            }
            None => result.push(one),
        }
    }
    result
}

fn both(name: &Name, left: Range, right: Range) -> Range {
    let condition = |range: Range| match range {
        Range::Implicit => None,
        Range::In(set) => Some(Expr::apply("Element", [Expr::symbol(name.clone()), set])),
        Range::Distributed(law) => Some(Expr::apply("Distributed", [Expr::symbol(name.clone()), law])),
        Range::Between(low, high) => Some(Expr::apply("LessEqual", [low, Expr::symbol(name.clone()), high])),
        Range::Where(condition) => Some(condition),
        Range::To(point, _) => Some(Expr::apply("To", [Expr::symbol(name.clone()), point])),
    };
    match (condition(left), condition(right)) {
        (Some(left), Some(right)) => Range::Where(Expr::apply("And", [left, right])),
        (Some(only), None) | (None, Some(only)) => Range::Where(only),
        (None, None) => Range::Implicit,
    }
}

/// The name that a binder binds: a symbol, or a member of a family under one name.
pub(super) fn target(expr: &Expr) -> Option<Name> {
    match &expr.kind {
        Kind::Symbol(name) => Some(name.clone()),
        Kind::Apply("At", parts) => {
            let (base, indices) = parts.split_first()?;
            let label: Option<Vec<String>> = indices.iter().map(plain_index).collect();
            Some(prose::with_subscript(base.as_symbol()?, &label?.join(",")))
        }
        Kind::Apply("AtUpper", parts) => {
            let (base, indices) = parts.split_first()?;
            let label: Option<Vec<String>> = indices.iter().map(plain_index).collect();
            Some(prose::with_superscript(&target(base)?, &format!("({})", label?.join(","))))
        }
        _ => None,
    }
}

fn plain_index(index: &Expr) -> Option<String> {
    match &index.kind {
        Kind::Symbol(name) => Some(name.as_str().to_owned()),
        Kind::Number(number) => number.to_i64().map(|value| value.to_string()),
        Kind::Apply("Add", parts) => {
            let terms: Vec<String> = parts.iter().map(plain_index).collect::<Option<_>>()?;
            Some(terms.join("+").replace("+-", "-"))
        }
        Kind::Apply("Negate", parts) => match parts.as_slice() {
            [only] => Some(format!("-{}", plain_index(only)?)),
            _ => None,
        },
        Kind::Apply("Slice", parts) => Some(parts.iter().map(plain_index).collect::<Option<Vec<_>>>()?.join(":")),
        _ => None,
    }
}

/// A binding whose bound members of families (`x_i`) stand as names in the body too.
pub(super) fn bind(head: Head, bound: Vec<Bound>, body: Expr, span: Span) -> Expr {
    let members: Vec<Name> =
        bound.iter().map(|bound| bound.name.clone()).filter(|name| name.as_str().contains(['_', '^'])).collect();
    let body = if members.is_empty() { body } else { named_members(&body, &members) };
    let span = span.join(body.span);
    Expr::bind(head, bound, body).at(span)
}

fn named_members(expr: &Expr, members: &[Name]) -> Expr {
    if let Kind::Apply("At" | "AtUpper", _) = &expr.kind
        && let Some(name) = target(expr)
        && members.contains(&name)
    {
        return Expr::symbol(name).at(expr.span);
    }
    expr.map_children(&mut |child| named_members(child, members))
}

fn is_relation(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Apply(head, _) if matches!(*head, "And") || crate::functions::find(head).is_some_and(|row| row.kind == crate::functions::RowKind::Relation))
}

/// `x, y \in S`: the relation holds of the whole list.
fn shared(names: Vec<Expr>, last: Expr) -> Expr {
    let span = last.span;
    match last.kind {
        Kind::Apply(head, mut parts) if !parts.is_empty() => {
            let first = parts.remove(0);
            let list = super::pratt::sequence(names.into_iter().chain([first]).collect());
            Expr::apply(head, std::iter::once(list).chain(parts).collect::<Vec<_>>()).at(span)
        }
        kind => Expr::new(kind, span),
    }
}

/// Parentheses around a relation.
fn is_statement(item: &Item) -> bool {
    let super::items::ItemKind::Node(Node { kind: NodeKind::Fenced(fence), .. }) = item.kind else { return false };
    matches!(fence.left.as_str(), "(" | "[")
        && fence.body.iter().any(|node| {
            matches!(&node.kind, NodeKind::Symbol { text, .. }
                if super::operators::infix(text).is_some_and(|row| row.strength <= super::operators::RELATION))
        })
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

fn one_sided(point: &Expr) -> (Expr, Option<Side>) {
    match point.as_apply("AtUpper") {
        Some([value, mark]) => match mark.as_symbol().map(Name::as_str) {
            Some("+") => (value.clone(), Some(Side::Above)),
            Some("-") => (value.clone(), Some(Side::Below)),
            _ => (point.clone(), None),
        },
        _ => (point.clone(), None),
    }
}

/// `\max\{a, b\}` is the largest of its members.
fn of_set(arguments: Vec<Expr>) -> Vec<Expr> {
    match arguments.as_slice() {
        [only] => match only.as_apply("Set") {
            Some(members) if members.len() > 1 => members.to_vec(),
            _ => arguments,
        },
        _ => arguments,
    }
}

/// Whether a text mentions a name as a whole token.
pub(super) fn mentions(text: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        text.match_indices(name).any(|(at, found)| {
            let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
            let before = text.get(..at).and_then(|rest| rest.chars().next_back());
            if name.starts_with('\\') {
                !after.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
            } else {
                !before.is_some_and(|c| c.is_ascii_alphabetic() || c == '\\') && after != Some('_')
            }
        })
    })
}
