//! What the author declared of names, as the sorts that shapes and problems are built on.

use std::collections::BTreeMap;

use crate::expr::{Domain, Expr, Fact, Kind, Name, Shape, Size, Sort};
use crate::extract::Document;
use crate::infer::{Known, Symbols, size_of};
use crate::lower;
use crate::prose::{Declaration, Prose, Stance, StanceInfo, heading_blocks, script_text};
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
    declarations: &'a [Declaration],
    stances: &'a [StanceInfo],
}

impl<'a> Declared<'a> {
    pub fn new(table: &'a SymbolTable<'a>, document: &'a Document, prose: &'a Prose, formulas: Vec<usize>) -> Self {
        let places = prose.declarations.iter().enumerate();
        let places = places.map(|(index, declaration)| ((declaration.span.start, &declaration.name), index)).collect();
        Self { table, document, places, formulas, declarations: &prose.declarations, stances: &prose.stances }
    }

    /// Sorts of the names that are free in the parts, where the author said something.
    pub fn sorts(&self, parts: &[&Expr], at: usize) -> BTreeMap<Name, Sort> {
        let names = parts.iter().flat_map(|part| part.free_names());
        names.filter_map(|name| self.sort(&name, at).map(|sort| (name, sort))).collect()
    }

    /// Whether the words call a name a matrix.
    pub(super) fn is_matrix(&self, name: &Name, at: usize) -> bool {
        self.table.nearest(name, at).any(|declaration| declaration.rank == Some(2) && declaration.indices.is_empty())
    }

    fn sort(&self, name: &Name, at: usize) -> Option<Sort> {
        let mut told = self.table.nearest(name, at).peekable();
        told.peek()?;
        let mut sort = Sort::default();
        let mut shaped = false;
        for declaration in told {
            sort.facts.extend(declaration.facts.iter().copied());
            if sort.domain == Domain::Unknown {
                sort.domain = declaration.domain;
            }
            if sort.unit.is_none() {
                sort.unit = declaration.unit.clone();
            }
            // Sizes that cannot be read hide what was said before all the same.
            if sort.shape == Shape::Unknown && !shaped {
                sort.shape = self.shape(declaration, at);
                shaped = declaration.shape.is_some() && declaration.indices.is_empty();
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

    /// What is known of a name by one of its declarations.
    fn known_by(&self, declaration: &Declaration, name: &Name, at: usize) -> Option<Known> {
        let place = self.places.get(&(declaration.span.start, &declaration.name)).copied().unwrap_or(ELSEWHERE);
        let mut sort = self.sort(name, at)?;
        let indices = declaration.indices.len();
        if indices > 0 {
            sort.shape = self.shape(&Declaration { indices: Vec::new(), ..declaration.clone() }, at);
        }
        Some(Known { sort, place, indices, rank: self.table.rank(name, at) })
    }

    /// Whether a declaration is the last word on its name at a formula, and the only one that gives its shape on the
    /// page; in exercises names begin anew.
    fn stands_alone(&self, place: usize, at: usize) -> bool {
        let Some(own) = self.declarations.get(place) else { return false };
        let asked = self.stances.get(at).is_some_and(|info| info.stance == Stance::Asked);
        let shaped = self.table.meanings(&own.name).iter().filter(|told| told.shape.is_some()).count();
        let nearest = self.table.nearest(&own.name, at).next();
        // "the design matrix" is the one that was introduced, "a matrix" is another.
        let named = own.meaning.as_ref().is_some_and(|meaning| meaning.contains(' ') || !meaning.is_ascii());
        let same = |nearest: &Declaration| nearest.span == own.span || nearest.meaning == own.meaning;
        !asked && named && shaped == 1 && nearest.is_some_and(same)
    }

    /// What is said of the members of a family: `k_i \in \mathbb{R}^d`.
    pub fn member_at(&self, name: &Name, indices: &[Expr], at: usize) -> Option<Known> {
        let told = self.table.nearest(name, at).filter(|declaration| declaration.shape.is_some());
        let mut told = told.filter(|declaration| covers(declaration, indices));
        self.known_by(told.next()?, name, at)
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
        let mut shaped = self.table.nearest(name, at).filter(|declaration| declaration.shape.is_some());
        let whole = shaped.find(|declaration| !is_one_member(declaration));
        self.known_by(whole.or_else(|| self.table.lookup(name, at))?, name, at)
    }

    fn member(&self, name: &Name, indices: &[Expr], statement: usize) -> Option<Known> {
        self.member_at(name, indices, *self.formulas.get(statement)?)
    }

    /// What one section says need not hold in the next: letters of sizes are chosen anew.
    fn is_near(&self, place: usize, statement: usize) -> bool {
        let Some(declared) = self.declarations.get(place).map(|declaration| declaration.formula) else { return true };
        let Some(at) = self.formulas.get(statement).copied() else { return true };
        let chain = |formula: usize| {
            let block = self.document.formulas.get(formula).map(|formula| formula.block);
            block.map_or_else(Vec::new, |block| heading_blocks(self.document, block))
        };
        chain(declared).first().is_none_or(|own| chain(at).contains(own)) || self.stands_alone(place, at)
    }
}

/// `W^{(1)}`, which says nothing of W.
fn is_one_member(declaration: &Declaration) -> bool {
    let number = |index: &Name| index.as_str().chars().all(|digit| digit.is_ascii_digit());
    !declaration.indices.is_empty() && declaration.indices.iter().all(number)
}

/// Whether a declaration of members speaks of the one with these indices: `W^{(1)}` of itself only, `W^{(l)}` of all,
/// unless its sizes depend on l.
fn covers(declaration: &Declaration, indices: &[Expr]) -> bool {
    let varies = |letter: &Name| {
        let sizes = declaration.shape.iter().flatten().flatten();
        sizes.filter_map(script_text).any(|size| size.contains(letter.as_str()))
    };
    let one = |own: &Name, index: &Expr| match &index.kind {
        Kind::Symbol(name) if name == own => true,
        Kind::Number(number) if number.value.to_string() == own.as_str() => true,
        _ => own.as_str().chars().all(char::is_alphabetic) && !varies(own),
    };
    !indices.is_empty()
        && declaration.indices.len() == indices.len()
        && declaration.indices.iter().zip(indices).all(|(own, index)| one(own, index))
}

/// Facts that exclude each other come from different things of one name: neither is kept.
fn without_contradictions(sort: &mut Sort) {
    let both = |sort: &Sort, a: Fact, b: Fact| sort.facts.contains(&a) && sort.facts.contains(&b);
    if both(sort, Fact::Even, Fact::Odd) {
        sort.facts.remove(&Fact::Even);
        sort.facts.remove(&Fact::Odd);
    }
}
