//! A formula to the statements it makes.
//!
//! Takes the items of the top level; cuts them at `,\quad`, at rows and at words, joins what continues a line above,
//! and reads each piece as a chain with its conditions.

use crate::expr::{Expr, Kind};
use crate::syntax::{Node, NodeKind};

use super::atoms::is_ellipsis;
use super::items::{self, Item, ItemKind};
use super::operators;
use super::pieces::{
    Piece, ends_open, follows, goes_on, holds_range, is_binder_alone, is_comment, is_heading, is_logical, is_relation,
    pieces, relates, shares_bounds, states_beside_names, without_end,
};
use super::pratt::{sign, span_of};
use super::reader::{Cursor, Reader};
use super::reading::{Link, Statement};
use super::text::{self, Part};

/// How a piece goes on from the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Join,
    /// A row that begins with a relation below a row of a chain and something beside it: the chain goes on.
    Continue,
    Statement,
    Condition,
    Comment,
}

impl<'n> Reader<'_> {
    /// All statements of a formula.
    pub(super) fn statements(&mut self, nodes: &'n [Node]) -> Vec<Statement> {
        let items = items::outer(nodes, &self.word_test());
        let items = without_end(items);
        let pieces = pieces(&items, self.identities);
        let mut statements: Vec<Statement> = Vec::new();
        let (mut index, mut conditional, mut quantified) = (0, false, false);
        // The statement that the last row begins with.
        let mut main = 0;
        while let Some(piece) = pieces.get(index) {
            let mut to = piece.to;
            let mut step = if index == 0 { first_step(piece) } else { self.step(&items, &pieces, index) };
            if is_heading(&items, &pieces, index) {
                step = Step::Comment;
            }
            // `for all s \in S, a \in A`: the condition goes on.
            // `\forall i, a_i = 1`: names without a range end where a relation begins.
            let ends = quantified && items.get(piece.from..piece.to).is_some_and(relates);
            if conditional && step == Step::Statement && piece.before.is_plain_comma() && !ends {
                step = Step::Condition;
            }
            conditional = step == Step::Condition;
            let here = items.get(piece.from..piece.to).unwrap_or_default();
            quantified = conditional && here.first().and_then(sign) == Some("\\forall") && !relates(here);
            if index > 0 && piece.before.row && step == Step::Statement {
                main = statements.len();
            }
            let mut next = index + 1;
            if step != Step::Comment {
                // A row that follows from a statement is none of its conditions.
                let apart = |piece: &Piece| {
                    let first = items.get(piece.from).and_then(sign);
                    step == Step::Condition && piece.before.row && first.is_some_and(follows)
                };
                while pieces.get(next).is_some_and(|piece| !apart(piece))
                    && self.step(&items, &pieces, next) == Step::Join
                {
                    to = pieces.get(next).map_or(to, |piece| piece.to);
                    next += 1;
                }
            }
            let part = items.get(piece.from..to).unwrap_or_default();
            match (step, statements.last_mut()) {
                (Step::Continue, _) => {
                    let more = self.statement(part, None);
                    if let Some(chain) = statements.get_mut(main) {
                        chain.links.extend(more.links);
                        chain.span = chain.span.join(more.span);
                    }
                }
                (Step::Comment, _) => self.note(span_of(part), "comment", "words beside the formula", None),
                (Step::Condition, Some(_)) => {
                    let condition = self.condition(part);
                    if let Some(last) = statements.last_mut() {
                        last.span = last.span.join(span_of(part));
                        last.conditions.extend(conjuncts(condition));
                    }
                }
                _ => {
                    let lead = piece.before.words.map(|(words, _)| words.trim().to_lowercase());
                    let statement = self.statement(part, lead);
                    statements.push(statement);
                }
            }
            index = next;
        }
        statements
    }

    fn statement(&mut self, items: &[Item<'n>], lead: Option<String>) -> Statement {
        let span = span_of(items);
        if let [only] = items
            && let Some(mark) =
                sign(only).filter(|mark| *mark != "\\bot" && (operators::infix(mark).is_some() || follows(mark)))
        {
            // A sign that the text only names.
            let defines = self.relation_sign(&Cursor::new(items)).is_some_and(|(row, ..)| row.head == "Define");
            let first = Some(Expr::symbol(if defines { ":=" } else { mark }).at(span));
            return Statement { first, links: Vec::new(), conditions: Vec::new(), lead, span };
        }
        let items = self.without_sign_of_following(items);
        let items = self.without_announcement(items);
        let quantified =
            items.first().and_then(sign).is_some_and(|text| matches!(text, "\\forall" | "\\exists" | "\\nexists"));
        if quantified || items.iter().any(is_logical) {
            let first = self.level(items);
            return Statement { first: Some(first), links: Vec::new(), conditions: Vec::new(), lead, span };
        }
        let mut cursor = Cursor::new(items);
        let (first, links) = self.chain(&mut cursor, true);
        let rest = self.rest(&mut cursor);
        let first = match (first, rest) {
            (Some(first), Some(rest)) => Some(super::pratt::sequence(vec![first, rest])),
            (first, rest) => first.or(rest),
        };
        if let (Some(low), [Link { relation: "Distributed", right, .. }]) = (&first, links.as_slice())
            && low.as_number().is_some()
        {
            self.note(span, "range", "nothing draws a number", Some("distribution"));
            let ends = Expr::apply("Interval", [low.clone(), right.clone()]).at(span);
            return Statement { first: Some(ends), links: Vec::new(), conditions: Vec::new(), lead, span };
        }
        let first = self.objective(first, &links);
        Statement { first, links, conditions: Vec::new(), lead, span }
    }

    /// `\min f(w) = \|w\|^2`: what is minimised is told, not the least value.
    fn objective(&mut self, first: Option<Expr>, links: &[Link]) -> Option<Expr> {
        let first = first?;
        let right = match links {
            [link] if matches!(link.relation, "Equal" | "Define") => &link.right,
            _ => return Some(first),
        };
        let free = right.free_names();
        let own = match &first.kind {
            Kind::Apply("Min" | "Max", parts) => match parts.as_slice() {
                [only] => Some(only.clone()).filter(|only| {
                    matches!(&only.kind, Kind::Call(_, arguments)
                        if arguments.iter().all(|part| part.as_symbol().is_some_and(|name| free.contains(name))))
                }),
                _ => None,
            },
            Kind::Bind(binding) if matches!(binding.head, "Min" | "Max") => {
                let told = binding.bound.iter().all(|bound| free.contains(&bound.name));
                (told && matches!(binding.body.kind, Kind::Call(..))).then(|| binding.body.clone())
            }
            _ => None,
        };
        let Some(own) = own else { return Some(first) };
        self.note(
            first.span,
            "objective",
            "the right side holds what is varied: it tells the objective",
            Some("value"),
        );
        Some(own)
    }

    /// `\Rightarrow a = b`, `\therefore x = 1`: the sign says that the rest follows from what stands before.
    fn without_sign_of_following<'i>(&mut self, items: &'i [Item<'n>]) -> &'i [Item<'n>] {
        match items {
            [first, rest @ ..] if !rest.is_empty() && sign(first).is_some_and(follows) => {
                self.note(first.span, "comment", "a sign that says from where the formula follows", None);
                rest
            }
            _ => items,
        }
    }

    /// `代入得：a = b`: words and a colon that announce the formula.
    fn without_announcement<'i>(&mut self, items: &'i [Item<'n>]) -> &'i [Item<'n>] {
        match items {
            [first, colon, rest @ ..]
                if !rest.is_empty()
                    && matches!(sign(colon), Some(":" | "：" | "\\colon"))
                    && text::words_of(first).is_some_and(text::is_long) =>
            {
                self.note(first.span, "comment", "words that announce the formula", None);
                rest
            }
            _ => items,
        }
    }

    /// How a piece goes on from the one before it.
    fn step(&self, items: &[Item<'n>], pieces: &[Piece<'n>], index: usize) -> Step {
        let (Some(piece), Some(previous)) = (pieces.get(index), index.checked_sub(1).and_then(|at| pieces.get(at)))
        else {
            return Step::Statement;
        };
        let here = items.get(piece.from..piece.to).unwrap_or_default();
        let there = items.get(previous.from..previous.to).unwrap_or_default();
        let before = &piece.before;
        if let Some((_, part)) = before.words {
            return match part {
                Some(Part::Condition) => Step::Condition,
                _ => Step::Statement,
            };
        }
        let (Some(first), Some(last)) = (here.first(), there.last()) else { return Step::Join };
        if is_heading(items, pieces, index - 1) {
            return Step::Statement;
        }
        if super::pratt::modulus_of(first).is_some() && here.len() == 1 {
            return Step::Join;
        }
        let goes = || before.row && is_relation(first) && !previous.before.row && index > 1;
        if goes() && !sign(first).is_some_and(follows) && goes_on(items, pieces, index) {
            return Step::Continue;
        }
        if is_relation(first) || ends_open(last) || there.len() == 1 && is_binder_alone(last) {
            return Step::Join;
        }
        if is_comment(here)
            && (before.gap || before.row)
            && !(before.comma && relates(there) && !here.iter().all(|item| text::words_of(item).is_some()))
        {
            return Step::Comment;
        }
        if matches!(sign(first), Some("\\forall" | "\\exists")) {
            return Step::Condition;
        }
        // `C_i = \emptyset, (1 \le i \le k)`: for which i.
        let ends_row = pieces.get(index + 1).is_none_or(|next| next.before.row);
        let set_off = (before.comma || before.gap) && !before.row && ends_row;
        if set_off && relates(there) && here.len() == 1 && holds_range(first) {
            return Step::Condition;
        }
        if before.is_plain_comma() && states_beside_names(items, pieces, index) {
            return Step::Statement;
        }
        // `\forall i, q`: a further name.
        let quantified = there.first().and_then(sign) == Some("\\forall") && !relates(there);
        if quantified && before.is_plain_comma() && here.len() == 1 && super::pratt::is_plain(first) {
            return Step::Join;
        }
        // `\text{for } a, b \in S`: further names.
        let named = |item: &Item<'n>| super::pratt::is_plain(item) || text::words_of(item).is_some();
        let names = previous.before.words.is_some_and(|(_, part)| part == Some(Part::Condition));
        if names && before.is_plain_comma() && there.len() <= 2 && there.iter().all(named) && !relates(there) {
            return Step::Join;
        }
        // `\forall k \in S, x_k = 0`: what is said of all.
        let said = there.first().and_then(sign) == Some("\\forall") && is_membership(there);
        if said && index == 1 && before.is_plain_comma() && pieces.len() == 2 && relates(here) && !is_membership(here) {
            return Step::Join;
        }
        let infix = sign(first).and_then(operators::infix).is_some();
        let signed = matches!(sign(first), Some("-" | "\\pm" | "\\mp"));
        let led = before.led && relates(here) && relates(there);
        if before.row && infix && !led && !(signed && (before.comma || before.stop)) || before.gap && infix && !signed {
            return Step::Join;
        }
        // A row of dots below rows of statements.
        if before.row && here.iter().all(is_ellipsis) && relates(there) && !ends_open(last) {
            return Step::Comment;
        }
        // `= a b \\ & (c + d)`: a product that goes on in the next row.
        let bracketed =
            |item: &Item<'n>| matches!(item.kind, ItemKind::Node(node) if matches!(node.kind, NodeKind::Fenced(_)));
        if before.row
            && !before.led
            && !before.comma
            && !before.stop
            && bracketed(first)
            && !relates(here)
            && relates(there)
        {
            return Step::Join;
        }
        if before.stop || before.row && (before.comma || before.gap) || before.gap && before.comma {
            return if here.iter().all(is_ellipsis) { Step::Join } else { Step::Statement };
        }
        if before.row {
            return if here.iter().all(is_ellipsis) || ends_open(last) { Step::Join } else { Step::Statement };
        }
        if before.gap {
            return Step::Statement;
        }
        self.comma_step(items, pieces, index)
    }

    /// A plain comma: a new relation begins a statement; lists stay together.
    fn comma_step(&self, items: &[Item<'n>], pieces: &[Piece<'n>], index: usize) -> Step {
        let relation = |at: Option<usize>| {
            at.and_then(|at| pieces.get(at)).and_then(|piece| items.get(piece.from..piece.to)).map(relates)
        };
        let here = relation(Some(index)).unwrap_or(false);
        let mut before = false;
        for at in (0..index).rev() {
            before |= relation(Some(at)).unwrap_or(false);
            if pieces.get(at).is_some_and(|piece| {
                piece.before.gap || piece.before.row || piece.before.stop || piece.before.words.is_some()
            }) {
                break;
            }
        }
        let plain_next = pieces.get(index + 1).is_some_and(|next| {
            !next.before.gap && !next.before.row && !next.before.stop && next.before.words.is_none()
        });
        let next = plain_next && relation(Some(index + 1)).unwrap_or(false);
        let listed = pieces.get(index).and_then(|piece| items.get(piece.from..piece.to)).is_some_and(|part| {
            part.iter().all(|item| is_ellipsis(item) || matches!(item.kind, ItemKind::Node(node) if matches!(node.kind, crate::syntax::NodeKind::Number(_))))
        });
        // `f: A, B \to C`: a map from several sets.
        let signs = |at: Option<usize>, wanted: &[&str]| {
            let part = at.and_then(|at| pieces.get(at)).and_then(|piece| items.get(piece.from..piece.to));
            part.unwrap_or_default().iter().any(|item| sign(item).is_some_and(|text| wanted.contains(&text)))
        };
        let arrow = ["\\to", "\\rightarrow", "\\mapsto"];
        let opened = signs(index.checked_sub(1), &[":", "\\colon"]) && !signs(index.checked_sub(1), &arrow);
        let part = |at: Option<usize>| {
            let piece = at.and_then(|at| pieces.get(at));
            piece.and_then(|piece| items.get(piece.from..piece.to)).unwrap_or_default()
        };
        match (before, here) {
            (true, true) if shares_bounds(part(index.checked_sub(1)), part(Some(index))) => Step::Join,
            (true, true) if opened && signs(Some(index), &arrow) && !signs(Some(index), &[":", "\\colon"]) => {
                Step::Join
            }
            (true, true) => Step::Statement,
            (true, false) if next && !listed => Step::Statement,
            _ => Step::Join,
        }
    }
}

/// Whether the only relation of a piece tells where names belong.
fn is_membership(items: &[Item]) -> bool {
    let mut heads = items
        .iter()
        .filter_map(|item| sign(item).and_then(operators::infix))
        .filter(|row| row.strength == operators::RELATION);
    let first = heads.next().map(|row| row.head);
    first == Some("Element") && heads.next().is_none()
}

fn first_step(piece: &Piece) -> Step {
    match piece.before.words {
        Some(_) if piece.from == piece.to => Step::Comment,
        _ => Step::Statement,
    }
}

fn conjuncts(condition: Expr) -> Vec<Expr> {
    match condition.kind {
        Kind::Apply("And", parts) => parts,
        Kind::Apply("True", _) => Vec::new(),
        kind => vec![Expr::new(kind, condition.span)],
    }
}
