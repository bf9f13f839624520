//! A name and the parentheses behind it: a call, a product, an index.

use crate::expr::{Expr, Fact, Name};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Fence, Node, NodeKind};

use super::atoms::Scripts;
use super::items::{Item, ItemKind};
use super::letters::{self, letter};
use super::reader::{Cursor, Reader};
use super::scripts::{Scripted, apply_outer};
use super::superscript::Super;
use super::{call, evidence};

impl<'n> Reader<'_> {
    /// The parentheses or brackets that stand next.
    pub(super) fn fence_behind<'c>(&self, cursor: &Cursor<'c, 'n>) -> Option<(&'n Fence, Scripts<'n>, &'c Item<'n>)> {
        let item = cursor.peek().filter(|item| super::pratt::modulus_of(item).is_none())?;
        let ItemKind::Node(node) = item.kind else { return None };
        let (base, scripts) = Scripts::split(node);
        match &prose::unwrapped(base?).kind {
            NodeKind::Fenced(fence)
                if matches!((fence.left.as_str(), fence.right.as_str()), ("(", ")") | ("[", "]") | ("\\{", "\\}"))
                    || super::items::ends_conditional(fence) =>
            {
                Some((fence, scripts, item))
            }
            _ => None,
        }
    }

    /// Applies the name to the parentheses behind it, if evidence says so.
    pub(super) fn maybe_call(&mut self, read: Scripted, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Some((fence, scripts, item)) = self.fence_behind(cursor) else {
            let callee = self.with_order(read.callee, read.order);
            return apply_outer(callee, read.outer, span);
        };
        let behind_function = cursor.before_previous().is_some_and(|item| match item.kind {
            ItemKind::Node(node) => {
                matches!(Scripts::split(node).0.map(|base| &base.kind), Some(NodeKind::Operator { .. }))
            }
            _ => false,
        });
        if item.span.start == span.end && is_index_list(fence) && !is_functional(&read, fence) {
            return self.bracketed_index(read, span, cursor);
        }
        let sandwiched = cursor.before_previous().is_some_and(is_turned_group);
        let outcome = self.weigh_call(&read, fence, span, item, (behind_function, sandwiched));
        let (because, row) = (outcome.because, outcome.row);
        if outcome.reading == call::Reading::Product && read.order.is_none() {
            self.weighed(span, "product", outcome.runner_up.map(|_| "call"), because, row);
            return apply_outer(read.callee, read.outer, span);
        }
        self.weighed(span, "call", outcome.runner_up.map(|_| "product"), because, row);
        cursor.advance();
        let span = span.join(item.span);
        let arguments = self.arguments(fence);
        let calligraphic =
            read.name.as_ref().is_some_and(|name| letter(name.as_str()).font == letters::Font::Calligraphic);
        let mut callee = self.with_order(read.callee, read.order);
        let mut outer = read.outer;
        // The inverse of a function is applied; it is not one over the value.
        if let [(Super::Inverse, _)] = outer.as_slice() {
            let place = callee.span;
            callee = Expr::apply("Inverse", [callee]).at(place);
            outer.clear();
        }
        let value = Expr::call(callee, arguments).at(span);
        let value = apply_outer(value, outer, span);
        let value = self.attach(value, scripts, span);
        // `\mathcal{L}\{f\}(s)`: what a transform gives is a function.
        let transformed = self.fence_behind(cursor).is_some_and(|(behind, _, item)| {
            let touches = item.span.start == span.end;
            behind.left == "(" && (fence.left != "(" || calligraphic && touches && Inside::of(behind).single)
        });
        if transformed { self.applied(value, span, cursor) } else { value }
    }

    /// `A[i, j]`, `x[n]`: an index as programs write it.
    fn bracketed_index(&mut self, read: Scripted, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let callee = apply_outer(self.with_order(read.callee, read.order), read.outer, span);
        let Some((fence, scripts, item)) = self.fence_behind(cursor) else { return callee };
        cursor.advance();
        self.note(span, "index", "letters that count in brackets that touch the name", Some("product"));
        let indices = self.arguments(fence);
        let span = span.join(item.span);
        let member = Expr::apply("At", std::iter::once(callee).chain(indices).collect::<Vec<_>>()).at(span);
        self.attach(member, scripts, span)
    }

    /// Whether the formula writes the name in front of one letter that counts: `x(n)`.
    fn is_applied_here(&self, name: &Name, span: Span) -> bool {
        let written = span.of(self.tex).trim_matches(['{', '}', ' ']);
        let single = |behind: &str| {
            let behind = behind.trim_start_matches(['}', ' ']).trim_start_matches("\\left");
            let inside = behind.strip_prefix('(').and_then(|inside| inside.split_once(')'));
            inside.is_some_and(|(inside, _)| letters::is_index_letter(inside.trim().trim_end_matches("\\right")))
        };
        let letters_before = |at: usize| {
            let before = self.tex.get(..at).and_then(|before| before.chars().next_back());
            !name.as_str().starts_with('\\') && before.is_some_and(|c| c.is_ascii_alphabetic() || c == '\\')
        };
        !written.is_empty()
            && self
                .tex
                .match_indices(written)
                .any(|(at, found)| !letters_before(at) && self.tex.get(at + found.len()..).is_some_and(single))
    }

    fn weigh_call(
        &self,
        read: &Scripted,
        fence: &Fence,
        span: Span,
        item: &Item<'n>,
        (behind_function, sandwiched): (bool, bool),
    ) -> evidence::Outcome<call::Reading> {
        let name = read.name.clone().unwrap_or_else(|| Name::from("?"));
        let inside = Inside::of(fence);
        let facts = call::Facts {
            name: letter(name.as_str()),
            function: self.names.is_function(&name, self.at),
            declared: self.names.is_declared(&name, self.at),
            applied: self.names.is_applied(&name),
            rank: self.names.rank(&name, self.at),
            bound: self.is_bound(&name),
            commas: inside.commas,
            bar: inside.bar,
            relation: inside.relation,
            placeholder: inside.placeholder,
            empty: inside.empty,
            sum: inside.sum,
            single: inside.single,
            number: inside.number,
            own: inside.names.contains(&name),
            spaced: item.span.start > span.end,
            parameter: read.parameter,
            set_below: has_set_below(&read.callee),
            indexed: read.indexed,
            starred: read.marked,
            square: fence.left == "[",
            ordered: ORDERED.iter().any(|fact| self.names.has_fact(&name, *fact, self.at)),
            power: !read.outer.is_empty(),
            transposed: matches!(read.outer.as_slice(), [(Super::Transpose, _)]),
            curly: fence.left == "\\{",
            gram: holds_transposed_product(fence),
            shifted: is_step(fence)
                && !counts_only(&name)
                && (self.names.is_applied(&name) || self.is_applied_here(&name, span)),
            sandwiched,
            timed: read.indexed && is_step_of_time(fence) && self.whole.has_several_times(),
            behind_function,
            identities: self.identities,
        };
        evidence::weigh(call::ROWS, |holds| holds(&facts), call::Reading::Product)
    }
}

/// `S[q]`: a capital letter of functions in front of one letter that does not count.
fn is_functional(read: &Scripted, fence: &Fence) -> bool {
    let capital = read.name.as_ref().map(|name| letter(name.as_str())).filter(|name| name.is_capital());
    let argument = match prose::significant(&fence.body).as_slice() {
        [Node { kind: NodeKind::Letter(letter), .. }] => matches!(letter.as_str(), "q" | "p" | "u" | "v" | "r"),
        _ => false,
    };
    argument && !read.indexed && capital.is_some_and(|name| name.names_functions())
}

/// Letters that hardly name what is applied to a step: `n(n - 1)`.
fn counts_only(name: &Name) -> bool {
    matches!(letter(name.as_str()).base, "i" | "j" | "k" | "l" | "m" | "n" | "t" | "N" | "M" | "T")
}

/// A capital letter as the only index or as the label: a set.
fn has_set_below(callee: &Expr) -> bool {
    let below = match callee.as_apply("At") {
        Some([_, below]) => below.as_symbol().map(Name::as_str),
        _ => callee.as_symbol().and_then(|name| name.as_str().split_once('_').map(|(_, below)| below)),
    };
    below.is_some_and(|below| letter(below).is_capital())
}

/// `(X^\top X)`, `(A A')`: names side by side, one of them turned.
fn holds_transposed_product(fence: &Fence) -> bool {
    let turned = |node: &&Node| match &node.kind {
        NodeKind::Scripts { sup: Some(sup), .. } => {
            prose::script_text(sup).is_some_and(|text| matches!(text.as_str(), "T" | "\\top" | "\\text{T}" | "\\prime"))
        }
        NodeKind::Scripts { primes, .. } => *primes == 1,
        _ => false,
    };
    let parts = prose::significant(&fence.body);
    parts.len() > 1
        && parts.iter().any(turned)
        && parts.iter().all(|part| prose::base_name(Scripts::split(part).0.unwrap_or(part)).is_some())
}

/// `(n - 1)`, `(n + l - k)`: a letter that counts, and steps from it.
fn is_step(fence: &Fence) -> bool {
    let counts = |node: &Node| matches!(&node.kind, NodeKind::Letter(letter) if letters::is_index_letter(letter));
    let parts = prose::significant(&fence.body);
    let steps = parts.get(1..).unwrap_or_default().chunks(2);
    let step = |pair: &[&Node]| match pair {
        [sign, by] => {
            let signed = matches!(&sign.kind, NodeKind::Symbol { text, .. } if matches!(text.as_str(), "+" | "-"));
            signed && (counts(by) || matches!(by.kind, NodeKind::Number(_)))
        }
        _ => false,
    };
    fence.left == "("
        && parts.len() > 2
        && parts.len() < 8
        && parts.first().is_some_and(|first| counts(first))
        && steps.into_iter().all(step)
}

/// `(x - y)^\top`.
fn is_turned_group(item: &Item) -> bool {
    let ItemKind::Node(Node { kind: NodeKind::Scripts { base: Some(base), sup: Some(sup), .. }, .. }) = item.kind
    else {
        return false;
    };
    let turned = prose::script_text(sup);
    matches!(prose::unwrapped(base).kind, NodeKind::Fenced(_))
        && turned
            .is_some_and(|text| matches!(text.as_str(), "T" | "\\top" | "\\text{T}" | "\\mathsf{T}" | "\\intercal"))
}

/// `(t + 1)`, `(t - 1)`.
fn is_step_of_time(fence: &Fence) -> bool {
    is_step(fence)
        && matches!(prose::significant(&fence.body).first().map(|first| &first.kind), Some(NodeKind::Letter(letter)) if letter == "t")
}

/// Facts that only numbers have.
const ORDERED: [Fact; 3] = [Fact::Positive, Fact::NonNegative, Fact::OpenUnit];

/// Letters that count, numbers and steps in square brackets.
fn is_index_list(fence: &Fence) -> bool {
    let parts = prose::significant(&fence.body);
    let counts = |node: &&Node| matches!(&node.kind, NodeKind::Letter(letter) if letters::is_index_letter(letter));
    let fits = |node: &&Node| match &node.kind {
        NodeKind::Number(_) => true,
        NodeKind::Symbol { text, .. } => matches!(text.as_str(), "," | "+" | "-"),
        _ => counts(node),
    };
    (fence.left.as_str(), fence.right.as_str()) == ("[", "]") && parts.iter().any(counts) && parts.iter().all(fits)
}

/// What stands on the outer level of parentheses.
#[derive(Default)]
struct Inside {
    commas: bool,
    bar: bool,
    relation: bool,
    placeholder: bool,
    empty: bool,
    sum: bool,
    single: bool,
    number: bool,
    /// The names of the level.
    names: Vec<Name>,
}

impl Inside {
    fn of(fence: &Fence) -> Self {
        let parts = prose::significant(&fence.body);
        let mut inside = Self { empty: parts.is_empty(), single: parts.len() == 1, ..Self::default() };
        inside.number = matches!(parts.as_slice(), [Node { kind: NodeKind::Number(_), .. }]);
        for (index, part) in parts.iter().enumerate() {
            let (base, _) = Scripts::split(part);
            inside.names.extend(base.and_then(prose::base_name));
            let Some(NodeKind::Symbol { text, class }) = base.map(|base| &base.kind) else { continue };
            match text.as_str() {
                "," | ";" | "，" => inside.commas = true,
                "|" | "\\|" | "\\mid" => inside.bar = true,
                "+" | "-" if index > 0 => inside.sum = true,
                "\\cdot"
                    if parts.len() == 1
                        || matches!(parts.get(index + 1), None | Some(Node { kind: NodeKind::Symbol { .. }, .. })) =>
                {
                    inside.placeholder = true
                }
                _ => inside.relation |= *class == crate::syntax::Class::Relation && text != ":",
            }
        }
        inside.single &= matches!(
            parts.first().map(|part| &part.kind),
            Some(
                NodeKind::Letter(_)
                    | NodeKind::Styled { .. }
                    | NodeKind::Accent { .. }
                    | NodeKind::Scripts { .. }
                    | NodeKind::Text(_)
            )
        );
        // Two bars are an absolute value, not a condition.
        let bars =
            parts.iter().filter(|part| matches!(&part.kind, NodeKind::Symbol { text, .. } if text == "|")).count();
        inside.bar &= bars % 2 == 1
            || parts.iter().any(
                |part| matches!(&part.kind, NodeKind::Symbol { text, .. } if matches!(text.as_str(), "\\mid" | "\\|")),
            );
        inside
    }
}
