//! What stands below and above an operator becomes the names that it binds and their ranges.

use crate::expr::{Bound, Expr, Kind, Name, Range};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::binders::one_sided;
use super::items::{self, Item};
use super::names;
use super::pratt::sign;
use super::reader::{Cursor, Reader};
use super::scripts::body_of;

impl<'n> Reader<'_> {
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
        let bound = match such_that(items) {
            Some((names, condition)) => self.restricted(names, condition, high, span),
            None => self.read_bounds(items, high, span),
        };
        self.bound.truncate(depth);
        bound
    }

    /// `x : f(x) = 0`, `x \mid f(x) = 0`: the names, and the condition on the first.
    fn restricted(&mut self, names: &[Item<'n>], condition: &[Item<'n>], high: Option<Expr>, span: Span) -> Vec<Bound> {
        let mut bound = self.read_bounds(names, high, span);
        let holds = self.level(condition);
        let holds = match holds.as_apply("Sequence") {
            Some(parts) => Expr::apply("And", parts).at(holds.span),
            None => holds,
        };
        if let Some(first) = bound.first_mut() {
            let range = std::mem::replace(&mut first.range, Range::Implicit);
            first.range = both(&first.name, range, Range::Where(holds));
        }
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
            if !self.eat_comma(&mut cursor) && !eat_semicolon(&mut cursor) {
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
        // `\sum_{i=1, j=1}^{n, m}`: each of the starts has an end of its own.
        let starts = statements.iter().all(|statement| statement.is_apply("Equal"));
        let ends = high.as_ref().and_then(|high| high.as_apply("Sequence"));
        let ends = ends.filter(|ends| starts && ends.len() == statements.len()).map(<[Expr]>::to_vec);
        let mut bound = Vec::new();
        for (index, statement) in statements.into_iter().enumerate() {
            let high = ends.as_ref().and_then(|ends| ends.get(index)).or(high.as_ref()).cloned();
            let ranged = match condition_on(&bound, &statement) {
                Some(name) => vec![Bound { name, range: Range::Where(statement) }],
                None => self.bound_by(statement, high, span),
            };
            bound.extend(ranged);
        }
        merged(bound)
    }

    pub(super) fn bound_by(&mut self, statement: Expr, high: Option<Expr>, span: Span) -> Vec<Bound> {
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
        // `\sum_{i, j = 1}^n`: each of the names runs so.
        if let Some(names) = left.as_apply("Sequence")
            && high.is_some()
            && names.iter().all(|name| target(name).is_some())
        {
            let each = |name: &Expr| self.bound_equal(&[name.clone(), right.clone()], high.clone(), statement);
            return names.iter().flat_map(each).collect();
        }
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

fn eat_semicolon(cursor: &mut Cursor) -> bool {
    let semicolon = cursor.peek().is_some_and(super::pratt::is_semicolon);
    if semicolon {
        cursor.advance();
    }
    semicolon
}

/// The names before a colon or a bar below an operator, and the condition behind it.
fn such_that<'i, 'n>(items: &'i [Item<'n>]) -> Option<(&'i [Item<'n>], &'i [Item<'n>])> {
    let separates = |item: &Item| {
        matches!(sign(item), Some(":" | "\\colon")) || matches!(item.kind, items::ItemKind::Mid { double: false, .. })
    };
    let at = items.iter().position(separates)?;
    let (names, condition) = (items.get(..at)?, items.get(at + 1..)?);
    let plain = |item: &Item| super::pratt::is_plain(item) || super::pratt::is_comma(item);
    let relations: Vec<&str> = condition
        .iter()
        .filter_map(|item| sign(item).and_then(super::operators::infix))
        .filter(|row| row.strength == super::operators::RELATION)
        .map(|row| row.head)
        .collect();
    let holds = !relations.is_empty() && !relations.contains(&"To") && !relations.contains(&"MapsTo");
    (!names.is_empty() && names.iter().all(plain) && holds).then_some((names, condition))
}

/// `t \in [n], o_t = k`: a further relation whose left side holds a bound name is a condition on it.
fn condition_on(bound: &[Bound], statement: &Expr) -> Option<Name> {
    let Kind::Apply(_, parts) = &statement.kind else { return None };
    let left = parts.first().filter(|left| left.as_symbol().is_none() && is_relation(statement))?;
    let free = left.free_names();
    bound.iter().map(|bound| &bound.name).find(|name| free.contains(name)).cloned()
}

/// `a \; \forall x \in S \iff b`: the sign relates what is said for all.
pub(super) fn is_equivalence(item: &Item) -> bool {
    matches!(sign(item), Some("\\iff" | "\\Leftrightarrow" | "\\Longleftrightarrow"))
}

/// `x_1, \dotsc, x_n` below an operator: all members of the family x.
pub(super) fn dotted_family(statement: &Expr) -> Option<Name> {
    let Kind::Apply("Sequence" | "Tuple", parts) = &statement.kind else { return None };
    let (dots, members): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|part| part.is_apply("Ellipsis"));
    let mut bases = members.iter().map(|member| member.as_apply("At").and_then(|parts| parts.first()?.as_symbol()));
    let family = bases.next()??;
    let same = bases.all(|base| base == Some(family));
    (!dots.is_empty() && same).then(|| family.clone())
}

/// What a condition on a size is about: `\|f\|_L \le 1`, `|S| = k`.
pub(super) fn measured(side: &Expr) -> Option<Name> {
    match &side.kind {
        // `U U^T = I`: about U.
        Kind::Apply("Multiply", parts) => match parts.as_slice() {
            [one, other] => {
                let turned =
                    |of: &Expr, from: &Expr| from.as_apply("Transpose").is_some_and(|inner| inner == [of.clone()]);
                let base = if turned(one, other) { one } else { other };
                (turned(one, other) || turned(other, one)).then(|| target(base)).flatten()
            }
            _ => None,
        },
        Kind::Apply("Norm" | "Abs" | "Cardinality" | "Power", parts) => match parts.first() {
            Some(inner) => inner.as_symbol().cloned().or_else(|| measured(inner)),
            None => None,
        },
        _ => None,
    }
}

/// Names that are drawn or chosen together: the condition stands at the first.
pub(super) fn joint(names: Vec<Name>, condition: impl Fn(Expr) -> Expr) -> Vec<Bound> {
    let drawn = match names.as_slice() {
        [only] => Expr::symbol(only.clone()),
        _ => Expr::apply("Tuple", names.iter().cloned().map(Expr::symbol).collect::<Vec<_>>()),
    };
    let ranges = std::iter::once(Range::Where(condition(drawn))).chain(std::iter::repeat(Range::Implicit));
    names.into_iter().zip(ranges).map(|(name, range)| Bound { name, range }).collect()
}

/// A name that is bound twice keeps its conditions in one.
pub(super) fn merged(bound: Vec<Bound>) -> Vec<Bound> {
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

pub(super) fn both(name: &Name, left: Range, right: Range) -> Range {
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

pub(super) fn plain_index(index: &Expr) -> Option<String> {
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

pub(super) fn named_members(expr: &Expr, members: &[Name]) -> Expr {
    if let Kind::Apply("At" | "AtUpper", _) = &expr.kind
        && let Some(name) = target(expr)
        && members.contains(&name)
    {
        return Expr::symbol(name).at(expr.span);
    }
    expr.map_children(&mut |child| named_members(child, members))
}

pub(super) fn is_relation(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Apply(head, _) if matches!(*head, "And") || crate::functions::find(head).is_some_and(|row| row.kind == crate::functions::RowKind::Relation))
}

/// `x, y \in S`: the relation holds of the whole list.
pub(super) fn shared(names: Vec<Expr>, last: Expr) -> Expr {
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
pub(super) fn is_statement(item: &Item) -> bool {
    let super::items::ItemKind::Node(Node { kind: NodeKind::Fenced(fence), .. }) = item.kind else { return false };
    matches!(fence.left.as_str(), "(" | "[")
        && fence.body.iter().any(|node| {
            matches!(&node.kind, NodeKind::Symbol { text, .. }
                if super::operators::infix(text).is_some_and(|row| row.strength <= super::operators::RELATION))
        })
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
