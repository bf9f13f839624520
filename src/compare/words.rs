//! The words around a formula, and what they explain.

use super::sighting::Words;
use crate::extract::{Block, BlockKind, Document, Inline};
use crate::prose::{Flow, heading_chain};

/// Words that announce another thing under the same name: nothing is compared.
static OTHER: &[&str] = &[
    "instead",
    "alternativ",
    "another",
    "variant",
    "variation",
    "redefin",
    "re-defin",
    "replac",
    "modif",
    "generali",
    "extend",
    "special case",
    "simplif",
    "in contrast",
    "rather than",
    "different definition",
    "differently",
    "some authors",
    "convention",
    "other textbooks",
    "sometimes",
    "maximi",
    "ascent",
    "wrong",
    "mistake",
    "incorrect",
    "toy",
    "now let",
    "we now",
    "new definition",
    "with respect to the new",
    "improved",
    "original paper",
    "originally",
    "unlike",
    "versus",
    " vs",
    "改为",
    "改成",
    "改写",
    "另一种",
    "变体",
    "重新定义",
    "推广",
    "扩展",
    "特例",
    "简化",
    "替换",
    "改进",
    "相比",
    "区别",
    "对比",
    "不同于",
    "有时",
    "也可",
    "或者",
    "最大化",
    "错误",
    "误区",
    "原论文",
    "约定",
    "修正",
];

/// Words that say how far a value is meant: what differs by them is told, not held against the author.
static EXPLAINED: &[&str] = &[
    "averag",
    "mean over",
    "per token",
    "per example",
    "per sample",
    "per layer",
    "normali",
    "one example",
    "single example",
    "mini-batch",
    "minibatch",
    "up to a constant",
    "constant",
    "drop",
    "omit",
    "ignor",
    "neglect",
    "approximat",
    "roughly",
    "in practice",
    "numerical stability",
    "vary",
    "varies",
    "depend",
    "order of magnitude",
    "unbiased",
    "biased",
    "bessel",
    "bits",
    "nats",
    "base 2",
    "base-2",
    "for convenience",
    "平均",
    "均值",
    "每层",
    "每个样本",
    "单个样本",
    "单样本",
    "常数",
    "省略",
    "忽略",
    "去掉",
    "近似",
    "示意",
    "量级",
    "数值稳定",
    "略变",
    "随设定",
    "无偏",
    "有偏",
    "以2为底",
    "为方便",
    "归一化",
    "粗算",
];

/// Words that say of what a quantity is meant; places that differ in them speak of different quantities.
static QUALIFIERS: &[&[&str]] = &[
    &["forward", "前向"],
    &["backward", "反向"],
    &["training", "训练"],
    &["inference", "推理", "decode", "decoding", "解码"],
    &["prefill", "预填充"],
    &["per layer", "each layer", "every layer", "每层", "单层"],
    &["per head", "each head", "single head", "single-head", "单头"],
    &["multi-head", "multihead", "多头"],
    &["encoder", "编码器"],
    &["decoder", "解码器"],
    &["binary", "二分类"],
    &["multi-class", "multiclass", "多分类"],
    &["weighted", "加权"],
    &["smoothed", "smoothing", "平滑"],
    &["regulari", "正则"],
    &["conditional", "条件"],
    &["discrete", "离散"],
    &["continuous", "连续"],
    &["temperature", "温度"],
    &["clipped", "裁剪"],
    &["negative", "负对数"],
];

/// Words for what is made large; its negative is what is made small.
static SOUGHT: &[&str] = &[
    "likelihood",
    "objective",
    "reward",
    "gain",
    "bound",
    "utility",
    "return",
    "advantage",
    "elbo",
    "似然",
    "目标",
    "奖励",
    "下界",
    "收益",
    "回报",
];

impl Words {
    /// The words around a formula of a document.
    pub fn of(document: &Document, flow: &Flow, formula: usize, sentence: usize) -> Self {
        let block = document.formulas.get(formula).map_or(0, |formula| formula.block);
        let text = |index: usize| flow.sentences.get(index).map_or("", |span| span.of(&flow.folded));
        let own = flow.sentences.get(sentence).copied().unwrap_or_default();
        let mark = flow.marks.iter().find(|mark| mark.formula == formula).map_or(0, |mark| mark.at);
        let before = flow.folded.get(own.start as usize..mark).unwrap_or("");
        let around: Vec<&str> = (sentence.saturating_sub(1)..=sentence + 1).map(text).collect();
        let row = row(document, block);
        let heading = heading_chain(document, block).next().map_or(String::new(), |(words, _)| words.to_lowercase());
        Self { before: format!("{before} {row}"), around: format!("{} {row}", around.join(" ")), heading }
    }

    /// Whether the words announce something else under the name.
    pub fn announce_another(&self) -> bool {
        OTHER.iter().any(|word| self.around.contains(word) || self.heading.contains(word))
    }

    /// Whether the words speak of something to be made large, so that its sign is a matter of taste.
    pub fn seek(&self) -> bool {
        SOUGHT.iter().any(|word| self.around.contains(word) || self.heading.contains(word))
    }

    /// Which of the qualifying words stand before the formula or in its heading.
    pub fn qualifiers(&self) -> Vec<usize> {
        let holds = |word: &str| self.before.contains(word) || self.heading.contains(word);
        (0..).zip(QUALIFIERS).filter(|(_, words)| words.iter().any(|word| holds(word))).map(|(at, _)| at).collect()
    }

    /// Whether the words say how far a value is meant.
    pub fn explain(&self) -> bool {
        EXPLAINED.iter().any(|word| self.around.contains(word))
    }
}

/// The words of a cell's row, and those of the head of its column.
fn row(document: &Document, block: usize) -> String {
    let place = |block: &Block| match block.kind {
        BlockKind::TableCell { table, row, column } => Some((table, row, column)),
        _ => None,
    };
    let Some((table, row, column)) = document.blocks.get(block).and_then(place) else { return String::new() };
    let near = block.saturating_sub(400)..document.blocks.len().min(block + 60);
    let cells = document.blocks.get(near).unwrap_or_default().iter();
    let own =
        cells.filter(|other| place(other).is_some_and(|(t, r, c)| t == table && (r == row || r == 0 && c == column)));
    own.map(|cell| text(&cell.inlines)).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn text(inlines: &[Inline]) -> String {
    let parts = inlines.iter().filter_map(|inline| match inline {
        Inline::Text { text, .. } | Inline::Code { text, .. } => Some(text.as_str()),
        _ => None,
    });
    parts.collect()
}

/// Whether two nouns of the author name one kind of thing: the same last word, or the same end of two characters that
/// are no letters of the alphabet.
pub fn same_noun(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim().to_lowercase(), other.trim().to_lowercase());
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other {
        return true;
    }
    let common = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a);
    let common: Vec<char> = common.collect();
    let wide = common.iter().filter(|letter| !letter.is_ascii()).count();
    let last =
        |text: &str| text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").trim_end_matches('s').to_owned();
    let words = one.is_ascii() && other.is_ascii();
    if words {
        last(&one).len() >= 4 && last(&one) == last(&other)
    } else {
        wide >= 2 || wide >= 1 && common.len() >= 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_by_their_last_word() {
        for (one, other) in [
            ("最优 token 数", "训练 token 数"),
            ("参数量", "非 embedding 参数量"),
            ("model parameters", "number of parameters"),
        ] {
            assert!(same_noun(one, other), "{one}, {other}");
        }
        for (one, other) in [("层数", "token 数"), ("序列长度", "层数"), ("number of layers", "number of heads")]
        {
            assert!(!same_noun(one, other), "{one}, {other}");
        }
    }
}
