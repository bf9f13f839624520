//! Directives: what an author tells the tool in a comment, `<!-- mathlint: let X: R (n, d) -->`.
//!
//! Takes the text of a comment; gives typed statements with their places, or an error with what was expected there.
//! LaTeX parts stay text. Printing a statement and parsing it gives the same statement. Never acts on a directive.

mod declare;
mod grammar;
mod print;

use super::Scope;
use crate::expr::{Domain, Fact};
use crate::extract::Document;
use crate::source::Span;

pub(super) use declare::declarations;

/// A statement and where it stands in the directive's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StmtKind {
    Let(Let),
    /// A relation that holds for all values in question, as LaTeX.
    Assume {
        scope: Option<Scope>,
        tex: String,
    },
    /// `name = expression`, as LaTeX.
    Define {
        scope: Option<Scope>,
        tex: String,
    },
    Macro {
        scope: Option<Scope>,
        /// Without its backslash.
        name: String,
        arguments: Option<u8>,
        body: String,
    },
    Ignore(Ignore),
    Expect {
        rules: Vec<String>,
    },
    /// The start of a region in which the rules are ignored.
    Begin(Ignore),
    /// The rules are ignored in the whole file.
    File(Ignore),
    /// The start of a generated table of the claims of pages, named by globs below the page's folder.
    Table {
        pages: Vec<String>,
    },
    EndTable,
    /// The end of the innermost region.
    End,
}

/// `let X, Y: R (n, d) in bytes, positive for i in 1..H`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Let {
    pub scope: Option<Scope>,
    /// As LaTeX.
    pub symbols: Vec<String>,
    pub sort: LetSort,
    pub facts: Vec<Fact>,
    pub family: Option<Family>,
}

/// The sort that a `let` gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetSort {
    Function { arguments: Vec<LetSort>, result: Box<LetSort> },
    Value { domain: Option<Domain>, shape: Option<Vec<String>>, unit: Option<String> },
}

/// `for i in 1..H`, as LaTeX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub index: String,
    pub first: String,
    pub last: String,
}

/// `ignore[rule, rule] reason`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    pub rules: Vec<String>,
    pub reason: String,
}

/// Why a directive cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DirectiveError {
    /// In the directive's text.
    pub span: Span,
    pub message: String,
    pub suggestion: Option<String>,
}

/// A statement of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    pub stmt: StmtKind,
    /// In the file.
    pub span: Span,
    /// Index of its comment in the document.
    pub comment: usize,
}

/// The text of a directive behind `mathlint:` → its statements; the first error ends the reading.
pub fn parse_directive(text: &str) -> Result<Vec<Stmt>, DirectiveError> {
    grammar::body(text)
}

/// The directives of a page, and what is wrong with those that cannot be read, with places in the file.
pub fn directives(document: &Document) -> (Vec<Directive>, Vec<DirectiveError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for (index, comment) in document.comments.iter().enumerate() {
        let lead = comment.text.len() - comment.text.trim_start().len();
        let Some(body) = comment.text.trim_start().strip_prefix("mathlint:") else { continue };
        let start = comment.text_start + (lead + "mathlint:".len()) as u32;
        let shifted = |span: Span| Span { start: start + span.start, end: start + span.end };
        match parse_directive(body) {
            Ok(statements) => found.extend(statements.into_iter().map(|statement| Directive {
                stmt: statement.kind,
                span: shifted(statement.span),
                comment: index,
            })),
            Err(error) => errors.push(DirectiveError { span: shifted(error.span), ..error }),
        }
    }
    (found, errors)
}

/// The words for domains.
const DOMAINS: &[(&str, Domain)] = &[
    ("R", Domain::Real),
    ("C", Domain::Complex),
    ("Q", Domain::Rational),
    ("Z", Domain::Integer),
    ("N", Domain::Natural),
    ("prob", Domain::Probability),
    ("simplex", Domain::Simplex),
    ("dist", Domain::Distribution),
];

/// The words for facts.
const FACTS: &[(&str, Fact)] = &[
    ("positive", Fact::Positive),
    ("nonneg", Fact::NonNegative),
    ("integer", Fact::Integer),
    ("even", Fact::Even),
    ("odd", Fact::Odd),
    ("symmetric", Fact::Symmetric),
    ("psd", Fact::Psd),
    ("spd", Fact::Spd),
    ("orthogonal", Fact::Orthogonal),
    ("unit", Fact::UnitNorm),
];

/// The words for scopes.
const SCOPES: &[(&str, Scope)] = &[
    ("book", Scope::Book),
    ("chapter", Scope::Chapter),
    ("page", Scope::Page),
    ("section", Scope::Section),
    ("next", Scope::Next),
];

#[cfg(test)]
mod tests;
