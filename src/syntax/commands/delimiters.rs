//! Delimiters: their spellings, and which closes which.

use super::super::notation::Class::{self, Close, Open, Ordinary};
use super::{Arg, Command, Renderers, Role};

const KATEX: Renderers = Renderers::KATEX;

const fn delim(name: &'static str, canonical: &'static str, class: Class) -> Command {
    Command::new(name, Role::Symbol(canonical, class), &[]).in_script()
}

const fn sized(name: &'static str, class: Option<Class>) -> Command {
    Command::new(name, Role::Sized(class), &[Arg::Delimiter])
}

pub(super) static ROWS: &[Command] = &[
    delim("lparen", "(", Open).known_to(KATEX),
    delim("rparen", ")", Close).known_to(KATEX),
    delim("lbrack", "[", Open).in_text(),
    delim("rbrack", "]", Close).in_text(),
    delim("{", r"\{", Open).in_text(),
    delim("}", r"\}", Close).in_text(),
    delim("lbrace", r"\{", Open),
    delim("rbrace", r"\}", Close),
    delim("langle", r"\langle", Open),
    delim("rangle", r"\rangle", Close),
    delim("lang", r"\langle", Open).known_to(KATEX),
    delim("rang", r"\rangle", Close).known_to(KATEX),
    delim("lfloor", r"\lfloor", Open),
    delim("rfloor", r"\rfloor", Close),
    delim("lceil", r"\lceil", Open),
    delim("rceil", r"\rceil", Close),
    delim("lvert", r"\lvert", Open),
    delim("rvert", r"\rvert", Close),
    delim("lVert", r"\lVert", Open),
    delim("rVert", r"\rVert", Close),
    delim("lgroup", r"\lgroup", Open),
    delim("rgroup", r"\rgroup", Close),
    delim("lmoustache", r"\lmoustache", Open),
    delim("rmoustache", r"\rmoustache", Close),
    delim("llbracket", r"\llbracket", Open),
    delim("rrbracket", r"\rrbracket", Close),
    delim("lBrace", r"\lBrace", Open),
    delim("rBrace", r"\rBrace", Close),
    delim("ulcorner", r"\ulcorner", Open),
    delim("urcorner", r"\urcorner", Close),
    delim("llcorner", r"\llcorner", Open),
    delim("lrcorner", r"\lrcorner", Close),
    delim("|", r"\|", Ordinary),
    delim("Vert", r"\|", Ordinary),
    delim("vert", "|", Ordinary),
    Command::new("left", Role::Left, &[Arg::Delimiter]),
    Command::new("right", Role::Right, &[Arg::Delimiter]),
    Command::new("middle", Role::Middle, &[Arg::Delimiter]),
    sized("big", None),
    sized("Big", None),
    sized("bigg", None),
    sized("Bigg", None),
    sized("bigl", Some(Open)),
    sized("Bigl", Some(Open)),
    sized("biggl", Some(Open)),
    sized("Biggl", Some(Open)),
    sized("bigr", Some(Close)),
    sized("Bigr", Some(Close)),
    sized("biggr", Some(Close)),
    sized("Biggr", Some(Close)),
    sized("bigm", Some(Class::Relation)),
    sized("Bigm", Some(Class::Relation)),
    sized("biggm", Some(Class::Relation)),
    sized("Biggm", Some(Class::Relation)),
];

/// Pairs, in canonical spelling. The first partner of an opening delimiter is its own; another is a rarer habit.
static PAIRS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    (r"\{", r"\}"),
    (r"\langle", r"\rangle"),
    (r"\lfloor", r"\rfloor"),
    (r"\lceil", r"\rceil"),
    // Rounding to the nearest integer.
    (r"\lfloor", r"\rceil"),
    (r"\lceil", r"\rfloor"),
    (r"\lvert", r"\rvert"),
    (r"\lVert", r"\rVert"),
    (r"\lgroup", r"\rgroup"),
    (r"\lmoustache", r"\rmoustache"),
    (r"\llbracket", r"\rrbracket"),
    (r"\lBrace", r"\rBrace"),
    (r"\ulcorner", r"\urcorner"),
    (r"\llcorner", r"\lrcorner"),
];

/// What KaTeX takes after `\left`, `\right`, `\middle` and `\big`, in canonical spelling, beside the pairs.
static OTHER_DELIMITERS: &[&str] = &[
    "<",
    ">",
    "/",
    r"\backslash",
    "|",
    r"\|",
    r"\uparrow",
    r"\Uparrow",
    r"\downarrow",
    r"\Downarrow",
    r"\updownarrow",
    r"\Updownarrow",
    ".",
];

/// Those of the pairs that KaTeX does not stretch.
static FIXED: &[&str] =
    &[r"\llbracket", r"\rrbracket", r"\lBrace", r"\rBrace", r"\ulcorner", r"\urcorner", r"\llcorner", r"\lrcorner"];

/// Whether KaTeX accepts the delimiter after `\left` and its kin.
pub(crate) fn is_katex_delimiter(canonical: &str) -> bool {
    OTHER_DELIMITERS.contains(&canonical) || (!FIXED.contains(&canonical) && delimiter(canonical).is_some())
}

/// The class of a delimiter that pairs by itself, in canonical spelling.
pub(crate) fn delimiter(canonical: &str) -> Option<Class> {
    PAIRS.iter().find_map(|(open, close)| match canonical {
        text if text == *open => Some(Open),
        text if text == *close => Some(Close),
        _ => None,
    })
}

/// Whether `close` closes `open`.
pub(crate) fn closes(open: &str, close: &str) -> bool {
    PAIRS.contains(&(open, close))
}
