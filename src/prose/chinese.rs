//! Chinese noun phrases beside a formula.
//!
//! Takes a chunk of text without marks; gives the noun phrase that ends or begins it. Words are matched in simplified
//! characters, phrases are given as the author wrote them.

use super::characters::folded;
use super::nouns::{noun, noun_at_end};
use super::phrase::{Phrase, is_cjk};

/// Words that end a Chinese noun phrase on its left.
#[rustfmt::skip]
const CHINESE_WALLS: &[&str] = &[
    "的", "了", "在", "对", "与", "和", "及", "或", "将", "把", "由", "从", "以", "用", "为", "是", "令", "设", "取", "按",
    "当", "若", "其", "该", "此", "这", "那", "每", "个", "有", "使", "被", "给", "到", "则", "即", "并", "而", "且", "也",
    "都", "只", "再", "又", "等", "因", "于", "时", "着", "过", "会", "要", "能", "可", "如", "各",
    "种", "条", "张", "随", "让", "某", "经", "得", "来", "去", "同", "较", "更", "很", "越", "仅", "不",
    "给定", "固定", "选定", "确定", "需", "之后", "以上", "以下", "如下", "之下", "中间", "增大", "减小", "提高", "提升", "降低", "增加", "减少", "计算", "得到", "估计出", "选择", "使用", "采用",
    "通过", "根据", "关于", "对于", "其中", "这里", "假设", "记录", "定义", "引入", "更新", "调整", "设置", "限制", "控制",
    "保持", "影响", "直接影响", "如果", "接近", "某个", "这个", "那个", "拿", "称为", "最大化", "最小化", "输入 ", "生成", "采样", "抽取", "读取", "包含", "给出", "求", "加上", "减去", "乘以",
    "除以", "满足", "需缓存", "要缓存", "存储", "保存", "需要", "应", "乘", "加", "减", "找到", "扫描", "扫", "调", "增", "降", "学习到", "优化", "训练", "看",
    "多少", "记", "约", "共", "所", "由于", "比", "含", "无", "非", "做", "接", "至", "收集", "预测出", "说明", "利用", "考虑",
    "各层", "每层", "每步", "每轮", "每卡", "每个", "各个", "每次", "每头", "各头", "每条", "每行", "每列", "一组", "一个", "一些", "一系列", "一批", "一次", "两个",
    "多个", "若干", "来自", "取自", "提出", "聚焦", "配合", "任意", "任取", "任一", "已知", "求出", "称", "即使", "进行", "代入",
    "加入", "同一", "维护", "构建", "构造", "设计", "冻结", "替换", "改变", "仅改", "只改", "改", "拟合", "匹配", "忽略", "省略", "共享", "反映", "代表", "表示", "获得",
    "依赖", "依赖于", "取决于", "偏离", "去掉", "去除", "消去", "消除", "剔除", "时候", "的话", "就是说", "也就是说", "可知", "证明", "考察", "讨论",
    "研究", "注意到", "发现", "知道", "认为", "看作", "视为", "看成", "当作", "作为", "成为", "属于", "等于", "大于", "小于", "高于", "低于",
    "位于", "处于", "基于", "对应", "对应于", "对应着", "导致", "造成", "引起", "形成", "构成", "组成", "实现", "完成", "进入", "离开", "经过",
    "穿过", "沿着", "施加", "作用于", "添加", "插入", "删除", "移除", "删去", "放入", "取出", "选取", "挑选", "寻找", "求得", "解出", "解得",
    "算出", "得出", "推出", "导出", "写出", "列出", "画出", "指出", "输入到", "映射到", "投影到", "传给", "传递给", "交给", "送入", "喂给", "执行",
    "运行", "调用", "返回", "区分", "判断", "判定", "验证", "确认", "保证", "确保", "避免", "防止", "允许", "希望", "想要", "试图", "尝试",
    "开始", "停止", "继续", "重复", "直到", "直至", "除了", "包括", "具有", "拥有", "带有", "存在", "出现", "发生", "变为", "变成", "转为",
    "转化为", "转换为", "转换成", "化为", "化成", "写成", "写作", "记作", "叫做", "名为", "分别为", "以及", "或者", "还有", "并且", "而且", "但是",
    "然而", "虽然", "尽管", "无论", "不管", "只有", "只要", "除非", "因此", "所以", "于是", "从而", "进而", "此时", "此外", "另外", "例如",
    "比如", "显然", "首先", "然后", "接着", "随后", "上述", "前述", "下列", "如图", "两种", "两类", "三个", "几个", "多种", "这种", "那种",
    "这样", "那么", "哪个", "其他", "其余", "另一", "另一个", "所得", "所求", "遇到", "受到", "收到", "达到", "遵循", "服从", "违反", "更换", "重写", "改写", "学习",
    "切换", "合并", "一",
];

/// The longest wall that ends at an offset and is no part of a longer word.
pub(super) fn wall_at(text: &str, at: usize) -> Option<&'static str> {
    let left = text.get(..at)?;
    let ending = CHINESE_WALLS.iter().copied().filter(|wall| left.ends_with(wall));
    ending.filter(|wall| !is_within_word(text, at - wall.len(), at)).max_by_key(|wall| wall.len())
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
    "条目", "张量", "增广", "提取", "一阶", "一维", "一元", "一次", "一致", "一级", "一类", "一侧", "一端", "一步", "一半",
    "一对", "一般", "一个", "一组", "一些", "一种", "一系列", "一批", "一族", "取样", "影响因子", "影响力", "让步", "某些", "来回", "较量", "仅有", "所有", "接收", "至少", "至多", "收集器", "目的", "的士",
];

/// Whether a word of the list holds a part of a text and goes on behind it, or is one that no wall ends.
fn is_within_word(text: &str, from: usize, to: usize) -> bool {
    #[rustfmt::skip]
    const CLOSED: [&str; 23] = [
        "隐含", "内含", "蕴含", "第一", "唯一", "统一", "归一", "单一", "下一", "上一", "前一", "后一", "另一", "同一", "任一", "每一",
        "之一", "机器学习", "深度学习", "强化学习", "监督学习", "表示学习", "可学习",
    ];
    let starts = |word: &str, at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(word));
    let reaches = |word: &&str| {
        let cuts = word.char_indices().map(|(cut, _)| cut).skip(1);
        let mut places = cuts.filter_map(|cut| to.checked_sub(cut)).filter(|at| *at <= from);
        places.any(|at| starts(word, at))
    };
    CHINESE_WORDS.iter().any(reaches)
        || text.get(..to).is_some_and(|left| CLOSED.iter().any(|word| left.ends_with(word)))
}

/// Nouns that are verbs where they stand alone before a formula.
#[rustfmt::skip]
const VERBAL: &[&str] = &[
    "预测", "估计", "查询", "更新", "激活", "表示", "假设", "输出", "输入", "指令", "嵌入", "映射", "变换", "覆盖", "观测",
    "打分", "编码", "解码", "量化", "反量化", "加密", "解密",
];

/// Nouns that are verbs behind a word such as 需 or 能: 只需缓存.
#[rustfmt::skip]
const DEEDS: &[&str] = &["缓存", "约束", "扰动", "奖励", "惩罚", "测量", "记忆", "填充", "划分", "试验", "消费", "投影"];

/// Walls behind which a deed is a verb.
const MODALS: [&str; 12] = ["需", "要", "能", "可", "应", "会", "只", "仅", "需要", "来", "去", "不"];

/// Walls that a doer or a means follows: 经过激活函数激活.
const MEANS: [&str; 9] = ["过", "经", "经过", "被", "由", "用", "通过", "使用", "利用"];

/// Verbs in front of a noun in a clause of time: 扩展节点 $s$ 时.
const CLAUSE_VERBS: [&str; 8] = ["扩展", "展开", "访问", "处理", "移除", "删除", "插入", "移动"];

/// 训练 token 预算: a deed at the head of a phrase that ends in a size or a number belongs to it.
fn with_deed(chunk: &str, from: usize) -> usize {
    const HEADS: [&str; 4] = ["训练", "采样", "生成", "解码"];
    let left = chunk.get(..from).unwrap_or("").trim_end();
    let stem = HEADS.iter().find_map(|deed| left.strip_suffix(deed));
    let heads = stem.filter(|stem| stem.is_empty() || stem.ends_with(['的', '、', '与', '和']));
    heads.map_or(from, str::len)
}

/// The phrase that ends a chunk. `clause` says that the formula behind it ends a clause of time.
pub(super) fn chinese_before(chunk: &str, start: usize, clause: bool) -> Option<Phrase> {
    let read = folded(chunk);
    let (head, row) = noun_at_end(&read)?;
    let mut from = read.len() - head.len();
    let mut wall = None;
    while chunk.len() - from < 42 {
        let left = chunk.get(..from)?;
        let Some(letter) = left.chars().next_back() else { break };
        wall = wall_at(&read, from);
        let takes = is_cjk(letter)
            || letter.is_ascii_alphanumeric()
            || letter == '-'
            || (letter == ' ' && left.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric() || is_cjk(c)));
        if wall.is_some() || !takes {
            break;
        }
        from -= letter.len_utf8();
    }
    if row.rank == Some(0) {
        from = with_deed(chunk, from);
    }
    if clause
        && let Some(verb) =
            CLAUSE_VERBS.iter().find(|verb| read.get(from..).is_some_and(|text| text.starts_with(**verb)))
    {
        from += verb.len();
    }
    let text = read.get(from..)?.trim();
    let single = head.chars().count() == 1;
    let letters = text.chars().filter(|c| is_cjk(*c) || c.is_ascii_alphanumeric()).count();
    let conjunction = ["和", "与", "图", "表", "项", "边", "解", "积", "点", "图像"].contains(&head) && single;
    let lone = ["单层", "多层", "单步", "单头", "单点"].contains(&text);
    if conjunction || lone || is_verb(text, wall) || (single && letters < 2) {
        return None;
    }
    let offset = chunk.len() - chunk.get(from..)?.trim_start().len();
    Some(Phrase {
        text: chunk.get(from..)?.trim().to_owned(),
        start: start + offset,
        end: start + chunk.len(),
        known: true,
        article: false,
        plural: false,
        loose: false,
    })
}

/// Whether a phrase ends in what is done rather than in what is named, given the wall before it.
fn is_verb(text: &str, wall: Option<&str>) -> bool {
    let deed = DEEDS.contains(&text) && wall.is_some_and(|wall| MODALS.contains(&wall));
    let by_means = wall.is_some_and(|wall| MEANS.contains(&wall));
    // 特征上预测: what is done on something.
    let done = |rest: &str| rest.is_empty() || rest.ends_with('上') || by_means && noun_at_end(rest).is_some();
    deed || VERBAL.iter().any(|verb| text.strip_suffix(verb).is_some_and(done))
}

/// The phrase that begins with a chunk.
pub(super) fn chinese_after(phrase: &str, start: usize, end: usize) -> Option<Phrase> {
    const LEADING: [&str; 24] = [
        "一种",
        "一类",
        "一条",
        "一张",
        "一族",
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
    ];
    let mut text = phrase.trim();
    let mut read = folded(text);
    for lead in LEADING {
        // 指数 is no 指 of a 数.
        if noun(&read).is_some() {
            break;
        }
        if read.starts_with(lead) {
            text = text.get(lead.len()..).unwrap_or(text).trim_start();
            read = folded(text);
        }
    }
    // 一非线性函数, not 一阶矩.
    if let Some(rest) =
        text.strip_prefix('一').filter(|rest| !rest.starts_with(['阶', '维', '元', '次', '致', '级', '步', '般']))
    {
        text = rest;
    }
    // Too long with its owners, the noun stands alone.
    if text.contains('$') && text.chars().count() > 24 {
        text = text.rsplit('的').next().unwrap_or(text).trim_start();
    }
    if text.is_empty() || text.chars().count() > 24 || text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let known = noun_at_end(&folded(text)).is_some();
    Some(Phrase {
        text: text.to_owned(),
        start,
        end,
        known,
        article: false,
        plural: text.contains('和') || text.contains('与'),
        loose: text.contains('或'),
    })
}
