//! Declarations from the words around formulas.
//!
//! Takes a page's document, flow, notation and evidence; gives the declarations that prose and notation make, in the
//! order of the text. Tables are read elsewhere. A pattern that is unsure of its phrase says nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::after::{in_lead, said_after};
use super::before::{of_another, said_before, shared_out};
use super::caption::captioned;
use super::characters::folded;
use super::counted::counted;
use super::customary::is_customary;
use super::declaration::{Declaration, Form, Scope};
use super::definition::{defines, holds_functions, is_catalogued, sign_fact};
use super::drawn::drawn;
use super::evidence::Evidence;
use super::flow::{FORMULA, Flow, Mark};
use super::membership::member;
use super::nouns::{member_of, root_of};
use super::ordinal::numbered;
use super::patterns::CALLING;
use super::sorts::{apply, place};
use super::stance::StanceInfo;
use super::subject::{Item, Spelled, is_symbol, items};
use crate::expr::Domain;
use crate::extract::Document;
use crate::source::Span;
use crate::syntax::Node;

/// What a page is read from.
pub(super) struct Page<'a> {
    pub document: &'a Document,
    pub flow: &'a Flow,
    pub formulas: &'a [&'a [Node]],
    pub evidence: &'a Evidence,
    pub stances: &'a [StanceInfo],
}

/// What the words say of the names of one formula.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub meaning: Option<String>,
    pub unit: Option<String>,
    /// Sizes from words: "an $n \times d$ matrix".
    pub shape: Option<Vec<Vec<Node>>>,
    /// A count, whatever its noun says.
    pub count: bool,
    /// Whether the phrase speaks of several names.
    pub plural: bool,
    /// Whether it holds in its own formula only: a letter that numbers things is used anew elsewhere.
    pub local: bool,
    /// Whether the words make it a function, whatever its noun says.
    pub function: bool,
    /// Whether it may be another thing that the facts of the noun are about.
    pub loose: bool,
    /// One for each name of a formula that lists several, where the words tell them apart.
    pub parts: Vec<Told>,
}

impl Told {
    pub fn meaning(text: impl Into<String>) -> Self {
        Self { meaning: Some(text.into()), ..Self::default() }
    }
}

/// Page → the declarations of its prose and its formulas. `skip` holds the formulas that tables declare.
pub(super) fn read(page: &Page, skip: &BTreeSet<usize>) -> Vec<Declaration> {
    let told = tell_all(page);
    let mut declarations = Vec::new();
    let mut met: BTreeSet<crate::expr::Name> = BTreeSet::new();
    let mut named: BTreeSet<crate::expr::Name> = BTreeSet::new();
    for mark in page.flow.marks.iter().filter(|mark| !skip.contains(&mark.formula)) {
        let Some(nodes) = page.formulas.get(mark.formula) else { continue };
        let found = items(nodes, page.evidence);
        let words = told.get(&mark.formula);
        for (index, item) in found.iter().enumerate() {
            let shared = found.get(index..).unwrap_or(&[]).iter().find_map(|later| later.relation.as_ref());
            let words = words.filter(|_| !item.below).map(|told| told.parts.get(index).unwrap_or(told));
            let mut made = declare(page, mark, item, shared, words, &met);
            if index == 0 && words.is_none() && !named.contains(&item.spelled.name) {
                caption(page, mark, item, &mut made);
            }
            named.extend(made.iter().filter(|made| made.meaning.is_some()).map(|made| made.name.clone()));
            declarations.extend(made);
        }
        met.extend(found.into_iter().map(|item| item.spelled.name));
    }
    declarations
}

/// Adds what the words before a display call its left side.
fn caption(page: &Page, mark: &Mark, item: &Item, made: &mut Option<Declaration>) {
    let gives = |relation: &str| matches!(relation, "=" | ":=" | "\\approx" | "\\triangleq" | "\\equiv" | "\\propto");
    let tex = page.document.formulas.get(mark.formula).map_or("", |formula| formula.tex.as_str());
    if item.spelled.squared
        || item.spelled.is_run(tex)
        || !item.relation.as_ref().is_some_and(|(relation, _)| gives(relation))
    {
        return;
    }
    if let Some(meaning) = captioned(page, mark) {
        let own = made.get_or_insert_with(|| blank(page, mark.formula, &item.spelled, Form::Prose));
        own.meaning = Some(meaning);
    }
}

/// The declaration that words, a relation or both make of one name.
fn declare(
    page: &Page,
    mark: &Mark,
    item: &Item,
    shared: Option<&(&str, Vec<&Node>)>,
    words: Option<&Told>,
    met: &BTreeSet<crate::expr::Name>,
) -> Option<Declaration> {
    if is_product(page, mark, item, met) {
        return None;
    }
    let mut declaration = blank(page, mark.formula, &item.spelled, Form::Prose);
    let meaning = words.and_then(|told| told.meaning.as_deref());
    if item.spelled.squared {
        apply(&mut declaration, &Told::meaning(root_of(meaning?)?));
        return Some(declaration);
    }
    if let Some(told) = words {
        let told =
            &Told { loose: told.loose || is_catalogued(item) && item.spelled.name.as_str() != "d", ..told.clone() };
        apply(&mut declaration, told);
        place(&mut declaration, page.evidence);
    }
    if item.listed && meaning.is_some() {
        let member = Told::meaning(member_of(meaning?)?);
        apply(&mut declaration, &member);
    }
    let shared = shared.filter(|(relation, _)| matches!(*relation, "\\in" | "\\sim"));
    let Some((relation, right)) = item.relation.as_ref().or(shared) else {
        return words.map(|_| declaration);
    };
    if matches!(*relation, "\\subseteq" | "\\subset") && !item.spelled.applied {
        declaration.form = Form::Membership;
        declaration.domain = Domain::Set;
        return Some(declaration);
    }
    let set = match *relation {
        "\\in" if holds_functions(right) => {
            declaration.function = true;
            declaration.form = Form::Membership;
            return Some(declaration);
        }
        "\\in" => {
            // "the feasible set $x \in S$" speaks of S.
            declaration.domain = if declaration.domain == Domain::Set { Domain::Unknown } else { declaration.domain };
            member(right)
        }
        "\\sim" => drawn(right),
        _ => right.iter().position(|node| is_symbol(node, &["\\in"])).and_then(|at| member(right.get(at + 1..)?)),
    };
    if let Some(set) = set {
        declaration.form = Form::Membership;
        if set.domain != Domain::Unknown {
            declaration.domain = set.domain;
        }
        declaration.rank = set.shape.as_ref().map(Vec::len).or(declaration.rank);
        declaration.shape = set.shape.or(declaration.shape);
        declaration.facts.extend(set.facts);
        return Some(declaration);
    }
    let right = right.as_slice();
    if let Some(fact) = sign_fact(relation, right).filter(|_| words.is_some()) {
        declaration.facts.insert(fact);
    }
    if *relation == ":" || *relation == "\\colon" {
        let maps = right.iter().any(|node| is_symbol(node, &["\\to", "\\rightarrow", "\\mapsto"]));
        declaration.function |= maps;
        return (maps || words.is_some()).then_some(declaration);
    }
    let tex = page.document.formulas.get(mark.formula).map_or("", |formula| formula.tex.as_str());
    let number = matches!(right, [only] if matches!(&only.kind, crate::syntax::NodeKind::Number(_)));
    if words.is_none()
        && number
        && *relation == "\\approx"
        && !item.spelled.applied
        && !item.spelled.is_run(tex)
        && !met.contains(&item.spelled.name)
    {
        declaration.domain = Domain::Real;
        declaration.rank = Some(0);
        return Some(declaration);
    }
    if words.is_none() && defines(page, mark, item, right, met) {
        declaration.form = Form::Definition;
        return Some(declaration);
    }
    words.map(|_| declaration)
}

/// Whether letters side by side are a product: each of them was met by itself, as `n` and `p` before `np`.
fn is_product(page: &Page, mark: &Mark, item: &Item, met: &BTreeSet<crate::expr::Name>) -> bool {
    let tex = page.document.formulas.get(mark.formula).map_or("", |formula| formula.tex.as_str());
    let letters = item.spelled.span.of(tex);
    let known = |letter: char| met.contains(&crate::expr::Name::from(letter.to_string().as_str()));
    item.spelled.is_run(tex) && letters.chars().filter(|c| c.is_ascii_alphabetic()).all(known)
}

/// A declaration that says nothing yet.
pub(super) fn blank(page: &Page, formula: usize, spelled: &Spelled, form: Form) -> Declaration {
    let place = |formula: &crate::extract::Formula| formula.map.to_file(balanced(&formula.tex, spelled.span));
    let span = page.document.formulas.get(formula).map_or(Span::default(), place);
    Declaration {
        name: spelled.name.clone(),
        formula,
        span,
        meaning: None,
        domain: Domain::Unknown,
        shape: None,
        rank: None,
        unit: None,
        facts: BTreeSet::new(),
        function: spelled.applied,
        indices: spelled.indices.clone(),
        scope: Scope::Page,
        form,
    }
}

/// The span with the braces that close what was opened in it.
fn balanced(tex: &str, span: Span) -> Span {
    let count = |brace: char| span.of(tex).matches(brace).count();
    let missing = count('{').saturating_sub(count('}'));
    let rest = tex.get(span.end as usize..).unwrap_or("");
    let closing = rest.bytes().take(missing).take_while(|byte| *byte == b'}').count();
    Span::new(span.start as usize, span.end as usize + closing)
}

/// Letters of orders of growth: words beside `O(n)` speak of something else.
const ORDERS: [&str; 7] = ["O", "\\mathcal{O}", "o", "\\Theta", "\\Omega", "\\tilde{O}", "\\tilde{\\mathcal{O}}"];

/// What the words tell of each formula that is a name.
fn tell_all(page: &Page) -> BTreeMap<usize, Told> {
    let mut told: BTreeMap<usize, Told> = BTreeMap::new();
    let names = |mark: &Mark| {
        let found = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
        !found.is_empty()
            && !found.iter().all(|item| item.spelled.applied && ORDERS.contains(&item.spelled.name.as_str()))
    };
    let marks: Vec<Mark> = page.flow.marks.iter().filter(|mark| names(mark)).copied().collect();
    let mut index = 0;
    while let Some(mark) = marks.get(index) {
        let group = group(page.flow, marks.get(index..).unwrap_or(&[]));
        index += group.len().max(1);
        let spoken = subjects(page, &group);
        if let Some(each) = shared_out(page, &group) {
            insert_all(&mut told, &group, &each);
            continue;
        }
        let from_after = said_after(page, spoken);
        let from_before = said_before(page, mark).and_then(|told| of_another(page, mark, told));
        let lead = in_lead(page.flow, mark.at) || is_renamed(page.flow, spoken);
        match (from_before, &from_after) {
            (Some(before), Some(after)) if lead && !after.is_empty() && !before.plural => {
                insert_all(&mut told, spoken, after)
            }
            (Some(before), _) => {
                let all = before.plural || from_after.is_none() && joined(page, &group, &before);
                let reach = if all { group.len() } else { 1 };
                for mark in group.get(..reach).unwrap_or(&[]) {
                    told.insert(mark.formula, before.clone());
                }
            }
            (None, Some(after)) => insert_all(&mut told, spoken, after),
            (None, None) => {}
        }
        // What a new clause says of the last names stands beside what was said of the first.
        if spoken.len() < group.len()
            && let Some(after) = &from_after
        {
            insert_all(&mut told, spoken, after);
        }
        for mark in &group {
            if told.get(&mark.formula).is_some_and(|one| is_modifier(page, mark, one)) {
                told.remove(&mark.formula);
            }
            if let Some(one) = counted(page, mark).or_else(|| numbered(page, mark)) {
                told.entry(mark.formula).or_insert(one);
            }
        }
    }
    told
}

/// Whether a word only says which value of the name is meant: 目标 $S$ is a target for `S`, unless `S` may be the target.
fn is_modifier(page: &Page, mark: &Mark, told: &Told) -> bool {
    let noun = folded(told.meaning.as_deref().unwrap_or(""));
    let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    let before = folded_before(page.flow, mark.at).trim_end();
    let indexed = named.iter().any(|item| !item.spelled.indices.is_empty() || item.spelled.name.as_str().contains('_'));
    if ["下标", "上标", "记号", "符号"].iter().any(|sign| before.ends_with(sign) && noun.ends_with(sign)) {
        return indexed;
    }
    let apposed = before.ends_with("目标");
    apposed && noun == "目标" && !named.iter().all(|item| is_customary("目标", &item.spelled.name))
}

/// Whether a naming verb follows: "this matrix $\Sigma$ is called the covariance matrix".
fn is_renamed(flow: &Flow, group: &[Mark]) -> bool {
    let Some(last) = group.last() else { return false };
    let rest = flow.folded.get(last.at + FORMULA.len_utf8()..).unwrap_or("").trim_start();
    CALLING.iter().any(|words| rest.starts_with(words))
}

/// Whether a Chinese noun stands before a list that words join: 参数 $w$ 和 $b$.
fn joined(page: &Page, group: &[Mark], told: &Told) -> bool {
    let lone = |mark: &Mark| {
        let found = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
        let tex = page.document.formulas.get(mark.formula).map_or("", |formula| formula.tex.as_str());
        found.iter().all(|item| item.relation.is_none() && !item.spelled.applied && !item.spelled.is_run(tex))
    };
    let chinese = told.meaning.as_deref().is_some_and(|meaning| !meaning.is_ascii());
    chinese
        && group.windows(2).all(|pair| {
            let [left, right] = pair else { return false };
            let between = page.flow.folded.get(left.at + FORMULA.len_utf8()..right.at).unwrap_or("").trim();
            matches!(between, "和" | "与" | "及" | "、") || between == "," && lone(right)
        })
}

fn insert_all(told: &mut BTreeMap<usize, Told>, group: &[Mark], each: &[Told]) {
    for (mark, one) in group.iter().zip(each) {
        told.insert(mark.formula, one.clone());
    }
}

/// What words behind a list speak of: behind a full comma, as between clauses, only of the last, unless all are names.
fn subjects<'m>(page: &Page, group: &'m [Mark]) -> &'m [Mark] {
    let lone = |mark: &Mark| {
        let found = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
        found.iter().all(|item| item.relation.is_none() && !item.spelled.applied)
    };
    let clause = group.windows(2).rposition(|pair| {
        let [left, right] = pair else { return false };
        let between = page.flow.folded.get(left.at + FORMULA.len_utf8()..right.at).unwrap_or("").trim();
        match between {
            "，" => !lone(left),
            "," => equates(page, left),
            _ => false,
        }
    });
    clause.map_or(group, |at| group.get(at + 1..).unwrap_or(group))
}

/// Whether a formula is an equation of its first name with an expression.
fn equates(page: &Page, mark: &Mark) -> bool {
    let found = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    let equation = |item: &Item| matches!(&item.relation, Some(("=", right)) if right.len() > 1);
    found.first().is_some_and(equation)
}

/// The formulas that stand in one list: "$u$, $v$ and $w$".
fn group(flow: &Flow, marks: &[Mark]) -> Vec<Mark> {
    const JOINTS: [&str; 10] = [", and", ",", "，", "、", "and", "和", "与", "或", "or", "及"];
    let mut group: Vec<Mark> = marks.first().copied().into_iter().collect();
    for pair in marks.windows(2) {
        let [left, right] = pair else { break };
        let between = flow.folded.get(left.at + FORMULA.len_utf8()..right.at).unwrap_or("").trim();
        if left.block != right.block || !JOINTS.contains(&between) || group.len() >= 12 {
            break;
        }
        group.push(*right);
    }
    group
}

pub(super) fn folded_before(flow: &Flow, at: usize) -> &str {
    flow.folded.get(..at).unwrap_or("")
}
