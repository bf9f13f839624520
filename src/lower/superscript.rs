//! What stands above a name: power, transpose, index, label, star, inverse, order of a derivative.

use super::evidence::Row;
use super::letters::{Font, Letter};

/// The readings of a superscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Super {
    Power,
    Transpose,
    Inverse,
    InverseTranspose,
    PseudoInverse,
    ConjugateTranspose,
    /// Part of the name: `\theta^*`, `W^Q`, `A^{\text{old}}`, `x^+`.
    Label,
    /// Member of a family: `x^{(i)}`, `\theta^{t+1}`, `Q^\pi`.
    Index,
    /// `f^{(n)}(x)`.
    Derivative,
    /// `\mathbb{R}^n`.
    CartesianPower,
    Degree,
}

impl Super {
    pub fn name(self) -> &'static str {
        match self {
            Self::Power => "power",
            Self::Transpose => "transpose",
            Self::Inverse => "inverse",
            Self::InverseTranspose => "inverse transpose",
            Self::PseudoInverse => "pseudo-inverse",
            Self::ConjugateTranspose => "conjugate transpose",
            Self::Label => "label",
            Self::Index => "index",
            Self::Derivative => "derivative",
            Self::CartesianPower => "set of tuples",
            Self::Degree => "degree",
        }
    }
}

/// What is seen of a superscript and its base.
pub(super) struct Facts<'a> {
    /// The canonical text of the script, without blanks.
    pub script: &'a str,
    pub base: Letter<'a>,
    pub rank: Option<usize>,
    pub has_subscript: bool,
    /// A number stands below.
    pub numbered: bool,
    /// An argument list follows.
    pub applied: bool,
    /// Another factor follows.
    pub before_factor: bool,
    /// In parentheses, brackets or angles.
    pub fenced: bool,
    /// Upright words.
    pub words: bool,
    /// What the page says: a label or not.
    pub said_label: Option<bool>,
    /// Whether the page iterates the name, and the script is a step of it: `x^{k+1}`.
    pub iterates: bool,
    /// Whether the prose counts with the letter: 第 $n$ 条, "the $n$-th".
    pub counted: bool,
    /// Whether the formula writes the same letter in parentheses above something: `y^i` beside `x^{(i)}`.
    pub fenced_elsewhere: bool,
    /// Whether a binder binds the letter, and the formula writes it above many names.
    pub member: bool,
    pub identities: bool,
}

impl Facts<'_> {
    fn is(&self, texts: &[&str]) -> bool {
        texts.contains(&self.script)
    }
    fn is_matrix(&self) -> bool {
        self.rank == Some(2) || self.rank.is_none() && self.base.is_bold() && self.base.is_capital()
    }
    fn is_array(&self) -> bool {
        self.rank.is_some_and(|rank| rank > 0) || self.rank.is_none() && self.base.is_bold()
    }
    /// `T` above a name that is no number.
    fn is_t(&self) -> bool {
        self.script == "T" && self.rank != Some(0)
    }
    fn capital_letters(&self) -> usize {
        let letters = self.script.chars().filter(|c| c.is_ascii_uppercase()).count();
        if letters == self.script.chars().count() { letters } else { 0 }
    }
    /// `t+1`, `k-1`, `t`.
    fn is_step(&self) -> bool {
        let mut letters = self.script.chars();
        let first = letters.next();
        let rest: String = letters.collect();
        matches!(first, Some('t' | 'k' | 'l' | 's' | 'n')) && matches!(rest.as_str(), "+1" | "-1" | "")
    }
    fn is_parameter(&self) -> bool {
        self.base.is_bold() || matches!(self.base.base, "\\theta" | "\\phi" | "w" | "W" | "h" | "\\pi" | "\\omega")
    }
}

/// Signs that only transpose.
const TRANSPOSES: &[&str] =
    &["\\top", "\\intercal", "\\text{T}", "\\mathsf{T}", "\\mathtt{T}", "\\tr", "\\text{T }", "\\mathbf{T}"];

type Test = fn(&Facts) -> bool;

pub(super) static ROWS: &[Row<Test, Super>] = &[
    row("said-label", Super::Label, 30, "the page introduces the name with this label", |f| f.said_label == Some(true)),
    row("words", Super::Label, 25, "words above a name are a label", |f| {
        f.words && !f.is(TRANSPOSES) && !f.is(&["\\text{H}"])
    }),
    row("star", Super::Label, 25, "a star is part of the name", |f| {
        f.is(&["*", "\\*", "\\star", "\\ast", "**", "\\diamond", "\\bullet", "\\sharp", "\\#", "\\natural", "\\circ*"])
    }),
    row("top", Super::Transpose, 25, "\\top is the transpose", |f| f.is(TRANSPOSES)),
    row("t-array", Super::Transpose, 14, "T above a vector or matrix", |f| {
        f.is_t() && (f.is_array() || f.base.base == "1" && f.base.font == Font::Blackboard)
    }),
    row("t-capital", Super::Transpose, 8, "T above a capital letter", |f| f.is_t() && f.base.is_capital()),
    row("t-before-factor", Super::Transpose, 7, "T above a letter in front of another factor", |f| {
        f.is_t() && !f.base.names_discounts() && f.before_factor
    }),
    row("minus-top", Super::InverseTranspose, 25, "the transpose of the inverse", |f| {
        f.is(&["-\\top", "-T", "-\\intercal", "-\\text{T}"])
    }),
    row("dagger", Super::PseudoInverse, 16, "a dagger above a matrix", |f| {
        f.is(&["\\dagger", "\\dag"]) && (f.is_matrix() || f.base.is_capital())
    }),
    row("dagger-mark", Super::Label, 12, "a dagger above a letter marks the name", |f| {
        f.is(&["\\dagger", "\\dag", "\\ddagger"])
    }),
    row("plus-matrix", Super::PseudoInverse, 12, "a plus above a matrix", |f| f.script == "+" && f.is_matrix()),
    row("sign", Super::Label, 10, "a sign above a letter marks the name", |f| f.is(&["+", "-", "\\pm", "++", "--"])),
    row("conjugate", Super::ConjugateTranspose, 12, "H above a matrix", |f| f.is(&["H", "\\text{H}"]) && f.is_matrix()),
    row("prime-sign", Super::Label, 20, "a prime marks the name", |f| f.is(&["\\prime", "\\prime\\prime"])),
    row("degree", Super::Degree, 25, "a ring above a number is a degree", |f| f.script == "\\circ"),
    row("infinity", Super::Label, 6, "infinity above a letter that is no number", |f| {
        f.script == "\\infty" && f.base.is_capital()
    }),
    row("inverse-matrix", Super::Inverse, 14, "-1 above a matrix", |f| f.script == "-1" && f.is_matrix()),
    row("inverse-function", Super::Inverse, 18, "-1 above a function", |f| {
        f.script == "-1"
            && f.applied
            && (f.base.font == Font::Word
                || matches!(f.base.base, "f" | "g" | "h" | "F" | "G" | "\\Phi" | "\\Psi" | "\\varphi"))
    }),
    row("fenced", Super::Index, 12, "an index in parentheses", |f| f.fenced),
    row("fenced-order", Super::Derivative, 16, "an order in parentheses above a function that is applied", |f| {
        f.fenced
            && f.applied
            && (f.identities || matches!(f.base.base, "f" | "g" | "F"))
            && f.script.trim_matches(['(', ')']).chars().all(|c| c.is_ascii_digit() || "nmkr".contains(c))
    }),
    row("blackboard", Super::CartesianPower, 25, "tuples over a set of numbers", |f| {
        f.base.font == Font::Blackboard && !f.is(&["*", "+"]) && f.base.base != "1"
    }),
    row("set", Super::CartesianPower, 9, "tuples over a set", |f| {
        f.base.is_set() && !f.applied && f.script.chars().all(char::is_alphanumeric) && !f.words
    }),
    row("capital-label", Super::Label, 8, "a capital letter above a capital or bold letter", |f| {
        f.capital_letters() == 1
            && !f.is(&["T"])
            && (f.base.is_capital() || f.base.is_bold())
            && f.said_label != Some(false)
    }),
    row("capital-applied", Super::Index, 6, "a capital letter above a function that is applied", |f| {
        f.applied && f.has_subscript && f.capital_letters() == 1 && !f.is(&["T", "N"])
    }),
    row("capitals", Super::Label, 12, "several capital letters are a label", |f| f.capital_letters() > 1),
    row("iterate", Super::Index, 11, "a step of an iteration above what the page iterates", |f| f.iterates),
    row("counted", Super::Index, 8, "a letter that the prose counts with above a name that has one below", |f| {
        f.counted && f.has_subscript && !f.numbered
    }),
    row("member", Super::Index, 8, "a bound letter that stands above many names", |f| f.member),
    row("fenced-elsewhere", Super::Index, 8, "the letter stands in parentheses above something else", |f| {
        f.fenced_elsewhere
    }),
    row("chi-square", Super::Label, 20, "the square belongs to the name of the statistic", |f| {
        f.base.base == "\\chi" && f.script == "2"
    }),
    row("policy", Super::Index, 9, "a Greek letter above a capital names what it depends on", |f| {
        f.is(&["\\pi", "\\mu", "\\pi'", "\\theta", "\\phi"]) && f.base.is_capital()
    }),
    row("policy-marked", Super::Index, 9, "a marked parameter above a capital that is applied", |f| {
        let greek = ["\\theta", "\\phi", "\\mu"].iter().find_map(|letter| f.script.strip_prefix(letter));
        f.applied && f.base.is_capital() && greek.is_some_and(|mark| mark.starts_with(['\'', '_', '^']))
    }),
    row("policy-star", Super::Index, 9, "a policy above a function", |f| {
        f.script.starts_with("\\pi") && (f.applied || f.base.is_capital())
    }),
    row("family", Super::Index, 8, "an index letter above a name that has one below, or a bold one", |f| {
        f.is(&["i", "j", "\\ell", "l", "t"])
            && (f.has_subscript && !(f.numbered && f.base.is_greek()) || f.base.is_bold() && !f.base.is_capital())
    }),
    row("step", Super::Index, 9, "a step above a parameter", |f| f.is_step() && f.is_parameter() && f.script.len() > 1),
    row("step-now", Super::Index, 8, "a step above a parameter", |f| {
        f.is(&["t"]) && f.is_parameter() && f.rank != Some(0)
    }),
    row("layer", Super::Index, 9, "a layer above a name", |f| {
        f.is(&["\\ell", "\\ell+1", "\\ell-1"]) && !f.base.is_greek()
    }),
    row("applied-letter", Super::Index, 7, "a letter that counts nothing above a function that is applied", |f| {
        f.applied
            && !f.identities
            && f.base.names_functions()
            && f.is(&["w", "v", "u", "a", "b", "c", "e", "f", "g", "h", "\\lambda", "\\omega"])
    }),
    row("family-pair", Super::Index, 8, "a list above a name", |f| f.script.contains(',') && !f.fenced),
    row("no-power", Super::Index, 14, "nobody writes a power of zero or one", |f| {
        matches!(f.script, "0" | "1") && f.has_subscript && !f.identities
    }),
    row("number", Super::Power, 10, "a number above a name is its power", |f| {
        f.script.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
    }),
    row("power", Super::Power, 5, "a power unless shown to be something else", |_| true),
];

const fn row(id: &'static str, reading: Super, weight: i16, reason: &'static str, holds: Test) -> Row<Test, Super> {
    Row { id, reading, weight, reason, holds }
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_have_unique_identities() {
        assert!(super::super::evidence::has_unique_ids(super::ROWS));
    }
}
