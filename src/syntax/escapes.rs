//! `\_` where `_` is meant: pages for a host that takes Markdown's escapes away before the renderer sees a formula.
//!
//! Takes the texts of a page's formulas; tells whether they were written so, and gives a text of the same length with
//! the escapes read. Names such as `max\_depth` and words in text commands keep theirs.

use std::borrow::Cow;
use std::ops::Range;

/// Commands whose braces hold words, in which an underscore is a sign.
const WORDS: &[&str] = &[
    "text",
    "textrm",
    "textbf",
    "textit",
    "texttt",
    "textsf",
    "mbox",
    "hbox",
    "mathrm",
    "mathtt",
    "mathsf",
    "mathit",
    "operatorname",
    "label",
    "tag",
    "ref",
    "eqref",
];

/// Whether the formulas of a page write scripts as `\_`: all of them, or one that no renderer could mean otherwise.
pub fn is_escaped<'a>(formulas: impl Iterator<Item = &'a str>) -> bool {
    let (mut escaped, mut bare) = (false, false);
    for tex in formulas {
        if !braces(tex).is_empty() {
            return true;
        }
        if !tex.contains('_') {
            continue;
        }
        bare |= !tex.contains("\\_") || has_bare(tex);
        for at in scripts(tex) {
            if matches!(tex.as_bytes().get(at + 2), Some(b'{' | b'\\')) {
                return true;
            }
            escaped = true;
        }
    }
    escaped && !bare
}

/// The text with each escaped script sign as a blank and `_`.
pub fn unescape(tex: &str) -> Cow<'_, str> {
    let (places, braces) = (scripts(tex), braces(tex));
    if places.is_empty() && braces.is_empty() {
        return Cow::Borrowed(tex);
    }
    let mut read = tex.to_owned();
    for at in braces {
        read.replace_range(at..at + 1, " ");
    }
    for at in places {
        read.replace_range(at..at + 2, " _");
    }
    Cow::Owned(read)
}

/// The places of `\\\\{` behind `\left`, where no line can break.
fn braces(tex: &str) -> Vec<usize> {
    let sized = |sign: &str| tex.match_indices(sign).map(|(at, _)| at + sign.len()).collect::<Vec<_>>();
    let mut places = [sized(r"\left"), sized(r"\right")].concat();
    places.retain(|at| [r"\\{", r"\\}"].iter().any(|brace| tex[*at..].starts_with(brace)));
    places
}

fn has_bare(tex: &str) -> bool {
    tex.match_indices('_').any(|(at, _)| !tex[..at].ends_with('\\') || tex[..at].ends_with("\\\\"))
}

/// The places of `\_` that stand for a script sign.
fn scripts(tex: &str) -> Vec<usize> {
    if !tex.contains("\\_") {
        return Vec::new();
    }
    let words = words(tex);
    let found = tex.match_indices("\\_").map(|(at, _)| at);
    let meant = found.filter(|at| {
        let inside = words.iter().any(|range| range.contains(at));
        !inside && !tex[..*at].ends_with('\\') && lowers(tex, *at) && !in_name(tex, *at)
    });
    meant.collect()
}

/// Whether what stands behind could be a subscript, and what stands before could carry one.
fn lowers(tex: &str, at: usize) -> bool {
    let after = tex[at + 2..].chars().next();
    let before = tex[..at].chars().next_back();
    after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '{' | '\\' | '-' | '+' | '*'))
        && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '\'' | '|'))
}

/// `Gini\_index`: letters on both sides, no command, spell a name.
fn in_name(tex: &str, at: usize) -> bool {
    let letter = |c: &char| c.is_ascii_alphabetic();
    let before = tex[..at].chars().rev().take_while(letter).count();
    let command = tex[..at - before].ends_with('\\');
    let after = tex[at + 2..].chars().take_while(letter).count();
    !command && before > 1 && after > 1
}

/// The insides of commands that hold words.
fn words(tex: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in tex.match_indices('\\') {
        let name = tex[at + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let open = at + 1 + name;
        if found.last().is_none_or(|last: &Range<usize>| last.end <= at)
            && WORDS.contains(&&tex[at + 1..open])
            && tex[open..].starts_with('{')
        {
            found.push(open..closing(tex, open));
        }
    }
    found
}

fn closing(tex: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in tex.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tex.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_escaped_scripts_are_told() {
        for (page, escaped) in [
            (&[r"x\_1 + y\_n", r"\alpha"][..], true),
            (&[r"x\_1", r"y_1"][..], false),
            (&[r"\prod\_{i=1}^m p(y_i)", "x_1"][..], true),
            (&[r"f\_\theta(x_i)"][..], true),
            (&[r"Gini\_index(D)"][..], false),
            (&[r"\text{max\_{x}}"][..], false),
            (&[r"\_ = x"][..], false),
            (&[r"\left\\{ x \right\\}"][..], true),
            (&["x_1"][..], false),
        ] {
            assert_eq!(is_escaped(page.iter().copied()), escaped, "{page:?}");
        }
    }

    #[test]
    fn places_stay_where_escapes_are_read() {
        assert_eq!(unescape(r"\sum\_{i} x\_i + \text{a\_b}"), r"\sum _{i} x _i + \text{a\_b}");
        assert_eq!(unescape(r"Gini\_index"), r"Gini\_index");
        assert_eq!(unescape("x_1"), "x_1");
        assert_eq!(unescape(r"\left\\{ J\_- \right\\}"), r"\left \{ J _- \right \}");
    }
}
