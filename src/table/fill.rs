//! Tables in pages: what should stand behind each comment `mathlint: table …`.
//!
//! Takes the pages of a run; gives the text of each place. Never writes.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::{Row, TableFormat, booktabs, markdown, rows};
use crate::analysis::{Analysis, Page};
use crate::extract::{Generated, Host, generated};
use crate::source::{SourceFile, Span};

/// What belongs behind one comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The comment.
    pub opening: Span,
    /// What stands there now; empty where nothing was filled in yet.
    pub place: Span,
    /// What should stand there.
    pub text: String,
    /// Whether any page of the run is what the table is made from.
    pub has_sources: bool,
}

/// fillings: a page → its places for tables, in the order of the text; why not, where one cannot be filled.
pub fn fillings(analysis: &Analysis, page: &Page, file: &SourceFile) -> Result<Vec<Filling>, String> {
    let places = generated(&page.document);
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let (format, end): (&TableFormat, &str) = match page.document.host {
        Host::Markdown => (&markdown::FORMAT, "<!-- mathlint: end table -->"),
        Host::Latex => (&booktabs::FORMAT, "% mathlint: end table"),
        _ => return Err("tables are filled into Markdown and LaTeX only".into()),
    };
    places.iter().map(|place| filling(analysis, page, file, place, format, end)).collect()
}

/// The text of a page with its tables as they should be.
pub fn filled(file: &SourceFile, fillings: &[Filling]) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for filling in fillings {
        let range = filling.place.range();
        text.push_str(file.text.get(at..range.start).unwrap_or(""));
        text.push_str(&filling.text);
        at = range.end;
    }
    text.push_str(file.text.get(at..).unwrap_or(""));
    text
}

fn filling(
    analysis: &Analysis,
    page: &Page,
    file: &SourceFile,
    place: &Generated,
    format: &TableFormat,
    end: &str,
) -> Result<Filling, String> {
    let globs = globs(&place.options).map_err(|error| format!("table: {error}"))?;
    let folder = Path::new(&file.real).parent().unwrap_or(Path::new(""));
    let (mut table, mut has_sources) = (Vec::new(), false);
    for other in analysis.pages.iter().filter(|other| other.file != page.file) {
        let Some(below) = below(analysis, other, folder).filter(|below| globs.is_match(below)) else { continue };
        has_sources = true;
        let shown = below.to_string_lossy().replace('\\', "/");
        let own = rows(analysis, |page| page.file == other.file).into_iter();
        table.extend(own.map(|row| Row { file: shown.clone(), ..row }));
    }
    let mut text = format!("\n\n{}\n\n", (format.render)(&table).trim_end());
    if place.content.is_none() {
        text.push_str(end);
    }
    let place_of_table = place.content.unwrap_or(Span::at(place.opening.end as usize));
    Ok(Filling { opening: place.opening, place: place_of_table, text, has_sources })
}

/// Where a page lies, as seen from a folder that contains it.
fn below(analysis: &Analysis, page: &Page, folder: &Path) -> Option<PathBuf> {
    let file = analysis.files.get(page.file.0 as usize)?;
    Path::new(&file.real).strip_prefix(folder).ok().map(Path::to_path_buf)
}

/// The pages that the options name, below the folder of the page; all of them without options.
fn globs(options: &str) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in options.split_whitespace().chain(options.is_empty().then_some("**")) {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build()?);
    }
    set.build()
}
