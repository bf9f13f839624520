//! Letters in index position.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::{Expr, Head, Kind, Name, Range};
use crate::source::Span;

/// Binders that run a letter over a range, so that reuse inside is a slip.
pub(super) const RUNS: [Head; 6] = ["Sum", "Product", "Max", "Min", "ArgMax", "ArgMin"];

/// Letters that run over things by wide convention; any other letter in a subscript may well be a label.
const RUNNING: &str = "ijklmnpqrstuv";

/// Whether the name is a lone small letter that usually runs, primes allowed.
pub(super) fn is_running(name: &Name) -> bool {
    let text = name.as_str().trim_end_matches('\'');
    let mut letters = text.chars();
    matches!((letters.next(), letters.next()), (Some(letter), None) if RUNNING.contains(letter))
}

/// The letters that stand free in an index position (`x_i`, `W_{ij}`, `y^{(t-1)}`), each with its first place.
pub(super) fn free_indices(expr: &Expr) -> BTreeMap<Name, Span> {
    let mut found = BTreeMap::new();
    collect(expr, &mut Vec::new(), &mut found);
    found
}

fn collect(expr: &Expr, bound: &mut Vec<Name>, found: &mut BTreeMap<Name, Span>) {
    let depth = bound.len();
    match &expr.kind {
        // `I_n`, `\mathbf{1}_n`: a size, no index.
        Kind::Apply("At", arguments) if arguments.first().is_some_and(is_sized) => return,
        Kind::Apply("At" | "AtUpper", arguments) => {
            for index in arguments.iter().skip(1) {
                for name in index.free_names().into_iter().filter(is_running) {
                    if !bound.contains(&name) {
                        found.entry(name).or_insert(expr.span);
                    }
                }
            }
        }
        // `\text{mean}(\{r_j\})`: braces around a member stand for the family.
        Kind::Apply("Set" | "Family", _) => return,
        Kind::Bind(binding) => {
            for one in &binding.bound {
                for part in one.range.parts() {
                    collect(part, bound, found);
                }
                bound.push(one.name.clone());
            }
            collect(&binding.body, bound, found);
            bound.truncate(depth);
            return;
        }
        _ => {}
    }
    for child in expr.children() {
        collect(child, bound, found);
    }
}

/// Constant matrices and vectors, whose subscript is their size.
const SIZED: [&str; 5] = ["I", "\\mathbf{I}", "\\text{I}", "\\mathbf{1}", "\\mathbf{0}"];

fn is_sized(base: &Expr) -> bool {
    base.as_symbol().is_some_and(|name| SIZED.contains(&name.as_str()))
}

/// The letters that are bare arguments somewhere: `P(j)`, `f(i, t)`.
pub(super) fn arguments(expr: &Expr) -> BTreeSet<Name> {
    let mut found = BTreeSet::new();
    expr.visit(&mut |node| {
        if let Kind::Call(_, arguments) = &node.kind {
            found.extend(arguments.iter().filter_map(Expr::as_symbol).filter(|name| is_counting(name)).cloned());
        }
    });
    let free = expr.free_names();
    found.retain(|name| free.contains(name));
    found
}

/// Whether the letter is one that hardly ever stands for anything but an index.
pub(super) fn is_counting(name: &Name) -> bool {
    matches!(name.as_str(), "i" | "j" | "k")
}

/// The letters that a sum, a product or a largest value of the expression runs over.
pub(super) fn bound_letters(expr: &Expr) -> BTreeSet<Name> {
    let mut found = BTreeSet::new();
    expr.visit(&mut |node| {
        if let Kind::Bind(binding) = &node.kind
            && RUNS.contains(&binding.head)
        {
            found.extend(binding.bound.iter().map(|bound| bound.name.clone()));
        }
    });
    found
}

/// The letters that count something: ends of ranges, last members of lists with dots.
pub(super) fn sizes(parts: &[&Expr]) -> BTreeSet<Name> {
    let mut found = BTreeSet::new();
    for part in parts {
        part.visit(&mut |node| match &node.kind {
            Kind::Bind(binding) => {
                for bound in &binding.bound {
                    match &bound.range {
                        Range::Between(_, high) => found.extend(high.free_names()),
                        Range::In(set) => found.extend(set.free_names()),
                        _ => {}
                    }
                }
            }
            Kind::Apply(_, members) => {
                let dots = members.iter().position(|member| member.is_apply("Ellipsis"));
                if let Some(last) = dots.and_then(|at| members.get(at + 1)) {
                    found.extend(last.free_names());
                }
            }
            _ => {}
        });
    }
    found
}

/// Whether the letter is used: as a free name, inside the spelling of a larger name, or in text that was not
/// understood.
pub(super) fn uses(expr: &Expr, letter: &Name) -> bool {
    expr.any(&mut |node| match &node.kind {
        Kind::Symbol(name) => name == letter || spells(name.as_str(), letter),
        Kind::Opaque(_) => true,
        Kind::Apply("Text" | "Ellipsis" | "Placeholder", _) => true,
        _ => false,
    })
}

/// Whether a spelling such as `x_{ij}`, `W^{i}` contains the letter outside commands.
fn spells(text: &str, letter: &Name) -> bool {
    let mut command = false;
    let scripts = text.find(['_', '^', '\'']).map_or("", |at| text.get(at..).unwrap_or(""));
    scripts.chars().any(|c| {
        command = c == '\\' || (command && c.is_ascii_alphabetic());
        !command && letter.as_str().starts_with(c) && letter.as_str().chars().count() == 1
    })
}

/// Whether a part was not understood, or is left to the reader: nothing is known to be missing there.
pub(super) fn is_open(expr: &Expr) -> bool {
    expr.any(&mut |node| matches!(node.kind, Kind::Opaque(_) | Kind::Apply("Ellipsis" | "Placeholder" | "Text", _)))
}
