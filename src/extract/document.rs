//! What every host document becomes.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::source::{SourceMap, Span};

/// The kinds of host documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Host {
    Markdown,
    /// Text copied from a rendered page: each formula stands as glyphs, then as its LaTeX.
    CopiedText,
    Latex,
    Notebook,
    Html,
}

/// How a formula is marked in its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Delimiter {
    /// `$…$`
    Dollar,
    /// `$$…$$`
    DoubleDollar,
    /// `\(…\)`
    Parenthesis,
    /// `\[…\]`
    Bracket,
    /// A fence or directive of the host: ```` ```math ````, `{math}`, MathML annotation.
    Fence,
    /// `\begin{align}…\end{align}` without other marks.
    Environment,
    /// The LaTeX half of a pair in copied text.
    Copied,
}

/// A formula in its document.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The span in the file, delimiters included.
    pub span: Span,
    /// The formula's text: quote prefixes and table escapes removed, line ends as `\n`.
    pub tex: String,
    /// From offsets in `tex` to the file.
    pub map: SourceMap,
    pub display: bool,
    pub delimiter: Delimiter,
    /// Index of its block in [`Document::blocks`].
    pub block: usize,
}

/// A unit of prose.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
    pub inlines: Vec<Inline>,
    /// Index of the heading block this one stands under; `None` before the first.
    pub heading: Option<usize>,
    /// The innermost named box around it, in lower case, whatever kind of block it is itself.
    pub enclosing: Option<String>,
}

/// What a block is in its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    Heading(u8),
    /// An item of a list, with its depth from 1.
    ListItem(u8),
    /// A cell: table number in the page, row (0 is the header), column.
    TableCell {
        table: u32,
        row: u32,
        column: u32,
    },
    Quote,
    /// A named box: `:::tip`, `> [!NOTE]`, `\begin{exercise}`, MyST directives; the name in lower case.
    Admonition(String),
    Caption,
    /// A display formula that stands alone between paragraphs.
    Display,
}

/// A run within a block, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words as a reader sees them: markup removed, entities decoded, line ends as blanks.
    Text {
        text: String,
        span: Span,
    },
    /// Index of a formula in [`Document::formulas`].
    Formula(usize),
    Code {
        text: String,
        span: Span,
    },
    /// Where emphasis begins and ends (`strong` for two stars).
    Emphasis {
        strong: bool,
        open: bool,
    },
    /// A reference or label: `:eqref:`name``, `\eqref{name}`, `{eq}`name``.
    Reference {
        target: String,
        span: Span,
    },
}

/// A comment of the host, as it stands between the comment's marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostComment {
    pub text: String,
    /// The whole comment, marks included.
    pub span: Span,
    /// Where `text` starts in the file.
    pub text_start: u32,
    /// Whether nothing else stands on its lines.
    pub alone: bool,
    /// How many formulas stand before it.
    pub formulas_before: usize,
}

/// A macro definition that the host carries outside of formulas (preamble, front matter, hidden block).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroSource {
    /// LaTeX source of definitions: `\newcommand{\E}{\mathbb{E}}`.
    pub tex: String,
    pub span: Span,
}

/// A page, taken apart.
#[derive(Clone, Debug)]
pub struct Document {
    pub host: Host,
    /// In the order of the text.
    pub formulas: Vec<Formula>,
    pub blocks: Vec<Block>,
    pub comments: Vec<HostComment>,
    pub macros: Vec<MacroSource>,
    /// What the host swallows or tears: `swallowed-by-markup`, unclosed delimiters.
    pub diagnostics: Vec<Diagnostic>,
}
