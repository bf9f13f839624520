//! What the words before a display call its left side: "the loss is", 损失为：, 激活显存粗估：.
//!
//! Takes the text before a display; gives the noun phrase that is the whole clause, without what announces the
//! formula. A clause that says more than a name of the thing gives nothing.

use super::characters::folded;
use super::flow::{BREAK, Mark};
use super::phrase::{self, Phrase};
use super::reader::Page;

/// What announces a formula behind the noun, the longest first among those that end alike.
#[rustfmt::skip]
const ANNOUNCING: &[&str] = &[
    " is given by", " are given by", " is defined as", " are defined as", " is defined by", " is defined to be",
    " is computed as", " are computed as", " is calculated as", " are calculated as", " is computed by",
    " is calculated by", " can be written as", " may be written as", " is written as", " can be expressed as",
    " is expressed as", " can be computed as", " can be calculated as", " can be defined as", " is as follows",
    " are as follows", " as follows", " is then", " is thus", " is therefore", " is simply", " is just", " is", " are",
    " reads", " becomes", " takes the form", " has the form", " equals", " is equal to", " is denoted by",
    " is obtained as", " is then given by", " is thus given by", " is formally defined as", " is defined",
    "由下式给出", "的计算公式如下", "计算公式如下", "计算公式为", "的计算公式", "计算公式", "的表达式如下", "的表达式为",
    "的表达式", "表达式为", "的公式为", "的公式", "公式如下", "公式为", "公式", "的定义如下", "的定义为", "的定义是",
    "的定义", "定义如下", "定义为", "定义是", "可以表示为", "可表示为", "表示为", "可以写成", "可以写为", "可写成", "可写为",
    "写成", "写为", "写作", "计算如下", "计算为", "计算方式为", "的计算", "如下所示", "如下式", "如下", "的形式为", "形式为",
    "的形式", "满足幂律", "服从幂律", "满足", "服从", "近似为", "约为", "粗估", "估算", "一般为", "通常为", "常为", "则为", "即为",
    "分别为", "等于", "变为", "越高", "越大", "越小", "越低", "为", "是", "即",
];

/// Words that may open the clause before its noun.
#[rustfmt::skip]
const OPENING: &[&str] = &[
    "where", "then", "thus", "hence", "so", "and", "here", "now", "therefore", "in this case", "that", "finally", "first",
    "i.e", "namely", "next", "again", "formally", "consequently", "accordingly", "with",
    "假设", "设", "设有", "给定", "令", "记", "定义", "得到", "引入", "构造", "则", "因此", "所以", "故", "其", "该", "此时", "那么", "于是", "从而", "其中", "而", "且", "即", "最终", "最后", "这里",
    "对应的", "相应的", "这样", "由此", "可得", "得到", "我们的", "新的",
];

/// The noun phrase that names the left side of a display.
pub(super) fn captioned(page: &Page, mark: &Mark) -> Option<String> {
    page.document.formulas.get(mark.formula).filter(|formula| formula.display)?;
    let sentence = page.flow.sentences.get(page.flow.sentence_at(mark.at))?;
    let start = sentence.start as usize;
    let before = page.flow.folded.get(start..mark.at)?;
    let bare = without_bracket(before.trim_end().trim_end_matches([':', '：']).trim_end());
    let colon = bare.len() < before.trim_end().len();
    let announced = without_bracket(strip(bare));
    if announced.len() == bare.len() && !colon {
        return None;
    }
    let clause = start + clause_start(announced);
    let end = head_end(page.flow.folded.get(clause..start + announced.len())?)
        .map_or(start + announced.len(), |at| clause + at);
    let found = phrase::before(&page.flow.text, end)?;
    let lead = page.flow.folded.get(clause..found.start)?;
    let defines = ["定义", "得到", "引入", "构造", "可得", "重写", "改写", "写出", "求出"]
        .iter()
        .any(|verb| lead.ends_with(verb));
    let whole = opens(lead) || defines || announced.len() < bare.len() && lead.ends_with('的');
    (found.known && whole && is_name(&found)).then_some(found.text)
}

/// Where the noun of an English clause ends that says more of it: "the payoff at maturity".
fn head_end(clause: &str) -> Option<usize> {
    const SAYING_MORE: [&str; 9] =
        [" at ", " in ", " for ", " on ", " between ", " with ", " under ", " per ", " over "];
    let article = ["the ", "a ", "an "].iter().any(|article| clause.trim_start().starts_with(article));
    SAYING_MORE.iter().filter_map(|word| clause.find(word)).min().filter(|_| article)
}

/// The text without a bracket at its end: 损失（逐 token）.
pub(super) fn without_bracket(text: &str) -> &str {
    let Some(inner) = text.strip_suffix([')', '）']) else { return text };
    inner.rfind(['(', '（']).and_then(|open| inner.get(..open)).map_or(text, str::trim_end)
}

/// The text without the words that announce a formula.
fn strip(text: &str) -> &str {
    let mut text = text;
    for _ in 0..3 {
        let longest = ANNOUNCING.iter().filter(|words| text.ends_with(**words)).max_by_key(|words| words.len());
        let Some(words) = longest else { break };
        let left = text.get(..text.len() - words.len()).unwrap_or("").trim_end().trim_end_matches([',', '，']);
        // 行为, 即为: a cue that is only the end of a word.
        if left.is_empty() || words.chars().count() == 1 && WORDS.iter().any(|word| text.ends_with(word)) {
            break;
        }
        text = left;
    }
    text
}

/// Words that end like a cue.
const WORDS: [&str; 6] = ["行为", "认为", "作为", "成为", "但是", "于是"];

/// Where the last clause of a text begins.
fn clause_start(text: &str) -> usize {
    let end = |at: usize| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    text.rfind([',', '，', ';', '；', ':', '：', '。', BREAK]).map_or(0, end)
}

/// Whether nothing but opening words and articles stands there.
fn opens(lead: &str) -> bool {
    let mut lead = lead.trim_matches([' ', '\n', '*', BREAK, '-', '>']);
    for article in ["the", "a", "an", "its", "our", "their", "this"] {
        let rest = lead.strip_suffix(article).filter(|rest| rest.is_empty() || rest.ends_with([' ', '\n']));
        lead = rest.unwrap_or(lead).trim_end();
    }
    lead.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '）' | ' ')).is_empty()
        || OPENING.contains(&lead)
}

/// What a formula is about rather than its left side.
#[rustfmt::skip]
const OBJECTS: [&str; 44] = [
    "model", "models", "network", "system", "process", "data", "example", "examples", "problem", "relation", "samples",
    "constraint", "constraints", "solution", "solutions", "condition", "input", "inputs", "outputs", "parameters",
    "components", "variables", "样本", "示例", "样例", "关系", "数据", "排列", "文本", "模型", "结果", "问题", "方法", "method",
    "系统", "约束", "网络", "变换", "条件", "过程", "参数", "变量", "对象", "输入",
];

/// Whether a phrase is for what a formula is about rather than for its left side.
pub(super) fn is_object(text: &str) -> bool {
    let folded = folded(text);
    OBJECTS.iter().any(|object| folded.ends_with(object))
}

/// Whether a phrase only names: no verb begins it, and no clause stands in it.
fn is_name(found: &Phrase) -> bool {
    const VERBS: [&str; 26] = [
        "代入",
        "带入",
        "求",
        "计算",
        "更新",
        "得",
        "使用",
        "利用",
        "考虑",
        "定义",
        "引入",
        "展开",
        "化简",
        "整理",
        "最小化",
        "最大化",
        "最优化",
        "推导",
        "优化",
        "给定",
        "对",
        "由",
        "将",
        "令",
        "设",
        "用",
    ];
    if is_object(&found.text) {
        return false;
    }
    let short = found.text.chars().count() <= if found.text.is_ascii() { 60 } else { 16 };
    short && !VERBS.iter().any(|verb| found.text.starts_with(verb))
}
