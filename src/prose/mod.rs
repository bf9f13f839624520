//! Words and notation to declarations, and the stance of each formula.
//!
//! Takes a document and the notation of its formulas; gives [`Declaration`]s, facts that nouns carry, and a
//! [`Stance`] for each formula. Never builds expressions.

mod after;
mod before;
mod beside;
mod canonical;
mod caption;
mod characters;
mod chinese;
mod counted;
mod cue_scan;
mod cues;
mod customary;
mod declaration;
mod definition;
mod directive;
mod drawn;
mod english;
mod evidence;
mod flow;
mod gapped;
mod labels;
mod membership;
mod nouns;
mod ordinal;
mod patterns;
mod phrase;
mod qualities;
mod reader;
#[cfg(test)]
mod said_tests;
#[cfg(test)]
mod sample;
mod sections;
mod sorts;
mod stance;
mod steps;
mod subject;
mod table;
#[cfg(test)]
mod tests;
mod topics;
mod variations;
mod vocabulary;

pub use canonical::{
    base_name, is_words, script_text, significant, unwrapped, with_primes, with_subscript, with_superscript, word_name,
};
pub use declaration::{Declaration, Form, Scope, Stance};
pub use directive::{
    Directive, DirectiveError, Family, Ignore, Let, LetSort, Stmt, StmtKind, directives, parse_directive,
};
pub use evidence::Evidence;
pub use flow::{Flow, Mark};
pub use nouns::{NounFacts, facts_of};
pub use sections::{heading_blocks, heading_chain};
pub use stance::{StanceInfo, stances};
pub use subject::{Item, Spelled, items, spell};
pub use topics::Topic;

use crate::extract::Document;
use crate::syntax::Parsed;

/// What the prose of a page says.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// In the order of the text.
    pub declarations: Vec<Declaration>,
    /// One a formula, by index.
    pub stances: Vec<StanceInfo>,
    /// The words with marks for formulas.
    pub flow: Flow,
    /// Which letters run over something, and which scripts are labels.
    pub evidence: Evidence,
    pub directives: Vec<Directive>,
    /// Directives that cannot be read, with places in the file.
    pub directive_errors: Vec<DirectiveError>,
}

/// A document and the notation of its formulas → what its prose says of them. Linear in the text.
pub fn read(document: &Document, notation: &[Parsed]) -> Prose {
    let flow = Flow::new(document);
    let formulas: Vec<_> = notation.iter().map(|parsed| parsed.nodes.as_slice()).collect();
    let stances = stance::stances_in(document, &flow);
    let mut evidence = Evidence::gather(&formulas, &flow);
    let declarations = declare(document, &flow, &formulas, &evidence, &stances);
    // A noun that makes `d_k` a size makes its script a label, wherever it stands on the page.
    let sizes = labels::sizes_among(&declarations, &formulas, &evidence);
    let mut declarations = if sizes.is_empty() {
        declarations
    } else {
        sizes.into_iter().for_each(|(base, script)| evidence.add_size(base, script));
        declare(document, &flow, &formulas, &evidence, &stances)
    };
    let (directives, directive_errors) = directive::directives(document);
    declarations.extend(directive::declarations(document, &directives, &evidence));
    declarations.sort_by_key(|declaration| (declaration.formula, declaration.span));
    Prose { declarations, stances, flow, evidence, directives, directive_errors }
}

/// The declarations of a page, in the order of the text.
fn declare(
    document: &Document,
    flow: &Flow,
    formulas: &[&[crate::syntax::Node]],
    evidence: &Evidence,
    stances: &[StanceInfo],
) -> Vec<Declaration> {
    let page = reader::Page { document, flow, formulas, evidence, stances };
    let (mut declarations, used) = table::read(&page);
    declarations.extend(reader::read(&page, &used));
    if sections::is_notation_page(document) {
        let told = declarations.iter_mut().filter(|own| own.meaning.is_some() && !own.is_of_an_example());
        told.for_each(|declaration| declaration.scope = Scope::Book);
    }
    declarations.sort_by_key(|declaration| (declaration.formula, declaration.span));
    declarations
}
