//! Host documents to formulas, prose and directives, each with its place in the file.
//!
//! Takes the text of a page and what kind of host it is; gives a [`Document`]. Never guesses maths.

mod append;
mod builder;
mod copied;
mod derived;
mod document;
mod generated;
mod html;
mod latex;
mod lines;
mod markdown;
mod notebook;
mod tex;

pub use document::{Block, BlockKind, Delimiter, Document, Formula, Host, HostComment, Inline, MacroSource};
pub use generated::{Generated, generated};
pub use latex::{foreign, included};

/// A kind of host document: its file name endings and its reader.
struct Reader {
    host: Host,
    endings: &'static [&'static str],
    read: fn(&str, &str) -> Document,
}

/// The hosts, in the order in which their endings are tried. The first one reads what has no known ending.
const READERS: &[Reader] = &[
    Reader { host: Host::Markdown, endings: &["md", "mdx", "markdown", "qmd", "rmd", "myst"], read: markdown::extract },
    Reader { host: Host::CopiedText, endings: &["txt", "text"], read: copied::extract },
    Reader { host: Host::Latex, endings: &["tex", "latex", "ltx"], read: latex::extract },
    Reader { host: Host::Notebook, endings: &["ipynb"], read: notebook::extract },
    Reader { host: Host::Html, endings: &["html", "htm", "xhtml"], read: html::extract },
];

/// extract: path and text of a page → its formulas, prose and comments; its ending and its text say what host it is.
pub fn extract(path: &str, text: &str) -> Document {
    read(host_of(path, text), path, text)
}

/// extract_as: a given kind of host and the text of a page → its formulas, prose and comments.
pub fn extract_as(host: Host, text: &str) -> Document {
    read(host, "", text)
}

fn read(host: Host, path: &str, text: &str) -> Document {
    let reader = READERS.iter().find(|reader| reader.host == host).unwrap_or(&READERS[0]);
    let document = (reader.read)(path, text);
    match generated::without(&document, text) {
        Some(rest) => (reader.read)(path, &rest),
        None => document,
    }
}

/// host_of: path and text of a page → the host that its ending stands for, unless the text shows another one.
pub fn host_of(path: &str, text: &str) -> Host {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let known = READERS.iter().find(|reader| reader.endings.contains(&ending.as_str())).map(|reader| reader.host);
    let dollars = text.contains('$') || text.contains("\\(");
    match known {
        Some(Host::CopiedText) if dollars && !copied::is_copied(text, 1) => Host::Markdown,
        Some(Host::Markdown) | None if !dollars && copied::is_copied(text, 3) => Host::CopiedText,
        Some(host) => host,
        None => Host::Markdown,
    }
}

/// The endings of files that are read as pages.
pub fn endings() -> impl Iterator<Item = &'static str> {
    READERS.iter().flat_map(|reader| reader.endings.iter().copied())
}
