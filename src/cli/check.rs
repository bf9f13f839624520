//! `check`: the main job.

use std::path::PathBuf;

use super::arguments::{Check, Colour, Engine};
use super::cache::Cache;
use super::config::{self, Choice, Loaded};
use super::output::counted;
use super::progress::Bar;
use super::walk::{self, Pages};
use super::{Exit, Failure, baseline, fix, ignores, input, note, outputs, print, repro, say, verdicts};
use crate::analysis::{self, Analysis, Beside, Input, Memory, Progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{self, FORMATS, Run, advice, statistics};
use crate::rules;
use crate::source::SourceFile;

/// What a run found.
pub(super) struct Checked {
    pub analysis: Analysis,
    pub findings: Vec<Diagnostic>,
    pub config: Loaded,
    /// Why files could not be read.
    pub unreadable: Vec<String>,
}

pub(super) fn run(command: &Check) -> Result<Exit, Failure> {
    let format = config::named(&command.output_format, FORMATS, |format| format.name, "output format")?;
    let outputs = outputs::read(&command.output_file)?;
    let mut checked = check(command)?;
    if command.fix.is_some() || command.diff {
        let fixed = fix::fixed(&checked, command.fix.unwrap_or_default());
        if command.diff {
            return fix::show(&checked, &fixed);
        }
        fix::write(&fixed)?;
        checked = check(command)?;
    }
    if let Some(reason) = &command.add_ignore {
        checked = ignores::add(command, checked, reason)?;
    }
    for why in &checked.unreadable {
        say(&format!("mathlint: cannot read {why}"));
    }
    if command.write_baseline {
        baseline::write(command.baseline.as_deref(), &checked)?;
        return Ok(if checked.unreadable.is_empty() { Exit::Clean } else { Exit::Failed });
    }
    baseline::apply(command.baseline.as_deref(), command.prune_baseline, &mut checked)?;
    outputs::write(&outputs, &checked)?;
    if command.repro {
        repro::run(&checked, &command.engine)?;
    } else {
        print(&shown(command, format, &checked))?;
    }
    close(command, &checked);
    Ok(match checked.findings.iter().any(|finding| finding.severity == Severity::Error) {
        _ if !checked.unreadable.is_empty() => Exit::Failed,
        true if !command.exit_zero => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// Collects the pages, analyses them and applies the rules.
pub(super) fn check(command: &Check) -> Result<Checked, Failure> {
    let pages = pages(command)?;
    if pages.files.is_empty() && pages.unreadable.is_empty() {
        say("mathlint: no pages found (looked for .md, .mdx, .qmd, .tex, .ipynb, .html)");
    }
    let choice = Choice {
        select: &command.select,
        ignore: &command.ignore,
        preset: command.preset.as_deref(),
        preview: command.preview,
    };
    let settings = rules::Settings { files: config::levels(&pages.files, &choice)?, ..rules::Settings::default() };
    let (config, unreadable) = (pages.config.clone(), pages.unreadable.clone());
    let mut analysis = analyse(pages, &command.engine);
    let findings = rules::apply(&mut analysis, &settings);
    Ok(Checked { analysis, findings, config, unreadable })
}

/// What goes to standard output.
fn shown(command: &Check, format: &report::Format, checked: &Checked) -> String {
    if command.verdicts {
        return verdicts::verdicts(&checked.analysis);
    }
    if command.statistics {
        return statistics::statistics(&checked.findings);
    }
    let (findings, hidden) = match command.max_per_rule {
        Some(most) => statistics::first_of_each(&checked.findings, most),
        None => (checked.findings.clone(), 0),
    };
    if hidden > 0 {
        note(&format!("mathlint: {} of these rules not shown (--max-per-rule)", counted(hidden, "more finding")));
    }
    let coverage = checked.analysis.coverage();
    let colour = Colour::on_stdout();
    let (files, asked) = (&checked.analysis.files, checked.analysis.is_asked());
    (format.render)(&Run { files, findings: &findings, coverage: &coverage, asked: &asked, colour })
}

/// The lines on standard error that end every run: what it covered, and advice where it is wanted.
fn close(command: &Check, checked: &Checked) {
    if command.advice {
        let advice = advice::advice(&checked.analysis);
        say(if advice.is_empty() { "advice: none is needed, every claim was decided" } else { advice.trim_end() });
    }
    let tally = report::tally(&checked.findings);
    let tally = if tally.is_empty() { "no findings".into() } else { tally };
    note(&format!("{} · {tally}", checked.analysis.coverage()));
}

fn pages(command: &Check) -> Result<Pages, Failure> {
    if let Some(tex) = &command.formula {
        let file = SourceFile::new("formula.md", format!("Hence\n\n$$\n{tex}\n$$\n"));
        return Ok(Pages { files: vec![file], named: vec![true], ..Pages::default() });
    }
    if command.paths.iter().any(|path| path.as_os_str() == "-") {
        // The configuration is that of the place where the text will be saved.
        let mut pages = Pages { config: config::nearest(&PathBuf::from(&command.stdin_filename))?, ..Pages::default() };
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
pub(super) fn analyse(pages: Pages, engine: &Engine) -> Analysis {
    let settings = analysis::Settings { seed: engine.seed, macros: pages.config.config.macros.clone() };
    let book = pages.config.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let cache = if engine.no_cache { None } else { Cache::open(engine.cache_dir.as_deref(), &book) };
    let inputs: Vec<Input> =
        pages.files.into_iter().zip(pages.named).map(|(file, asked)| Input { file, asked }).collect();
    let bar = Bar::new(inputs.len());
    let memory = cache.as_ref().map(|cache| cache as &dyn Memory);
    let progress = bar.as_ref().map(|bar| bar as &dyn Progress);
    let analysis = analysis::analyse_with(inputs, &settings, Beside { memory, progress });
    drop(bar);
    if let Some(cache) = cache {
        cache.close();
    }
    analysis
}
