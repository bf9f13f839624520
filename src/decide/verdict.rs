//! Verdicts and their evidence.

use serde::Serialize;

use crate::expr::Expr;

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub outcome: Outcome,
    /// How it is known; `None` where it is undecided or trivial.
    pub grade: Option<Grade>,
    /// Admissible points at which both sides were compared.
    pub points: usize,
    /// For *fails*: a point that meets every condition, and both sides there.
    pub witness: Option<Witness>,
    /// For *proved*: the laws used, in order, each with its side condition.
    pub proof: Vec<String>,
    /// The only single edit of its size that makes the claim hold.
    pub repair: Option<Repair>,
    /// Anything else that a reader should know: the part of the domain, the convention, the detail of the reason.
    pub note: Option<String>,
}

/// The three verdicts, and what is too weak to be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    Holds,
    Fails,
    Undecided(Reason),
    /// Equal after one expansion and reordering, or opaque on both sides: nothing was claimed.
    Trivial,
}

/// How a verdict is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Exact normal form, or a rewrite proof that can be printed with its side conditions.
    Proved,
    /// Balls that overlap at every point (holds), or are disjoint at one (fails).
    Enclosed,
    /// Floating point only: never enough for *fails*.
    Sampled,
}

impl Grade {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Enclosed => "enclosed",
            Self::Sampled => "sampled",
        }
    }
}

/// Why nothing could be decided: a closed list, the first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Notation,
    Opaque,
    UnknownSymbol,
    UnknownFunction,
    UnknownShape,
    UndefinedStep,
    Readings,
    NoPoints,
    ConditionUnknown,
    BranchCut,
    Divergence,
    NoMethod,
    Insensitive,
    Disagreement,
    Budget,
}

impl Reason {
    /// The permanent name, as it stands in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Notation => "notation",
            Self::Opaque => "opaque",
            Self::UnknownSymbol => "unknown-symbol",
            Self::UnknownFunction => "unknown-function",
            Self::UnknownShape => "unknown-shape",
            Self::UndefinedStep => "undefined-step",
            Self::Readings => "readings",
            Self::NoPoints => "no-points",
            Self::ConditionUnknown => "condition-unknown",
            Self::BranchCut => "branch-cut",
            Self::Divergence => "divergence",
            Self::NoMethod => "no-method",
            Self::Insensitive => "insensitive",
            Self::Disagreement => "disagreement",
            Self::Budget => "budget",
        }
    }
}

/// A counterexample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// Values of the free names, in order of appearance, as LaTeX.
    pub values: Vec<(String, String)>,
    /// Both sides there, as decimals of which every printed digit is certain.
    pub left: String,
    pub right: String,
    /// A line of Python (mpmath where needed) that recomputes both sides.
    pub recompute: Option<String>,
}

/// A single edit after which the claim holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// In words: `flip the sign of the second term`.
    pub edit: String,
    pub left: Expr,
    pub right: Expr,
    /// Whether it is one of the slips that are made less often.
    pub rare: bool,
}

impl Verdict {
    /// Whether one edit mends what fails, and no rare one.
    pub fn is_mended(&self) -> bool {
        self.repair.as_ref().is_some_and(|repair| !repair.rare)
    }

    pub fn undecided(reason: Reason, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..Self::bare(Outcome::Undecided(reason)) }
    }

    pub fn bare(outcome: Outcome) -> Self {
        Self { outcome, grade: None, points: 0, witness: None, proof: Vec::new(), repair: None, note: None }
    }
}
