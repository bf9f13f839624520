//! Which letters run over something on a page, and which scripts are labels.
//!
//! Takes the notation of a page's formulas and its prose; gives the letters that sums bind, that ranges list, that
//! prose counts with ("第 $i$ 个", "for all $i$"), and for each base the scripts that it is written with.

use std::collections::{BTreeMap, BTreeSet};

use super::canonical::{base_name, is_words, script_text, significant, unwrapped};
use super::flow::{FORMULA, Flow};
use crate::expr::Name;
use crate::syntax::{Class, Node, NodeKind};

/// What a page's formulas and words say of scripts.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    indices: BTreeSet<String>,
    scripts: BTreeMap<Name, BTreeSet<String>>,
    sizes: BTreeSet<(Name, String)>,
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
        }
        for mark in &flow.marks {
            let Some(nodes) = formulas.get(mark.formula) else { continue };
            if let [only] = significant(nodes).as_slice()
                && let Some(text) = script_text(only).filter(|_| counts_with(&flow.folded, mark.at))
            {
                evidence.add_index(&text);
            }
        }
        evidence
    }

    /// Whether the letter runs over something.
    pub fn is_index(&self, letter: &str) -> bool {
        self.indices.contains(letter)
    }

    /// Notes that a noun made the name a size: the script of `d_k` in "dimension $d_k$" is a label.
    pub fn add_size(&mut self, base: Name, script: String) {
        self.sizes.insert((base, script));
    }

    /// Whether a script under the base is part of the name (`Some(true)`) or an index (`Some(false)`).
    pub fn subscript_is_label(&self, base: &Name, script: &str) -> Option<bool> {
        if is_words(script) || self.sizes.contains(&(base.clone(), script.to_owned())) {
            return Some(true);
        }
        let parts: Vec<&str> = script.split(',').flat_map(letters).collect();
        if parts.is_empty() {
            return None;
        }
        if parts.iter().any(|part| *part == "+" || *part == "-" || *part == "<" || *part == ":") {
            return Some(false);
        }
        if parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit())) {
            return Some(!self.is_family(base));
        }
        let known = |part: &&str| self.is_index(part) || CUSTOMARY.contains(part);
        let number = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
        if parts.iter().all(|part| known(part) || number(part)) {
            return Some(self.is_label_family(base, script));
        }
        if parts.len() > 2 || parts.iter().any(|part| part.starts_with('\\')) {
            return Some(true);
        }
        None
    }

    /// Whether a script above the base is part of the name.
    pub fn superscript_is_label(&self, base: &Name, script: &str) -> Option<bool> {
        // Upright or not, it turns a matrix over.
        if matches!(script, "\\text{T}" | "\\text{H}") {
            return None;
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
    fn is_family(&self, base: &Name) -> bool {
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
    }

    fn visit(&mut self, node: &Node, depth: usize) {
        if depth > 200 {
            return;
        }
        let depth = depth + 1;
        match &node.kind {
            NodeKind::Scripts { base, sub, sup, .. } => {
                if let Some(base) = base {
                    self.scripted(base, sub.as_deref(), sup.as_deref());
                    self.visit(base, depth);
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
        if let Some(text) = sub.and_then(script_text) {
            self.scripts.entry(name).or_default().insert(text);
        }
        if let Some(NodeKind::Fenced(fence)) = sup.map(|sup| &unwrapped(sup).kind)
            && let [only] = significant(&fence.body).as_slice()
            && let Some(text) = script_text(only)
        {
            self.add_index(&text);
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

fn is_ellipsis(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if text.contains("dots") || text == "…")
}

fn is_letter(text: &str) -> bool {
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
