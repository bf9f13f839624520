//! A page and everything that is known of it.

use crate::claims::{Problem, Relation};
use crate::compare::{Misquoted, Odd, Sighting};
use crate::decide::{Outcome, Repair, Verdict};
use crate::extract::Document;
use crate::infer::binding::IndexIssue;
use crate::infer::{Clash, Oriented};
use crate::lower::Reading;
use crate::prose::Prose;
use crate::source::{FileId, Place, Span};
use crate::syntax::{Parsed, Renderers};

/// A page, phase by phase; what belongs to a formula stands at the formula's index.
pub struct Page {
    pub file: FileId,
    /// Whether findings are asked for; other pages only give context.
    pub asked: bool,
    pub document: Document,
    /// Who renders the page, by the evidence of the page itself.
    pub renderer: Renderers,
    /// Whether the page shows its renderer; else it is the strictest of those that may be.
    pub renderer_shown: bool,
    pub notation: Vec<Parsed>,
    pub prose: Prose,
    pub readings: Vec<Reading>,
    pub relations: Vec<Judged>,
    /// Indices that cannot be meant as they stand, each with its formula.
    pub indices: Vec<(usize, IndexIssue)>,
    /// Shapes that cannot fit, each with its formula.
    pub clashes: Vec<(usize, Clash)>,
    /// On which side of their vectors declared matrices stand, each with its formula.
    pub orientations: Vec<(usize, Oriented)>,
    /// Where the page gives values to names, for other pages to compare.
    pub sightings: Vec<Sighting>,
    /// Signs that stand alone against equations of the same form.
    pub odd: Vec<Odd>,
    /// Well-known formulas that are quoted with a slip.
    pub misquoted: Vec<Misquoted>,
}

/// A relation and, where it claims something, what was decided.
pub struct Judged {
    pub relation: Relation,
    pub verdict: Option<Verdict>,
    /// The problem that was decided.
    pub problem: Option<Problem>,
    /// Where it could not be decided: the single slips without which both sides would be one expression.
    pub near: Vec<Repair>,
    /// Indices of the formulas whose definitions the verdict uses.
    pub used: Vec<usize>,
    /// Whether an `expect` directive meets a failure here.
    pub expected: bool,
}

impl Judged {
    pub fn holds(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Holds)
    }
}

impl Page {
    pub fn is_asked(&self) -> bool {
        self.asked
    }

    /// The place in the file of a span of a formula's text.
    pub fn place(&self, formula: usize, span: Span) -> Place {
        let span = self.document.formulas.get(formula).map_or(Span::default(), |formula| formula.map.to_file(span));
        Place { file: self.file, span }
    }

    /// The place of a whole formula, without its delimiters.
    pub fn formula_place(&self, formula: usize) -> Place {
        let length = self.document.formulas.get(formula).map_or(0, |formula| formula.tex.len());
        self.place(formula, Span::new(0, length))
    }
}
