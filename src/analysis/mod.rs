//! Everything known of the pages of a run, phase by phase.
//!
//! Takes the texts of a book's pages; gives readings, roles and verdicts. Pure: per page in parallel, then the scope
//! of the book on one thread, then per page in parallel again.

mod around;
mod caution;
mod conditions;
mod conventional;
mod coverage;
mod declared;
mod distinct;
mod entries;
mod held;
mod identities;
mod implicit;
mod indices;
mod judge;
mod members;
mod memory;
mod operators;
mod page;
mod parallel;
mod progress;
mod renderer;
mod restricting;
mod sequences;
mod supposed;
mod unfold;
mod usual;

use std::borrow::Cow;
use std::collections::BTreeMap;

use around::Around;
pub use coverage::{Coverage, Depth, Holds};
use declared::Declared;
pub use judge::Judge;
pub use memory::Memory;
pub use page::{Judged, Page};
pub use progress::Progress;

use crate::claims::Relation;
use crate::compare::{self, Conflict, Sighting};
use crate::decide::{self, Outcome};
use crate::expr::{Expr, Name};
use crate::extract;
use crate::infer::binding::IndexKind;
use crate::infer::{self, Clash, binding};
use crate::lower::{self, Reading};
use crate::prose;
use crate::scope::{Glossary, Names, SymbolTable};
use crate::source::{FileId, SourceFile};
use crate::syntax::{self, Macros, Parsed};

/// A page to be read.
pub struct Input {
    pub file: SourceFile,
    /// Whether findings are asked for; the others give context.
    pub asked: bool,
}

/// What a run is told beyond its pages.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub seed: u64,
    /// LaTeX definitions that hold on every page.
    pub macros: String,
}

/// The pages of a book and everything that is known of them.
pub struct Analysis {
    pub files: Vec<SourceFile>,
    pub pages: Vec<Page>,
    /// Places that give one thing different values.
    pub conflicts: Vec<Conflict>,
}

/// What stands beside a run and changes nothing of what it gives.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// What was decided before.
    pub memory: Option<&'a dyn Memory>,
    pub progress: Option<&'a dyn Progress>,
}

/// Reads, understands and judges the pages of a book, in reading order.
pub fn analyse(inputs: Vec<Input>, settings: &Settings) -> Analysis {
    analyse_with(inputs, settings, Beside::default())
}

/// The same, with what was decided before, and somebody who is told how far it is.
pub fn analyse_with(inputs: Vec<Input>, settings: &Settings, beside: Beside<'_>) -> Analysis {
    let (macros, _) = Macros::read(&settings.macros);
    let (files, asked): (Vec<SourceFile>, Vec<bool>) =
        inputs.into_iter().map(|input| (input.file, input.asked)).unzip();
    let read: Vec<Read> = parallel::map(&files, |file| read(file, &macros));
    let glossary = Glossary::new(read.iter().map(|page| page.prose.declarations.as_slice()));
    let numbered: Vec<(usize, Read)> = read.into_iter().enumerate().collect();
    let judge = Judge::new(settings.seed, beside.memory);
    let pages = parallel::map_owned(numbered, |(index, read)| {
        let page = understand(index, read, asked.get(index).copied().unwrap_or(true), &glossary, &judge);
        if let Some(progress) = beside.progress {
            progress.page();
        }
        page
    });
    let sightings: Vec<&[Sighting]> = pages.iter().map(|page: &Page| page.sightings.as_slice()).collect();
    let conflicts = compare::conflicts(&sightings, &|problem, said| judge.settle(problem, said));
    Analysis { files, pages, conflicts }
}

impl Analysis {
    /// The pages for which findings are asked.
    pub fn asked(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| page.asked)
    }

    /// By file id, whether findings are asked for.
    pub fn is_asked(&self) -> Vec<bool> {
        self.pages.iter().map(|page| page.asked).collect()
    }

    /// The figures of the run.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        let mut held = std::collections::BTreeSet::new();
        for page in self.asked() {
            coverage.files += 1;
            for ((formula, parsed), reading) in page.document.formulas.iter().zip(&page.notation).zip(&page.readings) {
                coverage.count_formula(reading.coverage, formula.display, parsed.tokens);
            }
            for judged in &page.relations {
                coverage.count_relation(judged.relation.role, judged.verdict.as_ref(), judged.expected);
                if judged.holds() {
                    let relation = &judged.relation;
                    held.insert(distinct::key(&relation.left, relation.relation, &relation.right));
                }
            }
        }
        coverage.distinct = held.len();
        coverage
    }
}

/// A page after the first phase: what it says by itself.
struct Read {
    document: extract::Document,
    renderer: syntax::Renderers,
    renderer_shown: bool,
    notation: Vec<Parsed>,
    prose: prose::Prose,
}

fn read(file: &SourceFile, macros: &Macros) -> Read {
    let document = extract::extract(&file.path, &file.text);
    let mut macros = macros.clone();
    for source in &document.macros {
        macros.extend(&Macros::read(&source.tex).0);
    }
    let escaped = syntax::is_escaped(document.formulas.iter().map(|formula| formula.tex.as_str()));
    let mut notation: Vec<Parsed> = Vec::with_capacity(document.formulas.len());
    for formula in &document.formulas {
        let tex = if escaped { syntax::unescape(&formula.tex) } else { Cow::Borrowed(formula.tex.as_str()) };
        notation.push(syntax::parse(&tex, &macros));
        macros.learn(&tex);
    }
    syntax::compare(&mut notation);
    let prose = prose::read(&document, &notation);
    let shown = renderer::shown(&document, &file.path, &file.text);
    let renderer = shown.unwrap_or(syntax::Renderers::KATEX);
    Read { document, renderer, renderer_shown: shown.is_some(), notation, prose }
}

/// The second phase: meaning, indices, shapes, claims and verdicts.
fn understand(index: usize, read: Read, asked: bool, glossary: &Glossary, judge: &Judge<'_>) -> Page {
    let table = SymbolTable::new(glossary, &read.document, &read.prose);
    let readings: Vec<Reading> = read
        .notation
        .iter()
        .zip(&read.document.formulas)
        .enumerate()
        .map(|(at, (parsed, formula))| lower::lower(&parsed.nodes, &formula.tex, at, &table))
        .collect();
    let mut issues = issues(&readings, &read.document, &read.prose, &table);
    let statements: Vec<(usize, &lower::Statement)> = readings
        .iter()
        .enumerate()
        .flat_map(|(at, reading)| reading.statements.iter().map(move |body| (at, body)))
        .collect();
    issues.extend(binding::late_starts(&statements));
    issues.extend(binding::turned(&statements));
    issues.extend(binding::lost_transposes(&statements));
    issues.extend(binding::alone(&statements));
    let formulas: Vec<usize> = statements.iter().map(|(at, _)| *at).collect();
    let declared = Declared::new(&table, &read.document, &read.prose, formulas);
    let clashes = clashes(&statements, &declared);
    let orientations = orientations(&statements, &declared);
    let relations = judge.relations(&read.document, &readings, &read.prose.stances, &declared);
    let open: Vec<(&Relation, bool)> = relations.iter().map(|judged| (&judged.relation, is_open(judged))).collect();
    let sorts = |parts: &[&Expr], at: usize| declared.sorts(parts, at);
    let sightings = compare::gather(&read.document, &read.prose, &readings, &open, &sorts);
    let own: Vec<&Relation> = relations.iter().map(|judged| &judged.relation).collect();
    let odd = compare::odd_signs(&own);
    let misquoted = misquoted(&relations, &read.document, &read.prose);
    Page {
        file: FileId(index as u32),
        asked,
        document: read.document,
        renderer: read.renderer,
        renderer_shown: read.renderer_shown,
        notation: read.notation,
        prose: read.prose,
        readings,
        relations,
        indices: issues,
        clashes,
        orientations,
        sightings,
        odd,
        misquoted,
    }
}

/// Well-known formulas with a slip, among what was neither proved nor refuted.
fn misquoted(relations: &[Judged], document: &extract::Document, prose: &prose::Prose) -> Vec<compare::Misquoted> {
    let open = |judged: &&Judged| {
        let told = |verdict: &decide::Verdict| matches!(verdict.outcome, Outcome::Holds | Outcome::Fails);
        judged.relation.relation == "Equal" && judged.relation.is_stated() && !judged.verdict.as_ref().is_some_and(told)
    };
    let words = |formula: usize| {
        let sentence = prose.stances.get(formula).map_or(0, |info| info.sentence);
        compare::Words::of(document, &prose.flow, formula, sentence)
    };
    let asked = relations.iter().enumerate().filter(|(_, judged)| open(judged));
    asked.filter_map(|(at, judged)| compare::misquoted(at, &judged.relation, &words(judged.relation.formula))).collect()
}

/// Whether a relation was not refuted on its own page.
fn is_open(judged: &Judged) -> bool {
    judged.verdict.as_ref().is_none_or(|verdict| verdict.outcome != Outcome::Fails)
}

fn issues(
    readings: &[Reading],
    document: &extract::Document,
    prose: &prose::Prose,
    table: &SymbolTable,
) -> Vec<(usize, binding::IndexIssue)> {
    let around = Around::new(readings, document, prose);
    let mut found = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let declared = reading.occurrences.iter().map(|occurrence| &occurrence.name);
        let declared = declared.filter(|name| table.is_declared(name, at)).cloned().collect();
        let around = around.of(at, declared);
        for statement in &reading.statements {
            found.extend(binding::check_binding(statement, &around).into_iter().map(|issue| (at, issue)));
        }
    }
    // What a page does again and again, it means: a letter that is free in that many places is a fixed one.
    let is_free = |kind: IndexKind| matches!(kind, IndexKind::FreeMismatch | IndexKind::UnboundIndex);
    let mut times: BTreeMap<Name, usize> = BTreeMap::new();
    for (_, issue) in found.iter().filter(|(_, issue)| is_free(issue.kind)) {
        *times.entry(issue.name.clone()).or_default() += 1;
    }
    found.retain(|(_, issue)| !is_free(issue.kind) || times.get(&issue.name).is_none_or(|times| *times < HABIT));
    found
}

/// Statements of a page in which the same letter is free on one side, or outside of its sum.
const HABIT: usize = 3;

fn orientations(statements: &[(usize, &lower::Statement)], declared: &Declared) -> Vec<(usize, infer::Oriented)> {
    let bodies: Vec<&lower::Statement> = statements.iter().map(|(_, body)| *body).collect();
    let found = infer::orientations(&bodies, declared).into_iter();
    found.filter_map(|one| statements.get(one.statement).map(|(at, _)| (*at, one))).collect()
}

fn clashes(statements: &[(usize, &lower::Statement)], declared: &Declared) -> Vec<(usize, Clash)> {
    let bodies: Vec<&lower::Statement> = statements.iter().map(|(_, body)| *body).collect();
    let found = infer::infer(&bodies, declared).clashes.into_iter();
    found.filter_map(|clash| statements.get(clash.statement).map(|(at, _)| (*at, clash))).collect()
}
