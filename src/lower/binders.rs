//! Sums, products, limits, extrema, expectations: what binds names in a body.

use crate::expr::{Bound, Expr, Head, Kind, Name, Range, Side};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::atoms::Scripts;
use super::atoms::is_ellipsis;
use super::functions::apply_row;
use super::items::Item;
use super::names;
use super::operators::PRODUCT;
use super::pratt::{begins_operand, is_comma, is_plain, sign};
use super::ranges::{is_equivalence, is_statement, mentions, named_members};
use super::reader::{Cursor, Reader};

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
        let read = self.bind_body(head, bound, span, cursor);
        if *head == "Sum" { self.spread(read, cursor) } else { read }
    }

    /// `\sum_i a_i + b_i`: the next terms belong to the sum while its index stands under a name of theirs, unless the
    /// index also stands in front of the sum or around it.
    fn spread(&mut self, mut read: Expr, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Kind::Bind(binding) = &read.kind else { return read };
        let names: Vec<String> = binding.bound.iter().map(|bound| bound.name.as_str().to_owned()).collect();
        let outside = self.tex.get(..read.span.start as usize).unwrap_or("");
        let taken = |name: &String| mentions(outside, &[name.as_str()]) || self.is_bound(&Name::from(name.as_str()));
        if self.identities || names.is_empty() || names.iter().any(taken) {
            return read;
        }
        while let Some(minus) = self.spreads_over(&names, cursor) {
            cursor.advance();
            let Kind::Bind(binding) = read.kind else { return read };
            let depth = self.bound.len();
            self.bound.extend(binding.bound.iter().map(|bound| bound.name.clone()));
            let term = self.expression(cursor, PRODUCT);
            self.bound.truncate(depth);
            let span = read.span.join(term.span);
            let term = if minus { Expr::apply("Negate", [term.clone()]).at(term.span) } else { term };
            let mut terms = match binding.body.kind {
                Kind::Apply("Add", terms) => terms,
                kind => vec![Expr::new(kind, binding.body.span)],
            };
            terms.push(term);
            self.note(span, "scope", "the next term has the index of the sum", Some("the first term only"));
            read = Expr::bind(binding.head, binding.bound, Expr::apply("Add", terms)).at(span);
        }
        read
    }

    /// Whether a term follows that has one of the names as an index and binds none; and whether a minus leads it.
    fn spreads_over(&self, names: &[String], cursor: &Cursor<'_, 'n>) -> Option<bool> {
        let (first, rest) = cursor.remaining().split_first()?;
        let minus = sign(first).filter(|sign| matches!(*sign, "+" | "-"))? == "-";
        let ends = |item: &Item| {
            sign(item).and_then(super::operators::infix).is_some_and(|row| row.strength < PRODUCT) || is_comma(item)
        };
        let count = rest.iter().position(ends).unwrap_or(rest.len());
        let term = rest.get(..count).filter(|term| !term.is_empty())?;
        let text = term.first()?.span.join(term.last()?.span).of(self.tex);
        let binds = binds_again(text, names);
        let indexed = |name: &String| {
            let above = [format!("^{name}"), format!("^{{{name}}}")];
            let above = above.into_iter().filter(|_| super::raised::counts_members(self.tex, name));
            let below = [format!("_{name}"), format!("_{{{name}"), format!("^{{({name})}}")];
            below.into_iter().chain(above).any(|script| {
                text.match_indices(script.as_str()).any(|(at, found)| {
                    let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
                    !after.is_some_and(char::is_alphabetic)
                })
            })
        };
        (!binds && names.iter().any(indexed)).then_some(minus)
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
            if let Some(read) = self.bare_extremum(head, scripts, span, cursor) {
                return read;
            }
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
        let mut bound = self.bounds(Some(sub), None, span);
        if head == "Limit" {
            bound.iter_mut().for_each(tending);
        }
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

    /// `\min tr(A) B`, `\text{minimize } c^\top x + d`: of the product that follows; an objective that leads its
    /// line is all of it.
    fn bare_extremum(
        &mut self,
        head: Head,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let extremum = matches!(head, "Max" | "Min" | "Supremum" | "Infimum" | "ArgMax" | "ArgMin");
        let next = cursor.peek().filter(|next| begins_operand(next) || sign(next) == Some("-"))?;
        let alone = self.fence_behind(cursor).is_none() && super::text::words_of(next).is_none();
        if !extremum || !alone || !scripts.is_empty() || self.identities {
            return None;
        }
        let leads = cursor.before_previous().is_none();
        let body = self.expression(cursor, if leads { super::operators::SUM } else { PRODUCT });
        let span = span.join(body.span);
        Some(Expr::apply(head, [body]).at(span))
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
        // `\beta_i` is a member of the β that is bound.
        let tails: Vec<String> = tail.iter().map(|item| item.span.of(self.tex).replace('_', " _")).collect();
        if !tails.iter().any(|tail| mentions(tail, &names)) {
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

    /// `\forall x \in S: body`, `\exists x`.
    pub(super) fn quantifier(&mut self, text: &str, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let unique = text == "\\exists" && cursor.peek().and_then(sign) == Some("!");
        let head = match text {
            "\\forall" => "ForAll",
            _ if unique => "ExistsUnique",
            _ => "Exists",
        };
        if unique {
            cursor.advance();
        }
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
        // A name that stands before the comma too, or that is bound already, begins what is said.
        let taken = |at: usize, item: &Item| {
            let text = item.span.of(self.tex);
            self.bound.iter().any(|name| name.as_str() == text)
                || rest.iter().take(at).any(|before| before.span.of(self.tex) == text)
        };
        let listed = |at: usize| {
            let names = relation.and_then(|relation| rest.get(at + 1..relation));
            names.is_some_and(|names| {
                names.iter().all(|item| is_plain(item) || is_comma(item) || is_ellipsis(item))
                    && !names.iter().any(|item| is_plain(item) && taken(at, item))
            })
        };
        // `\forall i, q` at the end: all are bound.
        let only_names = rest.iter().all(|item| is_plain(item) || is_comma(item))
            && !rest.iter().enumerate().any(|(at, item)| is_plain(item) && taken(at, item));
        let end = rest
            .iter()
            .enumerate()
            .position(|(at, item)| separates(item) && !(sign(item) == Some(",") && (only_names || listed(at))));
        // `\forall x (…)`: the parentheses hold what is said of x.
        // `\forall i \ \ x_i > 0`: a wide blank ends what is bound.
        let set_off = |name: &Item, said: &Item| {
            let between = Span { start: name.span.end, end: said.span.start.max(name.span.end) }.of(self.tex);
            ["\\ ", "\\;", "\\quad", "~"].iter().any(|blank| between.contains(blank)) && begins_operand(said)
        };
        let scoped = |name: &Item, said: &Item| is_plain(name) && (is_statement(said) || set_off(name, said));
        let scoped = matches!(rest, [name, said, ..] if scoped(name, said)).then_some(1);
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
}

/// `\lim_{x \Rightarrow 3}`: below a limit every arrow is one that it tends along.
fn tending(bound: &mut Bound) {
    let Range::Where(condition) = &bound.range else { return };
    if let Some([name, point]) = condition.as_apply("Implies")
        && name.as_symbol() == Some(&bound.name)
    {
        let (point, side) = one_sided(point);
        bound.range = Range::To(point, side);
    }
}

/// Whether a term has a binder of its own over one of the names: `+ \sum_i b_i`.
fn binds_again(text: &str, names: &[String]) -> bool {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let binders = BIG.iter().map(|(big, _)| *big).chain(["\\max", "\\min", "\\sup", "\\inf"]);
    binders.into_iter().flat_map(|binder| text.match_indices(binder)).any(|(at, binder)| {
        let behind = text.get(at + binder.len()..).unwrap_or("").trim_start_matches("\\limits");
        let Some(below) = behind.trim_start().strip_prefix('_') else { return true };
        let range = below.split_once('}').map_or(below, |(range, _)| range);
        let range = if below.starts_with('{') { range } else { below.get(..1).unwrap_or(range) };
        mentions(range, &names)
    })
}

/// The names that stand as indices in a body, each once.
pub(super) fn indices_of(body: &Expr) -> Vec<Name> {
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

/// A binding whose bound members of families (`x_i`) stand as names in the body too.
pub(super) fn bind(head: Head, bound: Vec<Bound>, body: Expr, span: Span) -> Expr {
    let members: Vec<Name> =
        bound.iter().map(|bound| bound.name.clone()).filter(|name| name.as_str().contains(['_', '^'])).collect();
    let body = if members.is_empty() { body } else { named_members(&body, &members) };
    let span = span.join(body.span);
    Expr::bind(head, bound, body).at(span)
}

pub(super) fn one_sided(point: &Expr) -> (Expr, Option<Side>) {
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
pub(super) fn of_set(arguments: Vec<Expr>) -> Vec<Expr> {
    match arguments.as_slice() {
        [only] => match only.as_apply("Set") {
            Some(members) if members.len() > 1 => members.to_vec(),
            _ => arguments,
        },
        _ => arguments,
    }
}
