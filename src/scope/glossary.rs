//! What the pages of a book declare: what reaches beyond its page, and the rows of the glossary.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::expr::{Domain, Name};
use crate::prose::{Declaration, Form, Scope, script_text};
use crate::source::Span;
use crate::syntax::Node;

/// The declarations that reach over the whole book.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    entries: BTreeMap<Name, Vec<Declaration>>,
}

impl Glossary {
    /// The declarations of all pages in reading order → those with scope `Book`.
    pub fn new<'a>(pages: impl IntoIterator<Item = &'a [Declaration]>) -> Self {
        let mut entries: BTreeMap<Name, Vec<Declaration>> = BTreeMap::new();
        for declaration in pages.into_iter().flatten().filter(|declaration| declaration.scope == Scope::Book) {
            entries.entry(declaration.name.clone()).or_default().push(declaration.clone());
        }
        Self { entries }
    }

    /// All that the book says of a name, in reading order.
    pub fn meanings(&self, name: &Name) -> &[Declaration] {
        self.entries.get(name).map_or(&[], Vec::as_slice)
    }

    /// All entries, by name.
    pub fn declarations(&self) -> impl Iterator<Item = &Declaration> {
        self.entries.values().flatten()
    }
}

/// A row of the glossary: one meaning of a symbol on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SymbolRow {
    pub symbol: Name,
    pub meaning: Option<String>,
    /// Sizes of the axes: `(n, d)`.
    pub shape: Option<String>,
    pub unit: Option<String>,
    pub domain: Option<Domain>,
    pub scope: Scope,
    pub form: Form,
    /// Index of the page.
    #[serde(skip)]
    pub page: usize,
    #[serde(skip)]
    pub span: Span,
}

/// The glossary of a book: a symbol's meanings in reading order, each meaning once a page.
pub fn symbol_rows<'a>(pages: impl IntoIterator<Item = &'a [Declaration]>) -> Vec<SymbolRow> {
    let mut rows = Vec::new();
    for (page, declarations) in pages.into_iter().enumerate() {
        let mut seen = BTreeSet::new();
        for declaration in declarations {
            let row = row(declaration, page);
            if seen.insert((row.symbol.clone(), row.meaning.clone(), row.shape.clone())) {
                rows.push(row);
            }
        }
    }
    rows.sort_by(|a, b| (&a.symbol, a.page, a.span).cmp(&(&b.symbol, b.page, b.span)));
    rows
}

/// A part of a size, with labels of one letter spelled as names spell them: `d_h`.
fn axis_text(node: &Node) -> Option<String> {
    let text = script_text(node)?;
    let mut parts = text.split("_{");
    let mut spelled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((label, rest)) if label.chars().count() == 1 => spelled.push_str(&format!("_{label}{rest}")),
            _ => spelled.push_str(&format!("_{{{part}")),
        }
    }
    Some(spelled)
}

fn row(declaration: &Declaration, page: usize) -> SymbolRow {
    SymbolRow {
        symbol: declaration.name.clone(),
        meaning: declaration.meaning.clone(),
        shape: declaration.shape.as_ref().map(|sizes| {
            let sizes: Vec<String> = sizes.iter().map(|size| size.iter().filter_map(axis_text).collect()).collect();
            format!("({})", sizes.join(", "))
        }),
        unit: declaration.unit.clone(),
        domain: Some(declaration.domain).filter(|domain| *domain != Domain::Unknown),
        scope: declaration.scope,
        form: declaration.form,
        page,
        span: declaration.span,
    }
}
