//! `symbols`: the glossary of a book.

use super::arguments::{Engine, Symbols};
use super::{Exit, Failure, config, note, print, table};
use crate::report::symbols::{SYMBOL_FORMATS, entries};

pub(super) fn run(command: &Symbols) -> Result<Exit, Failure> {
    let format = config::named(&command.output_format, SYMBOL_FORMATS, |format| format.name, "output format")?;
    let analysis = table::analyse(&command.paths, &Engine::default())?;
    let entries = entries(&analysis);
    print(&(format.render)(&entries))?;
    let mut symbols: Vec<_> = entries.iter().map(|entry| &entry.symbol).collect();
    symbols.dedup();
    note(&format!("{} declarations of {} symbols", entries.len(), symbols.len()));
    Ok(Exit::Clean)
}
