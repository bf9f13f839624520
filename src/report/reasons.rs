//! The reasons for *undecided*, in words: what each means and what an author can do.

use crate::decide::Reason;

/// A reason, what it means, and what helps.
pub struct ReasonText {
    pub reason: Reason,
    pub means: &'static str,
    pub helps: &'static str,
}

const fn row(reason: Reason, means: &'static str, helps: &'static str) -> ReasonText {
    ReasonText { reason, means, helps }
}

/// All reasons, in the order in which they are tried.
pub static REASONS: &[ReasonText] = &[
    row(Reason::Notation, "the formula is broken", "mend the notation first: other findings name the place"),
    row(Reason::Opaque, "a part of the formula was not understood", "`mathlint explain FILE:LINE` shows the part"),
    row(Reason::UnknownSymbol, "nothing says what a name stands for", "say it in words, or `let x: R`"),
    row(Reason::UnknownFunction, "nothing says what a function does", "define it above, or `define f(x) = …`"),
    row(
        Reason::UnknownShape,
        "the size of an array is not known",
        "declare it: `X \\in \\mathbb{R}^{n \\times d}`, or `let X: R (n, d)`",
    ),
    row(
        Reason::UndefinedStep,
        "a name on one side only absorbs the difference",
        "define the name, or write the missing step",
    ),
    row(Reason::Readings, "it holds under one usual convention and not under another", "say which is meant"),
    row(
        Reason::NoPoints,
        "no values were found that meet every condition",
        "check the conditions; sizes may contradict each other",
    ),
    row(Reason::ConditionUnknown, "whether a condition is met cannot be told", "state it: `x > 0`, or `assume x > 0`"),
    row(Reason::BranchCut, "the sides meet or part on a branch cut", "restrict the domain"),
    row(Reason::Divergence, "a sum, an integral or a limit does not settle", "state where it converges"),
    row(Reason::NoMethod, "no method decides such a claim", "nothing: it is not judged"),
    row(Reason::Insensitive, "the points would not notice a change of the formula", "state less special conditions"),
    row(Reason::Disagreement, "two methods disagree", "report it: it is a fault of the tool"),
    row(Reason::Budget, "it takes more steps than a claim may", "split it into smaller steps"),
];

/// The words for a reason.
pub fn text(reason: Reason) -> Option<&'static ReasonText> {
    REASONS.iter().find(|row| row.reason == reason)
}
