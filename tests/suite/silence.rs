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
