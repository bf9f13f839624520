//! What textbooks say in their own words, beside what they never say: a setting, claims that hold in it, and claims
//! that do not.

use mathlint::testing::page;

/// A setting in prose, claims that hold, claims that fail.
static SETTINGS: &[(&str, &[&str], &[&str])] = &[
    (r"Let $A$ be an $n \times n$ symmetric matrix.", &["A^T = A", "x^T A y = y^T A x"], &["x^T A y = -y^T A x"]),
    (
        r"Let $A$ and $B$ be $n \times n$ matrices.",
        &[r"(AB)^T = B^T A^T", r"\det(AB) = \det(A)\det(B)", r"\operatorname{tr}(AB) = \operatorname{tr}(BA)"],
        &[r"(AB)^T = A^T B^T", r"\det(2A) = 2\det(A)", "(A+B)^2 = A^2 + 2AB + B^2"],
    ),
    (r"设 $A$ 和 $B$ 为 $n$ 阶方阵。", &[r"(AB)^T = B^T A^T"], &["(A+B)(A-B) = A^2 - B^2"]),
    (r"Let $Q$ be an orthogonal matrix.", &[r"\|Qx\| = \|x\|", "Q^{-1} = Q^T"], &[r"\|Qx\| = 2\|x\|"]),
    (r"Let $x \ge y$.", &["|x - y| = x - y", r"\max(x, y) = x"], &[r"x + y \ge 2x", r"\max(x, y) = y"]),
    (r"Let $p + q = 1$.", &["p^2 + 2pq + q^2 = 1", "p^2 + pq = p", r"p q \le \frac{1}{4}"], &["(p - q)^2 = 1 + 4pq"]),
    (
        r"Let $m, n \in \mathbb{N}$ with $n \ge m$.",
        &[r"\sum_{i=0}^m\binom{n}{i}\binom{m}{m-i}=\binom{m+n}{m}"],
        &[r"\sum_{i=1}^m\binom{n}{i}\binom{m}{m-i}=\binom{m+n}{m}"],
    ),
    (
        r"Let $L(w) = \frac{1}{2}\|Xw - y\|^2$ with $X \in \mathbb{R}^{m \times n}$.",
        &[r"\nabla L(w) = X^T(Xw - y)", r"\frac{\partial L}{\partial w} = X^T(Xw - y)", r"\nabla^2 L(w) = X^T X"],
        &[r"\nabla_w L(w) = 2X^T(Xw - y)"],
    ),
    (
        r"The log-likelihood is $\ell(\mu) = -\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i - \mu)^2$.",
        &[r"\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2}\sum_{i=1}^n (x_i - \mu)"],
        &[r"\frac{\partial \ell}{\partial \mu} = -\frac{1}{\sigma^2}\sum_{i=1}^n (x_i - \mu)"],
    ),
    (
        r"The position is $x(t) = A\cos(\omega t + \phi)$.",
        &[r"\dot{x}(t) = -A\omega\sin(\omega t+\phi)", r"\ddot{x}(t) = -\omega^2 x(t)"],
        &[r"\ddot{x}(t) = \omega^2 x(t)"],
    ),
    (
        r"Let $y = Wx + b$, where $W \in \mathbb{R}^{m\times n}$ and $x \in \mathbb{R}^n$.",
        &[r"\frac{\partial y_i}{\partial x_j} = W_{ij}"],
        &[r"\frac{\partial y_i}{\partial x_j} = W_{ji}"],
    ),
    (
        "We add up.",
        &[r"\sum_{n=1}^\infty \frac{1}{n^2} = \frac{\pi^2}{6}"],
        &[r"\sum_{n=1}^\infty \frac{1}{n^2} = \frac{\pi^2}{8}"],
    ),
    (
        "Let X be a random variable.",
        &[r"\operatorname{Var}(aX + b) = a^2\operatorname{Var}(X)"],
        &[r"\operatorname{Var}(aX) = a\operatorname{Var}(X)"],
    ),
];

#[test]
fn claims_hold_and_fail_in_their_settings() {
    for (setting, right, wrong) in SETTINGS {
        for (claims, verdict) in [(right, "holds"), (wrong, "fails")] {
            for claim in *claims {
                let judged = page("page.md", &format!("{setting} Hence ${claim}$.\n"));
                assert!(judged.contains(&format!("{verdict} (")), "{setting} {claim}: not {verdict}\n{judged}");
            }
        }
    }
}

#[test]
fn nothing_is_proved_with_a_letter_that_may_be_the_imaginary_unit() {
    let judged = page("page.md", "Let $z = a + b i$ with $a, b \\in \\mathbb{R}$. Hence $|z|^2 = z^2$.\n");
    assert!(!judged.contains("holds ("), "{judged}");
}
