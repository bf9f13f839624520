//! The words that tie a noun phrase to a formula, Chinese and English: one row each.

/// What stands between a formula and the phrase that says what it is.
pub(super) struct Copula {
    /// In lower case, blanks included.
    pub words: &'static str,
    /// Whether it announces a meaning so surely that the phrase needs no known noun.
    pub sure: bool,
}

const fn sure(words: &'static str) -> Copula {
    Copula { words, sure: true }
}
const fn maybe(words: &'static str) -> Copula {
    Copula { words, sure: false }
}

/// Behind the formula, the longest first among those that begin alike.
pub(super) static COPULAS: &[Copula] = &[
    sure(" to denote "),
    sure(" to represent "),
    sure(" to indicate "),
    sure(" to refer to "),
    sure(" denotes "),
    sure(" denote "),
    sure(" represents "),
    sure(" represent "),
    sure(" stands for "),
    sure(" stand for "),
    sure(" refers to "),
    sure(" indicates "),
    maybe(" is called "),
    maybe(" are called "),
    maybe(" is known as "),
    maybe(" are known as "),
    maybe(" is referred to as "),
    maybe(" are referred to as "),
    maybe(" is usually called "),
    maybe(" is often called "),
    maybe(" be defined as "),
    maybe(" be defined to be "),
    maybe(" is termed "),
    maybe(" is named "),
    maybe(" being "),
    sure(" signifies "),
    sure(" symbolizes "),
    sure(" designates "),
    maybe(" is defined as "),
    maybe(" is "),
    maybe(" are "),
    maybe(" be "),
    maybe(" as "),
    sure(" 分别表示 "),
    sure("分别表示"),
    sure("分别代表"),
    maybe("分别是"),
    maybe("分别为"),
    maybe("都表示"),
    maybe("均为"),
    maybe("仍为"),
    maybe("仍是"),
    maybe("通常为"),
    maybe("一般为"),
    maybe("一般是"),
    maybe("也是"),
    maybe("则为"),
    maybe("则是"),
    maybe("都是"),
    maybe("指的是"),
    maybe("被称为"),
    maybe("被称作"),
    maybe("被叫做"),
    maybe("称之为"),
    maybe("称为"),
    maybe("称作"),
    maybe("叫做"),
    maybe("叫作"),
    maybe("就是"),
    maybe("即为"),
    maybe("即是"),
    maybe("作为"),
    maybe("记录"),
    sure("代表"),
    sure("表示"),
    maybe("为"),
    maybe("是"),
    maybe("指"),
    maybe("即"),
    maybe("="),
    maybe(" = "),
    maybe("＝"),
];

/// Verbs behind a formula that give its thing another name than the noun before it.
pub(super) static CALLING: &[&str] = &[
    "is called",
    "are called",
    "is known as",
    "are known as",
    "is referred to as",
    "are referred to as",
    "is termed",
    "被称为",
    "被称作",
    "被叫做",
    "称为",
    "称作",
    "叫做",
    "叫作",
    "又称",
];

/// What follows a copula without giving a meaning: "is set to", 表示为, 是否.
pub(super) static NOT_COPULAS: &[&str] = &[
    "表示为",
    "表示成",
    "为了",
    "是否",
    "是的",
    "为止",
    "即可",
    "即使",
    "即将",
    "为什么",
    "是由",
    "代表了",
    "即便",
    "是指数",
    "指数",
    "指向",
    "指出",
    "指定",
    "对应于",
    "对应的",
    "作为一",
    "称为了",
];

/// Before the formula: what stands between the phrase and the formula.
pub(super) static NAMING: &[&str] = &[
    "denoted by",
    "denoted as",
    "denoted",
    "written as",
    "which we denote",
    "called",
    "named",
    "labeled",
    "labelled",
    "denoted with",
    "记为",
    "记作",
    "设为",
    "记成",
    "表示为",
    "(denoted",
    "被称为",
    "称之为",
    "称为",
    "定义为",
];

/// Words that open a sentence part in which "is", 为 tell what symbols mean.
pub(super) static LEADS: &[&str] = &[
    "where", "here", "let", "with", "denote", "其中", "这里", "此处", "式中", "设", "令", "记", "用", "以", "we use",
    "use",
];

/// Classifiers and measure words: `$K$ 个 GPU`.
pub(super) static CLASSIFIERS: &[&str] = &[
    "行", "列", "次", "类", "个", "张", "台", "块", "条", "轮", "份", "组", "种", "名", "篇", "层", "步", "位", "维",
    "路",
];

/// Classifiers that name the thing themselves, and what their number is called.
pub(super) static SELF_COUNTING: &[(&str, &str)] = &[
    ("行", "行数"),
    ("列", "列数"),
    ("次", "次数"),
    ("类", "类别数"),
    ("层", "层数"),
    ("步", "步数"),
    ("轮", "轮数"),
    ("位", "位数"),
    ("维", "维度"),
];

/// What a matrix has by its rows or columns: `$A$ 列满秩`, `$X$ 行空间`.
pub(super) static OF_ROWS: &[&str] = &[
    "满秩", "空间", "向量", "变换", "列式", "正交", "独立", "相关", "对角", "等价", "阶梯", "最简", "标准", "随机",
    "秩", "满", "单位", "优先", "主元", "初等",
];

/// Things that are counted in English: `$L$ layers`.
#[rustfmt::skip]
pub(super) static COUNTED: &[&str] = &[
    "layers", "heads", "tokens", "gpus", "devices", "experts", "samples", "examples", "features", "classes", "steps",
    "epochs", "iterations", "nodes", "neurons", "units", "parameters", "bits", "bytes", "channels", "dimensions", "words",
    "points", "observations", "trials", "candidates", "answers", "groups", "workers", "machines", "stages", "microbatches",
    "micro-batches", "sequences", "documents", "inputs", "outputs", "rows", "columns", "filters", "blocks", "chunks",
    "categories", "clusters", "rounds", "elements", "entries", "variables", "images", "pixels", "characters", "documents",
    "users", "items", "agents", "arms", "states", "actions", "components", "ranks", "time steps", "sentences", "tasks",
    "vertices", "edges", "servers", "jobs", "players", "individuals", "patients", "factors", "periods", "coefficients",
    "configurations", "questions", "models", "labels", "frames", "patches", "users", "branches", "replicas", "shards",
];

/// Adjectives and nouns that may stand between a number and what is counted.
pub(super) static COUNT_MODIFIERS: &[&str] = &[
    "hidden",
    "training",
    "attention",
    "data",
    "input",
    "output",
    "parallel",
    "decoder",
    "encoder",
    "transformer",
    "query",
    "independent",
    "possible",
    "distinct",
    "different",
    "random",
    "labeled",
    "candidate",
    "discrete",
    "test",
    "time",
    "new",
    "consecutive",
    "draft",
    "additional",
    "trainable",
    "pipeline",
    "key",
    "value",
    "kv",
    "noisy",
    "negative",
    "positive",
    "and",
    "identically",
    "distributed",
    "iid",
    "observed",
    "unknown",
    "scalar",
    "real",
    "linear",
    "binary",
];

/// Classifiers behind an ordinal that name what is numbered.
pub(super) static NUMBERED: &[&str] =
    &["类", "行", "列", "次", "阶", "级", "帧", "段", "代", "页", "期", "天", "年", "批", "项"];

/// Verbs around a name and its phrase: "we write $x$ for the input", "denote by $n$ the number".
pub(super) static FRAMES: &[(&str, &str)] = &[
    ("write", " for"),
    ("writing", " for"),
    ("denote by", ""),
    ("denoting by", ""),
    ("denote with", ""),
    ("take", " to be"),
    ("define", " to be"),
    ("choose", " to be"),
    ("call", ""),
    ("calling", ""),
    ("with", ""),
    ("denote", ""),
];
