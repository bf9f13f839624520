//! What nouns say of the things that they name, Chinese and English: a domain expert extends a row by a word.
//!
//! English in lower case and singular. The longest word that ends a phrase rules: 学习率 before 率. A row without
//! facts says only that the word is a noun that names a quantity.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::characters::folded;
use super::patterns::COUNTED;
use super::vocabulary::VOCABULARY;
use crate::expr::{Domain, Fact};

/// A row: words that say the same.
#[derive(Clone, Copy, Debug)]
pub struct Nouns {
    pub words: &'static [&'static str],
    pub domain: Domain,
    /// How many axes the thing has, where the noun says so.
    pub rank: Option<usize>,
    pub facts: &'static [Fact],
    pub function: bool,
}

pub(super) const fn thing(words: &'static [&'static str]) -> Nouns {
    Nouns { words, domain: Domain::Unknown, rank: None, facts: &[], function: false }
}
pub(super) const fn scalar(domain: Domain, facts: &'static [Fact], words: &'static [&'static str]) -> Nouns {
    Nouns { words, domain, rank: Some(0), facts, function: false }
}
pub(super) const fn array(rank: usize, facts: &'static [Fact], words: &'static [&'static str]) -> Nouns {
    Nouns { words, domain: Domain::Unknown, rank: Some(rank), facts, function: false }
}
pub(super) const fn kind(domain: Domain, words: &'static [&'static str]) -> Nouns {
    Nouns { words, domain, rank: None, facts: &[], function: false }
}
pub(super) const fn function(words: &'static [&'static str]) -> Nouns {
    Nouns { words, domain: Domain::Unknown, rank: None, facts: &[], function: true }
}

use Fact::{Diagonal, Even, Integer, Invertible, NonNegative, NonZero, Odd, OneHot, Orthogonal, Positive, Psd, Spd};
use Fact::{Symmetric, UnitNorm};

/// The table.
#[rustfmt::skip]
pub static NOUNS: &[Nouns] = &[
    // Counts and sizes: positive integers.
    scalar(Domain::Natural, &[Positive], &[
        "sequence length", "context length", "context size", "context window", "window size", "chunk size",
        "block size", "page size", "group size", "batch size", "mini-batch size", "minibatch size", "micro-batch size",
        "population size", "sample size", "dataset size", "training set size", "vocabulary size", "vocab size",
        "codebook size", "hidden size", "embedding size", "embedding dimension", "head dimension", "model dimension",
        "hidden dimension", "latent dimension", "feature dimension", "input dimension", "output dimension",
        "dimension", "dimensionality", "dim", "rank", "hidden dim", "head dim", "kernel size", "filter size", "stride",
        "number of channels", "channel count", "count", "sample count", "layer count", "head count", "token count",
        "network depth", "network width", "prompt length", "prefix length", "output length", "input length",
        "sentence length", "beam size", "beam width", "world size", "image size", "patch size", "draft length",
        "bit width", "bitwidth", "horizon", "time horizon", "maximum length", "max length", "number", "total number",
        "degree of parallelism", "parallel size", "pool size", "cardinality", "hidden width", "ffn dimension",
        "intermediate size", "expert count", "depth of the tree", "parameter count", "amount of data",
        "序列长度", "序列长", "上下文长度", "窗口大小", "窗口长度", "块大小", "批大小", "批量大小", "批次大小", "批量",
        "样本量", "样本容量", "词表大小", "词汇表大小", "词典大小", "隐藏维度", "隐藏维", "隐藏层维度", "嵌入维度",
        "嵌入维", "头维度", "头维", "每头维度", "特征维度", "特征维", "输入维度", "输出维度", "维度", "维数", "秩", "步幅",
        "卷积核大小", "个数", "数量", "数目", "总数", "总量", "层数", "头数", "步数", "轮数", "轮次", "词数", "通道数",
        "类别数", "类别总数", "类数", "样本数", "样本总数", "参数量", "参数数量", "参数总量", "参数规模", "激活参数量",
        "专家数", "卡数", "组数", "节点数", "设备数", "线程数", "块数", "段数", "位数", "比特数", "字节数", "次数",
        "迭代次数", "采样数", "采样次数", "候选数", "特征数", "神经元数", "隐藏单元数", "单元数", "长度", "网络深度",
        "束宽", "位宽", "条数", "人数", "文档数", "训练步数", "总步数", "周期数", "隐层维度", "中间维度", "模型维度", "数据量",
        "token 数", "token 数量", "token 总数", "训练 token 数",
    ]),
    scalar(Domain::Unknown, &[], &["length", "size", "width", "depth", "height", "volume", "capacity", "大小", "规模",
        "宽度", "深度", "高度", "体积", "容量", "尺寸"]),
    // Indices: integers.
    scalar(Domain::Integer, &[], &[
        "index", "position index", "time step", "timestep", "time index", "iteration", "layer index",
        "token position", "下标", "索引", "编号", "序号", "时间步", "位置索引", "步骤", "迭代步",
    ]),
    scalar(Domain::Integer, &[Integer], &["integer", "整数"]),
    scalar(Domain::Integer, &[Integer, Even], &["even number", "even integer", "偶数"]),
    scalar(Domain::Integer, &[Integer, Odd], &["odd number", "odd integer", "奇数"]),
    scalar(Domain::Natural, &[], &["natural number", "nonnegative integer", "non-negative integer", "自然数", "非负整数"]),
    scalar(Domain::Natural, &[Positive], &["positive integer", "正整数"]),
    // Positive numbers.
    scalar(Domain::Real, &[Positive], &[
        "learning rate", "initial learning rate", "peak learning rate", "base learning rate", "step size", "stepsize",
        "temperature", "sampling temperature", "softmax temperature", "bandwidth", "kernel bandwidth", "length scale",
        "lengthscale", "standard deviation", "std", "standard error", "precision parameter", "scale parameter",
        "scaling factor", "scale factor", "clipping threshold", "gradient clipping threshold", "positive number",
        "positive constant", "positive real number", "positive scalar", "rate parameter", "concentration parameter",
        "compute budget", "half-life", "time constant", "wavelength", "frequency", "angular frequency",
        "smoothing constant", "small constant", "small positive constant", "margin", "trust region radius", "radius",
        "numerical stability constant", "lipschitz constant", "smoothness constant", "perplexity", "learning rates",
        "学习率", "初始学习率", "峰值学习率", "最大学习率", "基础学习率", "步长", "温度", "采样温度", "温度参数",
        "温度系数", "带宽", "标准差", "尺度参数", "缩放因子", "缩放系数", "裁剪阈值", "正数", "正实数", "正常数",
        "小常数", "半径", "频率", "角频率", "波长", "间隔", "边距", "算力预算", "利普希茨常数", "困惑度", "计算预算",
    ]),
    // Numbers that are not negative.
    scalar(Domain::Real, &[NonNegative], &[
        "variance", "sample variance", "noise variance", "mean squared error", "squared error", "distance", "norm",
        "euclidean distance", "euclidean norm", "entropy", "divergence", "kl divergence", "regularization strength",
        "regularization coefficient", "regularization parameter", "regularization constant", "regularization weight",
        "penalty coefficient", "kl coefficient", "weight decay", "weight decay coefficient", "latency", "runtime",
        "running time", "computation time", "communication time", "cost", "memory", "memory usage", "energy cost",
        "degrees of freedom", "absolute value", "magnitude", "nonnegative number",
        "non-negative number", "frobenius norm", "spectral norm", "singular value", "largest singular value",
        "square", "throughput", "duration", "elapsed time", "compute", "training compute",
        "方差", "样本方差", "均方误差", "平方误差", "距离", "欧氏距离", "范数", "熵", "交叉熵", "散度", "正则化强度",
        "正则强度", "正则化系数", "正则系数", "惩罚系数", "权重衰减", "权重衰减系数", "延迟", "时延", "时间", "耗时",
        "成本", "代价", "显存", "内存", "绝对值", "幅度", "模长", "非负数", "奇异值", "吞吐", "吞吐量",
        "算力", "计算量", "通信量", "训练算力",
    ]),
    // Numbers in [0, 1].
    scalar(Domain::Probability, &[], &[
        "probability", "conditional probability", "prior probability", "posterior probability", "joint probability",
        "marginal probability", "acceptance probability", "transition probability", "dropout probability",
        "dropout rate", "accuracy", "error rate", "acceptance rate", "recall", "false positive rate",
        "true positive rate", "discount factor", "discount", "discount rate", "confidence level", "significance level",
        "p-value", "momentum coefficient", "momentum parameter", "decay rate", "decay factor", "sparsity",
        "mixing coefficient", "mixture weight", "masking rate", "mask ratio", "exploration rate", "fraction",
        "proportion", "smoothing parameter", "label smoothing coefficient", "quantile level", "interpolation weight",
        "概率", "条件概率", "先验概率", "后验概率", "联合概率", "边缘概率", "接受概率", "转移概率", "丢弃概率", "丢弃率",
        "准确率", "精确率", "召回率", "错误率", "接受率", "命中率", "折扣因子", "折扣系数", "折现因子", "置信水平",
        "显著性水平", "动量系数", "衰减率", "衰减系数", "稀疏度", "混合系数", "掩码率", "掩码比例", "比例", "占比",
        "探索率", "通过率", "成功率", "胜率", "真阳性率", "假阳性率",
    ]),
    // Real numbers.
    scalar(Domain::Real, &[], &[
        "scalar", "real number", "scalar value", "real-valued scalar", "intercept", "slope", "reward", "scalar reward",
        "return", "advantage", "mean value", "average", "expected value", "regret", "eigenvalue", "determinant",
        "trace", "correlation coefficient", "log-likelihood", "log-probability", "real value", "angle", "phase",
        "标量", "实数", "截距", "斜率", "奖励", "标量奖励", "回报", "优势", "平均值", "期望值", "特征值", "行列式", "迹",
        "相关系数", "对数似然", "对数概率", "角度", "相位", "即时奖励",
    ]),
    scalar(Domain::Real, &[NonZero], &["nonzero number", "non-zero number", "非零实数"]),
    scalar(Domain::Complex, &[], &["complex number", "复数"]),
    // Vectors, matrices, tensors.
    array(1, &[], &[
        "vector", "column vector", "row vector", "feature vector", "weight vector", "bias vector", "parameter vector",
        "query vector", "key vector", "value vector", "context vector", "embedding vector", "hidden vector",
        "state vector", "input vector", "output vector", "gradient vector", "mean vector", "noise vector",
        "word vector", "eigenvector", "logit vector", "position vector", "random vector", "label vector",
        "task vector", "latent vector",
        "向量", "列向量", "行向量", "特征向量", "权重向量", "偏置向量", "参数向量", "查询向量", "键向量", "值向量",
        "上下文向量", "嵌入向量", "隐状态向量", "状态向量", "输入向量", "输出向量", "梯度向量", "均值向量", "噪声向量",
        "词向量", "随机向量", "隐向量", "表示向量", "句向量",
    ]),
    array(1, &[UnitNorm], &["unit vector", "unit-norm vector", "单位向量"]),
    array(1, &[OneHot], &["one-hot vector", "one-hot label", "one-hot encoding", "独热向量", "独热编码", "one-hot 向量"]),
    Nouns { words: &["probability vector", "概率向量"], domain: Domain::Simplex, rank: Some(1), facts: &[], function: false },
    array(2, &[], &[
        "matrix", "weight matrix", "design matrix", "data matrix", "feature matrix", "projection matrix",
        "embedding matrix", "attention matrix", "score matrix", "confusion matrix", "mask matrix", "query matrix",
        "key matrix", "value matrix", "transition matrix", "parameter matrix", "jacobian", "jacobian matrix",
        "input matrix", "output matrix", "attention weight matrix", "low-rank matrix",
        "矩阵", "权重矩阵", "设计矩阵", "数据矩阵", "特征矩阵", "投影矩阵", "嵌入矩阵", "注意力矩阵", "得分矩阵",
        "混淆矩阵", "掩码矩阵", "查询矩阵", "键矩阵", "值矩阵", "转移矩阵", "参数矩阵", "雅可比矩阵", "输入矩阵",
        "低秩矩阵", "分数矩阵",
    ]),
    array(2, &[Psd], &[
        "covariance matrix", "covariance", "positive semidefinite matrix", "positive semi-definite matrix",
        "gram matrix", "kernel matrix", "fisher information matrix", "psd matrix",
        "协方差矩阵", "半正定矩阵", "格拉姆矩阵", "核矩阵", "信息矩阵",
    ]),
    array(2, &[Spd], &["positive definite matrix", "precision matrix", "positive-definite matrix", "正定矩阵", "精度矩阵"]),
    array(2, &[Symmetric], &["symmetric matrix", "hessian", "hessian matrix", "对称矩阵", "海森矩阵", "黑塞矩阵"]),
    array(2, &[Orthogonal], &[
        "orthogonal matrix", "rotation matrix", "permutation matrix", "正交矩阵", "旋转矩阵", "置换矩阵",
    ]),
    array(2, &[Diagonal], &["diagonal matrix", "对角矩阵", "对角阵"]),
    array(2, &[Diagonal, Orthogonal, Spd], &["identity matrix", "unit matrix", "单位矩阵", "单位阵"]),
    array(2, &[Invertible], &["invertible matrix", "nonsingular matrix", "可逆矩阵"]),
    thing(&["tensor", "张量"]),
    // Functions and maps.
    function(&[
        "function", "loss function", "objective function", "cost function", "activation function", "scoring function",
        "value function", "action-value function", "state-value function", "reward function", "link function",
        "kernel function", "utility function", "mapping", "map", "transformation", "transform", "nonlinearity",
        "non-linearity", "operator", "feature map", "encoder", "decoder", "hash function", "score function",
        "quantizer", "transition function", "sigmoid function", "softmax function", "gating function", "functional",
        "optimization objective", "surrogate function", "indicator function", "similarity function",
        "distance function", "alignment function",
        "函数", "损失函数", "目标函数", "代价函数", "激活函数", "打分函数", "评分函数", "价值函数", "动作价值函数",
        "状态价值函数", "奖励函数", "核函数", "效用函数", "映射", "变换", "算子", "编码器", "解码器", "量化器", "转移函数",
        "门控函数", "特征映射", "指示函数", "相似度函数",
    ]),
    // Distributions.
    kind(Domain::Distribution, &[
        "distribution", "probability distribution", "data distribution", "target distribution", "prior distribution",
        "posterior distribution", "noise distribution", "density", "probability density", "density function",
        "probability density function", "probability mass function", "prior", "posterior", "source distribution",
        "test distribution", "training distribution", "proposal distribution", "reference distribution",
        "predictive distribution", "output distribution", "teacher distribution", "student distribution",
        "分布", "概率分布", "数据分布", "目标分布", "先验分布", "后验分布", "噪声分布", "密度", "概率密度", "密度函数",
        "概率密度函数", "先验", "后验", "预测分布", "输出分布", "教师分布", "学生分布", "真实分布",
    ]),
    // Sets.
    kind(Domain::Set, &[
        "set", "dataset", "data set", "training set", "test set", "validation set", "minibatch", "mini-batch",
        "vocabulary", "state space", "action space", "sample space", "input space", "output space", "hypothesis class",
        "collection", "index set", "subset", "space", "label space", "alphabet", "corpus", "event space", "domain",
        "search space", "replay buffer", "family",
        "集合", "数据集", "训练集", "测试集", "验证集", "小批量", "词表", "词汇表", "词典", "状态空间", "动作空间",
        "样本空间", "输入空间", "输出空间", "假设空间", "子集", "空间", "语料", "语料库", "索引集", "搜索空间", "候选集",
    ]),
    // What names a quantity without saying more of it. A noun that counts before 数 is told by its head.
    thing(&[
        "数", "乘数", "拉格朗日乘数", "拉格朗日乘子", "有理数", "无理数", "虚数", "小数", "倒数", "变数", "权数", "均数",
        "众数", "商数", "代数", "读数", "负数", "量子数", "波数", "雷诺数", "马赫数", "lagrange multiplier",
        "position", "位置", "时刻", "instant", "location", "increment", "diffusion", "semimartingale", "multiplicity",
        "level", "state level", "algorithm", "procedure", "information", "training procedure",
        "parameter", "model parameter", "hyperparameter", "hyper-parameter", "weight", "bias", "bias term", "offset term",
        "coefficient", "constant", "variable", "random variable", "latent variable", "input", "output", "label",
        "target", "feature", "covariate", "observation", "sample", "example", "data example", "data point", "point",
        "instance", "state", "hidden state", "memory cell", "cell state", "action", "token", "word", "sentence",
        "sequence", "document", "query", "key", "value", "prompt", "response", "answer", "context", "image", "pixel",
        "embedding", "representation", "activation", "pre-activation", "logit", "score", "prediction", "estimate",
        "estimator", "error", "residual", "noise", "noise term", "loss", "loss term", "objective", "risk", "gradient",
        "derivative", "partial derivative", "sum", "product", "ratio", "importance ratio", "probability ratio",
        "likelihood", "expectation", "mean", "median", "mode", "quantile", "threshold", "mask", "gate", "input gate",
        "forget gate", "output gate", "update gate", "reset gate", "kernel", "filter", "convolution kernel", "channel",
        "layer", "hidden layer", "unit", "neuron", "node", "edge", "graph", "tree", "path", "trajectory", "policy",
        "target policy", "behavior policy", "reference policy", "reference model", "reward model", "model", "network",
        "neural network", "classifier", "predictor", "hypothesis", "event", "outcome", "time", "term", "factor",
        "penalty", "regularizer", "regularization term", "budget", "total", "element", "entry", "component",
        "coordinate", "number of steps", "intermediate variable", "intermediate result", "momentum", "velocity",
        "moment", "first moment", "second moment", "running average", "exponential moving average", "statistic",
        "test statistic", "user", "item", "class", "category", "cluster", "centroid", "agent", "environment",
        "expert", "router", "adapter", "table", "list", "pair", "tuple", "triple", "interval", "exponent", "base",
        "price", "step", "epoch", "bit", "byte", "scale", "shift", "zero point", "zero-point", "logarithm", "optimum",
        "minimizer", "maximizer", "solution", "initial value", "initialization", "direction", "normal", "hyperplane",
        "polynomial", "series", "metric", "criterion", "attention weight", "attention score", "update", "change",
        "perturbation", "difference", "bound", "upper bound", "lower bound", "configuration", "trial", "resource",
        "argument", "potential", "energy", "mass", "force", "power", "bandit", "arm", "slot", "head", "group",
        "device", "rank of the matrix", "hidden variable", "hidden representation", "hidden layer output", "posteriors",
        "参数", "模型参数", "超参数", "超参", "权重", "偏置", "偏置项", "系数", "常数", "变量", "随机变量", "隐变量",
        "输入", "输出", "标签", "真值", "目标", "特征", "观测", "样本", "数据点", "点", "状态", "隐状态", "隐藏状态",
        "动作", "词", "句子", "序列", "文档", "查询", "键", "值", "提示", "提示词", "回复", "回答", "答案", "上下文",
        "图像", "像素", "嵌入", "表示", "表征", "激活", "激活值", "得分", "分数", "打分", "评分", "预测", "预测值",
        "估计", "估计量", "误差", "残差", "噪声", "噪声项", "损失", "损失项", "目标值", "风险", "梯度", "导数", "偏导数",
        "和", "积", "比率", "比值", "重要性比率", "概率比", "策略比率", "似然", "期望", "均值", "中位数", "分位数", "阈值",
        "掩码", "门", "输入门", "遗忘门", "输出门", "更新门", "重置门", "卷积核", "滤波器", "通道", "层", "隐藏层", "单元",
        "神经元", "节点", "边", "图", "树", "路径", "轨迹", "策略", "目标策略", "行为策略", "参考策略", "参考模型",
        "奖励模型", "教师", "学生", "教师模型", "学生模型", "模型", "网络", "神经网络", "分类器", "假设", "事件", "结果",
        "项", "因子", "惩罚", "惩罚项", "正则项", "预算", "元素", "分量", "坐标", "动量", "速度", "一阶矩", "二阶矩",
        "一阶动量", "二阶动量", "统计量", "用户", "物品", "类别", "簇", "质心", "智能体", "环境", "专家", "路由器", "表",
        "三元组", "区间", "指数", "底数", "步", "尺度", "零点", "对数", "最优值", "最优解", "解", "初值", "方向", "超平面",
        "多项式", "级数", "指标", "注意力权重", "注意力分数", "注意力得分", "变化量", "扰动", "差", "差值", "界", "上界",
        "下界", "增量", "自变量", "因变量", "倍数", "价值", "收益", "知识", "关系", "实体", "头实体", "尾实体", "段落",
        "问题", "指令", "样例", "示例", "正样本", "负样本", "锚点", "文本", "源", "域", "任务", "批次", "分块",
        "旋转角", "输入序列", "输出序列", "前缀", "后缀", "logits", "batch", "基线", "批",
    ]),
];

/// Adjectives that say something of whatever they stand before.
pub static ADJECTIVES: &[(&str, Fact)] = &[
    ("positive", Positive),
    ("nonnegative", NonNegative),
    ("non-negative", NonNegative),
    ("nonzero", NonZero),
    ("non-zero", NonZero),
    ("symmetric", Symmetric),
    ("orthogonal", Orthogonal),
    ("orthonormal", Orthogonal),
    ("invertible", Invertible),
    ("diagonal", Diagonal),
    ("one-hot", OneHot),
    ("unit-norm", UnitNorm),
    ("even", Even),
    ("odd", Odd),
    ("对称", Symmetric),
    ("正交", Orthogonal),
    ("可逆", Invertible),
    ("非负", NonNegative),
    ("独热", OneHot),
    ("半正定", Psd),
];

/// What a phrase says through its head noun and its adjectives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NounFacts {
    pub domain: Domain,
    pub rank: Option<usize>,
    pub facts: BTreeSet<Fact>,
    pub function: bool,
}

static INDEX: LazyLock<BTreeMap<&'static str, &'static Nouns>> = LazyLock::new(|| {
    NOUNS.iter().chain(VOCABULARY).flat_map(|row| row.words.iter().map(move |word| (*word, row))).collect()
});

/// The row of a word, in lower case; an English plural is looked up as its singular.
pub fn noun(word: &str) -> Option<&'static Nouns> {
    if let Some(row) = INDEX.get(word) {
        return Some(row);
    }
    singulars(word).find_map(|singular| INDEX.get(singular.as_str()).copied())
}

/// What is squared where a phrase names the square: the variance $\sigma^2$ makes $\sigma$ the standard deviation.
pub fn root_of(phrase: &str) -> Option<String> {
    const SQUARES: [(&str, &str); 2] = [("variance", "standard deviation"), ("方差", "标准差")];
    let folded = folded(phrase);
    if folded.contains("covariance") || folded.contains("协方差") {
        return None;
    }
    SQUARES.iter().find(|(square, _)| folded.contains(square)).map(|(square, root)| folded.replacen(square, root, 1))
}

/// What a member of a listed family is called: a sequence of tokens holds tokens.
pub fn member_of(phrase: &str) -> Option<String> {
    const COLLECTIVE: [&str; 10] =
        ["sequence", "list", "series", "tuple", "number", "序列", "集合", "列表", "数据集", "集"];
    let folded = folded(phrase);
    let head = folded.split(" of ").next().unwrap_or(&folded);
    let word = COLLECTIVE.into_iter().find(|word| head.ends_with(word));
    if word.is_none() && facts_of(&folded).domain != Domain::Set {
        return Some(phrase.to_owned());
    }
    if let Some((_, tail)) = phrase.split_once(" of ") {
        let article = ["the ", "a ", "an ", "all "].iter().find_map(|article| tail.strip_prefix(article));
        return Some(article.unwrap_or(tail).to_owned());
    }
    let rest = phrase.strip_suffix(word?)?.trim_end();
    (!rest.is_empty() && !rest.is_ascii() || noun(rest).is_some()).then(|| rest.to_owned())
}

/// Whether the word is the plural of a row's.
pub fn is_plural(word: &str) -> bool {
    !INDEX.contains_key(word) && singulars(word).any(|singular| INDEX.contains_key(singular.as_str()))
}

/// What an English plural may be the plural of.
fn singulars(word: &str) -> impl Iterator<Item = String> + '_ {
    const ENDINGS: [(&str, &str); 10] = [
        ("matrices", "matrix"),
        ("vertices", "vertex"),
        ("theses", "thesis"),
        ("indices", "index"),
        ("bases", "basis"),
        ("ies", "y"),
        ("sses", "ss"),
        ("xes", "x"),
        ("es", "e"),
        ("s", ""),
    ];
    let plural = word.is_ascii() && word.len() > 3 && word.ends_with('s');
    ENDINGS
        .iter()
        .filter(move |_| plural)
        .filter_map(|(ending, singular)| word.strip_suffix(ending).map(|stem| format!("{stem}{singular}")))
}

/// The longest noun of the table that ends a phrase in lower case, and its row.
pub fn noun_at_end(phrase: &str) -> Option<(&str, &'static Nouns)> {
    let phrase = phrase.trim_end();
    let mut starts: Vec<usize> = phrase.char_indices().rev().take(32).map(|(at, _)| at).collect();
    starts.reverse();
    starts.into_iter().find_map(|start| {
        let tail = phrase.get(start..)?;
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        // "off-policy" is no policy; "top-k" is cut before the hyphen too.
        let before = phrase.get(..start)?;
        if before.ends_with('-')
            && ["on-", "off-", "-"].iter().any(|prefix| before == *prefix || before.ends_with(&format!(" {prefix}")))
        {
            return None;
        }
        let cut = tail.starts_with(|c: char| c.is_ascii()) && inside(phrase.get(..start)?.chars().next_back());
        let cut = cut || tail.starts_with(char::is_whitespace);
        if cut { None } else { noun(tail).map(|row| (tail, row)) }
    })
}

/// What a noun phrase in lower case says of what it names: "the number of layers", "a symmetric matrix", 协方差矩阵.
pub fn facts_of(phrase: &str) -> NounFacts {
    let head = phrase.split(" of ").next().unwrap_or(phrase);
    let head = head.split(" for ").next().unwrap_or(head);
    let mut told = NounFacts::default();
    // "the number $\pi$" counts nothing.
    let counts = phrase.contains(" of ") || phrase.ends_with("total number");
    let bare = matches!(noun_at_end(head), Some(("number" | "numbers" | "total number" | "total numbers", _)));
    if bare && !counts {
        return NounFacts { domain: Domain::Real, rank: Some(0), ..told };
    }
    if let Some((_, row)) = noun_at_end(head) {
        if row.words.contains(&"数") && counts_its_head(head) {
            return NounFacts { domain: Domain::Natural, rank: Some(0), facts: [Positive].into(), ..told };
        }
        told.domain = row.domain;
        told.rank = row.rank;
        told.function = row.function;
        told.facts.extend(row.facts);
    }
    if is_plural(head.rsplit(' ').next().unwrap_or("")) && told.domain == Domain::Set {
        told.domain = Domain::Unknown;
    }
    let mut words = head.split([' ', '-']);
    for (adjective, fact) in ADJECTIVES {
        let said = if adjective.is_ascii() {
            words.clone().any(|word| word == *adjective) || (adjective.contains('-') && head.contains(adjective))
        } else {
            head.contains(adjective) && !head.contains(&format!("非{adjective}"))
        };
        if said && !(adjective.contains("symmetric") && words.any(|word| word == "skew")) {
            told.facts.insert(*fact);
        }
    }
    told
}

/// Whether 数 at the end of a phrase says how many: 标签数, 页数, token 数; not 波数.
fn counts_its_head(phrase: &str) -> bool {
    const COUNTED_LETTERS: &str = "层头步个人天行列帧块卡组段轮次页类词字句篇张台条份种名批项点边簇核路月年户件辆";
    let Some(head) = phrase.strip_suffix('数').map(str::trim_end) else { return false };
    if noun_at_end(phrase).is_some_and(|(word, _)| word != "数") {
        return false;
    }
    let latin = head.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or("");
    let plural = format!("{latin}s");
    if !latin.is_empty() {
        return COUNTED.contains(&plural.as_str()) || noun(latin).is_some();
    }
    head.ends_with(|c: char| COUNTED_LETTERS.contains(c))
        || noun_at_end(head).is_some_and(|(word, row)| row.rank != Some(0) && word.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_once_and_in_lower_case() {
        let mut seen = BTreeSet::new();
        for word in NOUNS.iter().chain(VOCABULARY).flat_map(|row| row.words) {
            assert!(seen.insert(*word), "{word} stands twice");
            assert_eq!(*word, word.to_ascii_lowercase());
        }
        assert!(seen.len() > 700, "{}", seen.len());
    }

    #[test]
    fn the_longest_noun_at_the_end_rules() {
        assert_eq!(noun_at_end("初始学习率").map(|(word, _)| word), Some("初始学习率"));
        assert_eq!(noun_at_end("the weight matrices").map(|(word, _)| word), Some("weight matrices"));
        assert_eq!(noun_at_end("counterexample").map(|(word, _)| word), None);
        assert!(noun("指数").is_some_and(|row| row.domain == Domain::Unknown), "an exponent is no count");
    }

    #[test]
    fn only_what_can_be_counted_makes_a_count() {
        for phrase in ["标签数", "页数", "token 数", "gpu 数", "kv 头数", "视频数"] {
            assert_eq!(facts_of(phrase).domain, Domain::Natural, "{phrase}");
        }
        for phrase in ["负数", "有理数", "波数", "雷诺数", "nusselt 数", "乘数", "系数", "指数", "时间数", "未知数"]
        {
            assert_ne!(facts_of(phrase).domain, Domain::Natural, "{phrase}");
        }
        assert!(facts_of("拉格朗日乘子").facts.is_empty(), "a multiplier of an equation has any sign");
    }

    #[test]
    fn nouns_carry_facts() {
        let natural = facts_of("number of attention heads");
        assert_eq!((natural.domain, natural.rank), (Domain::Natural, Some(0)));
        assert!(facts_of("covariance matrix").facts.contains(&Fact::Psd));
        assert!(facts_of("symmetric matrix").facts.contains(&Fact::Symmetric));
        assert!(facts_of("loss function").function);
        assert_eq!(facts_of("接受概率").domain, Domain::Probability);
        assert_eq!(facts_of("set of states").domain, Domain::Set);
    }
}
