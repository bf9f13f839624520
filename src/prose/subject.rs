//! What a formula names: `L`, `u, v`, `f(x)`, `x \in \mathbb{R}^n`, `\eta = 0.1`.
//!
//! Takes the notation of one formula and the page's evidence on scripts; gives its names with their places in the
//! formula and the relation that follows each. An expression names nothing.

use super::canonical::{
    base_name, is_words, script_text, significant, unwrapped, with_primes, with_subscript, with_superscript, word_name,
};
use super::evidence::Evidence;
use crate::expr::Name;
use crate::source::Span;
use crate::syntax::{Class, Node, NodeKind, Row};

/// A name as it is written somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    pub name: Name,
    /// What it is indexed with: letters and numbers.
    pub indices: Vec<Name>,
    /// In the text of the formula.
    pub span: Span,
    /// Whether an argument list follows: `f(x)`, `p(x \mid y)`.
    pub applied: bool,
    /// Whether it is written squared, as variances are: `\sigma^2`.
    pub squared: bool,
}

/// A name of a formula and what is said of it there.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    pub spelled: Spelled,
    /// The first relation after the name, in canonical spelling, and all that follows it.
    pub relation: Option<(&'a str, Vec<&'a Node>)>,
    /// Whether it is one of a list with dots or in braces: `x_1, \ldots, x_n`, `\{x_i\}`.
    pub listed: bool,
    /// Whether it opens a later row of an environment: what stands around the formula speaks of the first.
    pub below: bool,
}

/// The names that a formula consists of; empty where it is an expression.
pub fn items<'a>(nodes: &'a [Node], evidence: &Evidence) -> Vec<Item<'a>> {
    let nodes = flat(nodes);
    if let [only] = nodes.as_slice() {
        if let NodeKind::Environment { name, rows, .. } = &only.kind {
            return if ALIGNED.contains(&name.trim_end_matches('*')) { aligned(rows, evidence) } else { Vec::new() };
        }
        if let Some(member) = family(only, evidence) {
            return vec![member];
        }
    }
    list(&nodes, evidence)
}

/// Environments whose rows are formulas of their own or go on with the row above.
const ALIGNED: [&str; 9] =
    ["aligned", "align", "split", "gathered", "gather", "alignedat", "alignat", "eqnarray", "equation"];

/// The names that rows give a value: `\mu_X &= E[X] \\ \mu_Y &= E[Y]` gives two.
fn aligned<'a>(rows: &'a [Row], evidence: &Evidence) -> Vec<Item<'a>> {
    let mut found = Vec::new();
    for row in rows {
        let begins = row.cells.first().is_some_and(|cell| !significant(cell).is_empty());
        let mut nodes: Vec<&Node> = row.cells.iter().flat_map(|cell| significant(cell)).collect();
        trim(&mut nodes);
        let related = |item: &Item| item.relation.is_some();
        if begins {
            found.extend(list(&nodes, evidence).into_iter().filter(related));
        }
    }
    for later in found.iter_mut().skip(1) {
        later.below = true;
    }
    found
}

/// The names of a list; empty where a part is an expression.
fn list<'a>(nodes: &[&'a Node], evidence: &Evidence) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    for part in nodes.split(|node| is_comma(node)) {
        let dots = part.iter().take_while(|node| is_ellipsis(node) || is_symbol(node, &["."])).count();
        let part = part.split_at(dots).1;
        if part.is_empty() {
            continue;
        }
        let related = items.last().is_some_and(|last| last.relation.is_some());
        match item(part, evidence) {
            // The end of a range: `i = 1, ...p`.
            Some(item) if dots > 0 && related && item.relation.is_none() => break,
            Some(item) => items.push(item),
            // A list that goes on in the relation of its last name: `i = 1, \ldots, n`.
            None if related => break,
            None => return Vec::new(),
        }
    }
    let dots = nodes.windows(2).any(|pair| pair.iter().all(|node| is_symbol(node, &["."])));
    if dots || nodes.iter().any(|node| is_ellipsis(node)) { members(items) } else { items }
}

/// What a member of a family is written with: `x` of `x_1` and of `x_i`.
fn stem(spelled: &Spelled) -> Option<&str> {
    let name = spelled.name.as_str();
    if spelled.indices.is_empty() { name.split_once('_').map(|(stem, _)| stem) } else { Some(name) }
}

/// The members of a list with dots, one for each name.
fn members(items: Vec<Item>) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for mut item in items {
        item.listed = stem(&item.spelled).is_some() && item.relation.is_none();
        match found.iter_mut().find(|own| own.listed && item.listed && stem(&own.spelled) == stem(&item.spelled)) {
            Some(own) => own.relation = item.relation.take().or(own.relation.take()),
            None => found.push(item),
        }
    }
    found
}

/// `\{x_i\}_{i=1}^n`, `\{x_1, \ldots, x_n\}`, `(x_1, \ldots, x_n)`: a list of one name.
fn family<'a>(node: &'a Node, evidence: &Evidence) -> Option<Item<'a>> {
    let (inner, ranged) = match &node.kind {
        NodeKind::Scripts { base: Some(base), sub, primes: 0, .. } => {
            (unwrapped(base), sub.as_deref().is_some_and(ranges))
        }
        _ => (node, false),
    };
    let NodeKind::Fenced(fence) = &inner.kind else { return None };
    let set = matches!(fence.left.as_str(), "\\{" | "\\lbrace") || ranged;
    let dots = fence.body.iter().any(is_ellipsis);
    if !(set || fence.left == "(" && dots) {
        return None;
    }
    let parts = significant(&fence.body);
    let mut names = parts.split(|node| is_comma(node)).filter(|part| !part.iter().all(|node| is_ellipsis(node)));
    let first = match names.next()? {
        [only] => spell(only, evidence)
            .filter(|spelled| !spelled.squared && (!spelled.indices.is_empty() || dots && stem(spelled).is_some()))?,
        _ => return None,
    };
    let same = |part: &[&Node]| match part {
        [only] => spell(only, evidence).is_some_and(|spelled| stem(&spelled) == stem(&first)),
        _ => false,
    };
    let all = names.all(same);
    all.then_some(Item { spelled: first, relation: None, listed: true, below: false })
}

/// Whether a script says what an index runs over: `t \ge 0`, `i = 1`.
fn ranges(script: &Node) -> bool {
    let NodeKind::Group(nodes) = &script.kind else { return false };
    nodes.iter().any(|node| is_symbol(node, &["\\ge", "\\geq", "\\geqslant", "\\in", "="]))
}

impl Spelled {
    /// Whether letters side by side were taken for one word: `lr`, but also a product `rg`.
    pub fn is_run(&self, tex: &str) -> bool {
        self.name.as_str().starts_with("\\text{") && !self.span.of(tex).contains('\\')
    }
}

/// The pieces of a formula without spaces, marks, a final full stop and braces around all of it.
fn flat(nodes: &[Node]) -> Vec<&Node> {
    let mut nodes = significant(nodes);
    while let [only] = nodes.as_slice() {
        match &only.kind {
            NodeKind::Group(inner) => nodes = significant(inner),
            _ => break,
        }
    }
    // `d\%`: the sign only says how the number is given.
    trim(&mut nodes);
    nodes
}

/// Takes off what ends a formula without being a part of it.
fn trim(nodes: &mut Vec<&Node>) {
    while nodes
        .last()
        .is_some_and(|node| is_symbol(node, &[".", ",", ";", ":"]) || nodes.len() > 1 && is_symbol(node, &["\\%", "%"]))
    {
        nodes.pop();
    }
}

fn item<'a>(part: &[&'a Node], evidence: &Evidence) -> Option<Item<'a>> {
    let (mut spelled, mut rest) = match part {
        [first, rest @ ..] => match spell(first, evidence) {
            Some(spelled) if !runs_into_word(part) => (spelled, rest),
            _ => word(part)?,
        },
        [] => return None,
    };
    if let [next, after @ ..] = rest
        && let NodeKind::Fenced(fence) = &next.kind
        && fence.left == "("
    {
        // `y_i(w^\\top x + b)`: a sum in the parentheses of what is nowhere applied is a factor.
        if fence.body.iter().any(|node| is_symbol(node, &["+"])) && !evidence.is_applied(&spelled.name) {
            return None;
        }
        (spelled.applied, rest) = (true, after);
    }
    match rest {
        [] => Some(Item { spelled, relation: None, listed: false, below: false }),
        [sign, right @ ..] => {
            let relation = match &sign.kind {
                NodeKind::Symbol { text, class: Class::Relation } => text.as_str(),
                NodeKind::Symbol { text, .. } if text == ":" || text == "\\to" => text.as_str(),
                // `\overset{iid}{\sim}`
                NodeKind::Stack { base, .. } if is_symbol(unwrapped(base), &["\\sim"]) => "\\sim",
                _ => return None,
            };
            Some(Item { spelled, relation: Some((relation, right.to_vec())), listed: false, below: false })
        }
    }
}

/// Whether a plain letter is followed by another one: `lr`, `ctx`.
fn runs_into_word(part: &[&Node]) -> bool {
    let plain = |node: &&Node| matches!(&node.kind, NodeKind::Letter(letter) if letter.len() == 1);
    matches!(part, [first, second, ..] if plain(first) && plain(second))
}

/// A run of plain letters as one word, up to the relation.
fn word<'a, 'b>(part: &'b [&'a Node]) -> Option<(Spelled, &'b [&'a Node])> {
    let letter = |node: &&&Node| matches!(&node.kind, NodeKind::Letter(letter) if letter.len() == 1);
    let length = part.iter().take_while(letter).count();
    let (letters, rest) = part.split_at_checked(length).filter(|_| (2..=12).contains(&length))?;
    // `df` is a differential.
    if length == 2 && matches!(letters.first().map(|node| &node.kind), Some(NodeKind::Letter(d)) if d == "d") {
        return None;
    }
    let text: String = letters
        .iter()
        .filter_map(|node| match &node.kind {
            NodeKind::Letter(letter) => Some(letter.as_str()),
            _ => None,
        })
        .collect();
    let span = letters.first()?.span.join(letters.last()?.span);
    Some((Spelled { name: word_name(&text), indices: Vec::new(), span, applied: false, squared: false }, rest))
}

/// Endings of ordinals: the $i^{\text{th}}$.
const ORDINAL: [&str; 5] = ["th", "\\text{th}", "\\text{-th}", "\\text{st}", "\\text{nd}"];

/// The name that a piece of notation spells, label and index told apart by the page's evidence.
pub fn spell(node: &Node, evidence: &Evidence) -> Option<Spelled> {
    let span = node.span;
    let node = unwrapped(node);
    let NodeKind::Scripts { base, sub, sup, primes } = &node.kind else {
        return base_name(node).map(|name| Spelled { name, indices: Vec::new(), span, applied: false, squared: false });
    };
    let inner = unwrapped(base.as_deref()?);
    let mut spelled = match &inner.kind {
        NodeKind::Scripts { .. } => spell(inner, evidence)?,
        _ => Spelled { name: base_name(inner)?, indices: Vec::new(), span, applied: false, squared: false },
    };
    spelled.span = span;
    let base = spelled.name.clone();
    spelled.name = with_primes(&spelled.name, *primes);
    if let Some(sub) = sub {
        let text = script_text(sub)?;
        match evidence.subscript_is_label(&base, &text) {
            Some(false) => spelled.indices.extend(text.split(',').map(Name::from)),
            _ => spelled.name = with_subscript(&spelled.name, &text),
        }
    }
    if let Some(sup) = sup {
        let text = script_text(sup)?;
        match evidence.superscript_is_label(&base, &text) {
            Some(true) => spelled.name = with_superscript(&spelled.name, &text),
            _ if text.starts_with('(') => spelled.indices.push(text.trim_matches(['(', ')']).into()),
            _ if evidence.is_index(&text) && !is_words(&text) => spelled.indices.push(text.into()),
            _ if ORDINAL.contains(&text.as_str()) => {}
            _ if text == "2" && *primes == 0 => spelled.squared = true,
            // It may be a power.
            _ => return None,
        }
    }
    Some(spelled)
}

pub(super) fn is_symbol(node: &Node, texts: &[&str]) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if texts.contains(&text.as_str()))
}

fn is_comma(node: &Node) -> bool {
    is_symbol(node, &[",", "，", "、"])
}

pub(super) fn is_ellipsis(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if text.contains("dots") || text == "…")
}
