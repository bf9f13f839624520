//! A name and what follows it: constant, set, call, factor.

use crate::expr::{Expr, Name};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Font, Node, NodeKind};

use super::atoms::Scripts;
use super::items::{Item, ItemKind};
use super::letters;
use super::pratt::sign;
use super::reader::{Cursor, Reader};
use super::scripts::apply_outer;
use super::text;

/// Sets of numbers.
static SETS: &[(&str, &str)] = &[
    ("\\mathbb{R}", "RealNumbers"),
    ("\\mathbb{C}", "ComplexNumbers"),
    ("\\mathbb{Q}", "RationalNumbers"),
    ("\\mathbb{Z}", "Integers"),
    ("\\mathbb{N}", "NaturalNumbers"),
    ("\\R", "RealNumbers"),
];

/// Letters that are constants where the page says so, and in identities when nobody declares them.
static CONSTANTS: &[(&str, &str)] = &[
    ("e", "E"),
    ("\\text{e}", "E"),
    ("i", "I"),
    ("\\text{i}", "I"),
    ("\\pi", "Pi"),
    ("\\gamma", "EulerGamma"),
    ("\\varphi", "GoldenRatio"),
    ("G", "Catalan"),
    ("A", "Glaisher"),
];

impl<'n> Reader<'_> {
    /// A letter, an accented or a styled piece: a name, or several.
    pub(super) fn name_or_word(
        &mut self,
        base: &'n Node,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        if let NodeKind::Styled { font, body } = &base.kind {
            return self.styled(base, *font, body, scripts, span, cursor);
        }
        if let NodeKind::Accent { accent, body } = &base.kind
            && let Some(read) = self.accented(accent, body, scripts, span, cursor)
        {
            return read;
        }
        if let Some((name, number)) = self.numbered(base, scripts, cursor) {
            cursor.advance();
            let (_, behind) = Scripts::split(number);
            self.note(span, "name", "a digit that touches a letter numbers it", Some("product"));
            return self.named(name, behind, span.join(number.span), cursor);
        }
        match self.base_name(base) {
            Some(name) => self.named(name, scripts, span, cursor),
            None => self.opaque(span, "not a name"),
        }
    }

    /// `F1`, `H0`: nobody writes a number behind the letter that it multiplies.
    fn numbered(&self, base: &Node, scripts: Scripts<'n>, cursor: &Cursor<'_, 'n>) -> Option<(Name, &'n Node)> {
        let NodeKind::Letter(letter) = &base.kind else { return None };
        let Item { kind: ItemKind::Node(number), span, .. } = cursor.peek()? else { return None };
        let (digits, raised) = Scripts::split(number);
        let NodeKind::Number(digits) = &digits?.kind else { return None };
        let apart = |item: Option<&Item<'n>>, at: u32| {
            item.is_none_or(|item| {
                item.span.end != at && item.span.start != at
                    || !super::pratt::is_plain(item) && sign(item).is_none_or(|text| text != "!" && text != ".")
            })
        };
        let whole = digits.len() == 1 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let plain = letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_uppercase()) && scripts.is_empty();
        let fits = plain
            && whole
            && raised.is_empty()
            && !self.identities
            && self.font.is_none()
            && span.start == base.span.end
            && apart(cursor.before_previous(), base.span.start)
            && apart(cursor.peek_second(), span.end);
        fits.then(|| (prose::word_name(&format!("{letter}{digits}")), *number))
    }

    fn base_name(&self, node: &Node) -> Option<Name> {
        match self.font {
            Some(font) => {
                prose::base_name(&Node::new(NodeKind::Styled { font, body: Box::new(node.clone()) }, node.span))
            }
            None => prose::base_name(node),
        }
    }

    fn styled(
        &mut self,
        base: &'n Node,
        font: Font,
        body: &'n Node,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        let run = matches!(&prose::unwrapped(body).kind, NodeKind::Group(_));
        if font == Font::Bold
            && run
            && let Some(word) = text::word(base).filter(|word| !self.is_product_of(word, "\\mathbf"))
        {
            let name = Name::from(format!("\\mathbf{{{word}}}"));
            return self.named(name, scripts, span, cursor);
        }
        if matches!(font, Font::Upright | Font::Italic | Font::SansSerif | Font::Typewriter)
            && run
            && let Some(word) = text::word(base)
        {
            return self.word(&word, scripts, span, cursor);
        }
        if let Some((word, primes)) = primed_word(body).filter(|_| run) {
            return self.word(&word, Scripts { primes: scripts.primes + primes, ..scripts }, span, cursor);
        }
        if let Some(name) = self.base_name(base) {
            return self.named(name, scripts, span, cursor);
        }
        if let Some(read) = self.styled_product(font, body, scripts, span, cursor) {
            return read;
        }
        // A font over more than a name: every letter inside takes it.
        let (base, inner) = Scripts::split(prose::unwrapped(body));
        let before = self.font.replace(font);
        let read = match base {
            Some(base) if !inner.is_empty() && scripts.is_empty() => self.name_or_group(base, inner, span, cursor),
            _ => self.read_node(body),
        };
        self.font = before;
        self.attach(read, scripts, span)
    }

    /// `\mathbf{AB}^T`: letters of one font; the scripts hang on the last.
    fn styled_product(
        &mut self,
        font: Font,
        body: &'n Node,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let NodeKind::Group(parts) = &prose::unwrapped(body).kind else { return None };
        let parts = prose::significant(parts);
        let letters = parts.len() > 1 && parts.iter().all(|part| matches!(part.kind, NodeKind::Letter(_)));
        let (last, front) = parts.split_last().filter(|_| letters && !scripts.is_empty())?;
        let before = self.font.replace(font);
        let names: Option<Vec<Name>> = front.iter().map(|part| self.base_name(part)).collect();
        let last = self.base_name(last);
        self.font = before;
        let mut factors: Vec<Expr> =
            names?.into_iter().zip(front).map(|(name, part)| Expr::symbol(name).at(part.span)).collect();
        factors.push(self.named(last?, scripts, span, cursor));
        Some(Expr::apply("Multiply", factors).at(span))
    }

    fn name_or_group(&mut self, base: &'n Node, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        match self.base_name(base) {
            Some(name) => self.named(name, scripts, span, cursor),
            None => {
                let inside = self.read_node(base);
                self.attach(inside, scripts, span)
            }
        }
    }

    /// Whether a run of bold letters is a product: of capitals each of which is a name, or nothing says otherwise.
    fn is_product_of(&self, word: &str, font: &str) -> bool {
        let letters: Vec<char> = word.chars().collect();
        if !letters.iter().all(char::is_ascii_alphabetic) || self.names.is_word(word) {
            return false;
        }
        let declared = |c: &char| self.names.is_declared(&Name::from(format!("{font}{{{c}}}")), self.at);
        let known = crate::functions::by_spelling(word).is_some() || super::words::is_known(word);
        letters.iter().all(declared) || letters.len() == 2 && !known
    }

    /// Accents that are operations, or that stand over more than a name.
    fn accented(
        &mut self,
        accent: &str,
        body: &'n Node,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let inside = prose::unwrapped(body);
        if self.identities && matches!(accent, "overline" | "bar") {
            let body = self.read_node(body);
            let read = Expr::apply("Conjugate", [body]).at(span);
            return Some(self.attach(read, scripts, span));
        }
        if matches!(accent, "dot" | "ddot") && self.base_name(inside).is_some() {
            let body = self.read_node(body);
            let order = if accent == "ddot" { vec![body, Expr::integer(2)] } else { vec![body] };
            // `\dot{x}(t)` is the derivative at a time.
            if scripts.is_empty()
                && let Some((fence, item)) = self.single_argument(span, cursor)
            {
                cursor.advance();
                let time = self.arguments(fence);
                return Some(Expr::call(Expr::apply("Prime", order).at(span), time).at(span.join(item.span)));
            }
            let read = Expr::apply("TimeDerivative", order).at(span);
            return Some(self.attach(read, scripts, span));
        }
        if prose::base_name(inside).is_some() {
            return None;
        }
        // `\hat{x_t}` is `\hat{x}_t`.
        if let (Some(base), inner) = Scripts::split(inside)
            && !inner.is_empty()
            && let Some(name) = self.base_name(base)
        {
            let name = Name::from(format!("\\{}{{{name}}}", merged(accent)));
            let both = Scripts {
                sub: inner.sub.or(scripts.sub),
                sup: inner.sup.or(scripts.sup),
                primes: inner.primes + scripts.primes,
            };
            return Some(self.named(name, both, span, cursor));
        }
        let letters = match &inside.kind {
            NodeKind::Group(parts) => prose::script_text(inside)
                .filter(|_| !parts.iter().any(|part| matches!(part.kind, NodeKind::Environment { .. })))
                .filter(|_| parts.len() <= 3 && !parts.iter().any(is_operator) && !holds_members(parts)),
            NodeKind::Symbol { text, .. } if matches!(text.as_str(), "*" | "\\cdot" | "\\bullet" | "\\star") => {
                Some(text.clone())
            }
            _ => None,
        };
        match letters {
            Some(letters) => {
                Some(self.named(Name::from(format!("\\{}{{{letters}}}", merged(accent))), scripts, span, cursor))
            }
            None if matches!(accent, "overline" | "bar") => {
                let read = self.overlined(body, span);
                Some(self.attach(read, scripts, span))
            }
            None if matches!(accent, "underline" | "boxed" | "cancel") => {
                self.note(span, "line", "a line over or under more than a name marks it", None);
                let read = self.read_node(body).at(span);
                Some(self.attach(read, scripts, span))
            }
            None => {
                self.open.push((span, format!("\\{accent} over more than a name")));
                let read = self.read_node(body);
                Some(Expr::apply("Text", [Expr::symbol(format!("\\{accent}")), read]).at(span))
            }
        }
    }

    /// `\overline{A \cup B}`, `\overline{x + y}`: the complement of a set, else whatever the page means by the line.
    fn overlined(&mut self, body: &'n Node, span: Span) -> Expr {
        let inside = self.read_node(body);
        let set = ["Union", "Intersection", "SetMinus", "BigUnion", "BigIntersection"];
        let binds = |head: &str| matches!(&inside.kind, crate::expr::Kind::Bind(binding) if binding.head == head);
        if set.iter().any(|head| inside.is_apply(head) || binds(head)) {
            self.note(span, "complement", "a line over sets", Some("mean"));
            return Expr::apply("Complement", [inside]).at(span);
        }
        if inside
            .any(&mut |part| part.is_apply("I") || part.as_symbol().is_some_and(|name| name.as_str() == "\\text{i}"))
        {
            self.note(span, "conjugate", "a line over what holds the imaginary unit", Some("mark"));
            return Expr::apply("Conjugate", [inside]).at(span);
        }
        self.note(span, "call", "a line over more than a name", Some("mark"));
        Expr::call(Expr::symbol(prose::word_name("overline")).at(span), [inside]).at(span)
    }

    /// A name: what it is by convention, with its scripts, applied to what follows.
    pub(super) fn named(&mut self, name: Name, scripts: Scripts<'n>, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        if let Some(read) = self.special_name(&name, scripts, span, cursor) {
            return read;
        }
        if scripts.sup.is_some_and(super::special::is_lined) {
            let base = self.plain(name, Scripts { sup: None, ..scripts }, span);
            return self.attach(base, Scripts { sup: scripts.sup, ..Scripts::default() }, span);
        }
        let (name, scripts, span) = self.with_prefix(name, scripts, span, cursor);
        let fence = self.fence_behind(cursor);
        let read =
            self.scripted(Some(name.clone()), Expr::symbol(name).at(span), scripts, cursor.peek(), fence.is_some());
        self.maybe_call(read, span, cursor)
    }

    /// The rows that know the name by its letter.
    fn special_name(
        &mut self,
        name: &Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Option<Expr> {
        let text = name.as_str();
        if let Some((_, head)) = SETS.iter().find(|(set, _)| *set == text) {
            return Some(self.number_set(Expr::apply(head, []).at(span), name, scripts, span));
        }
        if text == "C"
            && !self.identities
            && scripts.primes == 0
            && self.names.counts_choices()
            && let (Some(sub), Some(sup)) = (scripts.sub, scripts.sup)
        {
            self.note(
                span,
                "binomial coefficient",
                "the page writes C with letters below and above only",
                Some("power"),
            );
            let parts = [self.read_node(sub), self.read_node(sup)];
            return Some(Expr::apply("Binomial", parts).at(span));
        }
        if self.identities {
            if let Some(read) = self.identity_name(name, scripts, span, cursor) {
                return Some(read);
            }
        } else if let Some(read) = self.function_space(name, scripts, span, cursor) {
            return Some(read);
        } else if let Some(read) = self.field_name(name, scripts, span, cursor) {
            return Some(read);
        }
        self.constant(name, scripts, span, cursor)
    }

    /// `\mathbb{Z}_{\ge 1}`, `\mathbb{R}^{n \times d}`, `\mathbb{R}_+`.
    pub(super) fn number_set(&mut self, set: Expr, name: &Name, scripts: Scripts<'n>, span: Span) -> Expr {
        let mut set = set;
        if let Some(sub) = scripts.sub {
            let mark = prose::script_text(sub).unwrap_or_default();
            let zero = |head| Expr::apply(head, [Expr::apply("Placeholder", []), Expr::integer(0)]);
            let condition = match mark.as_str() {
                "+" | "++" => zero(if mark == "++" { "Greater" } else { "GreaterEqual" }),
                "-" => zero("LessEqual"),
                "0" => zero("GreaterEqual"),
                _ => self.read_node(sub),
            };
            set = Expr::apply("RestrictedSet", [set, condition]).at(span);
        }
        if let Some(mark) =
            scripts.sup.and_then(prose::script_text).filter(|mark| matches!(mark.as_str(), "+" | "*" | "-"))
        {
            let head = if mark == "-" { "Less" } else { "Greater" };
            let condition = Expr::apply(head, [Expr::apply("Placeholder", []), Expr::integer(0)]);
            return Expr::apply("RestrictedSet", [set, condition]).at(span);
        }
        let above = Scripts { sub: None, ..scripts };
        if above.is_empty() {
            return set;
        }
        let read = self.scripted(Some(name.clone()), set, above, None, false);
        apply_outer(read.callee, read.outer, span)
    }

    /// `e`, `\pi`, `i` … where evidence makes them constants.
    fn constant(&mut self, name: &Name, scripts: Scripts<'n>, span: Span, cursor: &Cursor<'_, 'n>) -> Option<Expr> {
        let (_, head) = CONSTANTS.iter().find(|(letter, _)| *letter == name.as_str())?;
        if scripts.sub.is_some() || scripts.primes > 0 || self.is_bound(name) {
            return None;
        }
        let said = self.names.is_constant(name, self.at);
        let natural = *head == "E" && is_falling(scripts.sup);
        if !natural && (said == Some(false) || self.names.is_declared(name, self.at) && said.is_none()) {
            return None;
        }
        let upright = name.as_str() == "\\text{i}" && !self.names.is_function(name, self.at).unwrap_or(false);
        let because = match self.constant_evidence(head, scripts, cursor, said) {
            Some(because) => because,
            None if upright => "an upright i, which the page declares nowhere",
            None => return None,
        };
        self.note(span, "constant", because, Some("name"));
        let constant = Expr::apply(head, []).at(span);
        let power = scripts.sup.map(|sup| self.read_node(sup));
        Some(match power {
            Some(power) => Expr::apply("Power", [constant, power]).at(span),
            None => constant,
        })
    }

    fn constant_evidence(
        &self,
        head: &str,
        scripts: Scripts<'n>,
        cursor: &Cursor<'_, 'n>,
        said: Option<bool>,
    ) -> Option<&'static str> {
        let before = cursor.before_previous();
        let number_before =
            before.is_some_and(|item| matches!(item.kind, ItemKind::Node(Node { kind: NodeKind::Number(_), .. })));
        let number_after = cursor.peek().is_some_and(|item| sign(item) == Some("/"));
        match head {
            _ if said == Some(true) => Some("the page says so"),
            _ if self.identities => Some("undeclared in an identity"),
            "E" if scripts.sup.is_some() && !is_star(scripts.sup) => {
                Some("e with an exponent is the base of the natural logarithm")
            }
            "Pi" if scripts.sup.is_none() && number_before && self.fence_behind(cursor).is_none() => {
                Some("\\pi behind a number")
            }
            "Pi" if scripts.sup.is_none() && number_after && before.is_none() => Some("\\pi divided"),
            "Pi" if scripts.sup.is_none()
                && (before.is_some() || cursor.peek().is_some())
                && self.fence_behind(cursor).is_none()
                && self.names.is_function(&Name::from("\\pi"), self.at) != Some(true) =>
            {
                Some("\\pi in arithmetic, which the page declares nowhere")
            }
            _ => None,
        }
    }

    /// `\Delta x`, `\delta q` are one name: the change of x, the variation of q.
    fn with_prefix(
        &mut self,
        name: Name,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> (Name, Scripts<'n>, Span) {
        let sign = name.as_str() == "\\Delta" || name.as_str() == "\\delta" && self.names.varies();
        let changes = sign && scripts.is_empty() && !self.names.is_declared(&name, self.at);
        let next = cursor.peek().filter(|_| changes);
        let Some(Item { kind: ItemKind::Node(node), span: end, .. }) = next else { return (name, scripts, span) };
        let (base, inner) = Scripts::split(node);
        let base = base.map(prose::unwrapped).filter(|base| {
            matches!(
                base.kind,
                NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. } | NodeKind::Text(_)
            )
        });
        let Some(changed) = base.and_then(|base| self.base_name(base)) else { return (name, scripts, span) };
        cursor.advance();
        (Name::from(format!("{name} {changed}")), inner, span.join(*end))
    }
}

/// `-x`, `-\beta t`: an exponent that falls with a name, which no power of a variable has.
fn is_falling(sup: Option<&Node>) -> bool {
    let Some(Node { kind: NodeKind::Group(nodes), .. }) = sup else { return false };
    let minus = |node: &Node| matches!(&node.kind, NodeKind::Symbol { text, .. } if text == "-");
    match prose::significant(nodes).as_slice() {
        [first, second, ..] => minus(first) && !matches!(second.kind, NodeKind::Number(_)),
        _ => false,
    }
}

fn is_star(sup: Option<&Node>) -> bool {
    sup.and_then(prose::script_text).is_some_and(|text| matches!(text.as_str(), "*" | "\\star" | "\\*"))
}

/// `z_1 z_2`: several names with scripts.
fn holds_members(parts: &[Node]) -> bool {
    parts.len() > 1 && parts.iter().any(|part| matches!(part.kind, NodeKind::Scripts { .. }))
}

/// `\mathit{foo'}`: letters that spell a word, and the primes on the last.
fn primed_word(body: &Node) -> Option<(String, u32)> {
    let NodeKind::Group(parts) = &prose::unwrapped(body).kind else { return None };
    let (last, front) = parts.split_last().filter(|(_, front)| !front.is_empty())?;
    let (base, scripts) = Scripts::split(last);
    let letter = |node: &Node| match &node.kind {
        NodeKind::Letter(letter) if letter.len() == 1 => Some(letter.clone()),
        _ => None,
    };
    let letters: Option<String> = front.iter().map(letter).chain([letter(base?)]).collect();
    (scripts.primes > 0 && scripts.sub.is_none() && scripts.sup.is_none()).then_some((letters?, scripts.primes))
}

fn is_operator(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { class: crate::syntax::Class::Binary | crate::syntax::Class::Relation, .. })
}

fn merged(accent: &str) -> &str {
    match accent {
        "widehat" => "hat",
        "widetilde" => "tilde",
        "overline" => "bar",
        "overrightarrow" => "vec",
        _ => accent,
    }
}

/// Letters that count, for callers outside of this module.
pub(super) fn counts(name: &Name) -> bool {
    letters::is_index_letter(name.as_str())
}
