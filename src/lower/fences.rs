//! Parentheses, brackets, braces, bars: groups, tuples, sets, intervals, norms.

use crate::expr::{Bound, Expr, Kind, Name, Range};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Fence, Node, NodeKind};

use super::atoms::Scripts;
use super::items::{self, Item, ItemKind};
use super::letters::letter;
use super::pratt::{is_comma, is_semicolon, sequence, sign};
use super::reader::{Cursor, Reader};

impl<'n> Reader<'_> {
    /// A pair of delimiters as an operand.
    pub(super) fn fence(
        &mut self,
        fence: &'n Fence,
        scripts: Scripts<'n>,
        span: Span,
        cursor: &mut Cursor<'_, 'n>,
    ) -> Expr {
        let wants_set = cursor.before_previous().or_else(|| cursor.previous()).and_then(sign).is_some_and(|text| {
            matches!(
                text,
                "\\in"
                    | "\\notin"
                    | "\\subset"
                    | "\\subseteq"
                    | "\\setminus"
                    | "\\cup"
                    | "\\cap"
                    | "\\times"
                    | "\\ni"
                    | "="
            )
        });
        // `= [W]_{ij}`: an index below, so what stands in the brackets is an array.
        let wants_set = wants_set && scripts.sub.is_none() || is_range_of(fence, cursor);
        let items = items::inner(&fence.body, &self.word_test());
        let (left, right) = (fence.left.as_str(), fence.right.as_str());
        if let Some(read) = self.matrix_of_entries(&items, scripts, span).filter(|_| matches!(left, "(" | "[")) {
            return read;
        }
        match (left, right) {
            ("|", "|") | ("\\lvert", "\\rvert") | ("\\vert", "\\vert") => {
                let inside = self.level(&items);
                return self.bars(false, inside, scripts, span);
            }
            ("\\|", "\\|") | ("\\lVert", "\\rVert") | ("\\Vert", "\\Vert") => {
                let inside = self.level(&items);
                return self.bars(true, inside, scripts, span);
            }
            (".", "|") | ("[", "|") | ("(", "|") => {
                let inside = self.level(&items);
                let read = self.evaluated(inside, scripts);
                return read.at(span);
            }
            ("[", "]")
                if !scripts.is_empty()
                    && scripts.sub.is_some()
                    && scripts.sup.is_some()
                    && self.is_difference(&items) =>
            {
                let inside = self.level(&items);
                return self.evaluated(inside, scripts).at(span);
            }
            ("\\{", ".") => {
                let read = self.half_brace(&items, span);
                return self.attach(read, scripts, span);
            }
            ("\\{", "\\}") | ("(", ")") if self.is_family(left, &items, scripts) && !self.is_poisson(&items) => {
                return self.family(&items, scripts, span);
            }
            _ => {}
        }
        let read = match (left, right) {
            ("(", ")") => self.parentheses(&items, wants_set, span),
            ("(", ".") if items::ends_conditional(fence) => self.parentheses(&items, wants_set, span),
            ("[", ".") if items::ends_conditional(fence) => self.brackets(&items, wants_set, span),
            ("[", "]") => self.brackets(&items, wants_set, span),
            ("[", ")") | ("(", "]") | ("]", "[") | ("]", "]") | ("[", "[") => self.interval(left, right, &items, span),
            ("\\{", "\\}") | ("\\lbrace", "\\rbrace") => self.braces(&items, span),
            ("\\langle", "\\rangle") | ("<", ">") => self.angles(&items, scripts.is_empty(), span),
            ("\\lfloor", "\\rfloor") => self.one("Floor", &items, span),
            ("\\lceil", "\\rceil") => self.one("Ceil", &items, span),
            ("\\lfloor", "\\rceil") => self.one("Round", &items, span),
            ("\\llbracket", "\\rrbracket") => self.brackets(&items, wants_set, span),
            (".", ".") | ("(", ".") | (".", ")") | ("[", ".") | (".", "]") | (".", "\\}") => self.level(&items),
            _ => {
                self.open.push((span, format!("unusual delimiters {left} {right}")));
                self.level(&items)
            }
        };
        let read = if read.span.is_empty() { read.at(span) } else { read };
        let read = if left == "[" && self.is_counted_truth(&read, fence, scripts, cursor) {
            self.note(span, "indicator", "brackets around a relation count whether it holds", Some("group"));
            Expr::apply("Indicator", [read]).at(span)
        } else {
            read
        };
        if let Some(read) = self.factorial_notation(&read, scripts, span, left == "(") {
            return read;
        }
        let behind = self.fence_behind(cursor).map_or("", |(behind, ..)| behind.left.as_str());
        let applied = left == "(" && matches!(behind, "(" | "[");
        let read = if applied { convolved(read, &items) } else { read };
        if let Some(basis) = scripts.sub.filter(|_| left == "[" && scripts.sup.is_none() && read.as_symbol().is_some())
            && is_basis(basis)
        {
            // `[x]_B`: what the coordinates of a vector, a class or a residue are, the brackets do not say.
            let name = format!("[\\cdot]_{{{}}}", basis.span.of(self.tex));
            return Expr::call(Expr::symbol(name), [read]).at(span);
        }
        let read = self.attach(read, scripts, span);
        let derived = is_derivative(&read) && self.single_argument(span, cursor).is_some();
        if applied && (derived || is_function_valued(&read)) { self.applied(read, span, cursor) } else { read }
    }

    /// `(a_{ij})_{n \times m}`: the matrix of these entries.
    fn matrix_of_entries(&mut self, items: &[Item<'n>], scripts: Scripts<'n>, span: Span) -> Option<Expr> {
        let sizes = scripts.sub.filter(|_| items.len() == 1 && !self.identities)?;
        let inside = items::inner(super::scripts::body_of(sizes), &self.word_test());
        inside.iter().find(|item| sign(item) == Some("\\times"))?;
        let ItemKind::Node(Node { kind: NodeKind::Scripts { sub: Some(below), .. }, .. }) = items.first()?.kind else {
            return None;
        };
        let letters = |node: &Node| match &node.kind {
            NodeKind::Letter(letter) if super::letters::is_index_letter(letter) => Some(Name::from(letter.as_str())),
            _ => None,
        };
        let below = prose::significant(super::scripts::body_of(below));
        let names: Vec<Name> =
            below.into_iter().filter(|node| !is_comma_node(node)).map(letters).collect::<Option<_>>()?;
        let sizes = self.sizes(&inside, sizes.span);
        if names.len() != 2 || sizes.len() != 2 {
            return None;
        }
        let depth = self.bound.len();
        self.bound.extend(names.iter().cloned());
        let entry = self.level(items);
        self.bound.truncate(depth);
        let bounds = names.into_iter().zip(sizes);
        let bound = bounds.map(|(name, size)| Bound { name, range: Range::Between(Expr::integer(1), size) }).collect();
        let read = Expr::bind("Family", bound, entry).at(span);
        Some(self.attach(read, Scripts { sub: None, ..scripts }, span))
    }

    /// `\langle x^2 \rangle`: a product or a power, or anything where the page speaks of means.
    fn is_average(&self, members: &[Expr]) -> bool {
        let [only] = members else { return false };
        let compound = ["Multiply", "Power", "InnerProduct", "Add", "Divide"].iter().any(|head| only.is_apply(head));
        let plain = matches!(only.kind, Kind::Symbol(_) | Kind::Apply("At", _) | Kind::Call(..));
        let varies = || self.whole.has_several_angles() || self.names.speaks_of(prose::Topic::Average);
        !self.identities && (compound || plain && varies())
    }

    /// `[i = j]`: 1 where the relation holds, else 0; in a sentence of logic the brackets only group.
    fn is_counted_truth(&self, read: &Expr, fence: &Fence, scripts: Scripts<'n>, cursor: &Cursor<'_, 'n>) -> bool {
        let relation = ["Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual", "Element", "Divides"];
        let logical = |item: &Item| {
            sign(item).and_then(super::operators::infix).is_some_and(|row| row.strength < super::operators::RELATION)
                || super::text::words_of(item).is_some()
        };
        let before = cursor.before_previous();
        let applied = before.is_some_and(|before| !items::wants_operand(Some(before)));
        fence.right == "]"
            && relation.iter().any(|head| read.is_apply(head))
            && scripts.is_empty()
            && !applied
            && !self.whole.is_quantified()
            && !before.into_iter().chain(cursor.peek()).any(logical)
    }

    /// `(f \circ g)(x)`, `(f + g)(x)`, `(f * g)(t)`: a function in parentheses, applied.
    pub(super) fn applied(&mut self, callee: Expr, span: Span, cursor: &mut Cursor<'_, 'n>) -> Expr {
        let Some((fence, scripts, item)) = self.fence_behind(cursor) else { return callee };
        cursor.advance();
        self.note(span, "call", "a combination of functions in front of arguments", Some("product"));
        let arguments = self.arguments(fence);
        let span = span.join(item.span);
        let read = Expr::call(callee, arguments).at(span);
        self.attach(read, scripts, span)
    }

    fn one(&mut self, head: &'static str, items: &[Item<'n>], span: Span) -> Expr {
        let inside = self.level(items);
        Expr::apply(head, [inside]).at(span)
    }

    /// `|x|`, `\|x\|_2^2`: absolute value, cardinality, determinant, norm.
    pub(super) fn bars(&mut self, double: bool, inside: Expr, scripts: Scripts<'n>, span: Span) -> Expr {
        if double {
            let order = scripts.sub.map(|sub| self.norm_order(sub));
            let parts: Vec<Expr> = std::iter::once(inside).chain(order).collect();
            let norm = Expr::apply("Norm", parts).at(span);
            return self.attach(norm, Scripts { sub: None, ..scripts }, span);
        }
        let (head, because) = self.bar_reading(&inside);
        if head != "Abs" {
            self.note(span, head_name(head), because, Some("absolute value"));
        }
        let order = scripts.sub.filter(|_| head == "Norm").map(|sub| self.norm_order(sub));
        let rest = if order.is_some() { Scripts { sub: None, ..scripts } } else { scripts };
        let parts: Vec<Expr> = std::iter::once(inside).chain(order).collect();
        let read = Expr::apply(head, parts).at(span);
        self.attach(read, rest, span)
    }

    fn bar_reading(&self, inside: &Expr) -> (&'static str, &'static str) {
        if self.identities {
            return ("Abs", "a number in an identity");
        }
        let name = match &inside.kind {
            Kind::Symbol(name) => Some(name),
            Kind::Apply("At" | "AtUpper", parts) => parts.first().and_then(Expr::as_symbol),
            Kind::Apply("Set" | "Bind" | "SetBuilder" | "Union" | "Intersection" | "SetMinus", _) => {
                return ("Cardinality", "a set between bars");
            }
            Kind::Bind(binding) if binding.head == "SetBuilder" || binding.head == "Family" => {
                return ("Cardinality", "a set between bars");
            }
            Kind::Apply("Inverse" | "Transpose" | "Matrix", _) => return ("Determinant", "a matrix between bars"),
            _ => None,
        };
        let Some(name) = name else { return ("Abs", "a number between bars") };
        let indexed = !matches!(inside.kind, Kind::Symbol(_));
        let base = letter(name.as_str());
        match self.names.rank(name, self.at).filter(|_| !indexed) {
            Some(0) => return ("Abs", "declared as a number"),
            Some(1) => return ("Norm", "declared as a vector"),
            Some(2) => return ("Determinant", "declared as a matrix"),
            _ => {}
        }
        match () {
            () if base.is_set() => ("Cardinality", "a calligraphic letter names a set"),
            () if base.is_bold() && base.is_capital() => ("Determinant", "a bold capital names a matrix"),
            () if base.is_bold() => ("Norm", "a bold letter names a vector"),
            () if base.is_capital() && !base.is_greek() && !base.accented && !indexed => {
                ("Cardinality", "a capital letter between bars names a set")
            }
            () if base.font == super::letters::Font::Word && !matches!(name.as_str(), "\\text{i}" | "\\text{j}") => {
                ("Cardinality", "a word between bars is counted")
            }
            () => ("Abs", "a number between bars"),
        }
    }

    fn norm_order(&mut self, sub: &'n Node) -> Expr {
        let text = prose::script_text(sub).unwrap_or_default();
        let inside = prose::unwrapped(sub);
        let named = matches!(inside.kind, NodeKind::Text(_) | NodeKind::Styled { .. })
            || matches!(text.as_str(), "F" | "*" | "\\star" | "\\ast");
        if named {
            let word = text.strip_prefix("\\text{").and_then(|rest| rest.strip_suffix('}')).unwrap_or(&text);
            return Expr::apply("Text", [Expr::symbol(prose::word_name(word)).at(sub.span)]).at(sub.span);
        }
        // `\|u\|_{a\ast}`: the norm that is dual to a.
        let dual = super::subscripts::starred(inside).and_then(|(first, _)| prose::base_name(first));
        match dual {
            Some(name) => Expr::symbol(prose::with_superscript(&name, "*")).at(sub.span),
            None => self.read_node(sub),
        }
    }

    fn parentheses(&mut self, items: &[Item<'n>], wants_set: bool, span: Span) -> Expr {
        if let [only] = items
            && let Some(read) = self.stacked_binomial(only, span)
        {
            return read;
        }
        let members = self.argument_list(items);
        match members.len() {
            1 if !items.iter().any(is_comma) => members.into_iter().next().unwrap_or_else(|| Expr::apply("Tuple", [])),
            2 if wants_set && is_interval(&members) => {
                let mut ends = members.into_iter().map(|end| Expr::apply("Open", [end]));
                let ends: Vec<Expr> = ends.by_ref().collect();
                self.note(span, "interval", "two ends where a set is wanted", Some("pair"));
                Expr::apply("Interval", ends).at(span)
            }
            _ => Expr::apply("Tuple", members).at(span),
        }
    }

    /// `\begin{array}{c} m \\ i \end{array}` in parentheses is a binomial coefficient.
    fn stacked_binomial(&mut self, only: &Item<'n>, span: Span) -> Option<Expr> {
        let ItemKind::Node(Node { kind: NodeKind::Environment { name, rows, .. }, .. }) = only.kind else {
            return None;
        };
        let [above, below] = rows.as_slice() else { return None };
        let ([above], [below]) = (above.cells.as_slice(), below.cells.as_slice()) else { return None };
        let fonts = |cell: &[Node]| {
            cell.iter().any(|node| matches!(node.kind, NodeKind::Styled { .. } | NodeKind::Accent { .. }))
        };
        if name != "array" || fonts(above) || fonts(below) {
            return None;
        }
        let (above, below) = (self.read(above), self.read(below));
        self.note(span, "binomial coefficient", "one number above another in parentheses", Some("column vector"));
        Some(Expr::apply("Binomial", [above, below]).at(span))
    }

    fn brackets(&mut self, items: &[Item<'n>], wants_set: bool, span: Span) -> Expr {
        if items.is_empty() {
            return Expr::apply("List", []).at(span);
        }
        if items.iter().any(is_semicolon) {
            let rows = items.split(is_semicolon).map(|row| row.split(|item| is_comma(item)).collect::<Vec<_>>());
            let rows: Vec<Vec<&[Item<'n>]>> = rows.collect();
            let single = rows.iter().all(|row| row.len() == 1);
            let rows: Vec<Vec<Expr>> =
                rows.iter().map(|row| row.iter().map(|cell| self.level(cell)).collect()).collect();
            if single {
                let blocks: Vec<Expr> = rows.into_iter().flatten().collect();
                return Expr::apply("Concat", blocks).at(span);
            }
            let rows: Vec<Expr> = rows.into_iter().map(|row| Expr::apply("List", row)).collect();
            return Expr::apply("Matrix", rows).at(span);
        }
        if let Some(members) = self.spaced_members(items) {
            self.note(span, "list", "blanks between plain members of brackets", Some("product"));
            return Expr::apply("List", members).at(span);
        }
        let members = self.argument_list(items);
        if !wants_set && self.is_commutator(&members, span) {
            return Expr::apply("Commutator", members).at(span);
        }
        if members.len() == 2
            && (wants_set || members.iter().all(|end| end.as_number().is_some()))
            && is_interval(&members)
        {
            self.note(span, "interval", "two ends in brackets", Some("list"));
            return Expr::apply("Interval", members).at(span);
        }
        let plain = members.len() == 1 && !items.iter().any(is_comma);
        let listed =
            plain && wants_set && members.iter().all(|only| matches!(only.kind, Kind::Symbol(_) | Kind::Number(_)));
        match members.len() {
            1 if plain && !listed => members.into_iter().next().unwrap_or_else(|| Expr::apply("List", [])),
            _ => Expr::apply("List", members).at(span),
        }
    }

    /// `[w_0\ w_1\ w_2]`: plain members of a row with a blank set between each two.
    fn spaced_members(&mut self, items: &[Item<'n>]) -> Option<Vec<Expr>> {
        let blank = |pair: &[Item<'n>]| {
            let [one, other] = pair else { return false };
            let between = Span { start: one.span.end, end: other.span.start.max(one.span.end) }.of(self.tex);
            ["\\ ", "\\;", "\\:", "\\quad", "~"].iter().any(|blank| between.contains(blank))
        };
        let member = |item: &Item<'n>| super::pratt::is_plain(item) || super::atoms::is_ellipsis(item);
        let row = items.len() > 1 && items.iter().all(member) && items.windows(2).all(blank) && !self.identities;
        row.then(|| items.iter().map(|item| self.level(std::slice::from_ref(item))).collect())
    }

    fn interval(&mut self, left: &str, right: &str, items: &[Item<'n>], span: Span) -> Expr {
        let members = self.argument_list(items);
        let [low, high] = members.as_slice() else {
            self.open.push((span, "an interval needs two ends".into()));
            return sequence(members);
        };
        let end =
            |open: bool, end: &Expr| if open { Expr::apply("Open", [end.clone()]).at(end.span) } else { end.clone() };
        let ends = [end(left == "(" || left == "]", low), end(right == ")" || right == "[", high)];
        Expr::apply("Interval", ends).at(span)
    }

    /// `{…}`: a set, a set by a condition, or only a group.
    fn braces(&mut self, items: &[Item<'n>], span: Span) -> Expr {
        let bar = items.iter().position(|item| {
            matches!(item.kind, ItemKind::Mid { double: false, .. }) || matches!(sign(item), Some(":" | "\\colon"))
        });
        if let Some(at) = bar.filter(|at| *at > 0) {
            return self.set_builder(
                items.get(..at).unwrap_or_default(),
                items.get(at + 1..).unwrap_or_default(),
                span,
            );
        }
        let members = self.argument_list(items);
        if self.is_poisson(items) {
            self.note(span, "Poisson bracket", "the page speaks of it", Some("set"));
            return Expr::apply("PoissonBracket", members).at(span);
        }
        if members.len() == 1 && !items.iter().any(is_comma) {
            let only = members.into_iter().next().unwrap_or_else(|| Expr::apply("Set", []));
            let grouped = matches!(
                &only.kind,
                Kind::Apply("Add" | "Multiply" | "Negate" | "Equal" | "Less" | "Greater" | "Divide", _)
            );
            if grouped && items.len() > 2 {
                self.note(span, "group", "braces around one compound expression group it", Some("set"));
                return only;
            }
            return Expr::apply("Set", [only]).at(span);
        }
        Expr::apply("Set", members).at(span)
    }

    fn set_builder(&mut self, body: &[Item<'n>], condition: &[Item<'n>], span: Span) -> Expr {
        let element = self.level(body);
        let mut conditions: Vec<Expr> = condition
            .split(|item| is_comma(item))
            .filter(|part| !part.is_empty())
            .map(|part| self.level(part))
            .collect();
        let (element, declared) = match element.as_apply("Element") {
            Some([name, set]) => (name.clone(), Some(Expr::apply("Element", [name.clone(), set.clone()]))),
            _ => (element, None),
        };
        conditions.splice(0..0, declared);
        let holds = match conditions.len() {
            1 => conditions.remove(0),
            _ => Expr::apply("And", conditions),
        };
        let first = element
            .free_names()
            .into_iter()
            .find(|name| holds.free_names().contains(name))
            .or_else(|| element.free_names().into_iter().next());
        let name = first.unwrap_or_else(|| Name::from("\\text{member}"));
        Expr::bind("SetBuilder", vec![Bound { name, range: Range::Where(holds) }], element).at(span)
    }

    /// `\{x_i\}_{i=1}^n`, `(x_t)_{t \ge 0}`.
    fn is_family(&self, left: &str, items: &[Item<'n>], scripts: Scripts<'n>) -> bool {
        let Some(sub) = scripts.sub else { return false };
        let inside = items::inner(super::scripts::body_of(sub), &self.word_test());
        let ranged = inside.iter().any(|item| {
            sign(item)
                .is_some_and(|text| matches!(text, "=" | "\\in" | "\\ge" | "\\le" | "<" | ">" | "\\geq" | "\\leq"))
        });
        let lone = inside.len() == 1 && scripts.sup.is_none();
        (ranged || left == "\\{" && (lone || scripts.sup.is_some())) && !items.is_empty() && !self.identities
    }

    fn family(&mut self, items: &[Item<'n>], scripts: Scripts<'n>, span: Span) -> Expr {
        let bound = self.bounds(scripts.sub, scripts.sup, span);
        let depth = self.bound.len();
        self.bound.extend(bound.iter().map(|bound| bound.name.clone()));
        let members = self.argument_list(items);
        self.bound.truncate(depth);
        let body = if members.len() == 1 { members.into_iter().next() } else { Some(Expr::apply("Tuple", members)) };
        let body = body.unwrap_or_else(|| Expr::apply("Tuple", []));
        Expr::bind("Family", bound, body).at(span)
    }

    /// `bare` angles, without scripts, may be those of a mean.
    pub(super) fn angles(&mut self, items: &[Item<'n>], bare: bool, span: Span) -> Expr {
        if let Some(read) = self.sandwich(items, span) {
            return read;
        }
        let bar = items.iter().position(|item| matches!(item.kind, ItemKind::Mid { .. }));
        if let Some(at) = bar {
            let left = self.level(items.get(..at).unwrap_or_default());
            let right = self.level(items.get(at + 1..).unwrap_or_default());
            return Expr::apply("InnerProduct", [left, right]).at(span);
        }
        let mut members = self.argument_list(items);
        match members.len() {
            2 => Expr::apply("InnerProduct", members).at(span),
            1 if items.iter().any(|item| item.span.of(self.tex).contains("\\hat")) => {
                self.note(span, "expectation", "an operator between angles", Some("tuple"));
                Expr::apply("Expectation", members).at(span)
            }
            1 if super::text::words_of(items.first().unwrap_or(&EMPTY)).is_some() => {
                // `\langle \text{prefix} \rangle`: a token's name.
                let inner = members.remove(0);
                Expr::apply("Text", [Expr::symbol("\\langle"), inner, Expr::symbol("\\rangle")]).at(span)
            }
            1 if bare && self.is_average(&members) => {
                self.note(span, "expectation", "angles around a value that varies", Some("tuple"));
                Expr::apply("Expectation", members).at(span)
            }
            _ => Expr::apply("Tuple", members).at(span),
        }
    }

    fn is_difference(&self, items: &[Item<'n>]) -> bool {
        !items.iter().any(is_comma)
    }

    /// `\left\{ \begin{array} … \right.`: cases without their environment.
    fn half_brace(&mut self, items: &[Item<'n>], span: Span) -> Expr {
        // `\left\{ {\begin{array} …} \right.`: braces around the environment say nothing.
        if let [Item { kind: ItemKind::Node(Node { kind: NodeKind::Group(body), .. }), .. }] = items
            && let [only] = prose::significant(body).as_slice()
            && let NodeKind::Environment { rows, .. } = &only.kind
        {
            return self.cases(rows, span);
        }
        match items {
            [Item { kind: ItemKind::Node(Node { kind: NodeKind::Environment { rows, .. }, .. }), .. }] => {
                self.cases(rows, span)
            }
            _ => {
                self.open.push((span, "a brace without partner".into()));
                self.level(items)
            }
        }
    }
}

/// `[n] = \{1, …, n\}`.
fn is_range_of(fence: &Fence, cursor: &Cursor) -> bool {
    let set = cursor.peek_second().is_some_and(
        |item| matches!(item.kind, ItemKind::Node(Node { kind: NodeKind::Fenced(set), .. }) if set.left == "\\{"),
    );
    fence.left == "[" && set && cursor.peek().and_then(sign).is_some_and(|text| matches!(text, "=" | ":=" | ":"))
}

/// A `*` between two functions that are applied together is their convolution.
fn convolved(read: Expr, items: &[Item]) -> Expr {
    let span = read.span;
    match read.kind {
        Kind::Apply("Multiply", parts)
            if parts.len() == 2
                && matches!(items, [_, star, _] if sign(star) == Some("*"))
                && parts.iter().all(is_function_letter) =>
        {
            Expr::apply("Convolve", parts).at(span)
        }
        kind => Expr::new(kind, span),
    }
}

/// The derivative of what is only named.
fn is_derivative(read: &Expr) -> bool {
    let parts = read.as_apply("TotalDerivative").or_else(|| read.as_apply("PartialDerivative"));
    parts.and_then(<[Expr]>::first).is_some_and(|body| body.as_symbol().is_some())
}

fn is_function_valued(read: &Expr) -> bool {
    match &read.kind {
        Kind::Apply("Compose" | "Convolve", _) => true,
        Kind::Apply("Prime" | "Inverse", parts) => parts.first().is_some_and(is_function_valued),
        Kind::Apply("Add", parts) => parts.iter().all(|part| match part.as_apply("Negate") {
            Some([inner]) => is_function_letter(inner),
            _ => is_function_letter(part),
        }),
        _ => false,
    }
}

pub(super) fn is_function_letter(expr: &Expr) -> bool {
    let base = expr.as_apply("At").and_then(<[Expr]>::first).unwrap_or(expr);
    base.as_symbol()
        .is_some_and(|name| matches!(letter(name.as_str()).base, "f" | "g" | "h" | "F" | "G" | "\\phi" | "\\psi"))
}

static EMPTY: Item<'static> = Item { kind: ItemKind::Gap, span: Span { start: 0, end: 0 }, row: 0 };

fn head_name(head: &str) -> &'static str {
    match head {
        "Cardinality" => "number of members",
        "Determinant" => "determinant",
        "Norm" => "norm",
        _ => "absolute value",
    }
}

fn is_comma_node(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if text == ",")
}

/// Whether two members can be ends: not vectors, tuples or words.
fn is_interval(members: &[Expr]) -> bool {
    // The first end lies below the last.
    if let [Some(low), Some(high)] = members.iter().map(Expr::as_number).collect::<Vec<_>>().as_slice()
        && low >= high
    {
        return false;
    }
    members.iter().all(|end| !matches!(&end.kind, Kind::Apply("Tuple" | "List" | "Text" | "Ellipsis" | "Equal", _)))
}

/// A capital letter below brackets: a basis, a relation, a modulus.
fn is_basis(sub: &Node) -> bool {
    let letter = |text: &str| text.len() == 1 && text.chars().all(|letter| letter.is_ascii_uppercase());
    match &prose::unwrapped(sub).kind {
        NodeKind::Letter(text) => letter(text),
        NodeKind::Styled { body, .. } => matches!(&prose::unwrapped(body).kind, NodeKind::Letter(text) if letter(text)),
        _ => false,
    }
}
