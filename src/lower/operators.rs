//! Infix operators and relations: one row each.
//!
//! How strongly each binds and what it becomes; nothing about them stands elsewhere.

use std::sync::OnceLock;

use crate::expr::Head;

/// How an infix sign makes an expression of its sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `a + b + c` is one node; `-` negates its right side.
    Sum { negate: bool },
    /// One node over many factors, in the order written.
    Nary,
    /// Exactly two sides, grouped from the left.
    Binary,
    /// Exactly two sides, grouped from the right.
    RightBinary,
    /// A relation: makes chains.
    Relation,
    /// A relation whose sides are swapped: `S \ni x`.
    Swapped,
    /// `\nmid`: a relation denied.
    Denied,
}

/// An infix sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operator {
    pub sign: &'static str,
    pub head: Head,
    pub strength: u8,
    pub role: Role,
}

pub(super) const LOGIC: u8 = 6;
pub(super) const RELATION: u8 = 20;
pub(super) const SUM: u8 = 40;
pub(super) const PRODUCT: u8 = 50;
/// Things side by side bind like a product; after a slash without blanks, more strongly.
pub(super) const BESIDE: u8 = 50;
pub(super) const TIGHT: u8 = 56;

const fn operator(sign: &'static str, head: Head, strength: u8, role: Role) -> Operator {
    Operator { sign, head, strength, role }
}
const fn relation(sign: &'static str, head: Head) -> Operator {
    operator(sign, head, RELATION, Role::Relation)
}

static OPERATORS: &[Operator] = &[
    operator("\\Rightarrow", "Implies", 8, Role::RightBinary),
    operator("\\implies", "Implies", 8, Role::RightBinary),
    operator("\\Longrightarrow", "Implies", 8, Role::RightBinary),
    operator("\\Leftarrow", "ImpliedBy", 8, Role::Binary),
    operator("\\impliedby", "ImpliedBy", 8, Role::Binary),
    operator("\\Longleftarrow", "ImpliedBy", 8, Role::Binary),
    operator("\\Leftrightarrow", "Iff", LOGIC, Role::Binary),
    operator("\\iff", "Iff", LOGIC, Role::Binary),
    operator("\\Longleftrightarrow", "Iff", LOGIC, Role::Binary),
    operator("\\lor", "Or", 12, Role::Nary),
    operator("\\vee", "Or", 12, Role::Nary),
    operator("\\land", "And", 14, Role::Nary),
    operator("\\wedge", "And", 14, Role::Nary),
    operator("\\&", "And", 14, Role::Nary),
    operator(":", "Colon", 18, Role::Relation),
    operator("\\colon", "Colon", 18, Role::Relation),
    relation("=", "Equal"),
    relation("\\ne", "NotEqual"),
    relation("\\neq", "NotEqual"),
    relation("<", "Less"),
    relation("\\lt", "Less"),
    relation("\\le", "LessEqual"),
    relation("\\leq", "LessEqual"),
    relation("\\leqq", "LessEqual"),
    relation("\\leqslant", "LessEqual"),
    relation("\\lesssim", "LessEqual"),
    relation(">", "Greater"),
    relation("\\gt", "Greater"),
    relation("\\ge", "GreaterEqual"),
    relation("\\geq", "GreaterEqual"),
    relation("\\geqq", "GreaterEqual"),
    relation("\\geqslant", "GreaterEqual"),
    relation("\\gtrsim", "GreaterEqual"),
    relation("\\ll", "MuchLess"),
    relation("\\gg", "MuchGreater"),
    relation("\\questeq", "Asked"),
    relation("\\approx", "Approximately"),
    relation("\\simeq", "Approximately"),
    relation("\\cong", "Approximately"),
    relation("\\approxeq", "Approximately"),
    relation("\\doteq", "Approximately"),
    relation("\\propto", "Proportional"),
    relation("\\sim", "Distributed"),
    relation("\\equiv", "Equivalent"),
    relation("\\leftarrow", "Assign"),
    relation("\\gets", "Assign"),
    relation("\\longleftarrow", "Assign"),
    relation("\\coloneqq", "Define"),
    relation("\\coloneq", "Define"),
    relation("\\triangleq", "Define"),
    relation(":=", "Define"),
    relation("\\divides", "Divides"),
    relation("\\given", "Given"),
    relation("\\in", "Element"),
    relation("\\notin", "NotElement"),
    operator("\\ni", "Element", RELATION, Role::Swapped),
    operator("\\owns", "Element", RELATION, Role::Swapped),
    relation("\\subset", "Subset"),
    relation("\\subseteq", "SubsetEqual"),
    relation("\\subsetneq", "Subset"),
    relation("\\supset", "Superset"),
    relation("\\supseteq", "SupersetEqual"),
    relation("\\to", "To"),
    relation("\\rightarrow", "To"),
    relation("\\longrightarrow", "To"),
    relation("\\hookrightarrow", "To"),
    relation("\\rightsquigarrow", "To"),
    relation("\\leadsto", "To"),
    relation("\\rightharpoonup", "To"),
    relation("\\nearrow", "To"),
    relation("\\searrow", "To"),
    relation("\\mapsto", "MapsTo"),
    relation("\\longmapsto", "MapsTo"),
    relation("\\leftrightarrow", "Corresponds"),
    relation("\\rightleftharpoons", "Corresponds"),
    relation("\\perp", "Orthogonal"),
    relation("\\bot", "Orthogonal"),
    relation("\\independent", "Independent"),
    relation("\\prec", "Precedes"),
    relation("\\preceq", "PrecedesEqual"),
    relation("\\preccurlyeq", "PrecedesEqual"),
    relation("\\succ", "Succeeds"),
    relation("\\succeq", "SucceedsEqual"),
    relation("\\succcurlyeq", "SucceedsEqual"),
    relation("\\models", "Models"),
    relation("\\vDash", "Models"),
    relation("\\vdash", "Models"),
    operator("\\nmid", "Divides", RELATION, Role::Denied),
    operator("\\not\\equiv", "Equivalent", RELATION, Role::Denied),
    operator("\\cup", "Union", 34, Role::Nary),
    operator("\\sqcup", "Union", 34, Role::Nary),
    operator("\\uplus", "Union", 34, Role::Nary),
    operator("\\setminus", "SetMinus", 35, Role::Binary),
    operator("\\backslash", "SetMinus", 35, Role::Binary),
    operator("\\smallsetminus", "SetMinus", 35, Role::Binary),
    operator("\\cap", "Intersection", 36, Role::Nary),
    operator("\\sqcap", "Intersection", 36, Role::Nary),
    operator("+", "Add", SUM, Role::Sum { negate: false }),
    operator("-", "Add", SUM, Role::Sum { negate: true }),
    operator("\\pm", "PlusMinus", SUM, Role::Binary),
    operator("\\mp", "MinusPlus", SUM, Role::Binary),
    operator("\\oplus", "DirectSum", 44, Role::Nary),
    operator("\\ominus", "Add", SUM, Role::Sum { negate: true }),
    operator("\\cdot", "Multiply", PRODUCT, Role::Nary),
    operator("\\times", "Multiply", PRODUCT, Role::Nary),
    operator("*", "Multiply", PRODUCT, Role::Nary),
    operator("\\*", "Multiply", PRODUCT, Role::Nary),
    operator("\\ast", "Convolve", PRODUCT, Role::Binary),
    operator("\\star", "Convolve", PRODUCT, Role::Binary),
    operator("\\circledast", "Convolve", PRODUCT, Role::Binary),
    operator("\\bullet", "Multiply", PRODUCT, Role::Nary),
    operator("/", "Divide", PRODUCT, Role::Binary),
    operator("\\slash", "Divide", PRODUCT, Role::Binary),
    operator("\\div", "Divide", PRODUCT, Role::Binary),
    operator("\\bmod", "Mod", PRODUCT, Role::Binary),
    operator("\\odot", "Hadamard", PRODUCT, Role::Nary),
    operator("\\oslash", "HadamardDivide", PRODUCT, Role::Binary),
    operator("\\otimes", "KroneckerProduct", PRODUCT, Role::Nary),
    operator("\\circ", "Compose", 58, Role::Nary),
];

/// Big signs that stand for the small ones where they have no range.
static SMALL: &[(&str, &str)] = &[
    ("\\bigcap", "\\cap"),
    ("\\bigcup", "\\cup"),
    ("\\bigoplus", "\\oplus"),
    ("\\bigotimes", "\\otimes"),
    ("\\bigodot", "\\odot"),
    ("\\bigwedge", "\\land"),
    ("\\bigvee", "\\lor"),
];

/// The infix sign that a big operator stands for between two operands.
pub(super) fn small(big: &str) -> Option<&'static str> {
    SMALL.iter().find(|(name, _)| *name == big).map(|(_, sign)| *sign)
}

/// What `\times` is between sets.
pub(super) fn cartesian() -> &'static Operator {
    static PRODUCT_OF_SETS: Operator = operator("\\times", "CartesianProduct", PRODUCT, Role::Nary);
    &PRODUCT_OF_SETS
}

/// What `\times` is between vectors.
pub(super) fn cross() -> &'static Operator {
    static CROSS: Operator = operator("\\times", "CrossProduct", PRODUCT, Role::Binary);
    &CROSS
}

/// The row of an infix sign.
pub(super) fn infix(sign: &str) -> Option<&'static Operator> {
    static INDEX: OnceLock<[Vec<&'static Operator>; BUCKETS]> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        std::array::from_fn(|at| OPERATORS.iter().filter(|operator| bucket(operator.sign) == at).collect())
    });
    index.get(bucket(sign))?.iter().find(|operator| operator.sign == sign).copied()
}

/// Signs are looked up more often than anything else: by the letter behind the backslash, then one by one.
const BUCKETS: usize = 64;

fn bucket(sign: &str) -> usize {
    let bytes = sign.as_bytes();
    bytes.get(1).or(bytes.first()).map_or(0, |byte| usize::from(*byte) % BUCKETS)
}

/// The relation that a stack such as `\stackrel{\text{def}}{=}` makes of the one below.
pub(super) fn stacked(base: Head, over: &str) -> Head {
    let over = over.trim().to_ascii_lowercase();
    match (base, over.as_str()) {
        ("Equal" | "Equivalent", "def" | "def." | "\\triangle" | "\\delta") => "Define",
        (_, "?") => "Asked",
        ("To", _) => "To",
        ("Distributed", _) => "Distributed",
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::functions;

    #[test]
    fn every_sign_is_one_row_of_the_catalogue() {
        let mut seen = BTreeSet::new();
        for operator in OPERATORS {
            assert!(seen.insert(operator.sign), "{} stands twice", operator.sign);
            assert!(functions::find(operator.head).is_some(), "{} is no row of the catalogue", operator.head);
        }
    }
}
