//! More nouns of mathematics, statistics, physics, economics and computing: rows like those of the first table.

use super::nouns::{Nouns, array, function, kind, scalar, thing};
use crate::expr::Domain;
use crate::expr::Fact::{NonNegative, Positive, Psd, Symmetric};

/// The rows, by what they say.
#[rustfmt::skip]
pub(super) static VOCABULARY: &[Nouns] = &[
    // Counts.
    scalar(Domain::Natural, &[Positive], &[
        "prime number", "prime", "natural exponent", "population count", "number of elements", "sample length",
        "signal length", "素数", "质数", "阶数", "行数", "列数", "项数", "元素个数", "顶点数", "边数", "状态数",
        "动作数", "变量个数", "变量数", "自由度数", "簇数", "主题数", "帧数", "点数", "对数目", "粒子数",
        "粒子个数", "期数", "天数", "年数",
    ]),
    // Indices.
    scalar(Domain::Integer, &[], &[
        "label index", "row index", "column index", "class index", "head index", "frequency index",
        "summation index", "quantum number", "行号", "列号", "层号", "页码", "脚标", "行序号", "列序号",
    ]),
    // Positive numbers.
    scalar(Domain::Real, &[Positive], &[
        "token budget", "training token budget", "annealing temperature", "planck constant", "speed of light",
        "boltzmann constant", "half life", "period", "sampling rate", "sampling frequency", "sample rate",
        "aspect ratio", "normalizing constant", "normalization constant", "partition constant", "token 预算",
        "训练预算", "归一化常数", "归一化因子", "光速", "周期", "采样率", "采样频率", "半衰期", "尺度因子",
    ]),
    // Numbers that are not negative.
    scalar(Domain::Real, &[NonNegative], &[
        "hazard rate", "arrival rate", "service rate", "mean square error", "sum of squares",
        "sum of squared errors", "residual sum of squares", "total sum of squares", "condition number",
        "spectral radius", "edge weight", "duality gap", "risk aversion coefficient", "diffusion coefficient",
        "volatility", "standard deviations", "total variation", "均方根误差", "残差平方和", "总平方和",
        "条件数", "谱半径", "谱范数", "边权", "波动率", "扩散系数", "对偶间隙", "浓度", "到达率",
    ]),
    // Numbers in [0, 1].
    scalar(Domain::Probability, &[], &[
        "likelihood ratio threshold", "success probability", "failure probability", "survival probability",
        "detection probability", "miss rate", "hit rate", "coverage probability", "type i error",
        "power of the test", "mutation rate", "crossover rate", "acceptance ratio", "soft assignment",
        "成功概率", "失败概率", "生存概率", "变异率", "交叉率", "覆盖率", "置信度", "精度召回率", "丢包率",
        "遗忘率",
    ]),
    // Real numbers.
    scalar(Domain::Real, &[], &[
        "complex modulus", "real parameter", "real constant", "z-score", "t-statistic", "log odds", "log-odds",
        "skewness", "kurtosis", "curvature", "potential energy", "kinetic energy", "interest rate",
        "growth rate", "inflation rate", "exchange rate", "profit", "payoff", "utility", "wage", "income",
        "revenue", "wealth", "偏度", "峰度", "曲率", "动能", "势能", "利率", "增长率", "通胀率", "收益率",
        "利润", "效用", "工资", "收入", "财富",
    ]),
    // Vectors.
    array(1, &[], &[
        "probability distribution vector", "coefficient vector", "residual vector", "error vector",
        "control vector", "observation vector", "measurement vector", "normal vector", "tangent vector",
        "velocity vector", "direction vector", "控制向量", "观测向量", "法向量", "切向量", "系数向量",
        "方向向量", "残差向量", "基向量", "位置向量",
    ]),
    // Matrices.
    array(2, &[], &[
        "square matrix", "hat matrix", "adjacency matrix", "kalman gain matrix", "方阵", "帽子矩阵", "邻接矩阵",
        "状态转移矩阵", "观测矩阵", "控制矩阵", "系数矩阵", "卡尔曼增益矩阵",
    ]),
    array(2, &[Psd], &[
        "noise covariance", "error covariance", "process noise covariance", "measurement noise covariance",
        "state covariance", "scatter matrix", "噪声协方差", "误差协方差", "协方差", "协方差阵", "散度矩阵",
    ]),
    array(2, &[Symmetric], &[
        "graph laplacian", "laplacian matrix", "拉普拉斯矩阵",
    ]),
    // Functions.
    function(&[
        "likelihood function", "log-likelihood function", "log likelihood function",
        "cumulative distribution function", "distribution function", "cdf", "characteristic function",
        "moment generating function", "generating function", "survival function", "hazard function",
        "green's function", "transfer function", "basis function", "test function", "potential function",
        "production function", "demand function", "supply function", "constraint function", "wave function",
        "wavefunction", "lagrangian", "hamiltonian", "norm function", "membership function", "homomorphism",
        "isomorphism", "linear map", "linear transformation", "linear operator", "projection operator",
        "proximal operator", "discriminator", "generator", "denoiser", "score network", "value network",
        "policy network", "q-function", "gradient operator", "bijection", "injection", "surjection", "functor",
        "diffeomorphism", "似然函数", "对数似然函数", "累积分布函数", "分布函数", "特征函数", "矩母函数",
        "母函数", "生成函数", "生存函数", "基函数", "传递函数", "波函数", "拉格朗日函数", "生产函数",
        "约束函数", "隶属函数", "线性变换", "线性映射", "同态", "同构", "双射", "单射", "满射", "判别器",
        "生成器", "去噪器", "判别函数", "决策函数", "线性算子", "随机函数", "策略网络", "价值网络",
    ]),
    // Distributions.
    kind(Domain::Distribution, &[
        "pdf", "pmf", "probability law", "invariant distribution", "stationary distribution", "marginal",
        "conditional", "joint density", "概率质量函数", "概率密度分布", "平稳分布", "密度分布",
    ]),
    // Sets.
    kind(Domain::Set, &[
        "feasible set", "feasible region", "convex set", "open set", "closed set", "compact set",
        "vector space", "linear space", "subspace", "metric space", "topological space", "banach space",
        "hilbert space", "normed space", "function space", "manifold", "neighborhood", "neighbourhood",
        "power set", "partition", "sigma-algebra", "filtration", "ring", "ideal", "field of scalars", "lattice",
        "null space", "column space", "row space", "tangent space", "simplex", "region", "interval of integers",
        "population", "hypothesis space", "parameter space", "feature space", "latent space",
        "population of individuals", "可行域", "可行集", "凸集", "开集", "闭集", "紧集", "邻域", "线性空间",
        "向量空间", "子空间", "度量空间", "拓扑空间", "希尔伯特空间", "巴拿赫空间", "赋范空间", "流形", "划分",
        "参数空间", "特征空间", "隐空间", "潜空间", "区域", "定义域", "值域", "理想",
        "事件空间", "零空间", "列空间", "样本集", "点集", "顶点集", "边集", "幂集", "全集", "种群",
    ]),
    // What names a quantity without saying more of it.
    thing(&[
        "offset", "experiment", "random experiment", "pseudo-residual", "data points", "photo", "偏移", "偏移量", "试验", "实验", "随机试验", "图片", "照片", "原始图像", "途径", "方法", "策略函数值", "方案", "选项",
        "system", "signal", "input signal", "output signal", "process", "stochastic process", "time series",
        "random process", "measurement", "control", "control input", "disturbance", "innovation", "gain",
        "kalman gain", "impulse response", "frequency response", "basis", "origin", "curve", "surface", "line",
        "plane", "circle", "sphere", "ball", "vertex", "vertices", "face", "tangent",
        "field", "vector field", "scalar field", "electric field", "magnetic field", "charge", "current",
        "voltage", "resistance", "pressure", "acceleration", "displacement", "amplitude", "spin", "particle",
        "atom", "molecule", "concentration", "rate", "rate constant", "flux", "flow", "fluid", "viscosity",
        "stress", "strain", "tension", "torque", "inertia", "moment of inertia", "heat", "friction",
        "row", "column", "diagonal", "inner product", "dot product", "adjoint", "transpose", "inverse",
        "pseudoinverse", "permutation", "morphism", "limit", "limit point", "subsequence",
        "partial sum", "remainder", "integral", "integrand", "antiderivative", "root", "pole",
        "residue", "contour", "codomain", "range", "supremum", "infimum", "maximum", "minimum", "extremum",
        "critical point", "stationary point", "fixed point", "saddle point", "equilibrium", "equilibrium point",
        "degree", "order", "divisor", "multiple", "quotient", "modulus", "null hypothesis",
        "alternative hypothesis", "hypotheses", "confidence interval", "p value", "significance",
        "effect size", "treatment", "treatment effect", "confounder", "instrument", "response variable",
        "explanatory variable", "regressor", "regression coefficient", "fitted value", "population mean",
        "sample mean", "sample average", "evidence", "marginal likelihood", "bayes factor", "odds",
        "odds ratio", "log likelihood", "risk factor", "chain", "markov chain", "walk", "random walk",
        "brownian motion", "wiener process", "martingale", "stopping time", "drift", "asset", "stock price",
        "strike price", "strike", "portfolio", "consumption", "endowment", "capital", "capital stock", "labor",
        "labour", "productivity", "tax", "shock", "technology", "investment", "savings", "demand", "supply",
        "quantity", "bid", "valuation", "strategy", "player", "game", "signal strength", "decision variable",
        "constraint", "multiplier", "dual variable", "slack variable", "search direction", "descent direction",
        "subgradient", "iterate", "training example", "training data", "test point", "data", "input data",
        "target value", "target variable", "ground truth", "true label", "predicted label", "class label",
        "critic", "actor", "latent code", "latent", "code", "codebook", "noise level", "noise schedule",
        "schedule", "velocity field", "attention head", "attention map", "neighbor", "neighbour", "prototype",
        "anchor", "bounding box", "box", "frame", "video", "audio", "waveform", "spectrogram", "speaker",
        "character", "string", "substring", "text", "program", "machine", "automaton", "grammar",
        "language", "symbol", "message", "codeword", "distortion", "receiver", "transmitter", "public key",
        "secret key", "plaintext", "ciphertext", "determinism", "angle of attack", "slope parameter",
        "location parameter", "shape parameter", "natural parameter", "sufficient statistic", "mean parameter",
        "canonical parameter", "cost term", "margin term", "real part", "imaginary part", "conjugate",
        "leading coefficient", "constant term", "general term", "history", "cache", "memory state", "candidate",
        "candidate token", "draft", "proposal", "budget constraint", "quantum state", "state variable",
        "control variable", "output variable", "input variable", "dependent variable", "independent variable",
        "indicator variable", "count variable", "subject", "patient", "species",
        "gene", "allele", "genotype", "population size parameter",
        "region of interest", "camera", "focal length", "depth map", "voxel", "ray", "transmittance",
        "normal direction", "color", "colour", "intensity", "illumination", "reflectance", "texture",
        "kernel width", "link", "bond", "spring constant", "mass density", "area", "perimeter",
        "hypotenuse", "chord", "diameter", "distance function value", "cardinal", "ordinal",
        "tree depth", "subtree", "leaf", "leaf node", "root node", "parent", "child", "ancestor", "descendant",
        "left child", "right child", "split", "split point", "impurity", "tree node", "source",
        "capacity constraint", "matching", "clique", "coloring", "walk length", "machine time",
        "deadline", "resource allocation", "allocation", "assignment", "permutation matrix entry", "rank order",
        "period length", "residuals", "weights", "历史", "候选", "系统", "信号", "过程", "随机过程", "时间序列",
        "总体", "增益", "卡尔曼增益", "控制量", "控制输入", "输入信号", "输出信号", "观测值", "测量值",
        "观察值", "测量", "原点", "曲线", "曲面", "直线", "平面", "顶点", "向量场",
        "电场", "磁场", "电荷", "电流", "电压", "电阻", "压强", "压力", "质量", "能量", "位移", "加速度",
        "振幅", "哈密顿量", "拉格朗日量", "粒子", "速率", "通量", "内积", "点积", "转置", "逆矩阵", "伴随矩阵",
        "对角元", "对角元素", "置换", "对象", "态射", "数列", "子列", "极限", "余项", "积分",
        "被积函数", "原函数", "极点", "留数", "上确界", "下确界", "最大值", "最小值", "极值", "极值点",
        "驻点", "不动点", "平衡点", "鞍点", "拐点", "切线", "首项", "公比", "公差", "常数项", "通项", "因数",
        "余数", "模数", "原假设", "零假设", "备择假设", "置信区间", "响应变量", "解释变量", "协变量",
        "回归系数", "拟合值", "样本均值", "总体均值", "证据", "边缘似然", "几率", "马尔可夫链", "随机游走",
        "布朗运动", "停时", "漂移", "价格", "资产", "投资组合", "消费", "资本", "劳动", "产出", "需求",
        "供给", "均衡", "支付", "决策变量", "约束", "乘子", "对偶变量", "松弛变量", "搜索方向", "下降方向",
        "次梯度", "迭代点", "数据", "真实值", "真实标签", "预测标签", "标记", "码本", "噪声水平",
        "速度场", "注意力头", "邻居", "原型", "边界框", "视频", "音频", "字符", "字符串", "子串",
        "程序", "语言", "消息", "码字", "密钥", "明文", "密文", "哈希", "指纹", "游戏", "玩家", "个体", "基因",
        "种类", "面积", "边长", "斜边", "弧长", "直径", "相机", "焦距", "光线", "颜色", "亮度", "强度",
        "子树", "叶子", "叶节点", "根节点", "父节点", "子节点", "切分点", "划分点", "缓存", "记忆", "记忆状态",
        "草稿", "实部", "虚部", "共轭", "自变量值", "函数值", "原像", "伪逆", "特征值向量", "变元",
        "未知数", "未知量", "参量", "物理量", "状态量", "权值", "偏差", "偏移项", "门控", "候选状态",
        "细胞状态", "单元状态", "位置编码", "位置嵌入", "词嵌入", "类别标签", "目标变量", "目标函数值",
        "最优策略", "价值估计", "优势估计", "时序差分误差", "经验", "回合", "片段", "批次数据", "训练数据",
        "测试数据", "训练样本", "测试样本", "样本点", "数据样本", "充分统计量", "自然参数", "形状参数",
        "位置参数", "先验均值", "后验均值", "学习目标", "对象值", "实例", "随机数", "随机噪声", "高斯噪声",
        "白噪声", "过程噪声", "观测噪声", "测量噪声", "量化误差", "截断误差", "舍入误差", "插值点", "节点值",
        "网格点", "步骤数量", "切片", "子集合", "子序列", "上三角矩阵元", "主成分", "主题", "文章", "用户组",
        "商品", "项目", "隐因子", "兴趣", "特征图", "感受野", "填充", "池化窗口", "滑动窗口", "窗口",
    ]),
];
