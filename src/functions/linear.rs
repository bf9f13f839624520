//! Vectors, matrices, tensors.

use super::RowKind::{Array, Constant};
use super::{Row, row};

const MANY: u8 = u8::MAX;

pub(super) static ROWS: &[Row] = &[
    row("Transpose", &[], (1, 1), Array, "A^\\top"),
    row("Inverse", &[], (1, 1), Array, "A^{-1} of a square matrix"),
    row("InverseTranspose", &[], (1, 1), Array, "A^{-\\top}"),
    row("PseudoInverse", &[], (1, 1), Array, "Moore–Penrose A^+"),
    row("ConjugateTranspose", &[], (1, 1), Array, "A^H, A^\\dagger, A^*"),
    row("Trace", &["tr", "Tr", "trace", "Trace"], (1, 1), Array, "sum of the diagonal"),
    row("Determinant", &["det"], (1, 1), Array, "determinant, |A| of a matrix"),
    row("Rank", &["rank", "rk"], (1, 1), Array, "rank"),
    row("Diag", &["diag", "Diag"], (1, MANY), Array, "diagonal matrix of a vector, or the diagonal of a matrix"),
    row("Vec", &["vec"], (1, 1), Array, "columns stacked"),
    row("Norm", &[], (1, 2), Array, "Norm(x): Euclidean; Norm(x, p): p a number, Infinity or Text(F)"),
    row("InnerProduct", &[], (2, 2), Array, "\\langle x, y \\rangle; the dot between vectors"),
    row("Ket", &["Ket"], (1, 1), Array, "|\\psi\\rangle: a state"),
    row("Bra", &["Bra"], (1, 1), Array, "\\langle\\psi|: the dual of a state"),
    row("Hadamard", &[], (2, MANY), Array, "\\odot: product entry by entry"),
    row("HadamardDivide", &[], (2, 2), Array, "\\oslash: quotient entry by entry"),
    row("KroneckerProduct", &[], (2, MANY), Array, "\\otimes of matrices"),
    row("OuterProduct", &[], (2, 2), Array, "\\otimes of vectors, x y^\\top"),
    row("DirectSum", &[], (2, MANY), Array, "\\oplus"),
    row("CrossProduct", &[], (2, 2), Array, "\\times of vectors in three dimensions"),
    row("Convolve", &[], (2, 2), Array, "f * g, f \\star g"),
    row("Commutator", &["Commutator"], (2, 2), Array, "[A, B] = AB - BA"),
    row("Compose", &[], (2, MANY), Array, "f \\circ g"),
    row(
        "Concat",
        &["Concat", "concat", "Concatenate"],
        (1, MANY),
        Array,
        "joined along the last axis; [a; b] of vectors",
    ),
    row("Stack", &["Stack", "stack"], (1, MANY), Array, "joined along a new axis"),
    row("IdentityMatrix", &[], (0, 1), Constant, "I, of a size or of the size that fits"),
    row("ZeroArray", &[], (0, MANY), Constant, "\\mathbf{0}, of the shape that fits"),
    row("OneArray", &[], (0, MANY), Constant, "\\mathbf{1}, of the shape that fits"),
    row("Eigenvalue", &[], (1, 2), Array, "\\lambda(A), \\lambda_i(A)"),
    row("Span", &["span"], (1, MANY), Array, "linear hull"),
    row("Dimension", &["dim"], (1, 1), Array, "dimension"),
    row("Kernel", &["ker"], (1, 1), Array, "null space"),
    row("Reshape", &["reshape"], (1, MANY), Array, "the same entries in another shape, row by row"),
    row("Mean", &["mean", "avg", "Mean"], (1, MANY), Array, "mean of the entries; a subscript names the axis"),
    row("SumOf", &["sum"], (1, MANY), Array, "sum of the entries; a subscript names the axis"),
    row("TopK", &["TopK", "topk", "Top", "KeepTopK"], (1, MANY), Array, "the k largest entries"),
];
