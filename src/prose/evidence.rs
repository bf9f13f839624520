//! Which letters run over something on a page, and which scripts are labels.
//!
//! Takes the notation of a page's formulas and its prose; gives the letters that sums bind, that ranges list, that
//! prose counts with ("第 $i$ 个", "for all $i$"), and for each base the scripts that it is written with.

use std::collections::{BTreeMap, BTreeSet};

use super::canonical::{base_name, is_words, script_text, significant, unwrapped, with_subscript};
use super::flow::{FORMULA, Flow};
use super::steps::Steps;
use super::topics::{Topic, topics};
use super::variations::Variations;
use crate::expr::Name;
use crate::syntax::{Class, Fence, Node, NodeKind};

/// What a page's formulas and words say of scripts.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    indices: BTreeSet<String>,
    scripts: BTreeMap<Name, BTreeSet<String>>,
    sizes: BTreeSet<(Name, String)>,
    /// Names in front of what can only be an argument list.
    applied: BTreeSet<Name>,
    /// Bases and scripts of formulas that bind the script: `n_i` beside `\sum_i`.
    summed: BTreeSet<(Name, String)>,
    /// Letters that the prose counts with.
    counted: BTreeSet<String>,
    steps: Steps,
    choices: Choices,
    /// Names that stand beside themselves with a prime: `X'X`.
    transposed: BTreeSet<Name>,
    variations: Variations,
    topics: BTreeSet<Topic>,
    here: Here,
}

/// What one formula binds and what it writes below its names.
#[derive(Clone, Debug, Default)]
struct Here {
    bound: BTreeSet<String>,
    scripts: Vec<(Name, String)>,
}

/// Letters that are indices wherever nothing speaks against it.
const CUSTOMARY: [&str; 3] = ["i", "j", "t"];

impl Evidence {
    /// Notation of all formulas of a page and its prose → evidence.
    pub fn gather(formulas: &[&[Node]], flow: &Flow) -> Self {
        let mut evidence = Self::default();
        for nodes in formulas {
            evidence.visit_list(nodes, 0);
            evidence.ranges(nodes);
            evidence.steps.begin(nodes);
            let here = std::mem::take(&mut evidence.here);
            evidence.summed.extend(here.scripts.into_iter().filter(|(_, script)| here.bound.contains(script)));
        }
        for mark in &flow.marks {
            let Some(nodes) = formulas.get(mark.formula) else { continue };
            if let [only] = significant(nodes).as_slice()
                && let Some(text) = script_text(only).filter(|_| counts_with(&flow.folded, mark.at))
            {
                evidence.add_index(&text);
                evidence.counted.insert(text);
            }
        }
        evidence.steps.weigh(&flow.folded);
        evidence.topics = topics(&flow.folded);
        evidence
    }

    /// Whether the page iterates the name, and the script above it is a step.
    pub fn is_iterate(&self, base: &Name, script: &str) -> bool {
        self.steps.holds(base, script)
    }

    /// Whether the prose counts with the letter.
    pub fn is_counted(&self, letter: &str) -> bool {
        self.counted.contains(letter)
    }

    /// Whether `C_n^k` counts choices.
    pub fn counts_choices(&self) -> bool {
        self.choices.written && !self.choices.otherwise
    }

    /// Whether a prime on the name transposes it.
    pub fn is_transposed_by_prime(&self, name: &Name) -> bool {
        self.transposed.contains(name)
    }

    /// Whether the words of the page name the topic.
    pub fn speaks_of(&self, topic: Topic) -> bool {
        self.topics.contains(&topic)
    }

    /// Whether δ in front of a name is its variation.
    pub fn varies(&self) -> bool {
        self.variations.vary()
    }

    /// Whether the author transposes by primes: several names stand beside themselves with one.
    pub fn transposes_by_primes(&self) -> bool {
        self.transposed.len() > 1
    }

    /// Whether the letter runs over something.
    pub fn is_index(&self, letter: &str) -> bool {
        self.indices.contains(letter)
    }

    /// Whether the letter counts: on this page, or by custom.
    pub fn counts(&self, letter: &str) -> bool {
        self.is_index(letter) || CUSTOMARY.contains(&letter)
    }

    /// Notes that a noun made the name a size: the script of `d_k` in "dimension $d_k$" is a label.
    pub fn add_size(&mut self, base: Name, script: String) {
        self.sizes.insert((base, script));
    }

    /// Whether a formula binds the script under the base: then it is an index, whatever a noun says of the name.
    pub fn is_summed(&self, base: &Name, script: &str) -> bool {
        self.summed.contains(&(base.clone(), script.to_owned()))
    }

    /// Whether the name stands somewhere in front of what can only be an argument list: `p(x \mid y)`, `Q(s, a)`.
    pub fn is_applied(&self, name: &Name) -> bool {
        self.applied.contains(name)
    }

    /// Whether two digits below the base are two indices: `a_{11}` beside `a_{ij}`, or beside `a_{12}` and `a_{21}`.
    pub fn has_two_indices(&self, base: &Name) -> bool {
        let Some(scripts) = self.scripts.get(base) else { return false };
        let pair = |text: &&String| {
            let mut parts = letters(text);
            matches!((parts.next(), parts.next(), parts.next()), (Some(first), Some(second), None)
                if [first, second].iter().all(|part| part.chars().all(char::is_alphanumeric) && part.len() == 1))
        };
        let digits = || scripts.iter().filter(|text| text.chars().all(|c| c.is_ascii_digit()));
        let two = |text: &String| text.len() == 2 && !text.contains('0');
        let has = |text: &str| scripts.contains(text);
        digits().all(two) && (scripts.iter().any(|text| pair(&text)) || has("11") && (has("12") || has("21")))
    }

    /// Whether the page writes the base with just this script: `y_{it}`.
    pub fn writes_below(&self, base: &Name, script: &str) -> bool {
        self.scripts.get(base).is_some_and(|scripts| scripts.contains(script))
    }

    /// Whether a script under the base is part of the name (`Some(true)`) or an index (`Some(false)`).
    pub fn subscript_is_label(&self, base: &Name, script: &str) -> Option<bool> {
        if is_relation(script) {
            return Some(false);
        }
        if is_words(script) || self.sizes.contains(&(base.clone(), script.to_owned())) {
            return Some(true);
        }
        let parts: Vec<&str> = script.split(',').flat_map(letters).filter(|part| *part != "'").collect();
        if parts.is_empty() {
            return None;
        }
        if script.starts_with('(') && script.contains(',') {
            return Some(false);
        }
        if parts.iter().any(|part| *part == "+" || *part == "-" || *part == "<" || *part == ":") {
            return Some(false);
        }
        // A list of letters and numbers: `w_{1, 2}`, `V_{a, b, c}`.
        let plain = |part: &&str| part.chars().all(|c| c.is_ascii_digit()) || is_letter(part);
        if script.contains(',') && parts.iter().all(plain) {
            return Some(false);
        }
        if parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit())) {
            if script.len() == 2 && self.has_two_indices(base) {
                return Some(false);
            }
            return Some(!self.is_family(base));
        }
        // `g_{\mu\nu}`: coordinates.
        if parts.len() > 1 && parts.iter().all(|part| COORDINATES.contains(part)) {
            return Some(false);
        }
        let known = |part: &&str| self.is_index(part) || CUSTOMARY.contains(part);
        let number = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
        if parts.iter().all(|part| known(part) || number(part)) {
            return Some(self.is_label_family(base, script));
        }
        // `\epsilon_{ijk}`: letters of no word, all of which count.
        if parts.len() > 2 && parts.iter().all(|part| matches!(*part, "i" | "j" | "k" | "l")) {
            return Some(false);
        }
        if parts.len() > 2 || parts.iter().any(|part| part.starts_with('\\')) {
            return Some(true);
        }
        // `N_p` beside the size `N_t`.
        if parts.len() == 1 && self.sizes.iter().any(|(own, _)| own == base) {
            return Some(true);
        }
        None
    }

    /// Whether a script above the base is part of the name.
    pub fn superscript_is_label(&self, base: &Name, script: &str) -> Option<bool> {
        if matches!(script, "\\text{T}" | "\\text{H}" | "\\text{th}") {
            return Some(false);
        }
        if is_words(script) || matches!(script, "*" | "\\ast" | "\\star" | "+" | "-" | "\\dagger" | "\\prime") {
            return Some(!matches!(script, "+" | "-" | "\\dagger"));
        }
        if script.starts_with('(') && script.ends_with(')') {
            return Some(false);
        }
        let upper = script.chars().all(|c| c.is_ascii_uppercase()) && script != "T" && script != "H";
        let matrix = base.as_str().starts_with("W") || base.as_str().starts_with("\\mathbf{W}");
        (upper && matrix).then_some(true)
    }

    /// Whether the base is written with an index letter somewhere: `x_i` makes `x_1` a member.
    pub fn is_family(&self, base: &Name) -> bool {
        let Some(scripts) = self.scripts.get(base) else { return false };
        scripts.iter().any(|script| {
            let mut parts = letters(script).peekable();
            parts.peek().is_some() && parts.all(|part| self.is_index(part) || CUSTOMARY.contains(&part))
        })
    }

    /// Whether the base is written with several single letters that run over nothing: `d_k` beside `d_v` and `d_h`.
    fn is_label_family(&self, base: &Name, script: &str) -> bool {
        let Some(scripts) = self.scripts.get(base) else { return false };
        let single = |text: &&String| text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
        let runs = |text: &&String| self.is_index(text) || CUSTOMARY.contains(&text.as_str());
        let unbound = scripts.iter().filter(single).filter(|text| !runs(text)).count();
        let bound = scripts.iter().filter(single).filter(|text| runs(text) && text.as_str() != script).count();
        !CUSTOMARY.contains(&script) && unbound > 0 && bound == 0 && script.chars().count() == 1
    }

    fn add_index(&mut self, text: &str) {
        for part in text.split(',').filter(|part| is_letter(part)) {
            self.indices.insert(part.to_owned());
        }
    }

    fn visit_list(&mut self, nodes: &[Node], depth: usize) {
        nodes.iter().for_each(|node| self.visit(node, depth));
        self.transposes(nodes);
        self.variations.visit(&significant(nodes));
        for pair in nodes.windows(2) {
            if let [name, Node { kind: NodeKind::Fenced(fence), .. }] = pair
                && is_argument_list(fence)
                && let Some(name) = called_name(name)
            {
                self.applied.insert(name);
            }
        }
    }

    fn visit(&mut self, node: &Node, depth: usize) {
        if depth > 200 {
            return;
        }
        let depth = depth + 1;
        match &node.kind {
            NodeKind::Letter(letter) if letter == "C" => self.choices.otherwise = true,
            NodeKind::Scripts { base, sub, sup, primes } => {
                if let Some(base) = base {
                    self.scripted(base, sub.as_deref(), sup.as_deref());
                    match (&base.kind, sub, sup) {
                        (NodeKind::Letter(letter), Some(sub), Some(sup)) if letter == "C" && *primes == 0 => {
                            self.choices.written |= [sub, sup].into_iter().all(|script| holds_letter(script));
                        }
                        _ => self.visit(base, depth),
                    }
                }
                [sub, sup].into_iter().flatten().for_each(|script| self.visit(script, depth));
            }
            NodeKind::Group(nodes) | NodeKind::Error(nodes) => self.visit_list(nodes, depth),
            NodeKind::Fenced(fence) => self.visit_list(&fence.body, depth),
            NodeKind::Fraction { numerator, denominator, .. } => {
                self.visit(numerator, depth);
                self.visit(denominator, depth);
            }
            NodeKind::Root { radicand, .. } => self.visit(radicand, depth),
            NodeKind::Accent { body, .. } | NodeKind::Styled { body, .. } => self.visit(body, depth),
            NodeKind::Stack { base, under, over } => {
                if let (NodeKind::BigOperator(_) | NodeKind::Operator { .. }, Some(under)) = (&base.kind, under) {
                    self.bound_below(under);
                }
                self.visit(base, depth);
                [under, over].into_iter().flatten().for_each(|part| self.visit(part, depth));
            }
            NodeKind::Environment { rows, .. } => {
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    self.steps.begin(cell);
                    self.visit_list(cell, depth);
                    self.ranges(cell);
                }
            }
            _ => {}
        }
    }

    fn scripted(&mut self, base: &Node, sub: Option<&Node>, sup: Option<&Node>) {
        if let (NodeKind::BigOperator(operator), Some(sub)) = (&unwrapped(base).kind, sub) {
            if !operator.contains("int") {
                self.bound_below(sub);
            }
            return;
        }
        if let (NodeKind::Fenced(fence), Some(sub), Some(_)) = (&base.kind, sub, sup) {
            // \{x_i\}_{i=1}^n
            if !fence.body.is_empty() {
                self.bound_below(sub);
            }
        }
        let Some(name) = base_name(base) else { return };
        for script in [sub, sup].into_iter().flatten() {
            self.stepped(script);
        }
        if let Some(sup) = sup.filter(|_| sub.is_none()) {
            self.steps.step(&name, sup);
        }
        if let Some(text) = sub.and_then(script_text) {
            self.here.scripts.push((name.clone(), text.clone()));
            self.scripts.entry(name).or_default().insert(text);
        }
        if let Some(NodeKind::Fenced(fence)) = sup.map(|sup| &unwrapped(sup).kind)
            && let [only] = significant(&fence.body).as_slice()
            && let Some(text) = script_text(only)
        {
            self.add_index(&text);
        }
    }

    /// `X'X`, `x'Ax`: a name with a prime and the same without one, side by side or around one other.
    fn transposes(&mut self, nodes: &[Node]) {
        let nodes = significant(nodes);
        let primed = |node: &Node| match &node.kind {
            NodeKind::Scripts { base: Some(base), sup: None, primes: 1, .. } => base_name(base),
            _ => None,
        };
        let plain = |node: &Node| match &node.kind {
            NodeKind::Scripts { base: Some(base), primes: 0, .. } => base_name(base),
            _ => base_name(node),
        };
        let beside = nodes.windows(2).map(|pair| (pair.first(), pair.last()));
        let around = nodes.windows(3).filter(|three| three.get(1).is_some_and(|middle| plain(middle).is_some()));
        for pair in beside.chain(around.map(|three| (three.first(), three.last()))) {
            let (Some(first), Some(last)) = pair else { continue };
            let pairs = [(primed(first), plain(last)), (plain(first), primed(last))];
            let both =
                pairs.into_iter().find_map(|(marked, bare)| marked.filter(|marked| Some(marked) == bare.as_ref()));
            // `a_{jj'}`: two values of an index.
            self.transposed.extend(both.filter(|name| !COUNTING_LETTERS.contains(&name.as_str())));
        }
    }

    /// A letter with a step is an index: `x_{t+1}`, `x_{<t}`, `x_{1:t}`.
    fn stepped(&mut self, script: &Node) {
        let NodeKind::Group(parts) = &script.kind else { return };
        let parts = significant(parts);
        let symbol = |node: &&&Node, marks: &[&str]| matches!(&node.kind, NodeKind::Symbol { text, .. } if marks.contains(&text.as_str()));
        let step = parts.iter().any(|node| symbol(&node, &["+", "-", "<", "\\le", ":"]));
        let letters: Vec<String> = parts
            .iter()
            .filter(|node| matches!(node.kind, NodeKind::Letter(_)))
            .filter_map(|node| script_text(node))
            .collect();
        if let ([letter], true, 2..) = (letters.as_slice(), step, parts.len()) {
            self.add_index(letter);
        }
    }

    /// `i=1`, `i`, `i,j`, `k \in S`, `j \ne i` below a big operator.
    fn bound_below(&mut self, below: &Node) {
        let parts: Vec<&Node> = match &below.kind {
            NodeKind::Group(parts) => significant(parts),
            _ => vec![below],
        };
        for part in parts {
            match &part.kind {
                NodeKind::Letter(_) => {
                    if let Some(text) = script_text(part) {
                        self.add_index(&text);
                        self.here.bound.insert(text);
                    }
                }
                NodeKind::Symbol { text, .. } if text == "," => {}
                _ => break,
            }
        }
    }

    /// `i = 1, \ldots, n` and `i \in \{1, …\}`, `i \in [n]`.
    fn ranges(&mut self, nodes: &[Node]) {
        let nodes = significant(nodes);
        let lists = nodes.iter().any(|node| is_ellipsis(node));
        for window in nodes.windows(3) {
            let [name, relation, first] = window else { continue };
            let (NodeKind::Letter(letter), NodeKind::Symbol { text, class: Class::Relation }) =
                (&name.kind, &relation.kind)
            else {
                continue;
            };
            let range = match (text.as_str(), &first.kind) {
                ("=", NodeKind::Number(_)) => lists,
                ("\\in", NodeKind::Fenced(fence)) => {
                    fence.body.iter().any(is_ellipsis) || (fence.left == "[" && significant(&fence.body).len() == 1)
                }
                _ => false,
            };
            if range {
                self.add_index(letter);
            }
        }
    }
}

/// How a page writes the letter that counts choices.
#[derive(Clone, Copy, Debug, Default)]
struct Choices {
    /// With letters below and above.
    written: bool,
    /// Alone, or with one script.
    otherwise: bool,
}

/// Whether a script is made of plain letters, numbers and steps, and holds a letter: `k`, `n-1`, `a+b`.
fn holds_letter(script: &Node) -> bool {
    let parts = match &script.kind {
        NodeKind::Group(parts) => significant(parts),
        _ => vec![script],
    };
    let plain = |node: &&Node| match &node.kind {
        NodeKind::Letter(letter) => is_letter(letter) || letter.len() == 1 && letter != "T",
        NodeKind::Number(_) => true,
        NodeKind::Symbol { text, .. } => matches!(text.as_str(), "+" | "-"),
        _ => false,
    };
    parts.iter().all(plain) && parts.iter().any(|node| matches!(node.kind, NodeKind::Letter(_)))
}

fn is_ellipsis(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if text.contains("dots") || text == "…")
}

/// Whether a script draws, ranges or compares: then it is no label.
fn is_relation(script: &str) -> bool {
    !is_words(script) && letters(script).any(|part| matches!(part, "\\sim" | "=" | "\\in" | "\\to" | "\\le" | "\\ge"))
}

/// What no product can hold: commas, a condition, a place for an argument.
fn is_argument_list(fence: &Fence) -> bool {
    let separates = |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if matches!(text.as_str(), "," | ";" | "\\mid"));
    let placeholder = |node: &&Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == "\\cdot");
    let parts = significant(&fence.body);
    fence.left == "("
        && (fence.body.iter().any(separates)
            || parts.first().is_some_and(placeholder)
            || matches!(parts.as_slice(), [only] if base_name(only).is_some())
            || matches!(parts.as_slice(), [name, inner] if base_name(name).is_some() && is_arguments(inner)))
}

/// The parentheses of a call inside of others: `D(E(x))`.
fn is_arguments(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Fenced(fence) if fence.left == "("
        && matches!(significant(&fence.body).as_slice(), [only] if base_name(only).is_some()))
}

/// The name in front of an argument list, with its label.
fn called_name(node: &Node) -> Option<Name> {
    match &node.kind {
        NodeKind::Scripts { base: Some(base), sub, .. } => {
            let name = base_name(base)?;
            match sub.as_deref().and_then(script_text) {
                Some(label) if is_words(&label) => Some(with_subscript(&name, &label)),
                _ => Some(name),
            }
        }
        _ => base_name(node),
    }
}

pub(super) fn is_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(|c| c.is_ascii_lowercase()) || text == "\\ell"
}

/// The tokens of a script's text.
fn letters(script: &str) -> impl Iterator<Item = &str> {
    let mut rest = script;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let length = match first {
            '\\' => 1 + rest.get(1..)?.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len() - 1),
            '0'..='9' => rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at_checked(length.max(first.len_utf8()))?;
        rest = after;
        Some(token)
    })
}

/// Greek letters that count coordinates where two of them stand together.
const COORDINATES: [&str; 8] = ["\\mu", "\\nu", "\\rho", "\\sigma", "\\lambda", "\\kappa", "\\alpha", "\\beta"];

/// Letters that count, and so are never vectors.
const COUNTING_LETTERS: [&str; 8] = ["i", "j", "k", "l", "m", "n", "s", "t"];

/// Words before a formula that make it an index.
const COUNTING: [&str; 14] = [
    "for all",
    "for every",
    "for each",
    "for any",
    "index",
    "indices",
    "time step",
    "timestep",
    "第",
    "时刻",
    "时间步",
    "对所有",
    "对任意",
    "对每个",
];

/// Whether the words around a formula count with it: "第 $i$ 个", "the $i$-th", "for all $i$", "time step $t$".
fn counts_with(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end();
    let after = text.get(at + FORMULA.len_utf8()..).unwrap_or("");
    let ordinal = after.starts_with("-th") || after.starts_with("th ") || after.starts_with("^th");
    ordinal || COUNTING.iter().any(|words| before.ends_with(words))
}
