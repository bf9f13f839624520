//! What an unknown command could have meant.

use super::super::commands::{self, Renderers};
use super::super::lexer::Token;
use super::super::slip::{Slip, SlipKind};

/// The slip of a command that no row explains, with the nearest spelling.
pub(super) fn unknown(token: Token<'_>) -> Slip {
    let message = format!("no command `{}`", token.text);
    let slip = Slip::new(SlipKind::UnknownCommand, token.span, message).rejected_by(Renderers::ALL);
    let name = token.name();
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return match name {
            "*" | "<" | "|" | "(" | ")" | "[" | "]" | "-" | "+" | "/" | "." => {
                slip.hint(format!("write `{name}` without the backslash")).fix(token.span, name)
            }
            _ => slip,
        };
    }
    if let Some(near) = nearest(name) {
        return slip.hint(format!("did you mean `\\{near}`?")).fix(token.span, format!("\\{near}"));
    }
    match run_together(name) {
        Some((command, rest)) => slip
            .hint(format!("did you mean `\\{command} {rest}`? Without a blank the letters are one name"))
            .fix(token.span, format!("\\{command} {rest}")),
        None => slip.hint("define it, or write a command that the renderer knows"),
    }
}

/// The longest known command that the name begins with, and the letters behind it.
fn run_together(name: &str) -> Option<(&str, &str)> {
    let cuts = (2..name.len()).rev().filter(|cut| name.is_char_boundary(*cut));
    cuts.map(|cut| name.split_at(cut)).find(|(command, _)| commands::find_name(command).is_some())
}

/// The only known name one edit away, or the nearest two edits away for long names.
fn nearest(name: &str) -> Option<&'static str> {
    let length = name.len();
    if !(3..=24).contains(&length) {
        return None;
    }
    let close = commands::names().filter(|row| row.name.len().abs_diff(length) <= 2 && row.name.len() > 2);
    let scored = close.map(|row| (strsim::osa_distance(row.name, name), row.name));
    let most = if length > 6 { 2 } else { 1 };
    let longest = run_together(name).map_or(0, |(command, _)| command.len());
    let (distance, found) = scored.filter(|(distance, _)| *distance <= most).min()?;
    // `\sigmax` is one edit from `\sigma`, but two names that ran together say it better.
    (!name.starts_with(found) && (distance == 1 || longest + 2 < length)).then_some(found)
}
