//! Probability, statistics, information.

use super::RowKind::{Array, Probability};
use super::{Row, row};

const MANY: u8 = u8::MAX;

pub(super) static ROWS: &[Row] = &[
    row(
        "Expectation",
        &[],
        (1, 2),
        Probability,
        "\\mathbb{E}[X], also a binding: \\mathbb{E}_{x \\sim p}[f(x)]; Given inside for conditionals",
    ),
    row("Variance", &["Var", "var", "Variance"], (1, 1), Probability, "Var[X]"),
    row("StandardDeviation", &["std", "Std", "sd"], (1, 1), Probability, "\\sqrt{Var[X]}"),
    row("Covariance", &["Cov", "cov", "Covariance"], (1, 2), Probability, "Cov(X, Y); of a vector, its matrix"),
    row("Correlation", &["Corr", "corr", "Correlation"], (2, 2), Probability, "Cov(X, Y)/(sd X · sd Y)"),
    row("Median", &["median", "Median"], (1, MANY), Array, "median"),
    row("Probability", &["Pr"], (1, 1), Probability, "P(event), \\Pr[event]; also a binding"),
    row("Entropy", &[], (1, 1), Probability, "H(p) in nats; H(X \\mid Y) with Given"),
    row("CrossEntropy", &["CE", "CrossEntropy"], (2, 2), Probability, "H(p, q) = -\\sum p \\log q"),
    row("KLDivergence", &["KL"], (1, 2), Probability, "KL(p \\| q) = \\sum p \\log (p/q)"),
    row("JSDivergence", &["JS", "JSD"], (1, 2), Probability, "Jensen–Shannon divergence"),
    row("MutualInformation", &["MI"], (2, 3), Probability, "I(X; Y)"),
    row(
        "Normal",
        &[],
        (2, 3),
        Probability,
        "\\mathcal{N}(\\mu, \\sigma^2), \\mathcal{N}(x; \\mu, \\Sigma) as a density",
    ),
    row("Uniform", &["Uniform", "Unif"], (1, 2), Probability, "uniform on an interval or a finite set"),
    row("Bernoulli", &["Bernoulli", "Bern", "Ber"], (1, 1), Probability, "1 with probability p"),
    row("BinomialDistribution", &["Binomial", "Bin"], (2, 2), Probability, "number of successes"),
    row("Categorical", &["Categorical", "Cat"], (1, 1), Probability, "one of K with given probabilities"),
    row("MultinomialDistribution", &["Multinomial"], (2, 2), Probability, "counts of n draws"),
    row("Poisson", &["Poisson"], (1, 1), Probability, "rate"),
    row("ExponentialDistribution", &["Exponential"], (1, 1), Probability, "rate"),
    row("GammaDistribution", &[], (2, 2), Probability, "shape and rate"),
    row("BetaDistribution", &["Beta"], (2, 2), Probability, "on [0, 1]"),
    row("Dirichlet", &["Dirichlet", "Dir"], (1, MANY), Probability, "on the simplex"),
    row("Laplace", &["Laplace"], (2, 2), Probability, "location and scale"),
    row("StudentT", &[], (1, 3), Probability, "degrees of freedom"),
    row("ChiSquared", &[], (1, 1), Probability, "degrees of freedom"),
    row("Gumbel", &["Gumbel"], (0, 2), Probability, "location and scale"),
    row("NormalCDF", &[], (1, 1), Probability, "\\Phi(x)"),
    row("NormalPDF", &[], (1, 1), Probability, "\\varphi(x) of the standard normal, where the page says so"),
];
