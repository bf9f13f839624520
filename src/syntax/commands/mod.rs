//! The command table: a row a command: spelling, arguments, what it becomes, who knows it, where it may stand.
//!
//! Takes a spelling, gives its row. Never reads a formula. The spellings are those of KaTeX's support table
//! (<https://katex.org/docs/support_table>), of MathJax's TeX input and of amsmath with the packages that books use.

mod boxes;
mod colors;
mod delimiters;
mod environments;
mod letters;
mod operators;
mod spacing;
mod structures;
mod symbols;
mod unicode;

use std::sync::LazyLock;

pub(super) use delimiters::{closes, delimiter, is_katex_delimiter};
pub(super) use environments::{Environment, environment};
pub(super) use unicode::{Canonical, canonical, shown};

use super::notation::{Class, Font, FractionKind};

/// A set of renderers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Renderers(u8);

impl Renderers {
    pub const NONE: Self = Self(0);
    pub const KATEX: Self = Self(1);
    pub const MATHJAX: Self = Self(2);
    /// LaTeX with amsmath, mathtools and the usual font packages.
    pub const LATEX: Self = Self(4);
    pub const ALL: Self = Self(7);

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The renderers that are not in the set.
    pub const fn others(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    /// Whether the two sets share a renderer.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// An argument that a command takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arg {
    /// A group or a single token, read as mathematics.
    Math,
    /// As `Math`, but a command without braces may bring its own arguments: `\sqrt\frac12`, `\mathbin\hat a`.
    Atom,
    /// As `Math`, but nothing is refused and a number is taken whole: `\mod 28` shows what is meant.
    Whole,
    /// `[…]`, read as mathematics.
    Optional,
    /// `[…]`, taken as it stands.
    OptionalRaw,
    /// A group of words.
    Text,
    /// A group taken as it stands.
    Raw,
    /// A length: `{1em}`, and `1em` for the primitives.
    Size,
    /// A colour.
    Color,
    /// One delimiter.
    Delimiter,
    /// `*`, or nothing.
    Star,
    /// A group of rows, split at `\\` and `&`.
    Rows,
}

impl Arg {
    /// Whether the command cannot do without it.
    pub(super) fn is_needed(self) -> bool {
        !matches!(self, Self::Optional | Self::OptionalRaw | Self::Star)
    }
}

/// What a command becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Letter(&'static str),
    /// A letter in a font: `\R`.
    Styled(Font, &'static str),
    Symbol(&'static str, Class),
    Operator {
        name: &'static str,
        limits: bool,
    },
    BigOperator(&'static str),
    Accent(&'static str),
    Font(Font),
    /// `\bf`: from here to the end of the group; `None` where no font class follows from it.
    FontSwitch(Option<Font>),
    Fraction(FractionKind),
    /// `\over`: splits its group.
    Infix(FractionKind),
    GeneralFraction,
    Root,
    Text(Option<Font>),
    /// `\overset{over}{base}`.
    Over,
    /// `\underset{under}{base}`.
    Under,
    /// `\underbrace{base}_{under}`, `\overbrace{base}^{over}`.
    Brace,
    /// `\xrightarrow[under]{over}` with its base.
    Arrow(&'static str),
    /// `\bra{…}`: a pair of delimiters around its argument.
    Fence(&'static str, &'static str),
    Left,
    Right,
    Middle,
    /// `\big`, `\bigl`, `\bigr`, `\bigm`: a delimiter of a size, and the class it is given.
    Sized(Option<Class>),
    Begin,
    End,
    OperatorName,
    /// `\mathop{…}`.
    MathOperator,
    /// `\mathbin{…}`.
    Reclass(Class),
    /// `\substack{…}`, `\cases{…}`.
    Rows(&'static str),
    /// What only wraps its arguments: `\boxed`, `\smash`, `\mathllap`.
    Wrap,
    /// `\pmod{n}`, `\pod{n}`: in parentheses; `\mod{n}`: without.
    Modulus {
        word: bool,
        fenced: bool,
    },
    Not,
    Limits(bool),
    Char,
    Space,
    /// What stands for nothing at all: `\xspace`.
    Nothing,
    Meta,
    Break,
    /// `\hline`: only at the beginning of a row.
    Rule,
    /// `\newcommand` and its kin: read by the macro pass, left here only if broken.
    Define,
    BeginGroup,
    EndGroup,
}

/// A row of the command table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Command {
    /// Without the backslash.
    pub name: &'static str,
    pub(super) role: Role,
    pub(super) args: &'static [Arg],
    pub known_to: Renderers,
    /// Whether KaTeX takes it as a script without braces: `x^\mathrm T`, but not `x^\hat a`.
    pub(super) in_script: bool,
    /// Whether it may stand inside `\text{…}`.
    pub(super) in_text: bool,
}

impl Command {
    const fn new(name: &'static str, role: Role, args: &'static [Arg]) -> Self {
        Self { name, role, args, known_to: Renderers::ALL, in_script: false, in_text: false }
    }

    const fn known_to(mut self, renderers: Renderers) -> Self {
        self.known_to = renderers;
        self
    }

    const fn in_script(mut self) -> Self {
        self.in_script = true;
        self
    }

    const fn in_text(mut self) -> Self {
        self.in_text = true;
        self
    }
}

static TABLES: &[&[Command]] = &[
    letters::ROWS,
    symbols::ROWS,
    operators::ROWS,
    delimiters::ROWS,
    structures::ROWS,
    boxes::ROWS,
    colors::ROWS,
    spacing::ROWS,
];

/// The row of a use that has been dealt with: a definition that was read, a macro that is not expanded further.
pub(super) static DONE: Command = Command::new("", Role::Meta, &[]);

/// The rows by name, and where the names with each first byte begin: most look-ups end after a few comparisons.
struct Index {
    rows: Vec<&'static Command>,
    first: Vec<usize>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut rows: Vec<_> = TABLES.iter().copied().flatten().collect();
    rows.sort_by_key(|row| row.name);
    let first_byte = |row: &&Command| row.name.as_bytes().first().copied().map_or(0, usize::from);
    let first = (0..=256).map(|byte| rows.partition_point(|row| first_byte(row) < byte)).collect();
    Index { rows, first }
});

/// The row of a command as written (`\alpha`), if it has one.
pub(crate) fn find(text: &str) -> Option<&'static Command> {
    find_name(text.get(1..)?)
}

/// The row of a command by its name without the backslash.
pub(crate) fn find_name(name: &str) -> Option<&'static Command> {
    let byte = usize::from(*name.as_bytes().first()?);
    let range = *INDEX.first.get(byte)?..*INDEX.first.get(byte + 1)?;
    let rows = INDEX.rows.get(range)?;
    let at = rows.binary_search_by(|row| row.name.cmp(name)).ok()?;
    rows.get(at).copied()
}

/// All names of the table, sorted.
pub(crate) fn names() -> impl Iterator<Item = &'static Command> {
    INDEX.rows.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        let rows: Vec<_> = names().collect();
        for pair in rows.windows(2) {
            assert_ne!(pair[0].name, pair[1].name, "two rows");
        }
        for row in rows {
            assert!(find(&format!("\\{}", row.name)).is_some_and(|found| found.name == row.name), "{}", row.name);
        }
        assert!(find("\\").is_none() && find("\\sigmax").is_none() && find("").is_none());
    }

    #[test]
    fn synonyms_have_one_spelling() {
        for (written, canonical) in
            [("\\leq", "\\le"), ("\\leqslant", "\\le"), ("\\Vert", "\\|"), ("\\gets", "\\leftarrow")]
        {
            assert!(matches!(find(written).map(|row| row.role), Some(Role::Symbol(text, _)) if text == canonical));
        }
    }
}
