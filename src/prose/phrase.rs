//! Noun phrases beside a formula.
//!
//! Takes the flow and an offset; gives the author's noun phrase that ends or begins there and whether its head is a
//! noun of the table. Never looks past a punctuation mark, another formula or a block's end.

use super::flow::{BREAK, FORMULA, REFERENCE};
use super::nouns::{is_plural, noun, noun_at_end};

/// A noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// As the author wrote it, without its article.
    pub text: String,
    /// Where it starts and ends in the flow.
    pub start: usize,
    pub end: usize,
    /// Whether a noun of the table is its head.
    pub known: bool,
    /// Whether an article stands before it.
    pub article: bool,
    /// Whether its head is a plural, so that it may speak of several names.
    pub plural: bool,
}

pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Whether the character ends whatever phrase is read across it.
fn is_wall(c: char) -> bool {
    matches!(c, FORMULA | REFERENCE | BREAK) || ",.;:()[]{}!?\"/|=+<>，。；：（）【】「」！？、“”…—–*→".contains(c)
}

/// The phrase that ends right before an offset, blanks and a quotation mark aside.
pub(super) fn before(text: &str, at: usize) -> Option<Phrase> {
    let end = text.get(..at)?.trim_end_matches([' ', '\t', '\n', '\u{a0}', '“', '"', '「']).len();
    let window = floor(text, end.saturating_sub(160));
    let chunk = text.get(window..end)?;
    let last = chunk.chars().next_back()?;
    let start = window
        + chunk
            .rfind(is_wall)
            .map_or(0, |at| at + chunk.get(at..).and_then(|c| c.chars().next()).map_or(0, char::len_utf8));
    let chunk = text.get(start..end)?;
    if is_cjk(last) {
        chinese_before(chunk, start)
    } else if last.is_ascii_alphanumeric() || last == '-' {
        english_before(chunk, start).map(|found| with_qualifier(chunk, start, found))
    } else {
        None
    }
}

/// 全局 batch: Chinese words in front of a Latin noun belong to it, as far as no wall stands between.
fn with_qualifier(chunk: &str, start: usize, found: Phrase) -> Phrase {
    let folded = lower(chunk);
    let end = found.start.saturating_sub(start);
    let mut from = folded.get(..end).map_or(end, |left| left.trim_end_matches(' ').len());
    let first = from;
    while let Some(letter) = folded.get(..from).and_then(|left| left.chars().next_back()).filter(|c| is_cjk(*c)) {
        if is_walled(&folded, from) && !is_within_word(&folded, from) || first - from >= 4 * letter.len_utf8() {
            break;
        }
        from -= letter.len_utf8();
    }
    // A cut in the middle of a long run of words is no border.
    let cut = folded.get(..from).and_then(|left| left.chars().next_back()).is_some_and(is_cjk);
    if first - from < 2 * '全'.len_utf8() || cut && !is_walled(&folded, from) || found.article {
        return found;
    }
    match chunk.get(from..).map(str::trim_end) {
        Some(text) => Phrase { text: text.to_owned(), start: start + from, ..found },
        None => found,
    }
}

/// The nearest character boundary at or below an offset.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

const ARTICLES: [&str; 17] = [
    "the", "a", "an", "this", "each", "every", "any", "some", "its", "our", "their", "your", "that", "these",
    "another", "one", "all",
];

/// Words that end a noun phrase on its left.
#[rustfmt::skip]
const LEFT_WALLS: &[&str] = &[
    "with", "by", "in", "on", "at", "to", "from", "as", "into", "onto", "over", "under", "between", "per", "than", "via",
    "through", "within", "without", "where", "when", "while", "if", "let", "and", "or", "but", "that", "which", "whose",
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "can", "may", "will", "would", "given",
    "for", "using", "use", "uses", "used", "set", "setting", "choose", "choosing", "consider", "suppose", "assume",
    "denote", "denotes", "define", "defines", "compute", "computes", "computing", "calculate", "minimize", "minimizing",
    "maximize", "maximizing", "update", "updating", "estimate", "estimating", "predict", "predicts", "predicting",
    "obtain", "obtaining", "get", "gets", "find", "finding", "learn", "learning", "train", "training", "apply", "applying",
    "add", "adding", "multiply", "multiplying", "take", "takes", "taking", "fix", "fixing", "treat", "write", "express",
    "respect", "because", "since", "so", "then", "hence", "thus", "therefore", "also", "only", "both", "not", "no", "such",
    "same", "different", "contains", "contain", "containing", "including", "include", "i.e", "e.g", "called", "named",
    "sampling", "sample", "initialize", "initializing", "replace", "replacing", "assign", "receives", "produce",
    "produces", "outputs", "returns", "return", "of", "first", "last", "increasing", "decreasing", "varying", "larger",
    "smaller", "large", "small", "high", "low", "about", "against", "across", "after", "before", "how", "what", "whether",
    "us", "more", "most", "fewer", "less", "it", "we", "you", "they", "i", "scale", "map", "maps", "mapping", "select", "pick",
    "requires", "require", "store", "stores", "denoted", "follows", "keep", "keeps", "reduce", "reduces", "increase",
    "equals", "equal", "plus", "minus", "times", "collect", "collects", "observe", "observes", "draw", "drawing", "zero",
    "measuring", "recall", "substituting", "decrease", "tune", "tuning", "share", "shares", "satisfying", "satisfies", "generate", "generates", "against",
];

/// Words after an article that are no nouns.
#[rustfmt::skip]
const NOT_NOUNS: &[&str] = &[
    "same", "first", "second", "third", "last", "next", "previous", "following", "above", "below", "other", "single",
    "given", "optimal", "new", "old", "current", "true", "actual", "original", "different", "best", "whole", "entire",
    "only", "usual", "standard", "naive", "simple", "particular", "corresponding", "respective", "top", "two", "three",
    "large", "small", "larger", "smaller", "largest", "smallest", "full", "empty", "final", "initial", "fixed", "is",
    "are", "above-mentioned", "famous", "well-known", "form", "case", "fact", "relation", "equation", "expression",
    "formula", "identity", "inequality", "condition", "constraint", "notation", "symbol", "letter", "so-called", "like",
    "choice", "setting", "result", "right", "left", "big", "assumption", "definition", "as", "when", "where", "if", "by",
    "more", "less", "most", "many", "few", "corresponds", "rule", "operation", "way", "and", "or",
];

fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

fn english_before(chunk: &str, start: usize) -> Option<Phrase> {
    let ascii = chunk
        .rfind(|c: char| !c.is_ascii())
        .map_or(0, |at| at + chunk.get(at..).and_then(|c| c.chars().next()).map_or(0, char::len_utf8));
    let (start, chunk) = (start + ascii, chunk.get(ascii..)?);
    let words: Vec<(usize, &str)> = words_of(chunk);
    let mut first = words.len();
    let mut article = false;
    while first > 0 && words.len() - first < 7 {
        let (_, word) = *words.get(first - 1)?;
        let word = lower(word);
        let begun = first < words.len();
        if ARTICLES.contains(&word.as_str()) {
            article = true;
            let of_before = first >= 2 && words.get(first - 2).is_some_and(|(_, word)| *word == "of");
            if !(begun && of_before && left_of_is_noun(&words, first - 2)) {
                break;
            }
        } else if word == "of" {
            if !(begun && left_of_is_noun(&words, first - 1)) {
                break;
            }
        } else if (is_doing(&word) && !(begun && modifies(&word, &words, first - 1)))
            || (LEFT_WALLS.contains(&word.as_str())
                && !is_doing(&word)
                && !(begun && names(&tail_of(&words, first - 1))))
        {
            break;
        }
        first -= 1;
    }
    while words.get(first).is_some_and(|(_, word)| *word == "of" || first > 0 && ["the", "a", "an"].contains(word)) {
        first += 1;
    }
    let phrase = words.get(first..)?;
    let (offset, _) = *phrase.first()?;
    // "we mean $x$": a verb.
    let speaker = first.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|(_, word)| SPEAKERS.contains(word));
    let before = first.checked_sub(1).and_then(|at| words.get(at)).map(|(_, word)| *word);
    let example =
        before.is_some_and(|word| matches!(word, "for" | "For")) && matches!(phrase, [(_, "example" | "instance")]);
    if speaker && matches!(phrase, [(_, "mean")]) || example {
        return None;
    }
    finish_english(chunk.get(offset..)?.trim_end(), start + offset, article)
}

/// Words in front of a verb.
const SPEAKERS: [&str; 8] = ["we", "I", "they", "you", "to", "would", "not", "can"];

/// Whether a word is a verb's form in -ing that is neither a noun nor an adjective.
fn is_doing(word: &str) -> bool {
    const ADJECTIVES: [&str; 24] = [
        "underlying",
        "corresponding",
        "remaining",
        "resulting",
        "existing",
        "missing",
        "moving",
        "running",
        "leading",
        "preceding",
        "scaling",
        "smoothing",
        "mixing",
        "gating",
        "clipping",
        "masking",
        "normalizing",
        "weighting",
        "stopping",
        "starting",
        "damping",
        "following",
        "interesting",
        "spanning",
    ];
    word.len() > 5 && word.ends_with("ing") && noun(word).is_none() && !ADJECTIVES.contains(&word)
}

/// Whether a form in -ing stands before its noun like an adjective: "a rounding error", "training points", not "creating
/// regions", "by training models".
fn modifies(word: &str, words: &[(usize, &str)], at: usize) -> bool {
    const MODIFIERS: [&str; 6] = ["training", "learning", "sampling", "embedding", "encoding", "pooling"];
    match at.checked_sub(1).and_then(|before| words.get(before)).map(|(_, word)| lower(word)) {
        Some(before) => {
            !LEFT_WALLS.contains(&before.as_str())
                || MODIFIERS.contains(&word) && ["of", "with"].contains(&before.as_str())
        }
        None => MODIFIERS.contains(&word),
    }
}

/// Whether a phrase that begins with a word like "set" is a noun: "set of points", "output of the network".
fn names(tail: &str) -> bool {
    noun(tail).is_some() || tail.split_once(" of ").is_some_and(|(head, _)| noun(head).is_some())
}

/// The words from `from` to the end, in lower case.
fn tail_of(words: &[(usize, &str)], from: usize) -> String {
    let words: Vec<String> = words.get(from..).unwrap_or(&[]).iter().map(|(_, word)| lower(word)).collect();
    words.join(" ")
}

fn left_of_is_noun(words: &[(usize, &str)], of: usize) -> bool {
    of.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|(_, word)| noun(&lower(word)).is_some())
}

fn words_of(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.extend(text.get(from..at).map(|word| (from, word)));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.extend(text.get(from..).map(|word| (from, word)));
    }
    words
}

/// The phrase without a word that only points at it: "following quantity".
fn without_pointer(text: &str, start: usize) -> (&str, usize) {
    const POINTERS: [&str; 8] =
        ["both ", "following ", "above ", "below ", "same ", "given ", "so-called ", "different "];
    let skip = POINTERS.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len());
    (text.get(skip..).unwrap_or(text), start + skip)
}

/// A phrase of English words with its head judged.
fn finish_english(text: &str, start: usize, article: bool) -> Option<Phrase> {
    if text.ends_with(" form") || text.ends_with(" of forms") {
        return None;
    }
    let (text, start) = without_pointer(text, start);
    let folded = lower(text);
    let head = folded.split(" of ").next().unwrap_or(&folded);
    let last = head.rsplit(' ').next().unwrap_or("");
    let known = noun_at_end(head).is_some()
        || (folded.contains(" of ") && noun_at_end(&folded).is_some() && head.ends_with("number"));
    if text.is_empty() || NOT_NOUNS.contains(&folded.as_str()) || text.len() > 90 {
        return None;
    }
    Some(Phrase {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        start,
        end: start + text.len(),
        known,
        article,
        plural: is_plural(last),
    })
}

/// Words that end a Chinese noun phrase on its left.
#[rustfmt::skip]
const CHINESE_WALLS: &[&str] = &[
    "的", "了", "在", "对", "与", "和", "及", "或", "将", "把", "由", "从", "以", "用", "为", "是", "令", "设", "取", "按",
    "当", "若", "其", "该", "此", "这", "那", "每", "个", "有", "使", "被", "给", "到", "则", "即", "并", "而", "且", "也",
    "都", "只", "再", "又", "等", "因", "于", "时", "着", "过", "会", "要", "能", "可", "如", "各",
    "种", "条", "张", "随", "让", "某", "经", "得", "来", "去", "同", "较", "更", "很", "越", "仅", "不",
    "给定", "固定", "选定", "确定", "需", "之后", "以上", "以下", "如下", "之下", "中间", "增大", "减小", "提高", "提升", "降低", "增加", "减少", "计算", "得到", "估计出", "选择", "使用", "采用",
    "通过", "根据", "关于", "对于", "其中", "这里", "假设", "记录", "定义", "引入", "更新", "调整", "设置", "限制", "控制",
    "保持", "称为", "最大化", "最小化", "输入 ", "生成", "采样", "抽取", "读取", "包含", "给出", "求", "加上", "减去", "乘以",
    "除以", "满足", "需缓存", "要缓存", "存储", "保存", "需要", "应", "乘", "加", "减", "找到", "扫描", "扫", "调", "增", "降", "学习到", "优化", "训练", "看",
    "多少", "记", "约", "共", "所", "由于", "比", "含", "无", "非", "做", "接", "至", "收集", "预测出", "说明", "利用", "考虑",
    "各层", "每层", "每步", "每轮", "每卡", "每个", "各个", "每次", "每头", "各头", "每条", "每行", "每列", "一组", "一个", "一些", "一系列", "一批", "一次", "两个",
    "多个", "若干", "来自", "取自", "提出", "聚焦", "配合", "任意", "任取", "任一", "已知", "求出", "称", "即使", "进行", "代入",
    "加入", "同一", "维护", "构建", "构造", "设计", "冻结", "替换", "改变", "仅改", "只改", "改", "拟合", "匹配", "忽略", "省略", "共享", "反映", "代表", "表示", "获得",
];

/// Whether a wall ends at an offset.
fn is_walled(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|left| CHINESE_WALLS.iter().any(|wall| left.ends_with(wall)))
}

/// Whether a wall stands anywhere in a text.
pub(super) fn holds_wall(text: &str) -> bool {
    CHINESE_WALLS.iter().any(|wall| text.contains(wall))
}

/// Words of which a wall is a part: 当前 is no 当.
#[rustfmt::skip]
const CHINESE_WORDS: &[&str] = &[
    "当前", "随机", "比特", "比例", "比率", "可用", "可见", "可学习", "可训练", "不同", "有效", "有界", "有限",
    "无关", "无偏", "无监督", "能力", "能量", "会话", "时间", "时刻", "时延", "时长", "时序", "个数", "个体", "因子", "因果", "即时",
    "设备", "用户", "过程", "过滤", "要求", "经验", "得分", "来源", "去噪", "更新", "等级", "等效", "等价", "平均", "非线性", "含义", "经济", "经典",
    "应用", "接受", "接口", "做法", "加权", "加速", "减速", "增益", "增量", "调度", "控制", "共同", "共轭", "约束", "记忆", "优化器",
    "训练集", "训练数据", "训练步", "训练样本", "看板", "改进", "匹配度", "共享参数", "代表点", "求解器", "给定值", "之和", "各向",
    "对数", "对角", "对称", "对偶", "对抗", "对齐", "在线", "和值", "与非", "及格", "以太", "为首", "是非", "令牌", "取值", "按位",
    "有向", "使用率", "到达", "而后", "也门", "都市", "只读", "再现", "又称", "于是", "着色", "如何", "种子", "种群", "条件",
    "条目", "张量", "让步", "某些", "来回", "较量", "仅有", "所有", "接收", "至少", "至多", "收集器", "目的", "的士",
];

/// Whether a word of the list reaches over an offset, or ends there.
fn is_within_word(text: &str, at: usize) -> bool {
    CHINESE_WORDS.iter().any(|word| {
        let cuts = word.char_indices().skip(1).map(|(cut, _)| cut);
        cuts.into_iter()
            .any(|cut| at.checked_sub(cut).and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(word)))
    })
}

/// Nouns that are verbs where they stand alone before a formula.
const VERBAL: [&str; 22] = [
    "预测",
    "估计",
    "查询",
    "更新",
    "激活",
    "表示",
    "假设",
    "输出",
    "输入",
    "指令",
    "嵌入",
    "映射",
    "变换",
    "覆盖",
    "观测",
    "打分",
    "编码",
    "解码",
    "量化",
    "反量化",
    "加密",
    "解密",
];

/// 训练 token 预算: a deed at the head of a phrase that ends in a size or a number belongs to it.
fn with_deed(chunk: &str, from: usize) -> usize {
    const DEEDS: [&str; 4] = ["训练", "采样", "生成", "解码"];
    let left = chunk.get(..from).unwrap_or("").trim_end();
    let stem = DEEDS.iter().find_map(|deed| left.strip_suffix(deed));
    let heads = stem.filter(|stem| stem.is_empty() || stem.ends_with(['的', '、', '与', '和']));
    heads.map_or(from, str::len)
}

fn chinese_before(chunk: &str, start: usize) -> Option<Phrase> {
    let folded = lower(chunk);
    let (head, row) = noun_at_end(&folded)?;
    let head_start = folded.len() - head.len();
    let mut from = head_start;
    while chunk.len() - from < 42 {
        let left = chunk.get(..from)?;
        let Some(letter) = left.chars().next_back() else { break };
        let walled = is_walled(chunk, from) || left.ends_with('拿');
        let stops = walled && !is_within_word(&folded, from);
        let takes = is_cjk(letter)
            || letter.is_ascii_alphanumeric()
            || letter == '-'
            || (letter == ' ' && left.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric() || is_cjk(c)));
        if stops || !takes {
            break;
        }
        from -= letter.len_utf8();
    }
    if row.rank == Some(0) {
        from = with_deed(chunk, from);
    }
    let text = chunk.get(from..)?.trim();
    let single = head.chars().count() == 1;
    // 特征上预测: what is done on something.
    let verbal =
        VERBAL.iter().any(|verb| text.strip_suffix(verb).is_some_and(|rest| rest.is_empty() || rest.ends_with('上')));
    let conjunction = ["和", "与", "图", "表", "项", "边", "解", "积", "点", "图像"].contains(&head) && single;
    if conjunction || verbal || (single && text.chars().filter(|c| is_cjk(*c) || c.is_ascii_alphanumeric()).count() < 2)
    {
        return None;
    }
    let offset = chunk.len() - chunk.get(from..)?.trim_start().len();
    Some(Phrase {
        text: text.to_owned(),
        start: start + offset,
        end: start + chunk.len(),
        known: true,
        article: false,
        plural: false,
    })
}

/// Words that end a noun phrase on its right.
#[rustfmt::skip]
const RIGHT_WALLS: &[&str] = &[
    "that", "which", "where", "when", "if", "while", "so", "because", "with", "in", "at", "on", "from", "by", "is", "are",
    "can", "will", "may", "such", "obtained", "given", "used", "defined", "computed", "and", "as", "to", "respectively",
    "but", "or", "then", "whose", "denotes", "we", "between", "over", "under", "after", "before", "during", "per", "via",
    "whether", "how", "what", "actually", "located", "belonging", "containing", "consisting", "indicating", "describing",
    "satisfying", "drawn", "sampled", "taken", "associated", "needed", "required", "representing", "learned",
    "has", "have", "was", "does", "not", "since", "i.e", "e.g", "being", "among", "within", "into",
];

/// The phrase that begins at an offset: what stands after "is" or 为. Formulas stand in it as `$…$` where they count:
/// "the $i$-th sample", 第 $i$ 类.
pub(super) fn after(text: &str, from: usize, formula: &dyn Fn(usize) -> Option<String>) -> Option<Phrase> {
    let rest = text.get(from..)?;
    let blank = rest.len() - rest.trim_start().len();
    let skip = ["i.i.d. ", "I.I.D. ", "iid ", "IID "].iter().find(|word| rest.trim_start().starts_with(**word));
    let from = from + skip.map_or(0, |word| blank + word.len() - 1);
    let rest = text.get(from..)?;
    let lead = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\u{a0}', '：', ':']).len();
    let (start, rest) = (from + lead, rest.get(lead..)?);
    let mut phrase = String::new();
    let mut end = start;
    for (at, c) in rest.char_indices() {
        if at > 150 {
            break;
        }
        let here = start + at;
        if c == FORMULA {
            let counts = phrase.trim_end().ends_with('第')
                || rest.get(at + c.len_utf8()..).is_some_and(|after| after.starts_with("-th"));
            match formula(here).filter(|_| counts) {
                Some(tex) => phrase.push_str(&format!("${tex}$")),
                None => break,
            }
        } else if is_wall(c)
            && !(c == '.' && rest.get(at + 1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())))
        {
            break;
        } else {
            phrase.push(c);
        }
        end = here + c.len_utf8();
    }
    if phrase.chars().any(is_cjk) {
        return chinese_after(&phrase, start, end);
    }
    let before_formula = text.get(end..).is_some_and(|rest| rest.starts_with(FORMULA));
    english_after(&phrase, start, end, before_formula)
}

fn english_after(phrase: &str, start: usize, end: usize, before_formula: bool) -> Option<Phrase> {
    let mut words: Vec<&str> = phrase.split_whitespace().collect();
    let article = words.first().is_some_and(|word| ARTICLES.contains(&lower(word).as_str()));
    if article {
        words.remove(0);
    }
    // "feature vector for observation $i$": what a formula ends belongs to the formula.
    if before_formula
        && !words.iter().any(|word| RIGHT_WALLS.contains(&lower(word).as_str()))
        && let Some(at) = words.iter().rposition(|word| ["for", "of", "at"].contains(word)).filter(|at| *at > 0)
    {
        words.truncate(at);
    }
    if let Some(wall) = words.iter().position(|word| RIGHT_WALLS.contains(&lower(word).as_str())) {
        words.truncate(wall);
    }
    words.truncate(9);
    while words.last().is_some_and(|word| ["of", "for", "the", "a", "an", "in", "each", "all", "any"].contains(word)) {
        words.pop();
    }
    let text = words.join(" ");
    let head = text.split(" for ").next().unwrap_or(&text);
    let mut phrase = finish_english(head, start, article)?;
    phrase.text = text;
    phrase.end = end;
    Some(phrase)
}

fn chinese_after(phrase: &str, start: usize, end: usize) -> Option<Phrase> {
    let mut text = phrase.trim();
    for lead in [
        "表示",
        "代表",
        "一系列",
        "这个",
        "这些",
        "一些",
        "若干",
        "一个",
        "一组",
        "某个",
        "某一",
        "该",
        "其",
        "此",
        "对应的",
        "相应的",
        "指",
        "由",
        "所有",
    ] {
        text = text.strip_prefix(lead).unwrap_or(text).trim_start();
    }
    if text.is_empty() || text.chars().count() > 24 || text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let known = noun_at_end(&lower(text)).is_some();
    Some(Phrase {
        text: text.to_owned(),
        start,
        end,
        known,
        article: false,
        plural: text.contains('和') || text.contains('与'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrase_before_a_formula_is_the_authors_noun() {
        let cases = [
            ("a model with sequence length ", Some("sequence length")),
            ("we choose the initial hidden state ", Some("initial hidden state")),
            ("denoted by the number of attention heads ", Some("number of attention heads")),
            ("we compute ", None),
            ("the same ", None),
            ("给定序列长度 ", Some("序列长度")),
            ("每步的初始学习率 ", Some("初始学习率")),
            ("增大学习率 ", Some("学习率")),
            ("参与 GPU 数 ", Some("GPU 数")),
            ("使用的 hidden size ", Some("hidden size")),
            ("损失和 ", None),
            ("因此 ", None),
        ];
        for (text, expected) in cases {
            let found = before(text, text.len());
            assert_eq!(found.as_ref().map(|phrase| phrase.text.as_str()), expected, "{text}");
        }
    }

    #[test]
    fn the_phrase_after_a_copula_ends_at_its_sentence_part() {
        let none = |_: usize| None;
        let cases = [
            (" the number of examples in our dataset.", "number of examples", true),
            (" a good idea", "good idea", false),
            (" 训练 token 数（不同论文）", "训练 token 数", true),
            ("教师（白盒", "教师", true),
        ];
        for (text, expected, known) in cases {
            let found = after(text, 0, &none).unwrap();
            assert_eq!((found.text.as_str(), found.known), (expected, known), "{text}");
        }
    }
}
