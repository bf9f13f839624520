//! The symbol table of a page: what an occurrence means at its place.
//!
//! Takes what the page's prose says and the book's glossary; answers by name and formula. The nearest declaration
//! wins: the last one above, or one behind in the same sentence ("…, where $W$ is …"), else the first one below,
//! else the book's.

use std::collections::BTreeMap;

use super::glossary::Glossary;
use super::names::Names;
use crate::expr::{Domain, Fact, Name};
use crate::extract::Document;
use crate::prose::{Declaration, Evidence, Prose, Scope, Topic, heading_blocks, word_name};

/// What the names of a page mean, place by place.
#[derive(Clone, Debug)]
pub struct SymbolTable<'a> {
    names: BTreeMap<&'a Name, Vec<&'a Declaration>>,
    glossary: &'a Glossary,
    evidence: &'a Evidence,
    /// The sentence of each formula.
    sentences: Vec<usize>,
    /// The headings above each formula.
    headings: Vec<Vec<usize>>,
    bold: Bold,
}

/// What the page's declarations say of bold letters.
#[derive(Clone, Copy, Debug, Default)]
struct Bold {
    lower: Option<usize>,
    upper: Option<usize>,
}

impl<'a> SymbolTable<'a> {
    /// The book's glossary, a page and what its prose says → its symbol table.
    pub fn new(glossary: &'a Glossary, document: &Document, prose: &'a Prose) -> Self {
        let mut names: BTreeMap<&Name, Vec<&Declaration>> = BTreeMap::new();
        for declaration in &prose.declarations {
            names.entry(&declaration.name).or_default().push(declaration);
        }
        let bold = Bold::told_by(prose.declarations.iter().chain(glossary.declarations()));
        Self {
            names,
            glossary,
            evidence: &prose.evidence,
            sentences: prose.stances.iter().map(|info| info.sentence).collect(),
            headings: document.formulas.iter().map(|formula| heading_blocks(document, formula.block)).collect(),
            bold,
        }
    }

    /// What the name means in a formula.
    pub fn lookup(&self, name: &Name, at: usize) -> Option<&Declaration> {
        self.nearest(name, at).next()
    }

    /// All that is said of the name, the nearest to a formula first; what does not reach the formula is left out.
    pub fn nearest(&self, name: &Name, at: usize) -> impl Iterator<Item = &Declaration> {
        let own = self.names.get(name).map_or(&[][..], Vec::as_slice);
        let split = own.partition_point(|declaration| declaration.formula <= at);
        let (above, below) = own.split_at(split);
        let same = below.iter().take_while(move |declaration| self.shares_sentence(declaration.formula, at)).count();
        let (behind, below) = below.split_at(same);
        let ordered = behind.iter().rev().chain(above.iter().rev()).chain(below).copied();
        ordered
            .filter(move |declaration| self.reaches(declaration, at))
            .chain(self.glossary.meanings(name).iter().rev())
    }

    /// All that the page says of a name, in reading order.
    pub fn meanings(&self, name: &Name) -> &[&'a Declaration] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// All declarations of the page by name.
    pub fn declared(&self) -> impl Iterator<Item = (&'a Name, &[&'a Declaration])> {
        self.names.iter().map(|(name, declarations)| (*name, declarations.as_slice()))
    }

    /// The nearest declaration that gives the name's sizes.
    pub fn shaped(&self, name: &Name, at: usize) -> Option<&Declaration> {
        self.nearest(name, at).find(|declaration| declaration.shape.is_some())
    }

    /// The set that the name's entries are drawn from, where anyone says.
    pub fn domain(&self, name: &Name, at: usize) -> Domain {
        let told = self.nearest(name, at).map(|declaration| declaration.domain);
        told.into_iter().find(|domain| *domain != Domain::Unknown).unwrap_or_default()
    }

    fn shares_sentence(&self, one: usize, other: usize) -> bool {
        self.sentences.get(one).is_some_and(|sentence| self.sentences.get(other) == Some(sentence))
    }

    fn reaches(&self, declaration: &Declaration, at: usize) -> bool {
        let heading = |formula: usize| self.headings.get(formula).map_or(&[][..], Vec::as_slice);
        match declaration.scope {
            Scope::Book | Scope::Chapter | Scope::Page => true,
            Scope::Next => declaration.formula == at,
            Scope::Section => {
                declaration.formula <= at
                    && heading(declaration.formula).first().is_none_or(|own| heading(at).contains(own))
            }
        }
    }
}

impl Bold {
    /// Bold letters have the rank of those that are declared, if these agree.
    fn told_by<'d>(declarations: impl Iterator<Item = &'d Declaration>) -> Self {
        let (mut lower, mut upper) = (Vec::new(), Vec::new());
        for declaration in declarations.filter(|declaration| declaration.indices.is_empty()) {
            match (bold_letter(&declaration.name), declaration.rank) {
                (Some(true), Some(rank)) => upper.push(rank),
                (Some(false), Some(rank)) => lower.push(rank),
                _ => {}
            }
        }
        let agreed = |ranks: &[usize], rank: usize| {
            let agreeing = ranks.iter().filter(|own| **own == rank).count();
            (agreeing > 0 && agreeing == ranks.len()).then_some(rank)
        };
        Self { lower: agreed(&lower, 1), upper: agreed(&upper, 2) }
    }
}

/// Whether a name is a bold capital (`Some(true)`) or a bold small letter (`Some(false)`).
fn bold_letter(name: &Name) -> Option<bool> {
    let (_, rest) = name.as_str().split_once("\\mathbf{")?;
    let letter = rest.chars().next()?;
    letter.is_ascii_alphabetic().then(|| letter.is_ascii_uppercase())
}

/// Letters that "the number" and "the constant" make the number that everybody knows.
const KNOWN_NUMBERS: [&str; 3] = ["\\pi", "e", "\\text{e}"];

/// What the prose calls the constants of the catalogue.
const CONSTANTS: [&str; 13] = [
    "base",
    "imaginary unit",
    "euler's number",
    "base of the natural logarithm",
    "euler's constant",
    "euler–mascheroni constant",
    "circle constant",
    "golden ratio",
    "虚数单位",
    "自然常数",
    "自然对数的底",
    "圆周率",
    "欧拉常数",
];

impl Names for SymbolTable<'_> {
    fn is_declared(&self, name: &Name, at: usize) -> bool {
        self.lookup(name, at).is_some()
    }

    fn is_function(&self, name: &Name, at: usize) -> Option<bool> {
        self.nearest(name, at).find_map(|declaration| {
            if declaration.function || declaration.domain == Domain::Distribution {
                return Some(true);
            }
            let value = declaration.rank.is_some() || !matches!(declaration.domain, Domain::Unknown | Domain::Set);
            value.then_some(false)
        })
    }

    fn rank(&self, name: &Name, at: usize) -> Option<usize> {
        let told =
            self.nearest(name, at).find(|declaration| declaration.rank.is_some() && declaration.indices.is_empty());
        told.and_then(|declaration| declaration.rank).or_else(|| match bold_letter(name)? {
            true => self.bold.upper,
            false => self.bold.lower,
        })
    }

    fn has_fact(&self, name: &Name, fact: Fact, at: usize) -> bool {
        self.nearest(name, at).any(|declaration| declaration.facts.contains(&fact))
    }

    fn is_index(&self, letter: &Name) -> bool {
        self.evidence.is_index(letter.as_str())
    }

    fn subscript_is_label(&self, base: &Name, script: &str) -> Option<bool> {
        self.evidence.subscript_is_label(base, script)
    }

    fn superscript_is_label(&self, base: &Name, script: &str) -> Option<bool> {
        self.evidence.superscript_is_label(base, script)
    }

    fn is_iterate(&self, name: &Name, script: &str) -> bool {
        self.evidence.is_iterate(name, script)
    }

    fn is_counted(&self, letter: &str) -> bool {
        self.evidence.is_counted(letter)
    }

    fn counts_choices(&self) -> bool {
        self.evidence.counts_choices()
    }

    fn is_transposed_by_prime(&self, name: &Name) -> bool {
        self.evidence.is_transposed_by_prime(name)
    }

    fn transposes_by_primes(&self) -> bool {
        self.evidence.transposes_by_primes()
    }

    fn speaks_of(&self, topic: Topic) -> bool {
        self.evidence.speaks_of(topic)
    }

    fn varies(&self) -> bool {
        self.evidence.varies()
    }

    fn is_applied(&self, name: &Name) -> bool {
        self.evidence.is_applied(name)
    }

    fn is_family(&self, base: &Name) -> bool {
        self.evidence.is_family(base)
    }

    fn is_size(&self, name: &Name, at: usize) -> bool {
        let counts = |told: &Declaration| told.domain == Domain::Natural && told.meaning.is_some();
        self.lookup(name, at).is_some_and(counts)
    }

    fn writes_below(&self, base: &Name, script: &str) -> bool {
        self.evidence.writes_below(base, script)
    }

    fn has_two_indices(&self, base: &Name) -> bool {
        self.evidence.has_two_indices(base)
    }

    fn is_word(&self, letters: &str) -> bool {
        self.names.contains_key(&word_name(letters))
    }

    fn is_constant(&self, name: &Name, at: usize) -> Option<bool> {
        let meaning = self.nearest(name, at).find_map(|declaration| declaration.meaning.as_deref())?;
        let folded = meaning.to_ascii_lowercase();
        if matches!(folded.as_str(), "number" | "constant" | "constants" | "mathematical constant" | "常数") {
            return Some(KNOWN_NUMBERS.contains(&name.as_str()));
        }
        Some(CONSTANTS.iter().any(|constant| folded.contains(constant)))
    }
}
