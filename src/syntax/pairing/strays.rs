//! What is left without partner: habits that are right, and slips, one for each root cause.

use super::super::commands::{Renderers, Role, closes};
use super::super::delimiter::{after, name_braces, written};
use super::super::lexer::{Token, TokenKind};
use super::super::slip::{Slip, SlipKind, Slips};
use super::{REACH, next_significant};
use crate::source::Span;

/// What kind of delimiter stands alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Plain,
    Brace,
    LeftRight,
    Environment,
    Bracket,
    Dollar,
}

/// A delimiter without partner.
pub(super) struct Stray {
    pub at: usize,
    pub text: &'static str,
    pub opens: bool,
    pub sort: Sort,
    /// Whether it has been reported together with another.
    pub reported: bool,
}

impl Stray {
    pub fn plain(at: usize, text: &'static str, opens: bool) -> Self {
        Self { at, text, opens, sort: Sort::Plain, reported: false }
    }
}

/// Whether `open … close` is a half-open interval: `[a, b)`, `(a, b]`.
pub(super) fn half_open(open: &str, close: &str, separated: bool) -> bool {
    separated && matches!((open, close), ("[", ")") | ("(", "]"))
}

/// Whether two square brackets of one cell are an interval written outwards: `]a, b[`, `[a, b[`, `]a, b]`.
pub(super) fn outward_interval(first: &Stray, second: &Stray, tokens: &[Token<'_>]) -> bool {
    let square = |stray: &Stray| matches!(stray.text, "[" | "]");
    let splits = |token: &Token<'_>| {
        token.kind == TokenKind::Ampersand || token.row.is_some_and(|row| matches!(row.role, Role::Break))
    };
    let between = tokens.get(first.at..second.at).unwrap_or(&[]);
    square(first) && square(second) && (first.text, second.text) != ("[", "]") && !between.iter().any(splits)
}

/// Whether standing alone is a habit: a ket with a bar, a brace in front of an array.
pub(super) fn is_habit(stray: &Stray, tokens: &[Token<'_>], barred: bool) -> bool {
    match stray.text {
        r"\langle" | r"\rangle" => barred,
        r"\lvert" | r"\rvert" | r"\lVert" | r"\rVert" => true,
        "." | "|" | r"\|" => true,
        r"\{" if stray.opens => next_significant(tokens, stray.at + 1)
            .and_then(|token| token.row)
            .is_some_and(|row| row.role == Role::Begin),
        _ => false,
    }
}

/// One slip for each root cause. An open and a close in different groups are one; what an unclosed brace tears apart
/// is no slip of its own.
pub(super) fn report(tokens: &[Token<'_>], strays: &mut [Stray], significant: usize, slips: &mut Slips) {
    strays.sort_by_key(|stray| stray.at);
    let crossings = cross(strays);
    let broken = strays.iter().position(|stray| stray.opens && stray.sort == Sort::Brace && !stray.reported);
    let mut first_torn = None;
    for (open, close) in crossings {
        if broken.is_some_and(|broken| open < broken && broken < close) {
            first_torn = first_torn.or(strays.get(close).map(|stray| stray.at));
        } else if let (Some(open), Some(close)) = (strays.get(open), strays.get(close)) {
            slips.push(crossed(tokens, open, close));
        }
    }
    if let Some(broken) = broken {
        instead_of_brace(tokens, strays, broken, first_torn, slips);
    }
    brace_instead(tokens, strays, slips);
    for stray in strays.iter().filter(|stray| !stray.reported) {
        if stray.sort != Sort::Plain || significant > 2 {
            slips.push(alone(tokens, stray));
        }
    }
}

/// Joins the strays that were meant for each other; gives their places in the list.
fn cross(strays: &mut [Stray]) -> Vec<(usize, usize)> {
    let mut waiting: Vec<usize> = Vec::new();
    let mut joined = Vec::new();
    for at in 0..strays.len() {
        let Some(stray) = strays.get(at) else { continue };
        if stray.opens {
            waiting.push(at);
            continue;
        }
        let near = waiting.len().saturating_sub(REACH);
        let mut candidates = waiting.iter().skip(near);
        let found = candidates.rposition(|open| strays.get(*open).is_some_and(|open| belong(open, stray)));
        let Some(open) = found.map(|place| waiting.remove(near + place)) else { continue };
        joined.push((open, at));
        mark(strays, open);
        mark(strays, at);
    }
    joined
}

fn mark(strays: &mut [Stray], at: usize) {
    if let Some(stray) = strays.get_mut(at) {
        stray.reported = true;
    }
}

/// `h_{t)`: a plain close where the brace should end.
fn instead_of_brace(
    tokens: &[Token<'_>],
    strays: &mut [Stray],
    broken: usize,
    first_torn: Option<usize>,
    slips: &mut Slips,
) {
    let extra =
        strays.iter().skip(broken).position(|stray| !stray.opens && stray.sort == Sort::Plain && !stray.reported);
    let Some(extra) = extra.map(|place| broken + place) else { return };
    let (Some(brace), Some(close)) = (strays.get(broken), strays.get(extra)) else { return };
    let at = first_torn.map_or(close.at, |torn| torn.min(close.at));
    let Some(token) = tokens.get(at) else { return };
    let slip = Slip::new(
        SlipKind::UnbalancedDelimiter,
        span(tokens, brace),
        format!("`{{` is never closed: `{}` stands where `}}` should", token.text),
    );
    let slip = slip
        .related(token.span, format!("`{}` closes nothing in this group", token.text))
        .hint("write `}` there")
        .fix(token.span, "}")
        .rejected_by(Renderers::ALL);
    slips.push(slip);
    mark(strays, broken);
    mark(strays, extra);
}

/// `f(x}`: a brace where a plain bracket should close.
fn brace_instead(tokens: &[Token<'_>], strays: &mut [Stray], slips: &mut Slips) {
    let brace = strays.iter().position(|stray| !stray.opens && stray.sort == Sort::Brace && !stray.reported);
    let Some(brace) = brace else { return };
    let open = strays.iter().take(brace).rposition(|stray| stray.opens && stray.sort == Sort::Plain && !stray.reported);
    let Some(open) = open else { return };
    let (Some(first), Some(last)) = (strays.get(open), strays.get(brace)) else { return };
    let Some(close) = closing(first, "") else { return };
    let slip = Slip::new(
        SlipKind::UnbalancedDelimiter,
        span(tokens, last),
        format!("`}}` closes nothing: it stands where `{close}` should"),
    );
    let slip = slip
        .related(span(tokens, first), format!("`{}` was opened here", first.text))
        .hint(format!("write `{close}`"))
        .fix(span(tokens, last), close)
        .rejected_by(Renderers::ALL);
    slips.push(slip);
    mark(strays, open);
    mark(strays, brace);
}

/// Whether an open and a close were meant for each other.
fn belong(open: &Stray, close: &Stray) -> bool {
    match (open.sort, close.sort) {
        (Sort::Plain | Sort::LeftRight, Sort::Plain | Sort::LeftRight) => {
            closes(open.text, close.text) || (open.sort == Sort::LeftRight && close.sort == Sort::LeftRight)
        }
        (a, b) => a == b,
    }
}

fn span(tokens: &[Token<'_>], stray: &Stray) -> Span {
    let Some(first) = tokens.get(stray.at).map(|token| token.span) else {
        return Span::default();
    };
    let last = match stray.sort {
        Sort::Environment => name_braces(tokens, stray.at).map(|(_, close)| close),
        Sort::LeftRight => after(tokens, stray.at, false).map(|(_, next)| next - 1),
        _ => None,
    };
    last.and_then(|last| tokens.get(last)).map_or(first, |last| first.join(last.span))
}

fn shown(tokens: &[Token<'_>], stray: &Stray) -> String {
    match stray.sort {
        Sort::Plain => tokens.get(stray.at).map_or(String::new(), |token| match token.row.map(|row| row.role) {
            Some(Role::Sized(_)) => format!("{}{}", token.text, stray.text),
            _ => token.text.to_owned(),
        }),
        Sort::LeftRight => format!("{}{}", if stray.opens { r"\left" } else { r"\right" }, stray.text),
        Sort::Environment => {
            let end = name_braces(tokens, stray.at).map_or(stray.at + 1, |(_, close)| close + 1);
            written(tokens, stray.at, end)
        }
        _ => stray.text.to_owned(),
    }
}

/// Who refuses a formula with such a delimiter alone: plain brackets stop nobody.
fn refusing(sort: Sort) -> Renderers {
    if sort == Sort::Plain { Renderers::NONE } else { Renderers::ALL }
}

fn crossed(tokens: &[Token<'_>], open: &Stray, close: &Stray) -> Slip {
    let (opening, closing) = (shown(tokens, open), shown(tokens, close));
    let slip = Slip::new(
        SlipKind::UnbalancedDelimiter,
        span(tokens, close),
        match (open.sort, close.sort) {
            (Sort::LeftRight, Sort::Plain) => format!("`{opening}` is closed by a plain `{closing}`"),
            (Sort::Plain, Sort::LeftRight) => format!("a plain `{opening}` is closed by `{closing}`"),
            _ => format!("`{closing}` stands in another group than the `{opening}` that it closes"),
        },
    );
    slip.related(span(tokens, open), format!("`{opening}` was opened here"))
        .hint("open and close in one group, or move a brace")
        .rejected_by(refusing(open.sort).or(refusing(close.sort)))
}

fn alone(tokens: &[Token<'_>], stray: &Stray) -> Slip {
    let text = shown(tokens, stray);
    let message = if stray.opens { format!("`{text}` is never closed") } else { format!("`{text}` closes nothing") };
    let slip = Slip::new(SlipKind::UnbalancedDelimiter, span(tokens, stray), message).rejected_by(refusing(stray.sort));
    match closing(stray, &text).filter(|_| stray.opens) {
        Some(close) => slip.hint(format!("add `{close}` where it ends, or remove it")),
        None => slip.hint("remove it, or open it where it begins"),
    }
}

/// What would close a stray.
fn closing(stray: &Stray, shown: &str) -> Option<String> {
    Some(match (stray.sort, stray.text) {
        (Sort::Environment, _) => shown.replacen("begin", "end", 1),
        (Sort::LeftRight, _) => r"\right".to_owned(),
        (_, "(") => ")".to_owned(),
        (_, "[") => "]".to_owned(),
        (_, "{") => "}".to_owned(),
        (_, r"\{") => r"\}".to_owned(),
        (_, "$") => "$".to_owned(),
        (_, text) => text.strip_prefix(r"\l").map(|rest| format!(r"\r{rest}"))?,
    })
}
