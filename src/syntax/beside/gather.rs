//! What stands on a page: names with their scripts, calls, and neighbours that look like lost scripts.

use std::collections::{BTreeMap, BTreeSet};

use super::super::notation::{Font, Node, NodeKind};
use crate::source::Span;

/// One letter and what stands on it.
pub(super) struct Entry {
    pub formula: usize,
    pub bold: bool,
    pub letter: String,
    /// `_b`, `^\top`, `_{t-1}`; `None` for what is long or no name.
    pub scripts: Option<String>,
    pub in_script: bool,
    /// Behind a `d`, or before a bracket: a differential, a function.
    pub tied: bool,
    /// The letters before and behind it in a list with commas.
    pub mates: Vec<String>,
    pub span: Span,
}

/// Two neighbours without a blank that may have lost a sign.
pub(super) struct Neighbours {
    pub formula: usize,
    /// The spelling of the base.
    pub base: String,
    /// What would be its script.
    pub script: String,
    pub span: Span,
    /// Where the script would begin and end.
    pub rest: Span,
}

/// A function's name and its arguments.
pub(super) struct Call {
    pub formula: usize,
    pub name: String,
    pub arguments: Vec<(String, Span)>,
}

/// A sum over whole numbers from a written start.
pub(super) struct Sum {
    pub formula: usize,
    pub letter: String,
    /// What stands above the sign.
    pub end: Option<String>,
    pub span: Span,
}

#[derive(Default)]
pub(super) struct Page {
    pub entries: Vec<Entry>,
    /// `x_i`: how often.
    pub scripted: BTreeMap<String, usize>,
    /// `xi`, `x1`.
    pub unlowered: Vec<Neighbours>,
    /// `x_t-1`.
    pub cut: Vec<Neighbours>,
    /// `exp(`.
    pub spelled: Vec<Neighbours>,
    pub operators: BTreeSet<String>,
    pub calls: Vec<Call>,
    pub extrema: Vec<super::runs::Extremum>,
    pub sums: Vec<Sum>,
    /// `\mathbf{W^\top}_a`, each with `\mathbf{W}_a` as its base.
    pub turned: Vec<Neighbours>,
}

/// The longest spelling that is compared, in bytes.
const LONGEST: usize = 40;

/// Calls with more arguments are lists.
const MOST_ARGUMENTS: usize = 6;

impl Page {
    pub fn gather<'n>(formulas: impl Iterator<Item = &'n [Node]>) -> Self {
        let mut page = Self::default();
        for (formula, nodes) in formulas.enumerate() {
            page.list(nodes, (formula, false));
        }
        page
    }

    fn list(&mut self, nodes: &[Node], at: (usize, bool)) {
        for (index, node) in nodes.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| nodes.get(before));
            let after = nodes.get(index + 1..).unwrap_or_default();
            let first = self.entries.len();
            self.node(node, before, after, at);
            if let Some(entry) = self.entries.get_mut(first) {
                entry.mates = mates(nodes, index);
            }
            if !at.1 {
                self.neighbours(node, before, after, at.0);
            }
        }
    }

    fn node(&mut self, node: &Node, before: Option<&Node>, after: &[Node], at: (usize, bool)) {
        self.sums.extend(super::ends::sum(node, at.0));
        self.extrema.extend(super::runs::extremum(node, after, at.0));
        self.turned.extend(turned(node, at.0));
        match &node.kind {
            NodeKind::Group(nodes) | NodeKind::Error(nodes) => self.list(nodes, at),
            NodeKind::Fenced(fence) => self.list(&fence.body, at),
            NodeKind::Scripts { base: Some(base), sub, sup, .. } => {
                match letter(base) {
                    Some(_) => self.entry(node, base, before, after, at),
                    None => self.node(base, before, after, at),
                }
                for script in sub.iter().chain(sup) {
                    self.list(std::slice::from_ref(script), (at.0, true));
                }
            }
            NodeKind::Letter(_) => self.entry(node, node, before, after, at),
            NodeKind::Styled { font: Font::Bold, .. } if letter(node).is_some() => {
                self.entry(node, node, before, after, at);
            }
            NodeKind::Styled { font: Font::Bold, body } | NodeKind::Accent { body, .. } => {
                self.list(std::slice::from_ref(body), at);
            }
            NodeKind::Fraction { numerator, denominator, .. } => {
                self.list(std::slice::from_ref(numerator), at);
                self.list(std::slice::from_ref(denominator), at);
            }
            NodeKind::Root { radicand, .. } => self.list(std::slice::from_ref(radicand), at),
            NodeKind::Stack { base, .. } => self.list(std::slice::from_ref(base), at),
            NodeKind::Environment { rows, .. } => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.list(cell, at));
            }
            NodeKind::Operator { name, .. } => {
                self.operators.insert(name.clone());
            }
            _ => {}
        }
        if let (Some(name), Some(NodeKind::Fenced(fence))) = (name_text(node), after.first().map(|next| &next.kind))
            && fence.left == "("
            && !at.1
        {
            self.call(name, &fence.body, at.0);
        }
    }

    fn entry(&mut self, node: &Node, base: &Node, before: Option<&Node>, after: &[Node], at: (usize, bool)) {
        let Some((bold, letter)) = letter(base) else { return };
        let scripts = scripts_text(node);
        if let Some(scripts) = scripts.as_ref().filter(|scripts| !scripts.is_empty()) {
            *self.scripted.entry(format!("{}{scripts}", spelling(bold, letter))).or_default() += 1;
        }
        let applied = after.first().is_some_and(|next| matches!(next.kind, NodeKind::Fenced(_)));
        let differential = before.and_then(|before| plain(before)).is_some_and(|letter| letter == "d");
        self.entries.push(Entry {
            formula: at.0,
            bold,
            letter: letter.to_owned(),
            scripts,
            in_script: at.1,
            tied: applied || differential,
            mates: Vec::new(),
            span: node.span,
        });
    }

    fn neighbours(&mut self, node: &Node, before: Option<&Node>, after: &[Node], formula: usize) {
        let Some(next) = after.first().filter(|next| next.span.start == node.span.end) else { return };
        let run = before.is_some_and(|before| before.span.end == node.span.start && plain(before).is_some());
        if let Some((bold, base)) = letter(node)
            && (!run || bold)
            && let Some(script) = index(next, bold)
            && !goes_on(next, after.get(1))
        {
            let base = spelling(bold, base);
            self.unlowered.push(Neighbours { formula, base, script, span: node.span.join(next.span), rest: next.span });
        }
        if !run && plain(node).is_some() {
            self.function(node, after, formula);
        }
        self.step(node, after, formula);
    }

    /// `h_t-1` without blanks.
    fn step(&mut self, node: &Node, after: &[Node], formula: usize) {
        let (NodeKind::Scripts { base: Some(base), sub: Some(sub), sup: None, primes: 0 }, [sign, one, ..]) =
            (&node.kind, after)
        else {
            return;
        };
        let tight = sign.span.start == node.span.end && one.span.start == sign.span.end;
        let (NodeKind::Symbol { text, .. }, NodeKind::Number(number)) = (&sign.kind, &one.kind) else { return };
        let Some(((bold, base), letter)) = letter(base).zip(plain(sub)) else { return };
        if tight && matches!(text.as_str(), "-" | "+") && number == "1" {
            let base = spelling(bold, base);
            let script = format!("{letter}{text}1");
            self.cut.push(Neighbours {
                formula,
                base,
                script,
                span: node.span.join(one.span),
                rest: sub.span.join(one.span),
            });
        }
    }

    /// A run of letters before a bracket that is the name of a function.
    fn function(&mut self, node: &Node, after: &[Node], formula: usize) {
        let (mut word, mut end) = (String::new(), node.span.start);
        let run = std::iter::once(node).chain(after).take(8);
        let mut rest = run.skip_while(|next| match plain(next).filter(|_| next.span.start == end) {
            Some(letter) => {
                word.push_str(letter);
                end = next.span.end;
                true
            }
            None => false,
        });
        let opens = rest.next().is_some_and(|next| matches!(&next.kind, NodeKind::Fenced(fence) if fence.left == "("));
        drop(rest);
        if opens && FUNCTIONS.contains(&word.as_str()) {
            let span = Span { start: node.span.start, end };
            self.spelled.push(Neighbours { formula, base: word, script: String::new(), span, rest: span });
        }
    }

    fn call(&mut self, name: String, body: &[Node], formula: usize) {
        let parts = body.split(|node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == ","));
        let arguments: Option<Vec<(String, Span)>> = parts
            .take(MOST_ARGUMENTS + 1)
            .map(|part| {
                let mut text = String::new();
                part.iter().try_for_each(|node| push(node, &mut text))?;
                Some((text, part.first()?.span.join(part.last()?.span)))
            })
            .collect();
        if let Some(arguments) = arguments.filter(|arguments| (2..=MOST_ARGUMENTS).contains(&arguments.len())) {
            self.calls.push(Call { formula, name, arguments });
        }
    }
}

/// Functions whose names are set upright everywhere.
const FUNCTIONS: [&str; 9] = ["exp", "log", "ln", "sin", "cos", "tan", "tanh", "sinh", "cosh"];

/// What the letter is, bold or not.
fn letter(node: &Node) -> Option<(bool, &str)> {
    match &node.kind {
        NodeKind::Styled { font: Font::Bold, body } => plain(body).map(|letter| (true, letter)),
        _ => plain(node).map(|letter| (false, letter)),
    }
}

fn plain(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Letter(letter) => Some(letter),
        _ => None,
    }
}

/// How a letter is written.
pub(super) fn spelling(bold: bool, letter: &str) -> String {
    if bold { format!("\\mathbf{{{letter}}}") } else { letter.to_owned() }
}

/// The letters that stand beside a member of a list.
fn mates(nodes: &[Node], index: usize) -> Vec<String> {
    let comma = |at: usize| {
        nodes.get(at).is_some_and(|node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == ","))
    };
    let named = |at: usize| {
        let node = nodes.get(at)?;
        let base = match &node.kind {
            NodeKind::Scripts { base: Some(base), .. } => base,
            _ => node,
        };
        letter(base).map(|(_, letter)| letter.to_owned())
    };
    let before = index.checked_sub(2).filter(|at| comma(at + 1)).and_then(named);
    let after = Some(index + 2).filter(|at| comma(at - 1)).and_then(named);
    before.into_iter().chain(after).collect()
}

/// A number; behind a bold letter also one that hardly ever stands for anything but an index: `bi` is a product.
fn index(node: &Node, bold: bool) -> Option<String> {
    match &node.kind {
        NodeKind::Number(digits) if !digits.contains('.') => Some(digits.clone()),
        NodeKind::Letter(letter) if bold && matches!(letter.as_str(), "i" | "j" | "k" | "n" | "t") => {
            Some(letter.clone())
        }
        _ => None,
    }
}

/// Whether a word or an application goes on behind the letter.
fn goes_on(node: &Node, next: Option<&Node>) -> bool {
    next.is_some_and(|next| {
        let touching = next.span.start == node.span.end;
        touching
            && matches!(
                next.kind,
                NodeKind::Letter(_) | NodeKind::Number(_) | NodeKind::Scripts { .. } | NodeKind::Fenced(_)
            )
    })
}

/// The name of a function: a letter, with scripts or without.
fn name_text(node: &Node) -> Option<String> {
    let base = match &node.kind {
        NodeKind::Scripts { base: Some(base), .. } => base,
        _ => node,
    };
    let (bold, letter) = letter(base)?;
    Some(format!("{}{}", spelling(bold, letter), scripts_text(node)?))
}

/// `\mathbf{W^\top}_a`: an index on a bold letter that has its transpose inside.
fn turned(node: &Node, formula: usize) -> Option<Neighbours> {
    let NodeKind::Scripts { base: Some(base), .. } = &node.kind else { return None };
    let NodeKind::Styled { font: Font::Bold, body } = &base.kind else { return None };
    let inner = match &body.kind {
        NodeKind::Group(nodes) => <[Node; 1]>::try_from(nodes.clone()).ok().map(|[only]| only)?,
        _ => (**body).clone(),
    };
    let NodeKind::Scripts { base: Some(letter), sub: None, sup: Some(sup), primes: 0 } = &inner.kind else {
        return None;
    };
    let transpose = matches!(&sup.kind, NodeKind::Symbol { text, .. } if text == r"\top");
    let script = scripts_text(node).filter(|script| transpose && !script.is_empty())?;
    let base = format!("{}{}", spelling(true, plain(letter)?), script.trim_end_matches(r"^\top"));
    Some(Neighbours { formula, base, script, span: node.span, rest: node.span })
}

/// `_{t-1}^\top`: what stands on a base; empty for a bare one.
fn scripts_text(node: &Node) -> Option<String> {
    let NodeKind::Scripts { sub, sup, primes, .. } = &node.kind else { return Some(String::new()) };
    let mut text = String::new();
    for (sign, script) in [("_", sub), ("^", sup)] {
        if let Some(script) = script {
            text.push_str(sign);
            push(script, &mut text)?;
        }
    }
    text.extend((0..(*primes).min(8)).map(|_| '\''));
    Some(text)
}

/// Appends a canonical spelling; `None` for what is long or more than a name with scripts.
fn push(node: &Node, text: &mut String) -> Option<()> {
    if text.len() > LONGEST {
        return None;
    }
    match &node.kind {
        NodeKind::Letter(part)
        | NodeKind::Number(part)
        | NodeKind::Text(part)
        | NodeKind::Symbol { text: part, .. } => {
            text.push_str(part);
        }
        NodeKind::Group(nodes) => nodes.iter().try_for_each(|node| push(node, text))?,
        NodeKind::Styled { font, body } => {
            if *font == Font::Bold {
                text.push('*');
            }
            push(body, text)?;
        }
        NodeKind::Accent { accent, body } => {
            text.push_str(accent);
            push(body, text)?;
        }
        NodeKind::Fenced(fence) => {
            text.push_str(&fence.left);
            fence.body.iter().try_for_each(|node| push(node, text))?;
            text.push_str(&fence.right);
        }
        NodeKind::Scripts { base: Some(base), .. } => {
            push(base, text)?;
            text.push_str(&scripts_text(node)?);
        }
        NodeKind::Space(_) | NodeKind::Meta { .. } => {}
        _ => return None,
    }
    (text.len() <= LONGEST).then_some(())
}
