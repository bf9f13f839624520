//! What formulas mean on their page: the words around them decide between a call and a product, a label and an index.

use mathlint::analysis::{Input, Settings, analyse};
use mathlint::report::reading::plain_text;
use mathlint::source::SourceFile;

/// A page, and the readings of some of its formulas, by their text.
static PAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "The number of layers $N_l$ and of heads $H_{kv}$. A cache of $M = 2 N_l H_{kv} b$ bytes.",
        &[(r"N_l", "N_l"), (r"M = 2 N_l H_{kv} b", "M = 2·N_l·H_kv·b")],
    ),
    ("Let $n_i$ be the number of items of kind $i$, and $n = \\sum_i n_i$.", &[(r"n = \sum_i n_i", "n = Σ{i} n_i")]),
    ("The reward $r_t = r(s_t, a_t)$ of a step. A scalar $r$.", &[(r"r_t = r(s_t, a_t)", "r_t = r(s_t, a_t)")]),
    (
        "For distributions $P$ and $Q$, $-\\sum_j P(j) \\log Q(j)$.",
        &[(r"-\sum_j P(j) \log Q(j)", "-(Σ{j} P(j)·log(Q(j)))")],
    ),
    ("With the likelihood $p(x \\mid z)$ and a probability $p$, $p(1-p)$.", &[(r"p(1-p)", "p·(1 - p)")]),
    ("An area of $\\pi r^2$; the number $\\pi$.", &[(r"\pi r^2", "π·r^2")]),
    ("With entries $a_{ij}$, the first is $a_{11}$.", &[(r"a_{11}", "a_[1, 1]")]),
    ("若矩阵 $A$ 列满秩，则 $(A^T A)^{-1} A^T$。", &[(r"(A^T A)^{-1} A^T", "(Aᵀ·A)^(-1)·Aᵀ")]),
    ("By the summation convention, $y_i = A_{ij} x_j$.", &[(r"y_i = A_{ij} x_j", "y_i = Σ{j} A_[i, j]·x_j")]),
    ("With $\\frac{\\pl F}{\\pl y}$.", &[(r"\frac{\pl F}{\pl y}", "∂F/∂y")]),
    ("频率在 $0\\sim \\frac{w}{2}$ 内。", &[(r"0\sim \frac{w}{2}", "[0, w/2]")]),
    ("With $k=0,\\pm1,\\pm2\\cdots$.", &[(r"k=0,\pm1,\pm2\cdots", "k = (0, ±1, ±2, …)")]),
    ("The field $\\mathrm{i}\\left(x + y\\right)$.", &[(r"\mathrm{i}\left(x + y\right)", "i·(x + y)")]),
    ("The indicator function $\\mathbf{1}_A(x)$.", &[(r"\mathbf{1}_A(x)", "indicator(x ∈ A)")]),
];

#[test]
fn the_page_decides_what_a_formula_means() {
    let mut wrong = Vec::new();
    for (page, formulas) in PAGES {
        let file = SourceFile::new("page.md".to_owned(), (*page).to_owned());
        let analysis = analyse(vec![Input { file, asked: true }], &Settings::default());
        let page = &analysis.pages[0];
        for (tex, meant) in *formulas {
            let read = page.document.formulas.iter().position(|formula| formula.tex == *tex);
            let read = read.map(|at| plain_text(&page.readings[at]));
            if read.as_deref() != Some(*meant) {
                wrong.push(format!("{tex}: {read:?}, meant {meant}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
