//! `table` and `snapshot`: generated text about pages.

use super::arguments::{Snapshot, Table};
use super::{Exit, Failure, check, config, say, stored, walk};
use crate::analysis::Analysis;
use crate::report::snapshot::snapshot;
use crate::report::table::{TABLE_FORMATS, rows};

pub(super) fn run(command: &Table) -> Result<Exit, Failure> {
    let Some(format) = TABLE_FORMATS.iter().find(|format| format.name == command.format) else {
        let names: Vec<&str> = TABLE_FORMATS.iter().map(|format| format.name).collect();
        let hint = config::suggestion(&command.format, &names);
        return Err(Failure::Message(format!("unknown table format `{}`{hint}", command.format)));
    };
    let analysis = analyse(&command.paths, command.engine.seed)?;
    let text = (format.render)(&rows(&analysis));
    let paths = spelled(&command.paths);
    let file = command.output.as_deref();
    let name = file.map(|file| format!(" --output {}", file.display())).unwrap_or_default();
    let mend = format!("mathlint table --format {}{name} {paths}", format.name);
    stored::deliver(&text, file, command.check, &mend)
}

pub(super) fn run_snapshot(command: &Snapshot) -> Result<Exit, Failure> {
    let analysis = analyse(&command.paths, command.engine.seed)?;
    let file = command.output.as_deref();
    let name = file.map(|file| format!(" --output {}", file.display())).unwrap_or_default();
    let mend = format!("mathlint snapshot{name} {}", spelled(&command.paths));
    stored::deliver(&snapshot(&analysis), file, command.check, &mend)
}

fn analyse(paths: &[std::path::PathBuf], seed: u64) -> Result<Analysis, Failure> {
    let pages = walk::collect(paths)?;
    if let Some(why) = pages.unreadable.first() {
        return Err(Failure::Message(format!("cannot read {why}")));
    }
    let analysis = check::analyse(pages, seed);
    say(&analysis.coverage().to_string());
    Ok(analysis)
}

fn spelled(paths: &[std::path::PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ")
}
