//! Slips: what is wrong with the notation of a formula, and whom it stops.
//!
//! Plain data with spans in the formula's text. Never renders and knows no severity: rules decide on that.

use super::commands::Renderers;
use crate::source::Span;

/// What kind of slip it is. Each kind belongs to one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipKind {
    /// A brace, delimiter or environment without its partner, or closed by the wrong one.
    UnbalancedDelimiter,
    /// A script without a base or without a content, or a second one of its kind.
    DanglingScript,
    /// A script or argument without braces of which only the first character is taken, or that the renderer refuses.
    UnbracedArgument,
    /// An argument that is not there.
    MissingArgument,
    /// `\frac{}{x}`.
    EmptyArgument,
    /// An argument of another form than the command takes.
    InvalidArgument,
    UnknownCommand,
    /// A command where it may not stand: `\limits` after a letter, `\hline` outside a table, `\alpha` in a text.
    MisplacedCommand,
    /// `sqrt{x}`, `\left{`.
    MissingBackslash,
    /// `= =`, `+ \times`, `, ,`.
    DoubledOperator,
    /// `&`, `$`, `#` where they mean nothing.
    StrayCharacter,
    /// `%` that hides the rest of the line.
    SwallowedByComment,
    /// A definition that cannot be read, or that no expansion ends.
    BadDefinition,
    /// A name that stands once, where its near twin stands everywhere else on the page.
    OddSymbol,
    /// `\forall i`, `\max_i` where nothing has an i.
    UnusedLetter,
    /// Nesting beyond what is read.
    TooDeep,
}

impl SlipKind {
    /// The permanent name of the rule that reports it.
    pub fn rule(self) -> &'static str {
        match self {
            Self::UnbalancedDelimiter | Self::TooDeep => "unbalanced-delimiter",
            Self::DanglingScript => "dangling-script",
            Self::UnbracedArgument => "unbraced-argument",
            Self::MissingArgument | Self::EmptyArgument | Self::InvalidArgument => "missing-argument",
            Self::UnknownCommand | Self::BadDefinition => "unknown-command",
            Self::MisplacedCommand => "misplaced-command",
            Self::MissingBackslash => "missing-backslash",
            Self::DoubledOperator => "doubled-operator",
            Self::StrayCharacter => "stray-character",
            Self::OddSymbol => "odd-symbol",
            Self::UnusedLetter => "unused-binder",
            Self::SwallowedByComment => "swallowed-by-markup",
        }
    }
}

/// A change of the formula's text that mends a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub span: Span,
    pub replacement: String,
}

/// A slip: what is wrong, where, with what it has to do, and whom it stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    pub kind: SlipKind,
    pub span: Span,
    pub message: String,
    /// Other places that belong to it, each with what is to be said of it.
    pub related: Vec<(Span, String)>,
    pub hint: Option<String>,
    pub fix: Option<Repair>,
    /// The renderers that refuse the formula because of it.
    pub rejected_by: Renderers,
    /// Whether some authors write so on purpose.
    pub hunch: bool,
}

impl Slip {
    pub(super) fn new(kind: SlipKind, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            kind,
            span,
            message,
            related: Vec::new(),
            hint: None,
            fix: None,
            rejected_by: Renderers::NONE,
            hunch: false,
        }
    }

    #[must_use]
    pub(super) fn rejected_by(mut self, renderers: Renderers) -> Self {
        self.rejected_by = renderers;
        self
    }

    #[must_use]
    pub(super) fn hunch(mut self) -> Self {
        self.hunch = true;
        self
    }

    #[must_use]
    pub(super) fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub(super) fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Repair { span, replacement: replacement.into() });
        self
    }
}

/// The slips of one formula. A hostile one has millions: those beyond the first few count, but are not kept.
#[derive(Debug, Default)]
pub(super) struct Slips {
    pub list: Vec<Slip>,
    /// Who refuses the formula, by all slips together.
    pub rejected_by: Renderers,
}

const KEPT: usize = 64;

impl Slips {
    /// Whether further slips only count: what costs much to say need not be said.
    pub fn is_full(&self) -> bool {
        self.list.len() >= KEPT
    }

    pub fn push(&mut self, slip: Slip) {
        self.rejected_by = self.rejected_by.or(slip.rejected_by);
        if self.list.len() < KEPT {
            self.list.push(slip);
        }
    }
}

/// Nobody knows what an unknown command does with what follows: `&` and brackets behind it are no slips of their own.
pub(super) fn keep_causes(slips: &mut Vec<Slip>) {
    let unknown = slips.iter().find(|slip| slip.kind == SlipKind::UnknownCommand).map(|slip| slip.span.start);
    let Some(unknown) = unknown else { return };
    let follows = |slip: &Slip| match slip.kind {
        SlipKind::StrayCharacter => true,
        SlipKind::UnbalancedDelimiter => slip.rejected_by == Renderers::NONE,
        _ => false,
    };
    slips.retain(|slip| slip.span.start < unknown || !follows(slip));
}
