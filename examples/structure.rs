//! Prints what index structure and shapes say of every formula below a folder: `structure FOLDER`.
//!
//! Shapes come from memberships in the formulas only; the prose is not asked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mathlint::expr::{Expr, Kind, Name, Range, Sort};
use mathlint::extract::extract;
use mathlint::infer::binding::{Surroundings, check_binding};
use mathlint::infer::{Known, Symbols, infer, size_of};
use mathlint::lower::{Statement, lower};
use mathlint::prose::with_subscript;
use mathlint::scope::NoNames;
use mathlint::source::SourceFile;
use mathlint::syntax::{Macros, parse};

/// Memberships of a page: each name with the statements that declare it.
struct Page(BTreeMap<Name, Vec<Known>>);

impl Symbols for Page {
    fn known(&self, name: &Name, statement: usize) -> Option<Known> {
        let all = self.0.get(name)?;
        all.iter().rev().find(|known| known.place <= statement).or(all.first()).cloned()
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.is_file() {
        found.push(folder.to_owned());
        return;
    }
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "md") {
            files(&path, found);
        }
    }
}

fn memberships(statements: &[&Statement]) -> Page {
    let mut table: BTreeMap<Name, Vec<Known>> = BTreeMap::new();
    for (place, statement) in statements.iter().enumerate() {
        let mut left = statement.first.as_ref();
        for link in &statement.links {
            if let (Some(left), "Element", Some([base, sizes @ ..])) =
                (left, link.relation, link.right.as_apply("CartesianPower"))
                && base.is_apply("RealNumbers")
                && let Some(sizes) = sizes.iter().map(size_of).collect::<Option<Vec<_>>>()
            {
                let names = left.as_apply("Sequence").unwrap_or(std::slice::from_ref(left));
                for name in names {
                    let (name, indices) = match &name.kind {
                        Kind::Symbol(name) => (name.clone(), 0),
                        Kind::Apply("At", parts) => match (parts[0].as_symbol(), parts[1].as_symbol()) {
                            (Some(base), Some(index)) => (with_subscript(base, index.as_str()), 0),
                            _ => continue,
                        },
                        _ => continue,
                    };
                    let sort = Sort::array(Default::default(), sizes.clone());
                    table.entry(name).or_default().push(Known { sort, place, indices, rank: None });
                }
            }
            left = Some(&link.right);
        }
    }
    Page(table)
}

/// Letters that a formula of the page declares by `i \in …`, `i = 1, …, n`.
fn declared(statements: &[&Statement]) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    for statement in statements {
        let first = statement.first.iter().filter_map(Expr::as_symbol);
        names.extend(first.filter(|_| !statement.links.is_empty()).cloned());
        for condition in &statement.conditions {
            names.extend(condition.free_names());
            condition.visit(&mut |node| {
                if let Kind::Bind(binding) = &node.kind {
                    let named = binding.bound.iter().filter(|bound| !matches!(bound.range, Range::Implicit));
                    names.extend(named.map(|bound| bound.name.clone()));
                }
            });
        }
    }
    names
}

fn main() {
    let folder = std::env::args().nth(1).expect("usage: structure FOLDER");
    let mut pages = Vec::new();
    files(Path::new(&folder), &mut pages);
    pages.sort();
    for path in pages {
        let text = std::fs::read_to_string(&path).expect("a readable page");
        let shown = path.to_string_lossy().into_owned();
        let document = extract(&shown, &text);
        let source = SourceFile::new(shown.clone(), text.clone());
        let readings: Vec<_> = document
            .formulas
            .iter()
            .enumerate()
            .map(|(at, formula)| lower(&parse(&formula.tex, &Macros::default()).nodes, &formula.tex, at, &NoNames))
            .collect();
        let owned: Vec<(usize, &Statement)> = readings
            .iter()
            .enumerate()
            .flat_map(|(at, reading)| reading.statements.iter().map(move |statement| (at, statement)))
            .collect();
        let statements: Vec<&Statement> = owned.iter().map(|(_, statement)| *statement).collect();
        let around = Surroundings { declared: declared(&statements) };
        let line = |at: usize| source.position(document.formulas[at].span.start).line;
        for (at, statement) in &owned {
            let tex = &document.formulas[*at].tex;
            for issue in check_binding(statement, &around) {
                println!(
                    "{shown}:{}: {:?} {} {}\n    at {}\n    {}",
                    line(*at),
                    issue.kind,
                    if issue.strong { "strong" } else { "weak" },
                    issue.message,
                    issue.span.of(tex),
                    tex.trim().replace('\n', " ")
                );
            }
        }
        for clash in infer(&statements, &memberships(&statements)).clashes {
            let at = owned[clash.statement].0;
            let tex = &document.formulas[at].tex;
            println!(
                "{shown}:{}: {:?} {} {clash} ({:?})\n    at {}\n    {}",
                line(at),
                clash.kind,
                if clash.certain { "certain" } else { "unrelated" },
                clash.fits,
                clash.span.of(tex),
                tex.trim().replace('\n', " ")
            );
        }
    }
}
