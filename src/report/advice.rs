//! What would help most: the commonest reasons for *undecided*, and the declaration that most claims wait for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::reasons;
use crate::analysis::{Analysis, Judged, Page};
use crate::claims::Problem;
use crate::decide::{Outcome, Reason};
use crate::expr::{Domain, Expr, Kind, Name, Shape};

/// Reasons that are shown.
const MOST: usize = 5;

/// A few lines for the end of a run; empty where every claim was decided.
pub fn advice(analysis: &Analysis) -> String {
    let undecided: Vec<(&Page, &Judged, Reason)> = analysis
        .asked()
        .flat_map(|page| page.relations.iter().filter_map(move |judged| Some((page, judged, reason(judged)?))))
        .collect();
    let mut counts: BTreeMap<Reason, Vec<(&Page, &Judged)>> = BTreeMap::new();
    for (page, judged, reason) in &undecided {
        counts.entry(*reason).or_default().push((page, judged));
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(reason, own)| (std::cmp::Reverse(own.len()), *reason));
    let mut text = String::new();
    for (reason, own) in counts.iter().take(MOST) {
        let Some((words, first)) = reasons::text(*reason).zip(own.first()) else { continue };
        let _ = writeln!(
            text,
            "advice: {} undecided ({}), the first at {}: {}. What helps: {}",
            claims(own.len(), "is", "are"),
            reason.as_str(),
            place(analysis, first.0, first.1),
            words.means,
            words.helps
        );
    }
    text + &declaration(analysis, &undecided)
}

fn reason(judged: &Judged) -> Option<Reason> {
    match judged.verdict.as_ref()?.outcome {
        Outcome::Undecided(reason) => Some(reason),
        _ => None,
    }
}

fn place(analysis: &Analysis, page: &Page, judged: &Judged) -> String {
    let at = page.place(judged.relation.formula, judged.relation.span);
    analysis
        .files
        .get(page.file.0 as usize)
        .map_or_else(String::new, |file| format!("{}:{}", file.path, file.position(at.span.start).line))
}

/// The name that most undecided claims know nothing of, as a directive to fill in.
fn declaration(analysis: &Analysis, undecided: &[(&Page, &Judged, Reason)]) -> String {
    let waits = [Reason::UnknownSymbol, Reason::UnknownFunction, Reason::UnknownShape, Reason::UndefinedStep];
    let mut names: BTreeMap<(usize, Name), (usize, usize, String, String)> = BTreeMap::new();
    for (page, judged, reason) in undecided.iter().filter(|(_, _, reason)| waits.contains(reason)) {
        let open = judged.problem.as_ref().map(unknown).unwrap_or_default();
        let alone = usize::from(open.len() == 1);
        for name in open {
            let sort = judged.problem.as_ref().map_or_else(String::new, |problem| likely_sort(problem, &name, *reason));
            let first = || (0, 0, sort, place(analysis, page, judged));
            let entry = names.entry((page.file.0 as usize, name)).or_insert_with(first);
            entry.0 += alone;
            entry.1 += 1;
        }
    }
    let best = names
        .into_iter()
        .max_by_key(|((page, name), (alone, all, ..))| (*alone, *all, std::cmp::Reverse((*page, name.clone()))));
    let Some(((_, name), (alone, all, sort, place))) = best else { return String::new() };
    format!(
        "advice: {} for `{name}` ({alone} for nothing else), the first at {place}; say what it is, for example <!-- mathlint: let {name}: {sort} -->\n",
        claims(all, "waits", "wait")
    )
}

/// What a name may be, to begin with: a function where it is called, an array where a size is missing.
fn likely_sort(problem: &Problem, name: &Name, reason: Reason) -> String {
    let mut arguments = None;
    for side in [&problem.left, &problem.right] {
        side.visit(&mut |part| {
            if let Kind::Call(callee, given) = &part.kind
                && callee.as_symbol() == Some(name)
            {
                arguments = arguments.or(Some(given.len()));
            }
        });
    }
    match arguments {
        Some(count) => format!("fn({}) -> R", vec!["R"; count.max(1)].join(", ")),
        None if reason == Reason::UnknownShape => "R (n, d)".into(),
        None => "R".into(),
    }
}

/// `1 claim is`, `2 claims are`.
fn claims(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("1 claim {one}") } else { format!("{count} claims {more}") }
}

/// The names of a problem of which nothing is known.
fn unknown(problem: &Problem) -> BTreeSet<Name> {
    let defined: BTreeSet<&Name> = problem.definitions.iter().map(|definition| &definition.name).collect();
    let sides = [&problem.left, &problem.right].into_iter().flat_map(Expr::free_names);
    let open = sides.filter(|name| {
        let told = problem.sorts.get(name).is_some_and(|sort| {
            sort.domain != Domain::Unknown && sort.shape != Shape::Unknown || sort.signature.is_some()
        });
        !told && !defined.contains(name)
    });
    open.collect()
}
