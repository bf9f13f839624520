//! The notation tree.

use crate::source::Span;

/// A piece of notation and where it stands in the formula's text.
///
/// What a macro expanded to carries the span of the macro's use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub kind: NodeKind,
    pub span: Span,
}

/// What a piece of notation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// One letter, in canonical LaTeX spelling: `x`, `é`, `序`, `\alpha`, `\ell`, `\hbar`. Unicode `α` is `\alpha`.
    Letter(String),
    /// Digits with at most one point: `128`, `3.50`, `.5`; thousands separators (`10{,}000`, `10\,000`) are merged
    /// only where they are written as such.
    Number(String),
    /// An operator, relation, punctuation mark, delimiter or ordinary symbol, in canonical LaTeX spelling:
    /// `+`, `=`, `\le` (also `≤`, `\leq`, `\leqslant`), `\cdot`, `,`, `|`, `\|`, `\infty`, `\partial`, `\nabla`.
    /// `\not=` is `\ne`; `\middle|` and `\bigm|` are `\mid`; `:=` without a blank is one symbol.
    Symbol { text: String, class: Class },
    /// The name of an operator set upright: `\log`, `\max`, `\operatorname{softmax}`, `\mathop{\mathrm{arg\,max}}`.
    /// `limits` where scripts stand above and below in displays.
    Operator { name: String, limits: bool },
    /// A big operator: `\sum`, `\prod`, `\int`, `\bigcup` …, in canonical spelling.
    BigOperator(String),
    /// Words: `\text{if }`, `\textrm{…}`, `\mbox{…}`. The text keeps its spaces; inner `$…$` is flattened to its text.
    Text(String),
    /// `{…}`: braces that only group. An argument or a script of one node stands without its braces: `x^{2}` is `x^2`.
    Group(Vec<Node>),
    /// A pair of delimiters and what stands between them. `( )`, `[ ]`, `\{ \}`, `\langle \rangle`, `\lfloor \rfloor`,
    /// `\lceil \rceil`, `\lvert \rvert`, `\lVert \rVert`, mixed pairs such as `[ )` where they match up, and every
    /// `\left … \right`, of whatever delimiters (`|`, `.` too). Plain `|` and `\|` are left to the reader of meaning.
    Fenced(Fence),
    /// A base with what stands below, above and as primes: `x_i^2`, `f''`, `\sum_{i=1}^n`, `{}_2F_1` (no base).
    Scripts { base: Option<Box<Node>>, sub: Option<Box<Node>>, sup: Option<Box<Node>>, primes: u32 },
    /// `\frac`, `\binom`, `\over`, `\choose`, `\atop`, `\genfrac`; `\brack` and `\brace` too.
    Fraction { numerator: Box<Node>, denominator: Box<Node>, kind: FractionKind },
    /// `\sqrt[index]{radicand}`.
    Root { radicand: Box<Node>, index: Option<Box<Node>> },
    /// `\hat`, `\bar`, `\tilde`, `\vec`, `\dot`, `\overline`, `\underline`, `\widehat` …: the command without backslash.
    Accent { accent: String, body: Box<Node> },
    /// `\mathbf{…}`, `{\bf …}`, `\boldsymbol{…}`, `\mathcal{…}`. The body of an upright font with several letters is
    /// still a list of letters: whether `\mathrm{softmax}` is one name is a question of meaning.
    Styled { font: Font, body: Box<Node> },
    /// `\overset{a}{b}`, `\stackrel`, `\underset`, `\underbrace{…}_{…}`, `\xrightarrow{…}` (with base `\to`,
    /// the spelling of `\rightarrow`, `\longrightarrow` and `→` too).
    Stack { base: Box<Node>, over: Option<Box<Node>>, under: Option<Box<Node>> },
    /// `\begin{name} … \end{name}`: rows of cells, split at `\\` and `&`; also `\substack` and `\cases`.
    Environment { name: String, argument: Option<String>, rows: Vec<Row> },
    /// White space that was asked for: `\,`, `\quad`, `~`, `\hspace{…}`. Plain blanks are no node.
    Space(String),
    /// What has no meaning of its own: `\displaystyle`, `\limits`, `\label{…}`, `\nonumber`, `\tag{…}`, `\color{…}`.
    Meta { name: String, argument: Option<String> },
    /// A line break `\\` outside any environment.
    Break,
    /// `&` outside any environment (extracted rows of an outer host environment).
    Ampersand,
    /// A command that no row and no macro explains.
    Unknown(String),
    /// What could not be read; a diagnostic says why. The parts that could be read are kept.
    Error(Vec<Node>),
}

/// One row of an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Vec<Node>>,
}

/// The class of a symbol, after TeX's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    Ordinary,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
}

/// A pair of delimiters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// Canonical spelling: `(`, `[`, `\{`, `|`, `\|`, `\langle`, `\lfloor`, `\lceil`, `.` …
    pub left: String,
    pub right: String,
    pub sizing: Sizing,
    pub body: Vec<Node>,
}

/// How a pair of delimiters was sized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sizing {
    Plain,
    /// `\big(`, `\Bigl[` …
    Big,
    /// `\left( … \right)`.
    LeftRight,
}

/// What a fraction-like stack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FractionKind {
    Bar,
    /// `\binom{n}{k}`, `{n \choose k}`.
    Binomial,
    /// `{n \brack k}`: cycle numbers.
    Brack,
    /// `{n \brace k}`: subset numbers.
    Brace,
    /// `\atop`, `\genfrac{}{}{0pt}{}`.
    NoBar,
}

/// A font class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Font {
    /// `\mathbf`, `\bm`, `\boldsymbol`, `\pmb`, `{\bf …}`.
    Bold,
    /// `\mathrm`, `\textrm` on letters, `{\rm …}`, `\mathup`.
    Upright,
    Italic,
    Calligraphic,
    Script,
    Blackboard,
    Fraktur,
    SansSerif,
    Typewriter,
}

impl Node {
    pub fn new(kind: NodeKind, span: Span) -> Self {
        Self { kind, span }
    }
}
