//! Declarations from the words around formulas.
//!
//! Takes a page's document, flow, notation and evidence; gives the declarations that prose and notation make, in the
//! order of the text. Tables are read elsewhere. A pattern that is unsure of its phrase says nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Stance;
use super::before::{of_another, said_before, shared_out};
use super::beside::{bracketed, listed};
use super::canonical::base_name;
use super::caption::captioned;
use super::characters::folded;
use super::counted::counted;
use super::customary::is_customary;
use super::declaration::{Declaration, Form, Scope};
use super::drawn::drawn;
use super::evidence::Evidence;
use super::flow::{BREAK, FORMULA, Flow, Mark};
use super::gapped::gapped;
use super::membership::member;
use super::nouns::{NounFacts, facts_of, member_of, noun_at_end, root_of};
use super::ordinal::numbered;
use super::patterns::{CALLING, COPULAS, LEADS, NOT_COPULAS};
use super::phrase::{self, Phrase};
use super::qualities::qualified;
use super::stance::StanceInfo;
use super::subject::{Item, Spelled, is_symbol, items};
use crate::expr::{Domain, Fact};
use crate::extract::Document;
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

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
    let mut declaration = blank(page, mark.formula, &item.spelled, Form::Prose);
    let meaning = words.and_then(|told| told.meaning.as_deref());
    if item.spelled.squared {
        apply(&mut declaration, &Told::meaning(root_of(meaning?)?));
        return Some(declaration);
    }
    if let Some(told) = words {
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
        "\\in" => member(right),
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

/// Whether a set is one of functions: `C^{1,2}(A)`, `L^2(\Omega)`.
fn holds_functions(right: &[&Node]) -> bool {
    let [space, domain, ..] = right else { return false };
    let NodeKind::Scripts { base: Some(base), sup: Some(_), .. } = &space.kind else { return false };
    let space = base_name(base).is_some_and(|name| matches!(name.as_str(), "C" | "L" | "H" | "W" | "\\mathcal{C}"));
    space && matches!(&domain.kind, NodeKind::Fenced(fence) if fence.left == "(")
}

/// Whether `name = …` gives a new name its value: in a display, or where the words define.
fn defines(page: &Page, mark: &Mark, item: &Item, right: &[&Node], met: &BTreeSet<crate::expr::Name>) -> bool {
    let Some((relation, _)) = item.relation else { return false };
    let stance = page.stances.get(mark.formula).map_or(Stance::Plain, |info| info.stance);
    // A law: what is told is told by itself, or by its change.
    let law = applies_itself(page, mark, item, right) || stance != Stance::Defining && is_change(item);
    let implies = right.iter().any(|node| is_symbol(node, &["\\implies", "\\Rightarrow", "\\iff", "\\Longrightarrow"]));
    if law || implies || is_catalogued(item) {
        return false;
    }
    let display = page.document.formulas.get(mark.formula).is_some_and(|formula| formula.display);
    let fresh = !met.contains(&item.spelled.name);
    let value = right.len() > 1 || (display && !right.is_empty());
    match relation {
        ":=" | "\\triangleq" | "\\coloneqq" | "\\equiv" => fresh && value,
        "=" => {
            fresh
                && value
                && match stance {
                    Stance::Defining => true,
                    Stance::Plain | Stance::Asserted => display,
                    Stance::Assumed => right.len() > 1 && is_let(page.flow, mark.at),
                    _ => false,
                }
        }
        _ => false,
    }
}

/// Whether a name is a derivative in time, `\dot{q}`: its equation is one of motion.
fn is_change(item: &Item) -> bool {
    ["\\dot{", "\\ddot{"].iter().any(|accent| item.spelled.name.as_str().starts_with(accent))
}

/// Whether a name is an operator that no page defines: `E(X) = …`, `d(XY) = …`.
fn is_catalogued(item: &Item) -> bool {
    const OPERATORS: [&str; 12] = [
        "\\text{det}",
        "\\text{tr}",
        "\\text{rank}",
        "E",
        "\\mathbb{E}",
        "\\mathbf{E}",
        "\\text{E}",
        "d",
        "\\text{d}",
        "\\text{Var}",
        "\\text{Cov}",
        "\\text{Pr}",
    ];
    item.spelled.applied && OPERATORS.contains(&item.spelled.name.as_str())
}

/// Whether a verb that gives names stands right before a formula: "let $u = a + b$", 令 $u = a + b$.
fn is_let(flow: &Flow, at: usize) -> bool {
    let before = folded_before(flow, at).trim_end_matches([' ', '\n', ':', '：']);
    GIVING.iter().any(|verb| {
        let whole = |left: &str| !verb.is_ascii() || !left.ends_with(|c: char| c.is_ascii_alphanumeric());
        before.strip_suffix(verb).is_some_and(whole)
    })
}

/// Verbs that give a new name to an expression.
const GIVING: [&str; 10] = ["let", "set", "put", "take", "write", "令", "记", "取", "设", "定义"];

/// Whether the name of an item is applied on the right of its relation too.
fn applies_itself(page: &Page, mark: &Mark, item: &Item, right: &[&Node]) -> bool {
    let Some(formula) = page.document.formulas.get(mark.formula) else { return false };
    let (Some(first), Some(last)) = (right.first(), right.last()) else { return false };
    let (name, right) = (item.spelled.span.of(&formula.tex), first.span.join(last.span).of(&formula.tex));
    item.spelled.applied
        && right.match_indices(name).any(|(at, _)| {
            let whole = !right.get(..at).is_some_and(|left| left.ends_with(|c: char| c.is_alphabetic() || c == '\\'));
            let behind = right.get(at + name.len()..).unwrap_or_default();
            whole && ["(", "\\left(", "\\big(", "\\Big("].iter().any(|open| behind.trim_start().starts_with(open))
        })
}

/// `> 0`, `\ge 0`.
fn sign_fact(relation: &str, right: &[&Node]) -> Option<Fact> {
    let zero =
        matches!(right, [only] if matches!(&only.kind, crate::syntax::NodeKind::Number(digits) if digits == "0"));
    match relation {
        ">" if zero => Some(Fact::Positive),
        "\\ge" | "\\geq" if zero => Some(Fact::NonNegative),
        _ => None,
    }
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

/// Adds what words tell to a declaration.
pub(super) fn apply(declaration: &mut Declaration, told: &Told) {
    declaration.meaning.clone_from(&told.meaning);
    declaration.unit.clone_from(&told.unit);
    if told.local {
        declaration.scope = Scope::Next;
    }
    declaration.shape.clone_from(&told.shape);
    let folded = folded(told.meaning.as_deref().unwrap_or(""));
    let facts = if told.loose { NounFacts::default() } else { facts_of(&folded) };
    // A family's noun may speak of the whole family: its facts are not those of a member.
    let whole = told.plural && declaration.indices.is_empty() && facts.rank == Some(0);
    let facts = if gathers(&declaration.name, &folded, &facts) { NounFacts::default() } else { facts };
    declaration.domain = facts.domain;
    declaration.rank = told.shape.as_ref().map(Vec::len).or(facts.rank.filter(|_| !whole));
    declaration.facts.extend(facts.facts);
    declaration.function |= facts.function || told.function;
    if told.count {
        declaration.domain = Domain::Natural;
        declaration.rank = Some(0);
        declaration.facts.insert(Fact::Positive);
    }
}

/// Whether a number's noun may stand for many of them in one array: "variance" of `\Sigma`, 奇异值 of `D`.
fn gathers(name: &crate::expr::Name, noun: &str, facts: &NounFacts) -> bool {
    const LISTED: [&str; 8] =
        ["variance", "singular value", "singular values", "eigenvalue", "eigenvalues", "奇异值", "特征值", "方差"];
    const GREEK: [&str; 9] = ["\\Sigma", "\\Lambda", "\\Gamma", "\\Omega", "\\Psi", "\\Phi", "\\Theta", "\\Xi", "\\Pi"];
    let base = name.as_str().split(['_', '^']).next().unwrap_or("");
    let number = facts.rank == Some(0) && !matches!(facts.domain, Domain::Natural | Domain::Integer);
    let array = base.contains("\\mathbf{") || GREEK.contains(&base);
    let capital = base.len() == 1 && base.chars().all(|c| c.is_ascii_uppercase());
    number && (array || capital && LISTED.iter().any(|word| noun.ends_with(word)))
}

/// A place or an instant is a whole number where the page counts with the letter.
pub(super) fn place(declaration: &mut Declaration, evidence: &Evidence) {
    const PLACES: [&str; 4] = ["position", "位置", "时刻", "instant"];
    let meaning = folded(declaration.meaning.as_deref().unwrap_or(""));
    let name = declaration.name.as_str();
    let place = ["position", "位置"].iter().any(|word| meaning.ends_with(word));
    let usual = place && matches!(name, "i" | "j" | "k" | "m" | "n" | "\\text{pos}");
    let counts = declaration.indices.is_empty() && !declaration.function && (usual || evidence.is_index(name));
    if counts && PLACES.iter().any(|word| meaning.ends_with(word)) {
        declaration.domain = Domain::Integer;
        declaration.rank = Some(0);
    }
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
        found.iter().all(|item| item.relation.is_none() && !item.spelled.applied)
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

/// The thing that a number of things counts: "number of layers" in layers, "token 数" in tokens.
pub(super) fn unit_of(phrase: &str) -> Option<String> {
    let folded = phrase.to_ascii_lowercase();
    let counted = folded.strip_prefix("number of ").or_else(|| folded.strip_prefix("total number of "))?;
    let noun = counted.split(" per ").next()?.split(" of ").next()?;
    let last = noun.rsplit(' ').next()?;
    Some(singular(last))
}

/// The singular of an English plural.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending));
    let stem =
        if hissing { word.strip_suffix("es") } else { word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) };
    stem.unwrap_or(word).to_owned()
}

/// What stands behind a list of names: a copula and a phrase, a colon in a list item, a bracket.
fn said_after(page: &Page, group: &[Mark]) -> Option<Vec<Told>> {
    let last = group.last()?;
    let from = last.at + FORMULA.len_utf8();
    let rest = page.flow.folded.get(from..)?;
    if let Some(told) = listed(page, group, from) {
        return Some(vec![told; group.len()]);
    }
    if rest.starts_with('（') || rest.starts_with(" (") || rest.starts_with('(') {
        return bracketed(page, group, from);
    }
    let skipped = rest.len() - rest.trim_start_matches([' ', '\n', '\t']).len();
    let tight = rest.get(skipped..)?;
    if let Some(told) = qualified(page, group, tight) {
        return Some(vec![told; group.len()]);
    }
    if NOT_COPULAS.iter().any(|words| tight.starts_with(words)) {
        return None;
    }
    if is_condition(page, group) {
        return None;
    }
    let copula = COPULAS.iter().find(|copula| {
        rest.starts_with(copula.words) || (!copula.words.is_ascii() && tight.starts_with(copula.words.trim()))
    });
    let Some(copula) = copula else {
        let told = gapped(page, group, from).map(|found| split(page, &found, group.len()));
        return told.map(|each| each.into_iter().map(|one| Told { unit: None, ..one }).collect());
    };
    let length = if rest.starts_with(copula.words) { copula.words.len() } else { skipped + copula.words.trim().len() };
    let formula = |at: usize| formula_text(page, at);
    let found = phrase::after(&page.flow.text, from + length, &formula)?;
    let lead = in_lead(page.flow, group.first()?.at);
    let verb = folded_before(page.flow, group.first()?.at).trim_end();
    if copula.words == " as " && !TAKING.iter().any(|taking| verb.ends_with(taking)) {
        return None;
    }
    let sure = copula.sure || (lead && found.article && found.text.is_ascii());
    let vouched = found.known || (sure && plausible(&found.text));
    if !vouched {
        return None;
    }
    if !found.known && !found.article && found.text.is_ascii() {
        return None;
    }
    let several = found.plural && matches!(copula.words, " are " | " be ") || copula.words.trim() == "=";
    if !lead && !copula.sure && !several && found.text.is_ascii() && !found.article {
        return None;
    }
    Some(match group {
        [only] => vec![parted(page, *only, &found)],
        _ => split(page, &found, group.len()),
    })
}

/// What a phrase tells of one formula, name by name where it has as many parts: "$u, v$ are the input and the output".
fn parted(page: &Page, mark: Mark, found: &Phrase) -> Told {
    let named = page.formulas.get(mark.formula).map(|nodes| items(nodes, page.evidence)).unwrap_or_default();
    let plain = named.len() > 1 && named.iter().all(|item| item.relation.is_none() && !item.listed);
    let parts = split(page, found, if plain { named.len() } else { 1 });
    let first = parts.first().cloned().unwrap_or_default();
    let differ = parts.iter().any(|part| part.meaning != first.meaning);
    Told { parts: if differ { parts } else { Vec::new() }, ..first }
}

/// Whether what is said holds only in a case: "one if $s$ is a terminal state and zero otherwise".
fn is_condition(page: &Page, group: &[Mark]) -> bool {
    let Some(first) = group.first() else { return false };
    let before = folded_before(page.flow, first.at).trim_end();
    let sentence = page.flow.sentences.get(page.flow.sentence_at(first.at)).copied().unwrap_or_default();
    let behind = page.flow.folded.get(first.at..sentence.end as usize).unwrap_or("");
    let cases = behind.contains("otherwise") || behind.contains(" else ") || behind.contains("否则");
    before.ends_with("whether") || cases && ["if", "when", "若", "如果", "当"].iter().any(|word| before.ends_with(word))
}

/// Verbs in front of a name that "as" explains.
const TAKING: [&str; 9] = ["denote", "take", "consider", "regard", "treat", "view", "define", "interpret", "think of"];

/// An unknown phrase that may still be a meaning: short, without verbs of comparison.
pub(super) fn plausible(text: &str) -> bool {
    const PREDICATES: [char; 14] = ['越', '则', '应', '需', '可', '会', '过', '较', '更', '已', '被', '不', '没', '很'];
    // What begins so goes on with the sentence: 表示与当前, 为相对…的.
    const JOINTS: [char; 16] =
        ['与', '和', '在', '上', '下', '对', '从', '按', '随', '以', '将', '到', '由', '相', '受', '因'];
    let short = text.chars().count() <= if text.is_ascii() { 60 } else { 14 };
    short && !text.contains(PREDICATES) && !text.starts_with(JOINTS)
}

pub(super) fn folded_before(flow: &Flow, at: usize) -> &str {
    flow.folded.get(..at).unwrap_or("")
}

/// Whether the sentence part of a formula opens with "where", 其中 or the like.
fn in_lead(flow: &Flow, at: usize) -> bool {
    let sentence = flow.sentences.get(flow.sentence_at(at)).copied().unwrap_or_default();
    let text = flow.folded.get(sentence.start as usize..at).unwrap_or("");
    LEADS.iter().any(|lead| {
        text.match_indices(lead).any(|(found, _)| {
            let whole = |c: Option<char>| !lead.is_ascii() || !c.is_some_and(|c| c.is_ascii_alphanumeric());
            whole(text.get(..found).and_then(|left| left.chars().next_back()))
                && whole(text.get(found + lead.len()..).and_then(|right| right.chars().next()))
        })
    })
}

/// A phrase for several names: "A and B(, respectively)" is split where it has as many parts, else all get it.
fn split(page: &Page, found: &Phrase, count: usize) -> Vec<Told> {
    let whole = |text: &str| Told {
        meaning: Some(text.trim().to_owned()),
        unit: unit_of(text),
        plural: found.plural && count > 1,
        loose: found.loose,
        ..Told::default()
    };
    if count < 2 {
        return vec![whole(&found.text)];
    }
    let all = clause_from(page, found.start);
    let all = all.split(", respectively").next().unwrap_or(&all);
    let parts: Vec<String> = all
        .split([',', '，', '、', '与', '和'])
        .flat_map(|part| part.split(" and "))
        .map(|part| {
            part.trim()
                .trim_start_matches("and ")
                .trim_start_matches("the ")
                .trim_start_matches("an ")
                .trim_start_matches("a ")
                .to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    let nouns = parts.iter().all(|part| part.chars().count() < 40 && noun_at_end(&folded(part)).is_some());
    // "the number of input and output channels" counts both.
    let counts = parts.first().is_some_and(|part| part.starts_with("number of "));
    let shared = counts && parts.iter().skip(1).any(|part| !part.starts_with("number of "));
    if shared {
        let all = all.trim().trim_start_matches("the ");
        return vec![Told { plural: true, ..whole(all) }; count];
    }
    if parts.len() == count && nouns {
        return parts.iter().map(|part| Told { plural: false, ..whole(part) }).collect();
    }
    vec![whole(&found.text); count]
}

/// The words from a place to the end of their clause; a formula that numbers, 第 `$i$` 类, is a part of them.
fn clause_from(page: &Page, start: usize) -> String {
    let mut words = String::new();
    for (at, c) in page.flow.text.get(start..).unwrap_or("").char_indices().take(200) {
        match c {
            FORMULA if words.trim_end().ends_with('第') => match whole_text(page, start + at) {
                Some(tex) => words.push_str(&format!("${}$", tex.trim().replace([',', '、'], " "))),
                None => break,
            },
            FORMULA | BREAK | '.' | ';' | '。' | '；' | '（' | '(' => break,
            _ => words.push(c),
        }
    }
    words
}

pub(super) fn formula_text(page: &Page, at: usize) -> Option<String> {
    whole_text(page, at).filter(|tex| tex.len() <= 24).map(|tex| tex.trim().to_owned())
}

/// The text of the formula at a place, however long.
pub(super) fn whole_text(page: &Page, at: usize) -> Option<String> {
    let index = page.flow.marks.binary_search_by_key(&at, |mark| mark.at).ok()?;
    let formula = page.document.formulas.get(page.flow.marks.get(index)?.formula)?;
    Some(formula.tex.to_string())
}
