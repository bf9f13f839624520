//! Formulas that everybody knows, by their names in words.
//!
//! A row has the words by which authors call it, words beside which it may be something else, and the ways in which it
//! is written. Letters of one character stand for anything. What is written in none of these ways, but in one of them
//! with a single slip, was misquoted.

/// A well-known formula.
pub(super) struct Row {
    /// How messages call it.
    pub name: &'static str,
    /// One of these stands beside it, in lower case.
    pub words: &'static [&'static str],
    /// None of these does.
    pub unless: &'static [&'static str],
    pub forms: &'static [&'static str],
    /// Further ways of writing it, or something near it that goes by the same words: no slips of these are looked for.
    pub also: &'static [&'static str],
    /// Where not all slips are telling: words in those that are.
    pub only: &'static [&'static str],
    /// Whether a slip is told only where the author has the letters of the row.
    pub lettered: bool,
    /// Whether its factors have an order.
    pub ordered: bool,
}

const fn row(name: &'static str, words: &'static [&'static str], forms: &'static [&'static str]) -> Row {
    Row { name, words, unless: &[], forms, also: &[], only: &[], lettered: false, ordered: false }
}

pub(super) static ROWS: &[Row] = &[
    row(
        "the logistic function",
        &["sigmoid", "logistic", "逻辑函数", "逻辑斯"],
        &[
            r"f(x) = \frac{1}{1 + e^{-x}}",
            r"f(x) = \frac{e^x}{1 + e^x}",
            r"f(x) = \frac{1}{e^{-x} + 1}",
            r"f(x) = \frac{1}{1 + e^{-a x}}",
            r"f(x) = \frac{a}{1 + e^{-x}}",
        ],
    ),
    row(
        "the hyperbolic tangent",
        &["tanh", "hyperbolic tangent", "双曲正切"],
        &[
            r"f(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}",
            r"f(x) = \frac{e^{2x} - 1}{e^{2x} + 1}",
            r"f(x) = \frac{1 - e^{-2x}}{1 + e^{-2x}}",
            r"f(x) = \frac{2}{1 + e^{-2x}} - 1",
        ],
    ),
    Row {
        also: &[r"f(x) = \log(1 + e^{-x})"],
        ..row("the softplus", &["softplus"], &[r"f(x) = \log(1 + e^x)", r"f(x) = \frac{1}{b} \log(1 + e^{b x})"])
    },
    row(
        "the softmax",
        &["softmax"],
        &[
            r"p = \frac{e^{z_i}}{\sum_j e^{z_j}}",
            r"p = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}",
            r"p = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}",
        ],
    ),
    Row {
        unless: &["skew", "kurt", "moment", "偏度", "峰度", "矩", "covariance", "协方差"],
        ..row(
            "the variance",
            &["variance", "方差"],
            &[
                r"\sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - m)^2",
                r"s^2 = \frac{1}{n - 1} \sum_{i=1}^n (x_i - m)^2",
                r"v = \frac{1}{n} \sum_{i=1}^n (x_i - m)^2",
                r"v = \frac{1}{n - 1} \sum_{i=1}^n (x_i - m)^2",
                r"v = \frac{1}{n - p} \sum_{i=1}^n (x_i - m_i)^2",
                r"v = \frac{1}{n} \sum_{i=1}^n (x_i - m_i)^2",
            ],
        )
    },
    row(
        "the standard deviation",
        &["standard deviation", "标准差"],
        &[r"s = \sqrt{\frac{1}{n} \sum_{i=1}^n (x_i - m)^2}", r"s = \sqrt{\frac{1}{n - 1} \sum_{i=1}^n (x_i - m)^2}"],
    ),
    Row {
        only: &["bound"],
        ..row(
            "the mean",
            &["mean", "average", "均值", "平均"],
            &[r"m = \frac{1}{n} \sum_{i=1}^n x_i", r"m = \frac{1}{N + M} \sum_{i=1}^n x_i"],
        )
    },
    row(
        "the mean squared error",
        &["mean squared error", "mean square error", "mean-squared error", "mse", "均方误差"],
        &[
            r"L = \frac{1}{n} \sum_{i=1}^n (y_i - z_i)^2",
            r"L = \frac{1}{2n} \sum_{i=1}^n (y_i - z_i)^2",
            r"L = \frac{1}{2} \sum_{i=1}^n (y_i - z_i)^2",
            r"L = \sum_{i=1}^n (y_i - z_i)^2",
            r"L = \frac{1}{n - p} \sum_{i=1}^n (y_i - z_i)^2",
        ],
    ),
    row(
        "the mean absolute error",
        &["mean absolute error", "mae", "平均绝对误差"],
        &[r"L = \frac{1}{n} \sum_{i=1}^n |y_i - z_i|"],
    ),
    Row {
        unless: &["likelihood", "似然", "maximi", "最大化", "entropy of", "gradient", "梯度"],
        ..row(
            "the cross-entropy",
            &["cross-entropy", "cross entropy", "交叉熵"],
            &[
                r"H = -\sum_i p_i \log q_i",
                r"H = -\sum_{i=1}^n p_i \log q_i",
                r"H = -\frac{1}{n} \sum_{i=1}^n p_i \log q_i",
                r"L = -(y \log p + (1 - y) \log(1 - p))",
                r"L = -\sum_{i=1}^n (y_i \log p_i + (1 - y_i) \log(1 - p_i))",
                r"L = -\frac{1}{n} \sum_{i=1}^n (y_i \log p_i + (1 - y_i) \log(1 - p_i))",
                r"L = \sum_i p_i \log \frac{1}{q_i}",
            ],
        )
    },
    Row {
        unless: &["cross", "交叉", "relative", "相对", "kl", "negative entropy", "负熵"],
        ..row(
            "the entropy",
            &["entropy", "信息熵", "香农熵"],
            &[
                r"H = -\sum_i p_i \log p_i",
                r"H = -\sum_{i=1}^n p_i \log p_i",
                r"H = \sum_i p_i \log \frac{1}{p_i}",
                r"H = -\sum_x p(x) \log p(x)",
                r"H = -\int p(x) \log p(x) dx",
                r"H = -k \sum_i p_i \log p_i",
                r"H = -p \log p - (1 - p) \log(1 - p)",
            ],
        )
    },
    row(
        "the divergence of normals",
        &["kullback", "kl divergence", "kl-divergence", "kl 散度", "kl散度", "kl loss"],
        &[
            r"D = -\frac{1}{2} \sum_j (1 + \log \sigma_j^2 - \mu_j^2 - \sigma_j^2)",
            r"D = \frac{1}{2} \sum_j (\sigma_j^2 + \mu_j^2 - 1 - \log \sigma_j^2)",
            r"D = -\frac{1}{2} (1 + \log \sigma^2 - \mu^2 - \sigma^2)",
            r"D = \frac{1}{2} (\sigma^2 + \mu^2 - 1 - \log \sigma^2)",
            r"D = -\frac{1}{2} \sum_{j=1}^J (1 + \log \sigma_j^2 - \mu_j^2 - \sigma_j^2)",
            r"D = \frac{1}{2} \sum_{j=1}^J (\sigma_j^2 + \mu_j^2 - 1 - \log \sigma_j^2)",
            r"D = \log \frac{t}{s} + \frac{s^2 + (m - n)^2}{2 t^2} - \frac{1}{2}",
        ],
    ),
    Row {
        also: &[r"f = e^{-\frac{(x - \mu)^2}{2 \sigma^2}}", r"f = e^{-\frac{x^2}{2 \sigma^2}}"],
        ..row(
            "the density of a normal",
            &["normal", "gaussian", "正态", "高斯"],
            &[
                r"f = \frac{1}{\sqrt{2 \pi} \sigma} e^{-\frac{(x - \mu)^2}{2 \sigma^2}}",
                r"f = \frac{1}{\sqrt{2 \pi \sigma^2}} e^{-\frac{(x - \mu)^2}{2 \sigma^2}}",
                r"f = \frac{1}{\sqrt{2 \pi} \sigma} e^{-\frac{1}{2} (\frac{x - \mu}{\sigma})^2}",
                r"f = \frac{1}{\sqrt{2 \pi}} e^{-\frac{x^2}{2}}",
                r"f = \frac{1}{\sqrt{2 \pi} \sigma} e^{-\frac{x^2}{2 \sigma^2}}",
                r"f = \frac{1}{\sqrt{2 \pi \sigma^2}} e^{-\frac{x^2}{2 \sigma^2}}",
                r"f = \frac{1}{\sqrt{2 \pi v}} e^{-\frac{(x - \mu)^2}{2 v}}",
            ],
        )
    },
    row(
        "the Poisson distribution",
        &["poisson", "泊松"],
        &[r"p = \frac{\lambda^k e^{-\lambda}}{k!}", r"p = \frac{(\lambda t)^k e^{-\lambda t}}{k!}"],
    ),
    row(
        "the binomial distribution",
        &["binomial", "二项分布"],
        &[r"p = \binom{n}{k} p^k (1 - p)^{n - k}", r"p = \binom{n}{k} p^k q^{n - k}"],
    ),
    Row {
        lettered: true,
        ..row(
            "the root of a quadratic equation",
            &["quadratic formula", "quadratic equation", "求根公式", "一元二次方程"],
            &[r"x = \frac{-b \pm \sqrt{b^2 - 4 a c}}{2 a}", r"d = b^2 - 4 a c"],
        )
    },
    row(
        "Newton's method",
        &["newton's method", "newton-raphson", "newton–raphson", "newton method", "牛顿法", "牛顿迭代"],
        &[r"y = x - \frac{f(x)}{f'(x)}", r"y = x - \frac{f'(x)}{f''(x)}", r"y = x - m \frac{f(x)}{f'(x)}"],
    ),
    row(
        "the method of Runge and Kutta",
        &["runge", "rk4", "龙格"],
        &[
            r"k = f(x + \frac{h}{2}, y + \frac{h}{2} k)",
            r"k = f(x + \frac{h}{2}, y + \frac{h k}{2})",
            r"k = h f(x + \frac{h}{2}, y + \frac{k}{2})",
            r"y = x + \frac{h}{6} (a + 2 b + 2 c + d)",
            r"y = x + \frac{1}{6} (a + 2 b + 2 c + d)",
        ],
    ),
    row(
        "the F-score",
        &["f1", "f-score", "f-measure", "f 值"],
        &[r"F = \frac{2 P R}{P + R}", r"F = 2 \cdot \frac{P \cdot R}{P + R}", r"F = \frac{(1 + b^2) P R}{b^2 P + R}"],
    ),
    row("precision", &["precision", "精确率", "查准率", "精度"], &[r"P = \frac{TP}{TP + FP}"]),
    row("recall", &["recall", "sensitivity", "召回率", "查全率", "灵敏度"], &[r"R = \frac{TP}{TP + FN}"]),
    row("accuracy", &["accuracy", "准确率"], &[r"A = \frac{TP + TN}{TP + TN + FP + FN}", r"A = \frac{TP + TN}{P + N}"]),
    row("the Gini impurity", &["gini", "基尼"], &[r"G = 1 - \sum_k p_k^2", r"G = 1 - \sum_{k=1}^K p_k^2"]),
    Row {
        lettered: true,
        ..row(
            "the kinetic energy",
            &["kinetic energy", "动能"],
            &[r"T = \frac{1}{2} m v^2", r"T = \frac{p^2}{2 m}", r"T = \frac{m v^2}{2}"],
        )
    },
    Row {
        lettered: true,
        ..row(
            "the energy of an oscillator",
            &["harmonic oscillator", "谐振子"],
            &[
                r"H = \frac{p^2}{2 m} + \frac{1}{2} m \omega^2 x^2",
                r"V = \frac{1}{2} k x^2",
                r"V = \frac{1}{2} m \omega^2 x^2",
                r"H = \frac{p^2}{2 m} + \frac{1}{2} k x^2",
            ],
        )
    },
    Row {
        lettered: true,
        ..row(
            "the Lorentz factor",
            &["lorentz factor", "洛伦兹因子"],
            &[r"g = \frac{1}{\sqrt{1 - \frac{v^2}{c^2}}}", r"g = \frac{1}{\sqrt{1 - b^2}}"],
        )
    },
    row(
        "the Euclidean distance",
        &["euclidean distance", "欧氏距离", "欧几里得距离", "欧几里德距离"],
        &[
            r"d = \sqrt{\sum_{i=1}^n (x_i - y_i)^2}",
            r"d = \sqrt{\sum_i (x_i - y_i)^2}",
            r"d = \sqrt{(a - b)^2 + (c - d)^2}",
        ],
    ),
    row(
        "the hinge loss",
        &["hinge", "合页"],
        &[r"L = \max(0, 1 - y f)", r"L = \sum_i \max(0, 1 - y_i f_i)", r"L = \max(0, m - y f)"],
    ),
    Row {
        unless: &["ridge", "岭"],
        ordered: true,
        ..row(
            "least squares",
            &["least squares", "least-squares", "ols", "normal equation", "最小二乘", "正规方程"],
            &[
                r"w = (X^\top X)^{-1} X^\top y",
                r"w = (X X^\top)^{-1} X y",
                r"w = (X^\top W X)^{-1} X^\top W y",
                r"w = (X^\top S^{-1} X)^{-1} X^\top S^{-1} y",
            ],
        )
    },
    Row {
        ordered: true,
        ..row(
            "ridge regression",
            &["ridge", "tikhonov", "岭回归"],
            &[
                r"w = (X^\top X + l I)^{-1} X^\top y",
                r"w = (l I + X^\top X)^{-1} X^\top y",
                r"w = X^\top (X X^\top + l I)^{-1} y",
            ],
        )
    },
    Row {
        ordered: true,
        ..row(
            "the gain of Kalman's filter",
            &["kalman gain", "卡尔曼增益"],
            &[r"K = P H^\top (H P H^\top + R)^{-1}", r"K = P H^\top (R + H P H^\top)^{-1}", r"K = P H^\top S^{-1}"],
        )
    },
];
