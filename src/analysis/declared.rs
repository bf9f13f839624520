//! What the author declared of names, as the sorts that shapes and problems are built on.

use std::collections::BTreeMap;

use crate::expr::{Domain, Expr, Fact, Name, Shape, Size, Sort};
use crate::extract::Document;
use crate::infer::{self, Known, Symbols, size_of};
use crate::lower;
use crate::prose::{Declaration, Prose};
use crate::scope::{Names, SymbolTable};
use crate::syntax::Node;

/// The place of what was declared on another page.
const ELSEWHERE: usize = usize::MAX;

/// Sorts of the names of a page, by what its symbol table says at a formula.
pub struct Declared<'a> {
    table: &'a SymbolTable<'a>,
    document: &'a Document,
    /// Index of each declaration of the page.
    places: BTreeMap<(u32, &'a Name), usize>,
    /// The formula of each statement that the shapes of the page are inferred from.
    formulas: Vec<usize>,
}

impl<'a> Declared<'a> {
    pub fn new(table: &'a SymbolTable<'a>, document: &'a Document, prose: &'a Prose, formulas: Vec<usize>) -> Self {
        let places = prose.declarations.iter().enumerate();
        let places = places.map(|(index, declaration)| ((declaration.span.start, &declaration.name), index)).collect();
        Self { table, document, places, formulas }
    }

    /// Sorts of the names that are free in the parts, where the author said something.
    pub fn sorts(&self, parts: &[&Expr], at: usize) -> BTreeMap<Name, Sort> {
        let names = parts.iter().flat_map(|part| part.free_names());
        names.filter_map(|name| self.sort(&name, at).map(|sort| (name, sort))).collect()
    }

    fn sort(&self, name: &Name, at: usize) -> Option<Sort> {
        let mut told = self.table.nearest(name, at).peekable();
        told.peek()?;
        let mut sort = Sort::default();
        for declaration in told {
            sort.facts.extend(declaration.facts.iter().copied());
            if sort.domain == Domain::Unknown {
                sort.domain = declaration.domain;
            }
            if sort.unit.is_none() {
                sort.unit = declaration.unit.clone();
            }
            if sort.shape == Shape::Unknown {
                sort.shape = self.shape(declaration, at);
            }
        }
        if self.table.rank(name, at) == Some(0) && sort.shape == Shape::Unknown {
            sort.shape = Shape::scalar();
        }
        without_contradictions(&mut sort);
        Some(sort)
    }

    fn shape(&self, declaration: &Declaration, at: usize) -> Shape {
        match (&declaration.shape, declaration.rank) {
            (Some(axes), _) if declaration.indices.is_empty() => {
                let sizes: Option<Vec<Size>> = axes.iter().map(|nodes| self.size(declaration, nodes, at)).collect();
                sizes.map_or(Shape::Unknown, Shape::Known)
            }
            (None, Some(0)) => Shape::scalar(),
            _ => Shape::Unknown,
        }
    }

    fn size(&self, declaration: &Declaration, nodes: &[Node], at: usize) -> Option<Size> {
        let tex = self.document.formulas.get(declaration.formula).map_or("", |formula| formula.tex.as_str());
        let reading = lower::lower(nodes, tex, at, self.table);
        match reading.statements.as_slice() {
            [only] if only.links.is_empty() => size_of(only.first.as_ref()?),
            _ => None,
        }
    }
}

impl Symbols for Declared<'_> {
    fn known(&self, name: &Name, statement: usize) -> Option<Known> {
        let at = *self.formulas.get(statement)?;
        let declaration = self.table.shaped(name, at).or_else(|| self.table.lookup(name, at))?;
        self.known_by(declaration, name, at)
    }

    fn family(&self, name: &Name, labels: &[String], statement: usize) -> Option<Known> {
        let at = *self.formulas.get(statement)?;
        let shaped: Vec<&Declaration> =
            self.table.nearest(name, at).filter(|declaration| declaration.shape.is_some()).collect();
        let own = |declaration: &&&Declaration| declaration.indices.iter().map(Name::as_str).eq(labels);
        let general = |declaration: &&&Declaration| !declaration.indices.iter().any(is_number);
        let declaration = shaped.iter().find(own).or_else(|| shaped.iter().find(general));
        match declaration {
            Some(declaration) => self.known_by(declaration, name, at),
            None if shaped.is_empty() => self.known(name, statement),
            None => None,
        }
    }
}

impl Declared<'_> {
    fn known_by(&self, declaration: &Declaration, name: &Name, at: usize) -> Option<Known> {
        let place = self.places.get(&(declaration.span.start, &declaration.name)).copied().unwrap_or(ELSEWHERE);
        let mut sort = self.sort(name, at)?;
        let indices = declaration.indices.len();
        if indices > 0 {
            sort.shape = self.shape(&Declaration { indices: Vec::new(), ..declaration.clone() }, at);
        }
        Some(infer::Known { sort, place, indices, rank: self.table.rank(name, at) })
    }
}

fn is_number(index: &Name) -> bool {
    index.as_str().bytes().all(|byte| byte.is_ascii_digit())
}

/// Facts that exclude each other come from different things of one name: neither is kept.
fn without_contradictions(sort: &mut Sort) {
    let both = |sort: &Sort, a: Fact, b: Fact| sort.facts.contains(&a) && sort.facts.contains(&b);
    if both(sort, Fact::Even, Fact::Odd) {
        sort.facts.remove(&Fact::Even);
        sort.facts.remove(&Fact::Odd);
    }
}
