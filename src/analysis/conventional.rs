//! Letters that everybody takes for one constant: `i`, `I`, `e`, where a page does not say so; also `\bar{x}` for the
//! mean of `x_i`. A claim that fails, or stays open, for all values of such a letter is read once more with the constant
//! in its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::{Definition, Problem};
use crate::decide;
use crate::expr::{Bound, Domain, Expr, Fact, Head, Kind, Name, Range, Sort};
use crate::prose::facts_of;

/// A letter, the constant, and how a reader calls that one.
static CONSTANTS: &[(&str, Head, &str)] = &[
    ("i", "I", "the imaginary unit"),
    ("j", "I", "the imaginary unit"),
    ("\\text{i}", "I", "the imaginary unit"),
    ("\\text{j}", "I", "the imaginary unit"),
    ("I", "IdentityMatrix", "the identity matrix"),
    ("\\mathbf{I}", "IdentityMatrix", "the identity matrix"),
    ("\\text{I}", "IdentityMatrix", "the identity matrix"),
    ("E", "IdentityMatrix", "the identity matrix"),
    ("\\mathbf{E}", "IdentityMatrix", "the identity matrix"),
    ("\\pi", "Pi", "the circle constant"),
    ("e", "E", "the base of the natural logarithm"),
    ("\\text{e}", "E", "the base of the natural logarithm"),
];

/// A problem in another reading: what is said of its names beyond the page, and what was taken for what.
pub struct Reading {
    pub problem: Problem,
    pub said: BTreeMap<Name, Sort>,
    pub note: String,
    /// Whether the reading is likely enough to take back a verdict *fails*.
    pub likely: bool,
}

/// The letters that are read as the identity matrix.
pub(super) fn identity_letters() -> impl Iterator<Item = Name> {
    CONSTANTS.iter().filter(|(_, head, _)| *head == "IdentityMatrix").map(|(letter, ..)| Name::from(*letter))
}

fn names_of_sides(problem: &Problem) -> BTreeSet<Name> {
    problem.left.free_names().union(&problem.right.free_names()).cloned().collect()
}

/// The problem with every such letter as its constant; `None` where it has none.
///
/// `complex` says whether the page speaks of complex numbers: elsewhere `i` counts more often than not.
pub fn reading(problem: &Problem, complex: bool) -> Option<Reading> {
    let mut taken = problem.explained();
    problem.parts().for_each(|part| counted_or_called(part, &mut taken));
    let free = names_of_sides(problem);
    let said = |name: &Name| {
        let sort = problem.sorts.get(name);
        sort.is_some_and(|sort| [Fact::Orthogonal, Fact::Spd].iter().all(|fact| sort.facts.contains(fact)))
    };
    let rows = CONSTANTS.iter().filter(|(letter, ..)| {
        let name = Name::from(*letter);
        let told = taken.contains(&name) || counts(problem, &name) || said(&name);
        free.contains(&name) && !told
    });
    let rows: Vec<_> = rows.collect();
    let (letter, _, called) = rows.first().copied()?;
    let likely = complex || rows.iter().any(|(_, head, _)| *head != "I");
    // The identity has the size that fits: a sort says so, where a constant could not.
    let facts = facts_of("identity matrix").facts.into_iter().collect();
    let identity = Sort { domain: Domain::Real, facts, ..Sort::default() };
    type Rows = Vec<&'static (&'static str, Head, &'static str)>;
    let (sorted, rows): (Rows, Rows) = rows.iter().copied().partition(|(_, head, _)| *head == "IdentityMatrix");
    let said = sorted.iter().map(|(letter, ..)| (Name::from(*letter), identity.clone())).collect();
    let mut read = problem.map(|expr| with_constants(expr, &rows));
    read.sorts.retain(|name, _| !rows.iter().any(|(letter, ..)| name.as_str() == *letter));
    Some(Reading { problem: read, said, note: format!("`{letter}` is read as {called}"), likely })
}

/// The problem with a barred letter as the mean of its indexed twin: `\bar{x}` beside `\sum_{i=1}^n x_i`.
pub fn with_means(problem: &Problem) -> Option<Reading> {
    let free = names_of_sides(problem);
    let (name, twin) = free.iter().find_map(|name| Some((name, barred(name)?)))?;
    let mut end = None;
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |node| {
            let Kind::Bind(binding) = &node.kind else { return };
            for bound in &binding.bound {
                if let Range::Between(_, high) = &bound.range
                    && picks(&binding.body, &twin, &bound.name)
                {
                    end = Some(high.clone());
                }
            }
        });
    }
    let end = end?;
    let index = Name::from("\\text{index of the mean}");
    let member = Expr::apply("At", [Expr::symbol(&twin), Expr::symbol(&index)]);
    let range = Range::Between(Expr::integer(1), end.clone());
    let total = Expr::bind("Sum", vec![Bound { name: index, range }], member);
    let body = Expr::apply("Divide", [total, end]);
    let mean = Definition { name: name.clone(), indices: Vec::new(), parameters: Vec::new(), body };
    let mut read = problem.clone();
    read.definitions.insert(0, mean);
    read.sorts.remove(name);
    let note = format!("`{name}` is read as the mean of `{twin}`");
    Some(Reading { problem: read, said: BTreeMap::new(), note, likely: true })
}

/// The problem with `i` as the imaginary unit, where it is a factor that counts nothing.
pub fn imaginary(problem: &Problem) -> Option<Reading> {
    let mut taken = problem.explained();
    problem.values().for_each(|part| counted_or_called(part, &mut taken));
    let is_factor = |letter: &Name| {
        let factor = |part: &Expr| {
            let own = |of: &Expr| of.as_symbol() == Some(letter);
            part.as_apply("Multiply").is_some_and(|parts| parts.iter().any(own))
        };
        problem.values().any(|side| side.any(&mut |part| factor(part)))
    };
    let open = |letter: &Name| !taken.contains(letter) && !counts(problem, letter) && is_factor(letter);
    let letter = ["i", "j"].into_iter().map(Name::from).find(open)?;
    let mut read = problem.map(|part| part.substitute(&letter, &Expr::apply("I", [])));
    read.sorts.remove(&letter);
    let note = "a letter is read as the imaginary unit".to_owned();
    Some(Reading { problem: read, said: BTreeMap::new(), note, likely: true })
}

/// Whether the page says that a letter counts.
fn counts(problem: &Problem, letter: &Name) -> bool {
    problem.sorts.get(letter).is_some_and(|sort| matches!(sort.domain, Domain::Natural | Domain::Integer))
}

/// The problem with `\bar{z}` as the conjugate of `z`, where both stand in it.
pub fn with_conjugates(problem: &Problem) -> Option<Reading> {
    let free = names_of_sides(problem);
    let (name, twin) = free.iter().find_map(|name| {
        let twin = barred(name)?;
        (free.contains(&twin) && !problem.sorts.contains_key(name)).then(|| (name.clone(), twin))
    })?;
    let conjugate = Expr::apply("Conjugate", [Expr::symbol(&twin)]);
    let read = problem.map(|part| part.substitute(&name, &conjugate));
    let note = format!("`{name}` is read as the conjugate of `{twin}`");
    Some(Reading { problem: read, said: BTreeMap::new(), note, likely: false })
}

/// The problem with a bold letter and its light twin as one array: `\mathbf{X}^\top X`.
pub fn with_one_weight(problem: &Problem) -> Option<Reading> {
    let free = names_of_sides(problem);
    let (bold, light) = free.iter().find_map(|name| {
        let light = Name::from(name.as_str().strip_prefix("\\mathbf{")?.strip_suffix('}')?);
        free.contains(&light).then(|| (name.clone(), light))
    })?;
    Some(as_one(problem, &bold, &light, format!("`{bold}` and `{light}` are read as one")))
}

/// The problem with one name in the place of another.
fn as_one(problem: &Problem, name: &Name, kept: &Name, note: String) -> Reading {
    let mut read = problem.map(|part| part.substitute(name, &Expr::symbol(kept)));
    read.definitions.retain(|definition| definition.name != *name);
    read.sorts.remove(name);
    Reading { problem: read, said: BTreeMap::new(), note, likely: true }
}

/// The problem with logarithms to the only base that it names, where others have none: `\log_2 x` beside `\log x`.
pub fn with_one_base(problem: &Problem) -> Option<Reading> {
    let mut bases = BTreeSet::new();
    for part in problem.values() {
        part.visit(&mut |node| {
            if let Some([_, base]) = node.as_apply("Log") {
                bases.insert(base.clone());
            }
        });
    }
    let base = bases.pop_first().filter(|_| bases.is_empty())?;
    let based = |part: &Expr| match part.as_apply("Log") {
        Some([of]) => Some(Expr::apply("Log", [of.clone(), base.clone()]).at(part.span)),
        _ => None,
    };
    rewritten(problem, &based, "logarithms without a base are read with the one that others have")
}

/// The problem with `\log a / b` as the logarithm of the ratio.
pub fn with_logarithms_of_ratios(problem: &Problem) -> Option<Reading> {
    let of_ratio = |part: &Expr| {
        let [above, below] = part.as_apply("Divide")? else { return None };
        let (head, of) = match &above.kind {
            Kind::Apply(head @ ("Log" | "Ln"), of) => (*head, of.as_slice()),
            _ => return None,
        };
        let [of] = of else { return None };
        let logarithm = below.any(&mut |node| node.is_apply("Log") || node.is_apply("Ln"));
        (!logarithm).then(|| Expr::apply(head, [Expr::apply("Divide", [of.clone(), below.clone()])]).at(part.span))
    };
    rewritten(problem, &of_ratio, "`\\log a / b` is read as the logarithm of the ratio")
}

/// The problem with `P` and `p` as one law: authors tell probabilities and densities apart by them.
pub fn with_one_measure(problem: &Problem) -> Option<Reading> {
    let free = decide::free_names(problem);
    let (small, capital) = (Name::from("p"), Name::from("P"));
    let both = free.contains(&small) && free.contains(&capital);
    both.then(|| as_one(problem, &capital, &small, "`P` and `p` are read as one law".to_owned()))
}

/// The problem with whatever a reading changes; `None` where that is nothing.
fn rewritten(problem: &Problem, change: &dyn Fn(&Expr) -> Option<Expr>, note: &str) -> Option<Reading> {
    let read = problem.map(|part| through(part, change));
    (read != *problem).then(|| Reading { problem: read, said: BTreeMap::new(), note: note.to_owned(), likely: true })
}

/// An expression with every part changed that a reading changes, from the innermost.
fn through(expr: &Expr, change: &dyn Fn(&Expr) -> Option<Expr>) -> Expr {
    let own = expr.map_children(&mut |part| through(part, change));
    change(&own).unwrap_or(own)
}

/// `\bar{x}` → `x`.
fn barred(name: &Name) -> Option<Name> {
    let inner = ["\\bar{", "\\overline{"].iter().find_map(|bar| name.as_str().strip_prefix(bar))?;
    inner.strip_suffix('}').map(Name::from)
}

/// Whether members of a name are picked by an index.
fn picks(body: &Expr, name: &Name, index: &Name) -> bool {
    body.any(&mut |node| match node.as_apply("At") {
        Some([base, own, ..]) => base.as_symbol() == Some(name) && own.as_symbol() == Some(index),
        _ => false,
    })
}

fn with_constants(expr: &Expr, rows: &[&(&str, Head, &str)]) -> Expr {
    through(expr, &|part| {
        let name = part.as_symbol()?;
        let (_, head, _) = rows.iter().find(|(letter, ..)| *letter == name.as_str())?;
        Some(Expr::apply(head, []).at(part.span))
    })
}

/// Names that count, are bound, or are called somewhere: those are no constants.
fn counted_or_called(expr: &Expr, found: &mut BTreeSet<Name>) {
    no_constants(expr, found);
    expr.visit(&mut |part| {
        if let Kind::Apply("At" | "AtUpper", parts) = &part.kind {
            found.extend(parts.first().and_then(Expr::as_symbol).cloned());
        }
    });
}

/// Names that count, are bound, or are called somewhere, whatever has an index.
pub(super) fn no_constants(expr: &Expr, found: &mut BTreeSet<Name>) {
    expr.visit(&mut |part| match &part.kind {
        Kind::Apply("At" | "AtUpper", parts) => found.extend(parts.iter().skip(1).flat_map(Expr::free_names)),
        Kind::Call(callee, _) => found.extend(callee.as_symbol().cloned()),
        Kind::Bind(binding) => found.extend(binding.bound.iter().map(|bound| bound.name.clone())),
        _ => {}
    });
}
