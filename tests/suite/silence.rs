//! Pages on which nothing is wrong, beside twins on which one thing is: what looks like a mistake and is none.

use mathlint::testing::findings;

/// What tells the two apart, a page without a finding above `info`, and one with a finding of a rule.
static PAIRS: &[(&str, &str, (&str, &str))] = &[
    (
        "alternatives in one sentence, and a result that contradicts its definition",
        r"Let $g(t)$ be convex. Then $g(t)=\ln(2-t)$ gives one test, and $g(t)=\exp(t)+2$ another, and $g(t)=5t^2$ a third.",
        (r"Let $g(t) = (t+1)^2$. Hence $g(t) = t^2 + 3t + 1$.", "false-identity"),
    ),
    (
        "what is supposed for what comes next",
        r"Let $R(t) = c \log t$ with $c > 0$. Pick $c = 2$. Hence $R(t) = 2 \log t$.",
        (r"Let $R(t) = c \log t$ with $c > 0$. Pick $c = 2$. Hence $R(t) = 3 \log t$.", "false-identity"),
    ),
    (
        "a marginal and a measured event of another variable turn no law, and a wrong marginal is found beside them",
        "We have $P(A=a) = \\sum_v P(A=a, B=v)$ and $P(D=1|H=0) = 0.1$. We write $P(B=b|A=a) = P(A=a,B=b)/P(A=a)$.",
        (
            "We have $P(A=a) = \\sum_v P(A=a, B=v)$ and $P(D=1|H=0) = 0.1$. We write $P(A=a|B=b) = P(A=a,B=b)/P(A=a)$.",
            "false-identity",
        ),
    ),
    (
        "a logarithm of a ratio without brackets",
        r"The log odds are $\log .2 / .8 = -1.39$.",
        (r"The log odds are $\log (.2 / .8) = -1.93$.", "wrong-number"),
    ),
    (
        "one law under two letters, and a wrong one",
        "By the rule of Bayes\n\n$$\nP(A|B) = \\frac{p(B|A)p(A)}{p(B)}\n$$\n",
        ("By the rule of Bayes\n\n$$\np(A|B) = \\frac{p(B|A)p(B)}{p(A)}\n$$\n", "false-identity"),
    ),
    (
        "labels that are capitals",
        "We have $k_P = 31$ and\n\n$$\nk_Q = 20\n$$\n\nso that, by $\\frac{k_P}{k_Q} = r$,\n\n$$\nr = \\frac{31}{20}.\n$$\n",
        ("We have $k_P = 31$ and $k_Q = 20$. Hence $\\frac{31}{20} = 1.45$.", "wrong-number"),
    ),
    (
        "a substitution in an integral",
        r"With $s = S(t)$ we have \(\int_0^T S'(t) dt = \int_{S(0)}^{S(T)} dS\).",
        (r"We have \(\int_0^s s\,ds = 3\).", "unused-binder"),
    ),
    (
        "two equations in one row of an alignment",
        "$$\n\\begin{align}\n2+2 &= 4 & 3+3 &= 6\n\\end{align}\n$$\n",
        ("$$\n\\begin{align}\n2+2 &= 4 & 3+3 &= 7\n\\end{align}\n$$\n", "wrong-number"),
    ),
    (
        "two equations that only a blank parts",
        "$$\n\\gamma_1 = \\sqrt{\\frac{8}{k}} \\ \\gamma_2 = \\frac{12}{k}\n$$\n",
        ("Hence $2 + 2 \\ = 5$.", "wrong-number"),
    ),
    (
        "deviations of several variables in one name",
        r"Let $\Sigma \in \mathbb{R}^{3 \times 3}$ be the covariance. The standard deviations $\sigma = \sqrt{\text{diag}(\Sigma)}$ are given.",
        (
            r"Let $\Sigma \in \mathbb{R}^{3 \times 3}$ and let $s \in \mathbb{R}$. Hence $s = \text{diag}(\Sigma)$.",
            "rank-mismatch",
        ),
    ),
    (
        "a function that a question is about",
        "Because $f(x) = x^2$ is convex, it applies.\n\nQ: Why is $f(x) = x^p$ convex for $p \\geq 1$ and $x \\geq 0$?\nA: Because its second derivative is $f''(x) = p(p-1)x^{p-2}$.\n",
        (
            "Because $f(x) = x^2$ is convex, it applies.\n\nQ: Why is $f(x) = x^p$ convex for $p \\geq 1$ and $x \\geq 0$?\nA: Because its second derivative is $f''(x) = p(p-1)x^{p-1}$.\n",
            "wrong-gradient",
        ),
    ),
    (
        "a change that grows, and one that does not",
        r"Let $0<\beta\leq 1$. Suppose income increases by $\Delta y$. Hence $\frac{1}{1+\beta}\Delta y<\Delta y$.",
        (
            r"Let $0<\beta\leq 1$. Suppose income increases by $\Delta y$. Hence $(1+\beta)\Delta y<\Delta y$.",
            "false-identity",
        ),
    ),
    (
        "a value that is put to use as it was rounded",
        "It is minimized at $\\lambda = 2 \\log 8 \\approx 4.16$.\n\nTherefore using $\\lambda=4.16$ is as well as we can do.\n",
        (
            "It is minimized at $\\lambda = 2 \\log 8 \\approx 4.16$.\n\nTherefore using $\\lambda=4.61$ is as well as we can do.\n",
            "false-identity",
        ),
    ),
    (
        "the inverse of a named function",
        r"Hence $(\text{logit}^{-1}(\eta))^2 = \left(\frac{e^{\eta}}{1 + e^{\eta}}\right)^2$.",
        (r"Hence $(\text{logit}^{-1}(\eta))^2 = \left(\frac{e^{\eta}}{1 - e^{\eta}}\right)^2$.", "false-identity"),
    ),
    (
        "a letter beside its complement is a probability",
        r"The quantile function is $q(p) = \log \frac{p}{1-p}$. Let $\tilde p := \log p$, hence $\tilde p \le 0$.",
        (
            r"The quantile function is $q(p) = \log \frac{p}{1-p}$. Let $\tilde p := \log p$, hence $\tilde p \ge 0$.",
            "false-identity",
        ),
    ),
    (
        "names that are put in an order",
        "If $\\theta_{j-1} < S_i \\leq \\theta_j$, where\n\n$$\n-\\infty \\equiv \\theta_0 < \\theta_1 < \\ldots < \\theta_{J-1} < \\theta_J \\equiv \\infty\n$$\n\nthen $Y_i = j$ is observed.\n",
        ("Let $x > 0$. Hence $x < x + 1 < x$.", "false-step"),
    ),
    (
        "functions of whole matrices",
        "Hence\n\n$$\n\\mathbf{R}_{0} \\operatorname{Exp}(t \\log (\\mathbf{R}_{0}^{\\top} \\mathbf{R}_{1}))=\\mathbf{R}_{0}(\\mathbf{R}_{0}^{\\top} \\mathbf{R}_{1})^{t}\n$$\n",
        ("Let $a > 0$ and $t > 0$. Hence $e^{t \\log a} = t^a$.", "false-identity"),
    ),
    (
        "sums that are typed with the letter",
        r"Hence $\Sigma_{n=1}^{N} n = \frac{N(N+1)}{2}$.",
        (r"Hence $\Sigma_{n=1}^{N} n = \frac{N(N-1)}{2}$.", "false-identity"),
    ),
    (
        "where an inequality is an equation is no fact",
        r"Let $x > 0$. We have $\ln x \le x - 1$, with equality iff $x = 1$. Hence $\ln (2x) \le 2x - 1$.",
        (
            r"等号成立当且仅当对于所有 $i$ 均有 $p_i = q_i$。因此 $\ln\left(\frac{q_i}{p_i}\right) \le \frac{q_i}{p_i} - 1.5$",
            "false-identity",
        ),
    ),
    (
        "outcomes that are told apart by zero and one",
        r"We know $D_i \in \{0, 1\}$. Hence $Y_i = D_i Y_i^1 + (1 - D_i) Y_i^0$ and $\delta_i = Y_i^1 - Y_i^0$.",
        (r"Let $y > 0$. Hence $y^1 - y^0 = y$.", "false-identity"),
    ),
    (
        "one letter that a page leaves free again and again",
        "$a = \\sum_{m=1}^M b_m + b_i$, $c = \\sum_{m=1}^M \\frac{b_m}{b_i}$ and $d = \\sum_{m=1}^M b_m b_i$ for that pole.",
        ("Let $c = \\sum_{m=1}^M \\frac{b_m}{b_i}$ here.", "free-index-mismatch"),
    ),
    (
        "an upper end that names its letter, and an index as its own family",
        r"Let \(a = \sum_{t=1}^{t=T} r(s_t)\).",
        (r"Let \(a = \sum_{t=1}^{T} r(t_{t-1})\).", "odd-symbol"),
    ),
    (
        "the number of a kind of things, and a limit without its sign",
        r"Let \(H = \sum_{b=1}^{N_b} S_b\).",
        (r"Let \(H = \sum_{n-1}^{N} S_n\).", "missing-argument"),
    ),
    (
        "a set by its size, and a set as a divisor",
        r"The mean is \(m = \frac{1}{|\mathcal{A}|} \sum_{a \in \mathcal{A}} x_a\).",
        (r"The mean is \(m = \frac{1}{\mathcal{A}} \sum_{a \in \mathcal{A}} x_a\).", "odd-symbol"),
    ),
    (
        "a value over all actions, and one that takes another action",
        r"Here \(Q(s, a)\) is a value, and \(y = r + \max_a Q(s, a)\).",
        (r"Here \(Q(s, a)\) is a value, and \(y = r + \max_a Q(s, a^*)\).", "unused-binder"),
    ),
    (
        "a sum over sets",
        r"Let \(a = \sum_{I \subseteq S} f_I w_I\).",
        (r"Let \(a = \sum_{I \subseteq S} f_J w_J\).", "unused-binder"),
    ),
    (
        "a quantifier at the end",
        r"Let \(p_i \ge 0 \quad \forall i\).",
        (r"Let \(p \ge 0 \quad \forall i\).", "unused-binder"),
    ),
];

#[test]
fn what_looks_like_a_mistake_is_told_from_one() {
    for (what, right, (wrong, rule)) in PAIRS {
        let found = findings("page.md", right);
        assert!(!found.contains("error") && !found.contains("warning"), "{what}: {found}");
        let found = findings("page.md", wrong);
        assert!(found.contains(rule), "{what}: {found:?}");
    }
}

#[test]
fn matrices_are_no_numbers() {
    for claim in ["(A+B)^2 = A^2 + 2AB + B^2", "e^{A+B} = e^A e^B"] {
        let page = format!("Let $A$ be a square matrix and let $B$ be a square matrix. Hence\n\n$$\n{claim}.\n$$\n");
        let judged = mathlint::testing::page("page.md", &page);
        assert!(!judged.contains("holds"), "{judged}");
    }
}

#[test]
fn nothing_is_proved_of_commands_that_nobody_knows() {
    let judged = mathlint::testing::page("page.md", r"Hence $\mb{A}\mb{B} = \mb{B}\mb{A}$ and $2 \mb{A} = 3 \mb{A}$.");
    assert!(!judged.contains("holds") && !judged.contains("fails"), "{judged}");
}
