//! Declarations of short texts, shown in one line each.

use super::Declaration;
use super::sample::{meanings, prose};
use crate::expr::Domain;

#[test]
fn words_give_names_a_meaning() {
    let cases: &[(&str, &[&str])] = &[
        ("a model with sequence length $L$", &["L: sequence length"]),
        ("给定序列长度 $L$", &["L: 序列长度"]),
        ("the weights $u$ and $v$", &["u: weights", "v: weights"]),
        ("学习率（$\\eta$）", &["\\eta: 学习率"]),
        ("the learning rate ($\\eta$)", &["\\eta: learning rate"]),
        ("$\\eta$（学习率）", &["\\eta: 学习率"]),
        (
            "where $\\alpha$ is the learning rate and $n$ denotes the number of steps.",
            &["\\alpha: learning rate", "n: number of steps"],
        ),
        ("其中 $N$ 为**非 embedding** 参数量，$D$ 为训练 token 数", &["N: 非 embedding 参数量", "D: 训练 token 数"]),
        ("where $f$ and $g$ are the encoder and the decoder, respectively.", &["f: encoder", "g: decoder"]),
        ("其中 $W$、$b$ 分别为权重和偏置。", &["W: 权重", "b: 偏置"]),
        ("we use $n$ to denote the number of examples in our dataset.", &["n: number of examples"]),
        ("Denote the number of examples by $n$.", &["n: number of examples"]),
        ("the number of examples is denoted by $n$.", &["n: number of examples"]),
        ("将学习率记为 $\\eta$", &["\\eta: 学习率"]),
        ("Let $n$ be the batch size.", &["n: batch size"]),
        ("$K$ 个 GPU", &["K: GPU 数"]),
        ("with $L$ hidden layers", &["L: number of hidden layers"]),
        ("$P$=前缀，$d_h$=每头维度", &["P: 前缀", "d_h: 每头维度"]),
        ("- $d$: hidden size\n- $B$: batch size", &["d: hidden size", "B: batch size"]),
        (
            "| 符号 | 含义 |\n|---|---|\n| $L$ | 序列长度（token 数） |\n| $u, v$ | 向量 |",
            &["L: 序列长度", "u: 向量", "v: 向量"],
        ),
        ("| $L$ | $d$ |\n|---|---|\n| 高 | 低 |", &[]),
        ("the loss function $\\ell(y, z)$", &["\\ell: loss function"]),
        ("学习率 $lr=0.1$", &["\\text{lr}: 学习率"]),
        ("denoted by the policy $\\pi_\\theta$", &["\\pi_\\theta: policy"]),
        ("we compute $x$, so that $y$ grows. It predicts $z$ and the same $w$.", &[]),
        ("我们计算 $x$，因此 $y$ 增大。第 $i$ 个与 $j$ 为 0。", &["i: 序号"]),
        ("$x$ is a good choice and $y$ is large.", &[]),
        ("$\\theta$ 是可学习的", &[]),
        ("增大 $k$ 会提高召回；固定 $\\beta$", &[]),
        ("If $x$ is positive, the output grows.", &[]),
        ("第 $i$ 个样本", &["i: 样本序号"]),
        ("损失函数 $a+b$", &[]),
        ("top-$k$ experts", &[]),
        ("目标全局 batch $B$ 受限", &["B: 目标全局 batch"]),
        ("在 $h_t$ 特征上预测 $x$ 分布", &[]),
        ("当前词表 $W$，维护子词词表 $V$", &["W: 当前词表", "V: 子词词表"]),
        ("训练 token 预算 $D$；需缓存历史 $K$；训练参数 $w$", &["D: 训练 token 预算", "K: 历史", "w: 参数"]),
        ("复杂度 $O(L \\cdot w)$，$w$ 为窗口半径", &["w: 窗口半径"]),
        ("标签 $y \\in \\{0,1\\}$，$\\hat{y}$ 为预测概率", &["y: 标签", "\\hat{y}: 预测概率"]),
        ("一次提出 $\\gamma$ 个候选 token", &["\\gamma: 候选 token 数"]),
        ("深度 $d\\%$ 处", &["d: 深度"]),
        ("$J$ 表示与当前 $Q$ 相似", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(meanings(text), *expected, "{text}");
    }
}

#[test]
fn ordinals_lists_and_squares_tell_what_a_letter_is() {
    let cases: &[(&str, &[&str])] = &[
        ("第 $\\ell$ 层、第 $h$ 个头", &["\\ell: 层序号", "h: 头序号"]),
        ("the $i$-th layer and the $k$th training example of", &["i: layer index", "k: training example index"]),
        ("the $j^{\\text{th}}$ row", &["j: row index"]),
        ("a $k$-th-order chain", &[]),
        ("各层历史 $K,V$ 占用显存", &["K: 历史", "V: 历史"]),
        ("a sequence of tokens $x_1, \\ldots, x_n$", &["x_1: tokens"]),
        ("a set of points $\\{x_1, \\dots, x_n\\}$", &["x_1: points"]),
        ("奖励 $\\{r_i\\}_{i=1}^G$", &["r: 奖励"]),
        ("with mean $\\mu$ and variance $\\sigma^2$.", &["\\mu: mean", "\\sigma: standard deviation"]),
        ("given $n^2$ points", &[]),
        ("the optimal $N^*$ and 最优 $D^*$", &["N^{*}: optimal $N$", "D^{*}: 最优 $D$"]),
        ("the inverse of the matrix $A$", &["A: matrix"]),
        ("编码 $E$、解码 $D$ 满足 $D(E(x)) = x$", &["E: 编码", "D: 解码"]),
    ];
    for (text, expected) in cases {
        assert_eq!(meanings(text), *expected, "{text}");
    }
}

#[test]
fn what_a_list_with_dots_names_stays_one_name_each() {
    let text = "Let $v_1, \\ldots, v_n$ be an orthonormal basis and $x = c_1 v_1 + \\cdots + c_n v_n$. Hence $$\\|x\\|^2 = c_1^2 + \\cdots + c_n^2.$$";
    assert!(!crate::testing::page("a.md", text).contains("fails"), "{}", crate::testing::page("a.md", text));
}

#[test]
fn a_verb_may_stand_earlier_in_the_sentence_or_around_the_name() {
    let cases: &[(&str, &[&str])] = &[
        ("Let $L$ be the sequence length and $d$ the hidden size.", &["L: sequence length", "d: hidden size"]),
        ("where $x$ is the input, $y$ the output and $z$ the label.", &["x: input", "y: output", "z: label"]),
        ("we write $x$ for the input vector", &["x: input vector"]),
        ("we denote by $n$ the number of samples", &["n: number of samples"]),
        ("$\\alpha$ is known as the learning rate", &["\\alpha: learning rate"]),
        ("where $N$ = number of classes", &["N: number of classes"]),
        ("$B$ 指批大小", &["B: 批大小"]),
        ("We see $x$ and $y$ the same.", &[]),
        ("With $S = 2$ and $T = 3$ the divergence is large.", &[]),
        ("multiplied with $x$ the output is large", &[]),
        ("with $\\mu$ the mean and $s$ the standard deviation.", &["\\mu: mean", "s: standard deviation"]),
    ];
    for (text, expected) in cases {
        assert_eq!(meanings(text), *expected, "{text}");
    }
}

#[test]
fn the_words_before_a_display_name_its_left_side() {
    let cases: &[(&str, &[&str])] = &[
        ("Hence the loss is\n\n$$L(\\theta) = \\sum_i x_i$$", &["L: loss"]),
        ("交叉熵 loss 满足幂律：\n\n$$L(N) = N^{-a}$$", &["L: 交叉熵 loss"]),
        ("激活显存粗估：\n\n$$M = S h$$", &["M: 激活显存"]),
        ("代入权重：\n\n$$y = w x$$", &[]),
        ("Our network can be expressed as:\n\n$$h = W x$$", &[]),
        ("经验关系：\n\n$$D = C^2$$", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(meanings(text), *expected, "{text}");
    }
}

#[test]
fn named_laws_give_domains() {
    use crate::expr::Fact::NonNegative;
    let cases: &[(&str, Domain, Option<usize>)] = &[
        ("若 $r_i \\sim U(0,1)$", Domain::Probability, Some(0)),
        ("$b \\sim \\text{Bernoulli}(p)$", Domain::Natural, Some(0)),
        ("$z \\sim \\mathcal{N}(0, I)$", Domain::Real, None),
        ("$x \\overset{iid}{\\sim} \\text{Exp}(\\lambda)$", Domain::Real, Some(0)),
        ("$k \\approx 20$", Domain::Real, Some(0)),
    ];
    for (text, domain, rank) in cases {
        let declaration = first(text);
        assert_eq!((declaration.domain, declaration.rank), (*domain, *rank), "{text}");
    }
    assert!(prose("Then $rg \\approx 0$.").declarations.is_empty(), "a product is no word");
    assert!(first("$x \\sim \\text{Exp}(\\lambda)$").facts.contains(&NonNegative));
    assert!(prose("$y \\sim \\pi_\\theta(\\cdot \\mid x)$").declarations.is_empty());
}

/// The first declaration of a text.
fn first(text: &str) -> Declaration {
    prose(text).declarations.into_iter().next().unwrap_or_else(|| panic!("nothing is declared in {text}"))
}

#[test]
fn notation_and_nouns_give_sorts() {
    use crate::expr::Fact::{NonNegative, OpenUnit, Orthogonal, Positive, Psd};
    let cases: [(&str, Domain, Option<usize>, &[crate::expr::Fact]); 14] = [
        ("Let $P \\in \\mathbb{R}^{k \\times k}$ be orthogonal.", Domain::Real, Some(2), &[Orthogonal]),
        ("a matrix $\\mathbf{X} \\in \\mathbb{R}^{n \\times d}$", Domain::Real, Some(2), &[]),
        ("$x \\in \\mathbb{R}^n$", Domain::Real, Some(1), &[]),
        ("$x, y \\in \\mathbb{R}$", Domain::Real, Some(0), &[]),
        ("$p \\in [0, 1]$", Domain::Probability, Some(0), &[]),
        ("$p \\in (0, 1)$", Domain::Real, Some(0), &[OpenUnit]),
        ("$i \\in \\{1, \\ldots, n\\}$", Domain::Natural, Some(0), &[Positive]),
        ("$x \\in \\mathbb{R}_{+}^{d}$", Domain::Real, Some(1), &[NonNegative]),
        ("the covariance matrix $\\Sigma$", Domain::Unknown, Some(2), &[Psd]),
        ("旋转矩阵 $R$", Domain::Unknown, Some(2), &[Orthogonal]),
        ("接受概率 $\\alpha$", Domain::Probability, Some(0), &[]),
        ("temperature $\\tau > 0$", Domain::Real, Some(0), &[Positive]),
        ("$K$ 个 GPU", Domain::Natural, Some(0), &[Positive]),
        ("an $n \\times d$ matrix $A$", Domain::Unknown, Some(2), &[]),
    ];
    for (text, domain, rank, facts) in cases {
        let declaration = first(text);
        assert_eq!((declaration.domain, declaration.rank), (domain, rank), "{text}");
        assert!(declaration.facts.iter().eq(facts), "{text}: {:?}", declaration.facts);
    }
    assert_eq!(first("an $n \\times d$ matrix $A$").shape.map(|sizes| sizes.len()), Some(2));
    assert_eq!(first("$K$ 个 GPU").unit.as_deref(), Some("GPU"));
    assert!(first("the loss function $\\ell$").function && first("$f: A \\to B$").function);
}

#[test]
fn scripts_are_told_apart_by_the_page() {
    let name = |text: &str| first(text).name.to_string();
    assert_eq!(name("每头维度 $d_h$，$\\sum_h x_h$"), "d_h", "a size has a label");
    assert_eq!(name("the weight $w_i$ of $\\sum_i w_i$"), "w", "a bound letter is an index");
    assert_eq!(name("the hidden state $h_t$"), "h");
    assert_eq!(name("模型维度 $d_{\\text{model}}$"), "d_{\\text{model}}");
}

#[test]
fn a_new_left_side_of_a_display_is_defined() {
    let forms = |text: &str| -> Vec<String> {
        prose(text)
            .declarations
            .iter()
            .map(|declaration| format!("{} {:?}", declaration.name, declaration.form))
            .collect()
    };
    assert_eq!(forms("The model is $$y = Wx + b$$ and then $$y = 2$$"), ["y Definition"]);
    assert_eq!(forms("If $x = 2$, then stop."), [] as [&str; 0]);
}

#[test]
fn the_name_has_its_place() {
    let text = "给定参考策略 $\\pi_{\\text{ref}}$ 与";
    assert_eq!(first(text).span.of(text), "\\pi_{\\text{ref}}");
}

#[test]
fn a_noun_with_a_colon_or_a_copula_stands_before_its_name() {
    let cases: &[(&str, &[&str])] = &[
        ("- 隐状态数：$N$\n- 学习率（步长）：$\\eta$", &["N: 隐状态数", "\\eta: 学习率"]),
        ("Hyperplane: $h$, which is fixed", &["h: Hyperplane"]),
        ("设样本数为 $n$，均值为 $\\mu$", &["n: 样本数", "\\mu: 均值"]),
        ("the learning rate is $\\eta$.", &["\\eta: learning rate"]),
        ("the stride for the height is $s$.", &[]),
        ("真实关系为 $y = f(x)$", &[]),
        ("均值和方差分别为 $\\mu$ 和 $\\sigma^2$", &["\\mu: 均值", "\\sigma: 标准差"]),
        ("The height and width are $h$ and $w$.", &["h: height", "w: width"]),
        ("参数 $w$ 和 $b$", &["w: 参数", "b: 参数"]),
        ("the maximum path length is $O(n)$.", &[]),
        ("Take $u$ to be its distribution", &["u: distribution"]),
        ("with confidence level as $p$; we denote the loss as $L$", &["L: loss"]),
        ("$m$ 种途径，每种途径", &["m: 途径数"]),
        ("all $m$ training points $x_1, \\dots, x_m$", &["m: number of training points", "x_1: training points"]),
        ("creating terminal regions $R$", &["R: terminal regions"]),
        ("for example $x$", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(meanings(text), *expected, "{text}");
    }
}
