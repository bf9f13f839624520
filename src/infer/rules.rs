//! What each row of the catalogue does to shapes.

use crate::expr::Head;
use crate::functions::{self, RowKind};

/// The shape of an application, by the shapes of its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Nothing is known.
    Fresh,
    /// A number, whatever the arguments are.
    Scalar,
    /// A number; the argument has to be square.
    SquareToScalar,
    /// The shape of the only argument; entry by entry.
    Entrywise,
    /// The shape of the first argument.
    First,
    /// Terms of one shape, or broadcast.
    Sum,
    /// Operands of one shape, entry by entry.
    Hadamard,
    /// The matrix product.
    Product,
    /// The dividend's, if the divisor is a number.
    Quotient,
    /// The base's, if the exponent is a number.
    Power,
    Transpose,
    /// (n,n) → (n,n)
    Inverse,
    /// (n,n) → (n,n), transposed.
    InverseTranspose,
    /// (m,n) → (n,m)
    PseudoInverse,
    /// (n), (n) → number
    InnerProduct,
    /// (m), (n) → (m,n)
    OuterProduct,
    /// (m,n), (p,q) → (mp,nq)
    Kronecker,
    /// (n) → (n,n); (n,n) → (n)
    Diag,
    /// (m,n) → (mn)
    Vec,
    Concat,
    /// n → (n,n)
    Identity,
    List,
    Matrix,
    /// Entry, row, column or member.
    At,
    /// Member of a family.
    Upper,
    Derivative,
    Gradient,
    Hessian,
    Piecewise,
    /// A number if the argument is one.
    ScalarIfScalar,
}

static RULES: &[(Head, Rule)] = &[
    ("Add", Rule::Sum),
    ("PlusMinus", Rule::Sum),
    ("MinusPlus", Rule::Sum),
    ("Multiply", Rule::Product),
    ("Negate", Rule::First),
    ("Divide", Rule::Quotient),
    ("Power", Rule::Power),
    ("Hadamard", Rule::Hadamard),
    ("HadamardDivide", Rule::Hadamard),
    ("Transpose", Rule::Transpose),
    ("ConjugateTranspose", Rule::Transpose),
    ("Inverse", Rule::Inverse),
    ("InverseTranspose", Rule::InverseTranspose),
    ("PseudoInverse", Rule::PseudoInverse),
    ("Trace", Rule::SquareToScalar),
    ("Determinant", Rule::SquareToScalar),
    ("Rank", Rule::Scalar),
    ("Norm", Rule::Scalar),
    ("InnerProduct", Rule::InnerProduct),
    ("OuterProduct", Rule::OuterProduct),
    ("KroneckerProduct", Rule::Kronecker),
    ("Diag", Rule::Diag),
    ("Vec", Rule::Vec),
    ("Concat", Rule::Concat),
    ("IdentityMatrix", Rule::Identity),
    ("CrossProduct", Rule::First),
    ("Dimension", Rule::Scalar),
    ("Cardinality", Rule::Scalar),
    ("Softmax", Rule::First),
    ("LogSoftmax", Rule::First),
    ("LogSumExp", Rule::ScalarIfScalar),
    ("StopGradient", Rule::First),
    ("LayerNorm", Rule::First),
    ("RMSNorm", Rule::First),
    ("Abs", Rule::ScalarIfScalar),
    ("Indicator", Rule::ScalarIfScalar),
    ("KroneckerDelta", Rule::Scalar),
    ("Gcd", Rule::Scalar),
    ("Lcm", Rule::Scalar),
    ("At", Rule::At),
    ("AtUpper", Rule::Upper),
    ("List", Rule::List),
    ("Matrix", Rule::Matrix),
    ("Piecewise", Rule::Piecewise),
    ("Quantity", Rule::Scalar),
    ("Percent", Rule::Scalar),
    ("PartialDerivative", Rule::Derivative),
    ("TotalDerivative", Rule::Derivative),
    ("Gradient", Rule::Gradient),
    ("Hessian", Rule::Hessian),
    ("Laplacian", Rule::ScalarIfScalar),
    ("Probability", Rule::Scalar),
    ("Entropy", Rule::Scalar),
    ("CrossEntropy", Rule::Scalar),
    ("KLDivergence", Rule::Scalar),
    ("JSDivergence", Rule::Scalar),
    ("MutualInformation", Rule::Scalar),
    ("Correlation", Rule::Scalar),
    ("Expectation", Rule::First),
    ("Variance", Rule::ScalarIfScalar),
    ("StandardDeviation", Rule::ScalarIfScalar),
    ("Covariance", Rule::ScalarIfScalar),
];

/// The rule of a head: its row here, else by the kind of its row in the catalogue.
pub(super) fn rule(head: Head) -> Rule {
    if let Some((_, rule)) = RULES.iter().find(|(own, _)| *own == head) {
        return *rule;
    }
    match functions::find(head).map(|row| (row.kind, row.arity)) {
        Some((RowKind::Scalar, (1, 1))) => Rule::Entrywise,
        Some((RowKind::Scalar, _)) => Rule::ScalarIfScalar,
        Some((RowKind::Constant, (0, 0))) if !is_set(head) => Rule::Scalar,
        _ => Rule::Fresh,
    }
}

/// Constants that are no numbers, or arrays of the shape that fits.
fn is_set(head: Head) -> bool {
    head.ends_with("Numbers") || matches!(head, "EmptySet" | "UpperHalfPlane" | "Integers" | "True" | "False")
}
