//! `table` and `snapshot`: generated text about pages, printed, stored, or filled into pages.

use std::path::{Path, PathBuf};

use super::arguments::{Engine, Snapshot, Table};
use super::{Exit, Failure, check, config, input, note, say, stored, walk};
use crate::analysis::{Analysis, Page};
use crate::report::snapshot::snapshot;
use crate::table::{self, Row, TABLE_FORMATS, rows};

pub(super) fn run(command: &Table) -> Result<Exit, Failure> {
    let format = config::named(&command.format, TABLE_FORMATS, |format| format.name, "table format")?;
    let analysis = analyse(&command.paths, &command.engine)?;
    let paths = spelled(&command.paths);
    if command.in_place || command.check && command.output.is_none() {
        return fill_pages(&analysis, command.check, &format!("mathlint table --in-place {paths}"));
    }
    let file = command.output.as_deref();
    let rows = rows(&analysis, Page::is_asked).into_iter().map(|row| relative(row, file.and_then(Path::parent)));
    let text = (format.render)(&rows.collect::<Vec<_>>());
    let name = file.map(|file| format!(" --output {}", file.display())).unwrap_or_default();
    stored::deliver(text, file, command.check, &format!("mathlint table --format {}{name} {paths}", format.name))
}

pub(super) fn run_snapshot(command: &Snapshot) -> Result<Exit, Failure> {
    let analysis = analyse(&command.paths, &command.engine)?;
    let file = command.output.as_deref();
    let name = file.map(|file| format!(" --output {}", file.display())).unwrap_or_default();
    let mend = format!("mathlint snapshot{name} {}", spelled(&command.paths));
    stored::deliver(snapshot(&analysis), file, command.check, &mend)
}

/// The analysis of paths that can all be read, its closing line said.
pub(super) fn analyse(paths: &[PathBuf], engine: &Engine) -> Result<Analysis, Failure> {
    let pages = walk::collect(paths)?;
    if let Some(why) = pages.unreadable.first() {
        return Err(Failure::Message(format!("cannot read {why}")));
    }
    let analysis = check::analyse(pages, engine);
    note(&analysis.coverage().to_string());
    Ok(analysis)
}

fn spelled(paths: &[PathBuf]) -> String {
    let quoted = |path: &PathBuf| match path.display().to_string() {
        path if path.contains([' ', '\'', '(', '&']) => format!("{path:?}"),
        path => path,
    };
    paths.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// Fills the blocks `mathlint: table …` of the pages that were asked for, or checks them.
fn fill_pages(analysis: &Analysis, check: bool, mend: &str) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    for page in analysis.asked() {
        let Some(file) = analysis.files.get(page.file.0 as usize) else { continue };
        let fillings =
            table::fillings(analysis, page, file).map_err(|why| Failure::Message(format!("{}: {why}", file.path)))?;
        if !fillings.is_empty() {
            files.push((PathBuf::from(&file.path), table::filled(file, &fillings)));
        }
    }
    if files.is_empty() {
        say("mathlint: no page has a block `<!-- mathlint: table … -->`");
    }
    stored::settle(&files, check, mend)
}

/// The row with its path as seen from a folder.
fn relative(mut row: Row, folder: Option<&Path>) -> Row {
    if let Some(below) = folder.and_then(|folder| input::below(Path::new(&row.file), folder)) {
        row.file = input::shown(&below);
    }
    row
}
