//! What hangs on a base becomes index, label, power, transpose, mark.

use crate::expr::{Expr, Name};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Font as Style, Node, NodeKind};

use super::atoms::Scripts;
use super::evidence;
use super::items::{self, Item, ItemKind};
use super::letters::{self, letter};
use super::pratt::{is_comma, sign};
use super::primes::{self, Prime};
use super::raised;
use super::reader::Reader;
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

/// What a subscript says.
enum Sub {
    Label(String),
    Index(Vec<Expr>),
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

    fn prime(&mut self, read: &mut Scripted, primes: u32, next: Option<&Item<'n>>, applied: bool) {
        let outcome = {
            let facts = self.prime_facts(read, primes, next, applied);
            evidence::weigh(primes::ROWS, |holds| holds(&facts), Prime::Mark)
        };
        let named = read.name.is_some();
        match outcome.reading {
            Prime::Transpose => {
                let other = if named { "decorated name" } else { "derivative" };
                self.note(read.callee.span, "transpose", outcome.because, Some(other));
                read.outer.push((Super::Transpose, Expr::apply("Placeholder", [])));
            }
            Prime::Derivative => {
                self.note(read.callee.span, "derivative", outcome.because, Some("decorated name"));
                read.order = Some(Expr::integer(i64::from(primes)));
            }
            Prime::Mark => {
                let marks = "'".repeat(primes.min(8) as usize);
                read.rename(|name| prose::with_primes(name, primes), &marks, true);
                read.marked = true;
            }
        }
    }

    fn prime_facts<'f>(
        &self,
        read: &'f Scripted,
        primes: u32,
        next: Option<&'f Item<'n>>,
        applied: bool,
    ) -> primes::Facts<'f> {
        let name = read.name.as_ref();
        // The page speaks of names without their labels: `L_X` is an L.
        let transposes = |name: &Name| {
            let bare = name.as_str().split_once('_').map_or(name.as_str(), |(bare, _)| bare);
            self.names.is_transposed_by_prime(name) || self.names.is_transposed_by_prime(&Name::from(bare))
        };
        let group = &read.callee;
        let inside = || group.any(&mut |part| part.as_symbol().is_some_and(transposes));
        primes::Facts {
            name: name.map(|name| letter(name.as_str())),
            single: primes == 1,
            page_transposes: name.map_or_else(inside, transposes),
            habit: self.names.transposes_by_primes() && is_matrix_like(name, group),
            applied,
            functional: name.is_some_and(|name| self.is_functional(name)),
            next: next.and_then(first_letter),
            list: name.is_none() && ["Tuple", "List", "Matrix"].iter().any(|head| group.is_apply(head)),
            repeated: name.is_none() && self.is_repeated(group.span),
            matrices: name.is_none() && holds_only_matrices(group),
        }
    }

    /// Whether a prime on the name is a derivative where the name is applied.
    fn is_functional(&self, name: &Name) -> bool {
        self.names.is_function(name, self.at).unwrap_or_else(|| {
            let letter = letter(name.as_str());
            self.identities
                || matches!(letter.base, "f" | "g" | "u" | "F" | "\\phi" | "\\sigma" | "\\ell" | "\\psi" | "\\varphi")
                    && !letter.is_bold()
        })
    }

    /// `(y - Xb)'(y - Xb)`: whether the text in a group follows in the next parentheses once more.
    fn is_repeated(&self, inside: Span) -> bool {
        let group = inside.of(self.tex).trim_matches(['(', ')', ' ']);
        let behind = self.tex.get(inside.end as usize..).unwrap_or("");
        // `)'\left(` and no more.
        let next = behind
            .split_once('(')
            .filter(|(between, _)| (between.contains('\'') || between.contains("\\prime")) && between.len() < 24);
        group.len() > 2 && next.is_some_and(|(_, next)| next.trim_start().starts_with(group))
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
            member: self.bound.iter().any(|name| name.as_str() == script) && raised::counts_members(self.tex, &script),
            identities: self.identities,
        };
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
    fn sizes(&mut self, items: &[Item<'n>], span: Span) -> Vec<Expr> {
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

    fn subscript(&mut self, base: Option<&Name>, sub: &'n Node) -> Sub {
        let inside = prose::unwrapped(sub);
        let script = prose::script_text(sub);
        let said = match (base, &script) {
            (Some(base), Some(script)) => self.names.subscript_is_label(base, script),
            _ => None,
        };
        let declared = match (base, &script) {
            (Some(base), Some(script)) => self.is_declared_label(base, script),
            _ => false,
        };
        let label = |script: &Option<String>, node: &Node| script.clone().unwrap_or_else(|| label_text(node));
        if let NodeKind::Fenced(fence) = &inside.kind
            && fence.left == "("
            && script.as_ref().is_some_and(|script| script.contains(','))
        {
            let items = items::inner(&fence.body, &self.word_test());
            return Sub::Index(self.indices(base, &items));
        }
        // Below a name, `e` is no number.
        if said != Some(false) && matches!(&inside.kind, NodeKind::Letter(letter) if letter == "e") {
            return Sub::Label("e".to_owned());
        }
        if let (Some(base), NodeKind::Number(digits)) = (base, &inside.kind)
            && let Some(pair) = self.two_indices(base, digits, sub.span)
        {
            return Sub::Index(pair);
        }
        if said == Some(true) && base.is_some() || declared || is_words(inside) || is_mark(inside) {
            return Sub::Label(label(&script, sub));
        }
        if let Some((first, mark)) = starred(inside) {
            if matches!(&first.kind, NodeKind::Letter(letter) if letters::is_index_letter(letter)) {
                // `X_{i*}`: all of row i.
                let all = Expr::apply("Placeholder", []).at(mark.span);
                return Sub::Index(vec![self.read_node(first), all]);
            }
            return Sub::Label(label(&script, sub));
        }
        let items = items::inner(body_of(inside), &self.word_test());
        if base.is_none_or(has_sizes_below) && items.iter().any(|item| sign(item) == Some("\\times")) {
            return Sub::Index(self.sizes(&items, sub.span));
        }
        if items.iter().all(|item| matches!(item.kind, ItemKind::Word { .. }))
            || is_run_of_letters(&items) && said.is_none()
        {
            return Sub::Label(label(&script, sub));
        }
        if base.is_some() && items.len() > 1 && items.iter().all(|item| is_comma(item) || is_words_item(item)) {
            return Sub::Label(label(&script, sub));
        }
        Sub::Index(self.indices(base, &items))
    }

    /// Whether the page declares the name with this script as one name: "number of layers $N_l$".
    fn is_declared_label(&self, base: &Name, script: &str) -> bool {
        let bound = self.bound.iter().any(|name| script.split(',').any(|part| part == name.as_str()));
        let name = prose::with_subscript(base, script);
        // `kv` is no pair of letters that usually count.
        let word = script.len() > 1 && script.bytes().all(|byte| byte.is_ascii_lowercase());
        let word = word && !script.bytes().all(|byte| b"ijklmnst".contains(&byte));
        let told = self.names.is_size(&name, self.at) || word && self.names.is_declared(&name, self.at);
        !bound && !self.names.is_family(base) && told
    }

    /// `a_{11}` in a matrix, or where the page writes `a_{ij}`: two indices.
    fn two_indices(&self, base: &Name, digits: &str, span: Span) -> Option<Vec<Expr>> {
        let two = digits.len() == 2 && digits.bytes().all(|digit| (b'1'..=b'9').contains(&digit));
        if !two || self.identities || !(self.in_matrix || self.names.has_two_indices(base)) {
            return None;
        }
        Some(digits.bytes().map(|digit| Expr::integer(i64::from(digit - b'0')).at(span)).collect())
    }

    /// The members of a subscript: `i,j`, `ij`, `t+1`, `<t`, `1:T`, `:`.
    fn indices(&mut self, base: Option<&Name>, items: &[Item<'n>]) -> Vec<Expr> {
        let lone: Option<Vec<Expr>> =
            (items.len() > 1 && items.len() <= 6).then(|| self.letters_beside(items)).flatten();
        if let Some(parts) = lone.or_else(|| self.letter_before_step(base, items)) {
            return parts;
        }
        items.split(|item| is_comma(item)).map(|part| self.index(part)).collect()
    }

    fn index(&mut self, items: &[Item<'n>]) -> Expr {
        let colon = items.iter().position(|item| sign(item) == Some(":"));
        match (colon, items) {
            (Some(at), _) => {
                let (low, high) = (items.get(..at).unwrap_or_default(), items.get(at + 1..).unwrap_or_default());
                let ends: Vec<Expr> =
                    [low, high].into_iter().filter(|end| !end.is_empty()).map(|end| self.level(end)).collect();
                Expr::apply("Slice", ends).at(super::pratt::span_of(items))
            }
            (None, [only]) if sign(only).is_some_and(|text| matches!(text, "\\cdot" | "-" | "*" | "\\bullet")) => {
                Expr::apply("Placeholder", []).at(only.span)
            }
            // `x_{\setminus M}`: all but M.
            (None, [first, rest @ ..]) if matches!(sign(first), Some("\\setminus" | "\\backslash")) => {
                let without = self.level(rest);
                Expr::apply("SetMinus", [Expr::apply("Placeholder", []), without]).at(super::pratt::span_of(items))
            }
            (None, []) => Expr::apply("Placeholder", []),
            _ => self.level(items),
        }
    }

    /// `it-1` below a name that the page writes with two indices: a letter, then a step from another.
    fn letter_before_step(&mut self, base: Option<&Name>, items: &[Item<'n>]) -> Option<Vec<Expr>> {
        let [first, second, step, by] = items else { return None };
        let letter = |item: &Item<'n>| match item.kind {
            ItemKind::Node(Node { kind: NodeKind::Letter(letter), .. }) => Some(letter.as_str()),
            _ => None,
        };
        let (one, other) = (letter(first)?, letter(second)?);
        let number = matches!(by.kind, ItemKind::Node(Node { kind: NodeKind::Number(_), .. }));
        let counts = |letter: &str| letters::is_index_letter(letter) || letter == "T";
        let fits = counts(one) && counts(other) && (number || letter(by).is_some());
        let fits = fits && matches!(sign(step), Some("+" | "-"));
        let base = base?.as_str().trim_start_matches("\\Delta ").trim_start_matches("\\delta ");
        let base = Name::from(base);
        let pairs = self.names.has_two_indices(&base) || self.names.writes_below(&base, &format!("{one}{other}"));
        (fits && pairs && !self.identities)
            .then(|| vec![self.level(std::slice::from_ref(first)), self.level(items.get(1..).unwrap_or_default())])
    }

    /// `ij`, `m1`, `1n`: letters that count and the digit one, side by side without a blank.
    fn letters_beside(&mut self, items: &[Item<'n>]) -> Option<Vec<Expr>> {
        let mut seen_letter = false;
        for (index, item) in items.iter().enumerate() {
            let ItemKind::Node(node) = item.kind else { return None };
            let touches = index == 0 || items.get(index - 1).is_some_and(|before| before.span.end == item.span.start);
            let fits = match &prose::unwrapped(node).kind {
                NodeKind::Letter(letter) => {
                    seen_letter = true;
                    letters::is_index_letter(letter)
                        || letter.starts_with('\\')
                        || letter.len() == 1 && letter.starts_with(char::is_lowercase)
                }
                // `a_{2n}` is the entry in row 2 only in a matrix; elsewhere twice n.
                NodeKind::Number(digits) => {
                    seen_letter
                        || matches!(digits.as_str(), "0" | "1")
                        || digits.len() == 1 && (self.in_matrix || index == 0 && self.counts_from_one(items))
                }
                NodeKind::Scripts { base: Some(base), primes, sub: None, sup: None } => {
                    *primes > 0 && matches!(base.kind, NodeKind::Letter(_))
                }
                // `a_{i_t i_{t+1}}`: steps of a path.
                NodeKind::Scripts { base: Some(base), primes: 0, sub: Some(_), sup: None } => {
                    let step = matches!(&base.kind, NodeKind::Letter(letter) if letters::is_index_letter(letter));
                    seen_letter |= step;
                    step
                }
                _ => false,
            };
            if !fits || !touches && !self.tex_is_blank_between(items, index) {
                return None;
            }
        }
        seen_letter.then(|| items.iter().map(|item| self.level(std::slice::from_ref(item))).collect())
    }

    /// `x_{2j}` beside `x_{1j}`: the number is an index, no factor.
    fn counts_from_one(&self, items: &[Item<'n>]) -> bool {
        let [_, rest @ ..] = items else { return false };
        let rest = super::pratt::span_of(rest).of(self.tex);
        !rest.is_empty() && !self.identities && self.tex.contains(&format!("_{{1{rest}}}"))
    }

    /// In identities a blank is a product: `F_{m n}`; in books `W_{i j}` is an entry.
    fn tex_is_blank_between(&self, items: &[Item<'n>], index: usize) -> bool {
        let numbers =
            items.iter().any(|item| matches!(item.kind, ItemKind::Node(Node { kind: NodeKind::Number(_), .. })));
        index > 0 && !self.identities && !numbers
    }
}

impl Scripted {
    /// Adds to the name; on what is no name, the mark becomes an upper or lower index in words.
    fn rename(&mut self, change: impl Fn(&Name) -> Name, label: &str, above: bool) {
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

/// `\mathbf{0}_{n \times m}`, `I_{n \times n}`, `A_{m \times n}`: capitals and numbers that may carry their sizes.
fn has_sizes_below(base: &Name) -> bool {
    let letter = letter(base.as_str());
    letter.is_capital() || matches!(letter.base, "0" | "1")
}

/// `x^{\prime}` is `x'`.
fn with_written_primes(scripts: Scripts<'_>) -> Scripts<'_> {
    let text = scripts.sup.and_then(prose::script_text).unwrap_or_default();
    let count = text.matches("\\prime").count();
    let only = count > 0 && text.len() == count * "\\prime".len();
    match u32::try_from(count) {
        Ok(primes) if only => Scripts { sup: None, primes: scripts.primes + primes, ..scripts },
        _ => scripts,
    }
}

/// The letter or command that the next name begins with.
fn first_letter<'i>(item: &'i Item<'_>) -> Option<&'i str> {
    let ItemKind::Node(node) = item.kind else { return None };
    let base = prose::unwrapped(Scripts::split(node).0?);
    match &base.kind {
        NodeKind::Letter(letter) => Some(letter),
        NodeKind::Styled { body, .. } | NodeKind::Accent { body, .. } => match &prose::unwrapped(body).kind {
            NodeKind::Letter(letter) => Some(letter),
            _ => None,
        },
        _ => None,
    }
}

/// A capital or bold name, or the value of such: `\mathbf{\Lambda}(\theta)`.
fn is_matrix_like(name: Option<&Name>, group: &Expr) -> bool {
    let capital = |name: &Name| letter(name.as_str()).is_capital() || letter(name.as_str()).is_bold();
    match (name, &group.kind) {
        (Some(name), _) => capital(name),
        (None, crate::expr::Kind::Call(callee, _)) => callee.as_symbol().is_some_and(capital),
        (None, crate::expr::Kind::Apply("Add" | "Multiply", _)) => {
            group.any(&mut |part| part.as_symbol().is_some_and(|name| letter(name.as_str()).is_bold()))
        }
        _ => false,
    }
}

/// `(A + B)`, `(AB)`: capital letters of matrices and nothing else.
fn holds_only_matrices(group: &Expr) -> bool {
    let matrix = |part: &Expr| {
        let name = letter(part.as_symbol().map_or("", Name::as_str));
        name.is_capital() && !matches!(name.base, "F" | "G" | "H" | "U" | "\\Phi" | "\\Psi")
    };
    match group.as_apply("Add").or_else(|| group.as_apply("Multiply")) {
        Some(parts) => parts.iter().all(|part| matrix(part) || holds_only_matrices(part)),
        None => matches!(group.as_apply("Negate"), Some([only]) if matrix(only)),
    }
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
fn is_words(node: &Node) -> bool {
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

fn is_words_item(item: &Item) -> bool {
    match item.kind {
        ItemKind::Node(node) => is_words(prose::unwrapped(node)),
        ItemKind::Word { .. } => true,
        _ => false,
    }
}

/// `*`, `+`, `\infty`, `\star` below a name are part of it.
fn is_mark(node: &Node) -> bool {
    let marks = ["+", "-", "\\infty", "\\dagger", "\\emptyset", "\\perp", "\\parallel", "\\bot", "\\pm"];
    is_star(node) || matches!(&node.kind, NodeKind::Symbol { text, .. } if marks.contains(&text.as_str()))
}

/// `a\ast`, `k*`: one thing with a star behind it, which joins nothing.
pub(super) fn starred(node: &Node) -> Option<(&Node, &Node)> {
    let NodeKind::Group(body) = &node.kind else { return None };
    match prose::significant(body).as_slice() {
        [first, mark] => {
            let plain = matches!(first.kind, NodeKind::Letter(_) | NodeKind::Number(_) | NodeKind::Styled { .. });
            (is_star(mark) && plain).then_some((*first, *mark))
        }
        _ => None,
    }
}

/// Two letters or more of which one does not count: `hh`, `xh`, `KV`.
fn is_run_of_letters(items: &[Item]) -> bool {
    let letter = |item: &Item| match item.kind {
        ItemKind::Node(Node { kind: NodeKind::Letter(letter), .. }) if !letter.starts_with('\\') => {
            Some(letter.clone())
        }
        _ => None,
    };
    let letters: Option<Vec<String>> = items.iter().map(letter).collect();
    let touching = items.windows(2).all(|pair| matches!(pair, [a, b] if a.span.end == b.span.start));
    letters.is_some_and(|letters| {
        letters.len() > 1
            && touching
            && !letters.iter().all(|letter| {
                letters::is_index_letter(letter)
                    || letter.starts_with(char::is_lowercase)
                        && letters.len() == 2
                        && letters.first() != letters.last()
                        && "abcdxyz".contains(letter.as_str())
            })
    })
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
