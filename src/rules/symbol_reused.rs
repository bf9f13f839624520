//! `symbol-reused`: one letter that counts two kinds of things.

use std::collections::BTreeMap;

use super::{Analysis, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::expr::{Domain, Name};
use crate::prose::{Declaration, Form};
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "symbol-reused",
    severity: Severity::Info,
    summary: "A letter that counts one kind of things in one place and another kind in another",
    page: include_str!("../../formulas/rules/symbol-reused.md"),
    preview: true,
    check,
};

/// What a letter counts at a place.
struct Counted<'a> {
    page: usize,
    unit: &'a str,
    meaning: &'a str,
    place: Place,
}

fn check(analysis: &Analysis, out: &mut Vec<Diagnostic>) {
    let mut letters: BTreeMap<&Name, Vec<Counted>> = BTreeMap::new();
    for (index, page) in analysis.pages.iter().enumerate() {
        for declaration in page.prose.declarations.iter().filter(|declaration| counts(declaration)) {
            let (Some(unit), Some(meaning)) = (&declaration.unit, &declaration.meaning) else { continue };
            let place = Place { file: page.file, span: declaration.span };
            let here = Counted { page: index, unit, meaning, place };
            let earlier = letters.entry(&declaration.name).or_default();
            let known = earlier.iter().any(|there| may_be_one(there.unit, unit));
            // A small letter is used anew from page to page; a capital names one thing in a book.
            let capital = declaration.name.as_str().starts_with(|first: char| first.is_ascii_uppercase());
            let other = earlier.iter().find(|there| capital || there.page == index).filter(|_| !known && page.asked);
            out.extend(other.map(|there| finding(&declaration.name, &here, there)));
            earlier.push(here);
        }
    }
}

/// A number of things, by the author's own words.
fn counts(declaration: &Declaration) -> bool {
    declaration.domain == Domain::Natural
        && declaration.indices.is_empty()
        && matches!(declaration.form, Form::Prose | Form::Table)
}

/// Words for one kind of things.
const KINDS: &[&[&str]] = &[
    &["class", "category", "label", "output", "outcome", "类", "类别", "标签"],
    &["example", "sample", "observation", "point", "instance", "record", "data point", "row", "样本", "数据", "观测", "例子"],
    &["feature", "input", "dimension", "variable", "predictor", "covariate", "column", "parameter", "特征", "维", "维度", "参数", "变量", "输入"],
    &["token", "word", "character", "position", "element", "entry", "词", "字", "位置", "元素"],
    &["unit", "neuron", "node", "单元", "神经元", "节点"],
    &["gpu", "device", "card", "worker", "machine", "node", "卡", "设备"],
];

/// Words for repetitions: something else may be done as often as there are things.
const REPEATED: &[&str] = &["step", "iteration", "round", "trial", "epoch", "time", "轮", "步", "次"];

/// Whether two counts may be one: one names the other's things more closely (全局 token and token), both words are for
/// one kind of things, or something is repeated as often as there are things.
fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let kind = |row: &&&[&str]| [&one, &other].iter().all(|unit| row.contains(&unit.as_str()));
    let repeated = [&one, &other].iter().any(|unit| REPEATED.iter().any(|word| unit.ends_with(word)));
    one.ends_with(&other) || other.ends_with(&one) || repeated || KINDS.iter().any(|row| kind(&row))
}

fn finding(name: &Name, here: &Counted, there: &Counted) -> Diagnostic {
    let message = format!("`{name}` means “{}” here and “{}” there", here.meaning, there.meaning);
    Diagnostic::new(RULE.name, RULE.severity, here.place.file, here.place.span, message)
        .label(there.place, format!("here `{name}` means “{}”", there.meaning))
        .hint("give one of them a letter of its own")
}
