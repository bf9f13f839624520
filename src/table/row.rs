//! The rows of a table: claims with everything that they rest on.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::analysis::{Analysis, Judged, Page};
use crate::claims::{Definition, Problem, Role};
use crate::decide::{Outcome, Verdict};
use crate::expr::print::latex;
use crate::expr::{Domain, Expr, Fact, Name, Shape, Size, Sort};
use crate::extract::{BlockKind, Inline};
use crate::syntax::{self, Macros};

/// A claim of the table; what is mathematics is LaTeX without macros of the page's own.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub formula: String,
    /// What is assumed: stated conditions, domains of numbers, definitions that the verdict uses.
    pub conditions: Vec<String>,
    pub verdict: &'static str,
    pub grade: Option<&'static str>,
    /// How it is known, in words, or why it is not.
    pub known: String,
    /// The arrays in it, with the sizes of their axes.
    pub shapes: Vec<String>,
    pub file: String,
    /// The first heading of the page.
    pub title: String,
    pub line: u32,
}

/// The claims of the pages in question, in reading order.
pub fn rows(analysis: &Analysis, of: impl Fn(&Page) -> bool) -> Vec<Row> {
    let claims = analysis.pages.iter().filter(|page| of(page)).flat_map(|page| {
        let title = title(page);
        let claims = page.relations.iter().filter(|judged| judged.relation.role == Role::Claim);
        claims.map(move |judged| row(analysis, page, &title, judged))
    });
    claims.collect()
}

fn row(analysis: &Analysis, page: &Page, title: &str, judged: &Judged) -> Row {
    let relation = &judged.relation;
    let place = page.place(relation.formula, relation.span);
    let file = analysis.files.get(page.file.0 as usize);
    let shapes: Vec<String> = judged.problem.iter().flat_map(arrays).collect();
    let (verdict, known) = judged.verdict.as_ref().map_or(("undecided", String::new()), told);
    Row {
        formula: formula(page, judged),
        conditions: conditions(judged, &shapes),
        verdict,
        grade: judged.verdict.as_ref().and_then(|verdict| verdict.grade).map(crate::decide::Grade::as_str),
        known,
        shapes,
        file: file.map(|file| file.path.clone()).unwrap_or_default(),
        title: title.to_owned(),
        line: file.map_or(0, |file| file.position(place.span.start).line),
    }
}

/// The word for a verdict, and how it is known or why it is not.
fn told(verdict: &Verdict) -> (&'static str, String) {
    let grade = verdict.grade.map(|grade| grade.as_str().to_owned()).unwrap_or_default();
    let known = match verdict.grade {
        Some(crate::decide::Grade::Proved) | None => grade,
        Some(_) if verdict.points == 1 => format!("{grade}, 1 point"),
        Some(_) if verdict.points > 0 => format!("{grade}, {} points", verdict.points),
        Some(_) => grade,
    };
    match verdict.outcome {
        Outcome::Holds => ("holds", known),
        Outcome::Fails => ("fails", known),
        Outcome::Trivial => ("trivial", String::new()),
        Outcome::Undecided(reason) => ("undecided", reason.as_str().to_owned()),
    }
}

/// The author's spelling where it stands by itself, else the spelling of what was understood.
fn formula(page: &Page, judged: &Judged) -> String {
    let relation = &judged.relation;
    let written = page.document.formulas.get(relation.formula).map_or("", |formula| relation.span.of(&formula.tex));
    let written = written.trim().trim_end_matches([',', '.', ';', '。', '，', '；']).trim_end();
    let layout = ["&", "\\\\", "\\begin", "\\tag", "\\label", "\\quad"];
    let alone = !layout.iter().any(|mark| written.contains(mark));
    let plain = syntax::parse(written, &Macros::default());
    if alone && !written.is_empty() && plain.renders() && plain.slips.is_empty() {
        return written.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    latex(&relation.whole())
}

fn conditions(judged: &Judged, shapes: &[String]) -> Vec<String> {
    let Some(problem) = &judged.problem else { return judged.relation.conditions.iter().map(latex).collect() };
    let mut told: Vec<String> = problem.facts.iter().map(latex).collect();
    let sizes: BTreeSet<&Name> =
        problem.sorts.values().flat_map(|sort| axes(sort).iter().flat_map(Size::names)).collect();
    let indices: BTreeSet<&Name> =
        problem.definitions.iter().flat_map(|own| own.indices.iter().chain(&own.parameters)).collect();
    let names = |parts: Vec<&Expr>| parts.into_iter().flat_map(Expr::free_names).collect::<BTreeSet<Name>>();
    let sides = names(vec![&problem.left, &problem.right]);
    let bodies = names(problem.definitions.iter().map(|own| &own.body).collect());
    // What the stated conditions already say of a name is not said again.
    let restricted = names(problem.facts.iter().collect());
    let numbers = problem.sorts.iter().filter(|(name, _)| {
        let used = sides.contains(name) || bodies.contains(name) && !indices.contains(name);
        used && !sizes.contains(name) && !restricted.contains(name)
    });
    told.extend(numbers.filter_map(|(name, sort)| number(name, sort)));
    told.extend(problem.definitions.iter().map(definition));
    let mut seen: BTreeSet<String> = shapes.iter().cloned().collect();
    told.retain(|condition| seen.insert(condition.clone()));
    told
}

fn axes(sort: &Sort) -> &[Size] {
    match &sort.shape {
        Shape::Known(sizes) => sizes,
        Shape::Unknown => &[],
    }
}

const SETS: &[(Domain, &str)] = &[
    (Domain::Complex, r"\mathbb{C}"),
    (Domain::Real, r"\mathbb{R}"),
    (Domain::Rational, r"\mathbb{Q}"),
    (Domain::Integer, r"\mathbb{Z}"),
    (Domain::Natural, r"\mathbb{N}"),
    (Domain::Probability, "[0, 1]"),
];

fn set(domain: Domain) -> Option<&'static str> {
    SETS.iter().find(|(own, _)| *own == domain).map(|(_, set)| *set)
}

/// `x > 0`, `n \in \mathbb{N}`: what is known of a number.
fn number(name: &Name, sort: &Sort) -> Option<String> {
    if !axes(sort).is_empty() || sort.signature.is_some() {
        return None;
    }
    let set = set(sort.domain).map(|set| format!(r"{name} \in {set}"));
    let sign = |fact, text: &str| sort.facts.contains(&fact).then(|| format!("{name} {text}"));
    let sign =
        sign(Fact::OpenUnit, r"\in (0, 1)").or(sign(Fact::Positive, "> 0")).or(sign(Fact::NonNegative, r"\ge 0"));
    match sort.domain {
        Domain::Real | Domain::Unknown | Domain::Probability => sign.or(set),
        _ => set,
    }
}

fn definition(definition: &Definition) -> String {
    let list = |names: &[Name]| names.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
    let indices = match definition.indices.len() {
        0 => String::new(),
        _ => format!("_{{{}}}", list(&definition.indices)),
    };
    let parameters = match definition.parameters.len() {
        0 => String::new(),
        _ => format!("({})", list(&definition.parameters)),
    };
    format!("{}{indices}{parameters} = {}", definition.name, latex(&definition.body))
}

/// `Q \in \mathbb{R}^{L \times d_h}` for each array.
pub fn arrays(problem: &Problem) -> Vec<String> {
    let arrays = problem.sorts.iter().filter(|(_, sort)| !axes(sort).is_empty());
    let told = arrays.map(|(name, sort)| {
        let sizes: Vec<String> = axes(sort).iter().map(ToString::to_string).collect();
        format!(r"{name} \in {}^{{{}}}", set(sort.domain).unwrap_or(r"\mathbb{R}"), sizes.join(r" \times "))
    });
    told.collect()
}

/// The words of the page's first heading; the file's name where there is none.
fn title(page: &Page) -> String {
    let heading = page.document.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
    let words = heading.into_iter().flat_map(|block| &block.inlines).map(|inline| match inline {
        Inline::Text { text, .. } | Inline::Code { text, .. } => text.as_str(),
        _ => "",
    });
    words.collect::<String>().trim().to_owned()
}
