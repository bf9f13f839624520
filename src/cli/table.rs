//! `table` and `snapshot`: generated text about pages, printed, stored, or filled into pages.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::arguments::{Engine, Snapshot, Table};
use super::{Exit, Failure, check, config, input, note, say, stored, walk};
use crate::analysis::{Analysis, Page};
use crate::extract::{Generated, Host, generated};
use crate::report::snapshot::snapshot;
use crate::report::table::{Row, TABLE_FORMATS, TableFormat, rows};
use crate::source::SourceFile;

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
        let places = generated(&page.document);
        if !places.is_empty() {
            files.push((PathBuf::from(&file.path), filled(analysis, page, file, &places)?));
        }
    }
    if files.is_empty() {
        say("mathlint: no page has a block `<!-- mathlint: table … -->`");
    }
    stored::settle(&files, check, mend)
}

/// The text of a page with its tables as they should be.
fn filled(analysis: &Analysis, page: &Page, file: &SourceFile, places: &[Generated]) -> Result<String, Failure> {
    let (format, end) = match page.document.host {
        Host::Markdown => ("markdown", "<!-- mathlint: end table -->"),
        Host::Latex => ("latex", "% mathlint: end table"),
        _ => return Err(Failure::Message(format!("{}: tables are filled into Markdown and LaTeX only", file.path))),
    };
    let format: &TableFormat = config::named(format, TABLE_FORMATS, |format| format.name, "table format")?;
    let (mut text, mut at) = (String::new(), 0);
    for place in places {
        let opening = place.opening.end as usize;
        text.push_str(file.text.get(at..opening).unwrap_or(""));
        let rows = chosen(analysis, page, file, &place.options)?;
        let table = (format.render)(&rows);
        text.push_str(&format!("\n\n{}\n\n", table.trim_end()));
        at = match place.content {
            Some(content) => content.end as usize,
            None => {
                text.push_str(end);
                opening
            }
        };
    }
    text.push_str(file.text.get(at..).unwrap_or(""));
    Ok(text)
}

/// The rows of the pages that the options name, by globs below the folder of the page; all pages without options.
fn chosen(analysis: &Analysis, own: &Page, file: &SourceFile, options: &str) -> Result<Vec<Row>, Failure> {
    let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    let globs = globs(options).map_err(|error| Failure::Message(format!("{}: table: {error}", file.path)))?;
    let rows = rows(analysis, |page| {
        let path = analysis.files.get(page.file.0 as usize).map_or("", |file| file.path.as_str());
        let below = input::below(Path::new(path), folder);
        page.file != own.file && below.is_some_and(|below| globs.is_match(below))
    });
    Ok(rows.into_iter().map(|row| relative(row, Some(folder))).collect())
}

fn globs(options: &str) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in options.split_whitespace().chain(options.is_empty().then_some("**")) {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build()?);
    }
    set.build()
}

/// The row with its path as seen from a folder.
fn relative(mut row: Row, folder: Option<&Path>) -> Row {
    if let Some(below) = folder.and_then(|folder| input::below(Path::new(&row.file), folder)) {
        row.file = input::shown(&below);
    }
    row
}
