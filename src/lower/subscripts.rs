//! What stands below a name becomes its label or its indices.

use crate::expr::{Expr, Name};
use crate::prose;
use crate::source::Span;
use crate::syntax::{Node, NodeKind};

use super::items::{self, Item, ItemKind};
use super::letters::{self, letter};
use super::pratt::{is_comma, sign};
use super::reader::Reader;
use super::scripts::{body_of, is_star, is_words, label_text};

/// What a subscript says.
pub(super) enum Sub {
    Label(String),
    Index(Vec<Expr>),
}

impl<'n> Reader<'_> {
    pub(super) fn subscript(&mut self, base: Option<&Name>, sub: &'n Node) -> Sub {
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
        if base.is_some() && said.is_none() && self.is_numbered_label(&items) {
            return Sub::Label(label(&script, sub));
        }
        if base.is_some() && said.is_none() && !self.in_matrix && self.is_foreign_pair(&items) {
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

    /// `2o`, `1e`: a digit and a letter that counts nothing and stands for nothing.
    fn is_numbered_label(&self, items: &[Item<'n>]) -> bool {
        let [digit, letter] = items else { return false };
        let (ItemKind::Node(one), ItemKind::Node(other)) = (&digit.kind, &letter.kind) else { return false };
        let (NodeKind::Number(digits), NodeKind::Letter(name)) = (&one.kind, &other.kind) else { return false };
        let known =
            self.is_bound(&Name::from(name.as_str())) || self.names.is_declared(&Name::from(name.as_str()), self.at);
        digits.len() == 1
            && matches!(name.as_str(), "o" | "e" | "a" | "b" | "c" | "f" | "g" | "h")
            && !known
            && !self.identities
    }

    /// `kv`: two letters that touch, of which one runs over nothing, and that are no neighbours as indices are: `jk`.
    fn is_foreign_pair(&self, items: &[Item<'n>]) -> bool {
        let letter = |item: &Item<'n>| match item.kind {
            ItemKind::Node(Node { kind: NodeKind::Letter(letter), .. }) => Some(letter.as_str()),
            _ => None,
        };
        let [one, other] = items else { return false };
        let Some((first, second)) = letter(one).zip(letter(other)) else { return false };
        let alphabets = ["ijklmn", "pqrst", "uvw", "ijt", "nst", "kt"];
        let together = alphabets.iter().any(|letters| letters.contains(first) && letters.contains(second));
        let runs = |letter: &str| {
            matches!(letter, "i" | "j" | "t" | "s" | "m" | "n")
                || self.names.is_index(&Name::from(letter))
                || self.is_bound(&Name::from(letter))
        };
        let plain = |letter: &str| letter.len() == 1 && letters::is_index_letter(letter);
        one.span.end == other.span.start
            && plain(first)
            && plain(second)
            && !together
            && !self.identities
            && (!runs(first) && !runs(second) || !runs(second) && matches!(second, "u" | "v"))
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
                        || self.in_matrix && letter.len() == 1
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

/// `\mathbf{0}_{n \times m}`, `I_{n \times n}`, `A_{m \times n}`: capitals and numbers that may carry their sizes.
fn has_sizes_below(base: &Name) -> bool {
    let letter = letter(base.as_str());
    letter.is_capital() || matches!(letter.base, "0" | "1")
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
