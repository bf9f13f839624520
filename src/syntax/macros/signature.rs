//! How definitions say what a macro takes: the specifiers of xparse, the numbered defaults of xargs.

use super::{NO_VALUE, Parameter};

/// `m O{default} s o g d()` → the parameters; none if a specifier is not known.
pub(super) fn read(specifiers: &str) -> Option<Vec<Parameter>> {
    let mut rest = specifiers.trim_start();
    let mut parameters = Vec::new();
    while let Some(specifier) = rest.chars().next() {
        rest = rest.get(specifier.len_utf8()..)?;
        match specifier {
            '+' | '!' | ' ' | '\n' | '\t' => continue,
            'm' | 'v' => parameters.push(Parameter::Plain),
            's' => parameters.push(Parameter::Flag),
            'o' => parameters.push(Parameter::Optional(NO_VALUE.to_owned())),
            'O' => parameters.push(Parameter::Optional(group(&mut rest)?.to_owned())),
            'g' => parameters.push(Parameter::Braced(NO_VALUE.to_owned())),
            'G' => parameters.push(Parameter::Braced(group(&mut rest)?.to_owned())),
            'd' | 'r' => parameters.push(between(&mut rest, false)?),
            'D' | 'R' => parameters.push(between(&mut rest, true)?),
            _ => return None,
        }
    }
    (parameters.len() <= 9).then_some(parameters)
}

/// `()`, `(){default}`: the two delimiters of an argument.
fn between(rest: &mut &str, with_default: bool) -> Option<Parameter> {
    let mut characters = rest.trim_start().chars();
    let (open, close) = (characters.next()?, characters.next()?);
    *rest = characters.as_str();
    let default = if with_default { group(rest)?.to_owned() } else { NO_VALUE.to_owned() };
    Some(Parameter::Between { open: open.to_string(), close: close.to_string(), default })
}

/// `{…}` at the beginning: what it holds; the rest begins behind it.
fn group<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let text = rest.trim_start().strip_prefix('{')?;
    let end = closing(text)?;
    *rest = text.get(end + 1..)?;
    text.get(..end)
}

/// Where the brace closes that was opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `1=a, 2={b,c}` → (1, `a`), (2, `b,c`); other keys are passed over.
pub(super) fn numbered(keys: &str) -> Vec<(usize, String)> {
    let parts = split_at_commas(keys);
    let pairs = parts.iter().filter_map(|part| part.split_once('='));
    let read = pairs.filter_map(|(key, value)| Some((key.trim().parse::<usize>().ok()?, bare(value.trim()))));
    read.collect()
}

fn split_at_commas(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.extend(text.get(from..at));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(from..));
    parts
}

/// A value without the braces around all of it.
fn bare(value: &str) -> String {
    let inner = value.strip_prefix('{').filter(|inner| closing(inner).map(|end| end + 1) == Some(inner.len()));
    inner.and_then(|inner| inner.strip_suffix('}')).unwrap_or(value).to_owned()
}
