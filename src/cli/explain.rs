//! `explain FILE:LINE`: how the formulas of a line were read, and why each was judged as it was.

use std::fmt::Write;
use std::path::PathBuf;

use super::arguments::Explain;
use super::{Exit, Failure, check, print, verify, walk};
use crate::analysis::{Analysis, Judged, Page};
use crate::expr::print::plain;
use crate::expr::{Shape, Sort};
use crate::report::reading::{plain_text, relation_text};

pub(super) fn run(command: &Explain) -> Result<Exit, Failure> {
    let (path, line, column) = split(&command.place)?;
    let pages = walk::collect(std::slice::from_ref(&path))?;
    if let Some(why) = pages.unreadable.first() {
        return Err(Failure::Message(format!("cannot read {why}")));
    }
    let analysis = check::analyse(pages, &command.engine);
    let mut text = String::new();
    for page in analysis.asked() {
        for at in 0..page.readings.len() {
            if stands_at(&analysis, page, at, line, column) {
                text.push_str(&formula(&analysis, page, at));
            }
        }
    }
    if text.is_empty() {
        return Err(Failure::Message(format!("no formula stands at {}", command.place)));
    }
    print(&text)?;
    Ok(Exit::Clean)
}

/// `FILE:LINE` or `FILE:LINE:COLUMN`.
fn split(place: &str) -> Result<(PathBuf, u32, Option<u32>), Failure> {
    let wrong = || Failure::Message(format!("`{place}` is no FILE:LINE"));
    let (head, last) = place.rsplit_once(':').ok_or_else(wrong)?;
    let last: u32 = last.parse().map_err(|_| wrong())?;
    match head.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) => Ok((path.into(), line, Some(last))),
        None => Ok((head.into(), last, None)),
    }
}

fn stands_at(analysis: &Analysis, page: &Page, at: usize, line: u32, column: Option<u32>) -> bool {
    let (Some(file), Some(formula)) = (analysis.files.get(page.file.0 as usize), page.document.formulas.get(at)) else {
        return false;
    };
    let (start, end) = (file.position(formula.span.start), file.position(formula.span.end));
    let within = (start.line..=end.line).contains(&line);
    within && column.is_none_or(|column| start.line != end.line || (start.column..end.column).contains(&column))
}

fn formula(analysis: &Analysis, page: &Page, at: usize) -> String {
    let mut text = String::new();
    let (Some(formula), Some(reading)) = (page.document.formulas.get(at), page.readings.get(at)) else { return text };
    let _ = writeln!(text, "formula   {}", formula.tex.trim().replace('\n', "\n          "));
    let _ = writeln!(text, "reading   {:?}: {}", reading.coverage, plain_text(reading));
    for (span, why) in &reading.open {
        let _ = writeln!(text, "  open    {why} at `{}`", span.of(&formula.tex));
    }
    for choice in &reading.choices {
        let runner_up = choice.runner_up.map(|other| format!(" (not {other})")).unwrap_or_default();
        let _ = writeln!(
            text,
            "  choice  `{}` is a {}{runner_up}: {}",
            choice.span.of(&formula.tex),
            choice.chosen,
            choice.because
        );
    }
    if let Some(stance) = page.prose.stances.get(at) {
        let cue = stance.cue.map(|cue| format!(" (\"{cue}\")")).unwrap_or_default();
        let _ = writeln!(text, "stance    {:?}{cue}", stance.stance);
    }
    for judged in page.relations.iter().filter(|judged| judged.relation.formula == at) {
        text.push_str(&relation(analysis, page, judged));
    }
    text.push('\n');
    text
}

fn relation(analysis: &Analysis, page: &Page, judged: &Judged) -> String {
    let relation = &judged.relation;
    let mut text = String::new();
    let _ = writeln!(
        text,
        "relation  {}\n  role    {:?}, {:?}",
        relation_text(&relation.left, relation.relation, &relation.right),
        relation.role,
        relation.kind,
    );
    for used in &judged.used {
        let file = analysis.files.get(page.file.0 as usize);
        let line = file.map_or(0, |file| file.position(page.formula_place(*used).span.start).line);
        let tex = page.document.formulas.get(*used).map_or("", |formula| formula.tex.trim());
        let _ = writeln!(text, "  uses    line {line}: {}", tex.replace('\n', " "));
    }
    if let Some(problem) = &judged.problem {
        for fact in &problem.facts {
            let _ = writeln!(text, "  given   {}", plain(fact));
        }
        for (name, sort) in &problem.sorts {
            let _ = writeln!(text, "  sort    {name}: {}", sort_text(sort));
        }
    }
    if let Some(verdict) = &judged.verdict {
        let _ = write!(text, "verdict   {}", verify::shown(verdict).replace("\n  ", "\n          "));
    }
    text
}

/// A sort in the words of the `let` directive: `Real (n, d), positive`.
fn sort_text(sort: &Sort) -> String {
    let shape = match &sort.shape {
        Shape::Unknown => " of unknown shape".to_owned(),
        Shape::Known(sizes) if sizes.is_empty() => String::new(),
        Shape::Known(sizes) => format!(" ({})", sizes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
    };
    let facts = sort.facts.iter().map(|fact| format!(", {}", format!("{fact:?}").to_lowercase()));
    format!("{:?}{shape}{}", sort.domain, facts.collect::<String>())
}
