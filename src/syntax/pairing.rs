//! Which token closes which: braces, `\left … \right`, environments, and plain brackets within them.
//!
//! Takes the tokens of a formula; gives the partner of each, and a slip for each that has none. One pass with a stack
//! on the heap: depth costs memory, not recursion. Never changes a token.

mod strays;

use super::commands::Renderers;
use super::commands::{Arg, Role, closes, delimiter as pair_class};
use super::delimiter::{after, classed, name_braces, skip_blanks, symbol, written};
use super::lexer::{Token, TokenKind};
use super::notation::Class;
use super::slip::{Slip, SlipKind, Slips};
use strays::{Sort, Stray};

const NONE: u32 = u32::MAX;

/// How far down a close looks for its open: mistakes are local, and hostile input is not to cost a square.
const REACH: usize = 64;

/// The partner of each token that has one.
pub(super) struct Pairs(Vec<u32>);

impl Pairs {
    pub fn partner(&self, at: usize) -> Option<usize> {
        self.0.get(at).filter(|partner| **partner != NONE).map(|partner| *partner as usize)
    }

    fn join(&mut self, open: usize, close: usize) {
        if let Some(partner) = self.0.get_mut(open) {
            *partner = u32::try_from(close).unwrap_or(NONE);
        }
        if let Some(partner) = self.0.get_mut(close) {
            *partner = u32::try_from(open).unwrap_or(NONE);
        }
    }
}

/// How a group is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Math,
    /// Rows split at `&` and `\\` without an environment: `\substack`.
    Rows,
    /// Brackets mean nothing here.
    Words,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Root,
    Brace,
    LeftRight,
    Environment,
    /// `[…]` of an optional argument.
    Bracket,
    /// `$…$` inside words.
    Dollar,
    /// `\begingroup … \endgroup`.
    Group,
}

/// A plain opening delimiter that waits for its close.
struct Open {
    at: usize,
    text: &'static str,
    /// `\bigl`: said to be an opening one, whatever it is.
    explicit: bool,
    cell: u32,
    /// Whether a comma or dots stood in it: `[a, b)` is an interval.
    separated: bool,
}

/// A group that is open, with what waits inside it.
struct Level {
    kind: Kind,
    mode: Mode,
    open: usize,
    cell: u32,
    opens: Vec<Open>,
    strays: Vec<Stray>,
    /// Whether a bar stood in it: `|x\rangle` is a right pair.
    barred: bool,
    /// The arguments that the command before the group still takes.
    resume: &'static [Arg],
}

impl Level {
    fn new(kind: Kind, mode: Mode, open: usize, resume: &'static [Arg]) -> Self {
        Self { kind, mode, open, cell: 0, opens: Vec::new(), strays: Vec::new(), barred: false, resume }
    }
}

struct Pairing<'a, 't> {
    tokens: &'a [Token<'t>],
    pairs: Pairs,
    levels: Vec<Level>,
    strays: Vec<Stray>,
    slips: &'a mut Slips,
    /// The brackets that open in words and do not close there.
    spoken: Vec<usize>,
    /// The arguments that the last command still takes.
    pending: &'static [Arg],
}

/// The partner of each token; a slip for each that has none.
pub(super) fn pair(tokens: &[Token<'_>], slips: &mut Slips) -> Pairs {
    let pairs = Pairs(vec![NONE; tokens.len()]);
    let levels = vec![Level::new(Kind::Root, Mode::Math, 0, &[])];
    let mut pairing = Pairing { tokens, pairs, levels, strays: Vec::new(), spoken: Vec::new(), slips, pending: &[] };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at = if token.is_blank() { at + 1 } else { pairing.step(at, token) };
    }
    pairing.finish()
}

impl Pairing<'_, '_> {
    /// Reads the token at `at`; gives the index of the next one to read.
    fn step(&mut self, at: usize, token: &Token<'_>) -> usize {
        let argument = self.next_argument(token);
        if argument == Some(Arg::Raw) && token.kind != TokenKind::Open {
            return at + 1;
        }
        match token.kind {
            TokenKind::Open => self.open_brace(at, argument),
            TokenKind::Close => self.close_brace(at),
            TokenKind::Ampersand => self.next_cell(),
            TokenKind::Dollar => self.dollar(at),
            TokenKind::Command => return self.command(at, token),
            TokenKind::Other => self.other(at, token, argument),
            _ => {}
        }
        at + 1
    }

    /// The argument that the token begins, taken off the waiting ones.
    fn next_argument(&mut self, token: &Token<'_>) -> Option<Arg> {
        while let Some((first, rest)) = self.pending.split_first() {
            let skipped = match first {
                Arg::Optional | Arg::OptionalRaw => token.text != "[",
                Arg::Star => token.text != "*",
                _ => false,
            };
            if matches!(token.kind, TokenKind::Close | TokenKind::Ampersand) {
                self.pending = &[];
                return None;
            }
            self.pending = rest;
            if !skipped {
                return Some(*first);
            }
        }
        None
    }

    fn open_brace(&mut self, at: usize, argument: Option<Arg>) {
        let mode = match argument {
            Some(Arg::Text | Arg::Raw | Arg::Size | Arg::Color) => Mode::Words,
            Some(Arg::Rows) => Mode::Rows,
            _ if self.words() => Mode::Words,
            _ => Mode::Math,
        };
        self.push(Kind::Brace, mode, at);
    }

    fn push(&mut self, kind: Kind, mode: Mode, at: usize) {
        let resume = std::mem::take(&mut self.pending);
        self.levels.push(Level::new(kind, mode, at, resume));
    }

    /// Whether the innermost group is words.
    fn words(&self) -> bool {
        self.levels.last().is_some_and(|level| level.mode == Mode::Words)
    }

    fn top(&self) -> Kind {
        self.levels.last().map_or(Kind::Root, |level| level.kind)
    }

    fn close_brace(&mut self, at: usize) {
        if self.holds(Kind::Brace) {
            self.close_down_to(Kind::Brace, at);
        } else {
            self.strays.push(Stray { at, text: "}", opens: false, sort: Sort::Brace, reported: false });
        }
    }

    /// Whether a group of the kind is open, near enough to be meant.
    fn holds(&self, kind: Kind) -> bool {
        self.levels.iter().rev().take(REACH).any(|level| level.kind == kind)
    }

    /// Closes the innermost group of the kind with the token at `at`; what is open inside it stays without partner.
    fn close_down_to(&mut self, kind: Kind, at: usize) {
        while let Some(level) = self.levels.pop() {
            let done = level.kind == kind;
            let open = level.open;
            self.pending = level.resume;
            self.leave(level, !done);
            if done {
                self.pairs.join(open, at);
                return;
            }
        }
    }

    /// Gathers what a group leaves without partner.
    fn leave(&mut self, mut level: Level, unclosed: bool) {
        if unclosed && level.kind != Kind::Root {
            let (text, sort) = match level.kind {
                Kind::LeftRight => (after(self.tokens, level.open, false).map_or("", |found| found.0), Sort::LeftRight),
                Kind::Environment => ("", Sort::Environment),
                Kind::Bracket => ("[", Sort::Bracket),
                Kind::Dollar => ("$", Sort::Dollar),
                _ => ("{", Sort::Brace),
            };
            self.strays.push(Stray { at: level.open, text, opens: true, sort, reported: false });
        }
        let opens = std::mem::take(&mut level.opens);
        level.strays.extend(opens.into_iter().map(|open| Stray::plain(open.at, open.text, true)));
        level.strays.sort_by_key(|stray| stray.at);
        if let [first, second] = level.strays.as_slice()
            && strays::outward_interval(first, second, self.tokens)
        {
            self.pairs.join(first.at, second.at);
            return;
        }
        let barred = level.barred;
        let tokens = self.tokens;
        let kept = level.strays.into_iter().filter(|stray| !strays::is_habit(stray, tokens, barred));
        self.strays.extend(kept);
    }

    fn next_cell(&mut self) {
        self.pending = &[];
        if let Some(level) = self.levels.last_mut() {
            level.cell += 1;
        }
    }

    fn dollar(&mut self, at: usize) {
        if self.top() == Kind::Dollar {
            self.close_down_to(Kind::Dollar, at);
        } else if self.words() {
            self.push(Kind::Dollar, Mode::Words, at);
        }
    }

    /// Reads a command; gives the index of the next token to read.
    fn command(&mut self, at: usize, token: &Token<'_>) -> usize {
        let Some(row) = token.row else {
            return at + 1;
        };
        match row.role {
            Role::Left => return self.left(at),
            Role::Right => return self.right(at),
            Role::Middle => return after(self.tokens, at, false).map_or(at + 1, |found| found.1),
            Role::Sized(class) => return self.sized(at, class),
            Role::Reclass(class @ (Class::Open | Class::Close)) => return self.classed(at, class, row.args),
            Role::Begin => return self.begin(at),
            Role::End => return self.end(at),
            Role::BeginGroup => self.push(Kind::Group, Mode::Math, at),
            Role::EndGroup if self.top() == Kind::Group => self.close_down_to(Kind::Group, at),
            Role::EndGroup => {
                self.strays.push(Stray { at, text: "}", opens: false, sort: Sort::Brace, reported: false })
            }
            Role::Break => {
                self.next_cell();
                if self.tokens.get(at + 1).is_some_and(|next| next.text == "[") && row.name == "\\" {
                    self.pending = &[Arg::OptionalRaw];
                }
            }
            Role::Symbol(text, class) => self.plain(at, text, class),
            _ => self.pending = row.args,
        }
        at + 1
    }

    fn left(&mut self, at: usize) -> usize {
        self.push(Kind::LeftRight, Mode::Math, at);
        after(self.tokens, at, false).map_or(at + 1, |found| found.1)
    }

    fn right(&mut self, at: usize) -> usize {
        let found = after(self.tokens, at, false);
        if self.top() == Kind::LeftRight {
            self.close_down_to(Kind::LeftRight, at);
        } else {
            let text = found.map_or("", |found| found.0);
            self.strays.push(Stray { at, text, opens: false, sort: Sort::LeftRight, reported: false });
        }
        found.map_or(at + 1, |found| found.1)
    }

    fn sized(&mut self, at: usize, class: Option<Class>) -> usize {
        let Some((text, next)) = after(self.tokens, at, true) else {
            return at + 1;
        };
        match class {
            Some(Class::Open) => self.open_plain(at, text, true),
            Some(Class::Close) => self.close_plain(at, text, true),
            Some(_) => {}
            None => match pair_class(text) {
                Some(Class::Open) => self.open_plain(at, text, false),
                Some(Class::Close) => self.close_plain(at, text, false),
                _ => {}
            },
        }
        next
    }

    /// `\mathopen{[}`: an opening delimiter, whatever it is.
    fn classed(&mut self, at: usize, class: Class, args: &'static [Arg]) -> usize {
        let Some((text, next)) = classed(self.tokens, at) else {
            self.pending = args;
            return at + 1;
        };
        match class {
            Class::Open => self.open_plain(at, text, true),
            _ => self.close_plain(at, text, true),
        }
        next
    }

    fn begin(&mut self, at: usize) -> usize {
        let Some((open, close)) = name_braces(self.tokens, at) else {
            return at + 1;
        };
        self.pairs.join(open, close);
        let name = written(self.tokens, open + 1, close);
        self.push(Kind::Environment, Mode::Math, at);
        self.pending = super::commands::environment(name.trim()).map_or(&[], |row| row.args);
        close + 1
    }

    fn end(&mut self, at: usize) -> usize {
        let next = match name_braces(self.tokens, at) {
            Some((open, close)) => {
                self.pairs.join(open, close);
                close + 1
            }
            None => at + 1,
        };
        if !self.holds(Kind::Environment) {
            self.strays.push(Stray { at, text: "", opens: false, sort: Sort::Environment, reported: false });
            return next;
        }
        self.close_down_to(Kind::Environment, at);
        if let Some(begin) = self.pairs.partner(at) {
            self.compare_names(begin, at);
        }
        next
    }

    fn compare_names(&mut self, begin: usize, end: usize) {
        let name = |at| name_braces(self.tokens, at).map(|(open, close)| written(self.tokens, open + 1, close));
        let (Some(opened), Some(closed)) = (name(begin), name(end)) else {
            return;
        };
        if opened.trim() == closed.trim() {
            return;
        }
        let Some((span, begin)) = self.tokens.get(end).zip(self.tokens.get(begin)).map(|(a, b)| (a.span, b.span))
        else {
            return;
        };
        let message = format!("`\\begin{{{opened}}}` is closed by `\\end{{{closed}}}`");
        let slip = Slip::new(SlipKind::UnbalancedDelimiter, span, message)
            .related(begin, "opened here")
            .hint(format!("close it with `\\end{{{opened}}}`"))
            .rejected_by(Renderers::ALL);
        self.slips.push(slip);
    }

    fn other(&mut self, at: usize, token: &Token<'_>, argument: Option<Arg>) {
        if self.words() {
            match token.text {
                "(" | "[" => self.spoken.push(at),
                ")" | "]" => self.spoken.truncate(self.spoken.len().saturating_sub(1)),
                _ => {}
            }
        }
        if matches!(argument, Some(Arg::Optional | Arg::OptionalRaw)) {
            let mode = if argument == Some(Arg::Optional) { Mode::Math } else { Mode::Words };
            self.push(Kind::Bracket, mode, at);
        } else if token.text == "]" && self.top() == Kind::Bracket {
            self.close_down_to(Kind::Bracket, at);
        } else if let Some((text, class)) = symbol(token) {
            self.plain(at, text, class);
        }
    }

    /// Reads a plain symbol: a delimiter, a separator, a bar.
    fn plain(&mut self, at: usize, text: &'static str, class: Class) {
        match class {
            Class::Open => self.open_plain(at, text, false),
            Class::Close => self.close_plain(at, text, false),
            _ => self.note(text),
        }
    }

    fn note(&mut self, text: &str) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        match text {
            "," | ";" | ":" | r"\ldots" | r"\cdots" => {
                if let Some(open) = level.opens.last_mut() {
                    open.separated = true;
                }
            }
            "|" | r"\|" | r"\mid" => level.barred = true,
            _ => {}
        }
    }

    fn open_plain(&mut self, at: usize, text: &'static str, explicit: bool) {
        if self.words() {
            return;
        }
        if let Some(level) = self.levels.last_mut() {
            let cell = level.cell;
            level.opens.push(Open { at, text, explicit, cell, separated: false });
        }
    }

    fn close_plain(&mut self, at: usize, text: &'static str, explicit: bool) {
        if self.words() {
            return;
        }
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        let Some(depth) = partner_depth(&level.opens, text, explicit) else {
            level.strays.push(Stray::plain(at, text, false));
            return;
        };
        let keep = level.opens.len() - depth;
        let unclosed = level.opens.split_off(keep);
        level.strays.extend(unclosed.into_iter().map(|open| Stray::plain(open.at, open.text, true)));
        if let Some(open) = level.opens.pop()
            && open.cell == level.cell
        {
            self.pairs.join(open.at, at);
            self.compare_widths(open.at, at);
        }
    }

    /// `f(x）`: a bracket of the width of a letter and one of the width of a Chinese character.
    fn compare_widths(&mut self, open: usize, close: usize) {
        let (Some(first), Some(last)) = (self.tokens.get(open), self.tokens.get(close)) else { return };
        let narrow = |token: &Token<'_>| token.text.is_ascii();
        let sized = |token: &Token<'_>| token.kind == TokenKind::Command;
        if narrow(first) == narrow(last) || sized(first) || sized(last) {
            return;
        }
        let (wide, narrow) = if narrow(last) { (first, last) } else { (last, first) };
        let partner = match narrow.text {
            "(" => ")",
            ")" => "(",
            "[" => "]",
            "]" => "[",
            _ => return,
        };
        let message = format!("`{}` is closed by `{}`, a bracket of another width", first.text, last.text);
        let slip = Slip::new(SlipKind::UnbalancedDelimiter, wide.span, message)
            .related(narrow.span, "the other bracket of the pair")
            .hint(format!("write `{partner}`"))
            .fix(wide.span, partner);
        self.slips.push(slip);
    }

    fn finish(mut self) -> Pairs {
        while let Some(level) = self.levels.pop() {
            let unclosed = level.kind != Kind::Root;
            self.leave(level, unclosed);
        }
        let significant = self.tokens.iter().filter(|token| !token.is_blank()).count();
        self.forget_remarks();
        strays::report(self.tokens, &mut self.strays, significant, self.slips);
        self.pairs
    }

    /// `\text{(since } a = b)`: a bracket that opens in words may close in the formula.
    fn forget_remarks(&mut self) {
        let mut spoken = std::mem::take(&mut self.spoken);
        self.strays.retain(|stray| {
            let opener = |open: &usize| self.tokens.get(*open).map_or("", |token| token.text);
            let fits = |open: &usize| matches!((opener(open), stray.text), ("(", ")") | ("[", "]"));
            let ended = !stray.opens && spoken.last().is_some_and(|open| *open < stray.at && fits(open));
            if ended {
                spoken.pop();
            }
            !ended
        });
    }
}

/// How many opens lie above the one that `close` closes; none if it closes none.
fn partner_depth(opens: &[Open], close: &str, explicit: bool) -> Option<usize> {
    let top = opens.last()?;
    if fits(top, close, explicit) || strays::half_open(top.text, close, top.separated) {
        return Some(0);
    }
    opens.iter().rev().take(REACH).position(|open| fits(open, close, explicit))
}

fn fits(open: &Open, close: &str, explicit: bool) -> bool {
    (open.explicit && explicit) || closes(open.text, close)
}

/// The index of the first token from `at` on that is no blank; for the slips of this pass.
fn next_significant<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> Option<&'a Token<'t>> {
    tokens.get(skip_blanks(tokens, at))
}
