//! A prime on a name or a group: a derivative, a transpose, or a mark.

use crate::expr::{Expr, Kind, Name};
use crate::prose;
use crate::source::Span;
use crate::syntax::NodeKind;

use super::atoms::Scripts;
use super::evidence::{self, Row};
use super::items::{Item, ItemKind};
use super::letters::{Letter, letter};
use super::reader::Reader;
use super::scripts::Scripted;
use super::superscript::Super;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prime {
    Derivative,
    Transpose,
    Mark,
}

/// What is seen of a prime and what it stands on.
struct Facts<'a> {
    /// The name; `None` for a group.
    name: Option<Letter<'a>>,
    /// One prime, not several.
    single: bool,
    /// The page writes a name beside itself with a prime; in a group, one of its names.
    page_transposes: bool,
    /// The author transposes by primes, and this name can be a matrix: a capital letter, a bold one, a value of such.
    habit: bool,
    /// An argument list follows.
    applied: bool,
    /// The name stands for a function.
    functional: bool,
    /// The first letter of the name that follows.
    next: Option<&'a str>,
    /// The group is a list of numbers: a row or a column.
    list: bool,
    /// The same group follows without a prime.
    repeated: bool,
    /// The group holds capital letters of matrices only.
    matrices: bool,
    /// The group holds matrices written out.
    written: bool,
}

impl Facts<'_> {
    fn is_group(&self) -> bool {
        self.name.is_none()
    }
    fn base(&self) -> &str {
        self.name.map_or("", |name| name.base)
    }
    fn precedes(&self, letters: &[&str]) -> bool {
        self.next.is_some_and(|next| letters.contains(&next))
    }
}

/// What a regression is on, and its coefficients: `x'\beta`, `\gamma'z`.
const REGRESSORS: &[&str] = &["x", "z", "w", "X", "Z", "W", "D"];
const COEFFICIENTS: &[&str] = &["\\beta", "\\gamma", "\\delta", "\\theta", "\\alpha", "\\pi"];

type Test = fn(&Facts) -> bool;

static ROWS: &[Row<Test, Prime>] = &[
    row("page", Prime::Transpose, 20, "the page writes a name beside itself with a prime", |f| {
        f.page_transposes && f.single && (!f.applied || f.is_group() || f.name.is_some_and(|name| name.is_capital()))
    }),
    row("habit", Prime::Transpose, 18, "the author transposes by primes", |f| f.habit && f.single),
    row("regression", Prime::Transpose, 16, "a regressor with a prime in front of its coefficients", |f| {
        f.single
            && !f.applied
            && (REGRESSORS.contains(&f.base()) && f.precedes(COEFFICIENTS)
                || matches!(f.base(), "\\beta" | "\\gamma") && f.precedes(REGRESSORS))
    }),
    row("list", Prime::Transpose, 16, "a prime on a list of numbers turns it", |f| f.list && f.single),
    row("repeated", Prime::Transpose, 16, "a group beside itself with a prime", |f| f.repeated && f.single),
    row("matrices", Prime::Transpose, 14, "a prime on a group of matrices", |f| f.matrices && f.single),
    row("written", Prime::Transpose, 30, "a prime on matrices that are written out", |f| f.written),
    row("function", Prime::Derivative, 12, "a prime on a function that is applied", |f| f.functional && f.applied),
    row("group", Prime::Derivative, 12, "a prime on a group", |f| f.is_group()),
    row("mark", Prime::Mark, 5, "a prime marks the name", |f| !f.is_group()),
];

const fn row(id: &'static str, reading: Prime, weight: i16, reason: &'static str, holds: Test) -> Row<Test, Prime> {
    Row { id, reading, weight, reason, holds }
}

impl<'n> Reader<'_> {
    pub(super) fn prime(&mut self, read: &mut Scripted, primes: u32, next: Option<&Item<'n>>, applied: bool) {
        let outcome = {
            let facts = self.prime_facts(read, primes, next, applied);
            evidence::weigh(ROWS, |holds| holds(&facts), Prime::Mark)
        };
        let named = read.name.is_some();
        match outcome.reading {
            Prime::Transpose => {
                let other = if named { "decorated name" } else { "derivative" };
                self.note(read.callee.span, "transpose", outcome.because, Some(other));
                for _ in 0..primes {
                    read.outer.push((Super::Transpose, Expr::apply("Placeholder", [])));
                }
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

    fn prime_facts<'f>(&self, read: &'f Scripted, primes: u32, next: Option<&'f Item<'n>>, applied: bool) -> Facts<'f> {
        let name = read.name.as_ref();
        // The page speaks of names without their labels: `L_X` is an L.
        let transposes = |name: &Name| {
            let bare = name.as_str().split_once('_').map_or(name.as_str(), |(bare, _)| bare);
            self.names.is_transposed_by_prime(name) || self.names.is_transposed_by_prime(&Name::from(bare))
        };
        let group = &read.callee;
        let inside = || group.any(&mut |part| part.as_symbol().is_some_and(transposes));
        Facts {
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
            written: name.is_none() && is_written_out(group),
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
}

/// `x^{\prime}` is `x'`.
pub(super) fn with_written_primes(scripts: Scripts<'_>) -> Scripts<'_> {
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
        (None, Kind::Call(callee, _)) => callee.as_symbol().is_some_and(capital),
        (None, Kind::Apply("At" | "AtUpper", parts)) => parts.first().and_then(Expr::as_symbol).is_some_and(capital),
        (None, Kind::Apply("Add" | "Multiply", _)) => {
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

/// A matrix with its entries, or a sum and a product of such.
fn is_written_out(group: &Expr) -> bool {
    match group.as_apply("Add").or_else(|| group.as_apply("Multiply")) {
        Some(parts) => parts.iter().all(is_written_out),
        None => group.is_apply("Matrix"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_have_unique_identities() {
        assert!(super::super::evidence::has_unique_ids(super::ROWS));
    }
}
