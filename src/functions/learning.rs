//! Functions of machine learning that have one standard meaning.

use super::RowKind::{Array, Scalar, Structure};
use super::{Row, row};

const MANY: u8 = u8::MAX;

pub(super) static ROWS: &[Row] = &[
    row(
        "Softmax",
        &["softmax", "Softmax"],
        (1, 2),
        Array,
        "exp(x_i)/\\sum_j exp(x_j) along the last axis: rows of a matrix",
    ),
    row("LogSoftmax", &["log softmax", "logsoftmax"], (1, 1), Array, "log of the softmax"),
    row("LogSumExp", &["logsumexp", "LSE", "LogSumExp"], (1, 1), Array, "\\log \\sum_i exp(x_i)"),
    row("Sigmoid", &["sigmoid", "Sigmoid"], (1, 1), Scalar, "1/(1 + e^{-x}); \\sigma where the page says so"),
    row("LogSigmoid", &["logsigmoid", "LogSigmoid"], (1, 1), Scalar, "log of the sigmoid"),
    row("Logit", &["logit"], (1, 1), Scalar, "\\log(p/(1 - p))"),
    row("ReLU", &["ReLU", "relu"], (1, 1), Scalar, "max(0, x)"),
    row("LeakyReLU", &["LeakyReLU"], (1, 2), Scalar, "x, or a small multiple of it below 0"),
    row("PReLU", &["pReLU", "PReLU"], (1, 2), Scalar, "max(0, x) + \\alpha min(0, x)"),
    row("ELU", &["ELU"], (1, 2), Scalar, "x, or \\alpha (e^x - 1) below 0"),
    row("GELU", &["GELU", "gelu"], (1, 1), Scalar, "x \\Phi(x)"),
    row("SiLU", &["SiLU", "Swish", "swish", "silu"], (1, 2), Scalar, "x sigmoid(x)"),
    row("Softplus", &["softplus", "Softplus"], (1, 1), Scalar, "\\log(1 + e^x)"),
    row("Mish", &["Mish"], (1, 1), Scalar, "x tanh(softplus(x))"),
    row("BigO", &["O"], (1, 1), Structure, "O(f), \\mathcal{O}(f)"),
    row("BigOmega", &[], (1, 1), Structure, "\\Omega(f)"),
    row("BigTheta", &[], (1, 1), Structure, "\\Theta(f)"),
    row("LittleO", &["o"], (1, 1), Structure, "o(f)"),
    row("OneHot", &["onehot", "OneHot"], (1, 2), Array, "the unit vector of an index"),
    row("StopGradient", &["sg", "stopgrad", "StopGradient"], (1, 1), Array, "the value, with derivative zero"),
    row("LayerNorm", &["LayerNorm", "LN"], (1, MANY), Array, "layer normalisation, as the page defines it"),
    row("RMSNorm", &["RMSNorm"], (1, MANY), Array, "normalisation by the root mean square, as the page defines it"),
    row("Attention", &["Attention", "Attn"], (1, MANY), Array, "as the page defines it"),
];
