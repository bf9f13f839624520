//! `check`: the main job.

use serde_json::{Value, json};

use super::arguments::{Check, Colour};
use super::walk::{self, Pages};
use super::{Exit, Failure, config, input, print, say};
use crate::analysis::{self, Analysis, Input, Judged, Page};
use crate::decide::{Outcome, Verdict};
use crate::diagnostic::Severity;
use crate::expr::print::latex;
use crate::expr::print::plain;
use crate::report::{self, FORMATS, Run};
use crate::rules;
use crate::source::SourceFile;

pub(super) fn run(command: &Check) -> Result<Exit, Failure> {
    let format = config::named(&command.output_format, FORMATS, |format| format.name, "output format")?;
    let pages = pages(command)?;
    for why in &pages.unreadable {
        say(&format!("mathlint: cannot read {why}"));
    }
    if pages.files.is_empty() && pages.unreadable.is_empty() {
        say("mathlint: no pages found (looked for .md, .mdx, .qmd, .tex, .ipynb, .html)");
    }
    let unreadable = !pages.unreadable.is_empty();
    let settings = rules::Settings {
        levels: pages.config.config.rules.iter().map(|(name, level)| (name.clone(), level.severity())).collect(),
    };
    let mut analysis = analyse(pages, command.engine.seed);
    let findings = rules::apply(&mut analysis, &settings);
    let coverage = analysis.coverage();
    if command.verdicts {
        print(&verdicts(&analysis))?;
    } else {
        let run = Run { files: &analysis.files, findings: &findings, coverage: &coverage, colour: Colour::on_stdout() };
        print(&(format.render)(&run))?;
    }
    let tally = report::tally(&findings);
    say(&format!("{coverage}{}", if tally.is_empty() { " · no findings".into() } else { format!(" · {tally}") }));
    Ok(match findings.iter().any(|finding| finding.severity == Severity::Error) {
        _ if unreadable => Exit::Failed,
        true if !command.exit_zero => Exit::Findings,
        _ => Exit::Clean,
    })
}

fn pages(command: &Check) -> Result<Pages, Failure> {
    if let Some(tex) = &command.formula {
        let file = SourceFile::new("formula.md", format!("Hence\n\n$$\n{tex}\n$$\n"));
        return Ok(Pages { files: vec![file], named: vec![true], ..Pages::default() });
    }
    if command.paths.iter().any(|path| path.as_os_str() == "-") {
        let mut pages = Pages::default();
        match input::read_stdin(&command.stdin_filename) {
            Ok(file) => {
                pages.files.push(file);
                pages.named.push(true);
            }
            Err(why) => pages.unreadable.push(why),
        }
        return Ok(pages);
    }
    walk::collect(&command.paths)
}

/// The analysis of collected pages.
pub(super) fn analyse(pages: Pages, seed: u64) -> Analysis {
    let settings = analysis::Settings { seed, macros: pages.config.config.macros.clone() };
    let inputs = pages.files.into_iter().zip(pages.named).map(|(file, asked)| Input { file, asked });
    analysis::analyse(inputs.collect(), &settings)
}

fn verdicts(analysis: &Analysis) -> String {
    let rows = analysis.asked().flat_map(|page| page.relations.iter().map(move |judged| row(analysis, page, judged)));
    rows.map(|row| row.to_string() + "\n").collect()
}

/// A relation as other programs read it.
fn row(analysis: &Analysis, page: &Page, judged: &Judged) -> Value {
    let relation = &judged.relation;
    let place = page.place(relation.formula, relation.span);
    let file = analysis.files.get(page.file.0 as usize);
    let position = |offset: u32| file.map(|file| file.position(offset));
    let tex = page.document.formulas.get(relation.formula).map_or("", |formula| relation.span.of(&formula.tex));
    let verdict = judged.verdict.as_ref();
    let used = judged.used.iter().filter_map(|formula| position(page.formula_place(*formula).span.start));
    json!({
        "file": file.map(|file| file.path.as_str()),
        "start": position(place.span.start),
        "end": position(place.span.end),
        "tex": tex,
        "role": relation.role,
        "kind": relation.kind,
        "stance": relation.stance,
        "left": plain(&relation.left),
        "relation": relation.relation,
        "right": plain(&relation.right),
        "assumed": relation.conditions.iter().map(latex).collect::<Vec<_>>(),
        "reading": page.readings.get(relation.formula).map(|reading| reading.coverage),
        "verdict": verdict.map(outcome),
        "grade": verdict.and_then(|verdict| verdict.grade),
        "reason": verdict.and_then(reason),
        "note": verdict.and_then(|verdict| verdict.note.as_deref()),
        "points": verdict.map(|verdict| verdict.points),
        "witness": verdict.and_then(|verdict| verdict.witness.as_ref()),
        "proof": verdict.map(|verdict| &verdict.proof),
        "definitions_used": used.collect::<Vec<_>>(),
    })
}

/// The word for an outcome, as it stands in output.
pub(super) fn outcome(verdict: &Verdict) -> &'static str {
    match verdict.outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::Undecided(_) => "undecided",
        Outcome::Trivial => "trivial",
    }
}

/// The reason of an undecided verdict.
pub(super) fn reason(verdict: &Verdict) -> Option<&'static str> {
    match verdict.outcome {
        Outcome::Undecided(reason) => Some(reason.as_str()),
        _ => None,
    }
}
