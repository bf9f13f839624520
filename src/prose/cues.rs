//! The words from which the stance of a formula is told, Chinese and English: one row each.
//!
//! A row that is part of a longer row at the same place gives way to the longer one: "let us" assumes nothing.
//! Figures for the kinds of cues (how often a relation after them is a claim): "follows, hence, 因此, 可得" 35 of 41,
//! "because" 5 of 5, a named law 13 of 15, the announcement of a fact 12 of 15, a rewriting phrase 8 of 15,
//! "given by, defined as, 为" 3 of 51, a where-clause 1 of 15, "if, when" 3 of 17, the wording of an update 0 of 10,
//! "suppose" 0 of 8.

use super::Stance;

/// A row of the cue table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Lower case; one blank between words.
    pub words: &'static str,
    pub effect: Effect,
    pub reach: Reach,
    pub place: Place,
    /// Whether the words announce a step that follows from what stands before.
    pub derivation: bool,
}

/// What a cue does to the formulas that it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Gives them a stance.
    Stance(Stance),
    /// Ends an assumption of the same sentence and begins what follows from it: "then", 则.
    Then,
    /// Takes back what an earlier cue said: "let us", "so far".
    Nothing,
}

/// How far a cue reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The formula right behind it: only blanks, a colon or a quotation mark between.
    Direct,
    /// The next formula, a few words away at most.
    Near,
    /// To the end of the clause: a comma, "then", 则.
    Clause,
    /// To the end of the sentence.
    Sentence,
}

/// Where a cue has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    /// At the start of a sentence, after numbering and bullets.
    Start,
    /// Right behind the formula that it speaks of.
    Behind,
}

const fn cue(words: &'static str, effect: Effect, reach: Reach) -> Cue {
    Cue { words, effect, reach, place: Place::Anywhere, derivation: false }
}
const fn step(words: &'static str, reach: Reach) -> Cue {
    Cue { words, effect: HOLDS, reach, place: Place::Anywhere, derivation: true }
}
const fn start(words: &'static str, effect: Effect, reach: Reach) -> Cue {
    Cue { words, effect, reach, place: Place::Start, derivation: false }
}
const fn behind(words: &'static str, effect: Effect) -> Cue {
    Cue { words, effect, reach: Reach::Direct, place: Place::Behind, derivation: false }
}

const HOLDS: Effect = Effect::Stance(Stance::Asserted);
const IF: Effect = Effect::Stance(Stance::Assumed);
const ASK: Effect = Effect::Stance(Stance::Asked);
const NOT: Effect = Effect::Stance(Stance::Denied);
const EXAMPLE: Effect = Effect::Stance(Stance::Example);
const DEFINES: Effect = Effect::Stance(Stance::Defining);
const NOTHING: Effect = Effect::Nothing;

use Reach::{Clause, Direct, Near, Sentence};

/// The rows, by effect.
#[rustfmt::skip]
pub(super) static CUES: &[Cue] = &[
    // What follows from what stands before.
    step("hence", Sentence), step("therefore", Sentence), step("thus", Sentence), step("thereby", Clause),
    step("consequently", Sentence), step("accordingly", Clause), step("so", Clause), step("so that", Clause),
    step("it follows that", Sentence), step("it follows from", Sentence), step("follows from", Sentence),
    step("it then follows", Sentence), step("which follows", Clause), step("as a result", Clause),
    step("as a consequence", Clause), step("we get", Near), step("we obtain", Near), step("we have", Near),
    step("we arrive at", Near), step("we find", Near), step("we find that", Near), step("we see that", Near),
    step("we conclude that", Near), step("we deduce", Near), step("we derive", Near), step("one obtains", Near),
    step("we then have", Near), step("we thus have", Near), step("we then get", Near), step("we now have", Near),
    step("we also have", Near), step("we can get", Near), step("we can obtain", Near), step("we can derive", Near),
    step("one gets", Near), step("one has", Near), step("yields", Near), step("yield", Near), step("implies", Near),
    step("imply", Near), step("implying", Near), step("yielding", Near), step("gives", Near), step("giving", Near),
    step("gives us", Near), step("leads to", Near), step("leading to", Near), step("results in", Near),
    step("this means that", Near), step("which means that", Near), step("which means", Near), step("that is", Near),
    step("that is to say", Near), step("in other words", Clause), step("it turns out that", Clause),
    step("reduces to", Near), step("simplifies to", Near), step("simplified to", Near), step("simplify to", Near),
    step("amounts to", Near), step("boils down to", Near), step("evaluates to", Direct), step("becomes", Direct),
    step("substituting", Sentence), step("plugging", Sentence), step("inserting", Clause), step("expanding", Sentence),
    step("rearranging", Sentence), step("simplifying", Sentence), step("differentiating", Sentence),
    step("integrating", Clause), step("solving", Clause), step("taking the derivative", Sentence),
    step("taking derivatives", Sentence), step("taking the gradient", Sentence), step("taking the logarithm", Clause),
    step("taking logarithms", Clause), step("taking expectations", Clause), step("combining", Clause),
    step("using the chain rule", Sentence), step("by the chain rule", Sentence), step("applying", Clause),
    step("by linearity", Sentence), step("by symmetry", Sentence), step("by induction", Sentence),
    step("by definition", Clause), step("from the definition", Clause), step("by substituting", Sentence),
    step("because", Clause), step("since", Clause), step("due to", Near), step("due to the fact that", Clause),
    step("owing to", Near), step("as desired", Clause), step("q.e.d", Clause),
    cue("according to", HOLDS, Clause), cue("thanks to", HOLDS, Clause), cue("by virtue of", HOLDS, Clause),
    cue("bayes' theorem", HOLDS, Near), cue("bayes' rule", HOLDS, Near), cue("bayes theorem", HOLDS, Near),
    cue("jensen's inequality", HOLDS, Near), cue("the chain rule", HOLDS, Near), cue("the product rule", HOLDS, Near),
    cue("the identity", HOLDS, Direct), cue("the inequality", HOLDS, Direct), cue("inequality", HOLDS, Direct),
    cue("the equality", HOLDS, Direct), cue("identity", HOLDS, Direct),
    cue("note that", HOLDS, Clause), cue("notice that", HOLDS, Clause), cue("observe that", HOLDS, Clause),
    cue("recall that", HOLDS, Clause), cue("remember that", HOLDS, Clause), cue("we know that", HOLDS, Clause),
    cue("it is easy to show", HOLDS, Sentence), cue("it is easy to see", HOLDS, Sentence),
    cue("it is easy to verify", HOLDS, Sentence), cue("one can show", HOLDS, Sentence),
    cue("it can be shown", HOLDS, Sentence), cue("we can show", HOLDS, Sentence), cue("one can verify", HOLDS, Sentence),
    cue("we can verify", HOLDS, Sentence), cue("it is clear that", HOLDS, Clause), cue("clearly", HOLDS, Clause),
    cue("obviously", HOLDS, Clause), cue("of course", HOLDS, Clause), cue("indeed", HOLDS, Clause),
    cue("in fact", HOLDS, Clause), cue("we show that", HOLDS, Sentence), cue("we prove that", HOLDS, Sentence),
    cue("proves that", HOLDS, Clause), cue("shows that", HOLDS, Clause), cue("it holds that", HOLDS, Near),
    cue("always satisfies", HOLDS, Direct), cue("satisfies the identity", HOLDS, Direct),
    cue("equals", HOLDS, Direct), cue("is equal to", HOLDS, Direct), cue("is equivalent to", HOLDS, Direct),
    cue("are equivalent to", HOLDS, Direct), cue("is the same as", HOLDS, Direct), cue("coincides with", HOLDS, Direct),
    cue("is identical to", HOLDS, Direct), cue("equal to", HOLDS, Direct), cue("sums to", HOLDS, Direct),
    behind("always holds", HOLDS), behind("holds for all", HOLDS), behind("is always true", HOLDS),
    step("因此", Sentence), step("所以", Sentence), step("因而", Sentence), step("从而", Sentence), step("故", Direct),
    step("故有", Near), step("故而", Sentence), step("于是", Sentence), step("于是有", Sentence), step("由此", Sentence),
    step("由此可得", Sentence), step("由此得", Sentence), step("可得", Near), step("可得到", Near), step("得到", Near),
    step("得", Direct), step("得出", Near), step("可知", Clause), step("可推出", Near), step("推出", Near),
    step("推得", Near), step("推导出", Near), step("可推得", Near), step("可以得到", Near), step("可以得出", Near),
    step("即", Direct), step("也即", Direct), step("亦即", Direct), step("也就是", Direct), step("也就是说", Clause),
    step("即得", Direct), step("便得", Near), step("则有", Near), step("就有", Near), step("那么有", Near),
    step("有", Direct), step("我们有", Near), step("意味着", Near), step("等价于", Direct), step("等于", Direct),
    step("恒等于", Direct), step("相当于", Direct), step("化简为", Near), step("化简得", Near), step("简化为", Near),
    step("化为", Direct), step("变为", Direct), step("变成", Direct), step("退化为", Near), step("代入", Sentence),
    step("带入", Sentence), step("展开", Clause), step("展开得", Near), step("整理得", Near), step("整理后", Clause),
    step("化简", Clause), step("求导得", Near), step("求导可得", Near), step("求导", Clause), step("两边取对数", Clause),
    step("两边同时", Clause), step("移项", Clause), step("联立", Clause), step("结合", Clause), step("解得", Near),
    step("因为", Clause), step("由于", Clause), step("既然", Clause), step("根据链式法则", Sentence),
    step("由链式法则", Sentence), step("利用链式法则", Sentence), step("由归纳", Sentence), step("综上", Sentence),
    step("由定义", Clause), step("换言之", Clause), step("换句话说", Clause), step("证毕", Clause),
    cue("根据", HOLDS, Clause), cue("贝叶斯公式", HOLDS, Near), cue("贝叶斯定理", HOLDS, Near),
    cue("恒等式", HOLDS, Direct), cue("不等式", HOLDS, Direct), cue("满足恒等式", HOLDS, Direct),
    cue("注意到", HOLDS, Clause), cue("注意", HOLDS, Direct), cue("易知", HOLDS, Clause), cue("显然", HOLDS, Clause),
    cue("易证", HOLDS, Clause), cue("容易证明", HOLDS, Clause), cue("可以证明", HOLDS, Sentence),
    cue("可证", HOLDS, Clause), cue("容易验证", HOLDS, Clause), cue("我们知道", HOLDS, Clause), cue("事实上", HOLDS, Clause),
    cue("实际上", HOLDS, Clause), cue("恒有", HOLDS, Near), cue("必有", HOLDS, Near), cue("总有", HOLDS, Near),
    cue("均有", HOLDS, Near), cue("都有", HOLDS, Near), cue("成立如下", HOLDS, Near),
    behind("恒成立", HOLDS), behind("总成立", HOLDS), behind("始终成立", HOLDS), behind("总是成立", HOLDS),

    // What is assumed, chosen, required.
    cue("if", IF, Clause), cue("if and only if", IF, Clause), cue("iff", IF, Clause), cue("even if", IF, Clause),
    cue("only if", IF, Clause), cue("suppose", IF, Sentence), cue("supposing", IF, Clause), cue("assume", IF, Sentence),
    cue("assumes", IF, Clause), cue("assumed", IF, Clause), cue("assuming", IF, Clause), cue("we assume", IF, Sentence),
    cue("under the assumption", IF, Clause), cue("assumption that", IF, Clause), cue("let", IF, Sentence),
    cue("letting", IF, Clause), cue("when", IF, Clause), cue("whenever", IF, Clause), cue("given", IF, Clause),
    cue("given that", IF, Clause), cue("for", IF, Near), cue("for all", IF, Near), cue("for any", IF, Near),
    cue("for every", IF, Near), cue("for each", IF, Near), cue("for a", NOTHING, Near), cue("for the", NOTHING, Near), cue("for some", IF, Near), cue("provided", IF, Clause),
    cue("provided that", IF, Clause), cue("unless", IF, Clause), cue("until", IF, Clause), cue("as long as", IF, Clause),
    cue("in case", IF, Clause), cue("in the case", IF, Clause), cue("in the case of", IF, Clause),
    cue("in the event that", IF, Clause), cue("once", IF, Clause), cue("while", IF, Direct), cue("where", DEFINES, Clause),
    cue("such that", IF, Clause), cue("subject to", IF, Near), cue("s.t", IF, Near), cue("satisfying", IF, Near),
    cue("satisfies", IF, Near), cue("satisfy", IF, Near), cue("with", IF, Direct), cue("at", IF, Direct),
    cue("setting", IF, Clause), cue("set", IF, Direct), cue("we set", IF, Near), cue("by setting", IF, Clause),
    cue("choose", IF, Near), cue("choosing", IF, Near), cue("we choose", IF, Near), cue("we pick", IF, Near),
    cue("pick", IF, Near), cue("we take", IF, Near), cue("taking", IF, Direct), cue("fix", IF, Near),
    cue("fixing", IF, Near), cue("up to", IF, Near), cue("constraint", IF, Near), cue("constraints", IF, Near),
    cue("condition", IF, Near), cue("the condition that", IF, Clause), cue("under the constraint", IF, Clause),
    cue("require that", IF, Clause), cue("requires", IF, Near), cue("requiring", IF, Near), cue("we need", IF, Near),
    cue("we need to", NOTHING, Near), cue("we need to have", IF, Near), cue("we need to ensure", IF, Near),
    cue("must be", IF, Direct), cue("should be", IF, Direct), cue("should satisfy", IF, Near), cue("must satisfy", IF, Near),
    cue("ensure that", IF, Near), cue("so as to", IF, Clause), cue("in order to", IF, Clause), cue("default", IF, Near),
    cue("defaults to", IF, Near), cue("by default", IF, Near), cue("typically", IF, Near), cue("usually", IF, Near),
    cue("commonly", IF, Near), cue("we use", IF, Near), cue("there exists", IF, Clause), cue("there exist", IF, Clause),
    cue("there is", IF, Near), cue("there are", IF, Near), cue("lets", NOTHING, Clause), cue("hypothesis", IF, Near),
    behind("is set to", IF), behind("for simplicity", IF),
    cue("若", IF, Clause), cue("如果", IF, Clause), cue("假如", IF, Clause), cue("倘若", IF, Clause), cue("假设", IF, Clause),
    cue("假定", IF, Clause), cue("设", IF, Sentence), cue("设有", IF, Sentence), cue("令", IF, Clause), cue("当", IF, Clause),
    cue("当且仅当", IF, Clause), cue("给定", IF, Clause), cue("已知", IF, Clause), cue("只要", IF, Clause),
    cue("只有", IF, Clause), cue("除非", IF, Clause), cue("一旦", IF, Clause), cue("对于", IF, Clause),
    cue("对任意", IF, Near), cue("对所有", IF, Near), cue("对每个", IF, Near), cue("任取", IF, Near), cue("对", IF, Direct),
    cue("使得", IF, Near), cue("使", IF, Direct), cue("满足", IF, Near), cue("约束", IF, Near), cue("条件", IF, Direct),
    cue("受限于", IF, Near), cue("取", IF, Direct), cue("选取", IF, Near), cue("选择", IF, Near), cue("固定", IF, Near),
    cue("要求", IF, Near), cue("需要满足", IF, Near), cue("需满足", IF, Near), cue("应满足", IF, Near), cue("须", IF, Direct),
    cue("通常", IF, Near), cue("一般", IF, Near), cue("默认", IF, Near), cue("常取", IF, Near), cue("常用", IF, Near),
    cue("设置", IF, Near), cue("设为", IF, Direct), cue("存在", IF, Near), cue("在", IF, Direct), cue("即使", IF, Clause),
    behind("时", IF), behind("的时候", IF), behind("的情况", IF), behind("的情形", IF), behind("的条件", IF),
    behind("的前提", IF), behind("的约束", IF),

    start("case", IF, Sentence), start("情况", IF, Sentence), start("情形", IF, Sentence),

    // Where an inequality is an equation: no fact of the page.
    cue("equality holds if", NOT, Sentence), cue("equality holds iff", NOT, Sentence),
    cue("equality holds only", NOT, Sentence), cue("equality holds when", NOT, Sentence),
    cue("with equality if", NOT, Clause), cue("with equality iff", NOT, Clause), cue("with equality when", NOT, Clause),
    cue("with equality only", NOT, Clause), cue("equality is attained", NOT, Sentence),
    cue("等号成立当且仅当", NOT, Sentence), cue("等号当且仅当", NOT, Sentence), cue("当且仅当等号", NOT, Sentence),
    cue("取等号当且仅当", NOT, Sentence), cue("等号成立的条件", NOT, Sentence), cue("等号成立的充要条件", NOT, Sentence),
    cue("等号在", NOT, Sentence), cue("取等条件", NOT, Sentence), behind("时等号成立", NOT), behind("时取等号", NOT), behind("时取等", NOT),

    cue("then", Effect::Then, Clause), cue("则", Effect::Then, Clause), cue("那么", Effect::Then, Clause),
    cue("就", Effect::Then, Clause), cue("便", Effect::Then, Clause),

    // What is asked for.
    cue("show that", HOLDS, Sentence), cue("prove that", HOLDS, Sentence), cue("verify that", HOLDS, Sentence), start("show that", HOLDS, Sentence), start("show", ASK, Sentence),
    start("prove that", HOLDS, Sentence), start("prove", ASK, Sentence), start("verify that", HOLDS, Sentence),
    start("prove or disprove", ASK, Sentence), start("check that", HOLDS, Sentence), start("verify", ASK, Sentence), start("compute", ASK, Sentence), start("calculate", ASK, Sentence),
    start("find", ASK, Sentence), start("determine", ASK, Sentence), start("solve", ASK, Sentence),
    start("derive", ASK, Sentence), start("evaluate", ASK, Sentence), start("exercise", ASK, Sentence),
    start("what", ASK, Sentence), start("why", ASK, Sentence), start("how", ASK, Sentence), start("is", ASK, Sentence),
    start("does", ASK, Sentence), start("can", ASK, Sentence), start("explain", ASK, Sentence),
    cue("we want to find", ASK, Sentence), cue("we wish to", ASK, Near), cue("our goal is", ASK, Near),
    cue("we want to solve", ASK, Sentence), cue("to solve", ASK, Near), cue("solve for", ASK, Near),
    cue("the equation", ASK, Direct), cue("whether", ASK, Clause), cue("to check", ASK, Near),
    start("求证", HOLDS, Sentence), start("求", ASK, Sentence), start("试求", ASK, Sentence), start("试证", HOLDS, Sentence), start("试证明", HOLDS, Sentence), start("请证明", HOLDS, Sentence),
    start("请", ASK, Sentence), start("计算", ASK, Sentence), start("解方程", ASK, Sentence), start("证明", HOLDS, Clause),
    start("练习", ASK, Sentence), start("习题", ASK, Sentence), start("为什么", ASK, Sentence), cue("求解", ASK, Near),
    cue("是否", ASK, Clause), cue("方程", ASK, Direct), cue("希望", ASK, Near), cue("目标是", ASK, Near), cue("想要", ASK, Near),

    // What is quoted as a mistake.
    cue("common mistake", NOT, Sentence), cue("common mistakes", NOT, Sentence), cue("common error", NOT, Sentence),
    cue("mistakenly", NOT, Clause), cue("one might think", NOT, Sentence), cue("might be tempted", NOT, Sentence),
    cue("wrongly", NOT, Clause), cue("incorrectly", NOT, Clause), cue("misconception", NOT, Sentence),
    cue("it is not true that", NOT, Clause), cue("it is wrong to", NOT, Sentence), cue("not equal to", NOT, Direct),
    cue("does not equal", NOT, Direct), cue("is not equal to", NOT, Direct), cue("is not", NOT, Direct),
    cue("rather than", NOT, Near), cue("instead of", NOT, Near), cue("cannot be", NOT, Direct), cue("not", NOT, Direct),
    cue("in general not", NOT, Near), cue("don't write", NOT, Near), cue("do not write", NOT, Near),
    cue("error is to", NOT, Clause), cue("mistake is to", NOT, Clause), cue("confuse", NOT, Clause),
    cue("would be wrong", NOT, Clause), cue("erroneous", NOT, Near),
    behind("is wrong", NOT), behind("is incorrect", NOT), behind("is false", NOT), behind("does not hold", NOT),
    behind("would be wrong", NOT), behind("is a mistake", NOT), behind("is not true", NOT), behind("fails", NOT),
    behind("no longer holds", NOT), behind("cannot hold", NOT),
    cue("常见错误", NOT, Sentence), cue("误区", NOT, Sentence), cue("误以为", NOT, Clause), cue("误认为", NOT, Clause),
    cue("错误地", NOT, Clause), cue("错误写法", NOT, Sentence), cue("误写", NOT, Clause), cue("错写", NOT, Clause),
    cue("错误做法", NOT, Sentence), cue("不等于", NOT, Direct), cue("并非", NOT, Direct), cue("不是", NOT, Direct),
    cue("而不是", NOT, Near), cue("而非", NOT, Near), cue("非", NOT, Direct), cue("不要写成", NOT, Near),
    cue("以为", NOT, Clause), cue("混淆", NOT, Clause), cue("错把", NOT, Clause),
    behind("是错误的", NOT), behind("是错的", NOT), behind("不成立", NOT), behind("并不成立", NOT), behind("有误", NOT),
    behind("不正确", NOT),

    // Examples.
    cue("for example", EXAMPLE, Clause), cue("for instance", EXAMPLE, Clause), cue("e.g", EXAMPLE, Near),
    cue("such as", EXAMPLE, Near), cue("as an example", EXAMPLE, Clause), cue("say", EXAMPLE, Direct),
    cue("consider", EXAMPLE, Clause), cue("imagine", EXAMPLE, Sentence),
    cue("例如", EXAMPLE, Clause), cue("比如", EXAMPLE, Clause), cue("譬如", EXAMPLE, Clause), cue("举例", EXAMPLE, Clause),
    cue("如", EXAMPLE, Direct), cue("考虑", EXAMPLE, Clause), cue("举个例子", EXAMPLE, Clause),

    // What gives names and models.
    cue("is given by", DEFINES, Near), cue("are given by", DEFINES, Near), cue("given by", DEFINES, Near),
    cue("given as", DEFINES, Near), cue("is defined as", DEFINES, Near), cue("are defined as", DEFINES, Near),
    cue("defined as", DEFINES, Near), cue("defined by", DEFINES, Near), cue("is defined by", DEFINES, Near),
    cue("we define", DEFINES, Clause), cue("define", DEFINES, Clause), cue("defining", DEFINES, Near),
    cue("defines", DEFINES, Near), cue("definition", DEFINES, Near), cue("is called", DEFINES, Near),
    cue("called", DEFINES, Near), cue("denote", DEFINES, Clause), cue("denotes", DEFINES, Clause),
    cue("denoted", DEFINES, Near), cue("denoted by", DEFINES, Near), cue("denoted as", DEFINES, Near),
    cue("denoting", DEFINES, Near), cue("write", DEFINES, Near), cue("we write", DEFINES, Near),
    cue("let us define", DEFINES, Clause), cue("let us denote", DEFINES, Clause), cue("we denote", DEFINES, Clause),
    cue("we introduce", DEFINES, Clause), cue("introduce", DEFINES, Near), cue("introducing", DEFINES, Near),
    cue("stands for", DEFINES, Near), cue("is modeled as", DEFINES, Near), cue("is modelled as", DEFINES, Near),
    cue("model", DEFINES, Direct), cue("is computed as", DEFINES, Near), cue("is computed by", DEFINES, Near),
    cue("are computed as", DEFINES, Near), cue("computed as", DEFINES, Near), cue("calculated as", DEFINES, Near),
    cue("we compute", DEFINES, Near), cue("we calculate", DEFINES, Near), cue("calculates", DEFINES, Near),
    cue("computes", DEFINES, Near), cue("is calculated as", DEFINES, Near), cue("represented as", DEFINES, Near),
    cue("represented by", DEFINES, Near), cue("formulated as", DEFINES, Near), cue("parametrized as", DEFINES, Near),
    cue("parameterized as", DEFINES, Near), cue("takes the form", DEFINES, Near), cue("of the form", DEFINES, Near),
    cue("has the form", DEFINES, Near), cue("is", DEFINES, Direct), cue("are", DEFINES, Direct), cue("as", DEFINES, Direct),
    cue("by", DEFINES, Direct), cue("namely", DEFINES, Direct), cue("i.e", DEFINES, Direct), cue("viz", DEFINES, Direct),
    cue("minimize", DEFINES, Near), cue("maximize", DEFINES, Near), cue("objective", DEFINES, Near),
    cue("objective function", DEFINES, Near), cue("loss function", DEFINES, Near), cue("here", DEFINES, Near),
    cue("function", DEFINES, Direct), cue("expressed as", NOTHING, Near), cue("rewritten as", NOTHING, Near),
    cue("rewrite", NOTHING, Near), cue("written as", NOTHING, Near), cue("can be written as", NOTHING, Near),
    cue("定义为", DEFINES, Near), cue("定义", DEFINES, Clause), cue("定义如下", DEFINES, Near), cue("由下式给出", DEFINES, Near),
    cue("给出", DEFINES, Near), cue("记为", DEFINES, Near), cue("记作", DEFINES, Near), cue("记", DEFINES, Near),
    cue("称为", DEFINES, Near), cue("称", DEFINES, Direct), cue("表示为", DEFINES, Near), cue("表示", DEFINES, Near),
    cue("写作", DEFINES, Near), cue("写成", DEFINES, Near), cue("写为", DEFINES, Near), cue("为", DEFINES, Direct),
    cue("是", DEFINES, Direct), cue("建模为", DEFINES, Near), cue("计算为", DEFINES, Near), cue("计算公式", DEFINES, Near),
    cue("公式为", DEFINES, Near), cue("公式", DEFINES, Near), cue("形式为", DEFINES, Near), cue("形如", DEFINES, Near),
    cue("目标函数", DEFINES, Near), cue("损失函数", DEFINES, Near), cue("其中", DEFINES, Sentence), cue("这里", DEFINES, Clause),
    cue("此处", DEFINES, Clause), cue("式中", DEFINES, Sentence), cue("最小化", DEFINES, Near), cue("最大化", DEFINES, Near),
    cue("可写为", NOTHING, Near), cue("可以写成", NOTHING, Near), cue("可写成", NOTHING, Near), cue("改写为", NOTHING, Near),
    cue("重写为", NOTHING, Near),

    // What updates, approximates, or only sounds like a cue.
    cue("update", NOTHING, Clause), cue("updates", NOTHING, Clause), cue("updated", NOTHING, Clause),
    cue("update rule", NOTHING, Clause), cue("approximated by", NOTHING, Near), cue("approximately", NOTHING, Near),
    cue("更新", NOTHING, Clause), cue("近似", NOTHING, Near), cue("近似为", NOTHING, Near), cue("约为", NOTHING, Near),
    cue("let us", NOTHING, Clause), cue("let's", NOTHING, Clause), cue("so far", NOTHING, Clause),
    cue("so-called", NOTHING, Clause), cue("so we can", NOTHING, Clause), cue("so on", NOTHING, Clause),
    cue("so much", NOTHING, Clause), cue("and so on", NOTHING, Clause), cue("since then", NOTHING, Clause),
    cue("given a", IF, Clause), cue("as well as", NOTHING, Direct), cue("such as in", NOTHING, Near),
    cue("不得", NOTHING, Direct), cue("只得", NOTHING, Direct), cue("获得", NOTHING, Direct), cue("没有", NOTHING, Direct),
    cue("含有", NOTHING, Direct), cue("具有", NOTHING, Direct), cue("还有", NOTHING, Direct), cue("所有", NOTHING, Direct),
    cue("立即", NOTHING, Direct), cue("随即", NOTHING, Direct), cue("事故", NOTHING, Direct), cue("故障", NOTHING, Direct),
    cue("建设", NOTHING, Direct), cue("设计", NOTHING, Direct), cue("设备", NOTHING, Direct), cue("预设", NOTHING, Near),
    cue("适当", NOTHING, Direct), cue("当前", NOTHING, Direct), cue("当时", NOTHING, Direct), cue("应当", NOTHING, Direct),
    cue("当中", NOTHING, Direct), cue("指令", NOTHING, Direct), cue("命令", NOTHING, Direct), cue("记忆", NOTHING, Direct),
    cue("标记", NOTHING, Direct), cue("记录", NOTHING, Direct), cue("书记", NOTHING, Direct), cue("登记", NOTHING, Direct),
    cue("相对", NOTHING, Direct), cue("对齐", NOTHING, Direct), cue("假设检验", NOTHING, Direct), cue("名称", NOTHING, Direct),
    cue("对称", NOTHING, Direct), cue("简称", NOTHING, Direct), cue("认为", NOTHING, Direct), cue("因为", HOLDS, Clause),
    cue("结合律", HOLDS, Near), cue("随时", NOTHING, Direct), cue("请求", NOTHING, Clause), cue("使用", NOTHING, Direct),
    cue("获取", NOTHING, Direct), cue("提取", NOTHING, Direct), cue("读取", NOTHING, Direct), cue("采取", NOTHING, Direct),
    cue("条件概率", NOTHING, Direct), cue("一般而言", NOTHING, Clause), cue("一般来说", NOTHING, Clause),
    cue("通常来说", NOTHING, Clause), cue("存在于", NOTHING, Clause), cue("非线性", NOTHING, Direct), cue("作为", NOTHING, Direct),
    cue("行为", NOTHING, Direct), cue("成为", NOTHING, Direct), cue("例如图", NOTHING, Direct), cue("如图", NOTHING, Direct),
    cue("如下", DEFINES, Direct), cue("如前", NOTHING, Direct), cue("如何", ASK, Near), cue("如此", NOTHING, Direct),
    cue("比如说", EXAMPLE, Clause), cue("现在", NOTHING, Direct), cue("所在", NOTHING, Direct), cue("取决", NOTHING, Direct),
    cue("正在", NOTHING, Direct), cue("在于", NOTHING, Direct), cue("取值", IF, Near), cue("假设有", IF, Clause),
];

/// Headings whose whole section has one stance; a row matches as a word of the heading.
pub(super) static HEADINGS: &[(&str, Stance)] = &[
    ("exercise", Stance::Asked),
    ("exercises", Stance::Asked),
    ("problems", Stance::Asked),
    ("questions", Stance::Asked),
    ("quiz", Stance::Asked),
    ("homework", Stance::Asked),
    ("self-test", Stance::Asked),
    ("练习", Stance::Asked),
    ("习题", Stance::Asked),
    ("思考题", Stance::Asked),
    ("自测", Stance::Asked),
    ("作业", Stance::Asked),
    ("面试题", Stance::Asked),
    ("自检", Stance::Asked),
    ("common mistakes", Stance::Denied),
    ("common mistake", Stance::Denied),
    ("common errors", Stance::Denied),
    ("common pitfalls", Stance::Denied),
    ("misconceptions", Stance::Denied),
    ("pitfalls", Stance::Denied),
    ("常见错误", Stance::Denied),
    ("常见误区", Stance::Denied),
    ("误区", Stance::Denied),
    ("错误写法", Stance::Denied),
    ("易错点", Stance::Denied),
    ("反例", Stance::Denied),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_can_be_found() {
        for row in CUES {
            let ascii = row.words.is_ascii();
            assert!(!row.words.is_empty() && row.words == row.words.trim() && !row.words.contains("  "), "{row:?}");
            assert_eq!(row.words, row.words.to_ascii_lowercase(), "the text is compared in lower case");
            assert!(!ascii || row.words.starts_with(|c: char| c.is_ascii_lowercase()), "{row:?}");
        }
    }
}
