//! What hangs on a base becomes index, label, power, transpose, mark.

use crate::expr::{Expr, Name};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Font as Style, Node, NodeKind};

use super::atoms::Scripts;
use super::evidence;
use super::items::{self, Item};
use super::letters::letter;
use super::pratt::sign;
use super::primes::with_written_primes;
use super::raised;
use super::reader::Reader;
use super::subscripts::Sub;
use super::superscript::{self, Facts, Super};
use super::text;

/// A name with what belongs to it, and what is done to its value: the power of `\sigma^2(x)` applies to the call.
pub(super) struct Scripted {
    pub name: Option<Name>,
    pub callee: Expr,
    pub outer: Vec<(Super, Expr)>,
    pub indexed: bool,
    pub parameter: bool,
    pub marked: bool,
    /// The order of a derivative: primes, or `^{(n)}`.
    pub order: Option<Expr>,
}

impl<'n> Reader<'_> {
    /// Scripts on something that is no name: indices, powers, transposes.
    pub(super) fn attach(&mut self, base: Expr, scripts: Scripts<'n>, span: Span) -> Expr {
        if scripts.is_empty() {
            return base;
        }
        if let Some(read) = self.factorial_notation(&base, scripts, span, false) {
            return read;
        }
        let read = self.scripted(None, base, scripts, None, false);
        let callee = read.callee;
        let callee = self.with_order(callee, read.order);
        apply_outer(callee, read.outer, span)
    }

    /// A name with scripts where no argument can follow.
    pub(super) fn plain(&mut self, name: Name, scripts: Scripts<'n>, span: Span) -> Expr {
        let read = self.scripted(Some(name.clone()), Expr::symbol(name).at(span), scripts, None, false);
        let callee = self.with_order(read.callee, read.order);
        apply_outer(callee, read.outer, span)
    }

    /// A derivative that is not applied to anything stands as a function.
    pub(super) fn with_order(&mut self, callee: Expr, order: Option<Expr>) -> Expr {
        let span = callee.span;
        match order {
            Some(order) if order.as_number().is_some_and(|number| number.is_one()) => {
                Expr::apply("Prime", [callee]).at(span)
            }
            Some(order) => Expr::apply("Prime", [callee, order]).at(span),
            None => callee,
        }
    }

    /// Reads the scripts of a base; `next` is the item behind it.
    pub(super) fn scripted(
        &mut self,
        name: Option<Name>,
        base: Expr,
        scripts: Scripts<'n>,
        next: Option<&Item<'n>>,
        applied: bool,
    ) -> Scripted {
        let span = base.span;
        let mut read = Scripted {
            name: name.clone(),
            callee: base,
            outer: Vec::new(),
            indexed: false,
            parameter: false,
            marked: false,
            order: None,
        };
        let sub = scripts.sub.map(|sub| self.subscript(name.as_ref(), sub));
        let mut indices = Vec::new();
        match sub {
            Some(Sub::Label(label)) => read.rename(|name| prose::with_subscript(name, &label), &label, false),
            Some(Sub::Index(parts)) => indices = parts,
            None => {}
        }
        let mut scripts = with_written_primes(scripts);
        // `S^{*2}`, `n^{*l}`: the square of what is called with a star, a member of it.
        let starred = scripts.sup.filter(|_| name.is_some()).and_then(behind_star);
        if starred.is_some() {
            read.rename(|name| prose::with_superscript(name, "*"), "*", true);
            read.marked = true;
            scripts.sup = None;
        }
        // `x^{(i)\top}`, `Z^{+\top}`: an index or a mark and a transpose share a script.
        let raised = scripts.sup.and_then(behind_index);
        scripts.sup = raised.map(|(index, _)| index).or(scripts.sup);
        let above = scripts.sup.map(|sup| (sup, self.superscript(&read, sup, scripts.sub, next, applied)));
        if let Some((sup, Super::Label)) = above {
            let label = label_text(sup);
            read.rename(|name| prose::with_superscript(name, &label), &label, true);
            read.marked = true;
        }
        if scripts.primes > 0 {
            self.prime(&mut read, scripts.primes, next, applied);
        }
        if !indices.is_empty() {
            read.indexed = true;
            read.parameter =
                indices.iter().all(|index| index.as_symbol().is_some_and(|name| letter(name.as_str()).is_greek()));
            read.callee = match indices.as_slice() {
                [_, _] if scripts.sup.is_none() && self.is_kronecker(name.as_ref(), &indices) => {
                    Expr::apply("KroneckerDelta", indices)
                }
                _ => Expr::apply("At", std::iter::once(read.callee).chain(indices).collect::<Vec<_>>()),
            }
            .at(span);
        }
        match above {
            Some((sup, Super::Index)) => {
                let parts: Vec<Expr> = std::iter::once(read.callee).chain(self.upper_index(sup)).collect();
                read.callee = Expr::apply("AtUpper", parts).at(span);
                read.marked = true;
            }
            Some((sup, Super::Derivative)) => read.order = Some(self.inside(sup)),
            Some((sup, reading)) if reading != Super::Label => {
                let exponent =
                    if needs_exponent(reading) { self.exponent(sup, reading) } else { Expr::apply("Placeholder", []) };
                read.outer.push((reading, exponent));
            }
            _ => {}
        }
        read.outer.extend(raised.map(|(_, reading)| (reading, Expr::apply("Placeholder", []))));
        if let Some(rest) = starred {
            self.behind_star(&mut read, rest);
        }
        read
    }

    fn superscript(
        &mut self,
        read: &Scripted,
        sup: &Node,
        sub: Option<&Node>,
        next: Option<&Item<'n>>,
        applied: bool,
    ) -> Super {
        let script = prose::script_text(sup).unwrap_or_default();
        let inside = prose::unwrapped(sup);
        let text = read.name.as_ref().map_or("", Name::as_str);
        let base = letter(text);
        let said_label = read.name.as_ref().and_then(|name| self.names.superscript_is_label(name, &script));
        let facts = Facts {
            script: &script,
            base,
            rank: read.name.as_ref().and_then(|name| self.names.rank(name, self.at)),
            has_subscript: sub.is_some(),
            numbered: sub.is_some_and(|sub| matches!(prose::unwrapped(sub).kind, NodeKind::Number(_))),
            applied,
            before_factor: next.is_some_and(|next| super::pratt::begins_operand(next) && !text::is_prose(next)),
            fenced: is_index_fence(inside) || fences(inside).is_some(),
            words: is_words(inside) && !matches!(script.as_str(), "\\text{T}" | "\\text{H}"),
            said_label,
            iterates: read.name.as_ref().is_some_and(|name| self.names.is_iterate(name, &script)),
            counted: self.names.is_counted(&script),
            fenced_elsewhere: matches!(script.as_str(), "i" | "j")
                && !base.is_capital()
                && self.tex.contains(&format!("^{{({script})}}")),
            member: self.bound.iter().any(|name| name.as_str() == script) && raised::counts_members(self.tex, &script),
            identities: self.identities,
        };
        if read.name.is_none() && matches!(facts.script, "\\mathsf{T}" | "\\mathtt{T}" | "\\mathbf{T}" | "\\tr") {
            return Super::Transpose;
        }
        if read.name.is_none()
            && !matches!(
                facts.script,
                "\\top" | "\\intercal" | "T" | "\\text{T}" | "\\circ" | "-1" | "\\dagger" | "*" | "c"
            )
            && !facts.fenced
        {
            return if facts.words || matches!(facts.script, "+" | "-") { Super::Label } else { Super::Power };
        }
        if read.name.is_none() && facts.script == "T" && !self.identities {
            let reading = if self.is_number_power(&read.callee) { Super::Power } else { Super::Transpose };
            self.note(sup.span, reading.name(), "T above a group of arrays or of numbers", Some("power"));
            return reading;
        }
        let outcome = evidence::weigh(superscript::ROWS, |holds| holds(&facts), Super::Power);
        let settled =
            if self.identities && outcome.reading != Super::Derivative && !matches!(facts.script, "*" | "+" | "-") {
                if outcome.reading == Super::CartesianPower { Super::CartesianPower } else { Super::Power }
            } else {
                outcome.reading
            };
        if outcome.runner_up.is_some() && settled == outcome.reading {
            self.weighed(sup.span, settled.name(), outcome.runner_up.map(Super::name), outcome.because, outcome.row);
        }
        settled
    }

    /// Whether a group below a T is a number: it holds a number beside a sum, and nothing that is an array.
    fn is_number_power(&self, group: &Expr) -> bool {
        let array = |name: &Name| {
            letter(name.as_str()).is_bold() || self.names.rank(name, self.at).is_some_and(|rank| rank > 0)
        };
        if group.any(&mut |part| part.as_symbol().is_some_and(array)) {
            return false;
        }
        let step = self.names.is_declared(&Name::from("T"), self.at);
        group.as_number().is_some()
            || group.is_apply("Divide")
            || group.as_apply("Add").is_some_and(|parts| parts.iter().any(|part| part.as_number().is_some()))
            || step && !group.any(&mut |part| part.as_symbol().is_some_and(|name| letter(name.as_str()).is_capital()))
    }

    /// The exponent of a power: `d \times d` over a set counts axes.
    fn exponent(&mut self, sup: &'n Node, reading: Super) -> Expr {
        if reading != Super::CartesianPower {
            return self.read_node(sup);
        }
        let nodes = body_of(sup);
        let items = items::inner(nodes, &self.word_test());
        let sizes = self.sizes(&items, sup.span);
        if sizes.len() == 1 {
            sizes.into_iter().next().unwrap_or_else(|| Expr::integer(1))
        } else {
            super::pratt::sequence(sizes)
        }
    }

    /// `d \times d`, `n, m`: sizes of axes.
    pub(super) fn sizes(&mut self, items: &[Item<'n>], span: Span) -> Vec<Expr> {
        let parts = items.split(|item| matches!(sign(item), Some("\\times" | ",")));
        parts.map(|part| if part.is_empty() { self.missing(span) } else { self.level(part) }).collect()
    }

    fn upper_index(&mut self, sup: &'n Node) -> Vec<Expr> {
        // `z^{[l](i)}`: two indices.
        if let Some(fences) = fences(prose::unwrapped(sup)) {
            return fences.into_iter().map(|fence| self.inside(fence)).collect();
        }
        let inside = self.inside(sup);
        match inside.as_apply("Sequence") {
            Some(parts) => parts.to_vec(),
            None => vec![inside],
        }
    }

    /// The inside of a script, without the parentheses around it.
    fn inside(&mut self, sup: &'n Node) -> Expr {
        match &prose::unwrapped(sup).kind {
            NodeKind::Fenced(fence) => self.read(&fence.body),
            _ => self.read_node(sup),
        }
    }

    /// What stands behind the star of a script: a power, a transpose, an index.
    fn behind_star(&mut self, read: &mut Scripted, rest: &'n [Node]) {
        let text = rest.iter().map(prose::script_text).collect::<Option<String>>().unwrap_or_default();
        if matches!(text.as_str(), "T" | "\\top" | "\\text{T}" | "\\intercal") {
            return read.outer.push((Super::Transpose, Expr::apply("Placeholder", [])));
        }
        let script = self.read(rest);
        if matches!(rest, [Node { kind: NodeKind::Number(_), .. }]) {
            return read.outer.push((Super::Power, script));
        }
        let span = read.callee.span;
        read.callee = Expr::apply("AtUpper", [read.callee.clone(), script]).at(span);
    }

    /// `\delta_{ij}` with two letters, where nobody says what δ is.
    fn is_kronecker(&self, name: Option<&Name>, indices: &[Expr]) -> bool {
        let Some(name) = name.filter(|name| name.as_str() == "\\delta") else { return false };
        let letters = indices.iter().any(|index| index.as_symbol().is_some());
        letters && !self.names.is_declared(name, self.at) && !self.is_bound(name)
    }
}

impl Scripted {
    /// Adds to the name; on what is no name, the mark becomes an upper or lower index in words.
    pub fn rename(&mut self, change: impl Fn(&Name) -> Name, label: &str, above: bool) {
        let span = self.callee.span;
        match &self.name {
            Some(name) => {
                let changed = change(name);
                self.callee = Expr::symbol(changed.clone()).at(span);
                self.name = Some(changed);
            }
            None => {
                let inner = label.strip_prefix("\\text{").and_then(|rest| rest.strip_suffix('}'));
                let mark = Expr::symbol(inner.map_or_else(|| Name::from(label), prose::word_name));
                let head = if above { "AtUpper" } else { "At" };
                self.callee = Expr::apply(head, [self.callee.clone(), mark]).at(span);
            }
        }
    }
}

/// An index in parentheses, and the transpose or inverse that stands behind it in one script.
fn behind_index(sup: &Node) -> Option<(&Node, Super)> {
    let NodeKind::Group(body) = &sup.kind else { return None };
    let parts = prose::significant(body);
    let (index, rest) = parts.split_first()?;
    let scripts: Vec<String> = rest.iter().map(|part| prose::script_text(part)).collect::<Option<_>>()?;
    let reading = match scripts.concat().as_str() {
        "\\top" | "\\intercal" | "T" | "\\text{T}" => Super::Transpose,
        "-1" => Super::Inverse,
        _ => return None,
    };
    let mark = matches!(&index.kind, NodeKind::Symbol { text, .. } if matches!(text.as_str(), "+" | "*" | "\\prime"));
    (is_index_fence(index) || mark && reading == Super::Transpose).then_some((*index, reading))
}

/// What stands behind the star of `^{*2}`.
fn behind_star(sup: &Node) -> Option<&[Node]> {
    let NodeKind::Group(parts) = &sup.kind else { return None };
    let (first, rest) = parts.split_first()?;
    let plain = |node: &Node| matches!(node.kind, NodeKind::Number(_) | NodeKind::Letter(_) | NodeKind::Fenced(_));
    let sign = |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == "\\top");
    (is_star(first) && matches!(rest, [only] if plain(only) || sign(only))).then_some(rest)
}

/// Whether a node is a star, as one marks an optimum with.
pub(super) fn is_star(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if matches!(text.as_str(), "*" | "\\*" | "\\ast" | "\\star"))
}

/// Applies powers, transposes and inverses to a value.
pub(super) fn apply_outer(mut value: Expr, outer: Vec<(Super, Expr)>, span: Span) -> Expr {
    for (reading, exponent) in outer {
        value = match reading {
            Super::Transpose => Expr::apply("Transpose", [value]),
            Super::Inverse => Expr::apply("Inverse", [value]),
            Super::InverseTranspose => Expr::apply("InverseTranspose", [value]),
            Super::PseudoInverse => Expr::apply("PseudoInverse", [value]),
            Super::ConjugateTranspose => Expr::apply("ConjugateTranspose", [value]),
            Super::Degree => {
                let unit = Expr::apply("Unit", [Expr::symbol("\\text{degree}")]);
                Expr::apply("Quantity", [value, unit])
            }
            Super::CartesianPower => {
                let sizes = match exponent.as_apply("Sequence") {
                    Some(sizes) => sizes.to_vec(),
                    None => vec![exponent],
                };
                Expr::apply("CartesianPower", std::iter::once(value).chain(sizes).collect::<Vec<_>>())
            }
            _ => Expr::apply("Power", [value, exponent]),
        }
        .at(span);
    }
    if value.span.is_empty() { value.at(span) } else { value }
}

fn needs_exponent(reading: Super) -> bool {
    matches!(reading, Super::Power | Super::CartesianPower)
}

/// The nodes of a script.
pub(super) fn body_of(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Group(body) => body,
        _ => std::slice::from_ref(node),
    }
}

fn is_index_fence(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Fenced(fence) if matches!(fence.left.as_str(), "(" | "[" | "\\langle" | "<"))
}

/// Several indices in brackets, side by side.
fn fences(node: &Node) -> Option<Vec<&Node>> {
    let NodeKind::Group(body) = &node.kind else { return None };
    let parts = prose::significant(body);
    (parts.len() > 1 && parts.iter().all(|part| is_index_fence(part))).then_some(parts)
}

/// Upright words: `\text{model}`, `\mathrm{old}`, `\max`; not `\mathrm{T}`.
pub(super) fn is_words(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Text(_) | NodeKind::Operator { .. } => true,
        NodeKind::Styled { font: Style::Upright | Style::SansSerif, .. } => true,
        NodeKind::Styled { font: Style::Bold, .. } => text::word(node).is_some(),
        NodeKind::Group(parts) if super::words::is_spelled(parts) => true,
        NodeKind::Group(parts) => {
            let parts = prose::significant(parts);
            !parts.is_empty()
                && parts.iter().any(|part| {
                    matches!(
                        part.kind,
                        NodeKind::Text(_) | NodeKind::Operator { .. } | NodeKind::Styled { font: Style::Upright, .. }
                    )
                })
                && parts.iter().all(|part| match &part.kind {
                    NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Operator { .. } => true,
                    NodeKind::Styled { font: Style::Upright, .. } => true,
                    NodeKind::Symbol { text, .. } => matches!(text.as_str(), "-" | "/" | "\\_" | "_" | "\\&" | "."),
                    _ => false,
                })
        }
        _ => false,
    }
}

/// The text of a label.
pub(super) fn label_text(node: &Node) -> String {
    prose::script_text(node).unwrap_or_else(|| match &prose::unwrapped(node).kind {
        NodeKind::Text(words) => format!("\\text{{{}}}", words.trim()),
        NodeKind::Styled { body, .. } => label_text(body),
        NodeKind::Letter(letter) => letter.clone(),
        NodeKind::Number(digits) => digits.clone(),
        NodeKind::Group(parts) => parts.iter().map(label_text).collect(),
        NodeKind::Symbol { text, .. } => text.clone(),
        _ => "?".into(),
    })
}
