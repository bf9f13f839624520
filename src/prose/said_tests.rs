//! What words say of names, by the form of the sentence: short texts, shown in one line each.

use super::sample::{meanings, prose};
use super::{Declaration, Form};
use crate::expr::{Domain, Fact};

fn declarations(text: &str) -> Vec<Declaration> {
    prose(text).declarations
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong = cases.iter().filter(|(text, expected)| meanings(text) != *expected);
    let shown: Vec<String> =
        wrong.map(|(text, expected)| format!("{text}: {:?}, not {expected:?}", meanings(text))).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

/// The only declaration of a text.
fn sort(text: &str) -> (Domain, Option<usize>, Vec<Fact>) {
    let own = declarations(text).into_iter().next().unwrap_or_else(|| panic!("nothing is declared in {text}"));
    (own.domain, own.rank, own.facts.into_iter().collect())
}

#[test]
fn nouns_of_several_things_give_no_sort() {
    let open = (Domain::Unknown, None, vec![]);
    for text in [
        "- Variance: $\\Sigma_{X|Y}$",
        "the singular values $D$",
        "- $D$：奇异值",
        "其中 $j$ 为整数或半整数",
        "where $j$ is an integer or half-integer",
        "| Position $q(t)$ | Field |",
        "Lagrange multiplier $\\lambda$",
        "其中 $x$ 为负数",
    ] {
        assert_eq!(sort(text), open, "{text}");
    }
    assert_eq!(sort("$A \\in \\mathbb{R}^{n,n}$").1, Some(2));
    assert_eq!(sort("位置 $m$ 处，第 $m$ 个").0, Domain::Integer);
    assert_eq!(sort("其中 $x$ 为标签数").0, Domain::Natural);
    check(&[("其中 $x$ 为指数", &["x: 指数"]), ("- Best subset: $P$", &[]), ("- True model: $y = x$", &[])]);
}

#[test]
fn the_owner_of_an_operation_is_what_its_letter_names() {
    check(&[
        ("the entropy of random variable $X$", &["X: random variable"]),
        ("the distribution of the error term $\\varepsilon$", &["\\varepsilon: error term"]),
        ("the second derivative of the cross-entropy loss $l$", &["l: cross-entropy loss"]),
        ("it is a function of the past location $s$", &["s: past location"]),
        ("the smallest value of the generated $\\lambda$ sequence", &[]),
        ("a vector of length $q$", &["q: vector length"]),
        ("a batch size of $B$ and a learning rate of $\\eta$", &["B: batch size", "\\eta: learning rate"]),
        ("an eigenvalue of $A$", &[]),
        ("the probability of any event $\\mathcal{A}$ is", &["\\mathcal{A}: event"]),
        ("and $k$ is the number of events you see", &["k: number of events"]),
        ("we do not need to access labels $y$", &["y: labels"]),
        ("a distribution of inputs $p(x)$", &["p: distribution of inputs"]),
    ]);
}

#[test]
fn a_verb_names_nothing() {
    check(&[
        ("Here we model\n\n$$\\Pr(G) = e^x$$", &[]),
        ("Hence, if we change $x_t$, it may move", &[]),
        ("推理时只需缓存 $S$ 即可", &[]),
        ("经过激活函数激活 $o$", &[]),
        ("扩展节点 $s$ 时优先", &["s: 节点"]),
        ("不能直接影响损失 $L$", &["L: 损失"]),
        ("如果函数 $f$ 很大", &["f: 函数"]),
        ("远优于单层 $w$；策略 $\\pi$（常取最优策略）", &["\\pi: 策略"]),
        ("每步学习向量 $p$；可学习向量 $q$", &["p: 向量", "q: 可学习向量"]),
        ("引入隐含变量 $Z$", &["Z: 隐含变量"]),
        ("visualized in terms of its row vectors $v$", &[]),
        ("it is one if $s$ is a terminal state and zero otherwise", &[]),
        ("$x$ is the quantity that we care about", &[]),
        ("选定目标 $N$，再训练", &[]),
        ("优化目标 $J$", &["J: 目标"]),
    ]);
}

#[test]
fn phrases_hold_their_owners_and_asides() {
    check(&[
        ("two matrices $A$ and $B$", &["A: matrices", "B: matrices"]),
        ("This matrix $\\Sigma$ is referred to as the covariance matrix", &["\\Sigma: covariance matrix"]),
        ("- $w$: 从神经元 $p$ 到神经元 $q$ 的权重", &["w: 从神经元 $p$ 到神经元 $q$ 的权重", "p: 神经元", "q: 神经元"]),
        ("其中 $z$ 表示第 $i$ 类（或 token）的得分", &["z: 第 $i$ 类的得分", "i: 类序号"]),
        ("其中 $\\sigma$ 为 $X$ 的标准差", &["\\sigma: $X$ 的标准差"]),
        ("the learning rate (LR) $\\eta$ is small", &["\\eta: learning rate"]),
        ("外部输入（External Input） $x$", &["x: 外部输入"]),
        ("某个数据集 $D$", &["D: 数据集"]),
        ("$\\sigma$ 被称为标准差", &["\\sigma: 标准差"]),
        ("Let the price be $p$.", &["p: price"]),
        ("$N$ 个独立同分布的样本构成", &["N: 样本数"]),
        (
            "of $N$ independent and identically distributed samples",
            &["N: number of independent and identically distributed samples"],
        ),
        ("where $u, v$ are the input and the output.", &["u: input", "v: output"]),
        (
            "$X_i, \\mu_i$ 表示：第 $i$ 类示例的集合、均值向量。",
            &["X: 第 $i$ 类示例的集合", "\\mu: 均值向量", "i: 类序号"],
        ),
        ("推论：$n$ 元高斯向量 $X$", &["X: 高斯向量"]),
        (
            "也就是说函数 $f$ 增大；可以依赖状态 $S$；去掉权重 $W$；其中 $g$ 为一非线性函数",
            &["f: 函数", "S: 状态", "W: 权重", "g: 非线性函数"],
        ),
        ("学习率 $lr$", &["\\text{lr}: 学习率"]),
        ("抛 $n$ 次，概率 $p$，其中 $np$ 为整数", &["n: 次数", "p: 概率"]),
        ("张量 $a$,$b$", &["a: 张量", "b: 张量"]),
        ("the training set $D$ and the set $S$; we set $x$", &["D: training set", "S: set"]),
        ("polynomials of order $p$ and $q$", &["p: polynomial order", "q: polynomial order"]),
        ("定义增广拉格朗日函数 $L$", &["L: 增广拉格朗日函数"]),
        ("使用下标 $x_j$ 代表输入", &["x: 输入"]),
        ("Let $(W_t)_{t\\ge0}$ be a process", &["W: process"]),
        ("| 变量 | 说明 |\n|---|---|\n| $L$ | 层数 |\n| $T$ | 随 $T$ 线性增 |\n| $d$ | hidden/head |", &["L: 层数"]),
    ]);
}

#[test]
fn traditional_characters_are_read() {
    check(&[
        ("輸入維度為 $d$", &["d: 輸入維度"]),
        ("其中 $\\eta$ 為學習率", &["\\eta: 學習率"]),
        ("激活函數 $f$", &["f: 激活函數"]),
    ]);
    assert_eq!(sort("其中 $\\eta$ 為學習率").2, [Fact::Positive]);
}

#[test]
fn rows_and_verbs_define() {
    let forms = |text: &str| -> Vec<String> {
        declarations(text).iter().map(|own| format!("{} {:?}", own.name, own.form)).collect()
    };
    let defined = |name: &str| format!("{name} {:?}", Form::Definition);
    let rows = "We define:\n\n$$\\begin{aligned} u &= E[X] \\\\ &= 2 \\\\ v &= E[Y]\\end{aligned}$$";
    assert_eq!(forms(rows), [defined("u"), defined("v")]);
    assert_eq!(forms("Let $u = a + b$."), [defined("u")]);
    assert_eq!(forms("令 $u = a + b$."), [defined("u")]);
    assert_eq!(forms("令 $u = 0$."), [] as [&str; 0]);
    assert_eq!(forms("Now\n\n$$\\dot{p} = -\\frac{a}{q}$$"), [] as [&str; 0]);
    assert_eq!(forms("We have $$E(X) = a + b$$"), [] as [&str; 0]);
    assert_eq!(forms("where $h(x) = 0, i=1,...p$"), [] as [&str; 0]);
    assert_eq!(sort("$\\mathcal{X} \\subseteq \\mathbb{R}^d$").0, Domain::Set);
    assert!(declarations("let $f \\in C^{1,2}(A)$")[0].function);
}
