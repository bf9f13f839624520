//! Host documents to formulas, prose and directives, each with its place in the file.
//!
//! Takes the text of a page and what kind of host it is; gives a [`Document`]. Never guesses maths.

mod builder;
mod derived;
mod document;
mod lines;
mod markdown;
mod tex;

pub use document::{Block, BlockKind, Delimiter, Document, Formula, Host, HostComment, Inline, MacroSource};

/// A kind of host document: its file name endings and its reader.
struct Reader {
    host: Host,
    endings: &'static [&'static str],
    read: fn(&str, &str) -> Document,
}

/// The hosts, in the order in which their endings are tried. The first one reads what has no known ending.
const READERS: &[Reader] = &[Reader {
    host: Host::Markdown,
    endings: &["md", "mdx", "markdown", "qmd", "rmd", "myst"],
    read: markdown::extract,
}];

/// extract: path and text of a page → its formulas, prose and comments; the path's ending says what host it is.
pub fn extract(path: &str, text: &str) -> Document {
    read(host_of(path), path, text)
}

/// extract_as: a given kind of host and the text of a page → its formulas, prose and comments.
pub fn extract_as(host: Host, text: &str) -> Document {
    read(host, "", text)
}

fn read(host: Host, path: &str, text: &str) -> Document {
    let reader = READERS.iter().find(|reader| reader.host == host).unwrap_or(&READERS[0]);
    (reader.read)(path, text)
}

/// The host that a path's ending stands for.
pub fn host_of(path: &str) -> Host {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let known = READERS.iter().find(|reader| reader.endings.contains(&ending.as_str()));
    known.map_or(Host::Markdown, |reader| reader.host)
}
